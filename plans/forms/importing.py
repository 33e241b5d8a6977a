"""A plan's file or pasted text, read."""

from typing import Any

from django import forms

from blocs.models import Term
from plans.importers.blocks import UnreadableFileError
from plans.importers.decoding import TOO_LARGE
from plans.importers.files import (
    CONTENT_TYPES,
    KINDS,
    MOST_FILE_BYTES,
    READABLE,
    kind_of,
    read_bytes,
    refuse_other_kinds,
)
from plans.importers.reader import Reading, read
from plans.importers.text import read_text


def _file_field(help_text: str, *, required: bool) -> forms.FileField:
    widget = forms.ClearableFileInput({"accept": ",".join(READABLE)})
    return forms.FileField(label="Tệp kế hoạch", required=required, widget=widget, help_text=help_text)


class CorrectedForm(forms.Form):
    """Tải lên bản đã sửa: the Word file of a draft, corrected by somebody."""

    file = _file_field("Tệp Word tải từ trang này rồi sửa; nên giữ nguyên các kiểu chữ và bảng.", required=True)

    def clean_file(self) -> Any:
        """Reads it once, so that what cannot be read is refused before it is kept."""
        file = self.cleaned_data["file"]
        if file.size > MOST_FILE_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        self.data_bytes = file.read()
        try:
            refuse_other_kinds(file.name)
            read_bytes(self.data_bytes)
        except UnreadableFileError as error:
            raise forms.ValidationError(str(error)) from error
        return file

    @property
    def content_type(self) -> str:
        """What was given, for keeping it."""
        return CONTENT_TYPES[kind_of(self.data_bytes)]


class ImportForm(forms.Form):
    """Nhập kế hoạch: for which year, and from where."""

    term = forms.ModelChoiceField(Term.objects.none(), label="Khối, cụm và năm", empty_label="Chọn…")
    file = _file_field(f"Tệp Word (.docx) đọc được chính xác nhất; nhận cả {KINDS}.", required=False)
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
        self.data_bytes = b""

    def clean(self) -> dict[str, Any]:
        """Reads what was given; `cleaned_data["reading"]` is what was understood."""
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if file and text.strip():
            raise forms.ValidationError("Chỉ chọn một: tệp hoặc văn bản dán vào.")
        if not file and not text.strip():
            raise forms.ValidationError("Hãy chọn tệp hoặc dán văn bản.")
        if file and file.size > MOST_FILE_BYTES:
            self.add_error("file", TOO_LARGE)
            return cleaned
        self.data_bytes = file.read() if file else text.encode()
        try:
            if file:
                refuse_other_kinds(file.name)
            cleaned["reading"] = self._read(pasted=not file)
        except UnreadableFileError as error:
            self.add_error("file" if file else "text", str(error))
        return cleaned

    @property
    def content_type(self) -> str:
        """What was given, for keeping it."""
        return CONTENT_TYPES[kind_of(self.data_bytes)]

    def _read(self, *, pasted: bool) -> Reading:
        return read(read_text(self.data_bytes)) if pasted else read_bytes(self.data_bytes)
