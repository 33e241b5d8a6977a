"""What people see: a blue signature in the middle, a red seal over its left third, number and date on their lines."""

import io
import re

import pikepdf
import pytest
from PIL import Image

from tests.papers.reading import MM, read
from tests.papers.signatures.papers import blank_document, picture
from tests.papers.signatures.pictures import seal_png, signature_png, white_png
from thidua.papers.pdf import Place, render
from thidua.papers.signatures.signing import fill
from thidua.papers.signatures.stamps import Alignment, Line, PictureError, seal_stamp, signature_stamp, text_stamp
from thidua.papers.style import POINTS_PER_MM

DOTS_PER_MM = 100 / 25.4


def is_blue(pixel):
    red, green, blue = pixel
    return blue > 120 and red < 110 and green < 130


def is_red(pixel):
    red, green, blue = pixel
    return red > 150 and green < 110 and blue < 110


def extent(look, is_colour):
    """Left, top, right and bottom of everything of a colour, in millimetres."""
    image = Image.open(look).convert("RGB")
    pixels = image.get_flattened_data()
    places = [divmod(place, image.width) for place, pixel in enumerate(pixels) if is_colour(pixel)]
    down, across = zip(*places, strict=True)
    return [side / DOTS_PER_MM for side in (min(across), min(down), max(across) + 1, max(down) + 1)]


def mm(value):
    return pytest.approx(value, abs=0.6)


def signature_box():
    (box,) = (box for box in render(blank_document()).boxes if box.name is Place.SIGNATURE)
    return box


def test_signature_is_blue_and_centred_between_post_and_name(copies, tmp_path):
    left, top, right, bottom = extent(picture(copies.signed, 1, tmp_path), is_blue)
    box = signature_box()
    assert (left + right) / 2 == mm((box.x + box.width / 2) * MM)
    assert box.x * MM - 0.5 < left < right < (box.x + box.width) * MM + 0.5
    assert 297 - (box.y + box.height) * MM < top < bottom < 297 - box.y * MM


def test_seal_is_red_in_its_real_size_over_the_left_third_of_the_signature(copies, tmp_path):
    left, top, right, bottom = extent(picture(copies.sealed, 1, tmp_path), is_red)
    box = signature_box()
    assert (right - left, bottom - top) == (mm(36), mm(36))
    assert (right - box.x * MM) / (box.width * MM) == pytest.approx(1 / 3, abs=0.03)


@pytest.mark.parametrize(
    ("dots_per_inch", "millimetres"),
    [(None, 36), (96, 36), (72, 36), (600 / 42 * 25.4, 42), (600 / 34 * 25.4, 34)],
    ids=["says nothing", "of a screen", "of another screen", "42 mm", "34 mm"],
)
def test_picture_may_say_how_large_the_seal_is(dots_per_inch, millimetres, tmp_path):
    room = 42 * POINTS_PER_MM
    stamp = seal_stamp(seal_png(600, dots_per_inch), room, room)
    left, _, right, _ = extent(picture(stamp, 1, tmp_path), is_red)
    assert right - left == mm(millimetres)


def flattened(pdf):
    """The paper with what its fields look like drawn into its pages."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.flatten_annotations("all")
        file = io.BytesIO()
        opened.save(file)
        return read(file.getvalue())


def test_number_and_date_stand_on_their_lines_in_the_fonts_of_these(copies):
    paper = flattened(copies.filled)
    for text, line in {"05": "/KH-KTĐ6", "09": "tháng", "3": "tháng", "2026": "năm"}.items():
        beside = paper.run(line)
        (filled,) = (run for run in paper.runs if run.text == text)
        assert filled.baseline == pytest.approx(beside.baseline, abs=0.02)
        assert (filled.size, filled.font) == (pytest.approx(beside.size, abs=0.01), beside.font)


def test_number_stands_before_its_stroke_and_day_and_month_in_the_middle_of_their_blanks(copies):
    paper = flattened(copies.filled)
    place = {run.text: run for run in paper.runs}
    assert place["05"].right == pytest.approx(place["/KH-KTĐ6"].left, abs=0.1)
    before, after = place["tháng"].right, place["năm"].left
    assert place["3"].centre == pytest.approx((before + after) / 2, abs=0.2)


def test_long_number_is_squeezed_into_its_blank(blank):
    number = flattened(fill(blank, {"so": "123456/2026"})).run("123456/2026")
    (box,) = (box for box in render(blank_document()).boxes if box.name is Place.NUMBER)
    assert (number.left, number.right) == (mm(box.x * MM), mm((box.x + box.width) * MM))


def test_stamp_embeds_the_font_of_the_paper():
    stamp = text_stamp("2026", Line("Tinos", True, 13), Alignment.CENTRE, 26, 15)
    with pikepdf.open(io.BytesIO(stamp)) as pdf:
        (font,) = pdf.pages[0].resources.Font.values()
        assert str(font.BaseFont).endswith("+Tinos-Italic")


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (white_png, "nền trong suốt"),
        (lambda: signature_png()[:500], "tệp .png nguyên vẹn"),
        (lambda: b"GIF89a", "tệp .png nguyên vẹn"),
        (lambda: bytes(2_000_001), "nặng quá 2 MB"),
        (lambda: signature_png(3000, 2000), "quá nhiều điểm ảnh"),
    ],
    ids=["white", "cut off", "no PNG", "heavy", "large"],
)
def test_picture_that_cannot_be_a_stamp_is_refused(made, message):
    with pytest.raises(PictureError, match=re.escape(message)):
        signature_stamp(made(), 136, 85)
