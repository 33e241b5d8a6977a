"""Acts on a year of a bloc: opening the next, who leads, who is a member; and its history."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blocs.hats import title_of
from blocs.history import changes
from blocs.models import AuditEntry, Leadership, MemberUnit, Organisation, Term
from blocs.models.organisation import OrganisationQuerySet
from blocs.requests import Request, key_of
from blocs.rules import can_manage_bloc, can_see_history
from blocs.services import leadership as leaders
from blocs.services import members
from blocs.services.terms import members_carrying_on, open_next_term, why_not_to_open
from blocs.term_forms import (
    AppointForm,
    CorrectForm,
    LastDayForm,
    LeaveForm,
    OrderForm,
    StrikeOutForm,
    first_day_of_role,
    leading_units,
)
from blocs.views.deeds import done
from thidua.lib.verdict import RefusedError

ENTRIES_ON_A_PAGE = 50
MOST_FOUND = 20
"""Organisations that a search for a new member unit shows; more words find fewer."""


def managed_term(request: Request, pk: int) -> Term:
    """The year, for who may change it: 404 when it is invisible, 403 with the reason when it is only seen."""
    term: Term = get_object_or_404(Term.objects.visible_to(request.standing).select_related("bloc__superior"), pk=pk)
    can_manage_bloc(request.standing, term.bloc).required()
    return term


@require_http_methods(["GET", "HEAD", "POST"])
def open_next(request: Request, pk: int) -> HttpResponse:
    """Mở năm tiếp theo, with the units that carry on."""
    last = managed_term(request, pk)
    reason = why_not_to_open(last.bloc, last.year + 1)
    if request.method == "POST":
        try:
            opened = open_next_term(last, by=request.standing)
        except RefusedError as refusal:
            reason = str(refusal)
        else:
            messages.success(request, f"Đã mở {opened.label.lower()}. Khi bầu xong, hãy cử {last.bloc.leader_title}.")
            return redirect("term", opened.pk)
    context = {"term": last, "reason": reason, "units": members_carrying_on(last), "next_year": last.year + 1}
    return render(request, "blocs/open_next.html", context)


# Who leads ------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: Request, pk: int) -> HttpResponse:
    """Cử, thay đơn vị đứng đầu, đơn vị phó."""
    term = managed_term(request, pk)
    initial = {"from_on": first_day_of_role(term, request.standing.today)}
    form = AppointForm(request.POST or None, initial=initial, term=term, units=leading_units(term))
    data = form.cleaned_data if form.is_valid() else {}
    if done(
        form,
        lambda: leaders.appoint(term, data["organisation"], data["role"], from_on=data["from_on"], by=request.standing),
    ):
        messages.success(request, f"Đã cử {data['organisation'].name} làm {title_of(term.bloc, data['role'])}.")
        return redirect("term", term.pk)
    return render(request, "blocs/appoint.html", {"term": term, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def correct_leadership(request: Request, pk: int) -> HttpResponse:
    """Sửa dòng nhập sai."""
    held = _leadership(request, pk)
    form = CorrectForm(request.POST or None, leadership=held, units=leading_units(held.term))
    if done(form, lambda: leaders.correct(held, by=request.standing, **form.cleaned_data)):
        messages.success(request, "Đã sửa; dòng cũ còn trong lịch sử.")
        return redirect("term", held.term_id)
    context = {"term": held.term, "held": held, "title": title_of(held.term.bloc, held.role), "form": form}
    return render(request, "blocs/correct_leadership.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_leadership(request: Request, pk: int) -> HttpResponse:
    """Thôi giữ vai trò: a deputy, or one that was expected to lead."""
    held = _leadership(request, pk)
    form = LastDayForm(request.POST or None, initial={"last_day": request.standing.today})
    if done(form, lambda: leaders.end(held, by=request.standing, **form.cleaned_data)):
        messages.success(request, f"Đã ghi ngày {held.organisation.name} thôi giữ vai trò.")
        return redirect("term", held.term_id)
    context = {"term": held.term, "held": held, "title": title_of(held.term.bloc, held.role), "form": form}
    return render(request, "blocs/end_leadership.html", context)


def _leadership(request: Request, pk: int) -> Leadership:
    held = get_object_or_404(Leadership.objects.select_related("organisation"), pk=pk)
    held.term = managed_term(request, held.term_id)
    return held


# Who is a member ------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def member_units(request: Request, pk: int) -> HttpResponse:
    """Đơn vị thành viên: their order, and a search for those to add."""
    term = managed_term(request, pk)
    units = list(term.member_units.select_related("organisation"))
    form = OrderForm(request.POST or None, units=units)
    if done(form, lambda: members.reorder(term, form.order, by=request.standing)):
        messages.success(request, "Đã lưu thứ tự.")
        return redirect("member_units", term.pk)
    words = request.GET.get("tim", "").strip()
    found = list(_to_add(request, term).found_by(words)[: MOST_FOUND + 1]) if words else []
    context = {
        "term": term,
        "form": form,
        "words": words,
        "found": found[:MOST_FOUND],
        "found_more": len(found) > MOST_FOUND,
        "most_found": MOST_FOUND,
    }
    return render(request, "blocs/member_units.html", context)


@require_POST
def add_member_unit(request: Request, pk: int) -> HttpResponse:
    """Thêm đơn vị thành viên."""
    term = managed_term(request, pk)
    unit = get_object_or_404(_to_add(request, term), pk=key_of(request.POST.get("organisation", "")))
    try:
        members.add(term, unit, by=request.standing)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã thêm {unit.name}.")
    return redirect("member_units", term.pk)


def _to_add(request: Request, term: Term) -> OrganisationQuerySet:
    """The organisations in the person's view or below the bloc's superior that are no members, and exist this year."""
    members_now = term.member_units.filter(left_on=None).values("organisation")
    near: OrganisationQuerySet = Organisation.objects.below(term.bloc.superior.path)
    return (
        (Organisation.objects.visible_to(request.standing) | near)
        .exclude(pk__in=members_now)
        .exclude(last_day__lt=term.starts_on)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove_member_unit(request: Request, pk: int) -> HttpResponse:
    """Thôi là thành viên, or struck off because it was entered by mistake: two forms, told apart by the button."""
    unit = get_object_or_404(MemberUnit.objects.select_related("organisation"), pk=pk)
    unit.term = managed_term(request, unit.term_id)
    leave = LeaveForm(
        request.POST if "leave" in request.POST else None,
        initial={"left_on": first_day_of_role(unit.term, request.standing.today)},
    )
    strike = StrikeOutForm(request.POST if "strike" in request.POST else None)
    if done(leave, lambda: members.remove(unit, by=request.standing, **leave.cleaned_data)):
        messages.success(request, f"Đã ghi ngày {unit.organisation.name} thôi là thành viên.")
        return redirect("member_units", unit.term_id)
    if done(strike, lambda: members.strike_out(unit, by=request.standing, **strike.cleaned_data)):
        messages.success(request, f"Đã xóa {unit.organisation.name} khỏi danh sách.")
        return redirect("member_units", unit.term_id)
    context = {"term": unit.term, "unit": unit, "leave": leave, "strike": strike}
    return render(request, "blocs/remove_member_unit.html", context)


# What happened --------------------------------------------------------------------------------------------------------


@require_safe
def term_history(request: Request, pk: int) -> HttpResponse:
    """Lịch sử của một năm, newest first."""
    term: Term = get_object_or_404(Term.objects.visible_to(request.standing).select_related("bloc__superior"), pk=pk)
    can_see_history(request.standing, term).required()
    page = Paginator(AuditEntry.objects.filter(term=term).order_by("-seq"), ENTRIES_ON_A_PAGE).get_page(
        request.GET.get("trang")
    )
    rows = [{"entry": entry, "changes": changes(entry)} for entry in page]
    return render(request, "blocs/history.html", {"term": term, "page": page, "rows": rows})
