"""What stands in the place of laws and bodies that have ended by the new year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plans.next_year.texts import Edit
from plans.parties import leading_party
from plans.registry import Body, LegalDocument, Registry
from plans.review.citations import KINDS, citations, cited_clauses, known_documents
from plans.review.names import named
from thidua.lib.dates import long_date, short_date


@dataclass(frozen=True)
class Replacement:
    """An ended law or body and what takes its place."""

    edit: Edit
    reason: str


# --- laws -----------------------------------------------------------------------------------------------------------

_ISSUERS = {
    "CP": "Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "BNV": "Bộ trưởng Bộ Nội vụ",
    "BGDĐT": "Bộ trưởng Bộ Giáo dục và Đào tạo",
}
"""By the last group of the symbol."""

_KIND = rf"(?:các\s+)?(?i:{'|'.join(KINDS)})(?!\w)"
_LEAD = re.compile(r"\s*[-–]?\s*(?:Căn cứ|Thực hiện|Thi hành|Theo|Xét)\s+(?:vào\s+|quy định tại\s+)?", re.IGNORECASE)
_ANY = re.compile(_KIND)
_NEXT = re.compile(
    rf";\s*(?:và\s+|căn cứ\s+)?|,\s+(?:và\s+)?(?={_KIND})|,\s+|[.](?=\s|$)\s*|\s+và\s+(?={_KIND})", re.IGNORECASE
)
_LAW = re.compile(r"(?:các\s+)?(?:luật|bộ luật|pháp lệnh)(?!\w)", re.IGNORECASE)


def law_replacements(
    text: str, registry: Registry, day: date, already: frozenset[LegalDocument]
) -> Iterator[tuple[Replacement, LegalDocument]]:
    """The ended laws among the legal bases of a text with what is in force on the day.

    What is `already` among the bases, or comes up a second time, is not proposed again. A neighbour with the same
    successor (a law and its amendments) is taken into the one replacement.
    """
    found: list[tuple[int, int, list[LegalDocument], LegalDocument]] = []
    for start, end in _segments(text):
        ended = _ended(text[start:end], registry, day)
        following = _one_successor(ended, registry, day)
        if following is None or following in already:
            continue
        if found and found[-1][3] == following and not re.search(r"\w", text[found[-1][1] : start]):
            first, _, documents, _ = found.pop()
            start, ended = first, [*documents, *ended]
        if following not in [replaced for _, _, _, replaced in found]:
            found.append((start, end, ended, following))
    for start, end, ended, following in found:
        yield Replacement(Edit(start, end, _cited(following)), _reason_of_law(ended, following)), following


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """The documents that a basis names, each with its issuer and subject."""
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    for mark in _NEXT.finditer(text, start):
        if _parts(text, start, mark):
            yield start, mark.start()
            start = mark.end()
    yield start, len(text.rstrip())


def _parts(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether a mark of `_NEXT` ends the segment from `start`: a comma does before another document and before the
    sentence that a basis runs into; "và" does after a law, which is cited without a subject it could belong to."""
    match mark[0].strip().lower()[0]:
        case "v":
            return _LAW.match(text, start) is not None and _LAW.match(text, mark.end()) is None
        case ",":
            return _ANY.match(text, mark.end()) is not None or leading_party(text, mark.end()) is not None
        case _:
            return True


def _ended(segment: str, registry: Registry, day: date) -> list[LegalDocument]:
    """The documents a segment is about, if all have ended: those of a law's name, else the first one cited."""
    if _ANY.match(segment) is None:
        return []
    if _LAW.match(segment):
        documents = list(known_documents(segment, registry))
    else:
        first = next(citations(segment), None)
        known = registry.document(first.number) if first else None
        documents = [known] if known and first and first.start == 0 else []
    return documents if all(document.last_day and document.last_day < day for document in documents) else []


def _one_successor(ended: list[LegalDocument], registry: Registry, day: date) -> LegalDocument | None:
    """What takes the place of all of them and is in force on the day."""
    following = {registry.successor(document, day) for document in ended}
    if len(following) != 1:
        return None
    [one] = following
    in_force = one is not None and one.first_day <= day and (one.last_day is None or day <= one.last_day)
    return one if in_force else None


def _cited(document: LegalDocument) -> str:
    """As a legal basis cites it: a law by name and date, others by kind, number, issuer, date and subject (Nghị định
    30/2020/NĐ-CP, Phụ lục I, II.6.a)."""
    if document.name:
        return f"{document.name} {long_date(document.issued_on)}"
    issuer = _ISSUERS.get(re.split(r"[-/]", document.number)[-1])
    about = "" if re.match(r"quy định|hướng dẫn|sửa đổi", document.subject) else "về "
    words = (document.kind, "số", document.number, long_date(document.issued_on), f"của {issuer}" if issuer else "")
    return " ".join((*filter(None, words), f"{about}{document.subject}"))


def _reason_of_law(ended: list[LegalDocument], following: LegalDocument) -> str:
    last_day = max(document.last_day for document in ended if document.last_day)
    numbers = ", ".join(dict.fromkeys(document.number for document in ended))
    doubt = any(document.verify for document in (*ended, following))
    return (
        f"{numbers} hết hiệu lực sau {short_date(last_day)}, được thay bằng {following.number}"
        f"{' (mốc này chưa đối chiếu với văn bản gốc)' if doubt else ''}."
    )


# --- bodies ---------------------------------------------------------------------------------------------------------

_GOES_ON = re.compile(
    r"\s+(?:và|-|–)\s+(?!Sở|Ban|Bộ|Cục|Chi cục|Ủy ban|UBND|HĐND|Hội|Văn phòng|Công an|Công đoàn)[A-ZĐÀ-Ỹ]"
    r"|\s*\((?:nay|cũ|trước)(?!\w)"
)
"""The name is part of a longer one, or is explained as past."""


def body_replacements(text: str, registry: Registry, day: date) -> Iterator[Replacement]:
    """The ended bodies that a text names, where one body took their place; not those that issued a cited document."""
    cited = tuple(cited_clauses(text))
    for body in registry.bodies:
        if body.last_day >= day or not _is_one_name(body.successor):
            continue
        for start, end, _ in named(body, text):
            if _GOES_ON.match(text, end) or any(clause.start < end and start < clause.end for clause in cited):
                continue
            words = body.successor.upper() if text[start:end].isupper() else body.successor
            yield Replacement(Edit(start, end, words), _reason_of_body(body, text))


def _is_one_name(successor: str) -> bool:
    """Whether it names one body or place, and not what differs from place to place."""
    is_name = successor[:1].isupper() or successor.startswith(("tỉnh ", "thành phố "))
    return is_name and re.search(r",|(?<!\w)hoặc(?!\w)", successor) is None


def _reason_of_body(body: Body, text: str) -> str:
    doubt = " (tùy địa phương, hãy kiểm tra)" if body.verify else ""
    twice = " Tên mới đã có trong câu, hãy bỏ chỗ trùng." if body.successor.lower() in text.lower() else ""
    return f"{body.names[0]} đã kết thúc hoạt động sau {short_date(body.last_day)}{doubt}.{twice}"
