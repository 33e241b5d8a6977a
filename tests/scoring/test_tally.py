"""A sheet added up: sums, caps, bonuses, deductions, what does not apply, and the class."""

from dataclasses import replace
from decimal import Decimal

import pytest

from scoring.criteria import (
    Counts,
    Criteria,
    Criterion,
    Group,
    LateMinus,
    LateRecorded,
    LateRefused,
    NotApplicable,
    ResultClass,
    leaves,
)
from scoring.figures import Figure
from scoring.kinds import Direct, PerTime, Ratio, Relative
from scoring.sums import Sums
from scoring.tally import tally
from thidua.demo.criteria import table


def criterion(key, most, rule=None, **fields):
    return Criterion(key=key, text="Tiêu chí", max=most and Decimal(most), rule=rule or Direct(), **fields)


def group(key, *nodes, **fields):
    return Group(key=key, text="Nhóm", nodes=nodes, **fields)


def of(result, *names):
    return tuple(getattr(result, name) for name in names)


def class_of(result):
    return result.result_class and result.result_class.name


FIRST = group(10, criterion(11, 40), group(12, criterion(13, 10), counts=Counts.BONUS))
SECOND = group(20, criterion(21, 35), criterion(22, 25))
DEDUCTIONS = group(30, criterion(31, None, PerTime(points=Decimal(5))), counts=Counts.DEDUCTION)
TABLE = Criteria(
    last_key=99,
    scale=Decimal(100),
    step=Decimal("0.5"),
    nodes=(FIRST, SECOND, DEDUCTIONS),
    classes=(
        ResultClass(code="tot", name="Tốt", min=Decimal(90)),
        ResultClass(code="kha", name="Khá", min=Decimal(70)),
    ),
)


def figures(**amounts):
    """c11=40: the amount of criterion 11; None: it does not apply."""
    return {
        int(name[1:]): Figure(not_applicable=True) if number is None else Figure(amount=Decimal(str(number)))
        for name, number in amounts.items()
    }


FULL = figures(c11=40, c21=35, c22=25)


def test_a_full_sheet_has_the_scale():
    result = tally(TABLE, FULL)
    assert of(result, "score", "total", "missing") == (100, 100, ())
    assert class_of(result) == "Tốt"


def test_groups_show_what_they_come_to_bonuses_and_deductions_included():
    result = tally(TABLE, FULL | figures(c13="7.5", c31=2))
    assert result.groups == {
        10: Sums(score=Decimal(40), bonus=Decimal("7.5")),
        12: Sums(bonus=Decimal("7.5")),
        20: Sums(score=Decimal(60)),
        30: Sums(deduction=Decimal(10)),
    }
    assert [result.groups[key].net for key in (10, 30)] == [Decimal("47.5"), -10]
    assert of(result, "score", "bonus", "deductions") == (100, Decimal("7.5"), 10)
    assert result.total == Decimal("97.5")


def test_what_is_missing_counts_nothing_and_is_named():
    result = tally(TABLE, figures(c11=38))
    assert of(result, "missing", "total", "points") == ((21, 22), 38, {11: Decimal(38)})


def test_bonuses_and_deductions_are_never_missing():
    assert tally(TABLE, FULL).missing == ()


def test_a_bonus_may_pass_the_scale_only_where_the_table_says_so():
    entered = FULL | figures(c13=10)
    assert tally(TABLE, entered).total == 110
    assert tally(replace(TABLE, bonus_over_scale=False), entered).total == 100


def test_bonuses_are_capped_by_the_table():
    result = tally(replace(TABLE, bonus_cap=Decimal(4)), FULL | figures(c13=10))
    assert of(result, "bonus", "total") == (4, 104)


def test_a_group_caps_what_counts_as_it_does_and_nothing_else():
    capped = replace(FIRST, cap=Decimal(30))
    result = tally(replace(TABLE, nodes=(capped, SECOND, DEDUCTIONS)), FULL | figures(c13=10))
    assert result.groups[10] == Sums(score=Decimal(30), bonus=Decimal(10))


def test_a_group_caps_deductions():
    capped = replace(DEDUCTIONS, cap=Decimal(12))
    assert tally(replace(TABLE, nodes=(FIRST, SECOND, capped)), FULL | figures(c31=9)).deductions == 12


@pytest.mark.parametrize(
    ("policy", "days", "late"),
    [
        (LateRecorded(), 9, "0"),
        (LateRefused(), 9, "0"),
        (LateMinus(per_day=Decimal("1.5")), 0, "0"),
        (LateMinus(per_day=Decimal("1.5")), 9, "13.5"),
        (LateMinus(per_day=Decimal("1.5"), most=Decimal(5)), 9, "5"),
    ],
)
def test_a_late_sheet_costs_what_the_table_says(policy, days, late):
    result = tally(replace(TABLE, late=policy), FULL, days_late=days)
    assert of(result, "late", "total") == (Decimal(late), 100 - Decimal(late))


