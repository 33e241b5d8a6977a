"""Layouts in which blocs, unions, schools and firms write their tables; every table here is invented."""

import io
import shutil
from decimal import Decimal

import docx
import openpyxl
import pytest
import weasyprint

from plans.importers.blocks import UnreadableFileError
from scoring.criteria import Counts, counts_below, leaves
from scoring.importers import workbook
from scoring.importers.reader import read_bytes
from scoring.kinds import Band, Bands, Direct, Level, Levels, PerTime
from scoring.sums import maxima
from tests.scoring.given_tables import (
    ABOVE,
    LEFT,
    doubts,
    excel_file,
    outline,
    paste,
    rules,
    word_document,
    word_file,
)
from thidua.lib.office_files import UnsafeFileError

# --- columns ----------------------------------------------------------------------------------------------------------


def test_titles_in_two_rows_and_rows_that_only_number_the_columns():
    reading = read_bytes(
        word_document(
            "PHIẾU CHẤM ĐIỂM THI ĐUA",
            (
                ("TT", "Nội dung đánh giá", "Điểm", LEFT, LEFT, "Lý do"),
                (ABOVE, ABOVE, "Tự chấm", "Điểm chuẩn", "Thẩm định", ABOVE),
                ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
                ("1", "Tham mưu đúng hạn", "38", "40", "", ""),
                ("2", "Giữ gìn đoàn kết", "60", "60", "", ""),
                ("TỔNG CỘNG (không tính điểm thưởng)", LEFT, "98", "100", "", ""),
            ),
        )
    )
    assert outline(reading.criteria) == [(0, "1", "Tham mưu đúng hạn", 40), (0, "2", "Giữ gìn đoàn kết", 60)]
    assert reading.criteria.scale == 100


def test_a_second_column_of_points_goes_into_the_guides_and_is_told():
    reading = read_bytes(
        word_document(
            "BẢNG ĐIỂM THI ĐUA CÁC XÃ, PHƯỜNG",
            (
                ("TT", "Tiêu chí", "Điểm chuẩn", LEFT),
                (ABOVE, ABOVE, "Khối xã", "Khối phường"),
                ("1", "Kinh tế", "60", "50"),
                ("2", "Xã hội", "40", "50"),
            ),
        )
    )
    assert outline(reading.criteria) == [(0, "1", "Kinh tế", 60), (0, "2", "Xã hội", 40)]
    assert [criterion.guide for criterion, _ in leaves(reading.criteria)] == [
        "Điểm chuẩn Khối phường: 50", "Điểm chuẩn Khối phường: 50",
    ]  # fmt: skip
    assert doubts(reading) == ["FURTHER_POINTS"]


def test_words_of_a_column_with_an_unknown_title_are_kept():
    reading = read_bytes(paste(("1", "Họp", "10", "Cả năm"), header=("TT", "Nội dung", "Điểm", "Kỳ")))
    [(criterion, _)] = leaves(reading.criteria)
    assert criterion.guide == "Kỳ: Cả năm"


def test_a_column_of_the_fewest_points_gives_the_floors():
    header = ("TT", "Tiêu chí", "Điểm chuẩn", "Điểm tối thiểu")
    reading = read_bytes(paste(("1", "Doanh thu", "60", "35,5"), ("2", "Khách hàng", "40", ""), header=header))
    assert [criterion.floor for criterion, _ in leaves(reading.criteria)] == [Decimal("35.5"), None]
    assert doubts(reading) == []


def test_a_title_in_the_first_row_of_the_table():
    rows = (("BẢNG CHẤM ĐIỂM THI ĐUA", LEFT, LEFT), ("TT", "Nội dung", "Điểm tối đa"), ("1", "Chuyên môn", "100"))
    assert read_bytes(word_document("PHỤ LỤC", rows)).criteria.title == "BẢNG CHẤM ĐIỂM THI ĐUA"


# --- labels -----------------------------------------------------------------------------------------------------------


def test_small_roman_labels_in_brackets_stand_below_letters():
    rows = (("a)", "Tư tưởng", "15"), ("(i)", "Nắm dư luận", "8"), ("(ii)", "Xử lý", "7"), ("b)", "Tổ chức", "5"))
    criteria = read_bytes(paste(*rows, header=("TT", "Nội dung", "Điểm"))).criteria
    assert [(level, code) for level, code, *_ in outline(criteria)] == [(0, "a)"), (1, "(i)"), (1, "(ii)"), (0, "b)")]


