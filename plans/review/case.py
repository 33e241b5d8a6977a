"""The plan under review, with what several rules need of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cached_property

from plans.content import Block, Field, GroupRow, Line, PlanContent, Row, Section, Signature, Table, walk
from plans.registry import Registry
from plans.schedule import Cycle, Span
from plans.tasks import Task, tasks

_BLOC_POST = re.compile(r"(?:TRƯỞNG|PHÓ) (?:KHỐI|CỤM)|(?:KHỐI|CỤM) (?:TRƯỞNG|PHÓ)", re.IGNORECASE)
_BLOC = re.compile(r"(?:khối|cụm) (?:thi đua|tđ)(?!\w)", re.IGNORECASE)
_PARTY = re.compile(r"(?<!\w)(?:đảng ủy|đảng bộ|đảng uỷ|chi bộ|chi ủy|tỉnh ủy|thành ủy|huyện ủy)(?!\w)", re.IGNORECASE)
_LAW_OF_A_YEAR = re.compile(r"luật\s[^,;]*?năm \d{4}", re.IGNORECASE)


class Place(Enum):
    """Where in the paper a text stands."""

    SUBJECT = auto()
    BASIS = auto()
    OPENING = auto()
    HEADING = auto()
    """Also a point that has others below it."""
    PROSE = auto()
    FIELD = auto()
    CELL = auto()
    RECIPIENT = auto()
    ANNEX = auto()


@dataclass(frozen=True)
class Text:
    """A text of the plan; `key` is that of its part, None for the subject."""

    key: int | None
    place: Place
    text: str

    @property
    def is_basis(self) -> bool:
        """Whether it is a legal basis, or the opening into which one may run."""
        return self.place in (Place.BASIS, Place.OPENING)

    @property
    def is_capitals(self) -> bool:
        """Whether it is in capitals, so that nothing can be said of its letters."""
        return self.text.isupper()


@dataclass(frozen=True)
class Case:
    """A plan and the registry it is held against."""

    content: PlanContent
    registry: Registry

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the paper in reading order, without the signatures."""
        return tuple(text for text in _texts(self.content) if text.text.strip())

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        return tasks(self.content)

    @cached_property
    def cycle(self) -> Cycle | None:
        """The year the subject names; the year of a law it names ("Luật … năm 2024") is none."""
        return Cycle.from_text(_LAW_OF_A_YEAR.sub("", self.content.title))

    @cached_property
    def possible_days(self) -> Span:
        """The days that the plan's date, its blank parts filled in, can be; none without a year."""
        issued_on = self.content.head.issued_on
        if issued_on.complete or issued_on.year is None:
            return Span(issued_on.complete, issued_on.complete)
        try:
            return Span.months(issued_on.year, issued_on.month or 1, 1 if issued_on.month else 12)
        except ValueError:
            return Span()

    @cached_property
    def day(self) -> date | None:
        """The day on which laws and bodies have to exist: the first that the plan's date can be, or its cycle has."""
        return self.possible_days.start or (self.cycle.span.start if self.cycle else None)

    @property
    def is_of_bloc(self) -> bool:
        """Whether a bloc (khối, cụm thi đua) issues the plan."""
        named = _BLOC.search(" ".join(self.content.head.issuer))
        return named is not None or any(map(signs_for_bloc, self.content.signatures))

    @cached_property
    def is_of_party(self) -> bool:
        """Whether the Party issues the paper: its layout follows the Party's rules, not the decree."""
        head = self.content.head
        return _PARTY.search(" ".join((*head.superior, *head.issuer))) is not None


def signs_for_bloc(signature: Signature) -> bool:
    """Whether the signature is that of a bloc's leader or deputy."""
    return any(names_bloc_post(line) for line in signature.authority)


def names_bloc_post(line: str) -> bool:
    """Whether a line of a signature is nothing but a post in a bloc: "KHỐI TRƯỞNG", "KT. KHỐI TRƯỞNG"."""
    return _BLOC_POST.fullmatch(re.sub(r"^(?:KT|Q)\.\s*", "", line.strip())) is not None


def _texts(content: PlanContent) -> Iterator[Text]:
    yield Text(None, Place.SUBJECT, content.title)
    for basis in content.bases:
        yield Text(basis.key, Place.BASIS, basis.text)
    if content.decision:
        yield from _below(content.decision.blocks)
    for item in content.opening:
        yield Text(item.key, Place.OPENING, item.text)
    yield from _below(content.body)
    for item in content.closing:
        yield Text(item.key, Place.PROSE, item.text)
    for recipient in content.recipients:
        yield Text(recipient.key, Place.RECIPIENT, recipient.text)
    for annex in content.annexes:
        yield Text(annex.key, Place.ANNEX, " ".join(annex.title))
        yield from _below(annex.blocks)


def _below(blocks: tuple[Block, ...]) -> Iterator[Text]:
    for block, _ in walk(blocks):
        if isinstance(block, Table):
            yield from _cells(block)
        else:
            yield Text(block.key, _place(block), block.text)
            if isinstance(block, Section):
                yield Text(block.key, Place.PROSE, block.aside)


def _place(line: Line) -> Place:
    if isinstance(line, Section) or (line.blocks and not isinstance(line, Field)):
        return Place.HEADING
    return Place.FIELD if isinstance(line, Field) else Place.PROSE


def _cells(table: Table) -> Iterator[Text]:
    for row in table.rows:
        match row:
            case Row():
                for cell in row.cells:
                    yield Text(row.key, Place.CELL, cell or "")
            case GroupRow():
                yield Text(row.key, Place.CELL, row.text)
