"""The admin's pages of this site in a real browser: everybody can use them, and nothing they need is forbidden."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse

from blocs.models import Organisation, Post, Term, User
from plans.models import Plan
from tests.project.admin.conftest import office
from tests.project.admin.pages import act_on, address, list_of, page_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints(page):
    """The errors that the browser writes to its console while a test runs."""
    messages = []
    page.on("console", lambda message: messages.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: messages.append(str(error)))
    return messages


def barriers(page):
    """What axe finds on a page: where, which rule, at what."""
    return [
        (page.url, violation["id"], node["html"])
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.long
def test_the_pages_have_no_barrier_and_obey_the_policy(page, live_server, transactional_db, signed_in, complaints):
    north = office("BẮC")
    session = signed_in(north.officer).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    refused, found = [], []
    for url in [
        reverse("admin:index"),
        list_of(Term),
        list_of(Plan),
        page_of(north.term),
        page_of(north.plan),
        page_of(north.organisation),
        page_of(north.post),
        address(Organisation, "add"),
        address(User, "add"),
        address(Term, "add"),
        address(Post, "add"),
        act_on(north.term, "them-don-vi"),
        act_on(north.term, "cu-don-vi"),
        act_on(north.term, "khep-nam"),
        act_on(north.plan, "tra-lai"),
        act_on(north.organisation, "doi-ten"),
        address(north.term, "history", north.term.pk),
    ]:
        page.goto(live_server.url + url)
        refused += complaints  # before axe comes, which brings a style of its own
        found += barriers(page)
        complaints.clear()
    page.goto(live_server.url + act_on(north.follower, "ma-kich-hoat"))
    page.get_by_role("button", name="In mã kích hoạt").click()
    page.get_by_text("Mã chỉ hiện một lần").wait_for()
    refused += complaints
    assert found + barriers(page) == []
    assert refused == []
