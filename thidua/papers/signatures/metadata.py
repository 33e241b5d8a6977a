"""What a tool may write about itself behind a signature: when it wrote, and its own name. pyHanko lets any metadata
pass; but viewers show title and author as if they were the paper's."""

import io
from collections.abc import Iterable

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.metadata.model import NS, ExpandedName, XmpValue
from pyhanko.pdf_utils.metadata.xmp_xml import parse_xmp
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import DocInfoRule, MetadataUpdateRule, ReferenceUpdate

OF_THE_TOOL = {"/ModDate", "/Producer"}
OF_THE_TOOL_IN_XMP = {
    ExpandedName(NS["xmp"], "ModifyDate"),
    ExpandedName(NS["xmp"], "MetadataDate"),
    ExpandedName(NS["pdf"], "Producer"),
}


class SameInfo(DocInfoRule):
    """A new /Info that says the same of the paper."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        if _info(old) == _info(new):
            yield from super().apply(old, new)


class SameMetadata(MetadataUpdateRule):
    """New XMP metadata that say the same of the paper."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        allowed = list(super().apply(old, new))  # which refuses what is no harmless XML
        if _xmp(old) == _xmp(new):
            yield from allowed


def _info(revision: HistoricalResolver) -> dict[str, str]:
    """What /Info says, but of the tool; what is no text there is as it stands in the file."""
    place = revision.trailer_view.get_value_as_reference("/Info", optional=True)
    info = revision.get_object(place) if place else {}
    return {name: _text(info[name]) for name in info if name not in OF_THE_TOOL}


def _text(value: generic.PdfObject) -> str:
    return str(value) if isinstance(value, generic.TextStringObject) else repr(value)


def _xmp(revision: HistoricalResolver) -> dict[ExpandedName, XmpValue]:
    """What the metadata say, but of the tool."""
    if "/Metadata" not in revision.root:
        return {}
    said = [field for about in parse_xmp(io.BytesIO(revision.root["/Metadata"].data)) for field in about]
    return {name: value for name, value in said if name not in OF_THE_TOOL_IN_XMP}
