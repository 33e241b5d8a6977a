"""One plan laid out in three ways is one plan."""

import pytest

from plans.importers.docx.reader import read_docx
from plans.importers.reader import read
from tests.plans.importers.docx import samples
from tests.plans.importers.readings import Summary, TaskLine, summary_of
from thidua.lib.dates import PartialDate


@pytest.mark.parametrize("layout", ["TABLES", "TABS", "BOXES"])
def test_a_plan_is_read_however_it_is_laid_out(layout):
    assert summary_of(read(*read_docx(getattr(samples, layout)))) == Summary(
        superior=("UBND TỈNH LAM GIANG",),
        issuer=("KHỐI THI ĐUA SỐ 4",),
        number="05",
        symbol="/KH-KTĐ4",
        place="Lam Giang",
        issued_on=PartialDate(9, 3, 2026),
        subject=("Hoạt động của Khối thi đua số 4 năm 2026",),
        bases=("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",),
        opening=("Khối thi đua số 4 xây dựng Kế hoạch hoạt động năm 2026 như sau:",),
        headings=("I. MỤC ĐÍCH", "II. NỘI DUNG", "1. Công tác tổ chức", "2. Lịch hoạt động"),
        columns=("number | content | time | lead | support",),
        tasks=(
            TaskLine(
                text="Các đơn vị gửi đăng ký thi đua về Khối trưởng", responsible="Các đơn vị", end="2026-03-20"
            ),
            TaskLine(text="Họp Khối", responsible="Sở Du lịch", coordinating="Sở Xây dựng", end="2026-03-31"),
            TaskLine(
                text="Ký giao ước thi đua", responsible="Sở Du lịch", coordinating="Các đơn vị",
                start="2026-03-01", end="2026-03-31",
            ),
        ),
        closing=("Trên đây là Kế hoạch hoạt động năm 2026 của Khối thi đua số 4./.",),
        recipients=("Sở Nội vụ (để báo cáo);", "Các đơn vị thành viên;", "Lưu: VT."),
        authority=("TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG"),
        signer="Nguyễn Thị Sông Thương",
    )  # fmt: skip
