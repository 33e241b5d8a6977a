"""A .docx for LibreOffice to convert, made with python-docx."""

from collections.abc import Sequence
from io import BytesIO
from itertools import islice

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from tests.bench.plain import FOOT_MM, HEAD_MM, LAYOUT, PAGE_MM, Grid, Line, Lines, plain
from thidua.papers.document import OfficialDocument

SUFFIX = ".docx"
CELL_SPACE_PT = 2


def render(document: OfficialDocument) -> bytes:
    paper = plain(document)
    word = docx.Document()
    _set_up(word)
    _add_columns(word, HEAD_MM, paper.head)
    for part in paper.text:
        if isinstance(part, Grid):
            _add_grid(word, part)
        else:
            _write(part, word.add_paragraph())
    _add_columns(word, FOOT_MM, paper.foot)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _set_up(word: Document) -> None:
    [page] = word.sections
    page.page_width, page.page_height = map(Mm, PAGE_MM)
    page.top_margin, page.bottom_margin = Mm(LAYOUT.top_mm), Mm(LAYOUT.bottom_mm)
    page.left_margin, page.right_margin = Mm(LAYOUT.left_mm), Mm(LAYOUT.right_mm)
    page.header_distance = Mm(LAYOUT.top_mm / 2)
    page.different_first_page_header_footer = True
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    header = page.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    header._p.append(number)
    word.styles["Normal"].font.name = LAYOUT.font_family


def _add_columns(word: Document, widths_mm: Sequence[float], columns: Sequence[Lines]) -> None:
    [row] = _new_table(word, 1, widths_mm).rows
    _mark(row, "w:cantSplit")
    for cell, lines in zip(row.cells, columns, strict=True):
        for number, line in enumerate(lines):
            _write(line, cell.add_paragraph() if number else cell.paragraphs[0])


def _add_grid(word: Document, grid: Grid) -> None:
    table = _new_table(word, len(grid.rows) + 1, grid.widths_mm)
    table.style = "Table Grid"
    titles, *rows = table.rows
    _mark(titles, "w:tblHeader")
    for cell, line in zip(titles.cells, grid.titles, strict=True):
        _write(line, cell.paragraphs[0], space_pt=CELL_SPACE_PT)
    for row, lines in zip(rows, grid.rows, strict=True):
        _mark(row, "w:cantSplit")
        free = iter(row.cells)
        for line, columns in lines:
            first, *others = islice(free, columns)
            _write(line, first.paragraphs[0], space_pt=CELL_SPACE_PT)
            if others:
                first.merge(others[-1])


def _new_table(word: Document, rows: int, widths_mm: Sequence[float]) -> Table:
    """LibreOffice goes by the widths of the columns, and only where they are fixed."""
    table: Table = word.add_table(rows, len(widths_mm))
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    return table


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _write(line: Line, paragraph: Paragraph, *, space_pt: float = 0) -> None:
    look = paragraph.paragraph_format
    look.line_spacing, look.space_before, look.space_after = 1, Pt(space_pt), Pt(space_pt)
    run = paragraph.add_run(line.text)
    run.font.size, run.bold, run.italic = Pt(line.size), line.bold, line.italic
    if line.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if line.running:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        look.first_line_indent = Mm(LAYOUT.first_line_indent_mm)
        look.space_after = Pt(LAYOUT.paragraph_gap_pt)
