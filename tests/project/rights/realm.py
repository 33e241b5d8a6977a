"""A realm for the tests of rights: three blocs made alike, two of one province and one of another, all marked.

Every text, file name and number of a bloc carries markers that say whose it is and what it is of: "zqdrafta" stands in
a draft of bloc a. Bloc a is described by its plans in every state; b and c are there not to be seen from it.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from blocs.enums import BlocKind, LeadershipRole, Role
from blocs.models import Bloc, MemberUnit, Organisation, SetupImport, Term, User
from blocs.resources.writer import write_existing
from blocs.services import setup_imports
from blocs.services.terms import close_term
from blocs.standing import Standing
from plans.importers.reader import read
from plans.importers.text import read_text
from plans.models import Plan
from plans.services import drafting, registry, steps
from plans.services.steps import Numbering, Signing
from scoring.deadline import VIETNAM
from scoring.documents import check_code
from scoring.enums import SigningWay
from scoring.figures import Figure
from scoring.kinds import PassFail
from scoring.models import CriteriaTable, ScoreSheet, YearPaper
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
from tests import world as cast
from tests.scoring.conftest import ALL_FIGURES, SHORT_TABLE, UNITY
from tests.world import YEAR, standing
from thidua.demo import images
from thidua.papers.models import Paper, Register, RegisterEntry
from thidua.papers.services import circulation, files, numbers, signing_images
from thidua.papers.services.life import GivenNumber

KINDS = ("name", "person", "draft", "issued", "closed", "file", "reserved", "reason", "sheet", "handed")
MARKER = re.compile(f"zq(?:{'|'.join(KINDS)})[abcp]")
NUMBER = re.compile(r"(?<!\w)6[123]0(?:0[1-4]|10)(?!\w)")
NUMBERS = {"a": 61000, "b": 62000, "c": 63000}
"""Above these lie the numbers of the papers of each bloc, and no others."""

TEXT = """UBND TỈNH {name}\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
KHỐI THI ĐUA {name}\tĐộc lập - Tự do - Hạnh phúc

Số: 03/KH-{name}\t{name}, ngày 09 tháng 3 năm {year}

KẾ HOẠCH
Hoạt động {words} năm {year}

Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;
Khối thi đua xây dựng Kế hoạch {words} năm {year}, cụ thể như sau:
I. NỘI DUNG {words}
TT\tNội dung công việc\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian
1\tKý giao ước {words}\tKhối trưởng\tCác đơn vị thành viên\tTrước ngày 20/3/{year}
II. TỔ CHỨC THỰC HIỆN
Các đơn vị thực hiện {words}./.

Nơi nhận:\tTM. KHỐI THI ĐUA
- Như trên {words};\tKHỐI TRƯỞNG
- Lưu: VT.

\tGIÁM ĐỐC
\tNguyễn Thị {person}
"""


def marker(kind: str, side: str) -> str:
    assert kind in KINDS
    return f"zq{kind}{side}"


def markers_in(text: str) -> set[str]:
    """The markers of texts and, as "number a", of numbers."""
    owners = {str(base)[:2]: side for side, base in NUMBERS.items()}
    return set(MARKER.findall(text.lower())) | {f"number {owners[found[:2]]}" for found in NUMBER.findall(text)}


@dataclass
class Side:
    """One bloc with its units, years, plans, papers and register."""

    letter: str
    bloc: Bloc
    leader: Organisation
    deputy: Organisation
    expected: Organisation
    former: Organisation
    """Led last year; a member today."""
    member: Organisation
    term: Term
    last_term: Term
    next_term: Term
    officer: User
    plans: dict[str, Plan] = field(default_factory=dict)
    """By the state they are in; "last" is that of the closed year, "next" the draft of the year to come."""
    reserved: list[RegisterEntry] = field(default_factory=list)
    sheets: dict[str, ScoreSheet] = field(default_factory=dict)
    """By how far they have come: "untouched" is the former leader's, "filling" the member's, "awaiting" the deputy's,
    "handed in" the leader's."""

    head: User | None = None
    """One whose signature there is a picture of."""
    tables: dict[str, CriteriaTable] = field(default_factory=dict)
    """ "published", and the "draft" that is to replace it."""
    units_of_term: dict[str, MemberUnit] = field(default_factory=dict)
    """By how far their registrations have come: the former leader has entered nothing, the member has entered but not
    sent, the leader has sent and signed the pledge."""

    reports: dict[str, YearPaper] = field(default_factory=dict)
    """Of what units registered: one that is "issued", and a newer one, "signing"."""

    @property
    def register(self) -> Register:
        return Register.objects.get(bloc=self.bloc, year=YEAR)

    @property
    def units(self) -> list[Organisation]:
        return [self.leader, self.deputy, self.expected, self.former, self.member]

    def paper(self, state: str) -> Paper:
        paper = Plan.objects.select_related("paper").get(pk=self.plans[state].pk).paper
        assert paper is not None
        return paper


