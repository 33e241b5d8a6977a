"""Labels in front of lines, in the ways people type them."""

import pytest

from plans.content import LabelStyle
from plans.importers.labels import begins_paragraph, read_label


@pytest.mark.parametrize(
    ("text", "style", "core", "words"),
    [
        ("Phần I. Mục tiêu", LabelStyle.PART, "Phần I", "Mục tiêu"),
        ("PHẦN THỨ NHẤT", LabelStyle.PART, "PHẦN THỨ NHẤT", ""),
        ("A. ĐẶC ĐIỂM", LabelStyle.UPPER, "A", "ĐẶC ĐIỂM"),
        ("Đ. KINH PHÍ", LabelStyle.UPPER, "Đ", "KINH PHÍ"),
        ("I. MỤC ĐÍCH", LabelStyle.ROMAN, "I", "MỤC ĐÍCH"),
        ("IV/ KINH PHÍ", LabelStyle.ROMAN, "IV", "KINH PHÍ"),
        ("II.NỘI DUNG", LabelStyle.ROMAN, "II", "NỘI DUNG"),
        ("V- TỔ CHỨC", LabelStyle.ROMAN, "V", "TỔ CHỨC"),
        ("III - NỘI DUNG", LabelStyle.ROMAN, "III", "NỘI DUNG"),
        ("1. Mục đích", LabelStyle.ARABIC, "1", "Mục đích"),
        ("01. Họp Khối", LabelStyle.ARABIC, "01", "Họp Khối"),
        ("2) Yêu cầu", LabelStyle.ARABIC, "2", "Yêu cầu"),
        ("3/ Kinh phí", LabelStyle.ARABIC, "3", "Kinh phí"),
        ("4.Họp Khối", LabelStyle.ARABIC, "4", "Họp Khối"),
        ("1.1. Sở Y tế", LabelStyle.DECIMAL, "1.1", "Sở Y tế"),
        ("2.10 Sở Y tế", LabelStyle.DECIMAL, "2.10", "Sở Y tế"),
        ("1.2.3. Sở Y tế", LabelStyle.DECIMAL, "1.2.3", "Sở Y tế"),
        ("a) Họp Khối", LabelStyle.LETTER, "a", "Họp Khối"),
        ("đ. Họp Khối", LabelStyle.LETTER, "đ", "Họp Khối"),
        ("b)Họp Khối", LabelStyle.LETTER, "b", "Họp Khối"),
        ("(1) Họp Khối", LabelStyle.BRACKET, "1", "Họp Khối"),
        ("Điều 1. Ban hành", LabelStyle.ARTICLE, "Điều 1", "Ban hành"),
        ("Điều 2a: Sửa đổi", LabelStyle.ARTICLE, "Điều 2a", "Sửa đổi"),
        ("- Họp Khối", LabelStyle.DASH, "-", "Họp Khối"),
        ("–Họp Khối", LabelStyle.DASH, "–", "Họp Khối"),
        ("• Họp Khối", LabelStyle.DASH, "•", "Họp Khối"),
        ("+ Họp Khối", LabelStyle.PLUS, "+", "Họp Khối"),
        ("* Tháng 9:", LabelStyle.STAR, "*", "Tháng 9:"),
    ],
)
def test_a_label_is_taken_off_its_line(text, style, core, words):
    label = read_label(text)
    assert label is not None
    assert (label.style, label.core, text[label.end :]) == (style, core, words)


@pytest.mark.parametrize(
    "text",
    [
        "Họp Khối",
        "2026 là năm đầu nhiệm kỳ",
        "15/3/2026 họp Khối",
        "20.000 đồng mỗi người",
        "100% đơn vị ký giao ước",
        "v.v…",
        "(nếu có)",
        "---",
        "+",
        "Phần mềm chấm điểm",
        "Điều kiện tham gia:",
        "Vì môi trường xanh",
        "An toàn giao thông",
        "",
    ],
)
def test_words_are_no_label(text):
    assert read_label(text) is None


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("- Họp Khối", True),
        ("a) họp Khối", True),
        ("2. họp Khối", True),
        ("- 2030, tầm nhìn đến năm 2045", False),
        ("- xã hội của tỉnh", False),
        ("thi đua, khen thưởng", False),
    ],
)
def test_a_line_that_wrapping_broke_before_a_dash_begins_no_paragraph(text, begins):
    assert begins_paragraph(text) is begins
