"""Whatever is typed into a form or an address, the site answers; it never breaks (500)."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.project.rights.browsing import Browser
from tests.project.rights.crawling import text_of
from tests.project.rights.policy import NOBODY, PAGES, Page
from tests.project.rights.realm import Realm

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine, pytest.mark.long]

TYPED = {
    "nothing at all": None,
    "NUL": "a\x00b",
    "a hundred thousand letters": "x" * 100_000,
    "five thousand digits": "9" * 5000,
    "a number beyond every column": "99999999999999999999",
    "a negative number": "-1",
    "digits of another script": "٣",
    "a day that is none": "31/02/2026",
    "markup": "<script>alert(1)</script>{{ 7|add:7 }}%s%(x)s",
}
WITHOUT_A_PAGE = {
    "add_member_unit": ["organisation"],
    "move_part": ["way"],
    "blank_plan": [],
    "finish_task": ["done_on", "result", "back"],
    "drop_task": ["reason", "back"],
    "reopen_task": ["back"],
    "settle_doubt": [],
    "discard_plan": [],
    "setup_codes": [],
    "sign_out": [],
    "set_up_register": ["set_up_register-numbers_here", "set_up_register-next_number"],
    "reserve_number": ["reserve_number-on", "reserve_number-subject"],
    "insert_number": ["insert_number-number", "insert_number-on", "insert_number-subject"],
    "void_number": ["void_number-entry", "void_number-reason"],
    "admin:logout": [],
}
"""What is sent to addresses that only take a POST."""
SEARCHES = {
    "/ke-hoach/": ["tim", "tinh-trang", "trang"],
    "/ke-hoach/nhap/": ["nam"],
    "/khoi-cum/": ["tim", "trang"],
    "/van-ban/": ["tim", "trang"],
    "/quan-tri/plans/plan/": ["q", "p", "o", "e", "term__bloc__id__exact", "state"],
}
"""What is read from the addresses of lists."""
FORMS = [page for page in PAGES if "POST" in page.methods and page.may not in (NOBODY, {})]


class Fields(HTMLParser):
    """The names of what can be filled in on a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("name")
        if tag in ("input", "select", "textarea") and name and name != "csrfmiddlewaretoken":
            self.names.append(name)


def who_may(realm: Realm, page: Page) -> tuple[str, str] | None:
    """Somebody whose attempt is let in, and where; None for a page of the admin that is only read."""
    signed_in = [name for name in realm.people if name != "stranger"]
    let_in = (
        (person, address)
        for about, address in page.addresses(realm)
        for person in signed_in
        if page.lets_in(person, about)
    )
    return next(let_in, None)


@pytest.mark.parametrize("form", FORMS, ids=[f"{page.name} {number}" for number, page in enumerate(FORMS)])
def test_a_form_answers_whatever_is_typed(realm, form):
    found = who_may(realm, form)
    if found is None:
        pytest.skip("only read")
    broken = []
    person, address = found
    browser = Browser(realm.people[person])
    names = WITHOUT_A_PAGE.get(form.name)
    if names is None:
        names = Fields(text_of(browser.get(address))).names
    for what, typed in TYPED.items():
        data = {} if typed is None else dict.fromkeys(names[:20], typed)
        if browser.send("POST", address, data).status_code >= 500:
            broken.append(what)
    assert broken == []


@pytest.mark.parametrize(("address", "names"), SEARCHES.items())
def test_a_search_answers_whatever_is_asked(realm, address, names):
    browser = Browser(realm.people["standing body"])
    queries = [{name: typed} for name in names for typed in TYPED.values() if typed is not None]
    broken = [query for query in queries if browser.send("GET", address, query).status_code >= 500]
    assert broken == []


@pytest.mark.parametrize("name", ["plan", "term", "bloc", "register", "paper", "organisation", "setup_preview"])
@pytest.mark.parametrize("key", [0, 2**31, 2**63 - 1, 2**63, 10**20, 10**60])
def test_a_key_that_no_database_has_is_not_found(realm, name, key):
    browser = Browser(realm.people["standing body"])
    assert browser.get(reverse(name, args=[key])).status_code == 404
