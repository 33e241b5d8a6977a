"""An official paper as HTML: for the screen, for a file of its own, and for the PDF.

Every text is escaped and printed as it stands; only letters are made capitals, where the decree wants capitals.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

import segno
from markupsafe import Markup, escape

from thidua.lib.dates import PartialDate
from thidua.papers.document import (
    Align,
    Annex,
    Article,
    Basis,
    Block,
    Cell,
    CheckCode,
    Formula,
    Heading,
    HeadingLook,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Recipients,
    Row,
    SignatureBlock,
    Table,
)
from thidua.papers.fonts import Face
from thidua.papers.lines import Room
from thidua.papers.style import LETTER_SUBJECT_PT, RECIPIENT_PT, Frame, stylesheet
from thidua.papers.wording import (
    MOTTO,
    NATION,
    NUMBER_GAP,
    RECIPIENTS_BESIDE_SIGNATURE,
    after_number,
    capitals,
    date_words,
    labelled,
    printable,
)

SYMBOL = re.compile(r"\w[-/][^\W\d]")
"""Where a line could break inside a number or symbol: "05-CT/TW", "22/QĐ-UBND", but not "15/11/2026"."""

DEEPEST_LEVEL = 6

NOTHING = Markup("")


def to_html(document: OfficialDocument) -> str:
    """A whole HTML file with its style inside."""
    return page(document, stylesheet(document.profile))


def page(document: OfficialDocument, style: str = "") -> str:
    """A whole HTML file around the sheet; the style is CSS of our own, put in as it is."""
    inside = Markup(style)  # noqa: S704 - the one name in it that is not our own is escaped as CSS wants it
    file = Markup(
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="author" content="{author}"><style>{style}</style></head><body>\n{sheet}\n</body></html>\n'
    ).format(title=document.title, author=document.author, style=inside, sheet=sheet(document))
    return printable(file)


STYLE_OF_COLUMN = re.compile(r' style="width:[^"]*"')


HEAD, TITLE = "head", "title"
"""The places of a paper that are made of no part; the others are called by the key of theirs."""

PLACE = re.compile(r' data-place="[^"]*"')
OPENING_OF_PLACE = re.compile(r'<(?P<tag>\w+)(?P<rest>[^<>]*) data-place="(?P<name>[^"]*)">(?P<cell><td[^<>]*>)?')
"""An element that is a place, with the first cell of a row; what is escaped holds no quotation mark."""


def screen_sheet(document: OfficialDocument, marks: Mapping[str, Markup] | None = None) -> Markup:
    """The paper to look at in a page of the site, whose content security policy knows no style on an element.

    Columns keep their widths by the attribute, which browsers read and WeasyPrint does not. Every place can be led to,
    as "#p-12"; `marks`, by the names of places, are put at their beginning.
    """
    marks = marks or {}

    def opened(found: re.Match[str]) -> str:
        tag, name, cell = found["tag"], found["name"], found["cell"] or ""
        mark = marks.get(name, NOTHING)
        opening = f'<{tag}{found["rest"]} id="{place_id(name)}"{" data-marked" if mark else ""}>{cell}'
        if not mark or (tag == "tr" and not cell):
            return opening
        if tag in ("p", "li", "div", "tr") or re.fullmatch(r"h\d", tag):
            return f"{opening}{mark} "
        line = f'<p class="marks">{mark}</p>'
        return f"{opening}{line}" if tag == "section" else f"{line}{opening}"

    marked = OPENING_OF_PLACE.sub(opened, _sheet(document))
    return Markup(STYLE_OF_COLUMN.sub("", marked))  # noqa: S704 - what is left of escaped HTML, and marks


def place_id(name: str) -> str:
    """The id on the screen of a place of the paper."""
    return f"p-{name}"


def sheet(document: OfficialDocument) -> Markup:
    """The paper itself, to stand in any page that carries its style."""
    return Markup(PLACE.sub("", _sheet(document)))  # noqa: S704 - what is left of escaped HTML


def _sheet(document: OfficialDocument) -> Markup:
    """The paper with the names of its places."""
    frame = Frame.portrait(document.profile)
    return Markup('<article class="paper"{}>\n{}{}{}{}{}</article>').format(
        Markup(' data-mark="{}"').format(document.mark) if document.mark else NOTHING,
        _letterhead(document, frame),
        _title(document, frame),
        _text(document.blocks, frame, level=1),
        _closing(document, frame),
        NOTHING.join(_annex(annex, document) for annex in document.annexes),
    )


# Ô 1 to 5: letterhead, type name and subject


def _letterhead(document: OfficialDocument, frame: Frame) -> Markup:
    head, size = document.letterhead, document.profile.national_name_pt
    return Markup(
        '<header class="letterhead"{place}>\n'
        '<div class="letterhead-row"><div>{superior}{issuer}</div>'
        '<div><p class="nation">{nation}</p><p class="motto"><span class="ruled">{motto}</span></p></div></div>\n'
        '<div class="letterhead-row"><div>{number}{subject}</div><div>{date}</div></div>\n'
        "</header>\n"
    ).format(
        place=_place(HEAD),
        nation=NATION,
        motto=MOTTO,
        superior=_centred("superior", capitals(head.superior), frame.letterhead(Face.REGULAR, size)),
        issuer=_centred("issuer", capitals(head.issuer), frame.letterhead(Face.BOLD, size), ruled=True),
        number=_number(head),
        subject=NOTHING if document.type_name else _letter_subject(document, frame),
        date=_date(head.place, head.issued_on),
    )


def _number(head: Letterhead) -> Markup:
    """ "Số: 05/KH-KTĐ6"; a paper without number and symbol, such as a pledge, has no such line."""
    if not head.number and not head.symbol:
        return NOTHING
    return Markup('<p class="number">Số: <span id="box-number">{}</span>{}</p>').format(
        head.number or NUMBER_GAP, after_number(head.symbol)
    )


def _date(place: str, issued_on: PartialDate) -> Markup:
    day, month, year = date_words(issued_on)
    return Markup(
        '<p class="date">{place} <span class="whole" id="box-date">ngày <span id="box-day">{day}</span> '
        'tháng <span id="box-month">{month}</span> năm <span id="box-year">{year}</span></span></p>'
    ).format(
        place=f"{place}," if place else "",
        day=day,
        month=month,
        year=year,
    )


def _letter_subject(document: OfficialDocument, frame: Frame) -> Markup:
    """The subject of a công văn (ô 5b), under its number."""
    lines = _lines(document.subject, frame.letterhead(Face.REGULAR, LETTER_SUBJECT_PT))
    return Markup("<h1>{}</h1>").format(lines) if lines else NOTHING


def _title(document: OfficialDocument, frame: Frame) -> Markup:
    """Type name and subject (ô 5a)."""
    if not document.type_name:
        return NOTHING
    return Markup("<h1{}>{} {}</h1>\n").format(
        _place(TITLE),
        _lines([document.type_name.upper()], frame.line(Face.BOLD)),
        _lines(document.subject, frame.line(Face.BOLD), ruled=True),
    )


# Ô 6: bases and content


def _text(blocks: Iterable[Block], frame: Frame, *, level: int) -> Markup:
    """The content, its headings below the given level and none of them skipping one."""
    written: list[Markup] = []
    deepest = level
    for block in blocks:
        if isinstance(block, Heading):
            deepest = min(level + block.depth, deepest + 1, DEEPEST_LEVEL)
            written.append(_heading(block, deepest, frame))
        else:
            written.append(_block(block, frame))
    return Markup('<div class="text">\n{}\n</div>\n').format(Markup("\n").join(written)) if written else NOTHING


def _heading(heading: Heading, level: int, frame: Frame) -> Markup:
    room = frame.line(Face.BOLD)
    match heading.look:
        case HeadingLook.PART:
            text = _lines([heading.label, heading.text.upper()], room)
        case HeadingLook.SECTION:
            text = _words(labelled(heading.label, heading.text.upper()), room)
        case HeadingLook.CLAUSE:
            text = _words(labelled(heading.label, heading.text), room)
        case _:
            assert_never(heading.look)
    if heading.aside:
        text += Markup(' <span class="aside">{}</span>').format(_words(heading.aside, frame.line(Face.REGULAR)))
    return Markup('<h{level} class="{look}"{place}>{text}</h{level}>').format(
        level=level, look=heading.look, place=_place(heading.part), text=text
    )


def _block(block: Paragraph | Basis | Formula | Article | Table, frame: Frame) -> Markup:
    room, place = frame.line(Face.REGULAR), _place(block.part)
    match block:
        case Paragraph():
            return Markup("<p{}>{}</p>").format(place, _words(labelled(block.label, block.text), room))
        case Basis():
            return Markup('<p class="basis"{}>{}</p>').format(place, _words(block.text, room))
        case Formula():
            lines = _lines([block.text.upper()], frame.line(Face.BOLD))
            return Markup('<p class="formula"{}>{}</p>').format(place, lines)
        case Article():
            return Markup("<p{}><b>{}</b> {}</p>").format(place, block.label, _words(block.text, room))
        case Table():
            return _table(block, frame)
        case _:
            assert_never(block)


def _table(table: Table, frame: Frame) -> Markup:
    """Widths are said twice: a site's security policy may forbid the style, and the PDF does not read the attribute."""
    widths = NOTHING.join(
        Markup('<col style="width:{0}" width="{0}">').format(f"{column.width:.3%}") for column in table.columns
    )
    head = NOTHING
    if any(column.title for column in table.columns):
        titles = (_lines([column.title], frame.cell(column.width)) for column in table.columns)
        head = Markup("<thead><tr>{}</tr></thead>").format(
            NOTHING.join(Markup('<th scope="col">{}</th>').format(title) for title in titles)
        )
    rows = Markup("\n").join(
        Markup("<tr{}{}>{}</tr>").format(
            _row_class(row, table),
            _place(row.part),
            NOTHING.join(_cell(cell, place, table, frame) for place, cell in cells),
        )
        for row, cells in table.placed()
    )
    return Markup("<table{}><colgroup>{}</colgroup>{}<tbody>\n{}\n</tbody></table>").format(
        _place(table.part), widths, head, rows
    )


