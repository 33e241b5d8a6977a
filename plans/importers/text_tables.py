"""Tables in plain text: by tabs, by pipes (a row a line, or a cell a line), by columns of spaces.

Each reader looks at one line and gives the table that begins there and the line after it, or nothing.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from plans.importers.blocks import RawLine, RawTable
from plans.importers.labels import read_label
from plans.importers.markup import finish, mark
from plans.importers.pipe_cells import cell_lines_to_rows
from plans.importers.tables import is_header, is_ordinal_text
from plans.importers.wrapping import RULE_LINE, Wrapping, indent, paragraphs

_ALIGNMENT_ROW = re.compile(r"\|?(?:\s*:?-{2,}:?\s*(?:\||\t|$))+")
_WIDE_GAP = re.compile(r"(?<=\S)\s{3,}(?=\S)")
_FRAME_WORDS = re.compile(r"độc lập|nơi nhận|^(?:phê )?duyệt|hiệu trưởng|chủ tịch|\btm\.|người lập|phụ trách")
_AFTER_TABLE = re.compile(r"\s*\**(?:KẾ HOẠCH|QUYẾT ĐỊNH|PHỤ LỤC)(?![^\W\d_])")
_LONGEST_GROUP = 120
_FIRST_CELL = re.compile(r"(?:S?TT|Nơi nhận\s*:?)$", re.IGNORECASE)

Found = tuple[RawTable | None, int]


def _cell(text: str) -> tuple[RawLine, ...]:
    """A cell written on one line; "<br>" breaks it."""
    parts = mark([part for part in re.split(r"<br\s*/?>", text) if part.strip()])
    return tuple(line for line in (finish(part) for part in parts) if line.text)


def _is_pipe_row(line: str) -> bool:
    stripped = line.strip()
    return len(stripped) > 2 and (
        " | " in stripped or stripped[-1] == "|" or (stripped[0] == "|" and "|" in stripped[1:])
    )


def pipe_table(lines: list[str], start: int, _: Wrapping) -> Found:
    """A Markdown table: a row a line, cells between pipes."""
    rows, end = [], start
    while end < len(lines) and (_is_pipe_row(lines[end]) or _ALIGNMENT_ROW.fullmatch(lines[end].strip() or "x")):
        cells = lines[end].strip().removeprefix("|").removesuffix("|").split("|")
        if not RULE_LINE.fullmatch(lines[end]):
            rows.append(tuple(_cell(cell) for cell in cells))
        end += 1
    return (RawTable(_padded(rows)), end) if rows else (None, start)


def _padded(rows: list[tuple[tuple[RawLine, ...], ...]]) -> tuple[tuple[tuple[RawLine, ...], ...], ...]:
    """Rows of one length, for tables where a cell that is not written is empty; a single cell spans its row."""
    width = max(map(len, rows))
    return tuple(row if len(row) == 1 else (*row, *[()] * (width - len(row))) for row in rows)


def tab_table(lines: list[str], start: int, _: Wrapping) -> Found:
    """A table by tabs, perhaps with empty lines, rules or full-width rows between its rows, and breaks within cells."""
    if not _is_tab_row(lines[start]):
        return None, start
    rows: list[list[str]] = []
    position = end = start
    while position < len(lines):
        line = lines[position]
        if line.strip() and not RULE_LINE.fullmatch(line):
            if not _adds_to_table(rows, line, lines[position + 1 : position + 4]):
                break
            end = position + 1
        elif line.strip():
            end = position + 1
        elif position > end + 1:
            break
        position += 1
    return (RawTable(_padded([tuple(map(_cell, row)) for row in rows])), end) if rows else (None, start)


def _is_tab_row(line: str) -> bool:
    """Whether tabs divide a line; a tab in front alone only indents it."""
    return "\t" in line.strip(" ").lstrip("\t") or (line.startswith("\t") and "\t" in line.strip())


def _adds_to_table(rows: list[list[str]], line: str, following: list[str]) -> bool:
    """Add a line to the table: as a row, as the rest of a row with a cell broken over lines, or as a full-width row."""
    cells = line.split("\t")
    width = len(rows[0]) if rows else 0
    goes_on = any(_is_tab_row(later) and not _FRAME_WORDS.search(later.lower()) for later in following)
    if rows and len(cells) == 1 and rows[0] in (later.split("\t") for later in following):
        return False  # the heading of another table of the same columns
    if rows and 1 < len(rows[-1]) < width and len(rows[-1]) + len(cells) - 1 <= width and (len(cells) > 1 or goes_on):
        rows[-1][-1] += f"<br>{cells[0]}"
        rows[-1].extend(cells[1:])
    elif len(cells) > 1 or (width > 2 and len(line) < _LONGEST_GROUP and goes_on and line.strip()[-1] not in ".;:"):
        rows.append(cells)
    else:
        return False
    return True


def cell_lines_table(lines: list[str], start: int, wrapping: Wrapping) -> Found:
    """A table with each pipe on a line of its own, as copied from legal portals."""
    if lines[start].strip() != "|" and not _begins_cell(lines, start):
        return None, start
    last_pipe = position = start
    while position < len(lines) and position - last_pipe < 120:
        if lines[position].strip() == "|":
            last_pipe = position
        elif (last_pipe == position - 1 and _AFTER_TABLE.match(lines[position])) or (
            not lines[position].strip() and last_pipe == position - 1 and not _pipe_follows_closely(lines, position)
        ):
            break
        position += 1
    if last_pipe == start and lines[start].strip() != "|":
        return None, start
    tokens: list[tuple[RawLine, ...] | None] = []
    cell: list[str] = []
    for line in lines[start : last_pipe + 1]:
        if line.strip() == "|":
            if words := tuple(paragraphs(cell, wrapping, in_cell=True)):
                tokens.append(words)
            tokens.append(None)
            cell = []
        else:
            cell.append(line)
    return RawTable(cell_lines_to_rows(tokens)), last_pipe + 1


def _begins_cell(lines: list[str], start: int) -> bool:
    """Whether a table begins with its first cell, the pipe before it lost: at the top, at "Nơi nhận" or at "TT"."""
    line = lines[start].strip(" *_")
    at_top = not any(earlier.strip() for earlier in lines[:start])
    if not line or not (at_top or _FIRST_CELL.match(line)):
        return False
    for later in lines[start + 1 : start + 30]:
        if later.strip() == "|":
            return True
        if not later.strip():
            return False
    return False


def _pipe_follows_closely(lines: list[str], position: int) -> bool:
    """Whether the cell that begins after an empty line is still one of the table's: it ends before a paragraph gap."""
    while position < len(lines) and not lines[position].strip():
        position += 1
    while position < len(lines) and lines[position].strip():
        if lines[position].strip() == "|":
            return True
        position += 1
    return False


