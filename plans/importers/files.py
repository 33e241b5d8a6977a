"""A plan's file → what was read in it, by the reader for what it is, whatever its name says."""

from pathlib import Path

from plans.importers.blocks import Doubt, RawBlock, UnreadableFileError
from plans.importers.conversion import pdf_to_text, to_docx
from plans.importers.decoding import MAX_BYTES, TOO_LARGE
from plans.importers.docx.reader import read_docx
from plans.importers.reader import Reading, read
from plans.importers.text import read_text
from thidua.lib.office_files import MOST_BYTES

READABLE = (".docx", ".doc", ".odt", ".rtf", ".pdf", ".txt", ".md")
"""The endings of names that are taken; what a file is, its bytes say."""
KINDS = f"{', '.join(READABLE[:-1])} hoặc {READABLE[-1]}"
MOST_FILE_BYTES = max(MAX_BYTES, MOST_BYTES)
"""The largest file of any kind; text has a smaller limit of its own."""

_BEGINNINGS = {bytes.fromhex("D0CF11E0A1B11AE1"): ".doc", b"{\\rtf": ".rtf", b"%PDF": ".pdf"}
_ZIP = b"PK\x03\x04"
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_WEB_PAGE = (b"<html", b"<!doctype", b"<?xml", b"mime-version")


def read_file(path: Path) -> Reading:
    """Understand a plan's file; raises UnreadableFileError with a message for its user."""
    suffix = path.suffix
    if suffix.lower() not in READABLE:
        raise UnreadableFileError(
            f"Chưa đọc được tệp “{suffix or path.name}”. Hãy lưu kế hoạch thành tệp {KINDS} rồi thử lại."
        )
    try:
        if path.stat().st_size > MOST_FILE_BYTES:
            raise UnreadableFileError(TOO_LARGE)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"Không mở được tệp “{path}”. Hãy kiểm tra tên tệp và quyền đọc.") from error
    return read_bytes(data)


def kind_of(data: bytes) -> str:
    """What the bytes of a file are, as the ending of a name; ".txt" for everything without a mark."""
    if data.startswith(_ZIP):
        return ".odt" if _ODT in data[:200] else ".docx"
    return next((kind for beginning, kind in _BEGINNINGS.items() if data.startswith(beginning)), ".txt")


def read_bytes(data: bytes) -> Reading:
    """Understand the bytes of a plan's file; raises UnreadableFileError with a message for its user."""
    return read(*blocks_of(data))


def blocks_of(data: bytes) -> tuple[tuple[RawBlock, ...], tuple[Doubt, ...]]:
    """The paragraphs and grids of any readable file, and what was doubtful in taking them out of it.

    Raises UnreadableFileError with a message for its user.
    """
    match kind_of(data):
        case ".docx":
            return read_docx(data)
        case ".pdf":
            return read_text(pdf_to_text(data)), ()
        case ".txt":
            _refuse_web_pages(data)
            return read_text(data), ()
        case kind:
            return read_docx(to_docx(data, kind))


def _refuse_web_pages(data: bytes) -> None:
    """Web pages and other XML, as some programs save them under the name of a Word file."""
    if data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_WEB_PAGE):
        raise UnreadableFileError(
            "Tệp là trang web hoặc XML, không phải tệp Word. Hãy mở bằng Word, lưu thành .docx rồi thử lại."
        )
