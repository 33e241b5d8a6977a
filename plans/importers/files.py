"""A file on disk → what was read in it, by the reader for its kind."""

from pathlib import Path

from plans.importers.blocks import UnreadableFileError
from plans.importers.decoding import MAX_BYTES, TOO_LARGE
from plans.importers.reader import Reading, read
from plans.importers.text import read_text

READABLE = (".txt", ".md")


def read_file(path: Path) -> Reading:
    """Understand a plan's file; raises UnreadableFileError with a message for its user."""
    if path.suffix.lower() not in READABLE:
        raise UnreadableFileError(
            f"Chưa đọc được tệp “{path.suffix or path.name}”. "
            f"Hãy lưu kế hoạch thành tệp {' hoặc '.join(READABLE)} rồi thử lại."
        )
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFileError(TOO_LARGE)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"Không mở được tệp “{path}”. Hãy kiểm tra tên tệp và quyền đọc.") from error
    return read(read_text(data))
