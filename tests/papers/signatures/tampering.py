"""What somebody without a key may do to a signed paper: each changes the file, most as another revision."""

import io

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.papers.signatures.pictures import seal_png
from thidua.papers.signatures.appending import Appended, draw, fields_by_name, size_of
from thidua.papers.signatures.stamps import Alignment, Line, seal_stamp, text_stamp

PAINT = b"q 1 1 1 rg 100 300 300 200 re f 0 0 0 rg 100 300 50 50 re f Q"


def flipped(pdf, place, bit=0):
    """One bit of one byte changed."""
    return pdf[:place] + bytes([pdf[place] ^ (1 << bit)]) + pdf[place + 1 :]


def text_flipped(pdf):
    return flipped(pdf, 3000)


def padding_flipped(pdf):
    """A zero behind the last signature, which no digest covers."""
    return flipped(pdf, pdf.rindex(b"0" * 200 + b">") + 10)


def letter_case_flipped(pdf):
    """A digit of the last signature written small: it reads the same."""
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    letter = min(pdf.index(digit, start) for digit in (b"A", b"B", b"C"))
    return flipped(pdf, letter, bit=5)


def length_flipped(pdf):
    """The last signature made to say that 4,096 of the zeros behind it are its own."""
    return flipped(pdf, pdf.rindex(b"/Contents <") + len(b"/Contents <3082"))


def issuer_spelt_otherwise(pdf):
    """A capital of the issuer's name in the last signature made small, which makes no difference in names."""
    return flipped(pdf, pdf.rindex(b"Lam Giang".hex().upper().encode()), bit=1)


def rewritten(pdf):
    """Opened and saved anew by another program."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        file = io.BytesIO()
        opened.save(file)
        return file.getvalue()


def page_painted_over(pdf):
    writer = Appended(pdf)
    writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=PAINT)))
    return writer.file()


def page_content_replaced(pdf):
    writer = Appended(pdf)
    page = writer.root["/Pages"]["/Kids"][0]
    contents = page.raw_get("/Contents").reference
    writer.objects[(0, contents.idnum)] = generic.StreamObject(stream_data=PAINT)
    return writer.file()


def page_appended(pdf):
    writer = Appended(pdf)
    size = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
    page = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Page"), pdf_name("/MediaBox"): size})
    page[pdf_name("/Contents")] = writer.add_object(generic.StreamObject(stream_data=PAINT))
    page[pdf_name("/Resources")] = generic.DictionaryObject()
    writer.insert_page(page)
    return writer.file()


def seal_swapped(pdf):
    """The seal's picture exchanged for another."""
    writer = Appended(pdf)
    field = fields_by_name(writer)["dau"]
    draw(writer, field, seal_stamp(seal_png(300), *size_of(field)))
    return writer.file()


def signature_swapped(pdf):
    writer = Appended(pdf)
    field = fields_by_name(writer)["ky-0"]
    draw(writer, field, seal_stamp(seal_png(300), *size_of(field)))
    return writer.file()


def number_changed(pdf):
    """Another number filled in, with its look."""
    writer = Appended(pdf)
    field = fields_by_name(writer)["so"]
    field[pdf_name("/V")] = generic.TextStringObject("99")
    draw(writer, field, text_stamp("99", Line("Tinos", False, 13), Alignment.RIGHT, *size_of(field)))
    return writer.file()


def number_drawn_differently(pdf):
    """The number's look alone exchanged; the field still says the old one."""
    writer = Appended(pdf)
    field = fields_by_name(writer)["so"]
    draw(writer, field, text_stamp("99", Line("Tinos", False, 13), Alignment.RIGHT, *size_of(field)))
    return writer.file()


def metadata_changed(pdf):
    """Another title in the metadata, which viewers show and pyHanko lets pass."""
    writer = Appended(pdf)
    stream = writer.root["/Metadata"]
    changed = stream.data.replace("Kế hoạch".encode(), "Quyết định".encode())
    metadata = writer.root.raw_get("/Metadata").reference
    writer.objects[(0, metadata.idnum)] = generic.StreamObject(dict(stream), stream_data=changed)
    return writer.file()


def title_changed(pdf):
    writer = Appended(pdf)
    info = writer.prev.trailer["/Info"]
    info[pdf_name("/Title")] = generic.TextStringObject("Một văn bản khác")
    writer.update_container(info)
    return writer.file()


def content_replaced(pdf):
    """Another JSON in the place of the paper's content."""
    writer = Appended(pdf)
    file = list(writer.root["/Names"]["/EmbeddedFiles"]["/Names"])[1].get_object()
    content = file["/EF"].raw_get("/F").reference
    writer.objects[(0, content.idnum)] = generic.StreamObject(stream_data=b'{"title": "khac"}')
    return writer.file()


def note_laid_over(pdf):
    """A white note with other words, as an annotation."""
    writer = Appended(pdf)
    page = writer.root["/Pages"]["/Kids"][0]
    rectangle = generic.ArrayObject(map(generic.FloatObject, (100, 300, 400, 500)))
    note = generic.DictionaryObject(
        {pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/FreeText")}
    )
    note[pdf_name("/Rect")] = rectangle
    note[pdf_name("/Contents")] = generic.TextStringObject("Nội dung khác")
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])
    writer.update_container(page)
    return writer.file()


def field_added(pdf):
    writer = Appended(pdf)
    field = generic.DictionaryObject({pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): generic.TextStringObject("x")})
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(writer.add_object(field))
    writer.update_container(fields)
    return writer.file()


def seal_removed(pdf):
    """The seal's signature taken out of its field."""
    writer = Appended(pdf)
    field = fields_by_name(writer)["dau"]
    del field["/V"]
    writer.update_container(field)
    return writer.file()


def loose_object_appended(pdf):
    """A revision with an object that nothing uses."""
    writer = Appended(pdf)
    writer.add_object(generic.StreamObject(stream_data=PAINT))
    return writer.file()


def bytes_appended(pdf):
    return pdf + b"\n% mot dong nua\n"


def second_file_appended(pdf):
    return pdf + pdf


def rolled_back(pdf):
    """Cut off behind the first signature, which is valid again as it was."""
    first = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    _, _, resumed, length = (int(number) for number in first.byte_range)
    return pdf[: resumed + length]


TAMPERINGS = {
    tampering.__name__: tampering
    for tampering in (
        text_flipped,
        padding_flipped,
        letter_case_flipped,
        length_flipped,
        issuer_spelt_otherwise,
        rewritten,
        page_painted_over,
        page_content_replaced,
        page_appended,
        seal_swapped,
        signature_swapped,
        number_changed,
        number_drawn_differently,
        metadata_changed,
        title_changed,
        content_replaced,
        note_laid_over,
        field_added,
        seal_removed,
        loose_object_appended,
        bytes_appended,
        second_file_appended,
        rolled_back,
    )
}
