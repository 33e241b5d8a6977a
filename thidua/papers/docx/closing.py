"""Ô 7 to 9: signatures and recipients."""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from thidua.papers.document import OfficialDocument, Recipients, SignatureBlock
from thidua.papers.docx.elements import SINGLE_SPACING, centred, keep_with_next, one_line, paragraph, run
from thidua.papers.docx.styles import Style
from thidua.papers.docx.tables import below_table, side_by_side
from thidua.papers.fonts import Face
from thidua.papers.style import POINTS_PER_MM, Frame
from thidua.papers.wording import RECIPIENTS_BESIDE_SIGNATURE, capitals

SIGNATURE_PT = 30 * POINTS_PER_MM
"""Height of the space for a signature."""

ABOVE_CLOSING_PT, BETWEEN_PARTS_PT = 12, 18

KEPT_TOGETHER = 3
"""How many rows at the end stand on one page, so that no signature is left alone."""


def closing(document: OfficialDocument, frame: Frame) -> Iterator[BaseOxmlElement]:
    """One signature stands level with the recipients; several stand two abreast above them.

    Each pair is a table of its own, for a table is read column by column.
    """
    signatures = [_signature(block, frame) for block in document.signatures]
    beside, rest = _recipients(document.recipients)
    if len(signatures) == 1:
        rows = [[beside, *signatures]]
    else:
        rows = [signatures[place : place + 2] for place in range(0, len(signatures), 2)]
        rows += [[beside]] if beside else []
    for first in (cell[0] for row in rows[:1] for cell in row if cell):
        first.get_or_add_pPr().spacing_before = Pt(ABOVE_CLOSING_PT)
    for number, row in enumerate(rows, start=1):
        table = side_by_side([row], [frame.width_mm / 2] * 2)
        gap = below_table(BETWEEN_PARTS_PT - frame.profile.paragraph_gap_pt if number < len(rows) else None)
        if len(rows) - KEPT_TOGETHER < number < len(rows):
            keep_with_next(table)
            keep_with_next(gap)
        yield from (table, gap)
    yield from rest


def _signature(block: SignatureBlock, frame: Frame) -> list[BaseOxmlElement]:
    size = frame.profile.body_pt
    bold, upright = frame.half(Face.BOLD, size), frame.half(Face.REGULAR, size)
    return [
        *(centred(Style.AUTHORITY, text, bold) for text in capitals(block.authority)),
        centred(Style.SIGNING_SPACE, block.note, upright, after=SIGNATURE_PT - SINGLE_SPACING * size),
        *(centred(Style.AUTHORITY, text, bold) for text in capitals(block.position)),
        centred(Style.SIGNER, block.name, bold),
    ]


def _recipients(recipients: Recipients) -> tuple[list[BaseOxmlElement], list[BaseOxmlElement]]:
    """The heading with the recipients that stand beside the signature, and the rest if there are more."""
    lines = [
        paragraph(Style.RECIPIENT, run(f"{'' if line.caption else '- '}{one_line(line.text)}"))
        for line in recipients.lines
    ]
    heading = [paragraph(Style.RECIPIENTS_HEADING, run(one_line(recipients.heading)))] if lines else []
    return [*heading, *lines[:RECIPIENTS_BESIDE_SIGNATURE]], lines[RECIPIENTS_BESIDE_SIGNATURE:]
