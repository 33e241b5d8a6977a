"""Tables that lost every mark: each cell a paragraph of its own, one below the other.

They are known by the titles of their columns, two or more in a row of which the first is "TT", and by the numbers of
their rows.
"""

from collections.abc import Sequence

from plans.content import ColumnRole
from plans.importers.blocks import RawBlock, RawLine, RawTable
from plans.importers.labels import read_label
from plans.importers.tables import is_ordinal_text, role_of
from plans.parties import names_party
from plans.schedule import Kind, is_period_heading, parse

_MOST_COLUMNS = 8
_Row = tuple[tuple[RawLine, ...], ...]


def with_loose_tables(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The same blocks with such paragraphs gathered into grids."""
    out: list[RawBlock] = []
    position = 0
    while position < len(blocks):
        titles = _titles_at(blocks, position)
        if titles and (found := _rows(blocks, position + len(titles), titles)) is not None:
            rows, position = found
            out.append(RawTable((tuple((line,) for line in titles), *rows)))
        elif height := _regular_height(blocks, position):
            rows, position = _regular_rows(blocks, position, height)
            out.append(RawTable(tuple(rows)))
        else:
            out.append(blocks[position])
            position += 1
    return out


def _titles_at(blocks: Sequence[RawBlock], position: int) -> list[RawLine]:
    """The titles of columns that stand one below the other from here, the first being that of the number column."""
    titles: list[RawLine] = []
    for block in blocks[position : position + _MOST_COLUMNS]:
        if (
            not isinstance(block, RawLine)
            or len(block.text) > 90
            or is_ordinal_text(block.text)
            or read_label(block.text)
        ):
            break
        role = role_of(block.text)
        if not titles and role is not ColumnRole.NUMBER:
            return []
        titles.append(block)
    known = [title for title in titles if role_of(title.text) is not ColumnRole.OTHER]
    if len(known) < 3:
        return []
    while titles and role_of(titles[-1].text) is ColumnRole.OTHER:
        titles.pop()
    return titles


def _regular_height(blocks: Sequence[RawBlock], start: int) -> int | None:
    """How many paragraphs each row has where rows 1, 2, 3 … of one height follow without titles; None elsewhere."""
    if not _is_number(blocks, start, 1):
        return None
    for height in range(3, _MOST_COLUMNS + 1):
        if _is_number(blocks, start + height, 2) and _is_number(blocks, start + 2 * height, 3):
            return height
    return None


def _is_number(blocks: Sequence[RawBlock], position: int, number: int) -> bool:
    block = blocks[position] if position < len(blocks) else None
    return isinstance(block, RawLine) and block.text.rstrip(".") == str(number)


def _regular_rows(blocks: Sequence[RawBlock], start: int, height: int) -> tuple[list[_Row], int]:
    rows: list[_Row] = []
    position = start
    while _is_number(blocks, position, len(rows) + 1):
        cells = blocks[position : position + height]
        rows.append(tuple((cell,) for cell in cells if isinstance(cell, RawLine)))
        position += height
    return rows, min(position, len(blocks))


def _rows(
    blocks: Sequence[RawBlock], start: int, titles: list[RawLine]
) -> tuple[list[tuple[tuple[RawLine, ...], ...]], int] | None:
    """The rows from `start` on and where they end; None when no numbered row follows."""
    roles = [role_of(title.text) for title in titles]
    rows: list[tuple[tuple[RawLine, ...], ...]] = []
    expected = 1
    position = start
    while position < len(blocks):
        line = blocks[position]
        if not isinstance(line, RawLine):
            break
        if line.text.rstrip(".") == str(expected) or (
            is_ordinal_text(line.text) and not line.text.rstrip(".").isdigit()
        ):
            cells: list[RawLine] = []
            position += 1
            while (
                position < len(blocks)
                and isinstance(cell := blocks[position], RawLine)
                and not _ends_row(cell, cells, expected, roles)
            ):
                cells.append(cell)
                position += 1
            expected += line.text.rstrip(".").isdigit()
            rows.append(((line,), *_assigned(cells, roles[1:])))
        elif rows is not None and is_period_heading(line.text):
            rows.append(((line,),))
            position += 1
        else:
            break
    return (rows, position) if expected > 2 else None


def _ends_row(cell: RawLine, cells: list[RawLine], expected: int, roles: list[ColumnRole]) -> bool:
    if cell.text.rstrip(".") == str(expected + 1):
        return True
    label = read_label(cell.text)
    if label and label.core in ("II", "III", "IV", "V", "VI", "VII") and len(cells) >= 1:
        return True
    full = len(cells) >= len(roles) - 1
    return full and (
        (is_period_heading(cell.text) and ColumnRole.TIME not in roles) or len(cell.text) > 120 or label is not None
    )


def _assigned(cells: list[RawLine], roles: list[ColumnRole]) -> list[tuple[RawLine, ...]]:
    """Cells to columns: in order where they are as many; else times and parties by what they say, the rest content."""
    if len(cells) == len(roles):
        return [(cell,) for cell in cells]
    columns: list[list[RawLine]] = [[] for _ in roles]
    content = roles.index(ColumnRole.CONTENT) if ColumnRole.CONTENT in roles else 0
    for cell in cells:
        index = content
        if (
            ColumnRole.TIME in roles
            and parse(cell.text).kind is not Kind.UNKNOWN
            and not columns[roles.index(ColumnRole.TIME)]
        ):
            index = roles.index(ColumnRole.TIME)
        elif columns[content] and names_party(cell.text):
            parties = [
                i for i, role in enumerate(roles) if role in (ColumnRole.LEAD, ColumnRole.SUPPORT) and not columns[i]
            ]
            index = parties[0] if parties else content
        columns[index].append(cell)
    return [tuple(column) for column in columns]
