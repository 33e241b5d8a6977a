"""Bảng tổng hợp điểm tự chấm as a workbook whose sums are live."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scoring.summary import NORMALISED, SCORE, TITLE, TOTAL, Summary
from scoring.workbooks import formulas
from thidua.lib.sheets import write_text

PAGE = "Tổng hợp"
HEADING_ROW = 4
FIRST_PART = 3
"""The column after the number and the unit."""
STATE = "Tình trạng"

_FONT = "Times New Roman"
_LINE = Side(style="thin", color="A6A6A6")
_RULED = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADING = PatternFill("solid", fgColor="D9E2EF")


def summary_workbook(summary: Summary, *, bloc: str, year: str, waiting: list[tuple[str, str]]) -> bytes:
    """Units that handed in with their points, then those still `waiting` with their state in words."""
    book = Workbook()
    page: Worksheet = book.active
    page.title = PAGE
    for row, text in enumerate((TITLE.upper(), f"{bloc}, {year.lower()}"), start=1):
        write_text(page.cell(row, 1), text)
        page.cell(row, 1).font = Font(name=_FONT, bold=True, size=14 if row == 1 else 12)
    titles = ("TT", "Đơn vị", *summary.parts, *summary.sums, STATE)
    for column, title in enumerate(titles, start=1):
        cell = page.cell(HEADING_ROW, column)
        write_text(cell, title)
        cell.font, cell.fill, cell.border = Font(name=_FONT, bold=True), _HEADING, _RULED
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    row = HEADING_ROW
    for unit, numbers in summary.lines:
        row += 1
        _line(page, row, unit, [*_live(summary, row, numbers), "Đã nộp"], row - HEADING_ROW)
    for unit, state in waiting:
        row += 1
        _line(page, row, unit, [None] * (len(titles) - 3) + [state], row - HEADING_ROW)
    _layout(page, len(titles))
    book.calculation.fullCalcOnLoad = True
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _live(summary: Summary, row: int, numbers: list[Decimal]) -> list[Decimal | str]:
    """The numbers of a unit, those that follow from others as formulas."""
    at = {
        title: f"{get_column_letter(column)}{row}"
        for column, title in enumerate(summary.sums, start=FIRST_PART + len(summary.parts))
    }
    first, last = get_column_letter(FIRST_PART), get_column_letter(FIRST_PART + len(summary.parts) - 1)
    cells: dict[str, Decimal | str] = dict(zip(summary.sums, numbers[len(summary.parts) :], strict=True))
    if summary.parts:
        cells[SCORE] = formulas.capped_sum([f"{first}{row}:{last}{row}"])
    added = [cell for title, cell in at.items() if title not in ({SCORE, TOTAL} if NORMALISED in at else {TOTAL})]
    cells[TOTAL] = formulas.capped_sum(added, summary.most)
    return [*numbers[: len(summary.parts)], *cells.values()]


def _line(page: Worksheet, row: int, unit: str, values: Sequence[Decimal | str | None], number: int) -> None:
    """A row whose last value is a text; the others are numbers or formulas of our own."""
    *numbers, state = values
    page.cell(row, 1, number)
    write_text(page.cell(row, 2), unit)
    for column, value in enumerate(numbers, start=FIRST_PART):
        page.cell(row, column, value)
    write_text(page.cell(row, FIRST_PART + len(numbers)), str(state))
    for column in range(1, FIRST_PART + len(numbers) + 1):
        cell = page.cell(row, column)
        cell.font, cell.border = Font(name=_FONT), _RULED
        cell.alignment = Alignment(vertical="top", wrap_text=column == 2)


def _layout(page: Worksheet, columns: int) -> None:
    widths = {1: 6, 2: 36, columns: 18}
    for column in range(1, columns + 1):
        page.column_dimensions[get_column_letter(column)].width = widths.get(column, 14)
    page.freeze_panes = f"C{HEADING_ROW + 1}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    page.oddFooter.center.text = "&P/&N"
