"""Tables as Excel workbooks."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import chain, islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from thidua.lib.dates import typed_date

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60
"""In characters; longer text runs on in its cell."""
MEASURED = 200
"""How many rows a column's width is judged by, so that a long table need not be held in memory."""
FIRST_EXCEL_YEAR = 1901
"""Excel counts no day before 1900, and miscounts the first two months of that year."""


def workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet below a line of headings that stays in view. What is text stays text and never becomes a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    rows = iter(rows)
    first = list(islice(rows, MEASURED))
    for number, column in enumerate(zip(headings, *first, strict=True), start=1):
        width = max(len(str(value)) for value in column) + 2
        sheet.column_dimensions[get_column_letter(number)].width = min(width, WIDEST)
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in chain(first, rows):
        sheet.append([_cell(sheet, value) for value in row])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: WriteOnlyWorksheet, value: Any, *, bold: bool = False) -> WriteOnlyCell:
    match value:
        case None | "":
            return WriteOnlyCell(sheet)
        case bool():
            return _text(sheet, "Có" if value else "Không")
        case int():
            return WriteOnlyCell(sheet, value)
        case date() if value.year >= FIRST_EXCEL_YEAR:
            return _day(sheet, value)
        case date():
            return _text(sheet, typed_date(value))
    return _text(sheet, str(value), bold=bold)


def _day(sheet: WriteOnlyWorksheet, value: date) -> WriteOnlyCell:
    with_time = isinstance(value, datetime)
    cell = WriteOnlyCell(sheet, value.replace(tzinfo=None) if isinstance(value, datetime) else value)
    cell.number_format = "dd/mm/yyyy hh:mm" if with_time else "dd/mm/yyyy"
    return cell


def _text(sheet: WriteOnlyWorksheet, text: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    write_text(cell, text)
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=len(text) > WIDEST)
    return cell


def write_text(cell: Cell, text: str) -> None:
    """Put a text into a cell as text: openpyxl makes a live formula of one that begins with "="."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    cell.quotePrefix = True  # it stays text when somebody edits the cell, too
