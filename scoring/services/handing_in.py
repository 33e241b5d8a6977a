"""The one door through which a sheet changes its state: to the unit's head, to the bloc, and back.

Each verb: the sheet is locked, the table asked, the right proved, what is missing refused, the history written; in one
transaction. No paper is rendered on the way: while the figures stand still the same paper can be printed at any time,
and a receipt says only what the sheet itself keeps.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from blocs.models import AuditEntry
from blocs.services.audit import last_was, record
from blocs.standing import Standing
from scoring.criteria import LateRefused
from scoring.documents import check_code, is_code
from scoring.enums import SheetState
from scoring.models import ScoreSheet
from scoring.rules import can_take
from scoring.services import arrivals, evidence, sheets
from scoring.services.rounds import deadline_of, extend
from scoring.services.sheets import lacking, locked
from scoring.workflow import STEPS, Action, Step, step_for
from thidua.lib.dates import short_date
from thidua.lib.verdict import RefusedError
from thidua.papers.models import StoredFile

LATE_REFUSED = "Đã quá hạn nộp ({day}) và bảng tiêu chí không nhận bảng nộp chậm. Hãy xin gia hạn."
SIGNED_TOO_EARLY = (
    "Bản giấy có mã kiểm {code} được lập ngày {day}, nên không thể ký trước ngày ấy. "
    "Hãy nhập đúng ngày ký ghi trên bản giấy."
)
CODE, MADE_ON = "mã kiểm", "ngày lập"
"""What the history says of a sheet that is laid before its head."""


@dataclass(frozen=True, kw_only=True)
class SignedPaper:
    """What is told of a sheet that was signed by hand."""

    signer: str
    signed_on: date
    code: str
    """The check code as somebody read it off the paper."""
    scan: StoredFile


@transaction.atomic
def lay_before_head(sheet: ScoreSheet, *, by: Standing) -> ScoreSheet:
    """Trình thủ trưởng ký: the figures stand still, and their paper carries a check code."""
    sheet = locked(sheet)
    _permitted(sheet, Action.LAY_BEFORE_HEAD, by)
    sheet.digest = sheets.digest_of(sheet)
    return _advance(sheet, Action.LAY_BEFORE_HEAD, by, facts={CODE: check_code(sheet.digest), MADE_ON: by.today})


@transaction.atomic
def take_back(sheet: ScoreSheet, *, by: Standing) -> ScoreSheet:
    """Lấy lại để sửa: the paper that was printed counts no more."""
    sheet = locked(sheet)
    _permitted(sheet, Action.TAKE_BACK, by)
    before = check_code(sheet.digest)
    sheet.digest = ""
    return _advance(sheet, Action.TAKE_BACK, by, facts={"mã kiểm đã bỏ": before})


@transaction.atomic
def approve(sheet: ScoreSheet, *, seen: str, at: datetime, by: Standing) -> ScoreSheet:
    """Duyệt và nộp, by the head in the site; `seen` is the digest of what the head looked at.

    Raises RefusedError when that is no longer what the sheet says.
    """
    sheet = locked(sheet)
    _permitted(sheet, Action.APPROVE, by)
    if seen != sheet.digest:
        raise RefusedError("Số liệu đã khác bản vừa xem. Hãy mở lại trang rồi duyệt.")
    sheet.signer, sheet.signed_on = by.user_name, by.today
    return _hand_in(sheet, Action.APPROVE, at, by)


@transaction.atomic
def hand_in_signed(sheet: ScoreSheet, paper: SignedPaper, *, at: datetime, by: Standing) -> ScoreSheet:
    """Nộp bảng tự chấm, signed on paper.

    Raises RefusedError when the paper's check code is another, or was not made yet on the day it is said to be signed.
    """
    sheet = locked(sheet)
    _permitted(sheet, Action.HAND_IN_SIGNED, by)
    if not is_code(paper.code, sheet.digest):
        raise RefusedError(
            f"Mã kiểm trên bản giấy ({paper.code}) khác mã của số liệu trên trang ({check_code(sheet.digest)}). "
            "Bản giấy này in từ số liệu khác: hãy in lại, trình ký lại."
        )
    made_on = _code_made_on(sheet)
    if made_on and paper.signed_on < made_on:
        raise RefusedError(SIGNED_TOO_EARLY.format(code=check_code(sheet.digest), day=short_date(made_on)))
    sheet.signer, sheet.signed_on, sheet.scan = paper.signer, paper.signed_on, paper.scan
    return _hand_in(sheet, Action.HAND_IN_SIGNED, at, by)


def _hand_in(sheet: ScoreSheet, action: Action, at: datetime, by: Standing) -> ScoreSheet:
    """Hand the locked sheet in, as having arrived at a moment: what its lateness is reckoned from."""
    deadline = deadline_of(sheet.round, sheet.unit)
    sheet.submitted_at, sheet.days_late = at, deadline.days_late(at, sheet.signed_on)
    if sheet.days_late and isinstance(sheet.round.table.value.late, LateRefused):
        raise RefusedError(LATE_REFUSED.format(day=short_date(deadline.last_day)))
    said = {"số liệu": sheets.figures_in_words(sheet), "minh chứng": evidence.in_words(sheet)}
    facts = arrivals.facts_of(sheet) | said
    return _advance(sheet, action, by, facts=facts)


@transaction.atomic
def return_sheet(
    sheet: ScoreSheet, *, reason: str, refused: Collection[int] = (), until: date | None = None, by: Standing
) -> ScoreSheet:
    """Trả lại: the unit corrects it and hands it in again; what was handed in stays in the history.

    `refused` are the criteria, by key, of which it is not accepted that nothing has come up: the unit has to enter a
    figure for them. What it hands in again is late by its deadline as anything is, unless it is given a new last day:
    `until`. Raises RefusedError also where that is no extension (`rounds.extend`).
    """
    sheet = locked(sheet)
    _permitted(sheet, Action.RETURN, by, reason)
    facts: dict[str, Any] = {
        "mã băm": sheet.digest, "nộp lúc": sheet.submitted_at, "chậm (ngày)": sheet.days_late,
    }  # fmt: skip
    if refused:
        facts["không đồng ý Không phát sinh nhiệm vụ"] = sheets.refuse_not_applicable(sheet, refused)
    sheet.submitted_at = sheet.days_late = sheet.signed_on = sheet.scan = None
    sheet.digest = sheet.signer = ""
    returned = _advance(sheet, Action.RETURN, by, reason=reason, facts=facts)
    if until:
        extend(sheet.round, sheet.unit, until=until, reason=f"Trả lại: {reason.strip()}", by=by)
    return returned


def _code_made_on(sheet: ScoreSheet) -> date | None:
    """The first day on which the paper of these figures could be signed: that on which they were first laid before
    the head.

    Who takes a sheet back and lays it again unchanged gets the same code, and the paper printed before still counts.
    None where the history does not tell the day.
    """
    laid = AuditEntry.objects.filter(
        object_type=sheet._meta.label,
        object_id=str(sheet.pk),
        action=step_for(Action.LAY_BEFORE_HEAD).label,
        after__has_key=MADE_ON,
        **{f"after__{CODE}": check_code(sheet.digest)},
    )
    first = laid.order_by("seq").first()
    return date.fromisoformat(first.after[MADE_ON]) if first else None


def what_is_missing(sheet: ScoreSheet, action: Action) -> tuple[str, ...]:
    """What must be there before a step: shown before its button, and asked again behind it."""
    return lacking(sheet) if action is Action.LAY_BEFORE_HEAD else ()


def returns_of(sheets_of_units: Iterable[ScoreSheet]) -> dict[int, AuditEntry]:
    """Of sheets that were given back and are being corrected, by their keys, what says why; in one query."""
    filling = [sheet for sheet in sheets_of_units if sheet.state == SheetState.FILLING]
    return last_was(step_for(Action.RETURN).label, filling, among=[step.label for step in STEPS])


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
