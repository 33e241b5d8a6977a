import io
import zipfile

import openpyxl
import pytest

from thidua.lib import office_files
from thidua.lib.office_files import UnsafeFileError, check_office_file

TYPES = "[Content_Types].xml"


def archive(parts, compression=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as zipped:
        for name, content in parts:
            zipped.writestr(name, content)
    return file.getvalue()


def refusal(data):
    with pytest.raises(UnsafeFileError) as refused:
        check_office_file(data)
    return str(refused.value)


def test_an_ordinary_workbook_may_be_opened():
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    check_office_file(file.getvalue())


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04" + b"\0" * 99, b"%PDF-1.7", "Tên;Mã".encode(), b"\0" * 99])
def test_what_is_no_office_file_is_refused(data):
    assert refusal(data) == office_files.NOT_OFFICE


def test_a_zip_without_content_types_is_refused():
    assert refusal(archive([("xl/workbook.xml", "<a/>")])) == office_files.NOT_OFFICE


def test_a_file_with_a_password_or_of_the_old_kind_is_named_as_such():
    assert "mật khẩu" in refusal(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600)


def test_a_file_that_is_too_large_is_refused():
    assert "5 MB" in refusal(b"\0" * (office_files.MOST_BYTES + 1))


def test_a_zip_bomb_is_refused_by_its_ratio():
    assert "quá lớn" in refusal(archive([(TYPES, "<a/>"), ("xl/sheet.xml", b"\0" * 1_000_000)]))


def test_a_small_part_may_be_packed_as_well_as_it_can():
    check_office_file(archive([(TYPES, "<a/>"), ("xl/sheet.xml", b" " * office_files.RATIO_GRACE)]))


def test_too_much_altogether_is_refused(monkeypatch):
    monkeypatch.setattr(office_files, "MOST_UNPACKED", 1000)
    assert "quá lớn" in refusal(archive([(TYPES, "<a/>"), ("a.xml", b"x" * 600), ("b.xml", b"y" * 600)]))


def test_too_many_parts_are_refused():
    many = [(f"{number}.xml", "") for number in range(office_files.MOST_ENTRIES)]
    assert "quá lớn" in refusal(archive([(TYPES, "<a/>"), *many]))


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "xl/../../evil", "C:/evil.xml", r"xl\..\..\evil"])
def test_names_that_lead_elsewhere_are_refused(name):
    assert "bất thường" in refusal(archive([(TYPES, "<a/>"), (name, "")]))


def test_a_name_that_occurs_twice_is_refused():
    assert "bất thường" in refusal(archive([(TYPES, "<a/>"), ("xl/A.xml", ""), ("xl/a.xml", "")]))


@pytest.mark.parametrize(
    "name",
    ["xl/vbaProject.bin", "xl/externalLinks/link1.xml", "xl/activeX/activeX1.xml", "xl/embeddings/oleObject1.bin"],
)
def test_active_content_is_refused(name):
    assert "macro" in refusal(archive([(TYPES, "<a/>"), (name, "")]))


LAUGHS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize("text", [LAUGHS.encode(), LAUGHS.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")])
def test_a_document_type_is_refused_in_every_part_and_encoding(text):
    assert "nguy hiểm" in refusal(archive([(TYPES, "<a/>"), ("xl/sharedStrings.bin", text)]))


def test_an_encoding_that_does_not_exist_is_refused():
    text = '<?xml version="1.0" encoding="UyF-8"?><a/>'
    assert refusal(archive([(TYPES, "<a/>"), ("xl/a.xml", text)])) == office_files.NOT_OFFICE


def test_a_document_type_behind_a_long_comment_is_found():
    text = LAUGHS.replace("<!DOCTYPE", f"<!--{'x' * 200_000}--><!DOCTYPE").encode()
    assert "nguy hiểm" in refusal(archive([(TYPES, "<a/>"), ("xl/a.xml", text)], zipfile.ZIP_STORED))


def test_a_part_that_lies_about_its_size_is_refused():
    whole = archive([(TYPES, "<a/>"), ("xl/a.xml", b" " * 5000)])
    assert refusal(whole.replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little"))) == office_files.NOT_OFFICE
