"""What every writer of papers must say alike: the words of the form itself, and the letters that can be printed."""

import re
from collections.abc import Iterable

from thidua.lib.dates import PartialDate, day_text, month_text

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

GAP = "\N{NO-BREAK SPACE}"
NUMBER_GAP, DAY_GAP, MONTH_GAP, YEAR_GAP = GAP * 6, GAP * 4, GAP * 4, GAP * 8
"""Blanks that three, two, two and four figures fit into: a space is half as wide as a figure."""

RECIPIENTS_BESIDE_SIGNATURE = 14
"""Recipients that reach to the foot of the signature beside them; the others follow, on the next page if need be."""

_LINE_SEPARATORS = re.compile("[\x0b\x0c\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
"""Control characters and the like, which have no sign in any font: a PDF/A must not contain them, nor XML most."""


def printable(text: str) -> str:
    """The text without what has no sign in any font."""
    return _INVISIBLE.sub("", _LINE_SEPARATORS.sub(" ", text))


def after_number(symbol: str) -> str:
    """The symbol with its stroke: "/KH-KTĐ6"; one of the Party brings its own mark: "-KH/CB"."""
    return symbol if symbol.startswith("-") else f"/{symbol}"


def date_words(date: PartialDate) -> tuple[str, str, str]:
    """Day, month and year as they stand in a date, or the gaps they are written into."""
    return (
        DAY_GAP if date.day is None else day_text(date.day),
        MONTH_GAP if date.month is None else month_text(date.month),
        YEAR_GAP if date.year is None else str(date.year),
    )


def capitals(texts: Iterable[str]) -> list[str]:
    """The texts in capitals, as letters and not as a look."""
    return [text.upper() for text in texts]


def labelled(label: str, text: str) -> str:
    """The text behind its label."""
    return f"{label} {text}" if label else text
