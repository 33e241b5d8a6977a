"""Last year's plan as a draft for another year: what is proposed, what is left alone, what refusing does."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.content import (
    Annex,
    Basis,
    Column,
    ColumnRole,
    Decision,
    Field,
    FieldRole,
    GroupRow,
    Head,
    Item,
    Part,
    PlanContent,
    Recipient,
    Row,
    Section,
    Signature,
    Span,
    Table,
    TaskItem,
)
from plans.content_json import dumps, loads
from plans.importers.reader import read
from plans.importers.text import read_text
from plans.next_year import Change, ChangeKind, proposed_changes, with_changes
from plans.registry import Body, LegalDocument, Registry
from plans.review.citations import citations
from plans.schedule import Cycle
from plans.tasks import cycle_of
from tests.plans.importers.readings import SAMPLE_NAMES, read_sample
from tests.plans.shared import PLANS, needs_shared
from tests.plans.strategies import plan_contents, plan_texts
from tests.plans.traversal import values_of
from thidua.lib.dates import PartialDate

NOTHING_KNOWN = Registry()
NEXT = Cycle.calendar(2026)


def plan(*blocks, subject="Hoạt động của Khối thi đua số 4 năm 2025", **parts) -> PlanContent:
    return PlanContent(last_key=99, subject=(subject,), body=blocks, **parts)


def changes(content, to=NEXT, registry=NOTHING_KNOWN) -> list[Change]:
    """Those of the parts, without the subject's."""
    return [change for change in proposed_changes(content, to, registry) if change.place != "Trích yếu"]


def moved(text, to=NEXT, subject="Hoạt động của Khối thi đua số 4 năm 2025") -> str:
    """A paragraph with all that is proposed for it."""
    content = plan(Item(key=1, text=text), subject=subject)
    [item] = with_changes(content, changes(content, to)).body
    assert isinstance(item, Item)
    return item.text


def of_school(text) -> str:
    return moved(text, Cycle.school(2025), "Hoạt động của Cụm thi đua số 3 năm học 2024 - 2025")


# --- what moves -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phát động thi đua năm 2025.", "Phát động thi đua năm 2026."),
        ("Tổng kết năm 2025, phát động năm 2026.", "Tổng kết năm 2026, phát động năm 2027."),
        ("Khắc phục hạn chế của năm 2024.", "Khắc phục hạn chế của năm 2025."),
        ("NHIỆM VỤ NĂM 2025", "NHIỆM VỤ NĂM 2026"),
        ("Chỉ tiêu các năm 2025, 2026 và 2027", "Chỉ tiêu các năm 2025, 2026 và 2027"),
        ("Chỉ tiêu năm 2025 và 2026", "Chỉ tiêu năm 2026 và 2027"),
        ("Gửi trước ngày 10/01/2025.", "Gửi trước ngày 10/01/2026."),
        ("Gửi trước 10-01-2025.", "Gửi trước 10-01-2026."),
        ("Gửi trước ngày 10/01/25.", "Gửi trước ngày 10/01/26."),
        ("Họp ngày 10 tháng 01 năm 2025.", "Họp ngày 10 tháng 01 năm 2026."),
        ("Họp ngày 10 tháng 11/2025.", "Họp ngày 10 tháng 11/2026."),
        ("Dự thảo: tháng 12/2024.", "Dự thảo: tháng 12/2025."),
        ("Dự thảo: tháng 12 năm 2024.", "Dự thảo: tháng 12 năm 2025."),
        ("Họp trong quý I/2025, quý III năm 2025.", "Họp trong quý I/2026, quý III năm 2026."),
        ("Từ 26/5-05/6/2025 chấm chéo.", "Từ 26/5-05/6/2026 chấm chéo."),
        ("Thi đua từ 5-8/2025.", "Thi đua từ 5-8/2026."),
        ("Từ ngày 01/3 đến ngày 15/4/2025.", "Từ ngày 01/3 đến ngày 15/4/2026."),
        ("Tổng kết năm học 2024-2025.", "Tổng kết năm học 2025-2026."),
        ("Gửi trước ngày 10/01.", "Gửi trước ngày 10/01."),
    ],
)
def test_years_and_dates_of_the_plan_move(text, expected):
    assert moved(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nhiệm vụ năm học 2024 – 2025.", "Nhiệm vụ năm học 2025 – 2026."),
        ("Triển khai năm học 2025 - 2026.", "Triển khai năm học 2026 - 2027."),
        ("* Tháng 01/2025:", "* Tháng 01/2026:"),
        ("Hoạt động của Cụm (2024-2025)", "Hoạt động của Cụm (2025-2026)"),
        ("Chương trình giai đoạn 2024 - 2025", "Chương trình giai đoạn 2024 - 2025"),
    ],
)
def test_school_years_move_as_a_whole(text, expected):
    assert of_school(text) == expected


