"""Files that are kept: their bytes never change, and what people bring can do no harm."""

import unicodedata
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from pikepdf import Array, Dictionary, Name, Stream

from tests.papers.world import standing
from thidua.papers.models import StoredFile
from thidua.papers.services import files

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea735818e0000000049454e44ae426082"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
ZIP = b"PK\x03\x04" + bytes(26) + b"PK\x05\x06" + bytes(18)


def pdf(change=None, **saving):
    """A PDF of one page, changed where a test says so."""
    with pikepdf.new() as made:
        made.add_blank_page()
        if change:
            change(made)
        data = BytesIO()
        made.save(data, **saving)
    return data.getvalue()


def set_root(**entries):
    return lambda made: [made.Root.__setitem__(f"/{key}", value) for key, value in entries.items()]


def script(text="app.alert(1)"):
    return Dictionary(S=Name.JavaScript, JS=pikepdf.String(text))


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
    assert files.harmless_name(told) == kept


def test_a_long_name_keeps_its_beginning_and_its_ending():
    name = files.harmless_name("Kế hoạch " + "rất dài " * 40 + "năm 2026.pdf")
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


@pytest.mark.parametrize(
    ("data", "name", "content_type"),
    [
        (pdf(), "Bản ký.PDF", "application/pdf"),
        (pdf() + b"\r\n\0", "a.pdf", "application/pdf"),
        (PNG, "a.png", "image/png"),
        (JPEG, "a.jpeg", "image/jpeg"),
    ],
)
def test_scans_are_taken(data, name, content_type):
    assert files.checked_scan(data, name) == content_type


def test_our_own_papers_are_taken_when_they_come_back(rendering):
    assert files.checked_scan(rendering.pdf, "Kế hoạch.pdf") == "application/pdf"


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"MZ\x90\x00" + bytes(60), "a.pdf", "Chỉ nhận bản quét"),
        (pdf(), "a.exe", "Chỉ nhận bản quét"),
        (pdf(), "a.pdf.html", "Chỉ nhận bản quét"),
        (PNG, "a.pdf", "Chỉ nhận bản quét"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png", "Chỉ nhận bản quét"),
        (b"", "a.pdf", "Chỉ nhận bản quét"),
        (b"\n" + pdf(), "a.pdf", "Chỉ nhận bản quét"),
        (pdf() + bytes(20 * 1024 * 1024), "a.pdf", "lớn hơn 20 MB"),
        (pdf()[:-40], "a.pdf", "cắt cụt"),
        (pdf() + ZIP, "a.pdf", "phần lạ nối thêm"),
        (JPEG + b"<script>alert(1)</script>", "a.jpg", "phần lạ nối thêm"),
        (PNG + ZIP, "a.png", "phần lạ nối thêm"),
        (b"%PDF-1.7\n" + bytes(range(256)) + b"\n%%EOF", "a.pdf", "bị hỏng"),
        (pdf(lambda made: made.pages.__delitem__(0)), "a.pdf", "không có trang nào"),
        (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "a.pdf", "đặt mật khẩu"),
    ],
)
def test_what_is_no_scan_is_refused(data, name, message):
    with pytest.raises(ValidationError, match=message):
        files.checked_scan(data, name)


@pytest.mark.parametrize(
    "change",
    [
        set_root(OpenAction=script()),
        lambda made: made.Root.__setitem__("/OpenAction", made.make_indirect(script())),
        set_root(OpenAction=Dictionary(S=Name.Launch, F="cmd.exe")),
        set_root(OpenAction=Dictionary(S=Name.GoTo, Next=Array([script()]))),
        set_root(Names=Dictionary(JavaScript=Dictionary(Names=Array(["a", script()])))),
        set_root(AcroForm=Dictionary(XFA=Array([]))),
        lambda made: made.pages[0].__setitem__("/AA", Dictionary(O=script())),
        lambda made: made.pages[0].__setitem__(
            "/Annots", Array([Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm))])
        ),
        lambda made: made.Root.__setitem__("/A", Stream(made, b"", S=Name.JavaScript)),
    ],
)
@pytest.mark.parametrize("hidden", [True, False], ids=["in an object stream", "plain"])
def test_a_pdf_that_runs_something_is_refused(change, hidden):
    mode = pikepdf.ObjectStreamMode.generate if hidden else pikepdf.ObjectStreamMode.disable
    with pytest.raises(ValidationError, match="mã lệnh"):
        files.checked_scan(pdf(change, object_stream_mode=mode), "a.pdf")


def test_the_name_of_a_command_may_be_spelt_in_hexadecimal():
    data = pdf(set_root(OpenAction=script())).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/J#53")
    with pytest.raises(ValidationError, match="mã lệnh"):
        files.checked_scan(data, "a.pdf")
