"""What a corrected file changed in a draft, part by part, each to be taken or left.

A chief corrects the Word file of a draft; what is read in it is laid beside the draft, list by list. Every difference
is an edit of the draft, so taking one does what a form does. Compared is what stands on the paper (`plans.canonical`):
what the reader only understands otherwise, with the same words, is no difference, nor is how cells are joined, nor
are number and date, which a draft leaves blank.
"""

from collections.abc import Collection
from dataclasses import replace
from functools import reduce

from plans.content import PlanContent
from plans.differences.alignment import word_changes
from plans.differences.comparison import Comparison, Difference, DifferenceKind
from plans.edits import Delete, StaleEditError, apply, find_part, versions_of

__all__ = ["Difference", "DifferenceKind", "differences", "with_differences", "word_changes"]


def differences(draft: PlanContent, corrected: PlanContent) -> tuple[Difference, ...]:
    """What was changed in the draft, in reading order, numbered from 1."""
    found = Comparison(draft, corrected).all()
    return tuple(replace(difference, number=number) for number, difference in enumerate(found, start=1))


def with_differences(draft: PlanContent, taken: Collection[Difference]) -> PlanContent:
    """The draft with these differences and no others; raises EditError where it is not the draft they were found in.

    Words are changed first, then parts come in, from the last to the first so that each finds its neighbour, then go.
    """
    changed = [each.edit for each in taken if each.kind is DifferenceKind.CHANGED and each.edit]
    added = [each.edit for each in taken if each.kind is DifferenceKind.ADDED and each.edit]
    content = reduce(apply, (*changed, *reversed(added)), draft)
    for each in taken:
        if isinstance(each.edit, Delete):
            content = apply(content, _as_it_is_now(each.edit, draft, content))
    return content


def _as_it_is_now(removal: Delete, draft: PlanContent, content: PlanContent) -> Delete:
    """Rows that stay take over the words of a joined cell, which makes new versions of them."""
    part = find_part(draft, removal.key).part
    if versions_of(part) != removal.versions:
        raise StaleEditError(part)
    return replace(removal, versions=versions_of(find_part(content, removal.key).part))
