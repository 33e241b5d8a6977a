"""Years and dates of a text, moved to another year.

Moved is what speaks of the plan's own year, of the year before or after it. Kept is what belongs to something else: to
a cited document, a programme over years, an anniversary, a goal, an entry into force, history.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plans.content import Span
from plans.next_year.texts import Edit, PlanText, Role
from plans.parties import leading_party
from plans.registry import Registry
from plans.review.citations import KINDS, citations, cited_clauses, named_laws
from plans.schedule import Cycle, find
from thidua.lib.dates import PartialDate, day_text


@dataclass(frozen=True)
class Move:
    """A year or date that moves, and what else had to change with it."""

    edits: tuple[Edit, ...]
    is_date: bool
    note: str = ""


@dataclass(frozen=True)
class Shift:
    """From a year to another; `years` may be negative."""

    cycle: Cycle
    years: int

    def is_near(self, year: int) -> bool:
        """Whether a year is the cycle's own (a school year has two), or the one before or after."""
        return self.cycle.year - 1 <= year <= self.cycle.year + 1 + self.cycle.is_school


_Y = r"(?:19|20)\d\d(?!\d)"
_D = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_M = r"(?:0?[1-9]|1[0-2])(?!\d)"
_DASH = r"[-–—]"
_WEEKDAY = r"(?:(?<!lần )thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)(?!\w)"
_BEFORE_DAY = rf"(?:(?P<weekday_N>{_WEEKDAY})[\s,(]*+)?(?:ngày\s*+)?(?<![\d/.])"
_AFTER_DAY = rf"(?:\s*+,?\s*+\(?(?P<later_N>{_WEEKDAY}))?"
_QUARTER = r"qu[ýí]\s+(?:IV|I{1,3}|[1-4])"


def _numbered(pattern: str, number: int) -> str:
    return pattern.replace("_N>", f"_{number}>")


_ANNIVERSARY = (
    rf"(?P<kept>(?:ngày\s*+)?(?P<same_day>\d{{1,2}})/(?P<same_month>\d{{1,2}})/{_Y}\s*{_DASH}\s*(?:ngày\s*)?"
    rf"(?P=same_day)/(?P=same_month)/{_Y})"
)
_DAY = _numbered(
    rf"{_BEFORE_DAY}(?P<day_N>{_D})\s*+(?P<mark>[/.-])\s*+(?P<month_N>{_M})"
    rf"(?:\s*+(?P=mark)\s*+(?P<year_N>{_Y}|(?<=/)\d\d(?![\d/]))|(?!\s*+[/.]\s*+\d)){_AFTER_DAY}",
    1,
)
_WORDED_DAY = _numbered(
    rf"{_BEFORE_DAY}(?P<day_N>{_D})\s*+tháng\s*+(?P<month_N>{_M})"
    rf"(?:\s*+(?:/|,?\s*+năm)\s*+(?P<year_N>{_Y}))?{_AFTER_DAY}",
    2,
)
_SCHOOL_YEAR = rf"(?P<school>năm\s+học\s*+:?\s*+{_Y}(?:\s*+(?:{_DASH}|/)\s*+{_Y})?)"
_RANGE = rf"(?P<range>(?:năm\s+)?(?<![\d/.]){_Y}\s*+{_DASH}\s*+{_Y})"
_PERIOD = (
    rf"(?P<period>(?:tháng\s*+{_M}|{_QUARTER})(?:\s*+[/.–-]\s*+|\s*+,?\s*+(?:của\s+)?năm\s+){_Y}"
    rf"|(?<!\w)(?:IV|I{{1,3}})\s*+/\s*+{_Y}|(?<![\d/.]){_M}\s*+/\s*+{_Y}(?!\s*+/))"
)
_YEARS = rf"(?P<years>năm\s+{_Y}(?:(?:\s*+,\s*+|\s+và\s+)(?:năm\s+)?{_Y}(?!\s*+[-–/]))*)"
_FORMS = (_ANNIVERSARY, _DAY, _WORDED_DAY, _SCHOOL_YEAR, _RANGE, _PERIOD, _YEARS)
_BARE = rf"(?P<bare>(?<![\w/.,-]){_Y}(?![\w/.,%-]))"
_IN_PROSE = re.compile("|".join(_FORMS), re.IGNORECASE)
_IN_TITLE = re.compile("|".join((*_FORMS, _BARE)), re.IGNORECASE)
_YEAR = re.compile(_Y)

