"""The life of a paper: frozen, signed, numbered and issued, ended. Who may do it is for the maker's rules to say.

Every act takes the paper as it is now, under its lock, and returns it: two clerks never issue one paper twice.
"""

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from blocs.models import Bloc, Organisation, Term
from blocs.standing import Standing
from thidua.lib.dates import PartialDate
from thidua.lib.verdict import RefusedError
from thidua.papers.codes import grouped, new_code
from thidua.papers.document import CheckCode, OfficialDocument
from thidua.papers.enums import IN_FORCE, PENDING, PaperState
from thidua.papers.models import Paper, Register, RegisterEntry, StoredFile
from thidua.papers.pdf import Rendering
from thidua.papers.services import files, numbers
from thidua.papers.services.rendering import rendered
from thidua.papers.signatures.prepared import prepare

GIVEN_NUMBER = re.compile(r"(?P<number>\d{1,6})\s*(?P<suffix>[a-zđ]{0,2})", re.ASCII)
LONGEST_SUBJECT = Paper._meta.get_field("subject").max_length
"""In letters; the paper itself has it whole."""


@dataclass(frozen=True, kw_only=True)
class GivenNumber:
    """The number a clerk names; None takes the next one of our own register."""

    number: int
    suffix: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """ "05", "5" or "23a". Raises ValueError for anything else."""
        match = GIVEN_NUMBER.fullmatch(text.strip().lower())
        if match is None or int(match["number"]) == 0:
            raise ValueError(text)
        return cls(number=int(match["number"]), suffix=match["suffix"])

    @property
    def text(self) -> str:
        """As printed: "05", "23a"."""
        return RegisterEntry(number=self.number, suffix=self.suffix).text


def freeze(
    document: OfficialDocument,
    content: dict[str, Any],
    *,
    organisation: Organisation,
    bloc: Bloc | None,
    term: Term,
    by: Standing,
    code: str = "",
) -> Paper:
    """Lay a paper before its signer: rendered once, with number and date blank, made ready to be signed by hand or
    digitally, never rendered again.

    `code` is one of `new_code`, told by whoever has had it rendered already; the organisation's wish prints it.
    """
    code = code or new_code()
    if organisation.prints_code:
        document = with_code(document, code)
    rendering = rendered_blank(document)
    prepared = prepare(
        rendering, content=json.dumps(content, ensure_ascii=False).encode(), blocks=len(document.signatures)
    )
    file = files.store(prepared, f"{document.title.replace('/', '-')}.pdf", "application/pdf", by=by)
    paper: Paper = Paper.objects.create(
        kind=document.type_name,
        subject=" ".join(document.subject)[:LONGEST_SUBJECT],
        symbol=document.letterhead.symbol,
        issuer=document.author,
        organisation=organisation,
        bloc=bloc,
        term=term,
        content=content,
        rendering=file,
        boxes=[asdict(box) for box in rendering.boxes],
        signatories=[
            {"authority": block.authority, "position": block.position, "name": block.name}
            for block in document.signatures
        ],
        code=code,
        has_code_printed=organisation.prints_code,
        frozen_at=timezone.now(),
        frozen_by_id=by.user_id,
    )
    return paper


def rendered_blank(document: OfficialDocument) -> Rendering:
    """The paper with number and date blank, as it is laid before its signer."""
    return rendered(replace(document, letterhead=replace(document.letterhead, number=None, issued_on=PartialDate())))


def with_code(document: OfficialDocument, code: str) -> OfficialDocument:
    """The paper with the code by which it is checked, and the QR code that leads to the check."""
    address = settings.ADDRESS + reverse("check_code", args=[code])
    return replace(document, check=CheckCode(code=grouped(code), address=address))


@transaction.atomic
def record_signature(paper: Paper, *, signer: str, signed_on: date, scan: StoredFile | None) -> Paper:
    """It was signed on a day; by hand, `scan` is the copy scanned back, which may come later."""
    paper = _locked(paper)
    if paper.state != PaperState.AWAITING_SIGNATURE:
        raise RefusedError("Văn bản này không ở bước chờ ký.")
    if signed_on > timezone.localdate():
        raise RefusedError("Ngày ký không thể sau hôm nay.")
    if not signer.strip():
        raise RefusedError("Hãy ghi người ký.")
    paper.signer, paper.signed_on, paper.scan = signer.strip(), signed_on, scan or paper.scan
    paper.state = PaperState.AWAITING_NUMBER
    paper.full_clean()
    paper.save()
    return paper


