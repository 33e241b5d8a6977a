"""Ô 6: bases, headings, points and articles as paragraphs of Word, numbered where a list makes the same label."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from docx.oxml.xmlchemy import BaseOxmlElement

from thidua.papers.document import Article, Basis, Block, Formula, Heading, HeadingLook, Paragraph, Table
from thidua.papers.docx.elements import centred, keep_with_next, one_line, paragraph, run
from thidua.papers.docx.series import MARKS, Line, Number, Numbering
from thidua.papers.docx.styles import Style
from thidua.papers.docx.tables import below_table, table
from thidua.papers.fonts import Face
from thidua.papers.style import Frame
from thidua.papers.wording import labelled

LAST_LINES = 2
"""How many of the last blocks, or rows of a table at the end, stay with the signature."""

DEEPEST_OUTLINE = 9


def text(
    blocks: Sequence[Block], frame: Frame, numbering: Numbering, *, signed: bool = False
) -> Iterator[BaseOxmlElement]:
    """The content; the last lines of a text that is signed go with the signature to its page."""
    numbers = numbering.numbers([_line(block) for block in blocks])
    kept = len(blocks) - LAST_LINES if signed else len(blocks)
    for place, (block, number) in enumerate(zip(blocks, numbers, strict=True)):
        if isinstance(block, Table):
            written, gap = table(block, frame), below_table()
            if place >= kept:
                for part in (*written[-LAST_LINES:], gap):
                    keep_with_next(part)
            yield from (written, gap)
        else:
            written = _paragraph(block, number, frame)
            if place >= kept:
                keep_with_next(written)
            yield written


def _line(block: Block) -> Line:
    match block:
        case Heading():
            return Line(block.label, block.depth)
        case Article():
            return Line(block.label, bold_label=True)
        case Paragraph():
            return Line(block.label)
        case _:
            return Line("")


def _paragraph(
    block: Heading | Paragraph | Basis | Formula | Article, number: Number | None, frame: Frame
) -> BaseOxmlElement:
    match block:
        case Heading():
            return _heading(block, number)
        case Paragraph():
            words = block.text if number else labelled(block.label, block.text)
            return paragraph(_style_of(block), run(one_line(words)), number=number)
        case Basis():
            return paragraph(Style.BASIS, run(one_line(block.text)))
        case Formula():
            return centred(Style.FORMULA, block.text.upper(), frame.line(Face.BOLD))
        case Article():
            label = () if number else (run(block.label, bold=True), run(" "))
            return paragraph(Style.ARTICLE, *label, run(one_line(block.text)), number=number)
        case _:
            assert_never(block)


def _style_of(block: Paragraph) -> Style:
    if block.label in MARKS:
        return Style.BULLET
    return Style.POINT if block.label else Style.TEXT


def _heading(heading: Heading, number: Number | None) -> BaseOxmlElement:
    words = one_line(heading.text if heading.look is HeadingLook.CLAUSE else heading.text.upper())
    label = [] if number else [run(heading.label)]
    parting = "\n" if heading.look is HeadingLook.PART else " "
    if heading.label and (label or parting == "\n"):
        label.append(run(parting))
    aside = [run(f"{parting}{one_line(heading.aside)}", bold=False)] if heading.aside else []
    return paragraph(
        STYLES[heading.look],
        *label,
        run(words),
        *aside,
        number=number,
        outline=min(heading.depth, DEEPEST_OUTLINE) - 1,
    )


STYLES = {
    HeadingLook.PART: Style.PART,
    HeadingLook.SECTION: Style.SECTION,
    HeadingLook.CLAUSE: Style.CLAUSE,
}
