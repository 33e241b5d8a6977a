"""Whom a signature is trusted through: root certificates, and where the state of a certificate is asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.authority import Authority
from pyhanko_certvalidator.ltv.poe import POEManager
from pyhanko_certvalidator.registry import CertificateRegistry
from pyhanko_certvalidator.revinfo.archival import (
    OCSPContainer,
    process_legacy_crl_input,
    process_legacy_ocsp_input,
)
from pyhanko_certvalidator.revinfo.manager import RevinfoManager

from thidua.papers.signatures.certificates import certificates as certificates_of

WHILE_IT_IS_ASKED = timedelta(minutes=2)
"""An answer about a certificate may be younger than the question: comparing the revisions of a file takes seconds."""


@dataclass(frozen=True)
class Trust:
    """Root certificates, intermediate ones that signers may leave out, both in DER.

    `online` asks the authorities over the network whether a certificate was withdrawn, and then wants an answer;
    otherwise only what a file itself carries says so. `moment` is when the question is asked, now where it is None.
    """

    roots: tuple[bytes, ...] = field(repr=False)
    others: tuple[bytes, ...] = field(default=(), repr=False)
    online: bool = False
    moment: datetime | None = None

    @classmethod
    def load(cls, roots: Iterable[Path], others: Iterable[Path] = (), *, online: bool = False) -> "Trust":
        """From files in PEM or DER. Raises OSError for a file that cannot be read, ValueError for no certificate."""
        return cls(
            tuple(certificate for path in roots for certificate in certificates_of(path.read_bytes())),
            tuple(certificate for path in others for certificate in certificates_of(path.read_bytes())),
            online=online,
        )

    def at(self, moment: datetime) -> "Trust":
        """The same, asked of another moment; of the past nobody can be asked over the network."""
        return replace(self, online=False, moment=moment)

    def context(
        self, *, certificates: Iterable[bytes] = (), ocsps: Iterable[Any] = (), crls: Iterable[Any] = ()
    ) -> ValidationContext:
        """What pyHanko judges with: other certificates (DER), answers and lists about who was withdrawn."""
        others = [x509.Certificate.load(other) for other in (*self.others, *certificates)]
        carried = None if self.online else _Answers.of(others, ocsps, crls)
        return ValidationContext(
            trust_roots=[x509.Certificate.load(root) for root in self.roots],
            other_certs=others,
            certificate_registry=carried.certificate_registry if carried else None,
            revinfo_manager=carried,
            allow_fetching=self.online,
            revocation_mode="hard-fail" if self.online else "soft-fail",
            moment=self.moment,
            time_tolerance=WHILE_IT_IS_ASKED,
            retroactive_revinfo=self.moment is not None,
            ocsps=ocsps,
            crls=crls,
        )


class _Answers(RevinfoManager):
    """Answers that a file carries. pyHanko takes one about another certificate of the same authority for no answer but
    for a wrong one: a signer who brought none would be refused as soon as another signer brings his."""

    @classmethod
    def of(cls, certificates: Iterable[x509.Certificate], ocsps: Iterable[Any], crls: Iterable[Any]) -> "_Answers":
        return cls(
            certificate_registry=CertificateRegistry.build(certificates),
            poe_manager=POEManager(),
            ocsps=process_legacy_ocsp_input(ocsps),
            crls=process_legacy_crl_input(crls),
        )

    async def async_retrieve_ocsps(self, cert: x509.Certificate, authority: Authority) -> list[OCSPContainer]:
        found = await super().async_retrieve_ocsps(cert, authority)
        return [answer for answer in found if _is_about(answer, cert)]


def _is_about(answer: OCSPContainer, certificate: x509.Certificate) -> bool:
    single = answer.extract_single_response()
    return single is not None and single["cert_id"]["serial_number"].native == certificate.serial_number
