"""What became of the tasks of the demo's plans: nearly all was done in years past, some of it is overdue this year."""

from datetime import date, timedelta

from blocs.standing import Standing
from plans.models import Assignment, Plan
from plans.services import task_marks
from thidua.demo.days import on
from thidua.demo.world import World

LATE, DROPPED, SILENT = 7, 9, 4
"""Every seventh part is done a little late, the ninth was not done, and this year every fourth unit says nothing."""


def past_year(made: World, plan: Plan, leader: str) -> None:
    """The leader's officer recorded it for all at the end of the year, as everything was then."""
    with on(date(plan.term.year, 12, 28)):
        by = made.standing(leader)
        for number, part in enumerate(_due(plan, by.today), start=1):
            _said(part, number, by)


def this_year(made: World, plan: Plan, leader: str, today: date) -> None:
    """What was due until yesterday: some units have said that it is done, others let the day pass."""
    with on(today - timedelta(days=1)):
        by = made.standing(leader)
        for number, part in enumerate(_due(plan, by.today), start=1):
            if number % SILENT:
                _said(part, number, by)


def _due(plan: Plan, today: date) -> list[Assignment]:
    """The parts whose last day has come, in the order of their days."""
    rows = Assignment.objects.filter(task__plan=plan, task__last_day__lte=today)
    return list(rows.select_related("task", "organisation").order_by("task__last_day", "pk"))


def _said(part: Assignment, number: int, by: Standing) -> None:
    if number == DROPPED:
        task_marks.drop(part, reason="Đơn vị sắp xếp lại tổ chức trong thời gian này.", by=by)
        return
    assert part.task.last_day is not None, "it has come"
    late = 3 if number % LATE == 0 else -(number % 6)
    done_on = min(part.task.last_day + timedelta(days=late), by.today)
    result = f"Văn bản số {20 + number}/{part.organisation.symbol}" if number % 2 and part.organisation.symbol else ""
    task_marks.finish(part, done_on=done_on, result=result, by=by)
