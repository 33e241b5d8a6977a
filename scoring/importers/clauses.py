"""Words about scoring, clause by clause: what each says about points."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from thidua.lib.points import NumberError, parse_number

NUMBER = r"(\d+(?:[.,]\d+)?)"
POINTS = rf"{NUMBER}\s*(?:điểm|đ\b)"
AT_MOST = r"(?:tối đa|không quá|nhiều nhất|cao nhất)\s*(?:là\s*)?(?:không quá\s*)?"
NOT_AT_MOST = r"(?<!tối đa )(?<!không quá )(?<!tối đa là )(?<!nhiều nhất )(?<!cao nhất )"
_GIVEN = re.compile(rf"(?<![\d.,]){NOT_AT_MOST}(?<!tối đa trừ )(?<!tối đa cộng ){POINTS}", re.IGNORECASE)
_MOST = re.compile(rf"{AT_MOST}(?:bị\s+)?(?:trừ\s*|cộng\s*|được\s*)?{POINTS}", re.IGNORECASE)
_TAKEN = re.compile(rf"(?<!tối đa )trừ\s*(?:thêm\s*)?{POINTS}", re.IGNORECASE)
_MOST_TAKEN = re.compile(
    rf"tối đa\s+(?:bị\s+)?trừ|trừ\s+(?:tối đa|không quá|nhiều nhất)|không trừ quá\s*{POINTS}", re.IGNORECASE
)
_NOTHING = re.compile(
    r"trừ hết|(?<!\d)0+\s*điểm|không\s+(?:được\s+)?(?:có|tính|cộng|chấm|cho)(?:\s+\w+)?\s+điểm", re.IGNORECASE
)
_END = re.compile(r"[;\n]|\.(?=\s|$)")


def clauses_of(pieces: Iterable[str]) -> list[str]:
    """The clauses of some texts, in order."""
    return [clause for piece in pieces for part in _END.split(piece) if (clause := " ".join(part.split()))]


def points_of(written: str) -> Decimal:
    """A number of at most a few figures; 1.234 in running words is read as people write it."""
    try:
        return parse_number(written)
    except NumberError:
        return Decimal(written.replace(",", "."))


def given(clause: str) -> list[Decimal]:
    """The points that a clause gives or takes away; not the most that it allows."""
    return [points_of(match[1]) for match in _GIVEN.finditer(clause)]


def taken(clause: str) -> list[Decimal]:
    """The points that a clause takes away."""
    return [points_of(match[1]) for match in _TAKEN.finditer(clause)]


def limits_what_is_taken(clause: str) -> bool:
    """ "Trừ không quá 6 điểm"."""
    return _MOST_TAKEN.search(clause) is not None


def gives_nothing(clause: str) -> bool:
    """ "Dưới 80% không có điểm"."""
    return _NOTHING.search(clause) is not None


def most_of(clauses: Iterable[str]) -> Decimal | None:
    """The most points that words allow, where they name one number: "tối đa trừ 3 điểm"."""
    found = {points_of(match[1]) for clause in clauses for match in _MOST.finditer(clause)}
    return found.pop() if len(found) == 1 else None


def quoted(clauses: Iterable[str]) -> Iterator[str]:
    """For a doubt."""
    return (f"“{clause[:200]}”" for clause in dict.fromkeys(clauses))
