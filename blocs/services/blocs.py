"""The blocs themselves: creating and correcting them. Their years are in `blocs.services.terms`."""

from typing import Any

from django.db import transaction

from blocs.models import Bloc, Organisation
from blocs.rules import can_set_up
from blocs.services.audit import record, values_of
from blocs.standing import Standing
from thidua.lib.verdict import RefusedError

RECORDED = (
    "kind", "name", "field", "number", "symbol", "superior", "head_line", "leader_title", "deputy_title", "year_kind",
    "last_day",
)  # fmt: skip
FIXED_BY_YEARS = ("kind", "year_kind")
"""What every year of a bloc was opened by, so that it stays once there is one."""
YEARS_OPENED = (
    "Khối, cụm đã mở năm thi đua nên không đổi được loại và cách tính năm. Hãy giữ như cũ, hoặc lập khối mới."
)


@transaction.atomic
def create(*, by: Standing, superior: Organisation, **values: Any) -> Bloc:
    """A new bloc of a superior organisation. Raises RefusedError or ValidationError."""
    verdict = can_set_up(by, superior).required()
    bloc = Bloc(superior=superior, **values)
    bloc.full_clean()
    bloc.save()
    record(
        "Lập khối, cụm", bloc, by=by, capacity=verdict.capacity, organisation=superior, after=values_of(bloc, *RECORDED)
    )
    return bloc


@transaction.atomic
def change(bloc: Bloc, *, by: Standing, **values: Any) -> Bloc:
    """Correct what is written of a bloc.

    Raises ValidationError, or RefusedError without the right, which a new superior needs too, or for what its years
    were opened by.
    """
    bloc = Bloc.objects.select_for_update(of=("self",)).select_related("superior").get(pk=bloc.pk)
    verdict = can_set_up(by, bloc.superior).required()
    before = values_of(bloc, *RECORDED)
    for name, value in values.items():
        setattr(bloc, name, value)
    can_set_up(by, bloc.superior).required()
    after = values_of(bloc, *RECORDED)
    if any(before[name] != after[name] for name in FIXED_BY_YEARS) and bloc.terms.exists():
        raise RefusedError(YEARS_OPENED)
    bloc.full_clean()
    bloc.save()
    record(
        "Sửa khối, cụm", bloc, by=by, capacity=verdict.capacity, organisation=bloc.superior, before=before, after=after
    )
    return bloc
