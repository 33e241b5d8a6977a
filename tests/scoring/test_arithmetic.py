"""What each kind of criterion makes of a figure."""

import doctest
from decimal import Decimal

import pytest

from scoring import arithmetic, kinds, tally
from scoring.arithmetic import is_provisional, points
from scoring.criteria import Criterion
from scoring.figures import Figure
from scoring.kinds import (
    Attendance,
    Band,
    Bands,
    Checklist,
    Deadline,
    Direct,
    External,
    Level,
    Levels,
    PassFail,
    PerTime,
    PlusMinus,
    Ratio,
    Relative,
)


def criterion(rule, most="20"):
    return Criterion(key=1, text="Tiêu chí", max=most and Decimal(most), rule=rule)


def amount(number, target=None):
    return Figure(amount=Decimal(number), target=target and Decimal(target))


def chosen(*positions):
    return Figure(chosen=positions)


def shown(rule, figure, *, most="20", decimals=2, others=None):
    worth = points(criterion(rule, most), figure, decimals=decimals, others=others)
    return None if worth is None else str(worth)


BANDS = (
    Band(least=Decimal(95), points=Decimal(15)),
    Band(least=Decimal(98), points=Decimal(20)),
    Band(least=Decimal(90), points=Decimal("7.5")),
)
FEW_IS_GOOD = Bands(
    bands=(
        Band(least=Decimal(0), points=Decimal(20)),
        Band(least=Decimal(1), points=Decimal(10)),
        Band(least=Decimal(3), points=Decimal(0)),
    )
)
LEVELS = Levels(levels=(Level(name="Tốt", points=Decimal(20)), Level(name="Khá", points=Decimal("12.5"))))


@pytest.mark.parametrize("module", [arithmetic, tally])
def test_the_worked_examples(module):
    names = {**vars(kinds), **vars(arithmetic), **vars(tally)}
    result = doctest.testmod(module, extraglobs=names)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    ("rule", "figure", "worth"),
    [
        (Direct(), amount("18.5"), "18.50"),
        (Direct(), amount("25"), "20.00"),
        (Direct(), amount("-1"), "0.00"),
        (External(), amount("19.37"), "19.37"),
        (PlusMinus(floor=Decimal(-5)), amount("-4.5"), "-4.50"),
        (PlusMinus(floor=Decimal(-5)), amount("-6"), "-5.00"),
        (PlusMinus(floor=Decimal(-5)), amount("21"), "20.00"),
        (PassFail(), chosen(PassFail.PASSED), "20.00"),
        (PassFail(), chosen(PassFail.FAILED), "0.00"),
        (LEVELS, chosen(1), "12.50"),
        (Bands(bands=BANDS), amount("98"), "20.00"),
        (Bands(bands=BANDS), amount("97.9999"), "15.00"),
        (Bands(bands=BANDS), amount("90"), "7.50"),
        (Bands(bands=BANDS), amount("89.9"), "0.00"),
        (Bands(bands=BANDS, of_target=True), amount("49", "50"), "20.00"),
        (Bands(bands=BANDS, of_target=True), amount("979999", "1000000"), "15.00"),
        (FEW_IS_GOOD, amount("0"), "20.00"),
        (FEW_IS_GOOD, amount("2"), "10.00"),
        (FEW_IS_GOOD, amount("9"), "0.00"),
        (Ratio(), amount("2", "3"), "13.33"),
        (Ratio(cap_pct=Decimal(100)), amount("5", "3"), "20.00"),
        (Ratio(cap_pct=Decimal(120)), amount("5", "3"), "24.00"),
        (Ratio(), amount("5", "3"), "33.33"),
        (Ratio(), amount("-1", "3"), "0.00"),
        (PerTime(points=Decimal("2.5")), amount("3"), "7.50"),
        (PerTime(points=Decimal("2.5")), amount("9"), "20.00"),
        (Deadline(minus=Decimal(3)), amount("0"), "20.00"),
        (Deadline(minus=Decimal(3)), amount("2"), "14.00"),
        (Deadline(minus=Decimal(3)), amount("7"), "0.00"),
        (Attendance(minus=Decimal(5)), amount("1"), "15.00"),
        (Checklist(parts=("Kế hoạch", "Sơ kết", "Tổng kết")), chosen(2, 0), "13.33"),
        (Checklist(parts=("Kế hoạch", "Sơ kết", "Tổng kết")), chosen(), "0.00"),
        (Checklist(parts=8), amount("3"), "7.50"),
    ],
)
def test_a_figure_is_worth(rule, figure, worth):
    assert shown(rule, figure) == worth


