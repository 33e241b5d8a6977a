"""What a tool may write about itself behind a signature: when it wrote, and its own name. pyHanko lets any metadata
pass; but viewers show title and author as if they were the paper's."""

import io

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.metadata.model import NS, ExpandedName, XmpValue
from pyhanko.pdf_utils.metadata.xmp_xml import parse_xmp
from pyhanko.pdf_utils.reader import HistoricalResolver

OF_THE_TOOL = {"/ModDate", "/Producer"}
OF_THE_TOOL_IN_XMP = {
    ExpandedName(NS["xmp"], "ModifyDate"),
    ExpandedName(NS["xmp"], "MetadataDate"),
    ExpandedName(NS["pdf"], "Producer"),
}


def says_the_same(old: HistoricalResolver, new: HistoricalResolver) -> bool:
    """Whether two revisions say the same of the paper."""
    return _info(old) == _info(new) and _xmp(old) == _xmp(new)


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
    stream = revision(revision.root.get_value_as_reference("/Metadata"))  # by its key, pyHanko would write into it
    said = [field for about in parse_xmp(io.BytesIO(stream.data)) for field in about]
    return {name: value for name, value in said if name not in OF_THE_TOOL_IN_XMP}
