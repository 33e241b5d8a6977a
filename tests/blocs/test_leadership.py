"""Exactly one unit leads a bloc on each date from the first appointment on."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blocs.enums import LeadershipRole, Role
from blocs.models import AuditEntry, Term
from blocs.services.leadership import appoint, correct, end
from blocs.services.terms import close_term
from tests import world as cast
from tests.world import YEAR, standing
from thidua.lib.verdict import RefusedError

LEADER, DEPUTY, EXPECTED = LeadershipRole.LEADER, LeadershipRole.DEPUTY, LeadershipRole.EXPECTED
FIRST, MARCH, JUNE = date(YEAR, 1, 1), date(YEAR, 3, 1), date(YEAR, 6, 1)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def chief(world):
    return standing(world.chief)


@pytest.fixture
def term(world):
    """A year in which nobody leads yet."""
    return cast.term(world.bloc, YEAR + 1, members=[world.finance, world.health])


def leader(term, day):
    return Term.objects.get(pk=term.pk).leader_on(day)


def test_a_new_leader_follows_the_old_at_once(world, chief):
    appoint(world.term, world.health, LEADER, from_on=MARCH, by=chief)
    assert leader(world.term, MARCH - ONE_DAY) == world.finance
    assert leader(world.term, MARCH) == world.health


@pytest.mark.parametrize(("day", "by"), [(MARCH - ONE_DAY, "leader"), (MARCH, "member")])
def test_rights_pass_on_that_day(world, chief, day, by):
    appoint(world.term, world.health, LEADER, from_on=MARCH, by=chief)
    acting = {name for name, user in world.people.items() if standing(user, day).leading(world.term.pk, Role.OFFICER)}
    assert acting == {by}


def test_a_leader_ends_the_time_of_whoever_was_expected(world, chief, term):
    appoint(term, world.health, EXPECTED, from_on=FIRST, by=chief)
    appoint(term, world.health, LEADER, from_on=MARCH, by=chief)
    assert [(row.role, row.from_on, row.to_on) for row in term.leaderships.all()] == [
        (EXPECTED, FIRST, MARCH - ONE_DAY),
        (LEADER, MARCH, None),
    ]


def test_somebody_expected_from_later_on_is_expected_no_more(world, chief, term):
    appoint(term, world.health, EXPECTED, from_on=JUNE, by=chief)
    appoint(term, world.finance, LEADER, from_on=MARCH, by=chief)
    assert [row.organisation for row in term.leaderships.all()] == [world.finance]


def test_deputies_may_be_several_and_end_on_a_day(world, chief):
    third = cast.organisation("Sở Xây dựng", world.province)
    world.term.member_units.create(organisation=third)
    for unit in (world.health, third):
        appoint(world.term, unit, DEPUTY, from_on=FIRST, by=chief)
    end(world.term.leaderships.get(organisation=third), last_day=MARCH, by=chief)
    on = {day: [row.organisation for row in world.term.leaders_on(day, DEPUTY)] for day in (MARCH, MARCH + ONE_DAY)}
    assert on == {MARCH: [world.health, third], MARCH + ONE_DAY: [world.health]}


def test_a_leader_does_not_simply_end(world, chief):
    with pytest.raises(RefusedError, match="phải luôn có một đơn vị đứng đầu"):
        end(world.term.leaderships.get(), last_day=MARCH, by=chief)


def test_who_leads_already_is_not_appointed_again(world, chief):
    with pytest.raises(RefusedError, match="Sở Tài chính đang giữ vai trò này"):
        appoint(world.term, world.finance, LEADER, from_on=MARCH, by=chief)


def test_nobody_leads_from_before_the_leader_of_today(world, chief):
    appoint(world.term, world.health, LEADER, from_on=JUNE, by=chief)
    with pytest.raises(RefusedError, match="Sở Y tế đã đứng đầu từ ngày 01/6/2026"):
        appoint(world.term, world.finance, LEADER, from_on=MARCH, by=chief)


def test_only_a_member_unit_leads(world, chief):
    with pytest.raises(RefusedError, match="không phải đơn vị thành viên của năm 2026"):
        appoint(world.term, world.schools, LEADER, from_on=MARCH, by=chief)


def test_nobody_is_appointed_in_a_closed_year(world, chief):
    with pytest.raises(RefusedError, match="Năm 2025 đã khép"):
        appoint(world.last_term, world.finance, LEADER, from_on=date(YEAR - 1, 3, 1), by=chief)


@pytest.mark.parametrize("name", ["leader", "member", "follower", "outsider", "auditor", "administrator"])
def test_only_the_standing_body_appoints(world, name):
    with pytest.raises(RefusedError, match="cơ quan thường trực Hội đồng"):
        appoint(world.term, world.health, LEADER, from_on=MARCH, by=standing(world.people[name]))


def test_a_day_entered_wrongly_is_corrected_with_the_end_of_the_leader_before(world, chief):
    made = appoint(world.term, world.health, LEADER, from_on=JUNE, by=chief)
    correct(made, organisation=world.health, from_on=MARCH, reason="Gõ nhầm tháng", by=chief)
    assert leader(world.term, MARCH - ONE_DAY) == world.finance
    assert leader(world.term, MARCH) == world.health


def test_a_unit_entered_wrongly_is_corrected(world, chief):
    correct(world.term.leaderships.get(), organisation=world.health, from_on=FIRST, reason="Nhầm sở", by=chief)
    assert leader(world.term, FIRST) == world.health


def test_a_correction_has_a_reason(world, chief):
    with pytest.raises(RefusedError, match="Hãy ghi lý do sửa"):
        correct(world.term.leaderships.get(), organisation=world.health, from_on=FIRST, reason=" ", by=chief)


def test_the_history_tells_what_stood_there_before(world, chief):
    correct(world.term.leaderships.get(), organisation=world.health, from_on=MARCH, reason="Nhầm sở", by=chief)
    entry = AuditEntry.objects.get(action="Sửa đơn vị đã cử")
    assert entry.before == {"đơn vị": "Đơn vị đứng đầu: Sở Tài chính, từ 01/01/2026"}
    assert entry.after == {"đơn vị": "Đơn vị đứng đầu: Sở Y tế, từ 01/3/2026"}
    assert entry.reason == "Nhầm sở"


def test_a_closed_year_keeps_its_leader(world, chief):
    close_term(world.term, by=chief)
    with pytest.raises(RefusedError, match="đã khép"):
        correct(world.term.leaderships.get(), organisation=world.health, from_on=FIRST, reason="Nhầm", by=chief)


days = st.integers(0, 364).map(lambda number: FIRST + timedelta(days=number))
steps = st.lists(st.tuples(st.sampled_from(["appoint", "correct"]), st.integers(0, 3), days), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_on_each_date_after_the_first_appointment_exactly_one_unit_leads(world, chief, steps):
    units = [world.finance, world.health, *(cast.organisation(f"Sở {n}", world.province) for n in (3, 4))]
    term = cast.term(cast.bloc(world.province, "Khối thi đua số 9"), members=units)
    for verb, which, day in steps:
        rows = list(term.leaderships.all())
        try:
            if verb == "appoint":
                appoint(term, units[which], LEADER, from_on=day, by=chief)
            elif rows:
                row = rows[which % len(rows)]
                correct(row, organisation=units[which], from_on=day, reason="Thử", by=chief)
        except RefusedError:
            assert list(term.leaderships.values_list("organisation", "from_on", "to_on")) == [
                (row.organisation_id, row.from_on, row.to_on) for row in rows
            ]
        rows = list(term.leaderships.all())
        if not rows:
            continue
        first = min(row.from_on for row in rows)
        leading = {
            day: sum(row.holds_on(day) for row in rows)
            for day in (first + timedelta(days=number) for number in range((date(YEAR, 12, 31) - first).days + 1))
        }
        assert set(leading.values()) == {1}
