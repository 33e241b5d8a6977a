from plans.models.party_name import PartyName
from plans.models.plan import Plan, Revision
from plans.models.task import Assignment, Task

__all__ = ["Assignment", "PartyName", "Plan", "Revision", "Task"]
