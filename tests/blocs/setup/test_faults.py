"""Every fault of a workbook is told at once, each at its cell, and nothing is written."""

from datetime import date
from typing import Any

import pytest

from blocs.enums import Role
from blocs.models import AuditEntry, Bloc, MemberUnit, Organisation, Post, Term, User
from blocs.resources.setup import FaultsError, apply_setup, plan_setup
from blocs.services.standing import standing_of
from tests.blocs.setup.conftest import give, places, workbook

ORG, BLOC, YEAR, MEMBER, LEAD, ACCOUNT = "Cơ quan", "Khối, cụm", "Năm thi đua", "Thành viên", "Đứng đầu", "Tài khoản"
UNIT = {"Tên": "Đơn vị", "Mã cơ quan cấp trên": "UBNDT"}
KHOI = {"Mã cơ quan quản lý": "UBNDT", "Loại": "Khối thi đua", "Tên": "Khối"}
KEY = {"Ký hiệu khối": "KTĐ4", "Mã cơ quan quản lý": "UBNDT", "Năm": 2026}
PERSON = {"Họ và tên": "Cán bộ", "Mã cơ quan": "STC", "Vai trò": "Văn thư", "Từ ngày": "01/02/2026"}

PLANTED: dict[str, list[Any]] = {
    ORG: [
        (UNIT | {"Mã": ""}, ["Mã"]),
        (UNIT | {"Mã": "có dấu"}, ["Mã"]),
        (UNIT | {"Mã": "A" * 51}, ["Mã"]),
        (UNIT | {"Mã": "=1+1"}, ["Mã"]),
        (UNIT | {"Mã": 1.5}, ["Mã"]),
        (UNIT | {"Mã": date(2026, 1, 1)}, ["Mã"]),
        (UNIT | {"Mã": "B1"}, []),
        (UNIT | {"Mã": "B1"}, ["Mã"]),
        (UNIT | {"Mã": "UBNDK", "Mã cơ quan cấp trên": None}, ["Mã"]),
        (UNIT | {"Mã": "B2", "Tên": None}, ["Tên"]),
        (UNIT | {"Mã": "B3", "Tên": "x" * 251}, ["Tên"]),
        (UNIT | {"Mã": "B4", "Tên": '="a"&"b"'}, ["Tên"]),
        (UNIT | {"Mã": "B5", "Tên gọi tắt": "x" * 101}, ["Tên gọi tắt"]),
        (UNIT | {"Mã": "B6", "Cấp": "x" * 61}, ["Cấp"]),
        (UNIT | {"Mã": "B7", "Mã cơ quan cấp trên": None}, ["Mã cơ quan cấp trên"]),
        (UNIT | {"Mã": "B8", "Mã cơ quan cấp trên": "KHONGCO"}, ["Mã cơ quan cấp trên"]),
        (UNIT | {"Mã": "B9", "Mã cơ quan cấp trên": "UBNDK"}, ["Mã cơ quan cấp trên"]),
        (UNIT | {"Mã": "C1", "Mã cơ quan cấp trên": "C2"}, ["Mã cơ quan cấp trên"]),
        (UNIT | {"Mã": "C2", "Mã cơ quan cấp trên": "C1"}, ["Mã cơ quan cấp trên"]),
        (UNIT | {"Mã": "C3", "Mã cơ quan cấp trên": "C3"}, ["Mã cơ quan cấp trên"]),
        (UNIT | {"Mã": "C4", "Mã cơ quan thường trực Hội đồng": "XX"}, ["Mã cơ quan thường trực Hội đồng"]),
        (UNIT | {"Mã": "C5", "Ký hiệu văn bản": "x" * 41}, ["Ký hiệu văn bản"]),
        (UNIT | {"Mã": "C6", "Địa danh": "x" * 101}, ["Địa danh"]),
        (UNIT | {"Mã": "C7", "Thành lập ngày": "31/02/2026"}, ["Thành lập ngày"]),
        (UNIT | {"Mã": "C8", "Thành lập ngày": "12/25/2026"}, ["Thành lập ngày"]),
        (UNIT | {"Mã": "C9", "Thành lập ngày": 46000}, ["Thành lập ngày"]),
        (UNIT | {"Mã": "D1", "Thành lập ngày": "02/01/2026", "Hoạt động đến hết ngày": "01/01/2026"},
         ["Hoạt động đến hết ngày"]),
        (UNIT | {"Mã": "D2", "Hoạt động đến hết ngày": "mai"}, ["Hoạt động đến hết ngày"]),
        (UNIT | {"Mã": "D3", "Sáp nhập vào mã": "STC"}, ["Hoạt động đến hết ngày"]),
        (UNIT | {"Mã": "D4", "Sáp nhập vào mã": "XX", "Hoạt động đến hết ngày": "01/01/2026"}, ["Sáp nhập vào mã"]),
        (UNIT | {"Mã": "D5", "Sáp nhập vào mã": "D5", "Hoạt động đến hết ngày": "01/01/2026"}, ["Sáp nhập vào mã"]),
        (UNIT | {"Mã": "D6", "Tên": "=NA()", "Cấp": "x" * 61, "Thành lập ngày": "x"}, ["Tên", "Cấp", "Thành lập ngày"]),
    ],
    BLOC: [
        (KHOI | {"Ký hiệu": None}, ["Ký hiệu"]),
        (KHOI | {"Ký hiệu": "x" * 41}, ["Ký hiệu"]),
        (KHOI | {"Ký hiệu": "=A1"}, ["Ký hiệu"]),
        (KHOI | {"Ký hiệu": "K1"}, []),
        (KHOI | {"Ký hiệu": "K1"}, ["Ký hiệu"]),
        (KHOI | {"Ký hiệu": "K2", "Mã cơ quan quản lý": None}, ["Mã cơ quan quản lý"]),
        (KHOI | {"Ký hiệu": "K3", "Mã cơ quan quản lý": "XX"}, ["Mã cơ quan quản lý"]),
        (KHOI | {"Ký hiệu": "K4", "Mã cơ quan quản lý": "UBNDK"}, ["Mã cơ quan quản lý"]),
        (KHOI | {"Ký hiệu": "K5", "Loại": None}, ["Loại"]),
        (KHOI | {"Ký hiệu": "K6", "Loại": "Khối"}, ["Loại"]),
        (KHOI | {"Ký hiệu": "K7", "Tên": None}, ["Tên"]),
        (KHOI | {"Ký hiệu": "K8", "Tên": True}, ["Tên"]),
        (KHOI | {"Ký hiệu": "K9", "Lĩnh vực": "x" * 151}, ["Lĩnh vực"]),
        (KHOI | {"Ký hiệu": "L1", "Số thứ tự": "bốn"}, ["Số thứ tự"]),
        (KHOI | {"Ký hiệu": "L2", "Số thứ tự": -1}, ["Số thứ tự"]),
        (KHOI | {"Ký hiệu": "L3", "Số thứ tự": 1.5}, ["Số thứ tự"]),
        (KHOI | {"Ký hiệu": "L4", "Dòng trên tên khối": "x" * 201}, ["Dòng trên tên khối"]),
        (KHOI | {"Ký hiệu": "L5", "Chức danh đứng đầu": "x" * 41}, ["Chức danh đứng đầu"]),
        (KHOI | {"Ký hiệu": "L6", "Chức danh cấp phó": "x" * 41}, ["Chức danh cấp phó"]),
        (KHOI | {"Ký hiệu": "L7", "Năm theo": "Âm lịch"}, ["Năm theo"]),
        (KHOI | {"Ký hiệu": "L8", "Hoạt động đến hết ngày": "=TODAY()"}, ["Hoạt động đến hết ngày"]),
        (KHOI | {"Ký hiệu": "KTĐ4", "Năm theo": "Năm học"}, ["Năm theo"]),
    ],
    YEAR: [
        (KEY | {"Năm": None}, ["Năm"]),
        (KEY | {"Năm": "hai nghìn"}, ["Năm"]),
        (KEY | {"Năm": 26}, ["Năm"]),
        (KEY | {"Năm": 2024}, ["Năm"]),
        (KEY | {"Năm": 2027}, []),
        (KEY | {"Năm": 2027}, ["Năm"]),
        (KEY | {"Năm": 2028}, ["Năm"]),
        (KEY | {"Ký hiệu khối": None}, ["Ký hiệu khối"]),
        (KEY | {"Ký hiệu khối": "ZZ"}, ["Ký hiệu khối"]),
        (KEY | {"Mã cơ quan quản lý": "XX"}, ["Mã cơ quan quản lý"]),
        (KEY | {"Mã cơ quan quản lý": "UBNDK", "Ký hiệu khối": "KK"}, ["Mã cơ quan quản lý"]),
    ],
    MEMBER: [
        (KEY | {"Mã đơn vị": None}, ["Mã đơn vị"]),
        (KEY | {"Mã đơn vị": "XX"}, ["Mã đơn vị"]),
        (KEY | {"Mã đơn vị": "SNV"}, []),
        (KEY | {"Mã đơn vị": "SNV"}, ["Mã đơn vị"]),
        (KEY | {"Mã đơn vị": "STC", "Năm": 2029}, ["Năm"]),
        (KEY | {"Mã đơn vị": "STC", "Năm": 2024}, ["Năm"]),
        (KEY | {"Mã đơn vị": "STC", "Ký hiệu khối": "ZZ"}, ["Ký hiệu khối"]),
        (KEY | {"Mã đơn vị": "SXD", "Thứ tự": "đầu"}, ["Thứ tự"]),
        (KEY | {"Mã đơn vị": "SCT", "Thôi từ ngày": "2026"}, ["Thôi từ ngày"]),
        (KEY | {"Mã đơn vị": "B1", "Ghi chú": "x" * 251}, ["Ghi chú"]),
        (KEY | {"Mã đơn vị": "UBNDT", "Ghi chú": '=HYPERLINK("http://a.example")'}, ["Ghi chú"]),
    ],
    LEAD: [
        (KEY | {"Mã đơn vị": "STC", "Vai trò": None, "Từ ngày": "01/01/2026"}, ["Vai trò"]),
        (KEY | {"Mã đơn vị": "STC", "Vai trò": "Trưởng", "Từ ngày": "01/01/2026"}, ["Vai trò"]),
        (KEY | {"Mã đơn vị": "SXD", "Vai trò": "Đơn vị phó", "Từ ngày": None}, ["Từ ngày"]),
        (KEY | {"Mã đơn vị": "UBNDK", "Vai trò": "Đơn vị phó", "Từ ngày": "01/03/2026"}, ["Mã đơn vị"]),
        (KEY | {"Mã đơn vị": "XX", "Vai trò": "Đơn vị phó", "Từ ngày": "01/03/2026"}, ["Mã đơn vị"]),
        (KEY | {"Mã đơn vị": "SXD", "Vai trò": "Đơn vị phó", "Từ ngày": "01/03/2026", "Đến hết ngày": "01/02/2026"},
         ["Đến hết ngày"]),
        (KEY | {"Mã đơn vị": "SCT", "Vai trò": "Đơn vị đứng đầu", "Từ ngày": "01/01/2026"}, ["Từ ngày"]),
        (KEY | {"Mã đơn vị": "SXD", "Vai trò": "Đơn vị phó", "Từ ngày": "01/01/2026", "Năm": 2030}, ["Năm"]),
    ],
    ACCOUNT: [
        (PERSON | {"Tên đăng nhập": None}, ["Tên đăng nhập"]),
        (PERSON | {"Tên đăng nhập": "có cách"}, ["Tên đăng nhập"]),
        (PERSON | {"Tên đăng nhập": "nguoi.la"}, ["Tên đăng nhập"]),
        (PERSON | {"Tên đăng nhập": "quan.tri"}, ["Tên đăng nhập"]),
        (PERSON | {"Tên đăng nhập": "p1", "Họ và tên": None}, ["Họ và tên"]),
        (PERSON | {"Tên đăng nhập": "p2"}, []),
        (PERSON | {"Tên đăng nhập": "P2", "Họ và tên": "Người khác", "Vai trò": "Kiểm tra (chỉ xem)"}, ["Họ và tên"]),
        (PERSON | {"Tên đăng nhập": "p3", "Thư điện tử": "khong phai thu"}, ["Thư điện tử"]),
        (PERSON | {"Tên đăng nhập": "p4", "Mã cơ quan": "XX"}, ["Mã cơ quan"]),
        (PERSON | {"Tên đăng nhập": "p5", "Mã cơ quan": "UBNDK"}, ["Mã cơ quan"]),
        (PERSON | {"Tên đăng nhập": "p6", "Vai trò": "Giám đốc"}, ["Vai trò"]),
        (PERSON | {"Tên đăng nhập": "p7", "Chức danh": "x" * 101}, ["Chức danh"]),
        (PERSON | {"Tên đăng nhập": "p8", "Từ ngày": "2026-02-01"}, ["Từ ngày"]),
        (PERSON | {"Tên đăng nhập": "q0", "Từ ngày": None}, ["Từ ngày"]),
        (PERSON | {"Tên đăng nhập": "p9", "Đến hết ngày": "31/01/2026"}, ["Đến hết ngày"]),
        (PERSON | {"Tên đăng nhập": "q1", "Khối theo dõi": "KTĐ4 (UBNDT)"}, ["Khối theo dõi"]),
        (PERSON | {"Tên đăng nhập": "q2", "Vai trò": "Chuyên viên theo dõi khối", "Khối theo dõi": "KTĐ4"},
         ["Khối theo dõi"]),
        (PERSON | {"Tên đăng nhập": "q3", "Vai trò": "Chuyên viên theo dõi khối", "Khối theo dõi": "KK (UBNDK)"},
         ["Khối theo dõi"]),
        (PERSON | {"Tên đăng nhập": "chi.mai", "Họ và tên": "Phạm Thị Mai", "Mã cơ quan": "SNV",
                   "Vai trò": "Cơ quan thường trực Hội đồng"}, ["Từ ngày"]),
    ],
}  # fmt: skip
"""Rows with the columns at fault, row by row."""