def _row_class(row: Row, table: Table) -> Markup:
    """A row is joined to the one above when a cell from there reaches into it."""
    if row.group:
        return Markup(' class="group"')
    if sum(cell.columns for cell in row.cells) < len(table.columns):
        return Markup(' class="joined"')
    return NOTHING


def _cell(cell: Cell, place: int, table: Table, frame: Frame) -> Markup:
    """A cell that spans columns keeps to the left: it belongs to none of them."""
    columns = table.columns[place : place + cell.columns]
    align = columns[0].align if cell.columns == 1 else Align.LEFT
    return Markup("<td{}{}{}>{}</td>").format(
        Markup(' class="{}"').format(align) if align is not Align.LEFT else NOTHING,
        Markup(' rowspan="{}"').format(cell.rows) if cell.rows > 1 else NOTHING,
        Markup(' colspan="{}"').format(cell.columns) if cell.columns > 1 else NOTHING,
        _words(cell.text, frame.cell(sum(column.width for column in columns))),
    )


# Ô 7 to 9: signatures and recipients


def _closing(document: OfficialDocument, frame: Frame) -> Markup:
    """One signature stands level with the recipients; several stand two abreast above them."""
    signatures = [_signature(place, block, frame) for place, block in enumerate(document.signatures)]
    recipients = list(_recipients(document.recipients, frame))
    if document.check:
        recipients = [*recipients[:-1], Markup("").join([*recipients[-1:], _check(document.check)])]
    if len(signatures) == 1:
        beside = recipients.pop(0) if recipients else NOTHING
        rows = [_abreast(beside, *signatures), *recipients]
    else:
        pairs = (signatures[place : place + 2] for place in range(0, len(signatures), 2))
        rows = [*(_abreast(*pair) for pair in pairs), *recipients]
    return Markup('<footer class="closing">\n{}\n</footer>\n').format(Markup("\n").join(rows)) if rows else NOTHING


