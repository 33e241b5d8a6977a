"""Keeping a workbook from its upload until it is confirmed, and printing the codes of the accounts it created."""

import hashlib
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from blocs.models import SetupImport, User
from blocs.rules import can_use_setup
from blocs.services.accounts import issue_code
from blocs.standing import Standing
from thidua.lib.text import nfc
from thidua.lib.verdict import RefusedError


@transaction.atomic
def keep(data: bytes, *, file_name: str, by: Standing) -> SetupImport:
    """Keep a workbook for a day; those that nobody confirmed in time are deleted."""
    can_use_setup(by).required()
    SetupImport.objects.expired().delete()
    kept: SetupImport = SetupImport.objects.create(
        user_id=by.user_id, file_name=nfc(file_name)[:200], file=data, digest=hashlib.sha256(data).hexdigest()
    )
    return kept


def waiting(kept: SetupImport) -> SetupImport:
    """The workbook, locked; within a transaction. Raises RefusedError when it has been written already."""
    kept = SetupImport.objects.select_for_update().get(pk=kept.pk)
    if kept.applied_at:
        raise RefusedError("Tệp này đã được ghi. Muốn sửa tiếp, hãy tải dữ liệu hiện có, sửa rồi tải lên lại.")
    return kept


def mark_applied(kept: SetupImport, created: Iterable[User]) -> None:
    """Note that the workbook is written, and forget its content."""
    kept.applied_at, kept.file = timezone.now(), b""
    kept.save(update_fields=["applied_at", "file"])
    kept.accounts.set(created)


def awaiting_activation(kept: SetupImport) -> list[User]:
    """The accounts created by a workbook that nobody has used yet, in the order of persons."""
    users = kept.accounts.filter(is_active=True, last_login=None).prefetch_related("posts__organisation")
    return [user for user in users if not user.has_usable_password()]


@transaction.atomic
def issue_codes(kept: SetupImport, *, by: Standing) -> list[tuple[User, str]]:
    """A new activation code for each account that waits for one. Raises RefusedError out of scope."""
    return [(user, issue_code(user, by=by)) for user in awaiting_activation(kept)]
