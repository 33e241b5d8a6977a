"""Elements of a Word file. Their order inside one another is the schema's (ISO/IEC 29500-1), which Word insists on."""

from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from thidua.papers.docx.series import Number
from thidua.papers.docx.styles import Style
from thidua.papers.lines import Room
from thidua.papers.style import POINTS_PER_MM
from thidua.papers.wording import printable

RULE_SHARE = 0.4
"""Width of a rule below a text, in widths of the text's last line."""

SINGLE_SPACING = 1.149
"""Distance of two lines in Times New Roman, in sizes of the font."""

ROUNDING_PT = 1.5
"""By how much a text's room is wider than its widest line."""


def element(tag: str, *children: BaseOxmlElement | None, **attributes: str | int) -> BaseOxmlElement:
    """`<w:tag w:attribute="…">` around the children that there are."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def twips(points: float) -> int:
    """Twentieths of a point, in which Word measures."""
    return round(points * 20)


def mm(millimetres: float) -> int:
    """Millimetres in twips."""
    return twips(millimetres * POINTS_PER_MM)


def run(text: str, *, bold: bool | None = None) -> BaseOxmlElement:
    """Words, bold or upright where their paragraph's style is not; line breaks are kept."""
    look = None if bold is None else element("rPr", element("b", val=int(bold)))
    return element("r", look, *_pieces(printable(text)))


def _pieces(text: str) -> Iterator[BaseOxmlElement]:
    for number, line in enumerate(text.replace("\t", " ").replace("\r", "").split("\n")):
        if number:
            yield element("br")
        if line:
            words = element("t")
            words.text = line
            words.set(qn("xml:space"), "preserve")
            yield words


def one_line(text: str) -> str:
    """The text without line breaks, which outside cells are spaces like others."""
    return text.replace("\n", " ")


def paragraph(
    style: Style,
    *runs: BaseOxmlElement,
    number: Number | None = None,
    keep_next: bool = False,
    before: float | None = None,
    after: float | None = None,
    indent: float = 0,
    align: str = "",
    outline: int | None = None,
) -> BaseOxmlElement:
    """A paragraph; what is given differs from its style. Gaps and the indent on either side in points."""
    spacing = {name: twips(gap) for name, gap in (("before", before), ("after", after)) if gap is not None}
    numbering = None
    if number:
        numbering = element("numPr", element("ilvl", val=number.level), element("numId", val=number.list + 1))
    return element(
        "p",
        element(
            "pPr",
            element("pStyle", val=style.identifier),
            element("keepNext") if keep_next else None,
            numbering,
            element("spacing", **spacing) if spacing else None,
            element("ind", left=twips(indent), right=twips(indent)) if indent > 0 else None,
            element("jc", val=align) if align else None,
            element("outlineLvl", val=outline) if outline is not None else None,
        ),
        *runs,
    )


def keep_with_next(block: BaseOxmlElement) -> None:
    """Let a paragraph, or all that stand in a row or table, stay on the page of what follows."""
    for inner in block.iter(qn("w:p")):
        inner.get_or_add_pPr().get_or_add_keepNext()


def centred(style: Style, text: str, room: Room, *, after: float | None = None) -> BaseOxmlElement:
    """A centred text, indented on both sides until its lines come out about equally long."""
    text = one_line(text)
    lines = room.balanced(text)
    indent = (room.width - _widest(lines, room) - ROUNDING_PT) / 2 if len(lines) > 1 else 0
    return paragraph(style, run(text), indent=indent, after=after)


def rule_below(text: str, room: Room, *, share: float = RULE_SHARE, after: float = 0) -> BaseOxmlElement:
    """A rule as wide as this share of the text's last line: the border of a paragraph without words."""
    lines = room.balanced(one_line(text))[-1:]
    return paragraph(Style.RULE, indent=(room.width - _widest(lines, room) * share) / 2, after=after)


def _widest(lines: list[str], room: Room) -> float:
    return max((room.font.width(line, room.size) for line in lines), default=0)
