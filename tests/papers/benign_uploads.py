"""Files as offices send them: none may be refused. Made here, so that nobody's photographs lie in the repository."""

import io
import struct
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

import docx
import openpyxl
import pikepdf
from docx.shared import Cm
from openpyxl.chart import BarChart, PieChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.worksheet.datavalidation import DataValidation
from pikepdf import Array, Dictionary, Name
from PIL import ExifTags, Image

from tests.papers.hostile_uploads import RELATIONS, WORD_MAIN, a_pdf, an_office_file, grain, parts_of, zipped
from tests.papers.samples import sample_document
from thidua.papers.pdf import render
from thidua.papers.services.uploads import KINDS


@dataclass(frozen=True)
class Benign:
    what: str
    name: str
    make: Callable[[], bytes]
    is_large: bool = False
    """Whether making it takes long."""

    def __str__(self):
        return f"{self.what}, {self.name!r}"


def photograph(width, height, mode="RGB"):
    """A grainy picture; like one of a paper on a table it is neither empty nor noise."""
    grain = Image.effect_noise((max(width // 8, 1), max(height // 8, 1)), 60).resize(
        (width, height), Image.Resampling.BILINEAR
    )
    return grain.convert(mode)


def jpeg(width=800, height=600, mode="RGB", **saving):
    data = io.BytesIO()
    photograph(width, height, mode).save(data, "JPEG", **({"quality": 80} | saving))
    return data.getvalue()


def png(image, **saving):
    data = io.BytesIO()
    image.save(data, "PNG", **saving)
    return data.getvalue()


# Photographs ---------------------------------------------------------------------------------------------------------


def _exif(make, orientation):
    exif = Image.Exif()
    base = ExifTags.Base
    exif.update(
        {base.Make: make, base.Model: f"{make} 15", base.Orientation: orientation, base.DateTime: "2026:11:02 08:15:30"}
    )
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (21.0, 1.0, 40.5), 3: "E", 4: (105.0, 50.0, 11.0)})
    exif.get_ifd(ExifTags.IFD.Exif).update({base.ExposureTime: 0.01, base.MakerNote: grain(3000)})
    return exif


def _film():
    return struct.pack(">I", 24) + b"ftypmp42" + bytes(12) + struct.pack(">I", 40_008) + b"mdat" + grain(40_000)


def _photograph(make, orientation):
    return jpeg(exif=_exif(make, orientation))


