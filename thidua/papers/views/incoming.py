"""Văn bản đến: what was sent to an organisation."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from blocs.models import Organisation
from blocs.requests import Request
from blocs.standing import Standing
from thidua.papers.models import Delivery, Paper
from thidua.papers.rules import can_receive
from thidua.papers.services import deliveries

ROWS = 50
UNREAD_TEXTS = ("paper__content", "paper__boxes", "paper__signatories")


@require_safe
def incoming_papers(request: Request, pk: int) -> HttpResponse:
    """The papers an organisation received, by the year of their issue, the newest first."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.standing), pk=pk)
    can_receive(request.standing, organisation).required()
    words = request.GET.get("tim", "")
    rows = Delivery.objects.filter(organisation=organisation).found_by(words)
    related = rows.select_related("paper__entry", "paper__organisation", "opened_by").defer(*UNREAD_TEXTS)
    ordered = related.prefetch_related("paper__replaced_by__entry").order_by("-paper__issued_on", "-pk")
    page: Page[Any] = Paginator(ordered, ROWS).get_page(request.GET.get("trang"))
    context = {
        "organisation": organisation,
        "page": page,
        "words": words,
        "unopened": Delivery.objects.filter(organisation=organisation).unopened().count(),
    }
    return render(request, "papers/incoming.html", context)


def receiving(standing: Standing) -> Any:
    """The organisations that a person opens papers for, each with `unopened`, how many nobody there has opened."""
    own = Q(pk__in=standing.unit_ids) | Q(path__in=standing.overseen_paths)
    unopened = Count("deliveries", filter=Q(deliveries__isnull=False, deliveries__opened_at=None))
    return Organisation.objects.filter(own).annotate(unopened=unopened)


def note_opened(request: Request, paper: Paper) -> None:
    """A receipt for a paper that is being shown; to ask whether there is one (HEAD) is not to open it."""
    if request.method == "GET":
        deliveries.note_opened(paper, by=request.standing)
