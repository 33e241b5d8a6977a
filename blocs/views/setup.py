"""Thiết lập: organisations, blocs, years and accounts from one workbook."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blocs.forms import WorkbookForm
from blocs.models import SetupImport
from blocs.models.setup_import import KEPT
from blocs.requests import Request
from blocs.resources.setup import FaultsError, SetupPlan, apply_setup, plan_setup
from blocs.resources.writer import write_existing, write_template
from blocs.rules import can_use_setup
from blocs.services import setup_imports
from blocs.services.accounts import CODE_DAYS
from thidua.lib.office_files import UnsafeFileError
from thidua.lib.sheets import XLSX
from thidua.lib.verdict import RefusedError

MOST_SHOWN = 200
"""New and changed rows of a sheet that the preview lists; faults are all listed."""


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """The template, what there is already, and the upload."""
    can_use_setup(request.standing).required()
    form = WorkbookForm(request.POST or None, request.FILES or None) if request.method == "POST" else WorkbookForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            plan_setup(data, request.standing)
        except UnsafeFileError as refusal:
            form.add_error("file", str(refusal))
        else:
            kept = setup_imports.keep(data, file_name=file.name, by=request.standing)
            return redirect("setup_preview", kept.pk)
    return render(request, "setup/start.html", {"form": form})


@require_safe
def template(request: Request) -> HttpResponse:
    """Tải tệp mẫu."""
    can_use_setup(request.standing).required()
    return _workbook(write_template(), "mau-thiet-lap.xlsx")


@require_safe
@never_cache
def existing(request: Request) -> HttpResponse:
    """Tải dữ liệu hiện có."""
    can_use_setup(request.standing).required()
    return _workbook(write_existing(request.standing), f"thiet-lap-{timezone.localdate():%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: Request, pk: int) -> HttpResponse:
    """What the workbook would change or what is wrong in it; POST confirms."""
    can_use_setup(request.standing).required()
    kept = get_object_or_404(SetupImport.objects.visible_to(request.standing), pk=pk)
    if kept.applied_at:
        return redirect("setup_created", pk)
    if request.method != "POST":
        return _preview(request, kept, plan_setup(bytes(kept.file), request.standing))
    try:
        with transaction.atomic():
            kept = setup_imports.waiting(kept)
            plan = plan_setup(bytes(kept.file), request.standing)
            if plan.digest != request.POST.get("digest"):
                messages.warning(request, "Dữ liệu đã có người sửa sau khi xem trước. Hãy xem lại rồi xác nhận.")
                return _preview(request, kept, plan)
            setup_imports.mark_applied(kept, apply_setup(plan))
    except FaultsError as error:
        return _preview(request, kept, SetupPlan(plan.sheets, error.faults, plan.world))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("setup_preview", pk)
    messages.success(request, "Đã ghi toàn bộ thay đổi.")
    return redirect("setup_created", pk)


@require_safe
def created(request: Request, pk: int) -> HttpResponse:
    """The accounts that the workbook created."""
    can_use_setup(request.standing).required()
    kept = get_object_or_404(SetupImport.objects.visible_to(request.standing), pk=pk, applied_at__isnull=False)
    return render(request, "setup/created.html", {"kept": kept, "users": setup_imports.awaiting_activation(kept)})


@require_POST
@never_cache
def codes(request: Request, pk: int) -> HttpResponse:
    """In mã kích hoạt: one slip for each account. The codes are made now and shown this once."""
    can_use_setup(request.standing).required()
    kept = get_object_or_404(SetupImport.objects.visible_to(request.standing), pk=pk, applied_at__isnull=False)
    try:
        slips = setup_imports.issue_codes(kept, by=request.standing)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("setup_created", pk)
    address = request.build_absolute_uri(reverse("my_work"))
    return render(request, "setup/codes.html", {"kept": kept, "slips": slips, "address": address, "days": CODE_DAYS})


def _preview(request: HttpRequest, kept: SetupImport, plan: SetupPlan) -> HttpResponse:
    sheets = [
        {"plan": each, "table": each.shown(MOST_SHOWN), "hidden": max(0, len(each.pending) - MOST_SHOWN)}
        for each in plan.sheets
        if each.lines
    ]
    context = {"kept": kept, "plan": plan, "sheets": sheets, "until": kept.created_at + KEPT}
    return render(request, "setup/preview.html", context)


def _workbook(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
