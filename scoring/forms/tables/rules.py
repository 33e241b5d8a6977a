"""The fields of each kind of criterion, and the rule that they make."""

from collections.abc import Callable, Collection, Mapping
from textwrap import shorten
from typing import Any

from django import forms

from plans.forms.editing.fields import LinesField, WordsField
from scoring.forms.tables.fields import BandsField, NamedPointsField, NumberField
from scoring.kinds import (
    Attendance,
    Band,
    Bands,
    Checklist,
    Deadline,
    Direct,
    External,
    LatePer,
    Level,
    Levels,
    PassFail,
    PerTime,
    PlusMinus,
    Ratio,
    Relative,
    Rule,
)
from scoring.plan_tasks import PlanTask

KINDS: dict[str, Any] = {
    kind.type: kind
    for kind in (
        Direct, PassFail, Levels, Bands, Ratio, PerTime, Deadline, Checklist, Attendance, PlusMinus, External, Relative,
    )
}  # fmt: skip
CHOICES = [(name, kind.NAME) for name, kind in KINDS.items()]
Fields = dict[str, forms.Field]
MOST_PARTS = 100


def _quantity() -> Fields:
    return {
        "quantity": WordsField(
            label="Số liệu phải nhập", required=False, max_length=300, help_text="Ví dụ: Số hồ sơ giải quyết đúng hạn."
        ),
        "unit": WordsField(label="Đơn vị tính", required=False, max_length=60, help_text="Ví dụ: hồ sơ, %, tỷ đồng."),
    }


def _levels() -> Fields:
    help_text = "Mỗi dòng một mức, dấu hai chấm rồi đến điểm. Ví dụ: Xuất sắc: 10."
    return {"levels": NamedPointsField(label="Các mức", rows=6, help_text=help_text)}


def _bands() -> Fields:
    help_text = "Mỗi dòng một khung. Ví dụ: từ 98: 10 (số liệu từ 98 trở lên được 10 điểm)."
    against = forms.BooleanField(
        label="Số liệu là tỷ lệ % so với chỉ tiêu hoặc tổng số", required=False,
        help_text="Đơn vị nhập số thực hiện và chỉ tiêu, máy tính tỷ lệ.",
    )  # fmt: skip
    return {"bands": BandsField(label="Các khung", rows=6, help_text=help_text), "of_target": against} | _quantity()


def _ratio() -> Fields:
    cap = NumberField(
        label="Tính tối đa (% điểm chuẩn)", required=False, help_text="100: không vượt điểm chuẩn. Trống: không hạn."
    )
    return {"cap_pct": cap} | _quantity()


def _per_time() -> Fields:
    unit = WordsField(label="Đếm gì", max_length=60, help_text="Ví dụ: lần, mô hình, sáng kiến.")
    return {"points": NumberField(label="Điểm mỗi lần"), "unit": unit}


def _deadline() -> Fields:
    choices = [(per.value, words) for per, words in Deadline.COUNTED.items()]
    return {
        "minus": NumberField(label="Điểm trừ mỗi lần chậm"),
        "per": forms.ChoiceField(label="Tính chậm theo", choices=choices),
    }


def task_field(tasks: Collection[PlanTask], linked: int | None) -> forms.ChoiceField:
    """Of a deadline: the task of the plan whose day counts; the one that is linked stays a choice when it is gone."""
    choices = [("", "(không gắn)"), *((str(task.key), shorten(str(task), 120, placeholder="…")) for task in tasks)]
    if linked is not None and str(linked) not in dict(choices):
        choices.append((str(linked), f"(nhiệm vụ mã {linked}, không còn trong kế hoạch)"))
    return forms.ChoiceField(
        label="Nhiệm vụ trong kế hoạch của năm", choices=choices, required=False,
        help_text="Nhiệm vụ có thời hạn mà tiêu chí này theo. Nhiệm vụ mới phải có trong kế hoạch trước.",
    )  # fmt: skip


def _checklist() -> Fields:
    help_text = "Mỗi dòng một phần việc; hoặc chỉ ghi số phần việc, ví dụ 4."
    return {"parts": LinesField(label="Các phần việc", rows=6, help_text=help_text)}


def _attendance() -> Fields:
    return {"minus": NumberField(label="Điểm trừ mỗi lần vắng")}


def _plus_minus() -> Fields:
    return {"least": NumberField(label="Điểm thấp nhất", help_text="Số âm, ví dụ -5.")}


def _external() -> Fields:
    help_text = "Ví dụ: bộ chỉ số cải cách hành chính của tỉnh."
    return {"source": WordsField(label="Lấy từ", required=False, max_length=300, help_text=help_text)}


_FIELDS: dict[Any, Callable[[], Fields]] = {
    Levels: _levels,
    Bands: _bands,
    Ratio: _ratio,
    PerTime: _per_time,
    Deadline: _deadline,
    Checklist: _checklist,
    Attendance: _attendance,
    PlusMinus: _plus_minus,
    External: _external,
    Relative: _quantity,
}


def rule_fields(kind: Any) -> Fields:
    """What a kind is told beside its name."""
    return _FIELDS[kind]() if kind in _FIELDS else {}


def rule_initial(rule: Rule) -> dict[str, Any]:
    """What the fields of a rule show."""
    match rule:
        case Levels(levels=levels):
            return {"levels": tuple((level.name, level.points) for level in levels)}
        case Bands(bands=bands):
            shown = {"bands": tuple((band.least, band.points) for band in bands), "of_target": rule.of_target}
            return shown | {"quantity": rule.quantity, "unit": rule.unit}
        case Checklist(parts=parts):
            return {"parts": str(parts) if isinstance(parts, int) else "\n".join(parts)}
        case PlusMinus(floor=floor):
            return {"least": floor}
        case Deadline():
            return {"minus": rule.minus, "per": rule.per.value, "task": "" if rule.task is None else str(rule.task)}
        case _:
            return {name: getattr(rule, name) for name in rule_fields(type(rule))}


def rule_of(kind: Any, typed: Mapping[str, Any], before: Rule | None) -> Rule:
    """The rule that was typed; what has no field (the task of a deadline, in a table of no single year) stays."""
    rule: Rule
    if kind is Levels:
        rule = Levels(levels=tuple(Level(name=name, points=points) for name, points in typed["levels"]))
    elif kind is Bands:
        bands = tuple(Band(least=least, points=points) for least, points in typed["bands"])
        rule = Bands(bands=bands, of_target=typed["of_target"], quantity=typed["quantity"], unit=typed["unit"])
    elif kind is Checklist:
        rule = Checklist(parts=_parts(typed["parts"]))
    elif kind is PlusMinus:
        rule = PlusMinus(floor=typed["least"])
    elif kind is Deadline:
        rule = Deadline(minus=typed["minus"], per=LatePer(typed["per"]), task=_task(typed, before))
    else:
        rule = kind(**{name: typed[name] for name in rule_fields(kind)})
    return rule


def _task(typed: Mapping[str, Any], before: Rule | None) -> int | None:
    if "task" in typed:
        return int(typed["task"]) if typed["task"] else None
    return before.task if isinstance(before, Deadline) else None


def _parts(text: str) -> tuple[str, ...] | int:
    if text.isascii() and text.isdigit() and len(text) < 4:
        return min(int(text), MOST_PARTS)
    return LinesField.lines_of(text)
