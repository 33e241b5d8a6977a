"""A signature made elsewhere: digest or attributes out, signature in, with two requests between."""

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key

from tests.papers.signatures.pictures import signature_png
from thidua.papers.signatures.appending import wait_for
from thidua.papers.signatures.signing import Level, Pending, SigningError, assembled, begin, finish
from thidua.papers.signatures.verifying import verify


@pytest.fixture
def pending(blank, pki):
    certificate, chain = pki.certificate("leader-0"), [pki.certificate("issuing")]
    return Pending.load(begin(blank, "ky-0", certificate, chain=chain, stamp=signature_png()).dump())


def bare_signature(pki, label, data):
    """What a token answers that signs bare data."""
    key = load_der_private_key(pki.private_key(label), None)
    assert isinstance(key, RSAPrivateKey)
    return key.sign(data, PKCS1v15(), SHA256())


def test_token_that_signs_bare_data(pending, pki):
    signed = finish(pending, assembled(pending, bare_signature(pki, "leader-0", pending.attributes)))
    (signature,) = verify(signed, trust=pki.offline).signatures
    assert (signature.holder.name, signature.intact, signature.trusted) == ("Nguyễn Thị Sông 0", True, True)


def test_tool_that_answers_with_a_whole_cms(pending, pki, ring):
    with ring.person("leader-0").opened() as signer:
        cms = wait_for(signer.async_sign(pending.digest, "sha256", use_pades=True)).dump()
    (signature,) = verify(finish(pending, cms), trust=pki.offline).signatures
    assert (signature.intact, signature.trusted, signature.certifies) == (True, True, True)


def test_time_stamp_is_added_here(pending, pki):
    cms = assembled(pending, bare_signature(pki, "leader-0", pending.attributes))
    signed = finish(pending, cms, level=Level.B_LTA, services=pki.services)
    (signature,) = verify(signed, trust=pki.offline).signatures
    assert (signature.intact, signature.trusted, signature.stamped_at is not None) == (True, True, True)


def test_signature_of_another_key_is_refused(pending, pki):
    with pytest.raises(SigningError, match="không phải của văn bản này"):
        finish(pending, assembled(pending, bare_signature(pki, "leader-1", pending.attributes)))


def test_signature_of_another_paper_is_refused(pending, blank, pki):
    other = begin(blank, "ky-0", pending.certificate, chain=pending.chain)
    cms = assembled(other, bare_signature(pki, "leader-0", other.attributes))
    with pytest.raises(SigningError, match="không phải của văn bản này"):
        finish(pending, cms)


@pytest.mark.parametrize("answer", [b"", b"khong phai CMS", b"0\x82\xff\xff"])
def test_anything_else_is_refused(pending, answer):
    with pytest.raises(SigningError, match="Không đọc được chữ ký số"):
        finish(pending, answer)
