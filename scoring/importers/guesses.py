"""How a criterion is scored, guessed from its words. A guess is never more than that: each is told as a doubt."""

import re
from collections.abc import Sequence
from decimal import Decimal

from scoring.criteria import Counts
from scoring.kinds import (
    Attendance,
    Band,
    Bands,
    Deadline,
    Direct,
    LatePer,
    Level,
    Levels,
    PassFail,
    PerTime,
    Ratio,
    Rule,
)
from thidua.lib.points import NumberError, parse_number

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_POINTS = rf"{_NUMBER}\s*(?:điểm|đ\b)"
_LEVEL = re.compile(rf"[-+*•]?\s*(?P<name>[^:\n]{{3,300}}):\s*(?:được\s*)?{_NUMBER}\s*(?:điểm|đ)?\s*[.;]?")
_BAND = re.compile(
    rf"(?P<how>từ|trên|hơn|đạt|dưới|bằng|[≥>]=?|[≤<]=?)\D{{0,20}}?(?P<least>\d+(?:[.,]\d+)?)\s*%?[^;.\n]{{0,60}}?"
    rf"(?:cộng|được|chấm|tính|trừ|:|=|-|–)\s*(?:thêm\s*)?{_POINTS}",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"(?:mỗi|cứ)\s+(?:một\s+)?(?P<what>(?:(?!mỗi\s|(?<!căn )cứ\s)[^;.\n]){2,400}?)[,\s]*"
    r"(?P<verb>cộng|được|chấm|tính|trừ|bị trừ)"
    rf"\s*(?:thêm\s*)?(?P<points>{_POINTS})",
    re.IGNORECASE,
)
_EACH_AFTER = re.compile(
    rf"(?P<verb>cộng|thưởng|được|chấm|tính|trừ)\s*(?:thêm\s*)?(?P<points>{_POINTS})\s*/\s*(?:0?1\s+|mỗi\s+)?"
    r"(?P<what>[^\W\d][^,;.()/\n]{0,40})",
    re.IGNORECASE,
)
_GIVEN = re.compile(rf"(?<![\d.,])(?<!tối đa )(?<!không quá )(?<!tối đa là ){_POINTS}", re.IGNORECASE)
_PART = re.compile(r"(?<=[;\n])|(?<=\.\s)")
_FAILED = re.compile(
    r"không\s+(?:đạt|có|thực hiện|hoàn thành|bảo đảm|đảm bảo|tổ chức|tham gia)[^;.\n]{0,80}?"
    r"(?:không\s+(?:được\s+)?(?:cộng|tính|chấm)|(?<!\d)0+\s*điểm)|đạt\s*(?:/|hoặc)\s*không\s+đạt",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"điểm\s*=\s*tỷ lệ|tỷ lệ[^.;\n]{0,40}(?:nhân|[x×*])\s*(?:với\s*)?(?:số\s*)?điểm|"
    r"(?:tính|chấm)\s+(?:điểm\s+)?theo\s+tỷ lệ|tương ứng (?:với )?tỷ lệ",
    re.IGNORECASE,
)
_COUNTED = (
    "trường hợp", "mô hình", "sáng kiến", "báo cáo", "văn bản", "hội nghị", "bài viết", "cá nhân", "tập thể", "buổi",
    "ngày", "vụ việc", "vụ", "lượt", "hồ sơ", "giải", "cuộc", "bài", "nội dung", "chỉ tiêu",
)  # fmt: skip
_ABSENT = re.compile(r"\bvắng", re.IGNORECASE)
_LATE = re.compile(r"\b(?:chậm|trễ|quá hạn|muộn)\b", re.IGNORECASE)


def guess(text: str, guide: Sequence[str], counts: Counts) -> Rule:
    """The kind that the words speak of; Direct where they speak of none."""
    whole = "\n".join((text, *guide))
    lines = [line for piece in guide for line in re.split(r"[\n;]", piece)]
    levels, bands = _levels(lines), _bands(whole)
    measured = bands and len(bands.bands) >= (len(levels.levels) if levels else 0)
    named = (bands if measured else levels) or _each(whole, counts)
    if named:
        return named
    if counts is not Counts.DEDUCTION:
        if _FAILED.search(whole):
            return PassFail()
        if _SHARE.search(whole):
            return Ratio(cap_pct=Decimal(100))
    return Direct()


def _levels(lines: Sequence[str]) -> Levels | None:
    """Lines of their own, each a result and its points: "Đạt hoặc vượt chỉ tiêu: 2,5"."""
    found = [match for line in lines if (match := _LEVEL.fullmatch(line.strip()))]
    names = [" ".join(match["name"].split()) for match in found]
    if len(found) < 2 or len(set(names)) < len(names):
        return None
    return Levels(levels=tuple(Level(name=n, points=_points(match[2])) for n, match in zip(names, found, strict=True)))


def _bands(whole: str) -> Bands | None:
    """ "Từ 88 - 90% cộng 02 điểm; từ 90 - 95% cộng 03 điểm": two bands or more."""
    bands: dict[Decimal, Decimal] = {}
    pieces = [match for piece in _PART.split(whole) if (match := _BAND.search(piece))]
    for match in pieces:
        least = Decimal(0) if match["how"].lower() == "dưới" or match["how"][0] in "≤<" else _points(match["least"])
        bands.setdefault(least, _points(match[3]))
    if len(bands) < 2:
        return None
    unit = "%" if "%" in whole else ""
    return Bands(bands=tuple(Band(least=least, points=bands[least]) for least in sorted(bands)), unit=unit)


def _each(whole: str, counts: Counts) -> Rule | None:
    """ "Mỗi mô hình cộng 05 điểm"; "mỗi lần vắng trừ 5 điểm", "mỗi ngày chậm trừ 0,5 điểm" of a score.

    What is added to points that the words give for something else is none of that.
    """
    match = _EACH.search(whole) or _EACH_AFTER.search(whole)
    if match is None:
        return None
    points, what = _points(re.split(r"[\sđ]", match["points"])[0]), match["what"].lower()
    if points <= 0:
        return None
    takes = "trừ" in match["verb"].lower()
    if not takes and counts is Counts.SCORE and len(_GIVEN.findall(whole)) > 1:
        return None
    if not takes or counts is Counts.DEDUCTION:
        unit = next((word for word in _COUNTED if what.startswith(word)), "lần")
        return PerTime(points=points, unit=unit)
    if counts is Counts.SCORE and _ABSENT.search(what):
        return Attendance(minus=points)
    if counts is Counts.SCORE and _LATE.search(what):
        return Deadline(minus=points, per=LatePer.REPORT if what.startswith("báo cáo") else LatePer.DAY)
    return None


def _points(written: str) -> Decimal:
    """A number of at most a few figures; 1.234 in running words is read as people write it."""
    try:
        return parse_number(written)
    except NumberError:
        return Decimal(written.replace(",", "."))
