"""A certification authority of the demo's own, so that signing and sealing can be tried: nobody else trusts it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

VALID_BEFORE, VALID_FOR = timedelta(days=1), timedelta(days=5 * 365)
AUTHORITY = "Cơ quan chứng thực dùng thử Lam Giang"

Certified = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]


def make(folder: Path, *, seals: Mapping[str, str], persons: Mapping[str, str]) -> None:
    """Write root, keys and the ring that names them, as `THIDUA_SIGNING_KEYS` and `THIDUA_TRUST_ROOTS` expect them.

    `seals` are names of organisations by code, `persons` names of people by login name.
    """
    (folder / "roots").mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    root = _root()
    (folder / "roots" / "dung-thu.pem").write_bytes(root[1].public_bytes(Encoding.PEM))
    entries = [
        *(_entry(folder, "organisation", code, _signer(root, name)) for code, name in seals.items()),
        *(_entry(folder, "person", login, _signer(root, name)) for login, name in persons.items()),
    ]
    (folder / "keys.toml").write_text("\n".join(entries), encoding="utf-8")


def _entry(folder: Path, kind: str, owner: str, signer: Certified) -> str:
    """The key in a file of its own with a secret of its own beside it, and its lines in the ring."""
    name, secret = f"{kind}-{owner}", token_urlsafe(24)
    key, certificate = signer
    data = pkcs12.serialize_key_and_certificates(
        owner.encode(), key, certificate, None, BestAvailableEncryption(secret.encode())
    )
    _write_private(folder / f"{name}.p12", data)
    _write_private(folder / f"{name}.secret", secret.encode())
    lines = ("[[key]]", f'{kind} = "{owner}"', f'pkcs12 = "{name}.p12"', f'secret_file = "{name}.secret"', "")
    return "\n".join(lines)


def _write_private(path: Path, data: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(data)


def _root() -> Certified:
    key = _key()
    name = _name(AUTHORITY)
    extensions = [
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (_usage(signs_certificates=True), True),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
    ]
    return key, _certificate(name, name, key.public_key(), key, extensions)


def _signer(root: Certified, name: str) -> Certified:
    key = _key()
    root_key, root_certificate = root
    extensions = [
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (_usage(signs_certificates=False), True),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), False),
    ]
    return key, _certificate(_name(name), root_certificate.subject, key.public_key(), root_key, extensions)


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    extensions: Iterable[tuple[x509.ExtensionType, bool]],
) -> x509.Certificate:
    begun = datetime.now(UTC) - VALID_BEFORE
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begun)
        .not_valid_after(begun + VALID_FOR)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(issuer_key, SHA256())


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Tỉnh Lam Giang (dùng thử)"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )
