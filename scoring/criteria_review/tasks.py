"""Whether the tasks that criteria are linked to are still in the year's plan."""

from collections.abc import Collection, Iterator

from scoring.criteria import Criteria, leaves
from scoring.criteria_review.finding import Finding, called
from scoring.kinds import Deadline
from scoring.plan_tasks import PlanTask


def findings(criteria: Criteria, tasks: Collection[PlanTask]) -> Iterator[Finding]:
    known = {task.key for task in tasks}
    for criterion, _ in leaves(criteria):
        if isinstance(criterion.rule, Deadline) and criterion.rule.task not in (None, *known):
            yield Finding(
                "TASK_GONE",
                f"{called(criterion)}: nhiệm vụ đã gắn không còn trong kế hoạch của năm. Hãy chọn nhiệm vụ khác, hoặc "
                "bỏ gắn.",
                criterion.key,
                blocking=False,
            )
