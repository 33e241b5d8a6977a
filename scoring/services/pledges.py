"""The pledge of a year: written, printed to be signed, signed unit by unit."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from blocs.enums import Role
from blocs.models import Post, Term
from blocs.services.audit import record
from blocs.standing import Holding, Standing
from scoring.documents import check_code
from scoring.enums import PledgeState, SigningWay
from scoring.models import Pledge, PledgeSignature
from scoring.pledge_document import TEMPLATE, Place, PledgeFrame, pledge_document
from scoring.registration_rules import acts_for_others, can_make_pledge, can_record_signature, can_sign_pledge
from scoring.services.registration_papers import summary_frame
from thidua.lib.verdict import RefusedError
from thidua.papers.document import OfficialDocument
from thidua.papers.models import StoredFile
from thidua.papers.services import files
from thidua.papers.services.rendering import rendered

RELATED = ("term__bloc__superior__parent", "paper")


@dataclass(frozen=True, kw_only=True)
class Signed:
    """What is told of signatures made by hand."""

    signed_on: date
    way: SigningWay
    scan: StoredFile | None = None


class StalePledgeError(RefusedError):
    """Somebody else has changed the words meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            "Người khác vừa sửa giao ước. Bản của họ hiện ở cuối trang; bản bạn nhập vẫn còn trong ô. "
            "Hãy so lại rồi bấm Lưu lần nữa."
        )


def template_of(term: Term) -> str:
    """The words to begin with."""
    issuer = term.bloc.superior.name if term.bloc.is_movement else term.bloc.name
    return TEMPLATE.format(year=term.label.lower(), bloc=issuer)


@transaction.atomic
def save(term: Term, text: str, *, seen: int, by: Standing) -> Pledge:
    """Lưu nháp; `seen` is the version that was looked at, 0 for none yet.

    Raises RefusedError without the right or once it is printed for signing, StalePledgeError, ValidationError.
    """
    holding = can_make_pledge(by, term).required().capacity
    Term.objects.select_for_update().get(pk=term.pk)
    pledge = Pledge.objects.filter(term=term).first() or Pledge(term=term, version=0)
    before = pledge.text
    if not pledge.is_drafted:
        raise RefusedError("Giao ước đã in để ký, không sửa được. Muốn sửa: Sửa lại khi chưa ai ký.")
    if before == text:
        return pledge
    if pledge.version != seen:
        raise StalePledgeError
    pledge.text, pledge.version = text, pledge.version + 1
    pledge.full_clean()
    pledge.save()
    _record("Soạn giao ước thi đua", pledge, holding, by, before={"nội dung": before}, after={"nội dung": pledge.text})
    return pledge


def print_to_sign(pledge: Pledge, *, seen: int, by: Standing) -> Pledge:
    """In để ký: words and places stand still, and are printed with a check code."""
    can_make_pledge(by, pledge.term).required()
    places = places_today(pledge.term, by.today)
    rendered(_paper(pledge, places, by.today, _digest(pledge.text, places)))
    return _print_to_sign(pledge, seen, by)


@transaction.atomic
def _print_to_sign(pledge: Pledge, seen: int, by: Standing) -> Pledge:
    pledge = _locked(pledge)
    holding = can_make_pledge(by, pledge.term).required().capacity
    if not pledge.is_drafted:
        raise RefusedError("Giao ước đã in để ký rồi.")
    if pledge.version != seen:
        raise RefusedError("Giao ước đã khác bản vừa xem. Hãy mở lại trang rồi in.")
    places = places_today(pledge.term, by.today)
    if not places:
        raise RefusedError("Năm này chưa có đơn vị thành viên để ký. Hãy thêm đơn vị trước.")
    PledgeSignature.objects.bulk_create(
        PledgeSignature(
            pledge=pledge, unit_id=unit_id, position=position, unit_name=place.unit, head_title=place.head_title,
            head=place.head,
        )
        for position, (unit_id, place) in enumerate(places.items(), start=1)
    )  # fmt: skip
    pledge.digest = _digest(pledge.text, places)
    pdf = rendered(_paper(pledge, places, by.today, pledge.digest)).pdf
    pledge.paper = files.store(pdf, f"giao-uoc-{pledge.term.year}.pdf", "application/pdf", by=by)
    pledge.state = PledgeState.SIGNING
    _keep(pledge)
    code = check_code(pledge.digest)
    _record("In giao ước để ký", pledge, holding, by, after={"mã kiểm": code, "số đơn vị ký": len(places)})
    return pledge


