"""Documents that a text cites.

By number and symbol: "Nghị định số 91/2017/NĐ-CP ngày 31/7/2017"; laws by name and date: "Luật Thi đua, khen thưởng
ngày 15 tháng 6 năm 2022".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plans.content import Span
from plans.registry import LegalDocument, Registry
from thidua.lib.dates import PartialDate

_UPPER = "A-ZĐĂÂÊÔƠƯ"
_GROUP = rf"[{_UPPER}&][{_UPPER}\d&]*(?:[a-zđ][{_UPPER}\d&]*)?(?![^\W\d_])"
_SYMBOL = rf"{_GROUP}(?:(?:\s?[-–]|[-–]\s|/){_GROUP})*"
_DAY = r"ngày\s+(?P<day>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<month>\d{1,2})\s*(?:[/.-]|năm)\s*(?P<year>\d{4})"
_DATE = re.compile(rf"\s*,?\s*(?:{_DAY}|năm\s+(?P<only_year>\d{{4}}))", re.IGNORECASE)
_NEXT_DATE = re.compile(rf"\s*(?:,|;|và)\s*(?:và\s+)?(?:{_DAY}|năm\s+(?P<only_year>\d{{4}}))", re.IGNORECASE)

KINDS = (
    "thông tư liên tịch", "thông tư", "nghị quyết", "nghị định", "quyết định", "chỉ thị", "kế hoạch", "hướng dẫn",
    "công văn", "văn bản hợp nhất", "văn bản", "thông báo", "kết luận", "chương trình", "báo cáo", "tờ trình",
    "quy định", "quy chế", "thông tri", "công điện", "giấy mời", "biên bản", "pháp lệnh", "bộ luật", "luật",
)  # fmt: skip
_KIND = rf"(?<!\w)(?P<kind>(?i:{'|'.join(KINDS)}))(?:\s+(?i:kết luận|hành động|liên tịch|liên ngành|phối hợp))?"
_NUMBERED = re.compile(
    rf"(?:{_KIND}\s+)?(?:(?i:số)\s*:?\s*)?(?<![\w/.-])"
    r"(?P<number>\d{1,5}[a-zđ]?(?:\.\d{1,2})?(?:\s*/\s*(?:19|20)\d\d(?=\s*/))?"
    rf"(?:\s*/\s*{_SYMBOL}|-{_GROUP}/{_SYMBOL}))"
)

# Abbreviations of kinds (Nghị định 30/2020/NĐ-CP, Phụ lục III) and of the papers that make law.
_ABBREVIATED = {
    "NQ": "nghị quyết", "NĐ": "nghị định", "QĐ": "quyết định", "CT": "chỉ thị", "QC": "quy chế", "QYĐ": "quy định",
    "TB": "thông báo", "HD": "hướng dẫn", "CTR": "chương trình", "KH": "kế hoạch", "BC": "báo cáo", "BB": "biên bản",
    "TTR": "tờ trình", "TT": "thông tư", "TTLT": "thông tư liên tịch", "CV": "công văn", "VBHN": "văn bản hợp nhất",
    "KL": "kết luận", "GM": "giấy mời",
}  # fmt: skip
_ALSO_OF_THE_PARTY = {"QĐ": "quy định", "TT": "thông tri", "TB": "kết luận"}


@dataclass(frozen=True)
class Citation:
    """A document cited by number and symbol. Places are those in the text; `dated` is blank without a date."""

    start: int
    end: int
    words: str
    kind: str
    """The kind as written, "" where the number stands alone."""
    number: str
    """Number and symbol without spaces."""
    dated: PartialDate

    @property
    def kinds_of_symbol(self) -> tuple[str, ...]:
        """The kinds that the symbol's abbreviation stands for; none when it has none (a công văn, a law)."""
        party = re.fullmatch(r"[\d.]+[a-zđ]?-([^/]+)/.*", self.number)
        abbreviation = party[1] if party else re.split(r"[-–/]", re.sub(r"^[\d./]+", "", self.number))[0]
        kind = _ABBREVIATED.get(abbreviation.upper())
        if kind is None:
            return ()
        also = _ALSO_OF_THE_PARTY.get(abbreviation.upper()) if party else None
        return (kind, also) if also else (kind,)

    @property
    def kind_is_right(self) -> bool:
        """Whether the kind as written may bear this symbol.

        "Văn bản" may bear any, and so may a công văn, whose symbol begins with its issuer ("CT" for a công ty).
        """
        kinds = self.kinds_of_symbol
        written = self.kind.lower()
        if not kinds or written in ("", "văn bản", "công văn", *kinds):
            return True
        return written == "thông tư" and kinds == ("thông tư liên tịch",)


def citations(text: str) -> Iterator[Citation]:
    """The documents that a text cites by number and symbol, in their order."""
    for match in _NUMBERED.finditer(text):
        dated = _DATE.match(text, match.end())
        end = dated.end() if dated else match.end()
        yield Citation(
            start=match.start(),
            end=end,
            words=text[match.start() : match.end()].strip(),
            kind=match["kind"] or "",
            number=re.sub(r"\s", "", match["number"]),
            dated=_partial(dated) if dated else PartialDate(),
        )


def _partial(date: re.Match[str]) -> PartialDate:
    if date["only_year"]:
        return PartialDate(year=int(date["only_year"]))
    return PartialDate(int(date["day"]), int(date["month"]), int(date["year"]))


_CLAUSE_END = re.compile(r"[;.](?=\s|$)")


def cited_clauses(text: str) -> Iterator[Span]:
    """Each cited document with its issuer and subject: from its kind or number up to the end of its clause."""
    end = 0
    for citation in citations(text):
        if citation.start >= end:
            clause_end = _CLAUSE_END.search(text, citation.end)
            end = clause_end.start() if clause_end else len(text)
            yield Span(citation.start, end)


def name_pattern(name: str) -> str:
    """A pattern for a law's name however its words are joined and capitalised; not within "pháp luật …"."""
    words = r"[\s,–-]+".join(map(re.escape, re.findall(r"\w+", name)))
    return rf"(?<!pháp )(?<!\w)(?i:{words})(?!\w)"


@dataclass(frozen=True)
class NamedLaw:
    """A law cited by its name, with the dates or years that follow the name. Places are those in the text."""

    start: int
    end: int
    words: str
    name: str
    dated: tuple[PartialDate, ...]


def named_laws(text: str, registry: Registry) -> Iterator[NamedLaw]:
    """The laws of the registry that a text cites by name."""
    for name in registry.names:
        for match in re.finditer(name_pattern(name), text):
            dates = []
            end = match.end()
            following = _DATE.match(text, end)
            while following:
                dates.append(_partial(following))
                end = following.end()
                following = _NEXT_DATE.match(text, end)
            yield NamedLaw(match.start(), end, text[match.start() : end], name, tuple(dates))


def known_documents(text: str, registry: Registry) -> Iterator[LegalDocument]:
    """The documents of the registry that a text cites, each once."""
    found = [registry.document(citation.number) for citation in citations(text)]
    for law in named_laws(text, registry):
        found.extend(
            document
            for dated in law.dated
            for document in registry.named(law.name)
            if dated.complete == document.issued_on or (dated.day is None and dated.year == document.issued_on.year)
        )
    yield from dict.fromkeys(document for document in found if document)
