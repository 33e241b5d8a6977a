"""Honest papers of each way, through the site's own services: signed by hand, elsewhere, in the agency's own system,
and here; as varied as signers, keys, certificates, tools and scanners are. None may be refused.

On the database that DATABASE_URL names, SQLite without it.
"""

import io
import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django
import pikepdf
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key
from django.db import connection
from PIL import Image

from tests.bench import authorities, tools
from tests.bench.tools import Habits
from tests.papers.signatures.pictures import signature_png
from tests.papers.signatures.pki import PASSWORD, Pki
from thidua.papers.signatures.apart import TOO_MUCH
from thidua.papers.signatures.signing import Level, fill
from thidua.papers.signatures.verifying import Verdict

LONG_ROWS = 120
"""Rows that make a plan of some ten pages of one."""
TRIES = 3


def refused(count, tell, ways=()):
    """How many of so many files of each way (of those named, or of all) were not taken or not called good."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {"THIDUA_VAR": name}
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{name}/honest.sqlite3")
        django.setup()
        before = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = (
            f"{name}/honest_test.sqlite3" if connection.vendor == "sqlite" else f"honest_{os.getpid()}"
        )
        connection.creation.create_test_db(verbosity=0, serialize=False)
        try:
            with authorities.running(folder) as pki:
                return sum(_way(way, count, Site.of(pki, folder), tell) for way in ways or WAYS)
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)


def _way(way, count, site, tell):
    faults = 0
    for number, fault in WAYS[way](site, count):
        faults += bool(fault)
        if fault:
            tell(f"  {way}, number {number}: {fault}")
        if number % 10 == 9 or number == count - 1:
            tell(f"{way}: {faults} of {number + 1} refused")
    return faults


@dataclass(frozen=True)
class Site:
    """The leading unit with six heads, the authority, and a folder for keys and files."""

    office: Any
    heads: tuple[Any, ...]
    pki: Pki
    folder: Path

    @classmethod
    def of(cls, pki, folder):
        from django.conf import settings

        from blocs.enums import Role
        from tests import world as cast
        from tests.plans.conftest import Office

        world = cast.build()
        heads = tuple(cast.holder(name, world.finance, Role.HEAD) for name in authorities.PEOPLE)
        chief = cast.holder("Đinh Văn Chánh", world.finance, Role.OFFICE_CHIEF)
        office = Office(world, chief, heads[0], cast.holder("Ngô Văn Thư", world.finance, Role.CLERK))
        roots = folder / "roots"
        roots.mkdir(exist_ok=True)
        (roots / "root.cer").write_bytes(pki.certificate("root"))
        settings.SIGNING_KEYS, settings.TRUST_ROOTS = folder / "keys.toml", roots
        settings.PERSONAL_KEYS = True
        settings.TIME_STAMPS = f"{pki.url}/thu/tsa/stamper"
        settings.SIGNATURE_LEVEL = str(Level.B_B)
        return cls(office, heads, pki, folder)

    def key_ring(self, number):
        """The site's keys, each with the certificate of this number."""
        (self.folder / "secret").write_text(PASSWORD)
        entries = [_entry(self, None, f'organisation = "{self.office.world.finance.code}"', number)]
        entries += [_entry(self, who, f'person = "{head.login_name}"', number) for who, head in enumerate(self.heads)]
        (self.folder / "keys.toml").write_text("\n".join(entries))

    def submitted(self, signers, *, is_long):
        """A plan laid before so many signers."""
        from plans.content_json import to_data
        from plans.importers.reader import read
        from plans.importers.text import read_text
        from plans.models import Plan
        from plans.services import drafting, steps
        from tests.plans.conftest import SHORT_PLAN
        from tests.world import standing

        row = "4\tKiểm tra chéo việc thực hiện nhiệm vụ\tSở Y tế\tTổ giúp việc\tQuý III\n"
        text = SHORT_PLAN.replace("II. TỔ CHỨC", row * LONG_ROWS + "II. TỔ CHỨC") if is_long else SHORT_PLAN
        by = standing(self.office.officer)
        plan = drafting.draft_from_reading(self.office.world.term, read(read_text(text.encode())), source=None, by=by)
        while plan.doubts:
            plan = drafting.settle_doubt(plan, plan.doubts[0]["number"], by=by)
        value = plan.value
        (block,), last = value.signatures, value.last_key
        blocks = tuple(
            replace(block, key=last + 1 + who, name=name) for who, name in enumerate(authorities.PEOPLE[:signers])
        )
        content = to_data(replace(value, signatures=blocks, last_key=last + signers))
        Plan.objects.filter(pk=plan.pk).update(content=content)
        return steps.submit_for_signature(plan, by=by)


