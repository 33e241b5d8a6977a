"""The history in words: what an entry changed, field by field, as people name the fields."""

from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import localtime

from blocs.models import AuditEntry

MOST_SHOWN = 500
"""Letters of a value; of a plan that was thrown away the history keeps every word, and its page shows the first."""


@dataclass(frozen=True)
class Change:
    """One thing of an object before and after; empty where there was or is none."""

    name: str
    before: str
    after: str


def changes(entry: AuditEntry) -> list[Change]:
    """What the act changed, in the order in which it was recorded."""
    names = dict.fromkeys([*entry.before, *entry.after])
    found = (
        Change(_name(entry.object_type, name), _shown(entry.before.get(name)), _shown(entry.after.get(name)))
        for name in names
    )
    return [change for change in found if change.before != change.after]


def _name(object_type: str, name: str) -> str:
    """A field's own name in Vietnamese; what is no field was recorded under a name in words."""
    try:
        words = str(getattr(apps.get_model(object_type)._meta.get_field(name), "verbose_name", name))
    except (LookupError, FieldDoesNotExist):
        words = name
    return words[:1].upper() + words[1:]


def _shown(value: Any) -> str:
    text = _text(value)
    return text if len(text) <= MOST_SHOWN else shorten(text, MOST_SHOWN, placeholder="…")


def _text(value: Any) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return "có" if value else "không"
        case list():
            return "; ".join(_text(item) for item in value)
        case dict():
            return "; ".join(f"{key}: {_text(item)}" for key, item in value.items())
        case str():
            return _day_or_text(value)
        case _:
            return str(value)


def _day_or_text(text: str) -> str:
    try:
        if moment := parse_datetime(text) if "T" in text else None:
            return f"{localtime(moment):%H:%M %d/%m/%Y}" if moment.tzinfo else f"{moment:%H:%M %d/%m/%Y}"
        day = parse_date(text)
    except ValueError:
        return text
    return f"{day:%d/%m/%Y}" if day else text
