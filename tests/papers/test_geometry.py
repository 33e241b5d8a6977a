"""The measures of Nghị định 30/2020/NĐ-CP, Phụ lục I, read back from the PDF.

Places within 0.5 mm, sizes within 0.2 pt.
"""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.papers.reading import MM, Paper, Run, read
from tests.papers.samples import BODY, LETTERHEAD, RECIPIENTS, SENTENCE, SIGNATURE, sample_document
from thidua.papers.document import Letterhead, Paragraph, Profile
from thidua.papers.pdf import Place, render

LEFT, RIGHT, TOP, BOTTOM = 30, 195, 20, 277
TEXT_CENTRE = (LEFT + RIGHT) / 2
RIGHT_HALF_CENTRE = (TEXT_CENTRE + RIGHT) / 2
INDENT = 12.7


def mm(value):
    return pytest.approx(value, abs=0.5)


def pt(value):
    return pytest.approx(value, abs=0.2)


def look(run):
    """Size, weight and slant, to compare at once."""
    return run.size, run.bold, run.italic


UPRIGHT, BOLD, ITALIC, BOLD_ITALIC = (False, False), (True, False), (False, True), (True, True)


def rule_under(paper, run):
    """The one rule that stands close below a line of text."""
    (rule,) = (
        rule
        for rule in paper.rules
        if rule.page == run.page and 0 < rule.y - run.baseline < 3 and run.left < rule.centre < run.right
    )
    return rule


# Page


def test_pages_are_a4_and_an_appendix_may_lie_on_its_side(paper):
    portrait, landscape = (mm(210), mm(297)), (mm(297), mm(210))
    assert list(paper.sizes) == [portrait] * 5 + [landscape] * 3


def test_text_keeps_within_the_margins(paper):
    text = [run for run in paper.runs if run.baseline > TOP]
    width, height = ([paper.sizes[run.page - 1][side] for run in text] for side in (0, 1))
    assert min(run.left for run in text) == mm(LEFT)
    assert all(run.right <= across - 15 + 0.5 for run, across in zip(text, width, strict=True))
    assert all(run.baseline <= down - 20 + 0.5 for run, down in zip(text, height, strict=True))


def test_first_line_begins_at_the_top_margin(paper):
    ascent = 0.891 * 12 * MM
    assert paper.run("CỘNG HÒA").baseline - ascent == mm(TOP)


def test_long_lines_of_the_text_reach_both_margins(paper):
    justified = [run for run in paper.runs if run.text.startswith("phù hợp với tình hình thực tế")]
    assert len(justified) >= 3
    assert [(run.left, run.right) for run in justified] == [(mm(LEFT), mm(RIGHT))] * len(justified)


def test_page_number_stands_centred_in_the_top_margin_but_on_no_first_page(paper):
    assert paper.page_numbers() == ["", "2", "", "2", "3", "", "2", "3"]
    number = next(run for run in paper.on(2) if run.baseline < TOP)
    assert look(number) == (pt(13), *UPRIGHT)
    assert number.centre == mm(TEXT_CENTRE)
    landscape = next(run for run in paper.on(7) if run.baseline < TOP)
    assert landscape.centre == mm((30 + 297 - 15) / 2)


# Ô 1 to 4


def test_national_name_and_motto(paper):
    name, motto = paper.run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), paper.run("Độc lập - Tự do - Hạnh phúc")
    assert look(name) == (pt(12), *BOLD)
    assert look(motto) == (pt(13), *BOLD)
    assert name.width == mm(88.3)
    assert motto.width == mm(56.1)
    assert name.centre == mm(motto.centre)
    assert name.right <= RIGHT


def test_rule_under_the_motto_is_as_long_as_the_motto(paper):
    motto = paper.run("Độc lập - Tự do - Hạnh phúc")
    rule = rule_under(paper, motto)
    assert (rule.left, rule.right) == (mm(motto.left), mm(motto.right))


def test_lines_of_the_head_are_single_spaced(paper):
    lines = [paper.run(text) for text in ("ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG", "KHỐI THI ĐUA SỐ 6")]
    assert [below.baseline - above.baseline for above, below in pairwise(lines)] == [mm(1.15 * 12 * MM)] * 2


def test_superior_is_upright_and_issuer_bold_on_a_common_axis(paper):
    superior, issuer = paper.run("TỈNH LAM GIANG"), paper.run("KHỐI THI ĐUA SỐ 6")
    assert look(superior) == (pt(12), *UPRIGHT)
    assert look(issuer) == (pt(12), *BOLD)
    assert superior.centre == mm(issuer.centre)
    assert superior.left >= LEFT


