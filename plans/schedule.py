"""When a task is due: the words of a plan, what they mean, and the days they stand for.

The words are primary. A `Schedule` keeps them exactly as typed and reads their meaning from them, so the two can never
disagree. Years that the words leave out ("Quý I", "trước 15/11") come from the plan's `Cycle`.

`find` looks for the same phrases in running prose and leaves out the dates that belong to something else: to a cited
document, an anniversary, an entry into force, a goal or the name of a programme.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto
from functools import cached_property
from typing import Self, assert_never

from thidua.lib.dates import PartialDate, month_text, short_date


@dataclass(frozen=True)
class Span:
    """First and last day, both counted in; None on a side that is open or cannot be known."""

    start: date | None = None
    end: date | None = None

    @classmethod
    def months(cls, year: int, first: int, count: int) -> Self:
        """`count` whole months from month `first` of `year`, over the year's end if need be."""
        years, last = divmod(first - 1 + count - 1, 12)
        _, days = monthrange(year + years, last + 1)
        return cls(date(year, first, 1), date(year + years, last + 1, days))

    @classmethod
    def week(cls, year: int, month: int, number: int) -> Self:
        """A week, Monday to Sunday, cut at the ends of its month: 1 holds the month's first day, -1 its last."""
        first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        inside = last if number == -1 else first + timedelta(weeks=number - 1)
        monday = inside - timedelta(days=inside.weekday())
        return cls(max(monday, first), min(monday + timedelta(days=6), last)) if monday <= last else cls()


