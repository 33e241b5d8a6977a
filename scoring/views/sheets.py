"""Bảng tự chấm điểm: the sheet, what is typed into it, its papers, its steps."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blocs.requests import Request
from blocs.standing import Standing
from scoring.documents import check_code, possible_sums
from scoring.enums import SheetState
from scoring.figures import LONGEST_NOTE
from scoring.forms.entries import Typed, typed_rows
from scoring.forms.steps import FORMS, ReturnForm, SeenForm, SignedPaperForm
from scoring.models import ScoreEntry, ScoreSheet, ScoringRound
from scoring.rules import can_approve_not_applicable, can_fill_in, can_see_sheet, can_take
from scoring.services import handing_in, papers, sheets
from scoring.services.arrivals import given_back
from scoring.services.handing_in import SignedPaper
from scoring.services.plan_tasks import linked_tasks
from scoring.services.rounds import deadline_of
from scoring.services.sheets import Saved, asked_aside, entries_of, reckoned
from scoring.shown_sheet import SheetLine, sheet_lines, told
from scoring.wording import late_text
from scoring.workflow import STEPS, Action, Step, step_for
from thidua.lib.points import number_text
from thidua.lib.verdict import RefusedError
from thidua.papers.docx import DOCX, to_docx
from thidua.papers.services import files
from thidua.papers.services.rendering import rendered


@never_cache
@require_safe
def sheet(request: Request, pk: int) -> HttpResponse:
    """The whole table on one page, to be filled in where the person may."""
    found = visible_sheet(request, pk)
    return _page(request, found)


@require_POST
def save_sheet(request: Request, pk: int) -> HttpResponse:
    """Save the rows that were sent: one after the other from the page, all of them by its button."""
    found = visible_sheet(request, pk)
    criteria = found.round.table.value
    typed = typed_rows(criteria, request.POST)
    try:
        saved = sheets.enter(found, typed.entered, by=request.standing)
    except RefusedError as error:
        if request.accepts("text/html"):
            raise
        return JsonResponse({"refused": str(error)}, status=409)
    lines = {line.key: line for line in _lines(saved.sheet, saved.entries)}
    late = {key: typed.entered[key] for key in saved.stale}
    by = request.standing.user_id
    overtaken = {key: lines[key].overtaken(each.figure, each.note, by=by) for key, each in late.items()}
    faults = typed.faults | saved.faults | overtaken
    if not request.accepts("text/html"):
        return JsonResponse(told(criteria, saved.tally, list(lines.values())) | _told(saved, typed, lines, faults))
    if faults:
        return _page(request, saved.sheet, faults, typed=request.POST)
    messages.success(request, "Đã lưu nháp.")
    return redirect("sheet", found.pk)


def _told(saved: Saved, typed: Typed, lines: dict[int, SheetLine], faults: dict[int, str]) -> dict[str, Any]:
    """What became of the rows that were sent."""
    remarks = {
        key: f"{typed.readings.get(key, '')} {lines[key].doubt}".strip() for key in typed.entered.keys() - faults
    }
    return {
        "versions": {key: saved.entries[key].version for key in typed.entered if key in saved.entries},
        "faults": faults,
        "remarks": {key: words for key, words in remarks.items() if words},
    }


def _page(request: Request, found: ScoreSheet, faults: dict[int, str] | None = None, typed: Any = None) -> HttpResponse:
    criteria = found.round.table.value
    entries = entries_of(found)
    edit = can_fill_in(request.standing, found)
    tally = reckoned(criteria, entries)
    tasks = linked_tasks(found)
    context = {
        "sheet": found,
        "round": found.round,
        "lines": [
            (line, (faults or {}).get(line.key, ""), _typed(line, typed), tasks.get(line.key))
            for line in _lines(found, entries)
        ],
        "sums": possible_sums(criteria, tally),
        "tally": tally,
        "edit": edit,
        "longest_note": LONGEST_NOTE,
        "deadline": deadline_of(found.round, found.unit),
        "steps": _offered(request.standing, found),
        "cost_of_lateness": criteria.cost_of_lateness(found.days_late or 0),
        "aside": criteria.not_applicable.allowed,
        "accepts_aside": bool(can_approve_not_applicable(request.standing, found)),
        "code": check_code(found.digest) if found.digest else "",
        "returned": handing_in.returns_of([found]).get(found.pk),
        "was_given_back": found.pk in given_back([found]),
    }
    return render(request, "scoring/sheet.html", context, status=422 if faults else 200)


def _typed(line: SheetLine, data: Any) -> dict[str, str]:
    """What was typed into a line and could not be saved, to stand there again; else what is saved."""
    if line.criterion is None:
        return {}
    names = ("amount", "target", "note")
    if data is not None and f"seen-{line.key}" in data:
        return {name: data.get(f"{name}-{line.key}", "") for name in names}
    entry = line.entry
    return {name: "" if entry is None else entry_text(entry, name) for name in names}


def entry_text(entry: ScoreEntry, name: str) -> str:
    """A cell as it is typed: 1.234,5."""
    value = getattr(entry, name)
    return "" if value is None else value if isinstance(value, str) else number_text(value)


def _lines(found: ScoreSheet, entries: dict[int, ScoreEntry]) -> list[SheetLine]:
    criteria = found.round.table.value
    proofs = Counter(found.evidence.values_list("key", flat=True))
    return list(sheet_lines(criteria, reckoned(criteria, entries), entries, proofs))


def _offered(standing: Standing, found: ScoreSheet) -> list[Step]:
    """What the person may do next; what leads back comes last."""
    permitted = [step for step in STEPS if can_take(standing, found, step.action)]
    return sorted(permitted, key=lambda step: step.leads_back)


@require_safe
def sheet_pdf(request: Request, pk: int) -> HttpResponse:
    """Tải PDF: as it stands; with its check code."""
    found = visible_sheet(request, pk)
    data = rendered(papers.paper_of(found, request.standing.today)).pdf
    return files.answer(data, f"{found}.pdf".replace("/", "-"), "application/pdf", inline=True)


@require_safe
def sheet_docx(request: Request, pk: int) -> HttpResponse:
    """Tải Word."""
    found = visible_sheet(request, pk)
    data = to_docx(papers.paper_of(found, request.standing.today))
    return files.answer(data, f"{found}.docx".replace("/", "-"), DOCX)


@require_safe
def sheet_receipt(request: Request, pk: int) -> HttpResponse:
    """Phiếu tiếp nhận."""
    found = visible_sheet(request, pk)
    if not found.is_handed_in:
        raise Http404
    data = rendered(papers.receipt_of(found)).pdf
    return files.answer(data, f"Phiếu tiếp nhận {found}.pdf".replace("/", "-"), "application/pdf", inline=True)


@require_safe
def sheet_scan(request: Request, pk: int) -> HttpResponse:
    """The signed paper that was filed."""
    found = visible_sheet(request, pk)
    if found.scan is None:
        raise Http404
    return files.download(found.scan, found.scan.name)


@require_http_methods(["GET", "HEAD", "POST"])
def sheet_step(request: Request, pk: int, action: str) -> HttpResponse:
    """One step: its form, what is missing for it, and the step itself."""
    arrived_at = timezone.now()
    if request.method == "POST" and action == Action.RETURN and (returned := _returned_already(request, pk)):
        return _after(request, returned)
    found = visible_sheet(request, pk)
    if action not in set(Action):
        raise Http404
    step = step_for(Action(action))
    verdict = can_take(request.standing, found, step.action)
    if request.method == "POST" and _was_pressed_twice(found, step):
        return redirect("sheet", found.pk)
    lacking = handing_in.what_is_missing(found, step.action) if verdict else ()
    form = _form(request, found, step.action)
    status = 200
    if request.method == "POST":
        status = 409 if lacking or not verdict else 422
        if status == 422 and form.is_valid() and (done := _taken(request, found, step.action, form, arrived_at)):
            messages.success(request, f"{step.label}: xong. Bảng đang ở bước {done.state_text}.")
            return _after(request, done)
        found.refresh_from_db(fields=["state", "days_late"])
        if _was_pressed_twice(found, step):
            return redirect("sheet", found.pk)
    context = {"sheet": found, "step": step, "form": form, "verdict": verdict, "missing": lacking}
    if step.action is Action.RETURN:
        last_day = deadline_of(found.round, found.unit).last_day
        context |= {"last_day": last_day, "is_over": last_day < request.standing.today}
        context |= {"late": late_text(found.round.table.value)}
    return render(request, "scoring/step.html", context, status=status)


def _was_pressed_twice(found: ScoreSheet, step: Step) -> bool:
    """Whether the sheet is where the step leads: the first press of the button has brought it there."""
    return found.is_handed_in and step.target == SheetState.SUBMITTED


def _returned_already(request: Request, pk: int) -> ScoreSheet | None:
    """The sheet, where the first press of Trả lại has sent it out of the person's sight."""
    found = _with_all().filter(pk=pk, round__in=ScoringRound.objects.visible_to(request.standing)).first()
    last = handing_in.returns_of([found]).get(found.pk) if found else None
    return found if last and last.user_id == request.standing.user_id else None


