"""Who may do what on every page of the site. This table is the policy; the tests hold the site against it.

A page is about an object (or none). Who does not see the object gets 404, who sees it but may not act gets 403 and the
reason, who has not signed in is led to sign in; a method that a page does not know gets 405 whoever asks.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.urls import reverse

from blocs.models import AuditEntry, Bloc, Leadership, MemberUnit, Organisation, Post, Term, User
from plans.models import Assignment, KnownBody, KnownDocument, Plan
from plans.workflow import Action
from scoring.models import CriteriaTable, Evidence, Pledge, Registration, ScoreSheet, ScoringRound
from tests.project.rights.realm import Realm, Side
from tests.scoring.conftest import UNITY
from thidua.papers.models import Paper, Register, RegisterEntry

METHODS = ("GET", "HEAD", "POST", "OPTIONS", "DELETE")
READ, WRITE, BOTH = frozenset({"GET", "HEAD"}), frozenset({"POST"}), frozenset({"GET", "HEAD", "POST"})

People = frozenset[str]


def people(*names: str) -> People:
    return frozenset(names)


# Who is who ----------------------------------------------------------------------------------------------------------

OTHER, FAR = "officer of the other bloc", "officer of another province"
OFFICE, FAR_OFFICE = "standing body", "standing body of another province"
OFFICE_OF_LEADER = "standing body of the leader"
FORMER, EXPECTED = "officer of the former leader", "officer of the expected leader"

DRAFTERS = people("officer", "office chief", "head", "officer of the deputy")
LEADING = DRAFTERS | {"clerk"}
TAKES_PART = LEADING | {EXPECTED, FORMER, "officer of a member", "clerk of a member"}
ABOVE = people("follower", OFFICE)
READS = TAKES_PART | ABOVE | {"council"}
SETS_UP = people("administrator", OFFICE, OFFICE_OF_LEADER, FAR_OFFICE)
FAR_BOTH = people(FAR, FAR_OFFICE)
NOBODY: People = frozenset()

# What they see -------------------------------------------------------------------------------------------------------

Sight = Mapping[str, People]
"""By object, who sees it."""

TERMS: Sight = {
    "own": READS,
    "last": READS | {"auditor"},
    "next": READS,
    "other": people(OTHER, OFFICE, "council"),
    "far": FAR_BOTH,
}
BLOCS: Sight = {
    "own": READS | {"auditor"},
    "other": people(OTHER, OFFICE, "council", "auditor"),
    "far": FAR_BOTH,
}
ORGANISATIONS: Sight = {
    "leader": READS | {"auditor", OFFICE_OF_LEADER, "council of the leader", "auditor of the leader"},
    "member": READS | {"auditor"},
    "province": READS | {"auditor", OTHER},
    "other": people(OTHER, OFFICE, "council", "auditor"),
    "far": FAR_BOTH,
}
PLANS: Sight = {
    "draft": LEADING | ABOVE,
    "signing": LEADING | ABOVE,
    "signed": LEADING | ABOVE,
    "issued": READS,
    "last": READS | {"auditor"},
    "next": ABOVE | {EXPECTED},
    "other draft": people(OTHER, OFFICE),
    "other issued": people(OTHER, OFFICE, "council"),
    "far issued": FAR_BOTH,
}
PAPERS: Sight = {
    "signing": LEADING | ABOVE | {OFFICE_OF_LEADER},
    "issued": READS | {OFFICE_OF_LEADER},
    "last": READS | {"auditor", OFFICE_OF_LEADER},
    "other signing": people(OTHER, OFFICE),
    "other issued": people(OTHER, OFFICE, "council"),
    "far issued": FAR_BOTH,
}
RECEIVES: Sight = {
    "leader": people("officer", "office chief", "head", "clerk", OFFICE_OF_LEADER),
    "member": people("officer of a member", "clerk of a member"),
    "province": people(OFFICE),
    "other": people(OTHER),
    "far": people(FAR),
}
"""A council has its papers opened by its standing body."""
KEEPS_SIGNATURES: Sight = {
    "own": people("officer", "clerk"),
    "other": people(OTHER),
    "far": people(FAR),
}
KEEPS_SEAL: Sight = {"own": people("clerk"), "other": NOBODY, "far": NOBODY}
KEEPS_IMAGES: Sight = {
    "leader": people("officer", "office chief", "head", "clerk"),
    "member": people("officer of a member", "clerk of a member"),
    "other": people(OTHER),
    "far": people(FAR),
}
LEADERS: Sight = {"own": ORGANISATIONS["leader"], "other": ORGANISATIONS["other"], "far": ORGANISATIONS["far"]}
"""Who sees the organisation that leads each bloc."""
REGISTERS: Sight = {
    "own": LEADING | ABOVE | {EXPECTED, FORMER},
    "unit": people("officer", "office chief", "head", "clerk", OFFICE, OFFICE_OF_LEADER),
    "other": people(OTHER, OFFICE),
    "far": FAR_BOTH,
}
IMPORTS: Sight = {
    "waiting p": people(OFFICE),
    "applied p": people(OFFICE),
    "waiting c": people(FAR_OFFICE),
    "applied c": people(FAR_OFFICE),
}

# What they may do ----------------------------------------------------------------------------------------------------

MANAGES: Sight = dict.fromkeys(("own", "last", "next", "other"), people(OFFICE)) | {"far": people(FAR_OFFICE)}
HISTORY_OF_TERMS: Sight = {
    "own": LEADING | ABOVE,
    "last": ABOVE | {FORMER, "auditor"},
    "next": ABOVE | {EXPECTED},
    "other": people(OTHER, OFFICE),
    "far": FAR_BOTH,
}
HISTORY_OF_PLANS: Sight = {
    **dict.fromkeys(("draft", "signing", "signed", "issued"), LEADING | ABOVE),
    **{name: HISTORY_OF_TERMS[name] for name in ("last", "next")},
    **dict.fromkeys(("other draft", "other issued"), people(OTHER, OFFICE)),
    "far issued": FAR_BOTH,
}
MAKES: Sight = {"own": DRAFTERS, "next": people(EXPECTED), "other": people(OTHER), "far": people(FAR)}
EDITS: Sight = {
    "draft": DRAFTERS,
    "next": people(EXPECTED),
    "other draft": people(OTHER),
}
MATCHES: Sight = {
    **dict.fromkeys(("draft", "signing", "signed", "issued"), DRAFTERS | {OFFICE}),
    "next": people(EXPECTED, OFFICE),
    **dict.fromkeys(("other draft", "other issued"), people(OTHER, OFFICE)),
    "far issued": FAR_BOTH,
}
MARKS: Sight = {
    "issued": DRAFTERS | ABOVE | {"officer of a member"},
    "other issued": people(OTHER, OFFICE),
    "far issued": FAR_BOTH,
}
"""Of the part that a plan gives to a member unit: itself, and on its behalf who leads, follows or oversees."""
MOVES: Sight = {**MARKS, "issued": DRAFTERS | ABOVE}
KEEPS: Sight = {
    "own": ABOVE | {"officer", "clerk", "officer of the deputy"},
    "unit": people("officer", "clerk"),
    "other": people(OTHER, OFFICE),
    "far": FAR_BOTH,
}
SIGNERS = ABOVE | {"officer", "clerk", "head", "officer of the deputy"}
NUMBERERS = ABOVE | {"officer", "clerk", "officer of the deputy"}
TAKES_SIGNED: Sight = {"signing": SIGNERS, "signed": NUMBERERS}
STEPS: Mapping[Action, Sight] = {
    Action.CHECK: EDITS,
    Action.SUBMIT: {
        "draft": people("officer", "office chief", "officer of the deputy"),
        "other draft": people(OTHER),
    },
    Action.RETURN: dict.fromkeys(("signing", "signed"), LEADING | ABOVE),
    Action.RECORD_SIGNATURE: {"signing": SIGNERS},
    Action.ISSUE: {"signed": NUMBERERS},
    Action.WITHDRAW: {
        "issued": people("officer", "clerk", "head", "officer of the deputy"),
        "other issued": people(OTHER),
        "far issued": people(FAR),
    },
}


TABLES: Sight = {
    "draft": PLANS["draft"],
    "next draft": PLANS["next"],
    "published": READS,
    "other draft": people(OTHER, OFFICE),
    "other published": people(OTHER, OFFICE, "council"),
    "far published": FAR_BOTH,
    "shared draft": people(OFFICE),
    "shared published": TAKES_PART | ABOVE | {OTHER},
}
MAKES_TABLES: Sight = {
    **dict.fromkeys(("draft", "published"), DRAFTERS | ABOVE),
    "next draft": people(EXPECTED) | ABOVE,
    **dict.fromkeys(("other draft", "other published"), people(OTHER, OFFICE)),
    "far published": FAR_BOTH,
    **dict.fromkeys(("shared draft", "shared published"), people(OFFICE)),
}
EDITS_TABLES: Sight = {name: may for name, may in MAKES_TABLES.items() if "draft" in name}
PUBLISHES_TABLES: Sight = {**EDITS_TABLES, "next draft": ABOVE}
REPLACES_TABLES: Sight = {name: may for name, may in MAKES_TABLES.items() if "draft" not in name}
ROUNDS: Sight = {name: TERMS[name] for name in ("own", "other", "far")}
SHEETS: Sight = {
    "untouched": people(FORMER),
    "filling": people("officer of a member", "clerk of a member"),
    "awaiting": people("officer of the deputy"),
    "handed in": LEADING | ABOVE,
    "other handed in": people(OTHER, OFFICE),
    "far handed in": FAR_BOTH,
}
HANDED_IN: Sight = {name: seen for name, seen in SHEETS.items() if "handed in" in name}
ROUNDS_OF_SHEETS: Sight = {name: TERMS[name.split()[0] if " handed" in name else "own"] for name in SHEETS} | {
    "handed in": TERMS["own"]
}
"""Everybody who sees a year knows of its sheets."""
FILLS = people("officer of a member")
WRITES: Sight = {"untouched": people(FORMER), "filling": FILLS}
PROOFS: Sight = {name: seen for name, seen in SHEETS.items() if name != "untouched"}
"""Sheets that somebody has begun have a proof each."""
PREPARES: Sight = {
    "own": DRAFTERS | ABOVE,
    "next": people(EXPECTED) | ABOVE,
    "other": people(OTHER, OFFICE),
    "far": FAR_BOTH,
}
"""Who drafts a year's criteria and its pledge."""
SCORES: Sight = {**PREPARES, "next": ABOVE}
"""Who opens a year's scoring and moves its deadlines."""
SUMS_UP: Sight = {"own": LEADING | ABOVE, "other": people(OTHER, OFFICE), "far": FAR_BOTH}
"""Who reads what all units of a year handed in."""
RETURNS: Sight = {
    "handed in": people("officer of the deputy") | ABOVE, "other handed in": people(OFFICE),
    "far handed in": people(FAR_OFFICE),
}  # fmt: skip
"""The sheets are the leaders' own, which they do not decide about."""

