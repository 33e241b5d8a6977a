"""Rows of cells that span columns, as Word keeps them → a grid in which every column means the same in every row."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plans.importers.blocks import Cell, RawTable
from plans.importers.pipe_cells import is_ordinal

_HEADER_ROWS = 2


@dataclass(frozen=True)
class WordCell:
    """A cell from the edge `start` to the edge `end` of the table's grid; None for one that the cell above covers."""

    start: int
    end: int
    lines: Cell | None


Row = Sequence[WordCell]


def grid(rows: Sequence[Row], edges: Sequence[int]) -> RawTable:
    """The grid of a table; `edges` are the places of its vertical lines, from left to right.

    Columns are those of the rows with the most cells. Other rows go to them by place: Word's edges differ by a hair
    from row to row, and cells that lie over several columns fill the first of them.
    """
    filled = [row for row in rows if row]
    usual = _usual_cells(filled)
    starts = next([edges[cell.start] for cell in row] for row in filled if len(row) == usual)
    return RawTable(tuple(_aligned(row, starts, edges) for row in filled))


def _usual_cells(rows: Sequence[Row]) -> int:
    """How many cells a full row has: the most that two rows have, or the titles of the columns."""
    counts = Counter(len(row) for row in rows)
    return max(count for i, row in enumerate(rows) if counts[count := len(row)] > 1 or i < _HEADER_ROWS)


def _aligned(row: Row, starts: Sequence[int], edges: Sequence[int]) -> tuple[Cell | None, ...]:
    width = len(starts)
    if len(row) == width:
        return tuple(cell.lines for cell in row)
    to_the_end = width > 1 and row[-1].end >= len(edges) - 1
    if len(row) == 1 and to_the_end:
        return (row[0].lines,)
    cells: list[Cell | None] = [()] * width
    column = -1
    for position, cell in enumerate(row):
        following = len(row) - position - 1
        first = min(column + 1, width - 1)
        last = max(min(width - 1, width - 1 - following), first)
        column = min(range(first, last + 1), key=lambda at: abs(starts[at] - edges[cell.start]))
        cells[column] = cell.lines if not cells[column] else (*(cells[column] or ()), *(cell.lines or ()))
    if len(row) == 2 and to_the_end and row[0].lines and is_ordinal(row[0].lines):
        return (row[0].lines, row[1].lines)
    return tuple(cells)
