"""The admin of one office shows nothing of another's, by whatever door one comes."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from blocs.admin.base import ScopedAdmin, admin_of
from blocs.models import AuditEntry, Bloc, Leadership, MemberUnit, Organisation, Post, Term, User
from blocs.services.standing import standing_of
from plans.models import Plan
from scoring.models import CriteriaTable, Pledge, Registration, ScoreSheet, ScoringRound
from tests.project.admin.conftest import SAMPLES, office
from tests.project.admin.pages import LISTS, act_on, address, cells, list_of, page_of, refusals, send, text
from thidua.papers.models import Paper, Register, RegisterEntry

pytestmark = pytest.mark.any_engine

WORK = [
    Term, MemberUnit, Leadership, Plan, Paper, Register, RegisterEntry, CriteriaTable, ScoringRound, ScoreSheet,
    Registration, Pledge,
]  # fmt: skip
AUTOCOMPLETE = [
    ("blocs", "post", "user"),
    ("blocs", "post", "organisation"),
    ("blocs", "post", "followed_blocs"),
    ("blocs", "term", "bloc"),
    ("blocs", "memberunit", "term"),
    ("blocs", "bloc", "superior"),
    ("plans", "plan", "term"),
    ("plans", "plan", "paper"),
    ("plans", "task", "plan"),
    ("papers", "paper", "entry"),
    ("papers", "registerentry", "register"),
]


def test_every_list_of_the_admin_is_scoped():
    assert all(isinstance(model_admin, ScopedAdmin) for model_admin in admin.site._registry.values())


def test_the_world_has_a_row_for_every_list(north):
    assert {type(sample) for sample in north.samples} == set(LISTS)


@pytest.mark.parametrize("role", ["officer", "follower"])
@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_a_list_and_its_workbook_show_the_office_its_own_rows_alone(north, south, signed_in, role, model):
    client = signed_in(getattr(north, role))
    page, workbook = client.get(list_of(model)), client.get(address(model, "export"))
    if role == "follower" and model in (Organisation, User, Post):
        assert page.status_code == workbook.status_code == 403
        return
    assert "BẮC" in text(page)
    assert "NAM" not in text(page)
    assert "BẮC" in str(cells(workbook))
    assert "NAM" not in str(cells(workbook))


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_a_list_counts_the_rows_of_the_office_alone(north, south, signed_in, model):
    client = signed_in(north.officer)
    counted = client.get(list_of(model)).context["cl"].result_count
    kept = admin_of(model).rows(standing_of(north.officer))
    assert counted == model.objects.filter(kept).count() > 0


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_searching_for_another_office_finds_nothing(north, south, signed_in, model):
    found = signed_in(north.officer).get(list_of(model), {"q": "NAM"})
    assert found.context["cl"].result_count == 0


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("view", ["change", "history", "delete"])
def test_the_pages_of_foreign_objects_do_not_exist(north, south, signed_in, sample, view):
    client = signed_in(north.officer)
    foreign, own = getattr(south, sample), getattr(north, sample)
    assert client.get(address(foreign, view, foreign.pk)).status_code == 404
    assert client.get(address(own, view, own.pk)).status_code == (403 if view == "delete" else 200)
    assert client.post(address(foreign, view, foreign.pk), {"post": "yes"}).status_code == 404


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_acts_on_foreign_objects_do_not_exist(north, south, signed_in, sample):
    client, foreign = signed_in(north.officer), getattr(south, sample)
    for act in admin_of(type(foreign)).acts:
        assert client.get(act_on(foreign, act.slug)).status_code == 404
        assert client.post(act_on(foreign, act.slug), {}).status_code == 404


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_pages_of_own_objects_say_nothing_of_another_office(north, south, signed_in, sample):
    own = getattr(north, sample)
    client = signed_in(north.officer)
    for url in (page_of(own), f"{page_of(own)}?_popup=1", address(own, "history", own.pk)):
        assert "NAM" not in text(client.get(url))


@pytest.mark.parametrize("model", [Organisation, Bloc, Term, User, Post])
def test_the_pages_for_adding_offer_nothing_of_another_office(north, south, signed_in, model):
    page = signed_in(north.officer).get(address(model, "add"), {"organisation": south.organisation.pk,
                                                               "bloc": south.bloc.pk, "user": south.officer.pk,
                                                               "parent": south.organisation.pk,
                                                               "superior": south.organisation.pk})  # fmt: skip
    assert page.status_code == 200
    assert "NAM" not in text(page)


@pytest.mark.parametrize(("app", "model", "field"), AUTOCOMPLETE)
def test_autocomplete_offers_the_rows_of_the_office_alone(north, south, signed_in, app, model, field):
    where = {"app_label": app, "model_name": model, "field_name": field}
    client = signed_in(north.officer)
    url = reverse("admin:autocomplete")
    offered = client.get(url, where | {"term": ""}).json()["results"]
    assert offered
    assert not [row for row in offered if "NAM" in row["text"]]
    assert client.get(url, where | {"term": "NAM"}).json()["results"] == []


def test_autocomplete_finds_without_diacritics(north, signed_in):
    where = {"app_label": "blocs", "model_name": "term", "field_name": "bloc", "term": "khoi thi dua bac"}
    found = signed_in(north.officer).get(reverse("admin:autocomplete"), where).json()["results"]
    assert [row["id"] for row in found] == [str(north.bloc.pk)]


def test_foreign_ids_that_are_sent_back_are_no_choice(north, south, signed_in, tomorrow):
    client = signed_in(north.officer)
    day = tomorrow.strftime("%d/%m/%Y")
    sent = [
        send(client, address(Post, "add"), user=south.officer.pk, organisation=north.organisation.pk, role="clerk",
             from_on=day),
        send(client, address(Post, "add"), user=north.officer.pk, organisation=south.organisation.pk, role="clerk",
             from_on=day),
        send(client, address(Post, "add"), user=north.officer.pk, organisation=north.organisation.pk, role="follower",
             from_on=day, followed_blocs=[south.bloc.pk]),
        send(client, address(Term, "add"), bloc=south.bloc.pk, year=2027),
        send(client, address(Term, "add"), bloc=north.bloc.pk, year=2027, members=[south.unit.organisation.pk]),
        send(client, address(Organisation, "add"), code="X1", name="Mới", parent=south.organisation.pk),
        send(client, page_of(north.bloc), superior=south.organisation.pk),
        client.post(act_on(north.term, "them-don-vi"), {"organisation": south.unit.organisation.pk, "position": 2}),
        client.post(act_on(north.term, "cu-don-vi"), {"organisation": south.unit.organisation.pk, "role": "deputy",
                                                      "from_on": day}),
        client.post(act_on(north.unit.organisation, "sap-nhap"), {"into": south.organisation.pk, "last_day": day}),
    ]  # fmt: skip
    for response in sent:
        assert response.status_code == 200
        assert len(refusals(response)) == 1
        assert "NAM" not in text(response)
    assert AuditEntry.objects.count() == 2


def test_actions_pass_over_foreign_rows(north, south, signed_in):
    client = signed_in(north.officer)
    chosen = {"action": "print_codes", "_selected_action": [south.officer.pk, south.follower.pk]}
    assert "NAM" not in text(client.post(list_of(User), chosen, follow=True))
    opened = {"action": "open_next", "_selected_action": [south.term.pk]}
    client.post(list_of(Term), opened, follow=True)
    assert Term.objects.count() == 2
    assert AuditEntry.objects.count() == 2


@pytest.mark.parametrize("lookup", ["password__startswith", "posts__organisation__name", "posts__user__password"])
def test_rows_are_not_filtered_by_what_is_not_shown(north, signed_in, lookup):
    assert signed_in(north.officer).get(list_of(User), {lookup: "a"}).status_code == 400


@pytest.mark.parametrize("model", [MemberUnit, Leadership, Plan, Paper, RegisterEntry, AuditEntry])
def test_filters_offer_no_year_of_another_office(north, signed_in, model):
    office("NAM", 2031)
    assert "2031" not in text(signed_in(north.officer).get(list_of(model)))


def test_the_admin_shows_no_more_than_the_site(north, south):
    for person in (north.officer, north.follower):
        standing = standing_of(person)
        for model in (Bloc, Term, Plan, Register):
            here = model.objects.filter(admin_of(model).rows(standing))
            assert set(here) <= set(model.objects.visible_to(standing))


def test_without_the_scope_the_markers_are_seen(north, south, signed_in, monkeypatch):
    """The twin of the tests above: they would notice."""
    monkeypatch.setattr(ScopedAdmin, "get_queryset", admin.ModelAdmin.get_queryset)
    client = signed_in(north.officer)
    assert "NAM" in text(client.get(list_of(Plan)))
    assert client.get(page_of(south.plan)).status_code == 200
    where = {"app_label": "blocs", "model_name": "term", "field_name": "bloc"}
    assert "NAM" in client.get(reverse("admin:autocomplete"), where).json()["results"][-1]["text"]


# Roles --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", WORK, ids=lambda model: model.__name__)
def test_the_technical_administrator_has_no_part_in_the_work(north, administrator, signed_in, model):
    client = signed_in(administrator)
    sample = next(sample for sample in north.samples if isinstance(sample, model))
    assert client.get(list_of(model)).status_code == 403
    assert client.get(address(model, "export")).status_code == 403
    assert client.get(page_of(sample)).status_code == 404
    assert list_of(model) not in text(client.get(reverse("admin:index")))


def test_the_technical_administrator_keeps_accounts_posts_and_organisations(north, administrator, signed_in):
    client = signed_in(administrator)
    for sample in (north.organisation, north.officer, north.post, north.bloc):
        assert "BẮC" in text(client.get(page_of(sample)))


def test_the_technical_administrator_reads_the_history_of_accounts_alone(north, administrator, signed_in):
    client = signed_in(administrator)
    assert client.get(list_of(AuditEntry)).context["cl"].result_count == 0
    client.post(act_on(north.follower, "khoa"), {})
    assert [entry.action for entry in client.get(list_of(AuditEntry)).context["cl"].result_list] == ["Khóa tài khoản"]


def test_an_office_does_not_see_the_administrators_account(north, administrator, signed_in):
    Post.objects.create(user=administrator, organisation=north.organisation, role="officer", from_on="2020-01-01")
    assert signed_in(north.officer).get(page_of(administrator)).status_code == 404


def test_a_follower_reads_and_changes_nothing(north, signed_in):
    client = signed_in(north.follower)
    for sample in (north.bloc, north.unit, north.leadership):
        page = client.get(page_of(sample))
        assert page.context["refusal"]
        assert 'name="_save"' not in text(page)
        assert client.post(page_of(sample), {"position": 7}).status_code == 403
    for model in (Bloc, Term, User, Organisation, Post):
        assert client.get(address(model, "add")).status_code == 403
    assert client.post(act_on(north.term, "khep-nam"), {}).status_code == 403
    assert Term.objects.get(pk=north.term.pk).is_open


def test_a_post_that_has_ended_gives_no_admin(north, signed_in):
    Post.objects.filter(user=north.officer).update(to_on="2020-12-31")
    assert signed_in(north.officer).get(reverse("admin:index"), follow=True).status_code == 403


@pytest.mark.parametrize("role", ["officer", "follower"])
def test_no_page_links_to_what_the_person_may_not_see(north, signed_in, role):
    """The office lies below a council that is not its own: the place above is named, and not linked."""
    client = signed_in(getattr(north, role))
    pages = [page for page in map(client.get, map(page_of, north.samples)) if page.status_code == 200]
    linked = {href for page in pages for href in re.findall(r'href="(/[^"?#]*)', text(page)) if "/static/" not in href}
    assert {href: client.get(href).status_code for href in linked if client.get(href).status_code >= 400} == {}
