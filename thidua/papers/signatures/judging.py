"""Each signature of a file by itself: whose it is, whether it is whole, trusted, and what came after it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from thidua.papers.signatures.certificates import Holder, holder
from thidua.papers.signatures.changes import FILLING_IN
from thidua.papers.signatures.envelope import is_tight
from thidua.papers.signatures.trust import Trust

REASONS = {
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: "chứng thư không do tổ chức được tin cậy cấp",
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: "chứng thư hết hạn hoặc chưa có hiệu lực",
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: "chứng thư hết hạn hoặc chưa có hiệu lực",
    AdESIndeterminate.EXPIRED: "chứng thư đã hết hạn",
    AdESIndeterminate.NOT_YET_VALID: "chứng thư chưa có hiệu lực",
    AdESIndeterminate.REVOKED_NO_POE: "chứng thư đã bị thu hồi",
    AdESIndeterminate.REVOKED_CA_NO_POE: "chứng thư của tổ chức cấp đã bị thu hồi",
    AdESIndeterminate.TRY_LATER: "chưa hỏi được chứng thư có bị thu hồi hay không",
    AdESFailure.REVOKED: "chứng thư đã bị thu hồi",
}
OTHER_REASON = "chứng thư không dùng được để ký"


class Later(StrEnum):
    """What came after a signature, at most."""

    NOTHING = "nothing"
    PROOFS = "proofs"
    """Answers about certificates, time stamps."""
    FILLING = "filling"
    """Fields filled in, further signatures."""
    FORBIDDEN = "forbidden"


LATER = {
    ModificationLevel.NONE: Later.NOTHING,
    ModificationLevel.LTA_UPDATES: Later.PROOFS,
    ModificationLevel.FORM_FILLING: Later.FILLING,
}


@dataclass(frozen=True)
class Signature:
    """A signature as people read it. `claimed_at` is what the signer's clock said, `stamped_at` what an authority did.

    `trusted` also asks of a time stamp that is there; `why_not` says in Vietnamese what is wrong with either.
    `tight` is False when bytes beside it could be others.
    """

    field: str
    holder: Holder
    claimed_at: datetime | None
    stamped_at: datetime | None
    intact: bool
    trusted: bool
    why_not: str
    covers_file: bool
    later: Later
    allowed: bool
    certifies: bool
    tight: bool


@dataclass(frozen=True)
class TimeStamp:
    """A time stamp over the whole file up to it."""

    authority: Holder
    at: datetime
    intact: bool
    trusted: bool
    later: Later
    tight: bool


@dataclass(frozen=True)
class Answers:
    """What is known about certificates: others of theirs, answers and lists about who was withdrawn."""

    certificates: tuple[bytes, ...]
    ocsps: tuple[Any, ...] = ()
    crls: tuple[Any, ...] = ()

    def context(self, trust: Trust) -> ValidationContext:
        """What pyHanko judges with."""
        return trust.context(certificates=self.certificates, ocsps=self.ocsps, crls=self.crls)

    def and_of(self, context: ValidationContext) -> "Answers":
        """These, and what was asked over the network meanwhile."""
        return replace(self, ocsps=(*self.ocsps, *context.ocsps), crls=(*self.crls, *context.crls))

    def issuers(self, trust: Trust) -> list[bytes]:
        """Certificates that may have issued those beside a signature."""
        return [*trust.roots, *trust.others, *self.certificates]


async def judged(reader: PdfFileReader, pdf: bytes, trust: Trust, carried: Answers) -> list[Signature | TimeStamp]:
    """All signatures in their order. The newest is asked today; what a good time stamp covers, on the day it says.

    `carried` is what the file itself tells about certificates.
    """
    found: list[Signature | TimeStamp] = []
    told = replace(carried, ocsps=(), crls=())  # today's questions are not answered by what was true then
    for embedded in reversed(reader.embedded_signatures):
        if embedded.sig_object_type == "/DocTimeStamp":
            stamp = await _time_stamp(embedded, pdf, trust, told)
            found.append(stamp)
            if stamp.intact and stamp.trusted:
                trust, told = trust.at(stamp.at), carried
        else:
            found.append(await _signature(embedded, pdf, trust, told, carried))
    return found[::-1]


async def _signature(
    embedded: EmbeddedPdfSignature, pdf: bytes, trust: Trust, told: Answers, carried: Answers
) -> Signature:
    """Judged today, and its certificate on the day that its time stamp says, where that is good."""
    context = told.context(trust)
    status = await _asked(async_validate_pdf_signature(embedded, context, diff_policy=FILLING_IN), context)
    stamp = status.timestamp_validity
    stamped = stamp is not None and stamp.intact and stamp.valid and stamp.trusted
    signer = status
    if stamped:
        then = carried.and_of(context).context(trust.at(stamp.timestamp))
        signer = await _asked(async_validate_pdf_signature(embedded, then, context, skip_diff=True), then)
    return Signature(
        field=embedded.field_name,
        holder=holder(embedded.signer_cert.dump()),
        claimed_at=status.signer_reported_dt,
        stamped_at=stamp.timestamp if stamped else None,
        intact=status.intact and status.valid,
        trusted=signer.trusted and (stamp is None or stamped),
        why_not=_why_not(signer),
        covers_file=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        later=LATER.get(status.modification_level, Later.FORBIDDEN),
        allowed=bool(status.docmdp_ok),
        certifies=_certifies(embedded),
        tight=is_tight(embedded, pdf, told.issuers(trust)),
    )


async def _time_stamp(embedded: EmbeddedPdfSignature, pdf: bytes, trust: Trust, told: Answers) -> TimeStamp:
    context = told.context(trust)
    status = await _asked(async_validate_pdf_timestamp(embedded, context, diff_policy=FILLING_IN), context)
    return TimeStamp(
        authority=holder(embedded.signer_cert.dump()),
        at=status.timestamp,
        intact=status.intact and status.valid,
        trusted=status.trusted,
        later=LATER.get(status.modification_level, Later.FORBIDDEN),
        tight=is_tight(embedded, pdf, told.issuers(trust)),
    )


async def _asked(question: Any, context: ValidationContext) -> Any:
    try:
        return await question
    finally:
        await context.aclose()


def _why_not(status: Any) -> str:
    """What is wrong with a signature; empty where nothing is."""
    if not status.intact:
        return "nội dung đã ký bị thay đổi"
    if not status.valid:
        return "chữ ký không khớp với chứng thư"
    if not status.trusted:
        return REASONS.get(status.trust_problem_indic, OTHER_REASON)
    stamp = status.timestamp_validity
    if stamp is not None and not (stamp.intact and stamp.valid):
        return "dấu thời gian không phải của chữ ký này"
    if stamp is not None and not stamp.trusted:
        return f"dấu thời gian: {REASONS.get(stamp.trust_problem_indic, OTHER_REASON)}"
    return ""


def _certifies(embedded: EmbeddedPdfSignature) -> bool:
    """Whether the file names this one as its certification."""
    root = embedded.reader.root
    if "/Perms" not in root or "/DocMDP" not in root["/Perms"]:
        return False
    return bool(root["/Perms"].raw_get("/DocMDP").reference == embedded.sig_object.container_ref)


def answers_in(reader: PdfFileReader) -> Answers:
    """What the file itself carries about certificates: those beside its signatures may have issued one another."""
    beside = [other.dump() for embedded in reader.embedded_signatures for other in embedded.other_embedded_certs]
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return Answers(tuple(beside))
    stored = [certificate.dump() for certificate in store.load_certs()]
    return Answers((*beside, *stored), tuple(_read(store.ocsps)), tuple(_read(store.crls)))


def _read(references: Any) -> Iterator[bytes]:
    for reference in references:
        yield reference.get_object().data
