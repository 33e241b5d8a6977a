"""From the unit to its head, to the bloc, and back."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pdfplumber
import pytest

from blocs.enums import LeadershipRole
from blocs.models import AuditEntry
from scoring.criteria import LateMinus, LateRefused
from scoring.criteria_json import to_data
from scoring.deadline import VIETNAM
from scoring.documents import check_code, is_code
from scoring.enums import Approval, LatenessCounted, SheetState
from scoring.figures import Figure
from scoring.models import Evidence, ScoreSheet
from scoring.rules import can_take
from scoring.services import handing_in, papers, rounds, sheets
from scoring.services.handing_in import SignedPaper
from scoring.services.rounds import Due
from scoring.services.sheets import Entered
from scoring.workflow import Action
from tests import world as cast
from tests.scoring.conftest import ALL_FIGURES, DUE_ON, IN_TIME, SHORT_TABLE, TASKS, UNITY
from tests.world import TODAY, standing
from thidua.lib.verdict import RefusedError
from thidua.papers.pdf import render
from thidua.papers.services import files

pytestmark = pytest.mark.django_db

LATE = datetime(2026, 11, 7, 0, 1, 0, tzinfo=VIETNAM)


@pytest.fixture
def complete(scoring):
    scoring.enter(ALL_FIGURES)
    Evidence.objects.create(
        sheet=scoring.sheet, key=UNITY, url="https://lamgiang.example/15-qd", added_by=scoring.officer
    )
    return scoring


@pytest.fixture
def laid(complete):
    """Before the head."""
    handing_in.lay_before_head(complete.sheet, by=standing(complete.officer))
    return complete


def scan(scoring):
    return files.store(b"%PDF-1.7 scan", "ban-ky.pdf", "application/pdf", by=standing(scoring.officer))


def signed(scoring, code=None):
    return SignedPaper(
        signer="Bùi Thị Trưởng",
        signed_on=date(2026, 11, 4),
        code=check_code(scoring.sheet.digest) if code is None else code,
        scan=scan(scoring),
    )


def words(document):
    with pdfplumber.open(BytesIO(render(document).pdf)) as pdf:
        return [page.extract_text() for page in pdf.pages]


def test_what_is_missing_is_refused(scoring):
    with pytest.raises(RefusedError, match=r"Chưa chấm: I\.1, I\.2, II\.1"):
        handing_in.lay_before_head(scoring.sheet, by=standing(scoring.officer))


def test_before_the_head_nothing_changes_any_more(laid):
    assert laid.sheet.state == SheetState.AWAITING_HEAD
    with pytest.raises(RefusedError, match="Chờ thủ trưởng ký"):
        laid.enter({TASKS: Figure(amount=Decimal(1))})


def test_the_paper_carries_the_figures_and_the_check_code_on_every_page(laid):
    pages = words(papers.paper_of(laid.sheet, TODAY))
    assert all(f"Mã kiểm: {check_code(laid.sheet.digest)}" in page for page in pages)
    assert "99,5" in pages[-1]
    assert "BÙI THỊ TRƯỞNG" in pages[-1].upper()


def test_taken_back_it_can_be_changed_and_its_paper_counts_no_more(laid):
    old = signed(laid)
    handing_in.take_back(laid.sheet, by=standing(laid.officer))
    laid.enter({TASKS: Figure(amount=Decimal(17))})
    handing_in.lay_before_head(laid.sheet, by=standing(laid.officer))
    with pytest.raises(RefusedError, match="Mã kiểm trên bản giấy"):
        handing_in.hand_in_signed(laid.sheet, old, at=IN_TIME, by=standing(laid.clerk))


def test_the_head_hands_it_in_from_the_site(laid):
    handing_in.approve(laid.sheet, seen=laid.sheet.digest, at=IN_TIME, by=standing(laid.head))
    sheet = laid.sheet
    assert (sheet.state, sheet.state_text, sheet.days_late) == (SheetState.SUBMITTED, "Đã nộp", 0)
    assert (sheet.signer, sheet.submitted_at) == (laid.head.full_name, IN_TIME)


def test_the_history_keeps_what_was_handed_in(laid):
    handing_in.approve(laid.sheet, seen=laid.sheet.digest, at=IN_TIME, by=standing(laid.head))
    told = AuditEntry.objects.latest("pk").after
    assert told["số liệu"]["I.2"] == {"số liệu": "18,5", "điểm": "18,5"}
    assert told["mã băm"] == laid.sheet.digest


def test_the_history_names_the_proofs_that_were_handed_in(laid):
    handing_in.approve(laid.sheet, seen=laid.sheet.digest, at=IN_TIME, by=standing(laid.head))
    assert AuditEntry.objects.latest("pk").after["minh chứng"] == {"II.1": ["https://lamgiang.example/15-qd"]}


def test_only_the_head_approves(laid):
    with pytest.raises(RefusedError):
        handing_in.approve(laid.sheet, seen=laid.sheet.digest, at=IN_TIME, by=standing(laid.officer))


def test_the_head_approves_what_was_looked_at(laid):
    with pytest.raises(RefusedError, match="khác bản vừa xem"):
        handing_in.approve(laid.sheet, seen="0" * 64, at=IN_TIME, by=standing(laid.head))


def test_the_signed_paper_is_uploaded_by_the_clerk(laid):
    handing_in.hand_in_signed(laid.sheet, signed(laid), at=IN_TIME, by=standing(laid.clerk))
    sheet = laid.sheet
    assert (sheet.state, sheet.signer, sheet.signed_on) == (
        SheetState.SUBMITTED, "Bùi Thị Trưởng", date(2026, 11, 4),
    )  # fmt: skip
    receipt = words(papers.receipt_of(sheet))[0]
    assert sheet.digest[:20] in receipt.replace("\n", "")
    assert "23:59:59, 05/11/2026" in receipt
    assert "Đúng hạn" in receipt


def test_late_is_taken_and_said(laid):
    handing_in.hand_in_signed(laid.sheet, signed(laid), at=LATE, by=standing(laid.officer))
    assert laid.sheet.state_text == "Nộp chậm 2 ngày"
    assert "Nộp chậm 2 ngày" in words(papers.receipt_of(laid.sheet))[0]


def test_what_lateness_costs_stands_on_the_receipt(laid):
    laid.table.content = to_data(replace(SHORT_TABLE, late=LateMinus(per_day=Decimal("2.5"))))
    laid.table.save()
    handing_in.hand_in_signed(laid.sheet, signed(laid), at=LATE, by=standing(laid.officer))
    receipt = words(papers.receipt_of(laid.sheet))[0].replace("\n", " ")
    assert "Trừ nộp chậm 5 điểm, trừ ở bảng tổng hợp của khối, cụm" in receipt


def test_the_units_own_words_stand_on_the_paper_that_the_head_signs(complete):
    entered = Entered(figure=ALL_FIGURES[TASKS], seen=1, note="Theo Báo cáo số 45 của phòng Tổng hợp")
    sheets.enter(complete.sheet, {TASKS: entered}, by=standing(complete.officer))
    paper = words(papers.paper_of(complete.sheet, IN_TIME.date()))[0].replace("\n", " ")
    assert "phòng Tổng hợp" in paper


def test_late_by_the_day_on_the_paper(laid):
    by_letter = Due(due_on=DUE_ON, counted=LatenessCounted.BY_LETTER)
    rounds.change_deadline(laid.round, by_letter, by=standing(laid.world.leader))
    handing_in.hand_in_signed(laid.sheet, signed(laid), at=LATE, by=standing(laid.officer))
    assert laid.sheet.days_late == 0


def laid_again(scoring, tasks, on):
    """Taken back, and laid before the head on another day."""
    handing_in.take_back(scoring.sheet, by=standing(scoring.officer))
    scoring.enter({TASKS: Figure(amount=Decimal(tasks))})
    handing_in.lay_before_head(scoring.sheet, by=standing(scoring.officer, on))


def test_a_paper_cannot_be_signed_before_its_check_code_was_made(laid):
    laid_again(laid, 17, LATE.date())
    with pytest.raises(RefusedError, match="được lập ngày 07/11/2026, nên không thể ký trước ngày ấy"):
        handing_in.hand_in_signed(laid.sheet, signed(laid), at=LATE, by=standing(laid.clerk))
    on_the_day = replace(signed(laid), signed_on=LATE.date())
    handing_in.hand_in_signed(laid.sheet, on_the_day, at=LATE, by=standing(laid.clerk))
    assert laid.sheet.signed_on == LATE.date()


def test_the_paper_that_was_printed_before_counts_again_when_nothing_was_changed(laid):
    old = signed(laid)
    laid_again(laid, "18.5", LATE.date())
    handing_in.hand_in_signed(laid.sheet, old, at=LATE, by=standing(laid.clerk))
    assert laid.sheet.signed_on == date(2026, 11, 4)


def test_a_draft_has_no_check_code(complete):
    pages = words(papers.paper_of(complete.sheet, TODAY))
    assert all("Bản nháp, chưa có mã kiểm" in page for page in pages)


def test_an_extension_moves_the_deadline_of_one_unit(laid):
    rounds.extend(
        laid.round, laid.sheet.unit, until=DUE_ON + timedelta(days=2), reason="Sáp nhập", by=standing(laid.world.leader)
    )
    handing_in.hand_in_signed(laid.sheet, signed(laid), at=LATE, by=standing(laid.officer))
    assert laid.sheet.days_late == 0


def test_nobody_extends_the_own_deadline(scoring):
    own = scoring.round.sheets.get(unit__organisation=scoring.world.finance).unit
    with pytest.raises(RefusedError, match="không tự gia hạn"):
        rounds.extend(
            scoring.round, own, until=DUE_ON + timedelta(days=2), reason="Bận", by=standing(scoring.world.leader)
        )


def test_a_table_may_refuse_what_is_late(scoring):
    strict = replace(SHORT_TABLE, late=LateRefused())
    leader = standing(scoring.world.leader)
    scoring.table.content = to_data(strict)
    scoring.table.save()
    scoring.enter(ALL_FIGURES)
    Evidence.objects.create(sheet=scoring.sheet, key=UNITY, url="https://a.example/1", added_by=scoring.officer)
    handing_in.lay_before_head(scoring.sheet, by=standing(scoring.officer))
    with pytest.raises(RefusedError, match="Hãy xin gia hạn"):
        handing_in.hand_in_signed(scoring.sheet, signed(scoring), at=LATE, by=standing(scoring.officer))
    until = date(2026, 11, 7)
    rounds.extend(scoring.round, scoring.sheet.unit, until=until, reason="Mất điện", by=leader)
    handing_in.hand_in_signed(scoring.sheet, signed(scoring), at=LATE, by=standing(scoring.officer))
    assert scoring.sheet.state_text == "Đã nộp"


def test_the_leader_reads_it_and_returns_it_with_a_reason(laid):
    handing_in.hand_in_signed(laid.sheet, signed(laid), at=IN_TIME, by=standing(laid.officer))
    leader = standing(laid.world.leader)
    assert ScoreSheet.objects.visible_to(leader).filter(pk=laid.sheet.pk).exists()
    with pytest.raises(RefusedError, match="Hãy ghi lý do"):
        handing_in.return_sheet(laid.sheet, reason=" ", by=leader)
    handing_in.return_sheet(laid.sheet, reason="Thiếu minh chứng mục II.1", by=leader)
    assert (laid.sheet.state, laid.sheet.submitted_at, laid.sheet.digest) == (SheetState.FILLING, None, "")
    assert AuditEntry.objects.latest("pk").reason == "Thiếu minh chứng mục II.1"


@pytest.fixture
def handed_in(laid):
    """In time."""
    handing_in.hand_in_signed(laid.sheet, signed(laid), at=IN_TIME, by=standing(laid.officer))
    return laid


def test_a_receipt_says_the_same_after_the_deadline_was_moved(handed_in):
    before = papers.receipt_of(handed_in.sheet)
    moved = Due(due_on=DUE_ON - timedelta(days=2))
    rounds.change_deadline(handed_in.round, moved, by=standing(handed_in.world.leader))
    assert papers.receipt_of(handed_in.sheet) == before


def test_who_returns_it_may_give_a_new_last_day(handed_in):
    leader = standing(handed_in.world.leader)
    handing_in.return_sheet(handed_in.sheet, reason="Thiếu minh chứng", until=LATE.date(), by=leader)
    extension = handed_in.round.extensions.get(unit=handed_in.sheet.unit)
    assert (extension.until, extension.reason) == (LATE.date(), "Trả lại: Thiếu minh chứng")
    handing_in.lay_before_head(handed_in.sheet, by=standing(handed_in.officer))
    handing_in.hand_in_signed(handed_in.sheet, signed(handed_in), at=LATE, by=standing(handed_in.officer))
    assert handed_in.sheet.state_text == "Đã nộp"


def test_a_return_whose_new_last_day_is_no_later_is_no_return(handed_in):
    with pytest.raises(RefusedError, match="phải sau hạn nộp hiện nay"):
        handing_in.return_sheet(handed_in.sheet, reason="Sửa", until=DUE_ON, by=standing(handed_in.world.leader))
    assert handed_in.sheet.is_handed_in


@pytest.fixture
def leaders_own(scoring):
    """The sheet of the finance department, which leads; handed in."""
    own = scoring.round.sheets.get(unit__organisation=scoring.world.finance)
    own.entries.create(key=TASKS, not_applicable=True, approval=Approval.ASKED, updated_by=scoring.world.leader)
    ScoreSheet.objects.filter(pk=own.pk).update(
        state=SheetState.SUBMITTED, submitted_at=IN_TIME, days_late=0, digest="0" * 64
    )
    return ScoreSheet.objects.get(pk=own.pk)


def test_a_leader_decides_nothing_about_its_own_sheet(scoring, leaders_own):
    leader = standing(scoring.world.leader)
    with pytest.raises(RefusedError, match=r"chính đơn vị mình.*cơ quan theo dõi.*đơn vị phó"):
        handing_in.return_sheet(leaders_own, reason="Sửa lại", by=leader)
    with pytest.raises(RefusedError, match="chính đơn vị mình"):
        sheets.accept_not_applicable(leaders_own, TASKS, by=leader)


@pytest.mark.parametrize("person", ["follower", "chief"])
def test_the_office_decides_about_the_leaders_sheet(scoring, leaders_own, person):
    by = standing(getattr(scoring.world, person))
    sheets.accept_not_applicable(leaders_own, TASKS, by=by)
    handing_in.return_sheet(leaders_own, reason="Thiếu minh chứng", by=by)
    leaders_own.refresh_from_db()
    assert leaders_own.state == SheetState.FILLING


def test_the_deputy_decides_about_the_leaders_sheet_and_not_about_its_own(scoring, leaders_own):
    cast.leads(scoring.world.health, scoring.world.term, LeadershipRole.DEPUTY)
    deputy = standing(scoring.officer)
    own = ScoreSheet(round=scoring.round, unit=scoring.sheet.unit, state=SheetState.SUBMITTED)
    assert can_take(deputy, leaders_own, Action.RETURN)
    assert not can_take(deputy, own, Action.RETURN)


def test_the_office_decides_nothing_where_it_is_itself_a_unit(scoring):
    unit = scoring.world.term.member_units.create(organisation=scoring.world.office, position=9)
    own = ScoreSheet(round=scoring.round, unit=unit, state=SheetState.SUBMITTED)
    assert not can_take(standing(scoring.world.chief), own, Action.RETURN)
    assert can_take(standing(scoring.world.leader), own, Action.RETURN)


def test_an_acts_on_behalf_is_kept_apart(scoring):
    follower = standing(scoring.world.follower)
    sheets.begin_on_behalf(scoring.sheet, by=follower)
    scoring.enter(ALL_FIGURES, by=scoring.world.follower)
    Evidence.objects.create(sheet=scoring.sheet, key=UNITY, url="https://a.example/1", added_by=scoring.officer)
    handing_in.lay_before_head(scoring.sheet, by=follower)
    handing_in.hand_in_signed(scoring.sheet, signed(scoring), at=IN_TIME, by=follower)
    told = AuditEntry.objects.filter(object_id=str(scoring.sheet.pk)).values_list("on_behalf_of", flat=True)
    assert set(told) == {scoring.world.health.name}


@pytest.mark.parametrize("person", ["outsider", "auditor", "administrator"])
def test_nobody_else_takes_any_step(laid, person):
    by = standing(getattr(laid.world, person))
    with pytest.raises(RefusedError):
        handing_in.take_back(laid.sheet, by=by)
    with pytest.raises(RefusedError):
        handing_in.hand_in_signed(laid.sheet, signed(laid), at=IN_TIME, by=by)


def test_another_member_does_neither(laid):
    other = cast.holder("Lý Văn Bạn", laid.world.finance)
    assert not ScoreSheet.objects.visible_to(standing(other)).filter(pk=laid.sheet.pk).exists()


def test_a_code_is_known_however_it_is_typed():
    digest = "0123456789abcdef" * 4
    code = check_code(digest)
    assert is_code(code, digest)
    assert is_code(code.lower().replace("-", " ").replace("0", "o"), digest)
    assert not is_code(code[:-1], digest)
