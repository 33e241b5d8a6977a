"""The HTML of a paper: its words, marks and structure."""

import re
from dataclasses import replace
from html import unescape

import pytest

from tests.papers.samples import (
    BODY,
    COLUMNS,
    LETTERHEAD,
    SIGNATURE,
    clause,
    row,
    sample_document,
    section,
)
from thidua.lib.dates import PartialDate
from thidua.papers.document import (
    Article,
    Cell,
    Column,
    Formula,
    Heading,
    HeadingLook,
    Paragraph,
    Recipients,
    Row,
    Table,
)
from thidua.papers.html import sheet, to_html


def plain(markup):
    """The words of some HTML as a reader sees them, blanks kept."""
    return unescape(re.sub(r"<[^>]+>", "", str(markup)))


def elements(document, name):
    """The words of each element of that name."""
    return [plain(inner) for inner in re.findall(rf"<{name}\b[^>]*>(.*?)</{name}>", sheet(document), re.DOTALL)]


def document_of(*blocks, **changes):
    return sample_document(blocks=blocks, annexes=(), **changes)


def test_file_names_its_language_title_and_author():
    file = to_html(sample_document(title="Kế hoạch <năm> & hơn", author='Khối "6"'))
    assert '<html lang="vi">' in file
    assert "<title>Kế hoạch &lt;năm&gt; &amp; hơn</title>" in file
    assert '<meta name="author" content="Khối &#34;6&#34;">' in file


def test_file_carries_its_style():
    assert "text-indent: 12.7mm" in to_html(sample_document())


def test_family_name_cannot_leave_its_string_in_the_style():
    profile = replace(sample_document().profile, font_family='A"; } </style><script>')
    assert "<script>" not in to_html(sample_document(profile=profile))


def test_prescribed_texts_are_capitals_in_the_text_itself():
    head = replace(LETTERHEAD, superior=("Tỉnh Lam Giang",), issuer=("Cụm thi đua xã",))
    blocks = (Formula(text="Quyết định:"), section("I.", "Mục đích"), clause("1.", "Yêu cầu"))
    words = plain(sheet(document_of(*blocks, letterhead=head)))
    for capitals in (
        "TỈNH LAM GIANG",
        "CỤM THI ĐUA XÃ",
        "KẾ HOẠCH",
        "QUYẾT ĐỊNH:",
        "I. MỤC ĐÍCH",
        "TM. KHỐI THI ĐUA SỐ 6",
        "GIÁM ĐỐC SỞ DU LỊCH",
    ):
        assert capitals in words
    for as_given in ("1. Yêu cầu", "Hoạt động của Khối thi đua số 6", "Nguyễn Thị Sông Thương"):
        assert as_given in words


def test_number_and_date_wait_to_be_filled_in():
    head = replace(LETTERHEAD, number=None, issued_on=PartialDate(None, 2, 2026))
    words = plain(sheet(document_of(letterhead=head)))
    assert "Số: \N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}" in words
    assert re.search(r"Số:\s{6,}/KH-KTĐ6", words)
    assert re.search(r"Lam Giang, ngày\s{5,}tháng 02 năm 2026", words)


def test_wholly_blank_date():
    words = plain(sheet(document_of(letterhead=replace(LETTERHEAD, place="", issued_on=PartialDate()))))
    assert re.search(r"ngày\s{5,}tháng\s{5,}năm\s{5,}", words)


def test_paper_without_number_and_symbol_has_no_number_line():
    assert "Số:" not in plain(sheet(document_of(letterhead=replace(LETTERHEAD, number=None, symbol=""))))


@pytest.mark.parametrize("symbol", ["05-CT/TW", "22/QĐ-UBND", "91/2017/NĐ-CP,", "(12/2019/TT-BNV)", "KH-KTĐ6"])
def test_document_numbers_stay_whole(symbol):
    assert f'<span class="whole">{symbol}</span>' in sheet(document_of(Paragraph(text=f"theo văn bản {symbol} này")))


@pytest.mark.parametrize("text", ["ngày 15/11/2026", "năm 2025-2026", "Thi đua - Khen thưởng", "https://" + "a/" * 80])
def test_words_that_break_safely_or_must_break_are_left_alone(text):
    assert f"<p>{text}</p>" in sheet(document_of(Paragraph(text=text)))


def test_symbol_wider_than_its_column_may_break():
    columns = (Column(title="", width=0.1), Column(title="", width=0.9))
    rows = (row("22/QĐ-UBND-TĐKT", "22/QĐ-UBND-TĐKT"),)
    html = sheet(document_of(Table(columns=columns, rows=rows)))
    assert '<td>22/QĐ-UBND-TĐKT</td><td><span class="whole">22/QĐ-UBND-TĐKT</span></td>' in html


