"""What a signed file is worth: who signed it, whether it is whole, what came after, and whether all of it is there.

pyHanko judges each signature and every revision behind it. What it lets pass is judged here: a paper of ours that is
another one in a later revision, bytes beside a signature, proofs that no authority gave, and a file that was rolled
back, which every viewer calls valid: only its empty prepared fields, or the copies that we keep, tell.
"""

import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification

from thidua.papers.signatures.anatomy import filled, prepared
from thidua.papers.signatures.appending import wait_for
from thidua.papers.signatures.changes import NOTHING_LOOSE
from thidua.papers.signatures.fields import SEAL_FIELD, TEXT_FIELDS, block_of
from thidua.papers.signatures.judging import LATER, Later, Signature, TimeStamp, answers_in, judged
from thidua.papers.signatures.listed import ends_at_last, is_listed
from thidua.papers.signatures.proofs import are_authentic
from thidua.papers.signatures.revisions import RevisedPdf
from thidua.papers.signatures.trust import Trust
from thidua.papers.signatures.unchanged import is_unchanged

MOST_BYTES = 50_000_000
MOST_SIGNATURES = 30
MOST_REVISIONS = 100
DEEPEST = 5_000
"""Objects that lead to one another in a row: the headings of a plan of 200 pages are more than Python lets pass."""

SPOKEN = {"so": "số", "ngay": "ngày", "thang": "tháng", "nam": "năm"}


class VerificationError(ValueError):
    """The file cannot be read, is locked or too large; its text says so in Vietnamese."""


class Verdict(StrEnum):
    """What the file is worth, from best to worst; the worst that applies counts."""

    GOOD = "good"
    """A paper of ours, signed, numbered and sealed, with nothing changed."""
    FOREIGN = "foreign"
    """Its signatures are valid, but it is no paper of ours, none that we know, or not protected to its last byte."""
    OUTDATED = "outdated"
    """A copy of ours that a newer one has followed."""
    INCOMPLETE = "incomplete"
    """A paper of ours, but a signature, the seal, number or date is missing: it is not issued, or was rolled back."""
    UNTRUSTED = "untrusted"
    """Nothing was changed, but a certificate or a time stamp is not to be trusted."""
    UNSIGNED = "unsigned"
    ALTERED = "altered"


class Copy(StrEnum):
    """What the file is to the copies we keep."""

    NOT_ASKED = "not asked"
    NEWEST = "newest"
    EXTENDED = "extended"
    """The newest, with a revision more."""
    OLDER = "older"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """Something to tell: a code for programs, a sentence in Vietnamese for people, what the file is worth with it."""

    code: str
    message: str
    verdict: Verdict = Verdict.GOOD


