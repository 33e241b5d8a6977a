"""What the pages of the pledge ask for."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from blocs.form_fields import DayField
from plans.forms.steps import ScanField
from scoring.enums import SigningWay
from scoring.models import PledgeSignature
from thidua.papers.forms import TextField

BY_HAND = (SigningWay.AT_MEETING, SigningWay.IN_WRITING)


class PledgeForm(forms.Form):
    """The words of the pledge."""

    text = TextField(
        label="Nội dung giao ước",
        max_length=20_000,
        widget=forms.Textarea({"rows": 16}),
        help_text="Mỗi dòng là một đoạn trên giấy. Tên loại, chỗ ký của từng đơn vị do phần mềm thêm.",
    )


class SignedForm(forms.Form):
    """Ghi nhận đã ký: which units, when, how, and the scan of what they signed."""

    units = forms.TypedMultipleChoiceField(
        label="Đơn vị đã ký", coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy đánh dấu ít nhất một đơn vị."},
    )  # fmt: skip
    way = forms.TypedChoiceField(
        label="Cách ký",
        coerce=SigningWay,
        choices=[(way.value, way.label) for way in BY_HAND],
        widget=forms.RadioSelect,
        initial=SigningWay.AT_MEETING,
    )
    scan = ScanField(
        label="Bản ký quét lại",
        required=False,
        help_text="Tờ ký chung, hoặc văn bản đơn vị gửi. Tệp .pdf, .jpg hoặc .png, không quá 20 MB.",
    )

    def __init__(self, *args: Any, waiting: Sequence[PledgeSignature], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        units = self.fields["units"]
        assert isinstance(units, forms.TypedMultipleChoiceField)
        units.choices = [(str(each.unit_id), each.unit_name) for each in waiting]
        self.fields["signed_on"] = DayField(label="Ngày ký", latest=today)
        self.order_fields(["units", "way", "signed_on", "scan"])


class SeenDigestForm(forms.Form):
    """Ký giao ước: what the head has before him."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
