"""Writing behind the end of a PDF: a new revision that leaves every byte before it as it is."""

import asyncio
import io
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter

Answer = TypeVar("Answer")


class Appended(IncrementalPdfFileWriter):
    """pyHanko's writer, which leaves the metadata alone: its own rewriting breaks the schema PDF/A and PDF/UA ask for,
    and what was signed once says nothing new about itself."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(io.BytesIO(pdf))

    def _update_meta(self) -> None:
        pass

    def file(self) -> bytes:
        """All bytes: those before, and the revision behind them."""
        output = io.BytesIO()
        self.write(output)  # type: ignore[no-untyped-call]
        return output.getvalue()


Readable = PdfFileReader | HistoricalResolver | IncrementalPdfFileWriter


def fields_by_name(pdf: Readable) -> dict[str, generic.DictionaryObject]:
    """The fields at the top of the form, by name; a paper of ours has no others."""
    if "/AcroForm" not in pdf.root:
        return {}
    form = pdf.root["/AcroForm"]
    fields = [reference.get_object() for reference in form["/Fields"]] if "/Fields" in form else []
    return {str(field["/T"]): field for field in fields if "/T" in field}


def size_of(field: generic.DictionaryObject) -> tuple[float, float]:
    """Width and height of a field in points."""
    left, bottom, right, top = (float(side) for side in field["/Rect"])
    return right - left, top - bottom


def draw(writer: BasePdfFileWriter, field: generic.DictionaryObject, stamp: bytes) -> None:
    """Give the field the look of a stamp, as large as the field; a new object, for the old one may be signed."""
    appearance = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(stamp)))
    field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): appearance})
    writer.update_container(field)


def wait_for(asked: Coroutine[Any, Any, Answer]) -> Answer:
    """What a coroutine of pyHanko comes to, in a thread of its own: this one may already be running an event loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asked).result()
