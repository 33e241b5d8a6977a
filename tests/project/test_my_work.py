"""Việc của tôi: what waits for whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blocs.enums import LeadershipRole, Role
from plans.content_json import to_data
from plans.enums import AssignmentRole, PlanState, TaskState
from plans.models import Assignment, Plan, Task
from plans.services import drafting, steps, task_marks
from scoring.enums import Purpose, SigningWay
from scoring.models import YearPaper
from scoring.services import pledges, registrations
from scoring.services.pledges import Signed
from scoring.services.registrations import SignedRegistration
from tests import world as cast
from tests.scoring.registering import LINES, unit_of
from thidua.papers.enums import PaperState
from thidua.papers.models import Paper, Register, RegisterEntry, StoredFile
from thidua.views.my_registering import NOT_SENT, RECORD, SIGN, TO_REPORT, WAITS_FOR

pytestmark = pytest.mark.any_engine

PAPER_STATES = {
    PlanState.SIGNING: PaperState.AWAITING_SIGNATURE,
    PlanState.SIGNED: PaperState.AWAITING_NUMBER,
    PlanState.ISSUED: PaperState.ISSUED,
    PlanState.WITHDRAWN: PaperState.WITHDRAWN,
}


def paper(term, state, by):
    """A paper as it stands in that state, without its bytes."""
    today = timezone.localdate()
    file = StoredFile.objects.create(sha256="0" * 64, size=1, name="a.pdf", key=f"k{StoredFile.objects.count()}")
    made = Paper(kind="kế hoạch", organisation=term.leaderships.get().organisation, term=term, content={}, state=state)
    made.rendering, made.frozen_at, made.frozen_by = file, timezone.now(), by
    if state != PaperState.AWAITING_SIGNATURE:
        made.signed_on = today
    if state in (PaperState.ISSUED, PaperState.WITHDRAWN):
        register, _ = Register.objects.get_or_create(bloc=term.bloc, year=term.year)
        number = register.entries.count() + 1
        made.entry, made.issued_on = (
            RegisterEntry.objects.create(register=register, number=number, given_on=today),
            today,
        )
    made.save()
    return made


def plan(term, state, by, **fields):
    """A plan as it stands in that state."""
    return Plan.objects.create(
        term=term,
        state=state,
        title=f"Kế hoạch ở bước {PlanState(state).label}",
        content=to_data(drafting.blank_content(term)),
        created_by=by,
        paper=paper(term, PAPER_STATES[state], by) if state in PAPER_STATES else None,
        **fields,
    )


def task(of, unit, days=None, role=AssignmentRole.LEAD):
    """A task of the unit, due so many days from today."""
    last_day = None if days is None else timezone.localdate() + timedelta(days)
    made = Task.objects.create(
        plan=of, key=of.tasks.count(), position=of.tasks.count(), text="Báo cáo", last_day=last_day
    )
    Assignment.objects.create(task=made, organisation=unit, role=role)
    return made


@pytest.fixture
def work(client):
    """What the page shows to a person."""

    def work(person):
        client.force_login(person)
        response = client.get(reverse("my_work"))
        assert response.status_code == 200
        return response

    return work


def waiting(response):
    return [each.plan.state for each in response.context["waiting"]]


def grouped(response):
    return {group["period"].name: group["tasks"] for group in response.context["groups"]}


# Plans to take on -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "states"),
    [
        (Role.OFFICER, ["draft", "checking", "signing", "signed"]),
        (Role.OFFICE_CHIEF, ["draft", "checking"]),
        (Role.CLERK, ["signing", "signed"]),
        (Role.HEAD, ["draft", "signing"]),
    ],
)
def test_plans_wait_for_those_who_take_their_next_step(world, work, role, states):
    for state in ("draft", "checking", "signing", "signed", "issued"):
        plan(world.term, state, world.leader)
    assert waiting(work(cast.holder("Đỗ Văn Bảy", world.finance, role))) == states


def test_no_plan_waits_for_a_member(world, work):
    plan(world.term, "signing", world.leader)
    assert waiting(work(world.member)) == []


def test_a_plan_of_a_closed_year_waits_for_nobody(world, work):
    plan(world.last_term, "draft", world.member)
    assert waiting(work(world.member)) == []


def test_a_draft_tells_how_many_doubts_are_left(world, work):
    plan(world.term, "draft", world.leader, doubts=[{}, {}])
    assert "Còn 2 chỗ máy đọc chưa chắc" in work(world.leader).content.decode()


def test_a_plan_that_was_given_back_tells_by_whom_and_why(world, work):
    returned = plan(world.term, "checking", world.leader)
    steps.return_plan(returned, reason="Thiếu căn cứ", by=cast.standing(world.chief, timezone.localdate()))
    page = work(world.leader).content.decode()
    assert f"Phạm Thị Hạnh trả lại ngày {timezone.localdate():%d/%m/%Y}: Thiếu căn cứ" in page


def test_a_leader_without_a_plan_is_shown_how_to_begin(world, work):
    response = work(world.leader)
    assert response.context["without_plan"] == [world.term]
    assert f"{reverse('import_plan')}?nam={world.term.pk}" in response.content.decode()
    assert reverse("copy_plan", args=[world.term.pk]) in response.content.decode()


def test_a_plan_that_was_withdrawn_leaves_the_year_without_one(world, work):
    plan(world.term, "withdrawn", world.leader)
    assert work(world.leader).context["without_plan"] == [world.term]


def test_an_expected_leader_begins_next_years_plan(world, work):
    coming = cast.term(world.bloc, cast.YEAR + 1, members=[world.health])
    cast.leads(world.health, coming, LeadershipRole.EXPECTED, from_on=cast.LONG_AGO)
    assert work(world.member).context["without_plan"] == [coming]


def test_a_clerk_makes_no_plan_and_is_not_asked_to(world, work):
    assert work(cast.holder("Đỗ Văn Bảy", world.finance, Role.CLERK)).context["without_plan"] == []


# Tasks ----------------------------------------------------------------------------------------------------------------


def test_tasks_are_grouped_by_how_far_off_they_are(world, work):
    issued = plan(world.term, "issued", world.leader)
    past, far, undated = (task(issued, world.health, days) for days in (-1, 31, None))
    assert grouped(work(world.member)) == {"PAST": [past], "LATER": [far], "UNDATED": [undated]}


def test_a_task_tells_what_the_unit_is_to_do_and_leads_to_the_plan(world, work):
    issued = plan(world.term, "issued", world.leader)
    task(issued, world.health, 0, AssignmentRole.SUPPORT)
    page = work(world.member).content.decode()
    assert "Phối hợp" in page
    assert reverse("plan", args=[issued.pk]) in page


def test_a_task_waits_no_longer_once_it_is_done_or_dropped(world, work):
    issued = plan(world.term, "issued", world.leader)
    done, dropped, waiting = (task(issued, world.health, 1) for _ in range(3))
    by = cast.standing(world.member, timezone.localdate())
    task_marks.finish(done.assignments.get(), done_on=by.today, by=by)
    task_marks.drop(dropped.assignments.get(), reason="Hoãn", by=by)
    assert [each for tasks in grouped(work(world.member)).values() for each in tasks] == [waiting]


def test_a_task_that_another_unit_has_done_still_waits_for_mine(world, work):
    made = task(plan(world.term, "issued", world.leader), world.health, 1)
    Assignment.objects.create(
        task=made, organisation=world.finance, role=AssignmentRole.LEAD, state=TaskState.DONE,
        done_on=timezone.localdate(),
    )  # fmt: skip
    assert [each for tasks in grouped(work(world.member)).values() for each in tasks] == [made]


@pytest.mark.parametrize(("role", "may"), [(Role.OFFICER, True), (Role.CLERK, False)])
def test_a_task_leads_to_where_it_is_said_to_be_done(world, work, role, may):
    made = task(plan(world.term, "issued", world.leader), world.health, 1)
    address = reverse("task_mark", args=[made.assignments.get().pk])
    assert (address in work(cast.holder("Đỗ Văn Bảy", world.health, role)).text) is may


def test_tasks_of_other_units_and_of_plans_not_issued_are_not_mine(world, work):
    task(plan(world.term, "issued", world.leader), world.finance, 1)
    task(plan(world.term, "signed", world.leader), world.health, 1)
    assert grouped(work(world.member)) == {}


def test_a_withdrawn_plan_sets_no_tasks(world, work):
    task(plan(world.term, "withdrawn", world.leader), world.health, 1)
    assert grouped(work(world.member)) == {}


# Registering and the pledge -------------------------------------------------------------------------------------------


@pytest.fixture
def now():
    """What a person is today."""
    return lambda person: cast.standing(person, timezone.localdate())


@pytest.fixture
def due(world):
    """The plan's day by which the units register: in five days."""
    made = task(plan(world.term, "issued", world.leader), world.finance, 5)
    made.text = "Gửi đăng ký thi đua"
    made.save()
    return made.last_day


