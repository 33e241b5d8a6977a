"""What a unit says of its part in a task, who may say it, and that it is not lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from blocs.enums import LeadershipRole, Role
from blocs.models import AuditEntry
from blocs.services import leadership, terms
from plans.enums import TaskState
from plans.models import Assignment
from plans.rules import can_mark
from plans.services import projection, steps, task_marks
from tests import world as cast
from tests.world import TODAY, standing
from thidua.lib.verdict import RefusedError

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


def part(plan, number, unit):
    """The unit's part in the task of that number, as the database has it."""
    return Assignment.objects.select_related("task").get(task__plan=plan, task__number=number, organisation=unit)


@pytest.fixture
def pledge(issued, world):
    """The health department's part in the first task, due by 19/03: in support."""
    return part(issued, "1", world.health)


@pytest.fixture
def report(issued, world):
    """Its part in the second, due by 19/06: as lead, like every member."""
    return part(issued, "2", world.health)


@pytest.fixture
def officer(world):
    return standing(world.member)


def fresh(assignment):
    return Assignment.objects.select_related("task").get(pk=assignment.pk)


# What is said ---------------------------------------------------------------------------------------------------------


def test_a_task_is_done_on_a_day_with_its_result(report, officer):
    task_marks.finish(report, done_on=TODAY, result=" Báo cáo số 15/BC-SYT ", by=officer)
    done = fresh(report)
    assert (done.state, done.done_on, done.result) == (TaskState.DONE, TODAY, "Báo cáo số 15/BC-SYT")


def test_a_day_to_come_is_no_day_on_which_it_was_done(report, officer):
    with pytest.raises(ValidationError, match="còn ở phía trước"):
        task_marks.finish(report, done_on=TODAY + timedelta(1), by=officer)


def test_a_task_is_dropped_for_a_reason_alone(report, officer):
    with pytest.raises(RefusedError, match="ghi lý do"):
        task_marks.drop(report, reason=" ", by=officer)
    task_marks.drop(report, reason="Khối hoãn hội thao", by=officer)
    assert (fresh(report).state, fresh(report).reason) == (TaskState.DROPPED, "Khối hoãn hội thao")


def test_the_later_word_counts(report, officer):
    task_marks.drop(report, reason="Hoãn", by=officer)
    task_marks.finish(report, done_on=TODAY, by=officer)
    assert (fresh(report).state, fresh(report).reason) == (TaskState.DONE, "")


def test_what_was_said_can_be_taken_back(report, officer):
    task_marks.finish(report, done_on=TODAY, result="Báo cáo", by=officer)
    task_marks.take_back(report, by=officer)
    again = fresh(report)
    assert (again.state, again.done_on, again.result) == (TaskState.TO_DO, None, "")


def test_the_history_tells_before_and_after(report, officer):
    task_marks.finish(report, done_on=TODAY, result="Báo cáo", by=officer)
    told = AuditEntry.objects.latest("pk")
    assert (told.action, told.object_text, str(told.organisation), told.on_behalf_of) == (
        "Ghi kết quả nhiệm vụ", "Báo cáo 6 tháng", "Sở Y tế", "",
    )  # fmt: skip
    assert told.before == {"tình trạng": "Chưa thực hiện"}
    assert told.after == {"tình trạng": "Hoàn thành", "ngày hoàn thành": "2026-06-15", "kết quả": "Báo cáo"}


