"""Points as tables write them: "10", "10,0 điểm", "Tối đa 10đ", "5 - 10", "trừ 1 điểm/lần", "+2đ/bài, tối đa 6đ"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from thidua.lib.points import NumberError, parse_number

MOST_POINTS = Decimal(100_000)
"""More than any scale in use by far."""

_NUMBER = r"\d+(?:[.,]\d+)*"
_UNIT = r"\s*\(?(?:điểm|đ)?\)?"
_WORDS = r"mức|từ|được|cộng|thưởng|bị|trừ|thêm|tối đa|không quá|đến|≤|<="
_POINTS = re.compile(
    rf"(?P<lead>(?:(?:{_WORDS})\s*)*)"
    rf"(?P<sign>[-+−–]?)\s*(?P<first>{_NUMBER}){_UNIT}"
    rf"(?:\s*(?:-|–|−|(?P<to>đến)(?:\s*(?P<again>[-+−–]))?)\s*(?P<last>{_NUMBER}){_UNIT})?"
    r"(?:\s*/\s*(?:0?1\s+|mỗi\s+|một\s+)?(?P<what>[^\W\d][^,;()/]{0,40}?))?"
    r"(?:\s*[,;(]?\s*(?:nhưng\s+)?(?:tối đa|không quá|cao nhất|nhiều nhất)\s*(?:là\s*)?"
    rf"(?P<most>{_NUMBER}){_UNIT})?\s*\.?",
    re.IGNORECASE,
)
_IN_WORDS = rf"(?:(?:{_WORDS})\s*)*[-+−–]?\s*{_NUMBER}(?:\s*(?:-|–|−|đến)\s*{_NUMBER})?\s*(?:điểm|đ)"
_AT_END = re.compile(
    rf"\s*(?:[(\[]\s*(?P<inside>{_IN_WORDS})\s*[)\]]|(?::|=|\s[-–])\s*(?P<after>{_IN_WORDS}))\s*[.:;]*$", re.IGNORECASE
)
_STATED = re.compile(r"\d\s*(?:điểm|đ)\b", re.IGNORECASE)
_OF_A_TIME = frozenset({"năm", "kỳ", "quý", "tháng", "tuần"})
"""What passes by itself is not counted: 10 điểm/năm is 10."""


@dataclass(frozen=True)
class Points:
    """What a cell, or the end of a line, says about points."""

    max: Decimal | None
    """None where points are given or taken each time and nothing says how many at the most."""
    is_minus: bool = False
    from_range: bool = False
    """Whether there was a lower end too, which is not kept."""
    each: Decimal | None = None
    """For each `unit`."""
    unit: str = ""


def read_points(text: str) -> Points | None:
    """The points that a text states and nothing else; None for other words, and for what could mean two numbers."""
    match = _POINTS.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    try:
        first, last, most = (parse_number(match[name]) if match[name] else None for name in ("first", "last", "most"))
    except NumberError:
        return None
    turns = match["to"] is not None and _is_taken(match["again"] or "") != _is_taken(match["sign"])
    if first is None or turns or max(first, last or first, most or first) > MOST_POINTS:
        return None
    is_minus = "trừ" in match["lead"].lower() or _is_taken(match["sign"])
    what = (match["what"] or "").lower()
    if what and what not in _OF_A_TIME:
        return Points(most, is_minus, from_range=last is not None, each=last or first, unit=what)
    end = most or (last and max(first, last))
    return Points(first if end is None else end, is_minus, from_range=end is not None)


def states_points(text: str) -> bool:
    """Whether words speak of a number of points, among others."""
    return _STATED.search(text) is not None


def _is_taken(sign: str) -> bool:
    return sign in tuple("-−–")


def split_points(text: str) -> tuple[str, Points] | None:
    """A heading and the points at its end: "Công tác Đảng (20 điểm)", "Chuyên môn: 60 điểm"; None without any."""
    match = _AT_END.search(text)
    points = read_points(match["inside"] or match["after"]) if match else None
    if match is None or points is None or not text[: match.start()].strip():
        return None
    return text[: match.start()].strip(), points
