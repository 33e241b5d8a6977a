"""Signing and filling in: each appends a revision, and everything before it stays valid."""

import io

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature

from tests.papers.signatures.conftest import NUMBER_AND_DATE
from tests.papers.signatures.papers import ACCESS, ARCHIVE, failures, prepared_paper, said_by_pdfsig
from tests.papers.signatures.pictures import seal_png, signature_png
from thidua.papers.signatures.appending import fields_by_name, wait_for
from thidua.papers.signatures.signing import (
    Level,
    Services,
    SigningError,
    fill,
    sign,
)


def judged_by_pyhanko(pdf, pki):
    """Its own verdict on each signature, with none of our rules."""
    reader = PdfFileReader(io.BytesIO(pdf))
    judged = (async_validate_pdf_signature(one, pki.offline.context()) for one in reader.embedded_regular_signatures)
    return [wait_for(status).bottom_line for status in judged]


def test_every_act_only_appends(copies):
    assert copies.signed.startswith(copies.blank)
    assert copies.filled.startswith(copies.signed)
    assert copies.sealed.startswith(copies.filled)


def test_first_signature_certifies_for_filling_and_the_seal_forbids_changes(copies):
    leader, seal = PdfFileReader(io.BytesIO(copies.sealed)).embedded_regular_signatures
    assert (leader.field_name, leader.docmdp_level.value) == ("ky-0", 2)
    assert (seal.field_name, seal.docmdp_level.value) == ("dau", 1)
    permissions = leader.reader.root["/Perms"]
    assert permissions.raw_get("/DocMDP").reference == leader.sig_object.container_ref


def test_leaders_signature_stays_valid_for_pyhanko_and_for_poppler(copies, pki, tmp_path):
    assert judged_by_pyhanko(copies.sealed, pki) == [True, True]
    assert said_by_pdfsig(copies.sealed, tmp_path) == ["Signature is Valid."] * 2


def test_six_signers_and_a_seal_stay_valid_for_pyhanko_and_for_poppler(ring, pki, tmp_path):
    pdf = prepared_paper(6)
    for number in range(6):
        pdf = sign(pdf, f"ky-{number}", ring.person(f"leader-{number}"), stamp=signature_png())
    pdf = sign(fill(pdf, NUMBER_AND_DATE), "dau", ring.seal_of("SDL"), stamp=seal_png())
    assert judged_by_pyhanko(pdf, pki) == [True] * 7
    assert said_by_pdfsig(pdf, tmp_path) == ["Signature is Valid."] * 7


@pytest.mark.parametrize("stage", ["blank", "signed", "filled", "sealed"])
def test_paper_stays_pdf_a_3a_and_pdf_ua_1(stage, copies):
    pdf = getattr(copies, stage)
    assert failures(pdf, ARCHIVE) == set()
    assert failures(pdf, ACCESS) == set()


def test_number_and_date_are_filled_in_on_the_line(copies):
    values = fields_by_name(PdfFileReader(io.BytesIO(copies.filled)))
    assert {name: str(values[name]["/V"]) for name in NUMBER_AND_DATE} == NUMBER_AND_DATE


@pytest.mark.parametrize("level", [Level.B_T, Level.B_LT, Level.B_LTA])
def test_higher_levels_stay_pdf_a_3a_and_pdf_ua_1(level, sealed_at):
    sealed = sealed_at(level)
    assert (failures(sealed, ARCHIVE), failures(sealed, ACCESS)) == (set(), set())
    reader = PdfFileReader(io.BytesIO(sealed))
    assert ("/DSS" in reader.root) == (level in (Level.B_LT, Level.B_LTA))
    assert len(reader.embedded_timestamp_signatures) == (2 if level is Level.B_LTA else 0)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"ky-0": "x"}, "không có chỗ để điền “ky-0”"),
        ({"so": ""}, "từ 1 đến 20 ký tự"),
        ({"so": "5" * 21}, "từ 1 đến 20 ký tự"),
        ({"ngay": "0\n9"}, "từ 1 đến 20 ký tự"),
    ],
)
def test_what_does_not_belong_in_a_field_is_refused(values, message, blank):
    with pytest.raises(SigningError, match=message):
        fill(blank, values)


def test_nothing_is_filled_or_signed_behind_the_seal(copies, ring):
    with pytest.raises(SigningError, match="đã có chữ ký số của cơ quan"):
        fill(copies.sealed, {"so": "06"})
    with pytest.raises(SigningError, match="đã có chữ ký số của cơ quan"):
        sign(copies.sealed, "ky-0", ring.person("leader-0"))


def test_place_is_signed_once_and_must_exist(copies, ring):
    with pytest.raises(SigningError, match="đã có chữ ký số"):
        sign(copies.signed, "ky-0", ring.person("leader-1"))
    with pytest.raises(SigningError, match="không có chỗ ký “ky-1”"):
        sign(copies.signed, "ky-1", ring.person("leader-1"))


def test_time_stamps_need_a_service(blank, ring):
    with pytest.raises(SigningError, match="dịch vụ cấp dấu thời gian"):
        sign(blank, "ky-0", ring.person("leader-0"), level=Level.B_T, services=Services())
