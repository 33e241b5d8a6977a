"""Grids → tables of a plan: titles, roles of columns, group rows, merged cells."""

import re
from collections.abc import Callable, Sequence

from plans.content import Column, ColumnRole, GroupRow, Row, Table
from plans.importers.blocks import Cell, RawBlock, RawLine, RawTable
from plans.importers.pipe_cells import is_ordinal
from plans.schedule import Kind, is_period_heading, parse
from thidua.lib.text import fold

_ROLES: tuple[tuple[ColumnRole, re.Pattern[str]], ...] = (
    (ColumnRole.NUMBER, re.compile(r"(s?tt|so tt|so thu tu|so|muc)\.?$")),
    (ColumnRole.SUPPORT, re.compile(r"(?!.*chu tri).*phoi hop")),
    (ColumnRole.PRODUCT, re.compile(r".*(ket qua|san pham|dau ra)")),
    (ColumnRole.FUNDING, re.compile(r".*(kinh phi|nguon von|du toan)")),
    (ColumnRole.NOTE, re.compile(r".*ghi chu")),
    (
        ColumnRole.TIME,
        re.compile(r".*(thoi gian|tien do|thoi han|thoi diem|ngay|thang|lo trinh|(^| )han( |$))|hoan thanh"),
    ),
    (
        ColumnRole.LEAD,
        re.compile(
            r".*(chu tri|trach nhiem|phu trach|phan cong)|(don vi|co quan|thuc hien)$"
            r"|.*(don vi|co quan|nguoi|bo phan|ca nhan|to chuc|luc luong) (thuc hien|dau moi|tham muu)"
        ),
    ),
    (ColumnRole.CONTENT, re.compile(r".*(noi dung|nhiem vu|cong viec|hoat dong|phan viec|cong tac)")),
)
Texts = list[str | None]
"""The cells of a row as text; None where the cell above goes on."""

_POINTS = re.compile(r".*(diem|thang diem|tieu chi)")


def role_of(title: str) -> ColumnRole:
    """The role that a column's title names."""
    folded = " ".join(fold(title).split())
    return next((role for role, pattern in _ROLES if pattern.match(folded)), ColumnRole.OTHER)


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row holds the titles of columns: short, and at least two of known roles."""
    roles = [role_of(cell) for cell in cells if cell]
    known = {role for role in roles if role is not ColumnRole.OTHER}
    return (
        len(roles) >= 2 and all(len(cell) < 90 for cell in cells) and len(known) >= 2 and not is_ordinal_text(cells[0])
    )


def is_ordinal_text(text: str) -> bool:
    """Whether a text is the number of a row."""
    return is_ordinal((RawLine(text=text),))


def with_continued_tables(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The same blocks; a grid right below another, with as many columns and no titles of its own, goes on with it."""
    joined: list[RawBlock] = []
    for block in blocks:
        above = joined[-1] if joined else None
        if isinstance(block, RawTable) and isinstance(above, RawTable) and _goes_on(above, block):
            joined[-1] = RawTable((*above.rows, *block.rows))
        else:
            joined.append(block)
    return joined


def _goes_on(above: RawTable, below: RawTable) -> bool:
    titles = _texts(above.rows[0])
    first = _texts(below.rows[0])
    return (
        max(map(len, above.rows)) == max(map(len, below.rows)) > 1
        and is_header([text or "" for text in titles])
        and (first == titles or not (is_header([text or "" for text in first]) or _all_bold(below.rows[0])))
    )


def _texts(row: Sequence[Cell | None]) -> Texts:
    return [None if cell is None else "\n".join(line.text for line in cell) for cell in row]


def understand(grid: RawTable, new_key: Callable[[], int]) -> Table:
    """The table a grid shows."""
    rows = [row for row in grid.rows if any(row)]
    texts = [_texts(row) for row in rows]
    key = new_key()
    width = max(map(len, texts))
    at = _header_at(rows, texts)
    titles, roles, end = [""] * width, _guessed_roles(texts, width), at or 0
    if at is not None:
        titles, end = _titles(texts, at, width)
        roles = [role_of(title) for title in titles]
        titles, end = _with_column_numbers(titles, texts, end)
    if any(_POINTS.match(fold(title)) for title in titles):
        roles = [role if role is ColumnRole.NUMBER else ColumnRole.OTHER for role in roles]
    header = texts[at or 0 : end]
    body = [*texts[: at or 0], *(row for row in texts[end:] if row not in header)]
    roles = _once(_with_time_of_end(roles, titles))
    columns = tuple(Column(key=new_key(), title=title, role=role) for title, role in zip(titles, roles, strict=True))
    return Table(key=key, columns=columns, rows=tuple(_row(cells, columns, new_key) for cells in body))


def _header_at(rows: Sequence[Sequence[Cell | None]], texts: Sequence[Texts]) -> int | None:
    """The row with the titles of columns: the first, or the one below the table's own title."""
    at = 1 if len(texts) > 1 and len(texts[0]) == 1 < len(texts[1]) else 0
    for position in range(at, -1, -1):
        if is_header([text or "" for text in texts[position]]) or _all_bold(rows[position]):
            return position
    return None


