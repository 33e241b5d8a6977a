"""Last year's plan as the draft of another year's ("Lập từ kế hoạch năm trước").

Every change is proposed, shown and may be refused; what is refused stays as it was. Keys, labels, the order of parts
and the signer stay: a person edits the draft further.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from plans.content import Head, PlanContent
from plans.next_year.successors import body_replacements, law_replacements
from plans.next_year.texts import Edit, Path, PlanText, Role, at, rewritten, texts, with_edits, with_value
from plans.next_year.times import Move, Shift, blanks, moves
from plans.registry import Registry, packaged
from plans.review.citations import known_documents
from plans.schedule import Cycle
from plans.tasks import cycle_of
from thidua.lib.dates import PartialDate, day_text, month_text

__all__ = ["Change", "ChangeKind", "proposed_changes", "with_changes"]


class ChangeKind(StrEnum):
    """What a change is about."""

    YEAR = "year"
    DATE = "date"
    LAW = "law"
    """A legal basis that has ended, with its successor."""
    BODY = "body"
    """A body that has ended, with its successor."""
    BLANK = "blank"
    """Number and date of the paper, which are given on issue."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of one text. Two changes of one text are independent: each `after` shows its own alone."""

    number: int
    """Its place among the changes proposed for one content, from 1."""
    key: int | None
    """The part; None for the head and the subject."""
    place: str
    """The part in words: "Trích yếu", "Căn cứ 2", "Bảng 1, dòng 4, cột Thời gian"."""
    before: str
    after: str
    kind: ChangeKind
    reason: str
    path: Path
    """Where the text stands in the content."""
    edits: tuple[Edit, ...] = ()
    value: PartialDate | None = None
    """Without edits: what the head holds instead."""


def proposed_changes(content: PlanContent, to: Cycle, registry: Registry | None = None) -> tuple[Change, ...]:
    """What should change in a plan to make it the draft for another cycle, in reading order.

    Years move by the difference between the two cycles; nothing moves in a plan that names no year. A calendar year is
    not rewritten as a school year. Laws and bodies are held against `registry`, the packaged one by default, on the
    first day of the new cycle.
    """
    return tuple(_Proposer(content, to, packaged() if registry is None else registry).changes())


def with_changes(content: PlanContent, accepted: Collection[Change]) -> PlanContent:
    """The content with exactly the accepted changes.

    Raises ValueError for a change that was proposed for another content.
    """
    edits: dict[Path, list[Edit]] = defaultdict(list)
    for change in accepted:
        if change.edits:
            if at(content, change.path) != change.before:
                raise ValueError(f"change {change.number} was proposed for another content")
            edits[change.path].extend(change.edits)
        else:
            content = with_value(content, change.path, change.value)
    for path, of_text in edits.items():
        content = with_edits(content, path, dict.fromkeys(of_text))
    return content


class _Proposer:
    """Collects the changes of one plan."""

    def __init__(self, content: PlanContent, to: Cycle, registry: Registry) -> None:
        start = to.span.start
        assert start is not None
        cycle = cycle_of(content)
        self.content = content
        self.shift = Shift(cycle, to.year - cycle.year) if cycle else None
        self.day = start
        self.registry = registry
        self._numbers = count(1)
        bases = (*(basis.text for basis in content.bases), *(item.text for item in content.opening))
        self._cited = frozenset(document for basis in bases for document in known_documents(basis, registry))

    def changes(self) -> Iterator[Change]:
        yield from self._blanks_of_head(self.content.head)
        for text in texts(self.content):
            for kind, reason, edits in self._of(text):
                yield Change(
                    number=next(self._numbers),
                    key=text.key,
                    place=text.place,
                    before=text.text,
                    after=rewritten(text.text, edits),
                    kind=kind,
                    reason=reason,
                    path=text.path,
                    edits=edits,
                )

    def _of(self, text: PlanText) -> Iterator[tuple[ChangeKind, str, tuple[Edit, ...]]]:
        taken: list[Edit] = []
        if text.role in (Role.BASIS, Role.OPENING):
            for law, successor in law_replacements(text.text, self.registry, self.day, self._cited):
                self._cited |= {successor}
                taken.append(law.edit)
                yield ChangeKind.LAW, law.reason, (law.edit,)
        for body in body_replacements(text.text, self.registry, self.day):
            if not _overlap(body.edit, taken):
                taken.append(body.edit)
                yield ChangeKind.BODY, body.reason, (body.edit,)
        years = self.shift.years if self.shift else 0
        if text.role is Role.REFERENCE and (edits := blanks(text.text, years)):
            yield ChangeKind.BLANK, _ON_ISSUE, edits
        if self.shift and text.role is not Role.NAMES:
            free = [
                move
                for move in moves(text, self.shift, self.registry)
                if not any(_overlap(edit, taken) for edit in move.edits)
            ]
            yield from self._times(free)

    def _times(self, found: list[Move]) -> Iterator[tuple[ChangeKind, str, tuple[Edit, ...]]]:
        years = self.shift.years if self.shift else 0
        moved = f"Chuyển sang {years} năm sau." if years > 0 else f"Lùi lại {-years} năm."
        for kind in (ChangeKind.YEAR, ChangeKind.DATE):
            of_kind = [move for move in found if move.is_date is (kind is ChangeKind.DATE)]
            if of_kind:
                notes = dict.fromkeys(move.note for move in of_kind if move.note)
                yield kind, " ".join((moved, *notes)), tuple(edit for move in of_kind for edit in move.edits)

    def _blanks_of_head(self, head: Head) -> Iterator[Change]:
        if head.number:
            yield self._blank(("head", "number"), "Số văn bản", head.number, "")
        year = head.issued_on.year
        new = PartialDate(year=year + self.shift.years if year and self.shift else year)
        if new != head.issued_on:
            words = (_date_words(head.issued_on), _date_words(new))
            yield self._blank(("head", "issued_on"), "Ngày ban hành", *words, new)

    def _blank(self, path: Path, place: str, before: str, after: str, value: PartialDate | None = None) -> Change:
        return Change(
            number=next(self._numbers),
            key=None,
            place=place,
            before=before,
            after=after,
            kind=ChangeKind.BLANK,
            reason=_ON_ISSUE,
            path=path,
            value=value,
        )


_ON_ISSUE = "Số, ngày được ghi khi ban hành."


def _date_words(dated: PartialDate) -> str:
    day = day_text(dated.day) if dated.day else "…"
    month = month_text(dated.month) if dated.month else "…"
    return f"ngày {day} tháng {month} năm {dated.year or '…'}"


def _overlap(edit: Edit, taken: list[Edit]) -> bool:
    return any(edit.start < other.end and other.start < edit.end for other in taken)