def spaced_columns(lines: list[str], start: int, _: Wrapping) -> Found:
    """Two columns made of spaces, as in the head and at the signature of a page turned into text.

    A line belongs to it when words stand to the left and to the right of a wide gap, or far to the right alone.
    """
    rows: list[tuple[tuple[RawLine, ...], ...]] = []
    position = end = start
    while position < len(lines) and position < start + 40:
        line = lines[position]
        columns = _WIDE_GAP.split(line.strip())
        if len(columns) == 2 and "\t" not in line:
            rows.append((_cell(columns[0]), _cell(columns[1])))
            end = position + 1
        elif rows and line.strip() and indent(line) > 25 and len(columns) == 1:
            rows.append(((), _cell(line)))
            end = position + 1
        elif rows and line.strip() and indent(line) < 4 and len(line) < 45 and read_label(line.strip()):
            rows.append((_cell(line), ()))
            end = position + 1
        elif line.strip() or position > end + 6:
            break
        position += 1
    two_columned = sum(bool(left) and bool(right) for left, right in rows)
    words = " ".join(line.text for row in rows for cell in row for line in cell).casefold()
    is_frame = _FRAME_WORDS.search(words) is not None
    return (RawTable(tuple(rows)), end) if two_columned and is_frame else (None, start)


_PIECE = re.compile(r"\S+(?:\s\S+)*")
_SUM_ROW = re.compile(r"tổng\s+(?:cộng|số|điểm)\b|cộng$", re.IGNORECASE)
_MOST_EMPTY_LINES = 8


def spaced_table(lines: list[str], start: int, _: Wrapping) -> Found:
    """A table whose columns are kept apart by spaces: titles over columns, each row beginning with its number."""
    pieces = list(_PIECE.finditer(lines[start]))
    titles = [piece.group() for piece in pieces]
    if len(pieces) < 3 or "\t" in lines[start] or not is_header(titles):
        return None, start
    region = _spaced_region(lines, start)
    cuts = [_emptiest(lines[start:region], left.start() + 1, right.end()) for left, right in pairwise(pieces)]
    rows: list[list[list[str]]] = [[[title] for title in titles]]
    for line in lines[start + 1 : region]:
        cells = [line[a:b].strip() for a, b in zip([0, *cuts], [*cuts, None], strict=True)]
        if not any(cells) or cells == titles:
            continue
        filled = [cell for cell in cells if cell]
        if (
            is_ordinal_text(cells[0])
            or (not cells[0] and _SUM_ROW.match(filled[0]))
            or (len(rows) > 1 and len(filled) == 1 and filled[0].isupper())
            or len(rows) == 1
        ):
            rows.append([[] for _ in titles])
        for cell, text in zip(rows[-1], cells, strict=True):
            if text:
                cell.append(text)
    if sum(bool(row[0]) and is_ordinal_text(row[0][0]) for row in rows[1:]) < 2:
        return None, start
    return RawTable(tuple(tuple(_cell(" ".join(cell)) for cell in row) for row in rows)), region


def _spaced_region(lines: list[str], start: int) -> int:
    """Where the lines end that leave gaps between columns."""
    end = position = start + 1
    while position < len(lines) and position - end <= _MOST_EMPTY_LINES:
        line = lines[position]
        if line.strip():
            if not re.search(r"\S\s{2,}\S", line.strip()) and len(line.strip()) > len(lines[start].strip()) * 0.7:
                break
            if re.match(r"\s*(?:[IVX]+\.|Phần|PHẦN|Nơi nhận|Trên đây)\s", line):
                break
            end = position + 1
        position += 1
    return end


def _emptiest(lines: Sequence[str], first: int, last: int) -> int:
    """The column of characters between two titles where most lines are blank, the rightmost of the best."""
    blanks = [
        sum(line[at : at + 1] in ("", " ") and line[at - 1 : at] in ("", " ") for line in lines)
        for at in range(first, last)
    ]
    return first + max(range(len(blanks)), key=lambda at: (blanks[at], at))
