"""Filling in a sheet: what is saved, what is told back, who may."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blocs.models import AuditEntry
from scoring.criteria import leaves
from scoring.criteria_json import to_data
from scoring.enums import SheetState
from scoring.figures import Figure
from scoring.kinds import Direct
from scoring.models import CriteriaTable, ScoreSheet
from scoring.services import sheets
from scoring.services.sheets import Entered
from tests.scoring.conftest import ALL_FIGURES, MODELS, RESULT, TASKS, UNITY
from tests.scoring.large import large_table
from tests.world import standing
from thidua.lib.verdict import RefusedError

pytestmark = pytest.mark.django_db


def amount(number, **more):
    return Figure(amount=Decimal(number), **more)


def test_every_unit_has_a_sheet_from_the_first_day(scoring):
    units = list(scoring.round.sheets.values_list("unit__organisation", "state"))
    members = scoring.world.term.member_units.values_list("organisation", flat=True)
    assert units == [(unit, SheetState.FILLING) for unit in members]


def test_points_and_sums_follow_from_the_figures(scoring):
    saved = scoring.enter(ALL_FIGURES)
    points = {entry.key: entry.points for entry in scoring.sheet.entries.all()}
    assert points == {RESULT: Decimal(36), TASKS: Decimal("18.5"), UNITY: Decimal(40), MODELS: Decimal(5)}
    assert (saved.sheet.score, saved.sheet.bonus, saved.sheet.total) == (Decimal("94.5"), Decimal(5), Decimal("99.5"))
    assert scoring.sheet.total == Decimal("99.5")
    assert scoring.sheet.missing == 0


def test_a_wrong_figure_keeps_none_of_the_others_from_being_saved(scoring):
    saved = scoring.enter({TASKS: amount("20.5"), MODELS: amount(1)})
    assert saved.faults == {TASKS: "Hãy nhập điểm từ 0 đến 20, bước 0,5."}
    assert list(scoring.sheet.entries.values_list("key", flat=True)) == [MODELS]


def test_what_somebody_else_changed_meanwhile_is_kept_and_told(scoring):
    scoring.enter({TASKS: amount(10)})
    saved = sheets.enter(scoring.sheet, {TASKS: Entered(figure=amount(15), seen=0)}, by=standing(scoring.officer))
    assert saved.stale == {TASKS}
    assert saved.entries[TASKS].amount == Decimal(10)
    assert scoring.sheet.entries.get(key=TASKS).amount == Decimal(10)


def test_saving_the_same_twice_changes_nothing(scoring):
    scoring.enter({TASKS: amount(10)})
    version, entries = scoring.sheet.version, AuditEntry.objects.count()
    sheets.enter(scoring.sheet, {TASKS: Entered(figure=amount(10), seen=0)}, by=standing(scoring.officer))
    assert (scoring.sheet.version, AuditEntry.objects.count()) == (version, entries)


def test_the_history_names_the_criteria_and_not_what_was_said_of_them(scoring):
    """The leader reads the history of the year, and the sheet only once it is handed in."""
    scoring.enter({TASKS: amount(10)})
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.user_name) == ("Tự chấm điểm", scoring.officer.full_name)
    assert (entry.before, entry.after) == ({}, {"tiêu chí": ["I.2"]})


def test_what_is_missing_says_what_to_do(scoring):
    scoring.enter({TASKS: amount(10), UNITY: Figure(chosen=(1,))})
    assert sheets.lacking(scoring.sheet) == (
        "Chưa chấm: I.1 (nhập số liệu, không có thì nhập 0).",
        "Thiếu minh chứng: II.1 (thêm tệp, đường dẫn hoặc nhiệm vụ).",
    )


@pytest.mark.parametrize("person", ["leader", "follower", "chief", "outsider", "auditor", "administrator"])
def test_nobody_else_fills_in_or_reads_the_sheet_of_a_unit(scoring, person):
    user = getattr(scoring.world, person)
    with pytest.raises(RefusedError):
        scoring.enter({TASKS: amount(10)}, by=user)
    assert not ScoreSheet.objects.visible_to(standing(user)).filter(pk=scoring.sheet.pk).exists()


@pytest.mark.parametrize("person", ["leader", "follower", "chief"])
def test_on_behalf_of_a_unit_that_has_not_begun(scoring, person):
    user = getattr(scoring.world, person)
    sheets.begin_on_behalf(scoring.sheet, by=standing(user))
    scoring.enter({TASKS: amount(10)}, by=user)
    assert AuditEntry.objects.latest("pk").on_behalf_of == scoring.world.health.name
    assert ScoreSheet.objects.visible_to(standing(user)).filter(pk=scoring.sheet.pk).exists()


def test_not_on_behalf_of_a_unit_that_has_begun(scoring):
    scoring.enter({TASKS: amount(10)})
    with pytest.raises(RefusedError, match="Đơn vị đã tự nhập"):
        sheets.begin_on_behalf(scoring.sheet, by=standing(scoring.world.leader))


@pytest.mark.parametrize("again", [False, True])
def test_a_pasted_column_costs_as_much_as_a_few_figures(scoring, again):
    """For the first time, and over figures that are there; SQLite takes about 70 entries in one statement."""
    table = scoring.table
    table.content = to_data(large_table())
    CriteriaTable.objects.filter(pk=table.pk).update(content=table.content)
    keys = [criterion.key for criterion, _ in leaves(large_table()) if isinstance(criterion.rule, Direct)]
    if again:
        scoring.enter({key: amount(1) for key in keys})

    def queries(some):
        with CaptureQueriesContext(connection) as asked:
            assert not scoring.enter({key: amount(4) for key in some}).faults
        return len(asked)

    assert queries(keys[:3]) == queries(keys[3:60])
