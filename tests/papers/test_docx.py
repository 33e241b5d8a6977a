"""The Word file of a paper: valid, ours in every name and font, and laid out as the PDF is."""

import io
import subprocess
import sys
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.shared import Length

from tests.papers.samples import BODY, COLUMNS, LETTERHEAD, RECIPIENTS, SIGNATURE, row, sample_document
from tests.papers.word import W, misplaced, part, printed_lines, val, words_in
from thidua.lib.dates import PartialDate
from thidua.papers.document import (
    Article,
    Cell,
    Formula,
    Heading,
    HeadingLook,
    Paragraph,
    Profile,
    Recipients,
    Row,
    Table,
)
from thidua.papers.docx import to_docx
from thidua.papers.docx.styles import Style

RICH = sample_document(
    blocks=(
        Formula(text="Quyết định:"),
        Article(label="Điều 1.", text="Ban hành kèm theo Quyết định này Kế hoạch."),
        Heading(look=HeadingLook.PART, label="Phần I", text="Mục tiêu", aside="(dự kiến)"),
        *BODY,
        Table(
            columns=COLUMNS,
            rows=(
                Row(cells=(Cell(text="1", rows=2), Cell(text="Một\nHai", columns=2), Cell(text="Chung", rows=2))),
                Row(cells=(Cell(text="Ba"), Cell(text="Bốn"))),
                row("2", "Năm", "Sáu", "Bảy"),
            ),
        ),
    ),
    signatures=(SIGNATURE, replace(SIGNATURE, note="(Đã ký)"), SIGNATURE),
    recipients=Recipients(lines=RECIPIENTS.lines * 5),
)
"""A paper with everything that a paper may have."""


@pytest.fixture(scope="module")
def rich():
    return to_docx(RICH)


def body_of(data):
    return part(data, "word/document.xml")[0]


def style_of(data, style):
    return next(one for one in part(data, "word/styles.xml") if one.get(f"{W}styleId") == style.identifier)


def used(data, style):
    """The paragraphs in this style."""
    return [each for each in body_of(data).iter(f"{W}p") if val(each, "pPr/pStyle") == style.identifier]


def test_every_element_stands_where_the_schema_wants_it(rich):
    names = [name for name in zipfile.ZipFile(io.BytesIO(rich)).namelist() if name.startswith("word/")]
    parts = [name for name in names if name.endswith(".xml")]
    assert len(parts) == 6
    assert [found for name in parts for found in misplaced(part(rich, name))] == []


