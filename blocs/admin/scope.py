"""Which rows of the admin are the person's business: a subset of what `visible_to` shows in the site.

A person may see more in the site, as an officer of a member unit, than the work of the superior office is about.
"""

from django.db.models import Q

from blocs.standing import Standing


def in_blocs(standing: Standing, bloc: str = "") -> Q:
    """Rows whose bloc the office oversees or the person follows; `bloc` is the lookup from a row to it."""
    prefix = f"{bloc}__" if bloc else ""
    seen = Q(**{f"{prefix}pk__in": standing.followed_blocs})
    for path in standing.overseen_paths:
        seen |= Q(**{f"{prefix}superior__path__startswith": path})
    return seen


def below(standing: Standing, organisation: str = "") -> Q:
    """Rows whose organisation is the office's or below it; `organisation` is the lookup from a row to it."""
    prefix = f"{organisation}__" if organisation else ""
    seen = Q(pk__in=[])
    for path in standing.overseen_paths:
        seen |= Q(**{f"{prefix}path__startswith": path})
    return seen
