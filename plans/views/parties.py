"""Đối chiếu đơn vị: the names in a plan that mean no unit clearly, and those of its year that were decided on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from blocs.models import Organisation
from blocs.requests import Request
from blocs.views.deeds import done
from plans.forms.parties import PartiesForm
from plans.rules import can_match_parties
from plans.services import parties
from plans.services.projection import units_of
from plans.views.page import visible_plan


@require_http_methods(["GET", "HEAD", "POST"])
def plan_parties(request: Request, pk: int) -> HttpResponse:
    """Say of each name which unit of the year it means, or that it stays text."""
    plan = visible_plan(request, pk)
    can_match_parties(request.standing, plan.term).required()
    form = PartiesForm(
        request.POST if request.method == "POST" else None,
        unmatched=parties.unmatched_parties(plan),
        decided=plan.term.party_names.select_related("organisation"),
        units=Organisation.objects.filter(pk__in=[unit.id for unit in units_of(plan.term)]),
    )
    if done(form, lambda: parties.match_parties(plan.term, form.choices, by=request.standing)):
        count = len(form.choices)
        messages.success(request, f"Đã đối chiếu {count} tên." if count else "Chưa chọn gì nên không có gì thay đổi.")
        return redirect("plan_parties", plan.pk)
    return render(request, "plans/parties.html", {"plan": plan, "form": form}, status=422 if form.is_bound else 200)
