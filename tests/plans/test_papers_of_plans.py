"""From a file to its paper: every word arrives, none is added, and the paper conforms."""

import re
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import page
import pytest

from plans.documents import official_document
from plans.importers.decoding import decode
from plans.importers.files import read_file
from tests.plans.shared import PLANS
from thidua.papers.pdf import render

SAMPLES = sorted((Path(__file__).parent / "importers" / "samples").glob("*.*"))
FILES = [*SAMPLES, *PLANS]
NATIONAL_HEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
PRESCRIBED = f"{NATIONAL_HEAD} Số: /KH ngày tháng năm"
_NATIONAL_NAME = re.compile(r"CỘNG\s+HO[ÀA]\s+XÃ\s+HỘI|CỘNG\s+HÒA\s+XÃ\s+HỘI", re.IGNORECASE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
_HTML = re.compile(r"</?[a-z]+[^<>]*>")


def words(text):
    """Words and numbers; a word and a number that stand together count apart, as in "1.Mục" and "tháng10"."""
    return Counter(re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFC", text).lower()))


def source_words(path):
    text = _HTML.sub("", _LINK.sub(r"\1", decode(path.read_bytes())))
    return words(_NATIONAL_NAME.sub("CỘNG HÒA XÃ HỘI", text))


def page_numbers(path):
    """Numbers that stand alone on a line set apart: those of the source's pages."""
    return words(
        " ".join(re.findall(r"(?<=\n)\s*\n\s*[-(]?\s*(\d{1,2})\s*[-)]?\s*\n\s*(?=\n)", decode(path.read_bytes())))
    )


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def converted(request, tmp_path_factory):
    """A file and its paper."""
    target = tmp_path_factory.mktemp("papers") / "paper.pdf"
    target.write_bytes(render(official_document(read_file(request.param).content)).pdf)
    return request.param, target


def printed_words(pdf):
    printed = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    return words(printed.stdout)


def test_every_word_of_the_file_is_on_the_paper(converted):
    source, pdf = converted
    lost = source_words(source) - printed_words(pdf) - words(PRESCRIBED) - page_numbers(source)
    assert lost == Counter()


def test_no_word_of_the_paper_is_new(converted):
    source, pdf = converted
    known = source_words(source) | words(PRESCRIBED)
    new = {word for word in printed_words(pdf) if word not in known and not word.isdigit()}
    assert new == set()


@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1])
def test_the_paper_conforms(converted, profile):
    _, pdf = converted
    failures = {failure.rule_id for failure in page.validate_pdf(str(pdf), profile=profile).failures}
    if failures == {"PDFA3A-STREAM-LENGTH-001"}:  # the validator counts an end of line that belongs to the stream
        subprocess.run(["qpdf", "--check", pdf], capture_output=True, check=True)
        failures = set()
    assert failures == set()