@dataclass
class Realm:
    province: Organisation
    office: Organisation
    far_province: Organisation
    sides: dict[str, Side]
    people: dict[str, User | None]
    """By what they are to bloc a; None is who has not signed in."""
    unit_register: Register
    """Of the organisation that leads bloc a."""
    imports: dict[str, SetupImport] = field(default_factory=dict)
    shared_tables: dict[str, CriteriaTable] = field(default_factory=dict)
    """Of the province of a and b, for all its blocs: one that is published, and a draft."""


@contextmanager
def standing_realm() -> Iterator[Realm]:
    """The realm while the block lasts, with a folder for its files; nothing of it stays."""
    with TemporaryDirectory() as folder, override_settings(STORAGES=_storages(Path(folder))), transaction.atomic():
        logging.getLogger("django.request").setLevel(logging.ERROR)  # tens of thousands are refused
        yield build()
        logging.getLogger("django.request").setLevel(logging.NOTSET)
        transaction.set_rollback(True)


def _storages(folder: Path) -> dict[str, Any]:
    storages: dict[str, Any] = settings.STORAGES
    default = storages["default"]
    return storages | {"default": default | {"OPTIONS": default["OPTIONS"] | {"location": folder}}}


def build() -> Realm:
    province, office = _province("p")
    far_province, far_office = _province("c")
    sides = {"a": _side("a", province), "b": _side("b", province), "c": _side("c", far_province)}
    a = sides["a"]
    roles_of_leader = {
        "office chief": Role.OFFICE_CHIEF,
        "head": Role.HEAD,
        "clerk": Role.CLERK,
        "assessor of the leader": Role.ASSESSOR,
        "follower of nothing": Role.FOLLOWER,
        "standing body of the leader": Role.STANDING_BODY,
        "council of the leader": Role.COUNCIL,
        "auditor of the leader": Role.AUDITOR,
    }
    people: dict[str, User | None] = {
        "stranger": None,
        "administrator": cast.person("Ngô Quang Huy", is_administrator=True),
        "nobody": cast.person("Người Không Vị Trí"),
        "former officer": cast.person("Người Đã Thôi"),
        "officer": a.officer,
        **{name: _holder(a.leader, role, "a") for name, role in roles_of_leader.items()},
        "officer of the deputy": _holder(a.deputy, Role.OFFICER, "a"),
        "officer of the expected leader": _holder(a.expected, Role.OFFICER, "a"),
        "officer of the former leader": _holder(a.former, Role.OFFICER, "a"),
        "officer of a member": _holder(a.member, Role.OFFICER, "a"),
        "clerk of a member": _holder(a.member, Role.CLERK, "a"),
        "assessor": _holder(a.member, Role.ASSESSOR, "a"),
        "follower": _holder(office, Role.FOLLOWER, "p", follows=[a.bloc]),
        "standing body": _holder(office, Role.STANDING_BODY, "p"),
        "council": _holder(province, Role.COUNCIL, "p"),
        "auditor": _holder(province, Role.AUDITOR, "p"),
        "officer of the other bloc": sides["b"].officer,
        "officer of another province": sides["c"].officer,
        "standing body of another province": _holder(far_office, Role.STANDING_BODY, "c"),
    }
    former = people["former officer"]
    assert former is not None
    cast.post(former, a.leader, to_on=a.last_term.ends_on)
    unit_register = Register.objects.create(organisation=a.leader, year=YEAR, numbers_here=True)
    realm = Realm(province, office, far_province, sides, people, unit_register)
    _know_laws_and_bodies(people["administrator"])
    for side in sides.values():
        chief = people["standing body of another province" if side.letter == "c" else "standing body"]
        assert chief is not None
        _fill(side, chief)
    realm.shared_tables = _shared_tables(province, standing(_present(people["standing body"])))
    for letter, name in {"p": "standing body", "c": "standing body of another province"}.items():
        chief = people[name]
        assert chief is not None
        workbook = write_existing(standing(chief))
        for state in ("waiting", "applied"):
            kept = setup_imports.keep(workbook, file_name=f"{marker('file', letter)}.xlsx", by=standing(chief))
            realm.imports[f"{state} {letter}"] = kept
        setup_imports.mark_applied(kept, [])
    return realm


