"""The tasks of a plan as rows, for calendars, lists and search: written anew with every change of the content.

Who is to do them follows the units of the year and the names given to them too, whoever changes those.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from blocs.enums import LeadershipRole
from blocs.models import Organisation, Term
from plans.assignees import Unit, assignees
from plans.content import PlanContent
from plans.enums import LIVE, AssignmentRole, TaskState
from plans.models import Assignment, PartyName, Plan, Task
from plans.schedule import Cycle
from plans.tasks import Task as PlannedTask
from plans.tasks import cycle_of, tasks

PROJECTED = (
    "position", "number", "text", "group", "responsible", "coordinating", "product", "due", "first_day", "last_day",
)  # fmt: skip


def project(plan: Plan, content: PlanContent) -> None:
    """Bring the rows up to the content. A task that is still there keeps its row, found by its key."""
    known = {task.key: task for task in plan.tasks.all()}
    cycle = cycle_of(content)
    rows: list[Task] = []
    for position, planned in enumerate(tasks(content), start=1):
        row = known.pop(planned.key, None) or Task(plan=plan, key=planned.key)
        fill(row, position, planned, cycle)
        rows.append(row)
    Task.objects.filter(pk__in=[task.pk for task in known.values()]).delete()
    Task.objects.bulk_update([row for row in rows if row.pk], PROJECTED)
    Task.objects.bulk_create([row for row in rows if not row.pk])
    _assign(plan, rows, units_of(plan.term), known_names(plan.term))


def assign_anew(term: Term) -> None:
    """Give the tasks of a year's plans to the units it has now: "Khối trưởng" is whoever leads."""
    units, known = units_of(term), known_names(term)
    for plan in term.plans.filter(state__in=LIVE).prefetch_related("tasks"):
        _assign(plan, list(plan.tasks.all()), units, known)


def _assign(plan: Plan, rows: Sequence[Task], units: Sequence[Unit], known: Mapping[str, int | None]) -> None:
    """Give the tasks to the units they name. A unit that has said what became of its part keeps it, still named or
    not: what was done under the former Khối trưởng stays done."""
    wanted = {(row.pk, unit): role for row in rows for unit, role in assigned(row, units, known).items()}
    gone, changed = [], []
    for each in Assignment.objects.filter(task__plan=plan):
        role = wanted.pop((each.task_id, each.organisation_id), None)
        if role is None and not each.is_marked:
            gone.append(each.pk)
        elif role not in (None, each.role):
            each.role = role
            changed.append(each)
    Assignment.objects.filter(pk__in=gone, state=TaskState.TO_DO).delete()  # somebody may be speaking just now
    Assignment.objects.bulk_update(changed, ["role"])
    Assignment.objects.bulk_create(
        Assignment(task_id=task, organisation_id=unit, role=role) for (task, unit), role in wanted.items()
    )


def fill(row: Task, position: int, planned: PlannedTask, cycle: Cycle | None) -> None:
    """Write into a row what the content says of its task."""
    span = planned.due.span(cycle) if planned.due else None
    row.position, row.number, row.text = position, planned.number[:20], planned.text
    row.group, row.product = " › ".join(planned.group), planned.product or ""
    row.responsible, row.coordinating = planned.responsible or "", planned.coordinating or ""
    row.due = str(planned.due)[:400] if planned.due else ""
    last_day = planned.due.last_day(cycle) if planned.due else None
    row.first_day, row.last_day = _in_order(span.start if span else None, last_day)
    if row.moved_to:
        row.first_day, row.last_day = None, row.moved_to


def units_of(term: Term) -> list[Unit]:
    """The units of a year, its leader included, with all the names a task may call them by."""
    holders = term.leaderships.filter(to_on=None).select_related("organisation")
    roles: dict[int, set[str]] = {}
    organisations = {}
    for holder in holders.prefetch_related("organisation__former_identities"):
        roles.setdefault(holder.organisation_id, set()).add(holder.role)
        organisations[holder.organisation_id] = holder.organisation
    members = term.member_units.filter(left_on=None).select_related("organisation")
    for member in members.prefetch_related("organisation__former_identities"):
        organisations[member.organisation_id] = member.organisation
    has_leader = any(LeadershipRole.LEADER in held for held in roles.values())
    leading = LeadershipRole.LEADER if has_leader else LeadershipRole.EXPECTED
    return [
        Unit(
            id=organisation.pk,
            names=names_of(organisation),
            is_leader=leading in roles.get(organisation.pk, ()),
            is_deputy=LeadershipRole.DEPUTY in roles.get(organisation.pk, ()),
        )
        for organisation in organisations.values()
    ]


def known_names(term: Term) -> dict[str, int | None]:
    """The names that persons have given to a unit of the year, or to none."""
    return dict(PartyName.objects.filter(term=term).values_list("words", "organisation"))


def names_of(organisation: Organisation) -> tuple[str, ...]:
    """What it is called, in full, in short and formerly."""
    former = [identity.name for identity in organisation.former_identities.all()]
    return tuple(dict.fromkeys(filter(None, (organisation.name, organisation.short_name, *former))))


def assigned(
    task: Task | PlannedTask, units: Sequence[Unit], known: Mapping[str, int | None] = {}
) -> dict[int, AssignmentRole]:
    """The units that a task's words mean, by their ids."""
    supporting = dict.fromkeys(assignees(task.coordinating, units, known).units, AssignmentRole.SUPPORT)
    return supporting | dict.fromkeys(assignees(task.responsible, units, known).units, AssignmentRole.LEAD)


def _in_order(first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """Words such as "từ 05/6 đến 26/5" name no time; the review says so."""
    return (first, last) if first is None or last is None or first <= last else (None, None)