def registered(world, unit, by):
    """The unit's registration, entered and not sent."""
    return registrations.save(unit_of(world.term, unit), LINES, seen=0, by=by)


def signed():
    return SignedRegistration(signer="Bùi Thị Trưởng", signed_on=timezone.localdate())


@pytest.fixture
def out_for_signing(world, now):
    leader = now(world.leader)
    return pledges.print_to_sign(pledges.save(world.term, "Thi đua.", seen=0, by=leader), seen=1, by=leader)


def test_a_unit_is_told_to_register_by_the_day_of_the_plan(world, work, due):
    page = work(world.member)
    found = [(each.registration.unit.organisation, each.last_day) for each in page.context["registrations"]]
    assert found == [(world.health, due)]
    assert f"Hạn theo kế hoạch: hết ngày {due:%d/%m/%Y}." in page.text


def test_a_registration_that_was_begun_waits_to_be_sent(world, work, now):
    registered(world, world.health, now(world.member))
    assert [each.words for each in work(world.member).context["registrations"]] == [NOT_SENT]
    clerk = cast.holder("Đỗ Văn Bảy", world.health, Role.CLERK)
    assert len(work(clerk).context["registrations"]) == 1


def test_a_registration_that_was_given_back_says_why(world, work, now):
    unit = registered(world, world.health, now(world.member)).unit
    registrations.record_paper(unit, signed(), by=now(world.member))
    assert work(world.member).context["registrations"] == []
    registrations.return_registration(unit, reason="Thiếu chỉ tiêu", by=now(world.leader))
    assert "Bị trả lại, hãy sửa rồi gửi lại: Thiếu chỉ tiêu." in work(world.member).text


