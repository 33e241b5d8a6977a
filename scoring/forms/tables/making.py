"""Where a new table comes from: a file, a paste."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from plans.importers.blocks import Doubt, UnreadableFileError
from plans.importers.decoding import TOO_LARGE, decode
from plans.importers.files import CONTENT_TYPES, MOST_FILE_BYTES, kind_of
from plans.importers.text import read_text
from scoring.criteria import Criteria
from scoring.importers.reader import read, read_bytes
from scoring.importers.workbook import is_workbook
from scoring.workbooks.table_in import is_table_workbook, read_table
from thidua.lib.file_names import ending_of
from thidua.lib.office_files import UnsafeFileError
from thidua.papers.services import uploads

ENDINGS = tuple(uploads.DOCUMENTS)
_OF_WORD = {".docx", ".doc", ".odt", ".rtf"}
MOST_FAULTS = 30
PASTED = "bang-dan-vao.txt"
"""The name under which a pasted table is kept."""


@dataclass(frozen=True)
class Given:
    """What a person gave, byte for byte, and what was read in it."""

    name: str
    data: bytes
    content_type: str
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
    if (file.size or 0) > MOST_FILE_BYTES:
        raise UnreadableFileError(TOO_LARGE)
    data = file.read()
    upload = uploads.checked(data, _name_by_content(str(file.name), data), kinds=uploads.DOCUMENTS)
    if is_workbook(data) and is_table_workbook(data):
        return Given(upload.name, data, upload.content_type, _of_workbook(data))
    reading = read_bytes(data)
    return Given(upload.name, data, upload.content_type, reading.criteria, reading.doubts)


def _name_by_content(name: str, data: bytes) -> str:
    """The name with the ending of what the file is, among the kinds that Word itself saves under another's name."""
    kind = kind_of(data)
    return str(PurePath(name).with_suffix(kind)) if {ending_of(name), kind} <= _OF_WORD else name


def _pasted(data: bytes) -> Given:
    reading = read(read_text(data), text=decode(data))
    return Given(PASTED, data, CONTENT_TYPES[".txt"], reading.criteria, reading.doubts)


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
