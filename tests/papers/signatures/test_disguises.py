"""A change that is made to look like none is found, after the seal and between the leader's signature and the seal."""

import pytest
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from tests.papers.signatures.conftest import NUMBER_AND_DATE
from tests.papers.signatures.disguises import DISGUISES, leader_told_to_be_the_seal
from tests.papers.signatures.tampering import page_painted_over
from thidua.papers.signatures.appending import Appended, wait_for
from thidua.papers.signatures.signing import Level, fill, sign
from thidua.papers.signatures.verifying import Verdict, VerificationError, verify


def worth(pdf, pki):
    try:
        return verify(pdf, trust=pki.offline).verdict
    except VerificationError:
        return None


@pytest.mark.parametrize("level", [Level.B_B, Level.B_LTA])
@pytest.mark.parametrize("disguise", DISGUISES)
def test_disguised_change_of_a_sealed_paper_is_altered(disguise, level, sealed_at, pki):
    assert worth(DISGUISES[disguise](sealed_at(level)), pki) in {Verdict.ALTERED, None}


@pytest.mark.parametrize("disguise", sorted(DISGUISES.keys() - {"leader_told_to_be_the_seal"}))
def test_disguised_change_is_not_washed_by_the_seal(disguise, copies, ring, pki):
    sealed = sign(DISGUISES[disguise](copies.filled), "dau", ring.seal_of("SDL"))
    assert worth(sealed, pki) in {Verdict.ALTERED, None}


def test_page_changed_before_the_seal_is_not_washed_behind_it(copies, ring, pki):
    sealed = sign(page_painted_over(copies.filled), "dau", ring.seal_of("SDL"))
    assert worth(leader_told_to_be_the_seal(sealed), pki) is Verdict.ALTERED


def test_further_signer_behind_the_seal_is_altered(copies, ring, pki):
    """Whoever has a certificate that is trusted could else sign a paper that is none of his."""
    with ring.person("leader-1").opened() as signer:
        tool = PdfSigner(PdfSignatureMetadata("them"), signer, new_field_spec=SigFieldSpec("them", box=None))
        signed = wait_for(tool.async_sign_pdf(Appended(copies.sealed))).getvalue()
    assert worth(signed, pki) is Verdict.ALTERED


def test_seal_by_the_certificate_of_a_signer_is_none(blank, ring, pki):
    signed = fill(sign(blank, "ky-0", ring.person("leader-0")), NUMBER_AND_DATE)
    found = verify(sign(signed, "dau", ring.person("leader-0")), trust=pki.offline)
    assert found.verdict is Verdict.INCOMPLETE
    assert "same-signer" in {finding.code for finding in found.findings}
