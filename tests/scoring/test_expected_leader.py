"""A unit that is to lead a year, and does not lead it yet: it drafts the criteria, and decides nothing."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from blocs.enums import LeadershipRole, Role
from scoring.enums import TableState
from scoring.models import CriteriaTable, ScoringRound
from scoring.services import rounds, tables
from scoring.services.rounds import Due
from tests import world as cast
from tests.scoring.conftest import SHORT_TABLE
from tests.world import TODAY, standing
from thidua.lib.verdict import RefusedError

pytestmark = pytest.mark.django_db

DUE = Due(due_on=date(cast.YEAR + 1, 11, 5))


@pytest.fixture
def coming(world):
    """The year to come, which the health department is to lead."""
    made = cast.term(world.bloc, cast.YEAR + 1, members=[world.finance, world.health])
    cast.leads(world.health, made, LeadershipRole.EXPECTED, from_on=TODAY)
    return made


@pytest.fixture
def expected(world, coming):
    return standing(world.member)


@pytest.fixture
def draft(coming, expected):
    return tables.draft_of_term(coming, SHORT_TABLE, by=expected)


@pytest.fixture
def opened(world, coming, draft):
    """The year as the superior office opened it."""
    chief = standing(world.chief)
    tables.publish(draft, by=chief)
    return rounds.open_round(coming, DUE, by=chief)


def test_it_drafts_and_changes_the_table(draft, expected):
    tables.change_table(draft, lambda criteria: replace(criteria, title="Khác"), by=expected, what="Tên")
    assert CriteriaTable.objects.get().title == "Khác"


def test_it_does_not_publish_the_table(draft, expected):
    with pytest.raises(RefusedError, match="mới dự kiến"):
        tables.publish(draft, by=expected)
    assert CriteriaTable.objects.get().state == TableState.DRAFT


def test_the_page_says_why_instead_of_offering_the_publication(client, world, draft):
    client.force_login(world.member)
    page = client.get(reverse("criteria_table", args=[draft.pk])).content.decode()
    assert reverse("publish_table", args=[draft.pk]) not in page
    assert "mới dự kiến" in page


def test_it_does_not_open_the_scoring(world, coming, draft, expected):
    tables.publish(draft, by=standing(world.chief))
    with pytest.raises(RefusedError, match="mới dự kiến"):
        rounds.open_round(coming, DUE, by=expected)
    assert not ScoringRound.objects.exists()


def test_it_does_not_move_the_deadline_of_all(opened, expected):
    with pytest.raises(RefusedError, match="mới dự kiến"):
        rounds.change_deadline(opened, Due(due_on=date(cast.YEAR + 1, 12, 1)), by=expected)


def test_it_extends_no_deadline(opened, world, expected):
    unit = opened.term.member_units.get(organisation=world.finance)
    with pytest.raises(RefusedError, match="mới dự kiến"):
        rounds.extend(opened, unit, until=date(cast.YEAR + 1, 12, 1), reason="Chờ số liệu", by=expected)


def test_once_it_leads_it_publishes(world, coming, draft):
    cast.leads(world.health, coming, from_on=TODAY)
    tables.publish(draft, by=standing(world.member))
    assert CriteriaTable.objects.get().state == TableState.PUBLISHED


def test_who_works_for_the_superior_office_too_decides_there(world, coming, draft):
    cast.post(world.member, world.office, Role.STANDING_BODY)
    tables.publish(draft, by=standing(world.member))
    assert CriteriaTable.objects.get().state == TableState.PUBLISHED
