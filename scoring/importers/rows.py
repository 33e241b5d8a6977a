"""A grid with known columns → its rows: label, words, maximum, guide."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from plans.importers.blocks import Cell, RawLine, RawTable
from scoring.importers.codes import NO_CODE, Code, Style, read_code, split_code
from scoring.importers.columns import Columns, Role, words
from thidua.lib.points import NumberError, number_text, parse_number
from thidua.lib.text import fold

MOST_POINTS = Decimal(100_000)
"""More than any scale in use by far."""

_UNIT = re.compile(r"\s*(?:điểm|đ|đ\.)\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"(?:tối đa|không quá|đến|≤|<=)\s*", re.IGNORECASE)
_RANGE = re.compile(r"(?:từ\s*)?([\d.,]+)\s*(?:-|–|đến)\s*([\d.,]+)", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tong|cong)(?: cong| so| diem| toan bo)*(?: \(.*\))?:?$")
_COLUMN_NUMBER = re.compile(r"[(\[]?\w[)\]]?|\(.\)")


@dataclass
class Entry:
    """One row as it stands, what belongs together joined."""

    code: Code
    text: str
    max: Decimal | None = None
    is_minus: bool = False
    """Whether the maximum is written as a negative number."""
    unread: str = ""
    """What stands where the maximum should, and is none."""
    from_range: bool = False
    guide: list[str] = field(default_factory=list)
    proof: str = ""
    assessor: str = ""
    heads: bool = False
    """Set like a heading: bold or in capitals, without points."""


@dataclass
class Taken:
    """The rows of a table, and what was noticed on the way."""

    entries: list[Entry] = field(default_factory=list)
    total: Decimal | None = None
    """As the last row states it."""
    dropped: list[str] = field(default_factory=list)
    """Titles of columns that hold something and are not taken."""


def take(grid: RawTable, columns: Columns) -> Taken:
    """The rows below the header."""
    taken = Taken()
    header = grid.rows[columns.header_at]
    began = False
    for row in grid.rows[columns.header_at + 1 :]:
        if row == header:
            continue
        cells = _aligned(row, columns)
        began = began or _begins(row, cells, columns)
        if began:
            _add(taken, cells, columns)
    return taken


def _aligned(row: Sequence[Cell | None], columns: Columns) -> list[Cell | None]:
    """The cells under their columns: a row whose first cell is no label has lost that of the labels."""
    cells = list(row)
    width = len(columns.roles)
    first = words(cells[0]).strip() if cells else ""
    if columns.has_codes and first and read_code(first) is None and _stands_for_text(cells, columns):
        cells = [(), *cells]
    return cells[:width] + [()] * (width - len(cells))


def _stands_for_text(cells: Sequence[Cell | None], columns: Columns) -> bool:
    """Whether the words in the column of labels are those of the criterion."""
    at = columns.first_text
    beside = words(cells[at]).strip() if at < len(cells) else ""
    return len(cells) < len(columns.roles) or not beside or not re.search(r"[^\W\d_]{2}", beside)


def _begins(row: Sequence[Cell | None], cells: Sequence[Cell | None], columns: Columns) -> bool:
    """Whether this is the first row of the table itself, below titles in two lines and the columns' numbers."""
    filled = [text for cell in row if (text := words(cell).strip())]
    if not filled or all(_COLUMN_NUMBER.fullmatch(text) for text in filled):
        return False
    values = _by_role(cells, columns)
    text = words(values.get(Role.TEXT))
    has_label = columns.has_codes and read_code(words(values.get(Role.CODE))) is not None
    return bool(text.strip()) and (has_label or _number(values.get(Role.MAX)) is not None or len(filled) == 1)


def _by_role(cells: Sequence[Cell | None], columns: Columns) -> dict[Role, Cell | None]:
    return {role: cell for role, cell in zip(columns.roles, cells, strict=False) if role is not Role.OTHER}


