"""Lists and single rights come from one source: what a person sees in a list is what the person may open."""

import pytest

from blocs.enums import LeadershipRole, Role
from blocs.models import Bloc, Organisation, Term
from blocs.rules import can_manage_bloc, can_see_bloc, can_see_term, can_set_up
from blocs.services.terms import close_term
from tests import world as cast
from tests.world import standing

SEEN = {
    "leader": ["last_term", "term"],
    "member": ["last_term", "term"],
    "chief": ["last_term", "other_term", "term"],
    "follower": ["last_term", "term"],
    "outsider": [],
    "auditor": ["last_term"],
    "administrator": [],
    "council": ["last_term", "other_term", "term"],
    "deputy": ["term"],
    "expected": ["term"],
    "former deputy": [],
    "chief elsewhere": [],
    "chief of the unit alone": [],
    "nobody": [],
    "former officer": [],
    "leader of the other bloc": ["other_term"],
    "council elsewhere": [],
    "auditor of one unit": [],
    "follower of both": ["last_term", "other_term", "term"],
    "clerk of the member": ["last_term", "term"],
    "assessor": [],
}
"""The years that each person sees, by their names in the world."""


@pytest.fixture
def everybody(world):
    """Everybody who stands to the bloc in a way of their own."""
    units = {name: cast.organisation(f"Sở {name}", world.province) for name in ("deputy", "expected", "former deputy")}
    cast.leads(units["deputy"], world.term, LeadershipRole.DEPUTY)
    cast.leads(units["expected"], world.term, LeadershipRole.EXPECTED)
    first = world.term.starts_on
    cast.leads(units["former deputy"], world.term, LeadershipRole.DEPUTY, from_on=first, to_on=first)
    former = cast.person("Người Cũ")
    cast.post(former, world.finance, to_on=world.term.starts_on)
    both = [world.bloc, world.other_bloc]
    return world.people | {
        **{name: cast.holder(f"Người {name}", unit) for name, unit in units.items()},
        "council": cast.holder("Người Hội Đồng", world.province, Role.COUNCIL),
        "council elsewhere": cast.holder("Người Hội Đồng", world.far_province, Role.COUNCIL),
        "chief elsewhere": cast.holder("Người Tỉnh Khác", world.far_province, Role.STANDING_BODY),
        "chief of the unit alone": cast.holder("Người Một Sở", world.finance, Role.STANDING_BODY),
        "nobody": cast.person("Người Không"),
        "former officer": former,
        "leader of the other bloc": cast.holder("Người Khối Hai", world.schools, Role.HEAD),
        "auditor of one unit": cast.holder("Người Thanh Tra", world.finance, Role.AUDITOR),
        "follower of both": cast.holder("Người Theo Dõi", world.office, Role.FOLLOWER, follows=both),
        "clerk of the member": cast.holder("Người Văn Thư", world.health, Role.CLERK),
        "assessor": cast.holder("Người Chấm", world.schools, Role.ASSESSOR),
    }


def names(world, terms):
    return sorted(name for name, value in vars(world).items() if value in terms)


def test_everybody_sees_the_years_they_have_to_do_with(world, everybody):
    seen = {name: names(world, Term.objects.visible_to(standing(user))) for name, user in everybody.items()}
    assert seen == SEEN


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("moved", [False, True])
def test_a_year_in_the_list_is_a_year_that_may_be_opened(world, everybody, closed, moved):
    if closed:
        close_term(world.term, by=standing(world.chief))
    if moved:
        Organisation.objects.filter(pk=world.province.pk).update(standing_body=world.far_province)
    for name, user in everybody.items():
        of = standing(user)
        listed = set(Term.objects.visible_to(of))
        assert listed == {term for term in Term.objects.all() if can_see_term(of, term)}, name


def test_a_bloc_in_the_list_is_a_bloc_that_may_be_opened(world, everybody):
    for name, user in everybody.items():
        of = standing(user)
        listed = set(Bloc.objects.visible_to(of))
        assert listed == {bloc for bloc in Bloc.objects.all() if can_see_bloc(of, bloc)}, name


def test_each_list_names_a_thing_once(world, everybody):
    for user in everybody.values():
        listed = list(Term.objects.visible_to(standing(user)).values_list("pk", flat=True))
        assert sorted(listed) == sorted(set(listed))


def test_who_may_open_a_year_may_open_its_bloc(world, everybody):
    for name, user in everybody.items():
        of = standing(user)
        blocs = {term.bloc for term in Term.objects.visible_to(of)}
        assert blocs <= set(Bloc.objects.visible_to(of)), name


def test_only_the_standing_body_manages_the_bloc(world, everybody):
    assert {name for name, user in everybody.items() if can_manage_bloc(standing(user), world.bloc)} == {"chief"}


def test_the_standing_body_and_the_administrator_set_up_what_is_below(world, everybody):
    allowed = {name for name, user in everybody.items() if can_set_up(standing(user), world.health)}
    assert allowed == {"chief", "administrator"}


def test_the_administrator_takes_no_part_in_the_work(world):
    of = standing(world.administrator)
    assert not Term.objects.visible_to(of).exists()
    assert not Bloc.objects.visible_to(of).exists()
    assert not can_manage_bloc(of, world.bloc)


def test_an_auditor_sees_a_year_from_its_closing(world):
    assert not can_see_term(standing(world.auditor), world.term)
    assert can_see_term(standing(world.auditor), close_term(world.term, by=standing(world.chief)))


def test_a_standing_body_oversees_its_own_place_and_those_it_stands_for(world):
    assert standing(world.chief).overseen_paths == (world.province.path, world.office.path)


def test_a_refusal_gives_its_reason(world):
    assert can_see_term(standing(world.outsider), world.term).reason == "Tài khoản này không tham gia năm thi đua ấy."


@pytest.mark.parametrize("many", [1, 30])
def test_a_standing_takes_five_queries_however_many_posts_there_are(world, django_assert_num_queries, many):
    user = cast.person("Người Đa Nhiệm")
    for number in range(many):
        unit = cast.organisation(f"Sở {number}", world.province)
        cast.post(user, unit)
        cast.post(user, unit, Role.FOLLOWER, follows=[world.bloc])
        cast.post(user, unit, Role.STANDING_BODY)
        cast.term(cast.bloc(unit), members=[unit], leader=unit)
    with django_assert_num_queries(5):
        of = standing(user)
        assert len(of.leads) == len(of.memberships) == many
        assert len(of.followed_blocs) == 1
        assert len(of.overseen_paths) == many