def test_bold_rows_head_the_rows_that_make_them_up():
    rows = [("Hội", "60"), ("Thu phí", "40"), ("Phát triển", "20"), ("Nhân đạo", "40"), ("Hiến máu", "40")]
    data = word_document((("Tiêu chí", "Điểm"), *rows))
    document = docx.Document(io.BytesIO(data))
    for row in (1, 4):
        for cell in document.tables[0].rows[row].cells:
            cell.paragraphs[0].runs[0].bold = True
    stream = io.BytesIO()
    document.save(stream)
    assert [level for level, *_ in outline(read_bytes(stream.getvalue()).criteria)] == [0, 1, 1, 0, 1]
    assert [level for level, *_ in outline(read_bytes(data).criteria)] == [0, 0, 0, 0, 0]


# --- points -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "most", "rule"),
    [
        ("Không quá 20 điểm", 20, Direct()),
        ("+3", 3, Direct()),
        ("cộng 3 điểm", 3, Direct()),
        ("10 điểm/năm", 10, Direct()),
        ("cộng 2 điểm/mô hình nhưng không quá 10", 10, PerTime(points=Decimal(2), unit="mô hình")),
        ("0,5đ/bài, tối đa 2đ", 2, PerTime(points=Decimal("0.5"), unit="bài")),
        ("5 điểm/giải", None, PerTime(points=Decimal(5), unit="giải")),
    ],
)
def test_points_of_a_bonus(written, most, rule):
    reading = read_bytes(paste(("I", "Điểm thưởng", "", ""), ("1", "Thành tích", written, "")))
    [(criterion, _)] = leaves(reading.criteria)
    assert (criterion.max, criterion.rule) == (most, rule)
    assert ("NO_MAX" in doubts(reading)) is (most is None)


@pytest.mark.parametrize(
    ("written", "most", "rule"),
    [
        ("– 2", 2, Direct()),
        ("trừ 1 điểm/lần", None, PerTime(points=Decimal(1))),
        ("-0,5đ/lượt", None, PerTime(points=Decimal("0.5"), unit="lượt")),
    ],
)
def test_points_that_are_taken_away_each_time_have_no_end(written, most, rule):
    reading = read_bytes(paste(("I", "Điểm trừ", "", ""), ("1", "Nộp báo cáo chậm", written, "")))
    [(criterion, above)] = leaves(reading.criteria)
    assert (criterion.max, criterion.rule, counts_below(above)) == (most, rule, Counts.DEDUCTION)


@pytest.mark.parametrize("written", ["10/10", "0.125", "10 - 8 - 5", "2 x 5 = 10"])
def test_what_could_be_two_numbers_is_none(written):
    reading = read_bytes(paste(("1", "Họp", written, ""), ("2", "Báo cáo", "5", "")))
    assert (outline(reading.criteria)[0][3], doubts(reading)) == (None, ["MAX"])


def test_a_union_writes_the_points_of_its_standards_into_their_headings():
    reading = read_bytes(
        word_file(
            ("Tiêu chuẩn 1: Chăm lo đoàn viên (60 điểm)",),
            ("1.1", "Thăm hỏi khi ốm đau", "60 điểm", ""),
            ("Tiêu chuẩn 2: Xây dựng tổ chức (40 điểm)",),
            ("2.1", "Thu đoàn phí đúng hạn", "40 điểm", ""),
            ("", "- Chậm một tháng trừ 5 điểm", "", ""),
            ("Điểm thưởng (tối đa 10 điểm)",),
            ("1", "Có sáng kiến", "10 điểm", ""),
        )
    )
    assert outline(reading.criteria) == [
        (0, "Tiêu chuẩn 1", "Chăm lo đoàn viên", 60), (1, "1.1", "Thăm hỏi khi ốm đau", 60),
        (0, "Tiêu chuẩn 2", "Xây dựng tổ chức", 40), (1, "2.1", "Thu đoàn phí đúng hạn", 40),
        (0, "", "Điểm thưởng", 10), (1, "1", "Có sáng kiến", 10),
    ]  # fmt: skip
    assert [reading.criteria.scale, maxima(reading.criteria).total.bonus] == [100, 10]


