"""The sample paper, rendered once for all tests that only look at it."""

import pytest

from tests.papers.reading import Paper, read
from tests.papers.samples import sample_document
from tests.papers.world import World
from thidua.papers.pdf import Rendering, render


@pytest.fixture(scope="session")
def rendering() -> Rendering:
    return render(sample_document())


@pytest.fixture(scope="session")
def paper(rendering: Rendering) -> Paper:
    return read(rendering.pdf)


@pytest.fixture
def world(db, settings, tmp_path) -> World:
    """Organisations, a bloc and its people, with a folder for the files of one test."""
    storage = settings.STORAGES["default"]
    options = storage["OPTIONS"] | {"location": tmp_path / "files"}
    settings.STORAGES = settings.STORAGES | {"default": storage | {"OPTIONS": options}}
    return World()
