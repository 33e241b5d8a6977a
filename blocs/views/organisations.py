"""One organisation: its names over time, its place, the years it takes part in."""

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from blocs.hats import title_of
from blocs.models import Bloc, Leadership, MemberUnit, Organisation, Term
from blocs.requests import Request


@require_safe
def organisation(request: Request, pk: int) -> HttpResponse:
    """Cơ quan, đơn vị; links lead only to what the person may see."""
    found = get_object_or_404(
        Organisation.objects.visible_to(request.standing)
        .select_related("parent", "merged_into", "standing_body")
        .prefetch_related("former_identities__parent", "merged"),
        pk=pk,
    )
    visible = Term.objects.visible_to(request.standing)
    terms = (
        (visible.filter(members=found) | visible.filter(leaderships__organisation=found))
        .distinct()
        .select_related("bloc__superior")
        .prefetch_related(
            Prefetch("member_units", MemberUnit.objects.filter(organisation=found)),
            Prefetch("leaderships", Leadership.objects.filter(organisation=found)),
        )
        .order_by("-year", "bloc__sort_key")
    )
    related = [found.parent, found.merged_into, found.standing_body, *found.merged.all()]
    linked = set(
        Organisation.objects.visible_to(request.standing)
        .filter(pk__in=[each.pk for each in related if each])
        .values_list("pk", flat=True)
    )
    context = {
        "organisation": found,
        "years": [
            {
                "term": term,
                "units": term.member_units.all(),
                "roles": [(title_of(term.bloc, held.role), held) for held in term.leaderships.all()],
            }
            for term in terms
        ],
        "linked": linked,
        "blocs_above": Bloc.objects.visible_to(request.standing).filter(superior=found),
    }
    return render(request, "blocs/organisation.html", context)