def _entry(site, who, owner, number):
    label = authorities.label_of(who, number + (who or 0))
    (site.folder / f"{label}.p12").write_bytes(site.pki.pkcs12(label))
    return f'[[key]]\n{owner}\npkcs12 = "{label}.p12"\nsecret_file = "secret"\n'


def _attempts(site, count, attempt):
    """The numbers and what went wrong with each, empty where nothing did."""
    from thidua.lib.verdict import RefusedError

    for number in range(count):
        try:
            yield number, _patiently(attempt, site, number)
        except (RefusedError, RuntimeError) as error:
            yield number, f"{type(error).__name__}: {error} ({Habits.of(number)})"


def _patiently(attempt, site, number):
    """The attempt, made anew where on a busy machine the pretended authority took too long."""
    from thidua.lib.verdict import RefusedError

    for _ in range(TRIES - 1):
        try:
            return attempt(site, number)
        except RefusedError as error:
            if "không trả lời đúng" not in str(error):
                raise
    return attempt(site, number)


# By hand -------------------------------------------------------------------------------------------------------------


def by_hand(site, count):
    return _attempts(site, count, _by_hand)


def _by_hand(site, number):
    """Printed, signed, scanned; the scan recorded and recognised, the copies of the paper as they are kept."""
    from plans.services import steps
    from plans.services.steps import Signing
    from tests.plans.conftest import paper_of
    from tests.world import TODAY, standing
    from thidua.papers.services import files, uploads

    plan = site.submitted(1 + number % 6, is_long=number % 10 == 9)
    data, name = scanned(files.read(plan.paper.rendering), number, site.folder)
    upload = uploads.checked(data, name, kinds=uploads.SCANS)
    scan = files.store(data, upload.name, upload.content_type, by=standing(site.office.officer))
    signed = Signing(signer=authorities.PEOPLE[0], signed_on=TODAY, scan=scan)
    plan = steps.record_signature(plan, signed, by=standing(site.office.officer))
    plan = steps.issue(plan, _numbering(by_hand, number), by=standing(site.office.clerk))
    faults = [_known(plan, files.read(file), which) for which, file in paper_of(plan).files.items()]
    return "; ".join(filter(None, faults))


def scanned(pdf, number, folder):
    """As scanners and telephones give it: pictures of the pages, as JPEG, PNG or PDF in several dresses."""
    (folder / "printed.pdf").write_bytes(pdf)
    shutil.rmtree(folder / "pages", ignore_errors=True)
    (folder / "pages").mkdir()
    dots = (75, 100, 150)[number % 3]
    subprocess.run(
        ["pdftoppm", "-r", str(dots), "-png", "printed.pdf", "pages/p"], cwd=folder, check=True, capture_output=True
    )
    pages = [Image.open(file).convert(("RGB", "L")[number % 2]) for file in sorted((folder / "pages").iterdir())]
    kind = ("pdf", "jpg", "linear.pdf", "png", "jpeg", "objects.pdf", "old.pdf")[number % 7]
    file = io.BytesIO()
    if not kind.endswith("pdf"):
        pages[0].save(file, "PNG" if kind == "png" else "JPEG", dpi=(dots, dots))
        return file.getvalue(), f"Bản ký {number}.{kind}"
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=dots)
    dress = {
        "linear.pdf": {"linearize": True},
        "objects.pdf": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        "old.pdf": {"force_version": "1.4"},
    }
    if kind in dress:
        with pikepdf.open(file) as opened:
            file = io.BytesIO()
            opened.save(file, **dress[kind])
    return file.getvalue(), f"Bản ký {number}.PDF"


