"""The demo's plans as the project's own reader understands them: texts with blanks for the year, in `texts/`."""

from datetime import date
from importlib import resources

from plans.importers.reader import Reading, read
from plans.importers.text import read_text
from plans.registry import LegalDocument, packaged
from thidua.lib.dates import long_date

LAW = "15/2003/QH11"
DECREE = "91/2017/NĐ-CP"
CIRCULAR = "12/2019/TT-BNV"
SCHOOL_CIRCULAR = "21/2020/TT-BGDĐT"
"""The first documents that the demo may cite; what has taken their place is found in the registry of laws."""

ISSUERS = {
    "NĐ-CP": "của Chính phủ",
    "TT-BNV": "của Bộ trưởng Bộ Nội vụ",
    "TT-BGDĐT": "của Bộ trưởng Bộ Giáo dục và Đào tạo",
}


def reading(name: str, *, day: date, cited: tuple[str, ...] = (LAW, DECREE, CIRCULAR), **blanks: object) -> Reading:
    """What is read in the text `name` with its blanks filled in; it rests on the laws in force on `day`."""
    text = (resources.files("thidua.demo") / "texts" / f"{name}.md").read_text(encoding="utf-8")
    bases = "\n\n".join(f"Căn cứ {_citation(_in_force(number, day))};" for number in cited)
    return read(read_text(text.format_map({"bases": bases, **blanks}).encode()))


def _in_force(number: str, day: date) -> LegalDocument:
    """The document itself while it is in force, then what stands in its place."""
    document = packaged().document(number)
    assert document is not None
    ended = document.last_day is not None and document.last_day < day
    return (ended and packaged().successor(document, day)) or document


def _citation(document: LegalDocument) -> str:
    """As a legal basis is cited (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.a)."""
    if document.name:
        return f"{document.name} {long_date(document.issued_on)}"
    issuer = ISSUERS[document.number.rpartition("/")[2]]
    return f"{document.kind} số {document.number} {long_date(document.issued_on)} {issuer} {document.subject}"
