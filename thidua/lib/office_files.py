"""Whether a Word or Excel file that somebody sent may be opened: asked before any library reads it.

Such a file is a zip archive of XML. A small one can unpack into gigabytes, hold programs, or fetch other files.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from xml.parsers import expat

MOST_BYTES = 5 * 1024 * 1024
"""The file as sent, where its reader does not say otherwise."""
MOST_ENTRIES = 1_000
MOST_UNPACKED = 50 * 1024 * 1024
"""Bytes of all entries together."""
HIGHEST_RATIO = 100
"""Unpacked to packed; honest sheets of repeated cells come to about 30."""
RATIO_GRACE = 100 * 1024
"""Bytes that an entry may unpack to whatever its ratio, where its reader does not say otherwise: small parts of XML are
packed very well."""

_ACTIVE_PARTS = ("vbaproject.bin", "externallinks/", "activex/", "oleobject", "macrosheets/")
_OLE_HEADER = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED_FLAG = 0x1
_SYMLINK = 0o120000
_ENTRY_HEADER = 30
"""Bytes before an entry's name."""
_CHUNK = 64 * 1024

NOT_OFFICE = "Tệp không phải Excel (.xlsx) hay Word (.docx), hoặc đã hỏng. Hãy mở bằng Office, lưu lại rồi thử lại."


class UnsafeFileError(Exception):
    """The file is not opened; the message says why and what to do, and is meant for whoever sent it."""


def check_office_file(
    data: bytes,
    *,
    allow_active: bool = False,
    required: str = "[Content_Types].xml",
    most_bytes: int = MOST_BYTES,
    ratio_grace: int = RATIO_GRACE,
) -> None:
    """Raise UnsafeFileError unless the bytes are an XLSX or DOCX file that can be opened without harm.

    Who reads nothing but the XML of named parts may allow macros and embedded objects: they lie there unopened.
    `required` is an entry that every file of the kind has.
    """
    if len(data) > most_bytes:
        raise UnsafeFileError(f"Tệp lớn hơn {_megabytes(most_bytes)}. Hãy chia thành nhiều tệp nhỏ hơn.")
    if data.startswith(_OLE_HEADER):
        raise UnsafeFileError(
            "Tệp có mật khẩu hoặc ở dạng cũ (.xls, .doc). Hãy bỏ mật khẩu, lưu thành .xlsx hoặc .docx rồi thử lại."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive.infolist(), required, ratio_grace, allow_active=allow_active)
            for entry in archive.infolist():
                _check_prolog(archive, entry)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, zlib.error, LookupError) as error:
        raise UnsafeFileError(NOT_OFFICE) from error


def _check_directory(entries: list[zipfile.ZipInfo], required: str, ratio_grace: int, *, allow_active: bool) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise UnsafeFileError("Tệp giải nén ra quá lớn. Hãy chép riêng phần dữ liệu sang tệp mới rồi thử lại.")
    names = [entry.filename.replace("\\", "/").casefold() for entry in entries]
    if required.casefold() not in names:
        raise UnsafeFileError(NOT_OFFICE)
    if len(set(names)) < len(names) or any(_leads_elsewhere(name) for name in names):
        raise UnsafeFileError("Tệp có cấu trúc bất thường nên không được mở. Hãy chép nội dung sang một tệp mới.")
    if _share_bytes(entries):
        raise UnsafeFileError(NOT_OFFICE)
    for name, entry in zip(names, entries, strict=True):
        if not allow_active and any(part in name for part in _ACTIVE_PARTS):
            raise UnsafeFileError(
                "Tệp có macro, liên kết đến tệp khác hoặc đối tượng nhúng. Hãy chép riêng nội dung sang một tệp mới."
            )
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise UnsafeFileError("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi thử lại.")
        if entry.external_attr >> 16 & 0o170000 == _SYMLINK:
            raise UnsafeFileError(NOT_OFFICE)
        if entry.file_size > ratio_grace and entry.file_size > HIGHEST_RATIO * entry.compress_size:
            raise UnsafeFileError("Tệp giải nén ra quá lớn. Hãy chép riêng phần dữ liệu sang tệp mới rồi thử lại.")


def _leads_elsewhere(name: str) -> bool:
    return name.startswith("/") or ":" in name or ".." in name.split("/")


def _share_bytes(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether entries lie over one another, by which the same few bytes unpack again and again."""
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    return any(
        before.header_offset + _ENTRY_HEADER + before.compress_size > after.header_offset
        for before, after in pairwise(placed)
    )


def _check_prolog(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse a document type, by which XML swells ("billion laughs") or fetches files; Office never writes one.

    Only what stands before the first element can hold it. What is no XML at all is for its reader to judge.
    """

    def refuse(*_: object) -> None:
        raise UnsafeFileError("Tệp có nội dung nguy hiểm nên không được mở. Hãy chép nội dung sang một tệp mới.")

    started: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, _: started.append(name)
    try:
        for chunk in _chunks(archive, entry):
            parser.Parse(chunk)
            if started:
                return
    except expat.ExpatError:
        return


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            yield chunk


def _megabytes(size: int) -> str:
    return f"{size // (1024 * 1024)} MB"