def test_a_pledge_waits_for_the_head_to_sign_and_for_the_officer_to_record(world, work, out_for_signing, now):
    head = cast.holder("Bùi Thị Trưởng", world.health, Role.HEAD)
    assert [[each.words for each in work(who).context["pledges"]] for who in (head, world.member)] == [[SIGN], [RECORD]]
    told = Signed(signed_on=timezone.localdate(), way=SigningWay.AT_MEETING)
    pledges.record_signed(out_for_signing, [unit_of(world.term, world.health).pk], told, by=now(world.member))
    assert work(head).context["pledges"] == []


@pytest.mark.parametrize("person", ["leader", "follower"])
def test_leader_and_follower_see_who_has_not_registered_and_not_signed(world, work, due, out_for_signing, now, person):
    unit = registered(world, world.health, now(world.member)).unit
    registrations.record_paper(unit, signed(), by=now(world.member))
    page = work(getattr(world, person))
    [year] = page.context["years"]
    assert (year.term, year.last_day, year.sent, year.units) == (world.term, due, 1, 2)
    assert (year.unsent, year.signed, year.unsigned) == ("Sở Tài chính", 0, "Sở Tài chính; Sở Y tế")
    assert reverse("registrations_of_year", args=[world.term.pk]) in page.text


def test_who_does_not_lead_sees_nothing_of_the_others(world, work, due, out_for_signing):
    assert work(world.member).context["years"] == []


