"""Việc của tôi: what waits for the person who is signed in."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blocs.models import AuditEntry, Term
from blocs.requests import Request
from blocs.services.audit import last_was
from blocs.standing import Standing
from plans.enums import WAITING_TASK_STATES, PlanState
from plans.models import Assignment, Plan, Task
from plans.rules import can_edit, can_make_plan, can_mark, can_take
from plans.workflow import STEPS, Action, step_for
from thidua.papers.enums import IN_FORCE
from thidua.papers.models import Delivery
from thidua.views.my_registering import pledges_waiting, registrations_waiting, reports_waiting, years_waiting
from thidua.views.my_scoring import rounds_waiting, sheets_waiting
from thidua.work import ENDED, NEXT_STEPS, Concern, by_period, concerns, is_folded, stage_of

MOST_INCOMING = 20
NO_PLAN = "Chưa có kế hoạch"


@dataclass(frozen=True)
class Waiting:
    """A plan that goes on by a step of the person's."""

    plan: Plan
    words: str
    returned: AuditEntry | None
    """By whom and why it was given back, if that was the last step."""
    doubts: int
    """Places that the reader of the file was not sure of, while the person may still edit them."""


@dataclass
class Overview:
    """What a superior office sees of the open years below it."""

    stages: dict[str, list[Term]] = field(default_factory=dict)
    concerns: dict[Concern, list[Term]] = field(default_factory=dict)


@require_safe
def my_work(request: Request) -> HttpResponse:
    """Plans to take on, what to register, sign and score, tasks by deadline; for an office the blocs to look after."""
    standing = request.standing
    terms = _led_terms(standing)
    looked_after = [*terms, *_followed_terms(standing, besides=terms)]
    plans = _plans(standing, terms)
    planned = {plan.term_id for plan in plans if plan.state not in ENDED}
    tasks = _tasks(standing)
    groups = by_period(tasks, standing.today, lambda task: task.last_day)
    context = {
        "waiting": _waiting(standing, plans),
        "sheets": list(sheets_waiting(standing)),
        "rounds": list(rounds_waiting(standing, looked_after)),
        "incoming": list(_incoming(standing)[:MOST_INCOMING]),
        "registrations": list(registrations_waiting(standing)),
        "pledges": list(pledges_waiting(standing)),
        "years": list(years_waiting(standing, looked_after)),
        "reports": list(reports_waiting(standing, terms)),
        "without_plan": [term for term in terms if term.pk not in planned and can_make_plan(standing, term)],
        "groups": [
            {"period": period, "tasks": group, "is_folded": is_folded(period, groups)} for period, group in groups
        ],
        "markable": {part.pk for task in tasks for part in task.mine if can_mark(standing, part)},
        "overview": _overview(standing) if standing.is_office else None,
        "is_member": bool(standing.memberships),
        "only_reads": standing.holdings and not standing.unit_ids and not standing.is_office,
    }
    return render(request, "my_work.html", context)


def _incoming(standing: Standing) -> Any:
    """Papers in force that nobody has opened in the organisations the person opens papers for, the newest first."""
    rows = Delivery.objects.received_by(standing).unopened().filter(paper__state__in=IN_FORCE)
    related = rows.select_related("paper__entry", "organisation")
    return related.defer("paper__content", "paper__boxes", "paper__signatories").order_by("-paper__issued_on", "-pk")


def _led_terms(standing: Standing) -> list[Term]:
    led = [lead.term_id for lead in standing.leads if lead.is_open]
    return list(Term.objects.filter(pk__in=led).select_related("bloc__superior"))


def _followed_terms(standing: Standing, *, besides: list[Term]) -> list[Term]:
    rows = Term.objects.open().filter(bloc__in=standing.followed_blocs).exclude(pk__in=[term.pk for term in besides])
    return list(rows.select_related("bloc__superior").order_by("bloc__sort_key", "year"))


def _plans(standing: Standing, terms: list[Term]) -> list[Plan]:
    rows = Plan.objects.visible_to(standing).filter(term__in=terms).select_related("term__bloc__superior")
    return list(rows.defer("content").order_by("updated_at"))


def _waiting(standing: Standing, plans: list[Plan]) -> list[Waiting]:
    mine = [plan for plan in plans if _waits_for(standing, plan)]
    returns = last_was(step_for(Action.RETURN).label, mine, among=[step.label for step in STEPS])
    return [
        Waiting(
            plan=plan,
            words=NEXT_STEPS[PlanState(plan.state)].words,
            returned=returns.get(plan.pk),
            doubts=len(plan.doubts) if can_edit(standing, plan) else 0,
        )
        for plan in mine
    ]


def _waits_for(standing: Standing, plan: Plan) -> bool:
    step = NEXT_STEPS.get(PlanState(plan.state))
    return step is not None and any(can_take(standing, plan, action) for action in step.actions)


def _tasks(standing: Standing) -> list[Any]:
    """Each `Task` has as `mine` the parts of the person's units that still wait."""
    waiting = Assignment.objects.filter(organisation__in=standing.unit_ids, state__in=WAITING_TASK_STATES)
    rows = Task.objects.waiting_for(standing).select_related("plan__term__bloc__superior")
    return list(
        rows.defer("plan__content", "plan__doubts")
        .prefetch_related(Prefetch("assignments", waiting.select_related("organisation"), to_attr="mine"))
        .order_by("plan__term__bloc__sort_key", "plan", "position")
    )


def _overview(standing: Standing) -> Overview:
    plans: Any = Plan.objects.only("pk", "term", "state", "title")
    rows = Term.objects.visible_to(standing).open().select_related("bloc__superior")
    overview = Overview()
    for term in rows.prefetch_related("leaderships__organisation", Prefetch("plans", plans)).order_by(
        "bloc__sort_key", "year"
    ):
        bloc = term.bloc
        if not (standing.following(bloc.pk) or standing.overseeing(bloc.superior.path)):
            continue
        states = [plan.state for plan in term.plans.all()]
        stage = stage_of(states)
        overview.stages.setdefault(stage.label if stage else NO_PLAN, []).append(term)
        leader = term.leader_on(min(standing.today, term.ends_on))
        for concern in concerns(
            starts_on=term.starts_on, ends_on=term.ends_on, has_leader=leader is not None, states=states,
            today=standing.today,
        ):  # fmt: skip
            overview.concerns.setdefault(concern, []).append(term)
    return overview
