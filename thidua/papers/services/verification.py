"""What anybody who holds a paper may know of it: what it prints itself, and whether it is in force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.timezone import localdate

from thidua.papers.enums import PaperFile, PaperState, SignedWay
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
    """A paper as its holder may know it; of one that is not issued nothing but that, and whether it was cancelled."""

    pk: int
    is_issued: bool = False
    is_cancelled: bool = False
    """Given back before it was issued, on `ended_on`."""
    ended_on: date | None = None
    kind: str = ""
    number: str = ""
    """With its symbol."""
    issued_on: date | None = None
    issuer: str = ""
    subject: str = ""
    signatories: tuple[Signatory, ...] = ()
    way: str = ""
    """How it was signed, and when."""
    is_in_force: bool = False
    state: str = ""
    digest: str = ""
    """SHA-256 of the newest copy."""


class Worth(StrEnum):
    """How a page colours what it says of a file."""

    GOOD = "success"
    DOUBTFUL = "warning"
    BAD = "danger"


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """What is known of a file that somebody brought; without a paper it is none of ours."""

    digest: str
    paper: CheckedPaper | None = None
    copy: str = ""
    """Which of the paper's files it is, in small letters; empty where it only begins as one of them does."""
    about: str = ""
    """What kind of copy it is, where its signatures alone do not say what it is worth."""
    is_newest: bool = False
    """Whether it is the one that is handed out."""
    report: dict[str, Any] = field(default_factory=dict)
    """`signatures.report` on it; empty for a file that is no PDF to be judged, `fault` says why, and for a copy that
    carries no digital signature of ours, `about` says which."""
    fault: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it is the newest copy of a paper in force, with all signatures, and nothing changed."""
        in_force = self.paper is not None and self.paper.is_in_force
        return in_force and self.is_newest and self.report.get("verdict") == Verdict.GOOD

    @property
    def worth(self) -> Worth:
        """The colour of `said`."""
        verdict = self.report.get("verdict")
        if self.paper is None or not self.copy or self.fault or verdict in BROKEN:
            return Worth.BAD
        is_current = self.paper.is_in_force and self.is_newest
        return Worth.GOOD if is_current and (self.about or verdict == Verdict.GOOD) else Worth.DOUBTFUL

    @property
    def said(self) -> str:
        """The judgement on the file in a few sentences."""
        if self.paper and self.is_good:
            return f"Đúng là văn bản số {self.paper.number}: đủ chữ ký, con dấu, số, ngày; không bị sửa; còn hiệu lực."
        if self.paper is None:
            return (
                "Không phải tệp do hệ thống này phát hành, hoặc tệp đã bị sửa. Hãy xin lại tệp của cơ quan ban hành, "
                "hoặc tra bằng mã in trên văn bản."
            )
        if not self.copy:
            return (
                "Tệp này bắt đầu như một văn bản trong hệ thống, nhưng phần sau đã bị sửa hoặc nối thêm, không trùng "
                "bản nào đã lưu. Hãy xin lại tệp của cơ quan ban hành."
            )
        if not self.paper.is_issued:
            cancelled = ", đã bị hủy" if self.paper.is_cancelled else ""
            return f"Đúng là {self.copy} của một văn bản trong hệ thống này{cancelled}."
        trouble = TROUBLES.get(self.report.get("verdict", ""), "")
        sentences = [f"Đúng là {self.copy} của văn bản số {self.paper.number}{trouble and f', nhưng {trouble}'}."]
        if not self.is_newest:
            sentences.append("Đây không phải tệp mới nhất của văn bản; hãy dùng tệp đang phát hành.")
        if self.about:
            sentences.append(self.about)
        if not self.paper.is_in_force:
            sentences.append(f"{self.paper.state}.")
        return " ".join(sentences)


BROKEN = frozenset({Verdict.UNTRUSTED, Verdict.ALTERED})
TROUBLES = {
    Verdict.UNTRUSTED: "chữ ký trong tệp chưa tin cậy được",
    Verdict.ALTERED: "chữ ký trong tệp không còn giá trị",
}
ABOUT = {
    PaperFile.SCAN: "Bản này quét từ bản giấy đã ký tay; giá trị ở chữ ký và con dấu trên giấy.",
    PaperFile.NUMBERED: "Bản này có đủ số, ngày nhưng không mang chữ ký; văn bản được ký tay trên giấy.",
    PaperFile.RENDERING: "Bản này chưa có chữ ký, số, ngày.",
}
"""Of copies that carry no digital signature."""
NOT_OF_OURS = frozenset({"not-ours", "not-asked"})
"""Findings that are no fault of a file which the agency's own system made."""
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
    if paper is None:
        return _with_report(CheckedFile(digest=digest), data)
    which = next((PaperFile(which) for which, file in paper.files.items() if file.sha256 == digest), None)
    ours = examination.copies_of(paper)
    found = CheckedFile(
        digest=digest,
        paper=_checked(paper),
        copy=which.label.lower() if which else OLDER_COPY if data in ours else "",
        is_newest=paper.handed_out.sha256 == digest,
    )
    if which == PaperFile.SIGNED and _is_of_own_system(paper):
        return _without(NOT_OF_OURS, _with_report(replace(found, about=_own_system(paper)), data))
    if which and paper.is_issued and not (which == PaperFile.SIGNED or _is_signed_digitally(paper)):
        return replace(found, about=ABOUT[which])
    return _with_report(found, data, ours if _goes_on(data, ours) else [])


