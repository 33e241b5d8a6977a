"""The end of the last day, to the microsecond."""

from datetime import UTC, date, datetime, timedelta

import pytest

from scoring.deadline import GRACE, VIETNAM, SheetDeadline

MICROSECOND = timedelta(microseconds=1)
LAST_DAYS = (date(2026, 11, 5), date(2026, 12, 31), date(2028, 2, 29), date(2027, 2, 28))


def days_late(deadline, arrived_at, letter_on=None):
    return deadline.days_late(arrived_at, letter_on)


def end_of(day):
    """The first moment that is no longer in time, in UTC: as the database gives it back."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=VIETNAM) + timedelta(days=1)
    return (midnight + GRACE).astimezone(UTC)


@pytest.mark.parametrize("day", LAST_DAYS)
def test_the_last_moment_is_in_time_and_the_next_is_not(day):
    deadline = SheetDeadline(due_on=day, is_before=False)
    around = [end_of(day) + away for away in (-timedelta(seconds=1), -MICROSECOND, timedelta(0), timedelta(seconds=1))]
    assert [days_late(deadline, moment) for moment in around] == [0, 0, 1, 1]


@pytest.mark.parametrize("day", LAST_DAYS)
def test_before_a_day_ends_a_day_earlier(day):
    deadline = SheetDeadline(due_on=day, is_before=True)
    end = end_of(day - timedelta(days=1))
    assert [days_late(deadline, end - MICROSECOND), days_late(deadline, end)] == [0, 1]


def test_days_late_grow_at_the_end_of_each_day():
    deadline, end = SheetDeadline(due_on=date(2026, 11, 5), is_before=False), end_of(date(2026, 11, 6))
    assert [days_late(deadline, end - MICROSECOND), days_late(deadline, end)] == [1, 2]


def test_an_extension_counts_only_when_it_is_later():
    earlier, later = (
        SheetDeadline(due_on=date(2026, 11, 5), is_before=False, extended_to=day)
        for day in (date(2026, 11, 3), date(2026, 11, 7))
    )
    assert [earlier.last_day, later.last_day] == [date(2026, 11, 5), date(2026, 11, 7)]


def test_the_day_on_the_paper_excuses_a_late_arrival():
    deadline = SheetDeadline(due_on=date(2026, 11, 5), is_before=False, by_letter=True)
    late = end_of(date(2026, 11, 9))
    assert [days_late(deadline, late, letter_on) for letter_on in (date(2026, 11, 5), date(2026, 11, 6), None)] == [
        0, 1, 5,
    ]  # fmt: skip


def test_a_head_who_approves_in_the_minute_of_grace_is_in_time_though_the_day_has_changed():
    deadline = SheetDeadline(due_on=date(2026, 11, 5), is_before=False, by_letter=True)
    assert days_late(deadline, end_of(date(2026, 11, 5)) - MICROSECOND, date(2026, 11, 6)) == 0
