"""An official paper as a file of Word, to go on working with: real styles, lists and tables."""

from collections.abc import Iterator
from copy import deepcopy

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt

from thidua.papers.document import Annex, OfficialDocument
from thidua.papers.docx.closing import closing
from thidua.papers.docx.elements import SINGLE_SPACING, element, paragraph, run
from thidua.papers.docx.letterhead import annex_title, letterhead, title
from thidua.papers.docx.package import blank, packed, refill, write_lists
from thidua.papers.docx.series import Numbering
from thidua.papers.docx.styles import NUMBER_PT, Style
from thidua.papers.docx.text import text
from thidua.papers.style import A4_HEIGHT_MM, A4_WIDTH_MM, POINTS_PER_MM, Frame

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FONT_FAMILY = "Times New Roman"
"""The font that offices have and checkers look for by its name; what we print with is as wide (`Profile`)."""


def to_docx(document: OfficialDocument, font_family: str = FONT_FAMILY) -> bytes:
    """The paper as a Word file with the words of its PDF; the same paper gives the same bytes.

    Labels are numbered by Word where its counting gives just these labels, and are plain words elsewhere. Numbers of
    documents may be broken at the end of a line: Word has no way to forbid it that leaves the text as it is.
    """
    file = blank(document, font_family)
    numbering = Numbering()
    own = _own_section(file, document)
    sections = [
        (own, list(_own_text(document, numbering))),
        *(
            (_annex_section(own, annex, file), list(_annex_text(annex, document, numbering)))
            for annex in document.annexes
        ),
    ]
    file.element.body.remove(own)
    for section, blocks in sections[:-1]:
        blocks[-1].set_sectPr(section)
        file.element.body.extend(blocks)
    section, blocks = sections[-1]
    file.element.body.extend([*blocks, section])
    write_lists(file, numbering.lists, document.profile)
    return packed(file)


def _own_text(document: OfficialDocument, numbering: Numbering) -> Iterator[BaseOxmlElement]:
    frame = Frame.portrait(document.profile)
    signed = bool(document.signatures or document.recipients.lines)
    yield letterhead(document, frame)
    yield from title(document, frame)
    yield from text(document.blocks, frame, numbering, signed=signed)
    yield from closing(document, frame)
    yield paragraph(Style.END)


def _annex_text(annex: Annex, document: OfficialDocument, numbering: Numbering) -> Iterator[BaseOxmlElement]:
    frame = Frame.landscape(document.profile) if annex.landscape else Frame.portrait(document.profile)
    yield from annex_title(annex, frame)
    yield from text(annex.blocks, frame, numbering)
    yield paragraph(Style.END)


def _own_section(file: Document, document: OfficialDocument) -> BaseOxmlElement:
    """The pages of the paper itself: A4, numbered in the middle of the top margin from the second page on; its mark,
    if it has one, at the foot of every page."""
    profile, section = document.profile, file.sections[0]
    section.page_width, section.page_height = Mm(A4_WIDTH_MM), Mm(A4_HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(profile.top_mm), Mm(profile.bottom_mm)
    section.left_margin, section.right_margin = Mm(profile.left_mm), Mm(profile.right_mm)
    section.header_distance = Pt((profile.top_mm * POINTS_PER_MM - SINGLE_SPACING * NUMBER_PT) / 2)
    section.different_first_page_header_footer = True
    number = paragraph(Style.PAGE_NUMBER, element("fldSimple", run("2"), instr="PAGE"))
    for header, line in ((section.header, number), (section.first_page_header, paragraph(Style.PAGE_NUMBER))):
        header.is_linked_to_previous = False
        refill(header._element, [line])
    for footer in (section.footer, section.first_page_footer) if document.mark else ():
        footer.is_linked_to_previous = False
        refill(footer._element, [paragraph(Style.PAGE_NUMBER, run(document.mark))])
    return section._sectPr


def _annex_section(own: BaseOxmlElement, annex: Annex, file: Document) -> BaseOxmlElement:
    """The pages of an annex, which count from 1 and show numbers like the paper's own."""
    copy = deepcopy(own)
    for reference in copy.findall(qn("w:headerReference")):
        copy.remove(reference)
    section = Section(copy, file.part)
    if annex.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(A4_HEIGHT_MM), Mm(A4_WIDTH_MM)
    copy.insert_element_before(element("pgNumType", start=1), "w:cols", "w:titlePg", "w:docGrid")
    return copy