def test_first_lines_of_issuer_and_nation_are_level(paper):
    assert paper.run("ỦY BAN NHÂN DÂN").baseline == mm(paper.run("CỘNG HÒA").baseline)


def test_rule_under_the_issuer_is_a_third_to_a_half_of_its_line(paper):
    issuer = paper.run("KHỐI THI ĐUA SỐ 6")
    rule = rule_under(paper, issuer)
    assert 1 / 3 <= rule.width / issuer.width <= 1 / 2
    assert rule.centre == mm(issuer.centre)


def test_number_and_date_are_level_each_under_its_column(paper):
    number, date = paper.run("Số: 07/KH-KTĐ6"), paper.run("Lam Giang, ngày 09 tháng 3 năm 2026")
    assert look(number) == (pt(13), *UPRIGHT)
    assert look(date) == (pt(13), *ITALIC)
    assert number.baseline == mm(date.baseline)
    assert number.centre == mm(paper.run("KHỐI THI ĐUA SỐ 6").centre)
    assert date.centre == mm(paper.run("CỘNG HÒA").centre)


def test_head_with_a_long_superior_and_issuer_stays_in_its_column():
    superior = "Ban Chỉ đạo các phong trào thi đua và công tác khen thưởng của Đảng bộ tỉnh Lam Giang năm 2026"
    issuer = "Khối thi đua các sở, ban, ngành tham mưu tổng hợp và nội chính tỉnh Lam Giang"
    head = replace(LETTERHEAD, superior=(superior,), issuer=(issuer,))
    paper = read(render(sample_document(letterhead=head, annexes=())).pdf)
    name = paper.run("CỘNG HÒA")
    column = [run for run in paper.on(1) if run.baseline < paper.run("Số:").baseline and run.right < name.left]
    assert " ".join(run.text for run in column) == f"{superior} {issuer}".upper()
    assert min(run.width for run in column if run.bold) > 0.8 * max(run.width for run in column if run.bold)
    assert [rule for rule in paper.rules if rule.right < name.left] == [rule_under(paper, column[-1])]
    assert 1 / 3 <= rule_under(paper, column[-1]).width / column[-1].width <= 1 / 2


def test_larger_head_goes_in_pairs_and_still_never_breaks():
    paper = read(render(sample_document(profile=Profile(national_name_pt=13), annexes=())).pdf)
    name, motto = paper.run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), paper.run("Độc lập - Tự do - Hạnh phúc")
    assert (name.size, motto.size) == (pt(13), pt(14))
    assert paper.run("KHỐI THI ĐUA SỐ 6").size == pt(13)
    assert name.width == mm(95.7)
    assert name.right <= RIGHT


# Ô 5


def test_type_name_and_subject_are_bold_and_centred(paper):
    kind, subject = paper.run("KẾ HOẠCH"), paper.run("Hoạt động của Khối thi đua số 6 tỉnh Lam Giang năm 2026")
    assert [look(run) for run in (kind, subject)] == [(pt(14), *BOLD)] * 2
    assert [run.centre for run in (kind, subject)] == [mm(TEXT_CENTRE)] * 2


def test_subject_has_one_rule_of_a_third_to_a_half_under_its_last_line():
    long_subject = ("Tổ chức các hoạt động của Khối thi đua số 6 tỉnh Lam Giang", "hướng tới Đại hội thi đua yêu nước")
    paper = read(render(sample_document(subject=long_subject, annexes=())).pdf)
    first, last = (paper.run(line) for line in long_subject)
    rule = rule_under(paper, last)
    assert 1 / 3 <= rule.width / last.width <= 1 / 2
    assert rule.centre == mm(TEXT_CENTRE)
    assert [rule for rule in paper.rules if abs(rule.y - first.baseline) < 3] == []


def test_subject_of_a_letter_stands_under_its_number():
    paper = read(render(sample_document(type_name="", subject=("V/v đăng ký thi đua năm 2026",), annexes=())).pdf)
    subject, number = paper.run("V/v đăng ký"), paper.run("Số:")
    assert look(subject) == (pt(12), *UPRIGHT)
    assert subject.centre == mm(number.centre)
    ascent, descent = 0.891 * 12 * MM, 0.216 * 13 * MM
    assert subject.baseline - ascent - (number.baseline + descent) == mm(6 * MM)


# Ô 6