def test_nobody_is_told_to_register_before_the_plan_sets_a_day(world, work):
    page = work(world.leader)
    assert (page.context["registrations"], page.context["years"]) == ([], [])


def all_sent(term, by):
    """Every unit of the year has sent its registration."""
    for unit in term.member_units.select_related("term__bloc__superior", "organisation"):
        registrations.save(unit, LINES, seen=0, by=by[unit.organisation])
        registrations.record_paper(unit, signed(), by=by[unit.organisation])


def reports(response):
    return [(each.term, each.words) for each in response.context["reports"]]


def test_the_leader_is_told_to_report_once_all_have_sent(world, work, now):
    by = {world.finance: now(world.leader), world.health: now(world.member)}
    registrations.save(unit_of(world.term, world.finance), LINES, seen=0, by=by[world.finance])
    registrations.record_paper(unit_of(world.term, world.finance), signed(), by=by[world.finance])
    assert reports(work(world.leader)) == []
    unit = registered(world, world.health, now(world.member)).unit
    registrations.record_paper(unit, signed(), by=now(world.member))
    page = work(world.leader)
    assert reports(page) == [(world.term, TO_REPORT)]
    assert reverse("registration_summary", args=[world.term.pk]) in page.text
    assert [reports(work(who)) for who in (world.member, world.follower)] == [[], []]


def test_a_report_waits_for_those_who_record_its_signature_and_its_number(world, work, now):
    all_sent(world.term, {world.finance: now(world.leader), world.health: now(world.member)})
    chief_of_office = cast.holder("Đinh Văn Chánh", world.finance, Role.OFFICE_CHIEF)
    clerk = cast.holder("Ngô Văn Thư", world.finance, Role.CLERK)
    everybody = (world.leader, chief_of_office, clerk, world.follower, world.chief, world.member)
    found = paper(world.term, PaperState.AWAITING_SIGNATURE, world.leader)
    YearPaper.objects.create(paper=found, purpose=Purpose.REGISTRATIONS)
    to_sign = [(world.term, WAITS_FOR[PaperState.AWAITING_SIGNATURE][0])]
    assert [reports(work(who)) for who in everybody] == [to_sign, [], to_sign, to_sign, to_sign, []]
    Paper.objects.update(state=PaperState.AWAITING_NUMBER, signed_on=timezone.localdate())
    to_number = [(world.term, WAITS_FOR[PaperState.AWAITING_NUMBER][0])]
    assert [reports(work(who)) for who in everybody] == [to_number, [], to_number, to_number, to_number, []]


@pytest.mark.parametrize(("state", "waits"), [(PaperState.ISSUED, False), (PaperState.WITHDRAWN, True)])
def test_a_year_is_reported_while_a_report_is_in_force(world, work, now, state, waits):
    all_sent(world.term, {world.finance: now(world.leader), world.health: now(world.member)})
    YearPaper.objects.create(paper=paper(world.term, state, world.leader), purpose=Purpose.REGISTRATIONS)
    assert reports(work(world.leader)) == ([(world.term, TO_REPORT)] if waits else [])


# The office -----------------------------------------------------------------------------------------------------------


def test_the_office_sees_how_far_the_plans_of_its_blocs_are(world, work):
    plan(world.term, "signing", world.leader)
    assert work(world.chief).context["overview"].stages == {
        "Trình ký": [world.term],
        "Chưa có kế hoạch": [world.other_term],
    }


def test_a_follower_sees_the_blocs_followed(world, work):
    assert work(world.follower).context["overview"].stages == {"Chưa có kế hoạch": [world.term]}


def test_the_office_is_told_of_a_year_without_leader(world, work):
    world.other_term.leaderships.all().delete()
    assert "Năm chưa có đơn vị đứng đầu (1)" in work(world.chief).content.decode()


