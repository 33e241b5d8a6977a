"""Labels in front of a line: "I.", "1.", "2.1.", "a)", "(1)", "-", "Phần I", "Điều 1."."""

import re
from dataclasses import dataclass

from plans.content import LabelStyle

_PATTERNS: tuple[tuple[LabelStyle, re.Pattern[str]], ...] = (
    (LabelStyle.PART, re.compile(r"(Phần\s+(?:thứ\s+\w+|[IVX]+|\d{1,2}))\s*[.:)]?(?=\s|$)", re.IGNORECASE)),
    (LabelStyle.ARTICLE, re.compile(r"(Điều\s+\d{1,3}[a-zđ]?)\s*[.:]")),
    (LabelStyle.DECIMAL, re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\s*[.)]?(?=\s|[^\W\d])")),
    (LabelStyle.ARABIC, re.compile(r"(\d{1,2})\s*(?:[.)]|/(?=\s))(?!\d)")),
    (LabelStyle.BRACKET, re.compile(r"\((\d{1,2})\)(?=\s|[^\W\d])")),
    (LabelStyle.ROMAN, re.compile(r"([IVX]{1,6})\s*(?:[.)/]|-(?=\s)|(?=\s-\s))(?!\d)")),
    (LabelStyle.UPPER, re.compile(r"([A-HĐ])\s*(?:[.)/])\s*(?=[^\W\d]{2})")),
    (LabelStyle.LETTER, re.compile(r"([a-zđ])\s*(?:\)|\.(?=\s))\s*")),
    (LabelStyle.DASH, re.compile(r"([-–—•●▪◦§➢►✓✔◆■\uf0b7\uf02d\uf0d8\uf0a7\uf0fc\uf076])(?![-–—_])\s*(?=\S)")),
    (LabelStyle.PLUS, re.compile(r"(\+)\s*(?=\S)")),
    (LabelStyle.STAR, re.compile(r"(\*{1,3})\s*(?=\S)")),
)


@dataclass(frozen=True)
class WrittenLabel:
    """A label as it stands in the text: its style, its core without closing marks, and where the words begin."""

    style: LabelStyle
    core: str
    end: int
    spaced: bool
    """Whether a space stands between label and words."""


def read_label(text: str) -> WrittenLabel | None:
    """The label a line begins with."""
    for style, pattern in _PATTERNS:
        if match := pattern.match(text):
            end = match.end()
            while end < len(text) and text[end] == " ":
                end += 1
            spaced = end >= len(text) or text[end - 1] == " "
            return WrittenLabel(style, " ".join(match[1].split()), end, spaced)
    return None


_PROPER_LABELS = {LabelStyle.DASH, LabelStyle.PLUS, LabelStyle.STAR}


def begins_paragraph(text: str) -> bool:
    """Whether a line begins a paragraph of its own: it has a label, and not one that wrapping made.

    "- 2030" and "- xã hội" are the ends of broken "2021 - 2030" and "kinh tế - xã hội", not bullets.
    """
    label = read_label(text)
    if label is None:
        return False
    if label.style in _PROPER_LABELS:
        return not text[label.end : label.end + 1].islower() and not re.match(r"\d{4}\b", text[label.end :])
    return True