@dataclass(frozen=True)
class Verification:
    """What was found. `filled` and `empty` are fields of the prepared paper: what stands in them, which are not.

    `after` is what came after the last signature. `whole` is whether a prepared paper is the same in all revisions,
    `proven` whether every proof behind the last signature or time stamp is an authority's. `content` is the JSON that
    the paper was made of.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    prepared: bool
    signatures: tuple[Signature, ...]
    time_stamps: tuple[TimeStamp, ...]
    filled: Mapping[str, str]
    empty: tuple[str, ...]
    after: Later
    whole: bool
    proven: bool
    copy: Copy
    content: bytes | None = field(repr=False)


def verify(pdf: bytes, *, trust: Trust, ours: Sequence[bytes] = ()) -> Verification:
    """Everything about a file. `ours` are the copies we keep of the paper it says to be, oldest first.

    Raises VerificationError, and nothing else whatever the bytes are.
    """
    if len(pdf) > MOST_BYTES:
        raise VerificationError(f"Tệp lớn quá {MOST_BYTES // 1_000_000} MB, không kiểm tra được.")
    try:
        return _verified(pdf, trust, ours)
    except VerificationError:
        raise
    except Exception as error:  # hostile bytes make a library raise what it likes
        raise VerificationError(
            "Không đọc được tệp hoặc chữ ký trong tệp: tệp hỏng, đã bị sửa, hoặc không phải PDF."
        ) from error


def _verified(pdf: bytes, trust: Trust, ours: Sequence[bytes]) -> Verification:
    sys.setrecursionlimit(max(DEEPEST, sys.getrecursionlimit()))
    reader = RevisedPdf(io.BytesIO(pdf), strict=True)
    if reader.encrypted:
        raise VerificationError("Tệp đặt mật khẩu, không kiểm tra được. Hãy tải lên bản không đặt mật khẩu.")
    if reader.total_revisions > MOST_REVISIONS or len(reader.embedded_signatures) > MOST_SIGNATURES:
        raise VerificationError("Tệp có quá nhiều lần sửa hoặc quá nhiều chữ ký, không kiểm tra được.")
    carried = answers_in(reader)
    found = wait_for(judged(reader, pdf, trust, carried))
    signatures = tuple(one for one in found if isinstance(one, Signature))
    paper = prepared(reader)
    values = filled(reader) if paper else {}
    signed = {signature.field for signature in signatures}
    empty = [name for name in paper.texts if name not in values] if paper else []
    empty += [name for name in paper.signatures if name not in signed] if paper else []
    facts = Verification(
        verdict=Verdict.GOOD,
        findings=(),
        prepared=paper is not None,
        signatures=signatures,
        time_stamps=tuple(one for one in found if isinstance(one, TimeStamp)),
        filled=values,
        empty=tuple(empty),
        after=_after(reader, found),
        whole=paper is None or _is_whole(reader, pdf),
        proven=_is_proven(reader, carried.issuers(trust)),
        copy=_copy(pdf, ours),
        content=paper.content if paper else None,
    )
    findings = tuple(_findings(facts))
    worst = max((finding.verdict for finding in findings), key=list(Verdict).index, default=Verdict.GOOD)
    return replace(facts, findings=findings, verdict=worst)


def _after(reader: PdfFileReader, found: Sequence[Signature | TimeStamp]) -> Later:
    """What came after the last signature that is no time stamp."""
    last = reader.embedded_regular_signatures[-1:]
    if not last or (isinstance(found[-1], Signature) and found[-1].covers_file):
        return Later.NOTHING
    result = NOTHING_LOOSE.review_file(reader, last[0].signed_revision)
    if isinstance(result, SuspiciousModification) or reader.total_revisions - 1 == last[0].signed_revision:
        return Later.FORBIDDEN
    return LATER.get(result.modification_level, Later.FORBIDDEN)


def _is_whole(reader: RevisedPdf, pdf: bytes) -> bool:
    """Whether every revision left the prepared paper as it was, and holds nothing but what it lists."""
    later = range(1, reader.total_revisions)
    listed = all(is_listed(reader, pdf, number) for number in later) and ends_at_last(reader, pdf)
    return listed and is_unchanged(reader)


def _is_proven(reader: PdfFileReader, issuers: list[bytes]) -> bool:
    last = reader.embedded_signatures[-1:]
    return not last or are_authentic(reader, last[0].signed_revision, issuers)


def _copy(pdf: bytes, ours: Sequence[bytes]) -> Copy:
    if not ours:
        return Copy.NOT_ASKED
    if pdf == ours[-1]:
        return Copy.NEWEST
    if any(kept.startswith(pdf) for kept in ours):
        return Copy.OLDER
    return Copy.EXTENDED if pdf.startswith(ours[-1]) else Copy.UNKNOWN


def _findings(facts: Verification) -> Iterator[Finding]:
    of_signatures = tuple(_of_signatures(facts))
    yield from of_signatures
    if not facts.whole and not any(finding.verdict is Verdict.ALTERED for finding in of_signatures):
        message = "Văn bản bị sửa sau khi trình ký: có phần thêm vào không phải là ký, điền số, ngày hay đóng dấu."
        yield Finding("rewritten", message, Verdict.ALTERED)
    if not facts.proven:
        message = "Thông tin về chứng thư thêm vào cuối tệp không đúng như tổ chức chứng thực đã ký, có thể đã bị sửa."
        yield Finding("unproven", message, Verdict.FOREIGN)
    if facts.prepared:
        yield from _of_paper(facts)
    else:
        message = "Tệp không phải văn bản lập trên hệ thống này; chỉ kiểm tra được các chữ ký trong tệp."
        yield Finding("not-ours", message, Verdict.FOREIGN)
    yield from _of_copy(facts.copy)


def _of_signatures(facts: Verification) -> Iterator[Finding]:
    if not facts.signatures:
        yield Finding("not-signed", "Tệp chưa có chữ ký số nào.", Verdict.UNSIGNED)
    for signature in facts.signatures:
        yield from _of_signature(signature)
    for stamp in facts.time_stamps:
        yield from _of_time_stamp(stamp)
    if facts.after is Later.FORBIDDEN or (facts.after is Later.FILLING and SEAL_FIELD not in facts.empty):
        message = "Tệp bị sửa hoặc bị thêm nội dung sau chữ ký cuối cùng."
        yield Finding("changed-after", message, Verdict.ALTERED)


def _of_signature(signature: Signature) -> Iterator[Finding]:
    who = f"Chữ ký của {signature.holder.name}"
    if not signature.intact:
        yield Finding("broken", f"{who} không còn giá trị: {signature.why_not}.", Verdict.ALTERED)
    elif not signature.trusted:
        yield Finding("untrusted", f"{who} chưa tin cậy được: {signature.why_not}.", Verdict.UNTRUSTED)
    if not signature.allowed or signature.later is Later.FORBIDDEN:
        yield Finding("changed", f"Tệp bị sửa trái phép sau chữ ký của {signature.holder.name}.", Verdict.ALTERED)
    if signature.trusted and not signature.tight:
        yield Finding("loose", f"{who} có phần không được bảo vệ, có thể đã bị sửa.", Verdict.FOREIGN)
    if signature.stamped_at is None:
        yield Finding("no-time", f"{who} không có dấu thời gian; thời điểm ký là giờ máy của người ký.")


def _of_time_stamp(stamp: TimeStamp) -> Iterator[Finding]:
    who = f"Dấu thời gian của {stamp.authority.name}"
    if not stamp.intact or stamp.later is Later.FORBIDDEN:
        yield Finding("time-broken", f"{who} không còn giá trị: tệp bị sửa.", Verdict.ALTERED)
    elif not stamp.trusted:
        yield Finding("time-untrusted", f"{who} chưa tin cậy được.", Verdict.UNTRUSTED)
    if not stamp.tight:
        yield Finding("loose", f"{who} có phần không được bảo vệ, có thể đã bị sửa.", Verdict.FOREIGN)


def _of_paper(facts: Verification) -> Iterator[Finding]:
    """What a paper of ours still lacks."""
    if facts.signatures and not any(signature.certifies for signature in facts.signatures):
        yield Finding("not-certified", "Chữ ký đầu tiên không khóa nội dung văn bản (ký không qua hệ thống này).")
    of_seal = {_certificate(signature) for signature in facts.signatures if signature.field == SEAL_FIELD}
    if of_seal & {_certificate(signature) for signature in facts.signatures if signature.field != SEAL_FIELD}:
        message = "Chỗ đóng dấu ký bằng cùng một chứng thư với người ký, không phải bằng chứng thư của cơ quan."
        yield Finding("same-signer", message, Verdict.INCOMPLETE)
    for name in facts.empty:
        if name == SEAL_FIELD:
            message = "Chưa có chữ ký số của cơ quan: văn bản chưa ban hành, hoặc tệp là bản cũ hơn bản đã ban hành."
        elif name in TEXT_FIELDS.values():
            message = f"Chưa điền {SPOKEN[name]} của văn bản."
        else:
            message = f"Chỗ ký thứ {block_of(name) + 1} còn để trống."
        yield Finding("missing", message, Verdict.INCOMPLETE)


def _certificate(signature: Signature) -> tuple[str, str]:
    return signature.holder.issuer, signature.holder.serial


def _of_copy(copy: Copy) -> Iterator[Finding]:
    if copy is Copy.OLDER:
        message = "Tệp là bản cũ: sau bản này văn bản đã được ký, điền hoặc đóng dấu thêm."
        yield Finding("older-copy", message, Verdict.OUTDATED)
    elif copy is Copy.UNKNOWN:
        message = "Tệp không trùng bản nào của văn bản này trong sổ lưu."
        yield Finding("unknown-copy", message, Verdict.FOREIGN)
    elif copy is Copy.EXTENDED:
        yield Finding("extended-copy", "Tệp là bản đã lưu, có thêm phần nối vào cuối.")
    elif copy is Copy.NOT_ASKED:
        yield Finding("not-asked", "Chưa đối chiếu với bản lưu của cơ quan ban hành.")
