"""What those who keep a register may send."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from blocs.form_fields import DayField
from thidua.lib import overlays
from thidua.lib.inspection import MOST_BYTES
from thidua.lib.text import nfc
from thidua.papers.enums import EntryState
from thidua.papers.models import Register, RegisterEntry
from thidua.papers.models.signing_image import SEAL_MM

PDF_START = b"%PDF-"
LARGEST_NUMBER = 99_999
LONGEST_SUBJECT = RegisterEntry._meta.get_field("subject").max_length


class TextField(forms.CharField):
    """Text in composed letters, as it is stored."""

    def to_python(self, value: Any) -> str:
        return nfc(super().to_python(value) or "")


def number_field(label: str, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=LARGEST_NUMBER, **options)


class CheckedFileForm(forms.Form):
    """A file that somebody wants to know about; cleaned to its bytes."""

    file = forms.FileField(
        label="Tệp PDF",
        help_text="Chọn hoặc thả tệp vào đây; không quá 20 MB. Tệp không được lưu lại.",
        widget=forms.FileInput({"accept": ".pdf,application/pdf"}),
        error_messages={
            "required": "Hãy chọn tệp PDF cần kiểm tra.",
            "empty": "Tệp rỗng. Hãy chọn đúng tệp .pdf đã nhận được.",
        },
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError("Tệp lớn hơn 20 MB nên không phải do hệ thống này phát hành. Hãy chọn tệp khác.")
        data: bytes = file.read()
        if not data.startswith(PDF_START):
            raise ValidationError("Tệp này không phải PDF. Hãy chọn đúng tệp .pdf đã nhận được.")
        return data


class SigningImageForm(forms.Form):
    """A picture of a signature; cleaned to bytes and name."""

    image = forms.FileField(
        label="Ảnh .png nền trong suốt",
        help_text="Không quá 2 MB, mỗi chiều không quá 3000 điểm.",
        widget=forms.FileInput({"accept": ".png,image/png"}),
        error_messages={"required": "Hãy chọn ảnh.", "empty": "Ảnh rỗng. Hãy chọn tệp khác."},
    )

    def clean_image(self) -> tuple[bytes, str]:
        file = self.cleaned_data["image"]
        if file.size > overlays.MOST_BYTES:
            raise ValidationError(overlays.TOO_LARGE)
        return file.read(), file.name


class SealForm(SigningImageForm):
    """A picture of a seal, with its real size."""

    width_mm = forms.IntegerField(
        label="Đường kính con dấu (mm)",
        initial=SEAL_MM,
        min_value=15,
        max_value=60,
        help_text="Như con dấu thật; ảnh được đặt đúng cỡ này.",
    )


class RegisterForm(forms.Form):
    """One act on a register. `title` is its button, `help` what it is for."""

    title: ClassVar[str]
    url_name: ClassVar[str]
    help: ClassVar[str]

    def __init__(self, register: Register, data: Any = None, *, today: date) -> None:
        self.register, self.today = register, today
        super().__init__(data, initial=self.suggested(), prefix=self.url_name)

    def suggested(self) -> dict[str, Any]:
        """What stands in the fields at first; a day only within the register's year."""
        return {"on": self.today} if self.today.year == self.register.year else {}


class SetUpForm(RegisterForm):
    title, url_name = "Đặt sổ", "set_up_register"
    help = "Chọn nơi cấp số. Nếu đầu năm đã cấp số ở sổ khác, ghi số sẽ cấp tiếp theo."
    numbers_here = forms.BooleanField(label="Cấp số tại đây", required=False)
    next_number = number_field("Số tiếp theo")

    def suggested(self) -> dict[str, Any]:
        return {"numbers_here": self.register.numbers_here, "next_number": self.register.next_number}


class ReserveForm(RegisterForm):
    title, url_name = "Giữ số", "reserve_number"
    help = "Giữ số tiếp theo cho một văn bản sắp ban hành."
    on = DayField(label="Ngày")
    subject = TextField(label="Dùng cho văn bản", max_length=LONGEST_SUBJECT)


class InsertForm(RegisterForm):
    title, url_name = "Chèn số", "insert_number"
    help = "Lấy số xen giữa hai số đã cấp: sau số 23 là số 23a."
    number = number_field("Chèn sau số")
    on = DayField(label="Ngày")
    subject = TextField(label="Dùng cho văn bản", max_length=LONGEST_SUBJECT)


class VoidForm(RegisterForm):
    title, url_name = "Bỏ số", "void_number"
    help = "Bỏ một số đã giữ mà không dùng; số ấy vẫn nằm trong sổ, kèm lý do."
    entry = forms.ModelChoiceField(RegisterEntry.objects.none(), label="Số đã giữ", empty_label="Chọn số")
    reason = TextField(label="Lý do")

    def __init__(self, register: Register, data: Any = None, *, today: date) -> None:
        super().__init__(register, data, today=today)
        reserved = self.fields["entry"]
        assert isinstance(reserved, forms.ModelChoiceField)
        reserved.queryset = register.entries.filter(state=EntryState.RESERVED)


REGISTER_FORMS: tuple[type[RegisterForm], ...] = (ReserveForm, InsertForm, VoidForm, SetUpForm)
