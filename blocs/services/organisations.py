"""The organisation tree: creating, renaming, moving, merging."""

from datetime import date
from typing import Any

from django.db import transaction

from blocs.models import FormerIdentity, Organisation
from blocs.rules import can_set_up
from blocs.services.audit import record, values_of
from blocs.standing import Standing
from thidua.lib.dates import short_date
from thidua.lib.verdict import RefusedError

RECORDED = (
    "code", "name", "short_name", "level_name", "parent", "standing_body", "symbol", "place", "prints_code",
    "first_day", "last_day", "merged_into",
)  # fmt: skip


@transaction.atomic
def create(*, by: Standing, parent: Organisation | None, **values: Any) -> Organisation:
    """A new organisation below `parent`, or a root. Raises RefusedError or ValidationError."""
    verdict = can_set_up(by, parent).required()
    organisation = Organisation(parent=parent, **values)
    organisation.full_clean()
    organisation.save()
    record(
        "Lập cơ quan", organisation, by=by, capacity=verdict.capacity, organisation=organisation,
        after=values_of(organisation, *RECORDED),
    )  # fmt: skip
    return organisation


@transaction.atomic
def change(organisation: Organisation, *, by: Standing, **values: Any) -> Organisation:
    """Correct what is written of an organisation (a slip, not a change of its name: that is `rename`).

    Raises ValidationError, or RefusedError without the right, which a new superior needs too, or for a circle.
    """
    if "parent" in values:
        values["parent"] = _held(values["parent"])
    return _changed(organisation, "Sửa cơ quan", by, values)


def _changed(
    organisation: Organisation, action: str, by: Standing, values: dict[str, Any], former: FormerIdentity | None = None
) -> Organisation:
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    verdict = can_set_up(by, organisation).required()
    old_parent = organisation.parent
    before = values_of(organisation, *RECORDED)
    for name, value in values.items():
        setattr(organisation, name, value)
    organisation.full_clean()
    if organisation.parent != old_parent:
        can_set_up(by, organisation.parent).required()
    if organisation.parent and organisation.parent.path.startswith(organisation.path):
        raise RefusedError("Cơ quan cấp trên không thể là chính nó hoặc đơn vị thuộc nó.")
    if (heir := organisation.merged_into) and heir.merged_into:
        raise RefusedError(f"{heir.name} đã sáp nhập vào {heir.merged_into.name}. Hãy chọn đơn vị đang hoạt động.")
    organisation.save()
    organisation.place_below_parent()
    after = values_of(organisation, *RECORDED)
    if former:
        after |= {"tên và cấp trên cũ dùng đến hết ngày": former.last_day}
    if after != before:
        record(
            action, organisation, by=by, capacity=verdict.capacity, organisation=organisation,
            before=before, after=after,
        )  # fmt: skip
    return organisation


def _held(parent: Organisation | None) -> Organisation | None:
    """A new superior as it stands now in a tree that nobody else moves until the transaction ends.

    Two moves at once could make a circle of it. To be asked before any organisation is locked, or two may wait for
    each other.
    """
    list(Organisation.objects.filter(parent=None).select_for_update().order_by("pk"))
    return parent and Organisation.objects.get(pk=parent.pk)


@transaction.atomic
def rename(
    organisation: Organisation, *, last_day: date, name: str, parent: Organisation | None, by: Standing
) -> Organisation:
    """Give a new name, a new superior or both; papers up to `last_day` keep the old ones.

    Raises ValidationError, or RefusedError without the right, for what changes nothing, or for a day before the last
    change: today's name did not stand then.
    """
    parent = _held(parent)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if (name, parent) == (organisation.name, organisation.parent):
        raise RefusedError("Tên và cấp trên vẫn như cũ. Hãy ghi tên mới hoặc chọn cấp trên mới.")
    last = organisation.former_identities.order_by("-last_day").first()
    if last and last_day < last.last_day:
        raise RefusedError(
            f"Tên và cấp trên hiện nay chỉ có từ sau ngày {short_date(last.last_day)}. Hãy chọn ngày sau ngày ấy."
        )
    former = FormerIdentity(
        organisation=organisation, last_day=last_day, name=organisation.name, parent=organisation.parent
    )
    former.full_clean()
    former.save()
    return _changed(organisation, "Đổi tên, cấp trên", by, {"name": name, "parent": parent}, former)


@transaction.atomic
def merge(organisation: Organisation, *, into: Organisation, last_day: date, by: Standing) -> Organisation:
    """End an organisation by joining it to another, which carries on its work; its past stays readable.

    Raises RefusedError without the right over both, and for an heir that has ended itself.
    """
    if organisation.pk == into.pk:
        raise RefusedError("Không thể sáp nhập một đơn vị vào chính nó.")
    pair = Organisation.objects.select_for_update().filter(pk__in=[organisation.pk, into.pk])
    into = {locked.pk: locked for locked in pair.order_by("pk")}[into.pk]
    can_set_up(by, into).required()
    return _changed(organisation, "Sáp nhập", by, {"merged_into": into, "last_day": last_day})
