"""What a file is worth: good only when it is ours, whole, trusted and complete."""

import io

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.papers.signatures.conftest import NUMBER_AND_DATE
from tests.papers.signatures.papers import CONTENT, blank_document, said_by_pdfsig
from tests.papers.signatures.pictures import seal_png
from tests.papers.signatures.tampering import TAMPERINGS, flipped, metadata_changed, page_painted_over, seal_swapped
from thidua.papers.pdf import render
from thidua.papers.signatures.judging import Later
from thidua.papers.signatures.signing import Level, sign
from thidua.papers.signatures.verifying import Copy, Verdict, VerificationError, verify


def codes(verification):
    """The findings that make the file worth less."""
    return {finding.code for finding in verification.findings if finding.verdict is not Verdict.GOOD}


# What is good


def test_sealed_paper_is_good(copies, pki):
    found = verify(copies.sealed, trust=pki.offline)
    assert (found.verdict, codes(found)) == (Verdict.GOOD, set())
    assert (found.prepared, found.filled, found.empty, found.after) == (True, NUMBER_AND_DATE, (), Later.NOTHING)
    assert found.content == CONTENT


def test_signatures_are_told_by_their_certificates(copies, pki):
    leader, seal = verify(copies.sealed, trust=pki.offline).signatures
    assert (leader.field, leader.holder.name, leader.holder.organisation) == ("ky-0", "Nguyễn Thị Sông 0", "Sở Du lịch")
    assert (seal.field, seal.holder.name, seal.holder.issuer) == ("dau", "Sở Du lịch", "Cơ quan chứng thực số 1")
    assert (leader.certifies, leader.later, leader.covers_file) == (True, Later.FILLING, False)
    assert (seal.certifies, seal.later, seal.covers_file) == (False, Later.NOTHING, True)


@pytest.mark.parametrize("level", [Level.B_T, Level.B_LT, Level.B_LTA])
def test_higher_levels_are_good_and_tell_the_time(level, sealed_at, pki):
    found = verify(sealed_at(level), trust=pki.offline)
    assert (found.verdict, codes(found)) == (Verdict.GOOD, set())
    assert all(signature.stamped_at for signature in found.signatures)
    assert len(found.time_stamps) == (2 if level is Level.B_LTA else 0)


# What is missing


def test_file_without_signatures_is_unsigned(copies, pki):
    assert verify(copies.blank, trust=pki.offline).verdict is Verdict.UNSIGNED


def test_paper_without_its_seal_is_incomplete(copies, pki):
    found = verify(copies.filled, trust=pki.offline)
    assert (found.verdict, found.empty) == (Verdict.INCOMPLETE, ("dau",))
    assert "Chưa có chữ ký số của cơ quan" in found.findings[-2].message


def test_paper_rolled_back_to_its_first_signature_is_incomplete(copies, pki):
    found = verify(copies.signed, trust=pki.offline)
    assert (found.verdict, found.empty) == (Verdict.INCOMPLETE, ("so", "ngay", "thang", "nam", "dau"))


def test_sealed_paper_without_a_number_is_incomplete(copies, ring, pki):
    sealed = sign(copies.signed, "dau", ring.seal_of("SDL"))
    assert verify(sealed, trust=pki.offline).verdict is Verdict.INCOMPLETE


# Which copy


@pytest.mark.parametrize(
    ("stage", "copy", "verdict"),
    [
        ("sealed", Copy.NEWEST, Verdict.GOOD),
        ("filled", Copy.OLDER, Verdict.INCOMPLETE),
        ("signed", Copy.OLDER, Verdict.INCOMPLETE),
    ],
)
def test_copies_we_keep_tell_the_newest(stage, copy, verdict, copies, pki):
    ours = [copies.blank, copies.signed, copies.filled, copies.sealed]
    found = verify(getattr(copies, stage), trust=pki.offline, ours=ours)
    assert (found.copy, found.verdict) == (copy, verdict)


def test_copy_cut_off_behind_a_signature_is_older(copies, pki):
    """Somebody who signed elsewhere may have kept what he had then; we keep the whole."""
    found = verify(copies.signed, trust=pki.offline, ours=[copies.blank, copies.sealed])
    assert found.copy is Copy.OLDER


def test_complete_copy_that_a_newer_one_followed_is_outdated(copies, pki):
    found = verify(copies.sealed, trust=pki.offline, ours=[copies.sealed, b"a newer one"])
    assert (found.copy, found.verdict) == (Copy.OLDER, Verdict.OUTDATED)


def test_valid_file_that_we_do_not_keep_is_foreign(copies, ring, pki):
    other = sign(copies.filled, "dau", ring.seal_of("SDL"))
    found = verify(other, trust=pki.offline, ours=[copies.blank, copies.sealed])
    assert (found.copy, found.verdict) == (Copy.UNKNOWN, Verdict.FOREIGN)


# Whom to trust


@pytest.mark.parametrize(
    ("signer", "why"),
    [
        ("stranger", "chứng thư không do tổ chức được tin cậy cấp"),
        ("expired", "chứng thư hết hạn hoặc chưa có hiệu lực"),
    ],
)
def test_certificate_that_is_not_trusted_is_told(signer, why, blank, ring, pki):
    found = verify(sign(blank, "ky-0", ring.person(signer)), trust=pki.offline)
    assert (found.verdict, found.signatures[0].why_not) == (Verdict.UNTRUSTED, why)
    assert found.signatures[0].intact


