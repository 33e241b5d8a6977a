"""The scoring of a year: opened, its deadline, extensions for single units, who is still missing."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from blocs.models import MemberUnit, Term
from blocs.services.audit import record, values_of
from blocs.standing import Standing
from scoring.deadline import SheetDeadline
from scoring.enums import LatenessCounted, SheetState
from scoring.models import Extension, ScoreSheet, ScoringRound
from scoring.rules import can_extend, can_open_round
from scoring.services.tables import table_for
from thidua.lib.verdict import RefusedError

RECORDED = ("due_on", "is_before", "counted")


@dataclass(frozen=True, kw_only=True)
class Due:
    """The deadline of a scoring_round as it is asked for."""

    due_on: date
    is_before: bool = False
    counted: LatenessCounted = LatenessCounted.BY_ARRIVAL


@transaction.atomic
def open_round(term: Term, due: Due, *, by: Standing) -> ScoringRound:
    """Mở chấm điểm: every unit of the year gets its sheet.

    Raises RefusedError without the right, without a published table, or when it is open already.
    """
    term = Term.objects.select_for_update(of=("self",)).select_related("bloc__superior").get(pk=term.pk)
    verdict = can_open_round(by, term).required()
    if ScoringRound.objects.filter(term=term).exists():
        raise RefusedError(f"{term.label} đã mở chấm điểm.")
    table = table_for(term)
    if table is None:
        raise RefusedError("Chưa có bảng tiêu chí công bố cho năm này. Hãy công bố bảng tiêu chí trước.")
    scoring_round = ScoringRound(term=term, table=table, opened_by_id=by.user_id, **vars(due))
    scoring_round.full_clean()
    scoring_round.save()
    give_sheets(term)
    record(
        "Mở chấm điểm", scoring_round, by=by, capacity=verdict.capacity, term=term,
        after=values_of(scoring_round, *RECORDED) | {"bảng tiêu chí": str(table)},
    )  # fmt: skip
    return scoring_round


@transaction.atomic
def change_deadline(scoring_round: ScoringRound, due: Due, *, by: Standing) -> ScoringRound:
    """Move the day for all; what was handed in keeps the lateness it was received with."""
    scoring_round = locked(scoring_round)
    verdict = can_open_round(by, scoring_round.term).required()
    before = values_of(scoring_round, *RECORDED)
    scoring_round.due_on, scoring_round.is_before, scoring_round.counted = due.due_on, due.is_before, due.counted
    scoring_round.full_clean()
    scoring_round.save()
    record(
        "Đổi hạn nộp bảng tự chấm", scoring_round, by=by, capacity=verdict.capacity, term=scoring_round.term,
        before=before, after=values_of(scoring_round, *RECORDED),
    )  # fmt: skip
    return scoring_round


@transaction.atomic
def extend(scoring_round: ScoringRound, unit: MemberUnit, *, until: date, reason: str, by: Standing) -> Extension:
    """Gia hạn for one unit, by somebody else than the unit itself. Raises RefusedError, ValidationError."""
    scoring_round = locked(scoring_round)
    verdict = can_extend(by, scoring_round).required()
    if unit.term_id != scoring_round.term_id:
        raise RefusedError("Đơn vị này không phải là thành viên của năm.")
    if verdict.capacity and verdict.capacity.organisation_id == unit.organisation_id:
        raise RefusedError("Đơn vị không tự gia hạn cho mình. Hãy nhờ đơn vị phó hoặc cơ quan theo dõi khối.")
    if scoring_round.sheets.filter(unit=unit, state=SheetState.SUBMITTED).exists():
        raise RefusedError("Đơn vị đã nộp, không cần gia hạn.")
    extension = Extension(round=scoring_round, unit=unit, until=until, reason=reason.strip(), given_by_id=by.user_id)
    if until <= deadline_of(scoring_round, unit).last_day:
        raise RefusedError("Ngày gia hạn phải sau hạn nộp hiện nay của đơn vị.")
    extension.full_clean()
    extension.save()
    record(
        "Gia hạn", extension, by=by, capacity=verdict.capacity, term=scoring_round.term, organisation=unit.organisation,
        after={"đơn vị": str(unit.organisation), "đến hết ngày": until}, reason=extension.reason,
    )  # fmt: skip
    return extension


def deadline_of(scoring_round: ScoringRound, unit: MemberUnit) -> SheetDeadline:
    """When one unit hands in; the last extension given to it counts."""
    given = next((each for each in scoring_round.extensions.all() if each.unit_id == unit.pk), None)
    return SheetDeadline(
        due_on=scoring_round.due_on,
        is_before=scoring_round.is_before,
        extended_to=given.until if given else None,
        by_letter=scoring_round.counted == LatenessCounted.BY_LETTER,
    )


def last_day_of(scoring_round: ScoringRound) -> date:
    """The last day for all, without extensions."""
    return SheetDeadline(due_on=scoring_round.due_on, is_before=scoring_round.is_before).last_day


def give_sheets(term: Term) -> None:
    """A sheet for each unit of a year that is scored, if it has none; called when the units change too."""
    scoring_round = ScoringRound.objects.filter(term=term).first()
    if scoring_round is None or not term.is_open:
        return
    units = term.member_units.filter(left_on=None).exclude(sheets__round=scoring_round)
    ScoreSheet.objects.bulk_create(ScoreSheet(round=scoring_round, unit=unit) for unit in units)


def missing_units(scoring_round: ScoringRound) -> list[ScoreSheet]:
    """The sheets still to be handed in (Đôn đốc), in the order of the units."""
    sheets = scoring_round.sheets.exclude(state=SheetState.SUBMITTED).filter(unit__left_on=None)
    return list(sheets.select_related("unit__organisation"))


def locked(scoring_round: ScoringRound) -> ScoringRound:
    """The round as it is now, for nobody else to change until the transaction ends."""
    rows = ScoringRound.objects.select_related("term__bloc__superior", "table")
    found: ScoringRound = rows.select_for_update(of=("self",)).get(pk=scoring_round.pk)
    return found
