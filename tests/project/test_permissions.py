"""Every page × person × object × method, held against the one table that is the policy: tests/project/rights/policy.py.

`pytest tests/project/test_permissions.py -s` prints how many cells were asked.
"""

import re

import pytest

from tests.project.rights.browsing import Browser
from tests.project.rights.checking import browsers_of, cells_of, hold
from tests.project.rights.policy import METHODS, PAGES, pages
from tests.project.test_access import ALL

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine, pytest.mark.long]

NAMES = sorted({page.name for page in PAGES})
KNOWN_ARGUMENTS = {
    "pk", "term_id", "key", "number", "frame", "action", "act", "which", "object_id", "slug", "app_label", "unit_id",
    "code", "person_id",
}  # fmt: skip
PATTERNS = 279
"""A page more or less changes this number, and the policy with it; a search that finds none is noticed too."""


@pytest.fixture(scope="module")
def browsers(realm) -> dict[str, Browser]:
    return browsers_of(realm)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_answers_everybody_as_the_policy_says(realm, browsers, name):
    held = hold(realm, pages(name), browsers)
    print(f"{name}: {held.cells} cells, {len(held.wrong)} wrong")  # noqa: T201
    assert held.wrong == []


def test_every_page_has_a_name_and_a_policy():
    assert {pattern.name for pattern, _ in ALL} == {name.removeprefix("admin:") for name in NAMES}


def test_every_argument_of_an_address_is_known():
    named = {argument for _, path in ALL for argument in re.findall(r"\(\?P<(\w+)>", path)}
    assert named == KNOWN_ARGUMENTS


def test_the_search_for_pages_finds_them_all():
    assert len(ALL) == PATTERNS


def test_the_table_has_no_empty_cell(realm):
    """Each page is asked about something by everybody, and the policy knows every object it is asked about."""
    count = sum(cells_of(realm, page) for page in PAGES)
    print(f"{len(NAMES)} pages, {len(realm.people)} persons, {len(METHODS)} methods: {count} cells")  # noqa: T201
    assert count > 40_000
    for page in PAGES:
        assert set(page.objects(realm)), page.name
        assert set(page.sees or {}) <= set(page.objects(realm)), page.name
