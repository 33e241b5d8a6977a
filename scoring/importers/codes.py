"""The labels of a table's rows: "I", "1", "1.1", "a)", "-"."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from plans.content import LabelStyle
from plans.importers.labels import read_label


class Style(Enum):
    """Labels of one style stand side by side, or one below the other where others stand between."""

    PART = auto()
    UPPER = auto()
    ROMAN = auto()
    ARABIC = auto()
    DOTTED = auto()
    LETTER = auto()
    SMALL_ROMAN = auto()
    BRACKET = auto()
    DASH = auto()
    PLUS = auto()
    STAR = auto()
    NONE = auto()
    """A row without a label."""
    ABOVE = auto()
    """Of a line above the table, whatever its own style: it stands over all that is in the table."""


_NAMED = "tiêu chuẩn|tiêu chí|lĩnh vực|nhóm|nội dung|mục|chương|phần"
"""What numbered parts are called, where they are not only numbered."""
_NAMED_LABEL = re.compile(rf"((?:{_NAMED})\s+(?:\d{{1,2}}|[IVX]{{1,6}}|[A-H]))\s*[.:)]\s*(?=\S)", re.IGNORECASE)
_STYLES: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (Style.PART, re.compile(rf"phần\s+\w+(?: \w+)?|(?:{_NAMED})\s+(?:\d{{1,2}}|[IVX]{{1,6}}|[A-H])", re.IGNORECASE)),
    (Style.DOTTED, re.compile(r"(?:\d{1,3}|[IVX]{1,6}|[A-HĐ])(?:\.(?:\d{1,3}|[IVX]{1,6}|[a-zđ]))+")),
    (Style.ARABIC, re.compile(r"\d{1,3}")),
    (Style.ROMAN, re.compile(r"[IVX]{1,6}")),
    (Style.UPPER, re.compile(r"[A-ZĐ]")),
    (Style.LETTER, re.compile(r"[a-zđ]\d{0,2}|[ivx]{2,5}")),
    (Style.DASH, re.compile(r"[-–—•]")),
    (Style.PLUS, re.compile(r"\+")),
    (Style.STAR, re.compile(r"\*{1,3}")),
)
_BULLETS = (Style.DASH, Style.PLUS, Style.STAR)
_OF_LINES = {
    LabelStyle.PART: Style.PART,
    LabelStyle.UPPER: Style.UPPER,
    LabelStyle.ROMAN: Style.ROMAN,
    LabelStyle.ARABIC: Style.ARABIC,
    LabelStyle.DECIMAL: Style.DOTTED,
    LabelStyle.LETTER: Style.LETTER,
    LabelStyle.BRACKET: Style.BRACKET,
    LabelStyle.DASH: Style.DASH,
    LabelStyle.PLUS: Style.PLUS,
    LabelStyle.STAR: Style.STAR,
}


@dataclass(frozen=True)
class Code:
    """A label: how it is written, and without its closing marks."""

    style: Style
    written: str = ""
    core: str = ""
    inner: str = ""
    """The style by itself, of a label above a table."""

    @property
    def above(self) -> "Code":
        """The same in a line above a table."""
        return Code(Style.ABOVE, self.written, self.core, self.style.name)

    @property
    def is_number(self) -> bool:
        """Whether it tells rows apart, as bullets do not."""
        return self.style not in (*_BULLETS, Style.NONE)

    @property
    def rank(self) -> tuple[Style, str]:
        """Labels of one rank stand side by side: parts of different names do not."""
        return self.style, self.core.split()[0].casefold() if self.style is Style.PART else self.inner

    @property
    def shown(self) -> str:
        """As it is kept: bullets are no codes, because they do not tell rows apart."""
        return "" if self.style in _BULLETS else self.written


NO_CODE = Code(Style.NONE)


def read_code(text: str) -> Code | None:
    """The label that a cell holds and nothing else; None for words."""
    written = " ".join(text.split())
    core = written.strip("()").rstrip(".):/-– ")
    if re.fullmatch(r"\(\d{1,3}\)", written):
        return Code(Style.BRACKET, written, core)
    if re.fullmatch(r"\([ivx]{1,5}\)", written):
        return Code(Style.SMALL_ROMAN, written, core)
    style = next((style for style, pattern in _STYLES if pattern.fullmatch(core or written)), None)
    return None if style is None else Code(style, written, core or written)


def split_code(text: str) -> tuple[Code, str]:
    """The label that words begin with, and the words after it."""
    if named := _NAMED_LABEL.match(text):
        return Code(Style.PART, named[1], named[1]), text[named.end() :]
    label = read_label(text)
    if label is None or label.style not in _OF_LINES:
        return NO_CODE, text
    return Code(_OF_LINES[label.style], text[: label.end].strip(), label.core), text[label.end :].strip()
