"""Sheets whose columns hold what those of `scoring.workbooks` hold, for rows of many objects."""

from import_export.widgets import Widget
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from blocs.resources.columns import Column as SheetColumn
from blocs.resources.sheets import Sheet
from scoring.workbooks.cells import Number, Whole
from thidua.lib.sheets_read import Row, is_blank


class Held(Widget):
    """What a column of `scoring.workbooks` holds; rows that go out are cells already."""

    def __init__(self, holds):
        super().__init__()
        self.holds = holds
        self.is_text = not isinstance(holds, Number | Whole)

    def clean(self, value, row=None, **kwargs):
        return self.holds.blank if is_blank(value) else self.holds.read(value)

    def render(self, value, obj=None, **kwargs):
        return value


class ListSheet(Sheet):
    """A sheet of rows by heading; the first column tells whose row it is."""

    def __init__(self, name, about, columns):
        super().__init__()
        self.sheet_name, self.about, self.key = name, about, (columns[0].heading,)
        self.fields = {
            column.heading: SheetColumn(
                column.heading, column.heading, Held(column.holds), note=column.note or column.heading,
                width=column.width, options=column.holds if column.options else None,
            )
            for column in columns
        }  # fmt: skip


def written(row):
    """A row of columns and values as cells by heading."""
    return {column.heading: column.holds.write(value) for column, value in row.items()}


def as_read(sheet, cells, number=0):
    """A row that goes out, as it is when it comes back."""
    back = {
        heading: ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell
        for heading, cell in cells.items()
    }
    return Row(number, dict.fromkeys(sheet.headings) | back)
