"""What is asked for when a unit says what became of its part in a task."""

from datetime import date
from typing import Any

from django import forms

from blocs.form_fields import DayField


class DoneForm(forms.Form):
    """Hoàn thành."""

    result = forms.CharField(
        label="Kết quả",
        max_length=300,
        required=False,
        help_text="Số, ngày văn bản hoặc việc đã làm. Ví dụ: Báo cáo số 15/BC-SYT ngày 12/06/2026. Để trống cũng được.",
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["done_on"] = DayField(label="Ngày hoàn thành", latest=today)
        self.order_fields(["done_on", "result"])


class DroppedForm(forms.Form):
    """Không thực hiện."""

    reason = forms.CharField(label="Lý do", widget=forms.Textarea({"rows": 3}), max_length=2000)