_GOAL = re.compile(r"(?:đến|tới)(?:\s+(?:hết|đầu|giữa|cuối))?\s*\Z", re.IGNORECASE)
_SINCE = re.compile(r"(?<!\w)(?:từ|vào)(?:\s+(?:đầu|giữa|cuối))?\s*\Z", re.IGNORECASE)
_ONWARDS = re.compile(r"\s*(?:trở đi|về sau|và (?:các|những) năm)", re.IGNORECASE)
_PROGRAMME = re.compile(r"(?<!\w)(?:giai đoạn|nhiệm kỳ|khóa)\s*\(?\s*\Z", re.IGNORECASE)
_NUMBERED_OCCASION = re.compile(r"lần thứ\s+(?:[IVXLC]+|\d+),?\s*\Z")
_ENTRY = re.compile(
    r"(?:hiệu lực|thi hành|thành lập|sáp nhập|hợp nhất|đi vào hoạt động)(?:\s+(?:kể|từ|vào|ngày))*\s*\Z", re.IGNORECASE
)
_COUNTED = re.compile(r"(?<!\w)tính đến(?:\s+(?:hết|ngày))*\s*\Z", re.IGNORECASE)
_PAST = re.compile(r"(?<!\w)đã(?!\w)", re.IGNORECASE)
_OF_DOCUMENT = re.compile(rf"(?<!\w)(?:{'|'.join(KINDS)})(?!\w)[^.;:(\n]*\Z", re.IGNORECASE)
_WITHOUT_SYMBOL = re.compile(
    rf"(?<!\w)(?:{'|'.join(KINDS)})\s+(?:số\s*:?\s*\d[\d.]*|\d+/{_Y})(?:/{_Y})?(?:,?\s+ngày\s+{_D}(?:/|\s*tháng\s*){_M}"
    rf"(?:/|\s*năm\s*){_Y})?|(?-i:Luật|Bộ luật|Pháp lệnh)\s[^,;.:()\d]{{0,120}}?(?<!trong )năm\s+{_Y}",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;\n](?=\s|\Z)")
_LONGEST_SENTENCE = 400


def moves(text: PlanText, shift: Shift, registry: Registry) -> Iterator[Move]:
    """The years and dates of a text that speak of the plan's year, moved."""
    if shift.years == 0 or not re.search(r"\d\d", text.text):
        return
    keeper = _Keeper(text, shift, registry)
    for found in (_IN_TITLE if text.role is Role.TITLE else _IN_PROSE).finditer(text.text):
        move = _moved(found, shift)
        if move and not keeper.keeps(found):
            yield move


def _moved(found: re.Match[str], shift: Shift) -> Move | None:
    if found["kept"]:
        return None
    if found["day_1"] or found["day_2"]:
        return _moved_day(found, "1" if found["day_1"] else "2", shift)
    if found["range"] and [int(year) for year in _YEAR.findall(found[0])] != _own_school_year(shift.cycle):
        return None
    years = list(_YEAR.finditer(found.string, found.start(), found.end()))
    if not all(shift.is_near(int(year[0])) for year in years):
        return None
    edits = tuple(Edit(year.start(), year.end(), str(int(year[0]) + shift.years)) for year in years)
    return Move(edits, is_date=found["period"] is not None)


def _own_school_year(cycle: Cycle) -> list[int]:
    return [cycle.year, cycle.year + 1] if cycle.is_school else []


# --- days -----------------------------------------------------------------------------------------------------------

_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")


def _moved_day(found: re.Match[str], form: str, shift: Shift) -> Move | None:
    """A day with its year, its weekday and, on 29 February, its day; without a year it is one of the cycle."""
    words = found[f"year_{form}"]
    day, month = int(found[f"day_{form}"]), int(found[f"month_{form}"])
    year = _whole(words) if words else shift.cycle.year_of(month)
    if not shift.is_near(year):
        return None
    edits, notes = [], []
    new_year = year + shift.years
    if words:
        edits.append(Edit(*found.span(f"year_{form}"), f"{new_year % 10 ** len(words):0{len(words)}d}"))
    if (day, month) == (29, 2) and PartialDate(day, month, new_year).complete is None:
        day = 28
        edits.append(Edit(*found.span(f"day_{form}"), day_text(day)))
        notes.append(f"Năm {new_year} không có ngày 29/02 nên lấy ngày 28/02.")
    new = PartialDate(day, month, new_year).complete
    for weekday in (f"weekday_{form}", f"later_{form}"):
        if found[weekday] and new:
            edits.append(Edit(*found.span(weekday), _weekday(new, found[weekday])))
            notes.append("Thứ trong tuần theo ngày mới.")
    return Move(tuple(edits), is_date=True, note=" ".join(dict.fromkeys(notes))) if edits else None


