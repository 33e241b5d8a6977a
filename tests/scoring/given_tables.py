"""Files with a table of criteria, made as clerks make them, and what a reading says."""

import io

import docx
import openpyxl

from scoring.criteria import leaves, walk

HEADER = ("TT", "Nội dung", "Điểm chuẩn", "Hướng dẫn chấm điểm")
LEFT, ABOVE = "←", "↑"
"""A cell that the one to the left, or the one above, lies over."""


def word_file(*rows, header=HEADER):
    """A Word file with one table below its title; a row of one text is one cell over the whole width."""
    return word_document("BẢNG TIÊU CHÍ THI ĐUA CỤM SỐ 5", (header, *rows))


def word_document(*parts):
    """A Word file of paragraphs (texts) and tables (rows, the header first)."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            _add_table(document, part)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add_table(document, rows):
    width = max(map(len, rows))
    rows = [row if len(row) == width else (*row, *[LEFT] * (width - len(row))) for row in rows]
    table = document.add_table(rows=len(rows), cols=width)
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text not in (LEFT, ABOVE):
                table.cell(y, x).text = text
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text == LEFT:
                table.cell(y, x - 1).merge(table.cell(y, x))
            elif text == ABOVE:
                table.cell(y - 1, x).merge(table.cell(y, x))


def excel_file(*sheets, merged=(), hidden_columns=(), hidden_rows=()):
    """A workbook; a sheet is its rows. What is merged or hidden is so on the first."""
    workbook = openpyxl.Workbook()
    first = workbook.active
    for sheet, rows in zip([first, *(workbook.create_sheet() for _ in sheets[1:])], sheets, strict=True):
        for row in rows:
            sheet.append(row)
    for area in merged:
        first.merge_cells(area)
    for letter in hidden_columns:
        first.column_dimensions[letter].hidden = True
    for number in hidden_rows:
        first.row_dimensions[number].hidden = True
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def paste(*rows, header=HEADER):
    """Rows of texts as Word or Excel give them to be pasted."""
    return "\n".join("\t".join(row) for row in (header, *rows)).encode()


def outline(criteria):
    """Level, code, words and maximum of every row."""
    return [(len(above), node.code, node.text, node.max) for node, above in walk(criteria)]


def rules(criteria):
    """By the words of each criterion."""
    return {criterion.text: criterion.rule for criterion, _ in leaves(criteria)}


def doubts(reading):
    """Codes of all that was doubtful, sorted, but of what every table is asked about."""
    return sorted(doubt.code for doubt in reading.doubts if doubt.code not in ("STEP", "TITLE"))