@pytest.mark.parametrize(
    ("heading", "counts"),
    [
        ("ĐIỂM KHUYẾN KHÍCH", Counts.BONUS),
        ("Điểm ưu tiên", Counts.BONUS),
        ("Phần thưởng (tối đa 5 điểm)", Counts.BONUS),
        ("Các nội dung được thưởng", Counts.BONUS),
        ("Nội dung khuyến khích", Counts.BONUS),
        ("Phần cộng", Counts.BONUS),
        ("Thành tích nổi bật được cộng điểm", Counts.BONUS),
        ("Các trường hợp trừ", Counts.DEDUCTION),
        ("Tồn tại, hạn chế bị trừ điểm", Counts.DEDUCTION),
        ("Điểm phạt", Counts.DEDUCTION),
        ("Giảm trừ điểm", Counts.DEDUCTION),
        ("CÁC NỘI DUNG GIẢM TRỪ", Counts.DEDUCTION),
        ("Các lỗi vi phạm", Counts.DEDUCTION),
        ("Điểm bị trừ", Counts.DEDUCTION),
        ("Các trường hợp bị thương", Counts.SCORE),
    ],
)
def test_headings_of_bonuses_and_deductions(heading, counts):
    reading = read_bytes(paste(("I", "Chuyên môn", "100", ""), ("II", heading, "", ""), ("1", "Việc khác", "2", "")))
    assert counts_below(list(leaves(reading.criteria))[-1][1]) is counts


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Các việc ưu tiên", "có thể là điểm thưởng. Không kể nhóm này, các tiêu chí cộng lại được 100."),
        ("Vi phạm trong năm", "có thể là điểm trừ. Không kể nhóm này, các tiêu chí cộng lại được 100."),
        ("Khen thưởng thêm", "có thể là điểm thưởng"),
        ("Điểm tăng thêm", "có thể là điểm thưởng"),
        ("Giảm điểm", "có thể là điểm trừ"),
        ("Thi đua, khen thưởng", ""),
        ("Trật tự công cộng, cộng đồng dân cư", ""),
        ("Phòng, chống tội phạm và vi phạm pháp luật", ""),
    ],
)
def test_a_group_of_the_score_that_speaks_of_bonuses_or_deductions_is_told(heading, said):
    reading = read_bytes(paste(("I", "Chuyên môn", "100", ""), ("II", heading, "2", ""), ("1", "Việc khác", "2", "")))
    told = [doubt.message for doubt in reading.doubts if doubt.code == "UNCOUNTED" and doubt.key == 2]
    assert [said in message for message in told] == ([True] if said else [])


def test_a_range_of_minus_points_is_its_larger_end_and_one_that_turns_is_unread():
    reading = read_bytes(
        paste(("I", "Điểm trừ", "", ""), ("1", "Vi phạm", "-2 đến -5", ""), ("2", "Xếp hạng", "-5 đến 5", ""))
    )
    assert [criterion.max for criterion, _ in leaves(reading.criteria)] == [5, None]
    assert "MAX" in doubts(reading)


def test_deductions_whose_points_stand_beside_them_or_in_their_words():
    reading = read_bytes(
        word_file(
            ("ĐIỂM TRỪ",),
            ("-", "Để mất đoàn kết", "", "Trừ 20 điểm"),
            ("-", "Vắng họp", "", "Trừ 5 điểm/lần"),
            ("-", "Mỗi văn bản trễ hạn trừ 2 điểm", "", ""),
        )
    )
    assert outline(reading.criteria) == [
        (0, "", "ĐIỂM TRỪ", None), (1, "", "Để mất đoàn kết", 20), (1, "", "Vắng họp", None),
        (1, "", "Mỗi văn bản trễ hạn trừ 2 điểm", None),
    ]  # fmt: skip
    assert list(rules(reading.criteria).values()) == [
        Direct(), PerTime(points=Decimal(5)), PerTime(points=Decimal(2), unit="văn bản"),
    ]  # fmt: skip
    assert doubts(reading) == ["COUNTS", "GUIDE_POINTS", "GUIDE_POINTS", "KIND", "KIND"]


def test_all_that_a_group_drops_is_quoted():
    reading = read_bytes(
        paste(("I", "Điểm thưởng", "", ""), ("", "Có xác nhận", "", ""), ("", "Một lần", "", ""), ("1", "Cờ", "3", ""))
    )
    [message] = (doubt.message for doubt in reading.doubts if doubt.code == "GROUP_GUIDE")
    assert message == "Nhóm không có hướng dẫn riêng; đã bỏ: “Có xác nhận”; “Một lần”."


# --- levels and parts -------------------------------------------------------------------------------------------------

