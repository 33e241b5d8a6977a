"""The history is append-only in the database itself."""

import pytest
from django.db import DatabaseError, connection, transaction

from blocs import audit_triggers
from blocs.models import AuditEntry
from blocs.services.audit import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(user):
    return record("Thử", user, by=None)


def refused(sql):
    with (
        pytest.raises(DatabaseError, match=audit_triggers.MESSAGE),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_an_entry_is_never_changed(entry):
    refused("UPDATE blocs_auditentry SET action = 'Khác'")
    assert AuditEntry.objects.get().action == "Thử"


def test_an_entry_is_never_deleted(entry):
    refused("DELETE FROM blocs_auditentry")
    assert AuditEntry.objects.get() == entry


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_entries_are_never_deleted_all_at_once():
    refused("TRUNCATE blocs_auditentry CASCADE")


def test_without_the_triggers_both_would_be_possible(entry):
    audit_triggers.remove(connection)
    assert AuditEntry.objects.update(action="Khác") == 1
    assert AuditEntry.objects.all().delete()[0] == 1


def test_a_trigger_that_was_dropped_is_noticed_and_put_back():
    assert audit_triggers.missing(connection) == []
    audit_triggers.remove(connection)
    assert len(audit_triggers.missing(connection)) == 2
    audit_triggers.install(connection)
    assert audit_triggers.missing(connection) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL can switch a trigger off")
def test_a_trigger_that_was_switched_off_is_noticed():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE blocs_auditentry DISABLE TRIGGER audit_entry_append_only_row")
    assert audit_triggers.missing(connection) == ["audit_entry_append_only_row"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", ["the tables are emptied after this one", "and here the triggers are back"])
def test_emptying_all_tables_after_a_test_puts_the_triggers_back(user, run):
    assert not AuditEntry.objects.exists()
    assert audit_triggers.missing(connection) == []
    record("Thử", user, by=None)
