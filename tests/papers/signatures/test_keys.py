"""The key ring: one file, whose secrets lie elsewhere; what is wrong with it is told in words."""

import ctypes
from contextlib import suppress

import pytest

from tests.papers.signatures.pki import PASSWORD
from tests.papers.signatures.tokens import LIBRARY, SoftToken
from thidua.papers.signatures import keys
from thidua.papers.signatures.appending import wait_for
from thidua.papers.signatures.keys import KeyRingError
from thidua.papers.signatures.signing import sign
from thidua.papers.signatures.verifying import verify

NOT_INITIALISED = 0x190
"""CKR_CRYPTOKI_NOT_INITIALIZED"""


@pytest.fixture
def folder(pki, tmp_path):
    """A folder with the agency's key and its secret."""
    (tmp_path / "sdl.p12").write_bytes(pki.pkcs12("agency"))
    (tmp_path / "secret").write_text(PASSWORD)
    return tmp_path


def ring_of(folder, text):
    file = folder / "keys.toml"
    file.write_text(text)
    return keys.load(file)


SEAL = '[[key]]\norganisation = "SDL"\npkcs12 = "sdl.p12"\nsecret_file = "secret"\n'


def test_key_is_found_by_its_owner(folder):
    ring = ring_of(folder, SEAL)
    assert ring.seal_of("SDL").holder().name == "Sở Du lịch"
    assert (ring.seal_of("STC"), ring.person("SDL")) == (None, None)
    assert ring.faults() == []


def test_secret_may_come_from_the_environment(folder, monkeypatch):
    ring = ring_of(folder, SEAL.replace('secret_file = "secret"', 'secret_env = "THIDUA_SEAL_SDL"'))
    assert ring.faults() == ["Khóa của tổ chức “SDL”: chưa đặt biến môi trường THIDUA_SEAL_SDL."]
    monkeypatch.setenv("THIDUA_SEAL_SDL", PASSWORD)
    assert ring.faults() == []


def test_nothing_secret_is_shown(folder):
    ring = ring_of(folder, SEAL)
    assert "secret" not in repr(ring)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (SEAL.replace("pkcs12", "pkcs13"), "không hiểu mục pkcs13"),
        (SEAL.replace('organisation = "SDL"\n', ""), "ghi một trong hai mục organisation"),
        (SEAL.replace('secret_file = "secret"', ""), "ghi một trong hai mục secret_env"),
        (SEAL.replace('pkcs12 = "sdl.p12"', 'token = "t"'), "hoặc cả ba mục pkcs11"),
        (SEAL.replace('"SDL"', "7"), "mỗi mục phải là một chuỗi"),
        (SEAL.replace("sdl.p12", "mat.p12"), "không đọc được tệp mat.p12"),
        (SEAL.replace('"sdl.p12"', '"secret"'), "không mở được secret"),
        (SEAL + SEAL, "khóa thứ 2: Khóa của tổ chức “SDL” đã khai báo ở trên"),
        ("[[key]", "viết sai TOML"),
    ],
)
def test_fault_is_told_in_words(wrong, fault, folder):
    (told,) = ring_of(folder, wrong).faults()
    assert fault in told


def test_missing_file_is_told_in_words(tmp_path):
    (told,) = keys.load(tmp_path / "keys.toml").faults()
    assert "Không đọc được tệp khóa" in told


def test_wrong_password_is_told_in_words(folder):
    (folder / "secret").write_text("sai")
    (told,) = ring_of(folder, SEAL).faults()
    assert told == "Khóa của tổ chức “SDL”: không mở được sdl.p12; kiểm tra mật khẩu và tệp PKCS#12."


def test_certificate_that_ran_out_is_told_in_words(pki, folder):
    (folder / "sdl.p12").write_bytes(pki.pkcs12("expired"))
    (told,) = ring_of(folder, SEAL).faults()
    assert "chứng thư đã hết hạn ngày" in told


# A token


@pytest.fixture
def token(pki, folder, monkeypatch):
    """A soft token with the keys of two leaders, RSA and on a curve."""
    made = SoftToken(folder, monkeypatch)
    for label in ("leader-0", "stranger"):
        made.store(label, pki.private_key(label), pki.certificate(label))
    return made


@pytest.fixture
def entry(token, pki, folder):
    """The first of them as an entry of the ring."""
    (folder / "ca.cer").write_bytes(pki.certificate("issuing"))
    return token.entry('person = "lan.anh"', "leader-0") + 'chain = "ca.cer"\n'


def test_key_of_a_token_signs(entry, folder, blank, pki):
    ring = ring_of(folder, entry)
    assert ring.faults() == []
    (signature,) = verify(sign(blank, "ky-0", ring.person("lan.anh")), trust=pki.offline).signatures
    assert (signature.holder.name, signature.intact, signature.trusted) == ("Nguyễn Thị Sông 0", True, True)


def test_key_on_a_curve_signs_from_a_token_that_does_not_hash(token, folder, blank, pki):
    ring = ring_of(folder, token.entry('person = "la"', "stranger"))
    (signature,) = verify(sign(blank, "ky-0", ring.person("la")), trust=pki.offline).signatures
    assert (signature.holder.name, signature.intact) == ("Người lạ", True)


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ('token = "thidua"', 'token = "mat"', "không mở được thiết bị “mat”"),
        ('label = "leader-0"', 'label = "mat"', "không có khóa và chứng thư “mat”"),
        (f'pkcs11 = "{LIBRARY}"', 'pkcs11 = "/khong/co.so"', "không nạp được thư viện /khong/co.so"),
        ('"pin"', '"secret"', "sai mã PIN của thiết bị “thidua”"),
    ],
)
def test_fault_of_a_token_is_told_in_words(right, wrong, fault, entry, folder):
    ring = ring_of(folder, entry.replace(right, wrong))
    with pytest.raises(KeyRingError, match=fault):
        ring.person("lan.anh").holder()


def test_token_that_is_gone_is_told_and_signs_again_when_it_is_back(entry, token, folder):
    key = ring_of(folder, entry).person("lan.anh")
    token.take_out()
    with pytest.raises(KeyRingError, match="không mở được thiết bị “thidua”"):
        key.holder()
    token.put_back()
    assert key.holder().name == "Nguyễn Thị Sông 0"


def test_token_that_goes_while_it_signs_is_told(entry, token, folder):
    def sign_without_it():
        with ring_of(folder, entry).person("lan.anh").opened() as signer:
            token.take_out()
            wait_for(signer.async_sign_raw(b"data", "sha256"))

    with pytest.raises(KeyRingError, match="không ký"):
        sign_without_it()


@pytest.mark.parametrize("fault", ["none", "wrong PIN", "token gone"])
def test_no_session_outlives_its_use(fault, entry, token, folder):
    """The library itself says that it is shut down, which ends every session."""
    key = ring_of(folder, entry).person("lan.anh")
    if fault == "wrong PIN":
        (folder / "pin").write_text("9999")
    if fault == "token gone":
        token.take_out()
    with suppress(KeyRingError):
        key.holder()
    assert ctypes.CDLL(str(LIBRARY)).C_GetInfo(ctypes.create_string_buffer(200)) == NOT_INITIALISED
