"""Digital copies of a paper: made here with a key of the site, in two steps with a key elsewhere, or brought.

Nothing here moves a paper to another state; that is the maker's, who files the copy in the same transaction. Every copy
of ours begins with the bytes of the one before it, so signatures made earlier stay what they were.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import transaction
from pyhanko.pdf_utils.reader import PdfFileReader

from blocs.models import Organisation
from blocs.standing import Standing
from thidua.lib.dates import day_text, month_text
from thidua.lib.verdict import RefusedError
from thidua.papers.enums import ImageKind, PaperState, SignedWay
from thidua.papers.models import Paper, PendingSignature, SignedCopy, SigningImage
from thidua.papers.pdf import Place
from thidua.papers.services import examination, files, keyring
from thidua.papers.signatures import signing
from thidua.papers.signatures.anatomy import filled
from thidua.papers.signatures.certificates import certificates, holder
from thidua.papers.signatures.fields import SEAL_FIELD, TEXT_FIELDS, signature_field
from thidua.papers.signatures.keys import KeyRingError, StoredKey
from thidua.papers.signatures.stamps import PictureError

PDF = "application/pdf"


@dataclass(frozen=True, kw_only=True)
class NewCopy:
    """Bytes to be filed as the newest copy of a paper."""

    data: bytes = field(repr=False)
    way: SignedWay
    differences: Sequence[tuple[str, str]] = ()


def file_copy(paper: Paper, copy: NewCopy, *, by: Standing) -> Paper:
    """Keep a copy as the newest; within the transaction of the act that it is of.

    Raises RefusedError when another came in meanwhile, so that what is laid upon it is no longer the newest.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("signed__file", "rendering").get(pk=paper.pk)
    if copy.way is not SignedWay.OWN_SYSTEM and not copy.data.startswith(newest(paper)):
        raise RefusedError("Văn bản vừa có bản ký mới hơn. Hãy mở lại trang rồi làm lại.")
    stored = files.store(copy.data, paper.rendering.name, PDF, by=by)
    paper.signed = SignedCopy.objects.create(
        paper=paper, way=copy.way, file=stored, differences=list(copy.differences), filed_by_id=by.user_id
    )
    paper.save(update_fields=["signed"])
    PendingSignature.objects.filter(paper=paper).delete()
    return paper


def newest(paper: Paper) -> bytes:
    """The bytes that the next signature goes upon."""
    return files.read(paper.signed.file if paper.signed else paper.rendering)


# With a key of the site ----------------------------------------------------------------------------------------------


def seal_key(organisation: Organisation) -> StoredKey | None:
    """The key of an organisation's seal, where the site holds it."""
    return keyring.key_ring().seal_of(organisation.code)


def personal_key(by: Standing) -> StoredKey | None:
    """The person's own key, where the site holds it and is allowed to."""
    return keyring.key_ring().person(by.login_name) if settings.PERSONAL_KEYS else None


def signed_here(paper: Paper, block: int, *, by: Standing) -> NewCopy:
    """The paper signed by the person at a signature block, counted from 0. Raises RefusedError."""
    key = personal_key(by)
    if key is None:
        raise RefusedError("Trang này không giữ khóa ký của bạn. Hãy ký bằng thiết bị của mình.")
    _awaits_signature(paper)
    with _explained():
        data = signing.sign(
            newest(paper),
            signature_field(block),
            key,
            stamp=_image(paper.organisation, by.user_id),
            level=keyring.level(),
            services=keyring.services(),
        )
    examination.accepted(paper, data)
    return NewCopy(data=data, way=SignedWay.HERE)


def sealed_here(paper: Paper, number: str, issued_on: date) -> NewCopy:
    """The signed paper with number and date filled in, sealed with the key of its organisation. Raises RefusedError."""
    key = seal_key(paper.organisation)
    if key is None:
        raise RefusedError(
            f"Trang này không giữ khóa con dấu của {paper.organisation}. Hãy đóng dấu số bằng phần mềm ký của cơ quan "
            "rồi tải tệp lên ở mục Ký số."
        )
    with _explained():
        filled = signing.fill(newest(paper), _texts(paper, number, issued_on))
        data = signing.sign(
            filled,
            SEAL_FIELD,
            key,
            stamp=_image(paper.organisation, None),
            level=keyring.level(),
            services=keyring.services(),
        )
    return NewCopy(data=data, way=SignedWay.HERE)


def number_in(paper: Paper) -> str:
    """The number that a signer's tool has filled in already, without the seal; "" for none."""
    if paper.signed is None or paper.entry:
        return ""
    return filled(PdfFileReader(io.BytesIO(newest(paper)))).get(TEXT_FIELDS[Place.NUMBER], "")


