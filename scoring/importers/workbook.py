"""Any Excel workbook → lines and grids, as the readers of other files give them: what can be seen, and no more."""

import io
import logging
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from plans.importers.blocks import Cell, Doubt, RawBlock, RawLine, RawTable
from scoring.importers.columns import columns_of, words
from thidua.lib.dates import typed_date
from thidua.lib.office_files import NOT_OFFICE, UnsafeFileError, check_office_file
from thidua.lib.text import nfc

MOST_ROWS = 2_000
"""Of a sheet; the longest table seen has 230."""
MOST_COLUMNS = 40
MOST_CELLS = 20_000
"""That hold anything, of all sheets."""
MOST_MERGED = 100_000
"""Cells under others: each is made when the file is opened."""
MOST_SHEETS = 20
_TITLE_ROWS = 40
_PLACES = re.compile(r"0\.(0{1,2})")
"""The format of a number that is shown with so many decimals: 1.10 and not 1.1."""
_WORKBOOK = b"xl/workbook.xml"
_MERGED = re.compile(rb"mergeCell\b[^>]*?\bref\s*=\s*[\"']([A-Za-z$]+[\d$]+:[A-Za-z$]+[\d$]+)")
TOO_LARGE = "Tệp có quá nhiều dòng, ô hoặc vùng gộp. Hãy chép riêng bảng tiêu chí sang tệp mới rồi thử lại."

logger = logging.getLogger(__name__)


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are an `.xlsx` file, whatever its name says."""
    return data.startswith(b"PK\x03\x04") and _WORKBOOK in data


def blocks_of_workbook(data: bytes) -> tuple[tuple[RawBlock, ...], tuple[Doubt, ...]]:
    """The tables of criteria on all visible sheets, each with the lines above it; hidden rows and columns are left out.

    Raises UnsafeFileError when the file cannot be opened.
    """
    check_office_file(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what Excel itself lets pass
            _refuse_endless(data)
            values = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
            formulas = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
    except UnsafeFileError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        logger.info("unreadable workbook", exc_info=True)
        raise UnsafeFileError(NOT_OFFICE) from error
    sheets = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"]
    found = {sheet.title: blocks for sheet in sheets if (blocks := _blocks(sheet, formulas[sheet.title]))}
    hidden = any(_has_hidden(sheet) for sheet in sheets if sheet.title in found)
    return tuple(block for blocks in found.values() for block in blocks), tuple(_doubts(list(found), hidden=hidden))


def _doubts(titles: Sequence[str], *, hidden: bool) -> Iterator[Doubt]:
    if len(titles) > 1:
        names = "; ".join(f"“{title}”" for title in titles)
        yield Doubt(
            "SHEETS", f"Đã ghép các trang {names} thành một bảng. Nếu là các bảng riêng, hãy tách tệp rồi nhập lại."
        )
    if hidden:
        yield Doubt("HIDDEN", "Tệp có dòng hoặc cột bị ẩn; đã bỏ qua. Nếu cần, hãy bỏ ẩn trong Excel rồi nhập lại.")


def _refuse_endless(data: bytes) -> None:
    """Look at the size of the sheets before they are held in memory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    areas = (range_boundaries(match[1].decode()) for sheet in sheets for match in _MERGED.finditer(sheet))
    if sum((right - left + 1) * (low - high + 1) for left, high, right, low in areas) > MOST_MERGED:
        raise UnsafeFileError(TOO_LARGE)
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    if len(workbook.worksheets) > MOST_SHEETS:
        raise UnsafeFileError(f"Tệp có hơn {MOST_SHEETS} trang. Hãy chép riêng bảng tiêu chí sang tệp mới rồi thử lại.")
    cells = 0
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()
        rows, previous = 0, None
        for row in sheet.iter_rows():
            held = 0 if row is previous else sum(cell.value is not None for cell in row)
            previous = row
            rows, cells = rows + bool(held), cells + held
            if rows > MOST_ROWS or cells > MOST_CELLS:
                raise UnsafeFileError(TOO_LARGE)


def _has_hidden(sheet: Any) -> bool:
    dimensions = (*sheet.column_dimensions.values(), *sheet.row_dimensions.values())
    return any(dimension.hidden for dimension in dimensions)


def _blocks(sheet: Any, formulas: Any) -> list[RawBlock]:
    """The table of a sheet below the lines above its titles; nothing for a sheet without one."""
    rows = _rows(sheet, formulas)
    for position in range(min(len(rows), _TITLE_ROWS)):
        table = RawTable(tuple(rows[position:]))
        columns = columns_of(table)
        if columns and columns.header_at == 0:
            lines = (" ".join(filter(None, (words(cell) for cell in row))) for row in rows[:position])
            return [*(RawLine(text=line) for line in lines if line), table]
    return []


def _rows(sheet: Any, formulas: Any) -> list[tuple[Cell | None, ...]]:
    """The rows that hold anything, each as wide as the sheet; a row of one cell over all its columns is that cell."""
    letters = [get_column_letter(at) for at in range(1, min(sheet.max_column, MOST_COLUMNS) + 1)]
    seen = [at for at, letter in enumerate(letters, start=1) if not sheet.column_dimensions[letter].hidden]
    covered, wide = _merged(sheet)
    rows: list[tuple[Cell | None, ...]] = []
    for number in range(1, min(sheet.max_row, MOST_ROWS * 2) + 1):
        if sheet.row_dimensions[number].hidden:
            continue
        row = [None if (number, at) in covered else _cell(sheet, formulas, number, at) for at in seen]
        filled = [at for at, cell in zip(seen, row, strict=True) if cell]
        if len(filled) == 1 and wide.get((number, filled[0]), 1) >= max(2, len(seen) - 1):
            rows.append((row[seen.index(filled[0])],))
        elif filled:
            rows.append(tuple(row))
    return rows


def _merged(sheet: Any) -> tuple[set[tuple[int, int]], dict[tuple[int, int], int]]:
    """The places that a cell above goes down over, and how many columns a cell goes over to the right."""
    covered: set[tuple[int, int]] = set()
    wide = {}
    for area in sheet.merged_cells.ranges:
        wide[area.min_row, area.min_col] = area.max_col - area.min_col + 1
        covered |= {
            (row, area.min_col) for row in range(area.min_row + 1, min(area.max_row, area.min_row + MOST_ROWS) + 1)
        }
    return covered, wide


def _cell(sheet: Any, formulas: Any, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    text = _text(cell.value, cell.number_format) or _formula(formulas.cell(row, column))
    bold = bool(cell.font and cell.font.b)
    lines = (" ".join(nfc(line).split()) for line in text.splitlines())
    return tuple(RawLine(text=line, bold=len(line) if bold else 0) for line in lines if line)


def _text(value: Any, number_format: str) -> str:
    """A value as it is read on the sheet: 12,5 and 95% and not 12.5 and 0.95."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, date):
        return typed_date(value)
    if isinstance(value, int | float) and (places := _PLACES.fullmatch(number_format)):
        shown = f"{value:.{len(places[1])}f}"
        if float(shown) == value:
            return shown
    if isinstance(value, int | float):
        percent = "%" in number_format
        number = round(value * 100 if percent else value, 4)
        written = str(int(number)) if number == int(number) else str(number)
        return (
            f"{written}%" if percent else written if len(written.partition(".")[2]) < 3 else written.replace(".", ",")
        )
    return str(value)


def _formula(cell: Any) -> str:
    """A formula whose result the file does not hold, to be doubted where points should stand."""
    return str(getattr(cell.value, "text", cell.value)) if cell.data_type == "f" else ""
