"""What became of the tasks of the demo's plans: nearly all was done in years past, some of it is overdue this year."""

from datetime import date, timedelta

from blocs.standing import Standing
from plans.models import Assignment, Plan
from plans.services import task_marks, task_moves
from thidua.demo.days import on
from thidua.demo.world import World

LATE, DROPPED, SILENT = 7, 9, 4
"""Every seventh part is done a little late, the ninth was not done, and this year every fourth unit says nothing."""
MOVED_BY = timedelta(days=14)


def past_year(made: World, plan: Plan, leader: str) -> None:
    """The leader's officer recorded it for all at the end of the year, as everything was then."""
    with on(date(plan.term.year, 12, 28)):
        by = made.standing(leader)
        for number, part in enumerate(_due(plan, by.today), start=1):
            _said(part, number, by)


def this_year(made: World, plan: Plan, leader: str, today: date) -> None:
    """What was due until yesterday: some units have said that it is done, others let the day pass. Of what is to come
    the first was moved, and its leader has begun it."""
    with on(today - timedelta(days=1)):
        by = made.standing(leader)
        for number, part in enumerate(_due(plan, by.today), start=1):
            if number % SILENT:
                _said(part, number, by)
        coming = plan.tasks.filter(last_day__gt=today).order_by("last_day", "position").first()
        if coming and coming.last_day:
            paper = f"Công văn số 18/CV-{plan.term.bloc.symbol} ngày {by.today:%d/%m/%Y}"
            task_moves.move(coming, to=coming.last_day + MOVED_BY, paper=paper, by=by)
        begun = Assignment.objects.filter(task=coming, organisation=plan.term.leader_on(by.today)).first()
        if begun:
            task_marks.begin(begun, result="Đã dự thảo, đang lấy ý kiến các đơn vị", by=by)


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
