"""A province with a bloc of three and the office that sets them up; and workbooks put together as an official would."""

import io
from datetime import date

import openpyxl
import pytest

from blocs.enums import BlocKind, LeadershipRole, Role
from blocs.models import Bloc, Leadership, MemberUnit, Organisation, Post, Term, User
from blocs.resources.setup import SHEETS, apply_setup, plan_setup
from blocs.resources.writer import write_template
from blocs.services.standing import standing_of

SHEET = {sheet.sheet_name: sheet for sheet in SHEETS}


@pytest.fixture
def province(db):
    """UBND tỉnh with Sở Nội vụ, which serves its council, and three departments."""
    top = Organisation.objects.create(code="UBNDT", name="Ủy ban nhân dân tỉnh Lam Giang")
    names = {"SNV": "Sở Nội vụ", "STC": "Sở Tài chính", "SXD": "Sở Xây dựng", "SCT": "Sở Công Thương"}
    for code, name in names.items():
        Organisation.objects.create(code=code, name=name, parent=top)
    top.standing_body = Organisation.objects.get(code="SNV")
    top.save()
    return top


@pytest.fixture
def bloc(province):
    """Khối thi đua số 4 with an open year of three units, one of which leads."""
    bloc = Bloc.objects.create(kind=BlocKind.KHOI, name="Khối thi đua số 4", symbol="KTĐ4", superior=province)
    term = Term.objects.create(
        bloc=bloc, year=2026, year_kind="calendar", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)
    )
    for position, code in enumerate(["STC", "SXD", "SCT"], start=1):
        unit = Organisation.objects.get(code=code)
        MemberUnit.objects.create(term=term, organisation=unit, position=position)
    leader = Organisation.objects.get(code="STC")
    Leadership.objects.create(term=term, organisation=leader, role=LeadershipRole.LEADER, from_on=date(2026, 1, 1))
    return bloc


@pytest.fixture
def officer(province):
    """The standing body's chief: sets up all of the province."""
    user = User.objects.create_user("chi.mai", "Phạm Thị Mai")
    give(user, "SNV", Role.STANDING_BODY)
    return user


@pytest.fixture
def standing(officer):
    return standing_of(officer)


@pytest.fixture
def elsewhere(db):
    """Another province, with an account of its own."""
    other = Organisation.objects.create(code="UBNDK", name="Ủy ban nhân dân tỉnh khác")
    give(User.objects.create_user("nguoi.la", "Hoàng Văn Lạ"), "UBNDK", Role.OFFICER)
    return other


def give(user, code, role, from_on=date(2026, 1, 1)):
    return Post.objects.create(user=user, organisation=Organisation.objects.get(code=code), role=role, from_on=from_on)


def workbook(rows, data=None):
    """The template (or another workbook) with rows added: {sheet: [{heading: value}]}."""
    book = openpyxl.load_workbook(io.BytesIO(data or write_template()))
    for sheet_name, lines in rows.items():
        page = book[sheet_name]
        columns = {cell.value.removesuffix(" *"): cell.column for cell in page[1]}
        for line in lines:
            number = page.max_row + 1
            for heading, value in line.items():
                page.cell(number, columns[heading], value)
    return saved(book)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rows_of(data, sheet_name):
    """The rows of a sheet without its heading, as values."""
    page = openpyxl.load_workbook(io.BytesIO(data))[sheet_name]
    return [list(row) for row in page.iter_rows(min_row=2, values_only=True)]


def places(plan):
    """Where the faults are: (sheet, row, column)."""
    return [(fault.sheet, fault.row, fault.column) for fault in plan.faults]


def counts(plan):
    """New, changed and unchanged rows of each sheet that has any."""
    return {each.sheet.sheet_name: each.counts for each in plan.sheets if each.lines}


def write(data, standing):
    return apply_setup(plan_setup(data, standing))


def full_bloc(units=9, people=40):
    """A khối as an official types it: nine units, forty accounts, superiors named before they are listed."""
    codes = [f"DV{number:02d}" for number in range(1, units + 1)]
    key = {"Ký hiệu khối": "KTĐ7", "Mã cơ quan quản lý": "UBNDT", "Năm": 2026}
    return {
        "Cơ quan": [
            {"Mã": f"{code}P", "Tên": f"Phòng của {code}", "Mã cơ quan cấp trên": code} for code in codes
        ] + [{"Mã": code, "Tên": f"Đơn vị {code}", "Mã cơ quan cấp trên": "UBNDT"} for code in codes],
        "Khối, cụm": [
            {"Ký hiệu": "KTĐ7", "Mã cơ quan quản lý": "UBNDT", "Loại": "Khối thi đua", "Tên": "Khối thi đua số 7"}
        ],
        "Năm thi đua": [key],
        "Thành viên": [key | {"Mã đơn vị": code} for code in codes],
        "Đứng đầu": [
            key | {"Mã đơn vị": code, "Vai trò": role, "Từ ngày": "15/01/2026"}
            for code, role in zip(codes, ["Đơn vị đứng đầu", "Đơn vị phó"], strict=False)
        ],
        "Tài khoản": [
            {
                "Tên đăng nhập": f"can.bo.{number}", "Họ và tên": f"Cán bộ thứ {number}",
                "Mã cơ quan": codes[number % units], "Vai trò": "Văn thư", "Từ ngày": "01/02/2026",
            }
            for number in range(1, people + 1)
        ],
    }  # fmt: skip