def _with_report(found: CheckedFile, data: bytes, ours: Sequence[bytes] = ()) -> CheckedFile:
    try:
        return replace(found, report=report_on(data, trust=keyring.trust(), ours=ours))
    except VerificationError as error:
        return replace(found, fault=str(error))


def _without(codes: frozenset[str], found: CheckedFile) -> CheckedFile:
    findings = [finding for finding in found.report.get("findings", []) if finding["code"] not in codes]
    return replace(found, report=found.report | {"findings": findings}) if found.report else found


def _goes_on(data: bytes, ours: Sequence[bytes]) -> bool:
    """Whether the file begins with the paper as it was laid before its signers: then it is held to its copies."""
    return bool(ours) and (data.startswith(ours[0]) or data in ours)


def _checked(paper: Paper) -> CheckedPaper:
    if not paper.is_issued:
        return CheckedPaper(pk=paper.pk, is_cancelled=paper.state == PaperState.VOIDED, ended_on=paper.ended_on)
    return CheckedPaper(
        pk=paper.pk,
        is_issued=True,
        kind=paper.kind,
        number=paper.number_and_symbol,
        issued_on=paper.issued_on,
        issuer=paper.issuer,
        subject=paper.subject,
        signatories=tuple(_signatories(paper)),
        way=_way(paper),
        is_in_force=paper.is_in_force,
        state=paper.force,
        digest=paper.handed_out.sha256,
    )


def _way(paper: Paper) -> str:
    """How the paper was signed."""
    day = f"ngày {paper.signed_on:%d/%m/%Y}"
    if _is_of_own_system(paper):
        return f"Ký {day}. {_own_system(paper)}"
    if paper.signed:
        return f"Ký số {day}."
    return f"Ký tay {day}. {'Bản quét lại lưu ở đây.' if paper.scan else 'Chưa có bản quét lại.'}"


def _own_system(paper: Paper) -> str:
    assert paper.signed is not None
    compared = f"{localdate(paper.signed.filed_at):%d/%m/%Y}: {paper.signed.compared}"
    return f"Ban hành ở hệ thống của cơ quan, đã đối chiếu với bản trình ký ngày {compared}."


def _is_of_own_system(paper: Paper) -> bool:
    return paper.signed is not None and paper.signed.way == SignedWay.OWN_SYSTEM


def _is_signed_digitally(paper: Paper) -> bool:
    """In the prepared file itself."""
    return paper.signed is not None and not _is_of_own_system(paper)


def _signatories(paper: Paper) -> Iterable[Signatory]:
    """As printed; where no name is printed, and there is one place only, who has signed there."""
    blocks: list[dict[str, Any]] = paper.signatories
    for block in blocks:
        post = ", ".join(capitals([*block["authority"], *block["position"]]))
        yield Signatory(post, block["name"] or (paper.signer if len(blocks) == 1 else ""))
    if not blocks:
        yield Signatory("", paper.signer)
