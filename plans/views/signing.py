"""Ký số: all ways to sign a plan's paper digitally, on one page; and the paper issued in the agency's own system."""

from base64 import b64encode
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing as tokens
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blocs.requests import Request
from plans.enums import PlanState
from plans.forms.signing import AnswerForm, BlockForm, CertificateForm, OwnSystemForm, SignedFileForm
from plans.forms.steps import replaceable_by
from plans.models import Plan
from plans.rules import can_issue, can_sign, can_take_signed
from plans.services import digital, own_system
from plans.views.page import visible_plan
from thidua.lib.verdict import RefusedError
from thidua.papers.models import StoredFile
from thidua.papers.services import circulation, files, signing

AWAITING = (PlanState.SIGNING, PlanState.SIGNED)
TOKEN_SECONDS = 24 * 3600


class Act(StrEnum):
    """What can be done on the page; the value stands in addresses."""

    SIGN_HERE = "tai-day"
    BEGIN = "bat-dau"
    FINISH = "hoan-tat"
    TAKE = "tai-len"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A file of the agency's own system, how it differs, and whether the person has looked at just that already."""

    data: bytes
    found: tuple[own_system.Pair, ...]
    was_seen: bool
    token: str
    """To be sent back by whoever has looked."""


@require_safe
def digital_signing(request: Request, pk: int) -> HttpResponse:
    """Who has signed, and every way to go on."""
    return _page(request, _awaiting(request, pk))


@require_POST
def sign(request: Request, pk: int, act: str) -> HttpResponse:
    """One act of the page."""
    plan = _awaiting(request, pk)
    if act not in set(Act):
        raise Http404
    (can_take_signed if act == Act.TAKE else can_sign)(request.standing, plan).required()
    form = _forms(plan, request)[Act(act)]
    if not form.is_valid():
        return _page(request, plan, {Act(act): form}, status=422)
    try:
        _do(Act(act), plan, form, request)
    except RefusedError as error:
        form.add_error(None, list(error.args))
        return _page(request, plan, {Act(act): form}, status=422)
    plan.refresh_from_db()
    if act == Act.BEGIN:
        messages.success(request, "Đã dựng nội dung cần ký. Hãy tải về, ký bằng thiết bị rồi tải chữ ký lên.")
    else:
        messages.success(request, f"Đã lưu bản ký số. Kế hoạch đang ở bước {plan.get_state_display()}.")
    return redirect("digital_signing" if plan.state in AWAITING else "plan", plan.pk)


@require_safe
def signing_content(request: Request, pk: int) -> HttpResponse:
    """What waits to be signed with the person's token: the attributes that a signature is made over (DER)."""
    plan = _awaiting(request, pk)
    pending = signing.pending_of(plan.paper, request.standing) if plan.paper else None
    if pending is None:
        raise RefusedError("Không có lượt ký nào của bạn đang chờ. Hãy dựng nội dung cần ký trước.")
    return files.answer(pending.attributes, "noi-dung-can-ky.der", "application/octet-stream")


@require_http_methods(["GET", "HEAD", "POST"])
def issued_elsewhere(request: Request, pk: int) -> HttpResponse:
    """Ban hành ở hệ thống của cơ quan: the file, what differs in it, and its filing once somebody has looked."""
    plan = _awaiting(request, pk)
    can_take_signed(request.standing, plan).required()
    comparison: Comparison | None = None
    form = _own_system_form(request, plan)
    if request.method == "POST" and form.is_valid():
        try:
            comparison = _compared(request, plan, form)
            if comparison.was_seen:
                own_system.take_issued(plan, comparison.data, form.signing(None), form.told, by=request.standing)
                messages.success(request, "Đã lưu bản ban hành của cơ quan. Kế hoạch đã ban hành.")
                return redirect("plan", plan.pk)
        except RefusedError as error:
            form.add_error(None, list(error.args))
    status = 422 if form.errors else 200
    context = {"plan": plan, "form": form, "comparison": comparison}
    return render(request, "plans/issued_elsewhere.html", context, status=status)


