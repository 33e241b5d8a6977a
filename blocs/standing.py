"""What a person is today: the posts held, the years led, what lies below. Lists and single rights derive from it.

Loaded once a request by `blocs.services.standing`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from blocs.enums import LeadershipRole, Role

UNIT_ROLES = frozenset({Role.OFFICER, Role.OFFICE_CHIEF, Role.HEAD, Role.CLERK})
"""The roles that act for the organisation they are held in."""


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A post that is held today."""

    organisation_id: int
    organisation_name: str
    path: str
    """The organisation's place in the tree."""
    role: Role
    followed_blocs: frozenset[int] = frozenset()
    """For a follower: the blocs given to him."""
    stands_for: frozenset[str] = frozenset()
    """For the standing body of councils: the places of the tree that it serves, its own included."""

    def __str__(self) -> str:
        return f"{self.role.label}, {self.organisation_name}"


@dataclass(frozen=True, kw_only=True)
class Membership:
    """A year in which an organisation of the person's is a member unit."""

    term_id: int
    bloc_id: int
    organisation_id: int


@dataclass(frozen=True, kw_only=True)
class Lead(Membership):
    """A year that an organisation of the person's leads, co-leads or is expected to lead today."""

    role: LeadershipRole
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A person with all that follows from the posts held on a day."""

    user_id: int
    user_name: str
    login_name: str
    today: date
    is_administrator: bool = False
    """The technical administrator: accounts and settings, no part in the work."""
    request_id: str = ""
    holdings: tuple[Holding, ...] = ()
    leads: tuple[Lead, ...] = ()
    memberships: tuple[Membership, ...] = field(default=())

    def holding(self, *roles: Role, organisation_id: int | None = None) -> Holding | None:
        """A post of one of these roles, in a given organisation if one is named; roles named first count first."""
        for role in roles:
            for holding in self.holdings:
                if holding.role is role and organisation_id in (None, holding.organisation_id):
                    return holding
        return None

    # Where the person acts ------------------------------------------------------------------------------------------

    @property
    def unit_ids(self) -> frozenset[int]:
        """The organisations the person acts for."""
        return frozenset(holding.organisation_id for holding in self.holdings if holding.role in UNIT_ROLES)

    def leading(self, term_id: int, *roles: Role, besides: int | None = None) -> Holding | None:
        """The post of one of these roles in a unit that leads or co-leads this year, while the year is open.

        A unit that is only expected to lead counts too: it drafts before the election. `besides` is an organisation
        that does not count.
        """
        units = [lead.organisation_id for lead in self.leads if lead.term_id == term_id and lead.is_open]
        found = (self.holding(*roles, organisation_id=unit) for unit in units if unit != besides)
        return next((holding for holding in found if holding), None)

    def is_only_expected(self, term_id: int) -> bool:
        """Whether the person's units are to lead this year, but do not lead it yet."""
        roles = {lead.role for lead in self.leads if lead.term_id == term_id}
        return roles == {LeadershipRole.EXPECTED}

    # What the person sees -------------------------------------------------------------------------------------------

    @property
    def terms_in_view(self) -> frozenset[int]:
        """Years in which a unit of the person's takes or took part."""
        return frozenset(entry.term_id for entry in (*self.leads, *self.memberships))

    @property
    def led_terms(self) -> frozenset[int]:
        """Years that a unit of the person's leads, led or is to lead: open or closed."""
        return frozenset(lead.term_id for lead in self.leads)

    @property
    def followed_blocs(self) -> frozenset[int]:
        """Blocs given to the person to follow."""
        return frozenset().union(*(holding.followed_blocs for holding in self.holdings))

    @property
    def blocs_in_view(self) -> frozenset[int]:
        """Blocs that the person follows, or a unit of the person's belongs to."""
        return self.followed_blocs | {entry.bloc_id for entry in (*self.leads, *self.memberships)}

    @property
    def overseen_paths(self) -> tuple[str, ...]:
        """Places of the tree whose blocs the person sets up, reviews and decides on."""
        return tuple(sorted({path for holding in self._of(Role.STANDING_BODY) for path in holding.stands_for}))

    @property
    def council_paths(self) -> tuple[str, ...]:
        """Places of the tree for whose council the person reads."""
        return tuple(sorted(holding.path for holding in self._of(Role.COUNCIL)))

    @property
    def audited_paths(self) -> tuple[str, ...]:
        """Places of the tree whose closed years the person may read."""
        return tuple(sorted(holding.path for holding in self._of(Role.AUDITOR)))

    @property
    def is_office(self) -> bool:
        """Whether the person works for a superior office, and so in the admin."""
        return bool(self.overseen_paths or self.followed_blocs)

    def overseeing(self, path: str) -> Holding | None:
        """The post by which the person oversees what stands at this place of the tree."""
        for holding in self._of(Role.STANDING_BODY):
            if any(path.startswith(place) for place in holding.stands_for):
                return holding
        return None

    def following(self, bloc_id: int) -> Holding | None:
        """The post by which the person follows this bloc."""
        return next((holding for holding in self.holdings if bloc_id in holding.followed_blocs), None)

    def _of(self, role: Role) -> Iterator[Holding]:
        return (holding for holding in self.holdings if holding.role is role)
