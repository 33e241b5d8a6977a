"""Sửa từng phần: all parts of a plan on one page, and a form for each.

Nothing typed is lost: what cannot be saved comes back in its form, beside what stands in the plan where somebody else
changed it, or to be copied where there is nothing to save it to.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blocs.requests import Request
from plans import edits
from plans.content import Field, Line, Part, PlanContent, Table
from plans.edits import (
    After,
    Edit,
    EditError,
    First,
    ImpossibleEditError,
    Indent,
    LineKind,
    MissingPartError,
    MoveDown,
    MoveUp,
    Outdent,
    Place,
    StaleEditError,
    find_part,
)
from plans.forms.editing import (
    FRAME_FORMS,
    DeleteForm,
    EditForm,
    NewGroupRowForm,
    NewPartForm,
    NewRowForm,
    NewSignatureForm,
    TurnForm,
    form_of,
    frame_form,
    frame_holding,
    typed_words,
)
from plans.forms.editing.names import kind_of, words_of
from plans.models import Plan
from plans.rules import can_edit
from plans.services.drafting import change_content
from plans.views.outline import facts_about, groups
from plans.views.page import visible_plan
from thidua.lib.verdict import RefusedError

FormMaker = Callable[[PlanContent, Mapping[str, Any] | None], EditForm]
"""Makes the form of a part as it is in a content; raises EditError where there is none."""

WAYS: dict[str, tuple[type[MoveUp | MoveDown | Indent | Outdent], str]] = {
    "len": (MoveUp, "Chuyển lên"),
    "xuong": (MoveDown, "Chuyển xuống"),
    "vao": (Indent, "Thụt vào"),
    "ra": (Outdent, "Thụt ra"),
}
FIRST_IN = {"mo-dau": "opening", "noi-dung": "body", "ket": "closing"}
GONE = "Phần này không còn trong kế hoạch, có thể đã được người khác xóa."


@require_safe
def edit_plan(request: Request, pk: int) -> HttpResponse:
    """All parts in reading order, each with what can be done to it."""
    plan = visible_plan(request, pk)
    can_edit(request.standing, plan).required()
    return render(request, "plans/edit/parts.html", {"plan": plan, "groups": groups(plan)})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_part(request: Request, pk: int, key: int) -> HttpResponse:
    """The words of a part."""

    def make(content: PlanContent, data: Mapping[str, Any] | None) -> EditForm:
        frame = frame_holding(content, key)
        return frame_form(content, frame, data) if frame else form_of(content, key, data)

    return _form_page(request, visible_plan(request, pk), make)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_frame(request: Request, pk: int, frame: str) -> HttpResponse:
    """The head, the title, the bases or the recipients."""
    if frame not in FRAME_FORMS:
        raise Http404
    return _form_page(request, visible_plan(request, pk), lambda content, data: frame_form(content, frame, data))


@require_http_methods(["GET", "HEAD", "POST"])
def insert_first(request: Request, pk: int, frame: str) -> HttpResponse:
    """A new part before all others of the opening, the body or the closing."""
    if frame not in FIRST_IN:
        raise Http404
    within: Any = FIRST_IN[frame]
    only_paragraphs = within != "body"
    likely = LineKind.PARAGRAPH if only_paragraphs else LineKind.HEADING

    def make(_content: PlanContent, data: Mapping[str, Any] | None) -> EditForm:
        return NewPartForm(data, place=First(within), anchor=frame, only_paragraphs=only_paragraphs, likely=likely)

    return _form_page(request, visible_plan(request, pk), make)


@require_http_methods(["GET", "HEAD", "POST"])
def insert_after(request: Request, pk: int, key: int) -> HttpResponse:
    """A new part behind another, in the same list."""

    def make(content: PlanContent, data: Mapping[str, Any] | None) -> EditForm:
        found = find_part(content, key)
        if isinstance(found.owner, Table):
            return _new_row(request, data, found.owner, After(key), key)
        only_paragraphs = found.within in ("opening", "closing")
        likely = LineKind.PARAGRAPH if only_paragraphs else _likely_beside(found.part)
        anchor = f"phan-{key}"
        return NewPartForm(data, place=After(key), anchor=anchor, only_paragraphs=only_paragraphs, likely=likely)

    return _form_page(request, visible_plan(request, pk), make)


@require_http_methods(["GET", "HEAD", "POST"])
def insert_inside(request: Request, pk: int, key: int) -> HttpResponse:
    """A new part before all others below a part, or a new first row of a table."""

    def make(content: PlanContent, data: Mapping[str, Any] | None) -> EditForm:
        part = find_part(content, key).part
        if isinstance(part, Table):
            return _new_row(request, data, part, First(key), key)
        anchor = f"phan-{key}"
        return NewPartForm(data, place=First(key), anchor=anchor, only_paragraphs=False, likely=LineKind.TASK)

    return _form_page(request, visible_plan(request, pk), make)


def _new_row(
    request: Request, data: Mapping[str, Any] | None, table: Table, place: Place, key: int
) -> NewRowForm | NewGroupRowForm:
    if "nhom" in request.GET:
        return NewGroupRowForm(data, place=place, anchor=f"phan-{key}")
    return NewRowForm(data, place=place, anchor=f"phan-{key}", table=table)


def _likely_beside(part: Part) -> LineKind:
    """What a person adds most often next to a part."""
    if not isinstance(part, Line):
        return LineKind.TASK
    return LineKind.PARAGRAPH if isinstance(part, Field) else LineKind(getattr(part, "type"))  # noqa: B009


@require_http_methods(["GET", "HEAD", "POST"])
def add_signature(request: Request, pk: int) -> HttpResponse:
    """A signature block after the others."""
    return _form_page(request, visible_plan(request, pk), lambda _content, data: NewSignatureForm(data))


@require_http_methods(["GET", "HEAD", "POST"])
def turn_part(request: Request, pk: int, key: int) -> HttpResponse:
    """Đổi loại: a paragraph that is a task, a row that heads the rows after it."""
    return _form_page(
        request, visible_plan(request, pk), lambda content, data: TurnForm(data, content=content, key=key)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delete_part(request: Request, pk: int, key: int) -> HttpResponse:
    """Xóa, after a look at what goes with it."""

    def make(content: PlanContent, data: Mapping[str, Any] | None) -> EditForm:
        return DeleteForm(data, content=content, key=key)

    return _form_page(request, visible_plan(request, pk), make, template="plans/edit/delete.html")


@require_POST
def move_part(request: Request, pk: int, key: int) -> HttpResponse:
    """Lên, Xuống, Thụt vào, Thụt ra."""
    plan = visible_plan(request, pk)
    if request.POST.get("way") not in WAYS:
        raise Http404
    move, words = WAYS[request.POST["way"]]
    try:
        found = find_part(plan.value, key)
        edit: Edit = move(key=key)
        what = f"{words}: {kind_of(found.part, found.owner)} {words_of(found.part)[:80]}"
        change_content(plan, lambda content: edits.apply(content, edit), by=request.standing, what=what)
        messages.success(request, f"{words}: xong.")
    except EditError as error:
        messages.error(request, GONE if isinstance(error, MissingPartError) else str(error))
    return _to_parts(plan, f"phan-{key}")


# --- the one way of every form ----------------------------------------------------------------------------------------


def _form_page(
    request: Request, plan: Plan, make: FormMaker, *, template: str = "plans/edit/part.html"
) -> HttpResponse:
    if request.method == "POST":
        return _posted(request, plan, make, template)
    can_edit(request.standing, plan).required()
    try:
        form = make(plan.value, None)
    except EditError as error:
        messages.warning(request, GONE if isinstance(error, MissingPartError) else str(error))
        return _to_parts(plan)
    return _page(request, plan, form, template, seen=form.seen)


def _posted(request: Request, plan: Plan, make: FormMaker, template: str) -> HttpResponse:
    """Save what was typed, or show it again with the reason why not."""
    seen = request.POST.get("seen", "")
    try:
        can_edit(request.standing, plan).required()
        form = make(plan.value, request.POST)
        if not form.is_valid():
            return _page(request, plan, form, template, seen=seen, status=422)
        if seen == form.seen and not form.changes_something:
            messages.info(request, "Không có gì thay đổi.")
            return _to_parts(plan, form.anchor)
        try:
            return _saved(request, plan, form, seen)
        except StaleEditError:
            plan = visible_plan(request, plan.pk)
            form = make(plan.value, request.POST)
            return _page(request, plan, form, template, seen=form.seen, status=409)
        except ImpossibleEditError as error:
            form.add_error(None, str(error))
            return _page(request, plan, form, template, seen=seen, status=422)
    except RefusedError as error:
        return _given_back(request, plan, str(error), status=403)
    except EditError as error:
        return _given_back(request, plan, str(error), status=409)


def _saved(request: Request, plan: Plan, form: EditForm, seen: str) -> HttpResponse:
    made = form.edits(seen)
    plan = change_content(plan, lambda content: reduce(_applied, made, content), by=request.standing, what=form.what)
    content = plan.value
    back = form.back or f"phan-{content.last_key}"
    facts = facts_about(content, content.last_key) if not form.back else _facts(content, form)
    messages.success(request, " ".join((f"Đã lưu: {form.title.lower()}.", *(f"{fact}." for fact in facts))))
    return _to_parts(plan, back)


def _applied(content: PlanContent, edit: Edit) -> PlanContent:
    return edits.apply(content, edit)


def _page(request: Request, plan: Plan, form: EditForm, template: str, *, seen: str, status: int = 200) -> HttpResponse:
    stale = status == 409
    context = {
        "plan": plan,
        "form": form,
        "seen": seen,
        "stale": stale,
        "left_over": typed_words(request.POST, but_for=form.fields) if stale else [],
        "facts": _facts(plan.value, form),
        "doubts": [(doubt["number"], doubt["message"]) for doubt in plan.doubts if doubt["key"] in form.keys],
        "makes_row": isinstance(form, NewRowForm),
    }
    return render(request, template, context, status=status)


def _facts(content: PlanContent, form: EditForm) -> tuple[str, ...]:
    """When and by whom, of the part that a form is about."""
    key = form.keys[0] if len(form.keys) == 1 else None
    return facts_about(content, key) if key else ()


def _given_back(request: Request, plan: Plan, reason: str, *, status: int) -> HttpResponse:
    """What was typed, to be copied: there is nothing to save it to, or no right to."""
    context = {"plan": plan, "reason": reason, "typed": typed_words(request.POST)}
    return render(request, "plans/edit/given_back.html", context, status=status)


def _to_parts(plan: Plan, anchor: str = "") -> HttpResponse:
    address = reverse("edit_plan", args=[plan.pk])
    return redirect(f"{address}#{anchor}" if anchor else address)
