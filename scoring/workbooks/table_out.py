"""Criteria → a workbook that read back unchanged is the same table, letter by letter."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scoring.criteria import Criteria, Group, walk
from scoring.kinds import Bands, Checklist, Levels, Rule
from scoring.workbooks.cells import Column
from scoring.workbooks.table_columns import (
    ABSENT_SETTINGS,
    BAND,
    CLASS_COLUMNS,
    CLASSES,
    CONDITION,
    CONDITION_COLUMNS,
    CONDITIONS,
    COUNT,
    CRITERION,
    DEPTH,
    GROUP,
    HEADINGS,
    KIND,
    LATE_SETTINGS,
    LEVEL,
    NODE_COLUMNS,
    NODES,
    OF_CRITERION,
    OF_GROUP,
    OF_INNER,
    OF_PART,
    OF_RULE,
    PART,
    RULE,
    SETTINGS,
    TABLE_SETTINGS,
    TEXT,
)
from thidua.lib.sheets import write_text

Cells = dict[Column, Any]
_HEADING = PatternFill("solid", fgColor="FFF1D6")
_GROUP = PatternFill("solid", fgColor="F2F2F2")
_MOST_ROWS = 2_000


def table_workbook(criteria: Criteria) -> bytes:
    """The bytes of an XLSX file."""
    book = Workbook()
    sheet = book.active
    sheet.title = NODES
    _write(sheet, NODE_COLUMNS, _node_rows(criteria))
    _write(book.create_sheet(CLASSES), tuple(CLASS_COLUMNS.values()), _class_rows(criteria))
    _write(book.create_sheet(CONDITIONS), CONDITION_COLUMNS, _condition_rows(criteria))
    _write_settings(book.create_sheet(SETTINGS), criteria)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _node_rows(criteria: Criteria) -> Iterator[Cells]:
    for node, above in walk(criteria):
        row: Cells = {DEPTH: len(above) + 1} | _values(OF_PART, node)
        if isinstance(node, Group):
            yield row | {KIND: GROUP} | _values(OF_GROUP, node)
            continue
        rule = node.rule
        row |= (
            {KIND: CRITERION, RULE: type(rule)}
            | _values(OF_CRITERION, node)
            | _values(OF_RULE.get(type(rule), {}), rule)
        )
        if isinstance(rule, Checklist) and isinstance(rule.parts, int):
            row[COUNT] = rule.parts
        yield row
        yield from _inner_rows(rule)


def _inner_rows(rule: Rule) -> Iterator[Cells]:
    match rule:
        case Levels(levels=levels):
            yield from ({KIND: LEVEL} | _values(OF_INNER[LEVEL], level) for level in levels)
        case Bands(bands=bands):
            yield from ({KIND: BAND} | _values(OF_INNER[BAND], band) for band in bands)
        case Checklist(parts=tuple() as parts):
            yield from ({KIND: PART, TEXT: part} for part in parts)


def _class_rows(criteria: Criteria) -> Iterator[Cells]:
    return (_values(CLASS_COLUMNS, each) for each in criteria.classes)


def _condition_rows(criteria: Criteria) -> Iterator[Cells]:
    for kind in ("pending", "excluded"):
        for each in getattr(criteria, kind):
            yield {CONDITION: kind, TEXT: each.text} | _values(OF_PART, each)


def _values(columns: Mapping[str, Column], value: Any) -> Cells:
    return {column: getattr(value, name) for name, column in columns.items()}


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
    late = criteria.late
    values = [(setting, getattr(criteria, name)) for name, setting in TABLE_SETTINGS.items()]
    values.append((LATE_SETTINGS["kind"], type(late)))
    values += [(LATE_SETTINGS[field.name], getattr(late, field.name)) for field in fields(late) if field.name != "type"]
    values += [(setting, getattr(criteria.not_applicable, name)) for name, setting in ABSENT_SETTINGS.items()]
    for number, (setting, value) in enumerate(values, start=2):
        _put(sheet.cell(number, 1), setting.name)
        _put(sheet.cell(number, 2), setting.holds.write(value))
        _put(sheet.cell(number, 3), setting.note)
