"""The words of a part as they stand on the paper."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from plans.content import Annex, Column, Decision, GroupRow, Line, Part, PlanContent, Row, Section, Signature, Table
from plans.edits.merged_cells import words_of_rows
from plans.edits.tree import places
from plans.labels import numbered


def signs(part: Part) -> tuple[str, ...]:
    """What tells a part from another: its own words, and how a line is labelled."""
    match part:
        case Line():
            return (part.style, part.label or "", own_words(part)[0])
    return own_words(part)


def own_words(part: Part) -> tuple[str, ...]:
    """The words of a part itself, cell by cell or line by line."""
    match part:
        case Section():
            return (f"{part.text} {part.aside}".strip(),)
        case Line():
            return (part.text,)
        case Column():
            return (part.title,)
        case Row():
            return tuple(" ".join((cell or "").split()) for cell in part.cells)
        case GroupRow():
            return (part.number, part.text)
        case Annex():
            return (part.label, " ".join(part.title), part.reference)
        case Decision():
            return (" ".join(part.subject), part.authority, part.reference)
        case Signature():
            return (*part.authority, *part.position, part.note, part.name)
    return ()


def shown(part: Part, labels: Mapping[int, str]) -> str:
    """A part's own words for people: a line with its label, a signature line by line, all else on one line."""
    label = (labels.get(part.key, ""),) if isinstance(part, Line) else ()
    joined = "\n" if isinstance(part, Signature) else " " if label else " | "
    return joined.join(filter(None, (*label, *own_words(part))))


def shown_whole(part: Part, labels: Mapping[int, str]) -> str:
    """A part and all that is in it, a line for each."""
    return "\n".join(shown(each, labels) for each in _with_all_inside(part))


def _with_all_inside(part: Part) -> Iterator[Part]:
    yield part
    yield from (found.part for found in places(part))


def labels_of(content: PlanContent) -> dict[int, str]:
    """The printed label of every line, by key."""
    owners = (content.decision, *content.annexes)
    lists = (content.opening, content.body, content.closing, *(owner.blocks for owner in owners if owner))
    return {key: label for blocks in lists for key, label in numbered(blocks).items()}


def unmerged(value: Any) -> Any:
    """A content with the words of joined cells in each of them."""
    if isinstance(value, tuple):
        return tuple(map(unmerged, value))
    if isinstance(value, Table):
        told = words_of_rows(value.rows)
        rows = (replace(row, cells=told[row.key]) if isinstance(row, Row) else row for row in value.rows)
        return replace(value, rows=tuple(rows))
    if isinstance(value, PlanContent | Part):
        return replace(value, **{field.name: unmerged(getattr(value, field.name)) for field in fields(value)})
    return value
