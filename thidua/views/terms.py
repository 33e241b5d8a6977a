"""A year of a bloc with all that was made in it, and its closing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from blocs.enums import LeadershipRole
from blocs.hats import hats_above, hats_in_term, title_of
from blocs.models import Leadership, MemberUnit, Organisation, Term
from blocs.requests import Request
from blocs.rules import can_manage_bloc, can_see_history
from blocs.services.terms import close_term
from blocs.views.terms import managed_term
from plans.models import Plan
from plans.rules import can_make_plan
from scoring.enums import Purpose
from scoring.models import ScoringRound
from scoring.registration_rules import can_summarise
from scoring.rules import can_open_round
from scoring.services.year_papers import seen_by
from thidua.lib.verdict import RefusedError
from thidua.papers.enums import PaperState
from thidua.papers.models import Paper


@dataclass(frozen=True)
class Held:
    """A role in the year, in the bloc's own words."""

    leadership: Leadership
    title: str
    name: str
    """The unit's, as it was called on its last day in the role within the year."""
    holds_today: bool


@dataclass(frozen=True)
class Member:
    """A member unit, called as it was that year."""

    unit: MemberUnit
    name: str


@require_safe
def term(request: Request, pk: int) -> HttpResponse:
    """One year: who leads, who is a member, its plans and papers."""
    standing = request.standing
    found: Term = get_object_or_404(Term.objects.visible_to(standing).select_related("bloc__superior"), pk=pk)
    last_day = min(standing.today, found.ends_on)
    context = {
        "term": found,
        "hats": hats_in_term(standing, found) + hats_above(standing, found.bloc),
        "held": [_held(each, found, standing.today) for each in _with_names(found.leaderships)],
        "members": [Member(unit, unit.organisation.name_on(last_day)) for unit in _with_names(found.member_units)],
        "plans": _plans(request, found),
        "scoring_round": ScoringRound.objects.filter(term=found).first(),
        "may_open_round": can_open_round(standing, found),
        "reports": seen_by(standing, found, Purpose.REGISTRATIONS),
        "may_summarise": can_summarise(standing, found),
        "papers": _papers(request, found),
        "may_manage": can_manage_bloc(standing, found.bloc),
        "may_make_plan": can_make_plan(standing, found),
        "may_see_history": can_see_history(standing, found),
        "linked": set(Organisation.objects.visible_to(standing).filter(terms=found).values_list("pk", flat=True)),
    }
    return render(request, "blocs/term.html", context)


def _with_names(rows: Any) -> Any:
    return rows.select_related("organisation").prefetch_related("organisation__former_identities")


def _held(leadership: Leadership, term: Term, today: date) -> Held:
    last_day = min(leadership.to_on or today, term.ends_on)
    return Held(
        leadership=leadership,
        title=title_of(term.bloc, leadership.role),
        name=leadership.organisation.name_on(last_day),
        holds_today=leadership.holds_on(today),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Request, pk: int) -> HttpResponse:
    """Khép năm: what is still open is listed before the button."""
    found = managed_term(request, pk)
    reason = "" if found.is_open else f"{found.label} đã khép."
    if request.method == "POST":
        try:
            close_term(found, by=request.standing)
        except RefusedError as refusal:
            reason = str(refusal)
        else:
            messages.success(request, f"Đã khép {found.label.lower()}; từ nay chỉ xem được.")
            return redirect("term", found.pk)
    context = {"term": found, "reason": reason, "still_open": _still_open(request, found)}
    return render(request, "blocs/close_term.html", context)


def _plans(request: Request, term: Term) -> list[Plan]:
    rows = Plan.objects.visible_to(request.standing).filter(term=term).select_related("paper__entry")
    return list(rows.defer("content", "doubts", "paper__content", "paper__boxes").order_by("pk"))


def _papers(request: Request, term: Term) -> list[Paper]:
    """Those that are or were laid before a signer; a rendering that was given back is no paper any more."""
    rows = Paper.objects.visible_to(request.standing).filter(term=term).exclude(state=PaperState.VOIDED)
    return list(rows.select_related("entry").defer("content", "boxes").order_by("issued_on", "pk"))


def _still_open(request: Request, term: Term) -> list[str]:
    """What a year should not be closed over, as far as anybody can tell; the office decides."""
    plans = _plans(request, term)
    found = [f"Kế hoạch “{plan}” mới ở bước {plan.get_state_display()}." for plan in plans if not plan.is_published]
    if not any(plan.is_published for plan in plans):
        found.append("Chưa có kế hoạch nào đã ban hành.")
    if request.standing.today <= term.ends_on:
        found.append(f"Năm này còn đến ngày {term.ends_on:%d/%m/%Y}.")
    if not term.leaderships.filter(role=LeadershipRole.LEADER).exists():
        found.append("Chưa ghi đơn vị nào đứng đầu năm này.")
    return found
