"""The registry of laws and bodies as this site knows it: the packaged one under what the offices have entered."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from blocs.models import Organisation
from blocs.services.audit import record, values_of
from blocs.standing import Standing
from plans.models import KnownBody, KnownDocument
from plans.registry import Registry, packaged, plain_number
from plans.rules import can_keep_registry

Row = TypeVar("Row", KnownDocument, KnownBody)

DOCUMENT_FIELDS = (
    "number", "kind", "subject", "name", "issued_on", "first_day", "last_day", "replaced_by", "matter", "verify",
    "in_use",
)  # fmt: skip
BODY_FIELDS = ("name", "other_names", "last_day", "successor", "verify", "in_use")


def current_registry() -> Registry:
    """The registry that plans are held against today. Two queries, whatever it holds."""
    documents = [row.entry for row in KnownDocument.objects.filter(in_use=True)]
    bodies = [row.entry for row in KnownBody.objects.filter(in_use=True)]
    return packaged().overlaid(documents, bodies)


@transaction.atomic
def add_document(*, by: Standing, **values: Any) -> KnownDocument:
    """A document that the packaged registry does not have, or has otherwise. Raises RefusedError or ValidationError."""
    return _written(KnownDocument(), DOCUMENT_FIELDS, "Thêm văn bản làm căn cứ", by, values)


@transaction.atomic
def change_document(document: KnownDocument, *, by: Standing, **values: Any) -> KnownDocument:
    """Correct or complete an entry, or set it aside. Raises RefusedError or ValidationError."""
    document = KnownDocument.objects.select_for_update().get(pk=document.pk)
    return _written(document, DOCUMENT_FIELDS, "Sửa văn bản làm căn cứ", by, values)


@transaction.atomic
def add_body(*, by: Standing, **values: Any) -> KnownBody:
    """A body that has ended, with what took its place. Raises RefusedError or ValidationError."""
    return _written(KnownBody(), BODY_FIELDS, "Thêm cơ quan đã kết thúc", by, values)


@transaction.atomic
def change_body(body: KnownBody, *, by: Standing, **values: Any) -> KnownBody:
    """Correct or complete an entry, or set it aside. Raises RefusedError or ValidationError."""
    body = KnownBody.objects.select_for_update().get(pk=body.pk)
    return _written(body, BODY_FIELDS, "Sửa cơ quan đã kết thúc", by, values)


def _written(row: Row, fields: tuple[str, ...], action: str, by: Standing, values: dict[str, Any]) -> Row:
    verdict = can_keep_registry(by).required()
    before = values_of(row, *fields) if row.pk else {}
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    if isinstance(row, KnownDocument):
        _check_successor(row)
    row.save()
    holding = verdict.capacity
    record(
        action, row, by=by, capacity=holding,
        organisation=Organisation.objects.get(pk=holding.organisation_id) if holding else None,
        before=before, after=values_of(row, *fields),
    )  # fmt: skip
    return row


def _check_successor(document: KnownDocument) -> None:
    """What is named as successor must be known: its day and subject are what people are told."""
    if not document.replaced_by:
        return
    if plain_number(document.replaced_by) == document.plain_number:
        raise ValidationError({"replaced_by": "Văn bản không thể được thay bằng chính nó."})
    if current_registry().document(document.replaced_by) is None:
        raise ValidationError(
            {"replaced_by": f"Chưa biết văn bản {document.replaced_by}. Hãy kiểm tra số, hoặc thêm văn bản ấy trước."}
        )
