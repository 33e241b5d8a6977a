"""How criteria are scored: whether each rule's own figures can be right."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import assert_never

from scoring.criteria import Counts, Criteria, Criterion, counts_below, leaves
from scoring.criteria_review.finding import Finding, called
from scoring.kinds import (
    Attendance,
    Bands,
    Checklist,
    Deadline,
    Direct,
    External,
    Levels,
    PassFail,
    PerTime,
    PlusMinus,
    Ratio,
    Relative,
)
from thidua.lib.points import has_at_most, number_text

_FOR_DEDUCTIONS = (Direct, Levels, Bands, PerTime)


def findings(criteria: Criteria) -> Iterator[Finding]:
    for criterion, above in leaves(criteria):
        if counts_below(above) is Counts.DEDUCTION and not isinstance(criterion.rule, _FOR_DEDUCTIONS):
            names = ", ".join(f"“{kind.NAME}”" for kind in _FOR_DEDUCTIONS)
            yield _finding(
                criterion,
                "NOT_FOR_DEDUCTIONS",
                f"cách chấm “{criterion.rule.NAME}” không dùng cho điểm trừ. Hãy chọn một trong: {names}",
            )
        yield from _rule(criterion)
        if not all(has_at_most(criteria.decimals, points) for points in _points_of(criterion)):
            yield _finding(
                criterion,
                "RULE_DECIMALS",
                f"cách chấm có điểm lẻ hơn {criteria.decimals} chữ số thập phân của bảng. Hãy làm tròn các số điểm này",
            )


def _finding(criterion: Criterion, code: str, message: str, *, blocking: bool = True) -> Finding:
    return Finding(code, f"{called(criterion)}: {message}.", criterion.key, blocking)


def _points_of(criterion: Criterion) -> Iterable[Decimal]:
    """The points that the rule itself names."""
    match criterion.rule:
        case Levels(levels=named):
            return [level.points for level in named]
        case Bands(bands=bands):
            return [band.points for band in bands]
        case PerTime(points=points):
            return [points]
        case Deadline(minus=points) | Attendance(minus=points) | PlusMinus(floor=points):
            return [points]
        case Direct() | PassFail() | Ratio() | Checklist() | External() | Relative():
            return []
        case unknown:
            assert_never(unknown)


def _rule(criterion: Criterion) -> Iterator[Finding]:
    match criterion.rule:
        case Levels() as rule:
            yield from _levels(criterion, rule)
        case Bands() as rule:
            yield from _bands(criterion, rule)
        case PerTime() as rule:
            yield from _per_time(criterion, rule)
        case Ratio() as rule:
            yield from _ratio(criterion, rule)
        case Deadline() | Attendance() as rule:
            yield from _minus(criterion, rule.minus)
        case Checklist() as rule:
            yield from _checklist(criterion, rule)
        case PlusMinus(floor=floor):
            if floor >= 0:
                yield _finding(criterion, "PLUS_MINUS_FLOOR", "điểm trừ nhiều nhất phải nhỏ hơn 0. Hãy nhập số âm")
        case Direct() | PassFail() | External() | Relative():
            pass
        case unknown:
            assert_never(unknown)


def _levels(criterion: Criterion, rule: Levels) -> Iterator[Finding]:
    names = [level.name.strip() for level in rule.levels]
    if len(names) < 2:
        yield _finding(criterion, "LEVELS_FEW", "cần ít nhất hai mức. Hãy thêm mức")
    if "" in names or len(set(names)) < len(names):
        yield _finding(
            criterion, "LEVELS_NAMES", "có mức chưa có tên hoặc trùng tên. Hãy đặt tên khác nhau cho các mức"
        )
    yield from _within_max(criterion, "LEVELS", "mức", [level.points for level in rule.levels])


def _bands(criterion: Criterion, rule: Bands) -> Iterator[Finding]:
    bands = sorted(rule.bands, key=lambda band: band.least)
    if not bands:
        yield _finding(criterion, "BANDS_NONE", "chưa có khung số liệu. Hãy thêm khung")
    if any(lower.least == higher.least for lower, higher in pairwise(bands)):
        yield _finding(criterion, "BANDS_TWICE", "có hai khung bắt đầu từ cùng một số. Hãy sửa một khung")
    points = [band.points for band in bands]
    if points not in (sorted(points), sorted(points, reverse=True)):
        yield _finding(
            criterion,
            "BANDS_NOT_MONOTONE",
            "điểm các khung lúc tăng lúc giảm. Hãy sửa để điểm chỉ tăng hoặc chỉ giảm khi số liệu tăng",
        )
    if bands and points[0] > points[-1] and bands[0].least > 0:
        yield _finding(
            criterion,
            "BANDS_FROM_ABOVE_0",
            f"số liệu càng nhỏ càng nhiều điểm, nhưng dưới {number_text(bands[0].least)} lại được 0 điểm. "
            "Hãy cho khung đầu tiên bắt đầu từ 0",
            blocking=False,
        )
    yield from _within_max(criterion, "BANDS", "khung", points)


def _within_max(criterion: Criterion, code: str, what: str, points: list[Decimal]) -> Iterator[Finding]:
    most = criterion.max
    if any(each < 0 or (most is not None and each > most) for each in points):
        until = f" đến điểm chuẩn {number_text(most)}" if most is not None else " trở lên"
        yield _finding(criterion, f"{code}_BEYOND_MAX", f"điểm mỗi {what} phải từ 0{until}. Hãy sửa điểm các {what}")
    elif points and most is not None and max(points) < most:
        yield _finding(
            criterion,
            f"{code}_BELOW_MAX",
            f"không {what} nào đạt điểm chuẩn {number_text(most)}. Hãy kiểm tra điểm các {what}",
            blocking=False,
        )


def _per_time(criterion: Criterion, rule: PerTime) -> Iterator[Finding]:
    if rule.points <= 0:
        yield _finding(criterion, "PER_TIME", "điểm mỗi lần phải lớn hơn 0. Hãy sửa điểm mỗi lần")
    elif criterion.max is not None and rule.points > criterion.max:
        yield _finding(
            criterion,
            "PER_TIME_BEYOND_MAX",
            f"điểm mỗi lần {number_text(rule.points)} lớn hơn điểm tối đa {number_text(criterion.max)}. "
            "Hãy sửa một trong hai số",
        )
    if not rule.unit.strip():
        yield _finding(criterion, "PER_TIME_UNIT", "chưa nói đếm gì. Hãy nhập đơn vị đếm, ví dụ “lần”, “mô hình”")


def _ratio(criterion: Criterion, rule: Ratio) -> Iterator[Finding]:
    if rule.cap_pct is not None and rule.cap_pct < 100:
        yield _finding(
            criterion,
            "RATIO_CAP",
            "mức tối đa dưới 100% thì hoàn thành chỉ tiêu cũng không đạt điểm chuẩn. Hãy nhập từ 100% trở lên",
        )
    elif rule.cap_pct != 100:
        limit = "không giới hạn" if rule.cap_pct is None else f"tới {number_text(rule.cap_pct)}% điểm chuẩn"
        yield _finding(
            criterion,
            "RATIO_OVER_MAX",
            f"vượt chỉ tiêu thì được điểm vượt điểm chuẩn, {limit}. Hãy đặt mức tối đa 100% nếu không muốn vậy",
            blocking=False,
        )


def _minus(criterion: Criterion, minus: Decimal) -> Iterator[Finding]:
    if minus <= 0:
        yield _finding(criterion, "MINUS", "điểm trừ mỗi lần phải lớn hơn 0. Hãy nhập số dương")
    elif criterion.max is not None and minus > criterion.max:
        yield _finding(
            criterion,
            "MINUS_BEYOND_MAX",
            f"điểm trừ mỗi lần {number_text(minus)} lớn hơn điểm chuẩn {number_text(criterion.max)}: một lần là "
            "mất hết điểm. Hãy kiểm tra điểm trừ",
            blocking=False,
        )


def _checklist(criterion: Criterion, rule: Checklist) -> Iterator[Finding]:
    if rule.count < 1:
        yield _finding(criterion, "CHECKLIST_NONE", "chưa có phần việc nào. Hãy nhập các phần việc")
    if isinstance(rule.parts, tuple):
        names = [part.strip() for part in rule.parts]
        if "" in names or len(set(names)) < len(names):
            yield _finding(criterion, "CHECKLIST_NAMES", "có phần việc để trống hoặc trùng nhau. Hãy sửa các phần việc")
