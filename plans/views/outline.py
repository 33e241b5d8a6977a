"""All parts of a plan in reading order, as the page of all parts lists them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from textwrap import shorten
from typing import Any

from plans.content import Annex, Column, ColumnRole, Decision, GroupRow, Line, Part, PlanContent, Row, Table
from plans.edits import Title
from plans.forms.editing.names import kind_of, words_of
from plans.labels import numbered
from plans.models import Plan
from plans.schedule import Cycle, Kind, Schedule
from plans.tasks import Task, cycle_of, tasks

_LONGEST = 240
_SHORT_NAME = 50
_WAYS = (("up", "len", "Lên"), ("down", "xuong", "Xuống"), ("in", "vao", "Thụt vào"), ("out", "ra", "Thụt ra"))
_IN_FACTS = {ColumnRole.TIME, ColumnRole.LEAD, ColumnRole.SUPPORT}
_WITHOUT_DAYS = {
    Kind.CONTINUOUS: "Thường xuyên",
    Kind.RECURRING: "Định kỳ",
    Kind.DEPENDENT: "Theo việc khác",
    Kind.UNKNOWN: "Chưa hiểu thời gian này",
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One part as a line of the page, with what can be done to it."""

    anchor: str
    kind: str
    text: str = ""
    key: int | None = None
    frame: str = ""
    """Name of the form of a part without a key."""
    depth: int = 0
    label: str = ""
    facts: tuple[str, ...] = ()
    """When and by whom, as understood."""
    doubts: tuple[str, ...] = ()
    lines: tuple[tuple[int, str], ...] = ()
    """Parts that are edited in this one's form, by key."""
    can: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Tells its links from those of the others, for who only hears them."""
        return shorten(" ".join(filter(None, (self.kind.lower(), self.label, self.text))), _SHORT_NAME, placeholder="…")

    @property
    def moving(self) -> list[tuple[str, str]]:
        """The ways it can be moved, each with its button."""
        return [(way, words) for can, way, words in _WAYS if can in self.can]


@dataclass(frozen=True, kw_only=True)
class Group:
    """A stretch of the plan; `first` names the list in which a part can be put before all others."""

    title: str
    entries: list[Entry] = field(default_factory=list)
    first: str = ""
    adds_signature: bool = False


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What is said about the parts, by their keys."""

    tasks: dict[int, Task]
    cycle: Cycle | None
    doubts: dict[int | None, tuple[str, ...]]
    labels: dict[int, str]


def groups(plan: Plan) -> list[Group]:
    """The whole plan."""
    content = plan.value
    known = _known(plan, content)
    found = [Group(title="Phần đầu", entries=list(_front(content, known)))]
    if content.decision:
        found.append(Group(title="Quyết định ban hành", entries=list(_entries(content, "decision", known))))
    for title, name, first in (
        ("Mở đầu", "opening", "mo-dau"), ("Nội dung", "body", "noi-dung"), ("Kết", "closing", "ket"),
    ):  # fmt: skip
        found.append(Group(title=title, entries=list(_entries(content, name, known)), first=first))
    back = [_recipients(content, known), *_entries(content, "signatures", known)]
    found.append(Group(title="Nơi nhận và chữ ký", entries=back, adds_signature=True))
    if content.annexes:
        found.append(Group(title="Phụ lục", entries=list(_entries(content, "annexes", known))))
    return found


def understood(due: Schedule | None, cycle: Cycle | None) -> str:
    """What the words of a time were taken for: "Chậm nhất 09/01/2026", "Thường xuyên"; "" without words."""
    if due is None:
        return ""
    if due.kind in _WITHOUT_DAYS:
        return _WITHOUT_DAYS[due.kind]
    first, last = due.span(cycle).start, due.last_day(cycle)
    if first and last and first > last:
        return "Thời gian này ngược: ngày cuối trước ngày đầu"
    if first and last:
        return f"Từ {_day(first)} đến {_day(last)}"
    if last:
        return f"Chậm nhất {_day(last)}"
    return f"Từ {_day(first)}" if first else "Chưa rõ ngày nào"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def facts_of(task: Task | None, cycle: Cycle | None) -> tuple[str, ...]:
    """When and by whom, in a line each."""
    if task is None:
        return ()
    time = understood(task.due, cycle)
    if task.due and time.lower() != str(task.due).lower():
        time = f"{time} (“{task.due}”)"
    return (
        f"Thời gian: {time or 'chưa ghi'}",
        f"Trách nhiệm: {task.responsible or 'chưa ghi'}",
        *((f"Phối hợp: {task.coordinating}",) if task.coordinating else ()),
    )


def facts_about(content: PlanContent, key: int) -> tuple[str, ...]:
    """When and by whom a task is done; nothing for what is no task."""
    return facts_of(next((task for task in tasks(content) if task.key == key), None), cycle_of(content))


