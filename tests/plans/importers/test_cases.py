"""What a plan may hold that is easily misread, smallest first."""

import pytest

from plans.content import Item, LabelStyle, Section, Table, TaskItem, walk
from plans.importers.blocks import UnreadableFileError
from plans.importers.reader import read
from plans.importers.text import read_text
from plans.tasks import tasks
from tests.plans.importers.readings import SAMPLES
from tests.plans.importers.source_words import words_of_file, words_of_reading

HEAD = "UBND TỈNH LAM GIANG\nSố: 12/KH-UBND\nLam Giang, ngày 03 tháng 02 năm 2025\n\nKẾ HOẠCH\nHoạt động năm 2025\n\n"
LONG = (
    "Làm tốt công tác thi đua, khen thưởng trong toàn tỉnh; động viên cán bộ, công chức, viên chức và nhân dân hăng "
    "hái lao động, sản xuất, công tác, học tập tốt.\n"
)
PLAN = HEAD + "I. MỤC ĐÍCH\n" + LONG


def reading(text):
    return read(read_text(text.encode()))


def content(text):
    return reading(text).content


def lost_and_added(text):
    read_words, file_words = words_of_reading(reading(text)), words_of_file(text)
    return dict(file_words - read_words), dict(read_words - file_words)


def texts(text):
    return [block.text for block, _ in walk(content(text).body) if not isinstance(block, Table)]


def test_a_rule_line_with_a_tab_is_no_table():
    reading("KẾ HOẠCH\n\n-----\t-----\n\nI. MỤC ĐÍCH\n")


# --- words lost or doubled -------------------------------------------------------------------------------------------


def test_the_number_of_the_first_row_is_no_page_number():
    assert lost_and_added((SAMPLES / "loose_cells.txt").read_text()) == ({}, {})


def test_the_same_with_empty_lines_between_cells():
    text = PLAN + (
        "- Một là, làm tốt việc này;\n\n- Hai là, làm tốt việc kia;\n\n- Ba là, làm tốt.\n\nII. NHIỆM VỤ\n\nSTT\n\n"
        "Nội dung\n\nĐơn vị chủ trì\n\nThời gian\n\n1\n\nPhát động thi đua\n\nSở Nội vụ\n\nTháng 01/2025\n\n2\n\n"
        "Tổng kết thi đua\n\nSở Y tế\n\nTháng 12/2025\n\nIII. TỔ CHỨC THỰC HIỆN\n\n" + LONG
    )
    assert lost_and_added(text) == ({}, {})
    assert [task.text for task in tasks(content(text))] == ["Phát động thi đua", "Tổng kết thi đua"]


def test_a_row_with_nothing_but_its_number_is_kept():
    text = "KẾ HOẠCH\nHoạt động năm 2026\n\nTT\tNội dung\tThời gian\n1\t\t\n2\tHọp\tQuý I\n"
    assert lost_and_added(text) == ({}, {})


def test_the_reference_of_a_plan_without_its_decision_is_kept():
    text = (
        HEAD + "(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 03/02/2025 của UBND tỉnh)\n" + "I. MỤC ĐÍCH\n" + LONG
    )
    text = text.replace("năm 2025\n\n(Ban", "năm 2025\n(Ban")
    assert lost_and_added(text) == ({}, {})


def test_the_authority_of_a_decision_without_a_plan_is_kept():
    text = (
        "UBND TỈNH LAM GIANG\nSố: 12/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc chia khối thi đua\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAM GIANG\n"
        "Căn cứ Luật Thi đua;\nQUYẾT ĐỊNH:\nĐiều 1. Chia khối.\nĐiều 2. Thi hành.\n"
        "Nơi nhận:\n- Như Điều 2;\nCHỦ TỊCH\nNguyễn Văn An\n"
    )
    assert lost_and_added(text) == ({}, {})


def test_the_head_of_the_plan_behind_its_decision_is_kept():
    decision = (SAMPLES / "decision.txt").read_text()
    text = decision.replace("\nKẾ HOẠCH\n", "\nSỞ NỘI VỤ TỈNH LAM GIANG\n\nKẾ HOẠCH\n")
    assert lost_and_added(text) == ({}, {})


def test_a_second_note_in_the_place_of_the_signature_is_kept():
    assert lost_and_added(PLAN + "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\n(Ký, ghi rõ họ tên)\n(Đã ký)\nNguyễn Văn An\n") == (
        {},
        {},
    )


def test_a_second_heading_of_recipients_is_kept():
    text = PLAN + "Nơi nhận:\n- UBND tỉnh;\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn An\n"
    assert lost_and_added(text) == ({}, {})


def test_a_number_with_words_after_it_is_not_doubled():
    assert lost_and_added(PLAN.replace("12/KH-UBND", "12/KH-UBND (dự thảo)")) == ({}, {})


# --- structure -------------------------------------------------------------------------------------------------------


