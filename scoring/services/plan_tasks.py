"""The plan of the year that a table of criteria is for."""

from plans.enums import IN_FORCE, LIVE
from plans.models import Plan, Task
from scoring.models import CriteriaTable
from scoring.plan_tasks import PlanTask


def tasks_for(table: CriteriaTable) -> tuple[PlanTask, ...] | None:
    """The tasks that its criteria may be linked to: of the plan in force, before there is one of the newest draft.

    None for a table of all blocs of a kind, which no single plan stands behind.
    """
    if table.term is None:
        return None
    plans = Plan.objects.filter(term=table.term, state__in=sorted(LIVE)).order_by("-pk").values_list("pk", "state")
    newest = sorted(plans, key=lambda plan: plan[1] not in IN_FORCE)[:1]
    tasks = Task.objects.filter(plan__in=[pk for pk, _ in newest]).values_list("key", "number", "text", "due")
    return tuple(PlanTask(*task) for task in tasks)
