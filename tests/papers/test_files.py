"""Files that are kept: their bytes never change, and what people bring can do no harm."""

import unicodedata
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from tests.papers.hostile_uploads import honest
from tests.papers.world import standing
from thidua.lib.file_names import harmless_name
from thidua.papers.models import StoredFile
from thidua.papers.services import files


def stored(world, data=b"%PDF-1.4", name="Bản ký.pdf", content_type="application/pdf"):
    return files.store(data, name, content_type, by=standing(world.clerk))


# Kept ----------------------------------------------------------------------------------------------------------------


def test_bytes_come_back_as_they_were(world):
    data = bytes(range(256)) * 1000
    file = stored(world, data)
    assert (files.read(StoredFile.objects.get(pk=file.pk)), file.size) == (data, 256_000)


def test_the_same_bytes_twice_are_two_files(world):
    assert stored(world).key != stored(world).key


def test_changed_bytes_are_noticed(world):
    file = stored(world)
    Path(default_storage.path(file.key)).write_bytes(b"%PDF-1.5")
    with pytest.raises(ValueError, match=f"stored file {file.pk} is not what it was"):
        files.read(file)


def test_where_a_file_lies_has_nothing_of_its_name(world):
    assert stored(world, name="../../settings.py").key.startswith(f"{stored(world).sha256[:2]}/{stored(world).sha256}")


def test_a_frozen_rendering_stays_as_it_is_while_its_paper_lives_on(world):
    before = files.read(world.frozen().rendering)
    assert [files.read(paper.rendering) == before for paper in (world.frozen(), world.issued())] == [True, True]


# Names ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Kế hoạch số 05.pdf", "Kế hoạch số 05.pdf"),
        (unicodedata.normalize("NFD", "Kế hoạch.pdf"), "Kế hoạch.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\lan\\Bản ký.pdf", "Bản ký.pdf"),
        ("a.pdf\r\nSet-Cookie: b=1", "a.pdfSet-Cookie: b=1"),
        ("bản\u202efdp.exe", "bảnfdp.exe"),
        ("...", "tep"),
        ("", "tep"),
    ],
)
def test_a_name_is_kept_without_what_could_deceive(told, kept):
    assert harmless_name(told) == kept


def test_a_long_name_keeps_its_beginning_and_its_ending():
    name = harmless_name("Kế hoạch " + "rất dài " * 40 + "năm 2026.pdf")
    assert (len(name), name[:10], name[-12:]) == (200, "Kế hoạch r", "năm 2026.pdf")


# Handed out ----------------------------------------------------------------------------------------------------------


def test_what_people_brought_is_an_attachment_that_can_do_nothing(world):
    response = files.download(stored(world), "Kế hoạch.pdf")
    assert (response.content, dict(response.headers)) == (
        b"%PDF-1.4",
        {
            "Content-Type": "application/pdf",
            "Content-Disposition": "attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch.pdf",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


def test_a_name_cannot_add_a_header(world):
    response = files.download(stored(world), 'a".pdf\r\nSet-Cookie: b=1')
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''a%22.pdf%0D%0ASet-Cookie%3A%20b%3D1"


# Brought -------------------------------------------------------------------------------------------------------------


def test_our_own_papers_are_taken_when_they_come_back(rendering):
    assert files.checked_scan(rendering.pdf, "Kế hoạch.PDF") == "application/pdf"


@pytest.mark.parametrize(
    ("ending", "name"), [(".docx", "a.docx"), (".pdf", "a.exe"), (".png", "a.pdf")], ids=["Word", "program", "other"]
)
def test_what_is_no_scan_is_refused(ending, name):
    with pytest.raises(ValidationError):
        files.checked_scan(honest(ending), name)
