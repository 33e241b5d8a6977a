"""A plan's file or pasted text, read."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from blocs.models import Term
from plans.forms.documents import Document, document
from plans.importers.blocks import UnreadableFileError
from plans.importers.files import KINDS, READABLE, read_bytes
from plans.importers.reader import Reading, read
from plans.importers.text import read_text
from thidua.papers.services import uploads

WRITTEN = {ending: kind for ending, kind in uploads.DOCUMENTS.items() if ending in READABLE}
"""What a plan may be written in: every document but a workbook."""
PASTED = "van-ban-dan-vao.txt"
"""The name under which pasted text is kept."""


@dataclass(frozen=True)
class Given(Document):
    """What a person gave, and what was read in it."""

    reading: Reading


class PlanFileField(forms.FileField):
    """A plan's file, read once, so that what cannot be read is refused before it is kept."""

    def __init__(self, **options: Any) -> None:
        widget = forms.ClearableFileInput({"accept": ",".join(READABLE)})
        super().__init__(label="Tệp kế hoạch", widget=widget, **options)

    def clean(self, data: Any, initial: Any = None) -> Given | None:
        file = super().clean(data, initial)
        return _given(file) if isinstance(file, UploadedFile) else None


def _given(file: "UploadedFile[bytes]") -> Given:
    brought = document(file, kinds=WRITTEN)
    try:
        return Given(**vars(brought), reading=read_bytes(brought.data))
    except UnreadableFileError as error:
        raise forms.ValidationError(str(error)) from error


class CorrectedForm(forms.Form):
    """Tải lên bản đã sửa: the Word file of a draft, corrected by somebody."""

    file = PlanFileField(help_text="Tệp Word tải từ trang này rồi sửa; nên giữ nguyên các kiểu chữ và bảng.")


class ImportForm(forms.Form):
    """Nhập kế hoạch: for which year, and from where."""

    term = forms.ModelChoiceField(Term.objects.none(), label="Khối, cụm và năm", empty_label="Chọn…")
    file = PlanFileField(help_text=f"Tệp Word (.docx) đọc được chính xác nhất; nhận cả {KINDS}.", required=False)
    text = forms.CharField(
        label="Hoặc dán toàn văn kế hoạch",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 12, "spellcheck": "false"}),
        help_text="Dán cả phần đầu (cơ quan, số, ngày) và phần cuối (nơi nhận, chữ ký).",
    )

    def __init__(self, *args: Any, terms: list[Term], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["term"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Term.objects.filter(pk__in=[term.pk for term in terms]).select_related("bloc")

    def clean(self) -> dict[str, Any]:
        """`cleaned_data["given"]` is the file or the pasted text."""
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if "file" in self.errors:
            return cleaned
        if file and text.strip():
            raise forms.ValidationError("Chỉ chọn một: tệp hoặc văn bản dán vào.")
        if not file and not text.strip():
            raise forms.ValidationError("Hãy chọn tệp hoặc dán văn bản.")
        cleaned["given"] = file or self._pasted(text.encode())
        return cleaned

    def _pasted(self, data: bytes) -> Given | None:
        try:
            return Given(PASTED, data, WRITTEN[".txt"].content_type, read(read_text(data)))
        except UnreadableFileError as error:
            self.add_error("text", str(error))
            return None