LEVELS = ("TT", "Tiêu chí", "Mức đánh giá", "Điểm")


def test_rows_beside_a_merged_criterion_are_its_levels():
    reading = read_bytes(
        word_file(
            ("1", "Xếp loại chính quyền", "Hoàn thành xuất sắc", "50"),
            (ABOVE, ABOVE, "Hoàn thành tốt", "40"),
            ("2", "Hồ sơ đúng hạn", "Từ 98% trở lên", "50"),
            ("", "", "Dưới 98%", "0"),
            ("Tổng cộng", LEFT, LEFT, "100"),
            header=LEVELS,
        )
    )
    assert outline(reading.criteria) == [(0, "1", "Xếp loại chính quyền", 50), (0, "2", "Hồ sơ đúng hạn", 50)]
    assert list(rules(reading.criteria).values()) == [
        Levels(levels=(Level(name="Hoàn thành xuất sắc", points=Decimal(50)),
                       Level(name="Hoàn thành tốt", points=Decimal(40)))),
        Bands(bands=(Band(least=Decimal(0), points=Decimal(0)), Band(least=Decimal(98), points=Decimal(50))), unit="%"),
    ]  # fmt: skip
    assert doubts(reading) == ["KIND", "KIND", "LEVELS", "LEVELS"]


def test_rows_beside_a_merged_heading_are_criteria_where_their_column_says_so():
    reading = read_bytes(
        word_file(
            ("1", "Lãnh đạo, chỉ đạo", "Hoàn thành kế hoạch", "30"),
            (ABOVE, ABOVE, "Có sơ kết", "20"),
            header=("TT", "Nội dung", "Tiêu chí đánh giá", "Điểm tối đa"),
        )
    )
    assert outline(reading.criteria) == [
        (0, "1", "Lãnh đạo, chỉ đạo", None), (1, "", "Hoàn thành kế hoạch", 30), (1, "", "Có sơ kết", 20),
    ]  # fmt: skip
    assert doubts(reading) == []


def test_lower_rows_that_fall_from_the_maximum_and_do_not_make_it_up_are_levels():
    rows = (("1", "Xếp loại", "30", ""), ("", "- Xuất sắc", "30", ""), ("", "- Tốt", "25", ""), ("", "- Khá", "15", ""))
    reading = read_bytes(paste(*rows))
    assert outline(reading.criteria) == [(0, "1", "Xếp loại", 30)]
    assert [level.points for level in rules(reading.criteria)["Xếp loại"].levels] == [30, 25, 15]
    assert doubts(reading) == ["KIND", "LINES"]


@pytest.mark.parametrize(
    "points", [(("Có kế hoạch", "10"), ("Không có", "0")), (("Chưa đạt", "0"), ("Đạt", "5"), ("Đạt tốt", "10"))]
)
def test_lower_rows_down_to_nothing_or_up_to_the_maximum_are_levels(points):
    reading = read_bytes(paste(("1", "Kế hoạch", "10", ""), *(("", f"- {name}", most, "") for name, most in points)))
    assert outline(reading.criteria) == [(0, "1", "Kế hoạch", 10)]
    levels = tuple(Level(name=name, points=Decimal(most)) for name, most in points)
    assert rules(reading.criteria) == {"Kế hoạch": Levels(levels=levels)}
    assert doubts(reading) == ["KIND", "LINES"]


def test_bonuses_that_fall_from_the_most_of_their_heading_are_no_levels():
    reading = read_bytes(paste(("I", "Điểm thưởng", "10", ""), ("1", "Cờ", "10", ""), ("2", "Bằng khen", "5", "")))
    assert [most for *_, most in outline(reading.criteria)] == [10, 10, 5]


def test_lower_rows_that_take_away_are_the_guide_of_their_criterion():
    reading = read_bytes(paste(("1", "Nề nếp", "40", ""), ("", "- Đi muộn", "-1/lượt", ""), ("", "- Ồn ào", "-2", "")))
    [(criterion, _)] = leaves(reading.criteria)
    assert [criterion.max, criterion.guide] == [40, "- Đi muộn: -1/lượt\n- Ồn ào: -2"]
    assert doubts(reading) == ["LINES"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [(("a) Kiểm tra: 20 điểm", "b) Giám sát: 10 điểm"), [30, 20, 10]), (("a) Đủ: 30 điểm", "b) Thiếu: 20 điểm"), [30])],
)
def test_points_in_the_words_of_lower_rows_are_parts_only_where_they_add_up(lines, found):
    reading = read_bytes(paste(("1", "Kiểm tra, giám sát", "30", ""), *(("", line, "", "") for line in lines)))
    assert [most for *_, most in outline(reading.criteria)] == found


