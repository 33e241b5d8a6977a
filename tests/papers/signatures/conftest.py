import logging
from functools import cache
from types import SimpleNamespace

import pytest

from tests.papers.signatures import pki as authority
from tests.papers.signatures.papers import prepared_paper
from tests.papers.signatures.pictures import seal_png, signature_png
from thidua.papers.signatures.signing import fill, sign

NUMBER_AND_DATE = {"so": "05", "ngay": "09", "thang": "3", "nam": "2026"}


@pytest.fixture(scope="session")
def pki(tmp_path_factory):
    """The pretended certification authority, answering on this machine."""
    with authority.running(tmp_path_factory.mktemp("pki")) as running:
        yield running


@pytest.fixture(scope="session")
def ring(pki, tmp_path_factory):
    """A key of every signer."""
    return authority.ring_of(pki, tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="session")
def blank():
    """A prepared paper, before anybody signs."""
    return prepared_paper()


@pytest.fixture(scope="session")
def copies(blank, ring):
    """The copies of one paper as it is signed, numbered and sealed at level B-B."""
    signed = sign(blank, "ky-0", ring.person("leader-0"), stamp=signature_png())
    filled = fill(signed, NUMBER_AND_DATE)
    sealed = sign(filled, "dau", ring.seal_of("SDL"), stamp=seal_png())
    return SimpleNamespace(blank=blank, signed=signed, filled=filled, sealed=sealed)


@pytest.fixture(scope="session")
def sealed_at(blank, ring, pki):
    """The paper signed, numbered and sealed at a level; made once for each."""

    @cache
    def sealed(level):
        asked = {"level": level, "services": pki.services}
        signed = sign(blank, "ky-0", ring.person("leader-0"), stamp=signature_png(), **asked)
        return sign(fill(signed, NUMBER_AND_DATE), "dau", ring.seal_of("SDL"), stamp=seal_png(), **asked)

    return sealed


@pytest.fixture(autouse=True)
def _quiet(caplog):
    """pyHanko tells its log about every file that it finds changed."""
    caplog.set_level(logging.CRITICAL, "pyhanko")
    caplog.set_level(logging.CRITICAL, "pyhanko_certvalidator")
