"""A plan: its paper, its outline, what is odd about it, and what can be done with it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from blocs.history import changes
from blocs.models import AuditEntry
from blocs.requests import Request
from blocs.rules import can_see_history
from plans.content import PlanContent, Section, walk
from plans.documents import official_document
from plans.enums import LIVE, PlanState
from plans.labels import numbered
from plans.models import Plan
from plans.review import review
from plans.rules import can_attach_scan, can_discard, can_edit, can_match_parties, can_take_here
from plans.schedule import Cycle
from plans.services import drafting, parties, steps
from plans.services.registry import current_registry
from plans.tasks import cycle_of
from plans.views.notes import Note, marks_of, notes_on
from plans.workflow import SEALING, STEPS, Action, Step
from thidua.lib.verdict import Verdict
from thidua.papers.document import OfficialDocument
from thidua.papers.docx import DOCX, to_docx
from thidua.papers.html import screen_sheet
from thidua.papers.services import bundles, circulation, files
from thidua.papers.services.rendering import rendered
from thidua.papers.views.incoming import note_opened

HISTORY_ON_A_PAGE = 50


def visible_plan(request: Request, pk: int) -> Plan:
    """The plan, if the person may see it; 404 otherwise."""
    plans = Plan.objects.visible_to(request.standing).select_related(
        "term__bloc__superior",
        "paper__entry",
        "paper__term",
        "paper__organisation",
        "paper__signed__file",
        "paper__scan",
        "paper__numbered",
        "paper__rendering",
        "paper__replaces__plan",
        "source",
        "made_from__term",
    )
    return get_object_or_404(plans, pk=pk)


def shown_document(plan: Plan, content: PlanContent) -> OfficialDocument:
    """The paper as it stands now: with the number and date it was given."""
    paper, document = plan.paper, official_document(content)
    if paper and paper.entry and paper.issued_on:
        return circulation.with_number(document, paper.entry.text, paper.issued_on)
    return document


@dataclass(frozen=True)
class Offer:
    """A step as the page shows it: its button, or why there is none, and what is missing first."""

    step: Step
    verdict: Verdict[Any]
    missing: tuple[str, ...]
    url: str
    """Of the step's page."""


def _offers(request: Request, plan: Plan) -> Iterator[Offer]:
    """The steps that lead on from where the plan stands."""
    for step in STEPS:
        if plan.state in step.sources:
            verdict = can_take_here(request.standing, plan, step.action)
            lacking = steps.what_is_missing(plan, step.action, request.standing.today) if verdict else ()
            yield Offer(shown_step(plan, step), verdict, lacking, reverse("plan_step", args=[plan.pk, step.action]))


def shown_step(plan: Plan, step: Step) -> Step:
    """The step by the name of what it does with this plan."""
    seals = step.action is Action.ISSUE and plan.paper is not None and plan.paper.signed_id is not None
    return replace(step, label=SEALING) if seals else step


@require_safe
def plan(request: Request, pk: int) -> HttpResponse:
    """The plan's page."""
    plan = visible_plan(request, pk)
    content, standing = plan.value, request.standing
    edit = can_edit(standing, plan)
    bloc = plan.term.bloc
    from_above = standing.following(bloc.pk) or standing.overseeing(bloc.superior.path)
    works_on_it = plan.term_id in standing.led_terms or from_above is not None
    notes = _notes(plan, content, may_edit=bool(edit)) if works_on_it else []
    if plan.paper:
        note_opened(request, plan.paper)
    context = {
        "plan": plan,
        "paper": screen_sheet(shown_document(plan, content), marks_of(notes)),
        "outline": _outline(content),
        "doubts": [note for note in notes if note.doubt is not None],
        "findings": [note for note in notes if note.doubt is None],
        "offers": list(_offers(request, plan)) if works_on_it else [],
        "edit": edit,
        "other_cycle": _other_cycle(plan, content) if edit else None,
        "works_on_it": works_on_it,
        "history": can_see_history(standing, plan.term),
        "scan": can_attach_scan(standing, plan),
        "discard": can_discard(standing, plan),
        "task_count": plan.tasks.count(),
        "unmatched": unmatched_in(request, plan),
        "returned": _last_return(plan),
        "replaced_by": plan.paper.replaced_by.select_related("plan", "entry").first() if plan.paper else None,
    }
    return render(request, "plans/plan.html", context)


