"""The pages around the plan in a real browser: no barrier that axe knows, nothing wider than a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from blocs.enums import LeadershipRole
from blocs.services import leadership
from tests import world as cast
from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 360, "height": 740}
LONG_NAME = "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông, dân dụng và công nghiệp tỉnh An Hải"


@pytest.fixture
def chief_at(page, live_server, transactional_db):
    """Opens each page of the office on a phone; gives the paths in turn."""
    world = cast.build()
    world.chief.set_password(PASSWORD)
    world.chief.save()
    unit = cast.organisation(LONG_NAME, world.province)
    year = cast.term(world.bloc, cast.YEAR - 2, members=[world.finance, unit], leader=unit)
    chief = cast.standing(world.chief)
    held = leadership.appoint(year, world.finance, LeadershipRole.DEPUTY, from_on=year.starts_on, by=chief)
    member = year.member_units.get(organisation=unit)
    page.set_viewport_size(PHONE)
    page.goto(live_server.url)
    page.get_by_label("Tên đăng nhập").fill(world.chief.login_name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("heading", name="Việc của tôi").wait_for()
    return [
        reverse("my_work"),
        reverse("blocs"),
        reverse("bloc", args=[world.bloc.pk]),
        reverse("open_year", args=[world.bloc.pk]),
        *(
            reverse(name, args=[year.pk])
            for name in ("term", "close_term", "open_next_term", "appoint", "member_units", "term_history")
        ),
        reverse("member_units", args=[year.pk]) + "?tim=so",
        reverse("correct_leadership", args=[held.pk]),
        reverse("end_leadership", args=[held.pk]),
        reverse("remove_member_unit", args=[member.pk]),
        reverse("organisation", args=[unit.pk]),
    ]


def test_every_page_can_be_used_by_everybody_and_fits_a_phone(page, live_server, chief_at):
    found = {}
    for path in chief_at:
        page.goto(live_server.url + path)
        violations = [violation["id"] for violation in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            violations.append("wider than the phone")
        if violations:
            found[path] = violations
    assert found == {}
