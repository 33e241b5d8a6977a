"""The chained history: every later change to it is noticed."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from blocs import audit_triggers
from blocs.history import MOST_SHOWN, changes
from blocs.models import AuditChain, AuditEntry, User
from blocs.services.audit import broken_entries, digest_of, record
from tests import world as cast

ROOT = Path(__file__).parents[2]
THREADS, EACH = 8, 10


@pytest.fixture
def chain(user):
    """The history of the site with five entries."""
    for number in range(1, 6):
        record(
            f"Việc {number}", user, by=None, before={"điểm": None}, after={"điểm": 9.5, "tên": "Đỗ Hòa"}, reason="Thử"
        )
    return AuditChain.objects.get()


def tamper(sql, *values):
    """What an administrator of the database could do."""
    audit_triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_untouched_history_has_no_fault(chain):
    assert chain.length == 5
    assert broken_entries(chain) == []


def test_the_digest_is_of_what_the_database_gives_back(chain):
    for entry in AuditEntry.objects.all():
        assert digest_of(entry) == entry.digest


@pytest.mark.parametrize(
    "change",
    [
        "action = 'Khác'", "user_name = 'Khác'", "capacity = 'Khác'", "on_behalf_of = 'Khác'", "reason = 'Khác'",
        "object_text = 'Khác'", "object_id = '0'", "after = '{}'", "before = '{}'", "request_id = 'x'",
        "at = '2020-01-01 00:00:00+00:00'", "user_id = (SELECT max(id) FROM blocs_user)",
    ],
)  # fmt: skip
def test_a_changed_entry_is_noticed(chain, change):
    tamper(f"UPDATE blocs_auditentry SET {change} WHERE seq = 3")
    assert broken_entries(chain) == ["dòng 3 đã bị sửa"]


def test_an_entry_changed_with_its_digest_is_noticed_by_the_next(chain):
    entry = AuditEntry.objects.get(seq=3)
    entry.action = "Khác"
    tamper("UPDATE blocs_auditentry SET action = %s, digest = %s WHERE seq = 3", entry.action, digest_of(entry))
    assert broken_entries(chain) == ["dòng 4 đã bị sửa"]


def test_a_deleted_entry_is_noticed(chain):
    tamper("DELETE FROM blocs_auditentry WHERE seq = 3")
    assert broken_entries(chain) == ["thiếu dòng 3 đến 3", "dòng 4 đã bị sửa"]


def test_a_deleted_beginning_is_noticed(chain):
    tamper("DELETE FROM blocs_auditentry WHERE seq <= 2")
    assert broken_entries(chain) == ["thiếu dòng 1 đến 2", "dòng 3 đã bị sửa"]


def test_an_end_that_was_cut_off_is_noticed(chain):
    tamper("DELETE FROM blocs_auditentry WHERE seq > 3")
    assert broken_entries(chain) == ["cuối lịch sử bị cắt sau dòng 3"]


def test_an_inserted_entry_is_noticed(chain, user):
    record("Việc 6", user, by=None)
    tamper("UPDATE blocs_auditentry SET seq = seq + 1 WHERE seq = 6")
    tamper("UPDATE blocs_auditentry SET seq = seq + 1 WHERE seq = 5")
    assert broken_entries(AuditChain.objects.get()) == [
        "thiếu dòng 5 đến 5", "dòng 6 đã bị sửa", "dòng 7 đã bị sửa", "sau dòng 6 có dòng thêm vào",
    ]  # fmt: skip


def test_an_entry_added_at_the_end_by_hand_is_noticed(chain):
    entry = AuditEntry.objects.get(seq=5)
    entry.pk, entry.seq, entry.previous = None, 6, entry.digest
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    assert broken_entries(chain) == ["sau dòng 5 có dòng thêm vào"]


def test_entries_that_changed_places_are_noticed(chain):
    for old, new in ((3, 30), (4, 3), (30, 4)):
        tamper(f"UPDATE blocs_auditentry SET seq = {new} WHERE seq = {old}")
    assert broken_entries(chain) == ["dòng 3 đã bị sửa", "dòng 4 đã bị sửa", "dòng 5 đã bị sửa"]


def test_each_year_of_a_bloc_has_a_chain_of_its_own(world):
    record("Thử", world.term, by=None, term=world.term)
    record("Thử", world.other_term, by=None, term=world.other_term)
    record("Thử", world.bloc, by=None)
    chains = {chain.name: chain.length for chain in AuditChain.objects.all()}
    assert chains == {f"term/{world.term.pk}": 1, f"term/{world.other_term.pk}": 1, "site": 1}


def test_an_entry_says_who_acted_in_which_capacity(world):
    chief = cast.standing(world.chief)
    entry = record("Thử", world.bloc, by=chief, capacity=chief.holdings[0], on_behalf_of=world.health)
    assert (entry.user, entry.user_name) == (world.chief, "Phạm Thị Hạnh")
    assert entry.capacity == "Cơ quan thường trực Hội đồng, Sở Nội vụ"
    assert entry.on_behalf_of == "Sở Y tế"


def append_from_many_threads():
    """Several people act at the same moment; returns how long the history is, and its faults."""

    def append(number):
        person = User.objects.get(pk=number)
        for _ in range(EACH):
            record("Thử", person, by=None)
        connection.close()

    people = [cast.person("Nguyễn Văn An").pk for _ in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(append, people))
    chain = AuditChain.objects.get()
    return chain.length, broken_entries(chain)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads cannot share SQLite's database in memory")
def test_on_postgresql_the_history_does_not_fork():
    assert append_from_many_threads() == (THREADS * EACH, [])


@pytest.mark.long
def test_on_sqlite_the_history_does_not_fork(tmp_path):
    program = (
        "import django; django.setup(); from django.core.management import call_command; "
        "call_command('migrate', verbosity=0); from tests.blocs import test_audit; "
        "print(test_audit.append_from_many_threads())"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path}/thidua.sqlite3",
    }
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert answer.stdout == f"{(THREADS * EACH, [])}\n", answer.stderr


def test_a_command_says_that_the_history_is_whole(chain, capsys):
    call_command("verify_history")
    assert capsys.readouterr().out == "Lịch sử nguyên vẹn: 5 dòng, 1 chuỗi.\n"


def test_a_command_names_what_is_wrong_and_fails(chain, capsys):
    tamper("UPDATE blocs_auditentry SET reason = 'Khác' WHERE seq = 3")
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_history")
    assert (stopped.value.code, capsys.readouterr().out) == (1, "site: dòng 3 đã bị sửa\n")


def test_the_page_of_the_history_shows_the_beginning_of_a_long_value(world):
    entry = record("Bỏ dự thảo", world.bloc, by=None, before={"nội dung": {"chữ": "việc " * 1000}})
    (change,) = changes(entry)
    assert (change.before[:15], change.before[-1], len(change.before) <= MOST_SHOWN) == ("chữ: việc việc ", "…", True)
