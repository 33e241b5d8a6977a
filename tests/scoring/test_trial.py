"""Chấm thử: last year's figures by another table."""

from dataclasses import replace
from decimal import Decimal

from scoring import edits
from scoring.criteria import Criteria, Criterion, LateMinus
from scoring.figures import Figure
from scoring.kinds import Direct, PerTime, Relative
from scoring.trial import matching, try_out
from tests.scoring.conftest import ABSENCES, ALL_FIGURES, MODELS, RESULT, SHORT_TABLE, TASKS, UNITY

ALL = {RESULT, TASKS, UNITY, MODELS, ABSENCES}


def test_the_same_table_gives_the_same_points():
    assert try_out(SHORT_TABLE, SHORT_TABLE, [ALL_FIGURES], [0]).after[0].total == Decimal("99.5")


def test_more_points_for_a_result_show_at_once():
    heavier = edits.changed(SHORT_TABLE, MODELS, 1, max=Decimal(20), rule=PerTime(points=Decimal(20), unit="mô hình"))
    assert try_out(heavier, SHORT_TABLE, [ALL_FIGURES], [0]).after[0].total == Decimal("114.5")


def test_a_criterion_of_another_kind_takes_no_figure_over():
    other = edits.changed(SHORT_TABLE, RESULT, 1, rule=Direct())
    trial = try_out(other, SHORT_TABLE, [ALL_FIGURES], [0])
    assert trial.unmatched == ("I.1",)
    assert RESULT in trial.after[0].missing
    assert set(matching(other, SHORT_TABLE)) == ALL - {RESULT}


def test_a_table_with_other_keys_is_matched_by_its_numbers():
    first = replace(edits.find(SHORT_TABLE, RESULT).node, text="Chỉ tiêu mới")
    grown = edits.added(edits.deleted(SHORT_TABLE, RESULT, edits.versions_of(edits.find(SHORT_TABLE, RESULT).node)),
                        first, inside=1)  # fmt: skip
    assert matching(grown, SHORT_TABLE)[grown.last_key] == RESULT


def test_a_key_that_now_means_another_criterion_is_not_trusted():
    swapped = edits.changed(SHORT_TABLE, TASKS, 1, code="3", text="Việc khác hẳn")
    assert TASKS not in matching(swapped, SHORT_TABLE)


def test_a_figure_that_the_new_table_could_not_have_is_left_out():
    smaller = edits.changed(SHORT_TABLE, TASKS, 1, max=Decimal(10))
    trial = try_out(smaller, SHORT_TABLE, [ALL_FIGURES | {TASKS: Figure(amount=Decimal(18))}], [0])
    assert TASKS in trial.after[0].missing


def test_an_unchanged_table_makes_no_difference_even_where_units_are_compared_and_late():
    both = criteria_with_comparison()
    units = [
        {1: Figure(amount=Decimal(130), target=Decimal(100))},
        {1: Figure(amount=Decimal(110), target=Decimal(100))},
    ]
    trial = try_out(both, both, units, [3, 0])
    assert [before.total for before in trial.before] == [Decimal(34), Decimal("26.67")]
    assert trial.after == trial.before


def criteria_with_comparison():
    """40 points for the best of the bloc, 2 less for each day that the sheet is late."""
    node = Criterion(key=1, code="1", text="Thu ngân sách", max=Decimal(40), rule=Relative())
    return Criteria(last_key=1, scale=Decimal(40), step=Decimal(1), late=LateMinus(per_day=Decimal(2)), nodes=(node,))
