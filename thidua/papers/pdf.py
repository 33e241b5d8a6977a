"""An official paper as a PDF to archive: PDF/A-3a and PDF/UA-1 in one file, the same bytes every time."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from threading import Lock

import pydyf
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from thidua.papers.document import OfficialDocument, Profile
from thidua.papers.html import page
from thidua.papers.style import stylesheet

POINTS_PER_PIXEL = 0.75

UNIVERSAL_ACCESS = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
    <pdfaProperty:name>part</pdfaProperty:name>
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    <pdfaProperty:category>internal</pdfaProperty:category>
    <pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""
"""The claim to PDF/UA-1 (ISO 14289-1, 5), and the schema that PDF/A asks for with it (ISO 19005-3, 6.6.2.3)."""


class Place(StrEnum):
    """What is filled in, or stamped, after the paper has been rendered; the date as a whole and by its parts."""

    NUMBER = "number"
    DATE = "date"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SIGNATURE = "signature"
    SEAL = "seal"


@dataclass(frozen=True)
class Box:
    """A place on a page, in points from the page's bottom left corner; pages count from 1.

    `index` is the signature block's place in the document, counted from 0.
    """

    name: Place
    index: int
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Rendering:
    """The file, and where number, date, signatures and seals go."""

    pdf: bytes
    boxes: tuple[Box, ...]


DOOR = Lock()
"""Taken for every rendering: WeasyPrint's fonts are not thread-safe, and dear to load again for each thread."""

SEALED = URLFetcher(allowed_protocols=())
"""Opens nothing: a paper is text alone, so any address in it is somebody's attempt to get out."""

VARIANT = "pdf/a-3a"


def render(document: OfficialDocument) -> Rendering:
    """The paper as a PDF, and the boxes to fill in on it."""
    with DOOR:
        laid_out = HTML(string=page(document), url_fetcher=SEALED).render(
            font_config=_font_configuration(),
            stylesheets=[_parsed_stylesheet(document.profile)],
            pdf_variant=VARIANT,
        )
        _claim_universal_access(laid_out)
        pdf = laid_out.write_pdf(pdf_variant=VARIANT, finisher=_finish)
        return Rendering(pdf, tuple(_boxes(laid_out)))


@cache
def _font_configuration() -> FontConfiguration:
    return FontConfiguration()


@cache
def _parsed_stylesheet(profile: Profile) -> CSS:
    return CSS(string=stylesheet(profile), font_config=_font_configuration(), url_fetcher=SEALED)


def _claim_universal_access(laid_out: Document) -> None:
    """WeasyPrint writes one standard's claim to a file; this one meets two."""
    archive_claim = laid_out.metadata.generate_rdf_metadata

    def both_claims(*standard: object) -> bytes:
        claim: bytes = archive_claim(*standard)
        return claim.replace(b"</rdf:RDF>", UNIVERSAL_ACCESS)

    laid_out.metadata.generate_rdf_metadata = both_claims


def _finish(_: Document, pdf: pydyf.PDF) -> None:
    for part in pdf.objects:
        if isinstance(part, pydyf.Stream) and part.extra.get("Type") == "/Metadata":
            part.compress = False  # archives read the metadata of a PDF/A without unpacking it
        elif isinstance(part, pydyf.Dictionary) and part.get("S") == "/TH":
            part["A"]["Scope"] = "/Column"
        elif isinstance(part, pydyf.Dictionary) and part.get("S") == "/TD":
            part["A"].pop("Headers", None)  # WeasyPrint 70 names wrong ones below joined cells; scope is never wrong


def _boxes(laid_out: Document) -> Iterator[Box]:
    """The elements of the sheet whose id is "box", a place and, for a signature block, its index."""
    for number, sheet in enumerate(laid_out.pages, start=1):
        for anchor, (left, top, right, bottom) in sheet.anchors.items():
            _, place, *index = anchor.split("-")
            yield Box(
                name=Place(place),
                index=int(index[0]) if index else 0,
                page=number,
                x=left * POINTS_PER_PIXEL,
                y=(sheet.height - bottom) * POINTS_PER_PIXEL,
                width=(right - left) * POINTS_PER_PIXEL,
                height=(bottom - top) * POINTS_PER_PIXEL,
            )
