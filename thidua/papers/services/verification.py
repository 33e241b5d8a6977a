"""What anybody who holds a paper may know of it: what it prints itself, and whether it is in force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from thidua.papers.enums import PaperFile
from thidua.papers.models import Paper
from thidua.papers.services import examination, keyring
from thidua.papers.services.files import digest_of
from thidua.papers.signatures.apart import report_on
from thidua.papers.signatures.verifying import Verdict, VerificationError
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
    """Which of the paper's files it is, in small letters; empty where it only begins as one of them does."""
    is_newest: bool = False
    """Whether it is the one that is handed out."""
    report: dict[str, Any] = field(default_factory=dict)
    """`signatures.report` on it; empty for a file that is no PDF to be judged, `fault` says why."""
    fault: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it is the newest copy of a paper in force, with all signatures, and nothing changed."""
        in_force = self.paper is not None and self.paper.is_in_force
        return in_force and self.is_newest and self.report.get("verdict") == Verdict.GOOD


OLDER_COPY = "bản ký số trước đó"


def of_code(code: str) -> CheckedPaper | None:
    """The paper with this code, as `codes.plain` gives it."""
    papers = Paper.objects.select_related(*examination.WITH_FILES).prefetch_related("replaced_by__entry")
    paper = papers.defer("content", "boxes").filter(code=code).first()
    return _checked(paper) if paper else None


def of_upload(data: bytes) -> CheckedFile:
    """What a file is: by its bytes one of ours or not, by its signatures sound or not. It is not kept."""
    digest = digest_of(data)
    paper = examination.paper_of(data)
    ours = examination.copies_of(paper) if paper else []
    try:
        report, fault = report_on(data, trust=keyring.trust(), ours=ours if _goes_on(data, ours) else []), ""
    except VerificationError as error:
        report, fault = {}, str(error)
    found = CheckedFile(digest=digest, report=report, fault=fault)
    if paper is None:
        return found
    which = next((which for which, file in paper.files.items() if file.sha256 == digest), None)
    return replace(
        found,
        paper=_checked(paper),
        copy=PaperFile(which).label.lower() if which else OLDER_COPY if data in ours else "",
        is_newest=paper.handed_out.sha256 == digest,
    )


def _goes_on(data: bytes, ours: Sequence[bytes]) -> bool:
    """Whether the file begins with the paper as it was laid before its signers: then it is held to its copies."""
    return bool(ours) and (data.startswith(ours[0]) or data in ours)


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