@transaction.atomic
def issue(
    paper: Paper,
    register: Register,
    *,
    issued_on: date,
    given: GivenNumber | None,
    replaces: Paper | None = None,
) -> Paper:
    """Give number and date (Nghị định 30/2020/NĐ-CP, Điều 15), the number last; the paper it replaces ends."""
    paper = _locked(paper)
    if paper.state != PaperState.AWAITING_NUMBER or paper.signed_on is None:
        raise RefusedError("Chỉ cấp số cho văn bản đã ký.")
    if issued_on < paper.signed_on:
        raise RefusedError("Ngày ban hành không thể trước ngày ký.")
    if issued_on > timezone.localdate():
        raise RefusedError("Ngày ban hành không thể sau hôm nay.")
    if replaces:
        replaces = _locked(replaces)
        if replaces.state not in IN_FORCE:
            raise RefusedError("Chỉ thay thế được văn bản đang có hiệu lực.")
        replaces.state, replaces.ended_on = PaperState.REPLACED, issued_on
        replaces.save(update_fields=["state", "ended_on"])
        paper.replaces = replaces
    symbol, subject = paper.symbol, paper.subject[:400]
    paper.entry = (
        numbers.take_given(register, given.number, given.suffix, on=issued_on, symbol=symbol, subject=subject)
        if given
        else numbers.take(register, on=issued_on, symbol=symbol, subject=subject)
    )
    paper.issued_on, paper.state = issued_on, PaperState.ISSUED
    paper.full_clean()
    paper.save()
    return paper


@transaction.atomic
def attach_numbered(paper: Paper, numbered: StoredFile) -> Paper:
    """File the copy with number and date written in, to be handed out where there is no signed one."""
    paper = _locked(paper)
    paper.numbered = numbered
    paper.save(update_fields=["numbered"])
    return paper


@transaction.atomic
def attach_scan(paper: Paper, scan: StoredFile) -> Paper:
    """File the signed copy of a paper beside it, once."""
    paper = _locked(paper)
    if paper.signed_on is None or paper.scan:
        raise RefusedError("Văn bản chưa ký, hoặc đã có bản ký quét lại.")
    paper.scan = scan
    paper.save(update_fields=["scan"])
    return paper


@transaction.atomic
def void(paper: Paper, *, reason: str, on: date) -> Paper:
    """The frozen paper is returned before it has a number: it is kept, but is no paper any more."""
    paper = _locked(paper)
    if paper.state not in PENDING:
        raise RefusedError("Văn bản đã ban hành thì không trả lại được; hãy dùng Thu hồi.")
    if not reason.strip():
        raise RefusedError("Hãy ghi lý do trả lại.")
    paper.state, paper.reason, paper.ended_on = PaperState.VOIDED, reason.strip(), on
    paper.save(update_fields=["state", "reason", "ended_on"])
    return paper


@transaction.atomic
def withdraw(paper: Paper, *, reason: str, on: date) -> Paper:
    """Call an issued paper back (Điều 18); it keeps its number."""
    paper = _locked(paper)
    if paper.state not in IN_FORCE or paper.issued_on is None:
        raise RefusedError("Chỉ thu hồi được văn bản đang có hiệu lực.")
    if on < paper.issued_on:
        raise RefusedError("Ngày thu hồi không thể trước ngày ban hành.")
    if on > timezone.localdate():
        raise RefusedError("Ngày thu hồi không thể sau hôm nay.")
    if not reason.strip():
        raise RefusedError("Hãy ghi lý do thu hồi.")
    paper.state, paper.reason, paper.ended_on = PaperState.WITHDRAWN, reason.strip(), on
    paper.save(update_fields=["state", "reason", "ended_on"])
    return paper


def _locked(paper: Paper) -> Paper:
    locked: Paper = Paper.objects.select_for_update().get(pk=paper.pk)
    return locked
