"""Bảng tổng hợp điểm tự chấm: its numbers, its files, who reads it."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from blocs.models import MemberUnit, Organisation
from scoring.criteria import Counts, Criteria, Criterion, Group
from scoring.criteria_json import to_data
from scoring.enums import SheetState
from scoring.figures import Figure
from scoring.kinds import Direct, PerTime, Relative
from scoring.models import CriteriaTable, ScoreEntry, ScoreSheet
from scoring.services import rounds
from scoring.summary import SCORE, TOTAL, HandedIn, summarise
from scoring.tally import tally
from scoring.workbooks.summary_out import HEADING_ROW, PAGE, summary_workbook
from tests import world as cast
from tests.scoring.conftest import ALL_FIGURES
from tests.scoring.recomputed import can_recompute, recomputed
from tests.scoring.strategies import cases

database = pytest.mark.django_db
COMPARED = Criteria(
    last_key=9,
    scale=Decimal(100),
    step=Decimal(1),
    bonus_over_scale=False,
    nodes=(
        Group(key=1, code="I", text="Thu ngân sách", nodes=(
            Criterion(key=2, text="Vượt thu", max=Decimal(40), rule=Relative()),
            Group(key=3, text="Thưởng", counts=Counts.BONUS, nodes=(
                Criterion(key=4, text="Mô hình", max=Decimal(10), rule=PerTime(points=Decimal(5))),
            )),
        )),
        Criterion(key=5, code="II", text="Nhiệm vụ khác", max=Decimal(60), rule=Direct()),
    ),
)  # fmt: skip


def figures(amount, other=60, models=0):
    return {
        2: Figure(amount=Decimal(amount), target=Decimal(100)),
        4: Figure(amount=Decimal(models)),
        5: Figure(amount=Decimal(other)),
    }


# Numbers --------------------------------------------------------------------------------------------------------------


def test_units_are_compared_over_all_that_handed_in():
    summary = summarise(
        COMPARED, [HandedIn(unit="A", figures=figures(120)), HandedIn(unit="B", figures=figures(110, 50, models=1))]
    )
    assert (summary.parts, summary.sums) == (("I. Thu ngân sách", "II. Nhiệm vụ khác"), (SCORE, "Điểm thưởng", TOTAL))
    assert [unit for unit, _ in summary.lines] == ["A", "B"]
    assert [list(map(int, numbers)) for _, numbers in summary.lines] == [[40, 60, 100, 0, 100], [30, 50, 80, 5, 85]]


def test_a_sum_that_is_nothing_for_everybody_has_no_column():
    assert summarise(COMPARED, [HandedIn(unit="A", figures=figures(120))]).sums == (SCORE, TOTAL)


@given(case=cases())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_parts_and_sums_are_those_of_the_sheets(case):
    sheets = [
        HandedIn(unit=str(number), figures=unit, days_late=case.days_late) for number, unit in enumerate(case.units)
    ]
    summary = summarise(case.criteria, sheets)
    for number, row in enumerate(summary.rows):
        others = [unit for place, unit in enumerate(case.units) if place != number]
        counted = tally(case.criteria, case.units[number], bloc=others, days_late=case.days_late)
        assert sum(row.parts) == row.sums[SCORE] == counted.score
        assert row.sums[TOTAL] == counted.total


@pytest.mark.slow
@pytest.mark.skipif(not can_recompute(), reason="LibreOffice Calc is not installed")
def test_libreoffice_adds_up_as_we_do():
    units = [
        figures(120),
        figures(110, 50, models=1),
        figures("99.5", "59", models=2) | {5: Figure(not_applicable=True)},
    ]
    summary = summarise(COMPARED, [HandedIn(unit=str(number), figures=unit) for number, unit in enumerate(units)])
    (data,) = recomputed([summary_workbook(summary, bloc="Khối", year="Năm 2026", waiting=[])])
    page = load_workbook(BytesIO(data), data_only=True)[PAGE]
    shown = [list(row[2:-1]) for row in page.iter_rows(min_row=HEADING_ROW + 1, values_only=True)]
    assert [[Decimal(str(number)) for number in row] for row in shown] == [numbers for _, numbers in summary.lines]


# Pages ----------------------------------------------------------------------------------------------------------------

PAGES = ("summary", "summary_excel", "summary_pdf", "summary_docx")


@pytest.fixture
def handed_in(scoring):
    """The health department has handed in, the finance department has not."""
    scoring.enter(ALL_FIGURES)
    _hand_in(scoring.sheet)
    return scoring


def _hand_in(sheet):
    ScoreSheet.objects.filter(pk=sheet.pk).update(
        state=SheetState.SUBMITTED, submitted_at=datetime.now(UTC), days_late=0, digest="0" * 64
    )


@database
def test_who_leads_reads_what_was_handed_in_and_who_is_missing(client, handed_in):
    client.force_login(handed_in.world.leader)
    page = client.get(reverse("summary", args=[handed_in.round.pk]))
    assert [row.unit for row in page.context["summary"].rows] == ["Sở Y tế"]
    assert [str(sheet.unit.organisation) for sheet in page.context["waiting"]] == ["Sở Tài chính"]
    assert "99,5" in page.content.decode()


@database
def test_no_figure_of_a_sheet_that_is_not_handed_in_is_shown(client, handed_in):
    ScoreSheet.objects.update(state=SheetState.FILLING, on_behalf=True)
    client.force_login(handed_in.world.leader)
    page = client.get(reverse("summary", args=[handed_in.round.pk]))
    assert (page.context["summary"].rows, "99,5" in page.content.decode()) == ((), False)


@database
@pytest.mark.parametrize(
    ("person", "status"),
    [("leader", 200), ("follower", 200), ("chief", 200), ("member", 403), ("outsider", 404), ("auditor", 404)],
)
def test_who_reads_it(client, handed_in, person, status):
    client.force_login(getattr(handed_in.world, person))
    assert {client.get(reverse(name, args=[handed_in.round.pk])).status_code for name in PAGES} == {status}


@database
def test_the_workbook_names_everybody(client, handed_in):
    client.force_login(handed_in.world.leader)
    response = client.get(reverse("summary_excel", args=[handed_in.round.pk]))
    page = load_workbook(BytesIO(response.content))[PAGE]
    rows = [(row[1], row[-1]) for row in page.iter_rows(min_row=HEADING_ROW + 1, values_only=True)]
    assert rows == [("Sở Y tế", "Đã nộp"), ("Sở Tài chính", "Đang tự chấm")]


@database
def test_queries_grow_neither_with_units_nor_with_criteria(client, handed_in):
    client.force_login(handed_in.world.leader)
    counted = {}
    for criteria, units in ((20, 1), (200, 8)):
        _enlarge(handed_in, criteria, units)
        for name in ("summary", "summary_excel"):
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse(name, args=[handed_in.round.pk]))
            counted[name, criteria] = len(queries)
    for name in ("summary", "summary_excel"):
        assert counted[name, 20] == counted[name, 200]


def _enlarge(scoring, criteria, units):
    """More units that handed in, and more criteria of which each said something."""
    for number in range(units):
        unit: Organisation = cast.organisation(f"Sở thứ {number} của {criteria}", scoring.world.province)
        MemberUnit.objects.create(term=scoring.world.term, organisation=unit)
    rounds.give_sheets(scoring.world.term)
    more = tuple(
        Criterion(key=100 + number, text="Tiêu chí", max=Decimal(1), rule=Direct()) for number in range(criteria)
    )
    table = scoring.table.value
    wider = replace(table, last_key=1000, nodes=(*table.nodes, Group(key=99, text="Thêm", nodes=more)))
    CriteriaTable.objects.filter(pk=scoring.table.pk).update(content=to_data(wider))
    ScoreEntry.objects.filter(key__gte=100).delete()
    for sheet in ScoreSheet.objects.filter(round=scoring.round):
        _hand_in(sheet)
        ScoreEntry.objects.bulk_create(
            ScoreEntry(sheet=sheet, key=100 + number, amount=1, updated_by=scoring.officer)
            for number in range(criteria)
        )