SCORED: Sight = {name: SCORES[name] for name in ("own", "other", "far")}
REGISTRATIONS: Sight = {
    "nothing": people(FORMER),
    "entered": people("officer of a member", "clerk of a member"),
    "sent": LEADING | ABOVE,
    "other sent": people(OTHER, OFFICE),
    "far sent": FAR_BOTH,
}
YEARS_OF_REGISTRATIONS: Sight = {
    **dict.fromkeys(("nothing", "entered", "sent"), TERMS["own"]), "other sent": TERMS["other"],
    "far sent": TERMS["far"],
}  # fmt: skip
"""Everybody who sees a year knows how far its units have come."""
REGISTERS_ITSELF: Sight = {"nothing": people(FORMER), "entered": people("officer of a member")}
RECORDS_REGISTRATION: Sight = {name: REGISTRATIONS[name] for name in ("nothing", "entered")}
RETURNS_REGISTRATION: Sight = {"sent": DRAFTERS | ABOVE, "other sent": people(OTHER, OFFICE), "far sent": FAR_BOTH}
REPORTS: Sight = {
    **{name: PAPERS[name] for name in ("signing", "issued", "other issued", "far issued")},
    "other signing": PAPERS["other signing"], "far signing": FAR_BOTH,
}  # fmt: skip
"""They are seen as the papers of plans are."""
REPORT_STEPS: Mapping[Action, Sight] = {
    Action.RETURN: {"signing": LEADING | ABOVE, "other signing": people(OTHER, OFFICE), "far signing": FAR_BOTH},
    Action.RECORD_SIGNATURE: {"signing": SIGNERS, "other signing": people(OTHER, OFFICE), "far signing": FAR_BOTH},
    Action.ISSUE: {},
    Action.WITHDRAW: STEPS[Action.WITHDRAW],
}
PLEDGES: Sight = {
    "own": TERMS["own"], "next": people(EXPECTED) | ABOVE, "other": TERMS["other"], "far": TERMS["far"],
}  # fmt: skip
PLACES: Sight = {name: PLEDGES[name] for name in ("own", "other", "far")}


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a page answers. `may` None: everybody who sees the object."""

    name: str
    objects: Callable[[Realm], Mapping[str, Mapping[str, Any]]]
    """By object, the arguments of the address."""
    methods: frozenset[str]
    sees: Sight | None = None
    may: Sight | People | None = None
    answers: int | Mapping[str, int] = 200
    """To GET."""
    tried: int | Mapping[str, int] = 200
    """To an empty POST of who may; by object."""
    refused: Mapping[str, int] = field(default_factory=dict)
    """By method, where it is not 403."""
    data: Callable[[Realm, str], dict[str, Any]] = lambda _realm, _object: {}
    query: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By object, what follows the address."""
    foreign_first: bool = True
    """Whether who sees nothing of the object is told 404 before being told of a missing right."""
    open_to_strangers: bool = False
    leaves_receipt: bool = False
    """Whether it is written down who opened it first."""
    away: People | None = None
    """In the admin: everybody but these is sent away (302)."""
    others: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By person ("*": everybody signed in) and method: answers that follow no rule above."""

    def expected(self, person: str, about: str, method: str) -> int:
        for who in (person, "*"):
            if (who, method) in self.others and not (who == "*" and person == "stranger"):
                return self.others[who, method]
        if person == "stranger" and not self.open_to_strangers:
            return 302
        if self.away is not None and person not in self.away:
            return 302
        if method not in self.methods:
            return 405
        sees, may = self._sees(person, about), self._may(person, about)
        if not sees and (self.foreign_first or may):
            return 404
        if not may:
            return self.refused.get(method, 403)
        answer = self.tried if method == "POST" else self.answers
        return answer if isinstance(answer, int) else answer.get(about, 200)

    def lets_in(self, person: str, about: str) -> bool:
        """Whether the person may do here what the page is for."""
        is_here = self.away is None or person in self.away
        return is_here and self._sees(person, about) and self._may(person, about)

    def _sees(self, person: str, about: str) -> bool:
        return self.sees is None or person in self.sees.get(about, NOBODY)

    def _may(self, person: str, about: str) -> bool:
        if self.may is None:
            return True
        return person in (self.may if isinstance(self.may, frozenset) else self.may.get(about, NOBODY))

    def addresses(self, realm: Realm) -> Iterator[tuple[str, str]]:
        for about, arguments in self.objects(realm).items():
            yield about, reverse(self.name, kwargs=dict(arguments), query=self.query.get(about))


# What pages are about ------------------------------------------------------------------------------------------------

SIDES = {"own": "a", "other": "b", "far": "c"}


def nothing(_realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    return {"": {}}


def terms(argument: str = "pk", **more: Any) -> Callable[[Realm], Mapping[str, Mapping[str, Any]]]:
    def found(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
        a = realm.sides["a"]
        rows = {name: realm.sides[side].term for name, side in SIDES.items()}
        rows |= {"last": a.last_term, "next": a.next_term}
        return {name: {argument: row.pk} | more for name, row in rows.items()}

    return found


def of_terms(rows: str) -> Callable[[Realm], Mapping[str, Mapping[str, Any]]]:
    """The first leadership or member unit of each year."""
    return lambda realm: {
        name: {"pk": getattr(_term(realm, name), rows).order_by("pk")[0].pk} for name in terms()(realm)
    }


def _term(realm: Realm, name: str) -> Any:
    a = realm.sides["a"]
    return {"last": a.last_term, "next": a.next_term}.get(name) or realm.sides[SIDES[name]].term


def blocs(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    return {name: {"pk": realm.sides[side].bloc.pk} for name, side in SIDES.items()}


def organisations(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    rows = {
        "leader": realm.sides["a"].leader,
        "member": realm.sides["a"].member,
        "province": realm.province,
        "other": realm.sides["b"].leader,
        "far": realm.sides["c"].leader,
    }
    return {name: {"pk": row.pk} for name, row in rows.items()}


def plan_named(realm: Realm, name: str) -> Any:
    side, _, state = name.rpartition(" ")
    return realm.sides[SIDES[side or "own"]].plans[state]


def plans(**more: Any) -> Callable[[Realm], Mapping[str, Mapping[str, Any]]]:
    return lambda realm: {name: {"pk": plan_named(realm, name).pk} | more for name in PLANS}


def parts(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    """The table of each plan."""
    return {
        name: {"pk": plan_named(realm, name).pk, "key": plan_named(realm, name).value.body[0].key} for name in PLANS
    }


def parts_of_member(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    """What each plan gives to the member unit."""
    rows = {name: plan_named(realm, name) for name in PLANS}
    members = {name: realm.sides[SIDES[name.rpartition(" ")[0] or "own"]].member for name in PLANS}
    return {
        name: {"pk": Assignment.objects.get(task__plan=plan, organisation=members[name]).pk}
        for name, plan in rows.items()
    }


def tasks_of_plans(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    """The first task of each plan."""
    rows = {name: plan_named(realm, name) for name in PLANS}
    return {name: {"pk": plan.tasks.all()[0].pk} for name, plan in rows.items()}


def papers(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    found = {}
    for name in PAPERS:
        side, _, state = name.rpartition(" ")
        found[name] = {"pk": realm.sides[SIDES[side or "own"]].paper(state).pk}
    return found


def codes(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    return {name: {"code": Paper.objects.get(pk=arguments["pk"]).code} for name, arguments in papers(realm).items()}


def leaders(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    return {name: {"pk": realm.sides[side].leader.pk} for name, side in SIDES.items()}


def heads(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    """Of the organisations that lead."""
    return {
        name: dict(arguments) | {"person_id": head.pk}
        for name, arguments in leaders(realm).items()
        if (head := realm.sides[SIDES[name]].head)
    }


def signing_images(kind: str) -> Callable[[Realm], Mapping[str, Mapping[str, Any]]]:
    return lambda realm: {
        name: {"pk": realm.sides[side].leader.signing_images.get(kind=kind).pk} for name, side in SIDES.items()
    }


def paper_files(which: str) -> Callable[[Realm], Mapping[str, Mapping[str, Any]]]:
    return lambda realm: {name: dict(arguments) | {"which": which} for name, arguments in papers(realm).items()}


def registers(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    rows = {name: realm.sides[side].register for name, side in SIDES.items()} | {"unit": realm.unit_register}
    return {name: {"pk": row.pk} for name, row in rows.items()}


def imports(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    return {name: {"pk": row.pk} for name, row in realm.imports.items()}


def an_organisation(realm: Realm, about: str) -> dict[str, Any]:
    """That is no member of the year yet."""
    return {"organisation": (realm.far_province if about == "far" else realm.office).pk}


# The table -----------------------------------------------------------------------------------------------------------


def of_term(name: str, **options: Any) -> Page:
    given: dict[str, Any] = {"objects": terms(), "methods": BOTH, "sees": TERMS, "may": MANAGES}
    return Page(name=name, **given | options)


def of_plan(name: str, **options: Any) -> Page:
    given: dict[str, Any] = {"objects": plans(), "methods": READ, "sees": PLANS}
    return Page(name=name, **given | options)


def of_part(name: str, **options: Any) -> Page:
    given: dict[str, Any] = {"objects": parts, "methods": BOTH, "may": EDITS, "tried": 422}
    return of_plan(name, **given | options)


def of_register(name: str, **options: Any) -> Page:
    given: dict[str, Any] = {"objects": registers, "methods": READ, "sees": REGISTERS}
    return Page(name=name, **given | options)


def step(action: Action, *, tried: int) -> Page:
    """Everybody who sees the plan is told what the step is and whose; an attempt without the right is 409."""
    return of_plan(
        "plan_step", objects=plans(action=action.value), methods=BOTH, may=STEPS[action], tried=tried,
        refused={"GET": 200, "HEAD": 200, "POST": 409},
    )  # fmt: skip


def rounds(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    return {name: {"pk": realm.sides[side].term.scoring_round.pk} for name, side in SIDES.items()}


def units_of_rounds(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    """The member unit of each, whose deadline is moved."""
    return {
        name: dict(arguments) | {"unit_id": realm.sides[SIDES[name]].sheets["filling"].unit_id}
        for name, arguments in rounds(realm).items()
    }


def sheets(**more: Any) -> Callable[[Realm], Mapping[str, Mapping[str, Any]]]:
    def found(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
        rows = dict(realm.sides["a"].sheets)
        rows |= {"other handed in": realm.sides["b"].sheets["handed in"]}
        rows |= {"far handed in": realm.sides["c"].sheets["handed in"]}
        return {name: {"pk": row.pk} | more for name, row in rows.items()}

    return found


def tables(**more: Any) -> Callable[[Realm], Mapping[str, Mapping[str, Any]]]:
    def found(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
        rows = dict(realm.sides["a"].tables)
        rows |= {f"other {state}": realm.sides["b"].tables[state] for state in ("draft", "published")}
        rows |= {"far published": realm.sides["c"].tables["published"]}
        rows |= {f"shared {state}": table for state, table in realm.shared_tables.items()}
        return {name: {"pk": row.pk} | more for name, row in rows.items()}

    return found


def of_table(name: str, **options: Any) -> Page:
    given: dict[str, Any] = {"objects": tables(), "methods": READ, "sees": TABLES}
    return Page(name=name, **given | options)


def of_table_part(name: str, **options: Any) -> Page:
    given: dict[str, Any] = {"objects": tables(key=2), "methods": BOTH, "may": EDITS_TABLES, "tried": 422}
    return of_table(name, **given | options)


def proofs(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    found = {}
    for name, arguments in sheets()(realm).items():
        if name in PROOFS:
            found[name] = {"pk": Evidence.objects.filter(sheet=arguments["pk"]).earliest("pk").pk}
    return found


def of_round(name: str, **options: Any) -> Page:
    given: dict[str, Any] = {"objects": rounds, "methods": READ, "sees": ROUNDS}
    return Page(name=name, **given | options)


def of_sheet(name: str, **options: Any) -> Page:
    given: dict[str, Any] = {"objects": sheets(), "methods": READ, "sees": SHEETS}
    return Page(name=name, **given | options)


def units_of_registrations(**more: Any) -> Callable[[Realm], Mapping[str, Mapping[str, Any]]]:
    def found(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
        rows = dict(realm.sides["a"].units_of_term)
        rows |= {f"{name} sent": realm.sides[SIDES[name]].units_of_term["sent"] for name in ("other", "far")}
        return {name: {"unit_id": row.pk} | more for name, row in rows.items()}

    return found


def pledges(**more: Any) -> Callable[[Realm], Mapping[str, Mapping[str, Any]]]:
    """Those that are being signed, and the draft of the next year."""
    return lambda realm: {
        name: dict(arguments) | more for name, arguments in terms("term_id")(realm).items() if name in PLEDGES
    }


def places_of_pledges(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    """The leader's, who has signed."""
    return {
        name: {"term_id": realm.sides[side].term.pk, "unit_id": realm.sides[side].units_of_term["sent"].pk}
        for name, side in SIDES.items()
    }