def _known(plan: Plan, content: PlanContent) -> _Known:
    doubts: defaultdict[int | None, tuple[str, ...]] = defaultdict(tuple)
    for doubt in plan.doubts:
        doubts[doubt["key"]] += (doubt["message"],)
    labels = numbered(content.opening) | numbered(content.body) | numbered(content.closing)
    for owner in (*content.annexes, *((content.decision,) if content.decision else ())):
        labels |= numbered(owner.blocks)
    return _Known(
        tasks={task.key: task for task in tasks(content)}, cycle=cycle_of(content), doubts=doubts, labels=labels
    )


def _front(content: PlanContent, known: _Known) -> Iterator[Entry]:
    head, title = content.head, Title.of(content)
    issued = (*head.superior, *head.issuer, f"Số: {head.number or '…'}{head.symbol}", head.place)
    yield Entry(
        anchor="dau-van-ban", frame="dau-van-ban", kind="Đầu văn bản", text=" · ".join(filter(None, issued)),
        doubts=known.doubts.get(None, ()),
    )  # fmt: skip
    yield Entry(
        anchor="trich-yeu", frame="trich-yeu", kind="Tên loại, trích yếu", text=" ".join((title.kind, *title.subject))
    )
    yield Entry(
        anchor="can-cu", frame="can-cu", kind="Căn cứ", lines=tuple((basis.key, basis.text) for basis in content.bases),
        doubts=_doubts_of(content.bases, known), text="" if content.bases else "Chưa có căn cứ nào.",
    )  # fmt: skip


def _recipients(content: PlanContent, known: _Known) -> Entry:
    return Entry(
        anchor="noi-nhan", frame="noi-nhan", kind="Nơi nhận",
        lines=tuple((recipient.key, recipient.text) for recipient in content.recipients),
        doubts=_doubts_of(content.recipients, known), text="" if content.recipients else "Chưa có nơi nhận nào.",
    )  # fmt: skip


def _doubts_of(parts: tuple[Part, ...], known: _Known) -> tuple[str, ...]:
    return tuple(message for part in parts for message in known.doubts.get(part.key, ()))


def _entries(
    owner: Any, within: str, known: _Known, *, above: tuple[Part, ...] = (), root: str = ""
) -> Iterator[Entry]:
    """The parts of a list and all that is below them."""
    value = getattr(owner, within)
    siblings = value if isinstance(value, tuple) else (value,)
    root = root or within
    for position, part in enumerate(siblings):
        yield Entry(
            anchor=f"phan-{part.key}",
            key=part.key,
            kind=kind_of(part, above[-1] if above else None),
            depth=min(len([outer for outer in above if not isinstance(outer, Decision | Annex)]), 5),
            label=_label(part, above, known),
            text=shorten(_text(part, above, known), _LONGEST, placeholder="…"),
            facts=facts_of(known.tasks.get(part.key), known.cycle),
            doubts=(*known.doubts.get(part.key, ()), *_doubts_of(_columns(part), known)),
            lines=tuple((column.key, column.title) for column in _columns(part)),
            can=frozenset(_possible(part, position, siblings, above, root)),
        )
        for inner in ("blocks", "rows"):
            if hasattr(part, inner):
                yield from _entries(part, inner, known, above=(*above, part), root=root)


def _label(part: Part, above: tuple[Part, ...], known: _Known) -> str:
    if isinstance(part, GroupRow):
        return part.number
    if isinstance(part, Row):
        return " ".join(cell for cell, role in _cells(part, above) if role is ColumnRole.NUMBER)
    return known.labels.get(part.key, "")


def _text(part: Part, above: tuple[Part, ...], known: _Known) -> str:
    """The words that neither the label nor the facts say already."""
    if isinstance(part, GroupRow):
        return part.text
    if isinstance(part, Row):
        said = {ColumnRole.NUMBER} | (_IN_FACTS if part.key in known.tasks else set())
        return " | ".join(cell for cell, role in _cells(part, above) if role not in said)
    if isinstance(part, Table):
        return f"{len(part.rows)} dòng; các cột:"
    return words_of(part)


def _cells(row: Row, above: tuple[Part, ...]) -> Iterator[tuple[str, ColumnRole]]:
    """The filled cells, each with the role of its column."""
    for cell, column in zip(row.cells, _columns(above[-1]), strict=True):
        if cell:
            yield cell, column.role


def _columns(part: Part) -> tuple[Column, ...]:
    return part.columns if isinstance(part, Table) else ()


def _possible(
    part: Part, position: int, siblings: tuple[Part, ...], above: tuple[Part, ...], root: str
) -> Iterator[str]:
    """What can be done to a part where it stands; the edits themselves have the last word."""
    in_prose = root in ("opening", "closing")
    if not isinstance(part, Decision):
        yield "delete"
        if position:
            yield "up"
        if position < len(siblings) - 1:
            yield "down"
    if isinstance(part, Line | Table | Row | GroupRow):
        yield "after"
    if isinstance(part, Table | Annex | Decision) or (isinstance(part, Line) and not in_prose):
        yield "inside"
    if isinstance(part, Row | GroupRow) or (isinstance(part, Line) and not in_prose):
        yield "turn"
    if isinstance(part, Line | Table) and not in_prose:
        if position and isinstance(siblings[position - 1], Line):
            yield "in"
        if above and isinstance(above[-1], Line):
            yield "out"
