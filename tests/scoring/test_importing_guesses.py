"""Kinds guessed from the words of a guide: what is said in full is taken, what is not is no guess and is quoted."""

from decimal import Decimal

import pytest

from scoring.criteria import Counts, leaves
from scoring.importers.guesses import Guess, guess
from scoring.importers.reader import read_bytes
from scoring.kinds import (
    Attendance,
    Band,
    Bands,
    Deadline,
    Direct,
    LatePer,
    Levels,
    PassFail,
    PerTime,
    Ratio,
)
from tests.scoring.given_tables import doubts, paste, rules


def of(guide, counts=Counts.SCORE):
    return guess("Tiêu chí", [guide], counts)


def bands(*pairs):
    return Bands(bands=tuple(Band(least=Decimal(least), points=Decimal(points)) for least, points in pairs), unit="%")


@pytest.mark.parametrize(
    ("guide", "rule"),
    [
        ("Vắng mặt không lý do: trừ 2 điểm/lần", Attendance(minus=Decimal(2))),
        ("Vắng một buổi trừ 5 điểm", Attendance(minus=Decimal(5))),
        ("Chậm mỗi ngày trừ 5 điểm", Deadline(minus=Decimal(5))),
        ("Chậm 01 ngày trừ 0,5 điểm", Deadline(minus=Decimal("0.5"))),
        ("Mỗi báo cáo gửi trễ hạn trừ 1 điểm", Deadline(minus=Decimal(1), per=LatePer.REPORT)),
        ("Mỗi điển hình 15 điểm, tối đa 60 điểm", PerTime(points=Decimal(15), unit="điển hình")),
        ("5 điểm/sáng kiến", PerTime(points=Decimal(5), unit="sáng kiến")),
        ("Cộng 2 điểm cho mỗi sáng kiến", PerTime(points=Decimal(2), unit="sáng kiến")),
        ("Trừ 1 điểm với mỗi báo cáo chậm", Deadline(minus=Decimal(1), per=LatePer.REPORT)),
        ("01 điểm/01 sáng kiến", PerTime(points=Decimal(1), unit="sáng kiến")),
        ("Mỗi người xác nhận thì chấm 0,4 điểm, không xác nhận thì chấm 0 điểm", PerTime(points=Decimal("0.4"))),
        ("Từ 90%: 9 điểm; đạt từ 80% đến dưới 90%: 8 điểm; đạt dưới 80%: 5 điểm", bands((0, 5), (80, 8), (90, 9))),
        ("Dưới 1%: 9 điểm; từ 1% đến dưới 3%: 5 điểm; từ 3%: 0 điểm", bands((0, 9), (1, 5), (3, 0))),
    ],
)  # fmt: skip
def test_what_the_words_say_in_full(guide, rule):
    assert of(guide).rule == rule


@pytest.mark.parametrize(
    "guide",
    [
        "Mỗi nhiệm vụ trễ hạn trừ 2 điểm",
        "Mỗi nhiệm vụ trễ hạn trừ 2 điểm, mỗi nhiệm vụ không thực hiện trừ 5 điểm",
        "Cứ chậm 02 ngày trừ 1 điểm",
        "Đạt từ 70% trở lên, mỗi 10% được 2 điểm",
        "Mỗi lần vắng trừ 2 điểm, trừ không quá 6 điểm",
        "Chậm 01 ngày trừ 1 điểm, chậm 02 ngày trừ 3 điểm",
        "Mỗi giải nhất cộng 3 điểm, mỗi giải nhì cộng 2 điểm",
        "Đạt 80% trở lên tính theo tỷ lệ, dưới 80% không có điểm",
        "Đủ hồ sơ 10 điểm, thiếu một hồ sơ 5 điểm, không có hồ sơ 0 điểm",
    ],
)
def test_words_that_no_kind_says_in_full_are_no_guess_and_are_quoted(guide):
    assert of(guide) == Guess(Direct(), (guide,))


def test_points_on_top_of_others_are_neither_a_band_nor_forgotten():
    guide = "Đạt 100%: 35 điểm; đạt từ 90% đến dưới 100%: 30 điểm; dưới 90%: 20 điểm; vượt từ 10%: cộng thêm 2 điểm"
    assert of(guide) == Guess(Direct(), ("vượt từ 10%: cộng thêm 2 điểm",))


@pytest.mark.parametrize(
    ("guide", "named"),
    [
        ("Nợ dưới 1%: 9 điểm; từ 1% đến 3%: 5 điểm; trên 3%: 0 điểm", ["Nợ dưới 1%", "từ 1% đến 3%", "trên 3%"]),
        ("Dưới 50%: 0 điểm; dưới 70%: 5 điểm; từ 70%: 9 điểm", ["Dưới 50%", "dưới 70%", "từ 70%"]),
        ("Từ 90%: 9 điểm; dưới 80%: 5 điểm", ["Từ 90%", "dưới 80%"]),
    ],
)
def test_numbers_that_bands_would_put_elsewhere_stay_words(guide, named):
    rule = of(guide).rule
    assert isinstance(rule, Levels)
    assert [level.name for level in rule.levels] == named


def test_what_a_guess_leaves_out_is_quoted_beside_it():
    reading = read_bytes(paste(("1", "Báo cáo", "10", "Chậm 01 ngày trừ 0,5 điểm; không gửi trừ hết số điểm")))
    [message] = (doubt.message for doubt in reading.doubts if doubt.code == "KIND")
    assert "không dùng: “không gửi trừ hết số điểm”" in message


def test_results_that_make_up_the_maximum_together_are_no_levels():
    reading = read_bytes(paste(("1", "Chuyển đổi số", "10", "Có kế hoạch: 4 điểm; có kết quả: 6 điểm")))
    assert rules(reading.criteria) == {"Chuyển đổi số": Direct()}
    assert doubts(reading) == ["UNGUESSED"]


def test_no_guess_is_told_too():
    reading = read_bytes(paste(("1", "Nhiệm vụ", "10", "Mỗi nhiệm vụ trễ hạn trừ 2 điểm")))
    assert doubts(reading) == ["UNGUESSED"]


def test_the_most_of_a_deduction_in_its_words():
    text = "Mỗi nhiệm vụ trễ hạn trừ 0,25 điểm, tối đa trừ 3 điểm"
    reading = read_bytes(paste(("I", "Điểm trừ", "", ""), ("1", text, "", "")))
    [(criterion, _)] = leaves(reading.criteria)
    assert (criterion.max, criterion.rule) == (Decimal(3), PerTime(points=Decimal("0.25")))
    assert doubts(reading) == ["COUNTS", "KIND", "MOST"]


def test_the_step_is_as_fine_as_the_points_in_the_guides():
    reading = read_bytes(paste(("1", "Báo cáo", "10", "Thiếu một phụ lục trừ 0,25 điểm")))
    assert (reading.criteria.step, rules(reading.criteria)) == (Decimal("0.25"), {"Báo cáo": Direct()})


def test_a_kind_for_all_or_nothing_or_for_a_share():
    assert of("Có tổ chức: 10 điểm. Không tổ chức: 0 điểm.") == Guess(PassFail())
    assert of("Chấm điểm theo tỷ lệ thực hiện") == Guess(Ratio(cap_pct=Decimal(100)))
