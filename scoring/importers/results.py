"""Levels and bands in words: results with their points, "Tốt: 8 điểm; Khá: 6 điểm", "Từ 95% được 10 điểm"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.importers.clauses import NUMBER, POINTS, given, gives_nothing, points_of
from scoring.kinds import Band, Bands, Level, Levels

_LEVEL = re.compile(rf"[-+*•]?\s*(?P<name>[^:\n]{{3,300}}):\s*(?:được\s*)?{NUMBER}\s*(?:điểm|đ)?\s*[.;]?")
_FROM = r"từ|trên|hơn|dưới|bằng|[≥>]=?|[≤<]=?"
_BAND = re.compile(
    rf"(?P<before>.*?)(?:đạt\s+)?(?P<how>{_FROM}|đạt)(?:(?!{_FROM})\D){{0,20}}?(?P<least>\d+(?:[.,]\d+)?)\s*%?"
    rf"(?P<between>[^;.\n]{{0,60}}?)(?:cộng|được|chấm|tính|trừ|:|=|-|–)\s*(?P<added>thêm\s*)?{POINTS}",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"(?<!hoặc )(?<!và )(?<!, )(?<!/)\bvượt|\btăng\b|\bgiảm\b", re.IGNORECASE)
_CHANGES_POINTS = re.compile(r"\b(?:cộng thêm|thêm|mỗi|trừ)\b|(?<!căn )\bcứ\b", re.IGNORECASE)


@dataclass(frozen=True)
class Results:
    """What was understood of some clauses, and which of the others speak of points."""

    rule: Levels | Bands
    left_out: tuple[str, ...] = ()

    @property
    def contradicts(self) -> bool:
        """Whether what was left out changes the points that the results give."""
        return any(_CHANGES_POINTS.search(clause) for clause in self.left_out)


def results_of(clauses: Sequence[str], lines: Sequence[str]) -> Results | None:
    """Two results or more: bands, unless the lines name more of them than there are numbers."""
    levels, bands = _levels(lines), _bands(clauses)
    if bands and isinstance(bands.rule, Bands):
        known = len(levels.rule.levels) if levels and isinstance(levels.rule, Levels) else 0
        return bands if len(bands.rule.bands) >= known else levels
    return levels


def _levels(lines: Sequence[str]) -> Results | None:
    """Lines of their own, each a result and its points: "Đạt hoặc vượt chỉ tiêu: 2,5"."""
    found = [(line, match) for line in lines if (match := _LEVEL.fullmatch(line.strip()))]
    names = [" ".join(match["name"].split()) for _, match in found]
    if len(found) < 2 or len(set(names)) < len(names):
        return None
    levels = (Level(name=name, points=points_of(match[2])) for name, (_, match) in zip(names, found, strict=True))
    return Results(Levels(levels=tuple(levels)), _others(lines, [line for line, _ in found]))


def _bands(clauses: Sequence[str]) -> Results | None:
    """ "Từ 88 - 90% cộng 02 điểm; từ 90 - 95% cộng 03 điểm", where bands can say it: each from a number on, in one
    measure, without a gap, and none on top of another."""
    found = [(clause, match) for clause in clauses if (match := _BAND.match(clause))]
    matches = [match for _, match in found]
    bands: dict[Decimal, Decimal] = {}
    for match in matches:
        points = points_of(match[match.lastindex or 0])
        if bands.setdefault(_least(match), points) != points:
            return None
    if len(bands) < 2 or any(map(_is_strict, matches)) or _is_mixed(matches) or _has_gap(matches):
        return None
    unit = "%" if any("%" in clause for clause in clauses) else ""
    rule = Bands(bands=tuple(Band(least=least, points=bands[least]) for least in sorted(bands)), unit=unit)
    return Results(rule, _others(clauses, [clause for clause, _ in found], below_all=True))


def _least(match: re.Match[str]) -> Decimal:
    return Decimal(0) if _is_below(match) else points_of(match["least"])


def _is_below(match: re.Match[str]) -> bool:
    return match["how"].lower() == "dưới" or match["how"][0] in "≤<"


def _is_strict(match: re.Match[str]) -> bool:
    """Whether the number itself lies on the other side than bands put it: "trên 3%" without "trở lên", "≤ 5"."""
    how = match["how"].lower()
    return how in ("≤", "<=", "≤=") or (how in ("trên", "hơn", ">") and "trở lên" not in match["between"].lower())


def _is_mixed(matches: Sequence[re.Match[str]]) -> bool:
    """Whether some speak of a change, or of points on top, and others do not."""
    changes = {bool(_CHANGE.search(match["before"])) for match in matches}
    return len(changes) > 1 or len({match["added"] is None for match in matches}) > 1


def _has_gap(matches: Sequence[re.Match[str]]) -> bool:
    """Whether the band below a number ends elsewhere than the next one begins."""
    begins = [_least(match) for match in matches if not _is_below(match)]
    ends = [points_of(match["least"]) for match in matches if _is_below(match)]
    return bool(begins) and any(end != min(begins) for end in ends)


def _others(clauses: Sequence[str], used: Sequence[str], *, below_all: bool = False) -> tuple[str, ...]:
    """Further clauses about points; bands give nothing below all of them by themselves."""
    rest = (clause.strip() for clause in clauses if clause not in used)
    return tuple(each for each in rest if given(each) or (gives_nothing(each) and not below_all))
