"""A document that somebody brings to be read: a plan, a table of criteria."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from django import forms
from django.core.files.uploadedfile import UploadedFile

from plans.importers.decoding import TOO_LARGE
from plans.importers.files import MOST_FILE_BYTES, READABLE, kind_of
from thidua.lib.file_names import ending_of
from thidua.papers.services import uploads
from thidua.papers.services.uploads import Kind


@dataclass(frozen=True)
class Document:
    """A harmless file, byte for byte."""

    name: str
    data: bytes
    content_type: str


def document(file: "UploadedFile[bytes]", *, kinds: Mapping[str, Kind]) -> Document:
    """The file as it was brought, its name ending in what it is: Word saves one kind under the name of another.

    Raises ValidationError, saying what to do, for what is too large, of another kind, or could do harm.
    """
    if (file.size or 0) > MOST_FILE_BYTES:
        raise forms.ValidationError(TOO_LARGE)
    name, data = str(file.name), file.read()
    kind = kind_of(data)
    if ending_of(name) in READABLE and (ending_of(name), kind) != (".md", ".txt"):
        name = str(PurePath(name).with_suffix(kind))
    upload = uploads.checked(data, name, kinds=kinds)
    return Document(upload.name, data, upload.content_type)
