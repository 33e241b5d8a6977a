"""What other programs sign on a prepared paper, each in its own way, is taken for what it is."""

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import TextStringObject, pdf_name

from tests.bench.tools import Habits, by_poppler
from tests.papers.signatures.conftest import NUMBER_AND_DATE
from tests.papers.signatures.papers import prepared_paper
from tests.papers.signatures.tampering import PAINT
from thidua.papers.signatures.appending import Appended
from thidua.papers.signatures.judging import Later
from thidua.papers.signatures.signing import Level, fill, sign
from thidua.papers.signatures.verifying import Verdict, VerificationError, verify


def test_leader_who_signs_with_poppler_and_nss(blank, pki, ring, tmp_path):
    signed = by_poppler(blank, "ky-0", pki, "leader-0", Habits(), tmp_path)
    sealed = sign(fill(signed, NUMBER_AND_DATE), "dau", ring.seal_of("SDL"))
    assert verify(sealed, trust=pki.offline).verdict is Verdict.GOOD


@pytest.mark.parametrize("level", [Level.B_B, Level.B_LTA])
def test_second_leader_who_signs_with_poppler(pki, ring, tmp_path, level):
    """It writes into the field when it did, and uses the numbers that the first tool left out."""
    first = sign(prepared_paper(2), "ky-0", ring.person("leader-0"), level=level, services=pki.services)
    second = by_poppler(first, "ky-1", pki, "leader-1", Habits(), tmp_path)
    sealed = sign(fill(second, NUMBER_AND_DATE), "dau", ring.seal_of("SDL"))
    assert verify(sealed, trust=pki.offline).verdict is Verdict.GOOD


def test_what_a_signed_page_led_to_without_having_it_may_not_be_written_later(ring, pki):
    """A page may be signed with a hole in it, under a number that is free; what fills the hole is not loose."""
    writer = Appended(prepared_paper())
    page = writer.root["/Pages"]["/Kids"][0]
    hole = writer.allocate_placeholder()
    page[pdf_name("/Contents")] = writer.add_object(generic.ArrayObject([page.raw_get("/Contents"), hole]))
    writer.update_container(page)
    behind = Appended(sign(writer.file(), "ky-0", ring.person("leader-0")))
    behind.objects[(0, hole.idnum)] = generic.StreamObject(stream_data=PAINT)
    sealed = sign(fill(behind.file(), NUMBER_AND_DATE), "dau", ring.seal_of("SDL"))
    with pytest.raises(VerificationError):
        verify(sealed, trust=pki.offline)


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
