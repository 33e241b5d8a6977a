"""What was typed is not lost when the sign-in has run out meanwhile."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from blocs.enums import Role
from tests import world as cast
from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page, user):
    page.get_by_label("Tên đăng nhập").fill(user.login_name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


@pytest.fixture
def form_page(page, live_server, transactional_db):
    world = cast.build()
    world.chief.set_password(PASSWORD)
    world.chief.save()
    address = live_server.url + reverse(
        "remove_member_unit", args=[world.term.member_units.get(organisation=world.health).pk]
    )
    page.goto(address)
    sign_in(page, world.chief)
    page.get_by_label("Ghi chú").fill("Chuyển sang khối khác từ tháng 6")
    return world, address


def test_what_was_typed_stands_in_the_form_again(page, form_page):
    world, address = form_page
    Session.objects.all().delete()
    page.get_by_role("button", name="Lưu ngày thôi").click()
    sign_in(page, world.chief)
    page.get_by_text("Những gì bạn nhập đã được giữ lại").wait_for()
    assert page.url == address
    assert page.get_by_label("Ghi chú").input_value() == "Chuyển sang khối khác từ tháng 6"


def test_what_was_typed_is_not_given_to_another_person(page, form_page):
    world, address = form_page
    colleague = cast.person("Lý Thị Mai", password=PASSWORD)
    cast.post(colleague, world.office, Role.STANDING_BODY)
    Session.objects.all().delete()
    page.get_by_role("button", name="Lưu ngày thôi").click()
    sign_in(page, colleague)
    page.wait_for_url(address)
    assert page.get_by_label("Ghi chú").input_value() == ""


def test_a_form_that_arrived_is_not_given_back(page, form_page):
    _, address = form_page
    page.get_by_role("button", name="Lưu ngày thôi").click()
    page.goto(address)
    assert not page.get_by_text("Những gì bạn nhập đã được giữ lại").is_visible()
    assert page.get_by_label("Ghi chú").input_value() == ""


def test_nothing_is_kept_after_signing_out(page, form_page):
    world, address = form_page
    page.get_by_role("button", name="Đăng xuất").click()
    page.goto(address)
    sign_in(page, world.chief)
    assert page.get_by_label("Ghi chú").input_value() == ""
