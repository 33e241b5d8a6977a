"""Edits of what stands where: inserting, moving, indenting, deleting."""

from dataclasses import dataclass, replace
from typing import Literal

from plans.content import Annex, Column, Decision, LabelStyle, Line, Part, PlanContent, Table
from plans.edits.accepted import ensure_accepted
from plans.edits.errors import ImpossibleEditError, StaleEditError
from plans.edits.lines import LineKind, new_line
from plans.edits.tree import Found, NewKeys, edited, find_part, places, with_list, with_new_keys
from plans.edits.typed import one_line

FrameList = Literal["opening", "body", "closing", "signatures", "annexes"]


_OPEN_LISTS = ("opening", "body", "closing", "signatures", "annexes", "blocks", "rows")
"""Lists that take new parts; the others are edited as a whole, or by edits of their own."""


@dataclass(frozen=True)
class After:
    """The place after the part with this key."""

    key: int


@dataclass(frozen=True)
class First:
    """The place before all others in a list of the plan, or in the part with this key."""

    within: int | FrameList


@dataclass(frozen=True)
class Last:
    """The place after all others in a list of the plan, or in the part with this key."""

    within: int | FrameList


Place = After | First | Last


@dataclass(frozen=True)
class Slot:
    """A place between the parts of a list."""

    above: tuple[Part, ...]
    within: str
    siblings: tuple[Part, ...]
    position: int

    @property
    def owner(self) -> Part | None:
        """The part whose list it is; None for a list of the plan itself."""
        return self.above[-1] if self.above else None

    def filled(self, content: PlanContent, part: Part, last_key: int) -> PlanContent:
        """The content with a new part in this place; raises ImpossibleEditError where it may not stand."""
        ensure_accepted(part, self.within)
        siblings = (*self.siblings[: self.position], part, *self.siblings[self.position :])
        return replace(with_list(content, self.owner, self.within, siblings), last_key=last_key)


def slot_of(content: PlanContent, place: Place) -> Slot:
    """The place in the content; raises MissingPartError, or ImpossibleEditError where nothing can be put."""
    if isinstance(place, After):
        found = find_part(content, place.key)
        if found.within not in _OPEN_LISTS:
            raise _no_place()
        siblings = found.siblings(content)
        return Slot(found.above, found.within, siblings, siblings.index(found.part) + 1)
    if isinstance(place.within, str):
        above: tuple[Part, ...] = ()
        name, siblings = str(place.within), getattr(content, place.within)
    else:
        found = find_part(content, place.within)
        above, (name, siblings) = (*found.above, found.part), _children(found)
    return Slot(above, name, siblings, 0 if isinstance(place, First) else len(siblings))


def _children(found: Found) -> tuple[str, tuple[Part, ...]]:
    part = found.part
    if isinstance(part, Table):
        return "rows", part.rows
    if isinstance(part, Annex | Decision | Line) and found.within not in ("opening", "closing"):
        return "blocks", part.blocks
    raise _no_place()


def _no_place() -> ImpossibleEditError:
    return ImpossibleEditError("Không thêm được vào vị trí này. Hãy chọn vị trí khác trong phần nội dung.")


@dataclass(frozen=True, kw_only=True)
class InsertLine:
    """A new line, marked by its words; without a style it takes that of the line beside it."""

    place: Place
    kind: LineKind
    text: str
    style: LabelStyle | None = None

    def applied_to(self, content: PlanContent) -> PlanContent:
        slot, new_key = slot_of(content, self.place), NewKeys(content)
        line = new_line(
            self.kind,
            {
                "key": new_key(),
                "version": 1,
                "style": self.style or _style_beside(slot),
                "label": None,
                "text": one_line(self.text),
                "blocks": (),
            },
            slot.above,
        )
        return slot.filled(content, line, new_key.last)


@dataclass(frozen=True, kw_only=True)
class InsertPart:
    """A part of another content, with all that is in it, under new keys."""

    place: Place
    part: Part

    def applied_to(self, content: PlanContent) -> PlanContent:
        slot, new_key = slot_of(content, self.place), NewKeys(content)
        return slot.filled(content, with_new_keys(self.part, new_key), new_key.last)