def reports(**more: Any) -> Callable[[Realm], Mapping[str, Mapping[str, Any]]]:
    def found(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
        named = {name: name.rpartition(" ") for name in REPORTS}
        return {
            name: {"pk": realm.sides[SIDES[side or "own"]].reports[state].pk} | more
            for name, (side, _, state) in named.items()
        }

    return found


def of_registration(name: str, **options: Any) -> Page:
    given: dict[str, Any] = {"objects": units_of_registrations(), "methods": READ, "sees": REGISTRATIONS}
    return Page(name=name, **given | options)


def of_pledge(name: str, **options: Any) -> Page:
    given: dict[str, Any] = {"objects": pledges(), "methods": READ, "sees": PLEDGES}
    return Page(name=name, **given | options)


READ_BY_ALL = {"GET": 200, "HEAD": 200}

SIGNED_IN = {("*", method): 302 for method in METHODS}

PAGES: tuple[Page, ...] = (
    Page(name="my_work", objects=nothing, methods=READ),
    Page(
        name="sign_in", objects=nothing, methods=BOTH | {"OPTIONS"}, open_to_strangers=True, others=SIGNED_IN,
    ),
    Page(
        name="sign_out", objects=nothing, methods=frozenset({"POST", "OPTIONS"}), tried=302,
    ),
    Page(name="activate", objects=nothing, methods=BOTH, open_to_strangers=True),
    # What who holds a paper asks about it
    Page(name="check_paper", objects=nothing, methods=BOTH, open_to_strangers=True, tried=422),
    Page(name="check_code", objects=codes, methods=READ, open_to_strangers=True),
    Page(name="change_password", objects=nothing, methods=BOTH | {"OPTIONS"}),
    Page(name="paper_style", objects=nothing, methods=READ),
    # Blocs and years
    Page(name="blocs", objects=nothing, methods=READ),
    Page(name="bloc", objects=blocs, methods=READ, sees=BLOCS),
    Page(name="open_year", objects=blocs, methods=BOTH, sees=BLOCS, may=MANAGES),
    Page(name="organisation", objects=organisations, methods=READ, sees=ORGANISATIONS),
    of_term("term", methods=READ, may=None),
    of_term("term_history", methods=READ, may=HISTORY_OF_TERMS),
    of_term("close_term", tried={"own": 302, "last": 200, "next": 302, "other": 302, "far": 302}),
    of_term("open_next_term"),
    of_term("appoint"),
    of_term("correct_leadership", objects=of_terms("leaderships")),
    of_term("end_leadership", objects=of_terms("leaderships")),
    of_term("member_units"),
    of_term("add_member_unit", methods=WRITE, tried=302, data=an_organisation),
    of_term("remove_member_unit", objects=of_terms("member_units")),
    # Setting up
    Page(name="setup", objects=nothing, methods=BOTH, may=SETS_UP),
    Page(name="setup_template", objects=nothing, methods=READ, may=SETS_UP),
    Page(name="setup_existing", objects=nothing, methods=READ, may=SETS_UP),
    Page(
        name="setup_preview", objects=imports, methods=BOTH, sees=IMPORTS, may=SETS_UP, foreign_first=False,
        answers={"applied p": 302, "applied c": 302}, tried={"applied p": 302, "applied c": 302},
    ),
    Page(
        name="setup_created", objects=imports, methods=READ, may=SETS_UP, foreign_first=False,
        sees={name: seen for name, seen in IMPORTS.items() if name.startswith("applied")},
    ),
    Page(
        name="setup_codes", objects=imports, methods=WRITE, may=SETS_UP, foreign_first=False,
        sees={name: seen for name, seen in IMPORTS.items() if name.startswith("applied")},
    ),
    # Plans
    Page(name="plans", objects=nothing, methods=READ),
    Page(name="import_plan", objects=nothing, methods=BOTH, tried=422),
    of_term("copy_plan", objects=terms("term_id"), may=MAKES, tried=302),
    of_term("blank_plan", objects=terms("term_id"), methods=WRITE, may=MAKES, tried=302),
    of_plan("plan", leaves_receipt=True),
    of_plan("plan_tasks"),
    of_plan("task_mark", objects=parts_of_member, may=MARKS),
    of_plan("begin_task", objects=parts_of_member, methods=WRITE, may=MARKS, tried=302),
    of_plan("finish_task", objects=parts_of_member, methods=WRITE, may=MARKS, tried=422),
    of_plan("drop_task", objects=parts_of_member, methods=WRITE, may=MARKS, tried=422),
    of_plan("reopen_task", objects=parts_of_member, methods=WRITE, may=MARKS, tried=302),
    of_plan("move_task", objects=tasks_of_plans, methods=BOTH, may=MOVES, tried=422),
    of_plan("put_task_back", objects=tasks_of_plans, methods=WRITE, may=MOVES, tried=302),
    of_plan("plan_parties", methods=BOTH, may=MATCHES, tried=302),
    of_plan("plan_pdf", leaves_receipt=True),
    of_plan("plan_docx"),
    of_plan("plan_history", may=HISTORY_OF_PLANS),
    of_plan("shift_plan", methods=BOTH, may=EDITS),
    of_plan("corrected_file", methods=BOTH, may=EDITS),
    of_plan("settle_doubt", objects=plans(number=0), methods=WRITE, may=EDITS, tried=302),
    of_plan("discard_plan", methods=WRITE, may=EDITS, tried=302),
    of_plan("edit_plan", may=EDITS),
    of_part("edit_part"),
    of_part("insert_after"),
    of_part("insert_inside"),
    of_part("turn_part"),
    of_part("delete_part", tried=409),
    of_part("move_part", methods=WRITE, tried=302, data=lambda _realm, _about: {"way": "xuong"}),
    of_part("add_signature", objects=plans()),
    of_part("edit_frame", objects=plans(frame="trich-yeu")),
    of_part("insert_first", objects=plans(frame="noi-dung")),
    of_plan(
        "attach_scan", methods=BOTH, tried=422, may={"signed": SIGNERS},
    ),
    of_plan("digital_signing", may=dict.fromkeys(("signing", "signed"), LEADING | ABOVE)),
    of_plan("signing_content", may=NOBODY),
    of_plan("issued_elsewhere", methods=BOTH, tried=422, may=TAKES_SIGNED),
    of_plan("sign", objects=plans(act="tai-len"), methods=WRITE, tried=422, may=TAKES_SIGNED),
    of_plan("sign", objects=plans(act="tai-day"), methods=WRITE, tried=422, may={"signing": people("head")}),
    step(Action.CHECK, tried=302),
    step(Action.SUBMIT, tried=302),
    step(Action.RETURN, tried=422),
    step(Action.RECORD_SIGNATURE, tried=422),
    step(Action.ISSUE, tried=422),
    step(Action.WITHDRAW, tried=422),
    # Scoring
    Page(name="scoring", objects=nothing, methods=READ),
    of_term("open_round", objects=terms("term_id"), may=SCORES, tried=422),
    of_round("scoring_round"),
    of_round("change_deadline", methods=BOTH, may=SCORES, tried=422),
    of_round("extend_deadline", objects=units_of_rounds, methods=BOTH, may=SCORES, tried=422),
    of_round("remind", may=SCORES),
    of_sheet("sheet"),
    of_sheet("save_sheet", methods=WRITE, tried=302, may=WRITES),
    of_sheet(
        "sheet_evidence", objects=sheets(key=UNITY), methods=BOTH, may=WRITES, tried=422,
        refused={"GET": 200, "HEAD": 200, "POST": 403},
    ),
    of_sheet("add_evidence_link", objects=sheets(key=UNITY), methods=WRITE, may=WRITES, tried=422),
    of_sheet("add_evidence_task", objects=sheets(key=UNITY), methods=WRITE, may=WRITES, tried=422),
    Page(name="evidence_file", objects=proofs, methods=READ, sees=PROOFS),
    Page(name="remove_evidence", objects=proofs, methods=WRITE, sees=PROOFS, may={"filling": FILLS}, tried=302),
    of_sheet("sheet_pdf"),
    of_sheet("sheet_docx"),
    of_sheet("sheet_excel"),
    of_sheet("import_sheet", methods=BOTH, tried=422, may=WRITES),
    of_round("summary", may=SUMS_UP),
    of_round("summary_excel", may=SUMS_UP),
    of_round("summary_pdf", may=SUMS_UP),
    of_round("summary_docx", may=SUMS_UP),
    of_sheet("sheet_receipt", answers=dict.fromkeys(("untouched", "filling", "awaiting"), 404)),
    of_sheet("sheet_scan", answers=dict.fromkeys(("untouched", "filling", "awaiting"), 404)),
    of_sheet("sheet_arrivals", answers=dict.fromkeys(("untouched", "filling", "awaiting"), 404)),
    *(
        of_sheet(
            name, objects=sheets(number=1), answers=dict.fromkeys(("untouched", "filling", "awaiting"), 404)
        )
        for name in ("arrival_receipt", "arrival_scan")
    ),
    *(
        of_sheet(
            "sheet_step", objects=sheets(action=action), methods=BOTH, may=may, tried=tried,
            refused={"GET": 200, "HEAD": 200, "POST": 409},
        )
        for action, may, tried in (
            ("trinh-thu-truong", {"untouched": people(FORMER), "filling": FILLS}, {"untouched": 409, "filling": 302}),
            ("lay-lai", {"awaiting": people("officer of the deputy")}, 302),
            ("tra-lai", RETURNS, 422),
        )
    ),
    *(
        # Who presses the button a second time is led to the sheet.
        of_sheet(
            "sheet_step", objects=sheets(action=action), methods=BOTH, may={**HANDED_IN, **may},
            tried={"awaiting": 422} | dict.fromkeys(HANDED_IN, 302), refused={"GET": 200, "HEAD": 200, "POST": 409},
        )
        for action, may in (("duyet-nop", {}), ("nop-ban-ky", {"awaiting": people("officer of the deputy")}))
    ),
    of_sheet("accept_aside", objects=sheets(key=2), methods=WRITE, may={}),
    of_sheet(
        "begin_on_behalf", methods=BOTH, sees=ROUNDS_OF_SHEETS,
        may={"untouched": people("officer", "office chief", "officer of the deputy") | ABOVE},
    ),
    # Criteria tables
    Page(name="criteria_tables", objects=nothing, methods=READ),
    of_term("new_table", objects=terms("term_id"), may=PREPARES),
    Page(
        name="new_office_table", methods=BOTH, sees={"province": ORGANISATIONS["province"]}, may=people(OFFICE),
        objects=lambda realm: {"province": {"pk": realm.province.pk, "slug": "khoi"}},
    ),
    of_table("criteria_table"),
    of_table("table_xlsx"),
    of_table(
        "table_source", may=MAKES_TABLES,
        answers={name: 404 for name in TABLES if name not in ("draft", "other draft")},
    ),
    of_table("settle_table_doubt", objects=tables(number=0), methods=WRITE, may=EDITS_TABLES, tried=302),
    of_table("table_pdf"),
    of_table("table_docx"),
    of_table("publish_table", methods=WRITE, may=PUBLISHES_TABLES, tried=302),
    of_table("replace_table", methods=WRITE, may=REPLACES_TABLES, tried=302),
    of_table("discard_table", methods=WRITE, may=EDITS_TABLES, tried=302),
    of_table("try_table", may=EDITS_TABLES),
    of_table_part("edit_table_part"),
    of_table_part("move_table_part", methods=WRITE, tried=302, data=lambda *_: {"way": "xuong"}),
    of_table_part("delete_table_part", tried=409),
    of_table_part("edit_table_frame", objects=tables(frame="quy-dinh-chung")),
    of_table_part("add_table_part", objects=tables(which="nhom", key=0)),
    # Registering for a year, and the pledge
    Page(name="registrations", objects=nothing, methods=READ),
    of_term("registrations_of_year", objects=terms("term_id"), methods=READ, may=None),
    of_term("register_for_all", objects=terms("term_id"), may=NOBODY),
    of_term("registration_summary", objects=terms("term_id"), methods=READ, may=HISTORY_OF_TERMS),
    of_term(
        "registration_summary_file", methods=READ, may=HISTORY_OF_TERMS,
        objects=terms("term_id", which="excel"),
    ),
    of_term(
        "report_registrations", objects=terms("term_id"), may=HISTORY_OF_TERMS,
        tried=dict.fromkeys(TERMS, 409),
    ),
    *(
        Page(
            name="year_paper_step", objects=reports(action=action.value), methods=BOTH, sees=REPORTS, may=may,
            tried=422, refused={**READ_BY_ALL, "POST": 409},
        )
        for action, may in REPORT_STEPS.items()
    ),
    Page(
        name="year_paper_scan", objects=reports(), methods=BOTH, sees=REPORTS, tried=422,
        may={"issued": SIGNERS, "other issued": people(OTHER, OFFICE), "far issued": FAR_BOTH},
    ),
    of_registration("registration", methods=BOTH, may=REGISTERS_ITSELF, tried=422, refused=READ_BY_ALL),
    *(
        of_registration("registration_file", objects=units_of_registrations(which=which), answers=answers)
        for which, answers in (("pdf", 200), ("ban-ky", {"nothing": 404, "entered": 404}))
    ),
    *(
        of_registration(
            "registration_step", objects=units_of_registrations(action=action), methods=BOTH, may=may, tried=tried,
            refused={**READ_BY_ALL, "POST": 409},
        )
        for action, may, tried in (
            ("gui", {}, 200),
            ("ban-giay", RECORDS_REGISTRATION, {"nothing": 409, "entered": 422}),
            ("tra-lai", RETURNS_REGISTRATION, 422),
        )
    ),
    of_registration(
        "register_on_behalf", methods=BOTH, sees=YEARS_OF_REGISTRATIONS,
        may={"nothing": people("officer", "office chief", "officer of the deputy") | ABOVE},
    ),
    of_term(
        "pledge", objects=terms("term_id"), may=PREPARES, tried=422, refused=READ_BY_ALL,
    ),
    of_pledge(
        "print_pledge", methods=WRITE, may=PREPARES, tried={**dict.fromkeys(PLACES, 403), "next": 302},
        data=lambda *_: {"seen": "1"},
    ),
    of_pledge("reopen_pledge", methods=BOTH, may=PREPARES, tried=422),
    of_pledge(
        "record_signed", methods=BOTH, tried=422,
        may={**SCORED, "own": TAKES_PART - {"clerk", "head"} | ABOVE},
    ),
    of_pledge("pledge_file", objects=pledges(which="pdf")),
    of_pledge("pledge_scan", objects=places_of_pledges, sees=PLACES),
    of_pledge(
        "sign_pledge", objects=places_of_pledges, sees=PLACES, methods=BOTH, may={"own": people("head")}, tried=422,
    ),
    of_pledge(
        "strike_out_signature", objects=places_of_pledges, sees=PLACES, methods=BOTH, tried=422,
        may={**SCORED, "own": LEADING | ABOVE},
    ),
    # Papers and registers
    Page(name="registers", objects=nothing, methods=READ),
    of_register("register"),
    of_register("register_excel"),
    of_register("set_up_register", methods=WRITE, may=KEEPS),
    of_register("reserve_number", methods=WRITE, may=KEEPS),
    of_register("insert_number", methods=WRITE, may=KEEPS),
    of_register("void_number", methods=WRITE, may=KEEPS),
    Page(name="incoming_papers", objects=organisations, methods=READ, sees=ORGANISATIONS, may=RECEIVES),
    Page(name="signing_images", objects=organisations, methods=READ, sees=ORGANISATIONS, may=KEEPS_IMAGES),
    Page(name="put_signature", objects=heads, methods=WRITE, sees=LEADERS, may=KEEPS_SIGNATURES, tried=422),
    Page(name="put_seal", objects=leaders, methods=WRITE, sees=LEADERS, may=KEEPS_SEAL, tried=422),
    *(
        Page(name=name, objects=signing_images(kind), methods=methods, sees=keeps, tried=302)
        for name, methods in (("signing_image", READ), ("take_away_image", WRITE))
        for kind, keeps in (("signature", KEEPS_SIGNATURES), ("seal", KEEPS_SEAL))
    ),
    Page(name="paper", objects=papers, methods=READ, sees=PAPERS, leaves_receipt=True),
    *(
        Page(
            name="paper_file", objects=paper_files(which), methods=READ, leaves_receipt=True,
            sees={name: seen for name, seen in PAPERS.items() if which == "rendering" or "signing" not in name},
        )
        for which in ("rendering", "scan", "numbered")
    ),
)  # fmt: skip

# The admin: where the superior office works. Whoever does not is sent away, whatever is asked -----------------------

OFFICES = people("follower", OFFICE, OFFICE_OF_LEADER, FAR_OFFICE)
IN_ADMIN = OFFICES | {"administrator"}
ANY = frozenset({"GET", "HEAD", "POST", "OPTIONS", "DELETE"})
SET_UP_BY: Sight = {
    "own": people("administrator", OFFICE, OFFICE_OF_LEADER),
    "other": people("administrator", OFFICE),
    "far": people("administrator", FAR_OFFICE),
}
WORKED_ON: Sight = {"own": ABOVE, "other": people(OFFICE), "far": people(FAR_OFFICE)}
BLOC_LISTED: Sight = {name: seen | {"administrator"} for name, seen in WORKED_ON.items()}
BLOC_SET_UP: Sight = {"own": SET_UP_BY["other"], "other": SET_UP_BY["other"], "far": SET_UP_BY["far"]}


@dataclass(frozen=True, kw_only=True)
class List:
    """A list of the admin: whose it is, which rows each sees, who adds and who changes; nobody deletes."""

    model: type[Model]
    row: Callable[[Side], Model]
    readers: People
    sees: Sight
    adds: People = NOBODY
    changes: Sight = field(default_factory=dict)
    changed: int = 200
    """An empty form sent to the page of a row: 200 when something is missing, 302 when nothing is."""
    acts: Mapping[str, Sight] = field(default_factory=dict)
    exchanged: bool = False
    """Whether it goes out as a workbook with all it holds, and comes back in."""
    done: Mapping[str, int] = field(default_factory=dict)
    """By act: what its empty form answers to who may; 200 where something is missing."""

    def pages(self) -> Iterator[Page]:
        name = f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}"
        away: dict[str, Any] = {"away": IN_ADMIN, "methods": ANY}
        yield Page(name=f"{name}_changelist", objects=nothing, may=self.readers, **away)
        yield Page(name=f"{name}_add", objects=nothing, may=self.adds, **away)
        yield Page(name=f"{name}_export", objects=nothing, may=self.readers, away=IN_ADMIN, methods=READ)
        if self.exchanged:
            yield Page(name=f"{name}_write", objects=nothing, may=self.readers, away=IN_ADMIN, methods=READ)
            yield Page(name=f"{name}_import", objects=nothing, may=self.readers, away=IN_ADMIN, methods=BOTH)
        of_row: dict[str, Any] = {"objects": rows(self.row), "sees": self.sees, **away}
        reads: dict[str, Any] = {"refused": dict.fromkeys(METHODS, 200) | {"POST": 403}, "tried": self.changed}
        yield Page(name=f"{name}_change", may=self.changes, **of_row, **reads)
        yield Page(name=f"{name}_history", **of_row)
        yield Page(name=f"{name}_delete", may=NOBODY, **of_row)
        for slug, may in self.acts.items():
            yield Page(
                name=f"{name}_act", objects=rows(self.row, slug=slug), sees=self.sees, may=may, away=IN_ADMIN,
                methods=BOTH, tried=self.done.get(slug, 200),
            )  # fmt: skip


