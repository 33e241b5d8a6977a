"""What the demo holds."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.utils import timezone

from blocs.enums import LeadershipRole, Role
from blocs.models import AuditChain, Bloc, FormerIdentity, Organisation, Term, User
from blocs.services.audit import broken_entries
from blocs.services.standing import standing_of
from plans.enums import AssignmentRole, PlanState, TaskState
from plans.importers.conversion import pdf_to_text
from plans.models import Plan
from plans.review import review
from scoring.models import YearPaper
from tests.conftest import PASSWORD
from thidua.demo import people, world
from thidua.demo.days import planned_year, school_year, working_year
from thidua.demo.seeding import logins, paper_path
from thidua.lib.dates import PartialDate
from thidua.papers.enums import PaperState
from thidua.papers.models import Paper, Register
from thidua.papers.services import files

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine, pytest.mark.usefixtures("demo")]

TODAY = timezone.localdate()
YEAR, SCHOOL_YEAR = working_year(TODAY), school_year(TODAY)

AS_ISSUED = {"KTĐ4": {"CROSS_YEAR"}, "CTĐ3": set(), "UBND": {"EMPTY_RESPONSIBLE"}}
"""Last December's draft, and the row whose party is left out to show the warning."""
BLANK = {"NUMBER_BLANK", "DATE_MISSING"}
"""Number and date are given on issue."""


def user(login_name):
    return User.objects.get(login_name=login_name)


def plan(symbol, year, state):
    return Plan.objects.get(term__bloc__symbol=symbol, term__year=year, state=state)


def lead(symbol, year, role):
    term = Term.objects.get(bloc__symbol=symbol, year=year)
    return {holder.organisation.called for holder in term.leaderships.filter(role=role, to_on=None)}


# --- the worlds -----------------------------------------------------------------------------------------------------


def test_each_bloc_has_its_years_and_members():
    terms = Term.objects.all()
    assert {(term.bloc.symbol, term.year): (term.members.count(), term.is_open) for term in terms} == {
        ("KTĐ4", YEAR - 3): (12, False),
        ("KTĐ4", YEAR - 1): (9, False),
        ("KTĐ4", YEAR): (9, True),
        ("KTĐ4", YEAR + 1): (9, True),
        ("CTĐ3", SCHOOL_YEAR): (7, True),
        ("UBND", YEAR): (22, True),
        ("CTĐ5", planned_year(TODAY)): (8, True),
        ("THVL2", SCHOOL_YEAR): (5, True),
    }


def test_the_lead_of_khoi_4_goes_round():
    leader, deputy, expected = LeadershipRole.LEADER, LeadershipRole.DEPUTY, LeadershipRole.EXPECTED
    assert lead("KTĐ4", YEAR - 3, leader) == {"Sở Kế hoạch và Đầu tư"}
    assert lead("KTĐ4", YEAR - 1, leader) == {"Sở Nông nghiệp và Môi trường"}
    assert lead("KTĐ4", YEAR, leader) == {"Sở Tài chính"}
    assert lead("KTĐ4", YEAR, deputy) == {"Sở Xây dựng"}
    assert lead("KTĐ4", YEAR + 1, expected) == {"Sở Xây dựng", "Sở Công Thương"}
    assert lead("KTĐ4", YEAR, expected) == lead("KTĐ4", YEAR + 1, leader) == set()


def test_merged_and_renamed_units_keep_their_past():
    merged = Organisation.objects.exclude(merged_into=None)
    assert dict(merged.values_list("name", "merged_into__name")) == {
        "Sở Kế hoạch và Đầu tư": "Sở Tài chính",
        "Sở Giao thông vận tải": "Sở Xây dựng",
        "Sở Tài nguyên và Môi trường": "Sở Nông nghiệp và Môi trường",
        "Sở Thông tin và Truyền thông": "Sở Khoa học và Công nghệ",
    }
    assert {former.name: former.organisation.name for former in FormerIdentity.objects.all()} == {
        "Sở Nông nghiệp và Phát triển nông thôn": "Sở Nông nghiệp và Môi trường",
        "Cục Thuế tỉnh": "Thuế tỉnh",
        "Cục Thống kê tỉnh": "Thống kê tỉnh",
    }


def test_the_commune_has_two_hats():
    leads = {
        (lead.role, Bloc.objects.get(pk=lead.bloc_id).symbol) for lead in standing_of(user("vinhlam.chuyenvien")).leads
    }
    assert leads == {(LeadershipRole.LEADER, "UBND"), (LeadershipRole.DEPUTY, "CTĐ5")}


def test_the_standing_body_oversees_the_whole_province():
    path = Organisation.objects.get(code=world.PROVINCE).path
    assert path in standing_of(user("snv.thuongtruc")).overseen_paths


