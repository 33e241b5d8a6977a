"""How work is grouped by urgency, and what an office has to look after."""

from datetime import date

import pytest

from plans.enums import PlanState
from thidua.work import MOST_UNFOLDED, NEXT_STEPS, Concern, Period, by_period, concerns, is_folded, period_of, stage_of

WEDNESDAY = date(2026, 6, 17)


@pytest.mark.parametrize(
    ("last_day", "period"),
    [
        (date(2026, 6, 16), Period.PAST),
        (date(2026, 6, 17), Period.WEEK),
        (date(2026, 6, 21), Period.WEEK),
        (date(2026, 6, 22), Period.SOON),
        (date(2026, 7, 17), Period.SOON),
        (date(2026, 7, 18), Period.LATER),
        (None, Period.UNDATED),
    ],
)
def test_how_far_off_a_deadline_is(last_day, period):
    assert period_of(last_day, WEDNESDAY) == period


def test_on_a_sunday_the_week_is_that_day_alone():
    assert period_of(date(2026, 6, 21), date(2026, 6, 21)) == Period.WEEK
    assert period_of(date(2026, 6, 22), date(2026, 6, 21)) == Period.SOON


def test_groups_come_in_order_earliest_first_and_never_empty():
    days = [None, date(2026, 12, 1), date(2026, 6, 19), date(2026, 6, 18)]
    assert by_period(days, WEDNESDAY, lambda day: day) == [
        (Period.WEEK, [date(2026, 6, 18), date(2026, 6, 19)]),
        (Period.LATER, [date(2026, 12, 1)]),
        (Period.UNDATED, [None]),
    ]


@pytest.mark.parametrize(
    ("groups", "folded"),
    [
        ([(Period.PAST, [1]), (Period.LATER, [1])], [Period.PAST]),
        ([(Period.LATER, range(MOST_UNFOLDED + 1))], [Period.LATER]),
        ([(Period.WEEK, [1]), (Period.LATER, [1])], [Period.LATER]),
        ([(Period.LATER, [1]), (Period.UNDATED, [1])], []),
    ],
)
def test_what_is_far_off_is_folded_away_unless_it_is_all_there_is(groups, folded):
    assert [period for period, _ in groups if is_folded(period, groups)] == folded


def concerns_of(today, *states, has_leader=True, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)):
    return concerns(starts_on=starts_on, ends_on=ends_on, has_leader=has_leader, states=states, today=today)


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2025, 12, 31), []),
        (date(2026, 1, 1), [Concern.NO_LEADER]),
    ],
)
def test_a_year_needs_its_leader_from_its_first_day(today, found):
    assert concerns_of(today, PlanState.ISSUED, has_leader=False) == found


@pytest.mark.parametrize(
    ("today", "state", "found"),
    [
        (date(2026, 3, 31), PlanState.DRAFT, []),
        (date(2026, 4, 1), PlanState.SIGNED, [Concern.NO_ISSUED_PLAN]),
        (date(2026, 4, 1), PlanState.ISSUED, []),
    ],
)
def test_a_plan_is_to_be_issued_within_the_first_quarter(today, state, found):
    assert concerns_of(today, state) == found


def test_the_first_quarter_of_a_school_year_ends_with_october():
    school = {"starts_on": date(2026, 8, 1), "ends_on": date(2027, 7, 31)}
    assert concerns_of(date(2026, 10, 31), **school) == []
    assert concerns_of(date(2026, 11, 1), **school) == [Concern.NO_ISSUED_PLAN]


@pytest.mark.parametrize(("today", "found"), [(date(2026, 12, 31), []), (date(2027, 1, 1), [Concern.TO_CLOSE])])
def test_a_year_that_is_over_could_be_closed(today, found):
    assert concerns_of(today, PlanState.ISSUED) == found


@pytest.mark.parametrize(
    ("states", "stage"),
    [
        ([], None),
        (["draft", "signing"], PlanState.SIGNING),
        (["withdrawn", "draft"], PlanState.DRAFT),
        (["replaced", "issued"], PlanState.ISSUED),
        (["withdrawn"], PlanState.WITHDRAWN),
    ],
)
def test_a_year_stands_where_its_furthest_living_plan_stands(states, stage):
    assert stage_of(states) == stage


def test_every_next_step_can_be_taken_from_its_state():
    from plans.workflow import step_for

    for state, step in NEXT_STEPS.items():
        assert all(state in step_for(action).sources for action in step.actions)