@pytest.mark.parametrize("rule", [Direct(), PerTime(points=Decimal(5))])
def test_without_a_maximum_there_is_no_end(rule):
    assert shown(rule, amount("9000"), most=None) == ("9000.00" if rule == Direct() else "45000.00")


@pytest.mark.parametrize(
    ("rule", "figure"),
    [
        (Direct(), Figure()),
        (PassFail(), Figure()),
        (LEVELS, Figure()),
        (Bands(bands=BANDS), Figure()),
        (Bands(bands=BANDS, of_target=True), amount("97")),
        (Bands(bands=BANDS, of_target=True), Figure(target=Decimal(100))),
        (Ratio(), amount("97")),
        (Ratio(), Figure(target=Decimal(100))),
        (PerTime(points=Decimal(1)), Figure()),
        (Deadline(minus=Decimal(1)), Figure()),
        (Checklist(parts=("Kế hoạch",)), Figure()),
        (Checklist(parts=3), Figure()),
        (Relative(), Figure(target=Decimal(100))),
        (Direct(), Figure(amount=Decimal(5), not_applicable=True)),
    ],
)
def test_an_incomplete_figure_has_no_points_yet(rule, figure):
    assert shown(rule, figure) is None


def test_points_are_rounded_half_up_once():
    assert shown(Ratio(), amount("1", "8"), most="1", decimals=2) == "0.13"
    assert shown(PlusMinus(floor=Decimal(-5)), amount("-0.5"), decimals=0) == "-1"


class TestRelative:
    """The rule of a real table: half for the target, the other half against the best of the bloc."""

    ahead, over, at, under = amount("130", "100"), amount("56", "50"), amount("20", "20"), amount("8", "10")
    bloc = (ahead, over, at, under)

    @pytest.mark.parametrize(("figure", "worth"), [(ahead, "40"), (over, "28"), (at, "20"), (under, "16")])
    def test_worth(self, figure, worth):
        assert shown(Relative(), figure, most="40", decimals=0, others=self.bloc) == worth

    def test_two_equal_best_units_both_have_the_maximum(self):
        assert shown(Relative(), self.ahead, most="40", decimals=0, others=[amount("65", "50")]) == "40"

    def test_alone_over_the_target_is_the_best(self):
        assert shown(Relative(), self.over, most="40", decimals=0, others=[]) == "40"

    def test_units_without_a_target_are_compared_with_each_other(self):
        others = [amount("8"), amount("900", "100"), Figure(amount=Decimal(99), not_applicable=True), Figure()]
        assert shown(Relative(), amount("6"), most="40", decimals=0, others=others) == "30"
        assert shown(Relative(), self.ahead, most="40", decimals=0, others=others) == "21"

    def test_nothing_is_worth_nothing_even_when_it_is_the_best(self):
        assert shown(Relative(), amount("0"), most="40", decimals=0, others=[amount("-3")]) == "0"

    def test_less_than_nothing_is_worth_nothing(self):
        assert shown(Relative(), amount("-3", "10"), most="40", decimals=0, others=self.bloc) == "0"

    @pytest.mark.parametrize(
        ("figure", "certain", "provisional"),
        [
            (ahead, "20", True),
            (at, "20", False),
            (under, "16", False),
            (amount("6"), "0", True),
            (amount("0"), "0", False),
        ],
    )
    def test_while_the_others_are_not_known_what_is_certain_counts(self, figure, certain, provisional):
        assert shown(Relative(), figure, most="40", decimals=0) == certain
        assert is_provisional(criterion(Relative()), figure, None) is provisional
        assert not is_provisional(criterion(Relative()), figure, [])

    def test_other_kinds_are_never_provisional(self):
        assert not is_provisional(criterion(Direct()), amount("5"), None)
