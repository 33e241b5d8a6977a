"""A row of a table of criteria as it stands, before anything is made of it."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.criteria import Counts
from scoring.importers.codes import Code
from scoring.importers.points import Points


@dataclass(frozen=True)
class Beside:
    """What a row says beside its criterion: the words of a level, and its points as they are written."""

    name: str = ""
    column: str = ""
    """The title of the column that names it."""
    points: Points | None = None
    written: str = ""
    is_max: bool = False
    """Whether the points stand in the column of the maxima."""

    @property
    def line(self) -> str:
        """As one line of a guide."""
        points = self.written if re.search(r"đ", self.written) or not self.points else f"{self.written} điểm"
        return ": ".join(filter(None, (self.name, points)))


@dataclass
class Entry:
    """One row as it stands, what belongs together joined."""

    code: Code
    text: str
    points: Points | None = None
    written: str = ""
    """What stands where the maximum should."""
    in_words: bool = False
    """Whether the points stood at the end of its words."""
    guide: list[str] = field(default_factory=list)
    proof: str = ""
    assessor: str = ""
    floor: Decimal | None = None
    set_apart: bool = False
    """Set like a heading: bold, in capitals or over all columns."""
    heads: bool = False
    """So set, without points."""
    counts: Counts | None = None
    """How all below it counts, where the table says so elsewhere than in its words."""
    beside: Beside = Beside()
    """Of its own row."""
    below: list[Beside] = field(default_factory=list)
    """Of the further rows that its cell goes down over."""
    inside: bool = False
    """Whether it is known to be a part of the row above that is none."""
    doubts: list[tuple[str, str]] = field(default_factory=list)
    """Codes and messages."""

    @property
    def max(self) -> Decimal | None:
        """The maximum, where one can be read."""
        return self.points.max if self.points else None

    @property
    def is_minus(self) -> bool:
        """Whether the points are written as something that is taken away."""
        return self.points is not None and self.points.is_minus

    @property
    def unread(self) -> str:
        """What stands where the maximum should, and is none."""
        return self.written if self.points is None and re.search(r"\w", self.written) else ""

    @property
    def states_points(self) -> bool:
        """Whether anything is said about its points, be it readable or not."""
        return self.points is not None or bool(self.unread)


def is_note(entry: Entry) -> bool:
    """Whether a row only says more of the criterion above: no number, no points, not set like a heading."""
    return not entry.code.is_number and not entry.states_points and not entry.heads


def as_written(entry: Entry) -> str:
    """A row as a line of text, with its label and points."""
    words = f"{entry.code.written} {entry.text}".strip()
    return f"{words}: {entry.written}" if entry.written else words
