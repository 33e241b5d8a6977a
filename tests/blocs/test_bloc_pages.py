"""The pages of blocs and organisations: who sees what, in which order, with how many queries."""

from datetime import date

import pytest
from django.urls import reverse

from blocs.enums import BlocKind, LeadershipRole, Role
from blocs.models import FormerIdentity, Term
from blocs.views.blocs import BLOCS_ON_A_PAGE
from tests import world as cast

pytestmark = pytest.mark.any_engine


def listed(response):
    return [row["bloc"].name for row in response.context["rows"]]


def hats(response):
    return [(row["bloc"].name, year.term.label, year.hats) for row in response.context["rows"] for year in row["years"]]


def test_a_person_sees_the_blocs_of_the_own_units(world, get):
    assert listed(get(world.member, "blocs")) == ["Khối thi đua số 1"]


def test_each_year_says_what_the_persons_unit_is_in_it(world, get):
    assert hats(get(world.leader, "blocs")) == [
        ("Khối thi đua số 1", "Năm 2026", ["Khối trưởng"]),
        ("Khối thi đua số 1", "Năm 2025", ["Thành viên"]),
    ]


def test_a_commune_sees_both_its_hats(world, get):
    commune = cast.organisation("Ủy ban nhân dân xã Vĩnh Lam", world.province)
    cluster = cast.bloc(
        world.province, "Cụm thi đua số 5", kind=BlocKind.CUM, leader_title="Cụm trưởng", deputy_title="Cụm phó"
    )
    cast.leads(commune, cast.term(cluster, members=[commune]), LeadershipRole.DEPUTY)
    cast.term(cast.bloc(commune, "Phong trào của xã", kind=BlocKind.MOVEMENT), leader=commune)
    assert hats(get(cast.holder("Đinh Thị Hồng", commune), "blocs")) == [
        ("Cụm thi đua số 5", "Năm 2026", ["Cụm phó"]),
        ("Phong trào của xã", "Năm 2026", ["Cơ quan phát động"]),
    ]


def test_who_acts_for_two_units_is_told_which_wears_the_hat(world, get):
    cast.post(world.member, world.finance)
    assert hats(get(world.member, "blocs"))[0][2] == ["Khối trưởng: Sở Tài chính", "Thành viên: Sở Y tế"]


def test_an_expected_leader_is_called_so(world, get):
    cast.leads(world.health, world.term, LeadershipRole.EXPECTED)
    assert hats(get(world.member, "blocs"))[0][2] == ["Khối trưởng dự kiến"]


@pytest.mark.parametrize(
    ("person", "hat"), [("chief", "Cơ quan quản lý"), ("follower", "Theo dõi"), ("auditor", "Kiểm tra (chỉ xem)")]
)
def test_who_looks_from_above_is_told_as_what(world, get, person, hat):
    assert get(getattr(world, person), "bloc", world.bloc.pk).context["hats"] == [hat]


def test_an_outsider_has_no_bloc_and_is_told_why(world, get):
    assert "chưa thuộc khối, cụm nào" in get(world.outsider, "blocs").content.decode()


def test_the_blocs_of_the_own_units_come_first_the_others_in_vietnamese_order(world, get):
    for name in ("Khối thi đua số 10", "Cụm Đồng Mây", "Cụm Dân Lập", "Khối thi đua số 9"):
        cast.bloc(world.province, name)
    cast.post(world.chief, world.schools)
    assert listed(get(world.chief, "blocs")) == [
        "Khối thi đua số 2",
        "Cụm Dân Lập",
        "Cụm Đồng Mây",
        "Khối thi đua số 1",
        "Khối thi đua số 9",
        "Khối thi đua số 10",
    ]


def test_blocs_are_found_without_diacritics(world, get):
    cast.bloc(world.province, "Cụm thi đua Đắk Glei")
    assert listed(get(world.chief, "blocs", tim="dak glei")) == ["Cụm thi đua Đắk Glei"]


def test_a_search_without_a_find_says_what_to_do(world, get):
    assert "Hãy thử ít chữ hơn" in get(world.chief, "blocs", tim="khong co").content.decode()


def test_many_blocs_come_in_pages(world, get):
    for number in range(3, BLOCS_ON_A_PAGE + 3):
        cast.bloc(world.province, f"Khối thi đua số {number}")
    assert len(listed(get(world.chief, "blocs"))) == BLOCS_ON_A_PAGE
    assert listed(get(world.chief, "blocs", trang="2")) == ["Khối thi đua số 26", "Khối thi đua số 27"]