def _whole(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _weekday(day: date, like: str) -> str:
    """The day of the week, written as another was: "thứ 6", "Thứ Sáu"."""
    number = day.weekday()
    if number == 6:
        words = "chủ nhật"
    elif like[-1].isdigit():
        words = f"thứ {number + 2}"
    else:
        name = _WEEKDAYS[number]
        old = like.split()[-1]
        words = f"thứ {name.capitalize() if old[0].isupper() or old == 'nhật' else name}"
    if like.isupper():
        return words.upper()
    return words[0].upper() + words[1:] if like[0].isupper() else words


# --- what is kept ---------------------------------------------------------------------------------------------------


class _Keeper:
    """Tells what of a text belongs to something else than the plan's work."""

    def __init__(self, text: PlanText, shift: Shift, registry: Registry) -> None:
        self.text = text.text
        self.shift = shift
        self.is_title = text.role is Role.TITLE
        self.documents = (
            *(Span(citation.start, citation.end) for citation in citations(self.text)),
            *(Span(law.start, law.end) for law in named_laws(self.text, registry) if law.dated),
            *(Span(*found.span()) for found in _WITHOUT_SYMBOL.finditer(self.text)),
        )
        self.due = text.times
        mentions = () if text.role is Role.BASIS else find(self.text)
        self.times = (*self.due, *(Span(mention.start, mention.end) for mention in mentions))
        self.subjects = () if self.is_title else tuple(_subjects(text))

    def keeps(self, found: re.Match[str]) -> bool:
        if _within(found, self.documents):
            return True
        before = self.text[max(0, found.start() - 80) : found.start()]
        if _PROGRAMME.search(before) or (found["years"] and _GOAL.search(before) and not _within(found, self.due)):
            return True
        if self.is_title:
            return False
        if self._is_lasting(found, before):
            return True
        if _within(found, self.times):
            return False
        return _within(found, self.subjects) or self._is_named_in_passing(found, before) or self._is_past(found)

    def _is_lasting(self, found: re.Match[str], before: str) -> bool:
        """A beginning without an end, an occasion that bears a number, an entry into force, a count on a day."""
        return bool(
            _ONWARDS.match(self.text, found.end())
            or any(words.search(before) for words in (_NUMBERED_OCCASION, _ENTRY, _COUNTED))
        )

    def _is_named_in_passing(self, found: re.Match[str], before: str) -> bool:
        """A year since or by when ("đạt 50% vào năm 2026"), the date of a document cited without its number."""
        if found["years"]:
            return _SINCE.search(before) is not None
        is_day = found["day_1"] or found["day_2"]
        return bool(is_day and _OF_DOCUMENT.search(before))

    def _is_past(self, found: re.Match[str]) -> bool:
        """A year before the plan's in a sentence that says what has been."""
        year = _YEAR.search(found[0])
        if year is None or int(year[0]) >= self.shift.cycle.year:
            return False
        before = _SENTENCE_END.split(self.text[max(0, found.start() - _LONGEST_SENTENCE) : found.start()])[-1]
        after = _SENTENCE_END.split(self.text[found.end() : found.end() + _LONGEST_SENTENCE])[0]
        return _PAST.search(before) is not None or _PAST.search(after) is not None


def _within(found: re.Match[str], spans: tuple[Span, ...]) -> bool:
    return any(span.start < found.end() and found.start() < span.end for span in spans)


_COMMA = re.compile(r",\s+")


def _subjects(text: PlanText) -> Iterator[Span]:
    """What cited documents are about, up to the sentence that a basis may run into ("…, Khối thi đua xây dựng …")."""
    for clause in cited_clauses(text.text):
        commas = () if text.role is Role.BASIS else _COMMA.finditer(text.text, clause.start, clause.end)
        ends = (comma.start() for comma in commas if _begins_sentence(text.text, comma.end()))
        yield Span(clause.start, next(ends, clause.end))


def _begins_sentence(text: str, start: int) -> bool:
    """Whether somebody does something here, rather than being another issuer "về …"."""
    party = leading_party(text, start)
    return party is not None and re.search(r"\s(?:về|của)\s", party.of(text)) is None


# --- references to this paper ---------------------------------------------------------------------------------------

_BLANK = "…"
_NUMBER = re.compile(r"\d+[a-zđ]?(?=\s*[/-])")
_DATE = re.compile(rf"ngày\s+(?P<day>{_D})\s*(?:/|tháng)\s*(?P<month>{_M})\s*(?:/|năm)\s*(?P<year>{_Y})", re.IGNORECASE)


def blanks(text: str, years: int) -> tuple[Edit, ...]:
    """In a reference to this paper its number, day and month become blank, its year moves."""
    edits = []
    for citation in citations(text):
        if number := _NUMBER.search(text, citation.start, citation.end):
            edits.append(Edit(*number.span(), _BLANK))
        if dated := _DATE.search(text, citation.start, citation.end):
            edits += [Edit(*dated.span(name), _BLANK) for name in ("day", "month")]
            edits.append(Edit(*dated.span("year"), str(int(dated["year"]) + years)))
    return tuple(edits)
