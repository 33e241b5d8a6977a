"""Which member units a task's words mean: "Khối trưởng, Sở Xây dựng và các đơn vị thành viên".

From practice: units are named in full, in short, by initials ("Sở GD&ĐT") or by their part in the bloc. What is not
clearly one unit stays unmatched, for a person to decide; what was decided is known from then on.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from plans.parties import leading_party, names_party
from thidua.lib.text import fold, nfc


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A member unit of a bloc. `names` begin with the full one; short and former ones follow."""

    id: int
    names: tuple[str, ...]
    is_leader: bool = False
    is_deputy: bool = False


@dataclass(frozen=True)
class Assignees:
    """The units that words mean; `everybody` when they are all units of the bloc, none left out.

    `unmatched` are the words that mean no unit, or more than one, as written.
    """

    units: frozenset[int] = frozenset()
    everybody: bool = False
    unmatched: tuple[str, ...] = ()


def assignees(words: str | None, units: Sequence[Unit], known: Mapping[str, int | None] = {}) -> Assignees:
    """The units of a list of bodies; what is named after "trừ" is left out. No words mean nobody.

    `known` are the names that persons have given to a unit, by its id, or None for what stays text and is nobody's.
    They come before the units' own names; those of a unit that is no longer there are forgotten. Who is Khối trưởng or
    Khối phó is not for them to say while the bloc has one.
    """
    return _Reader(nfc(words or ""), units, known).assignees()


def name_key(words: str) -> str:
    """Equal for words that are one name, however they are capitalised, toned ("Ủy", "Uỷ") and marked."""
    return nfc(" ".join(word.key for word in _words(nfc(words)) if word.text not in _UNREAD))


def likely_unit(words: str, units: Sequence[Unit]) -> Unit | None:
    """The unit whose name the words clearly come closest to, for a person to confirm."""
    near = sorted((_closeness(words, unit), place) for place, unit in enumerate(units))
    if not near or near[-1][0] < _CLOSE or (len(near) > 1 and near[-1][0] - near[-2][0] < _CLEARLY_CLOSER):
        return None
    return units[near[-1][1]]


_CLOSE, _CLEARLY_CLOSER = 0.7, 0.1
"""Of 1, which stands for equal words."""


def _closeness(words: str, unit: Unit) -> float:
    return max((SequenceMatcher(None, fold(words), fold(name)).ratio() for name in unit.names), default=0)


# --- words ----------------------------------------------------------------------------------------------------------

_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True)
class _Word:
    """A word or mark at its place in the text."""

    start: int
    end: int
    text: str

    @cached_property
    def key(self) -> str:
        """For comparing: small letters, the tone behind them ("Ủy" and "Uỷ" are one), "&" as "và"."""
        letters = unicodedata.normalize("NFD", "và" if self.text == "&" else self.text.lower())
        return "".join(sorted(letters, key=lambda letter: letter in _TONES))

    @cached_property
    def plain(self) -> str:
        """Without diacritics."""
        return fold(self.text)

    @cached_property
    def may_be_initials(self) -> bool:
        return len(self.text) > 1 and self.text.isalpha() and nfc(self.text).lower().replace("đ", "d") == self.plain


def _words(text: str) -> tuple[_Word, ...]:
    return tuple(_Word(*found.span(), found[0]) for found in re.finditer(r"[Đđ]/[Cc](?!\w)|\w+|[^\w\s]|\n", text))


def _keys(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in _words(text))


_AND = {*_keys("và va")}
_DASHES = "-–—"
_UNREAD = _DASHES + ".…“”\"'*:•"
"""Marks within a name, or around one, that say nothing."""
_ENDS = ",;/+()\n"
_JOINING = _AND | {*_keys("với cùng hoặc")}
_PROVINCE = {*_keys("tỉnh tinh")}
_EXCEPT = (_keys("ngoại trừ"), _keys("trừ"), _keys("không bao gồm"), _keys("không kể"))


# --- names ----------------------------------------------------------------------------------------------------------


