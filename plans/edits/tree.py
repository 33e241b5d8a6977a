"""A plan as a tree of parts: finding a part, putting another in its place."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from plans.content import Part, PlanContent, Table
from plans.edits.errors import ImpossibleEditError, MissingPartError, StaleEditError
from plans.edits.merged_cells import settled

P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Found:
    """A part where it stands: `above` are the parts around it, outermost first; `within` names the list it is in."""

    part: Part
    above: tuple[Part, ...]
    within: str

    @property
    def owner(self) -> Part | None:
        """The part whose list it is in; None for a list of the plan itself."""
        return self.above[-1] if self.above else None

    def siblings(self, content: PlanContent) -> tuple[Part, ...]:
        """The list it is in."""
        siblings: tuple[Part, ...] = getattr(self.owner or content, self.within)
        return siblings


def places(owner: PlanContent | Part, above: tuple[Part, ...] = ()) -> Iterator[Found]:
    """Every part inside, of any kind."""
    for field in fields(owner):
        value = getattr(owner, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Part):
                yield Found(part, above, field.name)
                yield from places(part, (*above, part))


def find_part(content: PlanContent, key: int) -> Found:
    """The part with this key and where it stands; raises MissingPartError."""
    for found in places(content):
        if found.part.key == key:
            return found
    raise MissingPartError


def part_at(content: PlanContent, key: int, version: int, kind: type[P]) -> P:
    """The part to be edited; raises MissingPartError, StaleEditError, or ImpossibleEditError if it is no such part."""
    part = find_part(content, key).part
    if part.version != version:
        raise StaleEditError(part)
    if not isinstance(part, kind):
        raise ImpossibleEditError("Không sửa được phần này bằng biểu mẫu đang dùng. Hãy mở lại kế hoạch rồi sửa lại.")
    return part


def edited(part: P, **changes: Any) -> P:
    """The part with its fields changed, one version on."""
    return replace(part, version=part.version + 1, **changes)


def with_part(content: PlanContent, new: Part) -> PlanContent:
    """The content with another part in place of the one that has its key."""
    changed: PlanContent = _with_part(content, new)
    return changed


def _with_part(value: Any, new: Part) -> Any:
    if isinstance(value, tuple):
        return tuple(_with_part(inner, new) for inner in value)
    if isinstance(value, Part) and value.key == new.key:
        return new
    if isinstance(value, PlanContent | Part):
        return replace(value, **{field.name: _with_part(getattr(value, field.name), new) for field in fields(value)})
    return value


def with_list(content: PlanContent, owner: Part | None, name: str, parts: tuple[Part, ...]) -> PlanContent:
    """The content with another list of this name in a part, or in the plan itself."""
    changes: dict[str, Any] = {name: parts}
    if owner is None:
        return replace(content, **changes)
    if isinstance(owner, Table):
        changes = {name: settled(owner.rows, parts)}
    return with_part(content, edited(owner, **changes))


class NewKeys:
    """Keys for new parts, each higher than any ever given in the plan."""

    def __init__(self, content: PlanContent) -> None:
        self.last = content.last_key

    def __call__(self) -> int:
        self.last += 1
        return self.last


def with_new_keys(value: Any, new_key: NewKeys) -> Any:
    """A part, or a list of parts, and all that is inside as new ones."""
    if isinstance(value, tuple):
        return tuple(with_new_keys(each, new_key) for each in value)
    if not isinstance(value, Part):
        return value
    value = replace(value, key=new_key(), version=1)
    return replace(value, **{field.name: with_new_keys(getattr(value, field.name), new_key) for field in fields(value)})