def test_who_is_no_office_has_no_overview(world, work):
    assert work(world.member).context["overview"] is None


# Nothing to do --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ("member", "Khi kế hoạch của khối, cụm được ban hành"),
        ("outsider", "Đơn vị chưa có trong danh sách thành viên"),
        ("auditor", "Tài khoản này chỉ xem"),
        ("administrator", "Tài khoản quản trị kỹ thuật"),
    ],
)
def test_an_empty_page_says_why_and_what_to_do(world, work, person, words):
    assert words in work(getattr(world, person)).content.decode()


def test_who_holds_no_post_is_told_whom_to_ask(user, work):
    assert "chưa được giao vị trí công tác nào" in work(user).content.decode()


# Menu -----------------------------------------------------------------------------------------------------------------


def entries(response):
    return [entry["label"] for entry in response.context["entries"]]


def test_the_menu_has_what_exists(world, work):
    assert entries(work(world.member)) == [
        "Việc của tôi", "Khối, cụm thi đua", "Kế hoạch", "Văn bản", "Đăng ký, giao ước", "Chấm điểm",
    ]  # fmt: skip


def test_who_has_signed_in_is_led_to_the_check_of_papers(world, work):
    link = f'<a href="{reverse("check_paper")}" title="Kiểm tra văn bản">Kiểm tra</a>'
    assert link in work(world.member).text


@pytest.mark.parametrize("person", ["chief", "follower", "administrator"])
def test_the_menu_leads_offices_and_the_administrator_to_the_admin(world, work, person):
    assert entries(work(getattr(world, person)))[-1] == "Quản trị"


@pytest.mark.parametrize(
    ("name", "label"),
    [("my_work", "Việc của tôi"), ("term", "Khối, cụm thi đua"), ("plans", "Kế hoạch"), ("registers", "Văn bản")],
)
def test_the_menu_marks_where_one_is(world, client, name, label):
    client.force_login(world.member)
    response = client.get(reverse(name, args=[world.term.pk] if name == "term" else []))
    assert [entry["label"] for entry in response.context["entries"] if entry["is_current"]] == [label]


# Speed ----------------------------------------------------------------------------------------------------------------


def queries(work, person):
    work(person)
    with CaptureQueriesContext(connection) as captured:
        work(person)
    return len(captured)


def test_the_page_asks_as_many_queries_for_many_tasks_and_plans_as_for_few(world, work):
    issued = plan(world.term, "issued", world.leader)
    task(issued, world.finance, 1)
    plan(world.term, "draft", world.leader)
    few = queries(work, world.leader)
    for day in range(200):
        task(issued, world.finance, day)
        plan(world.term, "draft", world.leader)
    assert queries(work, world.leader) == few


def test_the_page_asks_as_many_queries_for_many_years_to_register_as_for_one(world, work, due, out_for_signing):
    def another(number):
        made = cast.term(
            cast.bloc(world.province, f"Khối thi đua số {number}"), members=[world.finance, world.health],
            leader=world.finance,
        )  # fmt: skip
        task(plan(made, "issued", world.leader), world.finance, 5)
        leader = cast.standing(world.leader, timezone.localdate())
        pledges.print_to_sign(pledges.save(made, "Thi đua.", seen=0, by=leader), seen=1, by=leader)
        reported(made)

    def reported(term):
        YearPaper.objects.create(
            paper=paper(term, PaperState.AWAITING_SIGNATURE, world.leader), purpose=Purpose.REGISTRATIONS
        )

    reported(world.term)
    few = queries(work, world.leader)
    for number in range(3, 7):
        another(number)
    assert queries(work, world.leader) == few


def test_the_overview_asks_as_many_queries_for_many_blocs_as_for_few(world, work):
    plan(world.term, "draft", world.leader)
    few = queries(work, world.chief)
    for number in range(200):
        made = cast.term(cast.bloc(world.province, f"Khối thi đua số {number + 3}"), leader=world.health)
        plan(made, "draft", world.leader)
    assert queries(work, world.chief) == few
