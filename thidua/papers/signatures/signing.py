"""Signing a prepared paper, and filling in its number and date: each appends a revision, and changes no byte before it.

The first signature of a file certifies it for filling and signing only (DocMDP, P=2); later ones approve. The seal is
the last: its field forbids changes (P=1), so that nothing is filled in or signed behind it.
"""

import hashlib
import io
import json
from base64 import b64decode, b64encode
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from asn1crypto import cms as asn1
from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import simple_cms_attribute
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_cms import ExternalSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import PathError
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.registry import SimpleCertificateStore

from thidua.papers.signatures.appending import Answer, Appended, draw, fields_by_name, size_of, wait_for
from thidua.papers.signatures.certificates import own_certificate
from thidua.papers.signatures.fields import SEAL_FIELD, TEXT_FIELDS
from thidua.papers.signatures.stamps import Alignment, Line, seal_stamp, signature_stamp, text_stamp
from thidua.papers.signatures.trust import Trust

DIGEST = "sha256"

ROOM = 6_000
"""Bytes kept for a signature beside its certificates, and as many again for a time stamp."""

ROOM_FOR_A_STRANGER = 12_000
"""Bytes kept for what a signer's own tool may put into the signature."""

LONGEST_TEXT = 20
"""Letters of a number or a part of a date."""


class SigningError(Exception):
    """The paper cannot be signed or filled in like this; its text says why and what to do, in Vietnamese."""


class Level(StrEnum):
    """How long a signature can be verified (ETSI EN 319 142-1): as long as its certificate; with the time of signing;
    with the answers about withdrawal; and with a time stamp over those, to be renewed."""

    B_B = "B-B"
    B_T = "B-T"
    B_LT = "B-LT"
    B_LTA = "B-LTA"


@dataclass(frozen=True)
class Services:
    """Who stamps the time, from B-T on; through whom certificates are judged, online, from B-LT on."""

    timestamps: TimeStamper | None = None
    trust: Trust | None = None


class Key(Protocol):
    """A key that signs: a file's or a token's (`signatures.keys`)."""

    def opened(self) -> AbstractContextManager[Signer]:
        """pyHanko's signer, as long as the key is open. Raises ValueError when it cannot be opened."""


@dataclass(frozen=True)
class Pending:
    """A paper that waits for a signature made elsewhere: with a personal token, or by an authority.

    What is signed is either `digest` (SHA-256 of the paper, for tools that answer with a whole CMS), or `attributes`
    (DER; a tool that signs bare data signs these, with SHA-256, and `assembled` makes the CMS).
    """

    pdf: bytes
    digest: bytes
    attributes: bytes
    certificate: bytes
    chain: tuple[bytes, ...]
    start: int
    end: int

    def dump(self) -> str:
        """Everything as text, to keep between two requests."""
        return json.dumps(
            {
                "pdf": b64encode(self.pdf).decode(),
                "digest": self.digest.hex(),
                "attributes": self.attributes.hex(),
                "certificate": self.certificate.hex(),
                "chain": [certificate.hex() for certificate in self.chain],
                "start": self.start,
                "end": self.end,
            }
        )

    @classmethod
    def load(cls, text: str) -> "Pending":
        """What `dump` wrote, from a place of our own."""
        kept: dict[str, Any] = json.loads(text)
        return cls(
            pdf=b64decode(kept["pdf"]),
            digest=bytes.fromhex(kept["digest"]),
            attributes=bytes.fromhex(kept["attributes"]),
            certificate=bytes.fromhex(kept["certificate"]),
            chain=tuple(bytes.fromhex(certificate) for certificate in kept["chain"]),
            start=kept["start"],
            end=kept["end"],
        )


def fill(pdf: bytes, values: Mapping[str, str]) -> bytes:
    """The paper with fields filled in: `{"so": "05", "ngay": "09", "thang": "3", "nam": "2026"}`, any of them.

    Raises SigningError for a field the paper does not have, a text that does not belong there, a sealed paper.
    """
    writer = Appended(pdf)
    fields = _open_fields(writer)
    for name, text in values.items():
        field = fields.get(name)
        if field is None or name not in TEXT_FIELDS.values():
            raise SigningError(f"Văn bản không có chỗ để điền “{name}”.")
        if not text or len(text) > LONGEST_TEXT or not text.isprintable():
            raise SigningError(f"Không điền được “{text}” vào chỗ “{name}”: hãy ghi từ 1 đến {LONGEST_TEXT} ký tự.")
        alignment = Alignment.RIGHT if field["/Q"] == 2 else Alignment.CENTRE
        draw(writer, field, text_stamp(text, _line(writer, field), alignment, *size_of(field)))
        field[pdf_name("/V")] = generic.TextStringObject(text)
        writer.update_container(field)
    return writer.file()


