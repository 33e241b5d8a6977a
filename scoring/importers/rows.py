"""A grid with known columns → its rows: label, words, maximum, guide."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from plans.importers.blocks import Cell, Doubt, RawLine, RawTable
from scoring.importers.codes import NO_CODE, Code, read_code, split_code
from scoring.importers.columns import Columns, Role, words
from scoring.importers.entries import Beside, Entry, as_written, is_note
from scoring.importers.headings import adds_up_scores, conditions_of, counts_of, is_total
from scoring.importers.levels import with_levels
from scoring.importers.points import Points, read_points, split_points

_COLUMN_NUMBER = re.compile(r"[(\[]?\w[)\]]?|\(.\)|\(?\d\)?\s*=.*")
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass
class Taken:
    """The rows of a table, and what was noticed on the way."""

    entries: list[Entry] = field(default_factory=list)
    totals: list[Decimal] = field(default_factory=list)
    """As the rows of sums state them."""
    dropped: list[str] = field(default_factory=list)
    """Titles of columns that hold something and are not taken."""
    further: list[str] = field(default_factory=list)
    """Titles of columns with points beside the maxima, which were put into the guides."""
    doubts: list[Doubt] = field(default_factory=list)
    """Of the whole table."""
    notes: list[RawLine] = field(default_factory=list)
    """Words in rows below a row of sums, which belong to no criterion."""
    summed: bool = False
    """Whether the last row was one of sums."""

    def add(self, other: "Taken") -> None:
        """Put another part of the table behind this one."""
        self.entries += other.entries
        self.totals += other.totals
        self.dropped += other.dropped
        self.further += other.further
        self.doubts += other.doubts
        self.notes += other.notes


def take(grid: RawTable, columns: Columns) -> Taken:
    """The rows below the header."""
    taken = Taken()
    header = grid.rows[columns.header_at : columns.begins_at]
    began = False
    for row in grid.rows[columns.begins_at :]:
        if row in header or _numbers_columns(row):
            continue
        cells = _aligned(row, columns)
        began = began or _begins(row, cells, columns)
        if began:
            _add(taken, cells, columns, spans=len(row) == 1 < len(columns.roles))
    if any(not each.is_max for entry in taken.entries for each in entry.below):
        taken.further = []
    taken.entries = [part for entry in taken.entries for part in with_levels(entry)]
    return taken


def _aligned(row: Sequence[Cell | None], columns: Columns) -> list[Cell | None]:
    """The cells under their columns: a row whose first cell is no label has lost that of the labels."""
    cells = list(row)
    width = len(columns.roles)
    first = words(cells[0]).strip() if cells else ""
    if columns.has_codes and first and read_code(first) is None and _stands_for_text(cells, columns):
        at = columns.first_text
        over_both = len(cells) == width and not words(cells[at]).strip()
        cells = [*[()] * at, cells[0], *cells[at + 1 if over_both else 1 :]]
    return cells[:width] + [()] * (width - len(cells))


def _stands_for_text(cells: Sequence[Cell | None], columns: Columns) -> bool:
    """Whether the words in the column of labels are those of the criterion."""
    at = columns.first_text
    beside = words(cells[at]).strip() if at < len(cells) else ""
    return len(cells) < len(columns.roles) or not _LETTERS.search(beside)


def _begins(row: Sequence[Cell | None], cells: Sequence[Cell | None], columns: Columns) -> bool:
    """Whether this is the first row of the table itself, below titles in two lines and the columns' numbers."""
    filled = [text for cell in row if (text := words(cell).strip())]
    if not filled or all(_COLUMN_NUMBER.fullmatch(text) for text in filled):
        return False
    values = _by_role(cells, columns)
    text = words(values.get(Role.TEXT))
    has_label = columns.has_codes and read_code(words(values.get(Role.CODE))) is not None
    return bool(text.strip()) and (has_label or _points(values.get(Role.MAX)) is not None or len(filled) == 1)


