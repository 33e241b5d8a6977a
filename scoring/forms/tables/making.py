"""Where a new table comes from: a file, a paste."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from plans.importers.blocks import Doubt, UnreadableFileError
from plans.importers.decoding import TOO_LARGE
from plans.importers.files import MOST_FILE_BYTES, READABLE, refuse_other_kinds
from plans.importers.text import read_text
from scoring.criteria import Criteria
from scoring.importers.reader import Reading, read, read_bytes
from scoring.workbooks.table_in import read_table
from thidua.lib.office_files import UnsafeFileError

ENDINGS = (".xlsx", *READABLE)
MOST_FAULTS = 30


@dataclass(frozen=True)
class Given:
    """What was read in a file or paste."""

    criteria: Criteria
    doubts: tuple[Doubt, ...]


class ImportForm(forms.Form):
    """Nhập bảng tiêu chí, from a file or a paste."""

    file = forms.FileField(
        label="Tệp có bảng tiêu chí",
        required=False,
        widget=forms.ClearableFileInput({"accept": ",".join(ENDINGS)}),
        help_text="Tệp Word (.docx) hoặc tệp Excel tải từ trang này; nhận cả .doc, .odt, .rtf, .pdf, .txt.",
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
            cleaned["given"] = (
                _of_file(file) if isinstance(file, UploadedFile) else _given(read(read_text(text.encode())))
            )
        except (UnreadableFileError, UnsafeFileError) as error:
            raise forms.ValidationError(str(error)) from error
        return cleaned


def _given(reading: Reading) -> Given:
    return Given(reading.criteria, reading.doubts)


def _of_file(file: "UploadedFile[bytes]") -> Given:
    if (file.size or 0) > MOST_FILE_BYTES:
        raise UnreadableFileError(TOO_LARGE)
    name, data = str(file.name), file.read()
    if name.lower().endswith(".xlsx"):
        return _of_workbook(data)
    refuse_other_kinds(name)
    return _given(read_bytes(data))


def _of_workbook(data: bytes) -> Given:
    """Our own workbook; every fault is told with its place."""
    loaded = read_table(data)
    if loaded.criteria is None:
        shown = [
            f"Trang {fault.sheet}, dòng {fault.row}, cột {fault.column}: {fault.message}"
            for fault in loaded.faults[:MOST_FAULTS]
        ]
        raise forms.ValidationError(shown)
    return Given(loaded.criteria, ())
