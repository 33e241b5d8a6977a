"""Forms for the years of a bloc: each is one act."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from blocs.enums import LeadershipRole
from blocs.form_fields import DayField
from blocs.hats import title_of
from blocs.models import Leadership, MemberUnit, Organisation, Term


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    """A unit chosen by its name."""

    def __init__(self, units: Iterable[Organisation], **options: Any) -> None:
        keys = [unit.pk for unit in units]
        super().__init__(Organisation.objects.filter(pk__in=keys), empty_label="— chọn đơn vị —", **options)


class OpenTermForm(forms.Form):
    """Mở năm: which one."""

    year = forms.IntegerField(
        label="Năm", min_value=2000, max_value=2100, help_text="Năm học: ghi năm đầu, ví dụ 2026 cho 2026 - 2027."
    )


class AppointForm(forms.Form):
    """Cử, thay đơn vị: who, as what, since when."""

    from_on = DayField(label="Từ ngày")

    def __init__(self, *args: Any, term: Term, units: Iterable[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        roles = [(role.value, title_of(term.bloc, role)) for role in LeadershipRole]
        self.fields["role"] = forms.TypedChoiceField(label="Vai trò", choices=roles, coerce=LeadershipRole)
        self.fields["organisation"] = UnitChoice(units, label="Đơn vị")
        self.order_fields(("role", "organisation", "from_on"))


class CorrectForm(forms.Form):
    """Sửa dòng nhập sai: what it should have said, and why."""

    from_on = DayField(label="Từ ngày")
    reason = forms.CharField(label="Lý do sửa", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, leadership: Leadership, units: Iterable[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"organisation": leadership.organisation_id, "from_on": leadership.from_on}
        self.fields["organisation"] = UnitChoice(units, label="Đơn vị")
        self.order_fields(("organisation", "from_on", "reason"))


class LastDayForm(forms.Form):
    """Thôi giữ vai trò: until when."""

    last_day = DayField(label="Giữ vai trò đến hết ngày")


class LeaveForm(forms.Form):
    """Thôi là thành viên: since when, and why."""

    left_on = DayField(label="Thôi là thành viên từ ngày")
    note = forms.CharField(
        label="Ghi chú", max_length=250, required=False, help_text="Ví dụ: số, ngày của quyết định sáp nhập."
    )


class StrikeOutForm(forms.Form):
    """Ghi nhầm: why the unit is taken off the list."""

    reason = forms.CharField(label="Lý do xóa khỏi danh sách", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class OrderForm(forms.Form):
    """The places of the member units, one number each."""

    def __init__(self, *args: Any, units: Iterable[MemberUnit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.units = list(units)
        for place, unit in enumerate(self.units, start=1):
            self.fields[f"place_{unit.pk}"] = forms.IntegerField(
                label=f"Thứ tự của {unit.organisation.name}",
                min_value=1,
                max_value=9999,
                initial=place,
                widget=forms.NumberInput(attrs={"class": "form-control form-control-sm"}),
            )

    @property
    def rows(self) -> list[tuple[MemberUnit, forms.BoundField]]:
        """Each unit with the field of its place."""
        return [(unit, self[f"place_{unit.pk}"]) for unit in self.units]

    @property
    def order(self) -> list[int]:
        """The keys of the units in the order asked for: one that moved up stands before the unit of that place, one
        that moved down behind it.
        """

        def asked(was: int, unit: MemberUnit) -> tuple[int, int, int]:
            place = self.cleaned_data[f"place_{unit.pk}"]
            return place, (place > was) - (place < was), was

        return [unit.pk for _, unit in sorted(enumerate(self.units, start=1), key=lambda pair: asked(*pair))]


def leading_units(term: Term) -> list[Organisation]:
    """Whom a year may be led by: its members of today, and the owner of a movement."""
    units = [unit.organisation for unit in term.member_units.select_related("organisation").filter(left_on=None)]
    return [*units, term.bloc.superior] if term.bloc.is_movement else units


def first_day_of_role(term: Term, today: date) -> date:
    """The day most often meant: today within the year, its first day before it."""
    return max(term.starts_on, min(today, term.ends_on))
