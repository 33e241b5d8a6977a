"""The key ring: one file, whose secrets lie elsewhere; what is wrong with it is told in words."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.papers.signatures.pki import PASSWORD
from thidua.papers.signatures import keys
from thidua.papers.signatures.keys import KeyRingError
from thidua.papers.signatures.signing import sign
from thidua.papers.signatures.verifying import verify

SOFT_TOKEN = Path("/usr/lib/softhsm/libsofthsm2.so")


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
    """A soft token with a leader's key and certificate, as an entry of the ring."""
    if not SOFT_TOKEN.exists() or not shutil.which("softhsm2-util"):
        pytest.skip("softhsm2 is not installed")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
    initialise = [
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        "thidua",
        "--so-pin",
        "12345678",
        "--pin",
        "1234",
    ]
    subprocess.run(initialise, check=True, capture_output=True)
    _store(pki, "leader-0")
    (folder / "pin").write_text("1234\n")
    (folder / "ca.cer").write_bytes(pki.certificate("issuing"))
    return (
        f'[[key]]\nperson = "lan.anh"\npkcs11 = "{SOFT_TOKEN}"\ntoken = "thidua"\nlabel = "leader-0"\n'
        'secret_file = "pin"\nchain = "ca.cer"\n'
    )


def _store(pki, label):
    """The signer's key and certificate, laid into the token."""
    import pkcs11
    from asn1crypto.keys import PrivateKeyInfo
    from pkcs11.util.rsa import decode_rsa_private_key

    library = pkcs11.lib(str(SOFT_TOKEN))
    library.reinitialize()
    with library.get_token(token_label="thidua").open(rw=True, user_pin="1234") as session:
        rsa = PrivateKeyInfo.load(pki.private_key(label))["private_key"].parsed.dump()
        named = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: label}
        session.create_object({**decode_rsa_private_key(rsa), **named})
        certificate = pki.certificate(label)
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.VALUE: certificate,
                pkcs11.Attribute.SUBJECT: b"",
                **named,
            }
        )


def test_key_of_a_token_signs(token, folder, blank, pki):
    ring = ring_of(folder, token)
    assert ring.faults() == []
    (signature,) = verify(sign(blank, "ky-0", ring.person("lan.anh")), trust=pki.offline).signatures
    assert (signature.holder.name, signature.intact, signature.trusted) == ("Nguyễn Thị Sông 0", True, True)


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ('token = "thidua"', 'token = "mat"', "không mở được thiết bị “mat”"),
        ('label = "leader-0"', 'label = "mat"', "không có khóa và chứng thư “mat”"),
    ],
)
def test_fault_of_a_token_is_told_in_words(right, wrong, fault, token, folder):
    ring = ring_of(folder, token.replace(right, wrong))
    with pytest.raises(KeyRingError, match=fault):
        ring.person("lan.anh").holder()
