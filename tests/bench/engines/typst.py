"""Typst, with a template as plain as does the paper justice."""

import json
from functools import cache

from typst import Compiler

from tests.bench.plain import FOOT_MM, HEAD_MM, LAYOUT, Grid, Line, Lines, plain
from thidua.papers.document import OfficialDocument

SUFFIX = ".pdf"

STYLE = f"""
#set page(paper: "a4",
  margin: (top: {LAYOUT.top_mm}mm, bottom: {LAYOUT.bottom_mm}mm, left: {LAYOUT.left_mm}mm, right: {LAYOUT.right_mm}mm),
  header: context if here().page() > 1 {{ align(center, str(here().page())) }})
#set text(font: "{LAYOUT.font_family}", lang: "vi", top-edge: 0.891em, bottom-edge: -0.216em)
#set par(leading: 1pt, spacing: {LAYOUT.paragraph_gap_pt}pt)
#set table(stroke: 0.5pt, inset: (x: 1.4mm, y: 2pt))
#set table.cell(breakable: false)
#let running(it) = par(justify: true, first-line-indent: (amount: {LAYOUT.first_line_indent_mm}mm, all: true), it)
"""


def render(document: OfficialDocument) -> bytes:
    paper = plain(document)
    source = [
        STYLE,
        _columns(HEAD_MM, paper.head),
        *(_grid(part) if isinstance(part, Grid) else _line(part) for part in paper.text),
        _columns(FOOT_MM, paper.foot),
    ]
    pdf = _compiler().compile("\n".join(source).encode(), format="pdf")
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _compiler() -> Compiler:
    """One for the whole process, as it looks for the fonts when it is made."""
    return Compiler()


def _columns(widths_mm: tuple[float, ...], columns: tuple[Lines, ...]) -> str:
    cells = ("\n".join(map(_line, lines)) for lines in columns)
    return f"#block(breakable: false, grid(columns: {_widths(widths_mm)}, {', '.join(f'[{cell}]' for cell in cells)}))"


def _grid(grid: Grid) -> str:
    titles = ", ".join(f"[{_line(title)}]" for title in grid.titles)
    cells = ", ".join(f"table.cell(colspan: {columns})[{_line(line)}]\n" for row in grid.rows for line, columns in row)
    return f"#table(columns: {_widths(grid.widths_mm)}, table.header({titles}),\n{cells})"


def _widths(widths_mm: tuple[float, ...]) -> str:
    return f"({', '.join(f'{width:.2f}mm' for width in widths_mm)})"


def _line(line: Line) -> str:
    """A string is written in Typst as in JSON."""
    weight, style = "bold" if line.bold else "regular", "italic" if line.italic else "normal"
    words = json.dumps(line.text, ensure_ascii=False)
    text = f'text(size: {line.size}pt, weight: "{weight}", style: "{style}", {words})'
    if line.running:
        return f"#running({text})"
    return f"#align(center, par({text}))" if line.centred else f"#par({text})"