@dataclass(frozen=True)
class Cycle:
    """The year a plan is for: a calendar year, or a school year from 1 August of `year` to 31 July of the next."""

    year: int
    is_school: bool

    @classmethod
    def calendar(cls, year: int) -> Self:
        return cls(year, is_school=False)

    @classmethod
    def school(cls, first_year: int) -> Self:
        return cls(first_year, is_school=True)

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        """The cycle a title names: its first "năm học 2021 - 2022", else its first "năm 2022", else None.

        The year of a written-out date ("ngày 02 tháng 01 năm 2025") and of a goal ("đến năm 2030") names no cycle.
        """
        named = list(_CYCLE.finditer(unicodedata.normalize("NFC", text)))
        if school := next((found["school"] for found in named if found["school"]), None):
            return cls.school(int(school))
        calendar = next((found["calendar"] for found in named if found["calendar"]), None)
        return cls.calendar(int(calendar)) if calendar else None

    @property
    def first_month(self) -> int:
        return 8 if self.is_school else 1

    def half(self, number: int) -> Span:
        """Six months: the first or second half of the cycle."""
        month = self.first_month + 6 * (number - 1)
        return Span.months(self.year + (month - 1) // 12, (month - 1) % 12 + 1, 6)

    def year_of(self, month: int) -> int:
        """The calendar year in which the cycle has this month."""
        return self.year if month >= self.first_month else self.year + 1

    @property
    def span(self) -> Span:
        return Span.months(self.year, self.first_month, 12)


class Unit(Enum):
    """What a part of a schedule counts."""

    DAY = auto()
    WEEK = auto()
    MONTH = auto()
    QUARTER = auto()
    HALF = auto()
    SEMESTER = auto()
    YEAR = auto()
    SCHOOL_YEAR = auto()


@dataclass(frozen=True)
class Part:
    """One day, week, month, … as the words name it; what they leave out is None.

    `number` counts the unit within its month or year (-1: the last week) and is 0 for a whole year. A YEAR without a
    year is the plan's own cycle: "cả năm", "cả năm học".
    """

    unit: Unit
    number: int = 0
    month: int | None = None
    year: int | None = None

    @property
    def last_month(self) -> int | None:
        """The month in which it ends, which places it in a school year: July to September belong to its first year."""
        match self.unit:
            case Unit.MONTH:
                return self.number
            case Unit.QUARTER:
                return 3 * self.number
            case _:
                return self.month

    def follows(self, other: "Part") -> bool:
        """Whether it comes later in a calendar year than the other; never for what fills half a year or more."""
        if self.last_month is None or other.last_month is None:
            return False
        if self.unit is other.unit:
            return (self.last_month, self.number) > (other.last_month, other.number)
        return self.last_month > other.last_month

    def span(self, cycle: Cycle | None) -> Span:
        """Its days; none without a year, for a day the calendar lacks (31/02), and for a semester, whose days the
        ministry's time frame sets anew each year."""
        cycle = Cycle.calendar(self.year) if self.year else cycle
        if cycle is None:
            return Span()
        match self.unit:
            case Unit.YEAR:
                return cycle.span
            case Unit.SCHOOL_YEAR:
                return Cycle.school(cycle.year).span
            case Unit.HALF:
                return cycle.half(self.number)
            case Unit.SEMESTER:
                return Span()
            case Unit.DAY | Unit.WEEK | Unit.MONTH | Unit.QUARTER:
                return self._days(cycle.year_of(self.last_month), self.last_month) if self.last_month else Span()
            case _:
                assert_never(self.unit)

    def _days(self, year: int, last_month: int) -> Span:
        match self.unit:
            case Unit.DAY:
                day = PartialDate(self.number, last_month, year).complete
                return Span(day, day)
            case Unit.WEEK:
                return Span.week(year, last_month, self.number)
            case Unit.QUARTER:
                return Span.months(year, last_month - 2, 3)
            case _:
                return Span.months(year, last_month, 1)


class Kind(Enum):
    """How the words tie a task to time."""

    BEFORE = auto()  # "Trước 10/01/2022": the day itself is too late
    BY = auto()  # "Chậm nhất 30/9", "Đến hết tháng 6", "Trước 17 giờ ngày 15/11": the day still counts
    ON = auto()  # "3/5/2019", "ngày 25/11"
    RANGE = auto()  # "Từ 01/3 đến 15/4/2025", "1-8/6/2019"
    PERIOD = auto()  # "Quý I và quý II", "Tháng 3", "Năm 2025-2030"
    FROM = auto()  # "Từ năm 2025 trở đi"
    RECURRING = auto()  # "Hằng năm", "trước ngày 20 hằng tháng"
    CONTINUOUS = auto()  # "Thường xuyên"
    DEPENDENT = auto()  # "Sau khi …", "Khi có phát sinh", "Theo kế hoạch của …": something else decides
    UNKNOWN = auto()


@dataclass(frozen=True)
class Meaning:
    """What the words of a schedule say."""

    kind: Kind
    parts: tuple[Part, ...] = ()
    tentative: bool = False
    conditional: str | None = None


@dataclass(frozen=True)
class Schedule:
    """The words in which a plan says when, exactly as typed; everything else is read from them.

    The class methods write the words for a form. They take the years 1900 to 2099.
    """

    words: str

    @classmethod
    def before(cls, day: date) -> Self:
        return cls(f"Trước {short_date(day)}")

    @classmethod
    def by(cls, day: date) -> Self:
        return cls(f"Chậm nhất {short_date(day)}")

    @classmethod
    def on(cls, day: date) -> Self:
        return cls(f"Ngày {short_date(day)}")

    @classmethod
    def between(cls, first: date, last: date) -> Self:
        return cls(f"Từ {short_date(first)} đến {short_date(last)}")

    @classmethod
    def months(cls, numbers: Collection[int], year: int | None = None) -> Self:
        """Raises KeyError for a month that there is not."""
        return cls(_listed("Tháng", [_MONTHS[number] for number in sorted(set(numbers))], year))

    @classmethod
    def quarters(cls, numbers: Collection[int], year: int | None = None) -> Self:
        """Raises KeyError for a quarter that there is not."""
        return cls(_listed("Quý", [_QUARTERS[number] for number in sorted(set(numbers))], year))

    @classmethod
    def whole_year(cls, year: int) -> Self:
        return cls(f"Năm {year}")

    def __str__(self) -> str:
        return self.words

    @cached_property
    def meaning(self) -> Meaning:
        return _meaning(unicodedata.normalize("NFC", self.words))

    @property
    def kind(self) -> Kind:
        return self.meaning.kind

    @property
    def tentative(self) -> bool:
        """Whether the words only expect the time: "dự kiến", "khoảng"."""
        return self.meaning.tentative

    @property
    def conditional(self) -> str | None:
        """The condition among the words: "nếu có điều kiện", "tùy tình hình dịch bệnh"."""
        return self.meaning.conditional

    def span(self, cycle: Cycle | None) -> Span:
        """The days as printed: the end of "Trước 10/01/2022" is that day, its last valid day is `last_day`.

        A single day or deadline has an end only, "Từ …" without an end a start only. With `cycle` None nothing is
        known of a time whose year the words leave out.
        """
        spans = _in_order(self.meaning, cycle)
        starts, ends = [span.start for span in spans], [span.end for span in spans]
        match self.kind:
            case Kind.BEFORE:
                return Span(end=starts[-1])
            case Kind.BY | Kind.ON:
                return Span(end=ends[-1])
            case Kind.RANGE:
                return Span(starts[0], ends[-1])
            case Kind.PERIOD:
                known = all(starts)  # and then every end is
                return Span(min(filter(None, starts)), max(filter(None, ends))) if known else Span()
            case Kind.FROM:
                return Span(start=starts[0])
            case Kind.RECURRING | Kind.CONTINUOUS | Kind.DEPENDENT | Kind.UNKNOWN:
                return Span()
            case _:
                assert_never(self.kind)

    def last_day(self, cycle: Cycle | None) -> date | None:
        """The last day on which the task is in time, or None: for "Trước 10/01" it is 09/01, else the span's end."""
        end = self.span(cycle).end
        return end - timedelta(days=1) if end and self.kind is Kind.BEFORE else end


def parse(text: str) -> Schedule:
    """The schedule these words say; any text is one, if only of Kind.UNKNOWN."""
    return Schedule(text)


class Strength(Enum):
    """What a mention says of the task it stands in."""

    DEADLINE = auto()  # the days to be kept
    PERIOD = auto()  # the time in which it falls


@dataclass(frozen=True)
class Mention:
    """Where in a text (`text[start:end]`) a time is set."""

    start: int
    end: int
    schedule: Schedule
    strength: Strength


def find(text: str) -> tuple[Mention, ...]:
    """The deadlines and periods that running prose (in NFC) sets, in their order."""
    return tuple(
        Mention(phrase.start, phrase.end, Schedule(text[phrase.start : phrase.end]), strength)
        for phrase in _phrases(text)
        if (strength := _strength(text, phrase))
    )


def is_period_heading(text: str) -> bool:
    """Whether a heading, its label aside, is nothing but a time: "Quý I và quý II", "* Tháng 9/2024:", "Học kỳ I".

    "Quý I: phát động" is not: it says what is done.
    """
    heading = _LABEL.sub("", unicodedata.normalize("NFC", text))
    phrases = [phrase for phrase in _phrases(heading) if phrase.kind is not Kind.DEPENDENT]
    ends, starts = [0, *(phrase.end for phrase in phrases)], [*(phrase.start for phrase in phrases), len(heading)]
    between = " ".join(heading[end:start] for end, start in zip(ends, starts, strict=True))
    return bool(phrases) and not re.search(r"\w", _TENTATIVE.sub("", between))


# The words of the grammar. A space in a pattern stands for any white space. Repetitions are possessive or bounded, and
# what was read is not read again, so that any text takes linear time. Groups are never possessive: in Python 3.11.2,
# Debian 12's, such a group that matches nothing spoils the match around it.

_MONTHS = {number: month_text(number) for number in range(1, 13)}
_QUARTERS = {1: "I", 2: "II", 3: "III", 4: "IV"}
_NUMBERS = {roman: number for number, roman in _QUARTERS.items()} | {"ĐẦU": 1, "CUỐI": -1}
_HALVES = {"ĐẦU": 1, "CUỐI": 2}


def _listed(unit: str, names: list[str], year: int | None) -> str:
    return f"{unit} {', '.join(names)}" + (f"/{year}" if year else "")


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words.replace(" ", r"\s++"), re.IGNORECASE)


