"""What is wrong or odd about a table of criteria: pure rules over its value.

Each topic is a module with `findings(criteria)`. A blocking finding stops the publication: points could not be
reckoned, or the table would contradict itself on paper; any other is for a person to judge.
"""

from collections.abc import Collection
from itertools import chain

from scoring.criteria import Criteria
from scoring.criteria_review import entries, rules, sums, table, tasks
from scoring.criteria_review.finding import Finding
from scoring.plan_tasks import PlanTask

__all__ = ["Finding", "review"]

_TOPICS = (table, entries, sums, rules)


def review(criteria: Criteria, plan: Collection[PlanTask] | None = None) -> tuple[Finding, ...]:
    """The findings by topic, each topic in reading order; `plan` has the tasks of the year's plan, None for no plan to
    hold the table against."""
    found = chain.from_iterable(topic.findings(criteria) for topic in _TOPICS)
    return (*found, *(() if plan is None else tasks.findings(criteria, plan)))
