"""The words of a paper come out of its PDF as they went in."""

import subprocess
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from unicodedata import is_normalized, normalize

import pytest

from tests.papers.samples import BODY, LETTERHEAD, sample_document, task_table
from thidua.papers.document import Paragraph, Profile
from thidua.papers.pdf import render

OF_THE_FORM = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 07/KH-KTĐ6 Lam Giang, ngày 09 tháng 3 năm 2026"
)


def text_of(pdf, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout


def words(text):
    return Counter(text.casefold().split())


def printed_texts(value):
    """Every text of a part of a document that is printed as it was given."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from printed_texts(item)
    elif is_dataclass(value) and not isinstance(value, Profile):
        for field in fields(value):
            if field.name not in {"align", "look"}:
                yield from printed_texts(getattr(value, field.name))


def words_of(document):
    """The words to be printed: what was given, what the form adds, hyphens of recipients, numbers of later pages."""
    head = document.letterhead
    parts = (head.superior, head.issuer, document.type_name, document.subject, document.blocks)
    given = [*printed_texts((*parts, document.recipients, document.signatures)), OF_THE_FORM]
    return words(" ".join(given)) + Counter({"-": len(document.recipients.lines)})


def test_words_of_a_text_of_two_pages(tmp_path):
    prose = tuple(block for block in BODY if not hasattr(block, "rows"))
    document = sample_document(blocks=(*prose[:-1], *prose[4:-1], prose[-1]), annexes=())
    text = text_of(render(document).pdf, tmp_path)
    assert text.count("\f") == 2
    assert words(text) == words_of(document) + Counter(["2"])
    assert is_normalized("NFC", text)


def test_words_of_a_table(tmp_path):
    document = sample_document(blocks=(task_table(6), Paragraph(text="Hết./.")), annexes=())
    text = text_of(render(document).pdf, tmp_path)
    assert text.count("\f") == 1
    assert words(text) == words_of(document)


@pytest.mark.parametrize("symbol", ["05-CT/TW", "1245/UBND-VXNV", "12/2019/TT-BNV"])
def test_number_of_a_document_is_never_broken_wherever_it_falls(tmp_path, symbol):
    blocks = tuple(Paragraph(text=f"{'a ' * count}{symbol} và tiếp theo") for count in range(30, 75))
    text = text_of(render(sample_document(blocks=blocks, annexes=())).pdf, tmp_path)
    assert words(text)[symbol.casefold()] == len(blocks)


def test_blank_number_and_date_are_blank_in_the_text(tmp_path):
    document = sample_document(letterhead=replace(LETTERHEAD, number=None), annexes=())
    text = normalize("NFKC", text_of(render(document).pdf, tmp_path))
    assert "Số: /KH-KTĐ6" in " ".join(text.split())
