"""Labels of parts, computed from list styles: "I.", "1.", "2.1.", "a)", "-"."""

from string import ascii_uppercase

from plans.content import Block, LabelStyle, Line
from thidua.papers.symbols import point_letter, roman

_MARKS = {LabelStyle.NONE: "", LabelStyle.DASH: "-", LabelStyle.PLUS: "+", LabelStyle.STAR: "*"}


def _upper_letter(ordinal: int) -> str:
    if ordinal > len(ascii_uppercase):
        raise ValueError(f"no {ordinal}th letter")
    return ascii_uppercase[ordinal - 1]


def computed_core(style: LabelStyle, ordinal: int, above: str) -> str:
    """The label without closing marks for the `ordinal`-th part of its list; `above` is the enclosing number.

    Raises ValueError when the letters of the alphabet are used up.
    """
    match style:
        case LabelStyle.PART:
            return f"Phần {roman(ordinal)}"
        case LabelStyle.UPPER:
            return _upper_letter(ordinal)
        case LabelStyle.ROMAN:
            return roman(ordinal)
        case LabelStyle.ARABIC | LabelStyle.BRACKET:
            return str(ordinal)
        case LabelStyle.DECIMAL:
            return f"{above}.{ordinal}" if above else str(ordinal)
        case LabelStyle.LETTER:
            return point_letter(ordinal)
        case LabelStyle.ARTICLE:
            return f"Điều {ordinal}"
        case _:
            return _MARKS[style]


def _core(style: LabelStyle, ordinal: int, above: str) -> str:
    """The computed core; a plain number where the letters of the alphabet are used up."""
    try:
        return computed_core(style, ordinal, above)
    except ValueError:
        return str(ordinal)


def with_marks(style: LabelStyle, core: str) -> str:
    """The core as it is printed: "1" → "1.", "a" → "a)"."""
    match style:
        case LabelStyle.LETTER:
            return f"{core})"
        case LabelStyle.BRACKET:
            return f"({core})"
        case LabelStyle.NONE | LabelStyle.DASH | LabelStyle.PLUS | LabelStyle.STAR | LabelStyle.PART:
            return core
        case _:
            return f"{core}."


def numbered(lines: tuple[Block, ...], above: str = "") -> dict[int, str]:
    """Printed label of every line below, by key; a label written otherwise stays as written."""
    printed: dict[int, str] = {}
    ordinals: dict[LabelStyle, int] = {}
    for line in lines:
        if not isinstance(line, Line):
            continue
        ordinals[line.style] = ordinals.get(line.style, 0) + 1
        core = line.label or _core(line.style, ordinals[line.style], above)
        printed[line.key] = with_marks(line.style, core)
        number = core if line.style in (LabelStyle.ARABIC, LabelStyle.DECIMAL) else ""
        printed.update(numbered(line.blocks, number))
    return printed
