"""A plan's paper signed digitally: here, with one's own token, elsewhere, or issued in the agency's own system."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.stamp import TextStampStyle

from blocs.models import AuditEntry, Organisation
from plans.documents import official_document
from plans.enums import PlanState
from plans.services import digital, own_system, steps
from plans.services.steps import Numbering, Signing
from tests.papers.signatures.tampering import page_painted_over
from tests.plans.conftest import SIGNER, fresh, paper_of, signed_elsewhere
from tests.world import TODAY, standing
from thidua.demo import authority
from thidua.lib.verdict import RefusedError
from thidua.papers.document import CheckCode
from thidua.papers.enums import PaperState, SignedWay
from thidua.papers.models import PendingSignature, SignedCopy
from thidua.papers.services import circulation, examination, files, signing
from thidua.papers.services.life import GivenNumber
from thidua.papers.services.rendering import rendered
from thidua.papers.signatures import signing as library
from thidua.papers.signatures.appending import wait_for
from thidua.papers.signatures.certificates import certificates
from thidua.papers.signatures.verifying import Verdict

pytestmark = pytest.mark.django_db

NUMBERING = Numbering(issued_on=TODAY, given=GivenNumber(number=7))


def copy_of(plan) -> SignedCopy:
    """The newest."""
    copy = paper_of(plan).signed
    assert copy is not None
    return copy


def verdict(plan):
    paper = paper_of(plan)
    return examination.of_copy(paper, signing.newest(paper)).verdict


def test_signed_and_sealed_here(submitted, office, keys):
    plan = digital.sign_here(submitted, 0, by=standing(office.head))
    assert (plan.state, paper_of(plan).signer, paper_of(plan).signed_on) == (PlanState.SIGNED, SIGNER, TODAY)
    assert verdict(plan) == Verdict.INCOMPLETE
    plan = steps.issue(plan, NUMBERING, by=standing(office.clerk))
    assert (plan.state, verdict(plan)) == (PlanState.ISSUED, Verdict.GOOD)
    assert [copy.way for copy in paper_of(plan).copies.all()] == [SignedWay.HERE, SignedWay.HERE]
    assert paper_of(plan).handed_out == copy_of(plan).file


def test_every_copy_begins_with_the_one_before_it(submitted, office, keys):
    plan = digital.sign_here(submitted, 0, by=standing(office.head))
    plan = steps.issue(plan, NUMBERING, by=standing(office.clerk))
    prepared, signed, sealed = examination.copies_of(paper_of(plan))
    assert (signed[: len(prepared)], sealed[: len(signed)]) == (prepared, signed)


def test_the_history_tells_way_and_hash(submitted, office, keys):
    plan = digital.sign_here(submitted, 0, by=standing(office.head))
    told = AuditEntry.objects.latest("pk")
    assert (told.user_name, told.after["cách ký"]) == (office.head.full_name, "Ký số tại đây")
    assert told.after["mã băm"] == copy_of(plan).file.sha256


@pytest.mark.parametrize("who", ["officer", "clerk", "chief"])
def test_only_the_head_signs_here(submitted, office, keys, who):
    with pytest.raises(RefusedError, match=r"[Tt]hủ trưởng"):
        digital.sign_here(submitted, 0, by=standing(getattr(office, who)))


def test_no_key_of_a_person_unless_the_site_allows_it(submitted, office, keys, settings):
    settings.PERSONAL_KEYS = False
    with pytest.raises(RefusedError, match="không giữ khóa ký của bạn"):
        digital.sign_here(submitted, 0, by=standing(office.head))


def test_without_the_seal_nothing_is_issued_here(submitted, office, keys, settings):
    plan = digital.sign_here(submitted, 0, by=standing(office.head))
    settings.SIGNING_KEYS = keys / "none.toml"
    with pytest.raises(RefusedError, match="không giữ khóa con dấu"):
        steps.issue(plan, NUMBERING, by=standing(office.clerk))
    assert (fresh(plan).state, paper_of(plan).entry) == (PlanState.SIGNED, None)


# With one's own token ------------------------------------------------------------------------------------------------


def token_of(keys, login):
    """What a person's token holds: the private key, and the certificate as a file."""
    file = keys / f"person-{login}.p12"
    secret = file.with_suffix(".secret").read_bytes()
    key, certificate, _ = pkcs12.load_key_and_certificates(file.read_bytes(), secret)
    assert certificate is not None
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key, certificate.public_bytes(Encoding.PEM)


