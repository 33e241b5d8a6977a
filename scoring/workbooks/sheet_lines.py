"""What a row of a sheet's workbook says of a criterion, and what marks it as untouched."""

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from scoring.figures import NOTHING, Figure
from thidua.lib.text import plain_lines

LONGEST_TEXT = 32_767
"""In letters: more does not go into a cell of Excel."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """All that a unit says of a criterion."""

    figure: Figure = NOTHING
    is_provisional: bool = False
    note: str = ""
    seen: int = 0
    """The version of the entry that it was, or is, written from."""


SILENT = Line()


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Which sheet a workbook is of, and by which table it was made."""

    sheet: int
    table: int
    table_version: int


def excel_number(number: float) -> Decimal:
    """A cell's number with the 15 figures that Excel itself shows: what was typed, not its binary neighbour."""
    return Decimal(f"{number:.15g}")


def cell_text(text: str) -> str:
    """A text as it comes back from a cell."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", plain_lines(text)))[:LONGEST_TEXT].strip()


def fingerprint(line: Line) -> str:
    """Tells whether a row still says what was written into it, whatever cells make of long numbers and texts."""
    figure = line.figure
    said = [
        _seen_in_excel(figure.amount),
        _seen_in_excel(figure.target),
        figure.chosen and sorted(figure.chosen),
        figure.not_applicable,
        line.is_provisional,
        cell_text(line.note),
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:32]


def _seen_in_excel(number: Decimal | None) -> str | None:
    return None if number is None else f"{excel_number(float(number)).normalize():f}"
