from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from blocs.models import User
from tests.conftest import PASSWORD

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Hãy gõ lại; mật khẩu phân biệt chữ hoa và chữ thường."


def sign_in(client, login_name, password, **data):
    return client.post(reverse("sign_in"), {"username": login_name, "password": password, **data})


def test_the_page_asks_in_vietnamese(client):
    page = client.get(reverse("sign_in")).content.decode()
    assert "<h1" in page
    assert "Tên đăng nhập" in page
    assert "Mật khẩu" in page


def test_a_person_signs_in_and_sees_their_work(client, user):
    response = sign_in(client, "lan.anh", PASSWORD)
    assert response.headers["Location"] == reverse("my_work")
    page = client.get(response.headers["Location"]).content.decode()
    assert "Việc của tôi" in page
    assert "Trần Thị Lan Anh" in page


@pytest.mark.parametrize("typed", ["Lan.Anh", "LAN.ANH", " lan.anh "])
def test_capitals_and_spaces_around_a_login_name_do_not_matter(client, user, typed):
    assert sign_in(client, typed, PASSWORD).status_code == 302


def test_after_signing_in_one_comes_to_the_page_one_asked_for(client, administrator):
    asked_for = reverse("admin:blocs_user_changelist")
    page = client.get(asked_for, follow=True)
    assert sign_in(client, "quan.tri", PASSWORD, next=page.context["next"]).headers["Location"] == asked_for


@pytest.mark.parametrize(
    ("login_name", "password"), [("lan.anh", PASSWORD.upper()), ("nobody", PASSWORD), ("lan.anh", PASSWORD + " ")]
)
def test_a_wrong_name_or_password_is_answered_the_same_way(client, user, login_name, password):
    response = sign_in(client, login_name, password)
    assert response.context["form"].non_field_errors() == [WRONG]
    assert WRONG in response.content.decode()


def test_a_locked_account_is_told_no_more_than_a_wrong_password(client, user):
    user.is_active = False
    user.save()
    assert sign_in(client, "lan.anh", PASSWORD).context["form"].non_field_errors() == [WRONG]


def test_signing_out_takes_one_back_to_the_sign_in_page(client, user):
    client.force_login(user)
    assert client.post(reverse("sign_out")).headers["Location"] == reverse("sign_in")
    assert client.get(reverse("my_work")).headers["Location"] == f"{reverse('sign_in')}?next=/"


def test_a_link_cannot_sign_anybody_out(client, user):
    client.force_login(user)
    assert client.get(reverse("sign_out")).status_code == 405
    assert client.get(reverse("my_work")).status_code == 200


def test_a_sign_in_lasts_a_working_day_or_until_the_browser_is_closed(client, user):
    cookie = sign_in(client, "lan.anh", PASSWORD).cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    lasts = Session.objects.get().expire_date - timezone.now()
    assert timedelta(hours=11, minutes=59) < lasts <= timedelta(hours=12)


def test_looking_at_pages_does_not_lengthen_it(client, user):
    sign_in(client, "lan.anh", PASSWORD)
    before = Session.objects.get().expire_date
    client.get(reverse("my_work"))
    assert Session.objects.get().expire_date == before


def test_an_account_that_is_locked_is_out_at_the_next_page(client, user):
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(reverse("my_work")).status_code == 302
