"""To whom a plan goes when it is issued."""

from django.db.models import Q

from blocs.models import Organisation, Term
from plans.assignees import Unit, assignees
from plans.models import Plan
from plans.services.projection import known_names, names_of, units_of
from thidua.lib.text import fold


def recipients_of(plan: Plan) -> set[int]:
    """The keys of its recipients: the units of the year, the organisation above, and whom "Nơi nhận" names.

    Named are units as in the tasks of the year, and what stands above the bloc or right below that: the offices that
    such papers go to. Names that mean none of them clearly, or all at once ("các sở, ngành"), deliver to nobody.
    """
    units, known = units_of(plan.term), known_names(plan.term)
    found = {unit.id for unit in units} | {plan.term.bloc.superior_id}
    around = _around(plan.term, found)
    for recipient in plan.value.recipients:
        if recipient.caption or fold(recipient.text).startswith("luu"):
            continue
        for words in assignees(recipient.text, units, known).unmatched:
            outside = assignees(words, around)
            if not outside.everybody or len(around) == 1:
                found |= outside.units
    return found


def _around(term: Term, units: set[int]) -> list[Unit]:
    """The organisations above the bloc, those right below them and those that work for their councils, with no part
    in the bloc."""
    above = [int(key) for key in term.bloc.superior.path.strip("/").split("/")]
    near = Organisation.objects.filter(Q(pk__in=above) | Q(parent__in=above) | Q(stands_for__in=above), last_day=None)
    others = near.exclude(pk__in=units).distinct().prefetch_related("former_identities")
    return [Unit(id=each.pk, names=names_of(each)) for each in others]
