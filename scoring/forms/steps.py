"""What a step of a sheet asks for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from blocs.form_fields import DayField
from plans.forms.steps import ConfirmForm, ReasonForm, ScanField
from scoring.workflow import Action


class SeenForm(forms.Form):
    """Duyệt và nộp: the figures that the head has before him."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class SignedPaperForm(forms.Form):
    """Nộp bảng tự chấm, signed on paper."""

    scan = ScanField(label="Bản ký quét lại", help_text="Tệp .pdf, .jpg hoặc .png, không quá 20 MB.")
    code = forms.CharField(
        label="Mã kiểm in trên bản giấy",
        max_length=20,
        help_text="Tám chữ ở cuối mỗi trang, như 7K3F-92QD; gõ chữ thường hay bỏ dấu gạch cũng được.",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    signer = forms.CharField(label="Người ký", max_length=150)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["signed_on"] = DayField(label="Ngày ký", latest=today)


class ReturnForm(ReasonForm):
    """Trả lại, perhaps because nothing is said to have come up where something has; perhaps with a new last day."""

    until = DayField(
        label="Gia hạn nộp lại đến hết ngày",
        required=False,
        help_text="Để trống thì giữ hạn nộp hiện nay của đơn vị.",
    )
    refused = forms.TypedMultipleChoiceField(
        label="Không đồng ý Không phát sinh nhiệm vụ",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tiêu chí được chọn sẽ tính là chưa chấm; đơn vị phải nhập số liệu rồi nộp lại.",
    )

    def __init__(self, *args: Any, asked: Mapping[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["refused"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = list(asked.items())
        if not asked:
            del self.fields["refused"]


FORMS: dict[Action, type[forms.Form]] = {
    Action.LAY_BEFORE_HEAD: ConfirmForm,
    Action.TAKE_BACK: ConfirmForm,
    Action.APPROVE: SeenForm,
    Action.HAND_IN_SIGNED: SignedPaperForm,
    Action.RETURN: ReturnForm,
}
