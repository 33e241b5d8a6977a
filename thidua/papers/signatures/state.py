"""How far a prepared paper has come: which of its signature fields are still empty. Says nothing of what they are worth."""

import io

import pikepdf

from thidua.papers.signatures.fields import SEAL_FIELD, signature_fields


def unsigned_fields(pdf: bytes) -> tuple[str, ...]:
    """The empty signature fields of a prepared paper in order of its blocks, the seal last."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        fields = file.Root.AcroForm.Fields if "/AcroForm" in file.Root else []
        empty = {str(field.T) for field in fields if field.get("/FT") == "/Sig" and "/V" not in field}
    return (*signature_fields(empty), *(empty & {SEAL_FIELD}))
