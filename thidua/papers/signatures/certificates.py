"""What a certificate says of its holder."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import pem, x509
from pyhanko.sign.signers.pdf_cms import Signer


@dataclass(frozen=True)
class Holder:
    """A certificate as people read it: whose, from whom, its number in hexadecimal, from when to when."""

    name: str
    organisation: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_until: datetime


def holder(certificate: bytes) -> Holder:
    """What the certificate (DER) says. Raises ValueError when it is none."""
    read = x509.Certificate.load(certificate)
    subject, issuer, validity = read.subject.native, read.issuer.native, read["tbs_certificate"]["validity"].native
    return Holder(
        name=_said(subject, "common_name") or _said(subject, "organization_name"),
        organisation=_said(subject, "organization_name"),
        issuer=_said(issuer, "common_name") or _said(issuer, "organization_name"),
        serial=f"{read.serial_number:X}",
        valid_from=validity["not_before"],
        valid_until=validity["not_after"],
    )


def own_certificate(signer: Signer) -> bytes:
    """The signer's own, in DER. Raises ValueError for a key without one."""
    if signer.signing_cert is None:
        raise ValueError("a key without a certificate")
    der: bytes = signer.signing_cert.dump()
    return der


def certificates(data: bytes) -> list[bytes]:
    """The certificates of a file in PEM or DER, each in DER. Raises ValueError where there is none."""
    try:
        parts = pem.unarmor(data, multiple=True) if pem.detect(data) else [("CERTIFICATE", {}, data)]
        found = [der for kind, _, der in parts if kind == "CERTIFICATE"]
        for der in found:
            holder(der)
    except ValueError as error:
        raise ValueError("not a file of certificates") from error
    if not found:
        raise ValueError("no certificate in the file")
    return found


def _said(name: dict[str, Any], part: str) -> str:
    """A part of a name; of several the first."""
    value = name.get(part, "")
    return str(value[0] if isinstance(value, list) and value else value or "")