def before_sealing(paper: Paper) -> list[str]:
    """What the clerk is to know before a signed paper is numbered and sealed here."""
    notices = []
    if number := number_in(paper):
        notices.append(f"Tệp đã ký có ghi sẵn số {number}. Hãy kiểm tra; số nhập ở đây sẽ ghi thay số ấy.")
    if seal_key(paper.organisation) and _image(paper.organisation, None) is None:
        notices.append(
            f"Chưa có ảnh con dấu của {paper.organisation}: văn bản sẽ có chữ ký số của cơ quan nhưng không có hình "
            "con dấu. Muốn có hình dấu, hãy tải ảnh ở trang Chữ ký, con dấu của cơ quan trước."
        )
    return notices


# In two steps, with a key elsewhere ----------------------------------------------------------------------------------


@transaction.atomic
def begin(paper: Paper, block: int, certificate: bytes, *, by: Standing) -> PendingSignature:
    """Make the paper ready for the person's signature; `certificate` is a file in PEM or DER, its chain may follow it.

    Whatever waited before is thrown away. Raises RefusedError, also for a certificate that would be refused in a signed
    file: another person's, or one that is not to be trusted.
    """
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    _awaits_signature(paper)
    try:
        own, *chain = certificates(certificate)
    except ValueError as error:
        raise RefusedError("Tệp này không phải chứng thư số. Hãy xuất chứng thư từ thiết bị (.cer, .pem).") from error
    examination.require_signer(paper, signature_field(block), holder(own))
    examination.require_trusted(own, chain)
    with _explained():
        pending = signing.begin(
            newest(paper),
            signature_field(block),
            own,
            chain=chain,
            stamp=_image(paper.organisation, by.user_id),
        )
    PendingSignature.objects.filter(paper=paper).delete()
    waiting: PendingSignature = PendingSignature.objects.create(
        paper=paper, prepared=pending.dump(), begun_by_id=by.user_id
    )
    return waiting


def finished(paper: Paper, answer: bytes, *, by: Standing) -> NewCopy:
    """The paper with the signature that the person's tool gave: a whole CMS, or a bare signature of the attributes.

    Raises RefusedError, also for another person's.
    """
    waiting = PendingSignature.objects.filter(paper=paper, begun_by=by.user_id).first()
    if waiting is None:
        raise RefusedError("Không có lượt ký nào của bạn đang chờ. Hãy bắt đầu lại.")
    _awaits_signature(paper)
    pending = signing.Pending.load(waiting.prepared)
    with _explained():
        cms = answer if _is_cms(answer) else signing.assembled(pending, answer)
        data = signing.finish(pending, cms, level=keyring.level(), services=keyring.services())
    examination.accepted(paper, data)
    return NewCopy(data=data, way=SignedWay.HERE)


def pending_of(paper: Paper, by: Standing) -> signing.Pending | None:
    """What waits for the person's signature."""
    waiting = PendingSignature.objects.filter(paper=paper, begun_by=by.user_id).first()
    return signing.Pending.load(waiting.prepared) if waiting else None


def _is_cms(answer: bytes) -> bool:
    """Whether it is a SEQUENCE as a CMS is; a bare RSA or ECDSA signature is far shorter than one certificate."""
    return answer[:1] == b"\x30" and len(answer) > 600


def _awaits_signature(paper: Paper) -> None:
    if paper.state != PaperState.AWAITING_SIGNATURE:
        raise RefusedError("Văn bản này không ở bước chờ ký.")


def _image(organisation: Organisation, person_id: int | None) -> bytes | None:
    """The picture of a person's signature, or of the seal for None."""
    kind = ImageKind.SIGNATURE if person_id else ImageKind.SEAL
    images = SigningImage.objects.filter(kind=kind, organisation=organisation, person=person_id)
    image = images.select_related("file").first()
    return files.read(image.file) if image else None


def _texts(paper: Paper, number: str, issued_on: date) -> dict[str, str]:
    """What goes into the places of number and date that the paper has."""
    texts = {
        Place.NUMBER: number,
        Place.DAY: day_text(issued_on.day),
        Place.MONTH: month_text(issued_on.month),
        Place.YEAR: str(issued_on.year),
    }
    blank: set[str] = {box["name"] for box in paper.boxes}
    return {TEXT_FIELDS[place]: text for place, text in texts.items() if place in blank}


@contextmanager
def _explained() -> Iterator[None]:
    """What goes wrong with keys, pictures and papers is told to the person."""
    try:
        yield
    except (signing.SigningError, PictureError) as error:
        raise RefusedError(str(error)) from error
    except KeyRingError as error:
        raise RefusedError(f"{error} Hãy báo người quản trị trang, rồi làm lại bước này.") from error
