"""What the review finds in a plan: one oddity a test, beside the plan without it."""

from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest
import yaml
from hypothesis import given

from plans.content import (
    Annex,
    Basis,
    Column,
    ColumnRole,
    Decision,
    Duty,
    Field,
    FieldRole,
    GroupRow,
    Head,
    Item,
    LabelStyle,
    PlanContent,
    Recipient,
    Row,
    Section,
    Signature,
    Span,
    Table,
    TaskItem,
)
from plans.importers.reader import read
from plans.importers.text import read_text
from plans.registry import Body, LegalDocument, Registry
from plans.review import Finding, review
from tests.plans.strategies import plan_contents
from thidua.lib.dates import PartialDate

KEYS = count(1)


def basis(text):
    return Basis(key=next(KEYS), text=text)


def item(text, style=LabelStyle.NONE, **fields):
    return Item(key=next(KEYS), text=text, style=style, **fields)


def task(text, **fields):
    return TaskItem(key=next(KEYS), text=text, **fields)


def section(text, *blocks, style=LabelStyle.ROMAN, **fields):
    return Section(key=next(KEYS), text=text, style=style, blocks=blocks, **fields)


def row(*cells):
    return Row(key=next(KEYS), cells=cells)


def group(text):
    return GroupRow(key=next(KEYS), text=text)


def task_table(*rows):
    return table(ColumnRole.NUMBER, ColumnRole.CONTENT, ColumnRole.TIME, ColumnRole.LEAD, rows=rows)


def table(*roles, rows):
    columns = tuple(Column(key=next(KEYS), title=role, role=role) for role in roles)
    return Table(key=next(KEYS), columns=columns, rows=tuple(rows))


def recipients(*texts):
    return tuple(Recipient(key=next(KEYS), text=text) for text in texts)


def signature(*authority, position=("GIÁM ĐỐC SỞ NỘI VỤ",), name="Trần Văn An"):
    return Signature(key=next(KEYS), authority=authority, position=position, name=name)


PURPOSE = section(
    "MỤC ĐÍCH, YÊU CẦU", section("Mục đích", item("Tạo khí thế thi đua trong Khối."), style=LabelStyle.ARABIC)
)
WORK = section(
    "NỘI DUNG HOẠT ĐỘNG",
    task_table(
        row("1", "Ký giao ước thi đua", "Trước 15/3/2026", "Khối trưởng"),
        row("2", "Hội nghị tổng kết", "Tháng 12/2026", "Khối trưởng, Khối phó"),
    ),
)
CARRYING_OUT = section(
    "TỔ CHỨC THỰC HIỆN", Duty(key=next(KEYS), text="Khối phó giúp Khối trưởng đôn đốc.", party=Span(0, 8))
)
PLAN = PlanContent(
    last_key=10_000,
    head=Head(
        superior=("UBND TỈNH LAM GIANG",),
        issuer=("KHỐI THI ĐUA SỐ 3",),
        number="05",
        symbol="/KH-KTĐ3",
        place="Lam Giang",
        issued_on=PartialDate(12, 2, 2026),
    ),
    subject=("Hoạt động của Khối thi đua số 3 năm 2026",),
    bases=(
        basis("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"),
        basis(
            "Căn cứ Quyết định số 40/QĐ-UBND ngày 05 tháng 01 năm 2026 của UBND tỉnh Lam Giang về chia khối thi đua."
        ),
    ),
    opening=(item("Khối thi đua số 3 xây dựng Kế hoạch hoạt động năm 2026 như sau:"),),
    body=(PURPOSE, WORK, CARRYING_OUT),
    closing=(item("Trên đây là Kế hoạch hoạt động của Khối thi đua số 3 năm 2026./."),),
    recipients=recipients("UBND tỉnh (để b/c);", "Các đơn vị trong Khối;", "Lưu: VT, KTĐ."),
    signatures=(signature("TM. KHỐI THI ĐUA SỐ 3", "KHỐI TRƯỞNG"),),
)


def plan(**changes):
    """The faultless plan with parts of it changed; those of the head by their own names."""
    head = {name: changes.pop(name) for name in tuple(changes) if name in Head.__dataclass_fields__}
    return replace(PLAN, head=replace(PLAN.head, **head), **changes)


def with_work(*blocks):
    return plan(body=(PURPOSE, section("NỘI DUNG HOẠT ĐỘNG", *blocks), CARRYING_OUT))


def with_bases(*texts, **changes):
    return plan(bases=tuple(map(basis, texts)), **changes)


def codes(content, *registry):
    return [finding.code for finding in review(content, *registry)]


def finding(content, code, *registry):
    (found,) = (found for found in review(content, *registry) if found.code == code)
    return found


def test_a_faultless_plan_has_no_findings():
    assert review(PLAN) == ()


