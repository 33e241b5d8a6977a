"""Every page × person × object × method, held against the one table that is the policy (tests/project/rights)."""

import pytest

from tests.project.rights.browsing import Browser
from tests.project.rights.checking import browsers_of, hold
from tests.project.rights.policy import PAGES, pages
from tests.project.test_access import ALL

pytestmark = pytest.mark.django_db

NAMES = sorted({page.name for page in PAGES})


@pytest.fixture(scope="module")
def browsers(realm) -> dict[str, Browser]:
    return browsers_of(realm)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_answers_everybody_as_the_policy_says(realm, browsers, name):
    held = hold(realm, pages(name), browsers)
    print(f"{name}: {held.cells} cells, {len(held.wrong)} wrong")
    assert held.wrong == []
