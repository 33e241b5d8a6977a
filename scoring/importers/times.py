"""Points for each time in words: "mỗi mô hình cộng 05 điểm", "vắng 01 buổi trừ 2 điểm", "5 điểm/sáng kiến"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.criteria import Counts
from scoring.importers.clauses import NOT_AT_MOST, POINTS, given, limits_what_is_taken, points_of, taken
from scoring.kinds import Attendance, Deadline, LatePer, PerTime, Rule

_VERB = r"(?P<verb>cộng|thưởng|được|chấm|tính|trừ|bị trừ)\s*(?:thêm\s*)?"
_ONE = r"(?:một\s+|0?1\s+)"
_OF_EACH = rf"(?:mỗi|cứ)\s+{_ONE}?"
_FOR_EACH = rf"(?:(?:cho|với|đối với)\s+)?(?:mỗi|từng)\s+{_ONE}?"
_GIVEN = rf"(?P<points>{POINTS})"
_EACH: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"{_OF_EACH}(?P<what>(?:(?!mỗi\s|(?<!căn )cứ\s)[^;\n]){{2,400}}?)[,:\s]*{_VERB}{_GIVEN}", re.IGNORECASE
    ),
    re.compile(
        rf"(?:{_VERB})?(?<![\d.,]){NOT_AT_MOST}{_GIVEN}(?:\s*/\s*(?:{_ONE}|mỗi\s+)?|\s+{_FOR_EACH})"
        r"(?P<what>[^\W\d][^,;.()/\n]{0,40})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:chậm|trễ|muộn|quá hạn|vắng)\s+(?:hạn\s+|mặt\s+|họp\s+)?{_ONE}(?P<what>[^\W\d][^;,:\n]{{1,60}}?)[,:\s]*"
        rf"(?P<verb>trừ|bị trừ)\s*{_GIVEN}",
        re.IGNORECASE,
    ),
    re.compile(rf"{_OF_EACH}(?P<what>[^\W\d][^;,.\n]{{1,60}}?)[:\s]\s*{NOT_AT_MOST}(?P<verb>){_GIVEN}", re.IGNORECASE),
)
"""From the surest on; the last has no verb."""
_COUNTED = (
    "lần", "trường hợp", "mô hình", "sáng kiến", "báo cáo", "văn bản", "hội nghị", "bài viết", "cá nhân", "tập thể",
    "buổi", "ngày", "vụ việc", "vụ", "lượt", "hồ sơ", "giải", "cuộc", "bài", "nội dung", "chỉ tiêu",
)  # fmt: skip
_PASSES = ("năm", "kỳ", "quý", "tháng", "tuần")
"""What passes by itself is not counted, unless points are taken away for it."""
_ABSENT = re.compile(r"\bvắng", re.IGNORECASE)
_LATE = re.compile(r"\b(?:chậm|trễ|quá hạn|muộn)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"(?:[^\W\d]+\s+){0,2}(?!0?1\b)\d")
"""Not each of something, but every few: "chậm 02 ngày", "10%"."""
_LONGEST_UNIT = 3
"""In words."""


@dataclass(frozen=True)
class Each:
    """What a clause gives or takes for each of something."""

    clause: str
    what: str
    points: Decimal
    takes: bool


@dataclass(frozen=True)
class Times:
    """The kind that says it; None with the clauses that no kind says."""

    rule: Rule | None
    left_out: tuple[str, ...] = ()


def times_of(clauses: Sequence[str], counts: Counts) -> Times | None:
    """None where the words speak of no such thing.

    What is added to points that the words give for something else, or comes in several sizes, is said by no kind.
    """
    found = [each for clause in clauses for each in _each_of(clause) if each.points > 0]
    if not found:
        return None
    first = found[0]
    if not first.takes or counts is Counts.DEDUCTION:
        rule: Rule | None = PerTime(points=first.points, unit=_unit(first.what))
    else:
        rule = _taking(first) if counts is Counts.SCORE else None
        if rule is None and not _LATE.search(first.clause):
            return None
    pointed = [clause for clause in clauses if given(clause)]
    ends = counts is Counts.SCORE and first.takes and any(map(limits_what_is_taken, pointed))
    if rule is None or ends or _says_more(found, pointed):
        return Times(None, tuple(pointed))
    return Times(rule)


def _each_of(clause: str) -> Iterator[Each]:
    """What a clause says so, each place once."""
    ends = 0
    for match in sorted((m for pattern in _EACH for m in pattern.finditer(clause)), key=lambda m: m.start("points")):
        takes = "trừ" in (match["verb"] or "").lower()
        passes = match["what"].lower().startswith(_PASSES) and not takes
        if match.start("points") >= ends and not passes:
            yield Each(clause, match["what"].lower(), _number(match), takes)
            ends = match.end("points")


def _number(match: re.Match[str]) -> Decimal:
    return points_of(re.split(r"[\sđĐ]", match["points"])[0])


def _says_more(found: Sequence[Each], pointed: Sequence[str]) -> bool:
    """Whether the words give or take other points than those of one kind of times, or for several at once."""
    takes = found[0].takes
    if len({(each.points, each.takes) for each in found}) > 1 or any(_SEVERAL.match(each.what) for each in found):
        return True
    stated = [points for clause in pointed for points in (taken if takes else given)(clause)]
    return sum(points > 0 for points in stated) > len(found)


def _taking(each: Each) -> Rule | None:
    """The kind of a criterion that loses points each time: for absences, days and reports."""
    if _ABSENT.search(each.clause):
        return Attendance(minus=each.points)
    if not _LATE.search(each.clause):
        return None
    if re.search(r"\bngày\b", each.what):
        return Deadline(minus=each.points, per=LatePer.DAY)
    is_report = each.what.startswith("báo cáo") or (each.what.startswith("lần") and "báo cáo" in each.clause.lower())
    return Deadline(minus=each.points, per=LatePer.REPORT) if is_report else None


def _unit(what: str) -> str:
    short = what.strip() if len(what.split()) <= _LONGEST_UNIT else "lần"
    return next((word for word in _COUNTED if what.startswith(word)), short)
