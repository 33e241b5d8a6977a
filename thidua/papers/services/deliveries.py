"""Issued papers on their way: handed to every recipient once, and a receipt for who opens them first."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from blocs.services.audit import record
from blocs.standing import Standing
from thidua.papers.models import Delivery, Paper
from thidua.papers.rules import can_receive


def deliver(paper: Paper, organisation_ids: Collection[int]) -> None:
    """Hand an issued paper to organisations, each once; the one whose seal it carries has it already."""
    now, others = timezone.now(), sorted(set(organisation_ids) - {paper.organisation_id})
    rows = [Delivery(paper=paper, organisation_id=each, delivered_at=now) for each in others]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)


def note_opened(paper: Paper, *, by: Standing) -> None:
    """Write down who opened a paper first in each organisation that the person receives papers for, and when."""
    unopened = Delivery.objects.received_by(by).unopened().filter(paper=paper).select_related("organisation")
    for delivery in list(unopened):  # to look takes no lock, and there is hardly ever anything to write
        _open(delivery, paper, by)


@transaction.atomic
def _open(delivery: Delivery, paper: Paper, by: Standing) -> None:
    was_first = (
        Delivery.objects.unopened().filter(pk=delivery.pk).update(opened_at=timezone.now(), opened_by_id=by.user_id)
    )
    if was_first:
        record(
            "Mở văn bản đến", paper, by=by, capacity=can_receive(by, delivery.organisation).capacity, term=paper.term,
            organisation=delivery.organisation, after={"nơi nhận": delivery.organisation.name},
        )  # fmt: skip
