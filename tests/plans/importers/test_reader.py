"""Single decisions of the reader, each on the smallest file that asks for it."""

from dataclasses import asdict

import pytest

from plans.content import Duty, Item, LabelStyle, Row, Section, Signature, Table, TaskItem, walk
from plans.importers.blocks import Doubt
from plans.importers.reader import read
from plans.importers.text import read_text
from plans.tasks import tasks
from tests.plans.importers.source_words import words_of_file, words_of_reading
from thidua.lib.dates import PartialDate

HEAD = "UBND TỈNH LAM GIANG\nSố: 12/KH-UBND\nLam Giang, ngày 03 tháng 02 năm 2026\n\nKẾ HOẠCH\nHoạt động năm 2026\n\n"
LONG = (
    "Làm tốt công tác thi đua, khen thưởng trong toàn tỉnh; động viên cán bộ, công chức, viên chức và nhân dân hăng "
    "hái lao động, sản xuất, công tác, học tập tốt.\n"
)
"""Longer than any wrapped line, so that each line of the file is a paragraph."""
PLAN = f"{HEAD}I. MỤC ĐÍCH\n{LONG}"


def reading_of(text):
    return read(read_text(text.encode()))


def content_of(text):
    return reading_of(text).content


def kinds_of(text):
    return [type(block) for block, _ in walk(content_of(text).body)]


def fields_of(part):
    return {name: value for name, value in asdict(part).items() if name not in ("key", "version")}


# --- doubts ---------------------------------------------------------------------------------------------------------


def test_a_plain_plan_leaves_no_doubt():
    reading = reading_of(f"{PLAN}II. NỘI DUNG\n1. Họp Khối trước ngày 20/3/2026.\n")

    assert reading.doubts == ()


def test_a_plan_without_tasks_is_doubtful():
    assert reading_of(PLAN).doubts == (
        Doubt("NO_TASKS", "Không nhận ra nhiệm vụ nào. Hãy đánh dấu các dòng là nhiệm vụ."),
    )


def test_a_plan_without_headings_is_doubtful():
    assert reading_of(f"{HEAD}Nội dung như sau:\nHọp Khối trước ngày 20/3/2026.\n{LONG}").doubts == (
        Doubt("NO_HEADINGS", "Không nhận ra đề mục nào trong nội dung. Hãy đánh dấu các đề mục."),
    )


def test_a_missing_title_is_doubtful():
    assert reading_of("I. NỘI DUNG\n1. Họp Khối trước ngày 20/3/2026.\n").doubts == (
        Doubt("KIND_MISSING", "Không thấy tên loại văn bản (KẾ HOẠCH) và trích yếu. Hãy nhập trích yếu."),
    )


def test_a_title_on_one_line_is_doubtful():
    reading = reading_of("Kế hoạch hoạt động năm 2026\n\nI. NỘI DUNG\n1. Họp Khối trước ngày 20/3/2026.\n")

    assert (reading.content.kind, reading.content.subject) == ("KẾ HOẠCH", ("hoạt động năm 2026",))
    assert reading.doubts == (
        Doubt(
            "TITLE_ON_ONE_LINE",
            "Tên loại văn bản và trích yếu viết trên một dòng; đã tách thành hai dòng. Hãy kiểm tra.",
        ),
    )


def test_labels_without_a_space_behind_them_are_doubtful():
    reading = reading_of(f"{HEAD}I.NỘI DUNG\n1.Họp Khối trước ngày 20/3/2026.\n2. Tổng kết trước ngày 10/12/2026.\n")

    assert reading.doubts == (
        Doubt(
            "HEADING_SPACING",
            "Thiếu dấu cách sau số thứ tự: “I.NỘI DUNG”, “1.Họp Khối trước ngày 20/3/2026.”. "
            "Văn bản in đã thêm dấu cách; hãy kiểm tra.",
        ),
    )


def test_an_issuer_taken_from_the_signature_is_doubtful():
    reading = reading_of(
        "KẾ HOẠCH\nHoạt động năm 2026\n\nI. NỘI DUNG\n1. Họp Khối trước ngày 20/3/2026.\n\n"
        "TM. KHỐI THI ĐUA SỐ 6\nKHỐI TRƯỞNG\n\nNguyễn Thị Sông Thương\n"
    )

    assert reading.content.head.issuer == ("KHỐI THI ĐUA SỐ 6",)
    assert reading.doubts == (
        Doubt(
            "ISSUER_DERIVED",
            "Tệp không có tên cơ quan ban hành; tạm lấy “KHỐI THI ĐUA SỐ 6” theo nội dung. Hãy kiểm tra.",
        ),
    )