def test_lower_rows_that_take_away_beside_their_words_are_the_guide_of_their_criterion():
    reading = read_bytes(paste(("1", "Nề nếp", "40", ""), ("", "- Đi muộn", "", "trừ 1 điểm/lượt")))
    [(criterion, _)] = leaves(reading.criteria)
    assert [criterion.max, criterion.guide] == [40, "- Đi muộn: trừ 1 điểm/lượt"]


def test_a_heading_over_nothing_but_minus_points_heads_deductions():
    reading = read_bytes(paste(("I", "Họp", "10", ""), ("II", "Vi phạm", "", ""), ("1", "Đi muộn", "-2", "")))
    assert [counts_below(above) for _, above in leaves(reading.criteria)] == [Counts.SCORE, Counts.DEDUCTION]
    assert doubts(reading) == ["COUNTS"]


def test_what_is_added_to_other_points_is_not_counted_by_times():
    guide = "Đạt kế hoạch: 15 điểm; cứ vượt 1% cộng 0,5 điểm, tối đa 20 điểm"
    assert rules(read_bytes(paste(("1", "Thu ngân sách", "20", guide))).criteria) == {"Thu ngân sách": Direct()}


# --- more than one table, or none -------------------------------------------------------------------------------------

COLUMNS = ("TT", "Tiêu chí", "Điểm tối đa")


def test_a_school_has_a_table_for_each_field():
    reading = read_bytes(
        word_document(
            "TIÊU CHÍ THI ĐUA CÁC TRƯỜNG HỌC",
            "I. Lĩnh vực 1: Quản lý (45 điểm)",
            (COLUMNS, ("1", "Kế hoạch giáo dục", "45"), ("", "Cộng", "45")),
            "II. Lĩnh vực 2: Chất lượng (55 điểm)",
            (COLUMNS, ("1", "Học sinh giỏi", "55"), ("", "Cộng", "55")),
        )
    )
    assert outline(reading.criteria) == [
        (0, "I.", "Lĩnh vực 1: Quản lý", 45), (1, "1", "Kế hoạch giáo dục", 45),
        (0, "II.", "Lĩnh vực 2: Chất lượng", 55), (1, "1", "Học sinh giỏi", 55),
    ]  # fmt: skip
    assert [reading.criteria.scale, doubts(reading)] == [100, []]


def test_tables_that_each_come_to_the_whole_may_be_for_different_units():
    table = (COLUMNS, ("1", "Kinh tế", "100"), ("", "Tổng cộng", "100"))
    assert "TABLES" in doubts(read_bytes(word_document("A. Các xã", table, "B. Các phường", table)))


def test_the_title_of_the_points_says_how_a_table_counts():
    reading = read_bytes(
        word_document(
            (COLUMNS, ("1", "Chuyên môn", "100")),
            (("TT", "Thành tích", "Điểm thưởng"), ("1", "Giải báo chí", "3")),
            (("TT", "Hành vi", "Điểm trừ"), ("1", "Đi muộn", "1")),
        )
    )
    total = maxima(reading.criteria).total
    assert [total.score, total.bonus, total.deduction] == [100, 3, 1]


PDF_COPY = """BẢNG CHẤM ĐIỂM TỔ CÔNG ĐOÀN

TT NỘI DUNG ĐIỂM TỐI ĐA ĐIỂM TỰ CHẤM
I Tiêu chuẩn chung 70
1 Hoàn thành tốt nhiệm vụ được công đoàn cấp trên trực tiếp giao trong năm
công tác. 40
2 Nội bộ đoàn kết; tương trợ nhau khi khó khăn 30
II Tiêu chuẩn riêng 30
1 Nộp đoàn phí đầy đủ 30
Tổng cộng 100
"""


def test_lines_copied_from_a_pdf():
    reading = read_bytes(PDF_COPY.encode())
    assert outline(reading.criteria) == [
        (0, "I", "Tiêu chuẩn chung", 70),
        (1, "1", "Hoàn thành tốt nhiệm vụ được công đoàn cấp trên trực tiếp giao trong năm công tác.", 40),
        (1, "2", "Nội bộ đoàn kết; tương trợ nhau khi khó khăn", 30),
        (0, "II", "Tiêu chuẩn riêng", 30), (1, "1", "Nộp đoàn phí đầy đủ", 30),
    ]  # fmt: skip
    assert doubts(reading) == ["NO_GRID"]