def test_decision_and_annexes_are_reviewed_too():
    doubled = item("Các các đơn vị thực hiện./.")
    assert finding(plan(decision=Decision(key=next(KEYS), blocks=(doubled,))), "TYPO").key == doubled.key
    assert finding(plan(annexes=(Annex(key=next(KEYS), blocks=(doubled,)),)), "TYPO").key == doubled.key


@given(plan_contents)
def test_any_content_can_be_reviewed(content):
    assert {type(finding) for finding in review(content)} == {Finding}


# --- head -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": None, "symbol": ""}, "NUMBER_MISSING"),
        ({"number": None}, "NUMBER_BLANK"),
        ({"symbol": "/KH - KTĐ3"}, "SYMBOL_SPACES"),
        ({"issued_on": PartialDate()}, "DATE_MISSING"),
        ({"issued_on": PartialDate(None, 2, 2026)}, "DAY_BLANK"),
        ({"issued_on": PartialDate(31, 2, 2026)}, "DATE_IMPOSSIBLE"),
        ({"issuer": ()}, "ISSUER_MISSING"),
        ({"subject": ()}, "SUBJECT_MISSING"),
    ],
)
def test_what_the_head_lacks(changes, code):
    assert codes(plan(**changes)) == [code]


def test_a_message_quotes_the_words_and_names_the_clause():
    message = finding(plan(symbol="/KH - KTĐ3"), "SYMBOL_SPACES").message
    assert "“05/KH - KTĐ3”" in message
    assert "“05/KH-KTĐ3”" in message
    assert "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3" in message


# --- bases: how they are set out ------------------------------------------------------------------------------------


def test_a_basis_ends_in_a_semicolon_and_the_last_in_a_full_stop():
    content = with_bases("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022.", PLAN.bases[1].text[:-1] + ";")
    found = finding(content, "BASIS_PUNCTUATION")
    assert "căn cứ 1 kết thúc bằng “.”, căn cứ 2 kết thúc bằng “;”" in found.message
    assert found.key == content.bases[0].key


def test_a_basis_without_any_mark():
    assert codes(with_bases(PLAN.bases[0].text, PLAN.bases[1].text[:-1])) == ["BASIS_NO_END_MARK"]


def test_a_basis_that_runs_into_the_opening_sentence():
    opening = item(
        "Căn cứ Hướng dẫn số 7/HD-SNV ngày 06/01/2026 của Sở Nội vụ, Khối thi đua số 3 xây dựng Kế hoạch như sau:"
    )
    found = finding(plan(opening=(opening,)), "BASIS_IN_OPENING")
    assert found.key == opening.key


def test_an_opening_that_rests_on_the_situation_cites_nothing_and_continues_the_bases():
    opening = item("Căn cứ tình hình thực tế, Khối thi đua số 3 xây dựng Kế hoạch như sau:")
    assert codes(with_bases(PLAN.bases[0].text, opening=(opening,))) == []


def test_the_layout_of_the_party_is_its_own():
    content = plan(
        superior=("ĐẢNG BỘ XÃ HÒA BÌNH",),
        issuer=("CHI BỘ THÔN ĐÔNG",),
        symbol="-KH/CB",
        subject=("Phát động thi đua năm 2026",),
        bases=(basis("Thực hiện Kế hoạch số 9-KH/ĐU ngày 08/01/2026 của Đảng ủy xã,"),),
        closing=(item("Chi bộ báo cáo Đảng ủy xã theo quy định."),),
        recipients=recipients("Đảng ủy xã,", "Lưu Chi bộ."),
        signatures=(signature("T/M CHI BỘ", "BÍ THƯ", position=()),),
    )
    assert codes(content) == []


# --- bases: validity ------------------------------------------------------------------------------------------------


def test_a_basis_later_than_the_plan():
    late = "Căn cứ Thông báo số 8/TB-SNV ngày 20/02/2026 của Sở Nội vụ."
    content = with_bases(PLAN.bases[0].text, late)
    assert codes(content) == ["BASIS_AFTER_DOC_DATE"]
    assert finding(content, "BASIS_AFTER_DOC_DATE").key == content.bases[1].key


def test_a_day_still_blank_may_be_the_last_of_its_month():
    late = "Căn cứ Thông báo số 8/TB-SNV ngày 20/02/2026 của Sở Nội vụ."
    assert codes(with_bases(late, issued_on=PartialDate(None, 2, 2026))) == ["DAY_BLANK"]
    assert codes(with_bases(late, issued_on=PartialDate(None, 1, 2026))) == ["DAY_BLANK", "BASIS_AFTER_DOC_DATE"]


