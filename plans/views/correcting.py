"""Đối chiếu bản Word đã sửa: what a chief corrected in the Word file of a draft, part by part, to take or to leave."""

from functools import lru_cache

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from blocs.requests import Request
from plans.content import PlanContent
from plans.differences import Difference, differences, word_changes
from plans.edits import EditError
from plans.forms.importing import CorrectedForm
from plans.importers.files import read_bytes
from plans.models import Plan
from plans.rules import can_edit
from plans.services import correcting
from plans.views.page import visible_plan
from thidua.papers.services import files


@require_http_methods(["GET", "HEAD", "POST"])
def corrected_file(request: Request, pk: int) -> HttpResponse:
    """Tải lên bản Word đã sửa, and the comparison while there is one."""
    plan = visible_plan(request, pk)
    can_edit(request.standing, plan).required()
    if request.method == "POST" and "take" in request.POST:
        return _taken(request, plan)
    if request.method == "POST" and "done" in request.POST:
        correcting.put_away(plan, by=request.standing)
        messages.success(request, "Đã kết thúc đối chiếu. Tệp đã sửa vẫn được lưu.")
        return redirect("plan", plan.pk)
    form = CorrectedForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            given = form.cleaned_data["file"]
            kept = files.store(given.data, given.name, given.content_type, by=request.standing)
            correcting.lay_beside(plan, kept, by=request.standing)
        return redirect("corrected_file", plan.pk)
    return _page(request, plan, form, status=422 if form.errors else 200)


def _taken(request: Request, plan: Plan) -> HttpResponse:
    """Write what was ticked into the draft; where the draft has moved on, show the comparison anew."""
    found = _differences(plan)
    numbers = set(request.POST.getlist("doi"))
    taken = [difference for difference in found if str(difference.number) in numbers and difference.edit]
    if request.POST.get("version") != str(plan.version):
        messages.warning(request, "Kế hoạch vừa được sửa ở nơi khác. Hãy xem lại các chỗ khác nhau rồi chọn lại.")
        return _page(request, plan, CorrectedForm(), status=409)
    try:
        correcting.take_corrections(plan, taken, by=request.standing)
    except EditError as error:
        messages.error(request, str(error))
        return _page(request, visible_plan(request, plan.pk), CorrectedForm(), status=409)
    messages.success(request, f"Đã lấy {len(taken)} trong {len(found)} chỗ khác nhau vào dự thảo.")
    return redirect("corrected_file", plan.pk)


def _page(request: Request, plan: Plan, form: CorrectedForm, *, status: int) -> HttpResponse:
    rows = [{"difference": each, "words": word_changes(each.before, each.after)} for each in _differences(plan)]
    return render(request, "plans/corrected.html", {"plan": plan, "form": form, "rows": rows}, status=status)


def _differences(plan: Plan) -> tuple[Difference, ...]:
    return differences(plan.value, _content_of(files.read(plan.corrected))) if plan.corrected else ()


@lru_cache(maxsize=8)
def _content_of(data: bytes) -> PlanContent:
    """What is read in a file; the same file is looked at several times in a row."""
    return read_bytes(data).content