def _numbers_columns(row: Sequence[Cell | None]) -> bool:
    """Whether a row only numbers the columns: (1), (2), (3) = (1) + (2)."""
    filled = [text for cell in row if (text := words(cell).strip())]
    return len(filled) > 1 and all(_COLUMN_NUMBER.fullmatch(text) for text in filled)


def _by_role(cells: Sequence[Cell | None], columns: Columns) -> dict[Role, Cell | None]:
    """The first cell of each role."""
    return dict(reversed([pair for pair in zip(columns.roles, cells, strict=False) if pair[0] is not Role.OTHER]))


def _add(taken: Taken, cells: Sequence[Cell | None], columns: Columns, *, spans: bool) -> None:
    values = _by_role(cells, columns)
    last = taken.entries[-1] if taken.entries else None
    beside = _beside(cells, columns)
    text = words(values[Role.TEXT]).strip()
    code = read_code(words(values.get(Role.CODE)).strip()) or NO_CODE
    is_level = not text and code is NO_CODE and beside.name and beside.points
    if last and (values[Role.TEXT] is None or is_level):
        last.below.append(beside)
        return
    if _is_sum(taken, text, values[Role.MAX], code):
        taken.summed = True
        return
    _note_columns(taken, cells, columns)
    guide = _guide(cells, columns)
    if not text:
        if last:
            last.guide += guide
        return
    guide += _further(cells, columns)
    for piece, most in _pieces(values[Role.TEXT], values[Role.MAX], text):
        entry = _entry(code, piece, most, spans=spans)
        entry.set_apart = _is_set_apart(entry, values[Role.TEXT], spans=spans)
        entry.heads = entry.set_apart and not entry.states_points
        _take_floor(entry, values.get(Role.FLOOR))
        entry.guide += guide
        _take_points_of_guide(entry)
        entry.proof = words(values.get(Role.PROOF)).strip()
        entry.assessor = " ".join(words(values.get(Role.ASSESSOR)).split())
        entry.beside = beside
        if taken.summed and is_note(entry):
            taken.notes.append(RawLine(text=" ".join([as_written(entry), *guide])))
            continue
        taken.summed = False
        taken.entries.append(entry)
        code, guide = NO_CODE, []


def _take_points_of_guide(entry: Entry) -> None:
    """ "Trừ 20 điểm" beside a row without points of its own, and nothing else."""
    [said, *further] = entry.guide or [""]
    points = None if entry.states_points or entry.heads or further or "đ" not in said.lower() else read_points(said)
    if points:
        entry.points, entry.written, entry.guide = points, said, []
        entry.doubts.append(("GUIDE_POINTS", f"Lấy điểm “{said}” ghi ở hướng dẫn. Hãy kiểm tra."))


def _take_floor(entry: Entry, cell: Cell | None) -> None:
    written = " ".join(words(cell).split())
    points = read_points(written)
    entry.floor = points.max if points and not entry.heads else None
    if entry.floor is None and re.search(r"\w", written):
        entry.doubts.append(("FLOOR", f"Không lấy điểm tối thiểu “{written[:60]}”. Nếu cần, hãy nhập lại."))


def _is_sum(taken: Taken, text: str, most: Cell | None, code: Code) -> bool:
    """Take a row that only adds up; that of the bonuses or deductions alone says nothing about the scale."""
    heading, stated = split_points(text) or (text, _points(most))
    if not is_total(heading, numbered=code is not NO_CODE) or (stated is None and counts_of(heading)):
        return False
    if stated and stated.max is not None and adds_up_scores(heading):
        taken.totals.append(stated.max)
    return True


