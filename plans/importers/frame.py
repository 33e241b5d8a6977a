"""The frame of a paper: what stands before, around and after its body, as found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plans.importers.blocks import RawBlock, RawLine
from thidua.lib.dates import PartialDate


def is_capitals(text: str) -> bool:
    """Whether the letters of a line are capitals, a stray one aside."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 1 and sum(char.isupper() for char in letters) >= len(letters) * 0.9


def lines_of(blocks: Sequence[RawBlock]) -> list[RawLine]:
    """The paragraphs among the blocks."""
    return [block for block in blocks if isinstance(block, RawLine)]


@dataclass
class RawSignature:
    """Lines of a signature block; `position` are those below the space for the signature."""

    authority: list[str] = field(default_factory=list)
    position: list[str] = field(default_factory=list)
    name: str = ""
    note: str = ""


@dataclass
class RawAnnex:
    """An appendix before its blocks are understood."""

    label: str = ""
    title: list[str] = field(default_factory=list)
    reference: str = ""
    blocks: list[RawBlock] = field(default_factory=list)


@dataclass
class Frame:
    """A paper taken apart. `unplaced` are lines of the head or tail that fit nowhere."""

    superior: list[str] = field(default_factory=list)
    issuer: list[str] = field(default_factory=list)
    number: str | None = None
    symbol: str = ""
    place: str = ""
    issued_on: PartialDate = PartialDate()
    kind: str = ""
    subject: list[str] = field(default_factory=list)
    title_on_one_line: bool = False
    """Whether the subject stands on the line of the kind of paper."""
    decision: Frame | None = None
    reference: str = ""
    authority: str = ""
    bases: list[RawLine] = field(default_factory=list)
    opening: list[RawLine] = field(default_factory=list)
    body: list[RawBlock] = field(default_factory=list)
    closing: list[RawLine] = field(default_factory=list)
    recipients_heading: str = "Nơi nhận:"
    recipients: list[str] = field(default_factory=list)
    signatures: list[RawSignature] = field(default_factory=list)
    annexes: list[RawAnnex] = field(default_factory=list)
    unplaced: list[RawLine] = field(default_factory=list)
