"""Fills a site's empty database with the demo and what a tour of all pages needs besides, and tells the keys.

For a process with the site's own settings; tests meet it through the fixture `site`.
"""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from blocs.enums import BlocKind, LeadershipRole
from blocs.models import Bloc, Leadership, MemberUnit, Organisation, Term, User
from blocs.resources.setup import apply_setup, plan_setup
from blocs.resources.writer import write_template
from blocs.services import setup_imports
from blocs.services.standing import standing_of
from blocs.standing import Standing
from plans.edits.tree import places
from plans.enums import PlanState
from plans.importers.blocks import Doubt
from plans.importers.reader import read
from plans.importers.text import read_text
from plans.models import Assignment, Plan, Task
from plans.services import drafting
from scoring.documents import check_code
from scoring.enums import SigningWay
from scoring.models import ScoreSheet, ScoringRound, YearPaper
from scoring.services import (
    evidence,
    handing_in,
    pledges,
    registration_report,
    registrations,
    rounds,
    sheets,
    tables,
    year_papers,
)
from scoring.services.handing_in import SignedPaper
from scoring.services.pledges import Signed
from scoring.services.registration_report import Signatory
from scoring.services.registrations import Lines, SignedRegistration, TargetLine
from scoring.services.rounds import Due
from scoring.services.sheets import Entered
from scoring.services.tables import Origin
from tests.project.rights.realm import a_scan
from tests.scoring.conftest import ALL_FIGURES, SHORT_TABLE, UNITY
from thidua.demo.days import on
from thidua.demo.people import OPEN_TO_VISITORS
from thidua.demo.seeding import seed
from thidua.papers.enums import PaperState
from thidua.papers.models import Paper, Register
from thidua.papers.services import files
from thidua.papers.services.circulation import Signing

PASSWORD = "mot mat khau du dai"
SAMPLES = Path(__file__).parents[1] / "plans" / "importers" / "samples"


def main() -> None:
    """Prints {"sessions": {login name: session key}, "keys": {name: primary key}, "parts": {kind: [plan, part]}}."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    seed(PASSWORD)
    plans = _plans()
    blocs = _blocs()
    with_acts = {"plans.plan": plans["signing"], "blocs.leadership": blocs["deputy"]}
    codes = {f"{name}_code": Paper.objects.get(plan=plans[name]).code for name in ("issued", "replaced", "signing")}
    scoring = _sheets() | _school() | _registering() | _parts_of_tasks(plans["issued"])
    with_acts |= {"scoring.scoresheet": scoring["sheet_in"]}
    keys = codes | plans | _workbooks() | blocs | scoring | _of_the_admin() | with_acts
    sessions = {person.login_name: _session(person.login_name) for person in OPEN_TO_VISITORS}
    print(json.dumps({"sessions": sessions, "keys": keys, "parts": _parts(plans)}))  # noqa: T201


def _session(login_name: str) -> str:
    client = Client()
    client.force_login(User.objects.get(login_name=login_name), settings.AUTHENTICATION_BACKENDS[1])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _standing(login_name: str) -> Standing:
    return standing_of(User.objects.get(login_name=login_name))


def _plans() -> dict[str, int]:
    """Plans in the states of the demo, and drafts read from files with an annex, a decision, doubts."""
    of_khoi_4 = Plan.objects.filter(term__bloc__symbol="KTĐ4").order_by("term__year")
    found = {
        "issued": of_khoi_4.filter(state=PlanState.ISSUED).order_by("-term__year")[0],
        "replaced": of_khoi_4.get(state=PlanState.REPLACED),
        "draft": of_khoi_4.get(state=PlanState.DRAFT),
        "withdrawn": Plan.objects.get(state=PlanState.WITHDRAWN),
        "signing": Plan.objects.get(state=PlanState.SIGNING),
    }
    officer = _standing("stc.chuyenvien")
    term = found["issued"].term
    for name, sample in {"annexed": "portal_cell_lines.txt", "decided": "decision.txt", "doubted": "tcvn3.txt"}.items():
        data = (SAMPLES / sample).read_bytes()
        source = files.store(data, sample, "text/plain", by=officer)
        found[name] = drafting.draft_from_reading(term, read(read_text(data)), source=source, by=officer)
    return {name: plan.pk for name, plan in found.items()}


def _parts(plans: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Of each kind of part the first one that the drafts have."""
    parts: dict[str, tuple[int, int]] = {}
    for name in ("annexed", "decided", "draft", "doubted"):
        plan = Plan.objects.get(pk=plans[name])
        for found in places(plan.value):
            parts.setdefault(type(found.part).__name__, (plan.pk, found.part.key))
    return parts


