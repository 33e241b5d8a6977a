"""Where a new table comes from: a file, a paste."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from plans.forms.documents import Document, document
from plans.importers.blocks import Doubt, UnreadableFileError
from plans.importers.decoding import decode
from plans.importers.text import read_text
from scoring.criteria import Criteria
from scoring.importers.reader import read, read_bytes
from scoring.importers.workbook import is_workbook
from scoring.workbooks.table_in import is_table_workbook, read_table
from thidua.lib.office_files import UnsafeFileError
from thidua.papers.services import uploads

ENDINGS = tuple(uploads.DOCUMENTS)
MOST_FAULTS = 30
PASTED = "bang-dan-vao.txt"
"""The name under which a pasted table is kept."""


@dataclass(frozen=True)
class Given(Document):
    """What a person gave, and what was read in it."""

    criteria: Criteria
    doubts: tuple[Doubt, ...] = ()


class ImportForm(forms.Form):
    """Nhập bảng tiêu chí, from a file or a paste."""

    file = forms.FileField(
        label="Tệp có bảng tiêu chí",
        required=False,
        widget=forms.ClearableFileInput({"accept": ",".join(ENDINGS)}),
        help_text="Tệp Word (.docx) hoặc Excel (.xlsx) có bảng tiêu chí; nhận cả .doc, .odt, .rtf, .pdf, .txt.",
    )
    text = forms.CharField(
        label="Hoặc dán bảng",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
        help_text="Chép cả dòng tiêu đề cột từ Word hoặc Excel rồi dán vào đây.",
    )

    def clean(self) -> dict[str, Any]:
        """`cleaned_data["given"]` is what was read."""
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if "file" in self.errors:
            return cleaned
        if bool(file) == bool(text.strip()):
            raise forms.ValidationError("Hãy chọn tệp hoặc dán bảng (chỉ một trong hai).")
        try:
            cleaned["given"] = _of_file(file) if isinstance(file, UploadedFile) else _pasted(text.encode())
        except (UnreadableFileError, UnsafeFileError) as error:
            raise forms.ValidationError(str(error)) from error
        return cleaned


def _of_file(file: "UploadedFile[bytes]") -> Given:
    brought = document(file, kinds=uploads.DOCUMENTS)
    if is_workbook(brought.data) and is_table_workbook(brought.data):
        return Given(**vars(brought), criteria=_of_workbook(brought.data))
    reading = read_bytes(brought.data)
    return Given(**vars(brought), criteria=reading.criteria, doubts=reading.doubts)


def _pasted(data: bytes) -> Given:
    reading = read(read_text(data), text=decode(data))
    return Given(PASTED, data, uploads.DOCUMENTS[".txt"].content_type, reading.criteria, reading.doubts)


def _of_workbook(data: bytes) -> Criteria:
    """Our own workbook; every fault is told with its place."""
    loaded = read_table(data)
    if loaded.criteria is None:
        shown = [
            f"Trang {fault.sheet}, dòng {fault.row}, cột {fault.column}: {fault.message}"
            for fault in loaded.faults[:MOST_FAULTS]
        ]
        raise forms.ValidationError(shown)
    return loaded.criteria