def _choice(*choices: tuple[Unit, str]) -> re.Pattern[str]:
    """Any of several ways to name a part; the last group of a match is "UNIT_i", and i ends the names inside."""
    numbered = (
        f"(?P<{unit.name}_{i}>" + re.sub(r"\(\?P([<=])(\w+)", rf"(?P\1\2_{i}", words) + ")"
        for i, (unit, words) in enumerate(choices)
    )
    return _pattern(r"\s*+(?:" + "|".join(numbered) + ")")


_D = r"(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
_M = r"(?:0?[1-9]|1[0-2])(?![0-9])"
_Y = r"(?:19|20)[0-9]{2}(?![0-9])"
_Q = r"(?:IV|I{1,3}|[1-4])(?!\w)"
_S = r"(?:II?|[12])(?!\w)"
_DASH = r"[-–—]"
_OF_MONTH = rf"(?: (?:của )?tháng\s*+(?P<m>{_M}))?"
_SCHOOL_YEAR = rf"năm học\s*+:?\s*+(?P<y>{_Y})(?:\s*+{_DASH}\s*+{_Y})?"
_OWN_YEAR = r"(?:cả|trong|suốt|đầu|giữa|cuối) năm(?: học|(?! học))(?!\w|\s*+(?:[0-9]|tới|sau|trước|qua))"
_CLOCK = r"[0-9]{1,2}\s*+(?:giờ|h|g)(?:\s*+[0-9]{1,2}(?:\s*+(?:phút|['’p]))?)?(?!\w)"
_TIME_OF_DAY = (
    r"(?:(?:sáng|chiều|tối)(?= ngày| thứ| chủ|\s*+[,0-9])|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)"
)
_EVERY = r"(?:hằng|hàng|mỗi|từng) (?:ngày|tuần|tháng|qu[ýí]|học kỳ|năm(?! học))(?!\w|\s*+[0-9])"

