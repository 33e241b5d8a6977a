"""Each time that a sheet was handed in, as the history keeps it: what was received stays to be had after a return."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from blocs.models import AuditEntry
from scoring.enums import SheetState
from scoring.models import ScoreSheet
from scoring.services.rounds import deadline_of
from scoring.workflow import STEPS, Action, step_for
from thidua.lib.points import number_text, parse_number
from thidua.papers.models import StoredFile

AT, LAST_DAY, DAYS_LATE, SIGNER, TOTAL, DIGEST, SCAN = (
    "nộp lúc", "hạn nộp", "chậm (ngày)", "người ký", "tổng điểm", "mã băm", "bản quét",
)  # fmt: skip
"""Under which names the history tells it."""
HANDED_IN = [step.label for step in STEPS if step.target == SheetState.SUBMITTED]
RETURNED = step_for(Action.RETURN).label


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """One time that a sheet was handed in."""

    number: int
    """From 1."""
    at: datetime
    last_day: date
    """Of the unit, as it was then."""
    days_late: int
    signer: str
    total: Decimal
    digest: str
    scan: str = ""
    """SHA-256 of the signed paper's scan; "" where the head approved in the site."""
    returned: AuditEntry | None = None
    """Who gave it back and why."""


def facts_of(sheet: ScoreSheet) -> dict[str, Any]:
    """What the history keeps of a sheet that is being handed in; `arrivals_of` reads it back."""
    return {
        DIGEST: sheet.digest, TOTAL: number_text(sheet.total), SIGNER: sheet.signer, "ngày ký": sheet.signed_on,
        AT: sheet.submitted_at, LAST_DAY: deadline_of(sheet.round, sheet.unit).last_day, DAYS_LATE: sheet.days_late,
        SCAN: sheet.scan.sha256 if sheet.scan else "",
    }  # fmt: skip


def arrivals_of(sheet: ScoreSheet) -> list[Arrival]:
    """All of a sheet, oldest first; in two queries at most."""
    found: list[tuple[AuditEntry, AuditEntry | None]] = []
    for entry in _entries([sheet], [*HANDED_IN, RETURNED]).order_by("seq"):
        if entry.action != RETURNED:
            found.append((entry, None))
        elif found:
            found[-1] = (found[-1][0], entry)
    return [
        Arrival(
            number=number,
            at=datetime.fromisoformat(entry.after[AT]),
            last_day=_last_day(entry, sheet),
            days_late=entry.after[DAYS_LATE],
            signer=entry.after[SIGNER],
            total=parse_number(entry.after[TOTAL]),
            digest=entry.after[DIGEST],
            scan=entry.after[SCAN],
            returned=returned,
        )
        for number, (entry, returned) in enumerate(found, start=1)
    ]


def given_back(sheets: Iterable[ScoreSheet]) -> set[int]:
    """The keys of those that were ever returned, so that something earlier is to be had; in one query."""
    return {int(key) for key in _entries(sheets, [RETURNED]).values_list("object_id", flat=True)}


def scan_of(arrival: Arrival) -> StoredFile | None:
    """The signed paper that came with it."""
    return StoredFile.objects.filter(sha256=arrival.scan).first() if arrival.scan else None


def _entries(sheets: Iterable[ScoreSheet], actions: list[str]) -> QuerySet[AuditEntry]:
    keys = [str(sheet.pk) for sheet in sheets]
    return AuditEntry.objects.filter(object_type=ScoreSheet._meta.label, object_id__in=keys, action__in=actions)


def _last_day(entry: AuditEntry, sheet: ScoreSheet) -> date:
    """As it was then; today's where the history does not tell it yet."""
    told = entry.after.get(LAST_DAY)
    return date.fromisoformat(told) if told else deadline_of(sheet.round, sheet.unit).last_day
