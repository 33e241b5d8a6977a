"""Paragraphs that tabs or wide gaps part into columns → grids, as the readers of text make them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans.importers.blocks import RawBlock, RawLine, RawTable
from plans.importers.head import MOTTO, NATION
from plans.importers.labels import read_label
from plans.importers.markup import finish, without_marks
from plans.importers.tables import is_header
from plans.importers.tail import RECIPIENTS, signs

_PARTING = re.compile(r"(?:\t\s*|[ \u2003]{4,})+")
_TAB = re.compile(r"\s*\t\s*")
_FEWEST_ROWS = 2
_TABLE_COLUMNS = 3


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


def with_columns(lines: Sequence[WordLine]) -> Iterator[RawBlock]:
    """The lines, those that lie in columns gathered into grids."""
    position = 0
    while position < len(lines):
        end = position
        while end < len(lines) and len(_cells(lines[end], _PARTING)) > 1:
            end += 1
        run = lines[position:end]
        if table := _frame(run) or _table(run):
            yield table
            position = end
            continue
        for line in lines[position : end + 1]:
            if (raw := line.finished()).text:
                yield raw
        position = end + 1


def _frame(run: Sequence[WordLine]) -> RawTable | None:
    """Head or signature in two columns."""
    rows = [[_finished(cell, line) for cell in _cells(line, _PARTING)] for line in run]
    texts = [cell for row in rows for cell in row]
    if not any(NATION.search(c.text) or MOTTO.search(c.text) or RECIPIENTS.match(c.text) or signs(c) for c in texts):
        return None
    if max(map(len, rows)) > _TABLE_COLUMNS:
        return None
    return RawTable(tuple(tuple((cell,) for cell in row) for row in rows))


def _table(run: Sequence[WordLine]) -> RawTable | None:
    """A table by tabs, its titles first."""
    if len(run) < _FEWEST_ROWS:
        return None
    rows = [[_finished(cell, line) for cell in _cells(line, _TAB)] for line in run]
    if len(rows[0]) < _TABLE_COLUMNS or not is_header([cell.text for cell in rows[0]]):
        return None
    width = max(map(len, rows))
    return RawTable(tuple((*((cell,) for cell in row), *[()] * (width - len(row))) for row in rows))


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