# Of a part, n is the number, m and y the month and the year it lies in.
_PART = _choice(
    (Unit.DAY, rf"(?:ngày\s*+)?(?P<n>{_D})\s*+(?P<sep>[/.-])\s*+(?P<m>{_M})\s*+(?P=sep)\s*+(?P<y>{_Y})"),
    (Unit.DAY, rf"(?:ngày\s*+)?(?P<n>{_D})/(?P<m>{_M})/(?P<y>[0-9]{{2}})(?![0-9/])"),
    (Unit.DAY, rf"(?:ngày\s*+)?(?P<n>{_D})\s*+/\s*+(?P<m>{_M})(?!\s*+/)"),
    (Unit.DAY, rf"ngày\s*+(?P<n>{_D})\s*+[.-]\s*+(?P<m>{_M})(?!\s*+(?:/|tháng))"),
    (Unit.DAY, rf"ngày\s*+(?P<n>{_D})\s*+tháng\s*+(?P<m>{_M})"),
    (Unit.DAY, rf"(?P<n>{_D})\s*+(?-i:tháng)\s*+(?P<m>{_M})"),  # but not an ordinal and "Tháng 4"
    (Unit.WEEK, rf"tuần (?:thứ )?(?P<n>[1-6]|đầu|cuối)(?!\w){_OF_MONTH}"),
    (Unit.MONTH, rf"tháng\s*+(?P<n>{_M})"),
    (Unit.MONTH, rf"(?P<n>{_M})\s*+/\s*+(?P<y>{_Y})(?!\s*+/)"),
    (Unit.QUARTER, rf"(?:qu[ýí]|qúy|q\.?)\s*+(?P<n>{_Q})"),
    (Unit.HALF, r"(?:0?6|sáu) tháng (?P<n>đầu|cuối)(?!\w)(?: năm(?: học|(?! học))(?!\w|\s*+[0-9]))?"),
    (Unit.SEMESTER, rf"(?:học k[ỳì]|hk)\s*+(?P<n>{_S})"),
    (Unit.SCHOOL_YEAR, _SCHOOL_YEAR),
    (Unit.YEAR, rf"(?:(?:(?:các|cả) )?năm\s*+)?(?P<y>{_Y})(?![\w/])"),
    (Unit.YEAR, _OWN_YEAR),
    # days whose month stands with a later one: "từ ngày 08 đến ngày 10 tháng 12", "1-8/6/2019"
    (Unit.DAY, rf"ngày\s*+(?P<n>{_D})"),
    (Unit.DAY, rf"(?P<n>{_D})(?=\s*+(?:{_DASH}|,|đến|tới|và)\s*+(?:ngày\s*+)?{_D}\s*+(?:/|tháng)\s*+[0-9])"),
)
# The next of several that share the word before the first: "Tháng 02 - 3", "Quý II, III", "Tuần 1, 2 tháng 9".
_ENDING = rf"(?!\w)(?=\s*+(?:\Z|[^\w\s/]|/\s*+{_Y}|{_Y}|(?:và|đến|tới|năm|tháng)(?!\w)))"
_NEXT = {
    Unit.WEEK: _choice((Unit.WEEK, rf"(?P<n>[1-6]|cuối){_ENDING}{_OF_MONTH}")),
    Unit.MONTH: _choice((Unit.MONTH, rf"(?P<n>{_M}){_ENDING}")),
    Unit.QUARTER: _choice((Unit.QUARTER, rf"(?P<n>{_Q}){_ENDING}")),
    Unit.SEMESTER: _choice((Unit.SEMESTER, rf"(?P<n>{_S}){_ENDING}")),
}
_OF_SCHOOL_YEAR = _pattern(rf"\s*+,?\s*+(?:của )?{_SCHOOL_YEAR}")
_OF_YEAR = _pattern(rf"\s*+(?:[/.,]|{_DASH})?\s*+(?:(?:của )?năm\s*+)?(?P<y>{_Y})(?![\w/])")
_TO = _pattern(r"\s*+(?:cho )?(?:đến|tới)(?!\w)(?: (?:hết|đầu|giữa|cuối)(?!\w))?")
_AND = _pattern(rf"\s*+(?:,(?! ngày)|(?:,\s*+)?(?:và|hoặc)(?!\w)|[&+]|{_DASH})")
_ONWARDS = _pattern(r"\s*+(?:(?:và|,)\s*+)?(?:các|những) năm (?:tiếp theo|tiếp|sau)(?!\w)|\s*+(?:trở đi|về sau)(?!\w)")

