"""The faces and the lines set in them."""

import subprocess

import pytest
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

from thidua.papers.fonts import VIETNAMESE_LETTERS, Face, font_file, missing_letters
from thidua.papers.lines import Room

MM = 25.4 / 72
FAMILY_NAME = 1
"""The record of a font's "name" table that holds its family (OpenType specification)."""


def fc_match(family):
    return subprocess.run(["fc-match", "--format=%{file}", family], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def bold():
    return font_file("Tinos", Face.BOLD)


def test_vietnamese_has_146_letters():
    assert len(set(VIETNAMESE_LETTERS)) == 146


def test_tinos_has_every_vietnamese_letter_in_every_face():
    assert missing_letters("Tinos") == {}


def test_family_that_is_not_installed_lacks_every_letter_although_another_stands_in():
    assert missing_letters("Không Có Phông Này") == dict.fromkeys(Face, VIETNAMESE_LETTERS)


@pytest.fixture
def old_liberation(tmp_path, monkeypatch):
    """A system whose "Liberation Serif" is the old one, with the letters of Western languages only."""
    with TTFont(fc_match("Tinos")) as font:
        for record in font["name"].names:
            if record.nameID == FAMILY_NAME:
                record.string = "Liberation Serif"
        western = Subsetter()
        western.populate(unicodes=range(0x100))
        western.subset(font)
        font.save(tmp_path / "LiberationSerif-Regular.ttf")
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(configuration))
    font_file.cache_clear()
    yield
    font_file.cache_clear()


@pytest.mark.usefixtures("old_liberation")
def test_letters_a_font_lacks_are_named():
    beyond_western = "".join(letter for letter in VIETNAMESE_LETTERS if ord(letter) > 0xFF)
    missing = missing_letters("Liberation Serif")
    assert missing[Face.REGULAR] == beyond_western
    assert missing[Face.BOLD] == VIETNAMESE_LETTERS


@pytest.mark.parametrize(("size", "millimetres"), [(12, 88.3), (13, 95.7), (14, 103.0)])
def test_width_of_the_national_name(bold, size, millimetres):
    assert bold.width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size) * MM == pytest.approx(millimetres, abs=0.1)


def test_text_that_fits_stays_on_one_line(bold):
    assert Room(400, bold, 12).balanced("KHỐI THI ĐUA SỐ 6") == ["KHỐI THI ĐUA SỐ 6"]


def test_lines_of_a_longer_text_are_nearly_equal(bold):
    lines = Room(200, bold, 12).balanced("ỦY BAN NHÂN DÂN THÀNH PHỐ BẾN SÔNG TỈNH LAM GIANG")
    widths = [bold.width(line, 12) for line in lines]
    assert " ".join(lines) == "ỦY BAN NHÂN DÂN THÀNH PHỐ BẾN SÔNG TỈNH LAM GIANG"
    assert len(lines) == 2
    assert min(widths) > 0.85 * max(widths)


def test_no_line_begins_with_a_hyphen(bold):
    lines = Room(120, bold, 12).balanced("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH LAM GIANG")
    assert [line for line in lines if line.startswith("-")] == []


def test_word_wider_than_the_room_stands_alone(bold):
    assert Room(30, bold, 12).balanced("A KHENTHƯỞNG B") == ["A", "KHENTHƯỞNG", "B"]


def test_no_text_has_no_lines(bold):
    assert Room(200, bold, 12).balanced("") == []
