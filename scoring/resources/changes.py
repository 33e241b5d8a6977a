"""What a workbook would change in a list, told row by row; and changing it, all or nothing."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from blocs.resources.setup import FaultsError
from scoring.edits import EditError
from thidua.lib.sheets_read import Fault, Row, shown
from thidua.lib.verdict import RefusedError

NEW, CHANGED, GONE, MOVED = "Mới", "Thay đổi", "Bỏ", "Đổi thứ tự"
Pair = tuple[Row | None, Row | None]
"""A row before and after."""


@dataclass(frozen=True)
class Change:
    """A row that would be another."""

    sheet: str
    row: int | None
    """As Excel numbers it; None where it is no longer there."""
    kind: str
    name: str
    cells: tuple[tuple[str, str, str], ...] = ()
    """Heading, before, after."""


@dataclass(frozen=True)
class Entry:
    """An object of the list that would be another."""

    name: str
    place: Fault
    """Where in the workbook it is named; tells a refusal that comes up when it is written."""
    changes: tuple[Change, ...]
    write: Callable[[], object]


@dataclass(frozen=True)
class ListPlan:
    """What a workbook would change; nothing while anything in it is at fault."""

    entries: tuple[Entry, ...]
    unchanged: int
    faults: tuple[Fault, ...]

    @property
    def digest(self) -> str:
        """The same for the same changes: a person confirms what was shown, not what has become of it meanwhile."""
        told = [[entry.name, [repr(change) for change in entry.changes]] for entry in self.entries]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def apply(plan: ListPlan) -> None:
    """Write all changes. Raises FaultsError, and writes nothing, when a service refuses one after all."""
    if plan.faults:
        raise FaultsError(list(plan.faults))
    with transaction.atomic():
        if faults := [fault for entry in plan.entries for fault in _tried(entry)]:
            raise FaultsError(faults)


def _tried(entry: Entry) -> Iterator[Fault]:
    try:
        with transaction.atomic():
            entry.write()
    except (RefusedError, ValidationError, EditError, IntegrityError) as error:
        message = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        if isinstance(error, EditError | IntegrityError):
            message = "Dữ liệu đã có người khác sửa trong lúc này. Hãy tải tệp xuống lại rồi sửa."
        yield Fault(entry.place.sheet, entry.place.row, entry.place.column, entry.place.value, message)


def by_key(before: Sequence[Row], after: Sequence[Row], keys: Callable[[Sequence[Row]], Iterable[Any]]) -> list[Pair]:
    """The rows that have the same key; those of the file first, in its order."""
    old, new = dict(zip(keys(before), before, strict=True)), dict(zip(keys(after), after, strict=True))
    pairs: list[Pair] = [(old.get(key), row) for key, row in new.items()]
    return [*pairs, *((row, None) for key, row in old.items() if key not in new)]


def by_place(before: Sequence[Row], after: Sequence[Row]) -> list[Pair]:
    """Rows without keys: those that say the same, and between them one after the other."""
    pairs: list[Pair] = []
    old, new = ([tuple(_said(row).values()) for row in rows] for rows in (before, after))
    for _, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        pairs += zip_longest(before[first:last], after[start:end])
    return pairs


def changes_of(sheet: str, pairs: Sequence[Pair], *, name: str, apart: frozenset[str]) -> Iterator[Change]:
    """The pairs that differ; `name` is the column that says what a row is about, `apart` those that only we read."""
    for old, new in pairs:
        here = new or old
        assert here is not None
        words = shown(here.cells.get(name))
        if new is None:
            yield Change(sheet, None, GONE, words)
            continue
        was, now = (_said(old, apart) if old else {}), _said(new, apart)
        cells = tuple((title, was.get(title, ""), text) for title, text in now.items() if was.get(title, "") != text)
        if cells or old is None:
            yield Change(sheet, new.number, CHANGED if old else NEW, words, cells)
    stayed = [(old, new) for old, new in pairs if old and new]
    if stayed != sorted(stayed, key=lambda pair: pair[0].number):
        yield Change(sheet, None, MOVED, "các dòng đã có")


def _said(row: Row, apart: frozenset[str] = frozenset()) -> dict[str, str]:
    """What a row says, however Excel writes its numbers."""
    return {title: _text(value) for title, value in row.cells.items() if title not in apart}


def _text(value: Any) -> str:
    """As people write it; without a sign between thousands, for a year and a key are numbers here, too."""
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)).normalize():f}".replace(".", ",")
    return "" if value is None else str(value)
