"""Pictures to be laid over a paper: handwritten signatures and seals, as PNG with a transparent ground."""

import io
from enum import Enum

from PIL import Image, ImageStat

from thidua.lib.office_files import UnsafeFileError

MOST_BYTES = 2 * 1024 * 1024
MOST_POINTS = 3000
"""On each side: 36 mm at 2000 dots an inch."""
MM_PER_INCH = 25.4
CLEARLY = 20
"""Of 255: how much more there must be of a colour than of any other."""

TOO_LARGE = "Ảnh lớn hơn 2 MB. Hãy giảm kích thước (khoảng 1000 điểm mỗi chiều là đủ) rồi tải lại."
TOO_MANY = f"Ảnh rộng hoặc cao hơn {MOST_POINTS} điểm. Hãy giảm kích thước rồi tải lại."
OPAQUE = "Ảnh không có nền trong suốt. Hãy xóa nền trắng quanh nét vẽ, lưu thành .png rồi tải lại."


class Ink(Enum):
    """The colour it must have (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7 and II.8), by its place in red, green, blue."""

    RED = 0
    BLUE = 2


WRONG_INK = {
    Ink.RED: "Ảnh con dấu phải màu đỏ. Hãy quét màu con dấu mực đỏ rồi tải lại.",
    Ink.BLUE: "Ảnh chữ ký phải màu xanh. Hãy ký bằng bút mực xanh, quét màu rồi tải lại.",
}


def overlay(data: bytes, ink: Ink, *, width_mm: float | None = None) -> bytes:
    """The picture of a PNG that `uploads.checked` found harmless, cut to what is drawn and written anew.

    Nothing but its points is left of the file; `width_mm`, its real size, goes into its resolution. Raises
    UnsafeFileError, saying what to do, for what is too large, not transparent around, or of another colour.
    """
    with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
        if max(image.size) > MOST_POINTS:
            raise UnsafeFileError(TOO_MANY)
        points = image.convert("RGBA")
    alpha = points.getchannel("A")
    clearest, densest = alpha.getextrema()
    if clearest or not densest:
        raise UnsafeFileError(OPAQUE)
    shares = ImageStat.Stat(points.convert("RGB"), mask=alpha).mean
    if shares.pop(ink.value) < max(shares) + CLEARLY:
        raise UnsafeFileError(WRONG_INK[ink])
    drawn = points.crop(alpha.getbbox())
    file = io.BytesIO()
    density = drawn.width * MM_PER_INCH / width_mm if width_mm else None
    size = {"dpi": (density, density)} if density else {}
    Image.frombytes("RGBA", drawn.size, drawn.tobytes()).save(file, "PNG", optimize=True, **size)
    return file.getvalue()
