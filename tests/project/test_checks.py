import sqlite3

import pytest
from django.core.checks import run_checks
from django.db import connection

from thidua.lib.sqlite import journal_mode


def messages(identity):
    return [str(message.msg) for message in run_checks() if message.id == identity]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="speaks of SQLite alone")
def test_the_journal_of_sqlite_is_told_with_the_version():
    (message,) = messages("thidua.I001")
    assert message.startswith(
        f"SQLite {sqlite3.sqlite_version}: journal_mode={journal_mode(sqlite3.sqlite_version_info)}"
    )


def test_nothing_is_told_of_sqlite_where_another_database_is_used(run):
    url = "postgresql://thidua@db.example/thidua"
    assert "thidua.I001" not in run("manage.py", "check", THIDUA_DEBUG="true", DATABASE_URL=url).stderr


def test_this_machine_has_a_font_for_papers():
    assert messages("thidua.E001") == []


def test_a_machine_without_fontconfig_is_told_what_to_install(run, tmp_path):
    answer = run("manage.py", "check", THIDUA_DEBUG="true", PATH=str(tmp_path))
    assert answer.returncode == 1
    assert "Cài hai gói fontconfig và fonts-croscore" in answer.stderr
