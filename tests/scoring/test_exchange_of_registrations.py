"""Registrations out of the admin's list as one workbook, and back in."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blocs.models import AuditEntry
from scoring.honours import Nominee, Title
from scoring.models import RegisteredTarget, Registration
from scoring.services import registrations
from scoring.services.registrations import HonourLine, SignedRegistration, TargetLine, lines_of
from tests import world as cast
from tests.scoring.exchanging import Exchange, changed, put
from tests.scoring.registering import LINES, unit_of
from tests.world import standing

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


@pytest.fixture
def on_behalf(world):
    """The health department's, which the office enters for it."""
    chief = standing(world.chief)
    unit = unit_of(world.term, world.health)
    registrations.register_on_behalf(unit, by=chief)
    return registrations.save(unit, LINES, seen=0, by=chief)


@pytest.fixture
def sent(world):
    """The finance department's own."""
    unit = unit_of(world.term, world.finance)
    registrations.save(unit, LINES, seen=0, by=standing(world.leader))
    signed = SignedRegistration(signer="Nguyễn Văn Trưởng", signed_on=date(2026, 3, 1))
    return registrations.record_paper(unit, signed, by=standing(world.leader))


@pytest.fixture
def office(client, world, on_behalf):
    return Exchange(client, world.chief, "registration")


def now(registration):
    return lines_of(Registration.objects.get(pk=registration.pk))


def heads(data):
    return [
        row[0] for row in openpyxl.load_workbook(io.BytesIO(data))["Đăng ký"].iter_rows(min_row=2, values_only=True)
    ]


def test_out_and_in_changes_nothing(office, sent):
    before = AuditEntry.objects.count(), list(Registration.objects.values())
    plan = office.plan()
    assert (plan.entries, plan.faults, plan.unchanged) == ((), (), 2)
    assert (AuditEntry.objects.count(), list(Registration.objects.values())) == before


def test_a_text_that_looks_like_a_formula_stays_text(office, on_behalf):
    RegisteredTarget.objects.update(text="=1+1", measure="+84")
    book = openpyxl.load_workbook(io.BytesIO(office.out()))
    assert "f" not in {each.data_type for sheet in book for row in sheet.iter_rows() for each in row}
    assert office.plan().entries == ()


def test_what_is_changed_in_excel_is_shown_and_then_entered_on_behalf(office, world, on_behalf):
    def work(book):
        put(book, "Chỉ tiêu", 2, Chỉ_tiêu="99,5")
        put(book, "Danh hiệu", 4, Mã_đăng_ký=on_behalf.pk, Danh_hiệu="Lao động tiên tiến", Đối_tượng="Cá nhân",
            Số_lượng=3)  # fmt: skip
        book["Khen thưởng"].delete_rows(2)

    [entry] = office.plan(work).entries
    assert [(change.sheet, change.row, change.kind) for change in entry.changes] == [
        ("Chỉ tiêu", 2, "Thay đổi"), ("Danh hiệu", 4, "Mới"), ("Khen thưởng", None, "Bỏ"),
    ]  # fmt: skip
    office.take(work)
    first, second = LINES.targets
    more = HonourLine(kind=Title.ADVANCED_WORKER, nominee=Nominee.INDIVIDUAL, count=3)
    assert now(on_behalf) == replace(
        LINES, targets=(replace(first, figure=Decimal("99.5")), second), titles=(*LINES.titles, more), commendations=()
    )
    written = AuditEntry.objects.latest("pk")
    assert (written.action, written.user, written.on_behalf_of) == (
        "Nhập đăng ký thi đua", world.chief, "Sở Y tế",
    )  # fmt: skip


def test_what_a_unit_has_not_sent_is_not_in_the_workbook(office, world, on_behalf):
    registrations.save(unit_of(world.term, world.finance), LINES, seen=0, by=standing(world.leader))
    assert heads(office.out()) == [on_behalf.pk]


