"""What came behind the last signature about certificates: more of them, answers and lists about who was withdrawn.

No signature of the paper covers these, but authorities signed each, to its last byte.
"""

from collections.abc import Iterable

from asn1crypto import core, crl, ocsp
from asn1crypto import x509 as asn1
from asn1crypto.algos import SignedDigestAlgorithm
from cryptography.exceptions import InvalidSignature
from pyhanko.pdf_utils.generic import Reference, StreamObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko_certvalidator.sig_validate import DEFAULT_SIGNATURE_VALIDATOR

from thidua.papers.signatures.envelope import has_plain_parameters, is_issued, is_plainly_encoded


def are_authentic(reader: PdfFileReader, since: int, known: Iterable[bytes]) -> bool:
    """Whether what the store of proofs holds, and did not yet after the revision `since`, is what authorities signed;
    and whether nothing was taken out of it.

    `known` are certificates (DER) that may have issued it.
    """
    before, now = _store(reader.get_historical_resolver(since)), _store(reader)
    issuers = list(known)
    return all(
        before[kind] <= now[kind] and all(_is_authentic(kind, place, issuers) for place in now[kind] - before[kind])
        for kind in PROOFS
    )


def _store(revision: PdfFileReader | HistoricalResolver) -> dict[str, set[Reference]]:
    """Where each kind of proof stands."""
    store = revision.root["/DSS"] if "/DSS" in revision.root else {}  # noqa: SIM401 - get() would give the reference
    return {kind: {listed.reference for listed in store[kind]} if kind in store else set() for kind in PROOFS}


def _is_authentic(kind: str, place: Reference, issuers: list[bytes]) -> bool:
    stream = place.get_object()
    try:
        return isinstance(stream, StreamObject) and PROOFS[kind](stream.data, issuers)
    except Exception:  # hostile bytes make a library raise what it likes
        return False


def _is_answer(proof: bytes, issuers: list[bytes]) -> bool:
    """Of an OCSP responder, whose own certificate stands in it, or is among the others."""
    response = ocsp.OCSPResponse.load(proof, strict=True)
    whole = response["response_bytes"]["response"]
    answer = whole.parsed
    beside = [certificate.dump() for certificate in answer["certs"]] if answer["certs"] is not core.VOID else []
    return (
        is_plainly_encoded(proof)
        and is_plainly_encoded(bytes(whole))
        and response["response_status"].native == "successful"
        and response["response_bytes"]["response_type"].native == "basic_ocsp_response"
        and has_plain_parameters(answer["signature_algorithm"])
        and all(is_issued(certificate, [*issuers, *beside]) for certificate in beside)
        and _is_signed(answer, answer["tbs_response_data"], [*beside, *issuers])
    )


def _is_list(proof: bytes, issuers: list[bytes]) -> bool:
    read = crl.CertificateList.load(proof, strict=True)
    named = [issuer for issuer in issuers if asn1.Certificate.load(issuer).subject == read.issuer]
    return (
        is_plainly_encoded(proof)
        and read["signature_algorithm"].dump() == read["tbs_cert_list"]["signature"].dump()
        and _is_signed(read, read["tbs_cert_list"], named)
    )


def _is_signed(proof: core.Sequence, said: core.Sequence, signers: Iterable[bytes]) -> bool:
    """Whether one of these signed what is said."""
    return any(_fits(proof["signature"].native, said.dump(), proof["signature_algorithm"], one) for one in signers)


def _fits(signature: bytes, said: bytes, algorithm: SignedDigestAlgorithm, signer: bytes) -> bool:
    key = asn1.Certificate.load(signer).public_key
    try:
        DEFAULT_SIGNATURE_VALIDATOR.validate_signature(signature, said, key, algorithm)
    except (InvalidSignature, AssertionError):  # a key of another kind
        return False
    return True


PROOFS = {"/Certs": is_issued, "/OCSPs": _is_answer, "/CRLs": _is_list}
