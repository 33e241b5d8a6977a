"""What a signature, a seal, and a number or date that is filled in look like: one page of PDF each, to be laid into
the field. Drawn by WeasyPrint, as the paper is: fonts and colours stay as PDF/A wants them (Nghị định 30/2020/NĐ-CP,
Phụ lục I, II.7 and II.8).
"""

import io
import warnings
from base64 import b64encode
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup
from PIL import Image, UnidentifiedImageError
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from thidua.papers.fonts import Face, font_file
from thidua.papers.pdf import DOOR
from thidua.papers.style import POINTS_PER_MM, css_string

SEAL_MM = 36
"""The usual seal, for a picture that does not say how large it is."""

SMALLEST_SEAL_MM, LARGEST_SEAL_MM = 25, 42
"""What a picture may say of a seal's size; anything else is the resolution of a screen, not of a seal."""

MOST_PIXELS = 4_000_000
MOST_BYTES = 2_000_000
MM_PER_INCH = 25.4

ONLY_INSIDE = URLFetcher(allowed_protocols=("data",))
"""A stamp carries its picture; it opens nothing else."""


class PictureError(ValueError):
    """The picture cannot be a signature or a seal; its text says why and what to do, in Vietnamese."""


class Alignment(StrEnum):
    """Where a text stands in its blank: a number before its stroke, a day in the middle."""

    RIGHT = "right"
    CENTRE = "center"


@dataclass(frozen=True)
class Line:
    """The look of a line of the paper: family and slant of its font, size in points."""

    family: str
    italic: bool
    size: float


def signature_stamp(picture: bytes, width: float, height: float) -> bytes:
    """The image of a handwritten signature as large as the field (in points) holds it, in its middle.

    Raises PictureError.
    """
    across, down = _opened(picture).size
    scale = min(width / across, height / down)
    return _picture(picture, (across * scale, down * scale), (width, height))


def seal_stamp(picture: bytes, width: float, height: float) -> bytes:
    """The image of a seal in its real size, in the middle of the field (in points). Raises PictureError."""
    image = _opened(picture)
    across, down = image.size
    wide = seal_mm(image) * POINTS_PER_MM
    return _picture(picture, (wide, wide * down / across), (width, height))


def seal_mm(image: Image.Image) -> float:
    """Width of a seal: what the picture's resolution says, where that is a seal's size."""
    density = float(image.info.get("dpi", (0, 0))[0])
    said = image.width / density * MM_PER_INCH if density > 0 else 0
    return said if SMALLEST_SEAL_MM <= said <= LARGEST_SEAL_MM else SEAL_MM


def text_stamp(text: str, line: Line, alignment: Alignment, width: float, height: float) -> bytes:
    """A text on the baseline of the line whose blank the field (in points) is; squeezed where it is too long."""
    face = Face.ITALIC if line.italic else Face.REGULAR
    needed = font_file(line.family, face).width(text, line.size)
    side, origin = ("right: 0", "100%") if alignment is Alignment.RIGHT else (f"left: {(width - needed) / 2}pt", "50%")
    style = (
        f"p {{ font: {'italic ' if line.italic else ''}{line.size}pt/{height}pt {css_string(line.family)}; "
        f"font-kerning: none; margin: 0; position: absolute; {side}; transform: scaleX({min(1, width / needed)}); "
        f"transform-origin: {origin} 50%; white-space: pre }}"
    )
    return _drawn(Markup("<p>{}</p>").format(text), style, width, height)


def _opened(picture: bytes) -> Image.Image:
    """The picture, which must be a PNG that is not too large and is transparent where nothing is drawn."""
    if len(picture) > MOST_BYTES:
        raise PictureError("Ảnh chữ ký, con dấu nặng quá 2 MB. Hãy giảm cỡ ảnh rồi tải lên lại.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            Image.open(io.BytesIO(picture), formats=("PNG",)).verify()  # to its end: WeasyPrint bears what is cut off
            image = Image.open(io.BytesIO(picture), formats=("PNG",))
        if image.width * image.height > MOST_PIXELS:
            raise PictureError("Ảnh chữ ký, con dấu quá nhiều điểm ảnh. Hãy giảm còn dưới 2.000 × 2.000 điểm.")
        image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning) as error:
        if isinstance(error, PictureError):
            raise
        raise PictureError("Ảnh chữ ký, con dấu phải là tệp .png nguyên vẹn. Hãy tải lên ảnh khác.") from error
    if not image.has_transparency_data:
        raise PictureError("Ảnh chữ ký, con dấu phải có nền trong suốt. Hãy xóa nền trắng, lưu lại thành .png.")
    return image


def _picture(picture: bytes, size: tuple[float, float], room: tuple[float, float]) -> bytes:
    (wide, high), (width, height) = size, room
    style = (
        f"img {{ height: {high}pt; image-rendering: pixelated; left: {(width - wide) / 2}pt; position: absolute; "
        f"top: {(height - high) / 2}pt; width: {wide}pt }}"
    )
    # "pixelated": a PDF/A holds no image that a viewer is asked to smooth (ISO 19005-3, 6.2.8)
    address = f"data:image/png;base64,{b64encode(picture).decode()}"
    return _drawn(Markup('<img src="{}" alt="">').format(address), style, width, height)


def _drawn(inside: Markup, style: str, width: float, height: float) -> bytes:
    page = f"@page {{ margin: 0; size: {width}pt {height}pt }} body {{ margin: 0 }} {style}"
    with DOOR:
        fonts = FontConfiguration()
        sheet = CSS(string=page, font_config=fonts, url_fetcher=ONLY_INSIDE)
        laid_out = HTML(string=inside, url_fetcher=ONLY_INSIDE).render(
            font_config=fonts, stylesheets=[sheet], pdf_variant="pdf/a-3b"
        )
        drawn: bytes = laid_out.write_pdf(pdf_variant="pdf/a-3b")
    return drawn