def _add(taken: Taken, cells: Sequence[Cell | None], columns: Columns) -> None:
    values = _by_role(cells, columns)
    _note_dropped(taken, cells, columns)
    text = words(values.get(Role.TEXT)).strip()
    code = read_code(words(values.get(Role.CODE)).strip()) or NO_CODE
    guide = words(values.get(Role.GUIDE)).strip()
    if code is NO_CODE and _TOTAL.fullmatch(" ".join(fold(text).split())):
        taken.total = _number(values.get(Role.MAX))
        return
    last = taken.entries[-1] if taken.entries else None
    if not text:
        if last and guide:
            last.guide.append(guide)
        return
    for piece, most in _pieces(values.get(Role.TEXT), values.get(Role.MAX), text):
        entry = _entry(code, piece, most)
        entry.heads = entry.max is None and not entry.unread and _is_heading(values.get(Role.TEXT), piece)
        if guide:
            entry.guide.append(guide)
        entry.proof = words(values.get(Role.PROOF)).strip()
        entry.assessor = " ".join(words(values.get(Role.ASSESSOR)).split())
        taken.entries.append(entry)
        code, guide = NO_CODE, ""


def _note_dropped(taken: Taken, cells: Sequence[Cell | None], columns: Columns) -> None:
    for role, title, cell in zip(columns.roles, columns.titles, cells, strict=False):
        if role is Role.OTHER and words(cell).strip() and title and title not in taken.dropped:
            taken.dropped.append(title)


def _pieces(text: Cell | None, most: Cell | None, whole: str) -> Iterator[tuple[str, Cell | None]]:
    """A row with several criteria in one cell, a line each, and as many maxima beside them."""
    lines, numbers = text or (), most or ()
    readable = len(numbers) > 1 and all(_number((number,)) is not None for number in numbers)
    if readable and len(lines) == len(numbers):
        yield from ((line.text, (number,)) for line, number in zip(lines, numbers, strict=True))
    elif readable and len(lines) == len(numbers) + 1:
        yield lines[0].text, None
        yield from ((line.text, (number,)) for line, number in zip(lines[1:], numbers, strict=True))
    else:
        yield whole, most


def _entry(code: Code, text: str, most: Cell | None) -> Entry:
    if code is NO_CODE:
        code, text = split_code(text)
    written = " ".join(words(most).split())
    number = _number(most)
    entry = Entry(code=code, text=text)
    if number is None:
        entry.unread = written if re.search(r"\w", written) else ""
    else:
        entry.max, entry.is_minus = abs(number), number < 0
        entry.from_range = _RANGE.search(written) is not None
    return entry


def _number(cell: Cell | None) -> Decimal | None:
    """The points in a cell, without their unit and a footnote's number; the upper end of a range."""
    text = " ".join(_without_footnote(line) for line in cell or ())
    text = _UNTIL.sub("", _UNIT.sub("", text.strip())) if text.strip() else ""
    if found := _RANGE.fullmatch(text):
        text = found[2]
    try:
        number = parse_number(text.replace("- ", "-").replace("+ ", "+"))
    except NumberError:
        return None
    return number if abs(number) <= MOST_POINTS else None


def _without_footnote(line: RawLine) -> str:
    """ "20" of "**20**7", where only the number itself is bold."""
    before, after = line.text[: line.bold], line.text[line.bold :]
    return before if before.strip() and after.isdigit() and before.strip()[-1].isdigit() else line.text


def _is_heading(cell: Cell | None, text: str) -> bool:
    return text.isupper() or (len(text) < 200 and bool(cell) and all(line.all_bold for line in cell or ()))


def is_note(entry: Entry) -> bool:
    """Whether a row only says more of the criterion above: no number, no points, not set like a heading."""
    bullet = entry.code.style in (Style.NONE, Style.DASH, Style.PLUS, Style.STAR)
    return bullet and entry.max is None and not entry.unread and not entry.heads


def as_written(entry: Entry) -> str:
    """A row as a line of text, with its label."""
    most = f": {number_text(entry.max)}" if entry.max is not None else ""
    return f"{entry.code.written} {entry.text}{most}".strip()
