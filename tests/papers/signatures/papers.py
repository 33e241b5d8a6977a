"""Papers laid before their signers, and what archives, readers and another program say of them."""

import re
import subprocess
from dataclasses import replace

import page

from tests.papers.samples import BODY, LETTERHEAD, SIGNATURE, sample_document
from thidua.lib.dates import PartialDate
from thidua.papers.pdf import render
from thidua.papers.signatures.prepared import prepare

CONTENT = '{"title": "Kế hoạch hoạt động"}'.encode()

ARCHIVE, ACCESS = page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1

KNOWN_QUARRELS = {
    "PDFA3A-STREAM-LENGTH-001",
    "PDFA3A-SIGNATURE-BYTERANGE-001",
}
"""The checker takes a stream's last byte for its line end, where qpdf and the standard do not; and it asks that a
signature reach the end of the file, which no signature does that another revision follows."""


def blank_document(**changes):
    """A short paper whose number and date are blank."""
    short = {
        "letterhead": replace(LETTERHEAD, number=None, issued_on=PartialDate()),
        "blocks": BODY[:4],
        "annexes": (),
    }
    return sample_document(**short | changes)


def prepared_paper(signers=1, **changes):
    document = blank_document(signatures=(SIGNATURE,) * signers, **changes)
    return prepare(render(document), content=CONTENT, blocks=signers)


def failures(pdf, profile):
    """Rules that the file breaks, without the known quarrels."""
    broken = {failure.rule_id for failure in page.validate_pdf_bytes(pdf, profile=profile).failures}
    return broken - KNOWN_QUARRELS


def said_by_pdfsig(pdf, folder):
    """What poppler, which judges integrity by itself, says of each signature."""
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True).stdout
    return re.findall(r"Signature Validation: (.+)", said)


def picture(pdf, page_number, folder):
    """A page as people see it, at 100 dots an inch."""
    (folder / "look.pdf").write_bytes(pdf)
    number = str(page_number)
    subprocess.run(
        ["pdftoppm", "-r", "100", "-png", "-f", number, "-l", number, "-singlefile", "look.pdf", "look"],
        cwd=folder,
        check=True,
    )
    return folder / "look.png"
