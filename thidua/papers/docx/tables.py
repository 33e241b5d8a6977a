"""Ruled tables, and the borderless ones that set things side by side."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from docx.oxml.xmlchemy import BaseOxmlElement

from thidua.papers.document import Align, Cell, Row, Table
from thidua.papers.docx.elements import centred, element, keep_with_next, mm, paragraph, run, twips
from thidua.papers.docx.styles import Style
from thidua.papers.style import CELL_PADDING_MM, Frame

BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
PADDING_PT = 2
ALIGNMENTS = {Align.LEFT: "", Align.CENTRE: "center", Align.RIGHT: "right"}


def table(table: Table, frame: Frame) -> BaseOxmlElement:
    """A table whose widths hold, whose titles are repeated on every page and whose rows stay whole."""
    edges = [0, *(mm(frame.width_mm * share) for share in accumulate(column.width for column in table.columns))]
    widths = [right - left for left, right in pairwise(edges)]
    rows = [_titles(table, widths, frame)] if any(column.title for column in table.columns) else []
    hanging: dict[int, tuple[Cell, int]] = {}
    for row, places in table.placed():
        if rows and hanging:
            keep_with_next(rows[-1])
        rows.append(_row(row, dict(places), hanging, table, widths))
    padding, sides = twips(PADDING_PT), mm(CELL_PADDING_MM)
    look = (
        element("tblBorders", *(element(side, val="single", sz=4, space=0, color="000000") for side in BORDERS)),
        element("tblLayout", type="fixed"),
        _margins(padding, sides, padding, sides),
    )
    return _around(rows, widths, look)


def side_by_side(
    rows: Iterable[Sequence[Sequence[BaseOxmlElement]]], widths: Sequence[float], gutter: float = 0
) -> BaseOxmlElement:
    """A table without borders. Its rows are cells of paragraphs; the only cell of a row is as wide as the table.

    Widths, and the gutter that is free on the right of all but the last cell, in millimetres.
    """
    edges = [mm(edge) for edge in accumulate(widths, initial=0)]
    columns = [right - left for left, right in pairwise(edges)]
    written = []
    for row in rows:
        cells = [_cell(cell, width, margin=mm(gutter)) for cell, width in zip(row[:-1], columns, strict=False)]
        span = len(columns) - len(cells)
        cells.append(_cell(row[-1], sum(columns[-span:]), columns=span))
        written.append(element("tr", element("trPr", element("cantSplit")), *cells))
    return _around(written, columns, (element("tblLayout", type="fixed"), _margins(0, 0, 0, 0)))


def below_table(more: float | None = None) -> BaseOxmlElement:
    """The gap below a table, which also keeps two tables apart; `more` points are added to the usual."""
    return paragraph(Style.BELOW_TABLE, after=more)


def _around(rows: Iterable[BaseOxmlElement], widths: Sequence[int], look: Iterable[BaseOxmlElement]) -> BaseOxmlElement:
    return element(
        "tbl",
        element("tblPr", element("tblW", w=sum(widths), type="dxa"), *look),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
        *rows,
    )


def _margins(top: int, left: int, bottom: int, right: int) -> BaseOxmlElement:
    sides = {"top": top, "left": left, "bottom": bottom, "right": right}
    return element("tblCellMar", *(element(side, w=width, type="dxa") for side, width in sides.items()))


def _titles(table: Table, widths: Sequence[int], frame: Frame) -> BaseOxmlElement:
    cells = (
        _cell([centred(Style.COLUMN_TITLE, column.title, frame.cell(column.width))], width, middle=True)
        for column, width in zip(table.columns, widths, strict=True)
    )
    return element("tr", element("trPr", element("cantSplit"), element("tblHeader")), *cells)


def _row(
    row: Row, begins: dict[int, Cell], hanging: dict[int, tuple[Cell, int]], table: Table, widths: Sequence[int]
) -> BaseOxmlElement:
    """A row of cells that begin in it or hang into it from above, by their columns.

    `hanging` is brought up to date: the cells that reach into the next row, and how many rows they have left.
    """
    cells, column = [], 0
    while column < len(widths):
        above = hanging.pop(column, None)
        cell, rows = above or (begins.get(column, Cell(text="")), 0)
        rows = rows or cell.rows
        words = [] if above else [run(cell.text)]
        align = table.columns[column].align if cell.columns == 1 else Align.LEFT
        style = Style.GROUP_ROW if row.group else Style.CELL
        cells.append(
            _cell(
                [paragraph(style, *words, align=ALIGNMENTS[align])],
                sum(widths[column : column + cell.columns]),
                columns=cell.columns,
                merge=("continue" if above else "restart") if cell.rows > 1 else "",
            )
        )
        if rows > 1:
            hanging[column] = cell, rows - 1
        column += cell.columns
    return element("tr", element("trPr", element("cantSplit")), *cells)


def _cell(
    paragraphs: Sequence[BaseOxmlElement],
    width: int,
    *,
    columns: int = 1,
    merge: str = "",
    margin: int = 0,
    middle: bool = False,
) -> BaseOxmlElement:
    """A cell, in which Word wants at least one paragraph."""
    return element(
        "tc",
        element(
            "tcPr",
            element("tcW", w=width, type="dxa"),
            element("gridSpan", val=columns) if columns > 1 else None,
            element("vMerge", val=merge) if merge else None,
            element("tcMar", element("right", w=margin, type="dxa")) if margin else None,
            element("vAlign", val="center") if middle else None,
        ),
        *(paragraphs or [below_table()]),
    )
