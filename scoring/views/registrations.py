"""Đăng ký thi đua: the years, the units of one year, the registration of one unit, all units of a movement."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from blocs.models import MemberUnit, Term
from blocs.requests import Request
from scoring.enums import Purpose, RegistrationState
from scoring.forms.registrations import (
    STEP_FORMS,
    PastedLines,
    RegistrationForm,
    SeenVersionForm,
    SignedForAllForm,
    SignedRegistrationForm,
)
from scoring.models import Registration
from scoring.registration_rules import (
    can_fill_in_registration,
    can_record_registration,
    can_register_for_all,
    can_register_on_behalf,
    can_return_registration,
    can_see_registration,
    can_send_registration,
    can_summarise,
)
from scoring.services import registration_papers, registrations
from scoring.services.registrations import (
    SignedRegistration,
    StaleRegistrationError,
    due_task,
    lines_of,
    registration_of,
    registrations_of,
)
from scoring.services.year_papers import seen_by
from thidua.lib.verdict import RefusedError
from thidua.papers.docx import to_docx
from thidua.papers.services import files
from thidua.papers.services.rendering import rendered

YEARS_ON_A_PAGE = 30
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STEPS = {
    "gui": (
        "Gửi đăng ký",
        "Thủ trưởng gửi đăng ký của đơn vị cho khối, cụm. Gửi rồi thì không sửa được, trừ khi được trả lại.",
        can_send_registration,
    ),
    "ban-giay": (
        "Ghi nhận bản giấy",
        "Thủ trưởng đã ký trên giấy: ghi số, ngày, người ký và tải bản quét. Đăng ký được gửi ngay.",
        can_record_registration,
    ),
    "tra-lai": (
        "Trả lại",
        "Đăng ký trở về cho đơn vị sửa rồi gửi lại; bản đã gửi vẫn còn trong lịch sử.",
        can_return_registration,
    ),
}


@require_safe
def years(request: Request) -> HttpResponse:
    """Đăng ký, giao ước: the years, the newest first, with the person's own units."""
    standing = request.standing
    mine = MemberUnit.objects.filter(organisation__in=standing.unit_ids).select_related("organisation", "registration")
    staying = Q(member_units__left_on=None)
    found = (
        Term.objects.visible_to(standing)
        .select_related("bloc__superior")
        .annotate(
            unit_count=Count("member_units", filter=staying),
            sent=Count("member_units", filter=staying & Q(member_units__registration__state=RegistrationState.SENT)),
        )
        .prefetch_related(Prefetch("member_units", mine, to_attr="mine"))
        .order_by("-year", "bloc__sort_key", "pk")
    )
    page = Paginator(found, YEARS_ON_A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "scoring/registrations/years.html", {"page": page})


@require_safe
def year(request: Request, term_id: int) -> HttpResponse:
    """One year: how far each unit has come, and what can be done about it."""
    term = visible_term(request, term_id)
    standing = request.standing
    found = registrations_of(term)
    lines = [
        {
            "registration": each,
            "reads": can_see_registration(standing, each),
            "on_behalf": can_register_on_behalf(standing, each),
        }
        for each in found
    ]
    due = due_task(term)
    context = {
        "term": term,
        "lines": lines,
        "sent": sum(each.is_sent for each in found),
        "due": due,
        "is_past": bool(due and due.last_day and due.last_day < standing.today),
        "for_all": can_register_for_all(standing, term),
        "summary": can_summarise(standing, term),
        "reports": seen_by(standing, term, Purpose.REGISTRATIONS),
    }
    return render(request, "scoring/registrations/year.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: Request, unit_id: int) -> HttpResponse:
    """The registration of one unit on one page: its three lists, to be filled in or read."""
    found = visible_registration(request, unit_id)
    edit = can_fill_in_registration(request.standing, found)
    if request.method == "POST":
        edit.required()
        return _save(request, found)
    form = RegistrationForm(lines=lines_of(found)) if edit else None
    return _page(request, found, form)


def _save(request: Request, found: Registration) -> HttpResponse:
    form = RegistrationForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, faults=["Chưa lưu được. Hãy sửa chỗ báo lỗi rồi bấm Lưu."], status=422)
    seen = _number(request.POST.get("seen", ""))
    try:
        registrations.save(found.unit, form.lines, seen=seen, by=request.standing)
    except StaleRegistrationError as error:
        found = registration_of(found.unit)
        return _page(request, found, form, faults=[str(error)], others=found, status=409)
    except ValidationError as error:
        return _page(request, found, form, faults=error.messages, status=422)
    messages.success(request, "Đã lưu.")
    return redirect("registration", found.unit_id)


