"""What is asked for where a plan's paper is signed digitally."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from plans.forms.steps import ReplacedPlanField, SignatureForm, offer_replaceable
from plans.models import Plan
from plans.services.digital import Block
from plans.services.steps import Numbering
from thidua.lib.inspection import MOST_BYTES
from thidua.papers.services import uploads

PDF_ALONE = {".pdf": uploads.KINDS[".pdf"]}
MOST_OF_A_SIGNATURE = 100_000
"""Bytes of a certificate with its chain, or of a signature with its certificates."""


class PdfField(forms.FileField):
    """A PDF that does nothing by itself; cleaned to its bytes."""

    def clean(self, data: Any, initial: Any = None) -> bytes | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        if upload.size > MOST_BYTES:
            raise ValidationError("Tệp lớn hơn 20 MB. Hãy xuất lại bản PDF có chữ (không quét ảnh) rồi tải lên.")
        content: bytes = upload.read()
        uploads.checked(content, upload.name, kinds=PDF_ALONE)
        return content


class SmallFileField(forms.FileField):
    """A certificate or a signature; cleaned to its bytes."""

    def clean(self, data: Any, initial: Any = None) -> bytes | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        if upload.size > MOST_OF_A_SIGNATURE:
            raise ValidationError("Tệp lớn quá 100 kB, không phải chứng thư hay chữ ký. Hãy chọn lại tệp.")
        content: bytes = upload.read()
        return content


class BlockForm(forms.Form):
    """Ký số tại đây: at which place of the paper, where there are several."""

    block = forms.TypedChoiceField(label="Chỗ ký", coerce=int)

    def __init__(self, *args: Any, blocks: list[Block], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["block"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(block.index, block.name) for block in blocks if not block.is_signed]
        if len(blocks) == 1:
            field.widget = forms.HiddenInput()
            field.initial = 0


class CertificateForm(BlockForm):
    """The first of two steps with one's own token."""

    certificate = SmallFileField(
        label="Chứng thư số của người ký",
        help_text="Xuất từ thiết bị ký, kèm chứng thư của tổ chức cấp nếu có: .cer, .crt hoặc .pem.",
    )


class AnswerForm(forms.Form):
    """The second: what the token gave."""

    answer = SmallFileField(label="Chữ ký số", help_text="Tệp .p7s (CMS), hoặc chữ ký của nội dung đã tải.")


class SignedFileForm(forms.Form):
    """Tải lên tệp đã ký số."""

    file = PdfField(label="Tệp PDF đã ký số", help_text="Đúng tệp tải từ trang này, ký thêm; không quá 20 MB.")
    replaces = ReplacedPlanField()

    def __init__(self, *args: Any, replaceable: QuerySet[Plan], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["replaces"].help_text = "Chỉ khi tệp đã có số, ngày và con dấu, tức là ban hành ngay."
        offer_replaceable(self, replaceable)


class OwnSystemForm(SignatureForm):
    """Ban hành ở hệ thống của cơ quan: who signed, number and date as given there, and the file."""

    file = PdfField(
        label="Tệp PDF đã ban hành",
        required=False,
        help_text="Xuất từ hệ thống quản lý văn bản của cơ quan; không quá 20 MB.",
    )
    number_is_required = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["scan"]
        self.fields["number"].required = self.fields["issued_on"].required = True
        self.fields["number"].help_text = "Số văn thư đã cấp: 05; số chèn: 23a."
        self.order_fields(["file", "signer", "signed_on", "number", "issued_on", "replaces"])

    @property
    def told(self) -> Numbering:
        """Number and date as given there."""
        numbering = self.numbering
        assert numbering is not None, "the form asks for a date"
        return numbering
