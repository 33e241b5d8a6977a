"""How a criterion is scored, in words for people: one sentence of its kind and settings."""

from typing import assert_never

from scoring.criteria import Criteria, LateMinus, ResultClass
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
    Rule,
)
from thidua.lib.points import number_text


def rule_text(rule: Rule) -> str:
    """The kind by its name, and what it is told beside: "Theo số lần: 5 điểm mỗi mô hình"."""
    said = settings_text(rule)
    return f"{rule.NAME}: {said}" if said else rule.NAME


def settings_text(rule: Rule) -> str:
    """What a rule says beside its kind; "" for nothing."""
    match rule:
        case Direct() | PassFail():
            return ""
        case Levels(levels=levels):
            return "; ".join(f"{level.name} {number_text(level.points)} điểm" for level in levels)
        case Bands():
            return _bands(rule)
        case Checklist(parts=parts):
            return f"{parts} phần việc, điểm chia đều" if isinstance(parts, int) else "; ".join(parts)
        case External(source=source):
            return source
        case _:
            return _reckoning(rule)


def _reckoning(rule: Ratio | PerTime | Deadline | Attendance | PlusMinus | Relative) -> str:
    """How the points follow from what was counted."""
    match rule:
        case Ratio(cap_pct=cap):
            end = "không giới hạn" if cap is None else f"tối đa {number_text(cap)}% điểm chuẩn"
            return f"{_of(rule.quantity)}điểm chuẩn nhân tỷ lệ thực hiện so với chỉ tiêu, {end}"
        case PerTime(points=points, unit=unit):
            return f"{number_text(points)} điểm mỗi {unit}"
        case Deadline(minus=minus, per=per):
            return f"mỗi {Deadline.COUNTED[per]} chậm trừ {number_text(minus)} điểm"
        case Attendance(minus=minus):
            return f"mỗi lần vắng trừ {number_text(minus)} điểm"
        case PlusMinus(floor=floor):
            return f"trừ đến {number_text(abs(floor))} điểm"
        case Relative(quantity=quantity):
            return f"{_of(quantity)}đạt chỉ tiêu được nửa điểm chuẩn, vượt nhiều nhất khối được trọn điểm"
        case unknown:
            assert_never(unknown)


def _bands(rule: Bands) -> str:
    unit = "%" if rule.of_target else rule.unit
    unit = unit if unit in ("", "%") else f" {unit}"
    what = f"{rule.quantity or 'số thực hiện'} so với chỉ tiêu, " if rule.of_target else _of(rule.quantity)
    ordered = sorted(rule.bands, key=lambda band: band.least, reverse=True)
    return what + "; ".join(f"từ {number_text(band.least)}{unit}: {number_text(band.points)} điểm" for band in ordered)


def _of(quantity: str) -> str:
    return f"{quantity}, " if quantity else ""


def settings_lines(criteria: Criteria) -> tuple[str, ...]:
    """The table's own rules, a sentence each."""
    scale = number_text(criteria.scale)
    bonus = (
        "Tổng điểm được vượt thang điểm." if criteria.bonus_over_scale else f"Tổng điểm không vượt quá {scale} điểm."
    )
    cap = criteria.bonus_cap
    aside = criteria.not_applicable
    step = number_text(criteria.step)
    lines = [
        f"Thang điểm {scale}; điểm chấm theo bước {step}, làm tròn {criteria.decimals} chữ số thập phân.",
        bonus + (f" Điểm thưởng được tính tối đa {number_text(cap)} điểm." if cap is not None else ""),
        late_text(criteria),
    ]
    if aside.allowed:
        share = "" if aside.max_pct is None else f", nhiều nhất {number_text(aside.max_pct)}% thang điểm"
        carried = "; điểm được quy đổi về cả thang" if aside.normalise else ""
        lines.append(f"Tiêu chí không phát sinh nhiệm vụ thì không chấm{share}{carried}.")
    return tuple(lines)


def class_text(each: ResultClass) -> str:
    """What opens a class."""
    floor = "" if each.floor_pct is None else f", mỗi tiêu chí đạt từ {number_text(each.floor_pct)}% điểm chuẩn"
    return f"{each.name}: từ {number_text(each.min)} điểm trở lên{floor}."


def late_text(criteria: Criteria) -> str:
    """What becomes of a sheet that comes late."""
    late = criteria.late
    if not isinstance(late, LateMinus):
        return f"Nộp chậm: {late.NAME[0].lower()}{late.NAME[1:]}."
    most = "" if late.most is None else f", nhiều nhất {number_text(late.most)} điểm"
    return f"Nộp chậm: mỗi ngày trừ {number_text(late.per_day)} điểm{most}."
