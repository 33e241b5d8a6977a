"""Loads what a person is today."""

from collections import defaultdict
from datetime import date

from django.db.models import Q
from django.utils import timezone

from blocs.enums import LeadershipRole, Role
from blocs.models import Leadership, MemberUnit, Organisation, Post, User
from blocs.standing import UNIT_ROLES, Holding, Lead, Membership, Standing


def standing_of(user: User, *, today: date | None = None, request_id: str = "") -> Standing:
    """The person's standing on a day: five queries, however many posts and years there are."""
    today = today or timezone.localdate()
    posts = list(
        Post.objects.held_on(today)
        .filter(user=user)
        .filter(Q(organisation__last_day=None) | Q(organisation__last_day__gte=today))
        .select_related("organisation")
        .prefetch_related("followed_blocs")
    )
    units = {post.organisation_id for post in posts if post.role in UNIT_ROLES}
    return Standing(
        user_id=user.pk,
        user_name=user.full_name,
        login_name=user.login_name,
        today=today,
        is_administrator=user.is_superuser,
        request_id=request_id,
        holdings=tuple(_holdings(posts)),
        leads=tuple(_leads(units, today)) if units else (),
        memberships=tuple(_memberships(units)) if units else (),
    )


def _holdings(posts: list[Post]) -> list[Holding]:
    served: dict[int, set[str]] = defaultdict(set)
    bodies = {post.organisation_id for post in posts if post.role == Role.STANDING_BODY}
    if bodies:
        for organisation in Organisation.objects.filter(standing_body__in=bodies).only("path", "standing_body"):
            served[organisation.standing_body_id or 0].add(organisation.path)
    return [
        Holding(
            organisation_id=post.organisation_id,
            organisation_name=post.organisation.name,
            path=post.organisation.path,
            role=Role(post.role),
            followed_blocs=frozenset(bloc.pk for bloc in post.followed_blocs.all())
            if post.role == Role.FOLLOWER
            else frozenset(),
            stands_for=frozenset({post.organisation.path, *served[post.organisation_id]})
            if post.role == Role.STANDING_BODY
            else frozenset(),
        )
        for post in posts
    ]


def _leads(units: set[int], today: date) -> list[Lead]:
    """A unit appointed for a year that has not begun is expected to lead it, and may draft."""
    begun = Q(from_on__lte=today) | Q(term__starts_on__gt=today)
    rows = Leadership.objects.filter(begun, organisation__in=units).filter(
        Q(to_on=None) | Q(to_on__gte=today) | Q(term__closed_at__isnull=False)
    )
    return [
        Lead(
            term_id=row.term_id,
            bloc_id=row.term.bloc_id,
            organisation_id=row.organisation_id,
            role=LeadershipRole(row.role) if row.from_on <= today else LeadershipRole.EXPECTED,
            is_open=row.term.is_open,
        )
        for row in rows.select_related("term").order_by("pk")
    ]


def _memberships(units: set[int]) -> list[Membership]:
    rows = MemberUnit.objects.filter(organisation__in=units).select_related("term").order_by("pk")
    return [
        Membership(term_id=row.term_id, bloc_id=row.term.bloc_id, organisation_id=row.organisation_id) for row in rows
    ]
