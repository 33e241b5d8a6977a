"""Making and changing drafts: from a file, from last year's plan, from nothing; every change of the words."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from blocs.enums import YearKind
from blocs.models import Term
from blocs.services.audit import record
from blocs.standing import Standing
from plans.content import Head, PlanContent
from plans.content_json import to_data
from plans.importers.blocks import numbered
from plans.importers.reader import Reading
from plans.models import Plan, Revision
from plans.next_year import Change, with_changes
from plans.rules import can_discard, can_edit, can_make_plan
from plans.schedule import Cycle
from plans.services.projection import project
from thidua.lib.dates import PartialDate
from thidua.papers.models import StoredFile
from thidua.papers.symbols import symbol


def cycle_for(term: Term) -> Cycle:
    """The calendar or school year of a term, as plans count it."""
    return Cycle(term.year, is_school=term.year_kind == YearKind.SCHOOL)


@transaction.atomic
def draft_from_reading(term: Term, reading: Reading, *, source: StoredFile | None, by: Standing) -> Plan:
    """A draft of what was read in a file or paste, with the reader's doubts to be looked at; number and date blank."""
    verdict = can_make_plan(by, term).required()
    plan = _new_plan(term, _with_head_filled(without_number(reading.content), blank_content(term).head), by)
    plan.doubts, plan.source = numbered(reading.doubts), source
    return _saved(plan, "Nhập kế hoạch", by, verdict.capacity, {"tệp": source.name if source else "văn bản dán vào"})


@transaction.atomic
def draft_from_last_year(term: Term, last: Plan, accepted: Collection[Change], *, by: Standing) -> Plan:
    """Last year's plan with the accepted changes, as a draft for this year."""
    verdict = can_make_plan(by, term).required()
    plan = _new_plan(term, without_number(with_changes(last.value, accepted)), by)
    plan.made_from = last
    return _saved(
        plan, "Lập từ kế hoạch năm trước", by, verdict.capacity, {"từ": str(last), "số thay đổi": len(accepted)}
    )


@transaction.atomic
def draft_from_nothing(term: Term, *, by: Standing) -> Plan:
    """An empty draft whose head is that of the bloc."""
    verdict = can_make_plan(by, term).required()
    return _saved(_new_plan(term, blank_content(term), by), "Lập dự thảo", by, verdict.capacity, {})


def _with_head_filled(content: PlanContent, known: Head) -> PlanContent:
    """The content with what its head leaves blank filled in from what is known of the bloc."""
    head = content.head
    blank = {
        name: getattr(known, name) for name in ("superior", "issuer", "symbol", "place") if not getattr(head, name)
    }
    return replace(content, head=replace(head, **blank))


@transaction.atomic
def shift_to_term(plan: Plan, accepted: Collection[Change], *, by: Standing) -> Plan:
    """Move a draft that was brought in from another year to its own year, by the accepted changes."""
    return change_content(plan, lambda content: with_changes(content, accepted), by=by, what="Đổi năm, ngày")


def blank_content(term: Term) -> PlanContent:
    """What can be known of a plan before a word is written: issuer, symbol, place, subject."""
    bloc = term.bloc
    holders = term.leaderships.filter(to_on=None).select_related("organisation").order_by("-role", "pk")
    leader = next((holder.organisation for holder in holders), None)
    above = bloc.head_line if not bloc.is_movement else bloc.superior.parent.name if bloc.superior.parent else ""
    issuer = bloc.superior.name if bloc.is_movement else bloc.name
    return PlanContent(
        last_key=0,
        head=Head(
            superior=(above.upper(),) if above else (),
            issuer=(issuer.upper(),),
            symbol="/" + symbol("KH", bloc.symbol),
            place=leader.place if leader else bloc.superior.place,
        ),
        subject=(f"Tổ chức hoạt động thi đua {term.label.lower()}",),
    )


def without_number(content: PlanContent) -> PlanContent:
    """The content with number and date left blank, as a draft and a paper before its signing have them."""
    return replace(content, head=replace(content.head, number=None, issued_on=PartialDate()))


@transaction.atomic
def change_content(plan: Plan, change: Callable[[PlanContent], PlanContent], *, by: Standing, what: str) -> Plan:
    """Apply a pure change to the words under the plan's lock.

    Raises RefusedError without the right or once the text is frozen, and whatever `change` raises (a stale edit).
    """
    plan = locked(plan)
    verdict = can_edit(by, plan).required()
    before = plan.value
    after = change(before)
    if after == before:
        return plan
    plan.version += 1
    _write(plan, after)
    record(
        "Sửa kế hoạch", plan, by=by, capacity=verdict.capacity, term=plan.term,
        before={"phiên bản": plan.version - 1}, after={"phiên bản": plan.version, "phần": what},
    )  # fmt: skip
    return plan


@transaction.atomic
def settle_doubt(plan: Plan, number: int, *, by: Standing) -> Plan:
    """Somebody has looked at a doubtful place, and it is right now; nothing happens the second time."""
    plan = locked(plan)
    verdict = can_edit(by, plan).required()
    settled = [doubt for doubt in plan.doubts if doubt["number"] == number]
    plan.doubts = [doubt for doubt in plan.doubts if doubt["number"] != number]
    for doubt in settled:
        plan.save(update_fields=["doubts", "updated_at"])
        record(
            "Đã xem chỗ chưa chắc", plan, by=by, capacity=verdict.capacity, term=plan.term,
            after={"chỗ": doubt["message"]},
        )  # fmt: skip
    return plan


@transaction.atomic
def discard(plan: Plan, *, by: Standing) -> None:
    """Throw away a draft; its words stay in the history."""
    plan = locked(plan)
    verdict = can_discard(by, plan).required()
    record("Bỏ dự thảo", plan, by=by, capacity=verdict.capacity, term=plan.term, before={"nội dung": plan.content})
    Plan.objects.filter(made_from=plan).update(made_from=None)
    plan.delete()


def keep_revision(plan: Plan, label: str, *, by: Standing) -> Revision:
    """A copy of the content as it is now (Dự thảo lần n)."""
    last = plan.revisions.values_list("number", flat=True).first() or 0
    return Revision.objects.create(plan=plan, number=last + 1, content=plan.content, label=label, made_by_id=by.user_id)


def current(plan: Plan) -> Plan:
    """The plan as it is now; others may change it a moment later."""
    return _whole().get(pk=plan.pk)


def locked(plan: Plan) -> Plan:
    """The plan as it is now, for nobody else to change until the transaction ends."""
    return _whole().select_for_update(of=("self",)).get(pk=plan.pk)


def _whole() -> QuerySet[Plan]:
    return Plan.objects.select_related("term__bloc__superior", "paper")


def _new_plan(term: Term, content: PlanContent, by: Standing) -> Plan:
    return Plan(term=term, content=to_data(content), title=content.title[:600], created_by_id=by.user_id)


def _saved(plan: Plan, action: str, by: Standing, capacity: Any, facts: dict[str, Any]) -> Plan:
    plan.full_clean()
    plan.save()
    project(plan, plan.value)
    keep_revision(plan, action, by=by)
    record(action, plan, by=by, capacity=capacity, term=plan.term, after={"trích yếu": plan.title} | facts)
    return plan


def _write(plan: Plan, content: PlanContent) -> None:
    plan.content, plan.title = to_data(content), content.title[:600]
    plan.full_clean()
    plan.save()
    project(plan, content)