def _shared_tables(province: Organisation, by: Standing) -> dict[str, CriteriaTable]:
    drafts = [tables.draft_of_kind(province, kind, SHORT_TABLE, by=by) for kind in (BlocKind.CUM, BlocKind.KHOI)]
    return {"published": tables.publish(drafts[0], by=by), "draft": drafts[1]}


def _present(user: User | None) -> User:
    assert user is not None
    return user


def _know_laws_and_bodies(administrator: User | None) -> None:
    """An entry of each kind in the registry, which is one for all offices."""
    assert administrator is not None
    by, day = standing(administrator), date(YEAR - 5, 1, 1)
    registry.add_document(
        by=by, number="12/2021/QĐ-UBND", kind="Quyết định", subject="Quy chế", issued_on=day, first_day=day
    )
    registry.add_body(by=by, name="Ban Cũ", last_day=day, successor="Ban Mới")


def _province(letter: str) -> tuple[Organisation, Organisation]:
    name = marker("name", letter)
    province = cast.organisation(f"Ủy ban nhân dân tỉnh {name}", place=name)
    office = cast.organisation(f"Sở Nội vụ {name}", province, short_name=f"SNV {name}", symbol=name)
    Organisation.objects.filter(pk=province.pk).update(standing_body=office)
    province.refresh_from_db()
    return province, office


def _side(letter: str, province: Organisation) -> Side:
    name = marker("name", letter)
    units = [
        cast.organisation(f"Sở {what} {name}", province, code=f"{letter}.{number}.{name}", symbol=name, place=name)
        for number, what in enumerate(("Tài chính", "Y tế", "Xây dựng", "Công Thương", "Tư pháp"))
    ]
    leader, deputy, expected, former, member = units
    bloc = cast.bloc(
        province, f"Khối thi đua {name}", symbol=f"KTĐ{name}", field=f"Sở, ngành {name}", head_line=f"HỘI ĐỒNG {name}"
    )
    term = cast.term(bloc, members=units, leader=leader)
    cast.leads(deputy, term, LeadershipRole.DEPUTY)
    next_term = cast.term(bloc, YEAR + 1, members=units)
    cast.leads(expected, next_term, LeadershipRole.EXPECTED)
    last_term = cast.term(bloc, YEAR - 1, members=units, leader=former)
    officer = _holder(leader, Role.OFFICER, letter)
    return Side(letter, bloc, leader, deputy, expected, former, member, term, last_term, next_term, officer)


def _holder(unit: Organisation, role: Role, letter: str, *, follows: Iterable[Bloc] = ()) -> User:
    return cast.holder(f"Nguyễn Văn {marker('person', letter)}", unit, role, follows=follows)