def test_a_plan_may_move_by_several_years_and_back():
    assert moved("Họp tháng 3/2025.", Cycle.calendar(2028)) == "Họp tháng 3/2028."
    assert moved("Họp tháng 3/2025.", Cycle.calendar(2023)) == "Họp tháng 3/2023."


@pytest.mark.parametrize(
    ("to", "expected"), [(2025, "Chậm nhất 28/02/2025"), (2028, "Chậm nhất 29/02/2028"), (2026, "Chậm nhất 28/02/2026")]
)
def test_the_29th_of_february_needs_a_leap_year(to, expected):
    assert moved("Chậm nhất 29/02/2024", Cycle.calendar(to), "Hoạt động năm 2024") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Họp thứ Sáu ngày 10/01/2025.", "Họp thứ Bảy ngày 10/01/2026."),
        ("Họp thứ 6, ngày 10/01/2025.", "Họp thứ 7, ngày 10/01/2026."),
        ("Họp ngày 11/01/2025 (thứ bảy).", "Họp ngày 11/01/2026 (chủ nhật)."),
        ("Chủ nhật, ngày 12/01/2025: họp.", "Thứ Hai, ngày 12/01/2026: họp."),
        ("Họp thứ Sáu ngày 10/01.", "Họp thứ Bảy ngày 10/01."),
    ],
)
def test_the_weekday_beside_a_date_follows_it(text, expected):
    assert moved(text) == expected


def test_the_reason_tells_what_else_changed_in_a_date():
    content = plan(Item(key=1, text="Họp thứ Năm, ngày 29/02/2024."), subject="Hoạt động năm 2024")
    [change] = changes(content, Cycle.calendar(2025))

    assert change.after == "Họp thứ Sáu, ngày 28/02/2025."
    assert change.reason == (
        "Chuyển sang 1 năm sau. Năm 2025 không có ngày 29/02 nên lấy ngày 28/02. Thứ trong tuần theo ngày mới."
    )


# --- what is left alone ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Theo Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ.",
        "Theo Quyết định số 12/2024/QĐ-UBND ngày 05/3/2024 của UBND tỉnh.",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 10/01/2025 của UBND tỉnh về phong trào thi đua năm 2025.",
        "Thực hiện Quyết định số 35 ngày 05/3/2025 của Khối.",
        "Theo Công văn của Sở Nội vụ ngày 05/3/2025.",
        "Phổ biến Luật Việc làm năm 2025.",
        "Phong trào thi đua giai đoạn 2021 - 2025.",
        "Nhiệm kỳ 2025-2030.",
        "Phấn đấu đến năm 2030 đạt chuẩn.",
        "Phấn đấu đến năm 2025 đạt chuẩn.",
        "Đạt 60% vào năm 2025.",
        "Áp dụng từ năm 2025 trở đi.",
        "Kỷ niệm 80 năm ngày thành lập (28/8/1945 - 28/8/2025).",
        "Đại hội Đảng bộ tỉnh lần thứ XX năm 2025.",
        "Quy chế có hiệu lực từ ngày 01/7/2025.",
        "Số liệu tính đến ngày 31/10/2025.",
        "Năm 2024 Khối đã có 5 đơn vị được tặng Cờ.",
        "Từ năm 2010, Khối có 9 đơn vị.",
        "Trồng 2025 cây xanh, chi 2.025 đồng.",
    ],
)
def test_what_belongs_to_something_else_stays(text):
    assert moved(text) == text


