"""The texts of a plan, each with its place in the value and in words, and how one is rewritten."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from enum import Enum, auto
from itertools import count
from typing import Any

from plans.content import (
    Annex,
    Block,
    Column,
    ColumnRole,
    Decision,
    Duty,
    Field,
    FieldRole,
    Item,
    Line,
    PlanContent,
    Row,
    Section,
    Span,
    Table,
    TaskItem,
    all_blocks,
)

Path = tuple[str | int, ...]
"""Names of fields and positions in tuples, from the content down to a text."""


class Role(Enum):
    """What a text may speak of."""

    NAMES = auto()
    """Bodies and posts only: the head, the signatures."""
    TITLE = auto()
    """A title: a year may stand in it bare ("Chỉ tiêu 2026")."""
    BASIS = auto()
    OPENING = auto()
    """A legal basis may run into it."""
    REFERENCE = auto()
    """To this paper or its decision: "(Kèm theo Kế hoạch số …)"."""
    PROSE = auto()


@dataclass(frozen=True)
class PlanText:
    """A text of the plan. Several lines that are one text (the subject) are joined by line breaks."""

    path: Path
    key: int | None
    place: str
    """In words: "Căn cứ 2", "Bảng, dòng 4, cột Thời gian"."""
    text: str
    role: Role = Role.PROSE
    times: tuple[Span, ...] = ()
    """Where it is known to say when something is due."""


@dataclass(frozen=True)
class Edit:
    """The characters `start` up to, not including, `end` become `words`."""

    start: int
    end: int
    words: str


def rewritten(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, none of which overlap; their places are those before."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.words + text[edit.end :]
    return text


# --- where the texts are --------------------------------------------------------------------------------------------


def texts(content: PlanContent) -> Iterator[PlanText]:
    """Every text that may speak of years, laws or bodies, in reading order; names of persons are not among them."""
    return (text for text in _Reader(content).texts() if text.text.strip())


class _Reader:
    def __init__(self, content: PlanContent) -> None:
        self.content = content
        self._tables = count(1)
        self._has_several_tables = sum(isinstance(block, Table) for block, _ in all_blocks(content)) > 1

    def texts(self) -> Iterator[PlanText]:
        content = self.content
        yield PlanText(("head", "superior"), None, "Cơ quan chủ quản", "\n".join(content.head.superior), Role.NAMES)
        yield PlanText(("head", "issuer"), None, "Cơ quan ban hành", "\n".join(content.head.issuer), Role.NAMES)
        yield PlanText(("subject",), None, "Trích yếu", "\n".join(content.subject), Role.TITLE)
        for i, basis in enumerate(content.bases):
            yield PlanText(("bases", i, "text"), basis.key, f"Căn cứ {i + 1}", basis.text, Role.BASIS)
        if content.decision:
            yield from self._decision(content.decision)
        yield from self._paragraphs("opening", "Mở đầu", content.opening, Role.OPENING)
        yield from self._below(("body",), "", content.body)
        yield from self._paragraphs("closing", "Kết thúc", content.closing, Role.PROSE)
        for i, recipient in enumerate(content.recipients):
            yield PlanText(("recipients", i, "text"), recipient.key, f"Nơi nhận, dòng {i + 1}", recipient.text)
        for i, signature in enumerate(content.signatures):
            for name, lines in (("authority", signature.authority), ("position", signature.position)):
                yield PlanText(("signatures", i, name), signature.key, "Chức vụ người ký", "\n".join(lines), Role.NAMES)
        for i, annex in enumerate(content.annexes):
            yield from self._annex(("annexes", i), annex)

    def _decision(self, decision: Decision) -> Iterator[PlanText]:
        key = decision.key
        subject = "\n".join(decision.subject)
        yield PlanText(("decision", "subject"), key, "Trích yếu của Quyết định", subject, Role.TITLE)
        yield PlanText(("decision", "authority"), key, "Thẩm quyền ban hành", decision.authority, Role.NAMES)
        yield from self._below(("decision", "blocks"), "Quyết định, ", decision.blocks)
        yield PlanText(("decision", "reference"), key, "Dòng “Kèm theo”", decision.reference, Role.REFERENCE)

    def _paragraphs(self, name: str, place: str, items: tuple[Item, ...], role: Role) -> Iterator[PlanText]:
        for i, item in enumerate(items):
            where = place if len(items) == 1 else f"{place}, đoạn {i + 1}"
            yield PlanText((name, i, "text"), item.key, where, item.text, role)

    def _annex(self, path: Path, annex: Annex) -> Iterator[PlanText]:
        name = annex.label or "Phụ lục"
        yield PlanText((*path, "title"), annex.key, f"{name}, tên", "\n".join(annex.title), Role.TITLE)
        yield PlanText((*path, "reference"), annex.key, f"{name}, dòng “Kèm theo”", annex.reference, Role.REFERENCE)
        yield from self._below((*path, "blocks"), f"{name}, ", annex.blocks)

    def _below(self, path: Path, where: str, blocks: tuple[Block, ...]) -> Iterator[PlanText]:
        for i, block in enumerate(blocks):
            if isinstance(block, Table):
                yield from self._table((*path, i), where + self._table_name(), block)
                continue
            role = Role.TITLE if isinstance(block, Section) else Role.PROSE
            place = where + _place(block)
            yield PlanText((*path, i, "text"), block.key, place, block.text, role, _times(block))
            if isinstance(block, Section):
                yield PlanText((*path, i, "aside"), block.key, place, block.aside)
            yield from self._below((*path, i, "blocks"), where, block.blocks)

    def _table_name(self) -> str:
        return f"Bảng {next(self._tables)}" if self._has_several_tables else "Bảng"

    def _table(self, path: Path, place: str, table: Table) -> Iterator[PlanText]:
        for j, column in enumerate(table.columns):
            where = f"{place}, tên cột {j + 1}"
            yield PlanText((*path, "columns", j, "title"), column.key, where, column.title, Role.TITLE)
        for i, row in enumerate(table.rows):
            where = f"{place}, dòng {i + 1}"
            if not isinstance(row, Row):
                yield PlanText((*path, "rows", i, "text"), row.key, where, row.text, Role.TITLE)
                continue
            for j, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
                if cell and column.role is not ColumnRole.NUMBER:
                    times = (Span(0, len(cell)),) if column.role is ColumnRole.TIME else ()
                    cell_place = f"{where}, cột {_name(column, j)}"
                    yield PlanText((*path, "rows", i, "cells", j), row.key, cell_place, cell, times=times)


def _name(column: Column, position: int) -> str:
    return " ".join(column.title.split()) or str(position + 1)


_LONGEST_QUOTE = 60


def _place(line: Line) -> str:
    match line:
        case Section():
            what = "Đề mục"
        case TaskItem():
            what = "Nhiệm vụ"
        case Duty():
            what = "Trách nhiệm"
        case Field():
            what = "Thông tin"
        case _:
            what = "Đoạn"
    words = " ".join(line.text.split())
    if len(words) > _LONGEST_QUOTE:
        words = f"{words[:_LONGEST_QUOTE].rpartition(' ')[0] or words[:_LONGEST_QUOTE]}…"
    return f"{what}: {words}"


def _times(line: Line) -> tuple[Span, ...]:
    match line:
        case TaskItem(due=Span() as due):
            return (due,)
        case Field(role=FieldRole.TIME):
            return (line.value,)
        case _:
            return ()


# --- how one is rewritten -------------------------------------------------------------------------------------------


def at(content: PlanContent, path: Path) -> Any:
    """What stands at a place; lines that are one text come joined."""
    value: Any = content
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return "\n".join(value) if isinstance(value, tuple) else value


def with_value(content: PlanContent, path: Path, value: Any) -> PlanContent:
    """The content with another value at a place."""
    changed: PlanContent = _changed(content, path, lambda _: {path[-1]: value})
    return changed


def with_edits(content: PlanContent, path: Path, edits: Iterable[Edit]) -> PlanContent:
    """The content with the text at a place rewritten; marks on a text stay on their words."""
    edits = tuple(edits)

    def change(holder: Any) -> dict[Any, Any]:
        name = path[-1]
        value = holder[name] if isinstance(name, int) else getattr(holder, name)
        if isinstance(value, tuple):
            return {name: tuple(rewritten("\n".join(value), edits).split("\n"))}
        marks = _marks(holder, edits) if name == "text" else {}
        return {name: rewritten(value, edits), **marks}

    changed: PlanContent = _changed(content, path, change)
    return changed


def _changed(value: Any, path: Path, change: Any) -> Any:
    """The value with what `change` says of the holder of the path's last step."""
    step, *rest = path
    if rest:
        inner = value[step] if isinstance(step, int) else getattr(value, step)
        new: Any = {step: _changed(inner, tuple(rest), change)}
    else:
        new = change(value)
    if isinstance(value, tuple):
        return tuple(new.get(i, item) for i, item in enumerate(value))
    return replace(value, **new)


def _marks(part: Any, edits: tuple[Edit, ...]) -> dict[str, Span]:
    return {
        field.name: _moved(mark, edits) for field in fields(part) if isinstance(mark := getattr(part, field.name), Span)
    }


def _moved(mark: Span, edits: tuple[Edit, ...]) -> Span:
    """The mark on the same words; one that begins or ends inside an edit takes in all of its new words."""

    def moved(place: int, *, is_end: bool) -> int:
        shift = sum(len(edit.words) - (edit.end - edit.start) for edit in edits if edit.end <= place)
        around = next((edit for edit in edits if edit.start < place < edit.end), None)
        if around is None:
            return place + shift
        return around.start + shift + (len(around.words) if is_end else 0)

    return Span(moved(mark.start, is_end=False), moved(mark.end, is_end=True))