OLD_LAW = LegalDocument(
    number="11/2001/QH1",
    kind="Luật",
    subject="Luật Cây xanh",
    name="Luật Cây xanh",
    issued_on=date(2001, 1, 1),
    first_day=date(2001, 7, 1),
    last_day=date(2019, 12, 31),
    replaced_by="22/2019/QH2",
)
NEW_LAW = replace(
    OLD_LAW,
    number="22/2019/QH2",
    issued_on=date(2019, 5, 5),
    first_day=date(2020, 1, 1),
    last_day=None,
    replaced_by=None,
)
FISH = LegalDocument(
    number="33/2025/NĐ-CP",
    kind="Nghị định",
    subject="nuôi cá",
    matter="nuôi cá",
    issued_on=date(2025, 5, 5),
    first_day=date(2025, 7, 1),
)
GONE = Body(names=("Phòng Cây xanh", "huyện"), last_day=date(2025, 6, 30), successor="Sở Cây xanh")
TREES = Registry(documents=(OLD_LAW, NEW_LAW, FISH), bodies=(GONE,))


@pytest.mark.parametrize(
    "cited",
    ["Luật Cây xanh năm 2001", "Luật cây xanh ngày 01 tháng 01 năm 2001", "Luật số 11/2001/QH1 ngày 01/01/2001"],
)
def test_a_dead_law_is_found_by_number_by_date_and_by_year(cited):
    found = finding(with_bases(f"Căn cứ {cited}."), "EXPIRED_BASIS", TREES)
    assert "đã hết hiệu lực sau 31/12/2019" in found.message
    assert "Hãy thay bằng Luật số 22/2019/QH2 ngày 05/5/2019" in found.message


@pytest.mark.parametrize("cited", ["Luật Cây xanh năm 2019", "Luật Cây xanh", "Luật Sông ngòi năm 2001"])
def test_a_law_in_force_unknown_or_cited_without_its_year_is_passed_over(cited):
    assert codes(with_bases(f"Căn cứ {cited}."), TREES) == []


def test_the_plans_own_day_decides():
    content = with_bases("Căn cứ Luật Cây xanh năm 2001.", issued_on=PartialDate(1, 3, 2019), subject=("Trồng cây",))
    assert "EXPIRED_BASIS" not in codes(content, TREES)


def test_without_a_date_the_first_day_of_the_cycle_decides():
    before, after = ("Thi đua năm 2019",), ("Thi đua năm 2020",)
    dead = "Căn cứ Luật Cây xanh năm 2001."
    assert "EXPIRED_BASIS" not in codes(with_bases(dead, issued_on=PartialDate(), subject=before), TREES)
    assert "EXPIRED_BASIS" in codes(with_bases(dead, issued_on=PartialDate(), subject=after), TREES)


def test_all_the_dead_laws_of_one_basis_are_one_finding():
    content = with_bases(
        "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003; các Luật sửa đổi, bổ sung một số điều của "
        "Luật Thi đua, khen thưởng năm 2005 và năm 2013."
    )
    assert codes(content) == ["EXPIRED_BASIS"]
    message = finding(content, "EXPIRED_BASIS").message
    assert [number for number in ("15/2003", "47/2005", "39/2013") if number in message] == [
        "15/2003",
        "47/2005",
        "39/2013",
    ]


def test_a_dead_decree_in_the_body():
    citing = row("1", "Triển khai Nghị định số 98/2023/NĐ-CP", "Tháng 3/2026", "Khối trưởng")
    content = with_work(task_table(citing))
    assert codes(content) == ["EXPIRED_BASIS"]
    assert finding(content, "EXPIRED_BASIS").key == citing.key


def test_a_law_that_is_not_yet_in_force():
    content = with_bases("Căn cứ Luật Cây xanh năm 2019.", issued_on=PartialDate(1, 6, 2019), subject=("Trồng cây",))
    assert "NOT_YET_IN_FORCE" in codes(content, TREES)


def test_a_law_that_comes_into_force_with_the_plans_year_is_none():
    content = with_bases(
        "Căn cứ Luật Cây xanh năm 2019.", issued_on=PartialDate(20, 12, 2019), subject=("Thi đua năm 2020",)
    )
    assert "NOT_YET_IN_FORCE" not in codes(content, TREES)


def test_a_basis_about_something_the_plan_does_not_speak_of():
    cited = "Căn cứ Nghị định số 33/2025/NĐ-CP ngày 05 tháng 5 năm 2025 của Chính phủ."
    assert codes(with_bases(cited), TREES) == ["WRONG_BASIS"]
    assert codes(with_bases(cited, subject=("Thi đua nuôi cá năm 2026",)), TREES) == []


# --- how documents are named ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cited",
    [
        "Thông tư số 03/VBHN-BNV ngày 06/01/2026 của Bộ Nội vụ",
        "Kế hoạch số 12/HD-SNV ngày 06/01/2026 của Sở Nội vụ",
        "Quy định số 15/QĐ-UBND ngày 06/01/2026 của UBND tỉnh",
        "Nghị quyết số 15-CT/TU ngày 06/01/2026 của Tỉnh ủy",
    ],
)
def test_a_kind_that_the_symbol_does_not_bear(cited):
    assert codes(with_bases(f"Căn cứ {cited}.")) == ["WRONG_TYPE"]


