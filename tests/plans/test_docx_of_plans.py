"""Plans as Word files, seen through another program: LibreOffice prints the words and the pages of our PDF."""

import subprocess

import pytest

from plans.documents import official_document
from plans.importers.files import read_file
from tests.papers.word import through_office
from tests.plans.test_papers_of_plans import FILES, printed_words
from thidua.papers.docx import to_docx
from thidua.papers.pdf import render

FEW = 5

pytestmark = [pytest.mark.slow, pytest.mark.long]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """For every plan our PDF, and the PDF that LibreOffice makes of our Word file."""
    folder = tmp_path_factory.mktemp("word")
    ours, words = {}, {}
    for file in FILES:
        document = official_document(read_file(file).content)
        ours[file], words[file] = folder / f"{file.stem}.pdf", folder / f"{file.stem}.docx"
        ours[file].write_bytes(render(document).pdf)
        words[file].write_bytes(to_docx(document))
    theirs = through_office(words.values(), "pdf", folder)
    return {file: (ours[file], theirs[words[file]]) for file in FILES}


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def pair(request, printed):
    return printed[request.param]


def pages(pdf):
    told = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    return int(next(line for line in told.splitlines() if line.startswith("Pages:")).split()[1])


def letters(found):
    """The letters of words; numbers are left out, because the file with more pages has more of them."""
    return sorted("".join(word * count for word, count in found.items() if not word.isdigit()))


def test_it_has_the_words_of_the_pdf(pair):
    """An address longer than its column may be broken elsewhere, so words that differ must have the same letters."""
    ours, theirs = map(printed_words, pair)
    assert letters(theirs - ours) == letters(ours - theirs)
    assert sum((theirs - ours).values()) < FEW


def test_it_has_as_many_pages(pair):
    ours, theirs = pair
    assert abs(pages(theirs) - pages(ours)) <= 1


def test_it_has_the_numbers_of_the_pdf(pair):
    """All but those of pages that only one of them has."""
    ours, theirs = map(printed_words, pair)
    other = [word for word in ((ours - theirs) + (theirs - ours)).elements() if word.isdigit()]
    assert len(other) <= abs(pages(pair[0]) - pages(pair[1]))
