"""What stays together and what repeats when a paper runs over several pages."""

from dataclasses import replace
from itertools import groupby

import pytest

from tests.papers.reading import read
from tests.papers.samples import (
    COLUMNS,
    RECIPIENTS,
    SENTENCE,
    SIGNATURE,
    clause,
    row,
    sample_document,
    section,
    task_table,
)
from thidua.papers.document import Cell, Heading, HeadingLook, Paragraph, Recipients, Row, SignatureBlock, Table
from thidua.papers.pdf import render

LINE = Paragraph(text="Một dòng chữ của kế hoạch.")
THREE_LINES = Paragraph(text=SENTENCE)
FILLINGS = range(9, 26)
"""Numbers of one-line paragraphs that end near the foot of page 1, some before and some after it."""


def read_paper(*blocks, **changes):
    return read(render(sample_document(blocks=blocks, annexes=(), **changes)).pdf)


def lines_above_signature(paper):
    """Lines of the text on the page of the signature."""
    signature = paper.run("TM. KHỐI THI ĐUA SỐ 6")
    title = [run.baseline for run in paper.on(signature.page) if run.text.startswith("Hoạt động của Khối")]
    above = {
        run.baseline for run in paper.on(signature.page) if max([20, *title]) < run.baseline < signature.baseline - 1
    }
    return len(above)


SHORT_ROWS = Table(
    columns=tuple(replace(column, title="") for column in COLUMNS), rows=(row("1", "Họp", "Quý I", "Sở"),) * 3
)


@pytest.mark.parametrize("last", [(LINE,), (THREE_LINES,), (clause("1.", "Đề mục"), LINE), (SHORT_ROWS,)])
def test_two_lines_of_text_go_with_the_signature(last):
    papers = [read_paper(*[LINE] * filling, *last) for filling in FILLINGS]
    assert {paper.run("TM. KHỐI").page for paper in papers} == {1, 2}
    assert min(lines_above_signature(paper) for paper in papers) >= 2
    assert [paper.run("TM. KHỐI").page for paper in papers] == [paper.run("Nguyễn Thị Sông").page for paper in papers]
    assert [paper.run("TM. KHỐI").page for paper in papers] == [paper.run("- Lưu: VT").page for paper in papers]


@pytest.mark.long
@pytest.mark.parametrize("follower", [THREE_LINES, task_table(3)])
def test_heading_is_never_last_on_its_page(follower):
    pages = set()
    for filling in FILLINGS:
        paper = read_paper(*[LINE] * filling, section("II.", "Nội dung"), clause("1.", "Nội dung chung"), follower)
        first_words = "Các đơn vị" if follower is THREE_LINES else "Nhóm công việc"
        below = next(run for run in paper.runs if run.text.startswith(first_words))
        headings = paper.run("II. NỘI DUNG"), paper.run("1. Nội dung chung")
        assert {heading.page for heading in headings} == {below.page}
        pages.add(below.page)
    assert pages == {1, 2}


def test_rows_are_not_divided():
    rows = tuple(row(f"{number}.", f"Đầu{number} {SENTENCE} Cuối{number}", "", "") for number in range(1, 31))
    paper = read_paper(Table(columns=COLUMNS, rows=rows))
    page = {word: run.page for run in paper.runs for word in run.text.split()}
    assert page["Đầu30"] > 3
    assert [page[f"Đầu{number}"] for number in range(1, 31)] == [page[f"Cuối{number}"] for number in range(1, 31)]


def test_row_taller_than_a_page_is_divided_rather_than_lost():
    words = [f"từ{number}" for number in range(1500)]
    paper = read_paper(Table(columns=COLUMNS, rows=(row("1", "a", "b", "c"), row("2", " ".join(words), "b", "c"))))
    found = [word for run in paper.runs for word in run.text.split() if word.startswith("từ")]
    assert found == words


def test_rows_joined_by_a_cell_stay_together():
    rows = []
    for number in range(1, 16):
        rows.append(Row(cells=(Cell(text=f"{number}.", rows=2), *row(f"Đầu{number} {SENTENCE}", "", "").cells)))
        rows.append(row(f"Cuối{number} {SENTENCE}", "", ""))
    paper = read_paper(Table(columns=COLUMNS, rows=tuple(rows)))
    page = {word: run.page for run in paper.runs for word in run.text.split()}
    assert page["Đầu15"] > 2
    assert [page[f"Đầu{number}"] for number in range(1, 16)] == [page[f"Cuối{number}"] for number in range(1, 16)]


def test_rows_joined_over_more_than_a_page_are_all_printed():
    rows = [Row(cells=(Cell(text="1", rows=60), *row("Việc 0", "", "").cells))]
    rows += [row(f"Việc {number}", "", "") for number in range(1, 60)]
    paper = read_paper(Table(columns=COLUMNS, rows=tuple(rows)))
    assert [run.text for run in paper.runs if run.text.startswith("Việc")] == [f"Việc {n}" for n in range(60)]