@pytest.mark.parametrize(
    "cited",
    [
        "Văn bản hợp nhất số 03/VBHN-BNV ngày 06/01/2026 của Bộ Nội vụ",
        "Văn bản số 12/HD-SNV ngày 06/01/2026 của Sở Nội vụ",
        "Công văn số 12/SNV-TĐKT ngày 06/01/2026 của Sở Nội vụ",
        "Quy định số 08-QĐ/TW ngày 06/01/2026 của Ban Chấp hành Trung ương",
        "Thông tri số 02-TT/TU ngày 06/01/2026 của Tỉnh ủy",
        "Thông báo kết luận số 15/TB-VPCP ngày 06/01/2026 của Văn phòng Chính phủ",
    ],
)
def test_a_kind_that_the_symbol_may_bear(cited):
    assert codes(with_bases(f"Căn cứ {cited}.")) == []


@pytest.mark.parametrize("second", ["Công văn số 12/HD-CĐLG", "Hướng dẫn số 12/HD-CDLG"])
def test_one_document_by_two_names(second):
    content = with_bases(
        "Căn cứ Hướng dẫn số 12/HD-CĐLG ngày 06/01/2026 của Công đoàn Lam Giang;", f"Căn cứ {second} ngày 06/01/2026."
    )
    assert codes(content) == ["REF_TYPE_VARIANTS"]


def test_one_document_by_one_name():
    content = with_bases(
        "Căn cứ Hướng dẫn số 12/HD-CĐLG ngày 06/01/2026 của Công đoàn Lam Giang;", "Căn cứ Hướng dẫn số 12/HD- CĐLG."
    )
    assert codes(content) == []


@pytest.mark.parametrize(
    "cited",
    [
        "Luật Thi đua, khen thưởng số 06 ngày 15/6/2022",
        "Quyết định 52/2017 của UBND tỉnh",
        "Công văn số 12 của Sở Nội vụ",
    ],
)
def test_a_citation_without_its_symbol(cited):
    assert codes(with_bases(f"Căn cứ {cited}.")) == ["INCOMPLETE_REF"]


@pytest.mark.parametrize(
    "words",
    ["Theo Quy chế của Khối thi đua số 3 ngày 10/3/2026.", "Quyết định số lượng đơn vị.", "Luật Thi đua, khen thưởng."],
)
def test_numbers_of_other_things_are_no_citations(words):
    assert codes(plan(body=(*PLAN.body, section("KHEN THƯỞNG", item(words))))) == []


def test_a_document_in_small_letters():
    content = with_bases("Căn cứ luật thi đua, khen thưởng; nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ.")
    assert codes(content) == ["LOWERCASE_DOC_NAME"]
    message = finding(content, "LOWERCASE_DOC_NAME").message
    assert "“luật thi đua, khen thưởng”, “nghị định số 152/2025/NĐ-CP”" in message


@pytest.mark.parametrize(
    "words", ["Theo pháp luật thi đua, khen thưởng.", "Theo văn bản số 12/SNV-TĐKT của Sở Nội vụ."]
)
def test_the_law_and_papers_in_general_stay_small(words):
    assert codes(plan(body=(*PLAN.body, section("KHEN THƯỞNG", item(words))))) == []


# --- headings, labels, end ------------------------------------------------------------------------------------------


def test_a_heading_in_small_letters_among_capitals():
    odd = replace(CARRYING_OUT, text="Tổ chức thực hiện")
    found = finding(plan(body=(PURPOSE, WORK, odd)), "HEADING_CASE")
    assert (found.key, "“III. Tổ chức thực hiện”" in found.message) == (odd.key, True)


def test_headings_all_in_small_letters_are_a_style():
    small = tuple(replace(block, text=block.text.capitalize()) for block in (PURPOSE, WORK, CARRYING_OUT))
    assert codes(plan(body=small)) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Mục đích:", ["HEADING_COLON"]),
        ("Mục đích.", ["HEADING_FULL_STOP"]),
        ("Các tổ trưởng:", []),
        ("Phấn đấu đạt các chỉ tiêu sau:", []),
        ("Kinh phí, cơ sở vật chất…", []),
    ],
)
def test_a_mark_after_a_title(title, expected):
    purpose = section("MỤC ĐÍCH", section(title, item("Tạo khí thế thi đua."), style=LabelStyle.ARABIC))
    assert codes(plan(body=(purpose, WORK, CARRYING_OUT))) == expected


def test_two_headings_with_one_label():
    content = plan(body=(PURPOSE, replace(WORK, label="I"), replace(CARRYING_OUT, label="II")))
    found = finding(content, "LABEL_DIFFERS")
    assert "“I.” theo thứ tự là “II.”, “II.” theo thứ tự là “III.”" in found.message
    assert found.key == WORK.key


