"""Criteria → a workbook that read back unchanged is the same table, letter by letter."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scoring.criteria import Criteria
from scoring.workbooks.cells import Column
from scoring.workbooks.table_columns import (
    CLASS_COLUMNS,
    CLASSES,
    CONDITION_COLUMNS,
    CONDITIONS,
    GROUP,
    HEADINGS,
    KIND,
    NODE_COLUMNS,
    NODES,
    SETTINGS,
)
from scoring.workbooks.table_rows import Cells, class_rows, condition_rows, node_rows, setting_values
from thidua.lib.sheets import write_text

_HEADING = PatternFill("solid", fgColor="FFF1D6")
_GROUP = PatternFill("solid", fgColor="F2F2F2")
_MOST_ROWS = 2_000


def table_workbook(criteria: Criteria) -> bytes:
    """The bytes of an XLSX file."""
    book = Workbook()
    sheet = book.active
    sheet.title = NODES
    _write(sheet, NODE_COLUMNS, node_rows(criteria))
    _write(book.create_sheet(CLASSES), tuple(CLASS_COLUMNS.values()), class_rows(criteria))
    _write(book.create_sheet(CONDITIONS), CONDITION_COLUMNS, condition_rows(criteria))
    _write_settings(book.create_sheet(SETTINGS), criteria)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Cells]) -> None:
    for index, column in enumerate(columns, start=1):
        cell = sheet.cell(1, index, column.heading)
        cell.font, cell.fill = Font(bold=True), _HEADING
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        if column.note:
            cell.comment = Comment(column.note, "Thi đua", height=90, width=280)
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = column.width
        if column.options:
            _offer(sheet, letter, column.options)
    for number, row in enumerate(rows, start=2):
        for index, column in enumerate(columns, start=1):
            if column in row:
                _put(sheet.cell(number, index), column.holds.write(row[column]))
            if row.get(KIND) == GROUP:
                sheet.cell(number, index).fill = _GROUP
    sheet.freeze_panes = "A2"


def _offer(sheet: Worksheet, letter: str, options: Sequence[str]) -> None:
    validation = DataValidation(type="list", formula1=f'"{",".join(options)}"', allow_blank=True)
    if len(validation.formula1) > 255:  # Excel's limit
        return
    validation.add(f"{letter}2:{letter}{_MOST_ROWS}")
    sheet.add_data_validation(validation)


def _put(cell: Cell, value: Any) -> None:
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    match value:
        case None | "":
            return
        case int() | Decimal():
            cell.value = value
        case _:
            write_text(cell, value)


def _write_settings(sheet: Worksheet, criteria: Criteria) -> None:
    for index, (heading, width) in enumerate(zip(HEADINGS[SETTINGS], (48, 40, 50), strict=True), start=1):
        cell = sheet.cell(1, index, heading)
        cell.font, cell.fill = Font(bold=True), _HEADING
        sheet.column_dimensions[get_column_letter(index)].width = width
    for number, (setting, value) in enumerate(setting_values(criteria).items(), start=2):
        _put(sheet.cell(number, 1), setting.name)
        _put(sheet.cell(number, 2), setting.holds.write(value))
        _put(sheet.cell(number, 3), setting.note)
