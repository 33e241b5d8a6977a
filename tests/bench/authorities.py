"""A pretended authority as varied as those of the world: one and two intermediate authorities, keys of five kinds, and
names as certificates spell them. Made anew for every run by Certomancer, answering on this machine alone."""

import socket
import unicodedata
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from certomancer.integrations.aiohttp_animator import build_animator_app
from certomancer.registry.config import CertomancerConfig
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.papers.signatures.pki import NOW, YEAR, Pki, answering, certificate, extension
from thidua.lib.text import fold

KEYS: dict[str, Callable[[], Any]] = {
    "RSA-2048": lambda: rsa.generate_private_key(65537, 2048),
    "RSA-3072": lambda: rsa.generate_private_key(65537, 3072),
    "RSA-4096": lambda: rsa.generate_private_key(65537, 4096),
    "P-256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "P-384": lambda: ec.generate_private_key(ec.SECP384R1()),
}
SPELLINGS: dict[str, Callable[[str], str]] = {
    "as printed": str,
    "capitals": str.upper,
    "NFD": lambda name: unicodedata.normalize("NFD", name),
    "comma": lambda name: f"{name}, tỉnh An Hải",
    "bare letters": lambda name: fold(name).title(),
}
PEOPLE = (
    "Nguyễn Thị Sông Thương",
    "Đặng Đình Ước",
    "Trần Thị Quỳnh Như",
    "Lê Huỳnh Đức",
    "Phạm Ngọc Ánh",
    "Vũ Ưng Hoàng Yến",
)
AGENCY = "Sở Tài chính"
VARIANTS = 10
"""Of each person's certificate: every kind of key under one intermediate authority, and again under two."""

CHAINS = ("root", "policy", "issuing", "issuing-below-policy", "answers", "answers-below-policy", "stamper")


def label_of(who, variant):
    """The certificate of a person, by index, or of the agency, for None."""
    return f"{'agency' if who is None else f'person-{who}'}-{variant % VARIANTS}"


def told(who, variant):
    """What is particular about a certificate."""
    key, spelling = _kind(variant), _spelling(who, variant)
    return f"{key}, {spelling}, {1 + variant % 2} intermediate"


@contextmanager
def running(folder):
    """The authority, answering as long as it is needed."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        for name in (*CHAINS, *(f"key-{variant}" for variant in range(VARIANTS))):
            made = KEYS["RSA-4096" if name == "policy" else _kind(int(name[4:])) if name[:4] == "key-" else "P-384"]()
            pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            (folder / f"{name}.pem").write_bytes(pem)
        config = CertomancerConfig(_config(url), key_search_dir=str(folder))
        (architecture,) = config.pki_archs.values()
        with answering(build_animator_app(config.pki_archs, with_web_ui=False), listening):
            yield Pki(architecture, url)


def _kind(variant):
    return list(KEYS)[variant % len(KEYS)]


def _spelling(who, variant):
    return list(SPELLINGS)[((who or 0) + variant) % len(SPELLINGS)]


def _signers():
    return [(who, variant) for who in (None, *range(len(PEOPLE))) for variant in range(VARIANTS)]


def _config(url):
    keys = {name: {"path": f"{name}.pem"} for name in (*CHAINS, *(f"key-{variant}" for variant in range(VARIANTS)))}
    answers = {
        issuer: {"for-issuer": issuer, "responder-cert": responder, "signing-key": responder}
        for issuer, responder in (("issuing", "answers"), ("issuing-below-policy", "answers-below-policy"))
    }
    lists = {
        name: {
            "for-issuer": name, "signing-key": name, "simulated-update-schedule": "P30D", "issuer-cert": name,
        }
        for name in ("root", "policy")
    }  # fmt: skip
    return {
        "external-url-prefix": url,
        "keysets": {"thu": {"keys": keys}},
        "pki-architectures": {
            "thu": {
                "keyset": "thu",
                "entity-defaults": {"country-name": "VN"},
                "entities": _entities(),
                "certs": _certificates(),
                "services": {
                    "ocsp": answers,
                    "crl-repo": lists,
                    "time-stamping": {
                        "stamper": {
                            "signing-cert": "stamper",
                            "signing-key": "stamper",
                            "certs-to-embed": ["issuing-below-policy", "policy"],
                        }
                    },
                },
            }
        },
    }


def _entities():
    entities = {
        name: {"common-name": f"Cơ quan chứng thực, {name}", "organization-name": "Tỉnh Lam Giang"} for name in CHAINS
    }
    for who, variant in _signers():
        name = SPELLINGS[_spelling(who, variant)](AGENCY if who is None else PEOPLE[who])
        entities[label_of(who, variant)] = {"common-name": name, "organization-name": "Ủy ban nhân dân tỉnh An Hải"}
    return entities


def _certificates():
    def listed(repository):
        return extension("crl_distribution_points", schema="crl-dist-url", params={"crl-repo-names": [repository]})

    def asked(issuer):
        return extension("authority_information_access", schema="aia-urls", params={"ocsp-responder-names": [issuer]})

    def usage(*names):
        return extension("key_usage", critical=True, schema="key-usage", params=list(names))

    authority = [
        {"id": "basic_constraints", "critical": True, "value": {"ca": True}},
        usage("key_cert_sign", "crl_sign"),
    ]
    answering_only = [
        usage("digital_signature"),
        {"id": "extended_key_usage", "value": ["ocsp_signing"]},
        {"id": "ocsp_no_check"},
    ]
    stamping_only = [
        usage("digital_signature"),
        {"id": "extended_key_usage", "critical": True, "value": ["time_stamping"]},
        asked("issuing-below-policy"),
    ]
    made = {
        "root": certificate("root", "root", authority),
        "policy": certificate("policy", "root", [*authority, listed("root")]),
        "issuing": certificate("issuing", "root", [*authority, listed("root")]),
        "issuing-below-policy": certificate("issuing-below-policy", "policy", [*authority, listed("policy")]),
        "answers": certificate("answers", "issuing", answering_only),
        "answers-below-policy": certificate("answers-below-policy", "issuing-below-policy", answering_only),
        "stamper": certificate("stamper", "issuing-below-policy", stamping_only),
    }
    for found in made.values():
        found["validity"]["valid-to"] = (NOW + 9 * YEAR).isoformat()
    for who, variant in _signers():
        issuer = "issuing-below-policy" if variant % 2 else "issuing"
        signer = certificate(
            label_of(who, variant), issuer, [usage("digital_signature", "non_repudiation"), asked(issuer)]
        )
        made[label_of(who, variant)] = signer | {"subject-key": f"key-{variant % VARIANTS}"}
    return made
