"""The proofs of one criterion of a sheet: shown, added, taken off, handed out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blocs.requests import Request
from scoring.criteria import leaves, place
from scoring.forms.evidence import FilesForm, LinkForm, TaskForm
from scoring.models import Evidence, ScoreSheet
from scoring.rules import can_fill_in
from scoring.services import evidence as proofs
from thidua.lib.inspection import MOST_BYTES
from thidua.lib.verdict import RefusedError
from thidua.papers.services import files, uploads

MOST_SHOWN = 5
"""Other places of one file."""


@dataclass(frozen=True)
class Sent:
    """A form that came back, and what was not taken of it."""

    form: forms.Form
    refusals: list[str] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
def sheet_evidence(request: Request, pk: int, key: int) -> HttpResponse:
    """The proofs of a criterion; POST adds files, each judged alone."""
    sheet = _sheet(request, pk, key)
    if request.method != "POST":
        return _page(request, sheet, key)
    can_fill_in(request.standing, sheet).required()
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, sheet, key, Sent(form))
    added, refusals = 0, []
    for file in form.cleaned_data["uploads"]:
        try:
            _add_file(request, sheet, key, file, form.cleaned_data["caption"])
            added += 1
        except (RefusedError, ValidationError) as error:
            refusals.append(f"{file.name}: {_words(error)}")
    if added:
        messages.success(request, f"Đã thêm {added} tệp.")
    return _page(request, sheet, key, Sent(form, refusals)) if refusals else _back(sheet, key)


@require_POST
def add_evidence_link(request: Request, pk: int, key: int) -> HttpResponse:
    return _add(request, _sheet(request, pk, key), key, LinkForm(request.POST), proofs.add_link, "url")


@require_POST
def add_evidence_task(request: Request, pk: int, key: int) -> HttpResponse:
    sheet = _sheet(request, pk, key)
    return _add(request, sheet, key, TaskForm(request.POST, sheet=sheet), proofs.add_task, "task")


@require_POST
def remove_evidence(request: Request, pk: int) -> HttpResponse:
    """Take a proof off its sheet."""
    evidence = _evidence(request, pk)
    proofs.remove(evidence, by=request.standing)
    messages.success(request, f"Đã bỏ minh chứng {evidence}.")
    return _back(evidence.sheet, evidence.key)


@require_safe
def evidence_file(request: Request, pk: int) -> HttpResponse:
    """The file of a proof, for who reads its sheet."""
    file = _evidence(request, pk).file
    if file is None:
        raise Http404
    return files.download(file, file.name)


def _add_file(request: Request, sheet: ScoreSheet, key: int, file: "UploadedFile[Any]", caption: str) -> None:
    if (file.size or 0) > MOST_BYTES:
        raise ValidationError(uploads.TOO_LARGE)
    added = proofs.add_file(sheet, key, file.read(), file.name or "", caption, by=request.standing)
    if added.has_attachments:
        messages.warning(
            request, f"{file.name} có tệp khác đính kèm bên trong. Nếu đó cũng là minh chứng, hãy tải riêng tệp ấy lên."
        )


def _add(
    request: Request, sheet: ScoreSheet, key: int, form: forms.Form, verb: Callable[..., Evidence], what: str
) -> HttpResponse:
    can_fill_in(request.standing, sheet).required()
    if form.is_valid():
        try:
            added = verb(sheet, key, form.cleaned_data[what], form.cleaned_data["caption"], by=request.standing)
        except (RefusedError, ValidationError) as error:
            form.add_error(what, _words(error))
        else:
            messages.success(request, f"Đã thêm minh chứng {added}.")
            return _back(sheet, key)
    return _page(request, sheet, key, Sent(form))


def _page(request: Request, sheet: ScoreSheet, key: int, sent: Sent | None = None) -> HttpResponse:
    criteria = leaves(sheet.round.table.value)
    criterion, where = next((each, place(each, above)) for each, above in criteria if each.key == key)
    found = proofs.evidence_of(sheet, key)
    elsewhere = proofs.same_file(found, request.standing)
    form = sent.form if sent else None
    context: dict[str, Any] = {
        "sheet": sheet,
        "key": key,
        "criterion": criterion,
        "place": where,
        "lines": [(each, _told(elsewhere.get(each.pk, []), sheet)) for each in found],
        "verdict": can_fill_in(request.standing, sheet),
        "files_form": form if isinstance(form, FilesForm) else FilesForm(),
        "link_form": form if isinstance(form, LinkForm) else LinkForm(),
        "task_form": form if isinstance(form, TaskForm) else TaskForm(sheet=sheet),
        "plans": proofs.plans_of(sheet).only("title"),
        "refusals": sent.refusals if sent else [],
    }
    return render(request, "scoring/evidence.html", context, status=422 if sent else 200)


def _told(others: list[Evidence], sheet: ScoreSheet) -> list[str]:
    """Where else a file is, in words."""
    told = [
        f"tiêu chí {proofs.place_of(each)}"
        + ("" if each.sheet_id == sheet.pk else f", {each.sheet.unit.organisation}, {each.sheet.round.term}")
        for each in others[:MOST_SHOWN]
    ]
    return told + ([f"{len(others) - MOST_SHOWN} chỗ khác"] if len(others) > MOST_SHOWN else [])


def _sheet(request: Request, pk: int, key: int) -> ScoreSheet:
    rows = ScoreSheet.objects.visible_to(request.standing)
    related = ("round__term__bloc__superior", "round__table", "unit__organisation")
    sheet: ScoreSheet = get_object_or_404(rows.select_related(*related), pk=pk)
    if all(criterion.key != key for criterion, _ in leaves(sheet.round.table.value)):
        raise Http404
    return sheet


def _evidence(request: Request, pk: int) -> Evidence:
    rows = Evidence.objects.filter(sheet__in=ScoreSheet.objects.visible_to(request.standing))
    return get_object_or_404(rows.select_related("file", "task", "sheet"), pk=pk)


def _back(sheet: ScoreSheet, key: int) -> HttpResponse:
    return redirect("sheet_evidence", sheet.pk, key)


def _words(error: RefusedError | ValidationError) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
