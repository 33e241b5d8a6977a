"""Labels that were computed elsewhere → lists that Word numbers to the very same labels.

Lines that follow one another ("1.", "2.", "3.") make a series. Series of headings join one list of several levels, the
outline of their text, while it counts as they do; every other series is a list of its own, which begins where the
series does. So nothing is numbered but what comes out the same; a label that no list makes is left to be written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from thidua.papers.symbols import POINT_LETTERS, roman


class Format(StrEnum):
    """How Word writes a number, by its own names."""

    ROMAN = "upperRoman"
    CAPITAL = "upperLetter"
    FIGURE = "decimal"
    LETTER = "lowerLetter"
    BULLET = "bullet"


@dataclass(frozen=True)
class Level:
    """A level of a list; `text` is the label with "%1" for the number of the first level, and so on."""

    text: str
    format: Format
    start: int = 1
    bold: bool = False
    """Whether the label is bold and its line is not."""


@dataclass(frozen=True)
class Number:
    """A place in a list: the list by its position in `Numbering.lists`, its level counted from 0."""

    list: int
    level: int = 0


@dataclass(frozen=True)
class Line:
    """A line of a text: its label, and for a heading its depth, counted from 1."""

    label: str
    depth: int | None = None
    bold_label: bool = False


MARKS = ("-", "+", "*")
"""The bullets, outermost first: levels of one list."""

DEEPEST = 9
"""Word's lists have nine levels."""

LETTERS_ALIKE = 4
"""Word counts a, b, c, d, e: from the fifth point on the Vietnamese letters are others."""

LARGEST_FIGURE, LARGEST_ROMAN = 9999, 3999

_LABEL = re.compile(
    r"(?P<before>[^\W\d_]+ |\(?)(?P<above>(?:[0-9]+\.)*)(?P<core>[1-9][0-9]*|[IVXLCDM]+|[A-Z]|[a-zđ])(?P<after>[.)]?)"
)


@dataclass(frozen=True)
class _Reading:
    """One way to understand a label: "I." is a Roman numeral or the ninth letter."""

    before: str
    above: str
    """The numbers of the parts above, each with its full stop: "2." of "2.1."."""
    format: Format
    after: str
    ordinal: int

    @property
    def kind(self) -> tuple[str, str, Format, str]:
        return self.before, self.above, self.format, self.after


@dataclass(eq=False)
class _Series:
    """Lines that count on from one another."""

    depth: int | None
    readings: dict[int, _Reading] = field(default_factory=dict)
    """By the line's position in the text."""
    list: int | None = None
    """The list of its own, once it has one."""
    bold_labels: bool = False

    @property
    def last(self) -> _Reading:
        return next(reversed(self.readings.values()))

    def goes_on_as(self, reading: _Reading) -> bool:
        return reading.kind == self.last.kind and reading.ordinal == self.last.ordinal + 1

    @property
    def can_be_counted(self) -> bool:
        return self.last.format is not Format.LETTER or self.last.ordinal <= LETTERS_ALIKE


@dataclass
class Numbering:
    """The lists of a file, filled as its texts are numbered one after another."""

    lists: list[list[Level]] = field(default_factory=list)
    _bullets: int | None = None

    def numbers(self, lines: Sequence[Line]) -> list[Number | None]:
        """The place in a list of each line of a text; None where the label must be written as it is."""
        found: list[Number | None] = [self._bullet(line.label) for line in lines]
        outline = _Outline(self)
        for position, series in _members(lines):
            if series.can_be_counted:
                reading = series.readings[position]
                found[position] = outline.number(series, reading) or self._own(series, reading)
        return found

    def add(self, levels: list[Level]) -> int:
        """A new list, by its position."""
        self.lists.append(levels)
        return len(self.lists) - 1

    def _bullet(self, label: str) -> Number | None:
        if label not in MARKS:
            return None
        if self._bullets is None:
            self._bullets = self.add([Level(mark, Format.BULLET) for mark in MARKS])
        return Number(self._bullets, MARKS.index(label))

    def _own(self, series: _Series, reading: _Reading) -> Number:
        """A place in the series' own list, which begins with this line."""
        if series.list is None:
            text = f"{reading.before}{reading.above}%1{reading.after}"
            series.list = self.add([Level(text, reading.format, reading.ordinal, series.bold_labels)])
        return Number(series.list)