def rows(row: Callable[[Side], Model], **more: Any) -> Callable[[Realm], Mapping[str, Mapping[str, Any]]]:
    return lambda realm: {name: {"object_id": row(realm.sides[side]).pk} | more for name, side in SIDES.items()}


def history_entry(side: Side) -> Model:
    """Of an act of the bloc as a whole: what was done to a unit, those over that unit read as well."""
    entry = AuditEntry.objects.filter(term=side.term, organisation=None).first()
    assert entry is not None
    return entry


MANAGED: Sight = {"own": people(OFFICE), "other": people(OFFICE), "far": people(FAR_OFFICE)}
ADMINISTRATOR: Sight = dict.fromkeys(("own", "other", "far"), people("administrator"))
FOR_OFFICES: dict[str, Any] = {"readers": OFFICES, "sees": WORKED_ON}
FOR_SETTING_UP: dict[str, Any] = {
    "readers": SETS_UP, "sees": SET_UP_BY, "adds": SETS_UP, "changes": SET_UP_BY,
}  # fmt: skip
FOR_ALL_OFFICES: dict[str, Any] = {
    "readers": IN_ADMIN, "sees": dict.fromkeys(SIDES, IN_ADMIN), "adds": SETS_UP,
    "changes": dict.fromkeys(SIDES, SETS_UP),
}  # fmt: skip