def _ends_of(name: tuple[_Word, ...], words: tuple[_Word, ...], *, exactly: bool) -> Iterator[int]:
    """How many of the words may be the name; not exactly, they may be its initials or it may be theirs."""
    if name and name[0].text in _UNREAD:
        yield from _ends_of(name[1:], words, exactly=exactly)
        return
    if not name:
        yield 0
        return
    if words and words[0].text in _UNREAD:
        yield from (1 + end for end in _ends_of(name, words[1:], exactly=exactly))
        return
    if not words:
        return
    if name[0].key == words[0].key:
        yield from (1 + end for end in _ends_of(name[1:], words[1:], exactly=exactly))
    if exactly:
        return
    for spelt in _spelt_out(words[0], name):
        yield from (1 + end for end in _ends_of(name[spelt:], words[1:], exactly=False))
    for spelt in _spelt_out(name[0], words):
        yield from (spelt + end for end in _ends_of(name[1:], words[spelt:], exactly=False))


def _spelt_out(short: _Word, words: tuple[_Word, ...]) -> Iterator[int]:
    """How many words at the beginning a word is the initials of; "và" and marks have none."""
    if not short.may_be_initials:
        return
    letters = short.plain
    for position, word in enumerate(words):
        if word.key in _AND or word.text in _UNREAD:
            continue
        if not letters or word.plain[:1] != letters[0]:
            return
        letters = letters[1:]
        if not letters:
            yield position + 1
            return


# --- parts in the bloc, in words without diacritics ------------------------------------------------------------------

_OF_BLOC = r"(?: (?:trong|thuoc|cua)(?: toan)?)? (?:khoi|cum)(?: thi dua)?(?: so)?(?: \d+)?"
_POST = r"(?:(?:thu truong|lanh dao|dai dien|don vi|co quan|dv|cq|cac|dong chi|d/c) )*"
_END = rf"(?= [{re.escape(_ENDS)}.]| va | voi | cung | tru | ngoai tru | chu tri| phoi hop|\Z)"
_LEADER = re.compile(
    rf"(?:{_POST}(?:(?:khoi|cum) truong|truong (?:khoi|cum))|(?:don vi|co quan|dv|cq) phat dong)"
    rf"(?: thi dua)?(?:{_OF_BLOC})?(?: dang cai)?{_END}"
)
_DEPUTY = re.compile(
    rf"{_POST}(?:(?:khoi|cum) pho|pho (?:truong )?(?:khoi|cum))(?: thi dua)?(?:{_OF_BLOC})?(?: dang cai)?{_END}"
)
_KINDS = {
    r"truong(?! hop)": re.compile(r"(?:truong|thpt|thcs|tieu hoc|mam non|pt) "),
    "so": re.compile("so "),
    "xa|phuong|dac khu": re.compile(r"(?:ubnd |uy ban nhan dan )?(?:xa|phuong|dac khu) "),
    "ban": re.compile("ban "),
}
"""How a list of bodies may begin, and how the name of a unit does that is one of them."""


def _everybody(units: Sequence[Unit]) -> re.Pattern[str]:
    """ "Các đơn vị thành viên", "cả khối", and in a bloc that has such units "các sở, ngành", "các trường"."""
    names = [fold(name) for unit in units for name in unit.names]
    kinds = (kind for kind, begins in _KINDS.items() if any(map(begins.match, names)))
    body = "|".join(("don vi", "dv", "co quan", "cq", "thanh vien", *kinds))
    following = rf"(?:(?: [,/&–-]| va)* (?:{body}|ban|nganh|thanh vien))"
    bodies = rf"(?:{body}){following}*(?:(?<=thanh vien)|(?!{following}))"
    return re.compile(
        r"(?:(?:thu truong|lanh dao|dai dien|tat ca|toan the) )*"
        rf"(?:(?:cac|moi|tung|nhung) {bodies}(?:{_OF_BLOC})?|(?:(?:{body}) )?thanh vien(?:{_OF_BLOC})?"
        rf"|(?:{body}) (?:trong|thuoc)(?: toan)? (?:khoi|cum)(?: thi dua)?(?: so)?(?: \d+)?"
        rf"|(?:ca|toan) (?:khoi|cum)(?: thi dua)?){_END}"
    )


