"""What of a file is a prepared paper of ours: its fields as they were made ready, what was filled in, its content."""

from dataclasses import dataclass

from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from thidua.papers.signatures.appending import fields_by_name
from thidua.papers.signatures.fields import CONTENT_FILE, SEAL_FIELD, TEXT_FIELDS, signature_fields

MOST_CONTENT = 5_000_000


@dataclass(frozen=True)
class Prepared:
    """The first revision of a prepared paper: its text fields and signature blocks by name, the content it carries."""

    texts: tuple[str, ...]
    signatures: tuple[str, ...]
    content: bytes


def prepared(reader: PdfFileReader) -> Prepared | None:
    """What the file was when it was laid before its signer; None when it is no paper of ours."""
    first = reader.get_historical_resolver(0)
    names = fields_by_name(first).keys()
    content = _content(first)
    if SEAL_FIELD not in names or content is None or not signature_fields(names):
        return None
    texts = tuple(name for name in TEXT_FIELDS.values() if name in names)
    return Prepared(texts, (*signature_fields(names), SEAL_FIELD), content)


def filled(reader: PdfFileReader) -> dict[str, str]:
    """The text fields with something in them."""
    fields = fields_by_name(reader)
    return {name: str(fields[name]["/V"]) for name in TEXT_FIELDS.values() if "/V" in fields.get(name, {})}


def _content(first: HistoricalResolver) -> bytes | None:
    """The content as the first revision carries it."""
    try:
        listed = list(first.root["/Names"]["/EmbeddedFiles"]["/Names"])
        files = {str(name): file.get_object() for name, file in zip(listed[::2], listed[1::2], strict=True)}
        data: bytes = files[CONTENT_FILE]["/EF"]["/F"].data
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return data if len(data) <= MOST_CONTENT else None
