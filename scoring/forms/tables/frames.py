"""Forms of what a table has as a whole: settings, classes, conditions."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from plans.forms.editing.fields import LinesField, WordsField
from scoring import edits
from scoring.criteria import Criteria, LateMinus, LateRecorded, LateRefused, NotApplicable, ResultClass
from scoring.forms.tables.base import TableForm
from scoring.forms.tables.fields import NOTHING, NumberField, number_of
from thidua.lib.points import number_text
from thidua.lib.text import fold

LATE = (LateRecorded, LateMinus, LateRefused)


class FrameForm(TableForm):
    """A form of some of the table's own fields."""

    names: ClassVar[tuple[str, ...]]
    """The fields of the table that it is about."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        criteria: Criteria,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=self.initial_of(criteria) | dict(initial or {}))
        self.criteria = criteria
        self.seen = edits.mark_of(edits.frame(criteria, self.names))

    @staticmethod
    def initial_of(criteria: Criteria, /) -> dict[str, Any]:
        """What the fields show."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """The fields of the table as typed."""
        raise NotImplementedError

    def applied(self, criteria: Criteria, seen: str) -> Criteria:
        return edits.with_frame(criteria, self.names, seen, **self.values())


class SettingsForm(FrameForm):
    """Title, scale, bonuses, lateness, what does not apply."""

    title = "Tên bảng, thang điểm và quy định chung"
    names = ("title", "scale", "decimals", "step", "bonus_over_scale", "bonus_cap", "late", "not_applicable")

    name = WordsField(label="Tên bảng", rows=2, max_length=600)
    scale = NumberField(
        label="Thang điểm", least=NOTHING, help_text="Tổng điểm chuẩn, không kể điểm thưởng và điểm trừ: 100, 1.000…"
    )
    step = NumberField(
        label="Bước điểm", least=NOTHING, help_text="Điểm người chấm cho là bội của bước này: 0,5; 0,25; 1."
    )
    decimals = forms.TypedChoiceField(
        label="Làm tròn đến",
        coerce=int,
        choices=[(0, "số nguyên"), (1, "1 chữ số thập phân"), (2, "2 chữ số thập phân")],
    )
    bonus_over_scale = forms.BooleanField(label="Tổng điểm (kể cả điểm thưởng) được vượt thang điểm", required=False)
    bonus_cap = NumberField(label="Điểm thưởng tính tối đa", required=False, help_text="Để trống nếu không giới hạn.")
    late = forms.ChoiceField(label="Khi nộp bảng tự chấm chậm", choices=[(kind.type, kind.NAME) for kind in LATE])
    per_day = NumberField(label="Điểm trừ mỗi ngày chậm", required=False)
    most = NumberField(label="Trừ nộp chậm nhiều nhất", required=False, help_text="Để trống nếu không giới hạn.")
    allowed = forms.BooleanField(label="Cho bỏ qua tiêu chí không phát sinh nhiệm vụ", required=False)
    normalise = forms.BooleanField(
        label="Khi bỏ qua: quy đổi điểm về cả thang", required=False,
        help_text="Điểm đạt được : (thang điểm - điểm chuẩn bỏ qua) x thang điểm.",
    )  # fmt: skip
    max_pct = NumberField(
        label="Được bỏ qua nhiều nhất (% thang điểm)", required=False, help_text="Để trống nếu không giới hạn."
    )

    @staticmethod
    def initial_of(criteria: Criteria, /) -> dict[str, Any]:
        late, aside = criteria.late, criteria.not_applicable
        own = ("scale", "step", "decimals", "bonus_over_scale", "bonus_cap")
        return {"name": criteria.title, "late": late.type} | {name: getattr(criteria, name) for name in own} | {
            "per_day": late.per_day if isinstance(late, LateMinus) else None,
            "most": late.most if isinstance(late, LateMinus) else None,
            "allowed": aside.allowed, "normalise": aside.normalise, "max_pct": aside.max_pct,
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("late") == LateMinus.type and typed.get("per_day") is None and "per_day" not in self.errors:
            self.add_error("per_day", "Hãy nhập số điểm trừ mỗi ngày chậm.")
        return typed

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        late: Any = {"recorded": LateRecorded, "refused": LateRefused}.get(typed["late"])
        own = ("scale", "step", "decimals", "bonus_over_scale", "bonus_cap")
        return {name: typed[name] for name in own} | {
            "title": typed["name"],
            "late": late() if late else LateMinus(per_day=typed["per_day"], most=typed["most"]),
            "not_applicable": NotApplicable(
                allowed=typed["allowed"], normalise=typed["normalise"], max_pct=typed["max_pct"]
            ),
        }


_CLASS = re.compile(r"(?P<name>.+?)\s*:\s*(?:từ\s*)?(?P<min>[\d.,]+)[^\d;]*(?:;\D*(?P<floor>[\d.,]+)\s*%.*)?")


class ClassesForm(FrameForm):
    """Xếp loại."""

    title = "Mức xếp loại"
    names = ("classes",)
    classes = LinesField(
        label="Các mức, từ cao xuống thấp", rows=7, required=False,
        help_text="Mỗi dòng một mức: Xuất sắc: 90. Nếu mỗi tiêu chí phải đạt một tỷ lệ, thêm: Xuất sắc: 90; 85%.",
    )  # fmt: skip

    @staticmethod
    def initial_of(criteria: Criteria, /) -> dict[str, Any]:
        return {"classes": "\n".join(map(_class_line, criteria.classes))}

    def clean_classes(self) -> tuple[ResultClass, ...]:
        """The classes that the lines name; a class that keeps its name keeps its code."""
        codes = {each.name: each.code for each in self.criteria.classes}
        made = []
        for line in LinesField.lines_of(self.cleaned_data["classes"]):
            match = _CLASS.fullmatch(line)
            if match is None:
                raise ValidationError(f"Không đọc được dòng “{line}”. Hãy ghi như: Xuất sắc: 90.")
            name = match["name"].strip()
            floor: Decimal | None = number_of(match["floor"]) if match["floor"] else None
            code = codes.get(name) or "_".join(re.findall(r"[a-z0-9]+", fold(name)))
            made.append(ResultClass(code=code, name=name, min=number_of(match["min"]), floor_pct=floor))
        return tuple(made)

    def values(self) -> dict[str, Any]:
        return {"classes": self.cleaned_data["classes"]}


def _class_line(each: ResultClass) -> str:
    floor = "" if each.floor_pct is None else f"; {number_text(each.floor_pct)}%"
    return f"{each.name}: {number_text(each.min)}{floor}"


class ConditionsForm(FrameForm):
    """Chưa xét, Không xét."""

    title = "Trường hợp chưa xét, không xét"
    names = edits.CONDITIONS
    pending = LinesField(
        label="Chưa xét", rows=5, required=False, help_text="Mỗi dòng một trường hợp, ví dụ: đang được thanh tra."
    )
    excluded = LinesField(
        label="Không xét", rows=5, required=False, help_text="Mỗi dòng một trường hợp, ví dụ: không đăng ký thi đua."
    )

    @staticmethod
    def initial_of(criteria: Criteria, /) -> dict[str, Any]:
        return {name: "\n".join(each.text for each in getattr(criteria, name)) for name in edits.CONDITIONS}

    def applied(self, criteria: Criteria, seen: str) -> Criteria:
        lines = {name: LinesField.lines_of(self.cleaned_data[name]) for name in edits.CONDITIONS}
        return edits.with_conditions(criteria, seen, pending=lines["pending"], excluded=lines["excluded"])


FRAME_FORMS: dict[str, type[FrameForm]] = {
    "quy-dinh-chung": SettingsForm,
    "xep-loai": ClassesForm,
    "chua-xet-khong-xet": ConditionsForm,
}
"""By the name in addresses."""
