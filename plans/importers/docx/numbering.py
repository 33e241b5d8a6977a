"""Word's automatic numbers, as they would have been typed: "I.", "1.1.", "a)", "-"."""

import re
from dataclasses import dataclass, field
from string import ascii_lowercase

from plans.importers.docx.elements import Element, attribute, child, children, flag, number
from plans.importers.docx.styles import Styles
from thidua.papers.symbols import roman

_LEVELS = 9
_HIGHEST = 3000
"""Numbers beyond it are printed as figures: no list is so long, and Roman ones would only grow."""
_PLACE = re.compile(r"%([1-9])")
_MARKS = {"+": "+", "*": "*"}
"""Bullets that the grammar tells from a dash; every other drawing is a dash, or a plus below one."""
_BARE = re.compile(r"(?P<core>(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[A-HĐ]|[a-zđ]))\s*[-–:,;]?")
_BULLET_OF_LETTERS = 2


@dataclass(frozen=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restarts_after: int | None = None
    figures_only: bool = False
    style: str = ""


@dataclass
class _List:
    """An abstract list: its levels, and how far each has counted. Lists that share it count on together."""

    levels: list[_Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass
class _Instance:
    of: _List
    overrides: dict[int, _Level]
    restarts: dict[int, int]
    """Levels that begin anew, with this number, where this list first uses them."""


class Numbering:
    """Counts the numbered paragraphs of a document; ask once for each, in reading order."""

    def __init__(self, part: Element | None, styles: Styles) -> None:
        self._abstract = {attribute(each, "abstractNumId"): each for each in children(part, "abstractNum")}
        self._numbers = {attribute(each, "numId"): each for each in children(part, "num")}
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._instances: dict[str, _Instance | None] = {}

    def level_of_style(self, list_id: str, style_id: str) -> int:
        """The level of a list that a paragraph style is bound to."""
        instance = self._instance(list_id)
        levels = instance.of.levels if instance else []
        return next((i for i, level in enumerate(levels) if level.style == style_id), 0)

    def label(self, list_id: str, level: int) -> str:
        """The label of the next paragraph at a level of a list; empty where the list shows none."""
        instance = self._instance(list_id)
        if instance is None or not 0 <= level < _LEVELS:
            return ""
        counts = instance.of.counts
        self._count(instance, level)
        shown = _level(instance, level)
        if shown.form == "bullet":
            return _bullet(instance, level)
        if shown.form == "none" and not _PLACE.search(shown.text):
            return shown.text.strip()

        def figure(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            part = _level(instance, place)
            count = counts[place]
            form = "decimal" if shown.figures_only and part.form != "none" else part.form
            return _figure(part.start if count is None else count, form)

        return _as_typed(_PLACE.sub(figure, shown.text))

    def _count(self, instance: _Instance, level: int) -> None:
        counts = instance.of.counts
        if level in instance.restarts:
            counts[level] = instance.restarts.pop(level)
        else:
            count = counts[level]
            counts[level] = _level(instance, level).start if count is None else count + 1
        for deeper in range(level + 1, _LEVELS):
            after = _level(instance, deeper).restarts_after
            if after is None or level < after:
                counts[deeper] = None

    def _instance(self, list_id: str) -> _Instance | None:
        if list_id not in self._instances:
            self._instances[list_id] = self._read(list_id)
        return self._instances[list_id]

    def _read(self, list_id: str) -> _Instance | None:
        described = self._numbers.get(list_id)
        abstract_id = self._abstract_of(list_id)
        if described is None or abstract_id not in self._abstract:
            return None
        if abstract_id not in self._lists:
            self._lists[abstract_id] = _List(_levels(self._abstract[abstract_id]))
        overrides: dict[int, _Level] = {}
        restarts: dict[int, int] = {}
        for override in children(described, "lvlOverride"):
            level = number(override, "ilvl")
            if level is None or not 0 <= level < _LEVELS:
                continue
            if (other := child(override, "lvl")) is not None:
                overrides[level] = _read_level(other)
            if (start := number(child(override, "startOverride"))) is not None:
                restarts[level] = start
        return _Instance(self._lists[abstract_id], overrides, restarts)

    def _abstract_of(self, list_id: str) -> str:
        """The abstract list of a list; one that only names a style of lists stands for that style's list."""
        seen: set[str] = set()
        while list_id not in seen:
            seen.add(list_id)
            abstract_id = attribute(child(self._numbers.get(list_id), "abstractNumId"))
            linked = attribute(child(self._abstract.get(abstract_id), "numStyleLink"))
            following = self._styles.list_of(linked) if linked else None
            if following is None:
                return abstract_id
            list_id = following
        return ""


def _levels(abstract: Element) -> list[_Level]:
    levels = [_Level()] * _LEVELS
    for described in children(abstract, "lvl"):
        position = number(described, "ilvl")
        if position is not None and 0 <= position < _LEVELS:
            levels[position] = _read_level(described)
    return levels


def _read_level(described: Element) -> _Level:
    start = number(child(described, "start"))
    return _Level(
        start=1 if start is None else start,
        form=attribute(child(described, "numFmt")) or "decimal",
        text=attribute(child(described, "lvlText"))[:60],
        restarts_after=number(child(described, "lvlRestart")),
        figures_only=flag(described, "isLgl") is True,
        style=attribute(child(described, "pStyle")),
    )


def _level(instance: _Instance, level: int) -> _Level:
    return instance.overrides.get(level, instance.of.levels[level])


def _bullet(instance: _Instance, level: int) -> str:
    text = _level(instance, level).text.strip()
    if text in _MARKS:
        return _MARKS[text]
    if len(text) > _BULLET_OF_LETTERS:
        return text
    below_bullet = level > 0 and _level(instance, level - 1).form == "bullet"
    return "+" if below_bullet and text not in ("-", "–", "—", "\uf02d") else "-"


def _figure(count: int, form: str) -> str:
    if not 0 < count <= _HIGHEST:
        return str(count)
    match form:
        case "upperRoman":
            return roman(count)
        case "lowerRoman":
            return roman(count).lower()
        case "upperLetter":
            return _letters(count).upper()
        case "lowerLetter":
            return _letters(count)
        case "decimalZero":
            return f"{count:02}"
        case "none":
            return ""
        case _:
            return str(count)


def _letters(count: int) -> str:
    """ "a" to "z", then "aa", "bb": as Word goes on."""
    repeats, position = divmod(count - 1, len(ascii_lowercase))
    return ascii_lowercase[position] * (repeats + 1)


def _as_typed(label: str) -> str:
    """A label with the closing mark by which the grammar knows it: "1", "1-" → "1.", "a" → "a)"."""
    label = label.strip()
    if match := _BARE.fullmatch(label):
        core = match["core"]
        return f"{core})" if core.islower() else f"{core}."
    return label
