"""A `.docx` file taken apart: the parts that hold words, parsed without harm.

Word's files are zip archives of XML. They come from anywhere, so nothing is opened before its size is known, nothing
outside the file is followed, and pictures, objects and macros are only counted.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from plans.importers.blocks import UnreadableFileError
from plans.importers.docx.elements import Element, attribute, name
from thidua.lib.office_files import UnsafeFileError, check_office_file

MOST_PART_BYTES = 12 * 1024 * 1024
MOST_ELEMENTS = 150_000
"""Of one part; a plan of fifty pages has about 50,000. Together with the next one it bounds the memory."""
MOST_QUOTES = 600_000
"""Quotation marks of one part, two to an attribute."""

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MACROS = ("vbaproject.bin", "activex/")
_OBJECTS = "/embeddings/"

BROKEN = "Tệp Word bị hỏng hoặc không phải văn bản. Hãy mở bằng Word, lưu thành tệp .docx mới rồi thử lại."
TOO_LONG = "Tệp dài hơn mọi kế hoạch nên không được đọc. Hãy chép riêng phần kế hoạch sang tệp mới rồi thử lại."


@dataclass(frozen=True)
class Package:
    """The parts of a Word file; None for those it does not have."""

    document: Element
    styles: Element | None = None
    numbering: Element | None = None
    footnotes: Element | None = None
    endnotes: Element | None = None
    comments: Element | None = None
    headers: tuple[Element, ...] = ()
    has_macros: bool = False
    embedded: int = field(default=0)
    """How many objects of other programs are in the file."""


def open_package(data: bytes) -> Package:
    """The parts of a file; raises UnreadableFileError for one that is broken, dangerous or too large."""
    try:
        check_office_file(data, allow_active=True)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Opener(archive).package()
    except UnsafeFileError as error:
        raise UnreadableFileError(str(error)) from error
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError, zlib.error) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError(BROKEN) from error


class _Opener:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = {entry.filename.replace("\\", "/").casefold(): entry for entry in archive.infolist()}

    def package(self) -> Package:
        main = next((target for kind, target in self._relations("") if kind == "officeDocument"), "word/document.xml")
        document = self._part(main)
        if document is None or name(document) != "document":
            raise UnreadableFileError(BROKEN)
        related = list(self._relations(main))
        parts = dict(reversed(related))
        names = list(self.names)

        def part(kind: str) -> Element | None:
            return self._part(parts.get(kind, ""))

        return Package(
            document=document,
            styles=part("styles"),
            numbering=part("numbering"),
            footnotes=part("footnotes"),
            endnotes=part("endnotes"),
            comments=part("comments"),
            headers=tuple(
                header
                for kind, target in related[:200]
                if kind == "header" and (header := self._part(target)) is not None
            )[:6],
            has_macros=any(macro in each for each in names for macro in _MACROS),
            embedded=sum(_OBJECTS in f"/{each}" for each in names),
        )

    def _relations(self, of: str) -> Iterator[tuple[str, str]]:
        """The kinds and names of the parts that a part names; those outside the file are left out."""
        folder, base = posixpath.split(of)
        root = self._part(posixpath.join(folder, "_rels", f"{base}.rels"))
        for relation in () if root is None else root:
            if name(relation) == "Relationship" and relation.get("TargetMode") != "External":
                target = str(relation.get("Target") or "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                yield str(relation.get("Type") or "").rpartition("/")[2], posixpath.normpath(path)

    def _part(self, path: str) -> Element | None:
        entry = self.names.get(path.casefold())
        if entry is None:
            return None
        if entry.file_size > MOST_PART_BYTES:
            raise UnreadableFileError(TOO_LONG)
        return _parsed(self.archive.read(entry))


def _parsed(data: bytes) -> Element:
    data = data.replace(_STRICT, _TRANSITIONAL)
    quotes = data.count(b'"') + data.count(b"'")
    if data.count(b"<") > MOST_ELEMENTS * 2 or quotes > MOST_QUOTES:
        raise UnreadableFileError(TOO_LONG)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadableFileError(BROKEN) from error
    if root is None or root.getroottree().docinfo.doctype:
        raise UnreadableFileError(BROKEN)
    return root


def by_id(part: Element | None) -> dict[str, Element]:
    """The children of a part (footnotes, comments) by the number by which the text names them."""
    return {attribute(element, "id"): element for element in (() if part is None else part)}
