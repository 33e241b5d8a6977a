"""Writing the history: one entry for each act, in the transaction of the act."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from blocs.models import AuditChain, AuditEntry, Organisation, Term
from blocs.standing import Holding, Standing

CHAINED_FIELDS = (
    "chain_id", "seq", "previous", "user_id", "user_name", "capacity", "on_behalf_of", "action", "term_id",
    "organisation_id", "object_type", "object_id", "object_text", "before", "after", "reason", "request_id",
)  # fmt: skip


def record(
    action: str,
    obj: models.Model,
    *,
    by: Standing | None,
    capacity: Holding | None = None,
    on_behalf_of: Organisation | None = None,
    term: Term | None = None,
    organisation: Organisation | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEntry:
    """Append an entry to the chain of the year, or of the site. `by` is None for what no person did.

    Must be called inside the transaction of the act, last: it holds the end of the chain until the commit.
    """
    name = f"term/{term.pk}" if term else "site"
    with transaction.atomic():
        AuditChain.objects.bulk_create([AuditChain(name=name)], ignore_conflicts=True)
        chain = AuditChain.objects.select_for_update().get(name=name)
        entry = AuditEntry(
            chain=chain,
            seq=chain.length + 1,
            previous=chain.digest,
            at=timezone.now(),
            user_id=by.user_id if by else None,
            user_name=by.user_name if by else "",
            capacity=_capacity_text(by, capacity),
            on_behalf_of=on_behalf_of.name if on_behalf_of else "",
            action=action,
            term=term,
            organisation=organisation,
            object_type=obj._meta.label,
            object_id=str(obj.pk),
            object_text=str(obj)[:400],
            before=_plain(before or {}),
            after=_plain(after or {}),
            reason=reason,
            request_id=by.request_id if by else "",
        )
        entry.digest = digest_of(entry)
        entry.save(force_insert=True)
        chain.length, chain.digest = entry.seq, entry.digest
        chain.save(update_fields=["length", "digest"])
    return entry


def last_was(act: str, objects: Iterable[models.Model], *, among: Iterable[str]) -> dict[int, AuditEntry]:
    """Of objects of one kind those whose newest act, among some, is this one: its entry by key. One query at most."""
    found = list(objects)
    if not found:
        return {}
    entries = AuditEntry.objects.filter(
        object_type=found[0]._meta.label, object_id__in=[str(each.pk) for each in found], action__in=[*among]
    )
    newest = {int(entry.object_id): entry for entry in entries.order_by("seq")}
    return {key: entry for key, entry in newest.items() if entry.action == act}


def digest_of(entry: AuditEntry) -> str:
    """SHA-256 over the entry as it is stored, the digest of the one before it included."""
    values = {name: getattr(entry, name) for name in CHAINED_FIELDS}
    values["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def broken_entries(chain: AuditChain) -> list[str]:
    """What is wrong in a chain: an entry changed or missing, the end cut off or lengthened; in words for an auditor."""
    faults = []
    previous, expected = "", 1
    for entry in chain.entries.order_by("seq").iterator(chunk_size=2000):
        if entry.seq != expected:
            faults.append(f"thiếu dòng {expected} đến {entry.seq - 1}")
        if entry.previous != previous or digest_of(entry) != entry.digest:
            faults.append(f"dòng {entry.seq} đã bị sửa")
        previous, expected = entry.digest, entry.seq + 1
    if expected - 1 > chain.length:
        faults.append(f"sau dòng {chain.length} có dòng thêm vào")
    elif (chain.length, chain.digest) != (expected - 1, previous):
        faults.append(f"cuối lịch sử bị cắt sau dòng {expected - 1}")
    return faults


def values_of(obj: models.Model, *names: str) -> dict[str, Any]:
    """The named fields of a row, for "before" and "after"."""
    return {name: _shown(getattr(obj, name)) for name in names}


def _shown(value: Any) -> Any:
    return str(value) if isinstance(value, models.Model) else value


def _plain(values: dict[str, Any]) -> Any:
    """As the database gives it back, so that the digest is of what is stored."""
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def _capacity_text(by: Standing | None, capacity: Holding | None) -> str:
    if capacity:
        return str(capacity)
    return "Quản trị" if by and by.is_administrator else ""