def _compared(request: Request, plan: Plan, form: OwnSystemForm) -> Comparison:
    """The file that came now, or a page ago, held against our words."""
    by, salt = request.standing, f"issued-elsewhere-{plan.pk}-{request.standing.user_id}"
    data, seen = form.cleaned_data["file"], ""
    if data is None:
        try:
            file_pk, seen = tokens.loads(request.POST.get("seen", ""), salt=salt, max_age=TOKEN_SECONDS)
        except tokens.BadSignature as error:
            raise RefusedError("Hãy chọn tệp đã ban hành.") from error
        data = files.read(StoredFile.objects.get(pk=file_pk))
    else:
        file_pk = files.store(data, "ban-hanh.pdf", "application/pdf", by=by).pk
    found = own_system.differences(plan, data, form.told)
    mark = files.digest_of(repr(found).encode())
    token = tokens.dumps((file_pk, mark), salt=salt)
    return Comparison(data=data, found=found, was_seen=seen == mark, token=token)


def _page(request: Request, plan: Plan, bound: dict[Act, forms.Form] | None = None, status: int = 200) -> HttpResponse:
    standing = request.standing
    assert plan.paper is not None
    pending = signing.pending_of(plan.paper, standing)
    by_act = {act.name.lower(): form for act, form in (_forms(plan) | (bound or {})).items()}
    context = {
        "plan": plan,
        "blocks": digital.blocks(plan),
        "copies": plan.paper.copies.select_related("filed_by"),
        "can_sign": can_sign(standing, plan),
        "can_take": can_take_signed(standing, plan),
        "has_own_key": signing.personal_key(standing) is not None,
        "has_seal_key": signing.seal_key(plan.paper.organisation) is not None,
        "digest": b64encode(pending.digest).decode() if pending else "",
        "forms": by_act,
        "urls": {act.name.lower(): act.value for act in Act},
        "can_issue": can_issue(standing, plan),
        "by_hand": plan.state == PlanState.SIGNED and plan.paper.signed is None,
        "notices": signing.before_sealing(plan.paper) if plan.paper.signed else [],
        "acts_on": {"sign": plan.state == PlanState.SIGNING},
    }
    return render(request, "plans/digital_signing.html", context, status=status)


def _forms(plan: Plan, request: Request | None = None) -> dict[Act, forms.Form]:
    data, sent = (request.POST, request.FILES) if request else (None, None)
    blocks = digital.blocks(plan)
    return {
        Act.SIGN_HERE: BlockForm(data, sent, blocks=blocks, auto_id="here_%s"),
        Act.BEGIN: CertificateForm(data, sent, blocks=blocks, auto_id="begin_%s"),
        Act.FINISH: AnswerForm(data, sent, auto_id="finish_%s"),
        Act.TAKE: SignedFileForm(data, sent, replaceable=replaceable_by(plan), auto_id="take_%s"),
    }


def _do(act: Act, plan: Plan, form: forms.Form, request: Request) -> None:
    told, by = form.cleaned_data, request.standing
    match act:
        case Act.SIGN_HERE:
            digital.sign_here(plan, told["block"], by=by)
        case Act.BEGIN:
            digital.begin_signing(plan, told["block"], told["certificate"], by=by)
        case Act.FINISH:
            digital.finish_signing(plan, told["answer"], by=by)
        case Act.TAKE:
            digital.take_signed(plan, told["file"], replaces=told.get("replaces"), by=by)


def _own_system_form(request: Request, plan: Plan) -> OwnSystemForm:
    sent: Any = (request.POST, request.FILES) if request.method == "POST" else ()
    today = request.standing.today
    signer = plan.value.signatures[0].name if plan.value.signatures else ""
    register = circulation.register_in_view(plan.term, today.year)
    return OwnSystemForm(
        *sent, replaceable=replaceable_by(plan), register=register, today=today, initial={"signer": signer}
    )


def _awaiting(request: Request, pk: int) -> Plan:
    """The plan while its paper waits for signature or number; for those who work on it."""
    plan = visible_plan(request, pk)
    if plan.state not in AWAITING or plan.paper is None:
        raise RefusedError("Kế hoạch không ở bước Trình ký hoặc Đã ký, chờ cấp số.")
    return plan
