"""What this site signs with and whom it trusts, as its settings say."""

from dataclasses import replace
from pathlib import Path

from django.conf import settings
from pyhanko.sign.timestamps import HTTPTimeStamper

from thidua.papers.signatures.keys import KeyRing, load
from thidua.papers.signatures.signing import Level, Services
from thidua.papers.signatures.trust import Trust

CERTIFICATES = (".pem", ".crt", ".cer", ".der")


def key_ring() -> KeyRing:
    """The keys of the site; none where there is no file of keys."""
    path: Path = settings.SIGNING_KEYS
    return load(path) if path.exists() else KeyRing()


def trust() -> Trust:
    """The authorities of the site, from all certificates in its folder. Raises ValueError for a file that is none.

    Nobody is asked over the network: a file that somebody brings must not send the site to addresses of its choice.
    """
    folder: Path = settings.TRUST_ROOTS
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    roots = [file for file in files if file.suffix.lower() in CERTIFICATES]
    return Trust.load(roots)


def level() -> Level:
    """How lasting the signatures are that are made here."""
    return Level(settings.SIGNATURE_LEVEL)


def services() -> Services:
    """Who stamps the time of signatures made here, and through whom certificates are judged."""
    address = settings.TIME_STAMPS
    if not address:
        return Services()
    return Services(timestamps=HTTPTimeStamper(address), trust=replace(trust(), online=True))
