"""Cells merged downwards, when the rows around them change."""

from dataclasses import replace

from plans.content import Part, Row


def settled(before: tuple[Part, ...], after: tuple[Part, ...]) -> tuple[Part, ...]:
    """The rows `after` a change of their order: a merged cell that would now go on with other words gets its own."""
    told = words_of_rows(before)
    rows: list[Part] = []
    above: tuple[str | None, ...] | None = None
    for row in after:
        if isinstance(row, Row) and row.key in told:
            row = _settled_row(row, told[row.key], above)
        rows.append(row)
        above = _told(row, above) if isinstance(row, Row) else None
    return tuple(rows)


def goes_on(row: Part, column: int) -> bool:
    """Whether a row's cell is merged with the one above."""
    return isinstance(row, Row) and row.cells[column] is None


def words_of_rows(rows: tuple[Part, ...]) -> dict[int, tuple[str | None, ...]]:
    """The words of every row, those of merged cells from the rows above; by key."""
    told: dict[int, tuple[str | None, ...]] = {}
    above: tuple[str | None, ...] | None = None
    for row in rows:
        above = _told(row, above) if isinstance(row, Row) else None
        if above is not None:
            told[row.key] = above
    return told


def _told(row: Row, above: tuple[str | None, ...] | None) -> tuple[str | None, ...]:
    over = above or (None,) * len(row.cells)
    return tuple(words if cell is None else cell for cell, words in zip(row.cells, over, strict=True))


def _settled_row(row: Row, told: tuple[str | None, ...], above: tuple[str | None, ...] | None) -> Row:
    over = above or (None,) * len(row.cells)
    cells = tuple(
        (own or "") if cell is None and own != words else cell
        for cell, own, words in zip(row.cells, told, over, strict=True)
    )
    return row if cells == row.cells else replace(row, version=row.version + 1, cells=cells)