@transaction.atomic
def reopen(pledge: Pledge, *, reason: str, by: Standing) -> Pledge:
    """Sửa lại: while nobody has signed; what was printed counts no more."""
    pledge = _locked(pledge)
    holding = can_make_pledge(by, pledge.term).required().capacity
    if pledge.is_drafted:
        raise RefusedError("Giao ước đang soạn, sửa được ngay.")
    if pledge.signatures.filter(signed_on__isnull=False).exists():
        raise RefusedError("Đã có đơn vị ký nên không sửa nội dung được. Hãy bỏ ghi nhận các chữ ký trước.")
    if not reason.strip():
        raise RefusedError("Hãy ghi lý do.")
    before = check_code(pledge.digest)
    pledge.signatures.all().delete()
    pledge.state, pledge.digest, pledge.paper = PledgeState.DRAFTING, "", None
    _keep(pledge)
    _record("Sửa lại giao ước", pledge, holding, by, before={"mã kiểm đã bỏ": before}, reason=reason.strip())
    return pledge


@transaction.atomic
def record_signed(pledge: Pledge, unit_ids: Sequence[int], signed: Signed, *, by: Standing) -> Pledge:
    """Ghi nhận đã ký: these units, on one day, in one way, with one scan, be it of the joint sheet or of a letter."""
    pledge = _locked(pledge)
    if signed.signed_on > by.today:
        raise RefusedError("Ngày ký không thể sau hôm nay.")
    if signed.way == SigningWay.IN_SITE:
        raise RefusedError("Ký trên trang này do chính thủ trưởng bấm. Hãy chọn cách ký khác.")
    waiting = [each for each in _signatures(pledge) if each.unit_id in set(unit_ids) and not each.signed_on]
    if not waiting:
        raise RefusedError("Hãy đánh dấu ít nhất một đơn vị chưa ghi nhận.")
    for signature in waiting:
        holding = can_record_signature(by, signature).required().capacity
        _sign(signature, signed, "Ghi nhận ký giao ước", holding, by)
    return _counted(pledge)


@transaction.atomic
def sign_here(pledge: Pledge, unit_id: int, *, seen: str, by: Standing) -> Pledge:
    """The head signs in the site what he has before him: `seen` is its digest."""
    pledge = _locked(pledge)
    signature = _signature(pledge, unit_id)
    holding = can_sign_pledge(by, signature).required().capacity
    if signature.signed_on:
        raise RefusedError("Đơn vị đã ký rồi.")
    if seen != pledge.digest:
        raise RefusedError("Giao ước đã khác bản vừa xem. Hãy mở lại trang rồi ký.")
    _sign(signature, Signed(signed_on=by.today, way=SigningWay.IN_SITE), "Ký giao ước", holding, by)
    return _counted(pledge)


@transaction.atomic
def strike_out(pledge: Pledge, unit_id: int, *, reason: str, by: Standing) -> Pledge:
    """Bỏ ghi nhận: a slip of the pen; what was recorded stays in the history."""
    pledge = _locked(pledge)
    signature = _signature(pledge, unit_id)
    holding = can_record_signature(by, signature).required().capacity
    if not signature.signed_on:
        raise RefusedError("Đơn vị này chưa được ghi nhận đã ký.")
    if not reason.strip():
        raise RefusedError("Hãy ghi lý do.")
    before = {"đơn vị": signature.unit_name} | _facts(signature)
    signature.signed_on, signature.way, signature.scan = None, "", None
    signature.full_clean()
    signature.save()
    _record("Bỏ ghi nhận ký giao ước", pledge, holding, by, before=before, reason=reason.strip())
    return _counted(pledge)


