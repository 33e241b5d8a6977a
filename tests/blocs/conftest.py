import pytest

from tests import world as cast


@pytest.fixture
def world(db):
    """The people and organisations that every test knows."""
    return cast.build()