def test_a_cited_document_stays_in_a_heading_too():
    heading = Section(key=1, text="Triển khai Kế hoạch số 12/KH-UBND ngày 10/01/2025 trong năm 2025")
    [change] = changes(plan(heading))
    assert change.after == "Triển khai Kế hoạch số 12/KH-UBND ngày 10/01/2025 trong năm 2026"


def test_a_deadline_moves_even_behind_a_cited_document():
    text = "Thực hiện Kế hoạch số 12/KH-UBND ngày 10/01/2025 của UBND tỉnh, gửi báo cáo trước ngày 15/11/2025."
    assert moved(text) == text.replace("15/11/2025", "15/11/2026")


def test_the_sentence_that_a_basis_runs_into_moves():
    text = (
        "Căn cứ Quyết định số 22/QĐ-UBND ngày 04/01/2025 của UBND tỉnh về cụm, khối thi đua năm 2025, "
        "Khối thi đua số 4 xây dựng Kế hoạch năm 2025 như sau:"
    )
    [change] = changes(plan(opening=(Item(key=1, text=text),)))
    assert change.after == text.replace("Kế hoạch năm 2025", "Kế hoạch năm 2026")


def test_nothing_moves_in_a_plan_without_a_year():
    assert changes(plan(Item(key=1, text="Họp trước ngày 10/3/2025."), subject="Hoạt động của Khối")) == []


def test_nothing_moves_for_the_same_year():
    assert proposed_changes(plan(Item(key=1, text="Họp năm 2025.")), Cycle.calendar(2025), NOTHING_KNOWN) == ()


# --- where ----------------------------------------------------------------------------------------------------------

EVERYWHERE = PlanContent(
    last_key=30,
    head=Head(
        superior=("UBND TỈNH LAM GIANG",),
        issuer=("KHỐI THI ĐUA SỐ 4",),
        number="07",
        symbol="/KH-KTĐ4",
        place="Lam Giang",
        issued_on=PartialDate(20, 1, 2025),
    ),
    subject=("Hoạt động của Khối thi đua số 4", "năm 2025"),
    bases=(
        Basis(key=1, text="Căn cứ Quyết định số 5/QĐ-UBND ngày 02/01/2025 về khối thi đua năm 2025;"),
        Basis(key=2, text="Căn cứ nhiệm vụ trọng tâm năm 2025."),
    ),
    decision=Decision(
        key=3,
        subject=("Ban hành Kế hoạch năm 2025",),
        blocks=(Item(key=4, text="Ban hành kèm theo Quyết định này Kế hoạch hoạt động năm 2025."),),
        reference="(Kèm theo Quyết định số 07/QĐ-KTĐ4 ngày 20 tháng 01 năm 2025)",
    ),
    opening=(Item(key=5, text="Khối xây dựng Kế hoạch năm 2025:"),),
    body=(
        Section(
            key=6,
            text="NỘI DUNG NĂM 2025",
            aside="(tháng 3/2025)",
            blocks=(
                TaskItem(
                    key=7,
                    text="Sở Y tế báo cáo trước thứ Hai ngày 17/3/2025 cho Khối trưởng và Khối phó.",
                    due=Span(16, 44),
                    responsible=Span(0, 7),
                    coordinating=Span(49, 60),
                ),
                Field(key=8, text="Thời gian: đến hết năm 2025", role=FieldRole.TIME, value=Span(11, 27)),
            ),
        ),
        Table(
            key=9,
            columns=(
                Column(key=10, title="Nội dung", role=ColumnRole.CONTENT),
                Column(key=11, title="Thời gian", role=ColumnRole.TIME),
                Column(key=12, title="Chỉ tiêu 2025"),
            ),
            rows=(
                GroupRow(key=13, text="QUÝ I/2025"),
                Row(key=14, cells=("Họp Khối", "Trước 10/01/2025", None)),
            ),
        ),
    ),
    closing=(Item(key=15, text="Trên đây là Kế hoạch năm 2025./."),),
    recipients=(Recipient(key=16, text="Lưu: VT."),),
    signatures=(Signature(key=17, position=("GIÁM ĐỐC SỞ TÀI CHÍNH",), name="Trần Thị Lam"),),
    annexes=(
        Annex(
            key=18,
            label="Phụ lục I",
            title=("DANH SÁCH", "NĂM 2025"),
            reference="(Kèm theo Kế hoạch số 07/KH-KTĐ4 ngày 20/01/2025)",
            blocks=(Item(key=19, text="Đăng ký năm 2025"),),
        ),
    ),
)


