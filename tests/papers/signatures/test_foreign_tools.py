"""What other programs sign on a prepared paper, each in its own way, is taken for what it is."""

from pyhanko.pdf_utils.generic import TextStringObject, pdf_name

from tests.bench.tools import Habits, by_poppler
from tests.papers.signatures.conftest import NUMBER_AND_DATE
from thidua.papers.signatures.appending import Appended
from thidua.papers.signatures.judging import Later
from thidua.papers.signatures.signing import Level, fill, sign
from thidua.papers.signatures.verifying import Verdict, verify


def test_leader_who_signs_with_poppler_and_nss(blank, pki, ring, tmp_path):
    signed = by_poppler(blank, "ky-0", pki, "leader-0", Habits(), tmp_path)
    sealed = sign(fill(signed, NUMBER_AND_DATE), "dau", ring.seal_of("SDL"))
    assert verify(sealed, trust=pki.offline).verdict is Verdict.GOOD


def test_signer_without_answers_beside_one_who_brings_his(blank, pki, ring):
    """Both certificates come from one authority."""
    signed = sign(blank, "ky-0", ring.person("leader-0"), level=Level.B_T, services=pki.services)
    filled = fill(signed, NUMBER_AND_DATE)
    sealed = sign(filled, "dau", ring.seal_of("SDL"), level=Level.B_LT, services=pki.services)
    assert verify(sealed, trust=pki.offline).verdict is Verdict.GOOD


def test_tool_that_tells_when_it_wrote_behind_the_seal(copies, pki):
    """Many do when they append proofs; what they may not change is what they say of the paper."""
    writer = Appended(copies.sealed)
    info = writer.prev.trailer["/Info"]
    info[pdf_name("/ModDate")], info[pdf_name("/Producer")] = TextStringObject("D:20260309"), TextStringObject("iText")
    writer.update_container(info)
    found = verify(writer.file(), trust=pki.offline)
    assert (found.verdict, found.after) == (Verdict.GOOD, Later.PROOFS)
