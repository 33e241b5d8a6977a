"""The tables of criteria among the blocks of a file, and the headings that stand above them → one table's rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from plans.importers.blocks import Doubt, RawBlock, RawLine, RawTable
from scoring.criteria import Counts
from scoring.importers.codes import NO_CODE, split_code
from scoring.importers.columns import Columns, Role, columns_of
from scoring.importers.entries import Entry
from scoring.importers.headings import counts_of
from scoring.importers.notes import doubt_of_notes
from scoring.importers.points import split_points
from scoring.importers.rows import Taken, take

_MOST_HEADINGS = 3
WHOLE = (Decimal(10), Decimal(100), Decimal(1000))
"""What a table comes to that is no part of another."""


@dataclass
class _Table:
    grid: RawTable
    columns: Columns
    headings: list[Entry]
    """The lines right above it that may head its rows, outermost first."""


def take_tables(blocks: Sequence[RawBlock]) -> Taken | None:
    """The rows of all tables of criteria, as if they were one; None where there is no such table."""
    tables, beside = _tables(blocks)
    if not tables:
        return None
    taken = Taken()
    alike = len(tables) > 1 and len({tuple(e.code.rank for e in table.headings) for table in tables}) == 1
    for table in tables:
        part = take(table.grid, table.columns)
        headings = table.headings if alike or any(map(_surely_heads, table.headings)) else []
        if counts := _counts_of_column(table.columns):
            headings = headings or [Entry(code=NO_CODE.above, text=table.columns.title_of(Role.MAX), heads=True)]
            headings[-1].counts = counts_of(headings[-1].text) or counts
        part.entries = [*headings, *part.entries]
        taken.add(part)
    if len(taken.totals) > 1 and any(one == other and one in WHOLE for one, other in pairwise(taken.totals)):
        message = (
            "Tệp có nhiều bảng, mỗi bảng có tổng riêng; đã ghép làm một. Nếu đó là các bảng dùng cho các đơn vị khác "
            "nhau, hãy nhập từng bảng một."
        )
        taken.doubts.append(Doubt("TABLES", message))
    if notes := doubt_of_notes([*beside, *taken.notes], {entry.text for entry in taken.entries}):
        taken.doubts.append(notes)
    return taken


def _tables(blocks: Sequence[RawBlock]) -> tuple[list[_Table], list[RawBlock]]:
    """The tables of criteria, and all that is none: a grid without titles that is as wide goes on with the one before
    it."""
    tables: list[_Table] = []
    beside: list[RawBlock] = []
    above: list[RawLine] = []
    for block in blocks:
        if isinstance(block, RawLine):
            above.append(block)
            beside.append(block)
            continue
        columns = columns_of(block)
        if columns:
            tables.append(_Table(block, columns, _headings(above)))
        elif tables and max(map(len, block.rows)) == len(tables[-1].columns.roles):
            tables[-1].grid = RawTable((*tables[-1].grid.rows, *block.rows))
        else:
            beside.append(block)
        above = []
    return tables, beside


def _headings(lines: Sequence[RawLine]) -> list[Entry]:
    """The numbered lines, and those about bonuses or deductions, that stand right above a table; notes in brackets
    between them aside."""
    headings: list[Entry] = []
    for line in reversed(lines):
        text = line.text.strip()
        if text.startswith("(") and text.endswith(")"):
            continue
        code, words = split_code(text)
        heading, points = split_points(words) or (words, None)
        if not (code.is_number or counts_of(heading)) or len(headings) == _MOST_HEADINGS:
            break
        if any(code.above.rank == inner.code.rank for inner in headings):
            break
        headings.insert(0, Entry(code=code.above, text=heading, points=points, heads=points is None))
    return headings


def _counts_of_column(columns: Columns) -> Counts | None:
    """How the criteria of a table count whose only points are those to be added or taken away."""
    return None if Role.POINTS in columns.roles else counts_of(columns.title_of(Role.MAX))


def _surely_heads(entry: Entry) -> bool:
    return entry.points is not None or counts_of(entry.text) is not None