def test_every_change_has_its_place_in_words():
    found = [(change.number, change.key, change.place, change.kind.value) for change in _all_changes(EVERYWHERE)]

    assert found == [
        (1, None, "Số văn bản", "blank"),
        (2, None, "Ngày ban hành", "blank"),
        (3, None, "Trích yếu", "year"),
        (4, 2, "Căn cứ 2", "year"),
        (5, 3, "Trích yếu của Quyết định", "year"),
        (6, 4, "Quyết định, Đoạn: Ban hành kèm theo Quyết định này Kế hoạch hoạt động năm…", "year"),
        (7, 3, "Dòng “Kèm theo”", "blank"),
        (8, 5, "Mở đầu", "year"),
        (9, 6, "Đề mục: NỘI DUNG NĂM 2025", "year"),
        (10, 6, "Đề mục: NỘI DUNG NĂM 2025", "date"),
        (11, 7, "Nhiệm vụ: Sở Y tế báo cáo trước thứ Hai ngày 17/3/2025 cho Khối…", "date"),
        (12, 8, "Thông tin: Thời gian: đến hết năm 2025", "year"),
        (13, 12, "Bảng, tên cột 3", "year"),
        (14, 13, "Bảng, dòng 1", "date"),
        (15, 14, "Bảng, dòng 2, cột Thời gian", "date"),
        (16, 15, "Kết thúc", "year"),
        (17, 18, "Phụ lục I, tên", "year"),
        (18, 18, "Phụ lục I, dòng “Kèm theo”", "blank"),
        (19, 19, "Phụ lục I, Đoạn: Đăng ký năm 2025", "year"),
    ]


def _all_changes(content):
    return proposed_changes(content, NEXT, NOTHING_KNOWN)


def test_number_and_date_are_left_for_the_issue_but_the_year_moves():
    accepted = with_changes(EVERYWHERE, _all_changes(EVERYWHERE))

    assert (accepted.head.number, accepted.head.issued_on) == (None, PartialDate(year=2026))
    assert accepted.decision
    assert accepted.decision.reference == "(Kèm theo Quyết định số …/QĐ-KTĐ4 ngày … tháng … năm 2026)"
    assert accepted.annexes[0].reference == "(Kèm theo Kế hoạch số …/KH-KTĐ4 ngày …/…/2026)"


def test_a_text_of_several_lines_stays_on_them():
    accepted = with_changes(EVERYWHERE, _all_changes(EVERYWHERE))

    assert accepted.subject == ("Hoạt động của Khối thi đua số 4", "năm 2026")
    assert accepted.annexes[0].title == ("DANH SÁCH", "NĂM 2026")


def test_marks_stay_on_their_words():
    section = with_changes(EVERYWHERE, _all_changes(EVERYWHERE)).body[0]
    assert isinstance(section, Section)
    task, time = section.blocks
    assert isinstance(task, TaskItem)
    assert isinstance(time, Field)

    assert [mark and mark.of(task.text) for mark in (task.due, task.responsible, task.coordinating)] == [
        "trước thứ Ba ngày 17/3/2026",
        "Sở Y tế",
        "Khối trưởng",
    ]
    assert time.words == "đến hết năm 2026"