def photographs():
    for make in ("Apple", "samsung", "OPPO", "vivo", "Xiaomi"):
        for orientation in (1, 6, 8):
            yield Benign(
                f"a photograph, {make}, turned {orientation}",
                "IMG_2041.JPG",
                partial(_photograph, make, orientation),
            )
    big = {"12 MP": (4032, 3024), "40 MP": (7296, 5472), "50 MP": (8160, 6120), "108 MP": (12_000, 9_000)}
    for what, (width, height) in big.items():
        yield Benign(f"a photograph of {what}", "20261102_081530.jpg", partial(jpeg, width, height, "L"), is_large=True)
    yield Benign("40 MP in colours", "IMG.jpg", lambda: jpeg(7296, 5472, quality=60), is_large=True)
    yield Benign("progressive, from a chat", "z5912345678901_1a2b.jpg", lambda: jpeg(progressive=True))
    yield Benign("progressive, 12 MP", "a.jpeg", lambda: jpeg(4032, 3024, progressive=True), is_large=True)
    yield Benign("grey", "a.jpg", lambda: jpeg(mode="L"))
    yield Benign("in printing colours", "a.jpg", lambda: jpeg(mode="CMYK"))
    yield Benign("with colours at every point", "a.jpg", lambda: jpeg(subsampling=0))
    yield Benign("with restart marks", "a.jpg", lambda: jpeg(restart_marker_rows=1))
    yield Benign("with a remark", "a.jpg", lambda: jpeg(comment="Hội nghị tổng kết <năm 2026>".encode()))
    yield Benign(
        "with a profile and a preview",
        "a.jpg",
        lambda: jpeg(icc_profile=grain(9000), exif=_exif("Canon", 1)),
    )
    yield Benign(
        "with its own description",
        "a.jpg",
        lambda: jpeg(xmp=b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF/></x:xmpmeta>'),
    )
    yield Benign(
        "with Samsung's mark",
        "20261102_101010.jpg",
        lambda: jpeg() + b"\0\0\x01\x0aImage_UTC_Data1762045" + b"SEFH" + bytes(20) + b"SEFT",
    )
    yield Benign("with a brightness map", "PXL_20261102.jpg", lambda: jpeg() + jpeg(300, 200, "L"))
    yield Benign("with a film of the moment", "PXL_20261102.MP.jpg", lambda: jpeg() + _film())
    yield Benign("filled up with nulls", "scan.jpg", lambda: jpeg() + bytes(400))
    yield Benign("tiny", "a.jpg", lambda: jpeg(1, 1))


def scans_as_pictures():
    yield Benign("a screen", "Ảnh chụp màn hình 2026-11-02.png", lambda: png(photograph(1080, 2400)), is_large=True)
    yield Benign("a screen with shades", "Screenshot.png", lambda: png(photograph(1080, 600).convert("RGBA")))
    yield Benign(
        "A4, 600 dpi, black and white",
        "scan0001.png",
        lambda: png(photograph(4960, 7016, "1"), dpi=(600, 600)),
        is_large=True,
    )
    yield Benign(
        "A3, 600 dpi, black and white", "scan0002.png", lambda: png(Image.new("1", (7016, 9921), 1)), is_large=True
    )
    yield Benign("A4, 300 dpi, grey", "scan0003.png", lambda: png(photograph(2480, 3508, "L")), is_large=True)
    yield Benign(
        "A4, 300 dpi, colours", "scan0004.png", lambda: png(photograph(2480, 3508), compress_level=1), is_large=True
    )
    yield Benign(
        "A4, 600 dpi, colours, nearly empty",
        "scan0005.png",
        lambda: png(Image.new("RGB", (4960, 7016), "white")),
        is_large=True,
    )
    yield Benign("256 colours", "a.png", lambda: png(photograph(900, 900).convert("P")))
    yield Benign("16 bits", "a.png", lambda: png(photograph(300, 300, "L").convert("I;16")))
    yield Benign("grey with shades", "a.png", lambda: png(photograph(300, 300, "LA")))
    yield Benign("optimised", "a.png", lambda: png(photograph(600, 600), optimize=True), is_large=True)
    yield Benign("one point", "a.png", lambda: png(Image.new("L", (1, 1))))


# PDF -----------------------------------------------------------------------------------------------------------------


@cache
def _our_paper():
    return render(sample_document()).pdf


def _scanned(pages, mode="RGB", **saving):
    first, *more = [photograph(827, 1169, mode) for _ in range(pages)]
    data = io.BytesIO()
    first.save(data, "PDF", save_all=True, append_images=more, resolution=100, **saving)
    return data.getvalue()


def _again(data, change=lambda _: None, **saving):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, **saving)
    return out.getvalue()


def _link(pdf):
    action = Dictionary(S=Name.URI, URI="https://chinhphu.vn")
    pdf.pages[0]["/Annots"] = Array([Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)])


def _form(pdf):
    box = Dictionary(FT=Name.Tx, T="Ten", V="Sở Y tế", Subtype=Name.Widget, Rect=Array([0, 0, 90, 20]))
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([pdf.make_indirect(box)]))


def _signature_box(pdf):
    signature = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=pikepdf.String("0" * 200))
    box = Dictionary(FT=Name.Sig, T="KySo", V=pdf.make_indirect(signature), Rect=Array([0, 0, 0, 0]))
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([pdf.make_indirect(box)]), SigFlags=3)


