"""Paragraphs that tabs or wide gaps part into columns → grids, as the readers of text make them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans.importers.blocks import Cell, RawBlock, RawLine, RawTable
from plans.importers.head import KIND, MOTTO, NATION
from plans.importers.labels import read_label
from plans.importers.markup import finish, without_marks
from plans.importers.tables import is_header
from plans.importers.tail import RECIPIENTS, signs

_PARTING = re.compile(r"(?:\t\s*|[ \u2003]{4,})+")
_TAB = re.compile(r"\s*\t\s*")
_FEWEST_ROWS = 2
_TABLE_COLUMNS = 3
_LONGEST_GAP = 3
"""Lines in one column only that a head or a signature in two columns may have in between."""
_LONGEST_FRAME = 30


@dataclass(frozen=True)
class WordLine:
    """A line of Word with its marks and tabs, before white space is collapsed."""

    marked: str
    level: int = 0
    gap_before: bool = False
    note: bool = False

    def finished(self) -> RawLine:
        """The line as the grammar reads it."""
        return finish(self.marked, level=self.level, gap_before=self.gap_before, note=self.note)


@dataclass(frozen=True)
class Found:
    """A grid, and the line after it."""

    grid: RawTable
    end: int


def with_columns(lines: Sequence[WordLine]) -> Iterator[RawBlock]:
    """The lines, those that lie in columns gathered into grids."""
    position = 0
    while position < len(lines):
        end = _end_of_columns(lines, position)
        if table := _frame(lines, position, end) or _table(lines, position, end):
            yield table.grid
            position = table.end
            continue
        for line in lines[position : end + 1]:
            if (raw := line.finished()).text:
                yield raw
        position = end + 1


def _end_of_columns(lines: Sequence[WordLine], position: int) -> int:
    """Where the lines end that tabs or gaps part."""
    while position < len(lines) and len(_cells(lines[position], _PARTING)) > 1:
        position += 1
    return position


def _frame(lines: Sequence[WordLine], start: int, end: int) -> Found | None:
    """Head or signature in two columns. One of the columns may be shorter, or leave a line out."""
    cells = [cell for line in lines[start:end] for cell in _cells(line, _PARTING)]
    is_frame = any(
        NATION.search(cell.text) or MOTTO.search(cell.text) or RECIPIENTS.match(cell.text) or signs(cell)
        for cell in map(finish, cells)
    )
    if not is_frame or max(len(_cells(line, _PARTING)) for line in lines[start:end]) > _TABLE_COLUMNS:
        return None
    for position in range(end, min(end + _LONGEST_FRAME, len(lines))):
        words = without_marks(lines[position].marked).strip()
        if KIND.match(words) or RECIPIENTS.match(words) or position - end >= _LONGEST_GAP:
            break
        if len(_cells(lines[position], _PARTING)) > 1:
            end = position + 1
    return Found(RawTable(tuple(_frame_row(line) for line in lines[start:end])), end)


def _frame_row(line: WordLine) -> tuple[Cell, ...]:
    """The cells of a line; what tabs push to the right stands in the second column."""
    cells = [(cell,) for part in _cells(line, _PARTING) if (cell := _finished(part, line)).text]
    return ((), *cells) if len(cells) == 1 and without_marks(line.marked)[:1] == "\t" else tuple(cells)


def _table(lines: Sequence[WordLine], start: int, end: int) -> Found | None:
    """A table by tabs, its titles first."""
    run = lines[start:end]
    if len(run) < _FEWEST_ROWS:
        return None
    rows = [[_finished(cell, line) for cell in _cells(line, _TAB)] for line in run]
    if len(rows[0]) < _TABLE_COLUMNS or not is_header([cell.text for cell in rows[0]]):
        return None
    width = max(map(len, rows))
    return Found(RawTable(tuple((*((cell,) for cell in row), *[()] * (width - len(row))) for row in rows)), end)


def _cells(line: WordLine, parting: re.Pattern[str]) -> list[str]:
    """The parts of a line between tabs. One after a label, or in front of everything, only indents."""
    marked = line.marked.strip()
    words = without_marks(marked)
    label = read_label(words.replace("\t", " "))
    label_words = words[: label.end].rstrip() if label else ""
    cells = [part for part in parting.split(marked) if without_marks(part).strip()]
    if len(cells) > 1 and label_words and without_marks(cells[0]).strip() == label_words:
        cells[:2] = [f"{cells[0]} {cells[1]}"]
    return cells


def _finished(cell: str, line: WordLine) -> RawLine:
    return finish(cell, gap_before=line.gap_before)
