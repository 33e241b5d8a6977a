"""The sample paper, rendered once for all tests that only look at it."""

import pytest

from tests.papers.reading import Paper, read
from tests.papers.samples import sample_document
from thidua.papers.pdf import Rendering, render


@pytest.fixture(scope="session")
def rendering() -> Rendering:
    return render(sample_document())


@pytest.fixture(scope="session")
def paper(rendering: Rendering) -> Paper:
    return read(rendering.pdf)
