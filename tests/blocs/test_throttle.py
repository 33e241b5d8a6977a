"""Who guesses has to wait, and nobody else has."""

from datetime import timedelta
from io import StringIO

import pytest
from axes.models import AccessAttempt, AccessLog
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from blocs.models import User
from blocs.throttle import client_address
from tests.conftest import PASSWORD

OFFICE, ELSEWHERE = "10.0.0.1", "192.0.2.1"
COOL_OFF = timedelta(minutes=15)


def sign_in(login_name="lan.anh", password=PASSWORD, address=OFFICE, **headers):
    client = Client(REMOTE_ADDR=address, **headers)
    return client.post(reverse("sign_in"), {"username": login_name, "password": password}).status_code


def guess(times, **options):
    return [sign_in(password="khong phai the", **options) for _ in range(times)]


def wait(time):
    """Let time pass for the failures that were counted."""
    for attempt in AccessAttempt.objects.all():
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=attempt.attempt_time - time)


WRONG, RIGHT, LOCKED = 200, 302, 429


def test_the_tenth_failure_from_one_address_shuts_it_out(user):
    assert guess(10) == [*[WRONG] * 9, LOCKED]
    assert sign_in() == LOCKED


def test_after_a_quarter_of_an_hour_the_right_password_is_accepted(user):
    guess(10)
    wait(COOL_OFF - timedelta(seconds=5))
    assert sign_in() == LOCKED
    wait(timedelta(seconds=5))
    assert sign_in() == RIGHT


def test_guessing_on_does_not_lengthen_the_wait(user):
    guess(10)
    wait(COOL_OFF / 2)
    guess(10)
    wait(COOL_OFF / 2)
    assert sign_in() == RIGHT


def test_the_page_says_how_long_to_wait(client, user):
    guess(10)
    page = client.post(reverse("sign_in"), {"username": "lan.anh", "password": PASSWORD}, REMOTE_ADDR=OFFICE)
    assert (page.status_code, page.headers["Retry-After"]) == (LOCKED, "900")
    assert "Hãy đợi 15 phút rồi thử lại" in page.content.decode()


def test_other_capitals_give_no_further_guesses(user):
    for name in ("lan.anh", "Lan.Anh", "LAN.ANH", " lan.anh ", "lAN.aNH"):
        guess(2, login_name=name)
    assert sign_in() == LOCKED


def test_another_browser_gives_no_further_guesses(user):
    guess(5, HTTP_USER_AGENT="one")
    guess(5, HTTP_USER_AGENT="another")
    assert sign_in() == LOCKED


def test_a_right_password_wipes_out_the_failures_before_it(user):
    guess(9)
    assert sign_in() == RIGHT
    assert guess(9) == [WRONG] * 9


@pytest.mark.long
@pytest.mark.any_engine
def test_two_hundred_people_behind_one_address_may_each_be_wrong_twice(db):
    people = [f"can.bo.{number}" for number in range(200)]
    for name in people:
        User.objects.create_user(name, "Nguyễn Văn An", PASSWORD)
        assert guess(2, login_name=name) == [WRONG, WRONG]
    assert [sign_in(name) for name in people] == [RIGHT] * 200


def test_guesses_from_many_addresses_shut_a_name_out_where_it_never_signed_in(user):
    for number in range(20):
        guess(5, address=f"198.51.100.{number}")
    assert sign_in(address=ELSEWHERE) == LOCKED
    wait(COOL_OFF)
    assert sign_in(address=ELSEWHERE) == RIGHT


def test_they_do_not_where_it_did(user):
    assert sign_in(address=OFFICE) == RIGHT
    for number in range(20):
        guess(5, address=f"198.51.100.{number}")
    assert sign_in(address=ELSEWHERE) == LOCKED
    assert sign_in(address=OFFICE) == RIGHT


def test_wrong_codes_count_as_wrong_passwords_do(user):
    form = {"username": "lan.anh", "code": "AAAA-BBBB-CCCC", "new_password1": "x", "new_password2": "x"}
    client = Client(REMOTE_ADDR=OFFICE)
    assert [client.post(reverse("activate"), form).status_code for _ in range(10)] == [*[WRONG] * 9, LOCKED]
    assert sign_in() == LOCKED


def test_neither_passwords_nor_codes_are_written_down(user):
    form = {"username": "lan.anh", "code": "SECR-ETSE-CRET", "new_password1": "secret", "new_password2": "secret"}
    Client().post(reverse("activate"), form)
    Client().post(reverse("sign_in"), {"username": "lan.anh", "password": "secret"})
    assert "secr" not in str(list(AccessAttempt.objects.values())).lower()


def test_the_log_of_the_server_names_nobody(user, caplog):
    guess(10)
    assert "Locking out" in caplog.text
    assert "lan.anh" not in caplog.text
    assert OFFICE not in caplog.text


def test_a_login_name_that_grows_when_folded_is_no_error(db):
    assert guess(1, login_name="ΐ" * 150) == [WRONG]


def test_sign_ins_are_forgotten_after_the_days_the_readme_names(user):
    sign_in()
    AccessLog.objects.update(attempt_time=timezone.now() - timedelta(days=91))
    sign_in()
    call_command("axes_reset_logs", age=90, stdout=StringIO())
    assert AccessLog.objects.count() == 1


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "10.0.0.1"),
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "invented, 203.0.113.9", "203.0.113.9"),
        (2, "invented, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (1, "", "10.0.0.1"),
        (2, "203.0.113.9", "10.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "unknown", None),
    ],
)
def test_the_address_is_the_one_that_our_own_proxies_saw(settings, proxies, forwarded, address):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


def test_a_site_without_an_address_of_its_callers_still_counts(user):
    assert guess(10, address="") == [*[WRONG] * 9, LOCKED]
