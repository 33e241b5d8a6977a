"""Going through the site as one person: every link, every form's address, every export, every search."""

import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

import pdfplumber
from django.contrib import admin
from django.http import HttpResponseBase
from django.urls import reverse

from tests.project.rights.browsing import Browser
from tests.project.rights.realm import markers_in

WORDS = "zq"
"""In every marker, so that a search for it finds whatever it can."""
ALIKE = {"o", "_changelist_filters", "_popup", "_to_field"}
"""What in the query of an address changes the order or the frame of a page, not what stands on it."""
TOGETHER = 1
"""Filters set at once: more only show less of what one shows, and a workbook of the admin is its list, filtered."""


class Page(HTMLParser):
    """The addresses on a page: of links, and of forms with what they send by GET."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._searches = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "href" in given:
            self.found.append(given["href"])
        if tag == "form":
            self.found.append(given.get("action", ""))
            self._searches = given.get("method", "get").lower() == "get"
        if tag == "input" and given.get("type") in ("search", "text") and self._searches and "name" in given:
            self.found.append(f"{self.found[-1]}?{urlencode({given['name']: WORDS})}")

    def handle_endtag(self, tag: str) -> None:
        self._searches = self._searches and tag != "form"


@dataclass
class Crawl:
    """What a person came upon."""

    answers: dict[str, HttpResponseBase] = field(default_factory=dict)
    """By address."""
    seen: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By marker, where."""

    def status(self, code: int) -> list[str]:
        return [address for address, answer in self.answers.items() if answer.status_code == code]


def crawl(browser: Browser, *, most: int = sys.maxsize) -> Crawl:
    """Everything that can be reached from the first page and the admin."""
    done = Crawl()
    waiting = ["/", reverse("admin:index"), *autocompletes()]
    while waiting and len(done.answers) < most:
        address = waiting.pop(0)
        if address in done.answers:
            continue
        answer = browser.get(address)
        done.answers[address] = answer
        for marker in markers_in(text_of(answer)):
            done.seen[marker].append(address)
        waiting += addresses_in(answer, address)
    return done


def addresses_in(answer: HttpResponseBase, here: str) -> Iterator[str]:
    """Where one can go from an answer, within the site."""
    found = [answer.headers["Location"]] if answer.has_header("Location") else []
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        found += Page(b"".join(answer).decode()).found
    for each in found:
        parts = urlsplit(urljoin(here, each))
        if not parts.netloc and not parts.path.startswith("/static/"):
            query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in ALIKE]
            if len(query) <= (0 if parts.path.endswith("/tai-excel/") else TOGETHER):
                yield parts.path + (f"?{urlencode(query)}" if query else "")


def text_of(answer: HttpResponseBase) -> str:
    """All that a person can read in an answer, the name of a file included."""
    data = b"".join(answer)
    name = unquote(answer.headers.get("Content-Disposition", ""))
    match answer.headers.get("Content-Type", "").partition(";")[0]:
        case "application/pdf":
            return f"{name}\n{_text_of_pdf(data)}"
        case kind if kind.startswith("application/vnd.openxmlformats-officedocument."):
            with zipfile.ZipFile(BytesIO(data)) as file:
                return "\n".join([name, *(file.read(part).decode() for part in file.namelist())])
        case _:
            return f"{name}\n{unescape(data.decode(errors='replace'))}"


@cache
def _text_of_pdf(data: bytes) -> str:
    """The same papers are met by many."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def autocompletes() -> Iterator[str]:
    """What the search fields of the admin ask."""
    address = reverse("admin:autocomplete")
    for model in admin.site._registry:
        for each in model._meta.get_fields():
            if each.many_to_one or (each.many_to_many and not each.auto_created):
                where = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
                yield f"{address}?{urlencode(where | {'field_name': each.name, 'term': WORDS})}"
