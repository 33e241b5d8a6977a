"""Who leads a bloc: appointing, changing, correcting. Exactly one unit leads on each date of a year with a leader."""

from datetime import date, timedelta

from django.db import transaction

from blocs.enums import LeadershipRole
from blocs.models import Leadership, Organisation, Term
from blocs.services.audit import record
from blocs.services.terms import locked_to_change, units_changed
from blocs.standing import Standing
from thidua.lib.dates import short_date
from thidua.lib.verdict import RefusedError

ONE_DAY = timedelta(days=1)


@transaction.atomic
def appoint(term: Term, organisation: Organisation, role: LeadershipRole, *, from_on: date, by: Standing) -> Leadership:
    """Make a member unit leader, deputy or expected leader from a day on.

    A new leader ends the time of the one before on the day before, and that of every expected leader.
    Raises RefusedError without the right, in a closed year, for a unit that is no member, holds the role already, or
    would lead from a day on which somebody else was appointed later.
    """
    term, verdict = locked_to_change(term, by)
    _require_member(term, organisation)
    holders = list(term.leaderships.filter(role=role).select_related("organisation"))
    if any(holder.organisation_id == organisation.pk and holder.to_on is None for holder in holders):
        raise RefusedError(f"{organisation.name} đang giữ vai trò này.")
    before = [_text(holder) for holder in holders]
    if role is LeadershipRole.LEADER:
        _end_before(holders, from_on)
        _end_before(list(term.leaderships.filter(role=LeadershipRole.EXPECTED, to_on=None)), from_on)
    leadership = Leadership(term=term, organisation=organisation, role=role, from_on=from_on)
    leadership.full_clean()
    leadership.save()
    record(
        "Cử đơn vị", leadership, by=by, capacity=verdict.capacity, term=term, organisation=organisation,
        before={"trước đó": before}, after={"đơn vị": _text(leadership)},
    )  # fmt: skip
    units_changed(term)
    return leadership


def _end_before(holders: list[Leadership], from_on: date) -> None:
    for holder in reversed(holders):
        if holder.to_on is None and holder.from_on < from_on:
            holder.to_on = from_on - ONE_DAY
            holder.save(update_fields=["to_on"])
        elif holder.role == LeadershipRole.EXPECTED:
            holder.delete()
        elif holder.to_on is None or holder.to_on >= from_on:
            raise RefusedError(
                f"{holder.organisation.name} đã đứng đầu từ ngày {short_date(holder.from_on)}. "
                "Hãy chọn ngày sau ngày ấy, hoặc sửa dòng đã nhập sai."
            )


@transaction.atomic
def end(leadership: Leadership, *, last_day: date, by: Standing) -> Leadership:
    """A deputy or expected leader stops; a leader only by another being appointed."""
    term, verdict = locked_to_change(leadership.term, by)
    leadership = term.leaderships.select_related("organisation").get(pk=leadership.pk)
    if leadership.role == LeadershipRole.LEADER:
        raise RefusedError("Khối phải luôn có một đơn vị đứng đầu. Hãy cử đơn vị thay thế.")
    before = _text(leadership)
    leadership.to_on = last_day
    leadership.full_clean()
    leadership.save(update_fields=["to_on"])
    record(
        "Thôi cử đơn vị", leadership, by=by, capacity=verdict.capacity, term=term,
        organisation=leadership.organisation, before={"đơn vị": before}, after={"đơn vị": _text(leadership)},
    )  # fmt: skip
    units_changed(term)
    return leadership


@transaction.atomic
def correct(
    leadership: Leadership, *, organisation: Organisation, from_on: date, reason: str, by: Standing
) -> Leadership:
    """Mend a unit or day that was entered wrongly: no change in the bloc itself, so nobody else's time moves but the
    end of the leader before, which stays the day before.

    Raises RefusedError without the right or reason, or when two units would lead on one day.
    """
    if not reason.strip():
        raise RefusedError("Hãy ghi lý do sửa.")
    term, verdict = locked_to_change(leadership.term, by)
    _require_member(term, organisation)
    leadership = term.leaderships.select_related("organisation").get(pk=leadership.pk)
    before = _text(leadership)
    if leadership.role == LeadershipRole.LEADER:
        _move_border(term, leadership, from_on)
    leadership.organisation, leadership.from_on = organisation, from_on
    leadership.full_clean()
    leadership.save()
    record(
        "Sửa đơn vị đã cử", leadership, by=by, capacity=verdict.capacity, term=term, organisation=organisation,
        before={"đơn vị": before}, after={"đơn vị": _text(leadership)}, reason=reason.strip(),
    )  # fmt: skip
    units_changed(term)
    return leadership


def _move_border(term: Term, leadership: Leadership, from_on: date) -> None:
    others = term.leaderships.filter(role=LeadershipRole.LEADER).exclude(pk=leadership.pk)
    previous = others.filter(from_on__lt=leadership.from_on).order_by("-from_on").first()
    if others.filter(from_on__gt=leadership.from_on, from_on__lte=from_on).exists() or (
        leadership.to_on and leadership.to_on < from_on
    ):
        raise RefusedError("Ngày này thuộc thời gian của đơn vị đứng đầu sau. Hãy chọn ngày sớm hơn.")
    if previous is None:
        return
    if previous.from_on >= from_on:
        raise RefusedError(
            f"{previous.organisation.name} mới đứng đầu từ ngày {short_date(previous.from_on)}. Hãy chọn ngày sau đó."
        )
    previous.to_on = from_on - ONE_DAY
    previous.save(update_fields=["to_on"])


def _require_member(term: Term, organisation: Organisation) -> None:
    owner = term.bloc.is_movement and organisation.pk == term.bloc.superior_id
    if not owner and not term.member_units.filter(organisation=organisation, left_on=None).exists():
        raise RefusedError(f"{organisation.name} không phải đơn vị thành viên của {term.label.lower()}.")


def _text(leadership: Leadership) -> str:
    until = f" đến {short_date(leadership.to_on)}" if leadership.to_on else ""
    role = leadership.get_role_display()
    return f"{role}: {leadership.organisation.name}, từ {short_date(leadership.from_on)}{until}"
