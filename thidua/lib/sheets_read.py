"""Excel workbooks that somebody sent: their cells, and nothing in them but values."""

import io
import logging
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import openpyxl
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from thidua.lib.dates import typed_date
from thidua.lib.office_files import NOT_OFFICE, UnsafeFileError, check_office_file
from thidua.lib.text import nfc

MOST_ROWS = 5_000
"""Per sheet, without the heading."""
GUIDE = "Hướng dẫn"
"""The sheet that is only for people."""
_MOST_COLUMNS = 60
_EXCEL_ROWS = 1_048_576
NOT_THE_TEMPLATE = "Tệp không có trang nào của tệp mẫu. Hãy tải tệp mẫu và điền vào đó."

logger = logging.getLogger(__name__)
Read = TypeVar("Read")
Headings = Mapping[str, Sequence[str]]
"""By title of a sheet, those of its columns."""


@dataclass(frozen=True)
class Unreadable:
    """A cell whose value cannot be taken as it stands: a formula, an error of Excel's."""

    text: str
    message: str
    """What to do."""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Fault:
    """Something in a cell that must be mended before anything is written."""

    sheet: str
    row: int
    """As Excel numbers it."""
    column: str
    """The heading, or the letter of a column that has none."""
    value: str
    message: str


@dataclass(frozen=True)
class Row:
    """A row that is not empty."""

    number: int
    cells: dict[str, Any]
    """By heading."""


def opened(data: bytes, read: Callable[[Workbook], Read]) -> Read:
    """What `read` finds in a workbook. Raises UnsafeFileError when the file cannot be opened, or breaks on the way."""
    check_office_file(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what Excel itself lets pass
            return read(openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False))
    except UnsafeFileError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        logger.info("unreadable workbook", exc_info=True)
        raise UnsafeFileError(NOT_OFFICE) from error


def read_workbook(
    data: bytes, headings: Headings, *, complete: bool = False
) -> tuple[dict[str, list[Row]], list[Fault]]:
    """The rows of each sheet, and what is wrong with the sheets themselves: a missing one where all must be there.

    `headings` names the columns of each sheet by its title. Raises UnsafeFileError when the file cannot be opened.
    """
    return opened(data, lambda workbook: _read(workbook, headings, complete))


def _read(workbook: Workbook, headings: Headings, complete: bool) -> tuple[dict[str, list[Row]], list[Fault]]:
    rows: dict[str, list[Row]] = {title: [] for title in headings}
    faults: list[Fault] = []
    titles = {_folded(title): title for title in headings}
    unknown = []
    for sheet in workbook.worksheets:
        title = titles.pop(_folded(sheet.title), None)
        if title:
            sheet.reset_dimensions()
            rows[title], found = _read_sheet(sheet, title, headings[title])
            faults += found
        elif sheet.sheet_state == "visible" and _folded(sheet.title) != _folded(GUIDE):
            unknown.append(sheet.title)
    if len(titles) == len(headings):
        raise UnsafeFileError(NOT_THE_TEMPLATE)
    faults += [
        Fault(title, 1, "A", "", "Trang này không có trong tệp mẫu. Hãy đặt lại đúng tên trang, hoặc xóa trang.")
        for title in unknown
    ]
    if complete:
        faults += [
            Fault(title, 1, "A", "", "Tệp thiếu trang này. Hãy tải tệp lại và giữ đủ các trang.")
            for title in titles.values()
        ]
    return rows, faults


def _read_sheet(sheet: Any, title: str, headings: Sequence[str]) -> tuple[list[Row], list[Fault]]:
    lines = sheet.iter_rows(max_row=_EXCEL_ROWS, max_col=_MOST_COLUMNS)
    columns, faults = _columns(next(lines, ()), title, headings)
    if faults:
        return [], faults
    rows: list[Row] = []
    previous = None
    for number, line in enumerate(lines, start=2):
        if line is previous:  # openpyxl gives one and the same row for all that are missing, up to a million
            continue
        previous = line
        cells = {}
        for index, cell in enumerate(line):
            value = cell_value(cell)
            if is_blank(value):
                continue
            if index in columns:
                cells[columns[index]] = value
            else:
                faults.append(
                    Fault(title, number, get_column_letter(index + 1), shown(value),
                          "Ô nằm ngoài các cột của tệp mẫu. Hãy chuyển vào đúng cột, hoặc xóa.")
                )  # fmt: skip
        if cells:
            if len(rows) == MOST_ROWS:
                faults.append(
                    Fault(title, number, headings[0], "",
                          "Trang có hơn 5.000 dòng. Hãy chia thành nhiều tệp, tải lên lần lượt.")
                )  # fmt: skip
                break
            rows.append(Row(number, dict.fromkeys(headings) | cells))
    return rows, faults


def _columns(line: Iterable[Any], title: str, headings: Sequence[str]) -> tuple[dict[int, str], list[Fault]]:
    """Which heading stands in which column, whatever their order."""
    expected = {_folded(heading): heading for heading in headings}
    columns: dict[int, str] = {}
    faults: list[Fault] = []
    for index, cell in enumerate(line):
        value = cell_value(cell)
        if is_blank(value):
            continue
        heading = expected.pop(_folded(str(value)), None)
        if heading:
            columns[index] = heading
        else:
            faults.append(
                Fault(title, 1, get_column_letter(index + 1), shown(value),
                      "Tiêu đề cột này không có trong tệp mẫu hoặc bị lặp. Hãy ghi đúng như tệp mẫu, hoặc xóa cột.")
            )  # fmt: skip
    faults += [
        Fault(title, 1, heading, "", "Thiếu cột này. Hãy thêm lại cột với tiêu đề đúng như tệp mẫu.")
        for heading in expected.values()
    ]
    return columns, faults


def cell_value(cell: Any) -> Any:
    """None, text, a number, a truth value, a day or moment; `Unreadable` for whatever else stands in a cell."""
    value = cell.value
    if cell.data_type == "f":
        return Unreadable(
            str(getattr(value, "text", value)),
            "Ô chứa công thức. Hãy chép ô, dán lại bằng Dán đặc biệt → Giá trị (Paste Special → Values).",
        )
    if cell.data_type == "e":
        return Unreadable(str(value), "Ô đang báo lỗi của Excel. Hãy gõ lại giá trị.")
    if value is None or isinstance(value, str | bool | int | float | date):
        return value
    return Unreadable(str(value), "Không đọc được ô này. Hãy định dạng ô là Văn bản (Text) rồi gõ lại.")


def is_blank(value: Any) -> bool:
    """Whether nothing stands in a cell."""
    return value is None or (isinstance(value, str) and not value.strip())


def shown(value: Any) -> str:
    """A value as people see it in their sheet, cut to a length that fits a list."""
    if value is None:
        return ""
    text = typed_date(value) if isinstance(value, date) else str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _folded(text: str) -> str:
    return " ".join(nfc(text).replace("*", " ").split()).casefold()