_START = _pattern(
    r"\b(?:dự kiến|khoảng|từ|trong|vào|xuyên suốt|suốt|đầu|giữa|cuối|lúc|sáng|chiều|tối|thứ|chủ nhật|cả|định kỳ"
    r"|hằng|hàng|mỗi|chậm nhất|muộn nhất|không|thời hạn|hạn|đến|tới|trước|kể từ|bắt đầu|sau|ngày|tuần|tháng|qu[ýí]|qúy"
    r"|q[.0-9iv]|học|hk|năm|các|sáu|thường|liên tục|theo|khi|ngay|(?<![/.,])(?<!\w-)[0-9]{1,2}(?=\s*+[/.,gh–—-]"
    r"|\s*+(?:tháng|lần|đến|tới|và)|[0-9]{2}(?![0-9])))"
)
_LEAD = _pattern(
    rf"(?:(?!{_OWN_YEAR})(?:(?:dự kiến|khoảng|từ nay|trong|vào|xuyên suốt|suốt|lúc)(?!\w)"
    rf"|(?:đầu|giữa|cuối)(?= (?:tuần|tháng|qu[ýí]|năm))|{_TIME_OF_DAY}|{_CLOCK})[\s:,]*+){{1,4}}"
)
_RHYTHM = _pattern(rf"(?:định kỳ )?{_EVERY}|định kỳ(?!\w)|[0-9]{{1,2}} lần\s*+/\s*+(?:tuần|tháng|qu[ýí]|năm)(?!\w)")
_REPEATED = _pattern(rf"\s*+,?\s*+(?:của )?(?:{_EVERY}|tháng (?:đầu|cuối) (?:của )?qu[ýí](?!\w))")
_LATEST = (
    r"(?:(?:chậm|muộn) nhất|không (?:muộn|chậm) hơn|(?:thời )?hạn(?: (?:cuối|chót|nộp|gửi|hoàn thành)){0,2}|đến|tới)"
    r"(?!\w)(?:\s*+(?:(?:là|vào|trong|đến|hết|cuối|cùng)(?!\w)|[:,])){0,3}"
)
_TIE = _pattern(
    r"[\s,]*+(?:(?P<start>(?:kể từ|bắt đầu từ|từ|sau)(?!\w)(?: (?:đầu|giữa|cuối)(?!\w))?)"
    rf"|(?P<by>{_LATEST})?\s*+(?P<before>trước(?!\w)(?: (?:thời điểm|lúc)(?!\w))?)?"
    rf"\s*+(?P<hour>{_CLOCK}(?:[\s,]*+{_TIME_OF_DAY})?)?,?)"
)
_ALONE = (
    (Kind.CONTINUOUS, _pattern(r"(?:thường xuyên|liên tục)(?!\w)")),
    (Kind.DEPENDENT, _pattern(r"(?:theo|khi|ngay sau|sau|trong vòng)(?!\w)")),
)

