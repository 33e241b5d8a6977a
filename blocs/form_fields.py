"""Form fields that every app uses."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

AS_TYPED = "Hãy nhập ngày theo dạng dd/mm/yyyy, ví dụ 25/06/2026."


class DayField(forms.DateField):
    """A day typed as 25/06/2026, no later than `latest` where one is named."""

    default_error_messages = {
        "required": AS_TYPED,
        "invalid": AS_TYPED,
        "future": "Ngày này còn ở phía trước. Hãy nhập một ngày dd/mm/yyyy từ hôm nay trở về trước.",
    }

    def __init__(self, *, latest: date | None = None, **options: Any) -> None:
        self.latest = latest
        super().__init__(
            widget=forms.DateInput({"placeholder": "dd/mm/yyyy", "autocomplete": "off"}),
            **options,
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and self.latest and value > self.latest:
            raise ValidationError(self.error_messages["future"], code="future")