def test_a_table_without_titles_is_doubtful():
    reading = reading_of(f"{HEAD}I. NỘI DUNG\n1\tHọp Khối\tQuý I\n2\tTổng kết\tQuý IV\n")
    [section] = reading.content.body
    [table] = section.blocks

    assert reading.doubts == (
        Doubt("TABLE_WITHOUT_TITLES", "Bảng không có dòng tiêu đề cột. Hãy chọn ý nghĩa của từng cột.", table.key),
    )


def test_lines_that_fit_nowhere_open_the_plan_in_their_order_with_a_doubt_each():
    head = HEAD.replace("KẾ HOẠCH", "Dự thảo lần hai\nĐã xin ý kiến các xã\n\nKẾ HOẠCH")
    reading = reading_of(f"{head}I. NỘI DUNG\n1. Họp Khối trước ngày 20/3/2026.\n")
    first, second = reading.content.opening

    assert (first.text, second.text) == ("Dự thảo lần hai", "Đã xin ý kiến các xã")
    assert reading.doubts == tuple(
        Doubt("UNPLACED", f"Chưa rõ dòng này thuộc phần nào của kế hoạch: “{line.text}”. Hãy chuyển hoặc bỏ.", line.key)
        for line in (first, second)
    )


# --- head, tail and annexes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "date"),
    [
        ("Số:      /KH-UBND", "Lam Giang, ngày     tháng     năm 2026"),
        ("Số: ......./KH-UBND", "Lam Giang, ngày ... tháng ... năm 2026"),
        ("Số ___/KH-UBND", "Lam Giang, ngày …… tháng …… năm 2026"),
    ],
)
def test_what_is_blank_in_the_head_stays_blank(number, date):
    plan = PLAN.replace("Số: 12/KH-UBND", number).replace("Lam Giang, ngày 03 tháng 02 năm 2026", date)
    head = content_of(plan).head

    assert (head.number, head.symbol, head.place, head.issued_on) == (
        None, "/KH-UBND", "Lam Giang", PartialDate(None, None, 2026),
    )  # fmt: skip


def test_a_place_may_be_abbreviated():
    head = content_of(PLAN.replace("Lam Giang, ngày", "TP. Lam Giang, ngày")).head

    assert (head.issuer, head.place) == (("UBND TỈNH LAM GIANG",), "TP. Lam Giang")


def test_recipients_may_stand_on_one_line():
    recipients = content_of(
        f"{PLAN}Nơi nhận: - Đảng ủy xã; - Các thôn; - Lưu: VT.\nCHỦ TỊCH\nĐỗ Văn Sông Hiền\n"
    ).recipients

    assert [recipient.text for recipient in recipients] == ["Đảng ủy xã;", "Các thôn;", "Lưu: VT."]


def test_a_caption_among_the_recipients_is_none_itself():
    tail = "Nơi nhận:\n- Các thôn;\nBản điện tử:\n- UBND tỉnh;\n- Lưu: VT.\n\nCHỦ TỊCH\nĐỗ Văn Sông Hiền\n"

    assert [(recipient.text, recipient.caption) for recipient in content_of(PLAN + tail).recipients] == [
        ("Các thôn;", False), ("Bản điện tử:", True), ("UBND tỉnh;", False), ("Lưu: VT.", False),
    ]  # fmt: skip


def test_a_plan_may_have_several_signatures():
    tail = "TM. CÔNG ĐOÀN\nCHỦ TỊCH\n(Đã ký)\nĐỗ Văn Sông Hiền\n\nTM. BAN GIÁM HIỆU\nHIỆU TRƯỞNG\n\nVũ Thị Lam Trang\n"
    first, second = content_of(f"{PLAN}Nơi nhận:\n- Lưu: VT.\n\n{tail}").signatures

    assert fields_of(first) == fields_of(
        Signature(key=0, authority=("TM. CÔNG ĐOÀN", "CHỦ TỊCH"), name="Đỗ Văn Sông Hiền", note="(Đã ký)")
    )
    assert fields_of(second) == fields_of(
        Signature(key=0, authority=("TM. BAN GIÁM HIỆU", "HIỆU TRƯỞNG"), name="Vũ Thị Lam Trang")
    )


