"""Changes of a sealed paper that are made to look like none: pyHanko's rules let them pass, or readers differ in what
they show. Each needs no key."""

import io

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.papers.signatures.tampering import PAINT
from thidua.papers.signatures.appending import Appended, fields_by_name

BODY = (60, 300, 460, 600)
"""Where the text of a first page is, in points."""


def empty_field_laid_over(pdf):
    """A signature field that says in a roundabout way how large it is: not seen as one that can be seen."""
    writer = Appended(pdf)
    sides = [writer.add_object(generic.NumberObject(side)) for side in BODY]
    look = writer.add_object(_look(PAINT))
    field = _over_the_first_page(writer, generic.ArrayObject(sides), look)
    _call_proofs(writer, *sides, look, field)
    return writer.file()


def plain_field_laid_over(pdf):
    """The same without hiding; allowed where the first signature certified nothing."""
    writer = Appended(pdf)
    sides = generic.ArrayObject(map(generic.NumberObject, BODY))
    _over_the_first_page(writer, sides, writer.add_object(_look(PAINT)))
    return writer.file()


def catalog_put_into_the_place_of_a_page(pdf):
    """The catalog under the number of what a page says, which is then gone."""
    writer = Appended(pdf)
    contents = writer.root["/Pages"]["/Kids"][0].raw_get("/Contents")
    writer.objects[(0, contents.idnum)] = _copy(writer.root)
    return _with_trailer(writer, "/Root", contents)


def number_told_otherwise(pdf):
    """The form names another object as the field of the number; the page shows the old one."""
    return _field_replaced(pdf, "so", lambda _: generic.TextStringObject("99"))


def leader_told_to_be_the_seal(pdf):
    """The form names another object as the leader's field, with the seal's signature: the leader's is never asked."""
    return _field_replaced(pdf, "ky-0", lambda writer: fields_by_name(writer)["dau"].raw_get("/V"))


def title_told_otherwise(pdf):
    """Another /Info, as a proof."""
    writer = Appended(pdf)
    info = _copy(writer.prev.trailer["/Info"])
    info[pdf_name("/Title")] = generic.TextStringObject("Một văn bản khác")
    place = writer.add_object(info)
    _call_proofs(writer, place)
    return _with_trailer(writer, "/Info", place)


def looks_wanted_anew(pdf):
    """Viewers are told to draw the fields themselves."""
    writer = Appended(pdf)
    form = writer.root["/AcroForm"]
    form[pdf_name("/NeedAppearances")] = generic.BooleanObject(True)
    writer.update_container(form)
    return writer.file()


def page_for_readers_that_search(pdf):
    """A table with an entry that pyHanko passes over and others find fault with: they search, and find a catalog."""
    size, _, _ = _of_last_revision(pdf)
    return with_table(pdf + _another_paper(pdf, size), pdf, entries=[(size, 3, 0)])


def catalog_listed_twice(pdf):
    """A table with two places of the catalog: some readers take the first, others the last."""
    size, catalog, info = _of_last_revision(pdf)
    other = _another_paper(pdf, size)
    same = b"%d 0 obj\n%s\nendobj\n" % (catalog, _written(PdfFileReader(io.BytesIO(pdf)).root))
    start = len(pdf + other + same)
    rows = [b"%d 1\n%010d 00000 n \n" % (catalog, place) for place in (len(pdf), len(pdf + other))]
    table = b"xref\n%strailer\n<< /Size %d %s >>\n" % (b"".join(rows), size + 14, _trailer(pdf, catalog, info))
    return pdf + other + same + table + b"startxref\n%d\n%%%%EOF\n" % start


def with_table(written, pdf, *, entries, widths=(1, 4, 2), size=None):
    """What was written behind a file, and a stream of references with these entries (number, kind, place)."""
    _, catalog, info = _of_last_revision(pdf)
    own = max(number for number, _, _ in entries) + 1
    entries = [*entries, (own, 1, len(written))]
    data = b"".join(
        b"".join(part.to_bytes(width, "big") for part, width in zip((kind, place, 0), widths, strict=True))
        for _, kind, place in entries
    )
    spans = " ".join(f"{number} 1" for number, _, _ in entries)
    said = f"/Type /XRef /W [{' '.join(map(str, widths))}] /Index [{spans}] /Size {size or own + 1} /Length {len(data)}"
    head = b"%d 0 obj\n<< %s %s >>\nstream\n" % (own, said.encode(), _trailer(pdf, catalog, info))
    return written + head + data + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(written)


