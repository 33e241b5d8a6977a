"""Edits of a table of criteria: each gives the table as it is afterwards.

Nothing that somebody typed is overwritten unseen. An edit of a part names the `version` that it was made from; what has
no version (settings, classes, conditions) is named by the mark of what was seen (`mark_of`). Where the table has moved
on, StaleEditError says so. Adding and moving overwrite no words and need no version; deleting names the versions of all
it takes away (`versions_of`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from scoring.criteria import Ancestors, Condition, Criteria, Criterion, Group, Node, walk


class EditError(ValueError):
    """An edit that cannot be made; the message tells the person who made it what to do."""


class MissingPartError(EditError):
    """The group or criterion is no longer in the table."""

    def __init__(self) -> None:
        super().__init__(
            "Dòng này không còn trong bảng, có thể đã được người khác xóa. Hãy sao chép nội dung vừa nhập, mở lại bảng "
            "rồi thêm vào chỗ thích hợp."
        )


class StaleEditError(EditError):
    """Somebody changed meanwhile what the edit was made from."""

    def __init__(self) -> None:
        super().__init__(
            "Phần này vừa được sửa ở nơi khác sau khi bạn mở. Hãy đối chiếu bản hiện nay với bản của bạn, rồi lưu lại."
        )


class ImpossibleEditError(EditError):
    """The edit makes no sense in this place."""


@dataclass(frozen=True)
class Found:
    """A part where it stands."""

    node: Node
    above: Ancestors

    @property
    def owner(self) -> Group | None:
        """The group it is in; None at the top."""
        return self.above[-1] if self.above else None

    @property
    def inside(self) -> int | None:
        """The key of that group."""
        return self.owner.key if self.owner else None

    def siblings(self, criteria: Criteria) -> tuple[Node, ...]:
        """The list it is in."""
        return self.owner.nodes if self.owner else criteria.nodes


def find(criteria: Criteria, key: int) -> Found:
    """The group or criterion with this key; raises MissingPartError."""
    for node, above in walk(criteria):
        if node.key == key:
            return Found(node, above)
    raise MissingPartError


def changed(criteria: Criteria, key: int, version: int, **fields: Any) -> Criteria:
    """The words, points or rule of a part. Raises MissingPartError, StaleEditError."""
    node = find(criteria, key).node
    if node.version != version:
        raise StaleEditError
    edited = replace(node, **fields)
    return criteria if edited == node else _with(criteria, replace(edited, version=node.version + 1))


def replaced(before: Criteria, after: Criteria) -> Criteria:
    """A whole table in the place of another: what stays as it was keeps its version, what changed counts on from it.

    Parts are told by their keys, of which none is ever given again.
    """
    known = {part.key: part for part in parts(before)}

    def versioned(part: Any) -> Any:
        if isinstance(part, Group):
            part = replace(part, nodes=tuple(map(versioned, part.nodes)))
        old = known.get(part.key)
        if old is None:
            return replace(part, version=1)
        same = _by_itself(replace(part, version=old.version)) == _by_itself(old)
        return replace(part, version=old.version if same else old.version + 1)

    return replace(
        after,
        nodes=tuple(map(versioned, after.nodes)),
        pending=tuple(map(versioned, after.pending)),
        excluded=tuple(map(versioned, after.excluded)),
        last_key=max(before.last_key, after.last_key),
    )


def parts(criteria: Criteria) -> tuple[Node | Condition, ...]:
    """All that has a key."""
    return (*(node for node, _ in walk(criteria)), *criteria.pending, *criteria.excluded)


def _by_itself(part: Any) -> Any:
    """Without what stands below it."""
    return replace(part, nodes=()) if isinstance(part, Group) else part


def added(criteria: Criteria, node: Node, *, inside: int | None, after: int | None = None) -> Criteria:
    """A new part, whose key is given here: last in a group (None: in the table), or behind another part of it.

    Raises MissingPartError, ImpossibleEditError.
    """
    new = replace(node, key=criteria.next_key, version=1)
    grown = replace(criteria, last_key=new.key)
    nodes = _list(grown, inside)
    at = next((place for place, each in enumerate(nodes, 1) if each.key == after), len(nodes))
    return _with_list(grown, inside, (*nodes[:at], new, *nodes[at:]))


def moved(criteria: Criteria, key: int, steps: int) -> Criteria:
    """A part so many places down among its own (up: fewer than 0); as it is where there is no room."""
    found = find(criteria, key)
    nodes = list(found.siblings(criteria))
    at = nodes.index(found.node)
    to = min(max(at + steps, 0), len(nodes) - 1)
    if to == at:
        return criteria
    nodes.insert(to, nodes.pop(at))
    return _with_list(criteria, found.inside, tuple(nodes))


def placed(criteria: Criteria, key: int, inside: int | None) -> Criteria:
    """A part at the end of another group, or of the table. Raises MissingPartError, ImpossibleEditError."""
    found = find(criteria, key)
    if found.inside == inside:
        return criteria
    if inside is not None:
        target = find(criteria, inside)
        if key == inside or any(group.key == key for group in target.above):
            raise ImpossibleEditError("Không chuyển được một nhóm vào chính nó. Hãy chọn nhóm khác.")
    without_it = _with_list(
        criteria,
        found.inside,
        tuple(each for each in found.siblings(criteria) if each.key != key),
    )
    return _with_list(without_it, inside, (*_list(without_it, inside), found.node))


def deleted(criteria: Criteria, key: int, seen: str) -> Criteria:
    """The table without a part and all below it; `seen` is what `versions_of` gave. Raises as `changed` does."""
    found = find(criteria, key)
    if versions_of(found.node) != seen:
        raise StaleEditError
    rest = tuple(each for each in found.siblings(criteria) if each.key != key)
    return _with_list(criteria, found.inside, rest)


def versions_of(node: Node) -> str:
    """Names the state of a part and of all below it."""
    return mark_of(node)


def with_frame(criteria: Criteria, names: Sequence[str], seen: str, **fields: Any) -> Criteria:
    """The settings of the table by their names; `seen` is the mark of what they were. Raises StaleEditError."""
    if mark_of(frame(criteria, names)) != seen:
        raise StaleEditError
    return replace(criteria, **fields)


def frame(criteria: Criteria, names: Sequence[str]) -> tuple[Any, ...]:
    """What the table says under these names."""
    return tuple(getattr(criteria, name) for name in names)


def with_conditions(
    criteria: Criteria, seen: str, *, pending: Sequence[str], excluded: Sequence[str]
) -> Criteria:  # fmt: skip
    """The conditions by their words; those that stay keep their keys. Raises StaleEditError."""
    known = {condition.text: condition for condition in (*criteria.pending, *criteria.excluded)}
    last = criteria.last_key

    def made(texts: Sequence[str]) -> tuple[Condition, ...]:
        nonlocal last
        conditions = []
        for text in texts:
            kept = known.pop(text, None)
            if kept is None:
                last += 1
                kept = Condition(key=last, text=text)
            conditions.append(kept)
        return tuple(conditions)

    before, after = made(pending), made(excluded)
    return with_frame(criteria, CONDITIONS, seen, pending=before, excluded=after, last_key=last)


CONDITIONS = ("pending", "excluded")


def mark_of(value: object) -> str:
    """A short mark that changes with the value."""
    return sha256(repr(value).encode()).hexdigest()[:20]


def _list(criteria: Criteria, inside: int | None) -> tuple[Node, ...]:
    if inside is None:
        return criteria.nodes
    group = find(criteria, inside).node
    if isinstance(group, Criterion):
        raise ImpossibleEditError("Tiêu chí không chứa dòng khác. Hãy chọn một nhóm.")
    return group.nodes


def _with_list(criteria: Criteria, inside: int | None, nodes: tuple[Node, ...]) -> Criteria:
    if inside is None:
        return replace(criteria, nodes=nodes)
    group = find(criteria, inside).node
    assert isinstance(group, Group)
    return _with(criteria, replace(group, nodes=nodes, version=group.version + 1))


def _with(criteria: Criteria, new: Node) -> Criteria:
    return replace(criteria, nodes=tuple(_replaced(node, new) for node in criteria.nodes))


def _replaced(node: Node, new: Node) -> Node:
    if node.key == new.key:
        return new
    if isinstance(node, Group):
        return replace(node, nodes=tuple(_replaced(inner, new) for inner in node.nodes))
    return node