@pytest.fixture
def token(keys, office):
    return token_of(keys, office.head.login_name)


@pytest.fixture
def untrusted(keys, office):
    """A token whose certificate names the head, from an authority that nobody trusts."""
    authority.make(keys / "strange", seals={}, persons={office.head.login_name: SIGNER})
    return token_of(keys / "strange", office.head.login_name)


def test_signed_in_two_steps(submitted, office, token, settings):
    settings.PERSONAL_KEYS = False
    key, certificate = token
    by = standing(office.head)
    digital.begin_signing(submitted, 0, certificate, by=by)
    pending = signing.pending_of(paper_of(submitted), by)
    assert pending is not None
    plan = digital.finish_signing(submitted, key.sign(pending.attributes, ec.ECDSA(SHA256())), by=by)
    assert (plan.state, verdict(plan)) == (PlanState.SIGNED, Verdict.INCOMPLETE)
    assert not PendingSignature.objects.exists()


def test_a_signature_of_something_else_is_refused(submitted, office, token):
    key, certificate = token
    by = standing(office.head)
    digital.begin_signing(submitted, 0, certificate, by=by)
    with pytest.raises(RefusedError, match="không phải của văn bản này"):
        digital.finish_signing(submitted, key.sign(b"else", ec.ECDSA(SHA256())), by=by)
    assert (fresh(submitted).state, paper_of(submitted).signed) == (PlanState.SIGNING, None)


def test_what_is_no_certificate_is_refused(submitted, office, keys):
    with pytest.raises(RefusedError, match="không phải chứng thư số"):
        digital.begin_signing(submitted, 0, b"nothing", by=standing(office.head))


def test_two_steps_are_not_begun_with_anothers_certificate(submitted, office, keys):
    _, certificate = token_of(keys, "stranger")
    with pytest.raises(RefusedError, match="lại ký bằng chứng thư của Người Khác"):
        digital.begin_signing(submitted, 0, certificate, by=standing(office.head))
    assert not PendingSignature.objects.exists()


def test_two_steps_are_not_begun_with_a_certificate_that_nobody_trusts(submitted, office, untrusted):
    with pytest.raises(RefusedError, match="không do tổ chức được tin cậy cấp"):
        digital.begin_signing(submitted, 0, untrusted[1], by=standing(office.head))
    assert not PendingSignature.objects.exists()


@pytest.mark.parametrize(
    ("login", "reason"), [("stranger", "chứng thư của Người Khác"), ("", "chưa tin cậy được")], ids=["name", "trust"]
)
def test_what_was_begun_wrongly_is_refused_at_its_end_too(submitted, office, keys, untrusted, login, reason):
    """A page that was open before the certificate was withdrawn, or a signature that was begun before this rule."""
    key, certificate = token_of(keys, login) if login else untrusted
    by, paper = standing(office.head), paper_of(submitted)
    pending = library.begin(signing.newest(paper), "ky-0", certificates(certificate)[0])
    PendingSignature.objects.create(paper=paper, prepared=pending.dump(), begun_by=office.head)
    with pytest.raises(RefusedError, match=reason):
        digital.finish_signing(submitted, key.sign(pending.attributes, ec.ECDSA(SHA256())), by=by)
    assert (fresh(submitted).state, paper_of(submitted).signed) == (PlanState.SIGNING, None)


def test_key_of_the_site_signs_only_where_its_holder_is_printed(submitted, office, keys):
    """The ring names the head's key; whose certificate it is decides."""
    ring = keys / "keys.toml"
    ring.write_text(ring.read_text().replace("person-" + office.head.login_name, "person-stranger"))
    with pytest.raises(RefusedError, match="chứng thư của Người Khác"):
        digital.sign_here(submitted, 0, by=standing(office.head))


# Elsewhere -----------------------------------------------------------------------------------------------------------


def test_signed_elsewhere_and_brought(submitted, office, keys):
    data = signed_elsewhere(signing.newest(paper_of(submitted)), "ky-0", office.head.login_name)
    plan = digital.take_signed(submitted, data, by=standing(office.officer))
    assert (plan.state, copy_of(plan).way) == (PlanState.SIGNED, SignedWay.ELSEWHERE)
    assert files.read(copy_of(plan).file) == data


