"""The tasks of a plan by date, and what each unit says of its own."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blocs.requests import Request
from blocs.standing import Standing
from plans.enums import TaskState
from plans.forms.task_marks import DoingForm, DoneForm, DroppedForm, MoveForm
from plans.models import Assignment, Plan, Task
from plans.rules import can_mark, can_match_parties, can_move
from plans.services import task_marks, task_moves
from plans.views.page import unmatched_in, visible_plan

MY_WORK = "viec-cua-toi"
"""Where somebody came from, as the form says it."""


@dataclass(frozen=True)
class Part:
    """A unit's part in a task."""

    assignment: Assignment
    state: TaskState
    may_mark: bool


@dataclass(frozen=True)
class Line:
    """A task with the parts of the person's own units, and those of all the others."""

    task: Task
    own: list[Part]
    others: list[Part]

    @property
    def done(self) -> int:
        """How many of the others are done."""
        return sum(part.state is TaskState.DONE for part in self.others)


@require_safe
def plan_tasks(request: Request, pk: int) -> HttpResponse:
    """The tasks by date, those without a date last; a unit sees its own marked."""
    plan, standing = visible_plan(request, pk), request.standing
    tasks = sorted(plan.tasks.prefetch_related("assignments__organisation"), key=_by_date)
    lines = [_line(task, standing) for task in tasks]
    only_own = "cua-toi" in request.GET
    context = {
        "plan": plan,
        "lines": [line for line in lines if line.own or not only_own],
        "own_count": sum(bool(line.own) for line in lines),
        "all_count": len(lines),
        "only_own": only_own,
        "moves": can_move(standing, plan),
        "matches": can_match_parties(standing, plan.term),
        "unmatched": unmatched_in(request, plan),
        "today": standing.today,
    }
    return render(request, "plans/tasks.html", context)


@require_safe
def task_mark(request: Request, pk: int) -> HttpResponse:
    """Where a unit says what became of its part."""
    return _page(request, _assignment(request, pk))


@require_POST
def begin_task(request: Request, pk: int) -> HttpResponse:
    """Đang thực hiện."""
    assignment = _assignment(request, pk)
    form = DoingForm(request.POST)
    if form.is_valid():
        task_marks.begin(assignment, **form.cleaned_data, by=request.standing)
        return _back(request, assignment, "Đã ghi Đang thực hiện.")
    return _page(request, assignment, form)


@require_POST
def finish_task(request: Request, pk: int) -> HttpResponse:
    """Hoàn thành."""
    assignment = _assignment(request, pk)
    form = DoneForm(request.POST, today=request.standing.today)
    if form.is_valid():
        try:
            task_marks.finish(assignment, **form.cleaned_data, by=request.standing)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return _back(request, assignment, "Đã ghi Hoàn thành.")
    return _page(request, assignment, form)


@require_POST
def drop_task(request: Request, pk: int) -> HttpResponse:
    """Không thực hiện."""
    assignment = _assignment(request, pk)
    form = DroppedForm(request.POST)
    if form.is_valid():
        task_marks.drop(assignment, reason=form.cleaned_data["reason"], by=request.standing)
        return _back(request, assignment, "Đã ghi Không thực hiện.")
    return _page(request, assignment, form)


@require_POST
def reopen_task(request: Request, pk: int) -> HttpResponse:
    """Bỏ kết quả đã ghi."""
    assignment = _assignment(request, pk)
    task_marks.take_back(assignment, by=request.standing)
    return _back(request, assignment, "Đã bỏ kết quả đã ghi; nhiệm vụ lại chờ thực hiện.")


@require_http_methods(["GET", "HEAD", "POST"])
def move_task(request: Request, pk: int) -> HttpResponse:
    """Dời thời gian of a task, for all its units."""
    task = _movable(request, pk)
    form = MoveForm(request.POST if request.method == "POST" else None, initial=_move_of(task))
    if request.method == "POST" and form.is_valid():
        try:
            moved = task_moves.move(task, **form.cleaned_data, by=request.standing)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"Đã dời: chậm nhất là ngày {moved.last_day:%d/%m/%Y}.")
            return redirect(_place(task))
    status = 200 if request.method != "POST" else 422
    return render(request, "plans/task_move.html", {"task": task, "plan": task.plan, "form": form}, status=status)


@require_POST
def put_task_back(request: Request, pk: int) -> HttpResponse:
    """Bỏ dời thời gian."""
    task = _movable(request, pk)
    task_moves.put_back(task, by=request.standing)
    messages.success(request, "Đã bỏ dời; thời gian theo kế hoạch lại có hiệu lực.")
    return redirect(_place(task))


def _movable(request: Request, pk: int) -> Task:
    """The task, if the person sees the plan and may move it."""
    rows = Task.objects.filter(plan__in=Plan.objects.visible_to(request.standing))
    related = rows.select_related("plan__term__bloc__superior").defer("plan__content")
    found: Task = get_object_or_404(related, pk=pk)
    can_move(request.standing, found.plan).required()
    return found


def _move_of(task: Task) -> dict[str, Any]:
    return {"to": task.moved_to, "paper": task.moved_by}


def _place(task: Task) -> str:
    """The task in its plan's list."""
    return f"{reverse('plan_tasks', args=[task.plan_id])}#viec-{task.pk}"


def _line(task: Task, standing: Standing) -> Line:
    parts: tuple[list[Part], list[Part]] = ([], [])
    for assignment in task.assignments.all():
        part = Part(assignment, assignment.state_on(standing.today), bool(can_mark(standing, assignment)))
        parts[assignment.organisation_id not in standing.unit_ids].append(part)
    return Line(task, *parts)


def _by_date(task: Task) -> tuple[bool, date, int]:
    day = task.last_day or task.first_day
    return day is None, day or date.min, task.position


def _assignment(request: Request, pk: int) -> Assignment:
    """The part, if the person sees the plan and may say what became of it."""
    rows = Assignment.objects.visible_to(request.standing)
    related = rows.select_related("task__plan__term__bloc__superior", "organisation")
    found: Assignment = get_object_or_404(related.defer("task__plan__content"), pk=pk)
    can_mark(request.standing, found).required()
    return found


def _page(request: Request, assignment: Assignment, sent: forms.Form | None = None) -> HttpResponse:
    initial = {"done_on": assignment.done_on, "result": assignment.result}
    context = {
        "assignment": assignment,
        "plan": assignment.task.plan,
        "state": assignment.state_on(request.standing.today),
        "done_form": sent if isinstance(sent, DoneForm) else DoneForm(initial=initial, today=request.standing.today),
        "doing_form": sent if isinstance(sent, DoingForm) else DoingForm(initial={"result": assignment.result}),
        "dropped_form": sent if isinstance(sent, DroppedForm) else DroppedForm(initial={"reason": assignment.reason}),
        "is_own": assignment.organisation_id in request.standing.unit_ids,
        "capacity": can_mark(request.standing, assignment).capacity,
        "back": request.POST.get("back") or request.GET.get("tu", ""),
        "back_address": _address(request, assignment),
    }
    return render(request, "plans/task_mark.html", context, status=422 if sent else 200)


def _back(request: Request, assignment: Assignment, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(_address(request, assignment))


def _address(request: Request, assignment: Assignment) -> str:
    """Where the person came from: Việc của tôi, or the task in its plan's list."""
    if MY_WORK in (request.POST.get("back"), request.GET.get("tu")):
        return reverse("my_work")
    return _place(assignment.task)
