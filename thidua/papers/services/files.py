"""Keeping bytes: written before the row that names them commits, never changed, never served but through a rule."""

import hashlib
import secrets
import unicodedata
from io import BytesIO
from typing import Any

import pikepdf
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from blocs.standing import Standing
from thidua.lib.text import nfc
from thidua.papers.models import StoredFile

MAX_SCAN_BYTES = 20 * 1024 * 1024
LONGEST_NAME, LONGEST_TAIL = 200, 20
SCANS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
ENDINGS = {"application/pdf": (".pdf",), "image/jpeg": (".jpg", ".jpeg"), "image/png": (".png",)}
ENDS = {"application/pdf": b"%%EOF", "image/jpeg": b"\xff\xd9", "image/png": b"IEND\xaeB`\x82"}
ACTIVE_KEYS = ("/JavaScript", "/JS", "/XFA")
ACTIVE_KINDS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE")
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories: controls, format marks, halves of letters, ends of lines and paragraphs."""


def store(data: bytes, name: str, content_type: str, *, by: Standing | None) -> StoredFile:
    """Keep bytes under a key of our own making."""
    digest = hashlib.sha256(data).hexdigest()
    key = default_storage.save(f"{digest[:2]}/{digest}-{secrets.token_hex(8)}", ContentFile(data))
    return StoredFile.objects.create(
        sha256=digest,
        size=len(data),
        content_type=content_type,
        name=harmless_name(name),
        key=key,
        created_by_id=by.user_id if by else None,
    )


def harmless_name(name: str) -> str:
    """A file's name as told, on one line: no folders, no controls, no marks that turn the writing round ("gpj.exe")."""
    name = nfc(name).replace("\\", "/").rpartition("/")[2]
    name = "".join(letter for letter in name if unicodedata.category(letter) not in UNSEEN).strip(" .")
    if len(name) > LONGEST_NAME:
        return f"{name[: LONGEST_NAME - LONGEST_TAIL - 1]}…{name[-LONGEST_TAIL:]}"
    return name or "tep"


def read(file: StoredFile) -> bytes:
    """The bytes; raises ValueError when they are not those that were stored."""
    with default_storage.open(file.key) as stored:
        data: bytes = stored.read()
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise ValueError(f"stored file {file.pk} is not what it was")
    return data


def checked_scan(data: bytes, name: str) -> str:
    """The content type of a scanned paper. Raises ValidationError for anything but a harmless PDF, JPEG or PNG."""
    if len(data) > MAX_SCAN_BYTES:
        raise ValidationError("Tệp lớn hơn 20 MB. Hãy quét ở độ phân giải thấp hơn (200 dpi) rồi tải lại.")
    content_type = next((kind for start, kind in SCANS.items() if data.startswith(start)), None)
    if content_type is None or not name.lower().endswith(ENDINGS[content_type]):
        raise ValidationError("Chỉ nhận bản quét là tệp .pdf, .jpg hoặc .png. Hãy quét lại hoặc đổi loại tệp.")
    if not data.rstrip(b"\0\r\n\t ").endswith(ENDS[content_type]):
        raise ValidationError("Tệp bị cắt cụt hoặc có phần lạ nối thêm ở cuối. Hãy quét lại.")
    if content_type == "application/pdf":
        _check_pdf(data)
    return content_type


def _check_pdf(data: bytes) -> None:
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if not len(pdf.pages):
                raise ValidationError("Tệp PDF không có trang nào. Hãy quét lại.")
            if any(_is_active(item) for item in pdf.objects):
                raise ValidationError("Tệp PDF có mã lệnh chạy được. Hãy in ra giấy rồi quét lại.")
    except pikepdf.PasswordError as error:
        raise ValidationError("Tệp PDF đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.") from error
    except pikepdf.PdfError as error:
        raise ValidationError("Tệp PDF bị hỏng, không mở được. Hãy quét lại.") from error


def _is_active(item: Any) -> bool:
    """Whether an object, or one written inside it, runs or opens something when the paper is looked at."""
    waiting = [item]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting += [part for part in item if not _is_elsewhere(part)]
        elif isinstance(item, pikepdf.Stream | pikepdf.Dictionary):
            if any(key in item for key in ACTIVE_KEYS) or item.get("/S") in ACTIVE_KINDS:
                return True
            waiting += [part for _, part in item.items() if not _is_elsewhere(part)]
    return False


def _is_elsewhere(part: Any) -> bool:
    """An object of its own, which is looked at in its turn."""
    return isinstance(part, pikepdf.Object) and part.is_indirect


def download(file: StoredFile, name: str, *, inline: bool = False) -> HttpResponse:
    """An answer that hands a kept file over."""
    return answer(read(file), name, file.content_type, inline=inline)


def answer(data: bytes, name: str, content_type: str, *, inline: bool = False) -> HttpResponse:
    """An answer that hands bytes over and lets them do nothing in the browser.

    `inline` is for our own rendering, shown in a tab to be printed; what people brought is always an attachment.
    """
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=not inline, filename=name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'" if inline else "default-src 'none'; sandbox"
    return response
