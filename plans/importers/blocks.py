"""What a file holds before it is understood: paragraphs and grids in reading order.

Every reader (text, Word) turns its file into these; one grammar (`plans.importers.reader`) understands them.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class RawLine:
    """One paragraph, marks and wrapping removed, white space collapsed, NFC."""

    text: str
    bold: int = 0
    """How many characters at the start are bold."""
    level: int = 0
    """The level of the heading it is set as in the file itself: the number of Markdown's "#"; 0 for no heading."""
    gap_before: bool = False
    """Set apart from the line before it by an empty line."""
    note: bool = False
    """A footnote of the line before it."""

    @property
    def all_bold(self) -> bool:
        """Whether the whole line is bold, closing marks aside."""
        return self.level > 0 or self.bold >= len(self.text.rstrip(" .:;")) > 0


Cell = tuple[RawLine, ...]


@dataclass(frozen=True)
class RawTable:
    """A grid as found: every row lists its cells, a cell its lines, None where the cell above goes on.

    Rows may be of different lengths: one shorter than the others has cells merged with those above or beside it.
    """

    rows: tuple[tuple[Cell | None, ...], ...]

    @property
    def lines(self) -> tuple[RawLine, ...]:
        """The lines of all cells, row by row."""
        return tuple(line for row in self.rows for cell in row for line in cell or ())


RawBlock = RawLine | RawTable


@dataclass(frozen=True)
class Doubt:
    """Something the reader was not sure of. `key` is the part it concerns, None for the whole paper."""

    code: str
    message: str
    key: int | None = None


def numbered(doubts: Iterable[Doubt]) -> list[dict[str, Any]]:
    """Doubts as they are stored with a draft, each with the number by which it is settled."""
    return [{"number": number} | asdict(doubt) for number, doubt in enumerate(doubts, start=1)]


class UnreadableFileError(ValueError):
    """The file cannot be read; the message says in Vietnamese why and what to do."""
