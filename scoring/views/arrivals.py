"""Các lần nộp: what was received of a sheet each time that it was handed in, after a return too."""

from pathlib import PurePath

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from blocs.requests import Request
from scoring.models import ScoreSheet
from scoring.rules import can_see_sheet
from scoring.services import papers
from scoring.services.arrivals import Arrival, arrivals_of, scan_of
from thidua.papers.services import files
from thidua.papers.services.rendering import rendered


@require_safe
def sheet_arrivals(request: Request, pk: int) -> HttpResponse:
    """All of a sheet, with their receipts and signed papers."""
    found, arrivals = _received(request, pk)
    reads = can_see_sheet(request.standing, found)
    context = {"sheet": found, "round": found.round, "arrivals": arrivals, "reads": reads}
    return render(request, "scoring/arrivals.html", context)


@require_safe
def arrival_receipt(request: Request, pk: int, number: int) -> HttpResponse:
    """Phiếu tiếp nhận of one of them."""
    found, arrival = _one(request, pk, number)
    data = rendered(papers.receipt_of_arrival(found, arrival)).pdf
    name = f"Phiếu tiếp nhận {found}, lần {number}.pdf".replace("/", "-")
    return files.answer(data, name, "application/pdf", inline=True)


@require_safe
def arrival_scan(request: Request, pk: int, number: int) -> HttpResponse:
    """The signed paper that was filed with one of them."""
    found, arrival = _one(request, pk, number)
    scan = scan_of(arrival)
    if scan is None:
        raise Http404
    ending = PurePath(scan.name).suffix
    return files.download(scan, f"Bản ký {found}, lần {number}{ending}".replace("/", "-"))


def _received(request: Request, pk: int) -> tuple[ScoreSheet, list[Arrival]]:
    """The sheet, if the person reads what was handed in of it, and its arrivals; 404 otherwise, and without any."""
    related = ("round__term__bloc__superior", "round__table", "unit__organisation__parent")
    found: ScoreSheet = get_object_or_404(
        ScoreSheet.objects.received_by(request.standing).select_related(*related), pk=pk
    )
    arrivals = arrivals_of(found)
    if not arrivals:
        raise Http404
    return found, arrivals


def _one(request: Request, pk: int, number: int) -> tuple[ScoreSheet, Arrival]:
    found, arrivals = _received(request, pk)
    if not 1 <= number <= len(arrivals):
        raise Http404
    return found, arrivals[number - 1]
