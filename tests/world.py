"""The cast of the suite: organisations, blocs, years and people, made in a line each.

What is made here is as it stands in the database, whoever entered it; services are called by the tests of services.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.utils import timezone

from blocs.enums import BlocKind, LeadershipRole, Role
from blocs.models import Bloc, Leadership, MemberUnit, Organisation, Post, Term, User
from blocs.services.standing import standing_of
from blocs.services.terms import days_of
from blocs.standing import Standing
from thidua.lib.text import fold

LONG_AGO = date(2020, 1, 1)
YEAR = 2026
TODAY = date(YEAR, 6, 15)

_numbers = count(1)


def organisation(name: str, parent: Organisation | None = None, **fields: object) -> Organisation:
    return Organisation.objects.create(**{"code": f"CQ{next(_numbers)}", "name": name, "parent": parent} | fields)


def bloc(superior: Organisation, name: str = "Khối thi đua số 1", **fields: object) -> Bloc:
    values = {"kind": BlocKind.KHOI, "name": name, "symbol": f"KTĐ{next(_numbers)}", "superior": superior}
    return Bloc.objects.create(**values | fields)


def term(
    of: Bloc,
    year: int = YEAR,
    *,
    members: Iterable[Organisation] = (),
    leader: Organisation | None = None,
    closed: bool = False,
) -> Term:
    """A year of a bloc; its leader leads from the first day."""
    starts_on, ends_on = days_of(year, of.year_kind)
    made = Term.objects.create(
        bloc=of,
        year=year,
        year_kind=of.year_kind,
        starts_on=starts_on,
        ends_on=ends_on,
        closed_at=timezone.now() if closed else None,
    )
    for position, unit in enumerate(members, start=1):
        MemberUnit.objects.create(term=made, organisation=unit, position=position)
    if leader:
        leads(leader, made)
    return made


def leads(
    unit: Organisation,
    of: Term,
    role: LeadershipRole = LeadershipRole.LEADER,
    *,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Leadership:
    return Leadership.objects.create(
        term=of, organisation=unit, role=role, from_on=from_on or of.starts_on, to_on=to_on
    )


def person(full_name: str, *, password: str | None = None, is_administrator: bool = False) -> User:
    """Somebody without a post; signs in as "nguyen.van.an.7"."""
    login_name = f"{fold(full_name).replace(' ', '.')}.{next(_numbers)}"
    return User.objects.create_user(login_name, full_name, password, is_superuser=is_administrator)


def post(
    user: User,
    unit: Organisation,
    role: Role = Role.OFFICER,
    *,
    from_on: date = LONG_AGO,
    to_on: date | None = None,
    follows: Iterable[Bloc] = (),
) -> Post:
    held = Post.objects.create(user=user, organisation=unit, role=role, from_on=from_on, to_on=to_on)
    held.followed_blocs.set(follows)
    return held


def holder(full_name: str, unit: Organisation, role: Role = Role.OFFICER, *, follows: Iterable[Bloc] = ()) -> User:
    """Somebody who has held one post for long."""
    user = person(full_name)
    post(user, unit, role, follows=follows)
    return user


def standing(user: User, today: date = TODAY) -> Standing:
    """What the person is on a day in the middle of the year."""
    return standing_of(user, today=today)


@dataclass(frozen=True, kw_only=True)
class World:
    """A province with two blocs, and another province that has nothing to do with them."""

    province: Organisation
    office: Organisation
    """Works for the province's council: it is the standing body."""
    finance: Organisation
    """Leads the bloc this year."""
    health: Organisation
    """A member of the bloc."""
    schools: Organisation
    """A member of the other bloc, which it leads."""
    far_province: Organisation

    bloc: Bloc
    other_bloc: Bloc
    term: Term
    """The bloc's year that is open."""
    last_term: Term
    """The bloc's year before, closed, led by the health department."""
    other_term: Term

    leader: User
    member: User
    chief: User
    """Of the standing body."""
    follower: User
    """Follows the bloc, not the other one."""
    outsider: User
    """An officer of the other province."""
    auditor: User
    administrator: User

    @property
    def people(self) -> dict[str, User]:
        return {name: value for name, value in vars(self).items() if isinstance(value, User)}


def build() -> World:
    """The whole cast."""
    province = organisation("Ủy ban nhân dân tỉnh An Hải")
    office = organisation("Sở Nội vụ", province)
    Organisation.objects.filter(pk=province.pk).update(standing_body=office)
    province.refresh_from_db()
    finance = organisation("Sở Tài chính", province)
    health = organisation("Sở Y tế", province)
    schools = organisation("Sở Giáo dục và Đào tạo", province)
    far_province = organisation("Ủy ban nhân dân tỉnh Bình Sơn")
    first, second = bloc(province, "Khối thi đua số 1"), bloc(province, "Khối thi đua số 2")
    return World(
        province=province,
        office=office,
        finance=finance,
        health=health,
        schools=schools,
        far_province=far_province,
        bloc=first,
        other_bloc=second,
        term=term(first, members=[finance, health], leader=finance),
        last_term=term(first, YEAR - 1, members=[finance, health], leader=health, closed=True),
        other_term=term(second, members=[schools], leader=schools),
        leader=holder("Trần Thị Lan", finance),
        member=holder("Lê Văn Minh", health),
        chief=holder("Phạm Thị Hạnh", office, Role.STANDING_BODY),
        follower=holder("Vũ Đức Thắng", office, Role.FOLLOWER, follows=[first]),
        outsider=holder("Hoàng Văn Nam", organisation("Sở Nội vụ", far_province)),
        auditor=holder("Đặng Thị Mai", province, Role.AUDITOR),
        administrator=person("Ngô Quang Huy", is_administrator=True),
    )