def test_group_row_is_never_last_on_its_page():
    paper = read_paper(task_table(100))
    table = [run for run in paper.runs if 12.5 < run.size < 13.5]
    last = [list(runs)[-1].text for _, runs in groupby(table, key=lambda run: run.page)]
    assert [text for text in last if text.startswith("Nhóm")] == []


@pytest.mark.long
def test_table_of_300_rows_is_whole_and_headed_on_every_page():
    paper = read_paper(task_table(300))
    numbers = [run.text for run in paper.runs if run.text.isdecimal() and run.left < 45]
    assert numbers == [str(number) for number in range(1, 301)]
    pages = {run.page for run in paper.runs if run.text.isdecimal() and run.left < 45}
    assert {run.page for run in paper.runs if run.text == "Nội dung công việc"} == pages


def test_twenty_signatures_stand_two_abreast_and_none_is_divided():
    signatures = tuple(
        SignatureBlock(authority=(f"Đơn vị [{number}]", "Giám đốc"), name=f"Họ và tên [{number}]")
        for number in range(1, 21)
    )
    paper = read_paper(THREE_LINES, signatures=signatures)
    for number in range(1, 21):
        above, below = paper.run(f"ĐƠN VỊ [{number}]"), paper.run(f"Họ và tên [{number}]")
        assert (above.page, above.centre) == (below.page, pytest.approx(below.centre, abs=0.5))
        assert above.centre == pytest.approx(71.25 if number % 2 else 153.75, abs=0.5)
    last = paper.run("ĐƠN VỊ [20]")
    assert paper.run("Nơi nhận:").page == last.page
    assert len([run for run in paper.on(last.page) if run.text.startswith("ĐƠN VỊ")]) >= 4


@pytest.mark.long
def test_two_lines_of_text_go_with_the_first_of_many_signatures():
    papers = [read_paper(*[LINE] * filling, signatures=(SIGNATURE,) * 8) for filling in FILLINGS]
    first = [next(run for run in paper.runs if run.text.startswith("TM. KHỐI")) for paper in papers]
    assert {run.page for run in first} == {1, 2}
    above = [
        [line for line in paper.on(run.page) if line.text == LINE.text]
        for paper, run in zip(papers, first, strict=True)
    ]
    assert min(len(lines) for lines in above) >= 2


def test_signatures_of_minutes_are_level_above_the_recipients():
    secretary = SignatureBlock(authority=("Thư ký",), name="Lê Thị Núi")
    paper = read_paper(THREE_LINES, signatures=(secretary, SIGNATURE))
    assert paper.run("THƯ KÝ").baseline == pytest.approx(paper.run("TM. KHỐI").baseline, abs=0.5)
    assert paper.run("Nơi nhận:").baseline > paper.run("Nguyễn Thị Sông").baseline


@pytest.mark.parametrize("filling", range(4, 12))
def test_third_signature_and_recipients_are_not_left_alone(filling):
    signatures = tuple(replace(SIGNATURE, name=f"Người ký {number}") for number in (1, 2, 3))
    paper = read_paper(*[LINE] * filling, signatures=signatures)
    together = {paper.run(text).page for text in ("Người ký 1", "Người ký 3", "Nơi nhận:", "- Lưu: VT")}
    assert len(together) == 1
    assert len([run for run in paper.on(together.pop()) if run.text == LINE.text]) >= 2


def test_long_list_of_recipients_runs_on_but_leaves_the_signature_with_the_text():
    lines = tuple(Recipients.Line(text=f"Đơn vị nhận số {number};") for number in range(90))
    paper = read_paper(THREE_LINES, recipients=replace(RECIPIENTS, lines=lines))
    printed = [run for run in paper.runs if run.text.startswith("- Đơn vị nhận")]
    assert [run.text for run in printed] == [f"- {line.text}" for line in lines]
    assert {run.page for run in printed} == {1, 2}
    assert paper.run("TM. KHỐI").page == 1


def test_plan_of_one_paragraph_is_one_page():
    paper = read_paper(Paragraph(text="Khối thi đua số 6 họp vào ngày 10 tháng 3 năm 2026./."))
    assert len(paper.sizes) == 1
    assert paper.run("Khối thi đua số 6 họp").left == pytest.approx(42.7, abs=0.5)


def test_outline_of_four_levels():
    paper = read_paper(
        Heading(look=HeadingLook.PART, label="Phần I", text="Quy định chung", depth=1),
        replace(section("I.", "Mục đích"), depth=2),
        clause("1.", "Mục đích chung", depth=3),
        clause("1.1.", "Mục đích cụ thể", depth=4),
        THREE_LINES,
    )
    label, title = paper.run("Phần I"), paper.run("QUY ĐỊNH CHUNG")
    assert (label.bold, title.bold, label.centre) == (True, True, pytest.approx(112.5, abs=0.5))
    headings = [paper.run(text) for text in ("I. MỤC ĐÍCH", "1. Mục đích chung", "1.1. Mục đích cụ thể")]
    assert [(run.bold, run.left) for run in headings] == [(True, pytest.approx(42.7, abs=0.5))] * 3