def test_the_signer_stays():
    assert with_changes(EVERYWHERE, _all_changes(EVERYWHERE)).signatures == EVERYWHERE.signatures


def test_what_is_refused_stays_even_in_one_text():
    text = "Báo cáo năm 2025 trước ngày 10/11/2025."
    content = plan(Item(key=1, text=text))
    of_year, of_date = changes(content)

    assert (of_year.after, of_date.after) == (
        "Báo cáo năm 2026 trước ngày 10/11/2025.",
        "Báo cáo năm 2025 trước ngày 10/11/2026.",
    )
    assert with_changes(content, [of_date]).body == (Item(key=1, text=of_date.after),)
    assert with_changes(content, [of_date, of_year]).body == (
        Item(key=1, text="Báo cáo năm 2026 trước ngày 10/11/2026."),
    )


def test_a_change_of_another_content_is_refused():
    [change] = changes(plan(Item(key=1, text="Họp năm 2025.")))
    with pytest.raises(ValueError, match="proposed for another content"):
        with_changes(plan(Item(key=1, text="Họp Khối.")), [change])


# --- laws and bodies that have ended ---------------------------------------------------------------------------------


def document(number, kind, subject, first_day, last_day=None, replaced_by=None, **more):
    return LegalDocument(
        number=number,
        kind=kind,
        subject=subject,
        issued_on=first_day,
        first_day=first_day,
        last_day=last_day,
        replaced_by=replaced_by,
        **more,
    )


OLD_LAW = document("1/2003/QH1", "Luật", "", date(2003, 5, 6), date(2023, 12, 31), "2/2022/QH2", name="Luật Cây xanh")
AMENDMENT = document("3/2013/QH3", "Luật", "", date(2013, 1, 2), date(2023, 12, 31), "2/2022/QH2", name="Luật Cây xanh")
LAW = document("2/2022/QH2", "Luật", "", date(2022, 6, 15), name="Luật Cây xanh")
OLD_DECREE = document("7/2010/NĐ-CP", "Nghị định", "cây", date(2010, 1, 1), date(2025, 6, 30), "8/2025/NĐ-CP")
DECREE = document("8/2025/NĐ-CP", "Nghị định", "quy định về cây xanh", date(2025, 7, 1))
OLD_CIRCULAR = document(
    "5/2011/TT-BNV", "Thông tư", "trồng cây", date(2011, 1, 1), date(2020, 1, 1), "6/2020/TT-BNV", verify=True
)
CIRCULAR = document("6/2020/TT-BNV", "Thông tư", "trồng cây", date(2020, 1, 2))
KNOWN = Registry(
    documents=(OLD_LAW, AMENDMENT, LAW, OLD_DECREE, DECREE, OLD_CIRCULAR, CIRCULAR),
    bodies=(
        Body(names=("Sở Cây xanh",), last_day=date(2025, 2, 28), successor="Sở Lâm nghiệp", verify=True),
        Body(names=("Phòng Cây xanh",), last_day=date(2025, 6, 30), successor="Sở Lâm nghiệp, hoặc UBND cấp xã"),
        Body(names=("tỉnh Lam Hà",), last_day=date(2025, 6, 30), successor="tỉnh Lam Giang"),
        Body(names=("Sở Nước",), last_day=date(2026, 1, 1), successor="Sở Lâm nghiệp"),
    ),
)


