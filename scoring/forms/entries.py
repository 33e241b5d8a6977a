"""What is typed into a sheet, cell by cell, brought to figures."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.http import QueryDict

from scoring.criteria import Criteria, Criterion, leaves
from scoring.figures import Figure
from scoring.services.sheets import Entered
from thidua.lib.points import NumberError, parse_number
from thidua.lib.text import nfc

LONGEST_NOTE = 2000


@dataclass(frozen=True)
class Typed:
    """The rows that were sent."""

    entered: dict[int, Entered] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)
    """Rows in which something is no number, with what to do."""


def typed_rows(criteria: Criteria, data: QueryDict) -> Typed:
    """The rows of a sheet that `data` holds; a row is there when its `seen` is."""
    typed = Typed()
    for criterion, _ in leaves(criteria):
        if f"seen-{criterion.key}" not in data:
            continue
        try:
            typed.entered[criterion.key] = _row(criterion, data)
        except NumberError as error:
            typed.faults[criterion.key] = str(error)
    return typed


def _row(criterion: Criterion, data: QueryDict) -> Entered:
    key = criterion.key
    seen = data.get(f"seen-{key}", "")
    return Entered(
        figure=Figure(
            amount=_number(data.get(f"amount-{key}", "")),
            target=_number(data.get(f"target-{key}", "")),
            chosen=_chosen(criterion, data.getlist(f"chosen-{key}")),
            not_applicable=f"aside-{key}" in data,
        ),
        is_provisional=f"estimate-{key}" in data,
        note=nfc(data.get(f"note-{key}", "")).strip()[:LONGEST_NOTE],
        seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0,
    )


def _number(text: str) -> Decimal | None:
    return parse_number(text) if text.strip() else None


def _chosen(criterion: Criterion, values: list[str]) -> tuple[int, ...] | None:
    """The positions that were chosen; "none" among them says that a list was looked at and nothing of it is so."""
    asked = criterion.rule.asked
    numbers = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 6]
    if not asked.choices or not (numbers or "none" in values):
        return None
    return tuple(sorted(set(numbers)))
