"""A finding, and the words that findings share."""

from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST_QUOTE = 70
_MOST_QUOTES = 4


@dataclass(frozen=True)
class Finding:
    """Something odd about a plan: what it is and what to do. `key` is the part, None for the whole paper."""

    code: str
    message: str
    key: int | None = None


def clause(place: str) -> str:
    """A clause of the decree on document work: "II.3" → "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3"."""
    return f"Nghị định 30/2020/NĐ-CP, Phụ lục I, mục {place}"


def quoted(text: str) -> str:
    """The words in quotation marks, their middle left out when they are long."""
    words = " ".join(text.split()).replace("“", "‘").replace("”", "’")
    if len(words) > _LONGEST_QUOTE:
        half = _LONGEST_QUOTE // 2
        words = f"{words[:half].rpartition(' ')[0]} … {words[-half:].partition(' ')[2]}"
    return f"“{words}”"


def listed(texts: Iterable[str]) -> str:
    """The first few words, each in quotation marks, and how many more there are."""
    quotes = [quoted(text) for text in dict.fromkeys(texts)]
    shown = ", ".join(quotes[:_MOST_QUOTES])
    more = len(quotes) - _MOST_QUOTES
    return f"{shown} và {more} chỗ khác" if more > 0 else shown