def test_points_lettered_by_another_alphabet():
    letters = [
        item(f"Việc {number}.", LabelStyle.LETTER, label=label) for number, label in enumerate([None] * 4 + ["e"])
    ]
    found = finding(plan(body=(*PLAN.body, section("KHEN THƯỞNG", *letters))), "LABEL_DIFFERS")
    assert "“e)” theo thứ tự là “đ)”" in found.message


def test_the_text_ends_with_its_mark():
    closing = item("Trên đây là Kế hoạch hoạt động của Khối thi đua số 3 năm 2026.")
    assert codes(plan(closing=(closing,))) == ["END_MARK"]
    assert finding(plan(closing=(closing,)), "END_MARK").key == closing.key


def test_a_plan_that_a_decision_issues_ends_with_the_decision():
    articles = (item("Quyết định này có hiệu lực từ ngày ký./.", LabelStyle.ARTICLE),)
    content = plan(decision=Decision(key=next(KEYS), blocks=articles), closing=())
    assert codes(content) == []


# --- work -----------------------------------------------------------------------------------------------------------


def test_a_row_without_its_party():
    empty = row("2", "Hội nghị sơ kết", "Tháng 7/2026", "")
    content = with_work(task_table(row("1", "Ký giao ước", "Tháng 3/2026", "Khối trưởng"), empty))
    assert codes(content) == ["EMPTY_RESPONSIBLE"]
    assert finding(content, "EMPTY_RESPONSIBLE").key == empty.key


def test_a_cell_merged_with_the_one_above_is_not_empty():
    rows = (row("1", "Ký giao ước", "Tháng 3/2026", "Khối trưởng"), row("2", "Hội nghị sơ kết", "Tháng 7/2026", None))
    assert codes(with_work(task_table(*rows))) == []


def test_no_task_with_a_party_is_said_once():
    assert codes(with_work(task("Ký giao ước trong tháng 3/2026.", due=Span(18, 30)), task("Sơ kết."))) == [
        "NO_RESPONSIBLE"
    ]


def test_a_plan_that_shares_out_duties_by_body_needs_no_party_at_its_few_tasks():
    duties = [Duty(key=next(KEYS), text=f"Tham mưu việc {number}.") for number in range(3)]
    content = plan(
        body=(PURPOSE, section("THỜI GIAN", task("Tháng 3/2026.", due=Span(0, 12))), section("SỞ NỘI VỤ", *duties))
    )
    assert codes(content) == ["NO_DEPUTY"]


def test_no_task_with_a_time_is_said_once():
    assert codes(with_work(task("Khối trưởng sơ kết.", responsible=Span(0, 11)))) == ["NO_DEADLINES"]


def test_a_standing_time_is_a_time():
    assert codes(with_work(task_table(row("1", "Đôn đốc", "Thường xuyên", "Khối phó")))) == []


def test_a_bloc_without_a_deputy():
    lead = task_table(row("1", "Ký giao ước", "Tháng 3/2026", "Khối trưởng"))
    assert codes(plan(body=(PURPOSE, section("NỘI DUNG", lead)))) == ["NO_DEPUTY"]


def test_a_commune_has_no_deputy_to_miss():
    lead = task_table(row("1", "Ký cam kết", "Tháng 3/2026", "Văn phòng"))
    content = plan(
        issuer=("ỦY BAN NHÂN DÂN", "XÃ SÔNG LAM"),
        subject=("Công tác thi đua, khen thưởng năm 2026",),
        opening=(),
        body=(section("NỘI DUNG", lead),),
        closing=(item("Ủy ban nhân dân xã yêu cầu các đơn vị thực hiện./."),),
        signatures=(signature("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", position=()),),
    )
    assert codes(content) == []


@pytest.mark.parametrize(
    "words",
    [
        "Xây dựng và ban hành Quy chế hoạt động của Khối năm 2025;",
        "Phát động phong trào thi đua năm 2025;",
        "Các đơn vị đăng ký thi đua năm 2025;",
    ],
)
def test_a_year_left_over_from_last_years_file(words):
    stale = item(words)
    found = finding(plan(body=(*PLAN.body, section("VIỆC KHÁC", stale))), "STALE_YEAR")
    assert (found.key, "năm 2025”" in found.message) == (stale.key, True)


@pytest.mark.parametrize(
    "words",
    [
        "Xây dựng Quy chế hoạt động của Khối năm 2026;",
        "Phát động phong trào thi đua năm 2027;",
        "Báo cáo tổng kết phong trào thi đua năm 2025;",
        "Thực hiện Kế hoạch phát triển giai đoạn 2021-2025;",
        "Triển khai Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2025;",
        "Xây dựng kế hoạch chào mừng kỷ niệm 80 năm Quốc khánh năm 1945;",
    ],
)
def test_years_gone_by_that_are_meant(words):
    assert codes(plan(body=(*PLAN.body, section("VIỆC KHÁC", item(words))))) == []


