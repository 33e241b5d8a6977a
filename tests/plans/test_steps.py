"""The one door: from draft to issued paper, and back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from blocs.enums import LeadershipRole, Role
from blocs.models import AuditEntry, Leadership, MemberUnit, Organisation
from blocs.services import terms
from plans.content_json import to_data
from plans.documents import official_document
from plans.enums import PlanState
from plans.rules import can_attach_scan
from plans.services import drafting, steps
from plans.services.steps import Numbering, Signing
from plans.workflow import STEPS, Action
from tests import world as cast
from tests.papers.reading import read
from tests.plans.conftest import fresh, paper_of, short_reading
from tests.world import TODAY, standing
from thidua.lib.dates import PartialDate
from thidua.lib.verdict import RefusedError
from thidua.papers.enums import PaperState
from thidua.papers.models import Register
from thidua.papers.services import circulation, files, numbers
from thidua.papers.services.life import GivenNumber
from thidua.papers.services.rendering import rendered

SIGNING = Signing(signer="Nguyễn Thị Sông Thương", signed_on=TODAY)
NUMBERING = Numbering(issued_on=TODAY, given=GivenNumber(number=7))


def taken(plan, action, by):
    """The step with what it asks for."""
    match action:
        case Action.CHECK:
            return steps.send_to_check(plan, by=by)
        case Action.SUBMIT:
            return steps.submit_for_signature(plan, by=by)
        case Action.RETURN:
            return steps.return_plan(plan, reason="Sai thể thức", by=by)
        case Action.RECORD_SIGNATURE:
            return steps.record_signature(plan, SIGNING, by=by)
        case Action.ISSUE:
            return steps.issue(plan, NUMBERING, by=by)
        case Action.WITHDRAW:
            return steps.withdraw(plan, reason="Trùng kế hoạch", by=by)


def test_a_plan_goes_from_draft_to_issue(draft, office):
    officer = standing(office.officer)
    states = [draft.state]
    plan = draft
    for action in (Action.CHECK, Action.SUBMIT, Action.RECORD_SIGNATURE, Action.ISSUE, Action.WITHDRAW):
        plan = taken(plan, action, officer)
        states.append(plan.state)
    assert states == [
        PlanState.DRAFT,
        PlanState.CHECKING,
        PlanState.SIGNING,
        PlanState.SIGNED,
        PlanState.ISSUED,
        PlanState.WITHDRAWN,
    ]


def test_what_is_laid_before_the_signer_has_number_and_date_blank(submitted):
    assert submitted.value.head.number is None
    assert submitted.value.head.issued_on == PartialDate()
    assert submitted.paper.content == submitted.content
    assert {"number", "date", "signature", "seal"} <= {box["name"] for box in submitted.paper.boxes}


def test_the_frozen_paper_is_rendered_once(submitted, office):
    frozen = files.read(submitted.paper.rendering)
    plan = steps.record_signature(submitted, SIGNING, by=standing(office.officer))
    plan = steps.issue(plan, NUMBERING, by=standing(office.clerk))
    assert files.read(paper_of(plan).rendering) == frozen


def test_an_issued_plan_has_the_number_the_clerk_gave(issued):
    paper = paper_of(issued)
    assert paper.number_and_symbol == "07/KH-KTĐ1"
    assert (paper.issued_on, paper.state, paper.signer) == (TODAY, PaperState.ISSUED, "Nguyễn Thị Sông Thương")


def test_number_and_date_may_come_with_the_signature(submitted, office):
    plan = steps.record_signature(submitted, SIGNING, by=standing(office.officer), numbering=NUMBERING)
    assert plan.state == PlanState.ISSUED


def test_a_bloc_numbers_in_its_own_series(issued, world):
    assert Register.objects.get().bloc == world.bloc


def test_the_register_stands_open_before_the_first_number(submitted, world):
    register = Register.objects.get()
    assert (register.bloc, register.year, register.numbers_here) == (world.bloc, TODAY.year, False)


def test_without_a_number_the_next_one_of_our_own_register_is_taken(signed, office, world):
    Register.objects.filter(bloc=world.bloc, year=TODAY.year).update(numbers_here=True, next_number=12)
    plan = steps.issue(signed, Numbering(issued_on=TODAY), by=standing(office.clerk))
    assert str(paper_of(plan).entry) == "12"


def test_without_a_number_nothing_is_issued_where_numbers_come_from_elsewhere(signed, office):
    with pytest.raises(RefusedError, match="Hãy nhập số văn thư đã cấp"):
        steps.issue(signed, Numbering(issued_on=TODAY), by=standing(office.clerk))
    assert fresh(signed).state == PlanState.SIGNED


def test_a_returned_plan_is_draft_again_and_its_paper_void(submitted, office):
    paper = submitted.paper
    plan = steps.return_plan(submitted, reason="Sai nơi nhận", by=standing(office.head))
    paper.refresh_from_db()
    assert (plan.state, plan.paper, paper.state, paper.reason) == (
        PlanState.DRAFT,
        None,
        PaperState.VOIDED,
        "Sai nơi nhận",
    )


def test_a_returned_plan_that_members_were_asked_about_goes_to_the_taking_up_of_comments(submitted, office):
    submitted.was_consulted = True
    submitted.save()
    assert steps.return_plan(submitted, reason="Sai", by=standing(office.head)).state == PlanState.REVISING


def test_a_return_needs_a_reason(submitted, office):
    with pytest.raises(RefusedError, match="Hãy ghi lý do"):
        steps.return_plan(submitted, reason="  ", by=standing(office.head))


def test_words_cannot_change_once_they_are_laid_before_the_signer(submitted, office):
    with pytest.raises(RefusedError, match="đã chốt"):
        drafting.change_content(submitted, lambda content: content, by=standing(office.officer), what="")


def test_what_is_missing_is_named_and_stops_the_step(office, world):
    plan = drafting.draft_from_nothing(world.term, by=standing(office.officer))
    lacking = steps.what_is_missing(plan, Action.SUBMIT, TODAY)
    assert lacking == (
        "Chưa có nội dung: thêm đề mục và nhiệm vụ.",
        "Chưa có địa danh: nhập ở phần Đầu văn bản.",
        "Chưa có nơi nhận: nhập ít nhất một dòng.",
        "Chưa đủ quyền hạn, chức vụ hoặc họ tên người ký: nhập ở phần Ký.",
    )
    with pytest.raises(RefusedError, match="Chưa có nội dung"):
        steps.submit_for_signature(plan, by=standing(office.officer))


def test_doubts_nobody_has_looked_at_stop_the_signing(draft, office):
    draft.doubts = [{"code": "X", "message": "Chưa rõ", "key": None}]
    draft.save()
    assert steps.what_is_missing(draft, Action.SUBMIT, TODAY) == (
        "Còn 1 chỗ máy đọc chưa chắc: xem từng chỗ rồi đánh dấu đã xem.",
    )


def test_a_unit_that_is_only_expected_to_lead_drafts_but_sends_nothing_for_signature(world):
    coming = cast.term(world.bloc, cast.YEAR + 1, members=[world.finance, world.health])
    cast.leads(world.health, coming, LeadershipRole.EXPECTED, from_on=TODAY)
    expected = standing(world.member)
    plan = drafting.draft_from_reading(coming, short_reading(), source=None, by=expected)
    assert steps.send_to_check(plan, by=expected).state == PlanState.CHECKING
    with pytest.raises(RefusedError, match="chưa được bầu"):
        steps.submit_for_signature(plan, by=expected)


def test_a_closed_year_is_only_read(draft, office, world):
    terms.close_term(world.term, by=standing(world.chief))
    with pytest.raises(RefusedError, match="đã khép"):
        steps.send_to_check(fresh(draft), by=standing(office.officer))


def test_the_follower_records_what_came_on_paper_on_behalf_of_the_leader(submitted, world):
    steps.record_signature(submitted, SIGNING, by=standing(world.follower))
    entry = AuditEntry.objects.filter(action="Tải lên bản đã ký").get()
    assert (entry.capacity, entry.on_behalf_of) == ("Chuyên viên theo dõi khối, Sở Nội vụ", "Sở Tài chính")


def test_a_step_is_history_with_both_states_and_a_revision(draft, office):
    before = draft.revisions.count()
    steps.send_to_check(draft, by=standing(office.officer))
    entry = AuditEntry.objects.filter(action="Chuyển kiểm tra thể thức").get()
    assert (entry.before, entry.after) == ({"tình trạng": "Dự thảo"}, {"tình trạng": "Kiểm tra thể thức"})
    assert (entry.user_name, entry.term) == ("Trần Thị Lan", draft.term)
    assert draft.revisions.count() == before + 1


def test_a_replaced_plan_ends_with_the_one_that_replaces_it(issued, office, world):
    officer = standing(office.officer)
    plan = drafting.draft_from_reading(world.term, short_reading(), source=None, by=officer)
    plan.doubts = []
    plan.save()
    plan = steps.record_signature(steps.submit_for_signature(plan, by=officer), SIGNING, by=officer)
    numbering = Numbering(issued_on=TODAY, given=GivenNumber(number=9), replaces=fresh(issued))
    plan = steps.issue(plan, numbering, by=officer)
    old = paper_of(issued)
    assert (fresh(issued).state, old.state) == (PlanState.REPLACED, PaperState.REPLACED)
    assert paper_of(plan).replaces == old


def test_a_plan_of_another_bloc_cannot_be_replaced(signed, issued_elsewhere, office):
    with pytest.raises(RefusedError, match="cùng khối, cụm"):
        steps.issue(
            signed,
            Numbering(issued_on=TODAY, given=GivenNumber(number=9), replaces=issued_elsewhere),
            by=standing(office.clerk),
        )


@pytest.fixture
def issued_elsewhere(world):
    officer = standing(cast.holder("Trịnh Văn Học", world.schools))
    plan = drafting.draft_from_reading(world.other_term, short_reading(), source=None, by=officer)
    plan.doubts = []
    plan.save()
    plan = steps.record_signature(steps.submit_for_signature(plan, by=officer), SIGNING, by=officer)
    return steps.issue(plan, NUMBERING, by=officer)


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), date(2100, 1, 1)])
def test_a_date_before_the_signature_or_in_the_future_is_refused(signed, office, day):
    with pytest.raises(RefusedError):
        steps.issue(signed, Numbering(issued_on=day, given=GivenNumber(number=7)), by=standing(office.clerk))


ROLES_OF_LEADER = {
    Role.OFFICER: {Action.CHECK, Action.SUBMIT, Action.RETURN, Action.RECORD_SIGNATURE, Action.ISSUE, Action.WITHDRAW},
    Role.OFFICE_CHIEF: {Action.CHECK, Action.SUBMIT, Action.RETURN},
    Role.HEAD: {Action.CHECK, Action.RETURN, Action.RECORD_SIGNATURE, Action.WITHDRAW},
    Role.CLERK: {Action.RETURN, Action.RECORD_SIGNATURE, Action.ISSUE, Action.WITHDRAW},
}
SOURCE = {
    Action.CHECK: "draft",
    Action.SUBMIT: "draft",
    Action.RETURN: "submitted",
    Action.RECORD_SIGNATURE: "submitted",
    Action.ISSUE: "signed",
    Action.WITHDRAW: "issued",
}


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("role", list(ROLES_OF_LEADER))
def test_every_step_is_taken_by_the_roles_of_the_table_alone(request, office, role, action):
    plan = request.getfixturevalue(SOURCE[action])
    somebody = standing(cast.holder("Cao Văn Ai", office.world.finance, role))
    if action in ROLES_OF_LEADER[role]:
        assert taken(plan, action, somebody).state != plan.state
    else:
        with pytest.raises(RefusedError):
            taken(plan, action, somebody)


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("who", ["member", "outsider", "administrator", "auditor"])
def test_nobody_else_moves_a_plan(request, world, who, action):
    plan = request.getfixturevalue(SOURCE[action])
    with pytest.raises(RefusedError):
        taken(plan, action, standing(getattr(world, who)))
    assert fresh(plan).state == plan.state


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("state", ["draft", "submitted", "signed", "issued"])
def test_no_step_is_taken_from_a_state_that_the_table_does_not_name(request, office, state, action):
    plan = request.getfixturevalue(state)
    step = next(step for step in STEPS if step.action is action)
    if plan.state in step.sources:
        return
    with pytest.raises(RefusedError):
        taken(plan, action, standing(office.officer))


def test_a_deputy_takes_steps_like_the_leader(draft, world):
    Leadership.objects.create(term=world.term, organisation=world.health, role=LeadershipRole.DEPUTY, from_on=TODAY)
    assert steps.send_to_check(draft, by=standing(world.member)).state == PlanState.CHECKING


def test_the_content_that_is_frozen_is_the_content_that_was_seen(draft, office):
    seen = to_data(drafting.without_number(draft.value))
    assert paper_of(steps.submit_for_signature(draft, by=standing(office.officer))).content == seen


def test_the_seal_is_that_of_who_leads_on_the_day_not_of_who_will(draft, office, world):
    """The health department is appointed already, from next month on."""
    coming = TODAY + timedelta(days=30)
    world.term.leaderships.update(to_on=coming - timedelta(days=1))
    cast.leads(world.health, world.term, from_on=coming)
    assert paper_of(steps.submit_for_signature(draft, by=standing(office.officer))).organisation == world.finance


@pytest.mark.parametrize("who", ["leader", "follower"])
def test_no_scan_is_filed_in_a_closed_year(issued, world, who):
    by = getattr(world, who)
    assert can_attach_scan(standing(by), issued)
    terms.close_term(world.term, by=standing(world.chief))
    assert not can_attach_scan(standing(by), fresh(issued))


def test_the_history_says_as_what_somebody_ended_the_plan_that_was_replaced(issued, office, world):
    officer = standing(office.officer)
    plan = drafting.draft_from_reading(world.term, short_reading(), source=None, by=officer)
    plan.doubts = []
    plan.save()
    plan = steps.record_signature(steps.submit_for_signature(plan, by=officer), SIGNING, by=officer)
    plan = steps.issue(plan, Numbering(issued_on=TODAY, given=GivenNumber(number=9), replaces=issued), by=officer)
    entry = AuditEntry.objects.get(action="Đã được thay thế")
    assert (entry.capacity, entry.after["bởi"]) == (str(officer.holdings[0]), str(paper_of(plan)))


def test_a_step_gives_the_plan_back_with_its_paper_as_it_is_now(issued):
    assert (issued.paper.number_and_symbol, issued.paper.state) == ("07/KH-KTĐ1", PaperState.ISSUED)


@pytest.mark.parametrize(
    ("head", "named"),
    [({"issuer": ("KHỐI " * 60,)}, "tên cơ quan ban hành"), ({"symbol": "/KH-" + "X" * 60}, "ký hiệu")],
)
def test_what_is_too_long_for_a_paper_is_named_before_the_signing(draft, office, head, named):
    def lengthened(content):
        return replace(content, head=replace(content.head, **head))

    plan = drafting.change_content(draft, lengthened, by=standing(office.officer), what="")
    (lacking,) = steps.what_is_missing(plan, Action.SUBMIT, TODAY)
    assert lacking.startswith(f"Quá dài: {named}")


def test_a_subject_however_long_goes_before_the_signer(draft, office):
    plan = drafting.change_content(
        draft, lambda content: replace(content, subject=("Việc " * 200,)), by=standing(office.officer), what=""
    )
    assert len(paper_of(steps.submit_for_signature(plan, by=standing(office.officer))).subject) <= 600


def test_the_tasks_of_an_issued_plan_are_those_of_who_is_a_member_on_its_issue(signed, office, world):
    """A unit that joined after the plan was drafted."""
    MemberUnit.objects.create(term=world.term, organisation=world.schools, position=3)
    plan = steps.issue(signed, NUMBERING, by=standing(office.clerk))
    assert [task.number for task in plan.tasks.filter(units=world.schools)] == ["1", "2"]


def renderings_after_the_first_write(act):
    """How many papers were rendered once the act had begun to change something, which is when others wait."""
    at_first_write: list[int] = []

    def note(execute, sql, params, many, context):
        if not at_first_write and sql.startswith(("INSERT", "UPDATE", "DELETE")):
            at_first_write.append(rendered.cache_info().misses)
        return execute(sql, params, many, context)

    rendered.cache_clear()
    with connection.execute_wrapper(note):
        act()
    assert rendered.cache_info().misses > 0
    return rendered.cache_info().misses - at_first_write[0]


def test_nobody_waits_for_a_paper_to_be_rendered(draft, office):
    officer = standing(office.officer)
    assert renderings_after_the_first_write(lambda: steps.submit_for_signature(draft, by=officer)) == 0
    signed = steps.record_signature(draft, SIGNING, by=officer)
    register = numbers.register_of(circulation.register_owner(draft.term), TODAY.year)
    numbers.set_up(register, numbers_here=True, next_number=5, by=officer)
    assert renderings_after_the_first_write(lambda: steps.issue(signed, Numbering(issued_on=TODAY), by=officer)) == 0
    assert paper_of(signed).number_and_symbol.startswith("05/")


def test_nor_when_it_is_signed_and_numbered_at_once(submitted, office):
    officer = standing(office.officer)
    assert (
        renderings_after_the_first_write(
            lambda: steps.record_signature(submitted, SIGNING, numbering=NUMBERING, by=officer)
        )
        == 0
    )


# The check code ------------------------------------------------------------------------------------------------------


def words_of(file):
    return " ".join(run.text for run in read(files.read(file)).runs)


def test_where_the_leader_wants_it_every_copy_carries_the_code_and_the_draft_none(draft, office):
    Organisation.objects.filter(pk=office.world.finance.pk).update(prints_code=True)
    by = standing(office.officer)
    without_code = rendered(official_document(draft.value)).pdf
    plan = taken(taken(taken(draft, Action.SUBMIT, by), Action.RECORD_SIGNATURE, by), Action.ISSUE, by)
    paper = paper_of(plan)
    printed = f"Mã kiểm tra: {paper.printed_code}"
    assert [printed in words_of(file) for file in (paper.rendering, paper.numbered)] == [True, True]
    assert "Mã kiểm tra" not in " ".join(run.text for run in read(without_code).runs)


def test_what_was_frozen_without_a_code_is_numbered_without_one(submitted, office):
    Organisation.objects.filter(pk=office.world.finance.pk).update(prints_code=True)
    by = standing(office.officer)
    plan = taken(taken(submitted, Action.RECORD_SIGNATURE, by), Action.ISSUE, by)
    assert "Mã kiểm tra" not in words_of(paper_of(plan).numbered)
