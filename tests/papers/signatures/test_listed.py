"""A table of references is taken only where all readers make the same of it."""

import io

import pytest

from tests.papers.signatures.disguises import with_table
from thidua.papers.signatures.listed import is_listed
from thidua.papers.signatures.revisions import RevisedPdf


def listed(pdf):
    """Whether the last revision holds what it lists and nothing else."""
    reader = RevisedPdf(io.BytesIO(pdf), strict=True)
    return is_listed(reader, pdf, reader.total_revisions - 1)


@pytest.fixture
def appended(copies):
    """A revision with one object behind the sealed paper, its table as asked for."""
    number = int(RevisedPdf(io.BytesIO(copies.sealed)).trailer["/Size"])

    def appended(*, loose=b"", kind=1, beyond_size=False, **asked):
        written = b"%d 0 obj\n<< >>\nendobj\n" % number if kind == 1 else b""
        entries = [(number, kind, len(copies.sealed))]
        size = number if beyond_size else None
        return with_table(copies.sealed + written + loose, copies.sealed, entries=entries, size=size, **asked)

    return appended


def test_plain_table_is_taken(appended):
    assert listed(appended())


def test_comment_between_objects_is_taken(appended):
    assert listed(appended(loose=b"% from some tool\n"))


def test_entry_of_an_unknown_kind_is_not(appended):
    assert not listed(appended(kind=3))


def test_number_too_wide_is_not(appended):
    assert not listed(appended(widths=(1, 12, 2)))


def test_number_beyond_the_size_is_not(appended):
    assert not listed(appended(beyond_size=True))


def test_object_that_is_not_listed_is_not(appended):
    assert not listed(appended(loose=b"9 0 obj\n<< >>\nendobj\n"))