COUNTED = (AuditEntry, Bloc, MemberUnit, Organisation, Post, Term, User)


@pytest.fixture
def planted(standing, bloc, elsewhere, administrator):
    """The workbook, in a province whose bloc has a closed year too, beside another with a bloc of its own."""
    Bloc.objects.create(kind="khoi", name="Khối khác", symbol="KK", superior=elsewhere)
    Term.objects.create(
        bloc=bloc, year=2024, year_kind="calendar", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31),
        closed_at="2025-01-31T00:00Z",
    )  # fmt: skip
    return workbook({sheet: [cells for cells, _ in rows] for sheet, rows in PLANTED.items()})


def test_a_hundred_planted_faults_give_a_hundred_messages_each_at_its_cell(standing, planted):
    expected = [
        (sheet, number, column)
        for sheet, rows in PLANTED.items()
        for number, (_, columns) in enumerate(rows, start=2)
        for column in columns
    ]
    assert len(expected) == 100
    plan = plan_setup(planted, standing)
    assert places(plan) == expected


def test_each_message_says_what_to_do(standing, planted):
    assert [fault.message for fault in plan_setup(planted, standing).faults if "Hãy" not in fault.message] == []


def test_nothing_is_written_while_anything_is_at_fault(standing, planted):
    before = [model.objects.count() for model in COUNTED]
    with pytest.raises(FaultsError):
        apply_setup(plan_setup(planted, standing))
    assert [model.objects.count() for model in COUNTED] == before


