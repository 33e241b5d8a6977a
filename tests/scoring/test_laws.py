"""What holds for every table and whatever is entered."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scoring.criteria_json import to_data
from scoring.models import CriteriaTable
from scoring.tally import tally
from tests.scoring.laws import LAWS
from tests.scoring.strategies import cases


@given(case=cases())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_law(case):
    for law in LAWS:
        law(case)


@pytest.mark.django_db
@pytest.mark.parametrize("examples", [20, pytest.param(1000, marks=pytest.mark.long)])
def test_what_is_kept_is_what_was_entered_and_reckoned(scoring, examples):
    """Saved in two goes, figure by figure, and read back from the database."""

    @given(case=cases(), split=st.integers(0, 20))
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    def kept(case, split):
        figures = case.units[0]
        assume(not all(map(_is_empty, figures.values())))
        lines = list(figures.items())
        with transaction.atomic():
            CriteriaTable.objects.filter(pk=scoring.table.pk).update(content=to_data(case.criteria))
            assert not scoring.enter(dict(lines[:split])).faults
            assert not scoring.enter(dict(lines[split:])).faults
            sheet, expected = scoring.sheet, tally(case.criteria, figures)
            entries = {entry.key: entry for entry in sheet.entries.all()}
            transaction.set_rollback(True)
        assert sheet.round.table.value == case.criteria
        assert {key: entry.figure for key, entry in entries.items()} == {
            key: figure for key, figure in figures.items() if not _is_empty(figure)
        }
        assert {key: entry.points for key, entry in entries.items() if entry.points is not None} == expected.points
        assert (sheet.score, sheet.bonus, sheet.deductions, sheet.total, sheet.missing) == (
            expected.normalised, expected.bonus, expected.deductions, expected.total, len(expected.missing),
        )  # fmt: skip

    kept()


def _is_empty(figure):
    return figure == type(figure)()
