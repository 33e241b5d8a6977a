"""The tasks of a plan: a traversal of the value, nothing stored.

What a task does not say itself it takes from what it stands under: the time of a period heading or a "Thời gian" line,
the lead of an "Cơ quan thực hiện" line, the party a heading names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from plans.content import (
    Block,
    ColumnRole,
    Field,
    FieldRole,
    GroupRow,
    Line,
    PlanContent,
    Row,
    Section,
    Span,
    Table,
    TaskItem,
)
from plans.parties import leading_party, names_party, shares
from plans.schedule import Cycle, Schedule, is_period_heading, parse


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task as the plan states it, all words its own. `key` is that of the row, line or heading it is."""

    key: int
    text: str
    number: str = ""
    responsible: str | None = None
    coordinating: str | None = None
    due: Schedule | None = None
    product: str | None = None
    group: tuple[str, ...] = ()
    """Headings and group rows it stands under, outermost first."""


def cycle_of(content: PlanContent) -> Cycle | None:
    """The calendar or school year that the subject names, else that of the date, else the one the bases name most."""
    if named := Cycle.from_text(content.title):
        return named
    years = Counter(
        int(year) for basis in (*content.opening, *content.closing) for year in re.findall(r"năm (\d{4})", basis.text)
    )
    if content.head.issued_on.year is not None:
        return Cycle.calendar(content.head.issued_on.year)
    return Cycle.calendar(years.most_common(1)[0][0]) if years else None


def tasks(content: PlanContent) -> tuple[Task, ...]:
    """Every task in reading order, of the body and of the annexes."""
    found = list(_below(content.body, ()))
    for annex in content.annexes:
        found.extend(_below(annex.blocks, ()))
    return tuple(found)


def _below(blocks: tuple[Block, ...], above: tuple[Line, ...]) -> Iterator[Task]:
    for block in blocks:
        if isinstance(block, Table):
            if block.holds_tasks:
                yield from _rows(block, above)
            continue
        if isinstance(block, TaskItem):
            yield _prose_task(block, above)
        elif isinstance(block, Section) and block.is_task:
            yield _heading_task(block, above)
        yield from _below(block.blocks, (*above, block))


def _group(above: tuple[Line, ...]) -> tuple[str, ...]:
    return tuple(line.text.strip(" .:") for line in above if isinstance(line, Section) or is_period_heading(line.text))


# --- prose ----------------------------------------------------------------------------------------------------------


def _prose_task(task: TaskItem, above: tuple[Line, ...]) -> Task:
    lead, support = _parties_above((*above, task))
    return Task(
        key=task.key,
        text=(task.action or Span(0, len(task.text))).of(task.text),
        responsible=task.responsible.of(task.text) if task.responsible else lead,
        coordinating=task.coordinating.of(task.text) if task.coordinating else support,
        due=parse(task.due.of(task.text)) if task.due else _time_above((*above, task)),
        group=_group(above),
    )


def _heading_task(section: Section, above: tuple[Line, ...]) -> Task:
    lead, support = _parties_above((*above, section))
    if lead is None and section.blocks and isinstance(first := section.blocks[0], Line):
        party = leading_party(first.text)
        lead = party.of(first.text) if party else None
    return Task(
        key=section.key,
        text=section.text.strip(" :"),
        responsible=lead,
        coordinating=support,
        due=_time_above((*above, section)),
        group=_group(above),
    )


def _fields(line: Line, role: FieldRole) -> Iterator[Field]:
    """Fields of a role that describe a line: right below it, or within another field of it."""
    for block in line.blocks:
        if isinstance(block, Field):
            if block.role is role:
                yield block
            yield from _fields(block, role)


def _value(field: Field) -> str:
    """What a field says, on its own line or in the lines below it."""
    if field.words.strip():
        return field.words.strip()
    return "; ".join(
        block.text.rstrip(" .;") for block in field.blocks if isinstance(block, Line) and not isinstance(block, Field)
    )


def _time_above(above: tuple[Line, ...]) -> Schedule | None:
    for line in reversed(above):
        for field in _fields(line, FieldRole.TIME):
            if value := _value(field):
                return parse(value.rstrip(" ."))
        if is_period_heading(line.text):
            return parse(line.text.strip(" :."))
    return None


def _parties_above(above: tuple[Line, ...]) -> tuple[str | None, str | None]:
    for line in reversed(above):
        leads = [value for field in _fields(line, FieldRole.LEAD) if (value := _value(field))]
        supports = [value for field in _fields(line, FieldRole.SUPPORT) if (value := _value(field))]
        if leads:
            words = leads[0]
            found = shares(words)
            support = found.support.of(words) if found.support else None
            return found.lead.of(words), supports[0].rstrip(" .;") if supports else support
        if isinstance(line, Section) and names_party(line.text):
            return line.text.strip(" .:"), None
    return None, None


# --- tables ---------------------------------------------------------------------------------------------------------


_NO_TASK = re.compile(r"\(?\d{1,2}\)?$|(?:Tổng )?[Cc]ộng\b|Tổng số\b")
"""Numbers of columns, and totals."""


def _rows(table: Table, above: tuple[Line, ...]) -> Iterator[Task]:
    group: GroupRow | None = None
    carried: list[str | None] = [None] * len(table.columns)
    time_leads = table.columns[0].role is ColumnRole.TIME
    for row in table.rows:
        if isinstance(row, GroupRow):
            group = row
            carried = [None] * len(table.columns)
            continue
        carried = [
            above_cell if cell is None or (position == 0 and time_leads and not cell) else cell
            for position, (cell, above_cell) in enumerate(zip(row.cells, carried, strict=True))
        ]
        if task := _row_task(table, row, carried, group, above):
            yield task


def _row_task(
    table: Table, row: Row, cells: list[str | None], group: GroupRow | None, above: tuple[Line, ...]
) -> Task | None:
    def words(role: ColumnRole) -> str | None:
        """What stands in the columns of a role; several bodies in several columns are one list."""
        found = [cell for cell, column in zip(cells, table.columns, strict=True) if column.role is role and cell]
        return "; ".join(found) or None

    content = table.index_of(ColumnRole.CONTENT)
    text = words(ColumnRole.CONTENT)
    if text is None or content is None or row.cells[content] is None or _NO_TASK.match(text):
        return None
    due_words = words(ColumnRole.TIME)
    time = table.index_of(ColumnRole.TIME)
    if due_words and due_words.isdigit() and time is not None and table.columns[time].title.strip().lower() == "tháng":
        due_words = f"Tháng {due_words}"
    due = parse(due_words) if due_words else None
    if due is None and group and is_period_heading(group.text):
        due = parse(group.text)
    elif due is None and table.index_of(ColumnRole.TIME) is None:
        due = _time_above(above)
    return Task(
        key=row.key,
        text=text,
        number=words(ColumnRole.NUMBER) or "",
        responsible=words(ColumnRole.LEAD),
        coordinating=words(ColumnRole.SUPPORT),
        due=due,
        product=words(ColumnRole.PRODUCT),
        group=(*_group(above), *((group.text,) if group else ())),
    )