def test_the_value_is_shown_as_it_stands_in_the_cell(standing):
    plan = plan_setup(workbook({ORG: [UNIT | {"Mã": "A", "Tên": "=1+1", "Thành lập ngày": "31/02/2026"}]}), standing)
    assert [fault.value for fault in plan.faults] == ["=1+1", "31/02/2026"]


def test_the_administrator_opens_no_years(administrator, bloc):
    plan = plan_setup(workbook({YEAR: [KEY | {"Năm": 2027}]}), standing_of(administrator))
    assert places(plan) == [(YEAR, 2, "Mã cơ quan quản lý")]


def test_the_name_of_an_account_with_posts_elsewhere_is_not_changed(standing, bloc, elsewhere):
    user = User.objects.create_user("hai.noi", "Ngô Hai Nơi")
    give(user, "STC", Role.CLERK, date(2026, 2, 1))
    give(user, "UBNDK", Role.CLERK)
    row = PERSON | {"Tên đăng nhập": "hai.noi", "Họ và tên": "Ngô Khác"}
    assert places(plan_setup(workbook({ACCOUNT: [row]}), standing)) == [(ACCOUNT, 2, "Họ và tên")]


def test_a_year_typed_wrong_does_not_open_a_year(standing, bloc):
    plan = plan_setup(workbook({MEMBER: [KEY | {"Năm": 2062, "Mã đơn vị": "STC"}]}), standing)
    assert places(plan) == [(MEMBER, 2, "Năm")]


LEADER = KEY | {"Vai trò": "Đơn vị đứng đầu"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([LEADER | {"Mã đơn vị": "STC", "Từ ngày": "01/01/2026", "Đến hết ngày": "30/06/2026"}], [(2, "Đến hết ngày")]),
        (
            [
                LEADER | {"Mã đơn vị": "STC", "Từ ngày": "01/01/2026"},
                LEADER | {"Mã đơn vị": "SXD", "Từ ngày": "01/07/2026"},
            ],
            [(2, "Đến hết ngày")],
        ),
        ([LEADER | {"Mã đơn vị": "SXD", "Từ ngày": "01/12/2025"}], [(2, "Từ ngày")]),
        ([LEADER | {"Mã đơn vị": "SXD", "Từ ngày": "01/07/2026"}], []),
    ],
)
def test_each_date_has_one_leader(standing, bloc, rows, expected):
    assert places(plan_setup(workbook({LEAD: rows}), standing)) == [(LEAD, *place) for place in expected]
