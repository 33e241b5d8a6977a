"""A plan issued in the agency's own system, from our Word file: other bytes, so its words are held against ours."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

import pikepdf

from blocs.standing import Standing
from plans.documents import official_document
from plans.importers.blocks import UnreadableFileError
from plans.importers.conversion import pdf_to_text
from plans.models import Plan
from plans.services import steps
from plans.services.steps import Numbering, Signing
from thidua.lib.text import nfc
from thidua.lib.verdict import RefusedError
from thidua.papers.codes import ALPHABET, plain
from thidua.papers.document import OfficialDocument
from thidua.papers.enums import PaperState, SignedWay
from thidua.papers.models import Paper
from thidua.papers.services import circulation, examination
from thidua.papers.services.life import GivenNumber
from thidua.papers.services.rendering import rendered
from thidua.papers.services.signing import NewCopy

MOST_WORDS = 30_000
"""About seventy pages; two such texts take two seconds to compare."""
PAGE_NUMBER = re.compile(r"^\s*\d{1,3}\s*$", re.MULTILINE)
CODE = re.compile(rf"\b[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}\b")
NUMBER = re.compile(r"\bSố\s*:?\s*(0*[1-9]\d{0,5}[a-zđ]{0,2})\s*/")
DAY = re.compile(r"\bngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
"""As the letterhead prints them, above the name of the kind of paper."""

Pair = tuple[str, str]


def differences(plan: Plan, data: bytes, numbering: Numbering) -> tuple[Pair, ...]:
    """What only our paper with this number and date says, and what only the file says, place by place.

    Where lines are broken, and in which order a page's columns are read, is no difference; nor is a check code that the
    file has not, for our Word file has none. Raises RefusedError for a file without text, and for another paper's.
    """
    _require_unknown_bytes(plan, data)
    theirs = _text(_without_signatures(data))
    _require_same_paper(plan, theirs, numbering)
    mine = _text(rendered(_ours(plan, theirs, numbering)).pdf)
    my_words, their_words = _words(mine), _words(theirs)
    if max(len(my_words), len(their_words)) > MOST_WORDS:
        raise RefusedError("Tệp dài quá, không đối chiếu được. Hãy kiểm tra có đúng tệp của kế hoạch này không.")
    return tuple(_differing(my_words, their_words))


def take_issued(plan: Plan, data: bytes, signed: Signing, numbering: Numbering, *, by: Standing) -> Plan:
    """File the agency's own file as the paper's copy, its differences confirmed by who brings it."""
    found = differences(plan, data, numbering)
    numbering = replace(numbering, copy=NewCopy(data=data, way=SignedWay.OWN_SYSTEM, differences=found))
    if plan.paper and plan.paper.state == PaperState.AWAITING_NUMBER:
        return steps.issue(plan, numbering, by=by)
    return steps.record_signature(plan, signed, by=by, numbering=numbering)


def _require_unknown_bytes(plan: Plan, data: bytes) -> None:
    """The file is not, and does not begin as, one that is kept of another paper."""
    known = examination.paper_of(data)
    if known and known.pk != plan.paper_id:
        which = f"văn bản số {known.number_and_symbol}" if known.is_issued else "văn bản khác"
        raise RefusedError(f"Tệp này là của {which} trên trang này. Hãy chọn đúng tệp đã ban hành của kế hoạch này.")


def _require_same_paper(plan: Plan, text: str, numbering: Numbering) -> None:
    """The file prints no other paper's check code, and no other number and date than what was typed."""
    assert plan.paper is not None
    codes = {plain(code) for code in CODE.findall(text)} - {plan.paper.code}
    if Paper.objects.filter(code__in=codes).exists():
        raise RefusedError("Tệp này in mã kiểm tra của văn bản khác. Hãy chọn đúng tệp đã ban hành của kế hoạch này.")
    assert numbering.given is not None
    head = text.partition(plan.paper.kind.upper())[0]
    number, day = NUMBER.search(head), DAY.search(head)
    if number and GivenNumber.parse(number[1]) != numbering.given:
        raise RefusedError(
            f"Tệp này in số {number[1]}, không phải số {numbering.given.text} vừa nhập. "
            "Hãy nhập số đúng như trong tệp, hoặc chọn tệp khác."
        )
    typed = f"{numbering.issued_on:%d/%m/%Y}"
    if day and "{:0>2}/{:0>2}/{}".format(*day.groups()) != typed:
        raise RefusedError(
            f"Tệp này in {' '.join(day[0].split())}, không phải ngày {typed} vừa nhập. "
            "Hãy nhập ngày ban hành đúng như trong tệp, hoặc chọn tệp khác."
        )


def _ours(plan: Plan, theirs: str, numbering: Numbering) -> OfficialDocument:
    """Our paper with number and date, and with its check code where the file has it."""
    assert plan.paper is not None
    assert numbering.given is not None, "such a paper was numbered elsewhere"
    if plan.paper.printed_code in theirs:
        return steps.numbered_document(plan, numbering.given.text, numbering.issued_on)
    return circulation.with_number(official_document(plan.value), numbering.given.text, numbering.issued_on)


def _text(pdf: bytes) -> str:
    try:
        return nfc(pdf_to_text(pdf).decode(errors="replace"))
    except UnreadableFileError as error:
        raise RefusedError(
            "Tệp này không có chữ để đối chiếu (ảnh quét?). Hãy dùng mục Tải lên bản đã ký cho bản ký tay quét lại."
        ) from error


def _without_signatures(data: bytes) -> bytes:
    """The file without the looks of its digital signatures, which say who signed and when, and stand over its words."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                for mark in page.get("/Annots", []):
                    if mark.get("/FT") == "/Sig" and "/V" in mark and "/AP" in mark:
                        del mark["/AP"]
            file = io.BytesIO()
            pdf.save(file)
            return file.getvalue()
    except pikepdf.PdfError:
        return data  # pdftotext says what is wrong with it


def _words(text: str) -> list[str]:
    return PAGE_NUMBER.sub("", text).split()


def _differing(mine: list[str], theirs: list[str]) -> Iterator[Pair]:
    """The places where words differ; those that only stand elsewhere are left out."""
    only_mine, only_theirs = Counter(mine) - Counter(theirs), Counter(theirs) - Counter(mine)
    for same, start, end, new_start, new_end in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if same == "equal":
            continue
        left, right = mine[start:end], theirs[new_start:new_end]
        if any(only_mine[word] for word in left) or any(only_theirs[word] for word in right):
            yield " ".join(left), " ".join(right)
