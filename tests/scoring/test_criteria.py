"""A table as a tree: reading order, ways of counting, keys."""

from decimal import Decimal
from typing import get_args

import pytest

from scoring.criteria import Condition, Counts, Criteria, Criterion, Group, counts_below, groups, leaves, parts, walk
from scoring.kinds import Bands, Checklist, Deadline, Direct, External, LatePer, PassFail, PerTime, Relative, Rule
from tests.scoring.strategies import KINDS


def criterion(key):
    return Criterion(key=key, text="Tiêu chí", max=Decimal(10), rule=Direct())


BONUS = Group(key=4, text="Thưởng", counts=Counts.BONUS, nodes=(criterion(5),))
SECTION = Group(key=2, text="Nhóm", nodes=(criterion(3), BONUS))
PENDING, EXCLUDED = Condition(key=6, text="Đang thanh tra"), Condition(key=7, text="Bị kỷ luật")
TABLE = Criteria(
    last_key=9,
    scale=Decimal(20),
    step=Decimal(1),
    nodes=(criterion(1), SECTION),
    pending=(PENDING,),
    excluded=(EXCLUDED,),
)


def test_everything_in_reading_order_with_what_it_stands_under():
    assert [(node.key, [group.key for group in above]) for node, above in walk(TABLE)] == [
        (1, []),
        (2, []),
        (3, [2]),
        (4, [2]),
        (5, [2, 4]),
    ]


def test_groups_and_criteria_alone():
    assert [group.key for group, _ in groups(TABLE)] == [2, 4]
    assert [each.key for each, _ in leaves(TABLE)] == [1, 3, 5]


def test_what_a_group_does_not_say_the_one_above_says():
    assert counts_below(()) is Counts.SCORE
    assert counts_below((SECTION,)) is Counts.SCORE
    assert counts_below((SECTION, BONUS)) is Counts.BONUS
    assert counts_below((BONUS, SECTION)) is Counts.BONUS


def test_everything_with_a_key():
    assert set(parts(TABLE)) == {1, 2, 3, 4, 5, 6, 7}
    assert parts(TABLE)[7] is EXCLUDED


def test_keys_are_never_given_twice():
    assert TABLE.next_key == 10


def test_every_kind_has_a_name_of_its_own():
    union, _ = get_args(Rule)
    assert set(get_args(union)) == set(KINDS)
    assert len({kind.NAME for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize(
    ("rule", "amount", "target", "unit", "choices"),
    [
        (Direct(), "Điểm", "", "điểm", ()),
        (External(), "Điểm lấy từ kết quả khác", "", "điểm", ()),
        (External(source="Sở Nội vụ"), "Điểm theo Sở Nội vụ", "", "điểm", ()),
        (PassFail(), "", "", "", ("Không đạt", "Đạt")),
        (PerTime(points=Decimal(1), unit="mô hình"), "Số mô hình", "", "mô hình", ()),
        (Deadline(minus=Decimal(1)), "Số ngày chậm (đúng hạn: 0)", "", "ngày", ()),
        (Deadline(minus=Decimal(1), per=LatePer.REPORT), "Số báo cáo chậm (đúng hạn: 0)", "", "báo cáo", ()),
        (Checklist(parts=4), "Số phần việc đã làm (trong 4)", "", "phần việc", ()),
        (Checklist(parts=("Kế hoạch",)), "", "", "", ("Kế hoạch",)),
        (Bands(bands=(), quantity="Số hồ sơ", unit="hồ sơ"), "Số hồ sơ", "", "hồ sơ", ()),
        (Bands(bands=(), of_target=True), "Số thực hiện", "Tổng số hoặc chỉ tiêu", "", ()),
        (Relative(), "Số thực hiện", "Chỉ tiêu được giao (không được giao: để trống)", "", ()),
    ],
)
def test_a_rule_says_what_a_sheet_asks_for(rule, amount, target, unit, choices):
    asked = rule.asked
    assert (asked.amount, asked.target, asked.unit, asked.choices) == (amount, target, unit, choices)


def test_only_of_a_list_several_may_be_chosen():
    assert Checklist(parts=("Kế hoạch",)).asked.several
    assert not PassFail().asked.several
