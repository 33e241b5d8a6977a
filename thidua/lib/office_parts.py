"""Whether a Word or Excel file may be kept for others, who open it in programs that run and fetch what it names.

`office_files` says whether it may be unpacked at all; here every part of it is looked at. Nothing unpacked is kept.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from thidua.lib.eicar import INFECTED, LONGEST, is_infected
from thidua.lib.office_files import NOT_OFFICE, UnsafeFileError, check_office_file

_MAIN_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
"""The type that is declared of the main part, by the file's ending."""
_PARTS = re.compile(
    r"""
    .*\.(xml|rels|vml|psmdcp|png|jpe?g|gif|bmp|tiff?|webp|svg|emf|wmf|wdp|odttf|fntdata|sigs)
    | (word|xl)/embeddings/[^/]+\.xlsx          # behind a chart; never opened
    | (word|xl)/(printersettings/)?(printersettings|customproperty)\d*\.bin
    | \[trash\]/\d+\.dat                        # what Office 2007 leaves behind
    """,
    re.VERBOSE,
)
"""All that Word and Excel write for text, tables, charts and pictures, in small letters."""
_ACTIVE_TYPES = re.compile(
    r"macro|vba|activex|oleobject|externallink|attachedtoolbars|webextension|xl/connections|ms-office\.intl"
)
"""In names and declared types, in small letters."""
_ACTIVE_RELATIONS = frozenset(
    {"oleobject", "vbaproject", "control", "externallink", "externallinkpath", "afchunk", "attachedtoolbars",
     "xlmacrosheet", "connections", "wordvbadata", "frame", "subdocument", "webextension", "taskpanes"}
)  # fmt: skip
_LOCAL_TEMPLATE = re.compile(r"(?:file:///)?[a-z]:[\\/]|[^/\\:]+\.dot[xm]?\Z", re.IGNORECASE)
"""The template on its author's own disc, which Word names in every text that was begun from one."""
_RUNNING_FIELD = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)
_PROGRAMS = (bytes.fromhex("D0CF11E0A1B11AE1"), b"MZ", b"\x7fELF", b"#!")
"""What an OLE object or a program begins with."""
_RATIO_GRACE = 8 * 1024 * 1024
"""A long table of the same few words packs 150 times; nothing of the size is held in memory here."""
_MOST_MARKS = 8_000_000
"""Of "<" in the whole file: as many as the densest sheet of numbers that unpacks into 50 MB has."""
_CHUNK = 64 * 1024

ACTIVE = (
    "Tệp có macro, đối tượng nhúng hoặc liên kết tự mở tệp khác. Hãy xuất ra PDF, hoặc chép nội dung sang một tệp mới, "
    "rồi tải lại."
)
STRANGE = "Tệp có phần lạ bên trong. Hãy xuất ra PDF, hoặc chép nội dung sang một tệp mới, rồi tải lại."

CROWDED = "Tệp có quá nhiều ô, dòng. Hãy chia thành nhiều tệp nhỏ hơn, hoặc xuất ra PDF, rồi tải lại."


def check_kept_office_file(data: bytes, ending: str, *, most_bytes: int) -> None:
    """Raise UnsafeFileError unless the bytes are a harmless file of the kind that its ending says."""
    if not _ends_with_its_directory(data):
        raise UnsafeFileError(STRANGE)
    check_office_file(data, most_bytes=most_bytes, ratio_grace=_RATIO_GRACE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive, ending)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, RuntimeError, zlib.error) as error:
        raise UnsafeFileError(NOT_OFFICE) from error


def _ends_with_its_directory(data: bytes) -> bool:
    """Whether nothing stands before or behind the archive."""
    return data.startswith(b"PK\x03\x04") and data[-22:-18] == b"PK\x05\x06" and data[-2:] == b"\0\0"


def _check_parts(archive: zipfile.ZipFile, ending: str) -> None:
    marks = 0
    for entry in archive.infolist():
        name = entry.filename.replace("\\", "/").lower()
        if entry.is_dir():
            continue
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnsafeFileError(NOT_OFFICE)
        if _ACTIVE_TYPES.search(name):
            raise UnsafeFileError(ACTIVE)
        if not _PARTS.fullmatch(name):
            raise UnsafeFileError(STRANGE)
        is_types, is_relations = name == "[content_types].xml", name.endswith(".rels")
        part = _Part(
            is_xml=name.endswith((".xml", ".rels")),
            declares=is_types or is_relations,
            has_fields=name.startswith("word/"),
        )
        part.read(_chunks(archive, entry))
        marks += part.marks
        if marks > _MOST_MARKS:
            raise UnsafeFileError(CROWDED)
        if is_types:
            _check_types(part, _MAIN_TYPES[ending])
        if is_relations:
            _check_relations(part)
        if _RUNNING_FIELD.search("".join(part.fields)):
            raise UnsafeFileError(ACTIVE)


def _check_types(part: "_Part", main_type: str) -> None:
    declared = {attributes.get("ContentType", "").lower() for attributes in part.declared}
    if any(_ACTIVE_TYPES.search(kind) for kind in declared):
        raise UnsafeFileError(ACTIVE)
    if [kind for kind in declared if kind.endswith(".main+xml")] != [main_type]:
        raise UnsafeFileError(NOT_OFFICE)


def _check_relations(part: "_Part") -> None:
    for attributes in part.declared:
        kind = posixpath.basename(attributes.get("Type", "")).lower()
        if kind in _ACTIVE_RELATIONS:
            raise UnsafeFileError(ACTIVE)
        is_outside = attributes.get("TargetMode", "").lower() == "external"
        is_own_template = kind == "attachedtemplate" and _LOCAL_TEMPLATE.match(attributes.get("Target", ""))
        if is_outside and kind != "hyperlink" and not is_own_template:
            raise UnsafeFileError(ACTIVE)


@dataclass
class _Part:
    """One part as it is read, in pieces."""

    is_xml: bool
    declares: bool
    """Whether it tells of types and relations."""
    has_fields: bool
    declared: list[dict[str, str]] = field(default_factory=list)
    """The attributes of what declares one."""
    fields: list[str] = field(default_factory=list)
    """The words of Word's field codes."""
    marks: int = 0
    _in_field: bool = False

    def read(self, chunks: Iterator[bytes]) -> None:
        """Raise UnsafeFileError for a program, the scanners' test, or XML that is none."""
        parser = self._parser()
        before = b""
        try:
            for chunk in chunks:
                if not before and chunk.startswith(_PROGRAMS):
                    raise UnsafeFileError(ACTIVE)
                if is_infected(before + chunk):
                    raise UnsafeFileError(INFECTED)
                before = chunk[-LONGEST:]
                if self.is_xml:
                    self.marks += chunk.count(b"<")
                    parser.Parse(chunk)
            if self.is_xml:
                parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise UnsafeFileError(NOT_OFFICE) from error

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        if self.declares or self.has_fields:
            parser.StartElementHandler = self._start
        if self.has_fields:
            parser.EndElementHandler = self._end
            parser.CharacterDataHandler = self._text
        return parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name in ("Override", "Default", "Relationship"):
            self.declared.append(attributes)
        elif name == "fldSimple":
            self.fields += [*attributes.values(), " "]
        self._in_field = name == "instrText"

    def _end(self, _: str) -> None:
        self._in_field = False

    def _text(self, text: str) -> None:
        if self._in_field:
            self.fields.append(text)


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            yield chunk