def _fill(side: Side, chief: User) -> None:
    """Plans in every state, made by the services as people would."""
    plans = side.plans
    former, expected = (_holder(unit, Role.OFFICER, side.letter) for unit in (side.former, side.expected))
    for state in ("draft", "signing", "signed", "issued", "replaced"):
        plans[state] = _draft(
            side, side.term, side.officer, "draft" if state in ("draft", "signing", "signed") else "issued"
        )
    returned = steps.send_to_check(plans["draft"], by=standing(side.officer))
    plans["draft"] = steps.return_plan(returned, reason=f"Chưa rõ {marker('reason', side.letter)}", by=standing(chief))
    for state in ("signing", "signed", "replaced", "issued"):
        _submit(plans[state], side.officer)
    _sign(side, plans["signed"], side.officer, scanned=False)
    _issue(side, plans["replaced"], side.officer, 1)
    _issue(side, plans["issued"], side.officer, 2, replaces=plans["replaced"])
    plans["last"] = _draft(side, side.last_term, former, "closed")
    _submit(plans["last"], former)
    _issue(side, plans["last"], former, 3)
    close_term(side.last_term, by=standing(chief))
    plans["next"] = _draft(side, side.next_term, expected, "draft")
    register = numbers.set_up(
        side.register, numbers_here=True, next_number=NUMBERS[side.letter] + 10, by=standing(side.officer)
    )
    side.reserved.append(
        numbers.reserve(
            register,
            on=date(YEAR, 6, 15),
            subject=f"Giữ cho {marker('reserved', side.letter)}",
            by=standing(side.officer),
        )
    )
    _score(side)
    _register(side, expected)
    _put_images(side)


def _put_images(side: Side) -> None:
    """The leader's seal, and the signature of one of its heads."""
    clerk, head = (_holder(side.leader, role, side.letter) for role in (Role.CLERK, Role.HEAD))
    signing_images.put_seal(side.leader, images.seal(), "dau.png", width_mm=36, by=standing(clerk))
    side.head = head
    signing_images.put_signature(side.leader, head, images.signature(1), "ky.png", by=standing(clerk))


def _register(side: Side, expected: User) -> None:
    """Registrations as far as units come with them, a pledge that is being signed, and the draft of the next one."""
    by, day = standing(side.officer), date(YEAR, 3, 1)
    scan = files.store(a_scan(), f"{marker('file', side.letter)}.pdf", "application/pdf", by=by)
    for state, unit in {"nothing": side.former, "entered": side.member, "sent": side.leader}.items():
        rows = side.term.member_units.select_related("organisation", "term__bloc__superior")
        found = side.units_of_term[state] = rows.get(organisation=unit)
        if state != "nothing":
            entered_by = standing(_holder(unit, Role.OFFICER, side.letter))
            text = marker("issued" if state == "sent" else "sheet", side.letter)
            registrations.save(found, Lines(targets=(TargetLine(text=text),)), seen=0, by=entered_by)
    signed = SignedRegistration(signer=marker("person", side.letter), signed_on=day, scan=scan)
    registrations.record_paper(side.units_of_term["sent"], signed, by=by)
    _report(side, signed)
    pledge = pledges.save(side.term, f"Thi đua {marker('issued', side.letter)}", seen=0, by=by)
    pledges.print_to_sign(pledge, seen=1, by=by)
    told = Signed(signed_on=day, way=SigningWay.AT_MEETING, scan=scan)
    pledges.record_signed(pledge, [side.units_of_term["sent"].pk], told, by=by)
    pledges.save(side.next_term, f"Thi đua {marker('draft', side.letter)}", seen=0, by=standing(expected))


def _report(side: Side, signed: SignedRegistration) -> None:
    """A report that is issued; and, since what it told was corrected, another that waits for its signature."""
    by, unit = standing(side.officer), side.units_of_term["sent"]
    signatory = Signatory(place=marker("name", side.letter), authority=("Khối trưởng",), signer=signed.signer)
    first = registration_report.lay_before_signer(side.term, signatory, by=by)
    told = circulation.Signing(signer=signed.signer, signed_on=signed.signed_on)
    given = GivenNumber(number=NUMBERS[side.letter] + 4)
    numbering = circulation.Numbering(issued_on=signed.signed_on, given=given)
    side.reports["issued"] = year_papers.record_signature(first, told, by=by, numbering=numbering)
    registrations.return_registration(unit, reason="Sửa", by=by)
    version = registrations.registration_of(unit).version
    text = marker("handed", side.letter)
    registrations.save(unit, Lines(targets=(TargetLine(text=text),)), seen=version, by=by)
    registrations.record_paper(unit, signed, by=by)
    side.reports["signing"] = registration_report.lay_before_signer(side.term, signatory, by=by)


