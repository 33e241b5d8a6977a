"""What is to be looked at in a plan: doubts and findings, each a line beside the paper and a mark on it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from plans.content import Column, Decision, PlanContent
from plans.edits.tree import places
from plans.models import Plan
from plans.next_year import ChangeKind, proposed_changes
from plans.registry import Registry
from plans.review import Finding
from plans.services.drafting import cycle_for
from thidua.papers.html import HEAD, TITLE, place_id

ENDED = {"EXPIRED_BASIS", "DEAD_BODY"}
"""Findings about what has ended and may have a successor."""


@dataclass(frozen=True, kw_only=True)
class Note:
    """A doubt or a finding. Doubts and findings are counted together, so that each number stands once on the paper."""

    number: int
    message: str
    doubt: int | None = None
    """The number by which a doubt is settled."""
    place: str
    """The name of its place on the paper."""
    edit_url: str = ""
    """Where the person may correct it; empty without the right."""
    has_successor: bool = False
    """Whether "Đổi năm, ngày" proposes what takes the place of the law or body that has ended."""

    @property
    def anchor(self) -> str:
        """The id of its line beside the paper."""
        return f"ghi-chu-{self.number}"

    @property
    def place_id(self) -> str:
        """The id of its place on the paper."""
        return place_id(self.place)

    @property
    def mark(self) -> Markup:
        """Its number at its place: leads to the form of the part, or to the line beside the paper."""
        what = "Máy đọc chưa chắc" if self.doubt is not None else "Nên xem lại"
        return Markup(
            '<a class="note-mark {look} d-print-none" href="{url}" title="{message}">'
            '<span class="visually-hidden">{what}, {deed} chỗ </span>{number}</a>'
        ).format(
            look="note-doubt" if self.doubt is not None else "note-finding",
            url=self.edit_url or f"#{self.anchor}",
            message=self.message,
            what=what,
            deed="sửa" if self.edit_url else "đọc",
            number=self.number,
        )


def notes_on(
    plan: Plan, content: PlanContent, findings: Iterable[Finding], registry: Registry, *, may_edit: bool
) -> list[Note]:
    """The doubts, then the findings."""
    findings = tuple(findings)
    placed, replaced = _places(content), _with_successor(plan, content, findings, registry)
    noted = [(doubt["key"], doubt["message"], doubt["number"], False) for doubt in plan.doubts]
    noted += [(each.key, each.message, None, each.code in ENDED and each.key in replaced) for each in findings]
    return [
        Note(
            number=number,
            message=message,
            doubt=doubt,
            place=placed.get(key, HEAD),
            edit_url=_edit_url(plan, key if key in placed else None) if may_edit else "",
            has_successor=has_successor,
        )
        for number, (key, message, doubt, has_successor) in enumerate(noted, start=1)
    ]


def marks_of(notes: Iterable[Note]) -> dict[str, Markup]:
    """The marks of each place."""
    marks: defaultdict[str, Markup] = defaultdict(Markup)
    for note in notes:
        marks[note.place] += note.mark
    return dict(marks)


def _places(content: PlanContent) -> dict[int, str]:
    """By the key of a part its place on the paper: a column is its table's, and a decision begins with the title."""
    return dict(_placed(content))


def _placed(content: PlanContent) -> Iterator[tuple[int, str]]:
    for found in places(content):
        match found.part:
            case Decision(key=key):
                yield key, TITLE
            case Column(key=key):
                yield key, str(found.above[-1].key)
            case part:
                yield part.key, str(part.key)


def _edit_url(plan: Plan, key: int | None) -> str:
    """The form of a part; what is about the whole paper is found among all its parts."""
    return reverse("edit_part", args=[plan.pk, key]) if key else reverse("edit_plan", args=[plan.pk])


def _with_successor(
    plan: Plan, content: PlanContent, findings: tuple[Finding, ...], registry: Registry
) -> set[int | None]:
    """The parts in which a successor is proposed; nothing is looked for while nothing has ended."""
    if not any(finding.code in ENDED for finding in findings):
        return set()
    changes = proposed_changes(content, cycle_for(plan.term), registry)
    return {change.key for change in changes if change.kind in (ChangeKind.LAW, ChangeKind.BODY)}
