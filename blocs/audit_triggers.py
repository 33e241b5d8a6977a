"""Triggers that keep the history append-only, on both databases.

Django rebuilds a SQLite table in many migrations and drops its triggers with it, so they are put back after each
`migrate`, and a system check watches over them.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "blocs_auditentry"
NAME = "audit_entry_append_only"
MESSAGE = "audit entries are never changed or deleted"

_SQLITE = {
    f"{NAME}_{event.lower()}": f"CREATE TRIGGER {NAME}_{event.lower()} BEFORE {event} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for event in ("UPDATE", "DELETE")
}
_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"""
_POSTGRESQL = {
    f"{NAME}_row": f"CREATE TRIGGER {NAME}_row BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {NAME}()",
    f"{NAME}_truncate": f"CREATE TRIGGER {NAME}_truncate BEFORE TRUNCATE ON {TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {NAME}()",
}


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that ought to be there and are not."""
    catalogue = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else f"SELECT tgname FROM pg_trigger WHERE tgrelid = '{TABLE}'::regclass AND tgenabled <> 'D'"  # noqa: S608
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        present = {name for (name,) in cursor.fetchall()}
    return sorted(set(_triggers(connection)) - present)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the missing triggers in place."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for name in missing(connection):
            cursor.execute(_triggers(connection)[name])


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off: for a test that empties all tables, and for nothing else."""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            on_table = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
