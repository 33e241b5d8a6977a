"""The digital ways to a signed and issued plan: signed here, in two steps with one's own token, or signed elsewhere.

Each makes or judges a copy of the paper first, which takes its time, and then goes through the door of `steps`.
"""

from dataclasses import dataclass, replace
from datetime import date

from blocs.standing import Standing
from plans.models import Plan
from plans.rules import can_sign, can_take_signed
from plans.services import steps
from plans.services.drafting import current
from plans.services.steps import Numbering, Signing
from thidua.lib.verdict import RefusedError
from thidua.papers.enums import PaperState, SignedWay
from thidua.papers.models import Paper
from thidua.papers.services import examination, signing
from thidua.papers.services.life import GivenNumber
from thidua.papers.services.signing import NewCopy
from thidua.papers.signatures.fields import SEAL_FIELD, TEXT_FIELDS, signature_field
from thidua.papers.signatures.state import unsigned_fields
from thidua.papers.signatures.verifying import Verification


@dataclass(frozen=True, kw_only=True)
class Block:
    """A place to sign: its index on the paper, who is to sign there as printed, whether somebody has."""

    index: int
    name: str
    is_signed: bool


def blocks(plan: Plan) -> list[Block]:
    """The places to sign on the paper that was laid before its signers."""
    empty = unsigned_fields(signing.newest(_paper(plan)))
    return [
        Block(index=index, name=block.name, is_signed=signature_field(index) not in empty)
        for index, block in enumerate(plan.value.signatures)
    ]


def sign_here(plan: Plan, block: int, *, by: Standing) -> Plan:
    """Ký số tại đây, with the person's key that the site holds."""
    plan = current(plan)
    can_sign(by, plan).required()
    return _signed(plan, signing.signed_here(_paper(plan), block, by=by), by)


def begin_signing(plan: Plan, block: int, certificate: bytes, *, by: Standing) -> None:
    """The first step of a signature with the person's own token."""
    plan = current(plan)
    can_sign(by, plan).required()
    signing.begin(_paper(plan), block, certificate, by=by)


def finish_signing(plan: Plan, answer: bytes, *, by: Standing) -> Plan:
    """The second step: the signature that the token gave."""
    plan = current(plan)
    can_sign(by, plan).required()
    return _signed(plan, signing.finished(_paper(plan), answer, by=by), by)


def take_signed(plan: Plan, data: bytes, *, replaces: Plan | None = None, by: Standing) -> Plan:
    """Tải lên tệp đã ký số: our own file with signatures, or with number, date and seal, appended elsewhere.

    A sealed file issues the plan, and ends the one it replaces. Raises RefusedError for any other file, for one that
    was changed, for signers other than those printed, and for a plan to replace while the file is not sealed.
    """
    plan = current(plan)
    paper = _paper(plan)
    waits = paper.state == PaperState.AWAITING_SIGNATURE
    can_take_signed(by, plan).required()
    if not (waits or paper.signed):
        raise RefusedError("Văn bản này đã ký tay: hãy nhập số, ngày ở bước Nhập số, ngày ban hành.")
    found = examination.accepted(paper, data)
    copy = NewCopy(data=data, way=SignedWay.ELSEWHERE)
    is_sealed = SEAL_FIELD not in found.empty
    if replaces and not is_sealed:
        raise RefusedError(
            "Tệp này chưa đóng dấu nên chưa ban hành, chưa thay thế kế hoạch nào. Hãy để trống mục Thay thế kế hoạch; "
            "chọn lại khi cấp số, đóng dấu."
        )
    numbering = replace(_numbering(found, copy), replaces=replaces) if is_sealed else None
    if waits:
        return _signed(plan, copy, by, numbering)
    if numbering is None:
        raise RefusedError("Tệp này chưa có chữ ký số của cơ quan. Hãy điền số, ngày và đóng dấu số rồi tải lên.")
    return steps.issue(plan, numbering, by=by)


def _signed(plan: Plan, copy: NewCopy, by: Standing, numbering: Numbering | None = None) -> Plan:
    """File a copy; when it has all signatures the plan goes on to be numbered."""
    empty = unsigned_fields(copy.data)
    if any(field != SEAL_FIELD for field in empty):
        if numbering:
            raise RefusedError("Tệp này đã đóng dấu mà chưa đủ chữ ký. Hãy ký đủ trước khi đóng dấu.")
        return steps.add_signature(plan, copy, by=by)
    signer = ", ".join(block.name for block in plan.value.signatures)
    if numbering:
        told = Signing(signer=signer, signed_on=min(by.today, numbering.issued_on))
    else:
        told = Signing(signer=signer, signed_on=by.today, copy=copy)
    return steps.record_signature(plan, told, by=by, numbering=numbering)


def _numbering(found: Verification, copy: NewCopy) -> Numbering:
    """Number and date as the sealed file has them."""
    texts = [found.filled.get(field, "") for field in TEXT_FIELDS.values()]
    number, day, month, year = texts
    try:
        issued_on, given = date(int(year), int(month), int(day)), GivenNumber.parse(number)
    except ValueError as error:
        raise RefusedError(
            "Tệp này đã đóng dấu mà số, ngày chưa điền hoặc điền sai. Hãy điền số, ngày trước khi đóng dấu."
        ) from error
    return Numbering(issued_on=issued_on, given=given, copy=copy)


def _paper(plan: Plan) -> Paper:
    if plan.paper is None:
        raise RefusedError("Kế hoạch chưa trình ký.")
    return plan.paper
