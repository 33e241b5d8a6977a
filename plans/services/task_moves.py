"""Dời thời gian: another last day for a task of a plan in force, by a paper that tells the units."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from blocs.services.audit import record
from blocs.standing import Standing
from plans.models import Task
from plans.rules import can_move
from plans.services.drafting import locked
from plans.services.projection import project
from thidua.lib.verdict import RefusedError


@transaction.atomic
def move(task: Task, *, to: date, paper: str, by: Standing) -> Task:
    """The task is in time until `to`, for all its units; `paper` is what told them.

    Raises RefusedError, and ValidationError for a day that it has already.
    """
    if to == task.last_day:
        raise ValidationError({"to": "Nhiệm vụ đã có hạn cuối là ngày này. Hãy nhập ngày khác."})
    return _moved(task, to, paper.strip(), by)


@transaction.atomic
def put_back(task: Task, *, by: Standing) -> Task:
    """The day that the plan says counts again. Raises RefusedError."""
    return _moved(task, None, "", by)


def _moved(task: Task, to: date | None, paper: str, by: Standing) -> Task:
    plan = locked(task.plan)
    capacity = can_move(by, plan).required().capacity
    found = plan.tasks.filter(pk=task.pk).first()
    if found is None:
        raise RefusedError("Nhiệm vụ này không còn trong kế hoạch. Hãy mở lại danh sách nhiệm vụ.")
    before = _facts(found)
    found.moved_to, found.moved_by = to, paper
    found.full_clean(exclude=["plan", "first_day", "last_day"], validate_unique=False)
    found.save(update_fields=["moved_to", "moved_by"])
    project(plan, plan.value)
    found.refresh_from_db()
    record(
        "Dời thời gian nhiệm vụ", found, by=by, capacity=capacity, term=plan.term, before=before, after=_facts(found)
    )
    return found


def _facts(task: Task) -> dict[str, Any]:
    facts = {"hạn cuối": task.last_day, "căn cứ": task.moved_by}
    return {name: value for name, value in facts.items() if value}