def test_withdrawn_certificate_is_told_when_the_authority_is_asked(blank, ring, pki):
    signed = sign(blank, "ky-0", ring.person("withdrawn"), level=Level.B_T, services=pki.services)
    found = verify(signed, trust=pki.online)
    assert (found.verdict, found.signatures[0].why_not) == (Verdict.UNTRUSTED, "chứng thư đã bị thu hồi")


def test_certificate_that_ran_out_after_the_time_stamp_stays_trusted(sealed_at, pki):
    sealed = sealed_at(Level.B_LT)
    after_it_ran_out = pki.offline.at(pki.after_signers_ran_out)
    found = verify(sealed, trust=after_it_ran_out)
    assert (found.verdict, [signature.why_not for signature in found.signatures]) == (Verdict.GOOD, ["", ""])


def test_certificate_that_ran_out_without_a_time_stamp_is_not_trusted(copies, pki):
    after_it_ran_out = pki.offline.at(pki.after_signers_ran_out)
    assert verify(copies.sealed, trust=after_it_ran_out).verdict is Verdict.UNTRUSTED


# Tampering


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_tampered_paper_is_never_good(tampering, copies, pki):
    tampered = TAMPERINGS[tampering](copies.sealed)
    assert tampered != copies.sealed
    try:
        found = verify(tampered, trust=pki.offline)
    except VerificationError:
        assert tampering == "text_flipped"
        return
    expected = {
        "padding_flipped": Verdict.FOREIGN,
        "letter_case_flipped": Verdict.FOREIGN,
        "length_flipped": Verdict.FOREIGN,
        "rolled_back": Verdict.INCOMPLETE,
    }
    assert found.verdict is expected.get(tampering, Verdict.ALTERED)


@pytest.mark.parametrize("tampering", [page_painted_over, metadata_changed])
def test_paper_changed_before_the_seal_is_altered(tampering, copies, pki):
    assert verify(tampering(copies.filled), trust=pki.offline).verdict is Verdict.ALTERED


def test_page_changed_between_leader_and_seal_is_altered(copies, ring, pki):
    sealed = sign(page_painted_over(copies.filled), "dau", ring.seal_of("SDL"))
    found = verify(sealed, trust=pki.offline)
    assert (found.verdict, codes(found)) == (Verdict.ALTERED, {"changed"})


def test_seal_drawn_but_not_signed_is_incomplete(copies, pki):
    assert verify(seal_swapped(copies.filled), trust=pki.offline).verdict is not Verdict.GOOD


def test_poppler_alone_would_call_a_changed_page_valid(copies, tmp_path):
    assert said_by_pdfsig(page_painted_over(copies.sealed), tmp_path) == ["Signature is Valid."] * 2


def test_seal_of_another_copy_does_not_fit(copies, ring, pki):
    """The bytes of one signature, put into the same place of another file, are those of another digest."""
    other = sign(copies.filled, "dau", ring.seal_of("SDL"), stamp=seal_png(400))
    ours, theirs = (pdf.rindex(b"/Contents <") + len(b"/Contents <") for pdf in (copies.sealed, other))
    transplanted = copies.sealed[:ours] + other[theirs : theirs + 5000] + copies.sealed[ours + 5000 :]
    assert verify(transplanted, trust=pki.offline).verdict is Verdict.ALTERED


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"khong phai PDF", b"%PDF-1.7\nstartxref\n0\n%%EOF", b"\x00" * 10_000]
)
def test_what_is_no_pdf_has_one_error(data, pki):
    with pytest.raises(VerificationError, match="Không đọc được"):
        verify(data, trust=pki.offline)


def test_file_that_is_too_large_is_not_read(pki):
    with pytest.raises(VerificationError, match="lớn quá 50 MB"):
        verify(bytes(50_000_001), trust=pki.offline)


def test_file_with_a_password_is_not_read(copies, pki):
    with pikepdf.open(io.BytesIO(copies.blank)) as opened:
        locked = io.BytesIO()
        opened.save(locked, encryption=pikepdf.Encryption(owner="x", user="x"))
    with pytest.raises(VerificationError, match="đặt mật khẩu"):
        verify(locked.getvalue(), trust=pki.offline)


def test_foreign_pdf_is_told_apart(pki):
    found = verify(render(blank_document()).pdf, trust=pki.offline)
    assert (found.verdict, found.prepared) == (Verdict.UNSIGNED, False)


@pytest.mark.parametrize("kind", ["/Certs", "/OCSPs", "/CRLs"])
def test_proof_that_no_authority_signed_so_is_told(sealed_at, pki, kind):
    """Behind the last signature nothing of the paper covers it."""
    pdf = sealed_at(Level.B_LT)
    reader = PdfFileReader(io.BytesIO(pdf))
    proof = bytes(reader.root["/DSS"][kind][-1].data)
    start = pdf.rindex(proof)
    assert verify(pdf, trust=pki.offline).verdict is Verdict.GOOD
    found = verify(flipped(pdf, start + len(proof) - 3), trust=pki.offline)
    assert "unproven" in codes(found)
