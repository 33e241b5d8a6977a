"""The command that fills an empty database: on any day, and once."""

from datetime import datetime
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.utils import timezone

from blocs.models import AuditEntry, Term, User
from plans.models import Plan
from thidua.demo import people
from thidua.demo.seeding import paper_path
from thidua.papers.models import Paper

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def somewhere_else(settings, tmp_path, monkeypatch):
    """No file in the project's own folder, no password from outside."""
    settings.VAR_DIR = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    monkeypatch.delenv("THIDUA_DEMO_PASSWORD", raising=False)


def seed(capsys):
    call_command("seed_demo")
    return capsys.readouterr().out


def rows():
    return [model.objects.count() for model in (Plan, Term, User, AuditEntry)]


def test_the_first_start_prints_logins_that_work_and_a_later_one_changes_nothing(capsys):
    first = seed(capsys)
    password = first.partition("Mật khẩu của mọi tài khoản dùng thử: ")[2].split("\n")[0]
    assert User.objects.get(login_name="stc.chuyenvien").check_password(password)
    before = rows()
    again = seed(capsys)
    assert rows() == before
    assert again.startswith("Đã có tài khoản.")
    assert password not in again
    for printed in (first, again):
        assert all(person.login_name in printed for person in people.OPEN_TO_VISITORS)
        assert str(paper_path()) in printed
    assert (
        len({line.index("Chuyên viên, đầu mối") for line in first.split("\n") if "Chuyên viên, đầu mối" in line}) == 1
    )


def test_a_database_with_accounts_gets_no_demo(user, capsys):
    assert seed(capsys) == "Đã có tài khoản. Quên mật khẩu: manage.py changepassword TÊN_ĐĂNG_NHẬP\n"
    assert list(User.objects.all()) == [user]


@pytest.mark.any_engine
@pytest.mark.long
@pytest.mark.parametrize("day", ["2028-02-29", "2027-01-01", "2027-12-31"])
def test_the_demo_can_be_made_on_any_day_and_its_password_chosen(day, capsys, monkeypatch):
    monkeypatch.setenv("THIDUA_DEMO_PASSWORD", "chon truoc")
    now = timezone.make_aware(datetime.fromisoformat(f"{day} 00:00:01"))
    with patch.object(timezone, "now", return_value=now):
        assert "chon truoc" in seed(capsys)
    assert Plan.objects.count() == 10
    assert AuditEntry.objects.latest("at").at <= now
    assert not Paper.objects.filter(issued_on__gt=now.date()).exists()
