"""A plan's file or pasted text, read."""

from pathlib import PurePath
from typing import Any

from django import forms

from blocs.models import Term
from plans.importers.blocks import UnreadableFileError
from plans.importers.decoding import MAX_BYTES, TOO_LARGE
from plans.importers.files import READABLE
from plans.importers.reader import Reading, read
from plans.importers.text import read_text

KINDS = " hoặc ".join(READABLE)


class ImportForm(forms.Form):
    """Nhập kế hoạch: for which year, and from where."""

    term = forms.ModelChoiceField(Term.objects.none(), label="Khối, cụm và năm", empty_label="Chọn…")
    file = forms.FileField(
        label="Tệp kế hoạch",
        required=False,
        help_text=f"Tệp {KINDS}. Tệp Word: mở bằng Word, chọn tất cả, sao chép rồi dán vào ô dưới.",
    )
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
        if file and PurePath(file.name).suffix.lower() not in READABLE:
            self.add_error("file", f"Chưa đọc được loại tệp này. Hãy dùng tệp {KINDS} hoặc dán văn bản.")
            return cleaned
        if file and file.size > MAX_BYTES:
            self.add_error("file", TOO_LARGE)
            return cleaned
        self.data_bytes = file.read() if file else text.encode()
        try:
            cleaned["reading"] = self._read()
        except UnreadableFileError as error:
            self.add_error("file" if file else "text", str(error))
        return cleaned

    def _read(self) -> Reading:
        return read(read_text(self.data_bytes))
