"""Fields for numbers and for lists typed a line each."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from plans.forms.editing.fields import LinesField
from thidua.lib.points import PLACES_OF_FIGURES, NumberError, has_at_most, number_text, parse_number

BELOW = Decimal(10) ** 12
NOTHING = Decimal(0)


class NumberField(forms.CharField):
    """An exact number as Vietnamese people type it, not below `least` where that is given; None for nothing."""

    def __init__(self, *, least: Decimal | None = None, **options: Any) -> None:
        self.least = least
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=30, widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        return number_text(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        number = number_of(text) if text else None
        if number is not None and self.least is not None and number < self.least:
            raise ValidationError(f"Hãy nhập số từ {number_text(self.least)} trở lên.")
        return number

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def number_of(text: str) -> Decimal:
    """A typed number; raises ValidationError with what to do."""
    try:
        number = parse_number(text)
    except NumberError as error:
        raise ValidationError(str(error)) from error
    if abs(number) >= BELOW or not has_at_most(PLACES_OF_FIGURES, number):
        raise ValidationError(f"Hãy nhập số dưới 1.000 tỷ, có nhiều nhất {PLACES_OF_FIGURES} chữ số thập phân.")
    return number


class NamedPointsField(LinesField):
    """Lines of a name and its points: "Xuất sắc: 10"."""

    def clean(self, value: Any) -> tuple[tuple[str, Decimal], ...]:
        return tuple(_named(line) for line in self.lines_of(super().clean(value)))

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else written(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class BandsField(NamedPointsField):
    """Lines of a number and the points from it on: "từ 98: 10"."""

    def clean(self, value: Any) -> tuple[tuple[Decimal, Decimal], ...]:  # type: ignore[override]
        return tuple((_least(name), points) for name, points in super().clean(value))


def written(pairs: Any) -> str:
    """Names and points, or numbers and points, a line each."""
    return "\n".join(
        f"{name if isinstance(name, str) else f'từ {number_text(name)}'}: {number_text(points)}"
        for name, points in pairs
    )


def _named(line: str) -> tuple[str, Decimal]:
    name, colon, points = line.rpartition(":")
    points = re.sub(r"\s*(?:điểm|đ)?\s*[.;]?\s*$", "", points)
    if not colon or not name.strip():
        raise ValidationError(f"Dòng “{line}” chưa có dấu hai chấm trước số điểm. Hãy ghi như: Xuất sắc: 10.")
    return name.strip(), number_of(points)


def _least(name: str) -> Decimal:
    return number_of(re.sub(r"^\s*(?:từ|≥|>=)\s*|\s*(?:%|trở lên)*\s*$", "", name, flags=re.IGNORECASE))
