"""A plan signed and sealed with keys in a token (PKCS#11), by the pages; and what a token that fails leaves."""

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from django.urls import reverse

from plans.enums import PlanState
from plans.services import digital
from tests.papers.signatures.tokens import SoftToken
from tests.plans.conftest import SIGNER, fresh, paper_of
from tests.world import TODAY, standing
from thidua.papers.models import StoredFile
from thidua.papers.services import examination, signing
from thidua.papers.signatures.verifying import Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

SEAL = "con-dau"


@pytest.fixture
def token(keys, office, monkeypatch):
    """The ring of the site names a token for the seal and for the head's own key, and no file."""
    made = SoftToken(keys, monkeypatch)
    seal, head = f"organisation-{office.world.finance.code}", f"person-{office.head.login_name}"
    for file, label in ((seal, SEAL), (head, "thu-truong")):
        secret = (keys / f"{file}.secret").read_bytes()
        key, certificate, _ = pkcs12.load_key_and_certificates((keys / f"{file}.p12").read_bytes(), secret)
        assert key is not None
        assert certificate is not None
        private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        made.store(label, private, certificate.public_bytes(Encoding.DER))
    owners = {
        SEAL: f'organisation = "{office.world.finance.code}"',
        "thu-truong": f'person = "{office.head.login_name}"',
    }
    (keys / "keys.toml").write_text("".join(made.entry(owner, label) for label, owner in owners.items()))
    return made


@pytest.fixture
def signed(submitted, office, token):
    """By the head, with the key in the token."""
    return digital.sign_here(submitted, 0, by=standing(office.head))


def sign(client, office, plan):
    client.force_login(office.head)
    return client.post(reverse("sign", args=[plan.pk, "tai-day"]), {"block": 0})


def number_and_seal(client, office, plan):
    client.force_login(office.clerk)
    data = {"number": "07", "issued_on": f"{TODAY:%d/%m/%Y}"}
    return client.post(reverse("plan_step", args=[plan.pk, "nhap-so-ngay"]), data)


def what_stands(plan):
    paper = paper_of(plan)
    return fresh(plan).state, paper.state, paper.entry, paper.copies.count(), StoredFile.objects.count()


def test_the_head_signs_by_one_button_with_a_token(client, submitted, office, token):
    assert sign(client, office, submitted).status_code == 302
    found = examination.of_copy(paper_of(submitted), signing.newest(paper_of(submitted)))
    assert (fresh(submitted).state, found.empty[-1], found.signatures[0].holder.name) == (
        PlanState.SIGNED,
        "dau",
        SIGNER,
    )


def test_the_clerk_numbers_and_seals_with_a_token(client, signed, office):
    assert number_and_seal(client, office, signed).status_code == 302
    found = examination.of_copy(paper_of(signed), signing.newest(paper_of(signed)))
    assert (fresh(signed).state, found.verdict) == (PlanState.ISSUED, Verdict.GOOD)
    assert [signature.holder.name for signature in found.signatures] == [SIGNER, "Sở Tài chính"]


def test_personal_key_in_a_token_is_not_used_where_the_site_holds_none(client, submitted, office, token, settings):
    settings.PERSONAL_KEYS = False
    assert "Trang này không giữ khóa ký của bạn" in sign(client, office, submitted).text
    assert fresh(submitted).state == PlanState.SIGNING


def wrong_pin(token):
    (token.folder / "pin").write_text("9999")


def gone(token):
    token.take_out()


@pytest.mark.parametrize(
    ("fault", "told"),
    [(wrong_pin, "sai mã PIN của thiết bị “thidua”"), (gone, "không mở được thiết bị “thidua”")],
    ids=["wrong PIN", "token gone"],
)
def test_seal_that_cannot_be_made_leaves_everything_as_it_was(client, signed, office, token, fault, told):
    before = what_stands(signed)
    fault(token)
    answer = number_and_seal(client, office, signed)
    assert (answer.status_code, what_stands(signed)) == (422, before)
    assert told in answer.text
    assert "Hãy báo người quản trị trang" in answer.text
    assert 'value="07"' in answer.text


def test_signature_that_cannot_be_made_leaves_everything_as_it_was(client, submitted, office, token):
    before = what_stands(submitted)
    wrong_pin(token)
    answer = sign(client, office, submitted)
    assert (answer.status_code, what_stands(submitted)) == (422, before)
    assert "sai mã PIN" in answer.text


def test_paper_is_issued_once_the_token_is_back(client, signed, office, token):
    token.take_out()
    number_and_seal(client, office, signed)
    token.put_back()
    number_and_seal(client, office, signed)
    assert (fresh(signed).state, paper_of(signed).number_and_symbol) == (PlanState.ISSUED, "07/KH-KTĐ1")
