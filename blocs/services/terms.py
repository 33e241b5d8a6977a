"""The years of a bloc: opening one, opening the next from the last, closing."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from blocs.enums import LeadershipRole, YearKind
from blocs.models import Bloc, Leadership, MemberUnit, Organisation, Term
from blocs.rules import can_change_term, can_manage_bloc
from blocs.services.audit import record, values_of
from blocs.standing import Holding, Standing
from thidua.lib.verdict import RefusedError, Verdict

MOST_OPEN = 2
"""The old leader finishes year N while the new one drafts N + 1 (domain: two years of a bloc are open each January)."""

after_units_changed: list[Callable[[Term], None]] = []
"""What the apps above do, in the same transaction, when the units of a year or the parts they hold have changed."""


def days_of(year: int, kind: str) -> tuple[date, date]:
    """First and last day of a calendar year, or of a school year that begins on 1 August."""
    if kind == YearKind.SCHOOL:
        return date(year, 8, 1), date(year + 1, 7, 31)
    return date(year, 1, 1), date(year, 12, 31)


@transaction.atomic
def open_term(bloc: Bloc, year: int, *, by: Standing, members: Iterable[Organisation] = ()) -> Term:
    """Open a year of a bloc with its member units; a movement is led by its own organisation from the first day.

    Raises RefusedError without the right, when the year exists, or when two years are open already.
    """
    bloc = Bloc.objects.select_for_update(of=("self",)).select_related("superior").get(pk=bloc.pk)
    verdict = can_manage_bloc(by, bloc).required()
    if reason := why_not_to_open(bloc, year):
        raise RefusedError(reason)
    starts_on, ends_on = days_of(year, bloc.year_kind)
    term = Term(bloc=bloc, year=year, year_kind=bloc.year_kind, starts_on=starts_on, ends_on=ends_on)
    term.full_clean()
    term.save()
    units = list(dict.fromkeys(members))
    MemberUnit.objects.bulk_create(
        MemberUnit(term=term, organisation=unit, position=position) for position, unit in enumerate(units, start=1)
    )
    if bloc.is_movement:
        Leadership.objects.create(
            term=term, organisation=bloc.superior, role=LeadershipRole.LEADER, from_on=min(starts_on, by.today)
        )
    record(
        "Mở năm", term, by=by, capacity=verdict.capacity, term=term,
        after={"năm": term.label, "đơn vị thành viên": [unit.name for unit in units]},
    )  # fmt: skip
    return term


def why_not_to_open(bloc: Bloc, year: int) -> str:
    """What stands against opening a year, in words for who wants to; empty when nothing does."""
    terms = list(bloc.terms.all())
    if existing := next((term for term in terms if term.year == year), None):
        return f"{bloc.name} đã có {existing.label.lower()}."
    open_years = sorted(term.label.lower() for term in terms if term.is_open)
    if len(open_years) >= MOST_OPEN:
        return f"{bloc.name} đang mở {' và '.join(open_years)}. Hãy khép năm cũ trước khi mở năm mới."
    return ""


@transaction.atomic
def open_next_term(last: Term, *, by: Standing) -> Term:
    """Open the year after `last` with the units that carry on; who leads is for the election to say."""
    return open_term(last.bloc, last.year + 1, by=by, members=members_carrying_on(last))


def members_carrying_on(last: Term) -> list[Organisation]:
    """The units that are still members of a year and still exist; one that has merged, as what it merged into."""
    units = last.member_units.filter(left_on=None).select_related("organisation__merged_into")
    living = (_living(unit.organisation) for unit in units.order_by("position", "pk"))
    return list(dict.fromkeys(unit for unit in living if unit))


def _living(organisation: Organisation) -> Organisation | None:
    """The organisation itself, or the one that carries on its work today; None when nobody does."""
    seen: Organisation | None = organisation
    while seen and seen.merged_into:
        seen = seen.merged_into
    return seen if seen and (seen.last_day is None or seen.last_day >= timezone.localdate()) else None


def locked_to_change(term: Term, by: Standing) -> tuple[Term, Verdict[Holding]]:
    """The year as it is now, for nobody else to change until the transaction ends.

    Raises RefusedError without the right to manage its bloc, or when the year is closed.
    """
    term = Term.objects.select_for_update(of=("self",)).select_related("bloc__superior").get(pk=term.pk)
    return term, can_change_term(by, term).required()


def units_changed(term: Term) -> None:
    """Let those who follow the units of a year catch up with them."""
    for follow in after_units_changed:
        follow(term)


@transaction.atomic
def close_term(term: Term, *, by: Standing) -> Term:
    """Khép năm: the rights of its leader and deputies end, and it is only read from now on.

    Raises RefusedError without the right, or when it is closed already.
    """
    term, verdict = locked_to_change(term, by)
    before = values_of(term, "closed_at")
    term.closed_at = timezone.now()
    term.closed_by_id = by.user_id
    term.save(update_fields=["closed_at", "closed_by"])
    record(
        "Khép năm", term, by=by, capacity=verdict.capacity, term=term,
        before=before, after=values_of(term, "closed_at"),
    )  # fmt: skip
    return term
