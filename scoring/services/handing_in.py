"""The one door through which a sheet changes its state: to the unit's head, to the bloc, and back.

Each verb: the sheet is locked, the table asked, the right proved, what is missing refused, the history written; in one
transaction. Papers are rendered before the lock and found at hand under it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from blocs.enums import Role
from blocs.models import Post
from blocs.services.audit import record
from blocs.standing import Standing
from scoring.criteria import LateRefused
from scoring.documents import SheetWords, check_code, is_code, sheet_document
from scoring.models import ScoreSheet
from scoring.receipts import Receipt, receipt_document
from scoring.rules import can_take
from scoring.services import sheets
from scoring.services.rounds import deadline_of
from scoring.services.sheets import entries_of, lacking, locked, reckoned
from scoring.workflow import Action, Step, step_for
from thidua.lib.dates import short_date
from thidua.lib.points import number_text
from thidua.lib.verdict import RefusedError
from thidua.papers.document import OfficialDocument
from thidua.papers.models import StoredFile
from thidua.papers.services import files
from thidua.papers.services.rendering import rendered

LATE_REFUSED = "Đã quá hạn nộp ({day}) và bảng tiêu chí không nhận bảng nộp chậm. Hãy xin gia hạn."


@dataclass(frozen=True, kw_only=True)
class SignedPaper:
    """What is told of a sheet that was signed by hand."""

    signer: str
    signed_on: date
    code: str
    """The check code as somebody read it off the paper."""
    scan: StoredFile


def lay_before_head(sheet: ScoreSheet, *, by: Standing) -> ScoreSheet:
    """Trình thủ trưởng ký: the figures stand still and are printed with their check code."""
    sheet = _current(sheet)
    _permitted(sheet, Action.LAY_BEFORE_HEAD, by)
    rendered(_paper(sheet, sheets.digest_of(sheet), by.today))
    return _lay_before_head(sheet, by)


@transaction.atomic
def _lay_before_head(sheet: ScoreSheet, by: Standing) -> ScoreSheet:
    sheet = locked(sheet)
    _permitted(sheet, Action.LAY_BEFORE_HEAD, by)
    sheet.digest = sheets.digest_of(sheet)
    pdf = rendered(_paper(sheet, sheet.digest, by.today)).pdf
    sheet.paper = files.store(pdf, f"bang-tu-cham-{sheet.unit.organisation.code}.pdf", "application/pdf", by=by)
    return _advance(sheet, Action.LAY_BEFORE_HEAD, by, facts={"mã kiểm": check_code(sheet.digest)})


@transaction.atomic
def take_back(sheet: ScoreSheet, *, by: Standing) -> ScoreSheet:
    """Lấy lại để sửa: the paper that was printed counts no more."""
    sheet = locked(sheet)
    _permitted(sheet, Action.TAKE_BACK, by)
    before = check_code(sheet.digest)
    sheet.digest, sheet.paper = "", None
    return _advance(sheet, Action.TAKE_BACK, by, facts={"mã kiểm đã bỏ": before})


def approve(sheet: ScoreSheet, *, seen: str, at: datetime, by: Standing) -> ScoreSheet:
    """Duyệt và nộp, by the head in the site; `seen` is the digest of what the head looked at.

    Raises RefusedError when that is no longer what the sheet says.
    """
    sheet = _current(sheet)
    _permitted(sheet, Action.APPROVE, by)
    if seen != sheet.digest:
        raise RefusedError("Số liệu đã khác bản vừa xem. Hãy mở lại trang rồi duyệt.")
    return _hand_in(sheet, Action.APPROVE, signer=by.user_name, signed_on=by.today, scan=None, at=at, by=by)


def hand_in_signed(sheet: ScoreSheet, paper: SignedPaper, *, at: datetime, by: Standing) -> ScoreSheet:
    """Nộp bảng tự chấm, signed on paper. Raises RefusedError when the paper's check code is another."""
    sheet = _current(sheet)
    _permitted(sheet, Action.HAND_IN_SIGNED, by)
    if not is_code(paper.code, sheet.digest):
        raise RefusedError(
            f"Mã kiểm trên bản giấy ({paper.code}) khác mã của số liệu trên trang ({check_code(sheet.digest)}). "
            "Bản giấy này in từ số liệu khác: hãy in lại, trình ký lại."
        )
    return _hand_in(
        sheet, Action.HAND_IN_SIGNED, signer=paper.signer, signed_on=paper.signed_on, scan=paper.scan, at=at, by=by
    )


def _hand_in(
    sheet: ScoreSheet, action: Action, *, signer: str, signed_on: date, scan: StoredFile | None, at: datetime,
    by: Standing,
) -> ScoreSheet:  # fmt: skip
    """Hand the sheet in, as having arrived at a moment: what its lateness is reckoned from."""
    days_late = deadline_of(sheet.round, sheet.unit).days_late(at, signed_on)
    rendered(receipt_document(_receipt(sheet, at, days_late, signer)))
    return _handed_in(sheet, action, signer, signed_on, scan, at, by)


