"""Đối chiếu đơn vị: what each name in a plan means, all in one form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django import forms

from blocs.models import Organisation
from plans.assignees import name_key
from plans.models import PartyName
from plans.services.parties import UnmatchedParty

KEPT = "chu"
UNDECIDED = ("", "— chưa chọn —")
AS_TEXT = (KEPT, "Giữ là chữ, không giao cho đơn vị nào")


@dataclass(frozen=True)
class Row:
    """A name with its field."""

    field: forms.BoundField
    party: UnmatchedParty | PartyName


class PartiesForm(forms.Form):
    """A choice for each name; one that was not touched changes nothing, whoever decided meanwhile."""

    def __init__(
        self,
        *args: Any,
        unmatched: Sequence[UnmatchedParty],
        decided: Iterable[PartyName],
        units: Iterable[Organisation],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.units = {str(unit.pk): unit for unit in units}
        self._unmatched = {_field_name(party.words): party for party in unmatched}
        names = ((_field_name(name.words), name) for name in decided)
        self._decided = {field: name for field, name in names if field not in self._unmatched}
        for field, party in self._unmatched.items():
            self._add(field, party.words, initial="", choices=[UNDECIDED])
        for field, name in self._decided.items():
            self._add(field, name.words, initial=str(name.organisation_id or KEPT), choices=[])

    def _add(self, field: str, words: str, *, initial: str, choices: list[tuple[str, str]]) -> None:
        of_units = [(key, unit.name) for key, unit in self.units.items()]
        self.fields[field] = forms.ChoiceField(
            label=f"“{words}” là",
            choices=[*choices, *of_units, AS_TEXT],
            initial=initial,
            required=False,
            show_hidden_initial=True,
            widget=forms.Select({"class": "form-select"}),
            error_messages={"invalid_choice": "Đơn vị vừa chọn không còn trong năm này. Hãy chọn lại."},
        )

    @property
    def unmatched(self) -> list[Row]:
        """The names to decide on."""
        return [Row(self[field], party) for field, party in self._unmatched.items()]

    @property
    def decided(self) -> list[Row]:
        """The names of the year that were decided on, to be decided anew."""
        return [Row(self[field], name) for field, name in self._decided.items()]

    @property
    def choices(self) -> dict[str, Organisation | None]:
        """What was chosen in this form: by name the unit, or None for what stays text."""
        parties: dict[str, UnmatchedParty | PartyName] = {**self._unmatched, **self._decided}
        chosen = {parties[field].words: self.cleaned_data[field] for field in self.changed_data}
        return {words: self.units.get(value) for words, value in chosen.items() if value}


def _field_name(words: str) -> str:
    """The same for one name whenever the form is made."""
    return "ten-" + sha256(name_key(words).encode()).hexdigest()[:16]