def _titles(texts: Sequence[Texts], at: int, width: int) -> tuple[list[str], int]:
    """The titles of columns and where the rows begin: a title over several columns goes before those below it."""
    titles = [text or "" for text in texts[at]] + [""] * (width - len(texts[at]))
    below = [text or "" for text in texts[at + 1]] if at + 1 < len(texts) else []
    spanned = [i for i in range(1, len(titles)) if not titles[i]]
    heads = {i: next(j for j in range(i, -1, -1) if titles[j] or j == 0) for i in spanned}
    filled = [i for i, text in enumerate(below) if text]
    if not spanned or len(filled) < 2 or any(i not in heads and i not in heads.values() for i in filled):
        return titles, at + 1
    return [
        f"{titles[heads.get(i, i)]}\n{below[i]}".strip() if i in filled else title for i, title in enumerate(titles)
    ], at + 2


def _with_column_numbers(titles: list[str], texts: Sequence[Texts], end: int) -> tuple[list[str], int]:
    """The numbers of the columns, "(1)", "(2)" … in a row below the titles, belong to them."""
    numbers = texts[end] if end < len(texts) else []
    counted = [re.fullmatch(r"[(\[]?(\d{1,2})[)\]]?", text or "") for text in numbers]
    figures = [int(match[1]) for match in counted if match]
    if len(figures) < 3 or len(figures) < len(titles) - 2 or not _is_count(figures):
        return titles, end
    if any(text and not match and len(text.strip("()")) > 1 for text, match in zip(numbers, counted, strict=True)):
        return titles, end
    return [f"{title}\n{number or ''}".strip() for title, number in zip(titles, numbers, strict=False)] + titles[
        len(numbers) :
    ], end + 1


def _is_count(figures: list[int]) -> bool:
    return figures == list(range(figures[0], figures[0] + len(figures))) and figures[0] in (1, 2)


def _all_bold(row: Sequence[Cell | None]) -> bool:
    return (
        len(row) > 1
        and all(cell and all(line.all_bold for line in cell) for cell in row)
        and not is_ordinal(row[0] or ())
    )


_ENDS = re.compile(r".*(ket thuc|hoan thanh|den ngay|han cuoi)")


def _with_time_of_end(roles: list[ColumnRole], titles: list[str]) -> list[ColumnRole]:
    """Where one column says when work begins and another when it ends, the time that counts is that of its end."""
    times = [i for i, role in enumerate(roles) if role is ColumnRole.TIME]
    ends = [i for i in times if _ENDS.match(" ".join(fold(titles[i]).split()))]
    if len(ends) != 1:
        return roles
    return [ColumnRole.OTHER if i in times and i not in ends else role for i, role in enumerate(roles)]


_REPEATABLE = {ColumnRole.SUPPORT, ColumnRole.OTHER}


def _once(roles: list[ColumnRole]) -> list[ColumnRole]:
    """Each role for its first column only; there may be several columns of bodies, of which the first is the lead's."""
    once = []
    for position, role in enumerate(roles):
        if role is ColumnRole.LEAD and role in roles[:position]:
            role = ColumnRole.SUPPORT
        once.append(role if role in _REPEATABLE or role not in roles[:position] else ColumnRole.OTHER)
    return once


def _guessed_roles(rows: Sequence[Texts], width: int) -> list[ColumnRole]:
    """Roles of columns without titles, from what stands in them."""
    columns = [[text for row in rows if i < len(row) and (text := row[i])] for i in range(width)]
    roles = [ColumnRole.OTHER] * width
    for i, cells in enumerate(columns):
        if cells and sum(map(is_ordinal_text, cells)) > len(cells) * 0.7:
            roles[i] = ColumnRole.NUMBER
        elif cells and sum(parse(cell).kind is not Kind.UNKNOWN for cell in cells) > len(cells) * 0.6:
            roles[i] = ColumnRole.TIME
    rest = [i for i, role in enumerate(roles) if role is ColumnRole.OTHER and columns[i]]
    if ColumnRole.TIME in roles or (ColumnRole.NUMBER in roles and len(rest) >= 2):
        longest = max(rest, key=lambda i: sum(map(len, columns[i])) / len(columns[i]), default=None)
        if longest is not None:
            roles[longest] = ColumnRole.CONTENT
            following = [i for i in rest if i > longest]
            for i, role in zip(following, (ColumnRole.LEAD, ColumnRole.SUPPORT), strict=False):
                roles[i] = role
    return roles


def _row(cells: Texts, columns: tuple[Column, ...], new_key: Callable[[], int]) -> Row | GroupRow:
    width = len(columns)
    filled = [cell for cell in cells if cell]
    numbered = columns[0].role is ColumnRole.NUMBER
    key = new_key()
    stands_out = len(cells) == 1 or cells[0] or is_period_heading(filled[0]) or filled[0].isupper()
    if width > 2 and len(filled) == 1 and None not in cells and stands_out and not is_ordinal_text(filled[0]):
        return GroupRow(key=key, text=filled[0])
    if numbered and width > 2 and len(filled) == 2 and filled == cells[:2] and _heads_group(filled, len(cells)):
        return GroupRow(key=key, text=filled[1], number=filled[0])
    if numbered and len(cells) < width and not is_ordinal_text(cells[0] or ""):
        aligned: list[str | None] = [None, *cells]
    else:
        aligned = list(cells)
    return Row(key=key, cells=tuple(aligned + [None] * (width - len(aligned))))


def _heads_group(cells: list[str], width: int) -> bool:
    """Whether a numeral and a title, alone in a row of so many cells, head a group."""
    if width == 2:
        return is_ordinal_text(cells[0])
    return re.fullmatch(r"[IVX]+\.?|[A-HĐ]\.?", cells[0]) is not None or is_period_heading(cells[1])
