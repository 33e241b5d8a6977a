"""Keys of other blocs inside what is sent, not in the address: each is refused, and nothing changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from plans.models import Plan
from tests.project.rights.browsing import Browser, everything
from tests.project.rights.realm import TEXT, Realm
from tests.world import YEAR

pytestmark = pytest.mark.django_db

TODAY = f"{date(YEAR, 6, 15):%d/%m/%Y}"


@dataclass(frozen=True)
class Attempt:
    """Somebody sends a form with a key that is not theirs; with their own key it would do."""

    person: str
    address: Callable[[Realm], str]
    data: Callable[[Realm, str], dict[str, Any]]
    """By whose key: "own", or the letter of another bloc."""
    foreign: str = "bc"


def _address(name: str, argument: Callable[[Realm], Any], *more: str) -> Callable[[Realm], str]:
    return lambda realm: reverse(name, args=[argument(realm).pk, *more])


def _side(realm: Realm, letter: str) -> Any:
    return realm.sides["a" if letter == "own" else letter]


def _follower(realm: Realm) -> int:
    user = realm.people["follower"]
    assert user is not None
    return user.pk


ATTEMPTS = {
    "the year a file is read for": Attempt(
        "officer",
        lambda _realm: reverse("import_plan"),
        lambda realm, side: {
            "term": _side(realm, side).term.pk, "text": TEXT.format(name="a", words="b", person="C", year=YEAR),
        },
    ),
    "the criteria table that is taken over": Attempt(
        "officer",
        _address("new_table", lambda realm: realm.sides["a"].term),
        lambda realm, side: {"cach": "chep", "tu": _side(realm, side).tables["published"].pk},
    ),
    "the plan that is replaced": Attempt(
        "officer",
        _address("plan_step", lambda realm: realm.sides["a"].plans["signed"], "nhap-so-ngay"),
        lambda realm, side: {"number": "77", "issued_on": TODAY, "replaces": _side(realm, side).plans["issued"].pk},
    ),
    "the plan replaced by one signed and issued at once": Attempt(
        "officer",
        _address("plan_step", lambda realm: realm.sides["a"].plans["signing"], "tai-len-ban-da-ky"),
        lambda realm, side: {
            "signer": "Người Ký", "signed_on": TODAY, "number": "77", "issued_on": TODAY,
            "replaces": _side(realm, side).plans["issued"].pk,
        },
    ),
    "the number that is voided": Attempt(
        "officer",
        _address("void_number", lambda realm: realm.sides["a"].register),
        lambda realm, side: {
            "void_number-entry": _side(realm, side).reserved[0].pk, "void_number-reason": "Không dùng",
        },
    ),
    "the unit that is to lead": Attempt(
        "standing body",
        _address("appoint", lambda realm: realm.sides["a"].term),
        lambda realm, side: {
            "role": "deputy", "organisation": _side(realm, side).member.pk, "from_on": TODAY,
        },
    ),
    "the unit that should have led": Attempt(
        "standing body",
        _address("correct_leadership", lambda realm: realm.sides["a"].term.leaderships.get(role="leader")),
        lambda realm, side: {
            "organisation": _side(realm, side).member.pk, "from_on": f"01/01/{YEAR}", "reason": "Ghi nhầm",
        },
    ),
    "the new member unit": Attempt(
        "standing body",
        _address("add_member_unit", lambda realm: realm.sides["a"].term),
        lambda realm, side: {"organisation": realm.office.pk if side == "own" else realm.sides[side].leader.pk},
        foreign="c",
    ),
    "the blocs that are followed": Attempt(
        "standing body",
        lambda realm: reverse("admin:blocs_user_act", args=[_follower(realm), "giao-vi-tri"]),
        lambda realm, side: {
            "organisation": realm.office.pk, "role": "follower", "from_on": "01/01/2027",
            "followed_blocs": [_side(realm, side).bloc.pk],
        },
        foreign="c",
    ),
    "the organisation of a post": Attempt(
        "standing body",
        lambda realm: reverse("admin:blocs_user_act", args=[_follower(realm), "giao-vi-tri"]),
        lambda realm, side: {
            "organisation": _side(realm, side).leader.pk, "role": "clerk", "from_on": "01/01/2027",
        },
        foreign="c",
    ),
    "the bloc of a new year": Attempt(
        "standing body",
        lambda _realm: reverse("admin:blocs_term_add"),
        lambda realm, side: {"bloc": _side(realm, side).bloc.pk, "year": YEAR + 2},
        foreign="c",
    ),
}  # fmt: skip
CASES = [(name, side) for name, attempt in ATTEMPTS.items() for side in attempt.foreign]


def send(realm: Realm, attempt: Attempt, side: str) -> tuple[int, bool]:
    """The answer, and whether anything in the database is another than before."""
    browser = Browser(realm.people[attempt.person])
    before = everything()
    answer, after = browser.sent("POST", attempt.address(realm), attempt.data(realm, side), everything)
    return answer.status_code, after != before


@pytest.mark.parametrize(("name", "side"), CASES)
def test_a_foreign_key_is_refused_and_nothing_changes(realm, name, side):
    status, changed = send(realm, ATTEMPTS[name], side)
    assert (status in (200, 404, 409, 422), changed) == (True, False)


@pytest.mark.parametrize("name", [name for name in ATTEMPTS if name != "the bloc of a new year"])
def test_ones_own_key_is_taken(realm, name):
    """So that the refusals are about the key and nothing else."""
    assert send(realm, ATTEMPTS[name], "own") in ((302, True), (200, True))


@pytest.mark.parametrize("side", "bc")
def test_a_plan_is_made_from_ones_own_whatever_the_address_asks(realm, side):
    own = realm.sides["a"]
    address = reverse("copy_plan", args=[own.next_term.pk]) + f"?tu={realm.sides[side].plans['issued'].pk}"
    browser = Browser(realm.people["officer of the expected leader"])
    _, made_from = browser.sent("POST", address, {}, lambda: Plan.objects.latest("pk").made_from)
    assert made_from is not None
    assert made_from.term.bloc == own.bloc


def test_the_places_of_the_units_of_another_year_stay(realm):
    units = list(realm.sides["a"].term.member_units.all())
    foreign = list(realm.sides["c"].term.member_units.all())
    data = {f"place_{unit.pk}": number for number, unit in enumerate([*units, *foreign], start=1)}
    data |= {f"place_{foreign[0].pk}": 5, f"place_{foreign[1].pk}": 1}
    browser = Browser(realm.people["standing body"])
    address = reverse("member_units", args=[realm.sides["a"].term.pk])
    _, after = browser.sent("POST", address, data, lambda: list(realm.sides["c"].term.member_units.all()))
    assert after == foreign
