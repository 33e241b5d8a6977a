"""Keeping bytes: written before the row that names them commits, never changed, never served but through a rule."""

import hashlib
import secrets
from io import BytesIO

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
LONGEST_NAME = 200
SCANS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
ENDINGS = {"application/pdf": (".pdf",), "image/jpeg": (".jpg", ".jpeg"), "image/png": (".png",)}
ACTIVE = ("/JavaScript", "/JS", "/Launch")


def store(data: bytes, name: str, content_type: str, *, by: Standing | None) -> StoredFile:
    """Keep bytes under a key of our own making."""
    digest = hashlib.sha256(data).hexdigest()
    key = default_storage.save(f"{digest[:2]}/{digest}-{secrets.token_hex(8)}", ContentFile(data))
    return StoredFile.objects.create(
        sha256=digest,
        size=len(data),
        content_type=content_type,
        name=nfc(name)[-LONGEST_NAME:],
        key=key,
        created_by_id=by.user_id if by else None,
    )


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
    if content_type == "application/pdf":
        _check_pdf(data)
    return content_type


def _check_pdf(data: bytes) -> None:
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if any(_is_active(item) for item in pdf.objects):
                raise ValidationError("Tệp PDF có mã lệnh chạy được. Hãy in ra giấy rồi quét lại.")
    except pikepdf.PasswordError as error:
        raise ValidationError("Tệp PDF đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.") from error
    except pikepdf.PdfError as error:
        raise ValidationError("Tệp PDF bị hỏng, không mở được. Hãy quét lại.") from error


def _is_active(item: object) -> bool:
    if isinstance(item, pikepdf.Stream | pikepdf.Dictionary):
        return any(key in item for key in ACTIVE[:2]) or item.get("/S") in (ACTIVE[0], ACTIVE[2])
    return False


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