def test_a_registration_that_the_person_may_not_read_is_none(office, world, on_behalf):
    own = registrations.save(unit_of(world.term, world.finance), LINES, seen=0, by=standing(world.leader))
    [fault] = office.plan(lambda book: put(book, "Đăng ký", 3, Mã_đăng_ký=own.pk, Phiên_bản=1)).faults
    assert (fault.sheet, fault.row, fault.column) == ("Đăng ký", 3, "Mã đăng ký")


def test_what_was_sent_is_not_changed(office, sent):
    def work(book):
        [row] = [
            number for number in range(2, 7)
            if book["Chỉ tiêu"].cell(number, 1).value == sent.pk and book["Chỉ tiêu"].cell(number, 3).value
        ]  # fmt: skip
        put(book, "Chỉ tiêu", row, Chỉ_tiêu=1)

    [fault] = office.plan(work).faults
    assert (fault.sheet, fault.column) == ("Đăng ký", "Mã đăng ký")
    assert "đã gửi" in fault.message


def test_a_registration_changed_on_the_site_since_is_not_overwritten(office, world, on_behalf):
    data = changed(office.out(), lambda book: put(book, "Chỉ tiêu", 2, Chỉ_tiêu=1))
    newer = replace(LINES, targets=(TargetLine(text="Trên trang"),))
    registrations.save(on_behalf.unit, newer, seen=1, by=standing(world.chief))
    [fault] = office.look(data).context["plan"].faults
    assert (fault.sheet, fault.row, fault.column) == ("Đăng ký", 2, "Phiên bản")
    assert now(on_behalf) == newer


@pytest.mark.parametrize(
    ("title", "values", "column"),
    [
        ("Chỉ tiêu", {"Chỉ_tiêu": "nhiều"}, "Chỉ tiêu"),
        ("Chỉ tiêu", {"Nội_dung": None}, "Nội dung"),
        ("Chỉ tiêu", {"Nội_dung": "x" * 601}, "Nội dung"),
        ("Chỉ tiêu", {"Chỉ_tiêu": 10**14}, "Chỉ tiêu"),
        ("Chỉ tiêu", {"Mã_đăng_ký": 900}, "Mã đăng ký"),
        ("Danh hiệu", {"Danh_hiệu": "Anh hùng"}, "Danh hiệu"),
        ("Danh hiệu", {"Đối_tượng": "Tập thể"}, "Đối tượng"),
        ("Danh hiệu", {"Số_lượng": 0}, "Số lượng"),
        ("Danh hiệu", {"Tên_khác": "Tên riêng"}, "Danh hiệu"),
        ("Khen thưởng", {"Tên_khác": "=1+1"}, "Tên khác"),
        ("Khen thưởng", {"Tên_khác": "Chiến sĩ thi đua cơ sở"}, "Tên khác"),
    ],
)
def test_what_is_wrong_is_told_by_sheet_row_and_column(office, title, values, column):
    assert office.faults(lambda book: put(book, title, 2, **values)) == [(title, 2, column)]


def test_one_fault_keeps_all_from_being_written(office, world, on_behalf):
    def work(book):
        put(book, "Chỉ tiêu", 2, Chỉ_tiêu=1)
        put(book, "Danh hiệu", 2, Số_lượng="mười")

    page = office.look(changed(office.out(), work))
    assert page.context["carried"] == ""
    office.confirm(page)
    assert now(on_behalf) == LINES


def test_a_registration_more_costs_no_query_more(office, world):
    def queries():
        with CaptureQueriesContext(connection) as found:
            office.look(office.out())
        return len(found)

    queries()
    few = queries()
    chief = standing(world.chief)
    for number in range(6):
        unit = cast.organisation(f"Sở {number}", world.province)
        made = world.term.member_units.create(organisation=unit, position=10 + number)
        registrations.register_on_behalf(made, by=chief)
        registrations.save(made, LINES, seen=0, by=chief)
    assert queries() == few
