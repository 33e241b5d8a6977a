"""Names in the plans of a year that mean no unit clearly: a person says which unit each means, or that it is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from blocs.models import Organisation, Term
from blocs.services.audit import record
from blocs.standing import Standing
from plans.assignees import Unit, assignees, likely_unit, name_key
from plans.models import PartyName, Plan, Task
from plans.models.party_name import LONGEST_NAME
from plans.rules import can_match_parties
from plans.services.projection import assign_anew, known_names, units_of
from thidua.lib.verdict import RefusedError

KEPT_AS_TEXT = "giữ là chữ"


@dataclass(frozen=True, kw_only=True)
class UnmatchedParty:
    """A name of a plan that means no unit clearly, as it is first written, with the tasks that name it."""

    words: str
    likely: Unit | None
    tasks: list[Task] = field(default_factory=list)


def unmatched_parties(plan: Plan) -> list[UnmatchedParty]:
    """The names for a person to decide on, in the order of the plan."""
    units, known = units_of(plan.term), known_names(plan.term)
    read: dict[str, tuple[str, ...]] = {}
    found: dict[str, UnmatchedParty] = {}
    for task in plan.tasks.all():
        for words in (task.responsible, task.coordinating):
            if words not in read:
                read[words] = assignees(words, units, known).unmatched
            for name in read[words]:
                key = name_key(name)
                if not key or len(name) > LONGEST_NAME:
                    continue
                party = found.setdefault(key, UnmatchedParty(words=name, likely=likely_unit(name, units)))
                if task not in party.tasks:
                    party.tasks.append(task)
    return list(found.values())


@transaction.atomic
def match_parties(term: Term, choices: Mapping[str, Organisation | None], *, by: Standing) -> list[PartyName]:
    """Let each name mean a unit of the year, or None: it is kept as text. The tasks of the year's plans follow.

    A name decided before is decided anew. Returns the names whose meaning changed. Raises RefusedError without the
    right, in a closed year, or for an organisation that is no unit of the year; ValidationError for words that can be
    no name.
    """
    term = Term.objects.select_for_update(of=("self",)).select_related("bloc__superior").get(pk=term.pk)
    verdict = can_match_parties(by, term).required()
    units = {unit.id for unit in units_of(term)}
    decided = []
    for words, organisation in choices.items():
        if organisation and organisation.pk not in units:
            raise RefusedError(f"{organisation.name} không phải đơn vị của {term.label.lower()}. Hãy chọn đơn vị khác.")
        key = name_key(words)
        name = term.party_names.select_related("organisation").filter(key=key).first()
        if name and name.organisation == organisation:
            continue
        before = {"đơn vị": _meaning(name)} if name else {}
        name = name or PartyName(term=term, words=words, key=key)
        name.organisation = organisation
        name.full_clean()
        name.save()
        record(
            "Đối chiếu tên đơn vị", name, by=by, capacity=verdict.capacity, term=term, organisation=organisation,
            before=before, after={"tên": name.words, "đơn vị": _meaning(name)},
        )  # fmt: skip
        decided.append(name)
    if decided:
        assign_anew(term)
    return decided


def _meaning(name: PartyName) -> str:
    return name.organisation.name if name.organisation else KEPT_AS_TEXT
