"""The steps of a plan, each a page that says what it does and what is missing."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from blocs.requests import Request
from plans.forms.steps import FORMS, NumberingForm, ReasonForm, ScanForm, SignatureForm, replaceable_by
from plans.models import Plan
from plans.rules import can_attach_scan, can_take_here
from plans.services import steps
from plans.views.page import shown_step, visible_plan
from plans.workflow import SEALING, Action, step_for
from thidua.lib.verdict import RefusedError
from thidua.papers.models import StoredFile
from thidua.papers.services import circulation, files, signing

Taken = TypeVar("Taken")

EXPLANATIONS = {
    Action.CHECK: "Lãnh đạo phòng xem thể thức và nội dung; vẫn sửa được.",
    Action.SUBMIT: "Nội dung được chốt và dựng thành văn bản để in, trình ký; số và ngày để trống cho văn thư. "
    "Từ lúc này không sửa được; muốn sửa phải Trả lại.",
    Action.RETURN: "Kế hoạch về lại người soạn; bản trình ký (nếu có) bị hủy.",
    Action.RECORD_SIGNATURE: "Ghi nhận bản giấy thủ trưởng đã ký. Nếu văn thư đã cấp số thì nhập luôn số và ngày.",
    Action.ISSUE: "Ghi số và ngày văn thư đã cấp. Kế hoạch ban hành ngay và mọi đơn vị thành viên đọc được.",
    Action.WITHDRAW: "Kế hoạch giữ nguyên số nhưng không còn hiệu lực; các đơn vị thấy tình trạng Đã thu hồi.",
}


SEALS = (
    "Số, ngày được ghi vào bản đã ký số, rồi trang này đóng dấu số của cơ quan. Kế hoạch ban hành ngay, không đóng dấu "
    "lại được, và mọi đơn vị thành viên đọc được."
)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_step(request: Request, pk: int, action: str) -> HttpResponse:
    """One step: its form, what is missing for it, and the step itself."""
    plan = visible_plan(request, pk)
    if action not in set(Action):
        raise Http404
    step = shown_step(plan, step_for(Action(action)))
    verdict = can_take_here(request.standing, plan, step.action)
    lacking = steps.what_is_missing(plan, step.action, request.standing.today) if verdict else ()
    form = _form(request, plan, step.action)
    status = 200
    if request.method == "POST":
        status = 409 if lacking or not verdict else 422
        if status == 422 and form.is_valid() and (done := attempted(form, lambda: _take(request, plan, action, form))):
            messages.success(request, f"{step.label}: xong. Kế hoạch đang ở bước {done.get_state_display()}.")
            return redirect("plan", done.pk)
    seals = step.label == SEALING
    context = {
        "plan": plan,
        "step": step,
        "form": form,
        "verdict": verdict,
        "missing": lacking,
        "explanation": SEALS if seals else EXPLANATIONS[step.action],
        "notices": signing.before_sealing(plan.paper) if seals and plan.paper else [],
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "plans/step.html", context, status=status)


def _form(request: Request, plan: Plan, action: Action) -> forms.Form:
    kind = FORMS[action]
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    if not issubclass(kind, NumberingForm):
        return kind(*data)
    signer = plan.value.signatures[0].name if plan.value.signatures else ""
    register = circulation.register_in_view(plan.term, request.standing.today.year)
    return kind(
        *data,
        replaceable=replaceable_by(plan),
        register=register,
        today=request.standing.today,
        initial={
            "signer": signer,
            "number": signing.number_in(plan.paper) if plan.paper and action == Action.ISSUE else "",
        },
    )


def attempted(form: forms.Form, step: Callable[[], Taken]) -> Taken | None:
    """What a step gives; None, with the reason on the form, when it was refused."""
    try:
        with transaction.atomic():
            return step()
    except RefusedError as error:
        form.add_error(None, list(error.args))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return None


def _take(request: Request, plan: Plan, action: str, form: forms.Form) -> Plan:
    by = request.standing
    match form:
        case SignatureForm():
            signed = form.signing(stored_scan(request, form))
            return steps.record_signature(plan, signed, by=by, numbering=form.numbering)
        case NumberingForm():
            assert form.numbering is not None, "the form asks for a date"
            return steps.issue(plan, form.numbering, by=by)
        case ReasonForm():
            verb = steps.return_plan if action == Action.RETURN else steps.withdraw
            return verb(plan, reason=form.cleaned_data["reason"], by=by)
        case _:
            return (steps.send_to_check if action == Action.CHECK else steps.submit_for_signature)(plan, by=by)


def stored_scan(request: Request, form: forms.Form) -> StoredFile | None:
    """The scan that came with a form, kept."""
    scan = form.cleaned_data["scan"]
    return files.store(*scan, by=request.standing) if scan else None


@require_http_methods(["GET", "HEAD", "POST"])
def attach_scan(request: Request, pk: int) -> HttpResponse:
    """Nộp bản ký quét lại, for a plan that was signed or issued without one."""
    plan = visible_plan(request, pk)
    can_attach_scan(request.standing, plan).required()
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            steps.attach_scan(plan, files.store(*form.cleaned_data["scan"], by=request.standing), by=request.standing)
        messages.success(request, "Đã nộp bản ký quét lại.")
        return redirect("plan", plan.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/scan.html", {"plan": plan, "form": form}, status=status)
