from plans.models.party_name import PartyName
from plans.models.plan import Plan, Revision
from plans.models.registry import KnownBody, KnownDocument
from plans.models.task import Assignment, Task

__all__ = ["Assignment", "KnownBody", "KnownDocument", "PartyName", "Plan", "Revision", "Task"]