_CYCLE = _pattern(
    rf"(?:tháng\s*+[0-9]+|đến(?: hết)?) năm {_Y}|năm học\s*+:?\s*+(?P<school>{_Y})|năm (?P<calendar>{_Y})"
)
_LABEL = re.compile(r"^\s*+(?:[*+•–-]|(?:[0-9]++(?:\.[0-9]++){0,5}|[IVX]+|[a-zđ])[.)])\s*+")
_TENTATIVE = _pattern(r"\b(?:dự kiến|khoảng(?! thời))\b")
_CONDITION = _pattern(r"\b(?:nếu|tùy|tuỳ)\b[^;.()\n]*+")


@dataclass(frozen=True)
class _Phrase:
    """A time at `text[start:end]`; `introduced` when a preposition or a clock marks it as one: "vào ngày …"."""

    start: int
    end: int
    kind: Kind
    parts: tuple[Part, ...] = ()
    introduced: bool = True


class _Reader:
    """A place in a text that moves on over what is taken."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def tie(self) -> Kind | None:
        """The words before a date that say how it binds: "trước", "chậm nhất là", "từ"."""
        found = self.take(_TIE)
        if not found:
            return None
        if found["start"]:
            return Kind.FROM
        if found["before"] and not found["hour"]:
            return Kind.BEFORE
        return Kind.BY if found["by"] or found["before"] else None

    def parts(self) -> tuple[Part, ...]:
        """One or more parts: "Quý I và quý II", "Tháng 6, 7", "10/7 – 10/8/2019"; none when no part stands here."""
        parts: list[Part] = []
        following = self._part(_PART)
        while following:
            parts.append(following)
            before = self.at
            if not (self.take(_TO) or self.take(_AND)):
                break
            sharing = _NEXT.get(following.unit)
            following = (self._part(sharing) if sharing else None) or self._part(_PART)
            if not following:
                self.at = before
        return _sharing(parts)

    def _part(self, pattern: re.Pattern[str]) -> Part | None:
        found = self.take(pattern)
        if not found:
            return None
        unit, _, i = str(found.lastgroup).rpartition("_")
        number, month, year = (
            found[name] if name in pattern.groupindex else None for name in (f"n_{i}", f"m_{i}", f"y_{i}")
        )
        numbers = _HALVES if unit == Unit.HALF.name else _NUMBERS
        part = Part(
            Unit[unit],
            number=(numbers.get(number.upper()) or int(number)) if number else 0,
            month=int(month) if month else None,
            year=int(year) + (2000 if len(year) == 2 else 0) if year else None,
        )
        return part if part.year else self._with_year(part)

    def _with_year(self, part: Part) -> Part:
        """The part with the year that stands behind it; half a school year is left to the plan's cycle."""
        if found := self.take(_OF_SCHOOL_YEAR):
            school = Cycle.school(int(found["y"]))
            if part.unit is Unit.HALF:
                return part
            return replace(part, year=school.year_of(part.last_month) if part.last_month else school.year)
        found = self.take(_OF_YEAR)
        return replace(part, year=int(found["y"])) if found else part


