"""A pretended certification authority: root, issuing authority, signers, time stamps, answers about withdrawal.

Made anew for every run by Certomancer; it answers on this machine's own address alone.
"""

import asyncio
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aiohttp import web
from certomancer.integrations.aiohttp_animator import build_animator_app
from certomancer.registry import CertLabel, PKIArchitecture
from certomancer.registry.config import CertomancerConfig
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper

from thidua.papers.signatures import keys
from thidua.papers.signatures.signing import Services
from thidua.papers.signatures.trust import Trust

PASSWORD = "mat khau thu"
AUTHORITIES = ("root", "issuing", "answers", "stamper", "strange-root")
LEADERS = tuple(f"leader-{number}" for number in range(6))
SIGNERS = (*LEADERS, "agency", "withdrawn", "expired", "stranger")
NAMES = {
    "root": "Cơ quan chứng thực gốc Lam Giang",
    "issuing": "Cơ quan chứng thực số 1",
    "answers": "Trả lời trực tuyến",
    "stamper": "Dấu thời gian",
    "strange-root": "Gốc lạ",
    "agency": "Sở Du lịch",
    "withdrawn": "Người bị thu hồi",
    "expired": "Người hết hạn",
    "stranger": "Người lạ",
} | {leader: f"Nguyễn Thị Sông {number}" for number, leader in enumerate(LEADERS)}

NOW = datetime.now(UTC).replace(microsecond=0)
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Pki:
    """The authority's certificates, its signers' keys, and where it answers."""

    architecture: PKIArchitecture
    url: str

    def certificate(self, label):
        """In DER."""
        return self.architecture.get_cert(CertLabel(label)).dump()

    def private_key(self, label):
        """PKCS#8 in DER."""
        return self.architecture.key_set.get_private_key(label).dump()

    def pkcs12(self, label):
        return self.architecture.package_pkcs12(CertLabel(label), password=PASSWORD.encode())

    @property
    def offline(self):
        return Trust(roots=(self.certificate("root"),))

    @property
    def online(self):
        return Trust(roots=(self.certificate("root"),), online=True)

    @property
    def after_signers_ran_out(self):
        """A day on which the certificates of signers are no longer valid, those of authorities still are."""
        return NOW + 4 * YEAR

    @property
    def services(self):
        return Services(timestamps=HTTPTimeStamper(f"{self.url}/thu/tsa/stamper"), trust=self.online)


@contextmanager
def running(folder):
    """The authority, answering as long as it is needed."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        _write_keys(folder)
        config = CertomancerConfig(_config(url), key_search_dir=str(folder))
        (architecture,) = config.pki_archs.values()
        with answering(build_animator_app(config.pki_archs, with_web_ui=False), listening):
            yield Pki(architecture, url)


def ring_of(pki, folder):
    """A key of every signer: the seal of SDL, personal keys by the labels of the authority."""
    (folder / "secret").write_text(f"{PASSWORD}\n")
    entries = []
    for label in SIGNERS:
        (folder / f"{label}.p12").write_bytes(pki.pkcs12(label))
        owner = 'organisation = "SDL"' if label == "agency" else f'person = "{label}"'
        entries.append(f'[[key]]\n{owner}\npkcs12 = "{label}.p12"\nsecret_file = "secret"\n')
    file = folder / "keys.toml"
    file.write_text("\n".join(entries))
    return keys.load(file)


def _write_keys(folder):
    for name in (*AUTHORITIES, *SIGNERS):
        key = rsa.generate_private_key(65537, 2048) if name in SIGNERS[:7] else ec.generate_private_key(ec.SECP256R1())
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{name}.pem").write_bytes(pem)


@contextmanager
def answering(app, listening):
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    def serve():
        asyncio.set_event_loop(loop)
        runner = web.AppRunner(app, access_log=None)
        loop.run_until_complete(runner.setup())
        loop.run_until_complete(web.SockSite(runner, listening).start())
        loop.call_soon(ready.set)
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = threading.Thread(target=serve)
    thread.start()
    ready.wait()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def _config(url):
    keys = {name: {"path": f"{name}.pem"} for name in (*AUTHORITIES, *SIGNERS)}
    return {
        "external-url-prefix": url,
        "keysets": {"thu": {"keys": keys}},
        "pki-architectures": {
            "thu": {
                "keyset": "thu",
                "entity-defaults": {"country-name": "VN"},
                "entities": {name: _entity(name) for name in (*AUTHORITIES, *SIGNERS)},
                "certs": _certificates(),
                "services": {
                    "ocsp": {
                        "issuing": {"for-issuer": "issuing", "responder-cert": "answers", "signing-key": "answers"}
                    },
                    "crl-repo": {
                        "root": {
                            "for-issuer": "root",
                            "signing-key": "root",
                            "simulated-update-schedule": "P30D",
                            "issuer-cert": "root",
                        }
                    },
                    "time-stamping": {"stamper": {"signing-cert": "stamper", "signing-key": "stamper"}},
                },
            }
        },
    }


def _entity(name):
    organisation = "Sở Du lịch" if name in SIGNERS else "Tỉnh Lam Giang"
    return {"common-name": NAMES[name], "organization-name": organisation}


def _certificates():
    listed = extension("crl_distribution_points", schema="crl-dist-url", params={"crl-repo-names": ["root"]})
    asked = extension("authority_information_access", schema="aia-urls", params={"ocsp-responder-names": ["issuing"]})
    authority = [
        {"id": "basic_constraints", "critical": True, "value": {"ca": True}},
        extension("key_usage", critical=True, schema="key-usage", params=["key_cert_sign", "crl_sign"]),
    ]
    signer = [
        extension("key_usage", critical=True, schema="key-usage", params=["digital_signature", "non_repudiation"]),
        asked,
    ]
    made = {
        "root": certificate("root", "root", authority),
        "issuing": certificate("issuing", "root", [*authority, listed]),
        "answers": certificate(
            "answers",
            "issuing",
            [
                extension("key_usage", critical=True, schema="key-usage", params=["digital_signature"]),
                {"id": "extended_key_usage", "value": ["ocsp_signing"]},
                {"id": "ocsp_no_check"},
            ],
        ),
        "stamper": certificate(
            "stamper",
            "issuing",
            [
                extension("key_usage", critical=True, schema="key-usage", params=["digital_signature"]),
                {"id": "extended_key_usage", "critical": True, "value": ["time_stamping"]},
                asked,
            ],
        ),
        "strange-root": certificate("strange-root", "strange-root", authority),
    }
    made |= {name: certificate(name, "issuing", signer) for name in SIGNERS}
    for name in AUTHORITIES:
        made[name]["validity"]["valid-to"] = (NOW + 9 * YEAR).isoformat()
    made["stranger"] = certificate("stranger", "strange-root", signer[:1])
    made["withdrawn"]["revocation"] = {"revoked-since": (NOW - YEAR / 2).isoformat(), "reason": "key_compromise"}
    made["expired"]["validity"]["valid-to"] = (NOW - timedelta(days=1)).isoformat()
    return made


def certificate(subject, issuer, extensions):
    return {
        "subject": subject,
        "subject-key": subject,
        "issuer": issuer,
        "authority-key": issuer,
        "issuer-cert": issuer,
        "validity": {"valid-from": (NOW - YEAR).isoformat(), "valid-to": (NOW + 3 * YEAR).isoformat()},
        "extensions": extensions,
    }


def extension(name, *, critical=False, **smart):
    return {"id": name, "critical": critical, "smart-value": smart}
