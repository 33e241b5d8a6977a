"""Who is to do the tasks of a plan follows the units of the year."""

from datetime import timedelta

import pytest

from blocs.enums import LeadershipRole
from blocs.models import MemberUnit
from blocs.services import leadership, members
from plans.models import Assignment
from plans.services import steps
from tests import world as cast
from tests.world import TODAY, standing

pytestmark = pytest.mark.django_db


def assigned(plan, number):
    rows = Assignment.objects.filter(task__plan=plan, task__number=number)
    return {row.organisation.name: row.role for row in rows.select_related("organisation")}


@pytest.fixture
def chief(office):
    return standing(office.world.chief)


def test_the_leaders_tasks_go_to_the_unit_that_takes_over(issued, office, chief):
    assert assigned(issued, "1") == {"Sở Tài chính": "lead", "Sở Y tế": "support"}
    leadership.appoint(issued.term, office.world.health, LeadershipRole.LEADER, from_on=TODAY, by=chief)
    assert assigned(issued, "1") == {"Sở Tài chính": "support", "Sở Y tế": "lead"}


def test_they_follow_a_correction_too(issued, office, chief):
    entered = issued.term.leaderships.get(role=LeadershipRole.LEADER)
    leadership.correct(entered, organisation=office.world.health, from_on=entered.from_on, reason="Nhập nhầm", by=chief)
    assert assigned(issued, "1") == {"Sở Tài chính": "support", "Sở Y tế": "lead"}


def test_a_unit_that_joins_gets_the_tasks_of_all_and_loses_them_as_it_leaves(draft, office, chief):
    joining = cast.organisation("Sở Xây dựng", office.world.province)
    members.add(draft.term, joining, by=chief)
    assert assigned(draft, "2") == {"Sở Tài chính": "lead", "Sở Y tế": "lead", "Sở Xây dựng": "lead"}
    members.remove(MemberUnit.objects.get(organisation=joining), left_on=TODAY, by=chief)
    assert assigned(draft, "2") == {"Sở Tài chính": "lead", "Sở Y tế": "lead"}
    members.strike_out(MemberUnit.objects.get(organisation=joining), reason="Nhập nhầm", by=chief)
    assert assigned(draft, "2") == {"Sở Tài chính": "lead", "Sở Y tế": "lead"}


def test_a_plan_that_is_in_force_no_longer_keeps_whom_it_had(issued, office, chief):
    steps.withdraw(issued, reason="Trùng kế hoạch", by=standing(office.officer))
    leadership.appoint(issued.term, office.world.health, LeadershipRole.LEADER, from_on=TODAY + timedelta(1), by=chief)
    assert assigned(issued, "1") == {"Sở Tài chính": "lead", "Sở Y tế": "support"}
