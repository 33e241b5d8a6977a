"""The twins of the tests of rights: each protection, switched off alone, is noticed by the table or by the crawl."""

import sys

import pytest
from django.contrib import admin
from django.contrib.auth.middleware import LoginRequiredMiddleware

from blocs.admin.base import ScopedAdmin
from blocs.models import Bloc, Organisation, SetupImport, Term
from blocs.rules import can_manage_bloc, can_see_history, can_use_setup
from plans.models import Plan
from plans.rules import can_edit, can_keep_registry, can_make_plan, can_match_parties, can_take
from scoring.models import YearPaper
from scoring.year_paper_rules import can_take as can_take_paper
from tests.project.rights.browsing import SITE, Browser
from tests.project.rights.checking import hold
from tests.project.rights.crawling import crawl
from tests.project.rights.policy import pages
from thidua.admin_site import AdminSite
from thidua.lib.verdict import Verdict
from thidua.papers.models import Paper, Register
from thidua.papers.rules import can_keep_register

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine, pytest.mark.long]

WATCHERS = (
    "stranger",
    "nobody",
    "head",
    "officer of a member",
    "follower",
    "officer of the other bloc",
    "officer of another province",
    "standing body of another province",
)
LISTS = [
    (Plan, "plan"),
    (Plan, "plan_pdf"),
    (Plan, "plan_docx"),
    (Term, "term"),
    (Bloc, "bloc"),
    (Organisation, "organisation"),
    (Paper, "paper"),
    (Paper, "paper_file"),
    (YearPaper, "year_paper_step"),
    (Register, "register_excel"),
    (SetupImport, "setup_preview"),
]
RULES = [
    (can_take, "plan_step"),
    (can_edit, "edit_plan"),
    (can_make_plan, "blank_plan"),
    (can_match_parties, "plan_parties"),
    (can_manage_bloc, "close_term"),
    (can_see_history, "plan_history"),
    (can_keep_register, "void_number"),
    (can_take_paper, "year_paper_step"),
    (can_use_setup, "setup_existing"),
    (can_keep_registry, "admin:plans_knowndocument_add"),
]


@pytest.fixture(scope="module")
def watchers(realm):
    return {name: Browser(realm.people[name]) for name in WATCHERS}


@pytest.mark.parametrize(("model", "name"), LISTS, ids=lambda value: getattr(value, "__name__", value))
def test_a_list_that_shows_everything_is_noticed(realm, watchers, monkeypatch, model, name):
    monkeypatch.setattr(model._default_manager._queryset_class, "visible_to", lambda rows, _standing: rows.all())
    assert hold(realm, pages(name), watchers).wrong


@pytest.mark.parametrize(("rule", "name"), RULES, ids=lambda value: getattr(value, "__name__", value))
def test_a_rule_that_allows_everything_is_noticed(realm, watchers, monkeypatch, rule, name):
    name_of_rule = rule.__name__
    for module in list(sys.modules.values()):
        if getattr(module, name_of_rule, None) is rule:
            monkeypatch.setattr(module, name_of_rule, lambda *_about: Verdict.yes())
    assert hold(realm, pages(name), watchers).wrong


def test_a_site_that_asks_nobody_to_sign_in_is_noticed(realm, watchers, monkeypatch):
    every = vars(SITE)["_view_middleware"]
    asked = [view for view in every if not isinstance(view.__self__, LoginRequiredMiddleware)]
    assert len(asked) < len(every)
    monkeypatch.setattr(SITE, "_view_middleware", asked)
    assert hold(realm, pages("my_work"), watchers).wrong


def test_an_admin_that_lets_everybody_in_is_noticed(realm, watchers, monkeypatch):
    monkeypatch.setattr(AdminSite, "has_permission", lambda _site, request: request.user.is_authenticated)
    assert hold(realm, pages("admin:index"), watchers).wrong


def test_an_admin_without_scope_is_noticed(realm, watchers, monkeypatch):
    monkeypatch.setattr(ScopedAdmin, "get_queryset", admin.ModelAdmin.get_queryset)
    assert hold(realm, pages("admin:plans_plan_change"), watchers).wrong
    seen = crawl(watchers["standing body of another province"], most=200).seen
    assert {"zqnamea", "zqnameb"} & set(seen)


@pytest.mark.parametrize("model", [Plan, Bloc, Register])
def test_a_list_that_shows_everything_is_come_upon(realm, watchers, monkeypatch, model):
    monkeypatch.setattr(model._default_manager._queryset_class, "visible_to", lambda rows, _standing: rows.all())
    seen = crawl(watchers["officer of another province"], most=200).seen
    assert any(marker.endswith(("a", "b")) for marker in seen)