def _workbooks() -> dict[str, int]:
    """One with faults, one that waits to be confirmed, one that is written and whose account waits for its code."""
    chief = _standing("snv.thuongtruc")
    faulty = setup_imports.keep(_workbook("moi.1", "KHÔNG-CÓ"), file_name="thiet-lap-sai.xlsx", by=chief)
    waiting = setup_imports.keep(_workbook("moi.2", "LG-STC"), file_name="thiet-lap.xlsx", by=chief)
    data = _workbook("moi.3", "LG-STC")
    written = setup_imports.keep(data, file_name="thiet-lap-xong.xlsx", by=chief)
    setup_imports.mark_applied(written, apply_setup(plan_setup(data, chief)))
    return {"faulty_setup": faulty.pk, "waiting_setup": waiting.pk, "written_setup": written.pk}


def _workbook(login_name: str, code: str) -> bytes:
    """An account more."""
    book = load_workbook(BytesIO(write_template()))
    page = book["Tài khoản"]
    row = {"Tên đăng nhập": login_name, "Họ và tên": "Nguyễn Thị Mới", "Mã cơ quan": code, "Vai trò": "Văn thư",
           "Từ ngày": "01/02/2026"}  # fmt: skip
    page.append([row.get(cell.value.removesuffix(" *")) for cell in page[1]])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _blocs() -> dict[str, int]:
    """Khối 4 with a year before, the year Sở Tài chính leads and the next; a bloc without a year; papers, registers."""
    bloc = Bloc.objects.get(symbol="KTĐ4")
    fields = {"kind": BlocKind.KHOI, "name": "Khối thi đua số 9", "symbol": "KTĐ9"}
    terms = Term.objects.filter(bloc=bloc).order_by("year")
    led = terms.filter(leaderships__role=LeadershipRole.LEADER).last()
    found: dict[str, Model | None] = {
        "bloc": bloc,
        "new_bloc": Bloc.objects.create(superior=bloc.superior, **fields),
        "term": led,
        "next_term": terms.last(),
        "closed_term": terms.first(),
        "leader": Leadership.objects.get(term=led, role=LeadershipRole.LEADER),
        "deputy": Leadership.objects.get(term=led, role=LeadershipRole.DEPUTY),
        "member": MemberUnit.objects.filter(term=led).last(),
        "merged_organisation": Organisation.objects.exclude(merged_into=None)[0],
        "province": bloc.superior,
        "leading_unit": Organisation.objects.get(code="LG-STC"),
        "member_unit": Organisation.objects.get(code="LG-SCT"),
        "numbering_register": Register.objects.filter(bloc=bloc, numbers_here=True).last(),
        "recording_register": Register.objects.filter(numbers_here=False).last(),
        "issued_paper": Plan.objects.get(term=led, state=PlanState.ISSUED).paper,
        "replaced_paper": Plan.objects.get(state=PlanState.REPLACED).paper,
    }
    return {name: row.pk for name, row in found.items() if row}


def _sheets() -> dict[str, int]:
    """The scoring of Khối 4 this year: its sheets as far as the units are with them."""
    opened = ScoringRound.objects.filter(term__bloc__symbol="KTĐ4").latest("term__year")
    by_unit = {sheet.unit.organisation.code: sheet.pk for sheet in opened.sheets.select_related("unit__organisation")}
    units = {"in": "LG-STC", "filling": "LG-SXD", "awaiting": "LG-SCT", "behalf": "LG-LMHTX", "untouched": "LG-TK"}
    unit = MemberUnit.objects.get(term=opened.term, organisation__code="LG-TK")
    next_term = Term.objects.filter(bloc__symbol="KTĐ4").latest("year")
    doubts = (Doubt("GUESS", "Đoán cách chấm. Hãy kiểm tra.", 2), Doubt("TITLE", "Không thấy tên bảng."))
    draft = tables.draft_of_term(
        next_term, opened.table.value, by=_standing("sxd.chuyenvien"), origin=Origin(doubts=doubts)
    )
    found = {"round": opened.pk, "late_unit": unit.pk, "published_table": opened.table_id, "draft_table": draft.pk}
    members = {unit.organisation.code: unit.pk for unit in opened.term.member_units.select_related("organisation")}
    found |= {"member_of_khoi": members["LG-SCT"], "leader_of_khoi": members["LG-STC"]}
    found["movement_term"] = Term.objects.filter(bloc__symbol="UBND").latest("year").pk
    return found | {f"sheet_{name}": by_unit[code] for name, code in units.items()}


def _school() -> dict[str, int]:
    """The scoring of the schools, whose day was three days ago: one sheet came late, one was given back; a pledge that
    is being written, and nobody who has registered."""
    term = Term.objects.filter(bloc__symbol="CTĐ3").latest("year")
    with on(timezone.localdate() - timedelta(days=10)):
        by = _standing("binhlam.giaovien")
        tables.publish(tables.draft_of_term(term, SHORT_TABLE, by=by), by=by)
        opened = rounds.open_round(term, Due(due_on=by.today + timedelta(days=7)), by=by)
    by = _standing("binhlam.giaovien")
    rows = opened.sheets.select_related("round__term__bloc__superior", "unit__organisation")
    returned, late = (rows.get(unit__organisation__code=code) for code in ("LG-BL", "LG-NV"))
    handing_in.return_sheet(_handed_in(returned, by), reason="Chưa rõ số liệu.", by=_standing("snv.thuongtruc"))
    _handed_in(sheets.begin_on_behalf(late, by=by), by)
    pledges.save(term, pledges.template_of(term), seen=0, by=by)
    found = {"school_term": term.pk, "school_round": opened.pk, "school_unit": returned.unit_id}
    found |= {"signed_report": _signed_report(term, by)}
    return found | {"sheet_returned": returned.pk, "sheet_late": late.pk}


