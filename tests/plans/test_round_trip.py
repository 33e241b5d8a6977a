"""A plan written to Word, perhaps saved again by another program, and read back is the plan it was."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.canonical import canonical
from plans.content import Item, LabelStyle, PlanContent, Section
from plans.documents import official_document
from plans.importers.files import read_bytes, read_file
from plans.importers.reader import read
from plans.importers.text import read_text
from tests.papers.word import through_office
from tests.plans.shapes import plans
from tests.plans.strategies import plan_texts
from tests.plans.test_papers_of_plans import FILES
from thidua.papers.docx import to_docx

PLANS = [pytest.param(file, id=file.stem) for file in FILES]

pytestmark = [pytest.mark.slow]


def written(content):
    return to_docx(official_document(content))


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory):
    """Every plan with its Word file as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("round trip")
    contents = {folder / f"{file.stem}.docx": read_file(file).content for file in FILES}
    for file, content in contents.items():
        file.write_bytes(written(content))
    again = through_office(contents, "docx", folder)
    return {file.stem: (contents[file], again[file].read_bytes()) for file in contents}


@pytest.mark.parametrize("file", PLANS)
def test_a_plan_comes_back(file):
    content = read_file(file).content
    assert canonical(read_bytes(written(content)).content) == canonical(content)


@pytest.mark.parametrize("file", PLANS)
def test_a_plan_comes_back_from_another_program(saved_again, file):
    content, data = saved_again[file.stem]
    assert canonical(read_bytes(data).content) == canonical(content)


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(plan_texts())
def test_whatever_was_read_from_text_comes_back(text):
    content = read(read_text(text.encode())).content
    assert canonical(read_bytes(written(content)).content) == canonical(content)


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(plans)
def test_whatever_was_made_in_the_editor_comes_back(content):
    assert canonical(read_bytes(written(content)).content) == canonical(content)


def test_a_paragraph_with_points_comes_back_as_a_paragraph():
    points = (Item(key=2, style=LabelStyle.LETTER, text="Tổ chức hội nghị."),)
    paragraph = Item(key=1, style=LabelStyle.ARABIC, text="Các đơn vị thành viên có trách nhiệm.", blocks=points)
    section = Section(key=3, style=LabelStyle.ROMAN, text="TỔ CHỨC THỰC HIỆN", blocks=(paragraph,))
    content = PlanContent(last_key=3, subject=("Hoạt động năm 2026",), body=(section,))
    assert canonical(read_bytes(written(content)).content) == canonical(content)


@settings(deadline=None, max_examples=1, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(plan_texts(), min_size=10, max_size=10), made=st.lists(plans, min_size=10, max_size=10))
def test_it_comes_back_from_another_program(texts, made, tmp_path_factory):
    folder = tmp_path_factory.mktemp("round trip")
    every = [*(read(read_text(text.encode())).content for text in texts), *made]
    contents = {folder / f"{place}.docx": content for place, content in enumerate(every)}
    for file, content in contents.items():
        file.write_bytes(written(content))
    for file, again in through_office(contents, "docx", folder).items():
        assert canonical(read_bytes(again.read_bytes()).content) == canonical(contents[file])
