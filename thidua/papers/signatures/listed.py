"""Whether a revision holds what it lists and nothing else.

A reader that finds fault with a table of references searches the file for objects by itself, and may show another paper
than the one that was judged: so there must be no fault to find, and nothing else to be found.
"""

import io
import re
from collections import Counter

from pyhanko.pdf_utils.generic import DictionaryObject, Reference, StreamObject, TrailerReference, read_object
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import XRefSectionData, XRefSectionMetaInfo

BLANK = rb"(?:[\t\n\f\r ]|%(?![^\r\n]*(?:obj|stream|xref|trailer))[^\r\n]*[\r\n])*"
"""White space, and comments in which no reader could find an object."""
NOTHING = re.compile(BLANK)
ENDOBJ = re.compile(BLANK + rb"endobj")
OF_STREAM = re.compile(BLANK + rb"(?:endobj)?")
END = re.compile(BLANK + rb"startxref\s+\d+\s+%%EOF[\r\n]*")
TABLE = re.compile(rb"xref\s+(?:\d+ \d+\s+(?:\d{10} \d{5} [nf] ?[\r\n]+)*)+trailer\s*")
ROW = re.compile(rb"\d{10} (\d{5}) ([nf])")
NEVER_USED = (b"65535", b"f")
KINDS_OF_ENTRIES = {0, 1, 2}
WIDEST_NUMBER = 8
"""Bytes of a number in a stream of references, at most; readers differ in what they make of longer ones."""


def is_listed(reader: PdfFileReader, pdf: bytes, number: int) -> bool:
    """Whether every byte of the revision, counted from 0 and not the first, belongs to what it lists."""
    table, place = reader.xrefs.get_xref_data(number), reader.xrefs.get_xref_container_info(number)
    at = _end(reader, pdf, number - 1)
    for start, name in sorted((offset, (idnum, gen)) for idnum, (gen, offset) in table.standard_xrefs.items()):
        if at is None or start == place.declared_startxref:
            break
        at = _behind_object(reader, pdf, at, start, name)
    return (
        at is not None
        and table.hybrid is None
        and _behind(NOTHING, pdf, at) == place.declared_startxref
        and _end(reader, pdf, number) is not None
        and (_is_plain_stream(pdf, place) if place.stream_ref else _is_plain_table(pdf, table, place))
    )


def ends_at_last(reader: PdfFileReader, pdf: bytes) -> bool:
    """Whether nothing follows the last revision."""
    return _end(reader, pdf, reader.total_revisions - 1) == len(pdf)


def _end(reader: PdfFileReader, pdf: bytes, number: int) -> int | None:
    """Where the revision ends, None where it does not end as it should."""
    place = reader.xrefs.get_xref_container_info(number)
    if place.stream_ref:
        return _behind(END, pdf, _behind(OF_STREAM, pdf, place.end_location))
    return _behind(END, pdf, _behind_value(pdf, place.end_location, TrailerReference(reader)))


def _behind(pattern: re.Pattern[bytes], pdf: bytes, at: int | None) -> int | None:
    found = pattern.match(pdf, at) if at is not None else None
    return found.end() if found else None


def _behind_value(pdf: bytes, at: int, place: Reference | TrailerReference) -> int:
    stream = io.BytesIO(pdf)
    stream.seek(at)
    read_object(stream, place)
    return stream.tell()


def _behind_object(reader: PdfFileReader, pdf: bytes, at: int, start: int, name: tuple[int, int]) -> int | None:
    """Where the object ends that starts behind what was before it; None where it does not stand there."""
    begun = _behind(re.compile(rb"%d %d obj\s*" % name), pdf, start)
    if begun is None or _behind(NOTHING, pdf, at) != start:
        return None
    return _behind(ENDOBJ, pdf, _behind_value(pdf, begun, Reference(*name, pdf=reader)))


def _is_plain_stream(pdf: bytes, place: XRefSectionMetaInfo) -> bool:
    assert place.stream_ref is not None
    begun = _behind(re.compile(rb"\d+ \d+ obj\s*"), pdf, place.declared_startxref)
    stream = io.BytesIO(pdf)
    stream.seek(begun or 0)
    listed = read_object(stream, place.stream_ref)
    if not isinstance(listed, StreamObject):
        return False
    widths = [int(width) for width in listed["/W"]]
    if len(widths) != 3 or max(widths) > WIDEST_NUMBER:
        return False
    kinds = [listed.data[row] if widths[0] else 1 for row in range(0, len(listed.data), sum(widths))]
    numbers = _numbers(listed)
    return set(kinds) <= KINDS_OF_ENTRIES and len(numbers) == len(kinds) and max(numbers) < int(listed["/Size"])


def _numbers(listed: DictionaryObject) -> list[int]:
    spans = [int(bound) for bound in listed["/Index"]] if "/Index" in listed else [0, int(listed["/Size"])]
    return [
        number for first, count in zip(spans[::2], spans[1::2], strict=True) for number in range(first, first + count)
    ]


def _is_plain_table(pdf: bytes, table: XRefSectionData, place: XRefSectionMetaInfo) -> bool:
    """Whether no number stands in it twice."""
    text = pdf[place.declared_startxref : place.end_location]
    rows = Counter(found.groups() for found in ROW.finditer(text))
    rows.pop(NEVER_USED, None)
    return bool(TABLE.fullmatch(text)) and rows.total() == len(table.standard_xrefs) + len(table.freed)
