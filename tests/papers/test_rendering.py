from tests.papers.samples import sample_document
from thidua.papers.pdf import render
from thidua.papers.services.rendering import rendered


def test_what_is_at_hand_is_what_would_be_rendered():
    rendered(sample_document())
    assert rendered(sample_document()) == render(sample_document())


def test_a_paper_is_rendered_once():
    assert rendered(sample_document()) is rendered(sample_document())


def test_another_paper_is_rendered_anew():
    assert rendered(sample_document(title="Một bản khác")) != rendered(sample_document())
