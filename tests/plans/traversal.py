"""A plan as a tree of values."""

from dataclasses import fields, is_dataclass


def values_of(value):
    """A value and every value inside it."""
    if isinstance(value, tuple):
        for inner in value:
            yield from values_of(inner)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from values_of(getattr(value, field.name))
