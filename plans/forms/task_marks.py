"""What is asked for when a unit says what became of its part in a task, and when the task gets another day."""

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


class DoingForm(forms.Form):
    """Đang thực hiện."""

    result = forms.CharField(
        label="Kết quả đến nay", max_length=300, required=False,
        help_text="Ví dụ: đã trình dự thảo ngày 02/06/2026. Để trống cũng được.",
    )  # fmt: skip


class DroppedForm(forms.Form):
    """Không thực hiện."""

    reason = forms.CharField(label="Lý do", widget=forms.Textarea({"rows": 3}), max_length=2000)


class MoveForm(forms.Form):
    """Dời thời gian."""

    to = DayField(label="Chậm nhất là ngày")
    paper = forms.CharField(
        label="Căn cứ",
        max_length=300,
        help_text="Số, ngày văn bản đã báo cho các đơn vị. Ví dụ: Giấy mời số 12/GM-KTĐ4 ngày 03/06/2026.",
    )
