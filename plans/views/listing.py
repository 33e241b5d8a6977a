"""The plans a person may read."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blocs.models import Term
from blocs.requests import Request
from plans.enums import PlanState
from plans.models import Plan
from plans.rules import can_make_plan

PLANS_ON_A_PAGE = 50


@require_safe
def plans(request: Request) -> HttpResponse:
    """Kế hoạch: found by words, year or state; and the years for which the person may make one."""
    words = request.GET.get("tim", "").strip()
    state = request.GET.get("tinh-trang", "")
    found = Plan.objects.visible_to(request.standing).select_related("term__bloc", "paper__entry")
    found = found.defer("content", "doubts", "paper__content", "paper__boxes")
    if words:
        found = found.found_by(words)
    if state in PlanState.values:
        found = found.filter(state=state)
    mine = Term.objects.open().filter(pk__in=request.standing.led_terms).select_related("bloc__superior")
    return render(
        request,
        "plans/plans.html",
        {
            "page": Paginator(found, PLANS_ON_A_PAGE).get_page(request.GET.get("trang")),
            "terms": [term for term in mine if can_make_plan(request.standing, term)],
            "states": PlanState.choices,
            "words": words,
            "state": state,
        },
    )
