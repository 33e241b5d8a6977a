"""Files that people bring: which are taken, told by their name, their first bytes and what is inside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from thidua.lib.file_names import ending_of, harmless_name
from thidua.lib.inspection import MOST_BYTES, inspect_apart
from thidua.lib.office_files import UnsafeFileError


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken."""

    content_type: str
    start: bytes
    """What every such file begins with."""


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that may be kept."""

    name: str
    content_type: str
    has_attachments: bool
    """Whether a PDF carries other files inside, which nobody has looked at."""


_OFFICE = "application/vnd.openxmlformats-officedocument"
SCANS: Mapping[str, Kind] = {
    ".pdf": Kind("application/pdf", b"%PDF-"),
    ".jpg": Kind("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": Kind("image/jpeg", b"\xff\xd8\xff"),
    ".png": Kind("image/png", b"\x89PNG\r\n\x1a\n"),
}
"""By ending."""
KINDS: Mapping[str, Kind] = {
    **SCANS,
    ".docx": Kind(f"{_OFFICE}.wordprocessingml.document", b"PK\x03\x04"),
    ".xlsx": Kind(f"{_OFFICE}.spreadsheetml.sheet", b"PK\x03\x04"),
}
DOCUMENTS: Mapping[str, Kind] = {
    **{ending: KINDS[ending] for ending in (".docx", ".xlsx", ".pdf")},
    ".doc": Kind("application/msword", bytes.fromhex("D0CF11E0A1B11AE1")),
    ".odt": Kind("application/vnd.oasis.opendocument.text", b"PK\x03\x04"),
    ".rtf": Kind("application/rtf", b"{\\rtf"),
    ".txt": Kind("text/plain", b""),
    ".md": Kind("text/plain", b""),
}
"""What is read on the spot, and kept only to be compared with what was read."""

TOO_LARGE = "Tệp lớn hơn 20 MB. Hãy quét ở độ phân giải thấp hơn (200 dpi), hoặc chia thành nhiều tệp, rồi tải lại."
_ADVICE = {
    ".heic": "Hãy đổi ảnh iPhone sang .jpg",
    ".heif": "Hãy đổi ảnh iPhone sang .jpg",
    ".doc": "Hãy mở bằng Word, lưu thành .docx",
    ".docm": "Hãy mở bằng Word, lưu thành .docx",
    ".xls": "Hãy mở bằng Excel, lưu thành .xlsx",
    ".xlsm": "Hãy mở bằng Excel, lưu thành .xlsx",
    ".zip": "Hãy giải nén, tải từng tệp",
    ".rar": "Hãy giải nén, tải từng tệp",
    ".7z": "Hãy giải nén, tải từng tệp",
    ".ppt": "Hãy xuất ra PDF",
    ".pptx": "Hãy xuất ra PDF",
}


def checked(
    data: bytes,
    name: str,
    *,
    kinds: Mapping[str, Kind] = KINDS,
    inspected: Callable[[bytes, str], bool] = inspect_apart,
) -> Upload:
    """Raises ValidationError, saying what to do, for what is too large, of another kind, or could do harm."""
    name = harmless_name(name)
    ending = ending_of(name)
    if ending not in kinds:
        taken = ", ".join(each for each in kinds if each != ".jpeg")
        raise ValidationError(f"Chỉ nhận tệp {taken}. {_ADVICE.get(ending, 'Hãy xuất ra PDF')} rồi tải lại.")
    if not data:
        raise ValidationError("Tệp rỗng. Hãy mở tệp xem còn nội dung không rồi tải lại.")
    if len(data) > MOST_BYTES:
        raise ValidationError(TOO_LARGE)
    if not data.startswith(kinds[ending].start):
        raise ValidationError(
            f"Tên tệp có đuôi {ending} nhưng nội dung không phải loại ấy, hoặc tệp có mật khẩu. "
            "Hãy mở tệp, lưu lại đúng loại, không đặt mật khẩu, rồi tải lại."
        )
    try:
        has_attachments = inspected(data, ending)
    except UnsafeFileError as error:
        raise ValidationError(str(error)) from error
    return Upload(name=name, content_type=kinds[ending].content_type, has_attachments=has_attachments)
