"""Holding the site against the policy."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest import mock

from blocs import middleware
from blocs.models import User
from blocs.services.standing import standing_of
from blocs.standing import Standing
from tests.project.rights.browsing import Browser
from tests.project.rights.policy import METHODS, Page
from tests.project.rights.realm import Realm

ABOUT_AN_OBJECT = ("GET", "POST")
"""HEAD takes the way of GET, and what a page does with OPTIONS and DELETE it does with every object."""

RECEIPT = ("papers_delivery", "blocs_auditentry", "blocs_auditchain")
"""The tables that tell who opened a paper first."""


@dataclass
class Held:
    """How many cells of the table were asked, and the answers that are not the table's."""

    cells: int = 0
    wrong: list[str] = field(default_factory=list)


def hold(realm: Realm, pages: Iterable[Page], browsers: dict[str, Browser] | None = None) -> Held:
    """Ask every person × object × method of these pages; about all but the first object only what depends on it."""
    held = Held()
    browsers = browsers or browsers_of(realm)
    cells = (
        (page, about, address, person, method)
        for page in pages
        for position, (about, address) in enumerate(page.addresses(realm))
        for person in browsers
        for method in (METHODS if position == 0 else ABOUT_AN_OBJECT)
    )
    with standings_loaded_once():
        for page, about, address, person, method in cells:
            data = page.data(realm, about) if method == "POST" else {}
            got = browsers[person].send(method, address, data).status_code
            expected = page.expected(person, about, method)
            held.cells += 1
            cell = f"{method} {address} ({about}) by {person}"
            if got != expected:
                held.wrong.append(f"{cell}: {got} instead of {expected}")
            elif (method in ("GET", "HEAD") or got >= 400) and (writes := _unexpected(browsers[person], page, method)):
                held.wrong.append(f"{cell}: {got}, and yet wrote: {writes[0]}")
    return held


def _unexpected(browser: Browser, page: Page, method: str) -> list[str]:
    """What was written, but for the receipt of a page that leaves one."""
    if method == "GET" and page.leaves_receipt:
        return [sql for sql in browser.writes if not any(table in sql[:40] for table in RECEIPT)]
    return browser.writes


@contextmanager
def standings_loaded_once() -> Iterator[None]:
    """What a person is does not change from cell to cell, and loading it is a third of the work of a refusal."""
    loaded: dict[int, Standing] = {}

    def load(user: User, *, request_id: str) -> Standing:
        if user.pk not in loaded:
            loaded[user.pk] = standing_of(user, request_id=request_id)
        return loaded[user.pk]

    with mock.patch.object(middleware, "standing_of", load):
        yield


def browsers_of(realm: Realm) -> dict[str, Browser]:
    return {name: Browser(user) for name, user in realm.people.items()}


def cells_of(realm: Realm, page: Page) -> int:
    more = len(page.objects(realm)) - 1
    return len(realm.people) * (len(METHODS) + more * len(ABOUT_AN_OBJECT))
