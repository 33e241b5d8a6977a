"""A table of criteria (bảng tiêu chí chấm điểm): one frozen value, of which every form, sheet and file is a view.

A tree of groups and criteria of any depth. A group says how all below it counts; a criterion says by its `rule` how
points come about. Points are exact numbers. Drafts may be unfinished: what is wrong with a table, and what stops its
publication, is found by `scoring.criteria_review`.

Kept as JSON (`scoring.criteria_json`), so every change of these classes is a new schema number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator

from scoring.kinds import Rule
from thidua.lib.value import Number, Value


@dataclass(frozen=True, kw_only=True)
class Part(Value):
    """Anything of a table that can be pointed at.

    `key` is unique in the table, never given twice and survives copies to another year; `version` counts the edits of
    this part's own fields, and of the order of what it holds.
    """

    key: int
    version: int = 1


class Counts(StrEnum):
    """How points count towards the total."""

    SCORE = "score"
    BONUS = "bonus"
    """Added after the score was normalised."""
    DEDUCTION = "deduction"
    """Its points are what is taken away."""


class Evidence(StrEnum):
    """Whether a unit proves what it says."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, kw_only=True)
class Criterion(Part):
    """What points are given for; `code` is as it stands in the table ("I.2", "a)")."""

    type: Literal["criterion"] = "criterion"
    code: str = ""
    text: str
    guide: str = ""
    """How it is scored, in words."""
    max: Number | None = None
    """The most points it gives (Điểm chuẩn), or takes away; None only for deductions without an end."""
    rule: Rule
    evidence: Evidence = Evidence.OPTIONAL
    assessor: str = ""
    """Name of the body that scores it, empty for the bloc."""
    floor: Number | None = None
    """The fewest points that a unit should have here (Điểm tối thiểu); fewer are reported, not lifted."""


@dataclass(frozen=True, kw_only=True)
class Group(Part):
    """A heading of the table and what stands below it."""

    type: Literal["group"] = "group"
    code: str = ""
    text: str
    max: Number | None = None
    """The maximum as the table states it; what it holds has to add up to it."""
    cap: Number | None = None
    """The most that counts of all points below that count as the group does."""
    counts: Counts | None = None
    """How all below it counts; None for as the group above does, at the top as score."""
    nodes: tuple[Node, ...] = ()


Node = Annotated[Group | Criterion, Discriminator("type")]


@dataclass(frozen=True, kw_only=True)
class Condition(Part):
    """Something that keeps a unit from being considered, yet (Chưa xét) or at all (Không xét)."""

    text: str


@dataclass(frozen=True, kw_only=True)
class ResultClass(Value):
    """A class (Xuất sắc, Tốt …) that a unit's points open to it."""

    code: str
    name: str
    min: Number
    """Total points."""
    floor_pct: Number | None = None
    """The percentage of its maximum that every criterion of the score needs as well; None for no such rule."""


@dataclass(frozen=True, kw_only=True)
class LateRecorded(Value):
    """A sheet that comes late is marked so and loses nothing."""

    NAME: ClassVar[str] = "Chỉ ghi nhận nộp chậm"
    type: Literal["recorded"] = "recorded"


@dataclass(frozen=True, kw_only=True)
class LateMinus(Value):
    """A sheet that comes late loses points for each day, `most` at the most."""

    NAME: ClassVar[str] = "Trừ điểm theo số ngày chậm"
    type: Literal["minus"] = "minus"
    per_day: Number
    most: Number | None = None

    def deduction(self, days: int) -> Decimal:
        """What so many days cost."""
        cost = self.per_day * days
        return cost if self.most is None else min(cost, self.most)


@dataclass(frozen=True, kw_only=True)
class LateRefused(Value):
    """A sheet is not taken after its deadline."""

    NAME: ClassVar[str] = "Không nhận bảng nộp chậm"
    type: Literal["refused"] = "refused"


LatePolicy = Annotated[LateRecorded | LateMinus | LateRefused, Discriminator("type")]


@dataclass(frozen=True, kw_only=True)
class NotApplicable(Value):
    """What happens to criteria for which a unit has nothing to do (Không phát sinh nhiệm vụ)."""

    allowed: bool = True
    normalise: bool = True
    """Whether the score is carried over to the whole scale: score / (scale - their maxima) * scale."""
    max_pct: Number | None = None
    """How much of the scale they may make up; None for any share."""


@dataclass(frozen=True, kw_only=True)
class Criteria(Value):
    """A whole table. `last_key` is the highest key ever given in it."""

    last_key: int
    title: str = ""
    scale: Number
    """What the maxima of all that counts as score add up to."""
    decimals: Literal[0, 1, 2] = 2
    """How finely points are reckoned."""
    step: Number
    """Of the points that people give."""
    bonus_over_scale: bool = True
    """Whether a total may be more than the scale."""
    bonus_cap: Number | None = None
    late: LatePolicy = LateRecorded()
    not_applicable: NotApplicable = NotApplicable()
    nodes: tuple[Node, ...] = ()
    pending: tuple[Condition, ...] = ()
    """Chưa xét: decided later."""
    excluded: tuple[Condition, ...] = ()
    """Không xét."""
    classes: tuple[ResultClass, ...] = ()
    """From the highest to the lowest."""

    @property
    def next_key(self) -> int:
        """The key of the next part to be made, which has to become the new `last_key`."""
        return self.last_key + 1

    def cost_of_lateness(self, days_late: int) -> Decimal:
        """The points that a sheet loses which comes so many days late."""
        return self.late.deduction(days_late) if isinstance(self.late, LateMinus) else Decimal(0)


Ancestors = tuple[Group, ...]
"""The groups that something stands under, outermost first."""


def walk(criteria: Criteria) -> Iterator[tuple[Group | Criterion, Ancestors]]:
    """Every group and criterion in reading order, each with the groups it stands under; their number is its level."""
    return _walk(criteria.nodes, ())


def _walk(nodes: tuple[Node, ...], ancestors: Ancestors) -> Iterator[tuple[Group | Criterion, Ancestors]]:
    for node in nodes:
        yield node, ancestors
        if isinstance(node, Group):
            yield from _walk(node.nodes, (*ancestors, node))


def groups(criteria: Criteria) -> Iterator[tuple[Group, Ancestors]]:
    """Every group in reading order."""
    return ((node, ancestors) for node, ancestors in walk(criteria) if isinstance(node, Group))


def leaves(criteria: Criteria) -> Iterator[tuple[Criterion, Ancestors]]:
    """Every criterion in reading order."""
    return ((node, ancestors) for node, ancestors in walk(criteria) if isinstance(node, Criterion))


def place(node: Group | Criterion, ancestors: Ancestors) -> str:
    """Where something stands, for people who look for it: "I.1.a" from the codes "I", "1." and "a)"; its words where it
    has no code."""
    if not node.code:
        return node.text
    codes: list[str] = []
    for code in (each.code.rstrip(".) ") for each in (*ancestors, node) if each.code):
        if codes and code.startswith(codes[-1]):
            codes.pop()
        codes.append(code)
    return ".".join(codes)


def counts_below(ancestors: Ancestors) -> Counts:
    """How what stands under these groups counts."""
    said = (group.counts for group in reversed(ancestors) if group.counts is not None)
    return next(said, Counts.SCORE)


def parts(criteria: Criteria) -> dict[int, Group | Criterion | Condition]:
    """Everything that has a key, by it."""
    conditions = {condition.key: condition for condition in (*criteria.pending, *criteria.excluded)}
    return {node.key: node for node, _ in walk(criteria)} | conditions
