"""A criterion of the kind Deadline, linked to a task of the year's plan."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.enums import AssignmentRole, PlanState, TaskState
from plans.models import Assignment, Plan
from plans.services import drafting
from scoring import edits
from scoring.criteria import Criterion
from scoring.criteria_review import review
from scoring.kinds import Deadline
from scoring.models import CriteriaTable
from scoring.plan_tasks import PlanTask
from scoring.services import rounds, tables
from scoring.services.plan_tasks import linked_tasks, tasks_for
from scoring.services.rounds import Due
from tests.plans.conftest import short_reading
from tests.scoring.conftest import DUE_ON, SHORT_TABLE, TASKS
from tests.world import standing
from thidua.papers.models import Paper
from thidua.papers.services import files

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

GONE = 999
SENT = {
    "seen": "2", "code": "2", "text": "Báo cáo đúng hạn", "max": "20", "inside": "1", "kind": "deadline", "minus": "1",
    "per": "day", "guide": "", "evidence": "optional", "assessor": "", "floor": "",
}  # fmt: skip


def linked(task):
    return edits.changed(SHORT_TABLE, TASKS, 1, rule=Deadline(minus=Decimal(1), task=task))


@pytest.fixture
def plan(world):
    return drafting.draft_from_reading(world.term, short_reading(), source=None, by=standing(world.leader))


@pytest.fixture
def report(plan):
    """ "Báo cáo 6 tháng", due before 20 June."""
    return plan.tasks.get(text__startswith="Báo cáo")


@pytest.fixture
def draft(world, report):
    return tables.draft_of_term(world.term, linked(report.key), by=standing(world.leader))


@pytest.fixture
def leader(client, world):
    client.force_login(world.leader)
    return client


def rule_now():
    found = edits.find(CriteriaTable.objects.get().value, TASKS).node
    assert isinstance(found, Criterion)
    assert isinstance(found.rule, Deadline)
    return found.rule


def address(draft):
    return reverse("edit_table_part", args=[draft.pk, TASKS])


def choices(page):
    return [value for value, _ in page.context["form"].fields["task"].choices]


def test_the_form_offers_the_tasks_of_the_years_plan(leader, plan, draft):
    page = leader.get(address(draft))
    assert choices(page) == ["", *(str(task.key) for task in plan.tasks.all())]
    assert "2. Báo cáo 6 tháng (Trước 20/6/2026)" in page.content.decode()


def test_a_task_is_linked_and_unlinked_on_the_page(leader, plan, draft):
    first = plan.tasks.first()
    leader.post(address(draft), {**SENT, "task": str(first.key)})
    assert rule_now().task == first.key
    leader.post(address(draft), {**SENT, "seen": "3", "task": ""})
    assert rule_now().task is None


def test_a_task_of_no_plan_is_no_choice(leader, draft, report):
    assert leader.post(address(draft), {**SENT, "task": str(GONE)}).status_code == 422
    assert rule_now().task == report.key


def test_the_table_names_the_task(leader, draft):
    page = leader.get(reverse("criteria_table", args=[draft.pk])).content.decode()
    assert "Theo nhiệm vụ: 2. Báo cáo 6 tháng (Trước 20/6/2026)" in page


def test_a_task_that_is_gone_is_told_and_does_not_stop_the_publication():
    found = {finding.code: finding for finding in review(linked(GONE), [PlanTask(1, "1", "Ký giao ước", "")])}
    assert found["TASK_GONE"].key == TASKS
    assert not found["TASK_GONE"].blocking


def test_a_table_without_a_plan_to_hold_it_against_has_no_such_finding():
    assert "TASK_GONE" not in {finding.code for finding in review(linked(GONE))}


def test_a_task_taken_out_of_the_plan_is_told_on_the_page_and_stays_until_somebody_decides(leader, report, draft):
    report.delete()
    table = leader.get(reverse("criteria_table", args=[draft.pk]))
    assert "TASK_GONE" in {finding.code for finding in table.context["hints"]}
    assert choices(leader.get(address(draft)))[-1] == str(report.key)
    leader.post(address(draft), {**SENT, "task": str(report.key)})
    assert rule_now().task == report.key


def test_the_plan_in_force_counts_before_a_newer_draft(world, plan, draft):
    newer = drafting.draft_from_nothing(world.term, by=standing(world.leader))
    assert tasks_for(draft) == ()
    pdf = files.store(b"%PDF-1.7", "ke-hoach.pdf", "application/pdf", by=None)
    paper = Paper.objects.create(
        kind="KẾ HOẠCH", subject="Hoạt động", issuer="Khối thi đua số 1", organisation=world.finance, term=world.term,
        content={}, rendering=pdf, frozen_at=timezone.now(), frozen_by=world.leader,
    )  # fmt: skip
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.ISSUED, paper=paper)
    assert tasks_for(draft) == tuple(PlanTask(t.key, t.number, t.text, t.due) for t in plan.tasks.all())
    assert newer.pk > plan.pk


def test_a_table_of_all_blocs_of_a_kind_keeps_the_link_it_has(client, world):
    table = tables.draft_of_kind(world.province, "khoi", linked(GONE), by=standing(world.chief))
    assert tasks_for(table) is None
    client.force_login(world.chief)
    assert "task" not in client.get(address(table)).context["form"].fields
    client.post(address(table), {**SENT, "text": "Khác"})
    assert rule_now() == replace(rule_now(), task=GONE)


@pytest.fixture
def sheet(world, draft):
    """The health department's, of a table with a criterion that follows the report."""
    leader = standing(world.leader)
    tables.publish(draft, by=leader)
    opened = rounds.open_round(world.term, Due(due_on=DUE_ON), by=leader)
    return opened.sheets.get(unit__organisation=world.health)


def said_of_the_task(client, world, sheet):
    client.force_login(world.member)
    page = client.get(reverse("sheet", args=[sheet.pk])).content.decode()
    [said] = re.findall(r"Theo nhiệm vụ của kế hoạch: <a [^>]*>([^<]*)</a>\. ([^<]*)</p>", page)
    return said


def test_the_sheet_tells_what_the_unit_has_said_of_the_task(client, world, report, sheet):
    part, _ = Assignment.objects.get_or_create(
        task=report, organisation=world.health, defaults={"role": AssignmentRole.LEAD}
    )
    assert said_of_the_task(client, world, sheet) == (str(linked_tasks(sheet)[TASKS].task), "Chưa thực hiện.")
    part.state, part.done_on = TaskState.DONE, report.last_day + timedelta(days=4)
    part.save()
    told = f"Đã ghi hoàn thành ngày {part.done_on:%d/%m/%Y}, chậm 4 ngày."
    assert said_of_the_task(client, world, sheet)[1] == told


def test_the_sheet_tells_that_the_unit_has_no_part_in_the_task(client, world, report, sheet):
    report.assignments.all().delete()
    assert said_of_the_task(client, world, sheet)[1] == "Đơn vị không được giao nhiệm vụ này."