def _style_beside(slot: Slot) -> LabelStyle:
    beside = slot.siblings[max(slot.position - 1, 0)] if slot.siblings else None
    return beside.style if isinstance(beside, Line) else LabelStyle.NONE


@dataclass(frozen=True, kw_only=True)
class MoveUp:
    """A part in front of the one before it in its list."""

    key: int

    def applied_to(self, content: PlanContent) -> PlanContent:
        return _moved(content, self.key, -1)


@dataclass(frozen=True, kw_only=True)
class MoveDown:
    """A part behind the one after it in its list."""

    key: int

    def applied_to(self, content: PlanContent) -> PlanContent:
        return _moved(content, self.key, 1)


def _moved(content: PlanContent, key: int, step: int) -> PlanContent:
    found = _movable(content, key)
    siblings = list(found.siblings(content))
    position = siblings.index(found.part)
    if not 0 <= position + step < len(siblings):
        side = "đầu" if step < 0 else "cuối"
        raise ImpossibleEditError(
            f"Phần này đã ở {side} danh sách. Muốn đưa sang mục khác, hãy lùi ra ngoài rồi chuyển tiếp."
        )
    siblings.insert(position + step, siblings.pop(position))
    return with_list(content, found.owner, found.within, tuple(siblings))


@dataclass(frozen=True, kw_only=True)
class Indent:
    """A part as the last below the line before it."""

    key: int

    def applied_to(self, content: PlanContent) -> PlanContent:
        found = find_part(content, self.key)
        siblings = found.siblings(content) if found.within in ("body", "blocks") else ()
        position = siblings.index(found.part) if siblings else 0
        before = siblings[position - 1] if position else None
        if not isinstance(before, Line):
            raise ImpossibleEditError(
                "Phía trước không có dòng nào để đưa phần này vào. Hãy chuyển phần này xuống dưới dòng sẽ chứa nó."
            )
        parent = edited(before, blocks=(*before.blocks, found.part))
        return with_list(
            content, found.owner, found.within, (*siblings[: position - 1], parent, *siblings[position + 1 :])
        )


@dataclass(frozen=True, kw_only=True)
class Outdent:
    """A part right behind the line it stands under; what follows it under that line stays there."""

    key: int

    def applied_to(self, content: PlanContent) -> PlanContent:
        found = find_part(content, self.key)
        if not isinstance(found.owner, Line):
            raise ImpossibleEditError("Phần này đã ở ngoài cùng. Hãy dùng nút chuyển lên, chuyển xuống.")
        outer = find_part(content, found.owner.key)
        ensure_accepted(found.part, outer.within)
        siblings = outer.siblings(content)
        position = siblings.index(found.owner)
        left = edited(found.owner, blocks=tuple(block for block in found.owner.blocks if block is not found.part))
        return with_list(
            content, outer.owner, outer.within, (*siblings[:position], left, found.part, *siblings[position + 1 :])
        )


def versions_of(part: Part) -> tuple[int, ...]:
    """The versions of a part and of all that is in it, in reading order: they tell of any edit inside."""
    return (part.version, *(found.part.version for found in places(part)))


@dataclass(frozen=True, kw_only=True)
class Delete:
    """A part with all that is in it; `versions` are its `versions_of`, so that no fresh edit is lost with it."""

    key: int
    versions: tuple[int, ...]

    def applied_to(self, content: PlanContent) -> PlanContent:
        found = _movable(content, self.key)
        if versions_of(found.part) != self.versions:
            raise StaleEditError(found.part)
        left = tuple(part for part in found.siblings(content) if part is not found.part)
        return with_list(content, found.owner, found.within, left)


def _movable(content: PlanContent, key: int) -> Found:
    """The part; raises ImpossibleEditError for the columns of a table and the decision, which stay where they are."""
    found = find_part(content, key)
    if isinstance(found.part, Column):
        raise ImpossibleEditError("Không chuyển hoặc xóa riêng một cột được. Hãy sửa tên cột, hoặc lập bảng mới.")
    if isinstance(found.part, Decision):
        raise ImpossibleEditError("Không chuyển hoặc xóa quyết định ban hành được. Hãy sửa nội dung của quyết định.")
    return found