def test_every_text_is_escaped():
    hostile = "<b>&\"'"
    document = document_of(
        Paragraph(label=hostile, text=hostile),
        Article(label=hostile, text=hostile),
        section(hostile, hostile),
        Table(columns=(Column(title=hostile, width=1),), rows=(row(hostile),)),
        recipients=Recipients(heading=hostile, lines=(Recipients.Line(text=hostile),)),
        signatures=(replace(SIGNATURE, authority=(hostile,), position=(hostile,), name=hostile),),
        letterhead=replace(LETTERHEAD, superior=(hostile,), issuer=(hostile,), number=hostile, symbol=hostile),
        subject=(hostile,),
        type_name=hostile,
        title=hostile,
        author=hostile,
    )
    html = to_html(document)
    assert html.lower().count("&lt;b&gt;&amp;&#34;&#39;") == 21
    assert html.count("<b>") == 1, "the bold label of the article is the only one of our own"


def test_heading_levels_follow_one_another_without_a_gap():
    document = document_of(section("I.", "A"), clause("1.", "B"), clause("1.1.1.", "C", depth=5), section("II.", "D"))
    assert re.findall(r"<h([1-6])", sheet(document)) == ["1", "2", "3", "4", "2"]


def test_part_has_its_label_above_its_title():
    html = sheet(document_of(Heading(look=HeadingLook.PART, label="Phần I", text="Quy định chung")))
    assert '<h2 class="part"><span class="line">Phần I</span> <span class="line">QUY ĐỊNH CHUNG</span></h2>' in html


def test_article_has_a_bold_label():
    assert "<p><b>Điều 1.</b> Ban hành Kế hoạch.</p>" in sheet(
        document_of(Article(label="Điều 1.", text="Ban hành Kế hoạch."))
    )


def test_letter_has_its_subject_under_its_number_and_no_type_name():
    document = document_of(type_name="", subject=("V/v đăng ký thi đua",))
    assert elements(document, "h1") == ["V/v đăng ký thi đua"]
    assert "<h1>" in sheet(document).split("</header>")[0]


def test_columns_keep_their_shares_and_alignment():
    html = sheet(document_of(Table(columns=COLUMNS, rows=(row("1", "Họp", "Tháng 3", "Sở Du lịch"),))))
    assert re.findall(r'<col style="width:([\d.]+)%" width="\1%">', html) == ["7.000", "41.000", "21.000", "31.000"]
    assert '<td class="centre">1</td><td>Họp</td><td class="centre">Tháng 3</td><td>Sở Du lịch</td>' in html


def test_table_without_titles_has_no_header():
    columns = tuple(replace(column, title="") for column in COLUMNS)
    assert "<thead>" not in sheet(document_of(Table(columns=columns, rows=(row("1", "2", "3", "4"),))))


def test_cells_stand_in_the_columns_that_spanning_cells_leave_free():
    table = Table(
        columns=COLUMNS,
        rows=(
            Row(cells=(Cell(text="a", rows=2), Cell(text="b", columns=2), Cell(text="c", rows=3))),
            Row(cells=(Cell(text="d"), Cell(text="e"))),
            Row(cells=(Cell(text="f", columns=3),)),
        ),
    )
    places = [[(place, cell.text) for place, cell in cells] for _, cells in table.placed()]
    assert places == [[(0, "a"), (1, "b"), (3, "c")], [(1, "d"), (2, "e")], [(0, "f")]]


def test_row_wider_than_its_table_is_refused():
    with pytest.raises(ValueError, match="row 1 of the table is wider than its 4 columns"):
        sheet(document_of(Table(columns=COLUMNS, rows=(row("1", "2", "3", "4", "5"),))))


def test_recipients_take_hyphens_and_captions_do_not():
    recipients = Recipients(
        lines=(Recipients.Line(text="Bản điện tử:", caption=True), Recipients.Line(text="Lưu: VT, KTĐ6."))
    )
    document = document_of(recipients=recipients)
    assert elements(document, "li") == ["Bản điện tử:", "- Lưu: VT, KTĐ6."]


def test_paper_without_recipients_has_no_heading_for_them():
    assert "Nơi nhận" not in sheet(document_of(recipients=Recipients()))


def test_appendix_has_its_title_in_capitals_and_an_issued_plan_has_not():
    appendix, plan = sample_document().annexes[0], replace(sample_document().annexes[1], type_name="Kế hoạch", label="")
    html = plain(sheet(sample_document(annexes=(appendix, plan))))
    assert "Phụ lục I DANH SÁCH ĐƠN VỊ THÀNH VIÊN KHỐI THI ĐUA SỐ 6" in html
    assert "KẾ HOẠCH Bảng phân công nhiệm vụ" in html


def test_sheet_is_the_file_without_its_frame():
    document = sample_document(blocks=BODY)
    assert str(sheet(document)) in to_html(document)
