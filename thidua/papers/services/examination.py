"""What a file is worth that says it is a copy of one of our papers, and which signatures are taken as the paper's."""

import re
from collections.abc import Sequence
from itertools import islice

from asn1crypto import x509
from django.db.models import Q
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import PathError

from thidua.lib.text import fold
from thidua.lib.verdict import RefusedError
from thidua.papers.enums import PaperState
from thidua.papers.models import Paper
from thidua.papers.services import files, keyring
from thidua.papers.signatures.appending import wait_for
from thidua.papers.signatures.certificates import Holder, holder
from thidua.papers.signatures.fields import SEAL_FIELD, signature_field, signature_fields
from thidua.papers.signatures.state import unsigned_fields
from thidua.papers.signatures.verifying import Verdict, Verification, VerificationError, verify

NOT_OURS = "Tệp này không phải bản trình ký tải từ trang này rồi ký thêm. Hãy tải lại bản trình ký, ký lên đúng tệp ấy."
NOTHING_NEW = "Tệp này chưa có chữ ký số nào mới. Hãy ký lên bản trình ký rồi tải lên."
ELSEWHERE = (
    "Chữ ký trong tệp này nằm ở ô do phần mềm ký tự thêm, không ở chỗ ký có sẵn. Hãy chọn ký vào ô chữ ký có sẵn; nếu "
    "phần mềm không làm được, hãy dùng mục Đối chiếu và lưu bản ấy sau khi ban hành ở hệ thống của cơ quan."
)
SIGN_AGAIN = "Hãy tải lại bản trình ký từ trang này, ký lên đúng tệp ấy, không sửa gì khác."
TRUSTED_ONLY = "Hãy ký bằng chứng thư còn hạn của tổ chức được tin cậy; nếu đã đúng, hãy báo người quản trị trang."
UNTRUSTED = (
    "Chứng thư của {name} không do tổ chức được tin cậy cấp, đã hết hạn hoặc không dùng để ký. Hãy chọn chứng thư ký "
    "còn hạn, kèm chứng thư của tổ chức cấp; nếu vẫn không được, hãy báo người quản trị trang."
)
TAKEN = frozenset({Verdict.GOOD, Verdict.INCOMPLETE, Verdict.OUTDATED})
FOR_SIGNING = {"non_repudiation"}
"""What a signer's certificate must be for, as pyHanko asks of the signatures in a file."""


WITH_FILES = ("entry", "rendering", "scan", "numbered", "signed__file")
END_OF_REVISION = re.compile(rb"%%EOF\r?\n?")
MOST_REVISIONS = 50


def paper_of(data: bytes) -> Paper | None:
    """The paper that a file, or what it was before something was appended to it, is a copy of."""
    ends = [end.end() for end in islice(END_OF_REVISION.finditer(data), MOST_REVISIONS)]
    digests = {files.digest_of(data), *(files.digest_of(data[:end]) for end in ends)}
    is_one = Q(rendering__sha256__in=digests) | Q(scan__sha256__in=digests) | Q(numbered__sha256__in=digests)
    papers = Paper.objects.select_related(*WITH_FILES).prefetch_related("replaced_by__entry")
    found: Paper | None = (
        papers.defer("content", "boxes").filter(is_one | Q(copies__file__sha256__in=digests)).distinct().first()
    )
    return found


def of_copy(paper: Paper, data: bytes) -> Verification:
    """The judgement on a file held against all copies of the paper that are kept.

    Raises VerificationError for what is no PDF that can be judged.
    """
    return verify(data, trust=keyring.trust(), ours=copies_of(paper))


def copies_of(paper: Paper) -> list[bytes]:
    """All that was ever handed out to be signed or as signed, the prepared paper first."""
    copies = paper.copies.select_related("file").order_by("pk")
    return [files.read(paper.rendering), *(files.read(copy.file) for copy in copies)]


def accepted(paper: Paper, data: bytes) -> Verification:
    """The judgement on a file that is to become the paper's newest copy, whoever signed it by whatever means.

    Raises RefusedError for a file that does not go on from the newest copy, that was changed or has no new signature,
    and for signatures that are not to be trusted or not of those who are printed.
    """
    newest = copies_of(paper)[-1]
    if not data.startswith(newest):
        raise RefusedError(_whose(data))
    try:
        found = of_copy(paper, data)
    except VerificationError as error:
        raise RefusedError(str(error)) from error
    if found.verdict is Verdict.UNSIGNED:
        raise RefusedError(NOTHING_NEW)
    if found.verdict not in TAKEN:
        reasons = [finding.message for finding in found.findings if finding.verdict is found.verdict]
        advice = ELSEWHERE if _strays(found) else SIGN_AGAIN
        raise RefusedError(*reasons, TRUSTED_ONLY if found.verdict is Verdict.UNTRUSTED else advice)
    new = [signature for signature in found.signatures if signature.field in unsigned_fields(newest)]
    if not new:
        raise RefusedError(NOTHING_NEW)
    for signature in new:
        require_signer(paper, signature.field, signature.holder)
    return found


def _whose(data: bytes) -> str:
    """Why a file that does not go on from the newest copy is refused."""
    known = paper_of(data)
    if known and known.state == PaperState.VOIDED:
        day = f" (trả lại ngày {known.ended_on:%d/%m/%Y})" if known.ended_on else ""
        return f"Tệp này là bản trình ký đã bị hủy{day}. Hãy tải bản trình ký mới từ trang này, ký lên tệp ấy."
    return NOT_OURS


def require_signer(paper: Paper, field: str, signer: Holder) -> None:
    """A signature is that of who is printed at its place, the seal that of the organisation. Raises RefusedError."""
    if field == SEAL_FIELD:
        expected = paper.organisation.name
        is_theirs = _same_body(expected, signer.name) or _same_body(expected, signer.organisation)
    else:
        printed = {signature_field(index): block["name"] for index, block in enumerate(paper.signatories)}
        expected = printed.get(field, "")
        is_theirs = bool(expected) and fold(expected) in fold(signer.name)
    if not is_theirs:
        raise RefusedError(
            f"Chỗ ký của {expected or 'văn bản này'} lại ký bằng chứng thư của {signer.name}. "
            "Hãy kiểm tra người ký; nếu người khác ký thay, hãy Trả lại để sửa phần ký."
        )


def require_trusted(certificate: bytes, chain: Sequence[bytes]) -> None:
    """A signature made with the certificate (DER) today would be trusted. Raises RefusedError."""
    try:
        wait_for(_judged(certificate, chain))
    except (PathError, ValueError) as error:
        raise RefusedError(UNTRUSTED.format(name=holder(certificate).name)) from error


async def _judged(certificate: bytes, chain: Sequence[bytes]) -> None:
    context = keyring.trust().context(certificates=chain)
    validator = CertificateValidator(x509.Certificate.load(certificate), validation_context=context)
    try:
        await validator.async_validate_usage(FOR_SIGNING)
    finally:
        await context.aclose()


def _strays(found: Verification) -> bool:
    """Whether a signature stands in a field that the tool made itself."""
    return any(
        signature.field != SEAL_FIELD and not signature_fields([signature.field]) for signature in found.signatures
    )


def _same_body(expected: str, certified: str) -> bool:
    """Whether one name is in the other: "Sở Du lịch", "SỞ DU LỊCH TỈNH LAM GIANG"."""
    one, other = fold(expected), fold(certified)
    return bool(one and other) and (one in other or other in one)