def with_successors(*bases):
    content = plan(bases=tuple(Basis(key=i, text=text) for i, text in enumerate(bases)))
    found = [change for change in changes(content, registry=KNOWN) if change.kind is ChangeKind.LAW]
    return [basis.text for basis in with_changes(content, found).bases]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Căn cứ Luật Cây xanh ngày 06 tháng 5 năm 2003;", "Căn cứ Luật Cây xanh ngày 15 tháng 6 năm 2022;"),
        (
            "Căn cứ Luật Cây xanh năm 2003; các Luật sửa đổi, bổ sung một số điều của Luật Cây xanh năm 2013;",
            "Căn cứ Luật Cây xanh ngày 15 tháng 6 năm 2022;",
        ),
        (
            "Căn cứ Nghị định số 07/2010/NĐ-CP, ngày 01/01/2010 của Chính phủ về cây theo Luật Cây xanh năm 2003;",
            "Căn cứ Nghị định số 8/2025/NĐ-CP ngày 01 tháng 7 năm 2025 của Chính phủ quy định về cây xanh;",
        ),
        (
            "Căn cứ Luật Cây xanh năm 2003 và Nghị định số 7/2010/NĐ-CP.",
            (
                "Căn cứ Luật Cây xanh ngày 15 tháng 6 năm 2022 và Nghị định số 8/2025/NĐ-CP ngày 01 tháng 7 năm 2025 "
                "của Chính phủ quy định về cây xanh."
            ),
        ),
        (
            "Căn cứ Thông tư số 5/2011/TT-BNV ngày 01/01/2011 của Bộ Nội vụ.",
            "Căn cứ Thông tư số 6/2020/TT-BNV ngày 02 tháng 01 năm 2020 của Bộ trưởng Bộ Nội vụ về trồng cây.",
        ),
        ("Căn cứ Luật Cây xanh ngày 15 tháng 6 năm 2022;", "Căn cứ Luật Cây xanh ngày 15 tháng 6 năm 2022;"),
        ("Căn cứ Luật Cây xanh;", "Căn cứ Luật Cây xanh;"),
        ("Căn cứ Nghị định số 99/2010/NĐ-CP;", "Căn cứ Nghị định số 99/2010/NĐ-CP;"),
    ],
)
def test_an_ended_basis_gives_way_to_its_successor(text, expected):
    assert with_successors(text) == [expected]


def test_a_successor_that_is_cited_already_is_not_proposed_again():
    bases = ["Căn cứ Nghị định số 7/2010/NĐ-CP;", "Căn cứ Nghị định số 8/2025/NĐ-CP."]
    assert with_successors(*bases) == bases


def test_two_bases_do_not_get_one_successor():
    later = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Cây xanh năm 2013."
    assert with_successors("Căn cứ Luật Cây xanh năm 2003;", later) == [
        "Căn cứ Luật Cây xanh ngày 15 tháng 6 năm 2022;",
        later,
    ]


def test_a_document_still_in_force_on_the_first_day_stays():
    content = plan(bases=(Basis(key=1, text="Căn cứ Nghị định số 7/2010/NĐ-CP;"),), subject="Hoạt động năm 2024")
    assert changes(content, Cycle.calendar(2025), KNOWN) == []


def test_the_reason_says_what_nobody_has_checked():
    [change] = changes(plan(bases=(Basis(key=1, text="Căn cứ Thông tư số 5/2011/TT-BNV;"),)), registry=KNOWN)
    assert change.reason == (
        "5/2011/TT-BNV hết hiệu lực sau 01/01/2020, được thay bằng 6/2020/TT-BNV "
        "(mốc này chưa đối chiếu với văn bản gốc)."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Cây xanh chuẩn bị.", "Sở Lâm nghiệp chuẩn bị."),
        ("GIÁM ĐỐC SỞ CÂY XANH", "GIÁM ĐỐC SỞ LÂM NGHIỆP"),
        ("UBND tỉnh Lam Hà", "UBND tỉnh Lam Giang"),
        ("Sở Cây xanh và Công viên", "Sở Cây xanh và Công viên"),
        ("Sở Cây xanh (nay là Sở Lâm nghiệp)", "Sở Cây xanh (nay là Sở Lâm nghiệp)"),
        ("Phòng Cây xanh", "Phòng Cây xanh"),
        ("Sở Nước", "Sở Nước"),
        ("Theo Kế hoạch số 1/KH-SCX ngày 02/01/2025 của Sở Cây xanh.", None),
    ],
)
def test_an_ended_body_gives_way_to_its_one_successor(text, expected):
    content = plan(Item(key=1, text=text))
    [item] = with_changes(content, changes(content, registry=KNOWN)).body
    assert isinstance(item, Item)
    assert item.text == (expected or text)


