"""The columns of a list as plain values: for a workbook, and for the lines below an object."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import display_for_value, label_for_field, lookup_field
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.timezone import localtime


def headings(model_admin: ModelAdmin, columns: Iterable[str]) -> list[str]:
    return [capfirst(str(label_for_field(name, model_admin.model, model_admin))) for name in columns]


def values(model_admin: ModelAdmin, row: Model, columns: Iterable[str]) -> list[Any]:
    """What stands in each column, numbers and days as such."""
    return [_value(model_admin, row, name) for name in columns]


def texts(model_admin: ModelAdmin, row: Model, columns: Sequence[str]) -> list[str]:
    """What stands in each column, as a page shows it."""
    return [display_for_value(value, "–") for value in values(model_admin, row, columns)]


def _value(model_admin: ModelAdmin, row: Model, name: str) -> Any:
    field, _, value = lookup_field(name, row, model_admin)
    if field is not None and field.is_relation:
        value = getattr(row, field.name)
        return None if value is None else str(value)
    if field is not None and getattr(field, "flatchoices", None):
        return dict(field.flatchoices).get(value, value)
    return localtime(value) if hasattr(value, "tzinfo") and value.tzinfo else value
