"""One paper: its life, its files."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from blocs.requests import Request
from thidua.papers.enums import PaperFile
from thidua.papers.models import Delivery, Paper
from thidua.papers.rules import can_see_receipts
from thidua.papers.services import files
from thidua.papers.shown import events, links
from thidua.papers.views.incoming import note_opened

RELATED = (
    "entry__register",
    "organisation",
    "term__bloc__superior",
    "frozen_by",
    "rendering",
    "scan",
    "numbered",
    "signed__file",
)


@require_safe
def paper(request: Request, pk: int) -> HttpResponse:
    """What became of a paper, and its files."""
    paper = _visible(request, pk)
    context = {
        "paper": paper,
        "events": list(events(paper)),
        "links": list(links(paper)),
        "receipts": _receipts(request, paper),
        "files": [(PaperFile(which), file) for which, file in paper.files.items()],
    }
    note_opened(request, paper)
    return render(request, "papers/paper.html", context)


@require_safe
def paper_file(request: Request, pk: int, which: str) -> HttpResponse:
    """One of its files; our own rendering opens in a tab, what people brought is saved."""
    paper = _visible(request, pk)
    file = paper.files.get(which)
    if file is None:
        raise Http404
    note_opened(request, paper)
    ending = file.name[file.name.rfind(".") :]
    name = f"{paper} ({PaperFile(which).label.lower()}){ending}".replace("/", "-")
    return files.download(file, name, inline=which == PaperFile.RENDERING)


def _receipts(request: Request, paper: Paper) -> list[Delivery]:
    """Who got it, and who has not opened it yet first; for those whom that concerns."""
    if not can_see_receipts(request.standing, paper):
        return []
    rows = paper.deliveries.select_related("organisation", "opened_by")
    return sorted(rows, key=lambda each: (each.opened_at is not None, bytes(each.organisation.sort_key)))


def _visible(request: Request, pk: int) -> Paper:
    papers = Paper.objects.visible_to(request.standing).select_related(*RELATED, "replaces__entry")
    found: Paper = get_object_or_404(papers.prefetch_related("replaced_by__entry", "copies__filed_by"), pk=pk)
    return found
