"""Giao ước thi đua of a year: its words, the paper to be signed, who has signed."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blocs.models import Term
from blocs.requests import Request, key_of
from plans.forms.steps import ReasonForm
from scoring.documents import check_code
from scoring.forms.pledges import PledgeForm, SeenDigestForm, SignedForm
from scoring.models import Pledge, PledgeSignature
from scoring.registration_rules import can_make_pledge, can_record_signature, can_see_pledge, can_sign_pledge
from scoring.services import pledges
from scoring.services.pledges import Signed, StalePledgeError
from scoring.views.registrations import as_file, visible_term
from thidua.lib.verdict import RefusedError
from thidua.papers.services import files


@require_http_methods(["GET", "HEAD", "POST"])
def pledge(request: Request, term_id: int) -> HttpResponse:
    """The pledge of a year: to be written by who leads; for the others to read and sign, once it is printed."""
    term = visible_term(request, term_id)
    found = _seen_pledge(request, term)
    may_make = can_make_pledge(request.standing, term)
    if request.method == "POST":
        may_make.required()
        return _save(request, term)
    form = None
    if may_make and (found is None or found.is_drafted):
        form = PledgeForm(initial={"text": found.text if found else pledges.template_of(term)})
    return _page(request, term, found, form)


def _save(request: Request, term: Term) -> HttpResponse:
    form = PledgeForm(request.POST)
    seen = key_of(request.POST.get("seen", ""))
    if form.is_valid():
        try:
            pledges.save(term, form.cleaned_data["text"], seen=seen, by=request.standing)
        except StalePledgeError as error:
            form.add_error(None, str(error))
            found = _seen_pledge(request, term)
            return _page(request, term, found, form, others=found, status=409)
        except RefusedError as error:
            form.add_error(None, str(error))
            return _page(request, term, _seen_pledge(request, term), form, status=409)
        messages.success(request, "Đã lưu giao ước.")
        return redirect("pledge", term.pk)
    return _page(request, term, _seen_pledge(request, term), form, status=422)


def _page(
    request: Request, term: Term, found: Pledge | None, form: PledgeForm | None, *, others: Pledge | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    standing = request.standing
    signatures = _signatures(found) if found else []
    lines = [
        {
            "signature": each,
            "may_record": can_record_signature(standing, each),
            "may_sign": not each.signed_on and can_sign_pledge(standing, each),
        }
        for each in signatures
    ]
    context = {
        "term": term,
        "pledge": found,
        "form": form,
        "others": others,
        "lines": lines,
        "signed": sum(bool(each.signed_on) for each in signatures),
        "may_record": any(not each.signed_on and can_record_signature(standing, each) for each in signatures),
        "may_make": can_make_pledge(standing, term),
        "code": check_code(found.digest) if found and found.digest else "",
    }
    return render(request, "scoring/registrations/pledge.html", context, status=status)


@require_POST
def print_to_sign(request: Request, term_id: int) -> HttpResponse:
    """In để ký."""
    found = visible_pledge(request, term_id)
    pledges.print_to_sign(found, seen=key_of(request.POST.get("seen", "")), by=request.standing)
    messages.success(request, "Đã chốt nội dung. Hãy tải PDF, in ra để các đơn vị ký.")
    return redirect("pledge", term_id)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: Request, term_id: int) -> HttpResponse:
    """Sửa lại, while nobody has signed."""
    found = visible_pledge(request, term_id)
    can_make_pledge(request.standing, found.term).required()
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return _act(
        request, found, form, "Sửa lại giao ước",
        "Giao ước trở về Đang soạn; bản đã in và mã kiểm của nó không dùng được nữa.",
        lambda: pledges.reopen(found, reason=form.cleaned_data["reason"], by=request.standing),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def record_signed(request: Request, term_id: int) -> HttpResponse:
    """Ghi nhận đã ký: ticks for the units that the person may record, and one scan."""
    found = visible_pledge(request, term_id)
    waiting = [
        each for each in _signatures(found) if not each.signed_on and can_record_signature(request.standing, each)
    ]
    if not waiting:
        raise RefusedError("Không còn đơn vị nào chờ tài khoản này ghi nhận đã ký.")
    data, sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SignedForm(data, sent, waiting=waiting, today=request.standing.today)

    def done() -> None:
        told = dict(form.cleaned_data)
        units, scan = told.pop("units"), told.pop("scan")
        file = files.store(*scan, by=request.standing) if scan else None
        pledges.record_signed(found, units, Signed(scan=file, **told), by=request.standing)

    return _act(
        request, found, form, "Ghi nhận đã ký",
        "Đánh dấu các đơn vị đã ký tay trên giấy: cùng ký một tờ tại hội nghị, hoặc gửi văn bản thống nhất "
        "(thông qua văn bản). Bản quét được lưu cho mọi đơn vị đã đánh dấu.",
        done,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: Request, term_id: int, unit_id: int) -> HttpResponse:
    """Ký giao ước, by the unit's head."""
    found = visible_pledge(request, term_id)
    signature = _signature(found, unit_id)
    can_sign_pledge(request.standing, signature).required()
    form = SeenDigestForm(request.POST if request.method == "POST" else None, initial={"seen": found.digest})
    return _act(
        request, found, form, "Ký giao ước",
        f"Thủ trưởng {signature.unit_name} đồng ý với toàn bộ nội dung dưới đây.",
        lambda: pledges.sign_here(found, unit_id, seen=form.cleaned_data["seen"], by=request.standing),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def strike_out(request: Request, term_id: int, unit_id: int) -> HttpResponse:
    """Bỏ ghi nhận."""
    found = visible_pledge(request, term_id)
    signature = _signature(found, unit_id)
    can_record_signature(request.standing, signature).required()
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return _act(
        request, found, form, "Bỏ ghi nhận",
        f"Ghi nhầm {signature.unit_name} đã ký. Việc đã ghi vẫn còn trong lịch sử.",
        lambda: pledges.strike_out(found, unit_id, reason=form.cleaned_data["reason"], by=request.standing),
    )  # fmt: skip


def _act(
    request: Request, found: Pledge, form: forms.Form, label: str, explanation: str, done: Callable[[], object]
) -> HttpResponse:
    """The page of an act: its form, and what came of it; what was refused stands on the form."""
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                done()
        except RefusedError as error:
            form.add_error(None, str(error))
            status = 409
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"{label}: xong.")
            return redirect("pledge", found.term_id)
    context = {"term": found.term, "pledge": found, "form": form, "label": label, "explanation": explanation}
    return render(request, "scoring/registrations/pledge_act.html", context, status=status)


