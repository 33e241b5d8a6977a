"""Bảng tiêu chí: the list, a table with what the review finds, its files, its publication, its trial run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from blocs.enums import BlocKind
from blocs.models import Bloc, Organisation, Term
from blocs.requests import Request, key_of
from scoring.criteria import Counts, Criteria, Criterion, Group, Node, counts_below, walk
from scoring.criteria_review import Finding, review
from scoring.enums import TableState
from scoring.forms.tables.frames import FRAME_FORMS
from scoring.kinds import Deadline
from scoring.models import CriteriaTable
from scoring.plan_tasks import PlanTask
from scoring.rules import (
    can_edit_table,
    can_make_table,
    can_make_table_of_kind,
    can_publish_table,
    can_replace_table,
    can_see_source,
)
from scoring.services import table_sources, tables
from scoring.services.guides import guide_of
from scoring.services.plan_tasks import tasks_for
from scoring.wording import class_text, rule_text, settings_lines
from scoring.workbooks.table_out import table_workbook
from thidua.lib.points import number_text
from thidua.lib.sheets import XLSX
from thidua.papers.docx import DOCX, to_docx
from thidua.papers.services import files
from thidua.papers.services.rendering import rendered

TABLES_ON_A_PAGE = 30


@require_safe
def criteria_tables(request: Request) -> HttpResponse:
    """The tables that a person may see, and where a new one could be made."""
    standing = request.standing
    found = (
        CriteriaTable.objects.visible_to(standing)
        .select_related("term__bloc__superior", "superior")
        .defer("content")
        .order_by("-pk")
    )
    page: Page[Any] = Paginator(found, TABLES_ON_A_PAGE).get_page(request.GET.get("trang"))
    open_terms = Term.objects.visible_to(standing).open().select_related("bloc__superior")
    may = [term for term in open_terms if can_make_table(standing, term)]
    context = {
        "page": page,
        "own_terms": [term for term in may if term.pk in standing.led_terms],
        "other_terms": [term for term in may if term.pk not in standing.led_terms],
        "kinds": list(_kinds(request)),
    }
    return render(request, "scoring/tables.html", context)


def _kinds(request: Request) -> Iterator[tuple[Organisation, str, str]]:
    """The offices and kinds of bloc for which the person may make a table."""
    if not request.standing.overseen_paths:
        return
    blocs = Bloc.objects.visible_to(request.standing).exclude(kind=BlocKind.MOVEMENT).select_related("superior")
    for superior, kind in {(bloc.superior, bloc.kind): None for bloc in blocs}:
        if can_make_table_of_kind(request.standing, superior):
            yield superior, kind, BlocKind(kind).label


@dataclass(frozen=True)
class TableLine:
    """A row of the table as the page shows it."""

    node: Node
    depth: int
    counts: str
    """What its points count as, where this is no score."""
    findings: tuple[Finding, ...] = ()
    doubts: tuple[str, ...] = ()
    """Of the reader of the file that the table came from."""
    task: PlanTask | None = None
    """Whose deadline counts."""

    @property
    def is_group(self) -> bool:
        """Whether it is a heading."""
        return isinstance(self.node, Group)

    @property
    def points(self) -> str:
        """Điểm chuẩn."""
        return _number(self.node.max)

    @property
    def cap(self) -> str:
        """The most that counts of a group."""
        return _number(self.node.cap) if isinstance(self.node, Group) else ""

    @property
    def floor(self) -> str:
        """Điểm tối thiểu."""
        return _number(self.node.floor) if isinstance(self.node, Criterion) else ""

    @property
    def way(self) -> str:
        """How it is scored."""
        return rule_text(self.node.rule) if isinstance(self.node, Criterion) else ""


def _number(value: Decimal | None) -> str:
    return "" if value is None else number_text(value)


_COUNTS = {Counts.SCORE: "", Counts.BONUS: "điểm thưởng", Counts.DEDUCTION: "điểm trừ"}


def table_lines(
    criteria: Criteria,
    findings: tuple[Finding, ...] = (),
    doubts: Sequence[dict[str, Any]] = (),
    plan: Sequence[PlanTask] = (),
) -> list[TableLine]:
    """The rows in reading order, each with what was found about it, what its reader doubted, and its task."""
    tasks = {task.key: task for task in plan}
    about: dict[int, tuple[Finding, ...]] = {}
    for finding in findings:
        if finding.key is not None:
            about[finding.key] = (*about.get(finding.key, ()), finding)
    return [
        TableLine(
            node, len(above), _COUNTS[counts_below((*above, node) if isinstance(node, Group) else above)],
            about.get(node.key, ()), tuple(doubt["message"] for doubt in doubts if doubt["key"] == node.key),
            _task_of(node, tasks),
        )
        for node, above in walk(criteria)
    ]  # fmt: skip


def _task_of(node: Node, tasks: Mapping[int, PlanTask]) -> PlanTask | None:
    rule = node.rule if isinstance(node, Criterion) else None
    return tasks.get(rule.task) if isinstance(rule, Deadline) and rule.task is not None else None


@require_safe
def criteria_table(request: Request, pk: int) -> HttpResponse:
    """The whole table; for who may edit it, what the review finds and what stops its publication."""
    table = visible_table(request, pk)
    criteria = table.value
    edit = can_edit_table(request.standing, table)
    plan = tasks_for(table) if edit else None
    findings = review(criteria, plan) if edit else ()
    doubts = table.doubts if edit else []
    lines = table_lines(criteria, findings, doubts, plan or ())
    keys = {line.node.key for line in lines}
    context = {
        "table": table,
        "criteria": criteria,
        "lines": lines,
        "doubts": [(doubt, doubt["key"] in keys) for doubt in doubts],
        "source": table.source if can_see_source(request.standing, table) else None,
        "settings": settings_lines(criteria),
        "classes": [class_text(each) for each in criteria.classes],
        "edit": edit,
        "publish": can_publish_table(request.standing, table),
        "frames": [(name, form.title) for name, form in FRAME_FORMS.items()],
        "stops": [finding for finding in findings if finding.blocking],
        "hints": [finding for finding in findings if not finding.blocking],
        "replace": can_replace_table(request.standing, table),
        "replaces": _published_before(table) if edit else None,
        "still_followed": tables.still_followed(table),
    }
    return render(request, "scoring/table.html", context)


def _published_before(table: CriteriaTable) -> CriteriaTable | None:
    """The table that ends when this draft is published."""
    published = CriteriaTable.objects.filter(
        term=table.term, superior=table.superior, bloc_kind=table.bloc_kind, state=TableState.PUBLISHED
    )
    found: CriteriaTable | None = published.defer("content").first()
    return found


@require_safe
def table_xlsx(request: Request, pk: int) -> HttpResponse:
    """Tải Excel: sent back as it is, it is the same table."""
    table = visible_table(request, pk)
    return files.answer(table_workbook(table.value), _name(table, "xlsx"), XLSX)


@require_safe
def table_source(request: Request, pk: int) -> HttpResponse:
    """Tải tệp đã nhập, as it was brought."""
    table = visible_table(request, pk)
    can_see_source(request.standing, table).required()
    if table.source is None:
        raise Http404
    return files.download(table.source, table.source.name)


@require_safe
def table_pdf(request: Request, pk: int) -> HttpResponse:
    """Tải PDF: Hướng dẫn chấm điểm."""
    table = visible_table(request, pk)
    return files.answer(rendered(guide_of(table)).pdf, _name(table, "pdf"), "application/pdf", inline=True)


@require_safe
def table_docx(request: Request, pk: int) -> HttpResponse:
    """Tải Word: Hướng dẫn chấm điểm."""
    table = visible_table(request, pk)
    return files.answer(to_docx(guide_of(table)), _name(table, "docx"), DOCX)


def _name(table: CriteriaTable, ending: str) -> str:
    return f"{str(table)[:80]}.{ending}".replace("/", "-")


@require_POST
def settle_table_doubt(request: Request, pk: int, number: int) -> HttpResponse:
    """Đã xem: the person has looked at a doubtful place."""
    table = tables.settle_doubt(visible_table(request, pk), number, by=request.standing)
    return redirect("criteria_table", table.pk)


@require_POST
def publish_table(request: Request, pk: int) -> HttpResponse:
    """Công bố."""
    table = visible_table(request, pk)
    if request.POST.get("version") != str(table.version):
        can_publish_table(request.standing, table).required()
        messages.warning(request, "Bảng vừa được sửa ở nơi khác. Hãy xem lại rồi công bố.")
        return redirect("criteria_table", table.pk)
    tables.publish(table, by=request.standing)
    messages.success(
        request, "Đã công bố bảng tiêu chí. Từ nay bảng không sửa nữa; muốn thay đổi hãy lập bản thay thế."
    )
    return redirect("criteria_table", table.pk)


@require_POST
def replace_table(request: Request, pk: int) -> HttpResponse:
    """Lập bản thay thế."""
    draft = tables.new_version(visible_table(request, pk), by=request.standing)
    messages.success(request, "Đã lập dự thảo thay thế. Bảng đang dùng vẫn có hiệu lực đến khi công bố bản mới.")
    return redirect("criteria_table", draft.pk)


@require_POST
def discard_table(request: Request, pk: int) -> HttpResponse:
    """Bỏ dự thảo."""
    tables.discard(visible_table(request, pk), by=request.standing)
    messages.success(request, "Đã bỏ dự thảo. Nội dung vẫn còn trong lịch sử.")
    return redirect("criteria_tables")


@require_safe
def try_table(request: Request, pk: int) -> HttpResponse:
    """Chấm thử on the figures of a year before."""
    table = visible_table(request, pk)
    can_edit_table(request.standing, table).required()
    rounds = list(table_sources.rounds_to_try(table, request.standing))
    wanted = key_of(request.GET.get("dot", ""))
    chosen = next((each for each in rounds if each.pk == wanted), rounds[0] if rounds else None)
    run = table_sources.trial_run(table, chosen, request.standing) if chosen else None
    return render(request, "scoring/trial.html", {"table": table, "rounds": rounds, "chosen": chosen, "run": run})


def visible_table(request: Request, pk: int) -> CriteriaTable:
    """The table, if the person may see it; 404 otherwise."""
    rows = CriteriaTable.objects.visible_to(request.standing).select_related(
        "term__bloc__superior__parent", "superior", "source"
    )
    found: CriteriaTable = get_object_or_404(rows, pk=pk)
    return found