@dataclass
class _Outline:
    """The list of the headings of one text, with the numbers that Word's counting has come to."""

    numbering: Numbering
    list: int | None = None
    reached: dict[int, int] = field(default_factory=dict)
    kinds: dict[int, tuple[str, Format]] = field(default_factory=dict)

    def number(self, series: _Series, reading: _Reading) -> Number | None:
        """The place of a heading whose label the outline makes; None where it would make another."""
        if series.depth is None or series.depth > DEEPEST or series.list is not None:
            return None
        level = series.depth - 1
        above = self._above(level, reading)
        skips = any(upper not in self.reached for upper in range(level))
        if skips or above is None or self.reached.get(level, 0) + 1 != reading.ordinal:
            return None
        kind = f"{reading.before}{above}%{level + 1}{reading.after}", reading.format
        if self.kinds.setdefault(level, kind) != kind:
            return None
        self.reached = {upper: number for upper, number in self.reached.items() if upper < level}
        self.reached[level] = reading.ordinal
        return Number(self._list_with(level), level)

    def _above(self, level: int, reading: _Reading) -> str | None:
        """ "%1." for the "2." of "2.1.", if the levels above stand at just these numbers."""
        numbers = reading.above.split(".")[:-1]
        if len(numbers) > level:
            return None
        levels = range(level - len(numbers), level)
        for upper, number in zip(levels, numbers, strict=True):
            counted = str(self.reached.get(upper)) == number and self.kinds[upper][1] is Format.FIGURE
            if not counted:
                return None
        return "".join(f"%{upper + 1}." for upper in levels)

    def _list_with(self, level: int) -> int:
        if self.list is None:
            self.list = self.numbering.add([])
        levels = self.numbering.lists[self.list]
        if level == len(levels):
            levels.append(Level(*self.kinds[level]))
        return self.list


def _members(lines: Sequence[Line]) -> list[tuple[int, _Series]]:
    """Every line that can be counted, by its position, with its series."""
    members: list[tuple[int, _Series]] = []
    open_series: list[_Series] = []
    for position, line in enumerate(lines):
        if line.depth is not None:
            open_series = _around_heading(open_series, line.depth)
        readings = _readings(line.label)
        if readings:
            series, reading = _going_on(open_series, readings, line) or _begun(open_series, readings, line)
            series.readings[position] = reading
            members.append((position, series))
    return members


def _around_heading(open_series: list[_Series], depth: int) -> list[_Series]:
    """What a heading of this depth may go on with: its like, or points where there is none; all inside is over."""
    for place, series in enumerate(open_series):
        if series.depth is not None and series.depth >= depth:
            return open_series[: place + 1] if series.depth == depth else open_series[:place]
    return open_series


def _going_on(open_series: list[_Series], readings: list[_Reading], line: Line) -> tuple[_Series, _Reading] | None:
    """The innermost series that the label goes on with; those inside it are over."""
    for place in range(len(open_series) - 1, -1, -1):
        series = open_series[place]
        if line.depth is not None and series.depth is not None and series.depth < line.depth:
            return None
        for reading in readings:
            if series.goes_on_as(reading) and series.bold_labels == line.bold_label:
                del open_series[place + 1 :]
                return series, reading
    return None


def _begun(open_series: list[_Series], readings: list[_Reading], line: Line) -> tuple[_Series, _Reading]:
    """A new series, of the reading that looks most like a beginning."""
    series = _Series(line.depth, bold_labels=line.bold_label)
    reading = min(readings, key=lambda reading: reading.ordinal)
    if line.depth is not None:
        open_series[:] = [other for other in open_series if other.depth is not None and other.depth < line.depth]
    open_series.append(series)
    return series, reading


def _readings(label: str) -> list[_Reading]:
    match = _LABEL.fullmatch(label)
    if match is None:
        return []
    before, above, core, after = match.group("before", "above", "core", "after")
    return [_Reading(before, above, kind, after, ordinal) for kind, ordinal in _ordinals(core)]


def _ordinals(core: str) -> Iterator[tuple[Format, int]]:
    if core.isdecimal():
        if int(core) <= LARGEST_FIGURE:
            yield Format.FIGURE, int(core)
    elif core in POINT_LETTERS:
        yield Format.LETTER, POINT_LETTERS.index(core) + 1
    elif core.isupper():
        value = _roman_value(core)
        if 0 < value <= LARGEST_ROMAN and roman(value) == core:
            yield Format.ROMAN, value
        if len(core) == 1:
            yield Format.CAPITAL, ord(core) - ord("A") + 1


_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def _roman_value(numeral: str) -> int:
    values = [_ROMAN_VALUES.get(letter, 0) for letter in numeral]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
