"""Nobody comes upon a word, a file or a number of those they have nothing to do with, wherever they go in the site.

Everybody goes through all they can reach, exports and PDFs included, and the markers come upon are held against the
table: no foreign one, and all of one's own, which proves that the crawl sees. `-s` prints how many pages were read.
"""

import pytest
from django.urls import reverse

from tests.project.rights.browsing import Browser
from tests.project.rights.crawling import Crawl, crawl
from tests.project.rights.realm import KINDS
from tests.project.test_headers import POLICY, policy
from thidua.lib.sheets import XLSX

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.any_engine,
    pytest.mark.long,
]


def marked(side: str, *kinds: str) -> frozenset[str]:
    return frozenset(f"number {side}" if kind == "number" else f"zq{kind}{side}" for kind in kinds)


Markers = frozenset[str]
NOTHING: Markers = frozenset()
OWN_NAME = marked("a", "person")
MEMBER = marked("a", "name", "person", "issued", "closed", "file", "number") | marked("p", "name")
"""What a member unit reads: the issued plans of its bloc and how the bloc stands in the tree."""
OWN_SHEET = marked("a", "sheet")
"""What a unit says of itself before it hands in."""
EVERYTHING = MEMBER | marked("a", "draft", "reserved", "reason", "handed")
OFFICE = marked("p", "person")
"""The superior office's people are named where they acted."""


def overseen(*sides: str) -> Markers:
    """All of these blocs."""
    kinds = [kind for kind in KINDS if kind != "sheet"]
    return frozenset().union(*(marked(side, *kinds, "number") for side in sides))


def published(*sides: str) -> Markers:
    """What everybody reads who belongs to these blocs, or for whose council they are."""
    kinds = ("name", "person", "issued", "closed", "file", "number")
    return frozenset().union(*(marked(side, *kinds) for side in sides))


def of_leader(side: str) -> Markers:
    """All of a bloc that its leader reads."""
    return published(side) | marked(side, "draft", "reserved", "reason", "handed")


SEEN: dict[str, Markers] = {
    **dict.fromkeys(("stranger", "nobody", "former officer"), NOTHING),
    "administrator": frozenset().union(*(marked(side, "name", "person") for side in "abcp")),
    **dict.fromkeys(("officer", "office chief", "head", "clerk"), EVERYTHING | OFFICE),
    "officer of the deputy": EVERYTHING | OFFICE | OWN_SHEET,
    **dict.fromkeys(("assessor of the leader", "follower of nothing", "assessor"), OWN_NAME),
    "officer of the expected leader": MEMBER | marked("a", "draft", "reserved"),
    "officer of the former leader": MEMBER | marked("a", "reserved") | OFFICE,
    **dict.fromkeys(("officer of a member", "clerk of a member"), MEMBER | OWN_SHEET),
    "follower": overseen("a") | marked("p", "name", "person"),
    "standing body": overseen("a", "b") | marked("p", "name", "person", "file"),
    "standing body of the leader": marked("a", "name", "person", "closed", "number") | marked("p", "name"),
    "council": published("a", "b") | marked("p", "name", "person"),
    "council of the leader": marked("a", "name", "person"),
    "auditor": marked("a", "name", "closed", "person", "file", "number")
    | marked("b", "name", "closed", "person", "file", "number")
    | marked("p", "name", "person"),
    "auditor of the leader": marked("a", "name", "person"),
    "officer of the other bloc": of_leader("b") | marked("p", "name") | OFFICE,
    "officer of another province": of_leader("c"),
    "standing body of another province": overseen("c"),
}


@pytest.fixture(scope="module")
def crawls(realm) -> dict[str, Crawl]:
    """What everybody came upon."""
    return {name: crawl(Browser(user)) for name, user in realm.people.items()}


def test_everybody_comes_upon_their_own_words_and_no_others(crawls):
    assert {name: set(each.seen) for name, each in crawls.items()} == SEEN


def test_the_crawl_reads_what_there_is(crawls):
    pages = sum(len(each.answers) for each in crawls.values())
    print(f"{len(crawls)} persons, {pages} pages")  # noqa: T201
    assert pages > 4000


def test_nothing_breaks_and_nothing_that_is_linked_is_missing(crawls):
    missing = {(name, code): each.status(code) for name, each in crawls.items() for code in (400, 404, 500)}
    assert {case: found for case, found in missing.items() if found} == {}


def test_every_answer_tells_the_browser_what_it_may_do(crawls):
    """The policy of the site, or a stricter one; and to guess at nothing."""
    for address, headers in headers_of(crawls):
        strict = set(policy(headers)) <= {"default-src", "sandbox"} and policy(headers)["default-src"] == "'none'"
        assert strict or policy(headers) == POLICY, address
        assert headers["X-Content-Type-Options"] == "nosniff", address


def test_files_do_nothing_in_the_browser_and_are_kept_by_no_cache(crawls):
    files = {address: headers for address, headers in headers_of(crawls) if "Content-Disposition" in headers}
    assert {headers["Content-Type"] for headers in files.values()} == {"application/pdf", XLSX}
    for address, headers in files.items():
        if headers["Content-Disposition"].startswith("attachment") and headers["Content-Type"] == "application/pdf":
            assert "sandbox" in headers["Content-Security-Policy"], address
        if address != reverse("setup_template"):
            assert "no-store" in headers["Cache-Control"], address


def headers_of(crawls):
    return [(address, answer.headers) for each in crawls.values() for address, answer in each.answers.items()]
