"""Reads a sheet's workbook back: rows by their hidden keys, cells as people type them, faults by row and column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from scoring.criteria import Criteria, Criterion, leaves, place
from scoring.figures import Figure, FigureError, check, check_note, typed_number
from scoring.kinds import Asked
from scoring.workbooks.formulas import DONE
from scoring.workbooks.sheet_columns import IDENTITY, MARKED, NOT_DONE, SHEET, Column, part_key
from scoring.workbooks.sheet_lines import Line, Origin, cell_text, excel_number, fingerprint
from thidua.lib.office_files import UnsafeFileError
from thidua.lib.points import NumberError
from thidua.lib.sheets_read import Unreadable, cell_value, is_blank, opened
from thidua.lib.text import fold

NOT_OURS = "Tệp không phải bảng tự chấm tải từ trang này. Hãy bấm Tải Excel ở bảng tự chấm và điền vào tệp ấy."
UNKNOWN_ROW = (
    "Dòng {row}: không nhận ra là tiêu chí nào, chưa nhập. Hãy bấm Tải Excel và điền số liệu vào dòng của tiêu chí ấy."
)
CHANGED_MAX = "Dòng {row}: điểm chuẩn bị sửa trong tệp, không nhập. Điểm chuẩn lấy theo bảng tiêu chí."
GONE = "Không có trong tệp nên giữ nguyên như trên trang: {places}."
MOST_NAMED = 8
MOST_ROWS = 10_000
"""Of a sheet, empty ones in between among them."""
MOST_COLUMNS = 60
HEADING_AMONG = 50
"""How many rows may stand above the headings."""
INPUTS = (Column.AMOUNT, Column.TARGET, Column.CHOICE, Column.PROVISIONAL, Column.NOT_APPLICABLE, Column.NOTE)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong in a cell, and what to do."""

    row: int
    """As Excel numbers it."""
    column: str
    message: str

    def __str__(self) -> str:
        return f"Dòng {self.row}, cột {self.column}: {self.message}"


@dataclass(frozen=True, kw_only=True)
class ReadLine:
    """What the workbook says of a criterion now."""

    row: int
    line: Line
    written: str
    """The fingerprint of what the row said when it was written."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A workbook that was read."""

    changed: dict[int, ReadLine]
    """By key of the criterion, where a row says something else than when it was written; without those at fault."""
    faults: tuple[Fault, ...]
    ignored: tuple[str, ...]
    """What is in the workbook, or no longer is, and changes nothing: told, so that nobody takes it for entered."""


@dataclass(frozen=True)
class Opened:
    """A workbook of ours before its rows are understood."""

    origin: Origin
    rows: tuple["_Row", ...]
    written: Mapping[int, tuple[int, str]]
    """By key of the criterion: the version and the fingerprint of what its row said when it was written."""


@dataclass(frozen=True)
class _Row:
    number: int
    key: str
    cells: Mapping[Column, Any]


class _CellError(ValueError):
    """A cell that cannot be understood; the message says what to do."""


def open_sheet(data: bytes) -> Opened:
    """The rows of a workbook, and of which sheet it is. Raises UnsafeFileError for what is none of ours."""
    return opened(data, _opened)


def read_sheet(opened: Opened, criteria: Criteria) -> Reading:
    """What the rows say of each criterion, by the checks of every other way to enter it."""
    reader = _Reader(criteria, opened)
    changed = dict(reader.lines())
    faults = tuple(sorted(reader.faults, key=lambda fault: fault.row))
    return Reading(changed=changed, faults=faults, ignored=tuple(reader.ignored()))


def _opened(workbook: Any) -> Opened:
    if not {SHEET, IDENTITY} <= set(workbook.sheetnames):
        raise UnsafeFileError(NOT_OURS)
    identity, page = workbook[IDENTITY], workbook[SHEET]
    first, *rest = list(_values(identity))
    numbers = [value for value in first[:3] if type(value) is int]
    if len(numbers) < 3:
        raise UnsafeFileError(NOT_OURS)
    origin = Origin(sheet=numbers[0], table=numbers[1], table_version=numbers[2])
    return Opened(origin, tuple(_rows(page)), {int(key): (int(seen), str(told)) for key, seen, told, *_ in rest if key})


