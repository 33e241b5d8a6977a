"""Who may do what on every page of the site. This table is the policy; the tests hold the site against it.

A page is about an object (or none). Who does not see the object gets 404, who sees it but may not act gets 403 and the
reason, who has not signed in is led to sign in; a method that a page does not know gets 405 whoever asks.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from plans.workflow import Action
from tests.project.rights.realm import Realm

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
    "last": READS | {"auditor"},
    "other signing": people(OTHER, OFFICE),
    "other issued": people(OTHER, OFFICE, "council"),
    "far issued": FAR_BOTH,
}
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
KEEPS: Sight = {
    "own": ABOVE | {"officer", "clerk", "officer of the deputy"},
    "unit": people("officer", "clerk"),
    "other": people(OTHER, OFFICE),
    "far": FAR_BOTH,
}
SIGNERS = ABOVE | {"officer", "clerk", "head", "officer of the deputy"}
NUMBERERS = ABOVE | {"officer", "clerk", "officer of the deputy"}
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
    foreign_first: bool = True
    """Whether who sees nothing of the object is told 404 before being told of a missing right."""
    open_to_strangers: bool = False
    others: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By person ("*": everybody signed in) and method: answers that follow no rule above."""

    def expected(self, person: str, about: str, method: str) -> int:
        for who in (person, "*"):
            if (who, method) in self.others and not (who == "*" and person == "stranger"):
                return self.others[who, method]
        if person == "stranger" and not self.open_to_strangers:
            return 302
        if method not in self.methods:
            return 405
        sees = self.sees is None or person in self.sees.get(about, NOBODY)
        may = self._may(person, about)
        if not sees and (self.foreign_first or may):
            return 404
        if not may:
            return self.refused.get(method, 403)
        answer = self.tried if method == "POST" else self.answers
        return answer if isinstance(answer, int) else answer.get(about, 200)

    def _may(self, person: str, about: str) -> bool:
        if self.may is None:
            return True
        return person in (self.may if isinstance(self.may, frozenset) else self.may.get(about, NOBODY))

    def addresses(self, realm: Realm) -> Iterator[tuple[str, str]]:
        for about, arguments in self.objects(realm).items():
            yield about, reverse(self.name, kwargs=dict(arguments))


# What pages are about ------------------------------------------------------------------------------------------------

SIDES = {"own": "a", "other": "b", "far": "c"}


def nothing(_realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    return {"": {}}


def terms(argument: str = "pk") -> Callable[[Realm], Mapping[str, Mapping[str, Any]]]:
    def found(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
        a = realm.sides["a"]
        rows = {name: realm.sides[side].term for name, side in SIDES.items()}
        rows |= {"last": a.last_term, "next": a.next_term}
        return {name: {argument: row.pk} for name, row in rows.items()}

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


def papers(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    found = {}
    for name in PAPERS:
        side, _, state = name.rpartition(" ")
        found[name] = {"pk": realm.sides[SIDES[side or "own"]].paper(state).pk}
    return found


def paper_files(which: str) -> Callable[[Realm], Mapping[str, Mapping[str, Any]]]:
    return lambda realm: {name: dict(arguments) | {"which": which} for name, arguments in papers(realm).items()}


def registers(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    rows = {name: realm.sides[side].register for name, side in SIDES.items()} | {"unit": realm.unit_register}
    return {name: {"pk": row.pk} for name, row in rows.items()}


def imports(realm: Realm) -> Mapping[str, Mapping[str, Any]]:
    return {name: {"pk": row.pk} for name, row in realm.imports.items()}


def an_organisation(realm: Realm, _about: str) -> dict[str, Any]:
    return {"organisation": realm.office.pk}


# The table -----------------------------------------------------------------------------------------------------------


def of_term(name: str, **options: Any) -> Page:
    return Page(name=name, **{"objects": terms(), "methods": BOTH, "sees": TERMS, "may": MANAGES} | options)


def of_plan(name: str, **options: Any) -> Page:
    return Page(name=name, **{"objects": plans(), "methods": READ, "sees": PLANS} | options)


def of_part(name: str, **options: Any) -> Page:
    return of_plan(name, **{"objects": parts, "methods": BOTH, "may": EDITS, "tried": 422} | options)


def of_register(name: str, **options: Any) -> Page:
    return Page(name=name, **{"objects": registers, "methods": READ, "sees": REGISTERS} | options)


def step(action: Action, *, tried: int) -> Page:
    """Everybody who sees the plan is told what the step is and whose; an attempt without the right is 409."""
    return of_plan(
        "plan_step", objects=plans(action=action.value), methods=BOTH, may=STEPS[action], tried=tried,
        refused={"GET": 200, "HEAD": 200, "POST": 409},
    )  # fmt: skip


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
    of_term("open_next_term", tried={"next": 302}),
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
    of_plan("plan"),
    of_plan("plan_tasks"),
    of_plan("plan_pdf"),
    of_plan("plan_history", may=HISTORY_OF_PLANS),
    of_plan("shift_plan", methods=BOTH, may=EDITS),
    of_plan("settle_doubt", objects=plans(position=0), methods=WRITE, may=EDITS, tried=302),
    of_plan("discard_plan", methods=WRITE, may=EDITS, tried=302),
    of_plan("edit_plan", may=EDITS),
    of_part("edit_part"),
    of_part("insert_after"),
    of_part("insert_inside"),
    of_part("turn_part"),
    of_part("delete_part"),
    of_part("move_part", methods=WRITE, tried=302, data=lambda _realm, _about: {"way": "xuong"}),
    of_part("add_signature", objects=plans()),
    of_part("edit_frame", objects=plans(frame="trich-yeu")),
    of_part("insert_first", objects=plans(frame="noi-dung")),
    of_plan(
        "attach_scan", methods=BOTH, tried=422, may={"signed": SIGNERS},
    ),
    step(Action.CHECK, tried=302),
    step(Action.SUBMIT, tried=302),
    step(Action.RETURN, tried=422),
    step(Action.RECORD_SIGNATURE, tried=422),
    step(Action.ISSUE, tried=422),
    step(Action.WITHDRAW, tried=422),
    # Papers and registers
    Page(name="registers", objects=nothing, methods=READ),
    of_register("register"),
    of_register("register_excel"),
    of_register("set_up_register", methods=WRITE, may=KEEPS),
    of_register("reserve_number", methods=WRITE, may=KEEPS),
    of_register("insert_number", methods=WRITE, may=KEEPS),
    of_register("void_number", methods=WRITE, may=KEEPS),
    Page(name="paper", objects=papers, methods=READ, sees=PAPERS),
    *(
        Page(
            name="paper_file", objects=paper_files(which), methods=READ,
            sees={name: seen for name, seen in PAPERS.items() if which == "rendering" or "signing" not in name},
        )
        for which in ("rendering", "scan", "numbered")
    ),
)  # fmt: skip


def pages(name: str) -> list[Page]:
    return [page for page in PAGES if page.name == name]