class TestNotApplicable:
    entered = figures(c11=30, c21=35, c22=None)

    def test_the_score_is_carried_over_to_the_whole_scale(self):
        result = tally(TABLE, self.entered)
        assert of(result, "score", "not_applicable") == (65, 25)
        assert str(result.normalised) == "86.67"
        assert of(result, "total", "missing") == (result.normalised, ())

    def test_bonuses_and_deductions_come_after(self):
        assert tally(TABLE, self.entered | figures(c13=10, c31=1)).total == Decimal("91.67")

    def test_unless_the_table_does_not_want_it(self):
        given = replace(TABLE, not_applicable=NotApplicable(normalise=False))
        assert tally(given, self.entered).total == 65

    def test_a_bonus_that_does_not_apply_changes_nothing(self):
        assert tally(TABLE, FULL | figures(c13=None)).not_applicable == 0

    def test_a_capped_group_loses_only_what_its_cap_had_counted(self):
        capped = replace(SECOND, cap=Decimal(40))
        given = replace(TABLE, scale=Decimal(80), nodes=(FIRST, capped))
        assert tally(given, self.entered).not_applicable == 5

    @pytest.mark.parametrize(("most", "too_much"), [(None, False), ("25", False), ("24.9", True)])
    def test_more_than_the_table_allows_is_reported(self, most, too_much):
        given = replace(TABLE, not_applicable=NotApplicable(max_pct=most and Decimal(most)))
        assert tally(given, self.entered).too_much_not_applicable is too_much

    def test_nothing_left_leaves_nothing_to_carry_over(self):
        result = tally(TABLE, figures(c11=None, c21=None, c22=None))
        assert of(result, "not_applicable", "normalised") == (100, 0)


@pytest.mark.parametrize(
    ("points", "name"), [("40", "Tốt"), ("30", "Tốt"), ("29.5", "Khá"), ("10", "Khá"), ("9.5", None)]
)
def test_the_class_is_the_highest_that_the_points_open(points, name):
    result = tally(TABLE, FULL | figures(c11=points))
    assert class_of(result) == name


def test_a_class_may_ask_a_share_of_every_criterion():
    strict = replace(TABLE, classes=(replace(TABLE.classes[0], floor_pct=Decimal(80)), TABLE.classes[1]))
    assert class_of(tally(strict, FULL | figures(c22=20))) == "Tốt"
    assert class_of(tally(strict, FULL | figures(c22="19.5"))) == "Khá"
    assert class_of(tally(strict, FULL | figures(c22=None))) == "Tốt"


def test_criteria_under_their_floor_are_named():
    nodes = (criterion(1, 50, floor=Decimal(30)), criterion(2, 50, floor=Decimal(30)))
    result = tally(replace(TABLE, nodes=nodes), figures(c1="29.5", c2=30))
    assert result.under_floor == (1,)


def test_relative_criteria_wait_for_the_bloc():
    nodes = (criterion(1, 40, Relative()), criterion(2, 60, Ratio()))
    given = replace(TABLE, nodes=nodes)
    over = {1: Figure(amount=Decimal(11), target=Decimal(10)), 2: Figure(amount=Decimal(1), target=Decimal(1))}
    further = {1: Figure(amount=Decimal(12), target=Decimal(10))}
    alone, known = tally(given, over), tally(given, over, bloc=[further, {}])
    assert (alone.points, alone.provisional) == ({1: Decimal(20), 2: Decimal(60)}, (1,))
    assert (known.points, known.provisional) == ({1: Decimal(30), 2: Decimal(60)}, ())


def test_sums_are_sums_of_rounded_points():
    nodes = tuple(criterion(key, 1, Ratio(cap_pct=Decimal(100))) for key in (1, 2, 3))
    third = Figure(amount=Decimal(1), target=Decimal(3))
    assert tally(replace(TABLE, nodes=nodes), {1: third, 2: third, 3: third}).score == Decimal("0.99")


def test_a_year_of_the_demo():
    """Every kind of criterion once, reckoned by hand."""
    criteria = table("Bảng tiêu chí")
    by_text = {
        "Thực hiện các chỉ tiêu cấp trên giao": (Figure(amount=Decimal(19), target=Decimal(20)), "171"),
        "Tiết kiệm chi thường xuyên so với mức được giao": (Figure(amount=Decimal(110), target=Decimal(100)), "90"),
        "Giải quyết thủ tục hành chính đúng hạn": (Figure(amount=Decimal(970), target=Decimal(1000)), "100"),
        "Chuyển đổi số": (Figure(amount=Decimal("87.65")), "87.65"),
        "Việc được giao ngoài kế hoạch": (Figure(amount=Decimal("72.5")), "72.5"),
        "Xếp loại tổ chức đảng của đơn vị": (Figure(chosen=(1,)), "75"),
        "Công khai tài chính, mua sắm theo quy định": (Figure(chosen=(1,)), "40"),
        "Nội bộ đoàn kết, thực hiện quy chế dân chủ": (Figure(amount=Decimal(70)), "70"),
        "Gửi đăng ký thi đua đúng hạn": (Figure(amount=Decimal(2)), "24"),
        "Tổ chức các phong trào trong năm": (Figure(chosen=(0, 1, 3)), "45"),
        "Điển hình tiên tiến được giới thiệu": (Figure(amount=Decimal(5)), "40"),
        "Gửi báo cáo đúng hạn": (Figure(amount=Decimal(1)), "30"),
        "Dự các cuộc họp, hoạt động của khối": (Figure(amount=Decimal(0)), "30"),
        "Đăng cai hoạt động của khối": (Figure(amount=Decimal(1)), "5"),
        "Khối trưởng đánh giá việc phối hợp": (Figure(amount=Decimal("-2.5")), "-2.5"),
        "Bị cấp trên phê bình bằng văn bản": (Figure(amount=Decimal(1)), "10"),
    }
    keys = {criterion.text: criterion.key for criterion, _ in leaves(criteria)}
    best = {keys["Tiết kiệm chi thường xuyên so với mức được giao"]: Figure(amount=Decimal(120), target=Decimal(100))}
    result = tally(criteria, {keys[text]: figure for text, (figure, _) in by_text.items()}, bloc=[best], days_late=3)
    assert result.points == {keys[text]: Decimal(worth) for text, (_, worth) in by_text.items()}
    assert of(result, "score", "bonus", "deductions", "late") == (Decimal("875.15"), Decimal("2.5"), 10, 6)
    assert (result.total, class_of(result)) == (Decimal("861.65"), "Tốt")
