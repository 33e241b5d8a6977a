"""Keeping bytes: written before the row that names them commits, never changed, never served but through a rule."""

import hashlib
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from blocs.standing import Standing
from thidua.lib.file_names import harmless_name
from thidua.papers.models import StoredFile
from thidua.papers.services import uploads


def store(data: bytes, name: str, content_type: str, *, by: Standing | None) -> StoredFile:
    """Keep bytes under a key of our own making."""
    digest = digest_of(data)
    key = default_storage.save(f"{digest[:2]}/{digest}-{secrets.token_hex(8)}", ContentFile(data))
    return StoredFile.objects.create(
        sha256=digest,
        size=len(data),
        content_type=content_type,
        name=harmless_name(name),
        key=key,
        created_by_id=by.user_id if by else None,
    )


def forget(file: StoredFile) -> None:
    """Give up what nothing names any more; its bytes go when the transaction has held."""
    key = file.key
    file.delete()
    transaction.on_commit(lambda: default_storage.delete(key))


def digest_of(data: bytes) -> str:
    """SHA-256, as it is kept with a file."""
    return hashlib.sha256(data).hexdigest()


def read(file: StoredFile) -> bytes:
    """The bytes; raises ValueError when they are not those that were stored."""
    with default_storage.open(file.key) as stored:
        data: bytes = stored.read()
    if digest_of(data) != file.sha256:
        raise ValueError(f"stored file {file.pk} is not what it was")
    return data


def checked_scan(data: bytes, name: str) -> str:
    """The content type of a scanned paper. Raises ValidationError for anything but a harmless PDF, JPEG or PNG."""
    return uploads.checked(data, name, kinds=uploads.SCANS).content_type


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
