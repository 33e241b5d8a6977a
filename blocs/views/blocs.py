"""The blocs a person has to do with, and one of them."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, Prefetch, Q, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from blocs.enums import LeadershipRole
from blocs.hats import hats_above, hats_in_term
from blocs.models import Bloc, Leadership, Organisation, Term
from blocs.requests import Request
from blocs.rules import can_manage_bloc
from blocs.services.terms import open_term, why_not_to_open
from blocs.standing import Standing
from blocs.term_forms import OpenTermForm
from blocs.views.deeds import done

BLOCS_ON_A_PAGE = 25
SEARCH_FROM = 6
"""So many blocs are overlooked at a glance; more need a search."""


@dataclass(frozen=True)
class Year:
    """A year of a bloc in a list: who leads it today (at its end, once it is closed), what the person is in it."""

    term: Term
    leader: Organisation | None
    deputies: list[Organisation]
    expected: list[Organisation]
    hats: list[str]


@require_safe
def blocs(request: Request) -> HttpResponse:
    """Khối, cụm thi đua: every bloc in view with its years, those of the person's own units first."""
    words = request.GET.get("tim", "").strip()
    visible = Bloc.objects.visible_to(request.standing)
    own = {entry.bloc_id for entry in (*request.standing.leads, *request.standing.memberships)}
    found = visible.found_by(words).annotate(
        group=Case(When(pk__in=own, then=Value(0)), default=Value(1), output_field=IntegerField())
    )
    listed = (
        found.select_related("superior")
        .prefetch_related(Prefetch("terms", _terms_with_leaders(request.standing)))
        .order_by("group", "sort_key", "pk")
    )
    page = Paginator(listed, BLOCS_ON_A_PAGE).get_page(request.GET.get("trang"))
    rows = [
        {
            "bloc": bloc,
            "is_own": bloc.pk in own,
            "hats": hats_above(request.standing, bloc),
            "years": _years(bloc, request.standing),
        }
        for bloc in page
    ]
    context = {
        "page": page,
        "rows": rows,
        "words": words,
        "can_search": words or page.paginator.count >= SEARCH_FROM,
        "has_own": bool(own),
    }
    return render(request, "blocs/blocs.html", context)


@require_safe
def bloc(request: Request, pk: int) -> HttpResponse:
    """One bloc: what it is, its years, who led them."""
    terms = _terms_with_leaders(request.standing).annotate(
        members_now=Count("member_units", filter=Q(member_units__left_on=None))
    )
    rows = Bloc.objects.visible_to(request.standing).select_related("superior")
    found = get_object_or_404(rows.prefetch_related(Prefetch("terms", terms)), pk=pk)
    context = {
        "bloc": found,
        "hats": hats_above(request.standing, found),
        "years": _years(found, request.standing),
        "may_manage": can_manage_bloc(request.standing, found),
        "deputy_word": found.deputy_title or "Đơn vị phó",
    }
    return render(request, "blocs/bloc.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_year(request: Request, pk: int) -> HttpResponse:
    """Mở năm đầu tiên của khối; later years are opened from the last."""
    found = get_object_or_404(Bloc.objects.visible_to(request.standing).select_related("superior"), pk=pk)
    can_manage_bloc(request.standing, found).required()
    form = OpenTermForm(request.POST or None, initial={"year": request.standing.today.year})
    opened: list[Term] = []
    if done(form, lambda: opened.append(open_term(found, form.cleaned_data["year"], by=request.standing))):
        messages.success(request, f"Đã mở {opened[0].label.lower()}. Hãy thêm các đơn vị thành viên.")
        return redirect("member_units", opened[0].pk)
    reason = why_not_to_open(found, request.standing.today.year) if not form.is_bound else ""
    return render(request, "blocs/open_year.html", {"bloc": found, "form": form, "reason": reason})


def _terms_with_leaders(standing: Standing) -> Any:
    leaders = Leadership.objects.select_related("organisation")
    return Term.objects.visible_to(standing).order_by("-year").prefetch_related(Prefetch("leaderships", leaders))


def _years(bloc: Bloc, standing: Standing) -> list[Year]:
    return [_year(term, bloc, standing) for term in bloc.terms.all()]


def _year(term: Term, bloc: Bloc, standing: Standing) -> Year:
    term.bloc = bloc  # the same row, which the template would fetch once more for each year
    day = min(max(standing.today, term.starts_on), term.ends_on)
    return Year(
        term=term,
        leader=term.leader_on(day),
        deputies=[held.organisation for held in term.leaders_on(day, LeadershipRole.DEPUTY)],
        expected=[held.organisation for held in term.leaders_on(day, LeadershipRole.EXPECTED)],
        hats=hats_in_term(standing, term),
    )