def test_an_old_year_in_a_heading():
    old = section("CÁC NỘI DUNG HOẠT ĐỘNG NĂM 2025", item("Giao lưu văn nghệ."))
    assert codes(plan(body=(*PLAN.body, old))) == ["STALE_YEAR"]


def test_the_first_year_of_a_school_year_is_its_own():
    opening = item("Trường Tiểu học Sông Lam xây dựng Kế hoạch năm học 2026 - 2027 như sau:")
    school = {"subject": ("Thi đua năm học 2026 - 2027",), "opening": (opening,), "issued_on": PartialDate(12, 9, 2026)}
    assert "STALE_YEAR" not in codes(plan(**school))
    old = item("Trường Tiểu học Sông Lam xây dựng Kế hoạch năm học 2025 - 2026 như sau:")
    assert "STALE_YEAR" in codes(plan(**school | {"opening": (old,)}))


def test_a_subject_whose_year_is_over():
    assert finding(plan(issued_on=PartialDate(12, 2, 2027)), "STALE_YEAR").key is None


@pytest.mark.parametrize("time", ["Tháng 12/2025", "Trước 10/01/2027", "Từ 20/12/2026 đến 05/01/2027"])
def test_work_outside_the_plans_year(time):
    assert codes(with_work(task_table(row("1", "Bàn giao", time, "Khối trưởng")))) == ["CROSS_YEAR"]


@pytest.mark.parametrize("time", ["Trước 01/01/2027", "Quý IV", "Cả năm 2026"])
def test_work_up_to_the_last_day_of_the_year(time):
    assert codes(with_work(task_table(row("1", "Bàn giao", time, "Khối trưởng")))) == []


def quarters(*headings):
    rows = [part for heading in headings for part in (group(heading), row("Giao lưu", "Khối trưởng"))]
    return with_work(table(ColumnRole.CONTENT, ColumnRole.LEAD, rows=rows))


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("QUÝ I", "QUÝ II", "QUÝ IV"), ["PERIOD_GAP"]),
        (("QUÝ I", "QUÝ II", "QUÝ III", "QUÝ IV"), []),
        (("QUÝ II", "QUÝ III", "QUÝ IV"), []),
        (("Tháng 3", "Tháng 5", "Tháng 9", "Tháng 12"), []),
        (("QUÝ I",), []),
    ],
)
def test_a_quarter_without_work_between_others(headings, expected):
    assert codes(quarters(*headings)) == expected


def test_the_empty_quarter_is_named():
    assert "quý III" in finding(quarters("QUÝ I", "QUÝ II", "QUÝ IV"), "PERIOD_GAP").message


def test_a_plan_by_dates_alone_has_no_gaps():
    assert codes(PLAN) == []


def test_two_names_for_half_a_school_year():
    work = section(
        "NỘI DUNG",
        item("Sơ kết học kỳ I."),
        item("Báo cáo 6 tháng đầu năm."),
        task("Khối phó sơ kết.", responsible=Span(0, 8)),
    )
    school = {"subject": ("Thi đua năm học 2026 - 2027",), "body": (work,), "issued_on": PartialDate(12, 9, 2026)}
    assert "PERIOD_MIX" in codes(plan(**school))
    assert "PERIOD_MIX" not in codes(plan(body=(work,)))


# --- names ----------------------------------------------------------------------------------------------------------


def with_words(*texts):
    return plan(body=(*PLAN.body, section("VIỆC KHÁC", *map(item, texts))))


@pytest.mark.parametrize(
    "words",
    [
        ("Khối Thi đua số 3 họp.",),
        ("Khối thi đua Cụm số 3 họp.",),
        ("Khối thi đua 3 họp.",),
        ("Gửi Ban Thi đua Khen thưởng tỉnh.", "Gửi Ban Thi đua - Khen thưởng tỉnh."),
        ("Hội đồng Thi đua, Khen thưởng.", "Hội đồng thi đua, khen thưởng."),
        ("Luật Thi đua, Khen thưởng.",),
        ("Gửi Hội đồng TĐKT tỉnh.", "HĐ Thi đua - Khen thưởng tỉnh họp."),
        ("Phòng giáo dục và Đào tạo.", "Gửi Phòng Giáo dục và Đào tạo xã."),
    ],
)
def test_one_body_by_several_names(words):
    assert "NAME_VARIANTS" in codes(with_words(*words))


@pytest.mark.parametrize(
    "words",
    [
        ("Các khối thi đua trong tỉnh.", "Khối thi đua số 4."),
        ("Hội đồng Thi đua - Khen thưởng tỉnh.", "Gửi Hội đồng TĐKT."),
        ("Các sở giáo dục và đào tạo.", "Sở Giáo dục và Đào tạo tỉnh."),
        ("KHỐI THI ĐUA SỐ 3",),
    ],
)
def test_one_body_by_one_name(words):
    assert "NAME_VARIANTS" not in codes(with_words(*words))


