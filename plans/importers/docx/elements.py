"""Elements of WordprocessingML by their short names: `w:val` is "val", whatever the prefix."""

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ATTRIBUTE = f"{{{W}}}"
_OFF = ("0", "false", "off", "none")
_MOST_DIGITS = 9

Element: TypeAlias = etree._Element


def name(element: Element) -> str:
    """The short name; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, wanted: str) -> Element | None:
    """The first child of this name."""
    if element is None:
        return None
    return next((below for below in element if name(below) == wanted), None)


def children(element: Element | None, wanted: str) -> Iterator[Element]:
    """All children of this name."""
    return (below for below in (() if element is None else element) if name(below) == wanted)


def attribute(element: Element | None, wanted: str = "val") -> str:
    """An attribute of Word's; empty where there is none."""
    return "" if element is None else str(element.get(f"{_ATTRIBUTE}{wanted}") or "")


def number(element: Element | None, wanted: str = "val") -> int | None:
    """An attribute that holds a whole number; None where it does not."""
    digits = attribute(element, wanted).removeprefix("+")
    sign = -1 if digits.startswith("-") else 1
    digits = digits.removeprefix("-")
    return sign * int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS else None


def flag(element: Element | None, wanted: str) -> bool | None:
    """Whether a property such as `<w:b/>` is on; None where it is not given."""
    found = child(element, wanted)
    return None if found is None else attribute(found) not in _OFF
