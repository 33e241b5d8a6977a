"""A plan's paper: what belongs to the form is computed, the words stay as they are."""

import pytest

from plans.content import (
    Annex,
    Basis,
    Column,
    ColumnRole,
    Decision,
    GroupRow,
    Head,
    Item,
    LabelStyle,
    PlanContent,
    Recipient,
    Row,
    Section,
    Signature,
    Table,
    TaskItem,
)
from plans.documents import official_document
from thidua.papers import document as paper


def plan(**parts):
    return PlanContent(last_key=100, subject=("Hoạt động năm 2026",), **parts)


def test_the_marks_that_close_bases_are_those_of_the_form():
    document = official_document(plan(bases=(Basis(key=1, text="Căn cứ Luật A."), Basis(key=2, text="Căn cứ Luật B;"))))
    assert document.blocks == (paper.Basis(text="Căn cứ Luật A;"), paper.Basis(text="Căn cứ Luật B."))


def test_the_marks_that_close_recipients_are_those_of_the_form_and_a_caption_keeps_its_colon():
    recipients = (
        Recipient(key=1, text="Sở Nội vụ (b/c)"),
        Recipient(key=2, text="Bản điện tử:", caption=True),
        Recipient(key=3, text="Lưu: VT"),
    )
    assert official_document(plan(recipients=recipients)).recipients.lines == (
        paper.Recipients.Line(text="Sở Nội vụ (b/c);"),
        paper.Recipients.Line(text="Bản điện tử:", caption=True),
        paper.Recipients.Line(text="Lưu: VT."),
    )


@pytest.mark.parametrize(
    ("written", "printed"),
    [("/KH - KTĐ", "KH-KTĐ"), ("/KH-KTĐ4", "KH-KTĐ4"), ("-KH/CB", "-KH/CB"), ("", "KH")],
)
def test_the_symbol_is_printed_without_the_spaces_that_slipped_in(written, printed):
    assert official_document(plan(head=Head(symbol=written))).letterhead.symbol == printed


def test_a_space_follows_the_authority():
    document = official_document(plan(signatures=(Signature(key=1, authority=("KT.HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")),)))
    assert document.signatures[0].authority == ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")


def test_headings_points_and_tasks_become_the_blocks_of_the_paper_with_their_labels():
    body = (
        Section(
            key=1,
            style=LabelStyle.ROMAN,
            text="NỘI DUNG",
            blocks=(
                Section(key=2, style=LabelStyle.ARABIC, text="Quý I", aside="(dự kiến)"),
                TaskItem(
                    key=3,
                    style=LabelStyle.LETTER,
                    text="Họp",
                    blocks=(Item(key=4, style=LabelStyle.DASH, text="ở xã"),),
                ),
                Item(key=5, text="Hết."),
            ),
        ),
    )
    assert official_document(plan(body=body)).blocks == (
        paper.Heading(look=paper.HeadingLook.SECTION, label="I.", text="NỘI DUNG", depth=1),
        paper.Heading(look=paper.HeadingLook.CLAUSE, label="1.", text="Quý I", aside="(dự kiến)", depth=2),
        paper.Paragraph(label="a)", text="Họp"),
        paper.Paragraph(label="-", text="ở xã"),
        paper.Paragraph(text="Hết."),
    )


def test_a_plan_that_a_decision_issues_is_its_first_annex():
    decision = Decision(
        key=1,
        subject=("Ban hành Kế hoạch",),
        authority="ỦY BAN NHÂN DÂN TỈNH LAM GIANG",
        reference="(Kèm theo Quyết định số 5/QĐ-UBND)",
        blocks=(Item(key=2, text="QUYẾT ĐỊNH:"), Item(key=3, style=LabelStyle.ARTICLE, text="Ban hành kèm theo.")),
    )
    document = official_document(
        plan(decision=decision, body=(Item(key=4, text="Một việc."),), annexes=(Annex(key=5, label="PHỤ LỤC"),))
    )
    assert document.type_name == "QUYẾT ĐỊNH"
    assert document.blocks == (
        paper.Formula(text="ỦY BAN NHÂN DÂN TỈNH LAM GIANG"),
        paper.Formula(text="QUYẾT ĐỊNH:"),
        paper.Article(label="Điều 1.", text="Ban hành kèm theo."),
    )
    assert [(annex.type_name, annex.label, annex.reference) for annex in document.annexes] == [
        ("KẾ HOẠCH", "", "(Kèm theo Quyết định số 5/QĐ-UBND)"),
        ("", "PHỤ LỤC", ""),
    ]
    assert document.annexes[0].blocks == (paper.Paragraph(text="Một việc."),)


def table(*rows, columns=3):
    roles = (ColumnRole.NUMBER, ColumnRole.CONTENT, ColumnRole.TIME, *[ColumnRole.OTHER] * 9)
    return Table(
        key=50,
        columns=tuple(Column(key=51 + i, title=f"Cột {i}", role=roles[i]) for i in range(columns)),
        rows=rows,
    )


def printed_table(*rows):
    (block,) = official_document(plan(body=(table(*rows),))).blocks
    assert isinstance(block, paper.Table)
    return block


def printed_rows(*rows):
    return [[(cell.text, cell.rows, cell.columns) for cell in row.cells] for row in printed_table(*rows).rows]


def test_a_cell_merged_downwards_covers_the_rows_below():
    assert printed_rows(Row(key=1, cells=("1", "Họp", "Quý I")), Row(key=2, cells=(None, "Ký", None))) == [
        [("1", 2, 1), ("Họp", 1, 1), ("Quý I", 2, 1)],
        [("Ký", 1, 1)],
    ]


def test_rows_too_tall_for_a_page_are_not_joined():
    long = "việc " * 300
    assert printed_rows(Row(key=1, cells=("1", long, "Quý I")), Row(key=2, cells=(None, long, None))) == [
        [("1", 1, 1), (long, 1, 1), ("Quý I", 1, 1)],
        [("", 1, 1), (long, 1, 1), ("", 1, 1)],
    ]


def test_a_group_row_spans_the_table_beside_its_number():
    assert printed_rows(GroupRow(key=1, number="I", text="QUÝ I"), GroupRow(key=2, text="QUÝ II")) == [
        [("I", 1, 1), ("QUÝ I", 1, 2)],
        [("QUÝ II", 1, 3)],
    ]


@pytest.mark.parametrize(("columns", "landscape"), [(6, False), (7, True)])
def test_an_annex_lies_on_its_side_when_a_table_has_too_many_columns(columns, landscape):
    annex = Annex(key=1, blocks=(table(Row(key=2, cells=("x",) * columns), columns=columns),))
    assert official_document(plan(annexes=(annex,))).annexes[0].landscape is landscape


def test_the_widths_of_columns_add_up_and_the_longest_word_fits():
    columns = printed_table(Row(key=1, cells=("1", "Một việc rất dài " * 20, "Trước 10/01/2026"))).columns
    assert sum(column.width for column in columns) == pytest.approx(1)
    assert columns[2].width * 165 > 20
    assert columns[1].width > columns[2].width > columns[0].width