def test_the_reason_for_a_body_tells_of_doubt_and_of_a_name_said_twice():
    [change] = changes(plan(Item(key=1, text="Sở Lâm nghiệp, Sở Cây xanh")), registry=KNOWN)
    assert change.reason == (
        "Sở Cây xanh đã kết thúc hoạt động sau 28/02/2025 (tùy địa phương, hãy kiểm tra). "
        "Tên mới đã có trong câu, hãy bỏ chỗ trùng."
    )


def test_bodies_of_head_and_signature_change_too():
    content = plan(
        head=Head(issuer=("SỞ CÂY XANH",)), signatures=(Signature(key=1, position=("GIÁM ĐỐC SỞ CÂY XANH",)),)
    )
    accepted = with_changes(content, changes(content, registry=KNOWN))
    assert (accepted.head.issuer, accepted.signatures[0].position) == (("SỞ LÂM NGHIỆP",), ("GIÁM ĐỐC SỞ LÂM NGHIỆP",))


# --- whatever the plan ----------------------------------------------------------------------------------------------

_cycles = st.builds(Cycle, st.integers(2000, 2050), st.booleans())
_readings = plan_texts().map(lambda text: read(read_text(text.encode())).content)
_slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(_readings | plan_contents, _cycles)
@_slow
def test_refusing_everything_changes_nothing(content, to):
    proposed_changes(content, to)
    assert with_changes(content, ()) == content


@given(_readings, _cycles, st.data())
@_slow
def test_whatever_is_accepted_the_plan_keeps_its_keys_its_marks_and_its_json(content, to, data):
    found = proposed_changes(content, to)
    accepted = data.draw(st.sets(st.sampled_from(found)) if found else st.just(set()))
    draft = with_changes(content, accepted)

    assert _keys(draft) == _keys(content)
    assert [mark for mark, text in _marks(draft) if not 0 <= mark.start <= mark.end <= len(text)] == []
    assert loads(dumps(draft)) == draft


@given(_readings, st.integers(2000, 2050))
@_slow
def test_accepting_everything_makes_it_a_plan_of_the_new_year(content, year):
    to = Cycle.calendar(year)
    assert cycle_of(with_changes(content, proposed_changes(content, to))) == to


@given(plan_contents, _cycles)
@_slow
def test_content_that_makes_no_sense_is_no_mistake(content, to):
    draft = with_changes(content, proposed_changes(content, to))
    assert _keys(draft) == _keys(content)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_every_sample_becomes_a_plan_of_the_next_year(name):
    content = read_sample(name).content
    cycle = cycle_of(content)
    assert cycle
    to = Cycle(cycle.year + 1, cycle.is_school)

    assert cycle_of(with_changes(content, proposed_changes(content, to))) == to


@needs_shared
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_no_cited_document_changes_except_for_its_successor(path):
    content = read(read_text(path.read_bytes())).content
    cycle = cycle_of(content)
    assert cycle
    found = proposed_changes(content, Cycle(cycle.year + 1, cycle.is_school))

    odd = [
        change
        for change in found
        if change.kind not in (ChangeKind.LAW, ChangeKind.BLANK) and _cited(change.before) != _cited(change.after)
    ]
    assert odd == []


def _cited(text):
    """The documents that a text cites, with their dates."""
    return [(citation.words, citation.dated) for citation in citations(text)]


def _keys(content):
    return [value.key for value in values_of(content) if isinstance(value, Part)]


def _marks(content):
    """Every mark with the text it stands in."""
    for value in values_of(content):
        if isinstance(value, Part) and hasattr(value, "text"):
            for field in fields(value):
                if isinstance(mark := getattr(value, field.name), Span):
                    yield mark, value.text
