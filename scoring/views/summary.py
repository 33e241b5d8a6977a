"""Bảng tổng hợp: what all sheets of a year come to that were handed in."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from blocs.requests import Request
from scoring.models import ScoreSheet, ScoringRound
from scoring.rules import can_see_summary
from scoring.summary import TITLE, HandedIn, Summary, SummaryWords, summarise, summary_document
from scoring.workbooks.summary_out import summary_workbook
from thidua.lib.sheets import XLSX
from thidua.papers.document import OfficialDocument
from thidua.papers.docx import DOCX, to_docx
from thidua.papers.services import files
from thidua.papers.services.rendering import rendered


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """A year's summary, and the units of which only the state is told."""

    round: ScoringRound
    summary: Summary
    waiting: list[ScoreSheet]


@require_safe
def summary(request: Request, pk: int) -> HttpResponse:
    """The summary as a page."""
    shown = _shown(request, pk)
    return render(request, "scoring/summary.html", vars(shown))


@require_safe
def summary_excel(request: Request, pk: int) -> HttpResponse:
    """Tải Excel."""
    shown = _shown(request, pk)
    term = shown.round.term
    waiting = [(str(sheet.unit.organisation), sheet.state_text) for sheet in shown.waiting]
    data = summary_workbook(shown.summary, bloc=term.bloc.name, year=term.label, waiting=waiting)
    return files.answer(data, _name(shown, "xlsx"), XLSX)


@require_safe
def summary_pdf(request: Request, pk: int) -> HttpResponse:
    """Tải PDF."""
    shown = _shown(request, pk)
    data = rendered(_document(request, shown)).pdf
    return files.answer(data, _name(shown, "pdf"), "application/pdf", inline=True)


@require_safe
def summary_docx(request: Request, pk: int) -> HttpResponse:
    """Tải Word."""
    shown = _shown(request, pk)
    return files.answer(to_docx(_document(request, shown)), _name(shown, "docx"), DOCX)


def _shown(request: Request, pk: int) -> _Shown:
    """404 for who does not see the year, refused for who sees it but does not compare its units."""
    rounds = ScoringRound.objects.visible_to(request.standing).select_related("term__bloc__superior", "table")
    found: ScoringRound = get_object_or_404(rounds, pk=pk)
    can_see_summary(request.standing, found.term).required()
    sheets = list(found.sheets.select_related("unit__organisation"))
    readable = ScoreSheet.objects.visible_to(request.standing).filter(round=found).prefetch_related("entries")
    read = {sheet.pk: sheet for sheet in readable if sheet.is_handed_in}
    handed_in = [
        HandedIn(
            unit=str(sheet.unit.organisation),
            figures={entry.key: entry.figure for entry in read[sheet.pk].entries.all()},
            days_late=sheet.days_late or 0,
        )
        for sheet in sheets
        if sheet.pk in read
    ]
    return _Shown(
        round=found,
        summary=summarise(found.table.value, handed_in),
        waiting=[sheet for sheet in sheets if sheet.pk not in read],
    )


def _document(request: Request, shown: _Shown) -> OfficialDocument:
    term = shown.round.term
    bloc, leader = term.bloc, term.leader_on(min(max(request.standing.today, term.starts_on), term.ends_on))
    words = SummaryWords(
        superior=bloc.head_line,
        bloc=bloc.name,
        place=leader.place if leader else "",
        year=term.label,
        leader_title=bloc.leader_title,
        leader=leader.name if leader else "",
        waiting=tuple(str(sheet.unit.organisation) for sheet in shown.waiting),
    )
    return summary_document(shown.summary, words)


def _name(shown: _Shown, ending: str) -> str:
    return f"{TITLE} {shown.round.term}.{ending}".replace("/", "-")