def test_each_annex_has_its_label_title_and_blocks():
    annexes = content_of(
        f"{PLAN}CHỦ TỊCH\nĐỗ Văn Sông Hiền\n\nPhụ lục I\nDANH SÁCH ĐƠN VỊ\n1. Sở Y tế\n2. Sở Tư pháp\n"
        f"PHỤ LỤC II\nPHÂN CÔNG NHIỆM VỤ\n(Kèm theo Kế hoạch số 12/KH-UBND)\n{LONG}"
    ).annexes

    assert [(annex.label, annex.title, annex.reference, len(annex.blocks)) for annex in annexes] == [
        ("Phụ lục I", ("DANH SÁCH ĐƠN VỊ",), "", 2),
        ("PHỤ LỤC II", ("PHÂN CÔNG NHIỆM VỤ",), "(Kèm theo Kế hoạch số 12/KH-UBND)", 1),
    ]


def test_a_sentence_about_an_annex_begins_none():
    assert content_of(f"{HEAD}I. NỘI DUNG\nPhụ lục kèm theo nêu rõ phân công.\n{LONG}").annexes == ()


# --- body -----------------------------------------------------------------------------------------------------------


def test_a_wrong_label_stays_as_it_was_written():
    body = content_of(f"{PLAN}I. YÊU CẦU\n{LONG}III. NỘI DUNG\n{LONG}").body

    assert [(section.text, section.label) for section in body] == [
        ("MỤC ĐÍCH", None), ("YÊU CẦU", "I"), ("NỘI DUNG", None),
    ]  # fmt: skip


def test_labels_nest_by_their_styles():
    text = f"{HEAD}I. NỘI DUNG\n1. Một\n1.1. Hai\na) Ba\n- Bốn\n+ Năm\n* Sáu\n1.2. Bảy\n2. Tám\n{LONG}"

    assert [len(above) for _, above in walk(content_of(text).body)] == [0, 1, 2, 3, 4, 5, 4, 2, 1, 2]


def test_every_bullet_is_a_dash():
    items = content_of(f"{PLAN}- Một việc\n– Hai việc\n• Ba việc\n").body[0].blocks[1:]

    assert [(item.style, item.label, item.text) for item in items] == [
        (LabelStyle.DASH, None, "Một việc"), (LabelStyle.DASH, None, "Hai việc"), (LabelStyle.DASH, None, "Ba việc"),
    ]  # fmt: skip


def test_emphasis_over_two_lines_joins_them():
    assert content_of(f"{PLAN}- Phấn đấu **100% đảng viên\ntham gia**.\n").body[0].blocks[1].text == (
        "Phấn đấu 100% đảng viên tham gia."
    )


def test_duties_by_party_are_the_tasks_of_a_plan_that_has_no_other():
    duties = "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Chuẩn bị hội nghị.\n2. Sở Tư pháp\n- Tổng hợp kết quả.\n"

    assert [(task.text, task.responsible) for task in tasks(content_of(PLAN + duties))] == [
        ("Chuẩn bị hội nghị.", "Sở Y tế"), ("Tổng hợp kết quả.", "Sở Tư pháp"),
    ]  # fmt: skip


def test_duties_stay_duties_beside_other_tasks():
    duties = "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Chuẩn bị hội nghị.\n- Họp Khối trước ngày 20/3/2026.\n"

    assert kinds_of(PLAN + duties) == [Section, Item, Section, Section, Duty, TaskItem]


# --- tables ---------------------------------------------------------------------------------------------------------

LOOSE_TABLE = (
    "STT", "Nội dung", "Đơn vị chủ trì", "Thời gian",
    "1", "Phát động thi đua", "Sở Nội vụ", "Tháng 01/2026",
    "2", "Tổng kết thi đua", "Sở Y tế", "Tháng 12/2026",
)  # fmt: skip


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_number_of_a_row_is_no_page_number(gap):
    lines = (*(f"- Việc thứ {number} của Khối;" for number in range(12)), "II. NHIỆM VỤ", *LOOSE_TABLE)
    text = f"{PLAN}{gap.join(lines)}\nIII. TỔ CHỨC THỰC HIỆN\n{LONG}"

    assert words_of_reading(reading_of(text)) == words_of_file(text)
    assert [(task.number, task.text) for task in tasks(content_of(text))] == [
        ("1", "Phát động thi đua"), ("2", "Tổng kết thi đua"),
    ]  # fmt: skip


def test_a_row_with_nothing_but_its_number_is_kept():
    [section] = content_of(f"{HEAD}I. NỘI DUNG\nTT\tNội dung\tThời gian\n1\t\t\n2\tHọp Khối\tQuý I\n").body
    [table] = section.blocks

    assert isinstance(table, Table)
    assert [row.cells for row in table.rows if isinstance(row, Row)] == [("1", "", ""), ("2", "Họp Khối", "Quý I")]
