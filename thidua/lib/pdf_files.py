"""Whether a PDF that somebody sent may be kept for others to look at."""

import io
import re
from typing import Any

import pikepdf

from thidua.lib.eicar import INFECTED, is_infected
from thidua.lib.office_files import UnsafeFileError

_ACTIVE_KEYS = ("/JavaScript", "/JS", "/XFA", "/RichMediaContent", "/RichMediaSettings")
_ACTIVE_KINDS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition", "/RichMediaExecute")
_GOING_ELSEWHERE = ("/URI", "/GoToR")
"""Harmless as a link that somebody presses, not when opening the paper does it."""
_UNASKED = ("/OpenAction", "/AA")
_MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes of one stream."""
_MOST_OBJECTS = 300_000
"""A report of a thousand pages has a third of it."""
_MOST_WARNINGS = 1_000
_UNREAD = "error decoding stream data"
"""What qpdf warns of when a stream that holds objects is broken or swells; it goes on as if they were not there."""
_WRITTEN_OUT = re.compile(rb"/(?:JavaScript|Launch)\b")
_ZIP_END = b"PK\x05\x06"

ACTIVE = "Tệp PDF có mã lệnh chạy được. Hãy in ra giấy rồi quét lại."
BROKEN = "Tệp PDF bị hỏng, không mở được. Hãy quét lại."
CUT_OR_LONGER = "Tệp bị cắt cụt hoặc có phần lạ nối thêm ở cuối. Hãy quét lại."


def check_pdf(data: bytes) -> bool:
    """Whether files are attached inside, as to our own papers. Raises UnsafeFileError for a PDF that is broken, locked,
    or does something by itself. Sets limits of qpdf for the whole process."""
    if not data.rstrip(b"\0\r\n\t ").endswith(b"%%EOF") or _is_also_zip(data):
        raise UnsafeFileError(CUT_OR_LONGER)
    if _WRITTEN_OUT.search(data):  # in a part that qpdf passes over, and another reader may find
        raise UnsafeFileError(ACTIVE)
    pikepdf.settings.set_qpdf_limits(flate_max_memory=_MOST_UNPACKED, doc_max_warnings=_MOST_WARNINGS)
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            return _check(pdf)
    except pikepdf.PasswordError as error:
        raise UnsafeFileError("Tệp PDF đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.") from error
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as error:
        raise UnsafeFileError(BROKEN) from error


def _check(pdf: pikepdf.Pdf) -> bool:
    if pdf.is_encrypted:
        raise UnsafeFileError("Tệp PDF bị khóa (không cho in hoặc sửa). Hãy bỏ khóa rồi tải lại.")
    if not len(pdf.pages):
        raise UnsafeFileError("Tệp PDF không có trang nào. Hãy quét lại.")
    if len(pdf.objects) > _MOST_OBJECTS:
        raise UnsafeFileError("Tệp PDF quá phức tạp. Hãy in ra giấy rồi quét lại, hoặc chia thành nhiều tệp.")
    has_attachments = False
    for item in pdf.objects:
        if _is_active(item):
            raise UnsafeFileError(ACTIVE)
        if isinstance(item, pikepdf.Stream) and item.get("/Type") == "/EmbeddedFile":
            has_attachments = True
            if is_infected(item.read_bytes()):
                raise UnsafeFileError(INFECTED)
        has_attachments |= isinstance(item, pikepdf.Dictionary) and "/EF" in item
    if any(_UNREAD in warning for warning in pdf.get_warnings()):
        raise UnsafeFileError(BROKEN)
    return has_attachments


def _is_active(item: Any) -> bool:
    """Whether an object, or one written inside it, runs or opens something when the paper is looked at."""
    waiting = [item]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting += [part for part in item if not _is_elsewhere(part)]
        elif isinstance(item, pikepdf.Stream | pikepdf.Dictionary):
            if any(key in item for key in _ACTIVE_KEYS) or item.get("/S") in _ACTIVE_KINDS:
                return True
            if any(_leaves(item[key]) for key in _UNASKED if key in item):
                return True
            waiting += [part for _, part in item.items() if not _is_elsewhere(part)]
    return False


def _leaves(action: Any) -> bool:
    """Whether an action that nobody asked for goes somewhere outside the paper."""
    if not isinstance(action, pikepdf.Dictionary):
        return False
    each = [action, *(part for _, part in action.items() if isinstance(part, pikepdf.Dictionary))]
    return any(part.get("/S") in _GOING_ELSEWHERE for part in each)


def _is_elsewhere(part: Any) -> bool:
    """An object of its own, which is looked at in its turn."""
    return isinstance(part, pikepdf.Object) and part.is_indirect


def _is_also_zip(data: bytes) -> bool:
    """Whether programs that unpack archives would take it for one: its end says that the file ends with it."""
    at = data.rfind(_ZIP_END)
    return at >= 0 and at + 22 + int.from_bytes(data[at + 20 : at + 22], "little") == len(data)
