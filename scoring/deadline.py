"""When a sheet is due, and how late one is: the one place that decides it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
GRACE = timedelta(minutes=1)
"""How long after the last day's end an arrival is still in time: what was sent before midnight may wait in a queue."""


@dataclass(frozen=True, kw_only=True)
class SheetDeadline:
    """The day by which one unit hands in.

    >>> SheetDeadline(due_on=date(2026, 11, 5), is_before=True).last_day
    datetime.date(2026, 11, 4)
    """

    due_on: date
    """As printed."""
    is_before: bool
    """ "Trước ngày": that day itself is too late."""
    extended_to: date | None = None
    """The last day of the unit's extension; one that ends before the deadline changes nothing."""
    by_letter: bool = False
    """Whether the day on the signed paper is held against it, not the moment of arrival."""

    @property
    def last_day(self) -> date:
        """The last day that is in time, to its end in Việt Nam."""
        day = self.due_on - timedelta(days=1) if self.is_before else self.due_on
        return max(day, self.extended_to) if self.extended_to else day

    def days_late(self, arrived_at: datetime, letter_on: date | None) -> int:
        """By how many days a sheet is late; 0 when it is in time.

        >>> deadline = SheetDeadline(due_on=date(2026, 11, 5), is_before=False)
        >>> deadline.days_late(datetime(2026, 11, 6, 0, 0, 59, 999999, tzinfo=VIETNAM), None)
        0
        >>> deadline.days_late(datetime(2026, 11, 6, 0, 1, 0, tzinfo=VIETNAM), None)
        1
        """
        day = (arrived_at.astimezone(VIETNAM) - GRACE).date()
        if self.by_letter and letter_on:
            day = min(day, letter_on)
        return max((day - self.last_day).days, 0)
