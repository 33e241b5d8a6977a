"""The sample paper, rendered once for all tests that only look at it."""

import pytest

from tests.papers.reading import Paper, read
from tests.papers.samples import sample_document
from thidua.papers.pdf import Rendering, render


def pytest_configure(config):
    """WeasyPrint leaves closing its colour profile to the garbage collector."""
    config.addinivalue_line("filterwarnings", "ignore:unclosed file .*sRGB2014.icc:ResourceWarning")


@pytest.fixture(scope="session")
def rendering() -> Rendering:
    return render(sample_document())


@pytest.fixture(scope="session")
def paper(rendering: Rendering) -> Paper:
    return read(rendering.pdf)
