"""Whether a picture that somebody sent is one, and nothing else besides."""

import io
import re
import warnings

from PIL import Image

from thidua.lib.office_files import UnsafeFileError

MOST_PIXELS = 110_000_000
"""What the largest sensors of telephones take."""
MOST_DECODED = 200 * 1024 * 1024
"""Bytes that a PNG may take up when it is unpacked. A JPEG is unpacked at an eighth of its width and height."""
_BYTES_A_PIXEL = {"1": 1, "L": 1, "P": 1}
"""In Pillow's memory; every other mode has four."""
_REDUCED = 8

_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
"""The end of packed picture data: neither a byte FF of it nor a restart mark."""
_FIRST_FRAME, _END, _SCAN = b"\xff\xd8\xff", 0xD9, 0xDA
_WEB_PAGE = re.compile(rb"<(?:html|script|iframe|svg|!doctype|\?php)[\s>]", re.IGNORECASE)
_OTHER_FILES = (b"PK\x05\x06\0\0\0\0", b"%PDF-1", b"%PDF-2", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
"""What archives and PDFs are known by, long enough not to occur in a picture by chance."""

BROKEN = "Ảnh bị hỏng hoặc bị cắt cụt. Hãy chụp hoặc quét lại rồi tải lại."
MORE = "Ảnh có phần lạ nối thêm bên trong hoặc ở cuối. Hãy chụp màn hình ảnh ấy, hoặc chụp lại, rồi tải lại."
TOO_MANY = "Ảnh có quá nhiều điểm ảnh. Hãy giảm kích thước (dưới 40 triệu điểm ảnh) rồi tải lại."


def check_image(data: bytes, kind: str) -> None:
    """Raise UnsafeFileError unless the bytes are a whole JPEG or PNG (`kind`, as Pillow names it) and nothing else."""
    is_one = _is_one_jpeg(data) if kind == "JPEG" else _is_one_png(data)
    if not is_one or _WEB_PAGE.search(data) or any(mark in data for mark in _OTHER_FILES):
        raise UnsafeFileError(MORE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd remarks about itself are no fault of a picture
            _decode(data, kind)
    except Image.DecompressionBombError as error:
        raise UnsafeFileError(TOO_MANY) from error
    except (OSError, SyntaxError, ValueError, ZeroDivisionError) as error:
        raise UnsafeFileError(BROKEN) from error


def _decode(data: bytes, kind: str) -> None:
    with Image.open(io.BytesIO(data), formats=[kind]) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise UnsafeFileError(TOO_MANY)
        if kind == "JPEG":
            image.draft(None, (max(width // _REDUCED, 1), max(height // _REDUCED, 1)))
        elif width * height * _BYTES_A_PIXEL.get(image.mode, 4) > MOST_DECODED:
            raise UnsafeFileError(TOO_MANY)
        image.load()


def _is_one_jpeg(data: bytes) -> bool:
    """Whether nothing follows the picture but what telephones append to it: smaller pictures, the brightness of each
    point, a film of the moment."""
    end = _end_of_jpeg(data)
    tail = data[end:].rstrip(b"\0\r\n\t ")
    is_film, is_picture = tail[4:8] == b"ftyp", tail.lstrip(b"\0").startswith(_FIRST_FRAME)
    return end > 0 and (not tail or is_film or is_picture or tail.endswith(b"SEFT"))


def _end_of_jpeg(data: bytes) -> int:
    """Where the picture ends; 0 where it does not."""
    at = 2
    while at + 4 <= len(data) or data[at : at + 2] == b"\xff\xd9":
        if data[at] != 0xFF:
            return 0
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            return at + 2
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            following = _NEXT_MARKER.search(data, at)
            if following is None:
                return 0
            at = following.end() - 2
    return 0


def _is_one_png(data: bytes) -> bool:
    at = 8
    while at + 12 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        at += 12 + length
        if kind == b"IEND":
            return not data[at:].strip(b"\0\r\n\t ")
    return False
