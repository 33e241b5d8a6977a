"""Rows of a table whose pipes stand on lines of their own.

Between two cells of a row stands one pipe, between two rows two, and an empty cell leaves two as well. The number of
columns is that of the first row, whose cells are never empty; where the pipes leave a doubt, a number or a numeral of
the first column decides.
"""

import re
from collections.abc import Sequence

from plans.importers.blocks import Cell

_ORDINAL = re.compile(r"(?:[IVX]{1,6}|\d{1,3}(?:\.\d{1,2})*|[A-HĐ])[.)]?")


def is_ordinal(cell: Cell) -> bool:
    """Whether a cell holds nothing but the number of its row."""
    return len(cell) == 1 and _ORDINAL.fullmatch(cell[0].text) is not None


def cell_lines_to_rows(tokens: Sequence[Cell | None]) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a stream of cells and pipes (None)."""
    runs = _runs(tokens)
    if all(pipes < 2 for _, pipes in runs) and any(is_ordinal(cell) for cell, _ in runs[2:]):
        return _rows_by_numbers([cell for cell, _ in runs])
    columns = _columns_of_first_row(runs)
    rows: list[tuple[Cell, ...]] = []
    row: list[Cell] = []
    for position, (cell, pipes) in enumerate(runs):
        row.append(cell)
        following = runs[position + 1][0] if position + 1 < len(runs) else None
        missing = columns - len(row)
        if following is None:
            row.extend([()] * min(missing, max(pipes - 1, 0)))
        elif pipes > missing + 1:
            row.extend([()] * missing)
        elif pipes >= 2 and (
            is_ordinal(following) or len(row) == 1 or _begins_next_row(row, pipes, runs, position, columns)
        ):
            row.extend([()] * (pipes - 2))
        else:
            row.extend([()] * (pipes - 1))
            continue
        rows.append(tuple(row))
        row = []
    if row:
        rows.append(tuple(row))
    return tuple(rows)


def _rows_by_numbers(cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], ...]:
    """Rows where every pipe but those between cells was lost: each begins with its number."""
    rows: list[list[Cell]] = [[]]
    for cell in cells:
        if is_ordinal(cell) and rows[-1]:
            rows.append([])
        rows[-1].append(cell)
    return tuple(tuple(row) for row in rows)


def _runs(tokens: Sequence[Cell | None]) -> list[tuple[Cell, int]]:
    """Each cell with the number of pipes after it."""
    runs: list[tuple[Cell, int]] = []
    for token in tokens:
        if token is not None:
            runs.append((token, 0))
        elif runs:
            cell, pipes = runs[-1]
            runs[-1] = (cell, pipes + 1)
    return runs


def _columns_of_first_row(runs: list[tuple[Cell, int]]) -> int:
    for count, (_, pipes) in enumerate(runs, 1):
        if pipes >= 2:
            return count
    return max(len(runs), 1)


def _begins_next_row(row: list[Cell], pipes: int, runs: list[tuple[Cell, int]], position: int, columns: int) -> bool:
    """Whether a short row ends here rather than leaving cells empty: what follows would not fit into the row."""
    fitting = len(row) + pipes - 1
    for cell, pipes_after in runs[position + 1 :]:
        if pipes_after and is_ordinal(cell):
            break
        fitting += 1
        if fitting > columns:
            return True
    return False