def _values(page: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a read-only worksheet, whatever it says of its own size."""
    page.reset_dimensions()
    for cells in page.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS):
        yield tuple(cell_value(cell) for cell in cells)


def _rows(page: Any) -> Iterator[_Row]:
    """The rows that have a key, or something typed where figures are, below the headings, wherever these stand."""
    columns: dict[int, Column] = {}
    for number, values in enumerate(_values(page), start=1):
        if columns:
            cells = {column: values[index] for index, column in columns.items() if index < len(values)}
            key = str(cells.get(Column.KEY) or "").strip()
            if key or any(not is_blank(cells.get(column)) for column in INPUTS):
                yield _Row(number, key, cells)
        elif (found := _columns(values)) is not None:
            columns = found
        elif number > HEADING_AMONG:
            break
    if not columns:
        raise UnsafeFileError(NOT_OURS)


def _columns(values: tuple[Any, ...]) -> dict[int, Column] | None:
    """Which column stands where, if this is the row of headings."""
    titles = {fold(column.title): column for column in Column}
    found = {index: titles.pop(fold(str(value)), None) for index, value in enumerate(values) if value is not None}
    columns = {index: column for index, column in found.items() if column is not None}
    return columns if {*INPUTS, Column.KEY} <= set(columns.values()) else None


@dataclass
class _Reader:
    """Goes through a table's criteria and looks for the row of each."""

    criteria: Criteria
    opened: Opened
    faults: list[Fault] = field(default_factory=list)

    def lines(self) -> Iterator[tuple[int, ReadLine]]:
        rows = self._by_key()
        for criterion, _ in leaves(self.criteria):
            row = rows.get(str(criterion.key))
            if row is None:
                continue  # a row that is missing is left alone, as it is
            seen, told = self.opened.written.get(criterion.key, (0, ""))
            before = len(self.faults)
            line = replace(self._line(criterion, row, rows), seen=seen)
            if len(self.faults) == before and fingerprint(line) != told:
                self._check(criterion, row, line)
            if len(self.faults) == before and fingerprint(line) != told:
                yield criterion.key, ReadLine(row=row.number, line=line, written=told)

    def ignored(self) -> Iterator[str]:
        """Rows of no criterion, locked cells that were changed all the same, and rows that are gone."""
        found = {str(criterion.key): (criterion, place(criterion, above)) for criterion, above in leaves(self.criteria)}
        known = {*found, *(key for criterion, _ in found.values() for key in _part_keys(criterion))}
        for row in self.opened.rows:
            if row.key not in known:
                yield UNKNOWN_ROW.format(row=row.number)
            elif row.key in found and not _says(row.cells.get(Column.MAX), found[row.key][0].max):
                yield CHANGED_MAX.format(row=row.number)
        if gone := [where for key, (_, where) in found.items() if key not in {row.key for row in self.opened.rows}]:
            more = f" và {len(gone) - MOST_NAMED} tiêu chí khác" if len(gone) > MOST_NAMED else ""
            yield GONE.format(places=", ".join(gone[:MOST_NAMED]) + more)

    def _by_key(self) -> dict[str, _Row]:
        rows: dict[str, _Row] = {}
        for row in self.opened.rows:
            if not row.key:
                continue
            if row.key in rows:
                self._fault(row, Column.CODE, f"dòng này lặp lại dòng {rows[row.key].number}. Hãy xóa một dòng.")
            rows.setdefault(row.key, row)
        return rows

    def _line(self, criterion: Criterion, row: _Row, rows: Mapping[str, _Row]) -> Line:
        asked = criterion.rule.asked
        chosen = self._parts(criterion, row, rows) if asked.several else self._choice(asked, row)
        figure = Figure(
            amount=self._number(row, Column.AMOUNT, asked.unit),
            target=self._number(row, Column.TARGET, asked.unit),
            chosen=chosen,
            not_applicable=self._mark(row, Column.NOT_APPLICABLE),
        )
        return Line(
            figure=figure, is_provisional=self._mark(row, Column.PROVISIONAL), note=self._text(row, Column.NOTE)
        )

    def _check(self, criterion: Criterion, row: _Row, line: Line) -> None:
        """Each figure for itself, so that the column at fault can be named."""
        figure = line.figure
        for column, alone in {
            Column.AMOUNT: Figure(amount=figure.amount),
            Column.TARGET: Figure(target=figure.target),
            Column.CHOICE: Figure(chosen=figure.chosen),
            Column.NOT_APPLICABLE: Figure(not_applicable=figure.not_applicable),
        }.items():
            try:
                check(criterion, self.criteria, alone)
            except FigureError as error:
                self._fault(row, column, str(error))
        try:
            check_note(line.note)
        except FigureError as error:
            self._fault(row, Column.NOTE, str(error))

    # Cells ----------------------------------------------------------------------------------------------------------

    def _number(self, row: _Row, column: Column, unit: str) -> Decimal | None:
        try:
            return _as_number(row.cells.get(column), unit)
        except (_CellError, NumberError) as error:
            self._fault(row, column, str(error))
            return None

    def _choice(self, asked: Asked, row: _Row) -> tuple[int, ...] | None:
        typed = self._text(row, Column.CHOICE)
        if not typed:
            return None
        if not asked.choices:
            self._fault(row, Column.CHOICE, "Tiêu chí này không có mục để chọn. Hãy xóa ô này.")
            return None
        number = _position(typed, asked.choices)
        if number is None:
            self._fault(row, Column.CHOICE, f"Không có mục “{typed[:60]}”. Hãy chọn trong: {'; '.join(asked.choices)}.")
            return None
        return (number,)

    def _parts(self, criterion: Criterion, row: _Row, rows: Mapping[str, _Row]) -> tuple[int, ...] | None:
        """The parts that were done; None when nothing was said of any."""
        if self._text(row, Column.CHOICE):
            self._fault(row, Column.CHOICE, "Hãy chọn Có hoặc Không ở từng phần việc bên dưới, không ghi vào ô này.")
            return None
        names = criterion.rule.asked.choices
        parts = [rows.get(part_key(criterion.key, number)) for number in range(len(names))]
        if None in parts:
            self._fault(row, Column.TEXT, "Thiếu dòng phần việc của tiêu chí này. Hãy tải Excel lại rồi nhập lại.")
            return None
        said = [self._is_done(part) for part in parts if part]
        return None if set(said) == {None} else tuple(number for number, done in enumerate(said) if done)

    def _is_done(self, row: _Row) -> bool | None:
        typed = self._text(row, Column.CHOICE)
        if not typed:
            return None
        number = _position(typed, (NOT_DONE, DONE))
        if number is None:
            self._fault(row, Column.CHOICE, f"Hãy chọn {DONE} hoặc {NOT_DONE}.")
        return bool(number)

    def _mark(self, row: _Row, column: Column) -> bool:
        typed = fold(self._text(row, column))
        if typed not in ("", MARKED):
            self._fault(row, column, f"Hãy ghi {MARKED} hoặc để trống.")
        return typed == MARKED

    def _text(self, row: _Row, column: Column) -> str:
        try:
            return _as_text(row.cells.get(column))
        except _CellError as error:
            self._fault(row, column, str(error))
            return ""

    def _fault(self, row: _Row, column: Column, message: str) -> None:
        self.faults.append(Fault(row=row.number, column=column.title, message=message))


def _part_keys(criterion: Criterion) -> Iterator[str]:
    """What marks the rows of a checklist's parts."""
    asked = criterion.rule.asked
    return (part_key(criterion.key, number) for number in range(len(asked.choices) if asked.several else 0))


def _says(value: Any, number: Decimal | None) -> bool:
    """Whether a cell still says a number that we wrote, or nothing where there was none."""
    try:
        return _as_number(value, "") == (None if number is None else excel_number(float(number)))
    except (_CellError, NumberError):
        return False


def _as_number(value: Any, unit: str) -> Decimal | None:
    """Raises _CellError, NumberError for what is no number."""
    if isinstance(value, Unreadable):
        raise _CellError(value.message)
    if value is None or isinstance(value, str):
        return typed_number(value or "", unit)
    if isinstance(value, date):
        raise _CellError("Excel đã đổi ô này thành ngày. Hãy định dạng ô là Số (Number) rồi gõ lại.")
    try:
        number = excel_number(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
    except (OverflowError, InvalidOperation):
        number = None
    if number is None or not number.is_finite():
        raise _CellError("Không đọc được số trong ô. Hãy gõ lại số.")
    return number


def _as_text(value: Any) -> str:
    """What a cell says as text: a whole number without its decimals, a day as it is shown. Raises _CellError."""
    if isinstance(value, Unreadable):
        raise _CellError(value.message)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return cell_text(str(value))


def _position(typed: str, words: tuple[str, ...]) -> int | None:
    """Which of the words was typed: just so, or else with other capitals and without its marks, if only one fits."""
    exact = [number for number, word in enumerate(words) if cell_text(word) == typed]
    near = [number for number, word in enumerate(words) if _plain(word) == _plain(typed)]
    return next(iter(exact), near[0] if len(near) == 1 else None)


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
