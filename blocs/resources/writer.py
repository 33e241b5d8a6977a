"""Writes sheets as a workbook: the empty template of the setup, the same with what the office has already, others."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from blocs.resources.columns import Day
from blocs.resources.setup import SHEETS
from blocs.resources.sheets import Sheet
from blocs.standing import Standing
from thidua.lib.sheets import write_text
from thidua.lib.sheets_read import GUIDE, MOST_ROWS

_LISTS = "Danh sách"
_HEADING = PatternFill("solid", fgColor="FFF1D6")
_REQUIRED = PatternFill("solid", fgColor="FFD58A")
_TEXT, _DATE = "@", "dd/mm/yyyy"
_GUIDANCE = (
    "THIẾT LẬP KHỐI, CỤM THI ĐUA BẰNG MỘT TỆP EXCEL",
    "",
    "1. Điền từ trang “Cơ quan” đến trang “Tài khoản”; trang nào không cần thì để trống.",
    "2. Cột có dấu * phải điền. Đưa chuột đến tiêu đề cột để đọc giải thích.",
    "3. Không đổi tên trang và tiêu đề cột. Không dùng công thức: chép rồi dán giá trị.",
    "4. Ngày ghi theo dạng dd/mm/yyyy, chẳng hạn 25/06/2026.",
    "5. Tải tệp lên ở trang Thiết lập. Trang xem trước nêu mọi lỗi và mọi thay đổi; chưa xác nhận thì chưa ghi gì.",
    "6. Dòng không có trong tệp thì dữ liệu đang có được giữ nguyên. Ô để trống nghĩa là bỏ trống nội dung ấy.",
    "7. Muốn sửa dữ liệu đang có: bấm “Tải dữ liệu hiện có”, sửa rồi tải lên lại.",
)


def write_template() -> bytes:
    """The workbook with headings alone."""
    return write_sheets(dict.fromkeys(SHEETS, ()), _GUIDANCE)


def write_existing(standing: Standing) -> bytes:
    """The workbook with all that the person may set up; sent back as it is, it changes nothing."""
    rows_of = {sheet: sheet.export(sheet.rows_in_scope(standing)) for sheet in SHEETS}
    return write_sheets(rows_of, _GUIDANCE)


def write_sheets(rows_of: Mapping[Sheet, Iterable[Sequence[Any]]], guidance: Sequence[str]) -> bytes:
    """A workbook of sheets with their rows, whose first page is for people: the guidance, and what each sheet holds."""
    workbook = Workbook()
    guide = workbook.active
    guide.title = GUIDE
    lists = workbook.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    for sheet, rows in rows_of.items():
        page = workbook.create_sheet(sheet.sheet_name, index=len(workbook.worksheets) - 1)
        _write_headings(page, sheet)
        _write_rows(page, rows)
        for letter, column in _lettered(sheet.columns):
            _offer(page, letter, column, lists, rows_of)
    _write_guide(guide, [*guidance, "", "CÁC TRANG", *(f"{sheet.sheet_name}: {sheet.about}" for sheet in rows_of)])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _write_guide(page, lines):
    for number, text in enumerate(lines, start=1):
        cell = page.cell(number, 1, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=text.isupper())
    page.column_dimensions["A"].width = 100


def _write_headings(page, sheet):
    for letter, column in _lettered(sheet.columns):
        cell = page[f"{letter}1"]
        cell.value = f"{column.column_name} *" if column.required else column.column_name
        cell.font = Font(bold=True)
        cell.fill = _REQUIRED if column.required else _HEADING
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.comment = Comment(column.note, "Thi đua", height=110, width=280)
        dimension = page.column_dimensions[letter]
        dimension.width = column.width
        dimension.number_format = _format(column)
    page.row_dimensions[1].height = 32
    page.freeze_panes = "A2"


def _write_rows(page, rows):
    for number, values in enumerate(rows, start=2):
        for index, value in enumerate(values, start=1):
            if value in (None, ""):
                continue
            cell = page.cell(number, index)
            if isinstance(value, str):
                write_text(cell, value)
                cell.number_format = _TEXT
                continue
            cell.value = value
            if isinstance(value, date):
                cell.number_format = _DATE


def _offer(page, letter, column, lists, sheets):
    """A drop-down list in every cell of a column."""
    if not column.options:
        return
    if isinstance(column.options, tuple):
        source, allow_others = _cells_of(column.options, sheets), True
    else:
        source, allow_others = _listed(column.options.labels, lists), False
    validation = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=not allow_others)
    validation.errorTitle = "Chọn từ danh sách"
    validation.error = "Hãy chọn một giá trị trong danh sách của ô này."
    validation.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    page.add_data_validation(validation)


def _cells_of(column, sheets):
    """The cells of another sheet's column, whose codes are offered as they are typed there."""
    sheet_name, heading = column
    [sheet] = [sheet for sheet in sheets if sheet.sheet_name == sheet_name]
    letter = get_column_letter(sheet.headings.index(heading) + 1)
    return f"{quote_sheetname(sheet_name)}!${letter}$2:${letter}${MOST_ROWS + 1}"


def _listed(words, lists):
    """The words in a column of the hidden sheet: in the rule itself a comma within a word would part it."""
    index = lists.max_column + 1 if lists["A1"].value else 1
    for number, word in enumerate(words, start=1):
        lists.cell(number, index, word)
    letter = get_column_letter(index)
    return f"{quote_sheetname(lists.title)}!${letter}$1:${letter}${len(words)}"


def _lettered(columns):
    return [(get_column_letter(index), column) for index, column in enumerate(columns, start=1)]


def _format(column):
    if isinstance(column.widget, Day):
        return _DATE
    return _TEXT if column.widget.is_text else "General"