def test_who_leads_says_it_on_behalf(report, world):
    task_marks.finish(report, done_on=TODAY, by=standing(world.leader))
    assert AuditEntry.objects.latest("pk").on_behalf_of == "Sở Y tế"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"state": "overdue"}, "assignment_state_known"),
        ({"state": "done"}, "assignment_done_has_day"),
        ({"state": "to_do", "done_on": TODAY}, "assignment_done_has_day"),
        ({"state": "dropped"}, "assignment_dropped_has_reason"),
        ({"state": "done", "done_on": TODAY, "reason": "Hoãn"}, "assignment_dropped_has_reason"),
    ],
)
def test_the_database_holds_no_half_said_thing(report, values, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Assignment.objects.filter(pk=report.pk).update(**values)


# The calendar ---------------------------------------------------------------------------------------------------------


def test_a_task_is_overdue_from_the_day_after_its_last(report):
    last = report.task.last_day
    assert (report.state_on(last), report.state_on(last + timedelta(1))) == (TaskState.TO_DO, TaskState.OVERDUE)


def test_who_only_supports_is_never_overdue(pledge):
    assert pledge.state_on(pledge.task.last_day + timedelta(1)) == TaskState.TO_DO


def test_nothing_is_overdue_in_a_plan_that_binds_nobody_any_more(report, issued, office):
    steps.withdraw(issued, reason="Trùng", by=standing(office.officer))
    assert fresh(report).state_on(report.task.last_day + timedelta(1)) == TaskState.TO_DO


def test_what_is_done_is_not_overdue_and_tells_how_late_it_was(report, officer):
    task_marks.finish(report, done_on=TODAY, by=officer)
    done = fresh(report)
    assert (done.state_on(TODAY + timedelta(90)), done.days_late) == (TaskState.DONE, 0)
    done.done_on = done.task.last_day + timedelta(3)
    assert done.days_late == 3


# Who may --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("member", True), ("leader", True), ("follower", True), ("chief", True),
        ("outsider", False), ("auditor", False), ("administrator", False),
    ],
)  # fmt: skip
def test_the_unit_says_it_itself_or_those_above_in_its_stead(report, world, who, may):
    assert bool(can_mark(standing(getattr(world, who)), report)) is may


def test_a_member_does_not_speak_for_another(issued, world):
    theirs = part(issued, "2", world.finance)
    with pytest.raises(RefusedError, match="do chính đơn vị ghi; Khối trưởng"):
        task_marks.finish(theirs, done_on=TODAY, by=standing(world.member))


def test_a_clerk_says_nothing_of_tasks(report, world):
    assert not can_mark(standing(cast.holder("Đỗ Văn Bảy", world.health, Role.CLERK)), report)


def test_nothing_is_said_of_a_plan_before_its_issue_or_after_its_end(submitted, world, officer):
    with pytest.raises(RefusedError, match="đang ở bước Trình ký"):
        task_marks.finish(part(submitted, "2", world.health), done_on=TODAY, by=officer)


def test_nothing_is_said_of_a_year_that_is_closed(report, world, officer):
    terms.close_term(report.task.plan.term, by=standing(world.chief))
    with pytest.raises(RefusedError, match="đã khép"):
        task_marks.finish(fresh(report), done_on=TODAY, by=officer)


# Projected again ------------------------------------------------------------------------------------------------------


def test_a_mark_stays_when_the_tasks_are_projected_again(issued, report, officer):
    task_marks.finish(report, done_on=TODAY, result="Báo cáo", by=officer)
    projection.project(issued, issued.value)
    kept = fresh(report)
    assert (kept.state, kept.done_on, kept.result) == (TaskState.DONE, TODAY, "Báo cáo")


def test_what_the_former_leader_did_stays_done(issued, world):
    mine = part(issued, "1", world.finance)
    task_marks.finish(mine, done_on=TODAY, by=standing(world.leader))
    leadership.appoint(issued.term, world.health, LeadershipRole.LEADER, from_on=TODAY, by=standing(world.chief))
    assert (fresh(mine).state, part(issued, "1", world.health).state) == (TaskState.DONE, TaskState.TO_DO)


def test_a_unit_that_is_named_no_more_keeps_what_it_said(issued, report, officer, world):
    task_marks.finish(report, done_on=TODAY, by=officer)
    issued.term.member_units.filter(organisation=world.health).update(left_on=TODAY)
    projection.assign_anew(issued.term)
    left = Assignment.objects.filter(task__plan=issued, organisation=world.health)
    assert [(each.task.number, each.state) for each in left] == [("2", "done")]


# Pages ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def signed_in(client):
    def signed_in(person):
        client.force_login(person)
        return client

    return signed_in


def own_states(page):
    return [[str(own.state) for own in line.own] for line in page.context["lines"]]


