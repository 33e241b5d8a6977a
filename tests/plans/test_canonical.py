"""What `canonical` takes from a plan, and that it takes nothing else."""

from dataclasses import fields

from hypothesis import given

from plans.canonical import canonical
from plans.content import Part, PlanContent
from tests.plans.strategies import sound_contents


@given(sound_contents)
def test_it_is_canonical_already_the_second_time(content):
    once = canonical(content)
    assert canonical(once) == once


def keys_of(value):
    if isinstance(value, tuple):
        return [key for each in value for key in keys_of(each)]
    if isinstance(value, Part | PlanContent):
        own = [value.key] if isinstance(value, Part) else []
        return [*own, *(key for field in fields(value) for key in keys_of(getattr(value, field.name)))]
    return []


@given(sound_contents)
def test_keys_are_counted_in_reading_order(content):
    plain = canonical(content)
    assert keys_of(plain) == list(range(1, plain.last_key + 1))
    assert len(keys_of(plain)) == len(keys_of(content))