def test_an_instruction_that_names_the_points_behind_each_line():
    text = (
        "I. Giáo dục (60 điểm)\n1. Học tập nghị quyết: 35 điểm.\n2. Học theo Bác: 25 điểm.\nIV. Điểm thưởng (5 điểm)\n"
    )
    reading = read_bytes(f"{text}1. Có công trình thanh niên: 5 điểm.".encode())
    assert [most for *_, most in outline(reading.criteria)] == [60, 35, 25, 5, 5]
    assert maxima(reading.criteria).total.bonus == 5


def notes(reading):
    """What was said around the tables, as it is quoted."""
    [doubt] = (doubt for doubt in reading.doubts if doubt.code == "NOTES")
    return doubt.message.partition("bảng: ")[2].partition(". Nếu cần")[0]


def test_rules_written_around_the_tables_are_quoted():
    reading = read_bytes(
        word_document(
            "BẢNG ĐIỂM THI ĐUA",
            "(Kèm theo Hướng dẫn số 3)",
            (COLUMNS, ("1", "Chuyên môn", "100")),
            "* Điểm trừ:",
            "- Báo cáo chậm trừ 1 điểm/lần",
            "* Không xét thi đua đối với đơn vị mất đoàn kết",
            (("Mức", "Xếp loại"), ("Từ 90 trở lên", "Xuất sắc")),
            "Nơi nhận: như trên",
        )
    )
    assert notes(reading) == (
        "“* Điểm trừ:”; “- Báo cáo chậm trừ 1 điểm/lần”; “* Không xét thi đua đối với đơn vị mất đoàn kết”; "
        "“Mức | Xếp loại”; “Từ 90 trở lên | Xuất sắc”"
    )


def test_rules_in_rows_below_the_total_belong_to_no_criterion():
    reading = read_bytes(
        word_document(
            (COLUMNS, ("1", "Chuyên môn", "100"), ("", "Cộng", "100"), ("Ghi chú: họp vắng trừ 2 điểm", LEFT, LEFT))
        )
    )
    [(criterion, _)] = leaves(reading.criteria)
    assert (criterion.guide, criterion.rule) == ("", Direct())
    assert notes(reading) == "“Ghi chú: họp vắng trừ 2 điểm”"


def test_what_a_line_says_after_its_points_is_its_guide():
    text = "1. Họp: 5 điểm\n2. Chỉ tiêu: 30 điểm. Mỗi việc chậm trừ 2 điểm.\n3. Đoàn kết: 10 điểm"
    criteria = read_bytes(text.encode()).criteria
    assert [most for *_, most in outline(criteria)] == [5, 30, 10]
    assert [criterion.guide for criterion, _ in leaves(criteria)] == ["", "Mỗi việc chậm trừ 2 điểm.", ""]


def test_conditions_below_lines_belong_to_no_line():
    text = "1. Họp: 5 điểm\n2. Chỉ tiêu: 30 điểm\n3. Đoàn kết: 10 điểm\n* Không xét thi đua đơn vị không đăng ký"
    criteria = read_bytes(text.encode()).criteria
    assert [condition.text for condition in criteria.excluded] == ["Không xét thi đua đơn vị không đăng ký"]
    assert [criterion.guide for criterion, _ in leaves(criteria)] == ["", "", ""]


def test_conditions_are_no_criteria():
    reading = read_bytes(
        paste(
            ("1", "Chuyên môn", "100", ""),
            ("2", "Chưa xét đối với đơn vị đang bị thanh tra", "", ""),
            ("3", "Các trường hợp không xét thi đua", "", ""),
            ("", "- Không đăng ký thi đua", "", ""),
            ("", "- Không nộp bảng tự chấm", "", ""),
        )
    )
    criteria = reading.criteria
    assert [condition.text for condition in criteria.pending] == ["Chưa xét đối với đơn vị đang bị thanh tra"]
    assert [condition.text for condition in criteria.excluded] == ["Không đăng ký thi đua", "Không nộp bảng tự chấm"]
    assert (len(criteria.nodes), doubts(reading)) == (1, ["CONDITIONS", "CONDITIONS"])


# --- Excel ------------------------------------------------------------------------------------------------------------

