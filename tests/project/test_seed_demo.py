import pytest
from django.core.management import call_command

from blocs.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_password_in_the_environment(monkeypatch):
    monkeypatch.delenv("THIDUA_DEMO_PASSWORD", raising=False)


def seed(capsys):
    call_command("seed_demo")
    return capsys.readouterr().out


def test_the_first_start_prints_a_login_that_works(capsys):
    first_line = seed(capsys).splitlines()[0]
    password = first_line.removeprefix("Tài khoản dùng thử: demo  mật khẩu: ")
    assert User.objects.get(login_name="demo").check_password(password)


def test_every_trial_has_a_password_of_its_own(capsys):
    first = seed(capsys)
    User.objects.all().delete()
    assert seed(capsys) != first


def test_the_password_may_be_chosen(capsys, monkeypatch):
    monkeypatch.setenv("THIDUA_DEMO_PASSWORD", "chon truoc")
    seed(capsys)
    assert User.objects.get(login_name="demo").check_password("chon truoc")


def test_a_later_start_changes_nothing_and_prints_no_password(capsys):
    seed(capsys)
    before = User.objects.values().get()
    assert seed(capsys).startswith("Đã có tài khoản.")
    assert User.objects.values().get() == before


def test_a_database_with_accounts_gets_no_demo_login(user, capsys):
    seed(capsys)
    assert list(User.objects.all()) == [user]
