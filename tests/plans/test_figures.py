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


WORD_GOALS = {"head": 0.95, "sec": 0.9, "task": 0.85, "who": 0.9, "due": 0.9, "recip": 0.95, "sign": 0.95}


@pytest.fixture(scope="module")
def measured():
    """The figures of a real plan, by its path."""
    spec = importlib.util.spec_from_file_location("measure_import", SHARED / "corpus" / "measure_import.py")
    assert spec is not None
    assert spec.loader is not None
    measure_import = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(measure_import)

    def figures(path):
        truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
        reading = read_file(path)
        report = reading_report(reading.content, reading.doubts, review(reading.content))
        return measure_import.measure(truth, json.loads(json.dumps(report)))

    return figures


@pytest.fixture(scope="module")
def rows(measured):
    """The figures of every real plan's text, by its name."""
    return {path.stem: measured(path) for path in PLANS}


def mean(rows, figure):
    values = [row[figure] for row in rows if row[figure] is not None]
    return sum(values) / len(values)


@needs_shared
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
def test_the_other_plans_are_read_as_asked_on_the_average(rows):
    others = [row for name, row in rows.items() if not name.startswith("seed_")]
    means = {figure: mean(others, figure) for figure in FIGURES}
    assert {figure for figure, goal in MEAN_GOALS_OF_THE_OTHERS.items() if means[figure] < goal} == set()


@needs_shared
def test_word_files_are_read_as_asked_and_no_worse_than_their_text(measured, rows):
    words = {path.stem: measured(path.with_suffix(".docx")) for path in PLANS if path.with_suffix(".docx").exists()}
    means = {figure: mean(list(words.values()), figure) for figure in FIGURES}
    assert {figure for figure, goal in WORD_GOALS.items() if means[figure] < goal} == set()
    worse = [
        (name, figure)
        for name, row in words.items()
        for figure in FIGURES
        if row[figure] is not None and row[figure] < rows[name][figure]
    ]
    assert worse == []