def test_the_list_asks_as_many_queries_for_many_blocs_as_for_few(world, queries):
    few = queries(world.chief, "blocs")
    for number in range(3, 203):
        made = cast.bloc(world.province, f"Khối thi đua số {number}")
        cast.term(made, members=[world.health], leader=world.health)
    assert queries(world.chief, "blocs") == few


def test_the_page_of_a_bloc_asks_as_many_queries_for_many_years_as_for_few(world, queries):
    few = queries(world.chief, "bloc", world.bloc.pk)
    for year in range(1990, 2020):
        cast.term(world.bloc, year, members=[world.finance, world.health], leader=world.health, closed=True)
    assert queries(world.chief, "bloc", world.bloc.pk) == few


def test_the_page_of_a_bloc_names_the_leader_of_each_year(world, get):
    years = get(world.member, "bloc", world.bloc.pk).context["years"]
    assert [(year.term.label, year.leader.name) for year in years] == [
        ("Năm 2026", "Sở Tài chính"),
        ("Năm 2025", "Sở Y tế"),
    ]


@pytest.mark.parametrize("name", ["bloc", "open_year"])
def test_a_bloc_out_of_view_does_not_exist(world, get, name):
    assert get(world.member, name, world.other_bloc.pk).status_code == 404


def test_a_member_may_not_open_a_year_and_is_told_who_may(world, get):
    response = get(world.member, "open_year", world.bloc.pk)
    assert response.status_code == 403
    assert "cơ quan thường trực Hội đồng" in response.content.decode()


def test_the_office_opens_the_first_year_of_a_bloc(world, client):
    fresh = cast.bloc(world.province, "Khối thi đua số 3")
    client.force_login(world.chief)
    response = client.post(reverse("open_year", args=[fresh.pk]), {"year": "2026"})
    assert response.headers["Location"] == reverse("member_units", args=[Term.objects.get(bloc=fresh).pk])


def test_a_year_that_exists_is_not_opened_again(world, client):
    client.force_login(world.chief)
    response = client.post(reverse("open_year", args=[world.bloc.pk]), {"year": "2026"})
    assert "Khối thi đua số 1 đã có năm 2026." in response.content.decode()


# An organisation ------------------------------------------------------------------------------------------------------


def test_units_of_one_bloc_see_each_other(world, get):
    assert get(world.member, "organisation", world.finance.pk).status_code == 200


def test_units_that_share_no_bloc_do_not(world, get):
    assert get(world.member, "organisation", world.schools.pk).status_code == 404
    assert get(world.member, "organisation", world.far_province.pk).status_code == 404


@pytest.mark.parametrize("person", ["chief", "auditor"])
def test_who_looks_from_above_sees_the_organisations_below(world, get, person):
    assert get(getattr(world, person), "organisation", world.schools.pk).status_code == 200


def test_an_organisation_tells_its_former_names_and_mergers(world, get):
    FormerIdentity.objects.create(
        organisation=world.finance, last_day=date(2025, 2, 28), name="Sở Tài chính - Vật giá", parent=world.province
    )
    cast.organisation("Sở Giá cả", world.province, merged_into=world.finance, last_day=date(2024, 12, 31))
    page = get(world.chief, "organisation", world.finance.pk).content.decode()
    assert "Sở Tài chính - Vật giá" in page
    assert "28/02/2025" in page
    assert "Sở Giá cả" in page
    assert "(hoạt động đến hết ngày 31/12/2024)" in page


def test_an_organisation_shows_only_the_years_in_view(world, get):
    cast.term(world.other_bloc, cast.YEAR - 1, members=[world.finance])
    shown = get(world.member, "organisation", world.finance.pk).context["years"]
    assert [year["term"] for year in shown] == [world.term, world.last_term]


def test_an_organisation_links_only_to_what_is_in_view(world, get):
    world.finance.parent = world.far_province
    world.finance.save()
    page = get(world.member, "organisation", world.finance.pk).content.decode()
    assert world.far_province.name in page
    assert reverse("organisation", args=[world.far_province.pk]) not in page


def test_a_movements_own_officer_manages_it(world, get):
    commune = cast.organisation("Ủy ban nhân dân xã Vĩnh Lam", world.province)
    movement = cast.bloc(commune, "Phong trào của xã", kind=BlocKind.MOVEMENT)
    cast.term(movement, leader=commune)
    assert get(cast.holder("Đinh Thị Hồng", commune, Role.OFFICER), "bloc", movement.pk).context["may_manage"]
