"""The ways to a draft: a file or paste, last year's plan, nothing."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from blocs.models import Term
from blocs.requests import Request, key_of
from plans.forms.importing import ImportForm
from plans.models import Plan
from plans.next_year import Change, proposed_changes
from plans.rules import can_edit, can_make_plan
from plans.services import drafting
from plans.services.registry import current_registry
from plans.views.page import visible_plan
from thidua.papers.services import files


def _terms_to_plan(request: Request) -> list[Term]:
    """The open years for which the person may make a plan."""
    mine = Term.objects.open().filter(pk__in=request.standing.led_terms).select_related("bloc__superior")
    return [term for term in mine if can_make_plan(request.standing, term)]


def _term(request: Request, pk: int) -> Term:
    terms = Term.objects.visible_to(request.standing).select_related("bloc__superior")
    return get_object_or_404(terms, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def import_plan(request: Request) -> HttpResponse:
    """Nhập kế hoạch: read a file or paste into a draft."""
    terms = _terms_to_plan(request)
    if request.method != "POST":
        only = terms[0].pk if len(terms) == 1 else None
        form = ImportForm(terms=terms, initial={"term": request.GET.get("nam") or only})
        return render(request, "plans/import.html", {"form": form, "terms": terms})
    form = ImportForm(request.POST, request.FILES, terms=terms)
    if not form.is_valid():
        return render(request, "plans/import.html", {"form": form, "terms": terms}, status=422)
    given = form.cleaned_data["given"]
    with transaction.atomic():
        source = files.store(given.data, given.name, given.content_type, by=request.standing)
        plan = drafting.draft_from_reading(form.cleaned_data["term"], given.reading, source=source, by=request.standing)
    messages.success(request, "Đã đọc xong và lưu thành dự thảo. Hãy đối chiếu văn bản với những chỗ máy chưa chắc.")
    return redirect("plan", plan.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def copy_plan(request: Request, term_id: int) -> HttpResponse:
    """Lập từ kế hoạch năm trước: every shifted year and date shown, each to be taken or refused."""
    term = _term(request, term_id)
    can_make_plan(request.standing, term).required()
    earlier = (
        Plan.objects.visible_to(request.standing)
        .filter(term__bloc=term.bloc, term__year__lt=term.year)
        .select_related("term__bloc", "paper__entry")
        .order_by("-term__year", "-pk")
        .defer("content", "doubts", "paper__content", "paper__boxes")
    )
    last = earlier.filter(pk=key_of(request.GET.get("tu", ""))).first() or earlier.first()
    if last is None:
        messages.info(request, "Chưa có kế hoạch năm trước trên hệ thống. Hãy nhập từ tệp hoặc dán văn bản.")
        return redirect("import_plan")
    changes = proposed_changes(last.value, drafting.cycle_for(term), current_registry())
    if request.method == "POST":
        accepted = _accepted(changes, request)
        plan = drafting.draft_from_last_year(term, last, accepted, by=request.standing)
        messages.success(request, f"Đã lập dự thảo với {len(accepted)} trong {len(changes)} thay đổi đề xuất.")
        return redirect("plan", plan.pk)
    return render(request, "plans/copy.html", {"term": term, "last": last, "earlier": earlier, "changes": changes})


@require_http_methods(["GET", "HEAD", "POST"])
def shift_plan(request: Request, pk: int) -> HttpResponse:
    """Đổi năm, ngày: a file of an earlier year was brought in, and its years and dates are moved to this one."""
    plan = visible_plan(request, pk)
    can_edit(request.standing, plan).required()
    changes = proposed_changes(plan.value, drafting.cycle_for(plan.term), current_registry())
    if request.method == "POST" and request.POST.get("version") == str(plan.version):
        accepted = _accepted(changes, request)
        drafting.shift_to_term(plan, accepted, by=request.standing)
        messages.success(request, f"Đã đổi {len(accepted)} trong {len(changes)} chỗ đề xuất.")
        return redirect("plan", plan.pk)
    if request.method == "POST":
        messages.warning(request, "Kế hoạch vừa được sửa ở nơi khác. Hãy xem lại các thay đổi đề xuất.")
    return render(request, "plans/shift.html", {"plan": plan, "changes": changes})


def _accepted(changes: tuple[Change, ...], request: Request) -> list[Change]:
    chosen = set(request.POST.getlist("doi"))
    return [change for change in changes if str(change.number) in chosen]


@require_POST
def blank_plan(request: Request, term_id: int) -> HttpResponse:
    """Lập kế hoạch mới, from nothing but the bloc's head."""
    plan = drafting.draft_from_nothing(_term(request, term_id), by=request.standing)
    return redirect("plan", plan.pk)
