import pytest
from django.urls import reverse
from django.utils import timezone

from blocs.forms import MISMATCH, WRONG_CODE
from blocs.models import ActivationCode, AuditEntry, User
from blocs.services.accounts import create_account, issue_code
from blocs.services.standing import standing_of

CHOSEN = "ba bon con vit bau"


@pytest.fixture
def newcomer(administrator):
    """Somebody with an account that nobody has signed in with yet."""
    return create_account("minh.tam", "Đỗ Minh Tâm", by=standing_of(administrator))


@pytest.fixture
def code(newcomer, administrator):
    return issue_code(newcomer, by=standing_of(administrator))


def activate(client, code, login_name="minh.tam", password=CHOSEN, again=CHOSEN):
    form = {"username": login_name, "code": code, "new_password1": password, "new_password2": again}
    return client.post(reverse("activate"), form)


def errors(response):
    assert response.status_code == 200
    return dict(response.context["form"].errors)


def test_who_has_a_code_chooses_a_password_and_is_signed_in(client, newcomer, code):
    response = activate(client, code)
    assert response.headers["Location"] == reverse("my_work")
    page = client.get(reverse("my_work"))
    assert page.context["user"] == newcomer
    assert "Tài khoản đã kích hoạt." in page.content.decode()


def test_from_then_on_the_password_opens_the_site(client, code):
    activate(client, code)
    client.post(reverse("sign_out"))
    assert client.post(reverse("sign_in"), {"username": "minh.tam", "password": CHOSEN}).status_code == 302


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_a_code_may_be_typed_as_one_likes(client, code, typed):
    assert activate(client, typed(code)).status_code == 302


def test_capitals_of_the_login_name_do_not_matter(client, code):
    assert activate(client, code, "Minh.Tam").status_code == 302


@pytest.mark.parametrize("login_name", ["minh.tam", "nobody"])
def test_a_wrong_code_and_an_unknown_name_are_answered_the_same_way(client, code, login_name):
    assert errors(activate(client, "AAAA-BBBB-CCCC", login_name)) == {"__all__": [WRONG_CODE]}


def test_an_account_without_a_code_is_answered_the_same_way(client, newcomer):
    assert errors(activate(client, "AAAA-BBBB-CCCC")) == {"__all__": [WRONG_CODE]}


def test_a_code_serves_once(client, code):
    activate(client, code)
    assert errors(activate(client, code)) == {"__all__": [WRONG_CODE]}


def test_a_code_that_has_expired_is_wrong(client, code):
    ActivationCode.objects.update(expires_at=timezone.now())
    assert errors(activate(client, code)) == {"__all__": [WRONG_CODE]}


def test_a_newer_code_takes_the_place_of_the_older(client, newcomer, code, administrator):
    newer = issue_code(newcomer, by=standing_of(administrator))
    assert errors(activate(client, code)) == {"__all__": [WRONG_CODE]}
    assert activate(client, newer).status_code == 302


def test_a_locked_account_cannot_be_activated(client, newcomer, code):
    newcomer.is_active = False
    newcomer.save()
    assert errors(activate(client, code)) == {"__all__": [WRONG_CODE]}


def test_passwords_that_differ_are_said_to_and_the_code_stays_good(client, code):
    assert errors(activate(client, code, again=CHOSEN + "!")) == {"new_password2": [MISMATCH]}
    assert activate(client, code).status_code == 302


def test_a_password_like_ones_name_is_refused(client, code):
    (error,) = errors(activate(client, code, password="Đỗ Minh Tâm 2026", again="Đỗ Minh Tâm 2026"))["new_password2"]
    assert "giống" in error


def test_a_short_password_keeps_what_else_was_typed(client, code):
    page = activate(client, code, password="ngan", again="ngan")
    assert list(errors(page)) == ["new_password2"]
    assert f'value="{code}"' in page.content.decode()
    assert not User.objects.get(login_name="minh.tam").has_usable_password()


def test_the_history_tells_of_it_without_the_code(client, code):
    activate(client, code)
    entry = AuditEntry.objects.latest("seq")
    assert (entry.action, entry.object_text) == ("Kích hoạt tài khoản", "Đỗ Minh Tâm")
    assert code not in str(AuditEntry.objects.values())


def test_the_sign_in_page_leads_here(client):
    assert f'href="{reverse("activate")}"' in client.get(reverse("sign_in")).content.decode()
