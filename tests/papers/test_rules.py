"""Who may see papers and registers, and who keeps the registers."""

import pytest
from django.utils import timezone

from blocs.enums import LeadershipRole, Role
from blocs.models import Leadership
from tests.papers.world import YEAR, person, standing
from thidua.papers.models import Paper, Register
from thidua.papers.rules import can_give_number, can_keep_register, can_see_paper, can_see_register

HEAD_OF_BLOC = "Sổ này do văn thư hoặc chuyên viên của đơn vị đang đứng đầu khối, cụm giữ."
OWN_ONLY = "Sổ này do văn thư hoặc chuyên viên của cơ quan ấy giữ."


@pytest.fixture
def registers(world):
    """One register of each owner in the world."""
    for owner in (world.province, world.tourism, world.building, world.home_affairs, world.other_province):
        Register.objects.create(organisation=owner, year=YEAR)
    return Register.objects.all()


@pytest.fixture
def papers(world):
    """A paper in each state, and one that another department sealed."""
    issued = world.issued()
    world.issued(replaces=issued)
    world.signed()
    world.frozen()
    Paper.objects.filter(pk=world.frozen().pk).update(organisation=world.other_province)
    return Paper.objects.all()


def seen_by(user, registers):
    return {str(register.owner) for register in registers.visible_to(standing(user))}


def keepers(world, register):
    return {user.login_name for user in world.people if can_keep_register(standing(user), register)}


# Seeing --------------------------------------------------------------------------------------------------------------


def test_each_person_sees_the_registers_of_the_own_unit_and_the_blocs_led_followed_or_overseen(world, registers):
    bloc, below = "Khối thi đua số 6", {"Ủy ban nhân dân tỉnh Lam Giang", "Sở Du lịch", "Sở Xây dựng"}
    assert {user.login_name: seen_by(user, registers) for user in world.people} == {
        "van.thu": {bloc, "Sở Du lịch"},
        "giam.doc": {bloc, "Sở Du lịch"},
        "xay.dung": {"Sở Xây dựng"},
        "theo.doi": {bloc},
        "thuong.truc": {bloc, "Sở Nội vụ", *below},
        "hoi.dong": set(),
        "kiem.tra": set(),
        "nguoi.la": {"Ủy ban nhân dân tỉnh Thanh Hải"},
        "quan.tri.so": set(),
    }


def test_list_and_rule_agree_on_registers(world, registers):
    for user in world.people:
        who = standing(user)
        assert set(registers.visible_to(who)) == {register for register in registers if can_see_register(who, register)}


@pytest.mark.parametrize("closed", [False, True])
def test_list_and_rule_agree_on_papers(world, papers, closed):
    if closed:
        world.term.closed_at = timezone.now()
        world.term.save()
    for user in world.people:
        who = standing(user)
        assert set(papers.visible_to(who)) == {paper for paper in papers if can_see_paper(who, paper)}


def test_a_member_sees_a_paper_from_its_issue(world):
    signed = world.signed()
    assert not can_see_paper(standing(world.member), signed)
    assert can_see_paper(standing(world.member), world.issued())


def test_who_makes_or_oversees_a_paper_sees_it_before_its_issue(world):
    frozen = world.frozen()
    assert {user.login_name for user in world.people if can_see_paper(standing(user), frozen)} == {
        "van.thu",
        "giam.doc",
        "theo.doi",
        "thuong.truc",
    }


# Keeping -------------------------------------------------------------------------------------------------------------


def test_a_blocs_register_is_kept_by_the_leading_unit_or_on_its_behalf(world):
    assert keepers(world, world.register) == {"van.thu", "theo.doi", "thuong.truc"}
    assert can_keep_register(standing(world.member), world.register).reason == HEAD_OF_BLOC


def test_the_capacity_is_told(world):
    verdicts = [can_keep_register(standing(user), world.register) for user in (world.clerk, world.follower)]
    assert [str(verdict.capacity) for verdict in verdicts] == [
        "Văn thư, Sở Du lịch",
        "Chuyên viên theo dõi khối, Sở Nội vụ",
    ]


def test_an_officer_of_the_leading_unit_keeps_it_too(world):
    officer = person("chuyen.vien", Role.OFFICER, world.tourism)
    assert can_keep_register(standing(officer), world.register)


@pytest.mark.parametrize(("role", "keeps"), [(LeadershipRole.DEPUTY, True), (LeadershipRole.EXPECTED, False)])
def test_a_deputy_keeps_it_but_not_a_unit_that_is_only_expected_to_lead(world, role, keeps):
    world.lead(world.building, role)
    assert bool(can_keep_register(standing(world.member), world.register)) is keeps


def test_who_led_keeps_it_no_longer_when_the_year_is_closed(world):
    world.term.closed_at = timezone.now()
    world.term.save()
    clerk = standing(world.clerk)
    assert can_see_register(clerk, world.register)
    assert can_keep_register(clerk, world.register).reason == HEAD_OF_BLOC


def test_who_led_keeps_it_no_longer_when_another_leads(world):
    Leadership.objects.update(organisation=world.building)
    assert keepers(world, world.register) == {"xay.dung", "theo.doi", "thuong.truc"}


def test_an_organisations_register_is_kept_by_its_own_people_alone(world):
    register = Register.objects.create(organisation=world.tourism, year=YEAR)
    assert keepers(world, register) == {"van.thu"}
    assert can_keep_register(standing(world.office), register).reason == OWN_ONLY


def test_a_register_that_only_records_gives_no_numbers(world):
    clerk = standing(world.clerk)
    assert can_give_number(clerk, world.register)
    world.register.numbers_here = False
    assert "Cấp số tại đây" in can_give_number(clerk, world.register).reason
    assert can_give_number(standing(world.member), world.register).reason == HEAD_OF_BLOC
