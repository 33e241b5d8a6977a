"""Tables as JSON: what goes in comes out, and what is not known is refused (`test_laws` tries invented tables)."""

import json
from dataclasses import MISSING, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring import criteria, kinds
from scoring.criteria import LateRecorded, LateRefused
from scoring.criteria_json import SCHEMA, UnreadableContentError, dumps, from_data, loads, to_data
from tests.plans.traversal import values_of
from tests.scoring.everything import EVERYTHING
from thidua.lib.value import Value

GOLDEN = Path(__file__).parent / "golden" / f"criteria_schema_{SCHEMA}.json"


def test_the_table_of_the_golden_file_fills_every_field_of_every_class():
    classes: set[Any] = {
        cls
        for module in (criteria, kinds)
        for cls in vars(module).values()
        if isinstance(cls, type) and issubclass(cls, Value) and cls.__module__ == module.__name__
    } - {criteria.Part, LateRecorded, LateRefused}
    filled = {
        (type(value), field.name)
        for value in values_of(EVERYTHING)
        for field in fields(value)
        if field.default is MISSING or getattr(value, field.name) != field.default
    }
    own = {(cls, field.name) for cls in classes for field in fields(cls)}
    assert {name for _, name in own - filled} == {"type"}


def test_a_table_is_written_as_in_the_file_of_its_schema():
    assert f"{dumps(EVERYTHING)}\n" == GOLDEN.read_text(encoding="utf-8")


def test_the_file_of_the_schema_is_read_as_the_table():
    assert loads(GOLDEN.read_text(encoding="utf-8")) == EVERYTHING


@pytest.mark.parametrize("late", [LateRecorded(), LateRefused()])
def test_the_other_ways_of_lateness_come_back_too(late):
    given = replace(EVERYTHING, late=late)
    assert from_data(to_data(given)) == given


@pytest.mark.parametrize(
    ("number", "text"), [("0.50", "0.5"), ("1E+2", "100"), ("100", "100"), ("-0.25", "-0.25"), ("0", "0")]
)
def test_numbers_are_text_without_exponent_and_zeros(number, text):
    data = to_data(replace(EVERYTHING, scale=Decimal(number)))
    assert data["content"]["scale"] == text
    assert from_data(data).scale == Decimal(number)


TABLE = {"last_key": 1, "scale": "100", "step": "0.5"}
CRITERION = {"type": "criterion", "key": 1, "text": "Tiêu chí", "rule": {"type": "direct"}}


def test_the_least_that_a_table_is():
    assert from_data({"schema": SCHEMA, "content": {**TABLE, "nodes": [CRITERION]}}).scale == 100


@pytest.mark.parametrize(
    "number", [100, 100.0, 0.5, True, "", "1e2", "NaN", "Infinity", "1,5", ".5", "5.", " 5", "+5", "٣"]
)
def test_a_number_that_is_no_plain_text_is_refused(number):
    with pytest.raises(UnreadableContentError):
        from_data({"schema": SCHEMA, "content": {**TABLE, "scale": number}})


@pytest.mark.parametrize(
    "content",
    [
        {},
        {**TABLE, "colour": "red"},
        {**TABLE, "last_key": "1"},
        {**TABLE, "decimals": 3},
        {**TABLE, "decimals": "2"},
        {**TABLE, "late": {"type": "forgiven"}},
        {**TABLE, "late": {"type": "minus"}},
        {**TABLE, "nodes": [{**CRITERION, "type": "item"}]},
        {**TABLE, "nodes": [{**CRITERION, "points": "5"}]},
        {**TABLE, "nodes": [{**CRITERION, "rule": {"type": "magic"}}]},
        {**TABLE, "nodes": [{**CRITERION, "rule": {"type": "direct", "max": "5"}}]},
        {**TABLE, "nodes": [{**CRITERION, "rule": {"type": "checklist", "parts": True}}]},
        {**TABLE, "nodes": [{**CRITERION, "rule": {"type": "checklist", "parts": "4"}}]},
        {**TABLE, "nodes": [{**CRITERION, "evidence": "some"}]},
        {**TABLE, "nodes": [{"type": "group", "key": 2, "text": "Nhóm", "counts": "malus"}]},
        {**TABLE, "pending": ["Đang thanh tra"]},
    ],
)
def test_a_table_that_is_not_known_exactly_is_refused(content):
    with pytest.raises(UnreadableContentError, match=r"^Bảng tiêu chí bị hỏng hoặc thuộc phiên bản khác\.$"):
        from_data({"schema": SCHEMA, "content": content})


def test_another_schema_and_what_is_no_json_are_refused():
    with pytest.raises(UnreadableContentError, match=r"^Bảng tiêu chí không đúng dạng mà phần mềm này đọc được\.$"):
        from_data({"schema": SCHEMA + 1, "content": TABLE})
    with pytest.raises(UnreadableContentError, match=r"^Bảng tiêu chí không phải là JSON\.$"):
        loads("Bảng tiêu chí")


def test_data_for_a_column_and_text_for_a_file_say_the_same():
    assert json.loads(dumps(EVERYTHING)) == to_data(EVERYTHING)
