"""Programs that sign a PDF in their own way: pyHanko by itself, poppler with NSS, OpenSSL. None of them knows of us."""

import io
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import pem, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.papers.signatures.pki import PASSWORD, Pki
from thidua.papers.signatures.appending import fields_by_name, wait_for
from thidua.papers.signatures.signing import Level

ROOM = 24_000


@dataclass(frozen=True)
class Habits:
    """How a tool signs; all that differs between honest tools."""

    level: Level = Level.B_B
    digest: str = "sha256"
    pss: bool = False
    subfilter: SigSeedSubFilter = SigSeedSubFilter.PADES
    certify: bool = False
    looks: bool = False
    tables: bool = False
    """Whether the increment ends with a table of references, not a stream."""

    @classmethod
    def of(cls, number: int) -> "Habits":
        """The habits with this number; a few dozen numbers have every pair of values."""
        adobe = number % 3 == 2
        levels = list(Level)[: 2 if adobe else 4]
        return cls(
            level=levels[(number // 2) % len(levels)],
            digest=("sha256", "sha384", "sha512")[(number // 3) % 3],
            pss=number % 2 == 1,
            subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED if adobe else SigSeedSubFilter.PADES,
            certify=number % 4 < 2,
            looks=(number // 4) % 2 == 0,
            tables=(number // 5) % 2 == 1,
        )


def by_pyhanko(pdf: bytes, field: str, pki: Pki, label: str, habits: Habits, *, new: bool = False) -> bytes:
    """Signed in a field of the file, or in a new one beside its text."""
    writer = _writer(pdf, habits)
    key, certificate, others = _pieces(pki, label)
    signer = SimpleSigner(
        certificate, key, SimpleCertificateStore.from_certs(others), prefer_pss=habits.pss, embed_roots=False
    )
    lasting = habits.level in (Level.B_LT, Level.B_LTA)
    asked = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=habits.digest,
        subfilter=habits.subfilter,
        certify=habits.certify and not any("/V" in found for found in fields_by_name(writer).values()),
        docmdp_permissions=MDPPerm.FILL_FORMS,
        name=None,
        reason="Ban hành" if habits.looks else None,
        embed_validation_info=lasting,
        validation_context=pki.online.context() if lasting else None,
        use_pades_lta=habits.level is Level.B_LTA,
    )
    place = SigFieldSpec(field, box=(330, 120, 530, 190)) if new else None
    stamp = TextStampStyle(stamp_text="%(signer)s\n%(ts)s", border_width=1) if habits.looks else None
    timed = None if habits.level is Level.B_B else pki.services.timestamps
    tool = PdfSigner(asked, signer, timestamper=timed, new_field_spec=place, stamp_style=stamp)
    room = {"bytes_reserved": ROOM}
    return bytes(wait_for(tool.async_sign_pdf(writer, existing_fields_only=not new, **room)).getvalue())


def by_openssl(pdf: bytes, field: str, pki: Pki, label: str, habits: Habits, folder: Path) -> bytes:
    """`openssl cms` makes the signature, pyHanko puts it into its place."""
    key, certificate, others = _pieces(pki, label)
    (folder / "key.der").write_bytes(key.dump())
    (folder / "own.der").write_bytes(certificate.dump())
    (folder / "chain.pem").write_bytes(pem_of([other.dump() for other in others]))
    asked = PdfSignatureMetadata(field_name=field, md_algorithm=habits.digest, subfilter=habits.subfilter)
    output = io.BytesIO()
    tool = PdfSigner(asked, SimpleSigner(certificate, key, SimpleCertificateStore.from_certs(others)))
    prepared, _, _ = wait_for(
        tool.async_digest_doc_for_signing(
            _writer(pdf, habits), existing_fields_only=True, bytes_reserved=ROOM, output=output
        )
    )
    laid_out = output.getvalue()
    start, end = prepared.reserved_region_start, prepared.reserved_region_end
    (folder / "content").write_bytes(laid_out[:start] + laid_out[end:])
    padding = ("-keyopt", "rsa_padding_mode:pss") if habits.pss and certificate.public_key.algorithm == "rsa" else ()
    cades = ("-cades",) if habits.subfilter is SigSeedSubFilter.PADES else ()
    _run(
        "openssl", "cms", "-sign", "-binary", "-in", "content", "-outform", "DER", "-out", "cms", "-md", habits.digest,
        "-signer", "own.der", "-inkey", "key.der", "-keyform", "DER", "-certfile", "chain.pem", *cades, *padding,
        folder=folder,
    )  # fmt: skip
    signed = io.BytesIO(laid_out)
    whole = (folder / "cms").read_bytes()
    PreparedByteRangeDigest(prepared.document_digest, start, end).fill_with_cms(signed, whole)
    return signed.getvalue()


def by_poppler(pdf: bytes, field: str, pki: Pki, label: str, habits: Habits, folder: Path) -> bytes:
    """`pdfsig -sign` with an NSS database; poppler 22.12 fails with most keys on a curve, so the key must be RSA."""
    database = folder / f"nss-{label}"
    if not database.exists():
        database.mkdir()
        (folder / "own.p12").write_bytes(pki.pkcs12(label))
        (folder / "root.cer").write_bytes(pki.certificate("root"))
        _run("certutil", "-N", "-d", str(database), "--empty-password", folder=folder)
        _run("certutil", "-A", "-d", str(database), "-n", "root", "-t", "CT,CT,CT", "-i", "root.cer", folder=folder)
        _run("pk12util", "-i", "own.p12", "-d", str(database), "-W", PASSWORD, "-K", "", folder=folder)
    listed = _run("pdfsig", "-nssdir", str(database), "-list-nicks", folder=folder)
    nick = listed.splitlines()[1].strip()
    (folder / "unsigned.pdf").write_bytes(pdf)
    (folder / "signed.pdf").unlink(missing_ok=True)
    etsi = ("-etsi",) if habits.subfilter is SigSeedSubFilter.PADES else ()
    _run(
        "pdfsig", "-nssdir", str(database), "-sign", field, "-nick", nick, "-digest", habits.digest.upper(), *etsi,
        "unsigned.pdf", "signed.pdf", folder=folder,
    )  # fmt: skip
    return (folder / "signed.pdf").read_bytes()


def filled_by_a_viewer(pdf: bytes, values: dict[str, str], habits: Habits) -> bytes:
    """Number and date as a viewer writes them: the value, and a look drawn with the font that the field names."""
    writer = _writer(pdf, habits)
    for name, text in values.items():
        field = fields_by_name(writer)[name]
        left, bottom, right, top = (float(side) for side in field["/Rect"])
        look = generic.StreamObject(stream_data=f"/Tx BMC q BT 2 4 Td /Helv 12 Tf ({text}) Tj ET Q EMC".encode())
        helvetica = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        font = generic.DictionaryObject({pdf_name(key): pdf_name(value) for key, value in helvetica.items()})
        fonts = generic.DictionaryObject({pdf_name("/Helv"): writer.add_object(font)})
        look[pdf_name("/Resources")] = generic.DictionaryObject({pdf_name("/Font"): fonts})
        look[pdf_name("/Subtype")] = pdf_name("/Form")
        size = map(generic.FloatObject, (0, 0, right - left, top - bottom))
        look[pdf_name("/BBox")] = generic.ArrayObject(size)
        field[pdf_name("/V")] = generic.TextStringObject(text)
        field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(look)})
        writer.update_container(field)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def _writer(pdf: bytes, habits: Habits) -> IncrementalPdfFileWriter:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if habits.tables:
        writer.stream_xrefs = False
    return writer


def _pieces(pki: Pki, label: str) -> tuple[Any, x509.Certificate, list[x509.Certificate]]:
    """Key, certificate, and those between it and the root."""
    variant = int(label.rpartition("-")[2])
    between = ["issuing-below-policy", "policy"] if variant % 2 else ["issuing"]
    return (
        asn1_keys.PrivateKeyInfo.load(pki.private_key(f"key-{variant}")),
        x509.Certificate.load(pki.certificate(label)),
        [x509.Certificate.load(pki.certificate(name)) for name in between],
    )


def pem_of(certificates: list[bytes]) -> bytes:
    """Certificates in DER as one file in PEM."""
    return b"".join(pem.armor("CERTIFICATE", certificate) for certificate in certificates)


def _run(*command: str, folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:3])}: {done.stdout}{done.stderr}")
    return done.stdout
