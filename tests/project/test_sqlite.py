import sqlite3

import pytest
from django.db import connection

from thidua.lib.sqlite import connection_options, journal_mode


@pytest.mark.parametrize(
    "version", [(3, 51, 3), (3, 51, 4), (3, 52, 0), (4, 0, 0), (3, 50, 7), (3, 50, 9), (3, 44, 6), (3, 44, 9)]
)
def test_a_version_without_the_wal_reset_bug_uses_wal(version):
    assert journal_mode(version) == "WAL"


@pytest.mark.parametrize(
    "version",
    [(3, 7, 0), (3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 46, 1), (3, 49, 9), (3, 50, 6), (3, 51, 0), (3, 51, 2)],
)
def test_a_version_with_the_wal_reset_bug_does_not(version):
    assert journal_mode(version) == "TRUNCATE"


def test_a_connection_waits_for_the_lock_from_the_start_and_loses_nothing():
    assert connection_options((3, 40, 1)) == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON",
    }


def test_a_database_file_is_opened_that_way(run):
    question = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "with connection.cursor() as cursor:\n"
        "    for pragma in ('journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'):\n"
        "        print(cursor.execute(f'PRAGMA {pragma}').fetchone()[0])\n"
    )
    answer = run("-c", question, THIDUA_DEBUG="true")
    mode = journal_mode(sqlite3.sqlite_version_info).lower()
    assert answer.stdout.split() == [mode, "2", "1", "20000"]


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite")
def test_the_tests_run_on_the_same_options():
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
