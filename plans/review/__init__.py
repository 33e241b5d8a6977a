"""What is odd about a plan: pure rules over its value and a registry of laws and bodies.

Each topic is a module with `findings(case)`; a rule's docstring says where it comes from: a clause of Nghị định
30/2020/NĐ-CP, or the usual practice of those who do the work. What the reader of a file was unsure of is not here: that
is kept with the import.
"""

from itertools import chain

from plans.content import PlanContent
from plans.registry import Registry, packaged
from plans.review import bases, head, names, outline, punctuation, references, signing, spelling, work
from plans.review.case import Case
from plans.review.finding import Finding

__all__ = ["Finding", "review"]

_TOPICS = (head, bases, references, outline, work, names, spelling, punctuation, signing)


def review(content: PlanContent, registry: Registry | None = None) -> tuple[Finding, ...]:
    """The findings by topic, each topic in reading order; repeated oddities of one kind are one finding.

    Laws and bodies are held against `registry`, the packaged one by default, on the plan's own day.
    """
    case = Case(content, packaged() if registry is None else registry)
    return tuple(chain.from_iterable(topic.findings(case) for topic in _TOPICS))
