"""How far a prepared paper has come: which signature fields are still empty, not what stands in the others."""

import io
from typing import Any

import pikepdf

from thidua.papers.signatures.fields import SEAL_FIELD, signature_fields


def unsigned_fields(pdf: bytes) -> tuple[str, ...]:
    """The empty signature fields of a prepared paper in order of its blocks, the seal last."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        fields: Any = file.Root.AcroForm.Fields if "/AcroForm" in file.Root else []
        empty = {str(field.T) for field in fields if field.get("/FT") == "/Sig" and "/V" not in field}
    return (*signature_fields(empty), *(empty & {SEAL_FIELD}))