@pytest.mark.parametrize(
    ("login_name", "symbols"),
    [
        ("stc.chuyenvien", ["KTĐ4"]),
        ("snv.theodoi", ["CTĐ5", "KTĐ4"]),
        ("snv.thuongtruc", ["CTĐ3", "CTĐ5", "KTĐ4", "THVL2", "UBND"]),
        ("binhlam.giaovien", ["CTĐ3"]),
        ("vinhlam.chuyenvien", ["CTĐ5", "UBND"]),
        ("kiemtra", ["CTĐ3", "CTĐ5", "KTĐ4", "THVL2", "UBND"]),
        ("tinhkhac", []),
        ("quantri", []),
    ],
)
def test_people_see_their_blocs(login_name, symbols):
    seen = Bloc.objects.visible_to(standing_of(user(login_name)))
    assert sorted(bloc.symbol for bloc in seen) == symbols


# --- the people -----------------------------------------------------------------------------------------------------


def test_the_printed_accounts_have_the_one_password():
    names = [login_name for login_name, *_ in logins()]
    assert names == [person.login_name for person in people.OPEN_TO_VISITORS]
    assert all(user(name).check_password(PASSWORD) for name in names)


def test_the_others_wait_for_their_activation():
    waiting = User.objects.filter(login_name__in=[person.login_name for person in people.OTHERS])
    assert [person.has_usable_password() for person in waiting] == [False] * len(people.OTHERS)


def test_every_role_of_the_demo_is_there():
    assert {(name, role) for name, _, role in logins()} >= {
        ("stc.lanhdaophong", f"{Role.OFFICE_CHIEF.label}, Sở Tài chính"),
        ("stc.giamdoc", f"{Role.HEAD.label}, Sở Tài chính"),
        ("stc.vanthu", f"{Role.CLERK.label}, Sở Tài chính"),
        ("snv.theodoi", f"{Role.FOLLOWER.label}, Sở Nội vụ"),
        ("kiemtra", f"{Role.AUDITOR.label}, Ủy ban nhân dân tỉnh Lam Giang"),
        ("quantri", "Quản trị"),
    }


# --- registering --------------------------------------------------------------------------------------------------


def test_what_was_registered_last_year_is_reported_and_this_year_not_yet():
    [report] = YearPaper.objects.all()
    assert (report.term.bloc.symbol, report.term.year) == ("KTĐ4", YEAR - 1)
    assert (report.paper.state, report.paper.number_and_symbol) == (PaperState.ISSUED, "09/BC-KTĐ4")
    assert not report.paper.deliveries.unopened().filter(organisation__code=world.PROVINCE).exists()


# --- the plans ------------------------------------------------------------------------------------------------------


def test_plans_stand_in_their_states():
    found = Plan.objects.select_related("term__bloc")
    assert Counter((plan.term.bloc.symbol, plan.term.year, plan.state) for plan in found) == Counter(
        [
            ("KTĐ4", YEAR - 3, PlanState.ISSUED),
            ("KTĐ4", YEAR - 1, PlanState.REPLACED),
            ("KTĐ4", YEAR - 1, PlanState.ISSUED),
            ("KTĐ4", YEAR, PlanState.ISSUED),
            ("KTĐ4", YEAR + 1, PlanState.DRAFT),
            ("CTĐ3", SCHOOL_YEAR, PlanState.ISSUED),
            ("UBND", YEAR, PlanState.WITHDRAWN),
            ("UBND", YEAR, PlanState.ISSUED),
            ("CTĐ5", planned_year(TODAY), PlanState.SIGNING),
            ("THVL2", SCHOOL_YEAR, PlanState.DRAFT),
        ]
    )


def test_reviews_find_what_is_meant_and_nothing_else():
    for plan in Plan.objects.select_related("term__bloc", "paper__entry"):
        content, expected = plan.value, AS_ISSUED.get(plan.term.bloc.symbol, set())
        paper = plan.paper
        if paper and paper.entry and paper.issued_on:
            head = replace(content.head, number=paper.entry.text, issued_on=PartialDate.of(paper.issued_on))
            content = replace(content, head=head)
        else:
            expected = expected | BLANK
        assert {finding.code for finding in review(content)} == expected, plan
        assert plan.doubts == []


def test_the_tasks_of_khoi_4_have_their_days_and_units():
    tasks = plan("KTĐ4", YEAR, PlanState.ISSUED).tasks.prefetch_related("assignments__organisation")
    assert [(f"{task.last_day:%d/%m}", task.last_day.year - YEAR, _led_by(task)) for task in tasks] == [
        ("31/12", -1, "Sở Tài chính"),
        ("09/01", 0, "9"),
        ("24/01", 0, "Sở Tài chính, Sở Xây dựng"),
        ("31/03", 0, "9"),
        ("19/03", 0, "9"),
        ("30/03", 0, "Sở Tài chính"),
        ("19/06", 0, "9"),
        ("31/07", 0, "Sở Xây dựng"),
        ("30/09", 0, "9"),
        ("04/11", 0, "9"),
        ("14/12", 0, ""),  # moved from 30/11; Tổ thẩm định is no unit
        ("24/12", 0, "Sở Tài chính, Sở Xây dựng"),
    ]


