"""Bytes of a text file → Unicode, NFC, whatever they were typed with."""

import re
import unicodedata

from plans.importers.blocks import UnreadableFileError
from plans.importers.tcvn3 import from_tcvn3, is_tcvn3, with_tcvn3_lines_converted

MAX_BYTES = 1_000_000
"""The largest plan seen has 60 kB; a hundred pages have about 300 kB."""
TOO_LARGE = (
    f"Tệp lớn hơn {MAX_BYTES // 1_000_000} MB nên không giống một kế hoạch. Hãy tách riêng kế hoạch rồi nhập lại."
)

_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
"""Signs that only steer how a line is set, for `str.translate`."""


def decode(data: bytes) -> str:
    """The text of a file, in Unicode, NFC.

    Raises UnreadableFileError for a file that is empty, too large, binary, or in an encoding that is not known.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFileError(TOO_LARGE)
    if data.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise UnreadableFileError(
            "Tệp này không phải văn bản thuần. Hãy mở bằng Word, lưu thành .txt (Unicode) rồi nhập lại."
        )
    text = _decoded(data)
    if _NOT_TEXT.search(text):
        raise UnreadableFileError("Tệp này là tệp nhị phân, không phải văn bản. Hãy chọn đúng tệp kế hoạch.")
    text = from_tcvn3(text) if is_tcvn3(text) else with_tcvn3_lines_converted(text)
    text = unicodedata.normalize("NFC", text.translate(INVISIBLE)).replace("\u00a0", " ").replace("\u2028", "\n")
    if not any(char.isalpha() for char in text):
        raise UnreadableFileError("Tệp trống, không có chữ nào. Hãy chọn tệp khác hoặc dán nội dung kế hoạch.")
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    legacy = data.decode("latin-1")
    if is_tcvn3(legacy):
        return legacy
    windows = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    if "\ufffd" not in windows and len(re.findall("[đĐơƠưƯ\u1ea0-\u1ef9]", windows)) > len(windows.split()) / 4:
        return windows
    raise UnreadableFileError("Không nhận ra bảng mã của tệp. Hãy mở bằng Word và lưu lại với bảng mã Unicode (UTF-8).")
