"""The ways to a draft of a table: nothing, a file or paste, a table there is."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from blocs.enums import BlocKind
from blocs.models import Organisation, Term
from blocs.requests import Request, key_of
from scoring.criteria import Criteria
from scoring.forms.tables.making import Given, ImportForm
from scoring.models import CriteriaTable
from scoring.rules import can_make_table, can_make_table_of_kind
from scoring.services import table_sources, tables
from scoring.services.tables import NOTHING, Origin
from thidua.papers.services import files


@dataclass(frozen=True)
class _Place:
    """Where the new table goes."""

    whose: str
    title: str
    """Of a table that is begun from nothing."""
    term: Term | None
    sources: Any
    make: Callable[[Criteria, Origin], CriteriaTable]


@require_http_methods(["GET", "HEAD", "POST"])
def new_table(request: Request, term_id: int) -> HttpResponse:
    """Lập bảng tiêu chí for a year of a bloc."""
    term = get_object_or_404(Term.objects.visible_to(request.standing).select_related("bloc__superior"), pk=term_id)
    can_make_table(request.standing, term).required()

    def make(criteria: Criteria, origin: Origin) -> CriteriaTable:
        return tables.draft_of_term(term, criteria, by=request.standing, origin=origin)

    title = f"Bảng tiêu chí chấm điểm thi đua {term.label.lower()} của {term.bloc.name}"
    sources = table_sources.sources_for_term(term, request.standing)
    return _page(request, _Place(str(term), title, term, sources, make))


@require_http_methods(["GET", "HEAD", "POST"])
def new_office_table(request: Request, pk: int, slug: str) -> HttpResponse:
    """Lập bảng tiêu chí for all blocs of a kind below an office."""
    superior = get_object_or_404(Organisation.objects.visible_to(request.standing), pk=pk)
    can_make_table_of_kind(request.standing, superior).required()
    if slug not in BlocKind.values:
        raise Http404
    kind = BlocKind(slug)

    def make(criteria: Criteria, origin: Origin) -> CriteriaTable:
        return tables.draft_of_kind(superior, kind, criteria, by=request.standing, origin=origin)

    whose = f"{superior}, dùng cho mọi {kind.label.lower()}"
    title = f"Bảng tiêu chí chấm điểm thi đua các {kind.label.lower()}"
    sources = table_sources.sources_for_kind(superior, kind, request.standing)
    return _page(request, _Place(whose, title, None, sources, make))


def _page(request: Request, place: _Place) -> HttpResponse:
    way = request.POST.get("cach") if request.method == "POST" else None
    match way:
        case "trang":
            return _made(request, place.make(_blank(place.title), NOTHING))
        case "chep":
            source = get_object_or_404(place.sources, pk=key_of(request.POST.get("tu", "")))
            return _made(request, place.make(table_sources.taken_over(source, place.term), Origin(table=source)))
        case "tep":
            form = ImportForm(request.POST, request.FILES)
            if form.is_valid():
                return _read(request, place, form.cleaned_data["given"])
            return _start(request, place, form, status=422)
        case None:
            return _start(request, place, ImportForm())
        case _:
            raise Http404


def _start(request: Request, place: _Place, form: ImportForm, status: int = 200) -> HttpResponse:
    context = {"place": place, "form": form, "sources": place.sources.defer("content")}
    return render(request, "scoring/table_new.html", context, status=status)


def _read(request: Request, place: _Place, given: Given) -> HttpResponse:
    """A draft of what was read, with its file and the reader's doubts."""
    with transaction.atomic():
        file = files.store(given.data, given.name, given.content_type, by=request.standing)
        table = place.make(given.criteria, Origin(file=file, doubts=given.doubts))
    messages.success(request, "Đã đọc xong và lưu thành dự thảo. Hãy đối chiếu với bản gốc, nhất là chỗ máy chưa chắc.")
    return redirect("criteria_table", table.pk)


def _blank(title: str) -> Criteria:
    return Criteria(last_key=0, title=title, scale=Decimal(100), step=Decimal("0.5"))


def _made(request: Request, table: CriteriaTable) -> HttpResponse:
    messages.success(request, "Đã lập dự thảo. Hãy sửa từng phần; bảng chỉ có hiệu lực khi công bố.")
    return redirect("criteria_table", table.pk)
