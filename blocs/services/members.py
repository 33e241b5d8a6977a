"""The member units of a year: adding, correcting, putting in order, leaving, striking out what was entered wrongly."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from blocs.models import MemberUnit, Organisation, Term
from blocs.services.audit import record, values_of
from blocs.services.terms import locked_to_change, units_changed
from blocs.standing import Standing
from thidua.lib.dates import short_date
from thidua.lib.verdict import RefusedError

RECORDED = ("position", "left_on", "note")


@transaction.atomic
def add(
    term: Term,
    organisation: Organisation,
    *,
    by: Standing,
    position: int | None = None,
    left_on: date | None = None,
    note: str = "",
) -> MemberUnit:
    """Make an organisation a member unit of a year, last in the list if no place is named; one that left comes back.

    Raises RefusedError without the right, in a closed year, or for an organisation that ended before the year;
    ValidationError when it is a member already.
    """
    term, verdict = locked_to_change(term, by)
    if organisation.last_day and organisation.last_day < term.starts_on:
        raise RefusedError(f"{organisation.name} đã kết thúc hoạt động ngày {short_date(organisation.last_day)}.")
    unit = term.member_units.exclude(left_on=None).filter(organisation=organisation).first()
    unit = unit or MemberUnit(term=term, organisation=organisation)
    unit.position = _last_position(term) + 1 if position is None else position
    unit.left_on, unit.note = left_on, note
    unit.full_clean()
    unit.save()
    record(
        "Thêm đơn vị thành viên", unit, by=by, capacity=verdict.capacity, term=term, organisation=organisation,
        after=values_of(unit, *RECORDED),
    )  # fmt: skip
    units_changed(term)
    return unit


@transaction.atomic
def change(unit: MemberUnit, *, by: Standing, position: int, left_on: date | None, note: str) -> MemberUnit:
    """Correct a unit's place in the list, the day it left, the note. Raises RefusedError or ValidationError."""
    term, verdict = locked_to_change(unit.term, by)
    unit = term.member_units.select_related("organisation").get(pk=unit.pk)
    before = values_of(unit, *RECORDED)
    unit.position, unit.left_on, unit.note = position, left_on, note
    unit.full_clean()
    unit.save()
    record(
        "Sửa đơn vị thành viên", unit, by=by, capacity=verdict.capacity, term=term, organisation=unit.organisation,
        before=before, after=values_of(unit, *RECORDED),
    )  # fmt: skip
    units_changed(term)
    return unit


@transaction.atomic
def remove(unit: MemberUnit, *, left_on: date, by: Standing, note: str = "") -> MemberUnit:
    """The unit is no member from `left_on` on; it stays in the list of the year with that day.

    Raises RefusedError without the right, for a day outside the year, or while the unit leads or is to lead then.
    """
    term, _ = locked_to_change(unit.term, by)
    unit = term.member_units.select_related("organisation").get(pk=unit.pk)
    if not term.starts_on <= left_on <= term.ends_on:
        raise RefusedError(
            f"Hãy chọn ngày trong năm, từ {short_date(term.starts_on)} đến {short_date(term.ends_on)}. "
            "Đơn vị ghi nhầm thì chọn “Ghi nhầm”."
        )
    for held in term.leaderships.filter(organisation=unit.organisation_id):
        if held.to_on is None or held.to_on >= left_on:
            raise RefusedError(
                f"{unit.organisation.name} đang là {held.get_role_display().lower()}. Hãy cử đơn vị khác trước."
            )
    return change(unit, by=by, position=unit.position, left_on=left_on, note=note or unit.note)


@transaction.atomic
def strike_out(unit: MemberUnit, *, reason: str, by: Standing) -> None:
    """Take a unit off the list that was put there by mistake, as if it had never been a member that year.

    Raises RefusedError without the right or reason, or when the unit leads or led in this year.
    """
    if not reason.strip():
        raise RefusedError("Hãy ghi lý do xóa khỏi danh sách.")
    term, verdict = locked_to_change(unit.term, by)
    unit = term.member_units.select_related("organisation").get(pk=unit.pk)
    if term.leaderships.filter(organisation=unit.organisation_id).exists():
        raise RefusedError(
            f"{unit.organisation.name} có trong danh sách đơn vị được cử của năm. Hãy sửa dòng ấy trước."
        )
    record(
        "Xóa đơn vị ghi nhầm", unit, by=by, capacity=verdict.capacity, term=term, organisation=unit.organisation,
        before=values_of(unit, *RECORDED), reason=reason.strip(),
    )  # fmt: skip
    unit.delete()
    units_changed(term)


@transaction.atomic
def reorder(term: Term, units: Sequence[int], *, by: Standing) -> None:
    """Put the member units, by their keys, in this order; those not named follow in the order they had."""
    term, verdict = locked_to_change(term, by)
    before = list(term.member_units.select_related("organisation"))
    place = {key: index for index, key in enumerate(units)}
    after = sorted(before, key=lambda unit: place.get(unit.pk, len(place)))
    if after == before:
        return
    for position, unit in enumerate(after, start=1):
        unit.position = position
    MemberUnit.objects.bulk_update(after, ["position"])
    record(
        "Xếp lại đơn vị thành viên", term, by=by, capacity=verdict.capacity, term=term,
        before={"thứ tự": [unit.organisation.name for unit in before]},
        after={"thứ tự": [unit.organisation.name for unit in after]},
    )  # fmt: skip


def _last_position(term: Term) -> int:
    return int(term.member_units.aggregate(last=Max("position"))["last"] or 0)
