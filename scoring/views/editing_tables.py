"""Sửa bảng tiêu chí: one part a form.

Nothing typed is lost: what cannot be saved comes back in its form, beside what stands in the table where somebody else
changed it, or to be copied where there is nothing to save it to.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from blocs.requests import Request
from scoring import edits
from scoring.criteria import Criteria, Group
from scoring.edits import EditError, ImpossibleEditError, MissingPartError, StaleEditError
from scoring.forms.tables.base import TableForm
from scoring.forms.tables.frames import FRAME_FORMS
from scoring.forms.tables.parts import CriterionForm, DeleteForm, GroupForm, part_form
from scoring.models import CriteriaTable
from scoring.rules import can_edit_table
from scoring.services.plan_tasks import tasks_for
from scoring.services.tables import change_table
from scoring.views.tables import visible_table
from thidua.lib.verdict import RefusedError

Typed = Mapping[str, Any] | None
FormMaker = Callable[[Criteria, Typed, Typed], TableForm]
"""Makes the form of a part as it is in a table, of what was sent or with other initial values; raises EditError."""

NEW_PARTS = ("nhom", "tieu-chi")
WAYS = {"len": (-1, "Chuyển lên"), "xuong": (1, "Chuyển xuống")}


@require_http_methods(["GET", "HEAD", "POST"])
def edit_table_part(request: Request, pk: int, key: int) -> HttpResponse:
    """A group or a criterion."""
    table = visible_table(request, pk)
    plan = tasks_for(table)

    def make(criteria: Criteria, data: Typed, initial: Typed) -> TableForm:
        return part_form(criteria, key, data, initial, plan=plan)

    return _form_page(request, table, make)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_table_frame(request: Request, pk: int, frame: str) -> HttpResponse:
    """Settings, classes, conditions."""
    if frame not in FRAME_FORMS:
        raise Http404

    def make(criteria: Criteria, data: Typed, initial: Typed) -> TableForm:
        return FRAME_FORMS[frame](data, criteria=criteria, initial=initial)

    return _form_page(request, visible_table(request, pk), make)


@require_http_methods(["GET", "HEAD", "POST"])
def add_table_part(request: Request, pk: int, which: str, key: int) -> HttpResponse:
    """A new group or criterion, at the end of a group; 0 for the table itself."""
    if which not in NEW_PARTS:
        raise Http404
    table = visible_table(request, pk)
    plan = tasks_for(table)

    def make(criteria: Criteria, data: Typed, initial: Typed) -> TableForm:
        inside = key or None
        if inside is not None and not isinstance(edits.find(criteria, inside).node, Group):
            raise MissingPartError
        options: Any = {"criteria": criteria, "node": None, "inside": inside, "initial": initial}
        return GroupForm(data, **options) if which == "nhom" else CriterionForm(data, plan=plan, **options)

    return _form_page(request, table, make)


@require_http_methods(["GET", "HEAD", "POST"])
def delete_table_part(request: Request, pk: int, key: int) -> HttpResponse:
    """Xóa, after a look at what goes with it."""

    def make(criteria: Criteria, data: Typed, _initial: Typed) -> TableForm:
        return DeleteForm(data, criteria=criteria, key=key)

    return _form_page(request, visible_table(request, pk), make, template="scoring/table_delete.html")


@require_POST
def move_table_part(request: Request, pk: int, key: int) -> HttpResponse:
    """Lên, Xuống."""
    table = visible_table(request, pk)
    if request.POST.get("way") not in WAYS:
        raise Http404
    steps, words = WAYS[request.POST["way"]]
    try:
        what = f"{words}: {edits.find(table.value, key).node.text[:80]}"
        change_table(table, lambda criteria: edits.moved(criteria, key, steps), by=request.standing, what=what)
    except EditError as error:
        messages.error(request, str(error))
    return _to_table(table, f"dong-{key}")


# --- the one way of every form ----------------------------------------------------------------------------------------


def _form_page(
    request: Request, table: CriteriaTable, make: FormMaker, *, template: str = "scoring/table_part.html"
) -> HttpResponse:
    if request.method == "POST":
        return _posted(request, table, make, template)
    can_edit_table(request.standing, table).required()
    try:
        form = make(table.value, None, None)
    except EditError as error:
        messages.warning(request, str(error))
        return _to_table(table)
    return _page(request, table, form, template, seen=form.seen)


def _posted(request: Request, table: CriteriaTable, make: FormMaker, template: str) -> HttpResponse:
    seen = request.POST.get("seen", "")
    try:
        can_edit_table(request.standing, table).required()
        if "doi" in request.POST:
            return _page(request, table, make(table.value, None, request.POST.dict()), template, seen=seen)
        form = make(table.value, request.POST, None)
        if not form.is_valid():
            return _page(request, table, form, template, seen=seen, status=422)
        return _saved(request, table, form, make, template, seen)
    except RefusedError as error:
        return _given_back(request, table, str(error), status=403)
    except EditError as error:
        return _given_back(request, table, str(error), status=409)


def _saved(
    request: Request, table: CriteriaTable, form: TableForm, make: FormMaker, template: str, seen: str
) -> HttpResponse:
    try:
        changed = change_table(table, lambda now: form.applied(now, seen), by=request.standing, what=form.what)
    except StaleEditError:
        table = visible_table(request, table.pk)
        form = make(table.value, request.POST, None)
        return _page(request, table, form, template, seen=form.seen, status=409)
    except ImpossibleEditError as error:
        form.add_error(None, str(error))
        return _page(request, table, form, template, seen=seen, status=422)
    if changed.version == table.version:
        messages.info(request, "Không có gì thay đổi.")
    else:
        messages.success(request, f"Đã lưu: {form.title.lower()}.")
    return _to_table(table, form.anchor)


def _page(
    request: Request, table: CriteriaTable, form: TableForm, template: str, *, seen: str, status: int = 200
) -> HttpResponse:
    context = {"table": table, "form": form, "seen": seen, "stale": status == 409}
    return render(request, template, context, status=status)


def _given_back(request: Request, table: CriteriaTable, reason: str, *, status: int) -> HttpResponse:
    """What was typed, to be copied: there is nothing to save it to, or no right to."""
    apart = {"csrfmiddlewaretoken", "seen"}
    typed = [value for name, value in request.POST.items() if name not in apart and value]
    context = {"table": table, "reason": reason, "typed": typed}
    return render(request, "scoring/table_given_back.html", context, status=status)


def _to_table(table: CriteriaTable, anchor: str = "") -> HttpResponse:
    address = reverse("criteria_table", args=[table.pk])
    return redirect(f"{address}#{anchor}" if anchor else address)