def _known(plan, data, which):
    """What is wrong with the public judgement on a file that we keep and nobody signed digitally."""
    from thidua.papers.services import verification

    found = verification.of_upload(data)
    right = found.paper is not None and found.paper.is_in_force and found.paper.pk == plan.paper.pk and found.copy
    return "" if right else f"{which} is not known"


# Elsewhere -----------------------------------------------------------------------------------------------------------


def elsewhere(site, count):
    return _attempts(site, count, _elsewhere)


def _elsewhere(site, number):
    """Signed by tools that know nothing of us, and brought: after each signature, or when all is done."""
    from plans.services import digital
    from tests.world import standing
    from thidua.papers.services import signing

    signers = 1 + number % 6
    plan = site.submitted(signers, is_long=number % 10 == 9)
    pdf = signing.newest(plan.paper)
    for who in range(signers):
        pdf = signed_by_some_tool(site, pdf, who, number + who)
        if number % 2:
            plan = digital.take_signed(plan, pdf, by=standing(site.office.officer))
    habits, given = Habits.of(number), _numbering(elsewhere, number)
    texts = {"so": given.given.text, "ngay": f"{given.issued_on:%d}", "thang": str(given.issued_on.month)}
    texts["nam"] = str(given.issued_on.year)
    pdf = tools.filled_by_a_viewer(pdf, texts, habits) if number % 3 else fill(pdf, texts)
    pdf = tools.by_pyhanko(pdf, "dau", site.pki, authorities.label_of(None, number), habits)
    plan = digital.take_signed(plan, pdf, by=standing(site.office.clerk))
    return _good(plan, pdf)


def signed_by_some_tool(site, pdf, who, number):
    """pyHanko, OpenSSL or poppler; poppler with an RSA key, and only where another field still looks empty."""
    field, habits, label = f"ky-{who}", Habits.of(number), authorities.label_of(who, number)
    tool = number % 5
    if tool == 1:
        return tools.by_openssl(pdf, field, site.pki, label, habits, site.folder)
    if tool == 3:
        return tools.by_poppler(pdf, field, site.pki, authorities.label_of(who, 5 * (number % 2)), habits, site.folder)
    return tools.by_pyhanko(pdf, field, site.pki, label, habits)


def _good(plan, pdf):
    """What is wrong with the judgement on an issued paper: among ourselves, and as anybody hears it."""
    from thidua.papers.services import examination, verification

    among_us = examination.of_copy(plan.paper, pdf)
    for _ in range(TRIES):
        public = verification.of_upload(pdf)
        if public.fault != TOO_MUCH:
            break  # else the machine was busy
    if among_us.verdict is Verdict.GOOD and public.is_good:
        return ""
    return "; ".join(chain((finding.message for finding in among_us.findings), [public.fault]))


# In the agency's own system ------------------------------------------------------------------------------------------


def in_own_system(site, count):
    """Our Word files, turned into PDF by LibreOffice with number and date, and signed with fields of their own."""
    plans = {number: site.submitted(1 + number % 6, is_long=number % 10 == 9) for number in range(count)}
    pdfs = _through_libreoffice(site, plans)
    return _attempts(site, count, lambda site, number: _own_system(site, number, plans[number], pdfs[number]))


