"""Years of a bloc: opening, following on, closing."""

from datetime import date

import pytest

from blocs.enums import BlocKind, LeadershipRole, Role, YearKind
from blocs.models import AuditEntry, Organisation
from blocs.services.terms import close_term, open_next_term, open_term
from tests import world as cast
from tests.world import YEAR, standing
from thidua.lib.verdict import RefusedError


@pytest.fixture
def chief(world):
    return standing(world.chief)


def units(term):
    return [member.organisation for member in term.member_units.all()]


def test_a_year_is_opened_with_its_member_units_in_their_order(world, chief):
    term = open_term(world.bloc, YEAR + 1, by=chief, members=[world.health, world.finance, world.health])
    assert (term.starts_on, term.ends_on, term.is_open) == (date(2027, 1, 1), date(2027, 12, 31), True)
    assert units(term) == [world.health, world.finance]


def test_a_school_year_begins_in_august(world, chief):
    schools = cast.bloc(world.province, "Cụm trường học", year_kind=YearKind.SCHOOL)
    term = open_term(schools, 2026, by=chief)
    assert (term.starts_on, term.ends_on) == (date(2026, 8, 1), date(2027, 7, 31))
    assert term.label == "Năm học 2026 - 2027"


def test_a_year_is_opened_once(world, chief):
    with pytest.raises(RefusedError, match=f"Khối thi đua số 1 đã có năm {YEAR}"):
        open_term(world.bloc, YEAR, by=chief)


def test_two_years_are_open_at_most(world, chief):
    open_term(world.bloc, YEAR + 1, by=chief)
    with pytest.raises(RefusedError, match="đang mở năm 2026 và năm 2027"):
        open_term(world.bloc, YEAR + 2, by=chief)
    close_term(world.term, by=chief)
    assert open_term(world.bloc, YEAR + 2, by=chief).is_open


@pytest.mark.parametrize("name", ["leader", "member", "follower", "outsider", "auditor", "administrator"])
def test_only_the_standing_body_opens_and_closes_years(world, name):
    by = standing(world.people[name])
    with pytest.raises(RefusedError, match="cơ quan thường trực Hội đồng"):
        open_term(world.bloc, YEAR + 1, by=by)
    with pytest.raises(RefusedError, match="cơ quan thường trực Hội đồng"):
        close_term(world.term, by=by)


def test_a_movement_is_led_by_its_own_organisation_from_the_first_day(world):
    movement = cast.bloc(world.finance, "Phong trào thi đua Sở Tài chính", kind=BlocKind.MOVEMENT)
    term = open_term(movement, YEAR, by=standing(world.leader))
    assert term.leader_on(date(YEAR, 1, 1)) == world.finance
    assert term.leader_on(date(YEAR, 12, 31)) == world.finance


def test_the_next_year_has_the_units_that_are_still_there(world, chief):
    world.term.member_units.filter(organisation=world.health).update(left_on=date(YEAR, 5, 1))
    assert units(open_next_term(world.term, by=chief)) == [world.finance]


def test_a_merged_unit_is_followed_by_the_one_that_carries_on_its_work(world, chief):
    joint = cast.organisation("Sở Tài chính và Kế hoạch", world.province)
    Organisation.objects.filter(pk=world.finance.pk).update(merged_into=joint, last_day=date(YEAR, 3, 1))
    assert units(open_next_term(world.term, by=chief)) == [joint, world.health]


def test_two_units_that_merged_into_one_are_one_member(world, chief):
    Organisation.objects.filter(pk=world.health.pk).update(merged_into=world.finance, last_day=date(YEAR, 3, 1))
    assert units(open_next_term(world.term, by=chief)) == [world.finance]


def test_a_unit_that_ended_without_a_successor_is_left_out(world, chief):
    Organisation.objects.filter(pk=world.health.pk).update(last_day=date(YEAR, 3, 1))
    assert units(open_next_term(world.term, by=chief)) == [world.finance]


def test_who_leads_the_next_year_is_for_the_election_to_say(world, chief):
    assert list(open_next_term(world.term, by=chief).leaderships.all()) == []


def test_closing_a_year_ends_the_rights_of_its_leader_but_not_what_he_sees(world, chief):
    assert standing(world.leader).leading(world.term.pk, Role.OFFICER)
    close_term(world.term, by=chief)
    assert standing(world.leader).leading(world.term.pk, Role.OFFICER) is None
    assert world.term.pk in standing(world.leader).terms_in_view


def test_a_closed_year_says_who_closed_it_and_stays_closed(world, chief):
    term = close_term(world.term, by=chief)
    assert (term.is_open, term.closed_by) == (False, world.chief)
    with pytest.raises(RefusedError, match=f"Năm {YEAR} đã khép"):
        close_term(term, by=chief)


def test_opening_and_closing_are_in_the_history_of_the_year(world, chief):
    term = open_next_term(world.term, by=chief)
    close_term(term, by=chief)
    entries = AuditEntry.objects.filter(term=term).order_by("seq")
    assert [entry.action for entry in entries] == ["Mở năm", "Khép năm"]
    assert entries[0].after == {"năm": f"Năm {YEAR + 1}", "đơn vị thành viên": ["Sở Tài chính", "Sở Y tế"]}


def test_an_expected_leader_acts_until_the_election(world):
    cast.leads(world.health, world.term, LeadershipRole.EXPECTED)
    health = standing(world.member)
    assert health.leading(world.term.pk, Role.OFFICER)
    assert health.is_only_expected(world.term.pk)
    assert not standing(world.leader).is_only_expected(world.term.pk)