def test_the_list_shows_ones_own_state_and_how_far_the_others_are(signed_in, issued, world):
    task_marks.finish(part(issued, "2", world.finance), done_on=TODAY, by=standing(world.leader))
    page = signed_in(world.member).get(reverse("plan_tasks", args=[issued.pk]))
    assert [[len(line.own), line.done, len(line.others)] for line in page.context["lines"]] == [
        [1, 0, 1], [1, 1, 1], [1, 0, 0],
    ]  # fmt: skip
    assert "1/1 đơn vị hoàn thành" in page.text


def test_a_draft_has_no_results(signed_in, submitted, world):
    page = signed_in(world.leader).get(reverse("plan_tasks", args=[submitted.pk]))
    assert "Kết quả" not in page.text


def test_a_task_is_marked_from_the_list(signed_in, issued, report, world):
    client = signed_in(world.member)
    address = reverse("task_mark", args=[report.pk])
    assert f'href="{address}"' in client.get(reverse("plan_tasks", args=[issued.pk])).text
    assert client.get(address).status_code == 200
    response = client.post(reverse("finish_task", args=[report.pk]), {"done_on": "01/06/2026", "result": "Báo cáo 15"})
    assert response.url == f"{reverse('plan_tasks', args=[issued.pk])}#viec-{report.task_id}"
    assert fresh(report).state == TaskState.DONE


def test_who_came_from_their_work_goes_back_there(signed_in, report, world):
    data = {"reason": "Hoãn", "back": "viec-cua-toi"}
    response = signed_in(world.member).post(reverse("drop_task", args=[report.pk]), data)
    assert (response.url, fresh(report).state) == (reverse("my_work"), TaskState.DROPPED)


def test_a_wrong_day_comes_back_with_what_was_typed(signed_in, report, world):
    sent = {"done_on": "31/02/2026", "result": "Báo cáo 15"}
    response = signed_in(world.member).post(reverse("finish_task", args=[report.pk]), sent)
    assert (response.status_code, fresh(report).state) == (422, TaskState.TO_DO)
    assert 'value="31/02/2026"' in response.text
    assert 'value="Báo cáo 15"' in response.text


def test_what_was_said_is_taken_back_by_its_button(signed_in, report, officer, world):
    task_marks.finish(report, done_on=TODAY, by=officer)
    client = signed_in(world.member)
    address = reverse("reopen_task", args=[report.pk])
    assert f'action="{address}"' in client.get(reverse("task_mark", args=[report.pk])).text
    client.post(address)
    assert fresh(report).state == TaskState.TO_DO


def test_the_page_says_on_whose_behalf(signed_in, report, world):
    page = signed_in(world.leader).get(reverse("task_mark", args=[report.pk]))
    assert "Nhập thay Sở Y tế, với tư cách: Chuyên viên, đầu mối TĐKT, Sở Tài chính" in page.text


def test_who_may_not_say_it_is_told_whose_it_is(signed_in, issued, world):
    page = signed_in(world.member).get(reverse("task_mark", args=[part(issued, "2", world.finance).pk]))
    assert page.status_code == 403
    assert "do chính đơn vị ghi" in page.text


def test_nobody_finds_a_task_of_a_plan_they_do_not_see(signed_in, report, world):
    assert signed_in(world.outsider).get(reverse("task_mark", args=[report.pk])).status_code == 404


def test_the_list_costs_the_same_however_many_units_have_a_task(
    signed_in, issued, world, django_assert_max_num_queries
):
    client = signed_in(world.leader)

    def queries():
        with django_assert_max_num_queries(100) as counted:
            client.get(reverse("plan_tasks", args=[issued.pk]))
        return len(counted)

    few = queries()
    units = [cast.organisation(f"Sở {number}", world.province) for number in range(30)]
    task = issued.tasks.get(number="2")
    Assignment.objects.bulk_create(Assignment(task=task, organisation=unit, role="lead") for unit in units)
    assert queries() == few


def test_a_withdrawn_plan_keeps_what_was_said(signed_in, issued, report, officer, office, world):
    task_marks.finish(report, done_on=TODAY, by=officer)
    steps.withdraw(issued, reason="Trùng", by=standing(office.officer))
    page = signed_in(world.member).get(reverse("plan_tasks", args=[issued.pk]))
    assert own_states(page) == [["to_do"], ["done"], ["to_do"]]
    assert "Sửa kết quả" not in page.text
