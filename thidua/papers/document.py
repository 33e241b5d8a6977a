"""What an official paper looks like under Nghị định 30/2020/NĐ-CP, whoever makes it.

A plan, a pledge, minutes or a letter becomes one `OfficialDocument`; the HTML, PDF and DOCX writers know
nothing else. Every text is final: labels are computed, numbers and symbols are written as prescribed.
"Ô" numbers are those of the decree's Appendix I.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from thidua.lib.dates import PartialDate


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A layout: the versioned choices the decree leaves open, one per kind of organisation.

    Margins in millimetres, sizes in points, `first_line_indent_mm` 10 or 12.7. `line_spacing` is the distance of
    two lines in sizes of the font, 1.15 (single) to 1.7 (one and a half).
    """

    name: str = "nd30-2020"
    font_family: str = "Tinos"
    top_mm: float = 20
    bottom_mm: float = 20
    left_mm: float = 30
    right_mm: float = 15
    national_name_pt: float = 12
    """Size of the national name (ô 1) and of the issuing body (ô 2); the motto is one point larger."""
    body_pt: float = 14
    table_pt: float = 13
    first_line_indent_mm: float = 12.7
    paragraph_gap_pt: float = 6
    line_spacing: float = 1.2


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """The top of page 1 (ô 1 to 4). `number` None and a blank date print the prescribed gaps."""

    superior: tuple[str, ...] = ()
    """Lines above the issuer's name: the superior body, or the line a bloc has set; may be empty."""
    issuer: tuple[str, ...] = ()
    number: str | None = None
    symbol: str = ""
    """ "KH-KTĐ", printed after a stroke; a symbol of the Party brings its own mark: "-KH/CB"."""
    place: str = ""
    issued_on: PartialDate = PartialDate()


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of a paper; `part` names what of the paper's source it was made of, so that a screen can lead there.

    The part is no part of the paper: two papers that look alike are equal, and no file tells it.
    """

    part: int | None = field(default=None, compare=False)


class HeadingLook(StrEnum):
    """How a heading stands on the paper (Phụ lục I, II.6)."""

    PART = "part"
    """Phần I: label on its own centred line, title in capitals below."""
    SECTION = "section"
    """I. MỤC ĐÍCH: bold, indented."""
    CLAUSE = "clause"
    """1. Mục đích, and deeper titles such as 2.1.: bold, indented."""


@dataclass(frozen=True, kw_only=True)
class Heading(Piece):
    """A title with its computed label; never left alone at the foot of a page."""

    look: HeadingLook
    label: str
    text: str
    aside: str = ""
    """Upright words that follow the title on its line: "(cơ quan thường trực)"."""
    depth: int = 1
    """1 for the outermost heading of the paper: the level in the document's outline."""


@dataclass(frozen=True, kw_only=True)
class Paragraph(Piece):
    """Body text, with a label in front when it is a point: "a)", "-", "1."."""

    text: str
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Basis(Piece):
    """A legal basis (căn cứ): italic, one to a paragraph."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Formula(Piece):
    """A centred bold line of capitals: "QUYẾT ĐỊNH:", the authority above a decision's bases."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Article(Piece):
    """An article of a decision: bold "Điều 1." and its text."""

    label: str
    text: str


class Align(StrEnum):
    """Horizontal alignment of a column's cells."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table; `width` is its share of the table's width, shares of all columns adding up to 1."""

    title: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell at the top left of the `rows` × `columns` places it covers; line breaks are kept."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, kw_only=True)
class Row(Piece):
    """A row lists only the cells that begin in it; a group row is set in bold."""

    cells: tuple[Cell, ...]
    group: bool = False


@dataclass(frozen=True, kw_only=True)
class Table(Piece):
    """A ruled table whose header row is repeated on every page; without titles it has no header."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def placed(self) -> Iterator[tuple[Row, list[tuple[int, Cell]]]]:
        """Each row with its cells and the column each begins in: cells from the rows above push them to the right.

        Raises ValueError when a row has more cells than there are columns left for them.
        """
        rows_taken = [0] * len(self.columns)
        for number, row in enumerate(self.rows, start=1):
            free = [column for column, taken in enumerate(rows_taken) if not taken]
            if sum(cell.columns for cell in row.cells) > len(free):
                raise ValueError(f"row {number} of the table is wider than its {len(self.columns)} columns")
            places: list[tuple[int, Cell]] = []
            for cell in row.cells:
                covered, free = free[: cell.columns], free[cell.columns :]
                places.append((covered[0], cell))
                for column in covered:
                    rows_taken[column] = cell.rows
            yield row, places
            rows_taken = [max(taken - 1, 0) for taken in rows_taken]


Block = Heading | Paragraph | Basis | Formula | Article | Table


@dataclass(frozen=True, kw_only=True)
class SignatureBlock(Piece):
    """Authority and post (ô 7a), space for the signature (7c), post in the signer's own body and name (7b)."""

    authority: tuple[str, ...]
    position: tuple[str, ...] = ()
    name: str = ""
    note: str = ""
    """What a copy says in the place of the signature: "(Đã ký)"."""


@dataclass(frozen=True, kw_only=True)
class Recipients:
    """ "Nơi nhận" (ô 9b): every line as it is printed, without its hyphen and with its closing mark.

    A caption is a line of its own kind ("Bản điện tử:") and takes no hyphen.
    """

    @dataclass(frozen=True, kw_only=True)
    class Line(Piece):
        """One recipient or caption."""

        text: str
        caption: bool = False

    lines: tuple[Line, ...] = ()
    heading: str = "Nơi nhận:"


@dataclass(frozen=True, kw_only=True)
class CheckCode:
    """By what a holder of the paper finds out whether it is one: printed below the recipients, with a QR code."""

    code: str
    """As printed: "7K3F-92QD-M4XA"."""
    address: str
    """Where the QR code leads: an address of the web."""


@dataclass(frozen=True, kw_only=True)
class Annex(Piece):
    """A paper issued with another: an appendix, or the plan that a decision issues. Pages count from 1."""

    label: str = ""
    """ "Phụ lục I"; empty for a plan that a decision issues."""
    type_name: str = ""
    """ "KẾ HOẠCH" for such a plan."""
    title: tuple[str, ...] = ()
    reference: str = ""
    """The italic line in brackets: "(Kèm theo Kế hoạch số …)"."""
    blocks: tuple[Block, ...] = ()
    landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class OfficialDocument:
    """One paper. `type_name` is empty for a công văn; `title` and `author` go into the file's properties."""

    title: str
    author: str
    letterhead: Letterhead
    type_name: str
    subject: tuple[str, ...]
    blocks: tuple[Block, ...]
    recipients: Recipients = Recipients()
    signatures: tuple[SignatureBlock, ...] = ()
    annexes: tuple[Annex, ...] = ()
    check: CheckCode | None = None
    """On what is issued, never on what is still worked with: the Word file leaves it out."""
    mark: str = ""
    """Printed small at the foot of every page, to tell one printing from another: "Mã kiểm: 7K3F-92QD"."""
    profile: Profile = Profile()
