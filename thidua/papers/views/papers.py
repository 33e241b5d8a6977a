"""One paper: its life, its files."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from blocs.requests import Request
from thidua.papers.enums import PaperFile
from thidua.papers.models import Paper
from thidua.papers.services import files
from thidua.papers.shown import events, links

RELATED = (
    "entry__register",
    "organisation",
    "term__bloc",
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
        "files": [(PaperFile(which), file) for which, file in paper.files.items()],
    }
    return render(request, "papers/paper.html", context)


@require_safe
def paper_file(request: Request, pk: int, which: str) -> HttpResponse:
    """One of its files; our own rendering opens in a tab, what people brought is saved."""
    paper = _visible(request, pk)
    file = paper.files.get(which)
    if file is None:
        raise Http404
    ending = file.name[file.name.rfind(".") :]
    name = f"{paper} ({PaperFile(which).label.lower()}){ending}".replace("/", "-")
    return files.download(file, name, inline=which == PaperFile.RENDERING)


def _visible(request: Request, pk: int) -> Paper:
    papers = Paper.objects.visible_to(request.standing).select_related(*RELATED, "replaces__entry")
    found: Paper = get_object_or_404(papers.prefetch_related("replaced_by__entry"), pk=pk)
    return found
