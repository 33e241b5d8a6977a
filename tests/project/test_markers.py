"""Nobody comes upon a word, a file or a number of those they have nothing to do with, wherever they go in the site.

Everybody goes through all they can reach, exports and PDFs included, and the markers come upon are held against the
table: no foreign one, and all of one's own, which proves that the crawl sees. `-s` prints how many pages were read.
"""

import pytest

from tests.project.rights.browsing import Browser, everything
from tests.project.rights.crawling import Crawl, crawl
from tests.project.test_headers import POLICY, policy

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("one crawl for all")]


def marked(side: str, *kinds: str) -> frozenset[str]:
    return frozenset(f"number {side}" if kind == "number" else f"zq{kind}{side}" for kind in kinds)


NOTHING: frozenset[str] = frozenset()
PROVINCE = marked("p", "name")
ISSUED = PROVINCE | marked("a", "name", "person", "issued", "closed", "file", "number")
DRAFTS = marked("a", "draft", "reserved", "reason") | marked("p", "person")
NAMES = {side: marked(side, "name", "person") for side in "abcp"}
WORK = ("draft", "issued", "closed", "file", "number", "reserved", "reason")
SEEN = {
    "stranger": NOTHING,
    "administrator": NAMES["a"] | NAMES["b"] | NAMES["c"] | NAMES["p"],
    "nobody": NOTHING,
    "former officer": NOTHING,
    **dict.fromkeys(("officer", "office chief", "head", "clerk", "officer of the deputy"), ISSUED | DRAFTS),
}


@pytest.fixture(scope="module")
def crawls(realm) -> dict[str, Crawl]:
    """What everybody came upon."""
    return {name: crawl(Browser(user)) for name, user in realm.people.items()}


def test_everybody_comes_upon_their_own_words_and_no_others(crawls):
    assert {name: set(each.seen) for name, each in crawls.items()} == SEEN
