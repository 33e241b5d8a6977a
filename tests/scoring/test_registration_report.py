"""The bloc's list of registrations as a paper to its superior, from Trình ký to its end."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pdfplumber
import pytest

from blocs.enums import LeadershipRole, Role
from blocs.models import AuditEntry
from blocs.services import terms
from plans.workflow import Action
from scoring import registration_json
from scoring.enums import Purpose
from scoring.models import YearPaper
from scoring.services import registration_report, registrations, year_papers
from scoring.services.registration_papers import report_of
from scoring.services.registration_report import changes_since
from scoring.services.registrations import Lines, TargetLine
from scoring.services.year_papers import of_year
from tests import world as cast
from tests.scoring.registering import SIGNATORY, movement, sent_by, unit_of
from tests.world import TODAY, standing
from thidua.lib.verdict import RefusedError
from thidua.papers.enums import PaperState
from thidua.papers.models import Paper, Register
from thidua.papers.services import files
from thidua.papers.services.circulation import Numbering, Signing
from thidua.papers.services.life import GivenNumber

pytestmark = pytest.mark.django_db

SIGNED = Signing(signer="Đỗ Văn Thủ", signed_on=TODAY)
NUMBERED = Numbering(issued_on=TODAY, given=GivenNumber(number=9))
OTHER_LINES = Lines(targets=(TargetLine(text="Chỉ tiêu khác"),))


def lay(world, by=None):
    return registration_report.lay_before_signer(world.term, SIGNATORY, by=standing(by or world.leader))


def issue(paper, by, number=9):
    paper = year_papers.record_signature(paper, SIGNED, by=standing(by))
    numbering = replace(NUMBERED, given=GivenNumber(number=number))
    return year_papers.issue(paper, numbering, by=standing(by))


def taken(paper, action, by):
    """The step with what it asks for."""
    match action:
        case Action.RECORD_SIGNATURE:
            return year_papers.record_signature(paper, SIGNED, by=by)
        case Action.ISSUE:
            return year_papers.issue(paper, NUMBERED, by=by)
        case Action.RETURN:
            return year_papers.return_paper(paper, reason="Sai thể thức", by=by)
        case Action.WITHDRAW:
            return year_papers.withdraw(paper, reason="Báo cáo nhầm", by=by)


@pytest.fixture
def unit(world):
    return sent_by(world)


@pytest.fixture
def laid(world, unit):
    return lay(world)


@pytest.fixture
def signed(world, laid):
    return year_papers.record_signature(laid, SIGNED, by=standing(world.leader))


@pytest.fixture
def issued(world, signed):
    return year_papers.issue(signed, NUMBERED, by=standing(world.leader))


def now(world):
    return report_of(world.term, TODAY)


def test_what_is_frozen_is_what_units_have_sent(world, laid):
    frozen = registration_json.from_data(laid.paper.content)
    told = replace(now(world), frame=replace(now(world).frame, **vars(SIGNATORY)))
    assert frozen == told
    assert [each.unit for each in frozen.registered] == ["Sở Y tế"]
    assert frozen.missing == ("Sở Tài chính",)
    assert laid.paper.state == PaperState.AWAITING_SIGNATURE


def test_the_frozen_paper_stays_as_it_is_whatever_changes_later(world, laid):
    before = files.read(laid.paper.rendering)
    registrations.return_registration(unit_of(world.term, world.health), reason="Sửa", by=standing(world.leader))
    sent_by(world, OTHER_LINES)
    issued = issue(laid, world.leader)
    assert files.read(issued.paper.rendering) == before
    with pdfplumber.open(BytesIO(files.read(issued.paper.numbered))) as pdf:
        numbered = "\n".join(page.extract_text() for page in pdf.pages)
    assert "Lao động tiên tiến" in numbered
    assert "Chỉ tiêu khác" not in numbered
    assert f"09/BC-{world.bloc.symbol}" in numbered


def test_what_changed_since_is_named(world, laid):
    assert changes_since(laid, now(world)) == ()
    registrations.return_registration(unit_of(world.term, world.health), reason="Sửa", by=standing(world.leader))
    assert changes_since(laid, now(world)) == ("không còn bản đã gửi: Sở Y tế",)
    sent_by(world, OTHER_LINES)
    assert changes_since(laid, now(world)) == ("sửa: Sở Y tế",)
    finance = unit_of(world.term, world.finance)
    registrations.save(finance, OTHER_LINES, seen=0, by=standing(world.leader))
    signed = registrations.SignedRegistration(signer="Đỗ Văn Thủ", signed_on=TODAY)
    registrations.record_paper(finance, signed, by=standing(world.leader))
    assert changes_since(laid, now(world)) == ("gửi thêm: Sở Tài chính", "sửa: Sở Y tế")


def test_it_takes_its_number_from_the_register_of_the_bloc(world, issued):
    assert Register.objects.get().bloc == world.bloc
    assert (issued.paper.state, issued.paper.number_and_symbol) == (PaperState.ISSUED, f"09/BC-{world.bloc.symbol}")


def test_number_and_date_may_come_with_the_signature(world, laid):
    paper = year_papers.record_signature(laid, SIGNED, by=standing(world.leader), numbering=NUMBERED)
    assert paper.paper.state == PaperState.ISSUED


def test_without_a_number_the_next_one_of_our_own_register_is_taken(world, signed):
    Register.objects.update(numbers_here=True, next_number=12)
    issued = year_papers.issue(signed, Numbering(issued_on=TODAY), by=standing(world.leader))
    assert str(issued.paper.entry) == "12"


def test_without_a_number_nothing_is_issued_where_numbers_come_from_elsewhere(world, signed):
    with pytest.raises(RefusedError, match="Hãy nhập số văn thư đã cấp"):
        year_papers.issue(signed, Numbering(issued_on=TODAY), by=standing(world.leader))
    assert Paper.objects.get().state == PaperState.AWAITING_NUMBER


def test_it_reaches_the_organisation_above_and_the_units(world, issued):
    assert {each.organisation for each in issued.paper.deliveries.all()} == {world.province, world.health}


def test_a_report_of_a_movement_goes_to_what_stands_above_its_organisation(world):
    term = movement(world)
    villages = [unit.organisation for unit in term.member_units.select_related("organisation")]
    by = standing(world.member)
    registrations.save_for_all(term, {unit.pk: OTHER_LINES for unit in term.member_units.all()}, seen={}, by=by)
    told = registrations.SignedRegistration(signer="Đỗ Văn Thủ", signed_on=TODAY)
    registrations.record_paper_for_all(term, told, by=by)
    paper = issue(registration_report.lay_before_signer(term, SIGNATORY, by=by), world.member)
    assert {each.organisation for each in paper.paper.deliveries.all()} == {world.province, *villages}
    assert paper.paper.entry.register.organisation == world.health


def test_one_report_waits_at_a_time(world, laid):
    with pytest.raises(RefusedError, match="Trả lại bản ấy trước"):
        lay(world)
    year_papers.return_paper(laid, reason="Sai", by=standing(world.leader))
    assert lay(world).paper.state == PaperState.AWAITING_SIGNATURE


def test_a_new_report_replaces_the_one_in_force(world, issued):
    later = issue(lay(world), world.leader, number=10)
    first = Paper.objects.get(pk=issued.pk)
    assert (first.state, later.paper.replaces) == (PaperState.REPLACED, first)
    entry = AuditEntry.objects.get(action="Đã được thay thế")
    assert (entry.object_id, entry.before, entry.after["bởi"]) == (
        str(first.pk), {"tình trạng": "Đã ban hành"}, str(later.paper),
    )  # fmt: skip


def test_the_one_in_force_stays_so_while_the_new_one_waits(world, issued):
    laid = lay(world)
    found = of_year(world.term, Purpose.REGISTRATIONS)
    assert (found.pending, found.in_force) == (laid, issued)


def test_a_returned_report_is_void_and_says_why(world, laid):
    year_papers.return_paper(laid, reason="Sai nơi nhận", by=standing(world.leader))
    found = of_year(world.term, Purpose.REGISTRATIONS)
    assert (found.living, found.ended) == (None, laid)
    assert Paper.objects.values_list("state", "reason").get() == (PaperState.VOIDED, "Sai nơi nhận")


def test_a_withdrawn_report_keeps_its_number(world, issued):
    withdrawn = year_papers.withdraw(issued, reason="Báo cáo nhầm", by=standing(world.leader))
    assert (withdrawn.paper.state, str(withdrawn.paper.entry)) == (PaperState.WITHDRAWN, "09")
    assert lay(world).paper.replaces is None


@pytest.mark.parametrize(("state", "action"), [("laid", Action.RETURN), ("issued", Action.WITHDRAW)])
def test_to_end_it_takes_a_reason(request, world, state, action):
    verb = year_papers.return_paper if action is Action.RETURN else year_papers.withdraw
    with pytest.raises(RefusedError, match="Hãy ghi lý do"):
        verb(request.getfixturevalue(state), reason=" ", by=standing(world.leader))


def test_nothing_is_laid_before_the_signer_while_nobody_has_sent(world):
    with pytest.raises(RefusedError, match="Chưa có đơn vị nào gửi"):
        lay(world)


def test_nothing_is_laid_before_the_signer_of_a_year_without_leader(world, unit):
    world.term.leaderships.update(to_on=TODAY - timedelta(days=1))
    missing = registration_report.what_is_missing(world.term, now(world), standing(world.leader))
    assert missing == (registration_report.NO_LEADER,)


ROLES_OF_LEADER = {
    Role.OFFICER: {Action.RETURN, Action.RECORD_SIGNATURE, Action.ISSUE, Action.WITHDRAW},
    Role.OFFICE_CHIEF: {Action.RETURN},
    Role.HEAD: {Action.RETURN, Action.RECORD_SIGNATURE, Action.WITHDRAW},
    Role.CLERK: {Action.RETURN, Action.RECORD_SIGNATURE, Action.ISSUE, Action.WITHDRAW},
}
SOURCE = {
    Action.RECORD_SIGNATURE: "laid",
    Action.RETURN: "laid",
    Action.ISSUE: "signed",
    Action.WITHDRAW: "issued",
}


@pytest.mark.any_engine
@pytest.mark.parametrize("action", list(SOURCE))
@pytest.mark.parametrize("role", list(ROLES_OF_LEADER))
def test_its_steps_are_taken_by_those_who_take_a_plans(request, world, role, action):
    paper = request.getfixturevalue(SOURCE[action])
    somebody = standing(cast.holder("Cao Văn Ai", world.finance, role))
    if action in ROLES_OF_LEADER[role]:
        assert taken(paper, action, somebody).paper.state != paper.paper.state
    else:
        with pytest.raises(RefusedError):
            taken(paper, action, somebody)


@pytest.mark.any_engine
@pytest.mark.parametrize("action", list(SOURCE))
@pytest.mark.parametrize("who", ["member", "outsider", "administrator", "auditor"])
def test_nobody_else_moves_it(request, world, who, action):
    paper = request.getfixturevalue(SOURCE[action])
    with pytest.raises(RefusedError):
        taken(paper, action, standing(getattr(world, who)))
    assert Paper.objects.get().state == paper.paper.state


@pytest.mark.any_engine
@pytest.mark.parametrize("action", list(SOURCE))
@pytest.mark.parametrize("state", ["laid", "signed", "issued"])
def test_no_step_is_taken_from_another_state(request, world, state, action):
    paper = request.getfixturevalue(state)
    if SOURCE[action] == state or (action, state) == (Action.RETURN, "signed"):
        return
    with pytest.raises(RefusedError, match="chưa đến hoặc đã qua"):
        taken(paper, action, standing(world.leader))


@pytest.mark.parametrize("who", ["member", "follower", "chief", "auditor"])
def test_only_the_leader_lays_it_before_the_signer(world, unit, who):
    with pytest.raises(RefusedError):
        lay(world, by=getattr(world, who))
    assert not YearPaper.objects.exists()


def test_who_is_only_expected_to_lead_binds_nobody(world):
    coming = cast.term(world.bloc, cast.YEAR + 1, members=[world.finance, world.health])
    cast.leads(world.health, coming, LeadershipRole.EXPECTED, from_on=TODAY)
    with pytest.raises(RefusedError, match="chưa được bầu"):
        registration_report.lay_before_signer(coming, SIGNATORY, by=standing(world.member))


def test_nothing_moves_in_a_closed_year(world, laid):
    terms.close_term(world.term, by=standing(world.chief))
    with pytest.raises(RefusedError, match="đã khép"):
        year_papers.record_signature(laid, SIGNED, by=standing(world.leader))


def test_the_follower_records_what_came_on_paper_on_behalf_of_the_leader(world, laid):
    year_papers.record_signature(laid, SIGNED, by=standing(world.follower))
    entry = AuditEntry.objects.get(action="Tải lên bản đã ký")
    assert (entry.capacity, entry.on_behalf_of) == ("Chuyên viên theo dõi khối, Sở Nội vụ", "Sở Tài chính")


def test_each_act_is_history(world, issued):
    year_papers.withdraw(issued, reason="Báo cáo nhầm", by=standing(world.leader))
    entries = AuditEntry.objects.filter(object_type="papers.Paper", object_id=str(issued.pk)).order_by("pk")
    assert [(entry.action, entry.after.get("tình trạng"), entry.term) for entry in entries] == [
        ("Trình ký", None, world.term),
        ("Tải lên bản đã ký", "Đã ký, chờ cấp số", world.term),
        ("Nhập số, ngày ban hành", "Đã ban hành", world.term),
        ("Thu hồi", "Đã thu hồi", world.term),
    ]
    assert entries[3].reason == "Báo cáo nhầm"


def test_the_scan_may_come_later_once(world, issued):
    scan = files.store(b"%PDF-1.7", "ban-ky.pdf", "application/pdf", by=standing(world.leader))
    paper = year_papers.attach_scan(issued, scan, by=standing(world.leader))
    assert paper.paper.handed_out == scan
    with pytest.raises(RefusedError, match="Đã có bản ký quét lại"):
        year_papers.attach_scan(issued, scan, by=standing(world.leader))
