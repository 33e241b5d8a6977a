"""The check code of a paper: given at its freeze, printed where the organisation wants it."""

import re
from collections import Counter

import page
import pikepdf
import pytest
from django.db import IntegrityError, transaction

from blocs.models import Organisation
from tests.papers.reading import read
from tests.papers.samples import RECIPIENTS, SIGNATURE, sample_document
from tests.papers.test_archive import failures
from thidua.papers.codes import ALPHABET, grouped, new_code, plain
from thidua.papers.document import CheckCode, Recipients
from thidua.papers.docx import to_docx
from thidua.papers.html import sheet
from thidua.papers.models import Paper
from thidua.papers.pdf import render
from thidua.papers.services import files

CODE = "7K3F92QDM4XA"
CHECK = CheckCode(code=grouped(CODE), address=f"https://thidua.example/kiem-tra/{CODE}/")
MANY_RECIPIENTS = Recipients(lines=RECIPIENTS.lines * 5)


def test_codes_are_of_letters_that_nobody_confuses_and_do_not_come_twice():
    codes = [new_code() for _ in range(2000)]
    assert len(set(codes)) == 2000
    assert Counter(map(len, codes)) == {12: 2000}
    assert set("".join(codes)) == set(ALPHABET)
    assert set("01ILOU") & set(ALPHABET) == set()


def test_a_code_may_be_typed_as_it_is_printed_or_in_small_letters():
    assert [plain(typed) for typed in (CODE, grouped(CODE), " 7k3f 92qd m4xa ")] == [CODE] * 3


@pytest.mark.parametrize("typed", ["", "7K3F-92QD", "7K3F-92QD-M4XO", "7K3F-92QD-M4XAA", "ệ" * 12])
def test_what_can_be_no_code_is_none(typed):
    assert plain(typed) == ""


def test_a_code_is_one_papers_alone(world):
    first, second = world.frozen(), world.frozen()
    assert first.code != second.code
    with pytest.raises(IntegrityError, match=r"paper_code_unique|papers_paper\.code"), transaction.atomic():
        Paper.objects.filter(pk=second.pk).update(code=first.code)


def words_of(paper):
    return " ".join(run.text for run in read(files.read(paper.rendering)).runs)


def test_an_organisation_that_does_not_ask_for_it_prints_no_code(world):
    frozen = world.frozen()
    assert (frozen.has_code_printed, frozen.printed_code in words_of(frozen)) == (False, False)


def test_one_that_does_prints_it_on_what_is_laid_before_the_signer(world):
    Organisation.objects.filter(pk=world.tourism.pk).update(prints_code=True)
    world.tourism.refresh_from_db()
    frozen = world.frozen()
    assert (frozen.has_code_printed, f"Mã kiểm tra: {frozen.printed_code}" in words_of(frozen)) == (True, True)


def test_a_paper_knows_who_is_to_sign_as_printed(world):
    assert Paper.objects.get(pk=world.frozen().pk).signatories == [
        {
            "authority": list(SIGNATURE.authority),
            "position": list(SIGNATURE.position),
            "name": SIGNATURE.name,
        }
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"recipients": MANY_RECIPIENTS},
        {"recipients": Recipients()},
        {"signatures": (SIGNATURE,) * 3},
        {"signatures": (), "recipients": Recipients()},
    ],
    ids=["beside the signature", "below many recipients", "alone", "several signatures", "nothing else"],
)
def test_a_paper_with_a_code_is_pdf_a_3a_and_pdf_ua_1(changes, tmp_path):
    pdf = render(sample_document(check=CHECK, annexes=(), **changes)).pdf
    assert failures(pdf, page.ValidationProfile.PDF_A_3A, tmp_path) == []
    assert failures(pdf, page.ValidationProfile.PDF_UA_1, tmp_path) == []
    assert f"Mã kiểm tra: {CHECK.code}" in [run.text for run in read(pdf).runs]


def test_the_qr_code_has_words_for_those_who_do_not_see_it(tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(render(sample_document(check=CHECK, annexes=())).pdf)
    with pikepdf.open(path) as pdf:
        figures = [part for part in pdf.objects if isinstance(part, pikepdf.Dictionary) and part.get("/S") == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == [f"Mã QR dẫn đến {CHECK.address}"]


def test_only_a_paper_with_a_code_has_a_qr_code():
    assert [len(re.findall("<svg", str(sheet(sample_document(check=check))))) for check in (None, CHECK)] == [0, 1]


def test_the_word_file_is_worked_with_and_has_none():
    assert to_docx(sample_document(check=CHECK)) == to_docx(sample_document())
