"""Nobody comes upon a word, a file or a number of those they have nothing to do with, wherever they go in the site.

Everybody goes through all they can reach, exports and PDFs included, and the markers come upon are held against the
table: no foreign one, and all of one's own, which proves that the crawl sees. `-s` prints how many pages each reads.
"""

import pytest
from django.urls import reverse

from tests.project.rights.browsing import Browser
from tests.project.rights.crawling import Crawl, crawl
from tests.project.rights.realm import KINDS
from tests.project.test_headers import POLICY, policy
from thidua.lib.sheets import XLSX
from thidua.papers.docx import DOCX

PDF = "application/pdf"

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
    **dict.fromkeys(
        ("assessor of the leader", "follower of nothing", "assessor", "council of the leader", "auditor of the leader"),
        OWN_NAME,
    ),
    "officer of the expected leader": MEMBER | marked("a", "draft", "reserved"),
    "officer of the former leader": MEMBER | marked("a", "reserved") | OFFICE,
    **dict.fromkeys(("officer of a member", "clerk of a member"), MEMBER | OWN_SHEET),
    "follower": overseen("a") | marked("p", "name", "person"),
    "standing body": overseen("a", "b") | marked("p", "name", "person"),
    # What its unit registered, in the history of that: what was reported first, and what it was corrected to.
    "standing body of the leader": marked("a", "name", "person", "issued", "handed", "closed", "number")
    | marked("p", "name"),
    "council": published("a", "b") | marked("p", "name", "person"),
    "auditor": marked("a", "name", "closed", "person", "file", "number")
    | marked("b", "name", "closed", "person", "file", "number")
    | marked("p", "name", "person"),
    "officer of the other bloc": of_leader("b") | marked("p", "name") | OFFICE,
    "officer of another province": of_leader("c"),
    "standing body of another province": overseen("c"),
}


@pytest.fixture(scope="module", params=SEEN)
def name(request):
    """Of the person who goes through the site."""
    return request.param


@pytest.fixture(scope="module")
def found(realm, name) -> Crawl:
    """What this person came upon."""
    done = crawl(Browser(realm.people[name]))
    print(f"{name}: {len(done.answers)} pages")  # noqa: T201
    return done


def test_everybody_goes_through_the_site(realm):
    assert set(SEEN) == set(realm.people)


def test_one_comes_upon_ones_own_words_and_no_others(found, name):
    foreign = {marker: addresses[:3] for marker, addresses in found.seen.items() if marker not in SEEN[name]}
    assert foreign == {}
    assert SEEN[name] - found.seen.keys() == set()


def test_nothing_breaks_and_nothing_that_is_linked_is_missing(found):
    assert {code: found.status(code) for code in (400, 404, 500)} == {400: [], 404: [], 500: []}


def test_every_answer_tells_the_browser_what_it_may_do(found):
    """The policy of the site, or a stricter one; and to guess at nothing."""
    for address, headers in headers_of(found):
        strict = set(policy(headers)) <= {"default-src", "sandbox"} and policy(headers)["default-src"] == "'none'"
        assert strict or policy(headers) == POLICY, address
        assert headers["X-Content-Type-Options"] == "nosniff", address


def test_files_do_nothing_in_the_browser_and_are_kept_by_no_cache(found):
    files = {address: headers for address, headers in headers_of(found) if "Content-Disposition" in headers}
    assert {headers["Content-Type"] for headers in files.values()} <= {PDF, XLSX, DOCX}
    for address, headers in files.items():
        if headers["Content-Disposition"].startswith("attachment") and headers["Content-Type"] == PDF:
            assert "sandbox" in headers["Content-Security-Policy"], address
        if address != reverse("setup_template"):
            assert "no-store" in headers["Cache-Control"], address


def headers_of(found: Crawl):
    return [(address, answer.headers) for address, answer in found.answers.items()]
