import pytest
from django.test import Client
from django.urls import reverse

from blocs.models import AuditEntry
from tests.conftest import PASSWORD

CHOSEN = "ba bon con vit bau"


@pytest.fixture
def signed_in(client, user):
    client.force_login(user)
    return client


def change(client, old=PASSWORD, again=CHOSEN):
    form = {"old_password": old, "new_password1": CHOSEN, "new_password2": again}
    return client.post(reverse("change_password"), form)


def test_the_new_password_counts_from_now_on(signed_in, user):
    page = signed_in.get(change(signed_in).headers["Location"])
    assert "Đã đổi mật khẩu." in page.content.decode()
    user.refresh_from_db()
    assert user.check_password(CHOSEN)


def test_one_stays_signed_in_here_and_is_out_everywhere_else(signed_in, user):
    elsewhere = Client()
    elsewhere.force_login(user)
    change(signed_in)
    assert signed_in.get(reverse("my_work")).status_code == 200
    assert elsewhere.get(reverse("my_work")).status_code == 302


def test_who_does_not_know_the_old_password_changes_nothing(signed_in, user):
    form = change(signed_in, old="khong nho nua").context["form"]
    assert form.errors == {"old_password": ["Mật khẩu đang dùng không đúng. Hãy gõ lại."]}
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_the_history_tells_of_it(signed_in):
    change(signed_in)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_text) == ("Đổi mật khẩu", "Trần Thị Lan Anh")
