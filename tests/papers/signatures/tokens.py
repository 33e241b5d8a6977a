"""A soft token (SoftHSM2) as the site may find one in its machine: with a PIN, keys and their certificates."""

import shutil
import subprocess
from pathlib import Path

import pkcs11
import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key
from pkcs11 import Attribute, CertificateType, ObjectClass

LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")
NAME, PIN = "thidua", "1234"


class SoftToken:
    """One in a folder of its own. It can be taken out and put back, as a USB token can."""

    def __init__(self, folder, monkeypatch):
        if not LIBRARY.exists() or not shutil.which("softhsm2-util"):
            pytest.skip("softhsm2 is not installed")
        self.folder = folder
        self.drive, self.drawer = folder / "tokens", folder / "drawer"
        self.drive.mkdir()
        (folder / "softhsm2.conf").write_text(f"directories.tokendir = {self.drive}\n")
        (folder / "pin").write_text(f"{PIN}\n")
        monkeypatch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        self._run("--init-token", "--free", "--label", NAME, "--so-pin", "12345678")

    def store(self, label, key, certificate):
        """Lay a signer's key (PKCS#8) and certificate (both DER) into the token."""
        file = self.folder / "key.pem"
        pem = load_der_private_key(key, None).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file.write_bytes(pem)
        self._run("--import", str(file), "--token", NAME, "--label", label, "--id", label.encode().hex())
        library = pkcs11.lib(str(LIBRARY))
        try:
            with library.get_token(token_label=NAME).open(rw=True, user_pin=PIN) as session:
                session.create_object(
                    {
                        Attribute.CLASS: ObjectClass.CERTIFICATE,
                        Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                        Attribute.VALUE: certificate,
                        Attribute.SUBJECT: x509.Certificate.load(certificate).subject.dump(),
                        Attribute.TOKEN: True,
                        Attribute.LABEL: label,
                    }
                )
        finally:
            library.finalize()

    def entry(self, owner, label):
        """The key in the ring: `owner` is 'person = "lan.anh"'."""
        return f'[[key]]\n{owner}\npkcs11 = "{LIBRARY}"\ntoken = "{NAME}"\nlabel = "{label}"\nsecret_file = "pin"\n'

    def take_out(self):
        self.drive.rename(self.drawer)
        self.drive.mkdir()

    def put_back(self):
        self.drive.rmdir()
        self.drawer.rename(self.drive)

    def _run(self, *told):
        subprocess.run(["softhsm2-util", *told, "--pin", PIN], check=True, capture_output=True)
