"""The bytes of a signed file that no signature covers: those of the signature itself.

Its digest leaves out the place where it stands, and a CMS protects only a part of itself. What else could be written
there must be what RFC 5652 prescribes, so that no byte of a good file could be another.
"""

from collections.abc import Iterable

from asn1crypto import cms, core, parser
from asn1crypto import x509 as asn1
from asn1crypto.algos import SignedDigestAlgorithm
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

OPEN_LENGTH, END_OF_CONTENTS = 0x80, b"\x00\x00"
HEXADECIMAL = (b"0123456789abcdef", b"0123456789ABCDEF")


def is_tight(signature: EmbeddedPdfSignature, pdf: bytes, known: Iterable[bytes]) -> bool:
    """Whether the place of the signature holds it, zeros behind it, and nothing of anybody's choice.

    `known` are certificates (DER) that may have issued those inside.
    """
    start, length, resumed, _ = (int(number) for number in signature.byte_range)
    gap = pdf[start + length : resumed]
    digits = gap[1:-1]
    if start != 0 or gap[:1] != b"<" or gap[-1:] != b">" or all(digits.strip(allowed) for allowed in HEXADECIMAL):
        return False
    written = bytes.fromhex(digits.decode())
    _, _, _, header, inside, trailer = parser.parse(written)
    whole = header + inside + trailer
    return (
        written == bytes(signature.pkcs7_content)
        and not any(written[len(whole) :])
        and is_plainly_encoded(whole)
        and _is_plain(cms.ContentInfo.load(whole), list(known))
    )


def is_plainly_encoded(encoded: bytes) -> bool:
    """Whether every part, and every part of parts, says its length as DER has it, or leaves it to the two zeros at its
    end, as BER allows and NSS does; and none is the zeros of padding."""
    while encoded:
        kind, constructed, tag, header, inside, trailer = parser.parse(encoded)
        is_open = constructed and header[-1] == OPEN_LENGTH and trailer == END_OF_CONTENTS
        if not is_open and (parser.emit(kind, constructed, tag, inside)[: len(header)] != header or trailer):
            return False
        if (kind, tag) == (0, 0) or (constructed and not is_plainly_encoded(inside)):
            return False
        encoded = encoded[len(header) + len(inside) + len(trailer) :]
    return True


def _is_plain(content: cms.ContentInfo, known: list[bytes]) -> bool:
    """Whether everything in the CMS that its signature does not cover follows from what it does cover."""
    data = content["content"]
    (info,) = data["signer_infos"]
    by_serial = info["sid"].name == "issuer_and_serial_number"
    of_data = data["encap_content_info"]["content_type"].native == "data"
    algorithm = info["digest_algorithm"]
    (named,) = data["digest_algorithms"]
    certificates = [choice.chosen.dump() for choice in data["certificates"]]
    return (
        content["content_type"].native == "signed_data"
        and data["version"].native == ("v1" if by_serial and of_data else "v3")
        and info["version"].native == ("v1" if by_serial else "v3")
        and named.dump() == algorithm.dump()
        and algorithm["parameters"].native is None
        and has_plain_parameters(info["signature_algorithm"])
        and (of_data or info["signed_attrs"] is not core.VOID)
        and not (of_data and data["encap_content_info"]["content"].native is not None)
        and data["crls"] is core.VOID
        and all(choice.name == "certificate" for choice in data["certificates"])
        and any(_is_named(info["sid"], certificate) for certificate in certificates)
        and all(is_issued(certificate, [*known, *certificates]) for certificate in certificates)
        and _is_only_stamped(info, known)
    )


def _is_named(sid: cms.SignerIdentifier, certificate: bytes) -> bool:
    """Whether this is the signer's certificate, named letter by letter: elsewhere capitals do not count in names."""
    read = asn1.Certificate.load(certificate)
    if sid.name != "issuer_and_serial_number":
        return bool(read.key_identifier == sid.native)
    issuer, serial = sid.chosen["issuer"].dump(), sid.chosen["serial_number"].native
    return bool(read.issuer.dump() == issuer and read.serial_number == serial)


def has_plain_parameters(algorithm: SignedDigestAlgorithm) -> bool:
    """RSASSA-PSS alone has parameters, and a signature is of one set of them only."""
    return bool(algorithm["parameters"].native is None or algorithm["algorithm"].native == "rsassa_pss")


def _is_only_stamped(info: cms.SignerInfo, known: list[bytes]) -> bool:
    """Whether the one thing added after signing, if any, is a time stamp that is plain itself."""
    added = info["unsigned_attrs"]
    if added is core.VOID:
        return True
    if [attribute["type"].native for attribute in added] != ["signature_time_stamp_token"]:
        return False
    (token,) = added[0]["values"]
    return _is_plain(token, known)


def is_issued(certificate: bytes, issuers: Iterable[bytes]) -> bool:
    """Whether one of these did sign the certificate, so that no byte of it is another."""
    read = x509.load_der_x509_certificate(certificate)
    name = asn1.Certificate.load(certificate).issuer.dump()
    for issuer in issuers:
        if asn1.Certificate.load(issuer).subject.dump() == name:
            try:
                read.verify_directly_issued_by(x509.load_der_x509_certificate(issuer))
            except (InvalidSignature, UnsupportedAlgorithm, TypeError, ValueError):
                continue
            return True
    return False