def sign(
    pdf: bytes,
    field: str,
    key: Key,
    *,
    stamp: bytes | None = None,
    level: Level = Level.B_B,
    services: Services = Services(),
) -> bytes:
    """The paper with a signature in the field: "ky-0" or "dau".

    `stamp` is the picture of the signature or seal (PNG); without it the field stays as it looks. Raises SigningError,
    stamps.PictureError, and what the key raises.
    """
    with key.opened() as signer:
        certificates = [own_certificate(signer), *_chain(signer)]
        room = ROOM * (1 if level is Level.B_B else 2) + sum(map(len, certificates))
        pending = _begin(pdf, field, signer, stamp, room)
        signature = wait_for(signer.async_sign(pending.digest, DIGEST, use_pades=True)).dump()
    return finish(pending, signature, level=level, services=services)


def begin(
    pdf: bytes, field: str, certificate: bytes, *, chain: Sequence[bytes] = (), stamp: bytes | None = None
) -> Pending:
    """The first of two steps: the paper made ready for a signature that is made elsewhere with this certificate (DER).

    `chain` are the certificates between it and the root. Raises SigningError, and stamps.PictureError.
    """
    return _begin(pdf, field, _stranger(certificate, chain, b""), stamp, ROOM_FOR_A_STRANGER + sum(map(len, chain)))


def assembled(pending: Pending, signature: bytes) -> bytes:
    """The CMS of a bare signature over `pending.attributes`."""
    signer = _stranger(pending.certificate, pending.chain, signature)
    attributes = asn1.CMSAttributes.load(pending.attributes)
    whole: bytes = wait_for(signer.async_sign_prescribed_attributes(DIGEST, attributes)).dump()
    return whole


def finish(pending: Pending, cms: bytes, *, level: Level = Level.B_B, services: Services = Services()) -> bytes:
    """The second step: the paper with the CMS in its place, and what the level adds.

    Raises SigningError for a signature that is not of this paper and this certificate, or when a service fails.
    """
    signature = _checked(pending, cms)
    if level is not Level.B_B:
        signature = _timed(signature, services)
    file = io.BytesIO(pending.pdf)
    whole = signature.dump()
    if 2 * len(whole) > pending.end - pending.start - 2:
        raise SigningError("Chữ ký số dài hơn chỗ dành sẵn. Hãy ký lại, không kèm chứng thư của tổ chức cấp gốc.")
    PreparedByteRangeDigest(pending.digest, pending.start, pending.end).fill_with_cms(file, whole)
    if level in (Level.B_LT, Level.B_LTA):
        return _lasting(file.getvalue(), pending, archived=level is Level.B_LTA, services=services)
    return file.getvalue()


def _begin(pdf: bytes, name: str, signer: Signer, stamp: bytes | None, room: int) -> Pending:
    writer = Appended(pdf)
    fields = _open_fields(writer)
    if name not in fields or fields[name]["/FT"] != "/Sig":
        raise SigningError(f"Văn bản không có chỗ ký “{name}”.")
    if "/V" in fields[name]:
        raise SigningError("Chỗ này đã có chữ ký số.")
    picture = None if stamp is None else _appearance(name, stamp, *size_of(fields[name]))
    first = not any("/V" in field for field in fields.values() if field["/FT"] == "/Sig")
    asked = PdfSignatureMetadata(
        field_name=name,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        certify=first,
        docmdp_permissions=MDPPerm.NO_CHANGES if name == SEAL_FIELD else MDPPerm.FILL_FORMS,
    )
    pdf_signer = PdfSigner(asked, signer, stamp_style=_Picture(picture=picture))
    output = io.BytesIO()
    prepared, _, _ = wait_for(
        pdf_signer.async_digest_doc_for_signing(
            writer, existing_fields_only=True, bytes_reserved=2 * room, output=output
        )
    )
    attributes = wait_for(signer.signed_attrs(prepared.document_digest, DIGEST, use_pades=True))
    return Pending(
        pdf=output.getvalue(),
        digest=prepared.document_digest,
        attributes=attributes.dump(),
        certificate=own_certificate(signer),
        chain=tuple(_chain(signer)),
        start=prepared.reserved_region_start,
        end=prepared.reserved_region_end,
    )


def _open_fields(writer: Appended) -> dict[str, generic.DictionaryObject]:
    """The fields of a paper that is not sealed."""
    fields = fields_by_name(writer)
    if "/V" in fields.get(SEAL_FIELD, {}):
        raise SigningError("Văn bản đã có chữ ký số của cơ quan, không điền và không ký thêm được.")
    return fields


def _appearance(name: str, picture: bytes, width: float, height: float) -> bytes:
    return (seal_stamp if name == SEAL_FIELD else signature_stamp)(picture, width, height)


