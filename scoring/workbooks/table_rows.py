"""A table of criteria as rows of its sheets, and what stands in each column of a row."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from scoring.criteria import Criteria, Group, walk
from scoring.kinds import Bands, Checklist, Levels, Rule
from scoring.workbooks.cells import Column
from scoring.workbooks.table_columns import (
    ABSENT_SETTINGS,
    BAND,
    CLASS_COLUMNS,
    CONDITION,
    COUNT,
    CRITERION,
    DEPTH,
    GROUP,
    KIND,
    LATE_SETTINGS,
    LEVEL,
    OF_CRITERION,
    OF_GROUP,
    OF_INNER,
    OF_PART,
    OF_RULE,
    PART,
    RULE,
    TABLE_SETTINGS,
    TEXT,
    Setting,
)  # fmt: skip

Cells = dict[Column, Any]
"""A row."""


def node_rows(criteria: Criteria) -> Iterator[Cells]:
    """Groups and criteria in reading order, results, bands and parts below their criterion."""
    for node, above in walk(criteria):
        row: Cells = {DEPTH: len(above) + 1} | _values(OF_PART, node)
        if isinstance(node, Group):
            yield row | {KIND: GROUP} | _values(OF_GROUP, node)
            continue
        rule = node.rule
        row |= (
            {KIND: CRITERION, RULE: type(rule)}
            | _values(OF_CRITERION, node)
            | _values(OF_RULE.get(type(rule), {}), rule)
        )
        if isinstance(rule, Checklist) and isinstance(rule.parts, int):
            row[COUNT] = rule.parts
        yield row
        yield from _inner_rows(rule)


def _inner_rows(rule: Rule) -> Iterator[Cells]:
    match rule:
        case Levels(levels=levels):
            yield from ({KIND: LEVEL} | _values(OF_INNER[LEVEL], level) for level in levels)
        case Bands(bands=bands):
            yield from ({KIND: BAND} | _values(OF_INNER[BAND], band) for band in bands)
        case Checklist(parts=tuple() as parts):
            yield from ({KIND: PART, TEXT: part} for part in parts)


def class_rows(criteria: Criteria) -> Iterator[Cells]:
    """The classes."""
    return (_values(CLASS_COLUMNS, each) for each in criteria.classes)


def condition_rows(criteria: Criteria) -> Iterator[Cells]:
    """When a unit is not judged yet, or not at all."""
    for kind in ("pending", "excluded"):
        for each in getattr(criteria, kind):
            yield {CONDITION: kind, TEXT: each.text} | _values(OF_PART, each)


def setting_values(criteria: Criteria) -> dict[Setting, Any]:
    """What the table says as a whole, without what its way with lateness does not know."""
    late = criteria.late
    own = [field.name for field in fields(late) if field.name != "type"]
    return (
        {setting: getattr(criteria, name) for name, setting in TABLE_SETTINGS.items()}
        | {LATE_SETTINGS["kind"]: type(late)}
        | {LATE_SETTINGS[name]: getattr(late, name) for name in own}
        | {setting: getattr(criteria.not_applicable, name) for name, setting in ABSENT_SETTINGS.items()}
    )


def _values(columns: Mapping[str, Column], value: Any) -> Cells:
    return {column: getattr(value, name) for name, column in columns.items()}
