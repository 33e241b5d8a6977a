"""Legal bases (ô 6): how they are set out, and whether what is cited is in force on the plan's day."""

import re
from collections.abc import Iterator

from plans.registry import LegalDocument
from plans.review.case import Case, Text
from plans.review.citations import citations, known_documents, named_laws
from plans.review.finding import Finding, clause, quoted
from thidua.lib.dates import short_date

_BEGINS_BASIS = re.compile(r"[-–]?\s*(?:Căn cứ|Thực hiện|Thi hành|Theo|Xét|Triển khai thực hiện)\s")


def findings(case: Case) -> Iterator[Finding]:
    yield from _set_out(case)
    for text in case.texts:
        if text.is_basis:
            yield from _later_than_plan(case, text)
    yield from _validity(case)


# --- how bases are set out ------------------------------------------------------------------------------------------


def _set_out(case: Case) -> Iterator[Finding]:
    """Phụ lục I, II.6.a: one basis a paragraph, each ending in ";", the last in "."."""
    if case.is_of_party:
        return
    merged = [item for item in case.content.opening if _BEGINS_BASIS.match(item.text)]
    wrong = []
    for position, basis in enumerate(case.content.bases, 1):
        text = basis.text.rstrip()
        is_last = position == len(case.content.bases)
        right = ";" if not is_last else "." if case.content.decision or not merged else ";."
        if not text or text[-1] in right:
            continue
        if text[-1].isalnum() or text[-1] in ')”"':
            yield Finding(
                "BASIS_NO_END_MARK",
                f"Căn cứ thứ {position} không có dấu kết thúc: {quoted(text)}. "
                f"Hãy thêm dấu “{right[-1]}” ({clause('II.6.a')}).",
                basis.key,
            )
        else:
            wrong.append((position, text[-1], basis.key))
    if wrong:
        where = ", ".join(f"căn cứ {position} kết thúc bằng “{mark}”" for position, mark, _ in wrong)
        yield Finding(
            "BASIS_PUNCTUATION",
            f"Dấu cuối căn cứ chưa đúng: {where}. "
            f"Hãy đặt “;” sau mỗi căn cứ và “.” sau căn cứ cuối cùng ({clause('II.6.a')}).",
            wrong[0][2],
        )
    for item in merged:
        if _cites(item.text, case):
            yield Finding(
                "BASIS_IN_OPENING",
                f"Căn cứ viết liền với câu mở đầu: {quoted(item.text)}. "
                f"Hãy tách căn cứ thành đoạn riêng ({clause('II.6.a')}).",
                item.key,
            )


def _cites(text: str, case: Case) -> bool:
    return any(citations(text)) or any(named_laws(text, case.registry))


# --- validity -------------------------------------------------------------------------------------------------------


def _later_than_plan(case: Case, text: Text) -> Iterator[Finding]:
    """A basis has to exist before the plan that rests on it."""
    latest = case.possible_days.end
    for citation in citations(text.text):
        dated = citation.dated.complete
        if latest and dated and dated > latest:
            yield Finding(
                "BASIS_AFTER_DOC_DATE",
                f"{quoted(citation.words)} có ngày {short_date(dated)}, sau ngày của kế hoạch. "
                "Hãy kiểm tra ngày của văn bản này hoặc ngày của kế hoạch.",
                text.key,
            )


def _validity(case: Case) -> Iterator[Finding]:
    """Every document that the registry knows, once, on the plan's day; bases before what the body cites."""
    day = case.day
    if day is None:
        return
    needed_from = max(day, case.cycle.span.start or day) if case.cycle else day
    seen: set[LegalDocument] = set()
    for text in sorted(case.texts, key=lambda text: not text.is_basis):
        documents = [document for document in known_documents(text.text, case.registry) if document not in seen]
        seen.update(documents)
        ended = []
        for document in documents:
            if text.is_basis and not _fits(case, document):
                yield Finding(
                    "WRONG_BASIS",
                    f"{_called(document)} quy định về {document.subject}, mà kế hoạch không nói đến. "
                    "Hãy kiểm tra số, ký hiệu hoặc bỏ căn cứ này.",
                    text.key,
                )
            elif document.last_day and document.last_day < day:
                following = case.registry.successor(document, day)
                advice = f"Hãy thay bằng {_called(following)}." if following else "Hãy bỏ hoặc thay căn cứ này."
                last_day = short_date(document.last_day)
                ended.append(f"{_called(document)} đã hết hiệu lực sau {last_day}{_doubt(document)}. {advice}")
            elif document.first_day > needed_from:
                yield Finding(
                    "NOT_YET_IN_FORCE",
                    f"{_called(document)} có hiệu lực từ {short_date(document.first_day)}, sau ngày của kế hoạch"
                    f"{_doubt(document)}. Hãy dẫn văn bản đang có hiệu lực.",
                    text.key,
                )
        if ended:
            yield Finding("EXPIRED_BASIS", " ".join(ended), text.key)


def _called(document: LegalDocument) -> str:
    return f"{document.kind} số {document.number} ngày {short_date(document.issued_on)}"


def _doubt(document: LegalDocument) -> str:
    return " (mốc này chưa đối chiếu với văn bản gốc)" if document.verify else ""


def _fits(case: Case, document: LegalDocument) -> bool:
    """Whether the plan, its bases aside, speaks of what the document is about."""
    if document.matter is None:
        return True
    own = (text.text.lower() for text in case.texts if not text.is_basis)
    return any(document.matter in text for text in own)
