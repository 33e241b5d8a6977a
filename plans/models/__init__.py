from plans.models.plan import Plan, Revision
from plans.models.task import Assignment, Task

__all__ = ["Assignment", "Plan", "Revision", "Task"]
