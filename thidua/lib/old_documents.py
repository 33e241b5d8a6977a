"""Whether a document of an older or another kind than `.docx` may be kept for others: `.doc`, `.odt`, `.rtf`.

They are read through LibreOffice with macros switched off; here is asked what they would do in the program of whoever
fetches them.
"""

import io
import re
import zipfile

from thidua.lib.office_files import UnsafeFileError, check_office_file

_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_PACKAGE = re.compile(rb"\\obj(?:data|autlink|link|emb)\b")
"""What RTF puts an embedded object, or a link that opens by itself, into."""
_SCRIPTS = ("basic/", "scripts/", "object ")
_MANIFEST = "META-INF/manifest.xml"

ACTIVE = (
    "Tệp có macro, đối tượng nhúng hoặc liên kết tự mở tệp khác. Hãy chép nội dung sang một tệp mới, lưu thành .docx "
    "rồi tải lại."
)


def check_old_document(data: bytes, ending: str, *, most_bytes: int) -> None:
    """Raise UnsafeFileError for a file that runs something, or that unpacks into more than its reader could hold."""
    match ending:
        case ".odt":
            check_office_file(data, allow_active=True, required=_MANIFEST, most_bytes=most_bytes)
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                is_active = any(name.casefold().startswith(_SCRIPTS) for name in archive.namelist())
        case ".rtf":
            is_active = _PACKAGE.search(data) is not None
        case _:
            is_active = _MACROS in data
    if is_active:
        raise UnsafeFileError(ACTIVE)