def _sharing(parts: list[Part]) -> tuple[Part, ...]:
    """The parts with what is said once for several: "Từ 01/3 đến 15/4/2025", "từ 08 đến 10 tháng 12 năm 2025"."""
    for i in reversed(range(len(parts) - 1)):
        part, following = parts[i], parts[i + 1]
        if part.unit is Unit.DAY and part.month is None and following.unit is Unit.MONTH and part.number <= 12:
            part = Part(Unit.MONTH, part.number)  # "Từ 6 - 8/2025"
        if part.unit in (Unit.DAY, Unit.WEEK) and part.month is None:
            part = replace(part, month=following.month)
        if part.year is None and following.year:
            part = replace(part, year=following.year - part.follows(following))
        parts[i] = part
    for i, part in enumerate(parts[1:], 1):
        previous = parts[i - 1]
        if part.last_month and part.year is None and previous.year:
            parts[i] = replace(part, year=previous.year + previous.follows(part))
    return tuple(parts)


def _in_order(meaning: Meaning, cycle: Cycle | None) -> list[Span]:
    """The days of each part; one without a year lies after its forerunner: "từ 15/12 đến 15/01"."""
    spans: list[Span] = []
    for i, part in enumerate(meaning.parts):
        span = part.span(cycle)
        before = spans[-1].start if spans else None
        ordered = meaning.kind is Kind.RANGE or (i > 0 and meaning.parts[i - 1].follows(part))
        if ordered and part.year is None and before and span.start and span.start < before:
            span = replace(part, year=span.start.year + 1).span(None)
        spans.append(span)
    return spans


def _phrase_at(text: str, at: int) -> _Phrase | None:
    reader = _Reader(text, at)
    introduced = bool(reader.take(_LEAD))
    repeated = bool(reader.take(_RHYTHM))
    begun = reader.at
    tie = reader.tie()
    parts = reader.parts()
    if not parts:
        reader.at = begun
        alone = Kind.RECURRING if repeated else next((kind for kind, words in _ALONE if reader.take(words)), None)
        return _Phrase(at, reader.at, alone, introduced=introduced) if alone else None
    onwards = reader.take(_ONWARDS)
    repeated = bool(reader.take(_REPEATED)) or repeated
    kind = _kind(parts, tie, onwards=bool(onwards), repeated=repeated)
    if kind is Kind.ON and parts[0].month is None:
        return None
    return _Phrase(at, reader.at, kind, parts, introduced or tie is not None)


def _kind(parts: tuple[Part, ...], tie: Kind | None, *, onwards: bool, repeated: bool) -> Kind:
    if repeated and not any(part.year for part in parts):
        return Kind.RECURRING
    if onwards:
        return Kind.FROM
    if tie is Kind.FROM:
        return Kind.RANGE if len(parts) > 1 else Kind.FROM
    if tie:
        return tie
    if any(part.unit is Unit.DAY for part in parts):
        return Kind.RANGE if len(parts) > 1 else Kind.ON
    return Kind.PERIOD


def _phrases(text: str) -> Iterator[_Phrase]:
    """The times in a text, one after the other, without the dates that belong to something else."""
    at = 0
    while begun := _START.search(text, at):
        phrase = _phrase_at(text, begun.start())
        if phrase and not _belongs_elsewhere(text, phrase):
            yield phrase
        at = phrase.end if phrase else begun.end()


_DOCUMENT = _pattern(
    r"\b(?:số|luật|nghị (?:định|quyết)|quyết định|thông (?:tư|báo|tri)|chỉ thị|công văn|hướng dẫn|kế hoạch|kết luận"
    r"|quy định|tờ trình|văn bản)\b[^.;:(\n]*\Z"
)
_OF_ISSUER = _pattern(r"\s*+,?\s*+của\b")
_IN_FORCE = _pattern(r"hiệu lực|thi hành")
_COUNTED = _pattern(r"\b(?:tính|số liệu|cập nhật)\s*\Z")


