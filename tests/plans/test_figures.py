"""How well real plans are read: the figures of the corpus's own measure never fall."""

import importlib.util
import json

import pytest

from plans.importers.files import read_file
from plans.report import reading_report
from plans.review import review
from tests.plans.shared import PLANS, SHARED, needs_shared

FIGURES = ("head", "sec", "task", "who", "due", "recip", "sign")
SEED_GOALS = {"head": 1, "sec": 0.95, "task": 0.8, "who": 0.95, "due": 1, "recip": 1, "sign": 1}
MEAN_GOALS_OF_THE_OTHERS = {
    "head": 0.9, "sec": 0.85, "task": 0.75, "who": 0.85, "due": 0.85, "recip": 0.9, "sign": 0.9,
}  # fmt: skip


@pytest.fixture(scope="module")
def rows():
    """The figures of every real plan, by its name."""
    spec = importlib.util.spec_from_file_location("measure_import", SHARED / "corpus" / "measure_import.py")
    assert spec is not None
    assert spec.loader is not None
    measure_import = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(measure_import)
    rows = {}
    for path in PLANS:
        truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
        reading = read_file(path)
        report = reading_report(reading.content, reading.doubts, review(reading.content))
        rows[path.stem] = measure_import.measure(truth, json.loads(json.dumps(report)))
    return rows


def mean(rows, figure):
    values = [row[figure] for row in rows if row[figure] is not None]
    return sum(values) / len(values)


@needs_shared
@pytest.mark.xdist_group("figures")
def test_each_of_the_five_seeds_is_read_as_asked(rows):
    below = [
        (name, figure, row[figure])
        for name, row in rows.items()
        if name.startswith("seed_")
        for figure, goal in SEED_GOALS.items()
        if row[figure] is not None and row[figure] < goal
    ]
    assert below == []
    assert mean([row for name, row in rows.items() if name.startswith("seed_")], "task") >= 0.95


@needs_shared
@pytest.mark.xdist_group("figures")
def test_the_other_plans_are_read_as_asked_on_the_average(rows):
    others = [row for name, row in rows.items() if not name.startswith("seed_")]
    means = {figure: mean(others, figure) for figure in FIGURES}
    assert {figure for figure, goal in MEAN_GOALS_OF_THE_OTHERS.items() if means[figure] < goal} == set()
