"""A plan issued in the agency's own system, from our Word file: other bytes, so its words are held against ours."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

import pikepdf

from blocs.standing import Standing
from plans.importers.blocks import UnreadableFileError
from plans.importers.conversion import pdf_to_text
from plans.models import Plan
from plans.services import steps
from plans.services.steps import Numbering, Signing
from thidua.lib.text import nfc
from thidua.lib.verdict import RefusedError
from thidua.papers.enums import PaperState, SignedWay
from thidua.papers.services.rendering import rendered
from thidua.papers.services.signing import NewCopy

MOST_WORDS = 30_000
"""About seventy pages; two such texts take two seconds to compare."""
PAGE_NUMBER = re.compile(r"^\s*\d{1,3}\s*$", re.MULTILINE)

Pair = tuple[str, str]


def differences(plan: Plan, data: bytes, numbering: Numbering) -> tuple[Pair, ...]:
    """What only our paper with this number and date says, and what only the file says, place by place.

    Where lines are broken, and in which order a page's columns are read, is no difference. Raises RefusedError for a
    file without text.
    """
    assert numbering.given is not None, "such a paper was numbered elsewhere"
    ours = rendered(steps.numbered_document(plan, numbering.given.text, numbering.issued_on)).pdf
    try:
        mine, theirs = _words(pdf_to_text(ours)), _words(pdf_to_text(_without_signatures(data)))
    except UnreadableFileError as error:
        raise RefusedError(
            "Tệp này không có chữ để đối chiếu (ảnh quét?). Hãy dùng mục Tải lên bản đã ký cho bản ký tay quét lại."
        ) from error
    if max(len(mine), len(theirs)) > MOST_WORDS:
        raise RefusedError("Tệp dài quá, không đối chiếu được. Hãy kiểm tra có đúng tệp của kế hoạch này không.")
    return tuple(_differing(mine, theirs))


def take_issued(plan: Plan, data: bytes, signed: Signing, numbering: Numbering, *, by: Standing) -> Plan:
    """File the agency's own file as the paper's copy, its differences confirmed by who brings it."""
    found = differences(plan, data, numbering)
    numbering = replace(numbering, copy=NewCopy(data=data, way=SignedWay.OWN_SYSTEM, differences=found))
    if plan.paper and plan.paper.state == PaperState.AWAITING_NUMBER:
        return steps.issue(plan, numbering, by=by)
    return steps.record_signature(plan, signed, by=by, numbering=numbering)


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


def _words(text: bytes) -> list[str]:
    return nfc(PAGE_NUMBER.sub("", text.decode(errors="replace"))).split()


def _differing(mine: list[str], theirs: list[str]) -> Iterator[Pair]:
    """The places where words differ; those that only stand elsewhere are left out."""
    only_mine, only_theirs = Counter(mine) - Counter(theirs), Counter(theirs) - Counter(mine)
    for same, start, end, new_start, new_end in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if same == "equal":
            continue
        left, right = mine[start:end], theirs[new_start:new_end]
        if any(only_mine[word] for word in left) or any(only_theirs[word] for word in right):
            yield " ".join(left), " ".join(right)