def _line(writer: Appended, field: generic.DictionaryObject) -> Line:
    """The font of the line, as the prepared field says it: "/ABCDEF 13 Tf 0 g"."""
    name, size, *_ = str(field["/DA"]).split()
    font = writer.root["/AcroForm"]["/DR"]["/Font"][name]
    family = str(font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFamily"])
    return Line(family, str(font["/BaseFont"]).endswith("Italic"), float(size))


@dataclass(frozen=True)
class _Picture(BaseStampStyle):
    """The look of a signature as pyHanko asks for it; no picture leaves the field as it is."""

    picture: bytes | None = None

    def create_stamp(self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, str]) -> Any:
        return _Drawing(writer, self.picture) if self.picture else None


@dataclass(frozen=True)
class _Drawing:
    writer: BasePdfFileWriter
    picture: bytes

    def apply_appearance(self, field: generic.DictionaryObject) -> None:
        draw(self.writer, field, self.picture)


def _stranger(certificate: bytes, chain: Sequence[bytes], signature: bytes) -> ExternalSigner:
    """A signer whose signature is made elsewhere."""
    return ExternalSigner(
        x509.Certificate.load(certificate),
        SimpleCertificateStore.from_certs(x509.Certificate.load(other) for other in chain),
        signature_value=signature,
        embed_roots=False,
    )


def _chain(signer: Signer) -> list[bytes]:
    """The certificates that go into the signature beside the signer's own: no roots, which prove nothing there."""
    own = own_certificate(signer)
    return [other.dump() for other in signer.cert_registry if other.self_signed == "no" and other.dump() != own]


def _checked(pending: Pending, cms: bytes) -> asn1.ContentInfo:
    """The signature, once it is one: over this paper, with the key of this certificate."""
    try:
        content = asn1.ContentInfo.load(cms, strict=True)
        (info,) = content["content"]["signer_infos"]
        certificate = x509.Certificate.load(pending.certificate)
        intact, valid = validate_sig_integrity(info, certificate, "data", pending.digest)
    except Exception as error:  # whatever a stranger's bytes make of asn1crypto
        raise SigningError("Không đọc được chữ ký số vừa gửi. Hãy ký lại.") from error
    if not (intact and valid):
        raise SigningError("Chữ ký số không phải của văn bản này, hoặc không ký bằng chứng thư đã chọn. Hãy ký lại.")
    return content


def _timed(signature: asn1.ContentInfo, services: Services) -> asn1.ContentInfo:
    """The signature with a time stamp over it (RFC 3161) among its unsigned attributes."""
    if services.timestamps is None:
        raise SigningError("Chưa khai báo dịch vụ cấp dấu thời gian.")
    (info,) = signature["content"]["signer_infos"]
    imprint = hashlib.sha256(info["signature"].native).digest()
    token = _asked(services.timestamps.async_timestamp(imprint, DIGEST))
    info["unsigned_attrs"] = asn1.CMSAttributes([simple_cms_attribute("signature_time_stamp_token", token)])
    return signature


def _lasting(pdf: bytes, pending: Pending, *, archived: bool, services: Services) -> bytes:
    """The signed paper with the answers about every certificate, and a time stamp over all where it is archived."""
    if services.trust is None or services.timestamps is None:
        raise SigningError("Chưa khai báo chứng thư gốc tin cậy và dịch vụ cấp dấu thời gian.")
    writer = Appended(pdf)
    context = services.trust.context(certificates=pending.chain)
    paths = _asked(_paths(pending, context, services.timestamps))
    DocumentSecurityStore.supply_dss_in_writer(writer, None, paths=paths, validation_context=context, embed_roots=False)
    if not archived:
        return writer.file()
    outside = InvisSigSettings(box_out_of_bounds=True)  # where PDF/UA does not look for a tag
    stamper = PdfTimeStamper(services.timestamps, invis_settings=outside, readable_field_name="Dấu thời gian")
    stamped = _asked(stamper.async_timestamp_pdf(writer, DIGEST))
    whole: bytes = stamped.getvalue()
    return whole


async def _paths(pending: Pending, context: Any, timestamps: TimeStamper) -> list[ValidationPath]:
    """From the signer and from the time stamps' signer to a root; what is asked on the way stays in the context."""
    try:
        validator = CertificateValidator(x509.Certificate.load(pending.certificate), validation_context=context)
        return [
            await validator.async_validate_usage(set()),
            *[path async for path in timestamps.validation_paths(context)],
        ]
    finally:
        await context.aclose()


def _asked(question: Coroutine[Any, Any, Answer]) -> Answer:
    """What a service over the network answers."""
    try:
        return wait_for(question)
    except (TimestampRequestError, PathError, OSError, TimeoutError, ValueError) as error:
        raise SigningError(f"Dịch vụ chữ ký số không trả lời đúng: {error}. Hãy thử lại sau.") from error
