"""Dates as Vietnamese papers write them."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar


@dataclass(frozen=True)
class PartialDate:
    """The date of a paper, any part of which may still be blank ("ngày   tháng 02 năm 2022")."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid", "strict": True}
    """As JSON it is read strictly."""

    day: int | None = None
    month: int | None = None
    year: int | None = None

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """The same day with nothing blank."""
        return cls(day.day, day.month, day.year)

    @property
    def complete(self) -> date | None:
        """The calendar date, or None while a part is blank or the three name no day (31/02)."""
        if self.day is None or self.month is None or self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def day_text(day: int) -> str:
    """The day with a leading 0 below 10 (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4.b)."""
    return f"{day:02d}"


def month_text(month: int) -> str:
    """The month, of which only 1 and 2 take a leading 0 (the same clause)."""
    return f"{month:02d}" if month < 3 else str(month)


def typed_date(day: date) -> str:
    """ "05/03/2026": as people type it into a cell."""
    return f"{day:%d/%m}/{day.year:04}"


def long_date(day: date) -> str:
    """ "ngày 09 tháng 3 năm 2022": the form of place and date and of citations."""
    return f"ngày {day_text(day.day)} tháng {month_text(day.month)} năm {day.year}"


def short_date(day: date) -> str:
    """ "09/3/2022": the form of deadlines in plans and tables, with the leading 0 of `long_date`."""
    return f"{day_text(day.day)}/{month_text(day.month)}/{day.year}"