def test_bases_are_italic_and_indented(paper):
    bases = [run for run in paper.runs if run.text.startswith("Căn cứ")]
    assert [(look(run), run.left) for run in bases] == [((pt(14), *ITALIC), mm(LEFT + INDENT))] * 3


@pytest.mark.parametrize("title", ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích"])
def test_headings_are_bold_and_indented(paper, title):
    heading = paper.run(title)
    assert look(heading) == (pt(14), *BOLD)
    assert heading.left == mm(LEFT + INDENT)


@pytest.mark.parametrize(
    "start", ["Khối thi đua số 6 xây dựng", "a) Các đơn vị", "- Các đơn vị thành viên phát", "1. Các đơn vị"]
)
def test_paragraphs_are_upright_with_an_indented_first_line(paper, start):
    first = paper.run(start)
    assert look(first) == (pt(14), *UPRIGHT)
    assert first.left == mm(LEFT + INDENT)


def test_lines_and_paragraphs_keep_their_distances(paper):
    first, second = paper.run("a) Các đơn vị"), paper.run("b) Kịp thời")
    lines = [run for run in paper.on(1) if first.baseline <= run.baseline < second.baseline]
    pitch = 1.2 * 14 * MM
    assert [below.baseline - above.baseline for above, below in pairwise(lines)] == [mm(pitch)] * 2
    assert second.baseline - lines[-1].baseline == mm(pitch + 6 * MM)


def test_smaller_indent_and_wider_lines_by_profile():
    profile = Profile(first_line_indent_mm=10, line_spacing=1.7, body_pt=13, left_mm=35, right_mm=20)
    paper = read(render(sample_document(profile=profile, blocks=(Paragraph(text=SENTENCE),), annexes=())).pdf)
    text = [run for run in paper.on(1) if run.baseline > paper.run("Hoạt động của Khối").baseline]
    first, second = text[:2]
    assert (first.left, second.left, first.right) == (mm(45), mm(35), mm(190))
    assert second.baseline - first.baseline == mm(1.7 * 13 * MM)
    assert first.size == pt(13)


def test_table_header_is_bold_centred_and_repeated(paper):
    headers = [run for run in paper.runs if run.text == "Nội dung công việc"]
    assert [run.page for run in headers] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [look(run) for run in headers] == [(pt(13), *BOLD)] * 8
    column_centre = LEFT + 165 * (0.07 + 0.41 / 2)
    assert [run.centre for run in headers if run.page < 6] == [mm(column_centre)] * 5


def test_cells_are_aligned_as_their_columns(paper):
    number = next(run for run in paper.on(1) if run.text == "1")
    work = next(run for run in paper.on(1) if run.text.startswith("Tổ chức hội nghị"))
    assert number.centre == mm(LEFT + 165 * 0.07 / 2)
    assert work.left == mm(LEFT + 165 * 0.07 + 1.5)
    assert look(work) == (pt(13), *UPRIGHT)


# Ô 7 to 9


def test_signature_is_bold_and_centred_in_the_right_half(paper):
    lines = [
        paper.run(text) for text in ("TM. KHỐI THI ĐUA SỐ 6", "KHỐI TRƯỞNG", "GIÁM ĐỐC SỞ DU LỊCH", "Nguyễn Thị Sông")
    ]
    assert [look(run) for run in lines] == [(pt(14), *BOLD)] * 4
    assert [run.centre for run in lines] == [mm(RIGHT_HALF_CENTRE)] * 4


def test_signature_has_room_of_30_mm_between_post_and_name(paper):
    above, below = paper.run("KHỐI TRƯỞNG"), paper.run("GIÁM ĐỐC SỞ DU LỊCH")
    pitch = 1.15 * 14 * MM
    assert below.baseline - above.baseline == mm(30 + pitch)


def test_recipients_begin_level_with_the_signature(paper):
    heading = paper.run("Nơi nhận:")
    assert look(heading) == (pt(12), *BOLD_ITALIC)
    assert heading.left == mm(LEFT)
    assert heading.baseline == mm(paper.run("TM. KHỐI THI ĐUA SỐ 6").baseline)


def test_recipients_are_small_and_upright_at_the_left_margin(paper):
    lines = [run for run in paper.on(2) if run.text.startswith("- ") and run.size < 12]
    assert len(lines) == len(RECIPIENTS.lines)
    assert [(look(run), run.left) for run in lines] == [((pt(11), *UPRIGHT), mm(LEFT))] * 4


def test_long_signature_of_six_lines_stays_in_the_right_half():
    six = replace(
        SIGNATURE,
        authority=("TM. Khối thi đua số 6", "KT. Khối trưởng", "Khối phó"),
        position=("Phó Chủ tịch Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lam Giang",),
    )
    paper = read(render(sample_document(signatures=(six,), annexes=())).pdf)
    top = paper.run("TM. KHỐI").baseline
    lines = [run for run in paper.on(2) if run.baseline > top - 1 and run.size > 13]
    assert len(lines) == 7
    assert min(run.left for run in lines) >= TEXT_CENTRE
    assert [run.centre for run in lines] == [mm(RIGHT_HALF_CENTRE)] * 7


# Annexes


def test_appendix_has_label_title_and_reference_centred_at_its_top(paper):
    head = paper.on(3)[:4]
    assert [run.text for run in head] == [
        "Phụ lục I",
        "DANH SÁCH ĐƠN VỊ THÀNH VIÊN KHỐI THI ĐUA SỐ 6",
        "(Kèm theo Kế hoạch số 07/KH-KTĐ6 ngày",
        "09 tháng 3 năm 2026 của Khối thi đua số 6)",
    ]
    assert [look(run) for run in head] == [(pt(14), *BOLD)] * 2 + [(pt(14), *ITALIC)] * 2
    assert [run.centre for run in head] == [mm(TEXT_CENTRE)] * 4


def test_two_appendices_of_one_shape_are_numbered_apart():
    first = sample_document().annexes[0]
    paper = read(render(sample_document(blocks=BODY[:4], annexes=(first, replace(first, label="Phụ lục II")))).pdf)
    assert paper.page_numbers() == ["", "", "2", "3", "", "2", "3"]


# Places to fill in


def printed(paper: Paper, text: str) -> Run:
    return next(run for run in paper.runs if text in run.text)


def box_in_mm(rendering, name, height_mm):
    (box,) = (box for box in rendering.boxes if box.name is name)
    left, right = box.x * MM, (box.x + box.width) * MM
    bottom = height_mm - box.y * MM
    return box.page, left, right, bottom - box.height * MM, bottom


def test_date_box_covers_the_printed_date(rendering, paper):
    page, left, right, top, bottom = box_in_mm(rendering, Place.DATE, 297)
    date = paper.run("Lam Giang, ngày")
    assert (page, right) == (1, mm(date.right))
    assert date.left < left < date.centre
    assert top < date.baseline < bottom


def test_number_box_covers_the_blank_that_is_printed_for_it():
    blank = render(sample_document(letterhead=replace(LETTERHEAD, number=None), annexes=()))
    page, left, right, top, bottom = box_in_mm(blank, Place.NUMBER, 297)
    label, symbol = (printed(read(blank.pdf), text) for text in ("Số:", "/KH-KTĐ6"))
    assert page == 1
    assert right - left == mm(6 * 0.25 * 13 * MM)
    assert label.left < left < right < symbol.right
    assert top < label.baseline < bottom


def test_signature_box_is_the_room_between_post_and_name(rendering, paper):
    page, left, right, top, bottom = box_in_mm(rendering, Place.SIGNATURE, 297)
    assert page == 2
    assert (left + right) / 2 == mm(RIGHT_HALF_CENTRE)
    assert bottom - top == mm(30)
    assert paper.run("KHỐI TRƯỞNG").baseline < top < bottom < paper.run("GIÁM ĐỐC SỞ DU LỊCH").baseline


def test_seal_box_covers_the_left_third_of_the_signature_box(rendering):
    _, left, right, _, _ = box_in_mm(rendering, Place.SIGNATURE, 297)
    _, seal_left, seal_right, seal_top, seal_bottom = box_in_mm(rendering, Place.SEAL, 297)
    assert (seal_right - left) / (right - left) == pytest.approx(1 / 3, abs=0.02)
    assert (seal_right - seal_left, seal_bottom - seal_top) == (mm(36), mm(36))


def test_every_signature_block_has_its_own_boxes():
    signatures = tuple(replace(SIGNATURE, name=f"Người ký {number}") for number in range(3))
    rendering = render(sample_document(signatures=signatures, annexes=()))
    places = [(box.name, box.index) for box in rendering.boxes if box.name in (Place.SIGNATURE, Place.SEAL)]
    assert sorted(places) == [(name, index) for name in (Place.SEAL, Place.SIGNATURE) for index in range(3)]


def test_paper_without_an_issuer_has_no_stray_rule():
    paper = read(render(sample_document(letterhead=Letterhead(), annexes=())).pdf)
    assert len([rule for rule in paper.rules if rule.right < TEXT_CENTRE - 10]) == 0