def _beside(cells: Sequence[Cell | None], columns: Columns) -> Beside:
    """The first words beside the criterion, and the points of the row: those of a level, where a column has them."""
    texts = [" ".join(words(cell).split()) for cell in cells]
    rows = list(zip(columns.roles, columns.titles, texts, strict=True))
    named = (
        (text, title)
        for role, title, text in rows
        if role in (Role.GUIDE, Role.REMARK, Role.OTHER) and _LETTERS.search(text)
    )
    name, column = next(named, ("", ""))
    for wanted in (Role.POINTS, Role.MAX):
        if written := next((text for role, _, text in rows if role is wanted and text), ""):
            return Beside(name, column, read_points(written), written, is_max=wanted is Role.MAX)
    return Beside(name, column)


def _guide(cells: Sequence[Cell | None], columns: Columns) -> list[str]:
    said = (words(cell).strip() for role, cell in zip(columns.roles, cells, strict=True) if role is Role.GUIDE)
    remarks = (
        f"{title}: {text}"
        for role, title, cell in zip(columns.roles, columns.titles, cells, strict=True)
        if role is Role.REMARK and _LETTERS.search(text := " ".join(words(cell).split()))
    )
    return [*(text for text in said if text), *remarks]


def _further(cells: Sequence[Cell | None], columns: Columns) -> list[str]:
    """Points beside the maximum, each with the title of its column."""
    return [
        f"{title}: {text}"
        for role, title, cell in zip(columns.roles, columns.titles, cells, strict=True)
        if role is Role.POINTS and (text := " ".join(words(cell).split()))
    ]


def _note_columns(taken: Taken, cells: Sequence[Cell | None], columns: Columns) -> None:
    for role, title, cell in zip(columns.roles, columns.titles, cells, strict=True):
        names = taken.further if role is Role.POINTS else taken.dropped
        text = words(cell).strip()
        is_kept = role not in (Role.POINTS, Role.OTHER, Role.REMARK) or (role is Role.REMARK and _LETTERS.search(text))
        if text and title and not is_kept and title not in names:
            names.append(title)


def _pieces(text: Cell | None, most: Cell | None, whole: str) -> Iterator[tuple[str, Cell | None]]:
    """A row with several criteria in one cell, a line each, and as many maxima beside them."""
    lines, numbers = text or (), most or ()
    readable = len(numbers) > 1 and all(_points((number,)) is not None for number in numbers)
    if readable and len(lines) == len(numbers):
        yield from ((line.text, (number,)) for line, number in zip(lines, numbers, strict=True))
    elif readable and len(lines) == len(numbers) + 1:
        yield lines[0].text, None
        yield from ((line.text, (number,)) for line, number in zip(lines[1:], numbers, strict=True))
    else:
        yield whole, most


def _entry(code: Code, text: str, most: Cell | None, *, spans: bool) -> Entry:
    if code is NO_CODE:
        code, text = split_code(text)
    written = " ".join(words(most).split())
    entry = Entry(code=code, text=text, points=_points(most), written=written)
    if not entry.states_points and (code.is_number or spans) and (ended := split_points(text)):
        entry.text, entry.points = ended
        entry.written, entry.in_words = text[len(entry.text) :].strip(" ():."), True
    return entry


def _points(cell: Cell | None) -> Points | None:
    """The points in a cell, without a footnote's number."""
    return read_points(" ".join(_without_footnote(line) for line in cell or ()))


def _without_footnote(line: RawLine) -> str:
    """ "20" of "**20**7", where only the number itself is bold."""
    before, after = line.text[: line.bold], line.text[line.bold :]
    return before if before.strip() and after.isdigit() and before.strip()[-1].isdigit() else line.text


def _is_set_apart(entry: Entry, cell: Cell | None, *, spans: bool) -> bool:
    """Whether a row is set like a heading; one of a single cell over all columns could be a remark, too."""
    text = entry.text
    if text.isupper() or (len(text) < 200 and bool(cell) and all(line.all_bold for line in cell or ())):
        return True
    return spans and (
        entry.code.is_number or counts_of(entry.text) is not None or conditions_of(entry.text) is not None
    )