def test_labels_with_a_tab_behind_them_make_no_table():
    """Word writes numbered lists like this when it saves as plain text."""
    text = (
        HEAD + "I.\tMỤC ĐÍCH, YÊU CẦU\n1.\tMục đích\n-\t" + LONG + "II.\tNỘI DUNG\n1.\tHọp Khối trước ngày 15/3/2025.\n"
    )
    assert [type(block) for block, _ in walk(content(text).body)] == [Section, Section, Item, Section, TaskItem]


def test_a_table_with_a_column_for_recipients_is_a_table():
    rows = "TT\tTên báo cáo\tNơi nhận\n1\tBáo cáo quý\tSở Nội vụ\n2\tBáo cáo năm\tUBND tỉnh\n"
    body = content(HEAD + "I. BÁO CÁO\n" + rows + "II. TỔ CHỨC THỰC HIỆN\n" + LONG).body
    assert [type(block) for block, _ in walk(body)] == [Section, Table, Section, Item]


def test_a_body_line_that_names_a_kind_is_no_title():
    text = "I. MỤC ĐÍCH\n" + LONG + "II. NỘI DUNG\n1. Họp trước ngày 20/3/2025.\nKẾ HOẠCH CHI TIẾT\n" + LONG
    assert content(text).head.issuer == ()


def test_the_head_of_the_party_is_no_issuer():
    text = (
        "ĐẢNG BỘ TỈNH LAM GIANG\nĐẢNG ỦY SỞ Y TẾ\n*\nSố 12-KH/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Lam Giang, ngày 03 tháng 02 năm 2025\n\n"
        "KẾ HOẠCH\nHoạt động năm 2025\n\nI. MỤC ĐÍCH\n" + LONG
    )
    head = content(text).head
    assert (head.superior, head.issuer) == (("ĐẢNG BỘ TỈNH LAM GIANG",), ("ĐẢNG ỦY SỞ Y TẾ",))


def test_a_number_with_a_letter_is_a_number():
    head = content(PLAN.replace("12/KH", "12a/KH")).head
    assert (head.number, head.symbol) == ("12a", "/KH-UBND")


def test_recipients_on_one_line_are_several():
    text = PLAN + "Nơi nhận: - Đảng ủy xã; - Các thôn; - Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn An\n"
    assert [recipient.text for recipient in content(text).recipients] == ["Đảng ủy xã;", "Các thôn;", "Lưu: VT."]


def test_a_manual_line_break_breaks_the_line():
    text = PLAN + "II. NỘI DUNG\x0b1. Họp trước ngày 20/3/2025.\x0b2. Báo cáo trước ngày 01/12/2025.\n"
    assert len(tasks(content(text))) == 2


def test_bullets_of_symbol_fonts_are_bullets():
    blocks = content(PLAN + "\uf0b7 Một việc\n\uf02d Hai việc\n\uf0d8 Ba việc\n➢ Bốn việc\n✓ Năm việc\n").body[0].blocks
    assert [block.style for block in blocks[1:]] == [LabelStyle.DASH] * 5


def test_emphasis_that_goes_on_in_small_letters_joins_its_lines():
    assert "Phấn đấu 100% đảng viên tham gia." in texts(PLAN + "- Phấn đấu **100% đảng viên\ntham gia**.\n")


def test_capitals_typed_with_tcvn3_are_capitals():
    data = (
        "KÕ HO¹CH\nHo¹t ®éng cña Khèi thi ®ua n¨m 2006\n\nI. MôC §ÝCH\nLµm tèt c«ng t¸c thi ®ua, khen th­ëng.\n".encode(
            "latin-1"
        )
    )
    plan = read(read_text(data)).content
    [heading] = plan.body
    assert isinstance(heading, Section)
    assert (plan.kind, plan.subject, heading.text) == (
        "KẾ HOẠCH",
        ("Hoạt động của Khối thi đua năm 2006",),
        "MỤC ĐÍCH",
    )


def test_a_heading_without_words_is_no_task():
    assert [task.text for task in tasks(content("KẾ HOẠCH\nHoạt động\n\nI.\n\nThời gian: Quý I\n"))] == []


@pytest.mark.parametrize("title", ["Kế Hoạch", "K Ế  H O Ạ C H"])
def test_a_title_typed_otherwise_is_a_title(title):
    plan = content(PLAN.replace("KẾ HOẠCH", title))
    assert (plan.kind, plan.subject, plan.head.issuer) == (
        "KẾ HOẠCH",
        ("Hoạt động năm 2025",),
        ("UBND TỈNH LAM GIANG",),
    )


def test_the_number_of_the_first_page_is_a_page_number():
    """Here the first page is numbered too: 1, 2 instead of 2, 3."""
    text = (SAMPLES / "page_layout.txt").read_text()
    numbered_from_1 = text.replace(" " * 60 + "                 2\n", " " * 77 + "1\n").replace(
        " " * 60 + "                 3\n", " " * 77 + "2\n"
    )
    assert numbered_from_1 != text
    assert content(numbered_from_1) == content(text)


