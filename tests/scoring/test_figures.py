"""What may be entered for a criterion, and what a clerk is told otherwise."""

from decimal import Decimal

import pytest

from scoring.criteria import Criteria, Criterion, NotApplicable
from scoring.figures import Figure, FigureError, check, check_note, doubt, typed_number
from scoring.kinds import (
    Attendance,
    Band,
    Bands,
    Checklist,
    Deadline,
    Direct,
    External,
    LatePer,
    Level,
    Levels,
    PassFail,
    PerTime,
    PlusMinus,
    Ratio,
    Relative,
)
from thidua.lib.points import NumberError

TABLE = Criteria(last_key=1, scale=Decimal(100), step=Decimal("0.5"))
LEVELS = Levels(levels=(Level(name="Tốt", points=Decimal(20)), Level(name="Khá", points=Decimal(10))))
PARTS = Checklist(parts=("Kế hoạch", "Sơ kết"))
BANDS = Bands(bands=(Band(least=Decimal(90), points=Decimal(20)),))


def checked(rule, figure, most="20", table=TABLE):
    check(Criterion(key=1, text="Tiêu chí", max=most and Decimal(most), rule=rule), table, figure)


def amount(number, target=None):
    return Figure(amount=Decimal(number), target=target and Decimal(target))


def chosen(*positions):
    return Figure(chosen=positions)


