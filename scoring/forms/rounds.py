"""Opening the scoring of a year, its deadline, extensions."""

from typing import Any

from django import forms

from blocs.form_fields import DayField
from scoring.enums import LatenessCounted
from scoring.models import ScoringRound
from scoring.services.rounds import Due

DAY_ITSELF, BEFORE = "ngay", "truoc"


class DueForm(forms.Form):
    """Mở chấm điểm, Đổi hạn nộp."""

    due_on = DayField(label="Hạn nộp bảng tự chấm", help_text="Như ghi trong kế hoạch.")
    reach = forms.ChoiceField(
        label="Cách ghi hạn",
        choices=[(DAY_ITSELF, "Đến hết ngày này"), (BEFORE, "Trước ngày này (hết ngày hôm trước)")],
        widget=forms.RadioSelect,
        initial=DAY_ITSELF,
    )
    counted = forms.ChoiceField(
        label="Tính nộp chậm theo",
        choices=LatenessCounted.choices,
        widget=forms.RadioSelect,
        initial=LatenessCounted.BY_ARRIVAL,
    )

    @property
    def due(self) -> Due:
        """What was asked for, once the form is valid."""
        return Due(
            due_on=self.cleaned_data["due_on"],
            is_before=self.cleaned_data["reach"] == BEFORE,
            counted=LatenessCounted(self.cleaned_data["counted"]),
        )

    @staticmethod
    def initial_of(scoring_round: ScoringRound) -> dict[str, Any]:
        """The deadline there is."""
        return {
            "due_on": scoring_round.due_on,
            "reach": BEFORE if scoring_round.is_before else DAY_ITSELF,
            "counted": scoring_round.counted,
        }


class ExtensionForm(forms.Form):
    """Gia hạn."""

    until = DayField(label="Gia hạn đến hết ngày")
    reason = forms.CharField(label="Lý do", max_length=500, widget=forms.Textarea({"rows": 2}))
