"""Dời thời gian: a task of a plan in force gets another last day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from blocs.models import AuditEntry
from plans.enums import TaskState
from plans.services import task_marks, task_moves
from plans.services.projection import project
from tests.world import TODAY, standing
from thidua.lib.verdict import RefusedError

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

DAY = TODAY + timedelta(days=30)
PAPER = "Giấy mời số 12/GM-KTĐ1 ngày 03/06/2026"


@pytest.fixture
def task(issued):
    """The second of the plan, due by 19/06."""
    return issued.tasks.get(number="2")


@pytest.fixture
def leader(world):
    return standing(world.leader)


def part(task, unit):
    return task.assignments.select_related("task__plan").get(organisation=unit)


def test_its_new_day_is_the_last_for_all_units(task, world, leader):
    moved = task_moves.move(task, to=DAY, paper=PAPER, by=leader)
    assert (moved.last_day, moved.moved_by) == (DAY, PAPER)
    units = task.assignments.values_list("organisation", flat=True)
    assert [part(task, unit).state_on(DAY) for unit in units] == [TaskState.MOVED] * len(units)
    assert part(task, world.health).state_on(DAY + timedelta(days=1)) == TaskState.OVERDUE


def test_lateness_is_reckoned_from_the_new_day(task, world, leader):
    task_moves.move(task, to=TODAY - timedelta(days=3), paper=PAPER, by=leader)
    task_marks.finish(part(task, world.health), done_on=TODAY, by=standing(world.member))
    assert part(task, world.health).days_late == 3


def test_the_move_outlives_the_next_projection_and_is_taken_back(issued, task, leader):
    before = task.last_day
    task_moves.move(task, to=DAY, paper=PAPER, by=leader)
    project(issued, issued.value)
    task.refresh_from_db()
    assert task.last_day == DAY
    assert task_moves.put_back(task, by=leader).last_day == before


def test_the_history_tells_both_days_and_the_paper(task, leader):
    task_moves.move(task, to=DAY, paper=PAPER, by=leader)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.before, entry.after) == (
        "Dời thời gian nhiệm vụ", {"hạn cuối": "2026-06-19"}, {"hạn cuối": str(DAY), "căn cứ": PAPER},
    )  # fmt: skip


def test_the_same_day_is_no_move(task, leader):
    with pytest.raises(ValidationError, match="ngày khác"):
        task_moves.move(task, to=task.last_day, paper=PAPER, by=leader)


@pytest.mark.parametrize("person", ["member", "outsider", "auditor"])
def test_a_unit_does_not_move_its_own_deadline(task, world, person):
    with pytest.raises(RefusedError):
        task_moves.move(task, to=DAY, paper=PAPER, by=standing(getattr(world, person)))


def test_a_draft_is_edited_instead(submitted, leader):
    with pytest.raises(RefusedError, match="còn hiệu lực"):
        task_moves.move(submitted.tasks.get(number="2"), to=DAY, paper=PAPER, by=leader)


def test_begun_is_still_waiting(task, world):
    task_marks.begin(part(task, world.health), result="Đã dự thảo", by=standing(world.member))
    begun = part(task, world.health)
    assert (begun.state_on(TODAY), begun.result) == (TaskState.DOING, "Đã dự thảo")
    assert begun.state_on(date(2026, 6, 20)) == TaskState.OVERDUE
    assert task in type(task).objects.waiting_for(standing(world.member))


def test_it_is_moved_from_the_list(client, issued, task, world):
    client.force_login(world.leader)
    address = reverse("move_task", args=[task.pk])
    assert f'href="{address}"' in client.get(reverse("plan_tasks", args=[issued.pk])).text
    response = client.post(address, {"to": f"{DAY:%d/%m/%Y}", "paper": PAPER})
    assert response.url == f"{reverse('plan_tasks', args=[issued.pk])}#viec-{task.pk}"
    assert f"Dời đến {DAY:%d/%m/%Y} theo {PAPER}" in client.get(reverse("plan_tasks", args=[issued.pk])).text
    client.post(reverse("put_task_back", args=[task.pk]))
    task.refresh_from_db()
    assert task.moved_to is None


def test_a_move_without_its_paper_comes_back_with_what_was_typed(client, task, world):
    client.force_login(world.leader)
    response = client.post(reverse("move_task", args=[task.pk]), {"to": "15/07/2026", "paper": " "})
    assert response.status_code == 422
    assert 'value="15/07/2026"' in response.text


def test_a_member_is_not_offered_to_move(client, issued, task, world):
    client.force_login(world.member)
    address = reverse("move_task", args=[task.pk])
    assert f'href="{address}"' not in client.get(reverse("plan_tasks", args=[issued.pk])).text
    assert client.get(address).status_code == 403