LISTS = (
    List(
        model=Term, row=lambda side: side.term, adds=SETS_UP - {"administrator"}, **FOR_OFFICES,
        acts=dict.fromkeys(("them-don-vi", "cu-don-vi", "mo-nam-tiep-theo", "khep-nam"), MANAGED),
        done={"khep-nam": 302},
    ),
    List(model=MemberUnit, row=lambda side: side.term.member_units.all()[0], changes=MANAGED, **FOR_OFFICES),
    List(
        model=Leadership, row=lambda side: side.term.leaderships.all()[0], changes=MANAGED, acts={"thoi": MANAGED},
        **FOR_OFFICES,
    ),
    List(
        model=Plan, row=lambda side: side.plans["signing"], acts={"tra-lai": WORKED_ON}, **FOR_OFFICES,
    ),
    List(
        model=Registration, row=lambda side: side.units_of_term["sent"].registration, acts={"tra-lai": WORKED_ON},
        exchanged=True, **FOR_OFFICES,
    ),
    List(model=Pledge, row=lambda side: side.term.pledge, **FOR_OFFICES),
    List(model=Paper, row=lambda side: side.paper("signing"), **FOR_OFFICES),
    List(model=CriteriaTable, row=lambda side: side.term.scoring_round.table, exchanged=True, **FOR_OFFICES),
    List(
        model=ScoringRound, row=lambda side: side.term.scoring_round,
        acts=dict.fromkeys(("doi-han", "don-doc"), WORKED_ON), done={"don-doc": 302}, **FOR_OFFICES,
    ),
    List(
        model=ScoreSheet, row=lambda side: side.sheets["handed in"],
        acts=dict.fromkeys(("tra-lai", "gia-han"), WORKED_ON), **FOR_OFFICES,
    ),
    List(model=Register, row=lambda side: side.register, **FOR_OFFICES),
    List(model=RegisterEntry, row=lambda side: side.reserved[0], **FOR_OFFICES),
    List(model=AuditEntry, row=history_entry, readers=IN_ADMIN, sees=WORKED_ON),
    List(
        model=Bloc, row=lambda side: side.bloc, readers=IN_ADMIN, sees=BLOC_LISTED, adds=SETS_UP, changes=BLOC_SET_UP,
    ),
    List(
        model=Organisation, row=lambda side: side.leader, acts=dict.fromkeys(("doi-ten", "sap-nhap"), SET_UP_BY),
        **FOR_SETTING_UP,
    ),
    List(
        model=User, row=lambda side: side.officer, **FOR_SETTING_UP,
        acts=dict.fromkeys(("giao-vi-tri", "ma-kich-hoat", "khoa"), SET_UP_BY)
        | {"mo-khoa": dict.fromkeys(SIDES, NOBODY), "quan-tri": ADMINISTRATOR},
        done={"khoa": 302, "quan-tri": 302},
    ),
    List(model=Post, row=lambda side: side.officer.posts.all()[0], changed=302, **FOR_SETTING_UP),
    List(model=KnownDocument, row=lambda _side: KnownDocument.objects.get(), **FOR_ALL_OFFICES),
    List(model=KnownBody, row=lambda _side: KnownBody.objects.get(), **FOR_ALL_OFFICES),
)  # fmt: skip