def rows_as_tasks(table):
    return [task.text for task in tasks(content(HEAD + "I. NỘI DUNG\n" + table))]


def test_titles_repeated_on_the_next_page_are_no_row():
    head = "| TT | Nội dung | Thời gian | Chủ trì |\n|---|---|---|---|\n"
    repeated = (
        head
        + "| 1 | Họp | Quý I | Sở Y tế |\n| TT | Nội dung | Thời gian | Chủ trì |\n| 2 | Ký | Quý II | Sở Tư pháp |\n"
    )
    assert rows_as_tasks(repeated) == ["Họp", "Ký"]


def test_a_heading_in_front_of_titles_is_no_row():
    head = "TT\tNội dung\tThời gian\n"
    text = HEAD + f"1. Quý I\n{head}1\tHọp Khối\tTháng 3\n2. Quý II\n{head}1\tSơ kết\tTháng 6\n"
    assert [type(block) for block, _ in walk(content(text).body)] == [Section, Table, Section, Table]


def test_numbers_of_columns_are_no_task():
    head = "| TT | Nội dung | Thời gian | Chủ trì |\n|---|---|---|---|\n"
    assert rows_as_tasks(head + "| (1) | (2) | (3) | (4) |\n| 1 | Họp | Quý I | Sở Y tế |\n") == ["Họp"]


def test_a_total_is_no_task():
    head = "| TT | Nội dung | Kinh phí | Chủ trì |\n|---|---|---|---|\n"
    assert rows_as_tasks(head + "| 1 | Họp | 10.000.000 | Sở Y tế |\n| | Tổng cộng | 10.000.000 | |\n") == ["Họp"]


def test_bare_numbers_below_thang_are_months():
    plan = content(HEAD + "I. NỘI DUNG\nTháng\tNội dung\n1\tHọp khối\n2\tKý giao ước\n3\tSơ kết\n")
    assert [str(task.due) for task in tasks(plan)] == ["Tháng 1", "Tháng 2", "Tháng 3"]


def test_a_field_begins_a_paragraph_however_the_file_is_wrapped():
    text = HEAD + "I. NỘI DUNG\n1. Hội nghị sơ kết\nThời gian: Quý II; Địa điểm: Sở Y tế; Chủ trì: Sở Y tế.\n"
    assert "Hội nghị sơ kết" in texts(text)


@pytest.mark.parametrize("due", ["Tháng 6", "Quý III/2025", "Ngày 20/11", "Từ ngày 01/3 đến ngày 15/3"])
def test_a_period_in_front_of_a_colon_dates_its_line(due):
    [task] = tasks(content(PLAN + f"II. NỘI DUNG\n- {due}: Kiểm tra chéo giữa các đơn vị.\n"))
    assert (task.text, str(task.due)) == ("Kiểm tra chéo giữa các đơn vị.", due)


def test_what_is_assigned_on_the_line_of_a_party_is_a_task():
    text = PLAN + (
        "II. PHÂN CÔNG NHIỆM VỤ\n1. Sở Y tế: chuẩn bị hội nghị ký giao ước thi đua của Khối.\n"
        "2. Sở Tư pháp: chủ trì hội nghị sơ kết của Khối.\n3. Sở Nội vụ: tổng hợp kết quả.\n"
    )
    assert [task.responsible for task in tasks(content(text))] == ["Sở Y tế", "Sở Tư pháp", "Sở Nội vụ"]


def test_prose_without_labels_is_body():
    reading_ = reading(HEAD + "Các đơn vị họp Khối trước ngày 20/3/2025.\n" + LONG)
    assert len(tasks(reading_.content)) == 1
    assert [doubt.code for doubt in reading_.doubts] == ["NO_HEADINGS"]


def test_a_title_that_begins_with_bieu_mau_begins_no_second_annex():
    annexes = content(PLAN + "CHỦ TỊCH\nĐỗ Văn Sông Hiền\n\nPHỤ LỤC II\nBIỂU MẪU BÁO CÁO\n" + LONG).annexes
    assert [(annex.label, annex.title) for annex in annexes] == [("PHỤ LỤC II", ("BIỂU MẪU BÁO CÁO",))]


def test_a_word_may_be_as_long_as_an_address_but_not_endless():
    assert "a" * 1000 in texts(PLAN + "a" * 1000 + "\n")
    with pytest.raises(UnreadableFileError) as refused:
        reading(PLAN + "| TT | Nội dung |\n|---|---|\n| 1 | " + "a" * 1001 + " |\n")
    assert str(refused.value) == (
        "Tệp có một chuỗi 1001 ký tự liền nhau, không phải chữ: “aaaaaaaaaaaaaaaaaaaa…”. Hãy xóa chuỗi ấy rồi thử lại."
    )