def paper_of(pledge: Pledge, today: date) -> OfficialDocument:
    """The pledge as its paper: as it was printed; before that, as it would be today."""
    if pledge.is_drafted:
        return _paper(pledge, places_today(pledge.term, today), today)
    places = {
        each.unit_id: Place(unit=each.unit_name, head_title=each.head_title, head=each.head)
        for each in pledge.signatures.all()
    }
    return _paper(pledge, places, today, pledge.digest)


def places_today(term: Term, today: date) -> dict[int, Place]:
    """Where the units of a year sign, by the key of the member unit."""
    units = list(term.member_units.filter(left_on=None).select_related("organisation"))
    posts = Post.objects.held_on(today).filter(organisation__in=[unit.organisation_id for unit in units])
    heads: dict[int, Post] = {}
    for post in posts.filter(role=Role.HEAD).select_related("user").order_by("from_on", "pk"):
        heads.setdefault(post.organisation_id, post)
    return {
        unit.pk: Place(
            unit=unit.organisation.name,
            head_title=head.title if head else "",
            head=head.user.full_name if head else "",
        )
        for unit in units
        for head in (heads.get(unit.organisation_id),)
    }


def _paper(pledge: Pledge, places: Mapping[int, Place], today: date, digest: str = "") -> OfficialDocument:
    frame = summary_frame(pledge.term, today)
    told = PledgeFrame(superior=frame.superior, issuer=frame.issuer, place=frame.place, year=frame.year.lower())
    return pledge_document(pledge.text, list(places.values()), told, check_code(digest) if digest else "")


def _digest(text: str, places: Mapping[int, Place]) -> str:
    """SHA-256 of what everybody puts his name to."""
    told = {"text": text, "places": [[place.unit, place.head_title, place.head] for place in places.values()]}
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _sign(signature: PledgeSignature, signed: Signed, act: str, holding: Holding | None, by: Standing) -> None:
    signature.signed_on, signature.way, signature.scan = signed.signed_on, signed.way, signed.scan
    signature.full_clean()
    signature.save()
    unit = signature.unit
    record(
        act, signature.pledge, by=by, capacity=holding, term=signature.pledge.term, organisation=unit.organisation,
        on_behalf_of=unit.organisation if acts_for_others(holding, unit) else None,
        after={"đơn vị": signature.unit_name} | _facts(signature),
    )  # fmt: skip


def _facts(signature: PledgeSignature) -> dict[str, object]:
    return {
        "ngày ký": signature.signed_on,
        "cách ký": SigningWay(signature.way).label,
        "bản quét": signature.scan.sha256 if signature.scan else "",
    }


def _counted(pledge: Pledge) -> Pledge:
    """The pledge with its state brought up to the signatures."""
    waits = pledge.signatures.filter(signed_on=None).exists()
    pledge.state = PledgeState.SIGNING if waits else PledgeState.SIGNED
    _keep(pledge)
    return pledge


def _signatures(pledge: Pledge) -> list[PledgeSignature]:
    rows = list(pledge.signatures.select_related("unit__organisation", "scan"))
    for row in rows:
        row.pledge = pledge
    return rows


def _signature(pledge: Pledge, unit_id: int) -> PledgeSignature:
    found = next((each for each in _signatures(pledge) if each.unit_id == unit_id), None)
    if found is None:
        raise RefusedError("Đơn vị này không có chỗ ký trên giao ước.")
    return found


def _locked(pledge: Pledge) -> Pledge:
    found: Pledge = Pledge.objects.select_related(*RELATED).select_for_update(of=("self",)).get(pk=pledge.pk)
    return found


def _keep(pledge: Pledge) -> None:
    pledge.full_clean()
    pledge.save()


def _record(act: str, pledge: Pledge, holding: Holding | None, by: Standing, **facts: Any) -> None:
    record(act, pledge, by=by, capacity=holding, term=pledge.term, **facts)
