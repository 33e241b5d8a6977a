"""How a SQLite database is opened, given the version of the library that opens it."""

from typing import Literal

JournalMode = Literal["WAL", "TRUNCATE"]
Version = tuple[int, int, int]


def wal_is_safe(version: Version) -> bool:
    """Whether this SQLite is free of the WAL-reset bug, which corrupts a database that has two connections or more.

    Mended in 3.51.3 and carried back to 3.50.7 and 3.44.6 (https://www.sqlite.org/wal.html#walresetbug).
    """
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def journal_mode(version: Version) -> JournalMode:
    """The faster WAL where it is safe; otherwise a rollback journal."""
    return "WAL" if wal_is_safe(version) else "TRUNCATE"


def connection_options(version: Version) -> dict[str, object]:
    """Django's OPTIONS for a database on SQLite.

    IMMEDIATE takes the write lock when a transaction begins: one that only reads at first would otherwise fail, without
    waiting, where it comes to write. FULL loses no committed transaction when the power goes. The timeout is seconds.
    """
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA journal_mode={journal_mode(version)}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON",
    }
