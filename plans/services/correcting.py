"""The Word file of a draft that somebody corrected: kept beside the draft, compared with it, taken part by part."""

from collections.abc import Collection

from django.db import transaction

from blocs.services.audit import record
from blocs.standing import Standing
from plans.differences import Difference, with_differences
from plans.models import Plan
from plans.rules import can_edit
from plans.services.drafting import change_content, locked
from thidua.papers.models import StoredFile


@transaction.atomic
def lay_beside(plan: Plan, corrected: StoredFile, *, by: Standing) -> Plan:
    """Keep the Word file of a draft that somebody has corrected, to be compared with the draft."""
    plan = locked(plan)
    verdict = can_edit(by, plan).required()
    plan.corrected = corrected
    plan.save(update_fields=["corrected", "updated_at"])
    record(
        "Nhận tệp Word đã sửa", plan, by=by, capacity=verdict.capacity, term=plan.term,
        after={"tệp": corrected.name, "mã băm": corrected.sha256},
    )  # fmt: skip
    return plan


@transaction.atomic
def put_away(plan: Plan, *, by: Standing) -> Plan:
    """The comparison with a corrected file is over; the file itself is kept, and the history names it."""
    plan = locked(plan)
    verdict = can_edit(by, plan).required()
    if plan.corrected:
        record(
            "Đối chiếu xong tệp Word đã sửa", plan, by=by, capacity=verdict.capacity, term=plan.term,
            before={"tệp": plan.corrected.name, "mã băm": plan.corrected.sha256},
        )  # fmt: skip
        plan.corrected = None
        plan.save(update_fields=["corrected", "updated_at"])
    return plan


def take_corrections(plan: Plan, taken: Collection[Difference], *, by: Standing) -> Plan:
    """Write into a draft what was taken of its corrected file. Raises what `change_content` raises."""
    return change_content(
        plan, lambda content: with_differences(content, taken), by=by, what=f"Theo tệp Word đã sửa: {len(taken)} chỗ"
    )
