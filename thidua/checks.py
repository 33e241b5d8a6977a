"""What `manage.py check` finds out about the machine the site runs on."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections

from blocs import audit_triggers
from thidua.lib import sqlite
from thidua.papers.fonts import missing_letters
from thidua.papers.services import keyring

PAPER_FONTS = ("Tinos", "Liberation Serif")
NEEDED_BY_A_SITE = {
    "SECRET_KEY": "chuỗi ngẫu nhiên ít nhất 50 ký tự, giữ bí mật",
    "ALLOWED_HOSTS": "tên miền của trang, cách nhau bằng dấu phẩy",
    "ADDRESS": "địa chỉ của trang, dạng https://tên-miền, in trong mã QR của văn bản",
}


@register
def settings_of_a_site(**_: Any) -> Sequence[CheckMessage]:
    """What has no safe default must be in the environment; `thidua.wsgi` asks too, so that no server starts without."""
    return [
        Error(
            f"Cần đặt biến môi trường THIDUA_{name}: {meaning}.",
            hint="Chạy thử: đặt THIDUA_DEBUG=true.",
            id="thidua.E002",
        )
        for name, meaning in NEEDED_BY_A_SITE.items()
        if not is_set(name)
    ]


def is_set(name: str) -> bool:
    """Whether a setting has a value; Django refuses to give an empty SECRET_KEY at all."""
    try:
        return bool(getattr(settings, name))
    except ImproperlyConfigured:
        return False


@register
def sqlite_journal(**_: Any) -> Sequence[CheckMessage]:
    """Says how the journal of a SQLite database is kept on this machine, and why."""
    if connection.vendor != "sqlite":
        return []
    version = sqlite3.sqlite_version_info[:3]
    mode = sqlite.journal_mode(version)
    if sqlite.wal_is_safe(version):
        return [Info(f"SQLite {sqlite3.sqlite_version}: journal_mode={mode}, nhanh và an toàn.", id="thidua.I001")]
    return [
        Info(
            f"SQLite {sqlite3.sqlite_version}: journal_mode={mode}, an toàn. Không dùng WAL: bản này có lỗi WAL-reset.",
            hint="Muốn ghi nhanh hơn: dùng SQLite từ 3.51.3 trở lên hoặc PostgreSQL.",
            id="thidua.I001",
        )
    ]


def can_set_papers(family: str) -> bool:
    """Whether the font family is installed with every Vietnamese letter in its four faces."""
    try:
        return not missing_letters(family)
    except FileNotFoundError:  # not even fontconfig is installed
        return False


@register
def paper_font(**_: Any) -> Sequence[CheckMessage]:
    """Papers need a font that can write Vietnamese."""
    if any(can_set_papers(family) for family in PAPER_FONTS):
        return []
    return [
        Error(
            f"Không có phông chữ {' hoặc '.join(PAPER_FONTS)} đủ chữ tiếng Việt để in văn bản.",
            hint="Cài hai gói fontconfig và fonts-croscore (chạy: make setup).",
            id="thidua.E001",
        )
    ]


@register(Tags.database)
def history_triggers(*, databases: Sequence[str] | None = None, **_: Any) -> Sequence[CheckMessage]:
    """The history must be append-only; a warning, for an error would stop `migrate`, which is the remedy."""
    unprotected = [
        name
        for database in databases or ()
        if audit_triggers.TABLE in connections[database].introspection.table_names()
        for name in audit_triggers.missing(connections[database])
    ]
    if not unprotected:
        return []
    return [
        CheckWarning(
            f"Lịch sử không được bảo vệ khỏi sửa, xóa: thiếu trigger {', '.join(unprotected)}.",
            hint="Chạy manage.py migrate để lập lại.",
            id="thidua.W001",
        )
    ]


@register(deploy=True)
def signing_keys(**_: Any) -> Sequence[CheckMessage]:
    """Every key of the ring can be opened, and every certificate of an authority read."""
    faults = keyring.key_ring().faults()
    try:
        keyring.trust()
    except (OSError, ValueError) as error:
        faults.append(f"Không đọc được chứng thư tin cậy trong {settings.TRUST_ROOTS}: {error}.")
    return [Error(fault, hint="Xem mục “Digital signatures” của README.", id="thidua.E003") for fault in faults]
