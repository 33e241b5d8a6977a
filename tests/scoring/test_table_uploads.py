"""Every file of a table is looked at before it is read, whatever it is; what is refused is told in words."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from scoring.forms.tables.making import ImportForm
from tests.scoring.given_tables import excel_file, paste, word_file
from thidua.papers.services import uploads

TABLE = (("1", "Họp", "10", ""), ("2", "Báo cáo", "5", ""))
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def given(name, data):
    """What the form makes of an upload."""
    form = ImportForm({"text": ""}, MultiValueDict({"file": [SimpleUploadedFile(name, data)]}))
    return form.cleaned_data["given"] if form.is_valid() else None, " ".join(map(str, form.non_field_errors()))


def open_document(*entries):
    """An OpenDocument text with further entries, each with what it holds."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        for name, content in entries:
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bang.docx", word_file(*TABLE)),
        ("bang.doc", word_file(*TABLE)),
        ("bang.txt", paste(*TABLE)),
        ("bang.xlsx", excel_file([["TT", "Nội dung", "Điểm chuẩn"], ["1", "Họp", 10]])),
    ],
    ids=["docx", "doc that is docx", "txt", "xlsx"],
)
def test_honest_files_are_read(name, data):
    read, told = given(name, data)
    assert (read.data, told) == (data, "")
    assert read.content_type == uploads.DOCUMENTS[f".{read.name.rpartition('.')[2]}"].content_type


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("bang.doc", OLE + "_VBA_PROJECT".encode("utf-16-le"), "macro"),
        ("bang.rtf", rb"{\rtf1{\object\objdata 0105}}", "đối tượng nhúng"),
        ("bang.odt", open_document(("Basic/Standard/Module1.xml", "<m/>")), "macro"),
        ("bang.odt", open_document(("content.xml", b"<a>" + b"0" * 60_000_000)), "giải nén ra quá lớn"),
        ("bang.txt", b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE", "mã độc"),
        ("bang.txt", b"\x00\x01\x02" * 100, "nhị phân"),
        ("bang.xlsx", paste(*TABLE), "nội dung không phải loại ấy"),
        ("bang.exe", b"MZ", "Chỉ nhận tệp .docx, .xlsx, .pdf, .doc, .odt, .rtf, .txt, .md"),
    ],
)
def test_hostile_and_other_files_are_refused(name, data, why):
    read, told = given(name, data)
    assert read is None
    assert why in told