def _after(request: Request, found: ScoreSheet) -> HttpResponse:
    """Where a step leads: to the sheet, or to its year for who reads it no longer."""
    if can_see_sheet(request.standing, found):
        return redirect("sheet", found.pk)
    return redirect("scoring_round", found.round_id)


def _form(request: Request, found: ScoreSheet, action: Action) -> forms.Form:
    kind = FORMS[action]
    data, sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    if kind is SignedPaperForm:
        return SignedPaperForm(data, sent, today=request.standing.today)
    if kind is ReturnForm:
        return ReturnForm(data, asked=asked_aside(found))
    return kind(data, sent, initial={"seen": found.digest})


def _taken(request: Request, found: ScoreSheet, action: Action, form: forms.Form, at: Any) -> ScoreSheet | None:
    """The sheet after the step; None, with the reason on the form, when it was refused."""
    by = request.standing
    try:
        with transaction.atomic():
            match form:
                case SignedPaperForm():
                    sent = form.cleaned_data
                    scan = files.store(*sent.pop("scan"), by=by)
                    return handing_in.hand_in_signed(found, SignedPaper(scan=scan, **sent), at=at, by=by)
                case SeenForm():
                    return handing_in.approve(found, seen=form.cleaned_data["seen"], at=at, by=by)
                case ReturnForm():
                    return handing_in.return_sheet(found, **form.cleaned_data, by=by)
                case _:
                    verb = handing_in.take_back if action is Action.TAKE_BACK else handing_in.lay_before_head
                    return verb(found, by=by)
    except RefusedError as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return None


@require_POST
def accept_aside(request: Request, pk: int, key: int) -> HttpResponse:
    """Đồng ý Không phát sinh nhiệm vụ."""
    found = visible_sheet(request, pk)
    sheets.accept_not_applicable(found, key, by=request.standing)
    messages.success(request, "Đã đồng ý Không phát sinh nhiệm vụ.")
    return redirect(f"{reverse('sheet', args=[found.pk])}#tieu-chi-{key}")


def visible_sheet(request: Request, pk: int) -> ScoreSheet:
    """The sheet, if the person reads it; 404 otherwise."""
    rows = _with_all().filter(pk__in=ScoreSheet.objects.visible_to(request.standing).values("pk"))
    found: ScoreSheet = get_object_or_404(rows, pk=pk)
    return found


def _with_all() -> Any:
    related = ("round__term__bloc__superior", "round__table", "unit__organisation__parent", "scan")
    return ScoreSheet.objects.select_related(*related)