def pdfs():
    def case(what, make, name="Quyết định số 15.pdf", *, is_large=False):
        return Benign(what, name, make, is_large)

    for pages in (1, 2, 5, 20):
        yield case(f"{pages} scanned pages", partial(_scanned, pages), "Scan_2026-11-02.PDF", is_large=pages > 5)
    yield case("scanned, black and white", lambda: _scanned(3, "1"))
    yield case("scanned, grey", lambda: _scanned(3, "L"))
    yield case("scanned, with words about itself", lambda: _scanned(1, title="Báo cáo", author="Văn thư"))
    yield case("one of our papers", _our_paper)
    yield case(
        "one of our papers with its plan inside",
        lambda: _again(_our_paper(), lambda pdf: pdf.attachments.__setitem__("plan.json", b'{"schema": 1}')),
    )
    yield case(
        "with a Word file attached",
        lambda: a_pdf(lambda pdf: pdf.attachments.__setitem__("a.docx", an_office_file(".docx"))),
    )
    yield case("made for the web", lambda: _again(_our_paper(), linearize=True))
    yield case(
        "with objects in streams", lambda: _again(_our_paper(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    )
    yield case(
        "without streams of objects", lambda: _again(_our_paper(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    )
    yield case("of version 1.3", lambda: _again(_scanned(1), force_version="1.3"))
    yield case("of version 2.0", lambda: _again(_our_paper(), force_version="2.0"))
    yield case("with links", lambda: a_pdf(_link))
    yield case("with a form filled in", lambda: a_pdf(_form))
    yield case("signed with a key", lambda: a_pdf(_signature_box))
    yield case(
        "that opens at a page",
        lambda: a_pdf(lambda pdf: pdf.Root.__setitem__("/OpenAction", Array([pdf.pages[0].obj, Name.Fit]))),
    )
    yield case("100 empty pages", lambda: a_pdf(lambda pdf: [pdf.add_blank_page() for _ in range(99)] and None))
    yield case("with line ends after its end", lambda: a_pdf() + b"\r\n\r\n")
    yield case("with a wrong table of places", lambda: a_pdf().replace(b"startxref\n", b"startxref\n9"))
    yield case(
        "that speaks of JavaScript", lambda: a_pdf(lambda pdf: pdf.docinfo.__setitem__("/Title", "JavaScript, Launch"))
    )


# Word and Excel ------------------------------------------------------------------------------------------------------


def _word(fill):
    text = docx.Document()
    text.add_heading("BÁO CÁO", 1)
    fill(text)
    data = io.BytesIO()
    text.save(data)
    return data.getvalue()


def _table(text, rows=40):
    table = text.add_table(rows, 5)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "Sở Y tế"


def _with_chart(ending):
    """A chart with the workbook of its figures, as Word keeps one."""
    folder = "word" if ending == ".docx" else "xl"
    parts = parts_of(an_office_file(ending))
    parts[f"{folder}/charts/chart1.xml"] = (
        b"<c:chartSpace xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'/>"
    )
    parts[f"{folder}/charts/_rels/chart1.xml.rels"] = (
        f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' "
        f"Type='{RELATIONS}/package' Target='../embeddings/Microsoft_Excel_Worksheet.xlsx'/></Relationships>"
    ).encode()
    parts[f"{folder}/embeddings/Microsoft_Excel_Worksheet.xlsx"] = an_office_file(".xlsx")
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        f'<Default Extension="xlsx" ContentType="{KINDS[".xlsx"].content_type}"/></Types>'.encode(),
    )
    return zipped(parts)


def _more(ending, parts):
    return zipped(parts_of(an_office_file(ending)) | parts)


def _related(kind, target):
    parts = parts_of(an_office_file(".docx"))
    line = f'<Relationship Id="rX" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", line.encode())
    return zipped(parts)


def _declared_by_default():
    """As the tools of .NET declare the main part."""
    parts = parts_of(an_office_file(".docx"))
    types = parts["[Content_Types].xml"].decode()
    override = f'<Override PartName="/word/document.xml" ContentType="{WORD_MAIN}"/>'
    assert override in types
    types = types.replace(override, "").replace(
        'Extension="xml" ContentType="application/xml"', f'Extension="xml" ContentType="{WORD_MAIN}"'
    )
    return zipped(parts | {"[Content_Types].xml": types.encode()})


def _add_screen(text):
    text.add_picture(io.BytesIO(png(photograph(1080, 1200))), Cm(8))


def word_files():
    def case(what, make, name="Báo cáo năm 2026.docx", *, is_large=False):
        return Benign(what, name, make, is_large)

    yield case("a paragraph", lambda: an_office_file(".docx"))
    yield case("a table", lambda: _word(_table))
    yield case("a long table", lambda: _word(lambda text: _table(text, 300)), is_large=True)
    yield case(
        "photographs",
        lambda: _word(
            lambda text: [text.add_picture(io.BytesIO(jpeg(exif=_exif("Apple", 6))), Cm(15)) for _ in range(6)]
        ),
    )
    yield case(
        "a large photograph",
        lambda: _word(lambda text: text.add_picture(io.BytesIO(jpeg(7296, 5472)), Cm(15))),
        is_large=True,
    )
    yield case("a screen", partial(_word, _add_screen), is_large=True)
    yield case(
        "head and foot",
        lambda: _word(lambda text: setattr(text.sections[0].header.paragraphs[0], "text", "Số: 15/BC-SYT")),
    )
    yield case(
        "many pages",
        lambda: _word(lambda text: [text.add_paragraph("Nội dung báo cáo. " * 40) for _ in range(400)]),
        is_large=True,
    )
    yield case("a chart with its figures", lambda: _with_chart(".docx"))
    yield case("links to pages", lambda: _related("hyperlink", "https://chinhphu.vn"))
    yield case("a mail address", lambda: _related("hyperlink", "mailto:vanthu@syt.example"))
    yield case(
        "its author's template",
        lambda: _related(
            "attachedTemplate", "file:///C:\\Users\\lan\\AppData\\Roaming\\Microsoft\\Templates\\Mau.dotm"
        ),
    )
    yield case("the usual template", lambda: _related("attachedTemplate", "Normal.dotm"))
    yield case("made by .NET", _declared_by_default)
    yield case("what Word 2007 left behind", lambda: _more(".docx", {"[trash]/0000.dat": bytes(200)}))
    yield case(
        "a printer", lambda: _more(".docx", {"word/printerSettings1.bin": b"\\\x00\\\x00m\x00a\x00y\x00" + bytes(300)})
    )
    yield case("fonts", lambda: _more(".docx", {"word/fonts/font1.odttf": grain(50_000)}))
    yield case(
        "drawings",
        lambda: _more(
            ".docx",
            {"word/media/image1.emf": grain(9000), "word/media/image2.wmf": grain(900)},
        ),
    )
    yield case("folders", lambda: _more(".docx", {"word/media/": b""}))
    yield case("a field for the date", lambda: _word(lambda text: text.add_paragraph("Ngày: DDE không phải là lệnh")))
    yield case(
        "a name in parts",
        lambda: an_office_file(".docx"),
        unicodedata.normalize("NFD", "Báo cáo tổng kết khối thi đua.docx"),
    )
    yield case(
        "a long name", lambda: an_office_file(".docx"), "Báo cáo kết quả thực hiện phong trào thi đua " * 6 + ".docx"
    )


def _excel(fill):
    book = openpyxl.Workbook()
    fill(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _rows(count):
    return lambda book: [
        book.active.append([number, f"Đơn vị {number}", number * 1.5, "Đạt"]) for number in range(count)
    ]


def _charts(book):
    _rows(20)(book)
    for chart, place in ((BarChart(), "F2"), (PieChart(), "F20")):
        chart.add_data(Reference(book.active, min_col=3, min_row=1, max_row=20))
        book.active.add_chart(chart, place)


def _remarks(book):
    book.active["A1"] = "Điểm"
    book.active["A1"].comment = Comment("Xem lại", "Lan")


def _choices(book):
    rule = DataValidation(type="list", formula1='"Đạt,Không đạt"')
    book.active.add_data_validation(rule)
    rule.add("A1:A50")


def excel_files():
    def case(what, make, name="Bảng tổng hợp.xlsx", *, is_large=False):
        return Benign(what, name, make, is_large)

    yield case("empty", lambda: an_office_file(".xlsx"))
    for count in (100, 5_000, 20_000):
        yield case(f"{count} rows", partial(_excel, _rows(count)), is_large=count > 100)
    yield case(
        "the same cell again and again",
        lambda: _excel(lambda book: [book.active.append(["Đạt"] * 20) for _ in range(2000)]),
        is_large=True,
    )
    yield case("charts", lambda: _excel(_charts))
    yield case("a picture", lambda: _excel(lambda book: book.active.add_image(SheetImage(io.BytesIO(jpeg())), "A1")))
    yield case("sums", lambda: _excel(lambda book: book.active.append([1, 2, "=SUM(A1:B1)", "=A1/B1"])))
    yield case("remarks", lambda: _excel(_remarks))
    yield case("choices", lambda: _excel(_choices))
    yield case("links", lambda: _excel(lambda book: setattr(book.active["A1"], "hyperlink", "https://chinhphu.vn")))
    yield case("ten sheets", lambda: _excel(lambda book: [book.create_sheet(f"Quý {number}") for number in range(9)]))
    yield case("a printer", lambda: _more(".xlsx", {"xl/printerSettings/printerSettings1.bin": b"H\0P\0" + bytes(900)}))
    yield case("a chart with its figures", lambda: _with_chart(".xlsx"))
    yield case("a name in parts", lambda: an_office_file(".xlsx"), unicodedata.normalize("NFD", "Số liệu quý IV.XLSX"))
    yield case("a folder in its name", lambda: an_office_file(".xlsx"), "C:\\fakepath\\Số liệu.xlsx")


def benign_uploads():
    """All of them."""
    yield from photographs()
    yield from scans_as_pictures()
    yield from pdfs()
    yield from word_files()
    yield from excel_files()
