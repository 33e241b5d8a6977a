"""A sheet of the workbook: its columns, the rows read from it, and how these compare with the database.

django-import-export gives the columns, their widgets and the export. Its `import_data` is not used: it saves row by row
past the services, and looks up and validates each row with queries of its own.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from import_export.resources import Resource

from thidua.lib.dates import typed_date
from thidua.lib.sheets_read import Fault, shown


@dataclass
class Line:
    """One row of a sheet on its way into the database."""

    sheet: "Sheet"
    number: int
    cells: dict
    values: dict = field(default_factory=dict)
    """By the name of the column; a value that could not be read is missing."""
    faults: list[Fault] = field(default_factory=list)
    existing: Any = None
    """The row of the database with the same key."""
    changes: dict = field(default_factory=dict)
    """By the name of the column: the values before and after."""

    def get(self, name):
        return self.values.get(name)

    def fault(self, name, message):
        """Note what is wrong with the cell of a column; the first fault of a cell is the one to mend first."""
        heading = self.sheet.fields[name].column_name
        if all(fault.column != heading for fault in self.faults):
            self.faults.append(
                Fault(self.sheet.sheet_name, self.number, heading, shown(self.cells.get(heading)), message)
            )  # fmt: skip

    def require(self, name, verdict):
        """Note the reason when something may not be done."""
        if not verdict:
            self.fault(name, f"{verdict.reason} Hãy xóa dòng này, hoặc nhờ người có quyền.")

    @property
    def is_new(self):
        return self.existing is None

    @property
    def kind(self):
        """ "new", "changed" or "unchanged"."""
        return "new" if self.is_new else "changed" if self.changes else "unchanged"

    def says(self, name):
        """Whether a column holds something, or held something that is taken out."""
        return self.get(name) not in (None, "", ()) or (not self.is_new and name in self.changes)

    def shown(self, names):
        """What the preview shows of some columns: the value before, None where it stays, and the value after."""
        return [
            (
                text_of(self.changes[name][0]) if name in self.changes and not self.is_new else None,
                text_of(self.get(name)),
            )
            for name in names
        ]


class Sheet(Resource):
    """What the sheets have in common; each kind of row is a subclass with its columns."""

    sheet_name: str
    about: str
    """What one row stands for, in the guide."""
    key: tuple[str, ...]
    """The columns by which a row is recognised."""

    class Meta:
        chunk_size = 1_000_000  # one page: rows prefetched together cost a constant number of queries

    @property
    def columns(self):
        return list(self.fields.values())

    @property
    def headings(self):
        return [column.column_name for column in self.columns]

    def line(self, row):
        """The values of a row, and what is wrong with each of its cells by itself."""
        line = Line(self, row.number, row.cells)
        for name, column in self.fields.items():
            try:
                line.values[name] = column.read(row.cells)
            except ValueError as error:
                line.fault(name, str(error))
        return line

    def key_of(self, line):
        """The values of the key, or None while one of them is missing."""
        values = tuple(line.get(name) for name in self.key)
        return None if any(value in (None, "") for value in values) else values

    def refuse_repeated(self, lines):
        """A row may stand in a sheet once."""
        first: dict = {}
        for line in lines:
            key = self.key_of(line)
            if key is not None and first.setdefault(key, line) is not line:
                line.fault(self.key[-1], f"Trùng với dòng {first[key].number}. Hãy xóa một trong hai dòng.")

    def compare(self, line, existing):
        """Note the row of the database that a line stands for, and where the two differ."""
        line.existing = existing
        for name, column in self.fields.items():
            if name in line.values:
                before = None if existing is None else column.value_of(existing)
                if existing is None or before != line.values[name]:
                    line.changes[name] = (before, line.values[name])

    def rows_in_scope(self, standing):
        """The rows that the office may export."""
        raise NotImplementedError

    def check(self, lines, world):
        """Note every fault of the lines, and make what they will create known to the sheets that follow."""
        raise NotImplementedError

    def steps(self):
        """What is done with each line that is new or changed, one step after the other."""
        return (self.write,)

    def in_order(self, lines):
        """The lines in the order in which they can be written."""
        return lines

    def write(self, line, world):
        """Bring the database to what the line says, through the services."""
        raise NotImplementedError


def constraint_message(model, name):
    """What a constraint of the database says, for the same rule checked before anything is written."""
    [message] = [each.violation_error_message for each in model._meta.constraints if each.name == name]
    return f"{message} Hãy sửa ô này."


def within(organisation, standing):
    """The rows whose organisation stands where the office oversees."""
    places = Q(pk__in=[])
    for path in standing.overseen_paths:
        places |= Q(**{f"{organisation}__path__startswith": path})
    return places


def text_of(value):
    """A value as the preview shows it."""
    match value:
        case None | "" | ():
            return ""
        case tuple():
            return "; ".join(f"{symbol} ({code})" for code, symbol in value)
    if hasattr(value, "label"):
        return value.label
    return typed_date(value) if hasattr(value, "year") else str(value)
