import sqlite3

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection

from blocs import audit_triggers
from thidua.demo import authority
from thidua.lib.sqlite import journal_mode


def messages(identity, **options):
    return [str(message.msg) for message in run_checks(**options) if message.id == identity]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="speaks of SQLite alone")
def test_the_journal_of_sqlite_is_told_with_the_version():
    (message,) = messages("thidua.I001")
    assert message.startswith(
        f"SQLite {sqlite3.sqlite_version}: journal_mode={journal_mode(sqlite3.sqlite_version_info)}"
    )


def test_nothing_is_told_of_sqlite_where_another_database_is_used(run):
    url = "postgresql://thidua@db.example/thidua"
    assert "thidua.I001" not in run("manage.py", "check", THIDUA_DEBUG="true", DATABASE_URL=url).stderr


def test_keys_that_open_are_not_spoken_of(settings, tmp_path):
    authority.make(tmp_path, seals={"STC": "Sở Tài chính"}, persons={})
    settings.SIGNING_KEYS, settings.TRUST_ROOTS = tmp_path / "keys.toml", tmp_path / "roots"
    assert messages("thidua.E003", include_deployment_checks=True) == []


def test_every_key_and_certificate_that_cannot_be_read_is_named(settings, tmp_path):
    authority.make(tmp_path, seals={"STC": "Sở Tài chính"}, persons={})
    (tmp_path / "organisation-STC.p12").unlink()
    (tmp_path / "roots" / "other.pem").write_text("nothing")
    settings.SIGNING_KEYS, settings.TRUST_ROOTS = tmp_path / "keys.toml", tmp_path / "roots"
    key, root = messages("thidua.E003", include_deployment_checks=True)
    assert key == "Khóa của tổ chức “STC”: không đọc được tệp organisation-STC.p12."
    assert root.startswith("Không đọc được chứng thư tin cậy")


def test_this_machine_has_a_font_for_papers():
    assert messages("thidua.E001") == []


def test_a_machine_without_fontconfig_is_told_what_to_install(run, tmp_path):
    answer = run("manage.py", "check", THIDUA_DEBUG="true", PATH=str(tmp_path))
    assert answer.returncode == 1
    assert "Cài hai gói fontconfig và fonts-croscore" in answer.stderr


@pytest.mark.django_db
def test_a_history_with_its_triggers_gives_no_cause_for_warning():
    assert messages("thidua.W001", databases=["default"]) == []


@pytest.mark.django_db
def test_a_history_without_them_does():
    audit_triggers.remove(connection)
    (message,) = messages("thidua.W001", databases=["default"])
    assert (
        message
        == f"Lịch sử không được bảo vệ khỏi sửa, xóa: thiếu trigger {', '.join(audit_triggers.missing(connection))}."
    )


@pytest.mark.django_db(transaction=True)
def test_migrate_puts_them_back():
    audit_triggers.remove(connection)
    call_command("migrate", verbosity=0)
    assert audit_triggers.missing(connection) == []


def test_a_database_that_is_still_empty_gives_no_cause_for_warning(run):
    answer = run("manage.py", "check", "--database", "default", THIDUA_DEBUG="true", DATABASE_URL="sqlite://:memory:")
    assert answer.returncode == 0
    assert "thidua.W001" not in answer.stderr