def _belongs_elsewhere(text: str, phrase: _Phrase) -> bool:
    """Whether the date is that of a cited document, an anniversary, an entry into force or a count."""
    before = text[max(0, phrase.start - 80) : phrase.start]
    match phrase.kind:
        case Kind.ON:
            cited = not phrase.introduced and (_OF_ISSUER.match(text, phrase.end) or _DOCUMENT.search(before))
            return bool(cited)
        case Kind.RANGE:
            first, last = phrase.parts[0], phrase.parts[-1]
            return not phrase.introduced and first.year != last.year and first == replace(last, year=first.year)
        case Kind.FROM:
            return bool(_IN_FORCE.search(before) or _IN_FORCE.search(text, phrase.end, phrase.end + 80))
        case Kind.BY:
            return bool(_COUNTED.search(before))
        case _:
            return False


_SET_APART = ".;:([*•–-\n"
_COMPLETING = _pattern(r"\b(?:hoàn (?:thành|tất)|xong)\Z")
_PROGRAMME = _pattern(r"\b(?:giai đoạn|nhiệm kỳ|khóa|năm)\s*\(\Z")
_CLOSING = _pattern(r"\s*+\)[\t.;]*+\s*?(?:\n|\Z)")
_REGULARLY = _pattern(r"định kỳ \w")


def _strength(text: str, phrase: _Phrase) -> Strength | None:
    """What the phrase sets for the sentence it stands in, if it sets anything."""
    if phrase.kind in (Kind.CONTINUOUS, Kind.DEPENDENT):
        return None
    if phrase.kind is Kind.RECURRING and not phrase.parts:
        return Strength.PERIOD if _REGULARLY.match(text, phrase.start, phrase.end) else None
    if not _sets_a_time(text, phrase):
        return None
    to_the_day = any(part.unit is Unit.DAY for part in phrase.parts) and phrase.kind is not Kind.FROM
    return Strength.DEADLINE if to_the_day or phrase.kind in (Kind.BEFORE, Kind.BY) else Strength.PERIOD


def _sets_a_time(text: str, phrase: _Phrase) -> bool:
    """Whether the phrase is not just named in passing: "báo cáo quý IV", "năm 2025 đạt 60%", "ngày 26/3"."""
    before = text[max(0, phrase.start - 40) : phrase.start].rstrip(" \t")
    set_apart = not before or before[-1] in _SET_APART
    completing = bool(_COMPLETING.search(before))
    units = {part.unit for part in phrase.parts}
    if Unit.SCHOOL_YEAR in units:
        return False
    if Unit.YEAR in units:
        in_brackets = before.endswith("(") and not _PROGRAMME.search(before) and _CLOSING.match(text, phrase.end)
        return completing or bool(in_brackets)
    if phrase.kind in (Kind.BEFORE, Kind.BY, Kind.RECURRING):
        return True
    if Unit.HALF in units:
        return completing or (phrase.introduced and set_apart)
    if phrase.kind is Kind.ON:
        return phrase.introduced or (set_apart and phrase.parts[0].year is not None)
    return phrase.introduced or set_apart or completing


_MOST_BINDING = (Kind.BEFORE, Kind.BY, Kind.RANGE)


def _meaning(text: str) -> Meaning:
    """What a text in NFC says: of several times in it a deadline, else the first."""
    phrases = list(_phrases(text))
    binding = [phrase for phrase in phrases if phrase.kind in _MOST_BINDING]
    phrase = next(iter(binding or phrases), None)
    condition = _CONDITION.search(text)
    return Meaning(
        kind=phrase.kind if phrase else Kind.UNKNOWN,
        parts=phrase.parts if phrase else (),
        tentative=bool(_TENTATIVE.search(text)),
        conditional=condition[0].strip() if condition else None,
    )