def test_the_tasks_of_the_schools_have_their_days_and_units():
    tasks = plan("CTĐ3", SCHOOL_YEAR, PlanState.ISSUED).tasks.prefetch_related("assignments__organisation")
    both = "Trường THPT Bình Lam, Trường THPT Núi Voi"
    assert [(f"{task.last_day:%d/%m}", task.last_day.year - SCHOOL_YEAR, _led_by(task)) for task in tasks] == [
        ("31/08", 0, both),
        ("24/08", 0, "7"),
        ("30/09", 0, "7"),
        ("14/10", 0, "7"),
        ("14/12", 0, "7"),  # moved from 30/11
        ("31/12", 0, "7"),
        ("09/01", 1, "7"),
        ("31/01", 1, "Trường THPT Núi Voi"),
        ("31/03", 1, "7"),
        ("24/05", 1, "7"),
        ("05/06", 1, "7"),
        ("30/06", 1, both),
    ]


def test_every_task_of_the_communes_plans_has_a_day():
    for plan in Plan.objects.filter(term__bloc__symbol__in=["UBND", "CTĐ5"]):
        assert plan.tasks.count() in (10, 12)
        assert not plan.tasks.filter(last_day=None).exists()


def test_the_tasks_of_past_years_are_mostly_done_and_those_of_this_year_mixed():
    def states(symbol, year):
        parts = plan(symbol, year, PlanState.ISSUED).tasks.filter(last_day__lt=TODAY).values_list("assignments__state")
        return Counter(state for (state,) in parts if state)

    for year in (YEAR - 3, YEAR - 1):
        assert states("KTĐ4", year).keys() == {TaskState.DONE, TaskState.DROPPED}
        assert states("KTĐ4", year)[TaskState.DROPPED] == 1
    for symbol, year in (("KTĐ4", YEAR), ("UBND", YEAR), ("CTĐ3", SCHOOL_YEAR)):
        assert states(symbol, year)[TaskState.DONE] > states(symbol, year)[TaskState.TO_DO] > 0


def _led_by(task):
    """The units' names, or how many where they are more than two."""
    units = [unit.organisation.name for unit in task.assignments.all() if unit.role == AssignmentRole.LEAD]
    return ", ".join(sorted(units)) if len(units) < 3 else str(len(units))


def test_the_draft_of_next_year_is_made_from_this_years_plan():
    draft = plan("KTĐ4", YEAR + 1, PlanState.DRAFT)
    assert draft.made_from == plan("KTĐ4", YEAR, PlanState.ISSUED)
    assert draft.title == f"Hoạt động của Khối thi đua số 4 (Kinh tế - Kỹ thuật) năm {YEAR + 1}"


def test_a_replaced_plan_names_its_successor():
    old, new = plan("KTĐ4", YEAR - 1, PlanState.REPLACED), plan("KTĐ4", YEAR - 1, PlanState.ISSUED)
    assert new.paper.replaces == old.paper


def test_khoi_4_numbers_in_its_own_register():
    register = Register.objects.get(bloc__symbol="KTĐ4", year=YEAR)
    entries = [(entry.text, entry.state) for entry in register.entries.order_by("number")]
    assert (register.numbers_here, entries) == (True, [("02", "used"), ("03", "reserved")])


def test_the_commune_numbers_elsewhere():
    register = Register.objects.get(organisation__code="LG-VL")
    entries = [(entry.text, entry.source) for entry in register.entries.order_by("number")]
    assert (register.numbers_here, entries) == (False, [("09", "elsewhere"), ("12", "elsewhere")])


def test_the_schools_plan_has_its_scan():
    paper = plan("CTĐ3", SCHOOL_YEAR, PlanState.ISSUED).paper
    assert files.checked_scan(files.read(paper.scan), paper.scan.name) == "application/pdf"


def test_the_plan_of_khoi_4_lies_beside_the_database_with_its_number():
    text = " ".join(pdf_to_text(paper_path().read_bytes()).decode().split())
    assert "Số: 02/KH-KTĐ4" in text
    assert f"ngày 22 tháng 01 năm {YEAR}" in text


def test_plans_have_the_length_of_real_ones():
    for paper in Paper.objects.select_related("rendering"):
        with pikepdf.open(BytesIO(files.read(paper.rendering))) as pdf:
            assert 3 <= len(pdf.pages) <= 5, paper


# --- the history ----------------------------------------------------------------------------------------------------


def test_nothing_happens_in_the_future():
    tomorrow = TODAY + timedelta(days=1)
    assert not Paper.objects.filter(issued_on__gte=tomorrow).exists()
    assert not AuditChain.objects.filter(entries__at__gt=timezone.now()).exists()


def test_every_chain_of_the_history_is_whole_and_in_order_of_time():
    for chain in AuditChain.objects.all():
        moments = list(chain.entries.order_by("seq").values_list("at", flat=True))
        assert broken_entries(chain) == []
        assert moments == sorted(moments)