def _page(
    request: Request, found: Registration, form: RegistrationForm | None, *, faults: list[str] | None = None,
    others: Registration | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    standing = request.standing
    context = {
        "registration": found,
        "term": found.term,
        "form": form,
        "seen": request.POST.get("seen", found.version) if status == 422 else found.version,
        "faults": faults or [],
        "others": _shown(others) if others else None,
        "shown": None if form else _shown(found),
        "due": due_task(found.term),
        "offers": [(action, label) for action, (label, _, rule) in STEPS.items() if rule(standing, found)],
    }
    return render(request, "scoring/registrations/registration.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: Request, unit_id: int, action: str) -> HttpResponse:
    """Gửi, Ghi nhận bản giấy, Trả lại: the form, what is missing, and the step itself."""
    found = visible_registration(request, unit_id)
    if action not in STEPS:
        raise Http404
    label, explanation, rule = STEPS[action]
    verdict = rule(request.standing, found)
    missing = registrations.lacking(found) if verdict and action != "tra-lai" else ()
    form = _step_form(request, found, action)
    status = 200
    if request.method == "POST":
        status = 409 if missing or not verdict else 422
        if status == 422 and form.is_valid() and _taken(request, found, form):
            messages.success(request, f"{label}: xong.")
            return redirect("registrations_of_year", found.unit.term_id)
    context = {
        "registration": found, "term": found.term, "label": label, "explanation": explanation, "verdict": verdict,
        "missing": missing, "form": form, "shown": _shown(found),
    }  # fmt: skip
    return render(request, "scoring/registrations/step.html", context, status=status)


def _step_form(request: Request, found: Registration, action: str) -> forms.Form:
    kind = STEP_FORMS[action]
    data, sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    if kind is SignedRegistrationForm:
        return SignedRegistrationForm(data, sent, today=request.standing.today)
    return kind(data, sent, initial={"seen": found.version})


def _taken(request: Request, found: Registration, form: forms.Form) -> bool:
    """Whether the step was taken; otherwise the reason stands on the form."""
    by = request.standing
    try:
        with transaction.atomic():
            match form:
                case SignedRegistrationForm():
                    registrations.record_paper(found.unit, _signed(request, form), by=by)
                case SeenVersionForm():
                    registrations.send(found.unit, seen=form.cleaned_data["seen"], by=by)
                case _:
                    registrations.return_registration(found.unit, reason=form.cleaned_data["reason"], by=by)
    except (RefusedError, ValidationError) as error:
        form.add_error(None, error.messages if isinstance(error, ValidationError) else str(error))
        return False
    return True


def _signed(request: Request, form: SignedRegistrationForm) -> SignedRegistration:
    told = dict(form.cleaned_data)
    scan = told.pop("scan")
    return SignedRegistration(scan=files.store(*scan, by=request.standing) if scan else None, **told)


@require_http_methods(["GET", "HEAD", "POST"])
def register_on_behalf(request: Request, unit_id: int) -> HttpResponse:
    """Nhập thay for a unit that has entered nothing: what it means, then the act."""
    unit = _unit(request, unit_id)
    verdict = can_register_on_behalf(request.standing, registration_of(unit)).required()
    if "confirmed" in request.POST:
        registrations.register_on_behalf(unit, by=request.standing)
        return redirect("registration", unit.pk)
    context = {
        "term": unit.term, "member": unit, "verdict": verdict, "what": "đăng ký", "sent": "gửi", "record": "ghi nhận",
        "path": "scoring/registrations/path.html", "back": reverse("registrations_of_year", args=[unit.term_id]),
    }  # fmt: skip
    return render(request, "scoring/on_behalf.html", context)


@require_safe
def registration_file(request: Request, unit_id: int, which: str) -> HttpResponse:
    """The registration as PDF or Word, to be signed; or the signed paper that was filed."""
    found = visible_registration(request, unit_id)
    if which == "ban-ky":
        if found.scan is None:
            raise Http404
        return files.download(found.scan, found.scan.name)
    return as_file(registration_papers.paper_of(found, request.standing.today), which)


@require_http_methods(["GET", "HEAD", "POST"])
def for_all(request: Request, term_id: int) -> HttpResponse:
    """The units of a movement on one page, entered by one officer; and the one paper signed for all."""
    term = visible_term(request, term_id)
    can_register_for_all(request.standing, term).required()
    if request.method == "POST" and "record" in request.POST:
        return _record_for_all(request, term)
    rows = _rows_for_all(request, term)
    status = 200
    if request.method == "POST":
        valid = [row for row in rows if row["form"] and row["form"].is_valid()]
        lines = {row["registration"].unit_id: row["form"].lines for row in valid}
        seen = {key: _number(request.POST.get(f"seen-{key}", "")) for key in lines}
        faults = registrations.save_for_all(term, lines, seen=seen, by=request.standing)
        for row in valid:
            if error := faults.get(row["registration"].unit_id):
                row["form"].add_error(None, error if isinstance(error, ValidationError) else str(error))
        if not any(row["form"] and row["form"].errors for row in rows):
            messages.success(request, "Đã lưu đăng ký của các đơn vị.")
            return redirect("register_for_all", term.pk)
        status = 422
    return _for_all_page(request, term, rows, SignedForAllForm(today=request.standing.today), status)


def _record_for_all(request: Request, term: Term) -> HttpResponse:
    form = SignedForAllForm(request.POST, request.FILES, today=request.standing.today)
    if form.is_valid():
        try:
            with transaction.atomic():
                sent = registrations.record_paper_for_all(term, _signed(request, form), by=request.standing)
        except RefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Đã ghi nhận đăng ký của {len(sent)} đơn vị.")
            return redirect("registrations_of_year", term.pk)
    return _for_all_page(request, term, _rows_for_all(request, term, typed=False), form, 422)


def _rows_for_all(request: Request, term: Term, *, typed: bool = True) -> list[dict[str, Any]]:
    """A row a unit, with its form where this officer enters for it."""
    found = registrations_of(term)
    registration_papers.registered_by([each for each in found if each.version])
    rows = []
    for each in found:
        may = can_fill_in_registration(request.standing, each) or can_register_on_behalf(request.standing, each)
        data = request.POST if request.method == "POST" and typed else None
        form = PastedLines(data, prefix=f"dv-{each.unit_id}", initial=vars(lines_of(each))) if may else None
        rows.append({"registration": each, "form": form, "shown": None if form else _shown_if_read(request, each)})
    return rows


def _for_all_page(
    request: Request, term: Term, rows: list[dict[str, Any]], signed: SignedForAllForm, status: int
) -> HttpResponse:
    faulty = [row for row in rows if row["form"] and row["form"].errors]
    context = {"term": term, "rows": rows, "faulty": faulty, "signed": signed, "due": due_task(term)}
    return render(request, "scoring/registrations/for_all.html", context, status=status)


def _shown_if_read(request: Request, each: Registration) -> Any:
    return _shown(each) if can_see_registration(request.standing, each) else None


def _shown(found: Registration) -> Any:
    return registration_papers.registered_by([found])[0] if found.version else None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def as_file(document: Any, which: str) -> HttpResponse:
    """A paper as PDF, to be printed, or as Word."""
    name = document.title.replace("/", "-")
    if which == "pdf":
        return files.answer(rendered(document).pdf, f"{name}.pdf", "application/pdf", inline=True)
    if which == "word":
        return files.answer(to_docx(document), f"{name}.docx", DOCX)
    raise Http404


def visible_term(request: Request, term_id: int) -> Term:
    """The year, if the person sees it; 404 otherwise."""
    rows = Term.objects.visible_to(request.standing).select_related("bloc__superior__parent")
    found: Term = get_object_or_404(rows.prefetch_related("leaderships__organisation"), pk=term_id)
    return found


def visible_registration(request: Request, unit_id: int) -> Registration:
    """The registration, if the person reads it; 404 otherwise."""
    found = registration_of(_unit(request, unit_id))
    if not can_see_registration(request.standing, found):
        raise Http404
    return found


def _unit(request: Request, unit_id: int) -> MemberUnit:
    """A member unit of a year that the person sees."""
    rows = MemberUnit.objects.filter(term__in=Term.objects.visible_to(request.standing))
    found: MemberUnit = get_object_or_404(
        rows.select_related("term__bloc__superior", "organisation__parent"), pk=unit_id
    )
    return found