OFFERED: Sight = {
    "blocs term bloc": IN_ADMIN,
    "blocs memberunit organisation": SETS_UP,
    "blocs post user": SETS_UP,
    "plans plan term": OFFICES,
    "papers registerentry register": OFFICES,
}
"""The choices of a foreign key are for who may read the list it points to."""

PAGES += (
    Page(name="admin:index", objects=nothing, methods=ANY, away=IN_ADMIN),
    Page(name="admin:login", objects=nothing, methods=ANY, may=IN_ADMIN, answers=302, tried=302),
    Page(name="admin:logout", objects=nothing, methods=frozenset({"POST", "OPTIONS"}), away=IN_ADMIN, tried=302),
    Page(name="admin:jsi18n", objects=nothing, methods=READ | {"OPTIONS"}, away=IN_ADMIN),
    Page(
        name="admin:app_list", away=IN_ADMIN, methods=ANY, answers=302, tried=302,
        objects=lambda _realm: {app: {"app_label": app} for app in ("blocs", "plans", "papers", "scoring")},
    ),
    Page(
        name="admin:autocomplete", away=IN_ADMIN, methods=READ | {"OPTIONS"},
        refused={"OPTIONS": 200},
        objects=lambda _realm: {about: {} for about in OFFERED}, may=OFFERED,
        query={about: dict(zip(("app_label", "model_name", "field_name"), about.split(), strict=True))
               for about in OFFERED},
    ),
    *(page for each in LISTS for page in each.pages()),
)  # fmt: skip


def pages(name: str) -> list[Page]:
    return [page for page in PAGES if page.name == name]