def test_sealed_elsewhere_brings_number_and_date(submitted, office, keys):
    by = standing(office.clerk)
    signed = signed_elsewhere(signing.newest(paper_of(submitted)), "ky-0", office.head.login_name)
    numbered = library.fill(
        signed, {"so": "23a", "ngay": f"{TODAY.day:02d}", "thang": str(TODAY.month), "nam": str(TODAY.year)}
    )
    sealed = signed_elsewhere(numbered, "dau", office.world.finance.code)
    plan = digital.take_signed(submitted, sealed, by=by)
    assert (plan.state, paper_of(plan).number_and_symbol, paper_of(plan).issued_on) == (
        PlanState.ISSUED,
        "23a/KH-KTĐ1",
        TODAY,
    )
    assert verdict(plan) == Verdict.GOOD


def test_sealed_without_a_number_is_refused(submitted, office, keys):
    signed = signed_elsewhere(signing.newest(paper_of(submitted)), "ky-0", office.head.login_name)
    sealed = signed_elsewhere(signed, "dau", office.world.finance.code)
    with pytest.raises(RefusedError, match="số, ngày chưa điền"):
        digital.take_signed(submitted, sealed, by=standing(office.clerk))


@pytest.mark.parametrize(("signer", "name"), [("stranger", "Người Khác"), ("namesake", "Thị Sông Thương")])
def test_another_signer_than_printed_is_refused(submitted, office, keys, signer, name):
    """Part of the printed name is not the name."""
    data = signed_elsewhere(signing.newest(paper_of(submitted)), "ky-0", signer)
    with pytest.raises(RefusedError, match=name):
        digital.take_signed(submitted, data, by=standing(office.officer))


def test_another_file_is_refused(submitted, office, keys):
    other = rendered(steps.numbered_document(submitted, "09", TODAY)).pdf
    with pytest.raises(RefusedError):
        digital.take_signed(submitted, other, by=standing(office.officer))
    assert paper_of(submitted).state == PaperState.AWAITING_SIGNATURE


def refusal(plan, data, office):
    with pytest.raises(RefusedError) as refused:
        digital.take_signed(plan, data, by=standing(office.officer))
    return refused.value.args


def test_a_file_nobody_signed_is_refused_in_one_sentence_or_two(submitted, office, keys):
    assert refusal(submitted, signing.newest(paper_of(submitted)), office) == (examination.NOTHING_NEW,)


def test_a_file_painted_over_is_refused_for_that_alone(submitted, office, keys):
    signed = signed_elsewhere(signing.newest(paper_of(submitted)), "ky-0", office.head.login_name)
    assert refusal(submitted, page_painted_over(signed), office) == (
        f"Tệp bị sửa trái phép sau chữ ký của {SIGNER}.",
        "Tệp bị sửa hoặc bị thêm nội dung sau chữ ký cuối cùng.",
        examination.SIGN_AGAIN,
    )


def test_an_untrusted_file_is_refused_for_that_alone(submitted, office, keys, settings):
    signed = signed_elsewhere(signing.newest(paper_of(submitted)), "ky-0", office.head.login_name)
    settings.TRUST_ROOTS = keys / "none"
    why, what_to_do = refusal(submitted, signed, office)
    assert "chưa tin cậy được: chứng thư không do tổ chức được tin cậy cấp" in why
    assert what_to_do == examination.TRUSTED_ONLY


def test_what_was_signed_before_the_paper_was_given_back_is_refused_as_such(draft, office, keys):
    Organisation.objects.filter(pk=office.world.finance.pk).update(prints_code=True)
    submitted = steps.submit_for_signature(draft, by=standing(office.officer))
    signed = signed_elsewhere(signing.newest(paper_of(submitted)), "ky-0", office.head.login_name)
    plan = steps.return_plan(submitted, reason="Sai tên", by=standing(office.head))
    plan = steps.submit_for_signature(plan, by=standing(office.officer))
    (told,) = refusal(plan, signed, office)
    assert "bản trình ký đã bị hủy (trả lại ngày 15/06/2026). Hãy tải bản trình ký mới" in told