def test_the_holder_of_a_post_by_a_short_and_a_long_name():
    long = "Đăng cai tại Trường Cao đẳng Sông Lam Lam Giang (đơn vị Khối phó)."
    assert codes(with_words("Họp tại Trường Cao đẳng Sông Lam (Khối phó).", long)) == ["NAME_VARIANTS"]
    assert codes(with_words("Họp tại Trường Cao đẳng Sông Lam (Khối phó).", "Sở Y tế (Khối trưởng).")) == []


@pytest.mark.parametrize("words", ["Gửi phòng cây xanh.", "UBND huyện Lam Sơn chỉ đạo."])
def test_a_body_that_has_ended(words):
    content = with_words(words)
    assert codes(content, TREES) == ["DEAD_BODY"]
    assert "Hãy thay bằng Sở Cây xanh" in finding(content, "DEAD_BODY", TREES).message


@pytest.mark.parametrize(
    "words",
    [
        "Gửi Sở Cây xanh.",
        "Địa bàn huyện Lam Sơn (cũ).",
        "Theo Kế hoạch số 9/KH-UBND ngày 05/01/2025 của UBND huyện Lam Sơn.",
    ],
)
def test_a_body_known_to_be_past_or_that_issued_what_is_cited(words):
    assert codes(with_words(words), TREES) == []


def test_a_body_still_alive_on_the_plans_day():
    before = replace(PLAN.head, issued_on=PartialDate(30, 6, 2025))
    assert codes(replace(with_words("Gửi Phòng Cây xanh."), head=before, bases=()), TREES) == []


def test_the_head_of_an_ended_body_cannot_sign():
    content = plan(signatures=(signature("TM. KHỐI THI ĐUA SỐ 3", "KHỐI TRƯỞNG", position=("TRƯỞNG PHÒNG CÂY XANH",)),))
    assert finding(content, "DEAD_BODY", TREES).key == content.signatures[0].key


# --- spelling -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [("Đăng ký.", "Đăng kí."), ("Ủy ban.", "Uỷ ban."), ("văn hóa", "văn hoá")])
def test_two_spellings_of_one_syllable(words):
    assert codes(with_words(*words)) == ["SPELLING_VARIANTS"]


def test_syllables_that_only_look_alike():
    assert codes(with_words("Quý I, quy chế, tủy, tùy, hóa, họa, kỳ, ký.")) == []


@pytest.mark.parametrize(
    "words",
    ["Các các đơn vị.", "Truyền truyền, vận động.", "Hoàn thanh nhiệm vụ.", "Trường khối họp; Trưởng khối mời."],
)
def test_slips_of_the_pen(words):
    assert codes(with_words(words)) == ["TYPO"]


@pytest.mark.parametrize(
    "words",
    [
        "Người người thi đua.",
        "Tuyên truyền truyền thống.",
        "Phần đầu của buổi họp.",
        "Giao thông nhất là đường xã.",
        "Trường khối 5 họp.",
    ],
)
def test_what_only_looks_like_a_slip(words):
    assert codes(with_words(words)) == []


# --- marks ----------------------------------------------------------------------------------------------------------

SENTENCE = "Các đơn vị trong toàn khối bám sát kế hoạch để thực hiện"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (SENTENCE, ["MISSING_FULL_STOP"]),
        (SENTENCE + ";", []),
        ("Giao lưu thể thao", []),
        ("Phong trào “Một”, , “Hai”.", ["DOUBLE_COMMA"]),
        ("Phong trào “Một”, “Hai”.", []),
        ("Phong trào Một” và “Hai”.", ["UNBALANCED_QUOTES"]),
    ],
)
def test_marks_within_a_paragraph(words, expected):
    assert codes(with_words(words)) == expected


@pytest.mark.parametrize(
    ("words", "shown"), [("Phong trào Một” và “Hai”.", "“Phong trào Một”"), ("Phong trào “Một” và “Hai.", "“Hai.”")]
)
def test_an_unpaired_mark_is_shown_with_its_words(words, shown):
    assert shown in finding(with_words(words), "UNBALANCED_QUOTES").message


def test_a_title_above_points_and_a_field_need_no_full_stop():
    title = item(SENTENCE, LabelStyle.LETTER, blocks=(item("Giao lưu.", LabelStyle.DASH),))
    place = Field(key=next(KEYS), text=f"Địa điểm: {SENTENCE}", role=FieldRole.PLACE, value=Span(10, 66))
    assert codes(plan(body=(*PLAN.body, section("VIỆC KHÁC", title, place)))) == []


def test_a_hyphen_here_and_a_dash_there():
    assert codes(with_words("Năm 2021 - 2022.", "Năm 2021 – 2022.")) == ["DASH_VARIANTS"]
    assert codes(with_words("Năm 2021 - 2022.", "Năm 2022 – 2023.")) == []