@pytest.mark.parametrize(
    ("rule", "figure", "message"),
    [
        (Direct(), amount("20.5"), "Hãy nhập điểm từ 0 đến 20, bước 0,5."),
        (Direct(), amount("-0.5"), "Hãy nhập điểm từ 0 đến 20, bước 0,5."),
        (Direct(), amount("18.2"), "Hãy nhập điểm từ 0 đến 20, bước 0,5."),
        (PlusMinus(floor=Decimal(-5)), amount("-5.5"), "Hãy nhập điểm từ -5 đến 20, bước 0,5."),
        (External(), amount("19.375"), "Hãy nhập điểm từ 0 đến 20, bước 0,01."),
        (
            PerTime(points=Decimal(5), unit="mô hình"),
            amount("1.5"),
            "Số mô hình là số nguyên từ 0 trở lên. Hãy nhập lại.",
        ),
        (
            Deadline(minus=Decimal(5), per=LatePer.REPORT),
            amount("-1"),
            "Số báo cáo chậm (đúng hạn: 0) là số nguyên từ 0 trở lên. Hãy nhập lại.",
        ),
        (Attendance(minus=Decimal(5)), amount("-1"), "Số lần vắng mặt là số nguyên từ 0 trở lên. Hãy nhập lại."),
        (Checklist(parts=4), amount("5"), "Hãy nhập số phần việc đã làm, là số nguyên từ 0 đến 4."),
        (LEVELS, chosen(), "Hãy chọn đúng một mục trong: Tốt; Khá."),
        (LEVELS, chosen(0, 1), "Hãy chọn đúng một mục trong: Tốt; Khá."),
        (LEVELS, chosen(2), "Mục đã chọn không có trong tiêu chí. Hãy chọn trong: Tốt; Khá."),
        (PassFail(), chosen(-1), "Mục đã chọn không có trong tiêu chí. Hãy chọn trong: Không đạt; Đạt."),
        (PARTS, chosen(1, 1), "Mục đã chọn không có trong tiêu chí. Hãy chọn trong: Kế hoạch; Sơ kết."),
        (LEVELS, amount("5"), "Tiêu chí này không nhận số. Hãy chọn một trong các mục."),
        (Direct(), amount("5", "10"), "Tiêu chí này không có chỉ tiêu. Hãy để trống chỉ tiêu."),
        (BANDS, amount("5", "10"), "Tiêu chí này không có chỉ tiêu. Hãy để trống chỉ tiêu."),
        (Direct(), chosen(1), "Tiêu chí này không có mục để chọn. Hãy nhập số."),
        (
            Ratio(),
            amount("5", "0"),
            "Chỉ tiêu phải lớn hơn 0. Nếu không được giao chỉ tiêu, hãy chọn Không phát sinh nhiệm vụ.",
        ),
        (Ratio(), amount("-5", "10"), "Số thực hiện không thể nhỏ hơn 0. Hãy nhập số từ 0 trở lên."),
        (
            Relative(quantity="Số hộ thoát nghèo"),
            amount("-5", "10"),
            "Số hộ thoát nghèo không thể nhỏ hơn 0. Hãy nhập số từ 0 trở lên.",
        ),
        (BANDS, amount("-1"), "Số thực hiện không thể nhỏ hơn 0. Hãy nhập số từ 0 trở lên."),
        (Ratio(), amount("0.12345"), "Số có quá nhiều chữ số thập phân. Hãy nhập nhiều nhất 4 chữ số."),
        (
            Ratio(),
            Figure(target=Decimal("1e14")),
            "Số quá lớn. Hãy nhập số dưới 100 nghìn tỷ, hoặc dùng đơn vị tính lớn hơn.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(rule, figure, message):
    with pytest.raises(FigureError) as refusal:
        checked(rule, figure)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("rule", "figure"),
    [
        (Direct(), Figure()),
        (Direct(), amount("0")),
        (Direct(), amount("20")),
        (Direct(), Figure(not_applicable=True)),
        (PlusMinus(floor=Decimal(-5)), amount("-5")),
        (External(), amount("19.37")),
        (PARTS, chosen()),
        (PARTS, chosen(1, 0)),
        (Checklist(parts=4), amount("4")),
        (Ratio(), amount("0.1234", "99999999999999.9999")),
        (Ratio(), amount("5")),
        (Relative(), amount("5", "3")),
        (Bands(bands=BANDS.bands, unit="%"), amount("-1.5")),
        (Bands(bands=(Band(least=Decimal(-3), points=Decimal(20)),)), amount("-1")),
        (Bands(bands=BANDS.bands, of_target=True), amount("5", "10")),
    ],
)
def test_what_can_be_passes_however_incomplete(rule, figure):
    checked(rule, figure)


def test_the_very_maximum_may_lie_between_two_steps():
    checked(Direct(), amount("1.25"), most="1.25")


def test_without_a_maximum_points_have_no_end():
    checked(Direct(), amount("500"), most=None)
    with pytest.raises(FigureError, match=r"^Hãy nhập điểm từ 0 trở lên, bước 0,5\.$"):
        checked(Direct(), amount("-1"), most=None)


def test_a_table_may_let_nothing_be_left_out():
    table = Criteria(last_key=1, scale=Decimal(100), step=Decimal(1), not_applicable=NotApplicable(allowed=False))
    with pytest.raises(FigureError, match=r"^Bảng tiêu chí này không cho bỏ qua tiêu chí nào\."):
        checked(Direct(), Figure(not_applicable=True), table=table)


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("95 %", "%", "95"),
        ("97,5%", "%", "97.5"),
        ("76 điểm", "điểm", "76"),
        ("1 234", "", "1234"),
        ("12\u00a0345\u2009678,5", "", "12345678.5"),
        ("-1\u202f234 %", "%", "-1234"),
    ],
)
def test_a_number_may_carry_its_unit_and_blanks_between_thousands(typed, unit, value):
    assert typed_number(typed, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "unit"), [("95 %", "hồ sơ"), ("%", "%"), ("1 23", ""), ("1234 567", ""), ("0 123", "")]
)
def test_another_unit_or_other_blanks_make_no_number(typed, unit):
    with pytest.raises(NumberError):
        typed_number(typed, unit)


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (amount("201", "100"), "Kết quả bằng 201 % chỉ tiêu. Hãy xem lại số và đơn vị tính; đúng thì không cần sửa."),
        (amount("0.9", "100"), "Kết quả chưa đến 1 % chỉ tiêu. Hãy xem lại số và đơn vị tính; đúng thì không cần sửa."),
        (amount("200", "100"), ""),
        (amount("1", "100"), ""),
        (amount("0", "100"), ""),
        (amount("500"), ""),
    ],
)
def test_what_is_far_from_the_target_is_remarked_upon(figure, words):
    assert doubt(figure) == words


def test_a_note_is_no_report():
    check_note("đ" * 2000)
    with pytest.raises(FigureError, match=r"^Giải trình dài 2\.001 ký tự, nhiều nhất được 2\.000\. Hãy viết gọn lại"):
        check_note("đ" * 2001)
