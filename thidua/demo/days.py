"""When the demo's acts happened.

The years are such that the day of seeding lies in the middle of the work; a clock lets the services act in the past.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import count
from unittest.mock import patch

from django.utils import timezone

PLANS_ISSUED = 2
"""The month by whose first day the plans of a calendar year are issued."""
SCHOOL_PLANS_ISSUED = (9, 10)
"""Month and day by which the plans of a school year are issued."""
NEXT_PLANS_BEGUN = 10
"""The month from which a bloc that is early prepares the plan of the next year."""


def working_year(today: date) -> int:
    """The calendar year whose plan is being carried out; in January still the last one, whose dossiers are finished."""
    return today.year if today.month >= PLANS_ISSUED else today.year - 1


def school_year(today: date) -> int:
    """The first year of the school year whose plan is being carried out."""
    return today.year if (today.month, today.day) >= SCHOOL_PLANS_ISSUED else today.year - 1


def planned_year(today: date) -> int:
    """The year whose plan a bloc is about to have signed."""
    return today.year + (today.month >= NEXT_PLANS_BEGUN)


@contextmanager
def on(day: date) -> Iterator[None]:
    """Let the services act as on the morning of a past day, so that history and papers say when things happened.

    Raises ValueError for a day to come.
    """
    present = timezone.now()
    if day > timezone.localdate(present):
        raise ValueError(f"{day} has not come yet")
    morning = datetime.combine(day, time(8), timezone.get_current_timezone())
    seconds = count()
    with patch.object(timezone, "now", lambda: min(morning + timedelta(seconds=next(seconds)), present)):
        yield