_BEFORE_NAME = re.compile(
    r"(?:thu truong|lanh dao|dai dien|giam doc|hieu truong|chu tich|dong chi|d/c|don vi|co quan|truong"
    r"|giao|de nghi)(?= )"
)
_OF_WORK = re.compile(r"(?:chu tri|phoi hop|chat che|thuc hien)(?= |\Z)")
_LONGEST = 100
"""Words that an item may have."""


# --- the list -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Item:
    """What stands in the list up to, not including, word `end`; units None when it is not clear which."""

    end: int
    units: frozenset[int] | None


_INITIALS, _SHORT, _FULL, _KNOWN = range(4)
"""Which name counts when several are equally long: the last."""


@dataclass(frozen=True)
class _Name:
    unit: int | None
    rank: int
    words: tuple[_Word, ...]

    @property
    def first_letter(self) -> str:
        """What the name, and its initials, begin with."""
        return next((word.plain[:1] for word in self.words if word.text not in _UNREAD), "")


@lru_cache(maxsize=4096)
def _words_of_name(name: str, *, without_diacritics: bool) -> tuple[_Word, ...]:
    """Kept, for the same names are looked for in every task of a plan."""
    return _words(fold(name) if without_diacritics else nfc(name))


def _names(units: Sequence[Unit], known: Mapping[str, int | None], *, without_diacritics: bool) -> Iterator[_Name]:
    """Each name with its unit; "Trường" before a unit's own name may be missing."""
    for unit in units:
        for position, name in enumerate(unit.names):
            words = _words_of_name(name, without_diacritics=without_diacritics)
            yield _Name(unit.id, _SHORT if position else _FULL, words)
            if len(words) > 1 and words[0].plain == "truong":
                yield _Name(unit.id, _SHORT, words[1:])
    there = {None, *(unit.id for unit in units)}
    for name, meant in known.items():
        if meant in there:
            yield _Name(meant, _KNOWN, _words_of_name(name, without_diacritics=without_diacritics))