def _handed_in(sheet: ScoreSheet, by: Standing) -> ScoreSheet:
    sheets.enter(sheet, {key: Entered(figure=figure) for key, figure in ALL_FIGURES.items()}, by=by)
    evidence.add_link(sheet, UNITY, "https://vanban.lamgiang.example/1", by=by)
    sheet = handing_in.lay_before_head(sheet, by=by)
    scan = files.store(a_scan(), "ban-ky.pdf", "application/pdf", by=by)
    paper = SignedPaper(signer="Thủ trưởng", signed_on=by.today, code=check_code(sheet.digest), scan=scan)
    return handing_in.hand_in_signed(sheet, paper, at=timezone.now(), by=by)


def _registering() -> dict[str, int]:
    """A registration given back and one not begun, an empty sheet, a pledge that visitors have still to sign, and one
    that all have signed."""
    leader, follower = _standing("stc.chuyenvien"), _standing("snv.theodoi")
    term = Term.objects.filter(bloc__symbol="KTĐ4", pledge__isnull=False).latest("year")
    units = {unit.organisation.code: unit for unit in term.member_units.select_related("organisation")}
    waiting = registration_report.lay_before_signer(term, _signatory(), by=leader)
    registrations.return_registration(units["LG-SXD"], reason="Bổ sung chỉ tiêu về chuyển đổi số.", by=leader)
    for code in ("LG-STC", "LG-SXD"):
        pledges.strike_out(term.pledge, units[code].pk, reason="Ghi nhầm đơn vị.", by=leader)
    empty = ScoreSheet.objects.get(round__term=term, unit=units["LG-THUE"])
    sheets.begin_on_behalf(empty, by=follower)
    movement = Term.objects.filter(bloc__symbol="UBND").latest("year")
    commune = _standing("vinhlam.chuyenvien")
    pledge = pledges.save(movement, pledges.template_of(movement), seen=0, by=commune)
    pledges.print_to_sign(pledge, seen=1, by=commune)
    signed = Signed(signed_on=commune.today, way=SigningWay.AT_MEETING)
    pledges.record_signed(pledge, list(movement.member_units.values_list("pk", flat=True)), signed, by=commune)
    coming = MemberUnit.objects.filter(organisation__code="LG-SXD").latest("term__year")
    reported = YearPaper.objects.get(paper__state=PaperState.ISSUED)
    found = {"deputy_of_khoi": units["LG-SXD"].pk, "coming_unit": coming.pk, "sheet_empty": empty.pk}
    return found | {"waiting_report": waiting.pk, "issued_report": reported.pk, "reported_term": reported.term.pk}


def _signed_report(term: Term, by: Standing) -> int:
    """Of the schools, one of which has registered through the leader: it waits for its number, and has no scan."""
    unit = term.member_units.select_related("organisation", "term__bloc__superior").get(organisation__code="LG-NV")
    registrations.register_on_behalf(unit, by=by)
    registrations.save(unit, Lines(targets=(TargetLine(text="Không có đơn thư vượt cấp"),)), seen=0, by=by)
    told = SignedRegistration(signer="Hiệu trưởng", signed_on=by.today)
    registrations.record_paper(unit, told, by=by)
    report = registration_report.lay_before_signer(term, _signatory(), by=by)
    year_papers.record_signature(report, Signing(signer="Hiệu trưởng", signed_on=by.today), by=by)
    return report.paper.pk


def _signatory() -> Signatory:
    return Signatory(place="Lam Giang", authority=("Khối trưởng",), signer="Nguyễn Thị Sông Thương")


def _parts_of_tasks(plan: int) -> dict[str, int]:
    """What the plan gives to Sở Công Thương: done, and still to be done; a task that was moved, one that was not."""
    parts = Assignment.objects.filter(task__plan=plan, organisation__code="LG-SCT").order_by("pk")
    return {
        "part_done": parts.filter(state="done")[0].pk,
        "part_to_do": parts.filter(state="to_do")[0].pk,
        "task_to_move": Task.objects.filter(plan=plan, moved_to=None)[0].pk,
        "task_moved": Task.objects.get(plan=plan, moved_to__isnull=False).pk,
    }


def _of_the_admin() -> dict[str, int]:
    """Of each kind of object in the admin the last, named by its label."""
    last = {model._meta.label_lower: model._default_manager.order_by("pk").last() for model in admin.site._registry}
    return {label: row.pk for label, row in last.items() if row}
