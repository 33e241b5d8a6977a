"""Lists whose objects go out with all they hold, as a workbook, and come back in: looked at first, then all or nothing.

Between the look and the confirmation the page itself carries the file, signed, for a day and for who looked.
"""

from base64 import b64decode, b64encode
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from blocs.admin.base import ReadOnlyAdmin
from blocs.resources.setup import FaultsError
from scoring.resources.changes import ListPlan, apply
from thidua.lib.office_files import UnsafeFileError
from thidua.lib.sheets import XLSX
from thidua.lib.text import fold
from thidua.papers.services import files, uploads

KEPT_SECONDS = 24 * 3600
"""How long a file that was looked at may be confirmed."""
MOST_CARRIED = 2_000_000
"""Letters that a page carries from the look at a file to its confirmation: less than Django takes in a form."""
TOO_LARGE = "Tệp quá lớn để nhập một lần. Hãy lọc danh sách, tải và nhập từng phần."
EXPIRED = "Bản xem trước đã quá hạn hoặc bị hỏng nên chưa ghi gì. Hãy tải tệp lên lại."
MEANWHILE = "Dữ liệu đã có người sửa sau khi xem trước nên chưa ghi gì. Hãy xem lại rồi xác nhận."
WORKBOOKS = {".xlsx": uploads.KINDS[".xlsx"]}


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label="tệp Excel",
        widget=forms.ClearableFileInput({"accept": ".xlsx"}),
        help_text="Tệp .xlsx tải xuống ở danh sách này rồi sửa.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_CARRIED // 2:  # written in base 64 twice
            raise forms.ValidationError(TOO_LARGE)
        data = file.read()
        uploads.checked(data, file.name, kinds=WORKBOOKS)
        return data


class ExchangedAdmin(ReadOnlyAdmin):
    exchange: Any
    """The module of `scoring.resources` that writes the list's workbook and plans what one would change."""
    change_list_template = "admin/scoring/exchanged_change_list.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        out, back = require_safe(self.write_view), require_http_methods(["GET", "HEAD", "POST"])(self.import_view)
        own = [
            path("tai-noi-dung/", self.admin_site.admin_view(out), name=f"{name}_write"),
            path("nhap-excel/", self.admin_site.admin_view(back), name=f"{name}_import"),
        ]
        return [*own, *super().get_urls()]

    def write_view(self, request):
        """The objects of the list as it is filtered, all its pages, with what they hold."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            changelist = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return self._to_list()
        data = self.exchange.write(changelist.queryset, request.standing)
        return files.answer(data, f"{slugify(fold(str(self.opts.verbose_name)))}.xlsx", XLSX)

    def import_view(self, request):
        """Nhập Excel: a file, what it would change, its confirmation."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if "carried" in request.POST:
            return self._confirmed(request)
        form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
        if form.is_valid():
            data = form.cleaned_data["file"]
            try:
                return self._preview(request, data, self._plan(request, data))
            except UnsafeFileError as refusal:
                form.add_error("file", str(refusal))
        return self._page(request, {"form": form})

    def _confirmed(self, request):
        try:
            carried = signing.loads(request.POST["carried"], salt=self._salt(request), max_age=KEPT_SECONDS)
        except signing.BadSignature:
            self.message_user(request, EXPIRED, messages.ERROR)
            return redirect(request.path)
        data = b64decode(carried["file"])
        plan = self._plan(request, data)
        if plan.digest != carried["digest"]:
            self.message_user(request, MEANWHILE, messages.WARNING)
            return self._preview(request, data, plan)
        try:
            apply(plan)
        except FaultsError as error:
            return self._preview(request, data, ListPlan(plan.entries, plan.unchanged, tuple(error.faults)))
        self.message_user(request, f"Đã ghi toàn bộ thay đổi: {len(plan.entries)} mục.", messages.SUCCESS)
        return self._to_list()

    def _plan(self, request, data):
        return self.exchange.plan(data, self.get_queryset(request), request.standing)

    def _preview(self, request, data, plan):
        carried = {"file": b64encode(data).decode(), "digest": plan.digest}
        token = "" if plan.faults or not plan.entries else signing.dumps(carried, salt=self._salt(request))
        return self._page(request, {"form": WorkbookForm(), "plan": plan, "carried": token})

    def _page(self, request, context):
        title = f"Nhập Excel: {self.opts.verbose_name_plural}"
        return self.page_maker(request)("admin/scoring/import.html", {"title": title} | context)

    def _salt(self, request):
        return f"scoring.exchange:{self.opts.label}:{request.user.pk}"

    def _to_list(self):
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
