"""The one door through which a plan changes its state.

Each verb: the plan is locked, the table asked, the right proved, what is missing refused, the paper moved with it, a
revision kept, the history written; all in one transaction. Rendering is slow, and a lock makes others wait (on SQLite
everybody), so a paper is rendered before the lock and found at hand under it, unless its words have just changed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from blocs.services.audit import record
from blocs.standing import Standing
from plans.content_json import to_data
from plans.documents import official_document
from plans.enums import PlanState
from plans.models import Plan
from plans.rules import can_attach_scan, can_issue, can_take
from plans.services.drafting import current, keep_revision, locked, without_number
from plans.services.projection import project
from plans.services.recipients import recipients_of
from plans.workflow import Action, Step, missing, step_for, target_of
from thidua.lib.verdict import RefusedError
from thidua.papers.codes import new_code
from thidua.papers.document import OfficialDocument
from thidua.papers.enums import SignedWay
from thidua.papers.models import Paper, StoredFile
from thidua.papers.services import circulation, deliveries, life, signing
from thidua.papers.services.circulation import on_behalf
from thidua.papers.services.signing import NewCopy


@dataclass(frozen=True, kw_only=True)
class Signing(circulation.Signing):
    """What is told of a signature: made by hand, or the digital copy that carries it; a copy that is sealed already
    goes with its `Numbering`."""

    copy: NewCopy | None = None


@dataclass(frozen=True, kw_only=True)
class Numbering(circulation.Numbering):
    """What the clerk gave, and the plan that this one replaces.

    `copy` is a digital copy that carries number and seal already; without one a digital paper is sealed here.
    """

    replaces: Plan | None = None
    copy: NewCopy | None = None


@transaction.atomic
def send_to_check(plan: Plan, *, by: Standing) -> Plan:
    """Chuyển kiểm tra thể thức."""
    return _advance(locked(plan), Action.CHECK, by=by)


def submit_for_signature(plan: Plan, *, by: Standing) -> Plan:
    """Trình ký: the words are frozen and rendered with number and date blank."""
    plan = current(plan)
    _permitted(plan, Action.SUBMIT, by)
    code = new_code()
    circulation.render_blank(official_document(without_number(plan.value)), plan.term, code, by.today)
    return _submit(plan, code, by)


@transaction.atomic
def _submit(plan: Plan, code: str, by: Standing) -> Plan:
    plan = locked(plan)
    step = _permitted(plan, Action.SUBMIT, by)
    content = without_number(plan.value)
    plan.content = to_data(content)
    plan.paper = circulation.lay_before_signer(
        official_document(content), plan.content, term=plan.term, code=code, by=by
    )
    return _advance(plan, step.action, by=by, facts={"bản trình ký": plan.paper.rendering.sha256})


@transaction.atomic
def return_plan(plan: Plan, *, reason: str, by: Standing) -> Plan:
    """Trả lại: back to those who write it; a frozen paper is void."""
    plan = locked(plan)
    _permitted(plan, Action.RETURN, by, reason)
    if plan.paper:
        life.void(plan.paper, reason=reason, on=by.today)
        plan.paper = None
    return _advance(plan, Action.RETURN, by=by, reason=reason)


def record_signature(plan: Plan, signed: Signing, *, by: Standing, numbering: Numbering | None = None) -> Plan:
    """Tải lên bản đã ký; with number and date, when the clerk has given them already, it is issued at once."""
    if numbering and not numbering.copy:
        plan = current(plan)
        _permitted(plan, Action.RECORD_SIGNATURE, by)
        circulation.render_numbered(official_document(plan.value), _paper(plan), numbering)
    return _record_signature(plan, signed, by, numbering)


@transaction.atomic
def _record_signature(plan: Plan, signed: Signing, by: Standing, numbering: Numbering | None) -> Plan:
    plan = locked(plan)
    _permitted(plan, Action.RECORD_SIGNATURE, by)
    plan.paper = life.record_signature(_paper(plan), signer=signed.signer, signed_on=signed.signed_on, scan=signed.scan)
    facts = {"người ký": signed.signer, "ngày ký": signed.signed_on, "bản quét": bool(signed.scan)}
    if signed.copy:
        facts |= _filed(plan, signed.copy, by)
    plan = _advance(plan, Action.RECORD_SIGNATURE, by=by, facts=facts)
    return _issue(plan, numbering, by) if numbering else plan


def issue(plan: Plan, numbering: Numbering, *, by: Standing) -> Plan:
    """Nhập số, ngày ban hành; the plan it replaces ends with it."""
    plan = current(plan)
    _permitted(plan, Action.ISSUE, by)
    if not (numbering.copy or _paper(plan).signed):
        circulation.render_numbered(official_document(plan.value), _paper(plan), numbering)
    return _issue(plan, numbering, by)


@transaction.atomic
def _issue(plan: Plan, numbering: Numbering, by: Standing) -> Plan:
    plan = locked(plan)
    _permitted(plan, Action.ISSUE, by)
    if not numbering.copy:
        can_issue(by, plan).required()
    replaced = numbering.replaces
    if replaced and replaced.term.bloc_id != plan.term.bloc_id:
        raise RefusedError("Chỉ thay thế được kế hoạch của cùng khối, cụm.")
    paper = circulation.give_number(_paper(plan), numbering, replaces=replaced.paper if replaced else None)
    plan.paper = paper
    facts: dict[str, Any] = {"số": paper.number_and_symbol, "ngày ban hành": numbering.issued_on}
    if numbering.copy or paper.signed:
        facts |= _filed(plan, numbering.copy or _sealed_here(paper), by)
    else:
        plan.paper = circulation.attach_numbered_copy(paper, official_document(plan.value), by=by)
    if replaced:
        _end(replaced, plan, by)
    deliveries.deliver(paper, recipients_of(plan))
    project(plan, plan.value)  # who leads and who is a member may have changed since the words did
    return _advance(plan, Action.ISSUE, by=by, facts=facts)


@transaction.atomic
def add_signature(plan: Plan, copy: NewCopy, *, by: Standing) -> Plan:
    """File the signature of one who is not the last to sign; the plan goes on waiting for the others."""
    plan = locked(plan)
    holding = can_take(by, plan, Action.RECORD_SIGNATURE).required().capacity
    facts = _filed(plan, copy, by)
    record(
        "Ký số", plan, by=by, capacity=holding, on_behalf_of=on_behalf(plan.term, holding, by.today), term=plan.term,
        after=facts,
    )  # fmt: skip
    return plan


@transaction.atomic
def withdraw(plan: Plan, *, reason: str, by: Standing) -> Plan:
    """Thu hồi: it keeps its number and is no longer in force."""
    plan = locked(plan)
    _permitted(plan, Action.WITHDRAW, by, reason)
    plan.paper = life.withdraw(_paper(plan), reason=reason, on=by.today)
    return _advance(plan, Action.WITHDRAW, by=by, reason=reason)


@transaction.atomic
def attach_scan(plan: Plan, scan: StoredFile, *, by: Standing) -> Plan:
    """File the signed copy of a plan that was signed or issued without one."""
    plan = locked(plan)
    holding = can_attach_scan(by, plan).required().capacity
    plan.paper = life.attach_scan(_paper(plan), scan)
    record(
        "Nộp bản ký quét lại",
        plan,
        by=by,
        capacity=holding,
        on_behalf_of=on_behalf(plan.term, holding, by.today),
        term=plan.term,
        after={"tệp": scan.sha256},
    )
    return plan


def what_is_missing(plan: Plan, action: Action, today: date) -> tuple[str, ...]:
    """What must be there before a step: shown before its button, and asked again behind it."""
    has_leader = plan.term.leader_on(today) is not None
    return missing(action, plan.value, has_leader=has_leader, open_doubts=len(plan.doubts))


def numbered_document(plan: Plan, number: str, issued_on: date) -> OfficialDocument:
    """The paper with number and date written in."""
    return circulation.numbered_document(official_document(plan.value), _paper(plan), number, issued_on)


def _permitted(plan: Plan, action: Action, by: Standing, reason: str | None = None) -> Step:
    step = step_for(action)
    can_take(by, plan, action).required()
    if step.needs_reason and not (reason or "").strip():
        raise RefusedError("Hãy ghi lý do.")
    if lacking := what_is_missing(plan, action, by.today):
        raise RefusedError(" ".join(lacking))
    return step


def _advance(
    plan: Plan, action: Action, *, by: Standing, reason: str = "", facts: dict[str, Any] | None = None
) -> Plan:
    step = _permitted(plan, action, by, reason)
    holding = can_take(by, plan, action).capacity
    before = PlanState(plan.state)
    after = target_of(step, was_consulted=plan.was_consulted)
    plan.state = after
    plan.full_clean()
    plan.save()
    keep_revision(plan, step.label, by=by)
    record(
        step.label, plan, by=by, capacity=holding, on_behalf_of=on_behalf(plan.term, holding, by.today), term=plan.term,
        before={"tình trạng": before.label}, after={"tình trạng": after.label} | (facts or {}), reason=reason.strip(),
    )  # fmt: skip
    return plan


def _paper(plan: Plan) -> Paper:
    assert plan.paper is not None, "the table lets no plan without a paper come here"
    return plan.paper


def _filed(plan: Plan, copy: NewCopy, by: Standing) -> dict[str, Any]:
    """Keep a digital copy; what the history says of it."""
    plan.paper = signing.file_copy(_paper(plan), copy, by=by)
    assert plan.paper.signed is not None
    facts = {"cách ký": copy.way.label, "mã băm": plan.paper.signed.file.sha256}
    return facts | {"chỗ khác": len(copy.differences)} if copy.way is SignedWay.OWN_SYSTEM else facts


def _sealed_here(paper: Paper) -> NewCopy:
    assert paper.entry is not None
    assert paper.issued_on is not None
    return signing.sealed_here(paper, paper.entry.text, paper.issued_on)


def _end(replaced: Plan, plan: Plan, by: Standing) -> None:
    """The plan that another replaces is in force no longer: the clerk who issues that one ends this one."""
    replaced = locked(replaced)
    holding = can_take(by, plan, Action.ISSUE).capacity
    before = PlanState(replaced.state)
    replaced.state = PlanState.REPLACED
    replaced.save(update_fields=["state", "updated_at"])
    record(
        PlanState.REPLACED.label, replaced, by=by, capacity=holding, term=replaced.term,
        on_behalf_of=on_behalf(plan.term, holding, by.today), before={"tình trạng": before.label},
        after={"tình trạng": PlanState.REPLACED.label, "bởi": str(plan.paper)},
    )  # fmt: skip
