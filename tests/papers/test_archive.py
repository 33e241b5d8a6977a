"""The PDF as an archive needs it: PDF/A-3a and PDF/UA-1, self-contained, the same bytes every time."""

import hashlib
import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace

import page
import pikepdf
import pytest

from tests.papers.samples import BODY, COLUMNS, SIGNATURE, row, sample_document
from thidua.papers.document import Article, Cell, Formula, Letterhead, Paragraph, Row, Table
from thidua.papers.html import sheet
from thidua.papers.pdf import DOOR, render

SPANNING = Table(
    columns=COLUMNS,
    rows=(
        Row(cells=(Cell(text="Nhóm việc chung", columns=4),), group=True),
        Row(cells=(Cell(text="1", rows=2), *row("Họp", "Quý I", "Sở Du lịch").cells)),
        row("Dòng một\nDòng hai", "Quý II", "Sở Du lịch"),
    ),
)

FROM_WORD = Paragraph(
    text="dòng\x0bmới, gạch nối\xad mềm, \ufeffđầu tệp, \u200btrống, \u2028dòng, \x1b[0m, \ud800, \uffff"
)

PAPERS = {
    "plan": sample_document(),
    "letter": sample_document(type_name="", subject=("V/v ký giao ước",), annexes=()),
    "decision": sample_document(
        type_name="Quyết định",
        blocks=(Formula(text="Quyết định:"), Article(label="Điều 1.", text="Ban hành Kế hoạch này./.")),
        annexes=(replace(sample_document().annexes[0], label="", type_name="Kế hoạch", blocks=BODY),),
    ),
    "pledge": sample_document(signatures=(SIGNATURE,) * 20, annexes=()),
    "spans": sample_document(blocks=(SPANNING,), annexes=()),
    "signs that no font has": sample_document(blocks=(FROM_WORD,), annexes=()),
    "bare": sample_document(letterhead=Letterhead(), subject=(), blocks=(), signatures=(), annexes=()),
}

STREAM_LENGTH = "STREAM-LENGTH-001"
"""Begins with the name of the profile in some of them."""


def failures(pdf, profile, tmp_path):
    """Rules the file breaks; a stream's length is judged by qpdf, whose reading of the rule is the usual one."""
    broken = [failure.rule_id for failure in page.validate_pdf_bytes(pdf, profile=profile).failures]
    if any(rule.endswith(STREAM_LENGTH) for rule in broken):
        file = tmp_path / "paper.pdf"
        file.write_bytes(pdf)
        if subprocess.run(["qpdf", "--check", file], capture_output=True).returncode == 0:
            broken = [rule for rule in broken if not rule.endswith(STREAM_LENGTH)]
    return broken


@pytest.mark.parametrize("name", PAPERS)
def test_file_is_pdf_a_3a_and_pdf_ua_1(name, tmp_path):
    pdf = render(PAPERS[name]).pdf
    assert failures(pdf, page.ValidationProfile.PDF_A_3A, tmp_path) == []
    assert failures(pdf, page.ValidationProfile.PDF_UA_1, tmp_path) == []


def test_file_without_the_claim_would_not_pass(rendering, tmp_path):
    with pikepdf.open(io.BytesIO(rendering.pdf)) as pdf:
        del pdf.Root.Metadata
        stripped = io.BytesIO()
        pdf.save(stripped)
    assert failures(stripped.getvalue(), page.ValidationProfile.PDF_A_3A, tmp_path) != []
    assert failures(stripped.getvalue(), page.ValidationProfile.PDF_UA_1, tmp_path) != []


def test_file_names_its_language_title_and_author(rendering):
    with pikepdf.open(io.BytesIO(rendering.pdf)) as pdf:
        assert str(pdf.Root.Lang) == "vi"
        assert str(pdf.docinfo["/Title"]) == "Kế hoạch hoạt động của Khối thi đua số 6 năm 2026"
        assert str(pdf.docinfo["/Author"]) == "Khối thi đua số 6"


def test_four_faces_are_embedded(rendering):
    with pikepdf.open(io.BytesIO(rendering.pdf)) as pdf:
        fonts = [font for sheet in pdf.pages for font in sheet.resources.Font.values()]
        descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        assert {str(descriptor.FontName).split("+")[1] for descriptor in descriptors} == {
            "Tinos",
            "Tinos-Bold",
            "Tinos-Italic",
            "Tinos-Bold-Italic",
        }
        assert [descriptor for descriptor in descriptors if "/FontFile2" not in descriptor] == []


def test_headings_are_the_outline_of_the_file(rendering):
    with pikepdf.open(io.BytesIO(rendering.pdf)) as pdf, pdf.open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert titles == [
        (
            "KẾ HOẠCH Hoạt động của Khối thi đua số 6 tỉnh Lam Giang năm 2026",
            ["I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG HOẠT ĐỘNG", "III. TỔ CHỨC THỰC HIỆN"],
        ),
        ("Phụ lục I DANH SÁCH ĐƠN VỊ THÀNH VIÊN KHỐI THI ĐUA SỐ 6", []),
        ("Phụ lục II BẢNG PHÂN CÔNG NHIỆM VỤ", []),
    ]


def test_second_rendering_gives_the_same_file(rendering):
    render(PAPERS["pledge"])
    assert render(sample_document()) == rendering


def test_new_process_gives_the_same_file(rendering):
    program = (
        "import hashlib; from tests.papers.samples import sample_document; from thidua.papers.pdf import render; "
        "print(hashlib.sha256(render(sample_document()).pdf).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
    assert (run.stdout.strip(), run.stderr) == (hashlib.sha256(rendering.pdf).hexdigest(), "")


def test_papers_are_rendered_one_at_a_time():
    with ThreadPoolExecutor(1) as pool:
        with DOOR:
            waiting = pool.submit(render, PAPERS["letter"])
            assert wait([waiting], timeout=2).not_done == {waiting}
        assert waiting.result() == render(PAPERS["letter"])


def test_style_sheet_is_understood_to_the_last_word(caplog):
    render(sample_document(title="Một bản khác", blocks=(Paragraph(text="Một đoạn."),)))
    render(replace(sample_document(), profile=replace(sample_document().profile, body_pt=13.5)))
    assert caplog.messages == []


def test_every_place_to_fill_in_is_an_element_of_the_sheet(rendering):
    assert len(rendering.boxes) == str(sheet(sample_document())).count('id="box-')


def test_cells_find_their_titles_by_scope():
    """Below a joined cell WeasyPrint's list of headers names those of other columns."""
    with pikepdf.open(io.BytesIO(render(PAPERS["spans"]).pdf)) as pdf:
        parts = [part for part in pdf.objects if isinstance(part, pikepdf.Dictionary) and "/A" in part]
        titles = [part.A.get("/Scope") for part in parts if part.get("/S") == "/TH"]
        cells = [part.A for part in parts if part.get("/S") == "/TD"]
        assert titles
        assert set(titles) == {pikepdf.Name.Column}
        assert cells
        assert [cell for cell in cells if "/Headers" in cell] == []
