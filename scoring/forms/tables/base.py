"""What every form of a part of a table has."""

from collections.abc import Mapping
from typing import Any

from django import forms

from plans.forms.editing.base import Shown
from scoring.criteria import Criteria


class TableForm(forms.Form):
    """A form of one part of a table, filled with what stands there now."""

    title: str
    """What is edited, as a heading and in the history."""
    anchor: str = ""
    """Where it stands on the table's page."""
    seen: str = ""
    """Names the state of the part that the form shows; "" for a new part."""
    asks_again: bool = False
    """Whether it has fields that follow from another field (the kind of a criterion)."""

    def applied(self, criteria: Criteria, seen: str) -> Criteria:
        """The table after the typing, made from the part as it was `seen`; for a valid form. Raises EditError."""
        raise NotImplementedError

    @property
    def what(self) -> str:
        """For the history."""
        return self.title

    def as_it_stands(self) -> list[Shown]:
        """Every field as it is in the table, whatever was typed."""
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
    return str(bound.field.prepare_value(initial) or "")


def typed_words(form: forms.Form, data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was typed, with the labels, for a page that gives it back."""
    return [(str(field.label), data[name]) for name, field in form.fields.items() if data.get(name)]
