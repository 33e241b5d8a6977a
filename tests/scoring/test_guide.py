"""Hướng dẫn chấm điểm: the table as a paper, in PDF and Word."""

from io import BytesIO

import docx
import pdfplumber
import pytest

from scoring.criteria import leaves
from scoring.guide import criteria_table
from scoring.models import CriteriaTable
from scoring.services import tables
from scoring.services.guides import guide_of
from tests.scoring.conftest import SHORT_TABLE
from tests.scoring.everything import EVERYTHING
from tests.world import standing
from thidua.papers.docx import to_docx
from thidua.papers.services.rendering import rendered

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


@pytest.fixture
def draft(world):
    return tables.draft_of_term(world.term, EVERYTHING, by=standing(world.leader))


def words(text):
    return " ".join(text.split())


def test_the_paper_is_issued_by_the_bloc_and_carries_the_table(draft):
    with pdfplumber.open(BytesIO(rendered(guide_of(draft)).pdf)) as pdf:
        first, *annex = pdf.pages
        assert first.height > first.width
        assert all(page.width > page.height for page in annex)
        text = words(first.extract_text())
        table = words(" ".join(page.extract_text() for page in annex))
    assert "KHỐI THI ĐUA SỐ 1" in text
    assert "HƯỚNG DẪN Chấm điểm thi đua năm 2026 của Khối thi đua số 1" in text
    assert "Tốt: từ 100 điểm trở lên, mỗi tiêu chí đạt từ 50% điểm chuẩn." in text
    assert "Đang được thanh tra" in text
    assert "BẢNG TIÊU CHÍ CHẤM ĐIỂM THI ĐUA NĂM 2027" in table.upper()
    assert all(f"thứ {number}" in table for number in range(1, 14))


def test_word_holds_every_criterion(draft):
    file = docx.Document(BytesIO(to_docx(guide_of(draft))))
    cells = {words(cell.text) for table in file.tables for row in table.rows for cell in row.cells}
    assert {criterion.text for criterion, _ in leaves(EVERYTHING)} <= cells


def test_a_table_without_guides_stands_upright():
    assert [column.title for column in criteria_table(SHORT_TABLE, wide=False).columns] == [
        "TT", "Nội dung tiêu chí", "Điểm chuẩn", "Cách chấm",
    ]  # fmt: skip


def test_the_table_of_an_office_is_its_own_paper(world):
    by = standing(world.chief)
    table = tables.draft_of_kind(world.province, "khoi", SHORT_TABLE, by=by)
    document = guide_of(CriteriaTable.objects.select_related("superior").get(pk=table.pk))
    assert document.letterhead.issuer == (world.province.name.upper(),)
    assert document.subject == ("Chấm điểm thi đua của các khối thi đua",)