def _score(side: Side) -> None:
    """A table, and sheets as far as units come with them."""
    by = standing(side.officer)
    table = replace(SHORT_TABLE, title=f"Bảng tiêu chí {marker('name', side.letter)}")
    published = tables.publish(tables.draft_of_term(side.term, table, by=by), by=by)
    marked = replace(SHORT_TABLE, title=f"Bảng thay thế {marker('draft', side.letter)}")
    expected = standing(_holder(side.expected, Role.OFFICER, side.letter))
    source = files.store(a_scan(), "bang-cu.pdf", "application/pdf", by=by)
    side.tables = {
        "published": published,
        "draft": tables.draft_of_term(side.term, marked, by=by, origin=Origin(file=source)),
        "next draft": tables.draft_of_term(side.next_term, marked, by=expected),
    }
    opened = rounds.open_round(side.term, Due(due_on=date(YEAR, 11, 5)), by=by)
    units = {"untouched": side.former, "filling": side.member, "awaiting": side.deputy, "handed in": side.leader}
    for state, unit in units.items():
        sheet = opened.sheets.get(unit__organisation=unit)
        if state != "untouched":
            filled_by = standing(_holder(unit, Role.OFFICER, side.letter))
            note = marker("handed" if state == "handed in" else "sheet", side.letter)
            figures = ALL_FIGURES | {UNITY: Figure(chosen=(PassFail.FAILED,))}
            entered = {key: Entered(figure=figure, note=note) for key, figure in figures.items()}
            sheet = sheets.enter(sheet, entered, by=filled_by).sheet
            evidence.add_file(sheet, UNITY, a_scan(), f"{note}.pdf", by=filled_by)
        if state in ("awaiting", "handed in"):
            sheet = handing_in.lay_before_head(sheet, by=filled_by)
        if state == "handed in":
            scan = files.store(a_scan(), f"{marker('file', side.letter)}.pdf", "application/pdf", by=filled_by)
            paper = SignedPaper(
                signer=marker("person", side.letter),
                signed_on=filled_by.today,
                code=check_code(sheet.digest),
                scan=scan,
            )
            at = datetime(YEAR, 6, 15, 8, tzinfo=VIETNAM)
            sheet = handing_in.hand_in_signed(sheet, paper, at=at, by=filled_by)
        side.sheets[state] = sheet


def _draft(side: Side, term: Term, by: User, kind: str) -> Plan:
    words = {"name": marker("name", side.letter), "person": marker("person", side.letter).capitalize()}
    text = TEXT.format(words=marker(kind, side.letter), year=term.year, **words).encode()
    source = files.store(text, f"{marker('file', side.letter)}.txt", "text/plain", by=standing(by))
    plan = drafting.draft_from_reading(term, read(read_text(text)), source=source, by=standing(by))
    while plan.doubts:
        plan = drafting.settle_doubt(plan, 0, by=standing(by))
    return plan


def _submit(plan: Plan, by: User) -> None:
    steps.submit_for_signature(plan, by=standing(by))


def _sign(side: Side, plan: Plan, by: User, *, scanned: bool = True) -> None:
    name = f"{marker('file', side.letter)}.pdf"
    scan = files.store(a_scan(), name, "application/pdf", by=standing(by)) if scanned else None
    signing = Signing(signer=marker("person", side.letter), signed_on=date(plan.term.year, 3, 1), scan=scan)
    steps.record_signature(plan, signing, by=standing(by))


def _issue(side: Side, plan: Plan, by: User, number: int, replaces: Plan | None = None) -> None:
    _sign(side, plan, by)
    given = GivenNumber(number=NUMBERS[side.letter] + number)
    steps.issue(plan, Numbering(issued_on=date(plan.term.year, 3, 2), given=given, replaces=replaces), by=standing(by))


def a_scan() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    data = BytesIO()
    pdf.save(data)
    return data.getvalue()
