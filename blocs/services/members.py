"""The member units of a year: adding one, correcting its place and notes, its leaving."""

from datetime import date

from django.db import transaction

from blocs.models import MemberUnit, Organisation, Term
from blocs.rules import can_manage_bloc
from blocs.services.audit import record, values_of
from blocs.standing import Holding, Standing
from thidua.lib.verdict import RefusedError, Verdict

RECORDED = ("position", "left_on", "note")


@transaction.atomic
def add(
    term: Term, organisation: Organisation, *, by: Standing, position: int, left_on: date | None = None, note: str = ""
) -> MemberUnit:
    """Make an organisation a member unit of a year. Raises RefusedError or ValidationError."""
    term, verdict = _locked(term, by)
    unit = MemberUnit(term=term, organisation=organisation, position=position, left_on=left_on, note=note)
    unit.full_clean()
    unit.save()
    record(
        "Thêm đơn vị thành viên", unit, by=by, capacity=verdict.capacity, term=term, organisation=organisation,
        after=values_of(unit, *RECORDED),
    )  # fmt: skip
    return unit


@transaction.atomic
def change(unit: MemberUnit, *, by: Standing, position: int, left_on: date | None, note: str) -> MemberUnit:
    """Correct a unit's place in the list, the day it left, the note. Raises RefusedError or ValidationError."""
    term, verdict = _locked(unit.term, by)
    unit = term.member_units.select_related("organisation").get(pk=unit.pk)
    before = values_of(unit, *RECORDED)
    unit.position, unit.left_on, unit.note = position, left_on, note
    unit.full_clean()
    unit.save()
    record(
        "Sửa đơn vị thành viên", unit, by=by, capacity=verdict.capacity, term=term, organisation=unit.organisation,
        before=before, after=values_of(unit, *RECORDED),
    )  # fmt: skip
    return unit


def _locked(term: Term, by: Standing) -> tuple[Term, Verdict[Holding]]:
    term = Term.objects.select_for_update(of=("self",)).select_related("bloc__superior").get(pk=term.pk)
    verdict = can_manage_bloc(by, term.bloc).required()
    if not term.is_open:
        raise RefusedError(f"{term.label} đã khép, không sửa được nữa.")
    return term, verdict
