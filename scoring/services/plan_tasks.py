"""The plan of the year that a table of criteria is for."""

from dataclasses import dataclass

from plans.enums import IN_FORCE, LIVE
from plans.models import Assignment, Plan, Task
from scoring.criteria import leaves
from scoring.kinds import Deadline
from scoring.models import CriteriaTable, ScoreSheet
from scoring.plan_tasks import PlanTask


@dataclass(frozen=True, kw_only=True)
class LinkedTask:
    """The task that a criterion follows, and what the unit has said of its part; None where it has none."""

    task: PlanTask
    plan_id: int
    part: Assignment | None


def tasks_for(table: CriteriaTable) -> tuple[PlanTask, ...] | None:
    """The tasks that its criteria may be linked to: of the plan in force, before there is one of the newest draft.

    None for a table of all blocs of a kind, which no single plan stands behind.
    """
    if table.term is None:
        return None
    tasks = Task.objects.filter(plan=_plan_behind(table)).values_list("key", "number", "text", "due")
    return tuple(PlanTask(*task) for task in tasks)


def linked_tasks(sheet: ScoreSheet) -> dict[int, LinkedTask]:
    """By key of the criterion, the tasks of the plan that points are given for in time; in at most three queries."""
    table = sheet.round.table
    rules = {criterion.key: criterion.rule for criterion, _ in leaves(table.value)}
    links = {key: rule.task for key, rule in rules.items() if isinstance(rule, Deadline) and rule.task is not None}
    plan = _plan_behind(table) if links and table.term_id else None
    if plan is None:
        return {}
    tasks = {task.key: task for task in Task.objects.filter(plan=plan, key__in=links.values())}
    own = Assignment.objects.filter(task__in=tasks.values(), organisation=sheet.unit.organisation_id)
    parts = {part.task.key: part for part in own.select_related("task")}
    return {
        key: LinkedTask(
            task=PlanTask(task.key, task.number, task.text, task.due), plan_id=plan, part=parts.get(task.key)
        )
        for key, task in ((key, tasks.get(link)) for key, link in links.items())
        if task
    }


def _plan_behind(table: CriteriaTable) -> int | None:
    """The plan of its year that is in force; before there is one, the newest draft."""
    plans = Plan.objects.filter(term=table.term_id, state__in=sorted(LIVE)).order_by("-pk").values_list("pk", "state")
    return next((pk for pk, _ in sorted(plans, key=lambda plan: plan[1] not in IN_FORCE)), None)
