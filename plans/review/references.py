"""How documents are called wherever the plan cites them: by kind, number and symbol."""

import re
from collections import defaultdict
from collections.abc import Iterator

from plans.review.case import Case, Text
from plans.review.citations import KINDS, Citation, citations, name_pattern
from plans.review.finding import Finding, clause, listed, quoted
from thidua.lib.text import fold

_ANY_KIND = "|".join(kind for kind in KINDS if kind not in ("luật", "bộ luật", "báo cáo", "biên bản"))
_WITHOUT_SYMBOL = (
    rf"(?<!\w)(?i:{_ANY_KIND})\s+(?i:số)\s*:?\s*\d{{1,5}}(?![\d.]|\s*[/-]|-)",
    r"(?<!\w)(?i:quyết định|nghị định|thông tư|nghị quyết|chỉ thị)\s+(?:(?i:số)\s+)?\d{1,5}/(?:19|20)\d\d(?!\d|\s*/)",
    r"(?<!pháp )(?<!\w)(?i:luật)(?:\s+[^\s.;:()\d]+){1,8}?\s+(?i:số)\s+\d{1,3}(?=,?\s+ngày\s)",
)
_IN_SMALL_LETTERS = re.compile(r"(?!văn bản)[a-zđ]")


def findings(case: Case) -> Iterator[Finding]:
    yield from _kinds(case)
    yield from _without_symbol(case)
    yield from _in_small_letters(case)


def _kinds(case: Case) -> Iterator[Finding]:
    """One document, one name; and the kind that its symbol stands for (Phụ lục III). Capitals hide the spelling."""
    by_number: dict[str, list[tuple[Text, Citation]]] = defaultdict(list)
    for text in case.texts:
        if not text.is_capitals:
            for citation in citations(text.text):
                by_number[fold(citation.number).lstrip("0")].append((text, citation))
    for places in by_number.values():
        kinds = {citation.kind.lower() for _, citation in places} - {"", "văn bản"}
        spellings = {citation.number for _, citation in places}
        if len(kinds) > 1 or len(spellings) > 1:
            variants = (citation.words[:1].upper() + citation.words[1:] for _, citation in places)
            yield Finding(
                "REF_TYPE_VARIANTS",
                f"Một văn bản được dẫn bằng nhiều tên: {listed(variants)}. Hãy đối chiếu bản gốc và dùng một tên.",
                places[0][0].key,
            )
        elif wrong := next(((text, citation) for text, citation in places if not citation.kind_is_right), None):
            text, citation = wrong
            meant = " hoặc ".join(citation.kinds_of_symbol)
            yield Finding(
                "WRONG_TYPE",
                f"{quoted(citation.words)}: ký hiệu này là của {meant}, không phải {citation.kind.lower()}. "
                "Hãy sửa tên loại hoặc ký hiệu.",
                text.key,
            )


def _without_symbol(case: Case) -> Iterator[Finding]:
    """Phụ lục I, II.6: a citation gives kind, number and symbol, issuer, date and subject."""
    found = [
        (text, match[0])
        for text in case.texts
        for pattern in _WITHOUT_SYMBOL
        for match in re.finditer(pattern, text.text)
    ]
    if found:
        yield Finding(
            "INCOMPLETE_REF",
            f"Viện dẫn thiếu ký hiệu: {listed(words for _, words in found)}. "
            f"Hãy ghi đủ số, ký hiệu, ngày, cơ quan ban hành; luật chỉ ghi tên và ngày ({clause('II.6')}).",
            found[0][0].key,
        )


def _in_small_letters(case: Case) -> Iterator[Finding]:
    """Phụ lục II, V: the kind of a specific document begins with a capital; "văn bản" names no kind."""
    patterns = (*_WITHOUT_SYMBOL, *map(name_pattern, case.registry.names))
    found: list[tuple[int | None, str]] = []
    for text in case.texts:
        places = {citation.start: citation.words for citation in citations(text.text) if citation.kind}
        for pattern in patterns:
            for match in re.finditer(pattern, text.text):
                places.setdefault(match.start(), match[0])
        found.extend((text.key, words) for _, words in sorted(places.items()) if _IN_SMALL_LETTERS.match(words))
    if found:
        yield Finding(
            "LOWERCASE_DOC_NAME",
            f"Tên loại của một văn bản cụ thể phải viết hoa: {listed(words for _, words in found)} "
            "(Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V).",
            found[0][0],
        )
