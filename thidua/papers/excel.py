"""A register as an Excel file."""

from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from thidua.papers.models import Register
from thidua.papers.shown import RegisterRow

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = {
    "Số, ký hiệu văn bản": 20,
    "Ngày tháng văn bản": 14,
    "Tên loại và trích yếu nội dung văn bản": 70,
    "Người ký": 26,
    "Tình trạng": 18,
    "Ghi chú": 50,
}
"""Title and width, in characters, of each column."""


def register_workbook(register: Register, rows: Iterable[RegisterRow]) -> bytes:
    """The rows below the register's name; whatever was typed into them stays text and never becomes a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(f"Sổ năm {register.year}")
    for letter, width in zip("ABCDEF", COLUMNS.values(), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A3"
    sheet.append([_text(sheet, str(register), bold=True)])
    sheet.append([_text(sheet, title, bold=True) for title in COLUMNS])
    for row in rows:
        day = WriteOnlyCell(sheet, row.entry.given_on)
        day.number_format = "dd/mm/yyyy"
        day.alignment = Alignment(vertical="top")
        texts = (row.subject, row.signer, row.state, "; ".join(map(str, row.notes)))
        sheet.append([_text(sheet, row.entry.number_and_symbol), day, *(_text(sheet, text) for text in texts)])
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def _text(sheet: WriteOnlyWorksheet, text: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    cell.quotePrefix = True  # it stays text when somebody edits the cell, too
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=not bold)
    return cell
