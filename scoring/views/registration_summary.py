"""Bảng tổng hợp đăng ký: what the units of a year have sent, on one page, in Excel, as a paper to the superior."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from blocs.models import Term
from blocs.requests import Request
from plans.views.page import Offer
from plans.views.steps import attempted
from plans.workflow import Action, step_for
from scoring.enums import Purpose
from scoring.forms.year_papers import SignatoryForm
from scoring.registration_documents import Report, summary_document, totals
from scoring.registration_rules import can_summarise, reads_year
from scoring.services import registration_report
from scoring.services.registration_papers import EXCEL_HEADINGS, excel_rows, report_of
from scoring.services.year_papers import WAITS_ALREADY, OfYear, of_year, seen_by
from scoring.views.registrations import as_file, visible_term
from scoring.views.year_papers import offers
from scoring.year_paper_rules import can_attach_scan, can_lay_before_signer
from thidua.lib.sheets import XLSX, workbook
from thidua.papers.services import files


@require_safe
def summary(request: Request, term_id: int) -> HttpResponse:
    """The page, with the report that was made of it and what can be done with that."""
    term = visible_term(request, term_id)
    can_summarise(request.standing, term).required()
    works_on_it = reads_year(request.standing, term)
    report = report_of(term, request.standing.today)
    found = of_year(term, Purpose.REGISTRATIONS) if works_on_it else _issued_alone(request, term)
    living = found.living
    context = {
        "term": term,
        "registered": report.registered,
        "missing": report.missing,
        "totals": [
            ("Danh hiệu thi đua", totals([title for each in report.registered for title in each.titles])),
            ("Hình thức khen thưởng", totals([each for unit in report.registered for each in unit.commendations])),
        ],
        "found": found,
        "changes": registration_report.changes_since(living, report) if living else (),
        "offers": _offers(request, term, report, found) if works_on_it and term.is_open else [],
        "scan": living and can_attach_scan(request.standing, living),
    }
    return render(request, "scoring/registrations/summary.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def lay_report(request: Request, term_id: int) -> HttpResponse:
    """Trình ký: who is to sign, what is missing, and the step itself."""
    term = visible_term(request, term_id)
    can_summarise(request.standing, term).required()
    told, found = report_of(term, request.standing.today), of_year(term, Purpose.REGISTRATIONS)
    verdict = can_lay_before_signer(request.standing, term)
    lacking = _lacking(request, term, told, found) if verdict else ()
    data = request.POST if request.method == "POST" else None
    form = SignatoryForm(data, initial=SignatoryForm.initial_of(told.frame))
    status = 200
    if request.method == "POST":
        status = 409 if lacking or not verdict else 422
        if status == 422 and form.is_valid() and _is_laid(request, term, form):
            messages.success(request, "Trình ký: xong. In bản trình ký, ký rồi tải lên.")
            return redirect("registration_summary", term.pk)
    context = {
        "term": term, "step": step_for(Action.SUBMIT), "verdict": verdict, "missing": lacking, "form": form,
        "told": told, "found": found,
    }  # fmt: skip
    return render(request, "scoring/registrations/report.html", context, status=status)


@require_safe
def summary_file(request: Request, term_id: int, which: str) -> HttpResponse:
    """Tải Excel, PDF, Word: as it stands today, whatever was reported."""
    term = visible_term(request, term_id)
    can_summarise(request.standing, term).required()
    report = report_of(term, request.standing.today)
    if which == "excel":
        data = workbook("Đăng ký thi đua", EXCEL_HEADINGS, excel_rows(report.registered))
        return files.answer(data, f"Đăng ký thi đua, {term}.xlsx", XLSX)
    return as_file(summary_document(report), which)


def _issued_alone(request: Request, term: Term) -> OfYear:
    """What an auditor is led to."""
    return OfYear(tuple(seen_by(request.standing, term, Purpose.REGISTRATIONS)))


def _is_laid(request: Request, term: Term, form: SignatoryForm) -> bool:
    """Whether the step was taken; otherwise the reason stands on the form."""
    by, signatory = request.standing, form.signatory
    return attempted(form, lambda: registration_report.lay_before_signer(term, signatory, by=by)) is not None


def _offers(request: Request, term: Term, report: Report, found: OfYear) -> list[Offer]:
    """A new report first, while none waits."""
    steps = list(offers(request, found))
    if found.pending:
        return steps
    verdict = can_lay_before_signer(request.standing, term)
    lacking = _lacking(request, term, report, found) if verdict else ()
    url = reverse("report_registrations", args=[term.pk])
    return [Offer(step_for(Action.SUBMIT), verdict, lacking, url), *steps]


def _lacking(request: Request, term: Term, report: Report, found: OfYear) -> tuple[str, ...]:
    """What must be there, or out of the way, before a report is laid before the signer."""
    waits = (WAITS_ALREADY,) if found.pending else ()
    return (*waits, *registration_report.what_is_missing(term, report, request.standing))
