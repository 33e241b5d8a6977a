from datetime import date

import pytest
from django.utils import timezone

from thidua.demo import days


@pytest.mark.parametrize(
    ("today", "working", "school", "planned"),
    [
        (date(2027, 1, 1), 2026, 2026, 2027),
        (date(2027, 1, 31), 2026, 2026, 2027),
        (date(2027, 2, 1), 2027, 2026, 2027),
        (date(2028, 2, 29), 2028, 2027, 2028),
        (date(2027, 9, 9), 2027, 2026, 2027),
        (date(2027, 9, 10), 2027, 2027, 2027),
        (date(2027, 10, 1), 2027, 2027, 2028),
        (date(2027, 12, 31), 2027, 2027, 2028),
    ],
)
def test_the_day_of_seeding_lies_in_the_middle_of_the_work(today, working, school, planned):
    assert (days.working_year(today), days.school_year(today), days.planned_year(today)) == (working, school, planned)


def test_the_clock_goes_back_for_a_while():
    today = timezone.localdate()
    with days.on(date(2020, 2, 29)):
        assert timezone.localdate() == date(2020, 2, 29)
        first, second = timezone.now(), timezone.now()
        assert first < second
    assert timezone.localdate() == today


def test_the_clock_never_goes_ahead():
    with pytest.raises(ValueError, match="has not come yet"), days.on(date(9999, 1, 1)):
        pass