@require_safe
def pledge_file(request: Request, term_id: int, which: str) -> HttpResponse:
    """Tải PDF, as it was printed to be signed; Tải Word."""
    found = visible_pledge(request, term_id)
    if which == "pdf" and found.paper:
        return files.download(found.paper, found.paper.name, inline=True)
    return as_file(pledges.paper_of(found, request.standing.today), which)


@require_safe
def pledge_scan(request: Request, term_id: int, unit_id: int) -> HttpResponse:
    """The signed sheet or letter of a unit."""
    scan = _signature(visible_pledge(request, term_id), unit_id).scan
    if scan is None:
        raise Http404
    return files.download(scan, scan.name)


def visible_pledge(request: Request, term_id: int) -> Pledge:
    """The pledge of a year, if the person sees it; 404 otherwise."""
    rows = Pledge.objects.visible_to(request.standing).select_related("paper")
    found: Pledge = get_object_or_404(rows, term=term_id)
    found.term = visible_term(request, term_id)
    return found


def _seen_pledge(request: Request, term: Term) -> Pledge | None:
    """The pledge, where there is one that the person sees; another's draft is nobody else's business."""
    found: Pledge | None = Pledge.objects.filter(term=term).select_related("paper").first()
    if found:
        found.term = term
    return found if found and can_see_pledge(request.standing, found) else None


def _signatures(found: Pledge) -> list[PledgeSignature]:
    rows = list(found.signatures.select_related("unit"))
    for row in rows:
        row.pledge = found
    return rows


def _signature(found: Pledge, unit_id: int) -> PledgeSignature:
    each = next((each for each in _signatures(found) if each.unit_id == unit_id), None)
    if each is None:
        raise Http404
    return each
