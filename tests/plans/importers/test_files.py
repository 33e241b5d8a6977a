"""Files of every kind, told by what they are, and the programs that turn them into Word or text."""

import io
import shutil
import subprocess
import zipfile

import pytest

from plans.importers import conversion
from plans.importers.blocks import UnreadableFileError
from plans.importers.files import kind_of, read_bytes, read_file
from tests.plans.importers.docx.samples import TABLES
from tests.plans.importers.readings import SAMPLES, summary_of

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def refusal(data):
    with pytest.raises(UnreadableFileError) as refused:
        read_bytes(data)
    return str(refused.value)


@pytest.fixture(scope="module")
def in_other_forms(tmp_path_factory):
    """The sample plan as LibreOffice writes it, by ending."""
    folder = tmp_path_factory.mktemp("forms")
    (folder / "plan.docx").write_bytes(TABLES)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for ending in ("odt", "rtf", "pdf"):
        command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", folder, folder / "plan.docx"]
        subprocess.run(command, check=True, capture_output=True, timeout=100)
    return {ending: (folder / f"plan.{ending}").read_bytes() for ending in ("docx", "odt", "rtf", "pdf")}


def test_a_file_is_told_by_its_bytes():
    beginnings = {".docx": TABLES, ".doc": OLE, ".rtf": b"{\\rtf1", ".pdf": b"%PDF-1.7", ".txt": "Kế hoạch".encode()}
    assert {kind: kind_of(data) for kind, data in beginnings.items()} == {kind: kind for kind in beginnings}


def test_a_name_that_lies_does_not_matter(tmp_path):
    (tmp_path / "a.txt").write_bytes(TABLES)
    (tmp_path / "b.docx").write_bytes((SAMPLES / "quarters.txt").read_bytes())
    assert read_file(tmp_path / "a.txt") == read_bytes(TABLES)
    assert read_file(tmp_path / "b.docx") == read_file(SAMPLES / "quarters.txt")


@pytest.mark.parametrize("data", [b"<html><p>x", b"\xef\xbb\xbf <?xml version='1.0'?><w/>", b"MIME-Version: 1.0"])
def test_a_web_page_under_the_name_of_a_word_file_is_told(data):
    assert "trang web" in refusal(data)


def test_a_file_with_a_password_is_told():
    assert "mật khẩu" in refusal(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))


@pytest.mark.parametrize(("data", "word"), [(OLE, "LibreOffice"), (b"{\\rtf1 x}", "LibreOffice"), (b"%PDF-1.7", "PDF")])
def test_without_the_other_program_the_message_says_what_to_do(monkeypatch, data, word):
    monkeypatch.setenv("PATH", "")
    assert word in refusal(data)
    assert ".docx" in refusal(data)


def test_an_open_document_that_swells_is_not_handed_on():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<a/>")
        archive.writestr("content.xml", b" " * 20_000_000, zipfile.ZIP_DEFLATED)
    assert kind_of(file.getvalue()) == ".odt"
    assert "quá lớn" in refusal(file.getvalue())


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("ending", ["odt", "rtf"])
def test_other_word_processors_files_are_read_like_word(in_other_forms, ending):
    assert kind_of(in_other_forms[ending]) == f".{ending}"
    assert summary_of(read_bytes(in_other_forms[ending])) == summary_of(read_bytes(TABLES))


@needs_office
@needs_poppler
@pytest.mark.slow
def test_the_text_of_a_pdf_is_read(in_other_forms):
    summary, word = summary_of(read_bytes(in_other_forms["pdf"])), summary_of(read_bytes(TABLES))
    assert (summary.subject, summary.bases, summary.headings) == (word.subject, word.bases, word.headings)


@needs_office
@pytest.mark.slow
def test_what_libreoffice_cannot_read_in_time_is_refused(monkeypatch):
    monkeypatch.setattr(conversion, "_SECONDS", 0)
    assert "Không chuyển được" in refusal(b"{\\rtf1 Ke hoach}")


@needs_poppler
def test_a_broken_pdf_is_refused():
    assert "PDF" in refusal(b"%PDF-1.7\n" + b"x" * 99)
