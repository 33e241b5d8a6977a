"""The pages of registers and papers in a real browser, on a telephone and on a wide screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def papers(world):
    """A register with a paper, its successor and a number that nothing accounts for."""
    old = world.issued()
    world.register.next_number = 3
    world.register.save()
    world.issued(replaces=old)
    return {"registers": [], "register": [world.register.pk], "paper": [old.pk]}


@pytest.fixture
def visit(page, live_server, client, world):
    """Opens a page as the leading unit's clerk and gives what the browser complained of."""
    client.force_login(world.clerk)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    def visit(name, arguments):
        page.goto(live_server.url + reverse(name, args=arguments))
        return complaints

    return visit


@pytest.mark.long
@pytest.mark.parametrize("width", [360, 1920])
def test_the_pages_fit_the_screen_and_have_no_barrier(page, visit, papers, width):
    page.set_viewport_size({"width": width, "height": 900})
    for name, arguments in papers.items():
        assert visit(name, arguments) == []
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_form_opens_on_the_registers_page(page, visit, papers):
    visit("register", papers["register"])
    page.get_by_text("Giữ số").first.click()
    page.get_by_label("Dùng cho văn bản").first.wait_for()