def signed_in_a_field_of_its_own(pdf, keys, login):
    """As a tool does that draws signer and time upon the page, wherever one points."""
    secret = (keys / f"person-{login}.secret").read_bytes()
    tool = PdfSigner(
        PdfSignatureMetadata(field_name="Signature1"),
        SimpleSigner.load_pkcs12(str(keys / f"person-{login}.p12"), passphrase=secret),
        stamp_style=TextStampStyle(),
        new_field_spec=SigFieldSpec("Signature1", box=(330, 120, 530, 190)),
    )
    return wait_for(tool.async_sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))).getvalue()


def test_a_signature_in_a_field_of_its_own_is_refused_with_what_to_do(submitted, office, keys):
    data = signed_in_a_field_of_its_own(signing.newest(paper_of(submitted)), keys, office.head.login_name)
    with pytest.raises(RefusedError, match="ký vào ô chữ ký có sẵn"):
        digital.take_signed(submitted, data, by=standing(office.officer))


def test_a_changed_file_is_refused(submitted, office, keys):
    data = bytearray(signed_elsewhere(signing.newest(paper_of(submitted)), "ky-0", office.head.login_name))
    data[len(data) // 2] ^= 1
    with pytest.raises(RefusedError):
        digital.take_signed(submitted, bytes(data), by=standing(office.officer))


# In the agency's own system ------------------------------------------------------------------------------------------


def issued_there(plan, number="07", issued_on=TODAY, place="An Hải"):
    """The file that the agency's system makes of our Word file, with its own number and date."""
    document = circulation.with_number(official_document(plan.value), number, issued_on)
    return rendered(replace(document, letterhead=replace(document.letterhead, place=place))).pdf


def take_issued(plan, data, office):
    signing = Signing(signer=SIGNER, signed_on=TODAY)
    return own_system.take_issued(plan, data, signing, NUMBERING, by=standing(office.clerk))


def test_issued_in_the_agencys_own_system(submitted, office):
    theirs = issued_there(submitted)
    assert own_system.differences(submitted, theirs, NUMBERING) == ()
    plan = take_issued(submitted, theirs, office)
    assert (plan.state, copy_of(plan).way) == (PlanState.ISSUED, SignedWay.OWN_SYSTEM)


def test_check_code_is_no_difference_whether_the_file_has_it_or_not(submitted):
    theirs = rendered(steps.numbered_document(submitted, "07", TODAY)).pdf
    assert own_system.differences(submitted, theirs, NUMBERING) == ()


def test_what_a_signature_shows_of_itself_is_no_difference(submitted, office, keys):
    theirs = signed_in_a_field_of_its_own(issued_there(submitted), keys, office.head.login_name)
    assert own_system.differences(submitted, theirs, NUMBERING) == ()


def test_every_word_that_differs_is_told_and_kept(submitted, office):
    plan = take_issued(submitted, issued_there(submitted, place="An Hòa"), office)
    assert copy_of(plan).differences == [["Hải,", "Hòa,"]]


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ({"number": "08"}, "in số 08, không phải số 07 vừa nhập"),
        ({"issued_on": TODAY - timedelta(days=1)}, "in ngày 14 tháng 6 năm 2026, không phải ngày 15/06/2026 vừa nhập"),
    ],
    ids=["number", "date"],
)
def test_another_number_or_date_than_the_file_prints_is_refused(submitted, office, printed, told):
    with pytest.raises(RefusedError, match=told):
        take_issued(submitted, issued_there(submitted, **printed), office)
    assert fresh(submitted).state == PlanState.SIGNING


def test_bytes_of_another_paper_are_refused(another, issued, office):
    data = files.read(paper_of(issued).handed_out)
    for theirs in (data, data + b"% and something more\n"):
        with pytest.raises(RefusedError, match="Tệp này là của văn bản số 07/KH-KTĐ1"):
            take_issued(another, theirs, office)


def test_a_file_that_prints_another_papers_code_is_refused(another, issued, office):
    document = steps.numbered_document(another, "07", TODAY)
    code = CheckCode(code=paper_of(issued).printed_code, address="https://thidua.example/")
    with pytest.raises(RefusedError, match="in mã kiểm tra của văn bản khác"):
        take_issued(another, rendered(replace(document, check=code)).pdf, office)
