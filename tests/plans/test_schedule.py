"""The words in which plans say when: what they mean, which days they stand for, where they stand in prose."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.schedule import (
    Cycle,
    Kind,
    Meaning,
    Part,
    Schedule,
    Span,
    Strength,
    Unit,
    find,
    is_period_heading,
    parse,
)

Y22 = Cycle.calendar(2022)
Y25 = Cycle.calendar(2025)
S21 = Cycle.school(2021)
S24 = Cycle.school(2024)
NONE = None

# text, cycle, start, end, last day, tentative, condition
DAYS = [
    # before a day, which is then too late
    ("Trước 10/01/2022", Y22, None, "2022-01-10", "2022-01-09", False, None),
    ("Trước 10/01/2023", Y22, None, "2023-01-10", "2023-01-09", False, None),
    ("Trước 01/3/2024", Y22, None, "2024-03-01", "2024-02-29", False, None),
    ("trước ngày 15/11/2022", Y22, None, "2022-11-15", "2022-11-14", False, None),
    ("Trước ngày 15/11", Y22, None, "2022-11-15", "2022-11-14", False, None),
    ("TRƯỚC NGÀY 5/3/2025.", Y25, None, "2025-03-05", "2025-03-04", False, None),
    ("trước ngày 16 tháng 12 năm 2025", Y25, None, "2025-12-16", "2025-12-15", False, None),
    ("Trước 10.01.2022", Y22, None, "2022-01-10", "2022-01-09", False, None),
    ("Trước 10-01-2022", Y22, None, "2022-01-10", "2022-01-09", False, None),
    ("Trước ngày 10 / 01 / 2022", Y22, None, "2022-01-10", "2022-01-09", False, None),
    ("Trước 01/02/22", Y22, None, "2022-02-01", "2022-01-31", False, None),
    ("Hoàn thành việc ký giao ước trước 20/3/2025;", Y25, None, "2025-03-20", "2025-03-19", False, None),
    ("chậm nhất trước ngày 15/4/2025", Y25, None, "2025-04-15", "2025-04-14", False, None),
    ("Hạn nộp trước ngày 10/12/2025", Y25, None, "2025-12-10", "2025-12-09", False, None),
    ("Trước tháng 6/2025", Y25, None, "2025-06-01", "2025-05-31", False, None),
    ("Trước quý II", Y25, None, "2025-04-01", "2025-03-31", False, None),
    ("Trước ngày 15/6 và 15/12", Y25, None, "2025-12-15", "2025-12-14", False, None),
    ("Trước ngày 20", Y25, None, None, None, False, None),
    ("Trước 31/02/2025", Y25, None, None, None, False, None),
    # by a day, which still counts
    ("Trước 17 giờ 00 ngày 14/11/2025", Y25, None, "2025-11-14", "2025-11-14", False, None),
    ("Trước 17h30 thứ Sáu, ngày 14/11/2025", Y25, None, "2025-11-14", "2025-11-14", False, None),
    ("Chậm nhất 30/9/2025", Y25, None, "2025-09-30", "2025-09-30", False, None),
    ("chậm nhất ngày 30/11", Y25, None, "2025-11-30", "2025-11-30", False, None),
    ("chậm nhất vào ngày 31/5/2021", NONE, None, "2021-05-31", "2021-05-31", False, None),
    ("Chậm nhất là ngày 05 tháng 12 năm 2025", NONE, None, "2025-12-05", "2025-12-05", False, None),
    ("Muộn nhất 05/5/2025", Y25, None, "2025-05-05", "2025-05-05", False, None),
    ("Hạn cuối: 15/11/2025", Y25, None, "2025-11-15", "2025-11-15", False, None),
    ("Thời hạn hoàn thành: 30/6/2025", Y25, None, "2025-06-30", "2025-06-30", False, None),
    ("Đến hết tháng 02/2024", Y25, None, "2024-02-29", "2024-02-29", False, None),
    ("Đến hết năm 2025", Y22, None, "2025-12-31", "2025-12-31", False, None),
    ("Từ nay đến ngày 30/11/2025", Y25, None, "2025-11-30", "2025-11-30", False, None),
    # on a day
    ("3/5/2019", NONE, None, "2019-05-03", "2019-05-03", False, None),
    ("ngày 25/11", Y25, None, "2025-11-25", "2025-11-25", False, None),
    ("Ngày 20 tháng 11", S24, None, "2024-11-20", "2024-11-20", False, None),
    ("Sáng thứ Hai, ngày 09/02/2026", Y25, None, "2026-02-09", "2026-02-09", False, None),
    ("Lúc 7 giờ 30 phút, ngày 15/5/2025", Y25, None, "2025-05-15", "2025-05-15", False, None),
    # from one day to another
    ("1-8/6/2019", NONE, "2019-06-01", "2019-06-08", "2019-06-08", False, None),
    ("Từ 10/7– 10/8/2019", NONE, "2019-07-10", "2019-08-10", "2019-08-10", False, None),
    ("Từ 5-30/9/2019", NONE, "2019-09-05", "2019-09-30", "2019-09-30", False, None),
    ("Từ 01/3 đến 15/4/2025", NONE, "2025-03-01", "2025-04-15", "2025-04-15", False, None),
    ("từ ngày 15/11 đến ngày 15/12", Y25, "2025-11-15", "2025-12-15", "2025-12-15", False, None),
    ("từ ngày 08 đến ngày 10 tháng 12 năm 2025", NONE, "2025-12-08", "2025-12-10", "2025-12-10", False, None),
    ("Từ ngày 01 tháng 10 đến ngày 05 tháng 11 năm 2025", NONE, "2025-10-01", "2025-11-05", "2025-11-05", False, None),
    ("Đợt 1 (từ ngày 03/02/2025 đến ngày 19/5/2025)", Y22, "2025-02-03", "2025-05-19", "2025-05-19", False, None),
    ("Từ 01/01/2025 đến 01/01/2026", NONE, "2025-01-01", "2026-01-01", "2026-01-01", False, None),
    ("15/11 – 15/12/2025", NONE, "2025-11-15", "2025-12-15", "2025-12-15", False, None),
    ("Ngày 05 và 06/9/2025", NONE, "2025-09-05", "2025-09-06", "2025-09-06", False, None),
    ("Từ 15/12 đến 10/01/2023", NONE, "2022-12-15", "2023-01-10", "2023-01-10", False, None),
    ("Từ 15/12/2022 đến 10/01", NONE, "2022-12-15", "2023-01-10", "2023-01-10", False, None),
    ("Từ 15/12 đến 10/01", Y22, "2022-12-15", "2023-01-10", "2023-01-10", False, None),
    ("Từ 15/12 đến 10/01", S21, "2021-12-15", "2022-01-10", "2022-01-10", False, None),
    ("Từ 15/7 đến 15/8", S21, "2022-07-15", "2022-08-15", "2022-08-15", False, None),
    ("Từ tháng 9 đến tháng 12/2025", NONE, "2025-09-01", "2025-12-31", "2025-12-31", False, None),
    ("Từ 6 - 8/2025", NONE, "2025-06-01", "2025-08-31", "2025-08-31", False, None),
    ("Từ quý II đến quý IV/2025", NONE, "2025-04-01", "2025-12-31", "2025-12-31", False, None),
    # weeks and months
    ("Tuần 1 tháng 7/2025", NONE, "2025-07-01", "2025-07-06", "2025-07-06", False, None),
    ("Tuần 3 tháng 7/2025", NONE, "2025-07-14", "2025-07-20", "2025-07-20", False, None),
    ("Tuần thứ 5 của tháng 7", Y25, "2025-07-28", "2025-07-31", "2025-07-31", False, None),
    ("Tuần 6 tháng 7/2025", NONE, None, None, None, False, None),
    ("Tuần cuối tháng 7/2025", NONE, "2025-07-28", "2025-07-31", "2025-07-31", False, None),
    ("Tuần 1, 2 tháng 9/2025", NONE, "2025-09-01", "2025-09-14", "2025-09-14", False, None),
    ("Tháng 12/2021", Y22, "2021-12-01", "2021-12-31", "2021-12-31", False, None),
    ("Tháng 3", Y22, "2022-03-01", "2022-03-31", "2022-03-31", False, None),
    ("Tháng 8", S21, "2021-08-01", "2021-08-31", "2021-08-31", False, None),
    ("Tháng 7", S21, "2022-07-01", "2022-07-31", "2022-07-31", False, None),
    ("Tháng 3", NONE, None, None, None, False, None),
    ("Tháng 10 năm 2020", NONE, "2020-10-01", "2020-10-31", "2020-10-31", False, None),
    ("tháng10 năm 2020", NONE, "2020-10-01", "2020-10-31", "2020-10-31", False, None),
    ("THÁNG 9-2024:", NONE, "2024-09-01", "2024-09-30", "2024-09-30", False, None),
    ("Trong tháng 11/2020", NONE, "2020-11-01", "2020-11-30", "2020-11-30", False, None),
    ("12/2021", NONE, "2021-12-01", "2021-12-31", "2021-12-31", False, None),
    ("3\tTháng 4/2025", NONE, "2025-04-01", "2025-04-30", "2025-04-30", False, None),
    ("Cuối tháng 02", S24, "2025-02-01", "2025-02-28", "2025-02-28", False, None),
    ("Tháng 9, năm học 2024 - 2025", Y22, "2024-09-01", "2024-09-30", "2024-09-30", False, None),
    ("Tháng 02 - 3", S24, "2025-02-01", "2025-03-31", "2025-03-31", False, None),
    ("Tháng 6, 7", S24, "2025-06-01", "2025-07-31", "2025-07-31", False, None),
    ("Tháng 6, 7 và 8/2025", NONE, "2025-06-01", "2025-08-31", "2025-08-31", False, None),
    ("Tháng 11, 12/2024 và 01/2025", NONE, "2024-11-01", "2025-01-31", "2025-01-31", False, None),
    ("Tháng 12, 01", Y22, "2022-12-01", "2023-01-31", "2023-01-31", False, None),
    ("Tháng 12, 01", S21, "2021-12-01", "2022-01-31", "2022-01-31", False, None),
    # quarters
    ("Quý I và quý II", Y22, "2022-01-01", "2022-06-30", "2022-06-30", False, None),
    ("Quý II, III", Y22, "2022-04-01", "2022-09-30", "2022-09-30", False, None),
    ("Quý I - III/2025", NONE, "2025-01-01", "2025-09-30", "2025-09-30", False, None),
    ("Quí IV-2025", NONE, "2025-10-01", "2025-12-31", "2025-12-31", False, None),
    ("Quý IV/2025", Y22, "2025-10-01", "2025-12-31", "2025-12-31", False, None),
    ("Quý IV/2025 và quý I/2026", NONE, "2025-10-01", "2026-03-31", "2026-03-31", False, None),
    ("Qúy III năm 2025", NONE, "2025-07-01", "2025-09-30", "2025-09-30", False, None),
    ("QUÝ I", Y22, "2022-01-01", "2022-03-31", "2022-03-31", False, None),
    ("quý 4", Y22, "2022-10-01", "2022-12-31", "2022-12-31", False, None),
    ("Q.II/2025", NONE, "2025-04-01", "2025-06-30", "2025-06-30", False, None),
    ("Quý III", S21, "2021-07-01", "2021-09-30", "2021-09-30", False, None),
    ("Quý IV", S21, "2021-10-01", "2021-12-31", "2021-12-31", False, None),
    ("Quý II", S21, "2022-04-01", "2022-06-30", "2022-06-30", False, None),
    ("Quý I, IV", S21, "2021-10-01", "2022-03-31", "2022-03-31", False, None),
    # half a year and more
    ("6 tháng đầu năm", Y22, "2022-01-01", "2022-06-30", "2022-06-30", False, None),
    ("6 tháng đầu năm", S21, "2021-08-01", "2022-01-31", "2022-01-31", False, None),
    ("Sáu tháng cuối năm học 2021 - 2022", S21, "2022-02-01", "2022-07-31", "2022-07-31", False, None),
    ("06 tháng cuối năm 2022", S21, "2022-07-01", "2022-12-31", "2022-12-31", False, None),
    ("học kỳ I", S24, None, None, None, False, None),
    ("Học kỳ II và cả năm học", S24, None, None, None, False, None),
    ("Cả năm", Y22, "2022-01-01", "2022-12-31", "2022-12-31", False, None),
    ("Trong năm học", S24, "2024-08-01", "2025-07-31", "2025-07-31", False, None),
    ("Năm học 2024 – 2025", Y22, "2024-08-01", "2025-07-31", "2025-07-31", False, None),
    ("Năm 2026", Y22, "2026-01-01", "2026-12-31", "2026-12-31", False, None),
    ("Hoàn thành trong năm 2025", Y22, "2025-01-01", "2025-12-31", "2025-12-31", False, None),
    ("Quý IV và cả năm 2025", NONE, "2025-01-01", "2025-12-31", "2025-12-31", False, None),
    ("Năm 2025-2030", Y22, "2025-01-01", "2030-12-31", "2030-12-31", False, None),
    ("2025 - 2030", Y22, "2025-01-01", "2030-12-31", "2030-12-31", False, None),
    ("xuyên suốt 2025 - 2035", Y22, "2025-01-01", "2035-12-31", "2035-12-31", False, None),
    # with a beginning only
    ("Năm 2025 và các năm tiếp theo", Y22, "2025-01-01", None, None, False, None),
    ("2026 trở đi", Y22, "2026-01-01", None, None, False, None),
    ("Từ năm 2025 trở đi", Y22, "2025-01-01", None, None, False, None),
    ("Từ tháng 9", S24, "2024-09-01", None, None, False, None),
    # without days of their own
    ("Thường xuyên", Y22, None, None, None, False, None),
    ("Thường xuyên, hằng năm", Y22, None, None, None, False, None),
    ("Hằng năm.", Y22, None, None, None, False, None),
    ("hàng quý", Y22, None, None, None, False, None),
    ("trước ngày 20 hằng tháng", Y22, None, None, None, False, None),
    ("Hằng tháng, trước ngày 20", Y22, None, None, None, False, None),
    ("định kỳ trước ngày 01/6 và 15/11 hằng năm", Y22, None, None, None, False, None),
    ("Sau khi có hướng dẫn của cấp trên", Y22, None, None, None, False, None),
    ("Khi có phát sinh.", Y22, None, None, None, False, None),
    ("Theo Kế hoạch năm 2025 của Hội đồng", Y22, None, None, None, False, None),
    ("Theo Công văn số 12/SNV-TĐKT ngày 04/3/2025", Y22, None, None, None, False, None),
    ("Kế hoạch số 5/KH-UBND ngày 04/3/2025", Y22, None, None, None, False, None),
    ("Ý kiến ngày 04/3/2025 của Sở Nội vụ", Y22, None, None, None, False, None),
    ("Nhà văn hóa thôn Bình Hòa", Y22, None, None, None, False, None),
    ("Tháng hành động", Y22, None, None, None, False, None),
    ("Từ 3 đến 6 tháng", Y22, None, None, None, False, None),
    ("", Y22, None, None, None, False, None),
    # tentative and conditional
    ("dự kiến tháng 06/2022", S21, "2022-06-01", "2022-06-30", "2022-06-30", True, None),
    ("Dự kiến: Quý III", Y22, "2022-07-01", "2022-09-30", "2022-09-30", True, None),
    ("Khoảng giữa tháng 8/2025", NONE, "2025-08-01", "2025-08-31", "2025-08-31", True, None),
    ("Quý II (nếu có điều kiện)", Y22, "2022-04-01", "2022-06-30", "2022-06-30", False, "nếu có điều kiện"),
    ("Tháng 7, tùy tình hình mưa lũ.", Y22, "2022-07-01", "2022-07-31", "2022-07-31", False, "tùy tình hình mưa lũ"),
    ("Dự kiến tháng 7 (tuỳ kinh phí)", Y22, "2022-07-01", "2022-07-31", "2022-07-31", True, "tuỳ kinh phí"),
    # several times in one cell: a deadline, else the first
    ("Quý I, báo cáo trước ngày 15/3", Y22, None, "2022-03-15", "2022-03-14", False, None),
    ("Thường xuyên; tổng kết trước 10/12", Y22, None, "2022-12-10", "2022-12-09", False, None),
    ("Tháng 11 (chào mừng 20/11)", Y22, "2022-11-01", "2022-11-30", "2022-11-30", False, None),
]


@pytest.mark.parametrize(("text", "cycle", "start", "end", "last_day", "tentative", "conditional"), DAYS)
def test_words_stand_for_days(text, cycle, start, end, last_day, tentative, conditional):
    schedule = parse(text)
    span = schedule.span(cycle)
    read = [day and day.isoformat() for day in (span.start, span.end, schedule.last_day(cycle))]
    assert [*read, schedule.tentative, schedule.conditional] == [start, end, last_day, tentative, conditional]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Trước 10/01/2022", Kind.BEFORE),
        ("Chậm nhất 30/9/2025", Kind.BY),
        ("ngày 25/11", Kind.ON),
        ("1-8/6/2019", Kind.RANGE),
        ("Quý I và quý II", Kind.PERIOD),
        ("2026 trở đi", Kind.FROM),
        ("trước ngày 20 hằng tháng", Kind.RECURRING),
        ("Ngày 20 tháng cuối quý", Kind.RECURRING),
        ("02 lần/năm", Kind.RECURRING),
        ("Thực hiện thường xuyên", Kind.CONTINUOUS),
        ("Sau khi có hướng dẫn của cấp trên", Kind.DEPENDENT),
        ("Triển khai bảo đảm theo lộ trình của tỉnh", Kind.DEPENDENT),
        ("Nhà văn hóa thôn Bình Hòa", Kind.UNKNOWN),
    ],
)
def test_words_tie_a_task_to_time_in_their_own_way(text, kind):
    assert parse(text).kind is kind


def test_meaning_keeps_what_the_words_leave_out_open():
    month_and_day = Part(Unit.DAY, 15, month=11)
    assert parse("Trước ngày 15/11 (nếu có)").meaning == Meaning(Kind.BEFORE, (month_and_day,), conditional="nếu có")


def test_meaning_is_read_from_decomposed_letters_and_the_words_stay_as_typed():
    typed = unicodedata.normalize("NFD", "Trước ngày 15/11/2025")
    assert (str(parse(typed)), parse(typed).meaning) == (typed, parse("Trước ngày 15/11/2025").meaning)


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (Schedule.before(date(2022, 1, 10)), "Trước 10/01/2022"),
        (Schedule.by(date(2025, 9, 30)), "Chậm nhất 30/9/2025"),
        (Schedule.on(date(2025, 11, 5)), "Ngày 05/11/2025"),
        (Schedule.between(date(2025, 3, 1), date(2025, 4, 15)), "Từ 01/3/2025 đến 15/4/2025"),
        (Schedule.months({3}, 2025), "Tháng 3/2025"),
        (Schedule.months({3, 2}), "Tháng 02, 3"),
        (Schedule.quarters({2, 1}, 2025), "Quý I, II/2025"),
        (Schedule.quarters({4}), "Quý IV"),
        (Schedule.whole_year(2026), "Năm 2026"),
    ],
)
def test_a_form_gets_the_usual_words(schedule, words):
    assert str(schedule) == words


@pytest.mark.parametrize("wrong", [lambda: Schedule.quarters({0}), lambda: Schedule.months({13}, 2025)])
def test_a_form_cannot_name_a_period_that_there_is_not(wrong):
    with pytest.raises(KeyError):
        wrong()


years = st.integers(1900, 2099)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
cycles = st.none() | st.builds(Cycle, years, is_school=st.booleans())
WORDS = """
trước chậm nhất là vào ngày tháng quý năm học kỳ tuần từ đến hết trong hằng định dự kiến khoảng đầu cuối cả sáng
theo sau khi thường xuyên nếu có của số hạn trở đi và 6 12 2022 15/11 10/01/2022 31/02 8.6.2025 1-8/6 I IV II/2025 17h
, ; . ( ) - – :
"""
pieces = st.sampled_from(WORDS.split())
phrases = st.lists(pieces, max_size=14).map(" ".join) | st.lists(pieces, max_size=14).map("".join)
texts = st.text(max_size=60) | phrases


@given(texts, cycles)
def test_any_text_is_a_schedule_that_prints_as_typed(text, cycle):
    schedule = parse(text)
    last_day, end = schedule.last_day(cycle), schedule.span(cycle).end
    assert str(schedule) == text
    assert last_day == (end - timedelta(days=1) if end and schedule.kind is Kind.BEFORE else end)


@given(texts, cycles)
def test_a_period_has_two_ends_in_order_or_none(text, cycle):
    span = parse(text).span(cycle)
    if parse(text).kind is Kind.PERIOD:
        assert span == Span() or (span.start and span.end and span.start <= span.end)


@given(days)
def test_a_deadline_from_a_form_is_read_back(day):
    part = Part(Unit.DAY, day.day, month=day.month, year=day.year)
    written = [Schedule.before(day), Schedule.by(day), Schedule.on(day)]
    assert [parse(str(schedule)) for schedule in written] == written
    assert [s.meaning for s in written] == [Meaning(kind, (part,)) for kind in (Kind.BEFORE, Kind.BY, Kind.ON)]
    assert [schedule.span(None) for schedule in written] == [Span(end=day)] * 3


@given(days, days)
def test_a_range_from_a_form_is_read_back(a, b):
    first, last = sorted((a, b))
    schedule = Schedule.between(first, last)
    assert (parse(str(schedule)), schedule.kind, schedule.span(None)) == (schedule, Kind.RANGE, Span(first, last))


@given(st.sets(st.integers(1, 12), min_size=1), st.none() | years)
def test_months_from_a_form_are_read_back(numbers, year):
    schedule = Schedule.months(numbers, year)
    parts = tuple(Part(Unit.MONTH, number, year=year) for number in sorted(numbers))
    assert (parse(str(schedule)), schedule.meaning) == (schedule, Meaning(Kind.PERIOD, parts))


@given(st.sets(st.integers(1, 4), min_size=1), st.none() | years)
def test_quarters_from_a_form_are_read_back(numbers, year):
    schedule = Schedule.quarters(numbers, year)
    parts = tuple(Part(Unit.QUARTER, number, year=year) for number in sorted(numbers))
    assert (parse(str(schedule)), schedule.meaning) == (schedule, Meaning(Kind.PERIOD, parts))


@given(years)
def test_a_year_from_a_form_is_read_back(year):
    schedule = Schedule.whole_year(year)
    assert (parse(str(schedule)), schedule.span(None)) == (schedule, Cycle.calendar(year).span)


@given(texts)
def test_a_mention_means_what_its_words_say_alone(text):
    kinds = {
        Strength.DEADLINE: {Kind.BEFORE, Kind.BY, Kind.ON, Kind.RANGE, Kind.RECURRING},
        Strength.PERIOD: {Kind.PERIOD, Kind.RANGE, Kind.FROM, Kind.RECURRING},
    }
    for mention in find(unicodedata.normalize("NFC", text)):
        assert mention.schedule.kind in kinds[mention.strength]


@pytest.mark.parametrize(
    "piece",
    ["trước ", "ngày ", "1/", "1, ", "Quý I, ", "tháng 1 - ", "từ 1/1 đến ", "15/11/2022 ", "định kỳ ", " ", "("],
)
def test_a_deadline_is_found_after_a_long_run_of_anything(piece):
    mentions = find(piece * 5000 + ". Gửi báo cáo trước 10/01/2022")
    assert str(mentions[-1].schedule) == "trước 10/01/2022"


# Cycles


@pytest.mark.parametrize(
    ("title", "cycle"),
    [
        ("Hoạt động của Khối thi đua số 3 năm 2022", Cycle.calendar(2022)),
        ("Công tác thi đua, khen thưởng năm học 2024 – 2025", Cycle.school(2024)),
        ("HOẠT ĐỘNG CỦA CỤM THI ĐUA SỐ 5 NĂM HỌC 2021-2022", Cycle.school(2021)),
        ("Tổng kết năm 2021, phương hướng năm học 2022 - 2023", Cycle.school(2022)),
        ("Triển khai Quyết định số 6/QĐ-UBND ngày 02 tháng 01 năm 2024 trong năm 2025", Cycle.calendar(2025)),
        ("Chuyển đổi số đến năm 2030", None),
        ("Phát động phong trào thi đua", None),
    ],
)
def test_a_title_names_its_cycle(title, cycle):
    assert Cycle.from_text(title) == cycle


def test_a_school_year_runs_from_august_to_july():
    assert Cycle.school(2021).span == Span(date(2021, 8, 1), date(2022, 7, 31))
    assert [Cycle.school(2021).year_of(month) for month in (8, 12, 1, 7)] == [2021, 2021, 2022, 2022]


# Prose: what stands between ‹ and › is found. D marks a deadline, P a period.

PROSE = [
    ("Họp khối, bình xét và suy tôn đơn vị dẫn đầu ‹trước ngày 15/11/2022›.", "D"),
    ("Gửi báo cáo tổng kết về Khối trưởng ‹chậm nhất vào ngày 30/5/2021›;", "D"),
    ("Nộp bảng tự chấm điểm (‹hạn cuối 05/12/2025›).", "D"),
    ("Phát động cao điểm 20 ngày (‹từ ngày 20 tháng 11 năm 2025 đến ngày 09 tháng 12 năm 2025›);", "D"),
    ("Đợt 2: ‹từ ngày 08 đến ngày 10 tháng 12 năm 2025›.", "D"),
    ("Thi đua “Dạy tốt, học tốt” đợt 1 (‹05/9 – 20/11/2025›)", "D"),
    ("Hội nghị tổng kết tổ chức ‹vào ngày 20/12/2025› tại hội trường xã.", "D"),
    ("Thời gian: ‹07 giờ 30 phút, ngày 15/5/2025›.", "D"),
    ("‹Ngày 15/5/2025›, Cụm trưởng chủ trì họp chuyên đề.", "D"),
    ("Các trường báo cáo Phòng ‹trước ngày 20 hằng tháng›.", "D"),
    ("Các xã ‹định kỳ trước ngày 01/6 và 15/11 hằng năm› gửi báo cáo.", "D"),
    ("Sơ kết ‹trước 10/7/2025› và tổng kết ‹trước 10/12/2025›.", "DD"),
    ("Gửi dự thảo ‹trước 17 giờ ngày 12/3/2025› để tổng hợp.", "D"),
    ("Bàn giao hồ sơ lưu trữ, hoàn thành ‹trước năm 2026›.", "D"),
    ("‹Trong tháng 11/2020› Sở tổ chức kiểm tra việc đăng ký.", "P"),
    ("Ký giao ước thi đua ‹trong quý I/2025›.", "P"),
    ("Hội nghị sơ kết: ‹dự kiến tháng 12/2021›.", "P"),
    ("Lưu ý: ‹Tháng 4/2025›, Tổ giúp việc kiểm tra chéo.", "P"),
    ("Thí điểm chấm điểm trực tuyến tại ba xã (‹2025 - 2026›).", "P"),
    ("Tuyên truyền điển hình tiên tiến (‹xuyên suốt 2025 - 2030›);", "P"),
    ("Số hóa hồ sơ khen thưởng, hoàn thành ‹trong năm 2025›.", "P"),
    ("Các đơn vị ‹định kỳ hằng quý› báo cáo Khối trưởng.", "P"),
    ("‹Trong 6 tháng đầu năm›, mỗi đơn vị có một mô hình mới.", "P"),
    ("Áp dụng bảng tiêu chí mới ‹từ tháng 3/2025›.", "P"),
    ("Chấm điểm trên phần mềm ‹từ ngày 01/3/2025›.", "P"),
    # the date of a cited document
    ("Căn cứ Quyết định số 22/QĐ-UBND, ngày 04/01/2019 của Ủy ban nhân dân tỉnh Lam Giang;", ""),
    ("Thực hiện Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ", ""),
    ("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;", ""),
    ("Hồ sơ thực hiện theo Hướng dẫn số 9/HD-SNV ngày 17/3/2021.", ""),
    ("Theo Công văn số 15/UBND-NC ngày 04/3/2025, gửi báo cáo ‹trước ngày 20/3/2025›.", "D"),
    # an anniversary
    ("Hội thao chào mừng 75 năm Ngày thành lập ngành (10/10/1946 – 10/10/2021)", ""),
    ("Giao lưu nhân ngày Phụ nữ Việt Nam 20/10.", ""),
    ("Văn nghệ chào mừng ngày 26/3.", ""),
    # an entry into force, a count
    ("Kế hoạch này có hiệu lực từ ngày 01/01/2025.", ""),
    ("Bảo đảm từ ngày 01 tháng 01 năm 2026 Luật được thi hành thống nhất.", ""),
    ("Số liệu tính đến ngày 30/11/2025 có 12 đơn vị đăng ký.", ""),
    # a goal
    ("Phấn đấu đến năm 2030 có 80% hồ sơ điện tử.", ""),
    ("Năm 2025 đạt 60% đơn vị có mô hình mới.", ""),
    ("Từ năm 2025 trở đi, 100% xã có nhà văn hóa.", ""),
    ("Đến hết năm 2025: có 30% đơn vị tham gia.", ""),
    # the name of a programme or a document
    ("Phong trào xây dựng nông thôn mới giai đoạn 2021 - 2030.", ""),
    ("Đại hội chi bộ nhiệm kỳ 2025 - 2027", ""),
    ("Kế hoạch phát triển 05 năm (2021-2025)", ""),
    ("Chương trình hành động (2021 - 2025) được cập nhật.", ""),
    ("Các hoạt động trong năm học 2024 - 2025.", ""),
    ("Hội nghị sơ kết học kỳ I, năm học 2021 – 2022", ""),
    ("Gửi báo cáo sơ kết 6 tháng đầu năm và báo cáo quý IV về Khối trưởng.", ""),
    ("Chấm điểm thi đua năm 2025 của các đơn vị.", ""),
    # no date at all
    ("Thường xuyên kiểm tra, đôn đốc; trợ cấp hằng tháng được chi trả kịp thời.", ""),
    ("Hơn 2/3 đơn vị có mặt; liên hệ 0912.345.678 trước khi gửi.", ""),
]


@pytest.mark.parametrize(("marked", "strengths"), PROSE)
def test_prose_sets_times(marked, strengths):
    mentions = find(marked.replace("‹", "").replace("›", ""))
    expected = [piece.split("›")[0] for piece in marked.split("‹")[1:]]
    names = {Strength.DEADLINE: "D", Strength.PERIOD: "P"}
    assert [str(mention.schedule) for mention in mentions] == expected
    assert "".join(names[mention.strength] for mention in mentions) == strengths


def test_a_mention_can_be_rewritten_in_place():
    text = "Suy tôn đơn vị dẫn đầu trước ngày 15/11/2022."
    (mention,) = find(text)
    rewritten = f"{text[: mention.start]}trước ngày 20/11/2023{text[mention.end :]}"
    assert rewritten == "Suy tôn đơn vị dẫn đầu trước ngày 20/11/2023."


# Headings


@pytest.mark.parametrize(
    "heading",
    [
        "Quý I và quý II",
        "1. Quý IV",
        "* Tháng 9/2024:",
        "- THÁNG 02 - 3",
        "a) Trong tháng 11",
        "Tháng 6, 7:",
        "Học kỳ I",
        "II. Học kỳ II và cả năm học",
        "6 tháng đầu năm",
        "Tháng 12 (dự kiến)",
        "Quý I/2025 (tháng 01 - tháng 3)",
        "Năm 2025",
        "Tuần 3 tháng 7/2025",
        "Thường xuyên",
        unicodedata.normalize("NFD", "Quý III"),
    ],
)
def test_a_heading_that_is_a_time(heading):
    assert is_period_heading(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Tháng hành động",
        "Quý I: phát động",
        "Hội nghị tổng kết năm 2025",
        "Báo cáo 6 tháng đầu năm",
        "Nhiệm vụ thường xuyên",
        "CÁC NỘI DUNG HOẠT ĐỘNG NĂM 2022",
        "Năm nội dung thi đua",
        "Theo",
        "1.",
        "",
    ],
)
def test_a_heading_that_is_more_than_a_time(heading):
    assert not is_period_heading(heading)