class _Reader:
    def __init__(self, text: str, units: Sequence[Unit], known: Mapping[str, int | None]) -> None:
        self.text = text
        self.words = _words(text)
        self.all = frozenset(unit.id for unit in units)
        self.leader = frozenset(unit.id for unit in units if unit.is_leader)
        self.deputy = frozenset(unit.id for unit in units if unit.is_deputy)
        self.names = defaultdict[str, list[_Name]](list)
        for name in _names(units, known, without_diacritics=text.isascii()):
            self.names[name.first_letter].append(name)
        self.parts = (_everybody(units), self.all), (_LEADER, self.leader), (_DEPUTY, self.deputy)
        self._items: list[_Item | None] = [None] * len(self.words)
        for at in reversed(range(len(self.words))):  # where a name ends depends on what follows it
            if self.words[at].text not in _ENDS + _UNREAD:
                self._items[at] = max(
                    self._readings(at), key=lambda item: (item.end, item.units is not None), default=None
                )

    def assignees(self) -> Assignees:
        meant: set[int] = set()
        left_out: set[int] = set()
        unmatched: list[str] = []
        target = meant
        at = 0
        while at < len(self.words):
            word = self.words[at]
            if skipped := self._excepting(at):
                target = left_out
                at += skipped
            elif word.text == "(" and not self._excepting(at + 1):
                at = self._closing(at)
            elif self._says_nothing(at):
                target = meant if word.text in ");\n" else target
                at += self._phrase(_OF_WORK, at) or 1
            elif (item := self._items[at]) and item.units is not None:
                target |= item.units
                at = item.end
            else:
                end = item.end if item else self._end_of_unmatched(at)
                unmatched.append(self._written(at, end))
                at = end
        found = frozenset(meant - left_out)
        return Assignees(found, bool(self.all) and found == self.all, tuple(filter(None, unmatched)))

    def _written(self, at: int, end: int) -> str:
        return self.text[self.words[at].start : self.words[end - 1].end].strip(_UNREAD + " ")

    def _phrase(self, pattern: re.Pattern[str], at: int) -> int:
        """How many words from here are the phrase."""
        found = pattern.match(" ".join(word.plain for word in self.words[at : at + _LONGEST]))
        return len(found[0].split(" ")) if found else 0

    def _excepting(self, at: int) -> int:
        """How many words from here say that what follows is left out."""
        keys = tuple(word.key for word in self.words[at : at + 3])
        return next((len(phrase) for phrase in _EXCEPT if keys[: len(phrase)] == phrase), 0)

    def _closing(self, at: int) -> int:
        """Behind the bracket that opens here; what it explains does not count."""
        closing = (i + 1 for i in range(at, len(self.words)) if self.words[i].text == ")")
        return next(closing, len(self.words))

    def _says_nothing(self, at: int) -> bool:
        word = self.words[at]
        return (
            word.text in _ENDS + _UNREAD or word.key in _JOINING or self._phrase(_OF_WORK, at) > 0 or self._is_label(at)
        )

    def _is_label(self, at: int) -> bool:
        """Whether it numbers a line: "1." """
        begins = at == 0 or self.words[at - 1].text in ";\n"
        return begins and self.words[at].text.isdigit() and self.text[self.words[at].end :][:1] in (".", ")")

    def _readings(self, at: int) -> Iterator[_Item]:
        for pattern, units in self.parts:
            if length := self._phrase(pattern, at):
                yield _Item(at + length, units or None)
        yield from self._named(at)
        if skipped := self._phrase(_BEFORE_NAME, at):
            yield from self._readings(at + skipped)

    def _named(self, at: int) -> Iterator[_Item]:
        """What is named here: the longest name, rather as a person decided, in full than in short, than by initials."""
        rest = self.words[at : at + _LONGEST]
        found: list[tuple[int, int, int | None]] = []
        for name in self.names.get(self.words[at].plain[:1], ()):
            readings = [(name.rank, True)] if name.rank == _KNOWN else [(name.rank, True), (_INITIALS, False)]
            for rank, exactly in readings:
                for length in _ends_of(name.words, rest, exactly=exactly):
                    end = self._with_province(at + length)
                    if self._is_end(end):
                        found.append((end, rank, name.unit))
        if found:
            best = max((end, rank) for end, rank, _ in found)
            meant = {unit for *reading, unit in found if tuple(reading) == best}
            units = frozenset(unit for unit in meant if unit is not None)
            yield _Item(best[0], units if len(meant) == 1 else None)

    def _with_province(self, end: int) -> int:
        return end + 1 if end < len(self.words) and self.words[end].key in _PROVINCE else end

    def _is_end(self, end: int) -> bool:
        """Whether a name may end here; before "và" only if another body follows, for a longer name may go on."""
        follows = end
        while follows < len(self.words) and self.words[follows].text in _UNREAD:
            follows += 1
        if follows == len(self.words) or self.words[follows].text in _ENDS:
            return True
        if self.words[follows].key in _JOINING:
            return self._begins_item(follows + 1)
        if any(word.text in _DASHES for word in self.words[end:follows]) and self._items[follows]:
            return True
        return self._phrase(_OF_WORK, follows) > 0 or self._excepting(follows) > 0

    def _begins_item(self, at: int) -> bool:
        if at >= len(self.words):
            return False
        end = next((i for i in range(at, len(self.words)) if self.words[i].text in _ENDS), len(self.words))
        if end == at or self._items[at]:
            return end > at
        written = self._written(at, end)
        return names_party(written) or leading_party(written) is not None

    def _end_of_unmatched(self, at: int) -> int:
        for end in range(at + 1, len(self.words)):
            word = self.words[end]
            if word.text in _ENDS or (word.key in _JOINING and self._begins_item(end + 1)):
                return end
        return len(self.words)