def _through_libreoffice(site, plans):
    from plans.services import steps
    from thidua.papers.docx import to_docx

    folder = site.folder / "word"
    folder.mkdir()
    for number, plan in plans.items():
        given = _numbering(in_own_system, number)
        document = steps.numbered_document(plan, given.given.text, given.issued_on)
        (folder / f"{number}.docx").write_bytes(to_docx(document))
    words = sorted(folder.glob("*.docx"))
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", ".", *(file.name for file in words)], cwd=folder, check=True, capture_output=True
    )
    return {number: (folder / f"{number}.pdf").read_bytes() for number in plans}


def _own_system(site, number, plan, pdf):
    from plans.services import own_system
    from plans.services.steps import Signing
    from tests.world import TODAY, standing
    from thidua.papers.services import verification

    for place, who in enumerate((*range(1 + number % 6), None)):
        label = authorities.label_of(who, number + place)
        habits = replace(Habits.of(number), certify=False)  # no field may be added behind a certification
        pdf = tools.by_pyhanko(pdf, f"Signature{place}", site.pki, label, habits, new=True)
    if differing := own_system.differences(plan, pdf, _numbering(in_own_system, number)):
        return f"differs: {differing}"
    signed = Signing(signer=authorities.PEOPLE[0], signed_on=TODAY)
    plan = own_system.take_issued(plan, pdf, signed, _numbering(in_own_system, number), by=standing(site.office.clerk))
    found = verification.of_upload(pdf)
    if found.report.get("verdict") != Verdict.FOREIGN or not found.is_newest:
        return f"{found.report.get('verdict')}: {found.report.get('findings')} {found.fault}"
    return _known(plan, pdf, "the agency's file")


# Here ----------------------------------------------------------------------------------------------------------------


def here(site, count):
    return _attempts(site, count, _here)


def _here(site, number):
    """Signed and sealed by the site, every third signature in two steps with the signer's own token."""
    from django.conf import settings

    from plans.services import digital, steps
    from tests.plans.conftest import paper_of
    from tests.world import standing
    from thidua.papers.services import signing
    from thidua.papers.services.signing_images import put_signature

    settings.SIGNATURE_LEVEL = str(list(Level)[number % 4])
    site.key_ring(number)
    finance = site.office.world.finance
    if number == 0:
        for head in site.heads[::2]:
            put_signature(finance, head, signature_png(), "ky.png", by=standing(head))
    signers = 1 + number % 6
    plan = site.submitted(signers, is_long=number % 10 == 9)
    for who, head in enumerate(site.heads[:signers]):
        if (number + who) % 3:
            plan = digital.sign_here(plan, who, by=standing(head))
        else:
            plan = _in_two_steps(site, plan, who, head, authorities.label_of(who, number + who))
    plan = steps.issue(plan, _numbering(here, number), by=standing(site.office.clerk))
    return _good(plan, signing.newest(paper_of(plan)))


def _in_two_steps(site, plan, who, head, label):
    from plans.services import digital
    from tests.world import standing
    from thidua.papers.services import signing

    between = ("issuing-below-policy", "policy") if int(label.rpartition("-")[2]) % 2 else ("issuing",)
    certificates = [site.pki.certificate(name) for name in (label, *between)]
    digital.begin_signing(plan, who, tools.pem_of(certificates), by=standing(head))
    pending = signing.pending_of(plan.paper, standing(head))
    key = load_der_private_key(site.pki.private_key(f"key-{int(label.rpartition('-')[2])}"), None)
    assert pending is not None
    if isinstance(key, RSAPrivateKey):
        answer = key.sign(pending.attributes, padding.PKCS1v15(), SHA256())
    else:
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        answer = key.sign(pending.attributes, ec.ECDSA(SHA256()))
    return digital.finish_signing(plan, answer, by=standing(head))


def _numbering(way, number):
    """A number of its own for each file."""
    from plans.services.steps import Numbering
    from tests.world import TODAY
    from thidua.papers.services.life import GivenNumber

    return Numbering(issued_on=TODAY, given=GivenNumber(number=1 + number + list(WAYS.values()).index(way) * 10_000))


WAYS = {"by hand": by_hand, "elsewhere": elsewhere, "own system": in_own_system, "here": here}