TITLES = ["TT", "Tiêu chí", "Mã", "Điểm chuẩn", "Tự chấm"]


def test_a_workbook_as_a_firm_keeps_it():
    reading = read_bytes(
        excel_file(
            [
                ["CÔNG TY CẤP NƯỚC VĨNH LÂM"],
                ["BẢNG TIÊU CHÍ THI ĐUA NĂM 2026"],
                [],
                TITLES,
                ["I. SẢN XUẤT (60 điểm)"],
                [1, "Doanh thu", "K1", "32,5 điểm"],
                [2, "Năng suất", "K2", 27.5],
                ["9", "Tiêu chí cũ", "K9", 50],
                ["II", "AN TOÀN", "", 40],
                [1.1, "Không có tai nạn", "K3", "40"],
                [None, "TỔNG CỘNG", None, 100],
            ],
            [["Mã", "Đơn vị"], ["K1", "Phòng Kế hoạch"]],
            merged=["A5:E5"], hidden_columns=["C"], hidden_rows=[8],
        )
    )  # fmt: skip
    assert outline(reading.criteria) == [
        (0, "I.", "SẢN XUẤT", 60), (1, "1", "Doanh thu", Decimal("32.5")), (1, "2", "Năng suất", Decimal("27.5")),
        (0, "II", "AN TOÀN", 40), (1, "1.1", "Không có tai nạn", 40),
    ]  # fmt: skip
    assert reading.criteria.title == "CÔNG TY CẤP NƯỚC VĨNH LÂM BẢNG TIÊU CHÍ THI ĐUA NĂM 2026"
    assert [reading.criteria.scale, doubts(reading)] == [100, ["HIDDEN"]]


def test_a_formula_whose_result_was_not_saved_is_told():
    reading = read_bytes(excel_file([TITLES, ["1", "Doanh thu", "", "=SUM(D9:D12)"], ["2", "Năng suất", "", 10]]))
    assert (outline(reading.criteria)[0][3], doubts(reading)) == (None, ["MAX"])


def test_two_sheets_with_tables_are_joined_and_told():
    reading = read_bytes(excel_file([TITLES, ["I", "Dạy học", "", 60]], [TITLES, ["II", "Đoàn thể", "", 40]]))
    assert [reading.criteria.scale, doubts(reading)] == [100, ["SHEETS"]]


@pytest.mark.parametrize("limit", ["MOST_ROWS", "MOST_CELLS", "MOST_MERGED"])
def test_a_workbook_without_an_end_is_refused_before_it_is_held_in_memory(monkeypatch, limit):
    monkeypatch.setattr(workbook, limit, 3)
    rows = [TITLES, *([str(number), "Tiêu chí", "", 1] for number in range(5))]
    with pytest.raises(UnsafeFileError, match="chép riêng bảng tiêu chí"):
        read_bytes(excel_file(rows, merged=["A7:E7"]))


def test_a_workbook_without_such_a_table_is_refused():
    with pytest.raises(UnreadableFileError, match="cột điểm chuẩn"):
        read_bytes(excel_file([["STT", "Họ và tên"], [1, "Nguyễn Văn A"]]))


def shown_as(place, number_format, *rows):
    """A workbook, one of whose cells shows its number in a format."""
    opened = openpyxl.load_workbook(io.BytesIO(excel_file([TITLES, *rows])))
    opened.active[place].number_format = number_format
    stream = io.BytesIO()
    opened.save(stream)
    return stream.getvalue()


def test_a_label_is_what_the_sheet_shows():
    data = shown_as("A3", "0.00", [1.1, "Doanh thu", "", 10], [1.10, "Năng suất", "", 5])
    assert [code for _, code, *_ in outline(read_bytes(data).criteria)] == ["1.1", "1.10"]


def test_points_are_those_of_the_cell_where_the_sheet_shows_fewer_decimals():
    data = shown_as("D2", "0.0", [1, "Doanh thu", "", 12.25])
    assert [most for *_, most in outline(read_bytes(data).criteria)] == [Decimal("12.25")]


# --- PDF --------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_a_pdf_without_its_columns_is_to_be_opened_in_word():
    data = weasyprint.HTML(string="<p>Nội dung tiêu chí Điểm tối đa</p><p>Chuyên môn 60</p>").write_pdf()
    with pytest.raises(UnreadableFileError, match="mở PDF bằng Word"):
        read_bytes(data)
