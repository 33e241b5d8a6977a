"""What is typed into a sheet, cell by cell, brought to figures."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.http import QueryDict

from scoring.criteria import Criteria, Criterion, leaves
from scoring.figures import Figure, typed_number
from scoring.services.sheets import Entered
from thidua.lib.points import NumberError, number_text
from thidua.lib.text import plain_lines

_EITHER = re.compile(r"[+\-−–]?[1-9][0-9]{0,2}\.[0-9]{3}")
"""98.765: a dot that parts thousands here, and decimals on many a keyboard and in many a program."""


@dataclass(frozen=True)
class Typed:
    """The rows that were sent."""

    entered: dict[int, Entered] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)
    """Rows in which something is no number, with what to do."""
    readings: dict[int, str] = field(default_factory=dict)
    """How numbers were read that are written otherwise than they were typed, or could mean two things."""


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
            continue
        if reading := _reading(criterion, data, typed.entered[criterion.key].figure):
            typed.readings[criterion.key] = reading
    return typed


def _row(criterion: Criterion, data: QueryDict) -> Entered:
    key, unit = criterion.key, criterion.rule.asked.unit
    seen = data.get(f"seen-{key}", "")
    return Entered(
        figure=Figure(
            amount=typed_number(data.get(f"amount-{key}", ""), unit),
            target=typed_number(data.get(f"target-{key}", ""), unit),
            chosen=_chosen(criterion, data.getlist(f"chosen-{key}")),
            not_applicable=f"aside-{key}" in data,
        ),
        is_provisional=f"estimate-{key}" in data,
        note=plain_lines(data.get(f"note-{key}", "")).strip(),
        seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0,
    )


def _reading(criterion: Criterion, data: QueryDict, figure: Figure) -> str:
    """“98.765” đọc là 98.765, không phải 98,765."""
    read = {"amount": figure.amount, "target": figure.target}
    told = (_told(data.get(f"{name}-{criterion.key}", ""), number) for name, number in read.items())
    return " ".join(filter(None, told))


def _told(cell: str, number: Decimal | None) -> str:
    if number is None:
        return ""
    typed, read = cell.strip(), number_text(number)
    if _EITHER.fullmatch(typed):
        return f"“{typed}” đọc là {read}, không phải {typed.replace('.', ',')}."
    return "" if typed == read else f"“{typed}” đọc là {read}."


def _chosen(criterion: Criterion, values: list[str]) -> tuple[int, ...] | None:
    """The positions that were chosen; "none" among them says that a list was looked at and nothing of it is so."""
    asked = criterion.rule.asked
    numbers = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 6]
    if not asked.choices or not (numbers or "none" in values):
        return None
    return tuple(sorted(set(numbers)))
