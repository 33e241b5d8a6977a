"""Names of the fields of a prepared paper, and of the file it carries; other tools and the register see them too."""

from collections.abc import Iterable

from thidua.papers.pdf import Place

TEXT_FIELDS = {Place.NUMBER: "so", Place.DAY: "ngay", Place.MONTH: "thang", Place.YEAR: "nam"}
"""What the clerk fills in, by its place on the paper."""

SEAL_FIELD = "dau"
CONTENT_FILE = "noi-dung.json"

_SIGNATURE_PREFIX = "ky-"


def signature_field(block: int) -> str:
    """The field of a signature block, counted from 0: "ky-0"."""
    return f"{_SIGNATURE_PREFIX}{block}"


def block_of(field: str) -> int:
    """The signature block of a field: 0 of "ky-0"."""
    return int(field.removeprefix(_SIGNATURE_PREFIX))


def signature_fields(names: Iterable[str]) -> list[str]:
    """Those of the names that are signature blocks, in order of the paper."""
    blocks = (name.removeprefix(_SIGNATURE_PREFIX) for name in names if name.startswith(_SIGNATURE_PREFIX))
    return [
        signature_field(block)
        for block in sorted(int(block) for block in blocks if block.isascii() and block.isdigit())
    ]