@transaction.atomic
def _handed_in(
    sheet: ScoreSheet, action: Action, signer: str, signed_on: date, scan: StoredFile | None, at: datetime, by: Standing
) -> ScoreSheet:
    digest = sheet.digest
    sheet = locked(sheet)
    _permitted(sheet, action, by)
    if sheet.digest != digest:
        raise RefusedError("Số liệu vừa được lấy lại để sửa. Hãy mở lại trang.")
    deadline = deadline_of(sheet.round, sheet.unit)
    sheet.days_late = deadline.days_late(at, signed_on)
    if sheet.days_late and isinstance(sheet.round.table.value.late, LateRefused):
        raise RefusedError(LATE_REFUSED.format(day=short_date(deadline.last_day)))
    sheet.signer, sheet.signed_on, sheet.scan, sheet.submitted_at = signer, signed_on, scan, at
    pdf = rendered(receipt_document(_receipt(sheet, at, sheet.days_late, signer))).pdf
    sheet.receipt = files.store(pdf, f"phieu-tiep-nhan-{sheet.unit.organisation.code}.pdf", "application/pdf", by=by)
    facts = {
        "mã băm": sheet.digest, "tổng điểm": number_text(sheet.total), "người ký": signer, "ngày ký": signed_on,
        "nộp lúc": at, "chậm (ngày)": sheet.days_late, "bản quét": scan.sha256 if scan else "",
    }  # fmt: skip
    return _advance(sheet, action, by, facts=facts)


@transaction.atomic
def return_sheet(sheet: ScoreSheet, *, reason: str, by: Standing) -> ScoreSheet:
    """Trả lại: the unit corrects it and hands it in again; what was handed in stays in the history."""
    sheet = locked(sheet)
    _permitted(sheet, Action.RETURN, by, reason)
    facts = {"mã băm": sheet.digest, "nộp lúc": sheet.submitted_at, "chậm (ngày)": sheet.days_late}
    sheet.digest, sheet.paper, sheet.scan, sheet.receipt = "", None, None, None
    sheet.submitted_at = sheet.days_late = sheet.signed_on = None
    sheet.signer = ""
    return _advance(sheet, Action.RETURN, by, reason=reason, facts=facts)


def what_is_missing(sheet: ScoreSheet, action: Action) -> tuple[str, ...]:
    """What must be there before a step: shown before its button, and asked again behind it."""
    return lacking(sheet) if action is Action.LAY_BEFORE_HEAD else ()


def paper_of(sheet: ScoreSheet, today: date) -> OfficialDocument:
    """The sheet as its paper, while it is being filled in too."""
    return _paper(sheet, sheet.digest or sheets.digest_of(sheet), today)


def _permitted(sheet: ScoreSheet, action: Action, by: Standing, reason: str | None = None) -> Step:
    step = step_for(action)
    can_take(by, sheet, action).required()
    if step.needs_reason and not (reason or "").strip():
        raise RefusedError("Hãy ghi lý do.")
    if missing := what_is_missing(sheet, action):
        raise RefusedError(" ".join(missing))
    return step


def _advance(
    sheet: ScoreSheet, action: Action, by: Standing, *, reason: str = "", facts: dict[str, Any] | None = None
) -> ScoreSheet:
    step = step_for(action)
    holding = can_take(by, sheet, action).required().capacity
    before = sheet.state_text
    sheet.state = step.target
    sheet.full_clean()
    sheet.save()
    record(
        step.label, sheet, by=by, capacity=holding,
        on_behalf_of=None if action is Action.RETURN else sheets.on_behalf(sheet, holding),
        term=sheet.round.term, organisation=sheet.unit.organisation, before={"tình trạng": before},
        after={"tình trạng": sheet.state_text} | (facts or {}), reason=reason.strip(),
    )  # fmt: skip
    return sheet


def _paper(sheet: ScoreSheet, digest: str, today: date) -> OfficialDocument:
    criteria, entries = sheet.round.table.value, entries_of(sheet)
    unit = sheet.unit.organisation
    head = Post.objects.held_on(today).filter(organisation=unit, role=Role.HEAD).select_related("user").first()
    proofs: dict[int, tuple[str, ...]] = {}
    for each in sheet.evidence.select_related("file", "task"):
        proofs[each.key] = (*proofs.get(each.key, ()), str(each))
    words = SheetWords(
        superior=unit.parent.name if unit.parent else "",
        unit=unit.name,
        place=unit.place,
        year=sheet.round.term.label,
        head_title=head.title if head else "",
        head=head.user.full_name if head else "",
        figures={key: entry.figure for key, entry in entries.items()},
        provisional=frozenset(key for key, entry in entries.items() if entry.is_provisional),
        proofs=proofs,
    )
    return sheet_document(criteria, reckoned(criteria, entries), words, check_code(digest))


def _receipt(sheet: ScoreSheet, at: datetime, days_late: int, signer: str) -> Receipt:
    return Receipt(
        bloc=sheet.round.term.bloc.name,
        place=sheet.unit.organisation.place,
        unit=sheet.unit.organisation.name,
        year=sheet.round.term.label,
        at=at,
        last_day=deadline_of(sheet.round, sheet.unit).last_day,
        days_late=days_late,
        signer=signer,
        total=sheet.total,
        digest=sheet.digest,
    )


def _current(sheet: ScoreSheet) -> ScoreSheet:
    """The sheet as it is now; others may change it a moment later."""
    rows = ScoreSheet.objects.select_related(
        "round__term__bloc__superior", "round__table", "unit__organisation__parent"
    )
    found: ScoreSheet = rows.get(pk=sheet.pk)
    return found
