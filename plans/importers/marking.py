"""From the tree of lines to the parts of a plan: tasks, duties, fields of activities, plain text.

What is which is decided in `prose_tasks` and `fields`, and written down in `docs/reading.md`.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypedDict

from plans.content import Block, Duty, Field, FieldRole, Item, LabelStyle, Line, Section, Span, Table, TaskItem, walk
from plans.importers.blocks import RawTable
from plans.importers.fields import ACTION, describe_activity, field_of, heading_is_task, is_event
from plans.importers.outline import Node
from plans.importers.prose_tasks import is_organising, task_marks
from plans.importers.tables import understand
from plans.labels import computed_core
from plans.marks import own_deadline
from plans.parties import leading_party, names_party

NewKey = Callable[[], int]

_LEADS_OR_SUPPORTS = re.compile(r"[\s,]*(?:là cơ quan\s+)?(?:chủ trì|phối hợp)\b")
_NUMBERED = (LabelStyle.ARABIC, LabelStyle.DECIMAL)


class _LineParts(TypedDict):
    key: int
    style: LabelStyle
    label: str | None
    text: str
    blocks: tuple[Block, ...]


def mark(roots: list[Node | RawTable], new_key: NewKey) -> tuple[Block, ...]:
    """The blocks of a body or an annex."""
    return _Marker(new_key).blocks(roots, ())


def has_tasks(blocks: tuple[Block, ...]) -> bool:
    """Whether any of the blocks or what is below them is a task."""
    return any(
        isinstance(block, TaskItem)
        or (isinstance(block, Table) and block.holds_tasks)
        or (isinstance(block, Section) and block.is_task)
        for block, _ in walk(blocks)
    )


def with_duties_as_tasks(blocks: tuple[Block, ...], *, under_party: bool = False) -> tuple[Block, ...]:
    """The blocks of a plan that assigns work only by party: its listed duties are its tasks."""
    return tuple(_with_duties_as_tasks(block, under_party=under_party) for block in blocks)


def _with_duties_as_tasks(block: Block, *, under_party: bool) -> Block:
    if not isinstance(block, Line):
        return block
    inside = under_party or (isinstance(block, Section) and names_party(block.text))
    below = with_duties_as_tasks(block.blocks, under_party=inside)
    listed = block.style in (LabelStyle.DASH, LabelStyle.PLUS, LabelStyle.LETTER)
    if isinstance(block, Duty) and under_party and listed:
        return TaskItem(**_parts(replace(block, blocks=below)))
    return replace(block, blocks=below)


class _Marker:
    """Walks the trees with what stands above in view; keys are given in reading order."""

    def __init__(self, new_key: NewKey) -> None:
        self.new_key = new_key

    def blocks(self, nodes: list[Node | RawTable], above: tuple[Node, ...]) -> tuple[Block, ...]:
        marked: list[Block] = []
        ordinals: dict[LabelStyle, int] = {}
        number = next((node.label.core for node in reversed(above) if node.label and node.style in _NUMBERED), "")
        fields = _Fields(nodes, above)
        for node in nodes:
            if isinstance(node, RawTable):
                marked.append(understand(node, self.new_key))
                continue
            ordinals[node.style] = ordinals.get(node.style, 0) + 1
            marked.append(self._line(node, fields, above, _other_label(node, ordinals[node.style], number)))
        return _with_plain_activities(marked)

    def _line(self, node: Node, fields: "_Fields", above: tuple[Node, ...], label: str | None) -> Block:
        key = self.new_key()
        below = self.blocks(node.children, (*above, node))
        parts: _LineParts = {"key": key, "style": node.style, "label": label, "text": node.text, "blocks": below}
        if node.heading:
            return Section(**parts, aside=node.aside, is_task=heading_is_task(node))
        if field := field_of(node, describing=fields.describing):
            return _marked_field(parts, *field, content_is_work=fields.content_is_work)
        if marks := task_marks(node, above):
            return TaskItem(
                **parts,
                action=marks.action,
                due=marks.due,
                responsible=marks.responsible,
                coordinating=marks.coordinating,
            )
        if is_organising(above):
            party = leading_party(node.text)
            if party or any(part.heading and names_party(part.text) for part in above):
                return Duty(**parts, party=party)
        return Item(**parts)


def _parts(line: Line) -> _LineParts:
    return {"key": line.key, "style": line.style, "label": line.label, "text": line.text, "blocks": line.blocks}


def _other_label(node: Node, ordinal: int, above: str) -> str | None:
    """The written label where it differs from the computed one."""
    if node.label is None or node.style in (LabelStyle.DASH, LabelStyle.STAR):
        return None
    try:
        computed = computed_core(node.style, ordinal, above)
    except ValueError:  # the letters of the alphabet are used up
        return node.label.core
    return None if node.label.core == computed else node.label.core


def _with_plain_activities(blocks: list[Block]) -> tuple[Block, ...]:
    """Among headings that are mostly activities with fields, one that names an action without fields is a task too."""
    sections = [block for block in blocks if isinstance(block, Section)]
    active = {
        section.key for section in sections if section.is_task or any(isinstance(b, Field) for b in section.blocks)
    }
    if len(active) < 2 or len(active) * 2 <= len(sections):
        return tuple(blocks)
    return tuple(_as_plain_activity(block, active) for block in blocks)


def _as_plain_activity(block: Block, active: set[int]) -> Block:
    if not isinstance(block, Section) or block.key in active or has_tasks(block.blocks) or not ACTION.match(block.text):
        return block
    return replace(block, is_task=True)


# --- fields ---------------------------------------------------------------------------------------------------------


class _Fields:
    """What the fields of a list of lines are about."""

    def __init__(self, nodes: list[Node | RawTable], above: tuple[Node, ...]) -> None:
        activity = above[-1] if above else None
        self.describing = describe_activity(nodes)
        self.content_is_work = (
            self.describing and activity is not None and not heading_is_task(activity) and not is_event(activity)
        )


def _marked_field(parts: _LineParts, role: FieldRole, value: Span, *, content_is_work: bool) -> Block:
    text, below = parts["text"], parts["blocks"]
    told_inline = bool(value.of(text).strip())
    is_work = role is FieldRole.ASSIGNMENT or (role is FieldRole.CONTENT and content_is_work)
    if is_work and told_inline:
        party = leading_party(text, value.start) if role is FieldRole.ASSIGNMENT else None
        return TaskItem(**parts, action=value, due=own_deadline(text), responsible=party)
    if is_work:
        below = tuple(map(_as_task, below))
    elif role is FieldRole.LEAD and not told_inline:
        below = tuple(map(_as_own_task, below))
    parts["blocks"] = below
    return Field(**parts, role=role, value=value)


def _as_task(block: Block) -> Block:
    if not isinstance(block, Item | Duty):
        return block
    return TaskItem(**_parts(block), responsible=leading_party(block.text), due=own_deadline(block.text))


def _as_own_task(block: Block) -> Block:
    """A body in a list of leads, as a task where its own work is told with it."""
    if not isinstance(block, Item | Duty):
        return block
    party = leading_party(block.text)
    if party is None or _LEADS_OR_SUPPORTS.match(block.text[party.end :]):
        return block
    return TaskItem(**_parts(block), action=Span(party.end + 1, len(block.text)), responsible=party)