DISGUISES = {
    disguise.__name__: disguise
    for disguise in (
        empty_field_laid_over,
        plain_field_laid_over,
        catalog_put_into_the_place_of_a_page,
        number_told_otherwise,
        leader_told_to_be_the_seal,
        title_told_otherwise,
        looks_wanted_anew,
        page_for_readers_that_search,
        catalog_listed_twice,
    )
}


def _look(painted):
    box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 400, 300)))
    said = {"/Type": pdf_name("/XObject"), "/Subtype": pdf_name("/Form"), "/BBox": box}
    return generic.StreamObject({pdf_name(key): value for key, value in said.items()}, stream_data=painted)


def _over_the_first_page(writer, rectangle, look):
    """A signature field there, put into the form and onto the page."""
    pages, form = writer.root["/Pages"]["/Kids"], writer.root["/AcroForm"]
    said = {
        "/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Widget"), "/FT": pdf_name("/Sig"),
        "/T": generic.TextStringObject("x"), "/F": generic.NumberObject(4), "/Rect": rectangle,
        "/AP": generic.DictionaryObject({pdf_name("/N"): look}), "/P": pages.raw_get(0),
    }  # fmt: skip
    field = writer.add_object(generic.DictionaryObject({pdf_name(key): value for key, value in said.items()}))
    for listed in (form["/Fields"], pages[0]["/Annots"]):
        listed.append(field)
        writer.update_container(listed)
    return field


def _call_proofs(writer, *places):
    """List objects where time stamps of proofs are listed: nobody asks what they are."""
    stamps = {
        pdf_name(f"/{number:040X}"): generic.DictionaryObject({pdf_name("/TS"): place})
        for number, place in enumerate(places)
    }
    proofs = {pdf_name("/VRI"): generic.DictionaryObject(stamps)}
    writer.root[pdf_name("/DSS")] = writer.add_object(generic.DictionaryObject(proofs))
    writer.update_root()


def _field_replaced(pdf, name, value):
    """Another object in the place of a field."""
    writer = Appended(pdf)
    fields = writer.root["/AcroForm"]["/Fields"]
    place = next(number for number, field in enumerate(fields) if field.get_object()["/T"] == name)
    field = _copy(fields[place])
    field[pdf_name("/V")] = value(writer)
    fields[place] = writer.add_object(field)
    writer.update_container(fields)
    _call_proofs(writer, fields.raw_get(place))
    return writer.file()


def _copy(dictionary):
    return generic.DictionaryObject({key: dictionary.raw_get(key) for key in dictionary})


def _with_trailer(writer, key, place):
    """The file, another reference in its trailer."""
    populate = writer._populate_trailer

    def populate_otherwise(trailer):
        populate(trailer)
        trailer[pdf_name(key)] = place

    writer._populate_trailer = populate_otherwise
    return writer.file()


def _of_last_revision(pdf):
    """The number after the last, those of catalog and /Info."""
    reader = PdfFileReader(io.BytesIO(pdf))
    return int(reader.trailer["/Size"]), reader.root_ref.idnum, reader.trailer.raw_get("/Info").idnum


def _trailer(pdf, catalog, info):
    reader = PdfFileReader(io.BytesIO(pdf))
    before, identity = str(reader.last_startxref).encode(), _written(reader.trailer["/ID"])
    return b"/Root %d 0 R /Info %d 0 R /Prev %s /ID %s" % (catalog, info, before, identity)


def _written(value):
    stream = io.BytesIO()
    value.write_to_stream(stream, None)
    return stream.getvalue()


def _another_paper(pdf, size):
    """The catalog once more, with one painted page."""
    reader = PdfFileReader(io.BytesIO(pdf))
    catalog = _copy(reader.root)
    catalog[pdf_name("/Pages")] = generic.IndirectObject(size + 11, 0, reader)
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R >>" % (size + 11, size + 13)
    return b"".join(
        b"%d 0 obj\n%s\nendobj\n" % written
        for written in (
            (reader.root_ref.idnum, _written(catalog)),
            (size + 11, b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (size + 12)),
            (size + 12, page),
            (size + 13, b"<< /Length %d >>\nstream\n%s\nendstream" % (len(PAINT), PAINT)),
        )
    )