def test_a_bullet_glued_to_its_words_in_a_cell():
    glued = row("1", "- Phát động. -Ký giao ước.", "Tháng 3/2026", "Khối trưởng")
    assert codes(with_work(task_table(glued))) == ["BULLET_SPACING"]
    assert codes(with_work(task_table(row("1", "- Phát động. - Ký giao ước.", "Tháng 3/2026", "Khối trưởng")))) == []


# --- recipients and signature ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((), ["RECIPIENTS_MISSING"]),
        (("UBND tỉnh;", "Lưu: VP."), []),
        (("UBND tỉnh;", "Lưu: Đơn vị Khối trưởng."), ["LUU_NOT_VT"]),
        (("UBND tỉnh;", "Lưu VT, KTĐ."), ["LUU_NO_COLON"]),
        (("UBND tỉnh;", "Lưu: VT"), ["LUU_NO_FULL_STOP"]),
        (("UBND tỉnh;", "Các đơn vị trong Khối."), ["LUU_MISSING"]),
        (("UBNDtỉnh;", "Lưu: VT."), ["RECIPIENT_SPACING"]),
        (("UBND tỉnh(b/c);", "Lưu: VT."), ["RECIPIENT_SPACING"]),
        (("UBND tỉnh", "Lưu: VT."), ["RECIPIENT_PUNCTUATION"]),
    ],
)
def test_the_list_of_recipients(lines, expected):
    assert codes(plan(recipients=recipients(*lines))) == expected


def test_a_union_may_file_without_a_clerk():
    union = plan(superior=("LIÊN ĐOÀN LAO ĐỘNG TỈNH LAM GIANG",), recipients=recipients("Các đơn vị;", "Lưu: CĐ."))
    assert codes(union) == []


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (signature("TM. KHỐI THI ĐUA SỐ 3", "KT. KHỐI TRƯỞNG", "KHỐI PHÓ"), []),
        (signature("TM. KHỐI THI ĐUA SỐ 3", "KHỐI TRƯỞNG", "GIÁM ĐỐC SỞ NỘI VỤ", position=()), []),
        (signature("TM. KHỐI THI ĐUA SỐ 3", "KHỐI TRƯỞNG", name=""), ["SIGNER_MISSING"]),
        (signature("TM.KHỐI THI ĐUA SỐ 3", "KHỐI TRƯỞNG"), ["AUTHORITY_SPACING"]),
        (signature("KHỐI TRƯỞNG"), ["NO_AUTHORITY"]),
        (signature("TM. KHỐI THI ĐUA SỐ 3", "KHỐI TRƯỞNG", position=()), ["NO_7B_POSITION"]),
        (signature("HIỆU TRƯỞNG", position=()), []),
    ],
)
def test_the_signature_block(block, expected):
    assert codes(plan(signatures=(block,))) == expected


def test_a_plan_without_signature():
    assert codes(plan(signatures=())) == ["SIGNER_MISSING"]


# --- real plans -----------------------------------------------------------------------------------------------------

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"

# Where the truth says one thing by one word and the review by two.
SAID_AS = {"NUMBER_DATE_MISSING": {"NUMBER_MISSING", "DATE_MISSING"}}
NOT_MECHANICAL = {
    "MISSING_VERB": "needs the grammar of the sentence",
    "WRONG_SCOPE": "needs to know what the body is part of",
    "APOSTROPHE_NAME": "no fault: a name to be kept as it is",
    "TITLE_ON_ONE_LINE": "is lost when the file is read",
    "HEADING_SPACING": "is lost when the file is read",
    "MARKDOWN_ARTEFACTS": "is lost when the file is read",
}
# True of the document, though its truth does not list them.
UNLISTED = {
    "seed_000": {"NO_RESPONSIBLE"},
    "seed_001": {"BASIS_IN_OPENING"},
    "seed_002": {"HEADING_COLON", "HEADING_FULL_STOP", "END_MARK", "NAME_VARIANTS"},
    "seed_003": {"NAME_VARIANTS", "DASH_VARIANTS"},
    "seed_004": {"END_MARK", "MISSING_FULL_STOP"},
}


@pytest.mark.skipif(not SEEDS.exists(), reason="the real plans are not part of the repository")
@pytest.mark.parametrize("seed", UNLISTED)
def test_all_mechanical_oddities_of_a_real_plan_and_no_others(seed):
    truth = yaml.safe_load((SEEDS / "seeds_truth.yaml").read_text(encoding="utf-8"))
    (described,) = (plan for plan in truth["seeds"] if plan["id"] == seed)
    expected = set(UNLISTED[seed])
    for anomaly in described["anomalies"]:
        if anomaly["code"] not in NOT_MECHANICAL:
            expected |= SAID_AS.get(anomaly["code"], {anomaly["code"]})
    content = read(read_text((SEEDS / described["file"]).read_bytes())).content
    assert set(codes(content)) == expected