def _abreast(*parts: Markup) -> Markup:
    cells = NOTHING.join(Markup("<div>{}</div>").format(part) for part in parts)
    return Markup('<div class="abreast">{}</div>').format(cells)


def _signature(place: int, block: SignatureBlock, frame: Frame) -> Markup:
    room = frame.half(Face.BOLD, frame.profile.body_pt)
    return Markup(
        '<div class="signature"{part}>{authority}<div class="signature-space">{note}'
        '<div class="signature-place" id="box-signature-{place}"></div>'
        '<div class="seal-place" id="box-seal-{place}"></div></div>{position}{name}</div>'
    ).format(
        place=place,
        part=_place(block.part),
        authority=_centred("authority", capitals(block.authority), room),
        note=_centred("note", [block.note], frame.half(Face.REGULAR, frame.profile.body_pt)) if block.note else NOTHING,
        position=_centred("position", capitals(block.position), room),
        name=_centred("name", [block.name], room),
    )


def _recipients(recipients: Recipients, frame: Frame) -> Iterator[Markup]:
    """The heading with the recipients that stand beside the signature, then the rest if there are more."""
    room = frame.half(Face.REGULAR, RECIPIENT_PT)
    lines = [
        Markup("<li{}>{}{}</li>").format(_place(line.part), "" if line.caption else "- ", _words(line.text, room))
        for line in recipients.lines
    ]
    beside, rest = lines[:RECIPIENTS_BESIDE_SIGNATURE], lines[RECIPIENTS_BESIDE_SIGNATURE:]
    if beside:
        yield Markup('<div class="recipients"><p class="recipients-heading">{}</p><ul>{}</ul></div>').format(
            recipients.heading, NOTHING.join(beside)
        )
    if rest:
        yield Markup('<ul class="recipients">{}</ul>').format(NOTHING.join(rest))


