"""The papers of a sheet, made when they are asked for."""

from datetime import date

from blocs.enums import Role
from blocs.models import Post
from scoring.documents import SheetWords, check_code, sheet_document
from scoring.models import ScoreSheet
from scoring.receipts import Receipt, receipt_document
from scoring.services.arrivals import Arrival, arrivals_of
from scoring.services.rounds import deadline_of
from scoring.services.sheets import entries_of, reckoned
from thidua.papers.document import OfficialDocument


def paper_of(sheet: ScoreSheet, today: date) -> OfficialDocument:
    """Bảng tự chấm điểm as a paper, while it is being filled in too: then as a draft, which has no check code yet."""
    criteria, entries = sheet.round.table.value, entries_of(sheet)
    unit, signed_on = sheet.unit.organisation, sheet.signed_on or today
    head = Post.objects.held_on(signed_on).filter(organisation=unit, role=Role.HEAD).select_related("user").first()
    proofs: dict[int, tuple[str, ...]] = {}
    for each in sheet.evidence.select_related("file", "task"):
        proofs[each.key] = (*proofs.get(each.key, ()), str(each))
    for key, entry in entries.items():
        if entry.note:
            proofs[key] = (*proofs.get(key, ()), entry.note)
    words = SheetWords(
        superior=unit.parent.name if unit.parent else "",
        unit=unit.name,
        place=unit.place,
        year=sheet.round.term.label,
        head_title=head.title if head else "",
        head=sheet.signer or (head.user.full_name if head else ""),
        figures={key: entry.figure for key, entry in entries.items()},
        provisional=frozenset(key for key, entry in entries.items() if entry.is_provisional),
        proofs=proofs,
    )
    return sheet_document(
        criteria, reckoned(criteria, entries), words, check_code(sheet.digest) if sheet.digest else ""
    )


def receipt_of(sheet: ScoreSheet) -> OfficialDocument:
    """Phiếu tiếp nhận of a sheet that is handed in; however often it is printed, it says the same."""
    arrivals = arrivals_of(sheet)
    return receipt_of_arrival(sheet, arrivals[-1] if arrivals else _as_it_stands(sheet))


def _as_it_stands(sheet: ScoreSheet) -> Arrival:
    """What a sheet says of its arrival itself, where the history does not."""
    assert sheet.submitted_at is not None, "the constraint of the sheet says so"
    return Arrival(
        number=1,
        at=sheet.submitted_at,
        last_day=deadline_of(sheet.round, sheet.unit).last_day,
        days_late=sheet.days_late or 0,
        signer=sheet.signer,
        total=sheet.total,
        digest=sheet.digest,
    )


def receipt_of_arrival(sheet: ScoreSheet, arrival: Arrival) -> OfficialDocument:
    """Phiếu tiếp nhận of one time that a sheet was handed in, be it returned since."""
    return receipt_document(
        Receipt(
            bloc=sheet.round.term.bloc.name,
            place=sheet.unit.organisation.place,
            unit=sheet.unit.organisation.name,
            year=sheet.round.term.label,
            at=arrival.at,
            last_day=arrival.last_day,
            days_late=arrival.days_late,
            signer=arrival.signer,
            total=arrival.total,
            cost_of_lateness=sheet.round.table.value.cost_of_lateness(arrival.days_late),
            digest=arrival.digest,
        )
    )
