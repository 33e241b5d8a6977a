"""Bảng tổng hợp đăng ký: what the units of a year have sent, on one page, in Excel, as a paper to the superior."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blocs.requests import Request
from scoring.registration_documents import totals
from scoring.registration_rules import can_summarise
from scoring.services.registration_papers import EXCEL_HEADINGS, excel_rows, summary_of, summary_paper
from scoring.views.registrations import as_file, visible_term
from thidua.lib.sheets import XLSX, workbook
from thidua.papers.services import files


@require_safe
def summary(request: Request, term_id: int) -> HttpResponse:
    """The page."""
    term = visible_term(request, term_id)
    can_summarise(request.standing, term).required()
    registered, missing = summary_of(term)
    context = {
        "term": term,
        "registered": registered,
        "missing": missing,
        "totals": [
            ("Danh hiệu thi đua", totals([title for each in registered for title in each.titles])),
            ("Hình thức khen thưởng", totals([each for unit in registered for each in unit.commendations])),
        ],
    }
    return render(request, "scoring/registrations/summary.html", context)


@require_safe
def summary_file(request: Request, term_id: int, which: str) -> HttpResponse:
    """Tải Excel, PDF, Word."""
    term = visible_term(request, term_id)
    can_summarise(request.standing, term).required()
    if which == "excel":
        registered, _ = summary_of(term)
        data = workbook("Đăng ký thi đua", EXCEL_HEADINGS, excel_rows(registered))
        return files.answer(data, f"Đăng ký thi đua, {term}.xlsx", XLSX)
    return as_file(summary_paper(term, request.standing.today), which)