def _notes(plan: Plan, content: PlanContent, *, may_edit: bool) -> list[Note]:
    """The reader's doubts; who may edit also sees what the review finds."""
    registry = current_registry()
    findings = review(content, registry) if may_edit else ()
    return notes_on(plan, content, findings, registry, may_edit=may_edit)


def unmatched_in(request: Request, plan: Plan) -> list[parties.UnmatchedParty]:
    """The names that mean no unit clearly, for those who may decide and while it matters to the tasks."""
    if plan.state in LIVE and can_match_parties(request.standing, plan.term):
        return parties.unmatched_parties(plan)
    return []


def _other_cycle(plan: Plan, content: PlanContent) -> Cycle | None:
    """The year that the words are for, where it is not the year the plan is made for."""
    named = cycle_of(content)
    return named if named and named != drafting.cycle_for(plan.term) else None


def _outline(content: PlanContent) -> list[tuple[int, str, Section]]:
    """The headings with depth and label, for finding one's way."""
    labels = numbered(content.body)
    return [
        (len(above) + 1, labels.get(block.key, ""), block)
        for block, above in walk(content.body)
        if isinstance(block, Section)
    ]


def history_of(plan: Plan) -> Any:
    """The entries about a plan, newest first."""
    return AuditEntry.objects.filter(object_type=plan._meta.label, object_id=str(plan.pk)).order_by("-pk")


def _last_return(plan: Plan) -> AuditEntry | None:
    """Why the plan came back, while it is back."""
    if plan.state not in (PlanState.DRAFT, PlanState.REVISING):
        return None
    return cast(AuditEntry | None, history_of(plan).filter(action="Trả lại").first())


@require_safe
def plan_pdf(request: Request, pk: int) -> HttpResponse:
    """Tải PDF: the signed copy or the frozen paper where there is one, the draft as it stands otherwise."""
    plan = visible_plan(request, pk)
    inline = "xem" in request.GET
    if plan.paper:
        note_opened(request, plan.paper)
        file = plan.paper.handed_out
        return files.download(file, _file_name(plan), inline=inline and file != plan.paper.scan)
    data = rendered(official_document(plan.value)).pdf
    return files.answer(data, _file_name(plan), "application/pdf", inline=inline)


@require_safe
def plan_docx(request: Request, pk: int) -> HttpResponse:
    """Tải Word: the paper as it stands now, named like its PDF; no signed copy, but words to go on working with."""
    plan = visible_plan(request, pk)
    data = to_docx(shown_document(plan, plan.value))
    return files.answer(data, str(PurePath(_file_name(plan)).with_suffix(".docx")), DOCX)


def _file_name(plan: Plan) -> str:
    """By number, year and state once there is a paper."""
    return bundles.file_name(plan.paper) if plan.paper else f"Dự thảo {plan.title[:80]}.pdf"


@require_safe
def plan_history(request: Request, pk: int) -> HttpResponse:
    """Who did what with the plan, and its drafts by number; for those who may read the history of its year."""
    plan = visible_plan(request, pk)
    can_see_history(request.standing, plan.term).required()
    page = Paginator(history_of(plan), HISTORY_ON_A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "plan": plan,
        "page": page,
        "rows": [(entry, changes(entry)) for entry in page],
        "revisions": plan.revisions.select_related("made_by").defer("content"),
    }
    return render(request, "plans/history.html", context)


@require_POST
def settle_doubt(request: Request, pk: int, number: int) -> HttpResponse:
    """Đã xem: the person has looked at a doubtful place, on the plan's page or beside the form of the part."""
    plan = visible_plan(request, pk)
    drafting.settle_doubt(plan, number, by=request.standing)
    edits = reverse("edit_plan", args=[plan.pk])
    return redirect(edits if request.POST.get("back") == "sua" else reverse("plan", args=[plan.pk]))


@require_POST
def discard_plan(request: Request, pk: int) -> HttpResponse:
    """Bỏ dự thảo."""
    plan = visible_plan(request, pk)
    drafting.discard(plan, by=request.standing)
    messages.success(request, "Đã bỏ dự thảo. Nội dung vẫn còn trong lịch sử của năm.")
    return redirect("plans")
