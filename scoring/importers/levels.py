"""A criterion whose cell goes down over several rows of points: its levels, or the parts that it is made of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from scoring.importers.codes import NO_CODE
from scoring.importers.entries import Beside, Entry
from thidua.lib.text import fold

_LEVEL = re.compile(
    r"xuất sắc|hoàn thành|tốt|khá|trung bình|yếu|kém|đạt|vượt|không|chưa|dưới|trên|trở lên|từ \d|đúng hạn|chậm|muộn|"
    r"đầy đủ|thiếu|\d\s*%|[<>≥≤]|nhất|nhì|giải ba|loại",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(?!muc)(?:.*\b)?(?:noi dung|tieu chi|chi tieu|nhiem vu|cong viec|tieu muc)\b")
"""Titles of columns in which parts stand."""
_SHOWN = 3


def with_levels(entry: Entry) -> Iterator[Entry]:
    """The criterion with its levels as its guide, or followed by its parts; it says which, because nobody can be sure.

    Levels are named like results and fall or rise from row to row; anything else is added up, as are the rows of a
    column whose title speaks of criteria.
    """
    rows = [entry.beside, *entry.below]
    if not entry.below:
        yield entry
    elif any(row.points is None or row.points.max is None for row in rows):
        entry.guide += [row.line for row in entry.below if row.line]
        yield entry
    elif _are_levels(rows):
        yield _of_levels(entry, rows)
    else:
        yield from _of_parts(entry, rows)


def _values(rows: Sequence[Beside]) -> list[Decimal]:
    return [row.points.max for row in rows if row.points and row.points.max is not None]


def _are_levels(rows: Sequence[Beside]) -> bool:
    steps = [later - earlier for earlier, later in pairwise(_values(rows))]
    in_order = all(step < 0 for step in steps) or all(step > 0 for step in steps)
    return in_order and not _are_named_as_parts(rows) and any(_LEVEL.search(row.name) for row in rows)


def _are_named_as_parts(rows: Sequence[Beside]) -> bool:
    return all(_PARTS.match(" ".join(fold(row.column).split())) for row in rows)


def _of_levels(entry: Entry, rows: Sequence[Beside]) -> Entry:
    guide = [row.line for row in rows] + _without_own(entry)
    highest = max(rows, key=lambda row: row.points.max if row.points and row.points.max is not None else Decimal(0))
    levels = replace(entry, guide=guide)
    if rows[0].is_max:
        levels = replace(levels, points=highest.points, written=highest.written)
    message = f"Hiểu các dòng {_named(rows)} là các mức của một tiêu chí, lấy mức cao nhất. Hãy kiểm tra."
    return replace(levels, doubts=[*entry.doubts, ("LEVELS", message)])


def _of_parts(entry: Entry, rows: Sequence[Beside]) -> Iterator[Entry]:
    message = f"Hiểu các dòng {_named(rows)} là các phần cộng lại của một tiêu chí. Hãy kiểm tra."
    doubts = [] if _are_named_as_parts(rows) else [("PARTS", message)]
    whole = replace(entry, guide=_without_own(entry), doubts=[*entry.doubts, *doubts])
    yield replace(whole, points=None, written="") if rows[0].is_max else whole
    for row in rows:
        yield Entry(code=NO_CODE, text=row.name, points=row.points, written=row.written, inside=True)


def _without_own(entry: Entry) -> list[str]:
    """The guide without what its own row says as its first level or part."""
    own = entry.beside
    return [
        line
        for line in entry.guide
        if " ".join(line.split()) not in (own.name, f"{own.column}: {own.name}")
        and (own.is_max or not line.endswith(f": {own.written}"))
    ]


def _named(rows: Sequence[Beside]) -> str:
    names = ", ".join(f"“{row.line[:60]}”" for row in rows[:_SHOWN])
    return f"{names}…" if len(rows) > _SHOWN else names
