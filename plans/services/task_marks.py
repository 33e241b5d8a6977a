"""What a unit says of its part in a task: begun, done on a day, not to be done for a reason, or none of these."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from blocs.services.audit import record
from blocs.standing import Standing
from plans.enums import TaskState
from plans.models import Assignment
from plans.rules import can_mark
from thidua.lib.verdict import RefusedError

IN_FUTURE = "Ngày hoàn thành còn ở phía trước. Hãy nhập một ngày từ hôm nay trở về trước."


@transaction.atomic
def begin(assignment: Assignment, *, result: str = "", by: Standing) -> Assignment:
    """Đang thực hiện, with what there is so far. Raises RefusedError."""
    return _mark(assignment, by, state=TaskState.DOING, result=result.strip())


@transaction.atomic
def finish(assignment: Assignment, *, done_on: date, result: str = "", by: Standing) -> Assignment:
    """Hoàn thành; said again, it corrects the day and the result. Raises RefusedError, ValidationError for a day to
    come."""
    if done_on > by.today:
        raise ValidationError({"done_on": IN_FUTURE})
    return _mark(assignment, by, state=TaskState.DONE, done_on=done_on, result=result.strip())


@transaction.atomic
def drop(assignment: Assignment, *, reason: str, by: Standing) -> Assignment:
    """Không thực hiện, for a reason. Raises RefusedError."""
    if not reason.strip():
        raise RefusedError("Hãy ghi lý do không thực hiện.")
    return _mark(assignment, by, state=TaskState.DROPPED, reason=reason.strip())


@transaction.atomic
def take_back(assignment: Assignment, *, by: Standing) -> Assignment:
    """The task is still to be done; what was said of it stays in the history. Raises RefusedError."""
    return _mark(assignment, by, state=TaskState.TO_DO)


def _mark(
    assignment: Assignment, by: Standing, *, state: TaskState, done_on: date | None = None, result: str = "",
    reason: str = "",
) -> Assignment:  # fmt: skip
    assignment = _locked(assignment)
    capacity = can_mark(by, assignment).required().capacity
    before = _facts(assignment)
    assignment.state, assignment.done_on = state, done_on
    assignment.result, assignment.reason = result, reason
    assignment.full_clean(exclude=["task", "organisation"])
    assignment.save(update_fields=["state", "done_on", "result", "reason"])
    organisation, term = assignment.organisation, assignment.task.plan.term
    is_own = capacity is not None and capacity.organisation_id == organisation.pk
    record(
        "Ghi kết quả nhiệm vụ", assignment.task, by=by, capacity=capacity, term=term, organisation=organisation,
        on_behalf_of=None if is_own else organisation, before=before, after=_facts(assignment), reason=reason,
    )  # fmt: skip
    return assignment


def _locked(assignment: Assignment) -> Assignment:
    rows = Assignment.objects.select_related("task__plan__term__bloc__superior", "organisation")
    found: Assignment | None = rows.select_for_update(of=("self",)).filter(pk=assignment.pk).first()
    if found is None:
        raise RefusedError("Nhiệm vụ này không còn giao cho đơn vị. Hãy mở lại danh sách nhiệm vụ.")
    return found


def _facts(assignment: Assignment) -> dict[str, Any]:
    facts = {
        "tình trạng": TaskState(assignment.state).label,
        "ngày hoàn thành": assignment.done_on,
        "kết quả": assignment.result,
    }
    return {name: value for name, value in facts.items() if value}
