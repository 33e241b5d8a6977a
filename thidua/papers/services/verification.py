"""What anybody who holds a paper may know of it: what it prints itself, and whether it is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from thidua.papers.enums import PaperFile
from thidua.papers.models import Paper
from thidua.papers.services.files import digest_of
from thidua.papers.wording import capitals


@dataclass(frozen=True)
class Signatory:
    """Who signs, in the paper's own words."""

    post: str
    name: str


@dataclass(frozen=True, kw_only=True)
class CheckedPaper:
    """A paper as its holder may know it; of one that is not issued nothing but that."""

    pk: int
    is_issued: bool = False
    kind: str = ""
    number: str = ""
    """With its symbol."""
    issued_on: date | None = None
    issuer: str = ""
    subject: str = ""
    signatories: tuple[Signatory, ...] = ()
    is_in_force: bool = False
    state: str = ""
    digest: str = ""
    """SHA-256 of the newest copy."""


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """What is known of a file that somebody brought; without a paper it is none of ours."""

    digest: str
    paper: CheckedPaper | None = None
    copy: str = ""
    """Which of the paper's files it is, in small letters."""
    is_newest: bool = False
    """Whether it is the one that is handed out."""


WITH_NUMBERS = ("entry", "rendering", "scan", "numbered")


def of_code(code: str) -> CheckedPaper | None:
    """The paper with this code, as `codes.plain` gives it."""
    papers = Paper.objects.select_related(*WITH_NUMBERS).prefetch_related("replaced_by__entry")
    paper = papers.defer("content", "boxes").filter(code=code).first()
    return _checked(paper) if paper else None


def of_upload(data: bytes) -> CheckedFile:
    """What a file is, told by its bytes alone; it is not kept."""
    digest = digest_of(data)
    is_one = Q(rendering__sha256=digest) | Q(scan__sha256=digest) | Q(numbered__sha256=digest)
    papers = Paper.objects.select_related(*WITH_NUMBERS).prefetch_related("replaced_by__entry")
    paper = papers.defer("content", "boxes").filter(is_one).first()
    if paper is None:
        return CheckedFile(digest=digest)
    which = next(which for which, file in paper.files.items() if file.sha256 == digest)
    return CheckedFile(
        digest=digest,
        paper=_checked(paper),
        copy=PaperFile(which).label.lower(),
        is_newest=paper.handed_out.sha256 == digest,
    )


def _checked(paper: Paper) -> CheckedPaper:
    if not paper.is_issued:
        return CheckedPaper(pk=paper.pk)
    return CheckedPaper(
        pk=paper.pk,
        is_issued=True,
        kind=paper.kind,
        number=paper.number_and_symbol,
        issued_on=paper.issued_on,
        issuer=paper.issuer,
        subject=paper.subject,
        signatories=tuple(_signatories(paper)),
        is_in_force=paper.is_in_force,
        state=paper.force,
        digest=paper.handed_out.sha256,
    )


def _signatories(paper: Paper) -> Iterable[Signatory]:
    """As printed; where no name is printed, and there is one place only, who has signed there."""
    blocks: list[dict[str, Any]] = paper.signatories
    for block in blocks:
        post = ", ".join(capitals([*block["authority"], *block["position"]]))
        yield Signatory(post, block["name"] or (paper.signer if len(blocks) == 1 else ""))
    if not blocks:
        yield Signatory("", paper.signer)
