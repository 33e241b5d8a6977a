"""Chấm điểm: the years that are scored, one of them with its units, its deadline, who is still missing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from blocs.models import Term
from blocs.requests import Request
from scoring.enums import Approval, SheetState
from scoring.forms.rounds import DueForm, ExtensionForm
from scoring.models import ScoreSheet, ScoringRound
from scoring.reminders import reminder
from scoring.rules import (
    can_begin_on_behalf,
    can_extend,
    can_open_round,
    can_see_arrivals,
    can_see_sheet,
    can_see_summary,
)
from scoring.services import rounds, sheets
from scoring.services.arrivals import given_back
from scoring.services.tables import table_for
from scoring.wording import late_text
from thidua.lib.verdict import RefusedError

ROUNDS_ON_A_PAGE = 30


@require_safe
def scoring(request: Request) -> HttpResponse:
    """The years that are scored, the newest first; and those that could be."""
    standing = request.standing
    mine = ScoreSheet.objects.filter(unit__organisation__in=standing.unit_ids).select_related("unit__organisation")
    handed_in = Count("sheets", filter=Q(sheets__state=SheetState.SUBMITTED))
    found = (
        ScoringRound.objects.visible_to(standing)
        .select_related("term__bloc__superior", "table")
        .defer("table__content")
        .annotate(handed_in=handed_in, sheet_count=Count("sheets"))
        .prefetch_related(Prefetch("sheets", mine, to_attr="mine"))
        .order_by("-term__year", "term__bloc__sort_key", "pk")
    )
    page: Page[Any] = Paginator(found, ROUNDS_ON_A_PAGE).get_page(request.GET.get("trang"))
    unopened = Term.objects.visible_to(standing).open().filter(scoring_round=None).select_related("bloc__superior")
    offers = [term for term in unopened if can_open_round(standing, term)]
    return render(request, "scoring/rounds.html", {"page": page, "offers": offers})


@require_safe
def scoring_round(request: Request, pk: int) -> HttpResponse:
    """One year: how far each unit has come, and what can be done about it."""
    found = visible_round(request, pk)
    standing = request.standing
    sheets_of_year = _sheets(found)
    returned = given_back(sheets_of_year)
    lines = [
        {
            "sheet": sheet,
            "deadline": rounds.deadline_of(found, sheet.unit),
            "reads": can_see_sheet(standing, sheet),
            "was_given_back": sheet.pk in returned and can_see_arrivals(standing, sheet),
            "on_behalf": can_begin_on_behalf(standing, sheet),
        }
        for sheet in sheets_of_year
    ]
    context = {
        "round": found,
        "lines": lines,
        "handed_in": sum(sheet.is_handed_in for sheet in sheets_of_year),
        "change": can_open_round(standing, found.term),
        "extend": can_extend(standing, found),
        "sums_up": can_see_summary(standing, found.term),
        "today": standing.today,
    }
    return render(request, "scoring/round.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_round(request: Request, term_id: int) -> HttpResponse:
    """Mở chấm điểm for a year."""
    term = get_object_or_404(Term.objects.visible_to(request.standing).select_related("bloc__superior"), pk=term_id)
    can_open_round(request.standing, term).required()
    form = DueForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = rounds.open_round(term, form.due, by=request.standing)
        except RefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Đã mở chấm điểm: mỗi đơn vị có một bảng tự chấm.")
            return redirect("scoring_round", opened.pk)
    table = table_for(term)
    context = {"term": term, "form": form, "table": table, "late": late_text(table.value) if table else ""}
    return render(request, "scoring/open_round.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change_deadline(request: Request, pk: int) -> HttpResponse:
    """Đổi hạn nộp."""
    found = visible_round(request, pk)
    can_open_round(request.standing, found.term).required()
    form = DueForm(request.POST if request.method == "POST" else None, initial=DueForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        rounds.change_deadline(found, form.due, by=request.standing)
        messages.success(request, "Đã đổi hạn nộp. Bảng đã nộp giữ nguyên tình trạng khi tiếp nhận.")
        return redirect("scoring_round", found.pk)
    return render(request, "scoring/deadline.html", {"round": found, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: Request, pk: int, unit_id: int) -> HttpResponse:
    """Gia hạn for one unit."""
    found = visible_round(request, pk)
    can_extend(request.standing, found).required()
    unit = get_object_or_404(found.term.member_units.select_related("organisation"), pk=unit_id)
    form = ExtensionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            rounds.extend(found, unit, **form.cleaned_data, by=request.standing)
        except (RefusedError, ValidationError) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        else:
            messages.success(request, f"Đã gia hạn cho {unit.organisation}.")
            return redirect("scoring_round", found.pk)
    context = {"round": found, "unit": unit, "form": form, "deadline": rounds.deadline_of(found, unit)}
    return render(request, "scoring/extend.html", context, status=422 if form.errors else 200)


@require_safe
def remind(request: Request, pk: int) -> HttpResponse:
    """Đôn đốc: a text that names who is still missing, to be sent by whatever way they read."""
    found = visible_round(request, pk)
    can_extend(request.standing, found).required()
    missing = rounds.missing_units(found)
    words = [(sheet.unit.organisation.called, rounds.deadline_of(found, sheet.unit).last_day) for sheet in missing]
    return render(
        request,
        "scoring/remind.html",
        {"round": found, "text": reminder(str(found.term), words, request.standing.today)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def begin_on_behalf(request: Request, pk: int) -> HttpResponse:
    """Nhập thay for a unit that has not begun: what it means, then the act."""
    known = ScoreSheet.objects.known_to(request.standing)
    sheet = get_object_or_404(known.select_related("round__term__bloc__superior", "unit__organisation"), pk=pk)
    verdict = can_begin_on_behalf(request.standing, sheet).required()
    if "confirmed" in request.POST:
        sheets.begin_on_behalf(sheet, by=request.standing)
        return redirect("sheet", sheet.pk)
    context = {
        "round": sheet.round, "member": sheet.unit, "verdict": verdict, "what": "số liệu", "sent": "nộp",
        "record": "nộp", "path": "scoring/path.html", "back": reverse("scoring_round", args=[sheet.round_id]),
    }  # fmt: skip
    return render(request, "scoring/on_behalf.html", context)


def visible_round(request: Request, pk: int) -> ScoringRound:
    """The round, if its year is visible to the person; 404 otherwise."""
    rows = ScoringRound.objects.visible_to(request.standing).select_related("term__bloc__superior", "table")
    found: ScoringRound = get_object_or_404(rows.defer("table__content").prefetch_related("extensions"), pk=pk)
    return found


def _sheets(found: ScoringRound) -> list[ScoreSheet]:
    """The sheets with what rules ask about them, and how many of their criteria wait for a word of the leader's as
    `asked`, all in one query."""
    asked = Count("entries", filter=Q(entries__approval=Approval.ASKED))
    rows = list(found.sheets.select_related("unit__organisation").annotate(asked=asked))
    for sheet in rows:
        sheet.round = found
    return rows
