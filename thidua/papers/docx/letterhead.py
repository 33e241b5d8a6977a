"""Ô 1 to 5: letterhead, type name and subject; the headings of annexes."""

from collections.abc import Iterable, Iterator, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from thidua.papers.document import Annex, Letterhead, OfficialDocument
from thidua.papers.docx.elements import centred, paragraph, rule_below, run
from thidua.papers.docx.styles import Style
from thidua.papers.docx.tables import below_table, side_by_side
from thidua.papers.fonts import Face
from thidua.papers.lines import Room
from thidua.papers.style import HEAD_GUTTER_MM, LETTER_SUBJECT_PT, Frame, nation_mm
from thidua.papers.wording import MOTTO, NATION, NUMBER_GAP, after_number, capitals, date_words

BELOW_TITLE_PT, ABOVE_REFERENCE_PT = 18, 6


def letterhead(document: OfficialDocument, frame: Frame) -> BaseOxmlElement:
    """Issuer and nation side by side, then number and date, level with each other."""
    head, size = document.letterhead, document.profile.national_name_pt
    nation = nation_mm(document.profile)
    motto = frame.nation(Face.BOLD, size + 1)
    issuer = [
        *_each(Style.SUPERIOR, capitals(head.superior), frame.letterhead(Face.REGULAR, size)),
        *_ruled(Style.ISSUER, capitals(head.issuer), frame.letterhead(Face.BOLD, size)),
    ]
    national = [
        paragraph(Style.NATION, run(NATION)),
        paragraph(Style.MOTTO, run(MOTTO)),
        rule_below(MOTTO, motto, share=1),
    ]
    subject_room = frame.letterhead(Face.REGULAR, LETTER_SUBJECT_PT)
    subject = () if document.type_name else _each(Style.LETTER_SUBJECT, document.subject, subject_room)
    rows = [[issuer, national], [[*_number(head), *subject], [_date(head)]]]
    return side_by_side(rows, [frame.width_mm - nation, nation], gutter=HEAD_GUTTER_MM)


def title(document: OfficialDocument, frame: Frame) -> Iterator[BaseOxmlElement]:
    """Type name and subject (ô 5a); for a công văn, which has none, the gap below the letterhead."""
    if document.type_name:
        room = frame.line(Face.BOLD)
        heads = list(_each(Style.TYPE_NAME, [document.type_name.upper()], room))
        yield from _spaced([*heads, *_ruled(Style.SUBJECT, document.subject, room)], BELOW_TITLE_PT)
    else:
        yield below_table(BELOW_TITLE_PT - document.profile.paragraph_gap_pt)


def annex_title(annex: Annex, frame: Frame) -> Iterator[BaseOxmlElement]:
    """An appendix has its title in capitals; a paper issued with a decision has a type name above its subject."""
    room = frame.line(Face.BOLD)
    heads = [*_each(Style.ANNEX, filter(None, [annex.label, annex.type_name.upper()]), room)]
    if annex.type_name:
        heads += _ruled(Style.SUBJECT, annex.title, room)
    else:
        heads += _each(Style.ANNEX_TITLE, capitals(annex.title), room)
    yield from _spaced(heads, ABOVE_REFERENCE_PT if annex.reference else BELOW_TITLE_PT)
    if annex.reference:
        yield centred(Style.REFERENCE, annex.reference, frame.line(Face.ITALIC))


def _number(head: Letterhead) -> Iterator[BaseOxmlElement]:
    if head.number or head.symbol:
        yield paragraph(Style.NUMBER, run(f"Số: {head.number or NUMBER_GAP}{after_number(head.symbol)}"))


def _date(head: Letterhead) -> BaseOxmlElement:
    day, month, year = date_words(head.issued_on)
    place = f"{head.place}, " if head.place else ""
    return paragraph(Style.DATE, run(f"{place}ngày {day} tháng {month} năm {year}"))


def _each(style: Style, texts: Iterable[str], room: Room) -> Iterator[BaseOxmlElement]:
    """Each text as a paragraph of its own."""
    return (centred(style, text, room) for text in texts)


def _ruled(style: Style, texts: Sequence[str], room: Room) -> list[BaseOxmlElement]:
    """The texts with one rule under the last."""
    return [*_each(style, texts, room), *(rule_below(text, room) for text in texts[-1:])]


def _spaced(paragraphs: list[BaseOxmlElement], after: float) -> list[BaseOxmlElement]:
    """The paragraphs, with this gap in points below the last."""
    for last in paragraphs[-1:]:
        last.get_or_add_pPr().spacing_after = Pt(after)
    return paragraphs
