"""Leaving a page of registering with something typed and not saved asks first, in a real browser."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from scoring.services import pledges, registrations
from scoring.services.registrations import registrations_of
from tests import world as cast
from tests.scoring.registering import LINES, movement, unit_of
from tests.world import standing

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world():
    return cast.build()


@pytest.fixture
def opened(live_server, page):
    """Opens a page of the site as somebody; tells what the browser asked on the way."""

    def open_(user, name, *arguments):
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page.goto(live_server.url + reverse(name, args=arguments))
        asked = []

        def stay(dialog):
            asked.append(dialog.type)
            dialog.dismiss()

        page.on("dialog", stay)
        return asked

    return open_


def test_rows_are_not_left_unsaved_for_the_signed_paper(world, page, opened):
    unit = unit_of(world.term, world.health)
    registrations.save(unit, LINES, seen=0, by=standing(world.member))
    asked = opened(world.member, "registration", unit.pk)
    page.get_by_label("Nội dung").nth(2).fill("Thu quỹ")
    record = page.get_by_role("link", name="Ghi nhận bản giấy")
    assert "btn-primary" not in record.get_attribute("class").split()
    with page.expect_event("dialog"):
        record.click(no_wait_after=True)
    assert asked == ["beforeunload"]
    assert page.get_by_label("Nội dung").nth(2).input_value() == "Thu quỹ"


def test_saving_asks_nothing(world, page, opened):
    unit = unit_of(world.term, world.health)
    asked = opened(world.member, "registration", unit.pk)
    page.get_by_label("Nội dung").first.fill("Thu quỹ")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_text("Đã lưu.").wait_for()
    assert asked == []


def test_the_paper_for_all_is_not_recorded_past_what_was_typed(world, page, opened):
    term = movement(world)
    first, _ = (each.unit for each in registrations_of(term))
    asked = opened(world.member, "register_for_all", term.pk)
    page.locator(f"#id_dv-{first.pk}-titles").fill("Gia đình văn hóa | 45")
    page.get_by_label("Người ký").fill("Lê Văn Minh")
    page.get_by_label("Ngày ký").fill("18/03/2026")
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Ghi nhận").click(no_wait_after=True)
    assert asked == ["beforeunload"]
    assert [each.version for each in registrations_of(term)] == [0, 0]


def test_the_words_of_the_pledge_are_not_left_unsaved_for_the_printing(world, page, opened):
    pledges.save(world.term, "Điều 1.", seen=0, by=standing(world.leader))
    asked = opened(world.leader, "pledge", world.term.pk)
    page.get_by_label("Nội dung giao ước").fill("Điều 1 mới.")
    with page.expect_event("dialog"):
        page.get_by_role("button", name="In để ký").click(no_wait_after=True)
    assert asked == ["beforeunload"]
    assert page.get_by_label("Nội dung giao ước").input_value() == "Điều 1 mới."
