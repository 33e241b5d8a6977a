"""A sheet out to Excel, and back in by way of a look at what would change."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from blocs.requests import Request
from scoring.forms.sheet_files import SheetFileForm
from scoring.models import ScoreSheet
from scoring.rules import can_fill_in
from scoring.services import sheet_files
from scoring.views.sheets import visible_sheet
from thidua.lib.office_files import UnsafeFileError
from thidua.lib.points import number_text
from thidua.lib.sheets import XLSX
from thidua.lib.verdict import RefusedError
from thidua.papers.services import files


@require_safe
def sheet_excel(request: Request, pk: int) -> HttpResponse:
    """Tải Excel."""
    found = visible_sheet(request, pk)
    data = sheet_files.workbook_of(found, by=request.standing)
    return files.answer(data, f"{found}.xlsx".replace("/", "-"), XLSX)


@require_http_methods(["GET", "HEAD", "POST"])
def import_sheet(request: Request, pk: int) -> HttpResponse:
    """Nhập Excel: choose the file, look at what it would change, take it."""
    found = visible_sheet(request, pk)
    can_fill_in(request.standing, found).required()
    if "taken" in request.POST:
        return _take(request, found, request.POST["taken"])
    form = SheetFileForm(request.POST, request.FILES) if request.method == "POST" else SheetFileForm()
    if form.is_valid():
        try:
            comparison = sheet_files.compare(found, form.cleaned_data["file"].read(), by=request.standing)
        except (UnsafeFileError, RefusedError) as refusal:
            form.add_error("file", str(refusal))
        else:
            context = {"sheet": found, "round": found.round, "compared": comparison}
            return render(request, "scoring/import_sheet.html", context)
    return _page(request, found, form)


def _take(request: Request, found: ScoreSheet, token: str) -> HttpResponse:
    try:
        saved = sheet_files.take(found, token, by=request.standing)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return _page(request, found, SheetFileForm(), status=409)
    messages.success(request, f"Đã nhập từ Excel. Tổng điểm tự chấm: {number_text(saved.sheet.total)}.")
    return redirect("sheet", found.pk)


def _page(request: Request, found: ScoreSheet, form: SheetFileForm, *, status: int | None = None) -> HttpResponse:
    context = {"sheet": found, "round": found.round, "form": form}
    return render(request, "scoring/import_sheet.html", context, status=status or (422 if form.errors else 200))
