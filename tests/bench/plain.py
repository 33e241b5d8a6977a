"""A paper boiled down to lines and tables, for engines that know nothing of official papers.

Words, sizes and widths are those of ours. Rules under titles, places for number and seal, and PDF/A are left out, to
the advantage of the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from thidua.lib.dates import long_date
from thidua.papers.document import (
    Align,
    Basis,
    Block,
    Heading,
    HeadingLook,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Profile,
    Table,
)

LAYOUT = Profile()
PAGE_MM = (210, 297)
TEXT_MM = PAGE_MM[0] - LAYOUT.left_mm - LAYOUT.right_mm
HEAD_MM = (TEXT_MM - 89, 89)
FOOT_MM = (TEXT_MM / 2, TEXT_MM / 2)
SIGNATURE_LINES = 4
"""Empty lines above the signer's name."""


@dataclass(frozen=True)
class Line:
    """One paragraph. Running text is justified and its first line indented; other text is centred or to the left."""

    text: str
    size: float = LAYOUT.body_pt
    bold: bool = False
    italic: bool = False
    centred: bool = False
    running: bool = False


Lines = tuple[Line, ...]


@dataclass(frozen=True)
class Grid:
    """A ruled table: widths in millimetres, the titles to repeat, rows of cells with the columns each covers."""

    widths_mm: tuple[float, ...]
    titles: Lines
    rows: tuple[tuple[tuple[Line, int], ...], ...]


@dataclass(frozen=True)
class PlainPaper:
    """Head and foot are a left and a right column."""

    head: tuple[Lines, Lines]
    text: tuple[Line | Grid, ...]
    foot: tuple[Lines, Lines]


def plain(document: OfficialDocument) -> PlainPaper:
    """Raises NotImplementedError for blocks that no paper of `tests.bench.inputs` has."""
    titles = (document.type_name.upper(), *document.subject)
    return PlainPaper(
        head=_head(document.letterhead),
        text=(*(Line(title, bold=True, centred=True) for title in titles), *map(_block, document.blocks)),
        foot=_foot(document),
    )


def _head(head: Letterhead) -> tuple[Lines, Lines]:
    small, medium = LAYOUT.national_name_pt, LAYOUT.national_name_pt + 1
    issued_on = head.issued_on.complete
    assert issued_on
    issuer = (
        *(Line(text.upper(), small) for text in head.superior),
        *(Line(text.upper(), small, bold=True) for text in head.issuer),
        Line(f"Số: {head.number}/{head.symbol}", medium),
    )
    nation = (
        Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", small, bold=True),
        Line("Độc lập - Tự do - Hạnh phúc", medium, bold=True),
        Line(f"{head.place}, {long_date(issued_on)}", medium, italic=True),
    )
    return _centred(issuer), _centred(nation)


def _block(block: Block) -> Line | Grid:
    match block:
        case Table():
            return Grid(
                widths_mm=tuple(column.width * TEXT_MM for column in block.columns),
                titles=tuple(Line(column.title, LAYOUT.table_pt, bold=True, centred=True) for column in block.columns),
                rows=tuple(_rows(block)),
            )
        case Basis():
            return Line(block.text, italic=True, running=True)
        case Heading():
            text = block.text.upper() if block.look is HeadingLook.SECTION else block.text
            return Line(f"{block.label} {text}", bold=True, running=True)
        case Paragraph():
            return Line(f"{block.label} {block.text}".strip(), running=True)
        case _:
            raise NotImplementedError(type(block))


def _rows(table: Table) -> Iterator[tuple[tuple[Line, int], ...]]:
    for row, places in table.placed():
        yield tuple(
            (
                Line(
                    cell.text,
                    LAYOUT.table_pt,
                    bold=row.group,
                    centred=cell.columns == 1 and table.columns[place].align is Align.CENTRE,
                ),
                cell.columns,
            )
            for place, cell in places
        )


def _foot(document: OfficialDocument) -> tuple[Lines, Lines]:
    [signature] = document.signatures
    recipients = (
        Line(document.recipients.heading, 12, bold=True, italic=True),
        *(Line(f"- {line.text}", 11) for line in document.recipients.lines),
    )
    signing = (
        *(text.upper() for text in signature.authority),
        *[""] * SIGNATURE_LINES,
        *(text.upper() for text in signature.position),
        signature.name,
    )
    return recipients, _centred(tuple(Line(text, bold=True) for text in signing))


def _centred(lines: Lines) -> Lines:
    return tuple(replace(line, centred=True) for line in lines)
