"""The first pages in a real browser: nothing they need is forbidden, and everybody can use them."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints(page):
    """The errors that the browser writes to its console while a test runs."""
    messages = []
    page.on("console", lambda message: messages.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: messages.append(str(error)))
    return messages


def sign_in(page, live_server, login_name):
    page.goto(live_server.url)
    page.get_by_label("Tên đăng nhập").fill(login_name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def test_a_person_signs_in_and_out(page, live_server, user, complaints):
    sign_in(page, live_server, "lan.anh")
    page.get_by_role("heading", name="Việc của tôi").wait_for()
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("heading", name="Đăng nhập").wait_for()
    assert complaints == []


def test_the_admin_works_under_the_content_security_policy(page, live_server, administrator, complaints):
    sign_in(page, live_server, "quan.tri")
    page.get_by_role("link", name="Quản trị").click()
    page.goto(live_server.url + reverse("admin:blocs_user_add"))
    page.get_by_label("Họ và tên").wait_for()
    assert complaints == []


def test_the_pages_have_no_barrier_that_axe_knows(page, live_server, user):
    page.goto(live_server.url)
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="Kích hoạt tài khoản").click()
    page.get_by_role("heading", name="Kích hoạt tài khoản").wait_for()
    assert Axe().run(page).response["violations"] == []
    sign_in(page, live_server, "lan.anh")
    page.get_by_role("heading", name="Việc của tôi").wait_for()
    assert Axe().run(page).response["violations"] == []
    page.goto(live_server.url + reverse("change_password"))
    assert Axe().run(page).response["violations"] == []
