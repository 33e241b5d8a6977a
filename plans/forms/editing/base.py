"""What every form of a part has."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from textwrap import shorten
from typing import Any, Generic, TypeVar

from django import forms

from plans.content import Part, PlanContent
from plans.edits import Edit, find_part
from plans.forms.editing.names import kind_of

P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Shown:
    """One field as it stands in the plan: for reading beside what somebody typed."""

    label: str
    words: str
    differs: bool


def mark_of(value: object) -> str:
    """A short mark that changes with the value: for what has no version."""
    return sha256(repr(value).encode()).hexdigest()[:20]


class EditForm(forms.Form):
    """A form of one part of a plan, filled with what stands there now."""

    title: str
    """What is edited, as a heading and in the history: "Nhiệm vụ"."""
    anchor: str
    """Where the part stands on the page of all parts."""
    keys: tuple[int | None, ...] = ()
    """The parts it is about, None for the paper as a whole: for the doubts of the reader."""
    seen: str
    """Names the state of the part that the form shows."""
    back: str
    """Where on that page to go after it is saved; "" for the part that is new."""
    about: str = ""
    """The part's first words."""

    def edits(self, seen: str) -> tuple[Edit, ...]:
        """The edits that the typing makes of the part as it was `seen`; for a valid form."""
        raise NotImplementedError

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to save."""
        return self.has_changed() or not self.fields

    @property
    def what(self) -> str:
        """For the history: "Nhiệm vụ: Xây dựng tiêu chí chấm điểm"."""
        return ": ".join(filter(None, (self.title, shorten(self.about, 80, placeholder="…"))))

    def as_it_stands(self) -> list[Shown]:
        """Every field as it is in the plan, whatever was typed."""
        return [
            Shown(str(bound.label), _in_words(bound), differs=name in self.changed_data)
            for name, bound in ((name, self[name]) for name in self.fields)
        ]


def _in_words(bound: forms.BoundField) -> str:
    initial = bound.initial
    if isinstance(bound.field, forms.BooleanField):
        return "Có" if initial else "Không"
    if isinstance(bound.field, forms.ChoiceField):
        return str(dict(bound.field.choices).get(initial, initial))  # type: ignore[arg-type]
    return str(initial or "")


class PartForm(EditForm, Generic[P]):
    """A form of a part that has a key and a version."""

    part: P

    def __init__(self, data: Mapping[str, Any] | None = None, *, content: PlanContent, key: int) -> None:
        found = find_part(content, key)
        self.part: P = found.part  # type: ignore[assignment]
        self.content = content
        super().__init__(data, initial=self.initial_of(self.part))
        self.title = kind_of(found.part, found.owner)
        self.anchor = self.back = f"phan-{key}"
        self.keys, self.seen = (key,), str(found.part.version)

    @staticmethod
    def initial_of(_part: P, /) -> dict[str, Any]:
        """What the fields show."""
        return {}


def version_in(seen: str) -> int:
    """The version that a page named; one that no part ever has when it names none."""
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1