def _check(check: CheckCode) -> Markup:
    """The QR code, whose words for who does not see it are where it leads, and the code to be typed."""
    drawn = segno.make_qr(check.address, error="m").svg_inline(
        title=f"Mã QR dẫn đến {check.address}", border=0, omitsize=True, svgclass=None, lineclass=None
    )
    qr = Markup(drawn)  # noqa: S704 - an XML writer escaped the one text in it
    return Markup('<div class="check">{}<p>Mã kiểm tra: <span class="whole">{}</span></p></div>').format(qr, check.code)


# Annexes


def _annex(annex: Annex, document: OfficialDocument) -> Markup:
    """An appendix has its title in capitals; a paper issued with a decision has a type name above its subject."""
    frame = Frame.landscape(document.profile) if annex.landscape else Frame.portrait(document.profile)
    heads = [text for text in (annex.label, annex.type_name.upper()) if text]
    title = annex.title if annex.type_name else capitals(annex.title)
    headed = bool(heads or title)
    h1 = Markup("<h1>{} {}</h1>\n").format(
        _lines(heads, frame.line(Face.BOLD)),
        _lines(title, frame.line(Face.BOLD), ruled=bool(annex.type_name)),
    )
    return Markup('<section class="{}"{}>\n{}{}{}</section>\n').format(
        "wide-annex" if annex.landscape else "annex",
        _place(annex.part),
        h1 if headed else NOTHING,
        _centred("reference", [annex.reference], frame.line(Face.ITALIC)),
        _text(annex.blocks, frame, level=1 if headed else 0),
    )


# Places, lines and words


def _place(part: int | str | None) -> Markup:
    """The name of an element's place, which only the screen keeps; nothing for what has none."""
    return NOTHING if part is None else Markup(' data-place="{}"').format(part)


def _centred(name: str, texts: Iterable[str], room: Room, *, ruled: bool = False) -> Markup:
    """A centred paragraph of balanced lines; nothing when there are none."""
    lines = _lines(texts, room, ruled=ruled)
    return Markup('<p class="{}">{}</p>').format(name, lines) if lines else NOTHING


def _lines(texts: Iterable[str], room: Room, *, ruled: bool = False) -> Markup:
    """Each text on a line of its own, or on several balanced ones, with one rule under the last of all."""
    lines = [_words(line, room) for text in texts for line in room.balanced(text)]
    if ruled and lines:
        lines[-1] = Markup('<span class="ruled">{}</span>').format(lines[-1])
    return Markup(" ").join(Markup('<span class="line">{}</span>').format(line) for line in lines)


def _words(text: str, room: Room) -> Markup:
    """The text escaped, its document numbers and symbols kept whole where a line can hold them."""
    if not SYMBOL.search(text):
        return escape(text)
    return NOTHING.join(
        Markup('<span class="whole">{}</span>').format(word)
        if SYMBOL.search(word) and room.holds(word)
        else escape(word)
        for word in re.split(r"(\s+)", text)
    )