def test_the_same_paper_gives_the_same_bytes_in_every_process(rich):
    program = (
        "import sys\nfrom tests.papers.test_docx import RICH\nfrom thidua.papers.docx import to_docx\n"
        "sys.stdout.buffer.write(to_docx(RICH))"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert other.stdout == rich


def test_properties_tell_of_the_paper_and_of_no_program(rich):
    properties = docx.Document(io.BytesIO(rich)).core_properties
    assert (properties.title, properties.author, properties.language) == (RICH.title, RICH.author, "vi-VN")
    with zipfile.ZipFile(io.BytesIO(rich)) as file:
        everything = b"".join(file.read(name) for name in file.namelist()).lower()
        assert not [name for name in file.namelist() if "theme" in name or "thumbnail" in name or "app.xml" in name]
    assert [
        word for word in (b"python", b"calibri", b"cambria", b"tinos", b"microsoft mac") if word in everything
    ] == []


def test_the_font_is_named_for_every_script():
    fonts = part(to_docx(RICH, "Liberation Serif"), "word/styles.xml").find(f".//{W}rPrDefault/{W}rPr/{W}rFonts")
    assert sorted(fonts.attrib.values()) == ["Liberation Serif"] * 4
    fonts = part(to_docx(RICH), "word/styles.xml").find(f".//{W}rPrDefault/{W}rPr/{W}rFonts")
    assert sorted(fonts.attrib.values()) == ["Times New Roman"] * 4


def test_every_paragraph_has_one_of_the_named_styles(rich):
    names = {style.identifier for style in Style}
    assert {val(paragraph, "pPr/pStyle") for paragraph in body_of(rich).iter(f"{W}p")} <= names


def test_headings_are_in_words_outline(rich):
    levels = {words_in(heading): val(heading, "pPr/outlineLvl") for heading in used(rich, Style.CLAUSE)}
    assert levels == {"Mục đích": "1", "Yêu cầu": "1"}
    assert [val(style_of(rich, style), "pPr/outlineLvl") for style in (Style.SECTION, Style.CLAUSE)] == ["0", "1"]


def test_sizes_gaps_and_lines_are_the_profiles():
    data = to_docx(sample_document(profile=Profile(body_pt=13, line_spacing=1.5, paragraph_gap_pt=8)))
    style = style_of(data, Style.TEXT)
    spacing = style.find(f"{W}pPr/{W}spacing").attrib
    assert {name.removeprefix(W): value for name, value in spacing.items()} == {
        "before": "0", "after": "160", "line": "390", "lineRule": "exact",
    }  # fmt: skip
    assert val(style, "rPr/sz") == "26"


def test_pages_are_a4_and_an_annex_lies_where_it_must(rich):
    sections = docx.Document(io.BytesIO(rich)).sections
    sizes = [(section.page_width or 0, section.page_height or 0) for section in sections]
    assert [(round(Length(width).mm), round(Length(height).mm)) for width, height in sizes] == [
        (210, 297), (210, 297), (297, 210),
    ]  # fmt: skip
    margins = {(section.left_margin or 0, section.right_margin or 0) for section in sections}
    assert [(round(Length(left).mm), round(Length(right).mm)) for left, right in margins] == [(30, 15)]
    starts = [section._sectPr.find(f"{W}pgNumType") for section in sections]
    assert [start is None or start.get(f"{W}start") for start in starts] == [True, "1", "1"]
    assert [section.different_first_page_header_footer for section in sections] == [True] * 3


def test_title_row_is_repeated_and_no_row_is_split(rich):
    ruled = [table for table in body_of(rich).findall(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblBorders") is not None]
    for table in ruled:
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def stays(block):
    """Whether every paragraph of it stays on the page of what follows."""
    return all(inner.find(f"{W}pPr/{W}keepNext") is not None for inner in block.iter(f"{W}p"))


def test_the_last_lines_and_rows_go_with_the_signature(rich):
    blocks = list(body_of(rich))
    closing = next(place for place, block in enumerate(blocks) if SIGNATURE.name in words_in(block))
    *_, before, table, gap = blocks[:closing]
    *_, last_but_two, last_but_one, last = table.findall(f"{W}tr")
    assert [stays(block) for block in (before, last_but_two, last_but_one, last, gap)] == [True, True, True, True, True]
    assert not stays(blocks[closing - 4])


def test_the_label_of_an_article_is_bold_and_its_text_is_not(rich):
    article = used(rich, Style.ARTICLE)[0]
    levels = {one.get(f"{W}abstractNumId"): one[1] for one in part(rich, "word/numbering.xml").iter(f"{W}abstractNum")}
    level = levels[str(int(val(article, "pPr/numPr/numId") or 0) - 1)]
    assert val(level, "lvlText") == "Điều %1."
    assert level.find(f"{W}rPr/{W}b") is not None
    assert article.find(f"{W}r/{W}rPr/{W}b") is None


def test_merged_cells_cover_their_places(rich):
    table = docx.Document(io.BytesIO(rich)).tables[2]
    cells = [[table.cell(row, column).text for column in range(4)] for row in range(1, 4)]
    assert cells == [["1", "Một\nHai", "Một\nHai", "Chung"], ["1", "Ba", "Bốn", "Chung"], ["2", "Năm", "Sáu", "Bảy"]]


def test_widths_of_cells_columns_and_table_agree(rich):
    for table in body_of(rich).iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
        assert int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == sum(grid)
        for each in table.findall(f"{W}tr"):
            widths = [int(width.get(f"{W}w")) for width in each.findall(f"{W}tc/{W}tcPr/{W}tcW")]
            assert sum(widths) == sum(grid)


def test_rules_are_borders_of_empty_paragraphs_and_nothing_is_underlined(rich):
    rules = used(rich, Style.RULE)
    assert {words_in(rule) for rule in rules} == {""}
    assert len(rules) == 3
    assert body_of(rich).find(f".//{W}u") is None


def test_blank_number_and_date_keep_their_gaps():
    lines = printed_lines(
        to_docx(sample_document(letterhead=replace(LETTERHEAD, number=None, issued_on=PartialDate())))
    )
    gap = "\N{NO-BREAK SPACE}"
    assert f"Số: {gap * 6}/KH-KTĐ6" in lines
    assert any(line.startswith(f"Lam Giang, ngày {gap * 4} tháng {gap * 4} năm") for line in lines)


def test_what_no_font_can_show_does_not_break_the_file():
    data = to_docx(sample_document(title="Kế\x00hoạch", blocks=(Paragraph(text="Một\x01 \u200bhai\x0bba\nbốn"),)))
    assert "Một hai ba bốn" in printed_lines(data)
