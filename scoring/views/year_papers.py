"""The steps of a year's papers that are no plans, each a page that says what it does."""

from collections.abc import Iterator

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from blocs.requests import Request
from plans.forms.steps import NumberingForm, ScanForm, SignatureForm
from plans.views.page import Offer
from plans.views.steps import attempted, stored_scan
from plans.workflow import Action, step_for
from scoring.enums import Purpose
from scoring.forms.year_papers import FORMS
from scoring.models import YearPaper
from scoring.services import year_papers
from scoring.services.year_papers import OfYear
from scoring.year_paper_rules import SOURCES, can_attach_scan, can_take
from thidua.papers.services import circulation, files

EXPLANATIONS = {
    Action.RECORD_SIGNATURE: "Ghi nhận bản giấy thủ trưởng đã ký. Nếu văn thư đã cấp số thì nhập luôn số và ngày.",
    Action.ISSUE: "Ghi số và ngày văn thư đã cấp. Văn bản ban hành ngay, gửi đến cơ quan cấp trên và các đơn vị thành "
    "viên; bản đang có hiệu lực (nếu có) được thay thế.",
    Action.RETURN: "Bản trình ký bị hủy; sau đó Trình ký lại từ số liệu mới.",
    Action.WITHDRAW: "Văn bản giữ nguyên số nhưng không còn hiệu lực; nơi nhận thấy tình trạng Đã thu hồi.",
}
HOMES = {Purpose.REGISTRATIONS: "registration_summary"}
"""By what a paper is for, the page of the year where it is made."""


@require_http_methods(["GET", "HEAD", "POST"])
def year_paper_step(request: Request, pk: int, action: str) -> HttpResponse:
    """One step: its form, and the step itself."""
    paper = _visible(request, pk)
    if action not in SOURCES:
        raise Http404
    step = step_for(Action(action))
    verdict = can_take(request.standing, paper, step.action)
    form = _form(request, paper, step.action)
    status = 200
    if request.method == "POST":
        status = 422 if verdict else 409
        if verdict and form.is_valid() and (done := attempted(form, lambda: _take(request, paper, action, form))):
            messages.success(request, f"{step.label}: xong. Văn bản đang ở bước {done.paper.get_state_display()}.")
            return redirect(_home(paper))
    context = {
        "year_paper": paper,
        "purpose": Purpose(paper.purpose).label,
        "home": _home(paper),
        "step": step,
        "form": form,
        "verdict": verdict,
        "explanation": EXPLANATIONS[step.action],
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "scoring/year_paper_step.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def year_paper_scan(request: Request, pk: int) -> HttpResponse:
    """Nộp bản ký quét lại, for a paper that was signed or issued without one."""
    paper = _visible(request, pk)
    can_attach_scan(request.standing, paper).required()
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            scan = files.store(*form.cleaned_data["scan"], by=request.standing)
            year_papers.attach_scan(paper, scan, by=request.standing)
        messages.success(request, "Đã nộp bản ký quét lại.")
        return redirect(_home(paper))
    context = {"year_paper": paper, "purpose": Purpose(paper.purpose).label, "home": _home(paper), "form": form}
    return render(request, "scoring/year_paper_scan.html", context, status=422 if request.method == "POST" else 200)


def offers(request: Request, found: OfYear) -> Iterator[Offer]:
    """The steps that lead on with the papers there are: the one that waits, and the one in force."""
    for paper in filter(None, (found.pending, found.in_force)):
        for action, states in SOURCES.items():
            if paper.paper.state in states:
                verdict = can_take(request.standing, paper, action)
                url = reverse("year_paper_step", args=[paper.pk, action])
                yield Offer(step_for(action), verdict, (), url)


def _form(request: Request, paper: YearPaper, action: Action) -> forms.Form:
    kind, today = FORMS[action], request.standing.today
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    if not issubclass(kind, NumberingForm):
        return kind(*data)
    signer = ", ".join(block["name"] for block in paper.paper.signatories)
    register = circulation.register_in_view(paper.term, today.year)
    return kind(*data, register=register, today=today, initial={"signer": signer})


def _take(request: Request, paper: YearPaper, action: str, form: forms.Form) -> YearPaper:
    by = request.standing
    match form:
        case SignatureForm():
            signed = form.signing(stored_scan(request, form))
            return year_papers.record_signature(paper, signed, by=by, numbering=form.numbering)
        case NumberingForm():
            assert form.numbering is not None, "the form asks for a date"
            return year_papers.issue(paper, form.numbering, by=by)
        case _:
            verb = year_papers.return_paper if action == Action.RETURN else year_papers.withdraw
            return verb(paper, reason=form.cleaned_data["reason"], by=by)


def _home(paper: YearPaper) -> str:
    return reverse(HOMES[Purpose(paper.purpose)], args=[paper.paper.term_id])


def _visible(request: Request, pk: int) -> YearPaper:
    papers = YearPaper.objects.visible_to(request.standing).whole()
    found: YearPaper = get_object_or_404(papers.prefetch_related("paper__term__leaderships__organisation"), pk=pk)
    return found
