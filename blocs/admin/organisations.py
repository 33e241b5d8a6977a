"""Cơ quan, đơn vị."""

from django import forms
from django.contrib import admin
from django.db.models import Q

from blocs.admin.acts import Act
from blocs.admin.base import Lines, ScopedAdmin
from blocs.admin.forms import ActForm, ServedModelForm
from blocs.admin.scope import below
from blocs.models import Bloc, Organisation, Post
from blocs.rules import can_set_up, can_use_setup
from blocs.services import organisations


class OrganisationForm(ServedModelForm):
    def create(self, **values):
        return organisations.create(by=self.standing, **{"parent": None} | values)

    def change(self, **values):
        return organisations.change(self.instance, by=self.standing, **values)


class RenameForm(ActForm):
    borrowed = {
        "last_day": (Organisation, "last_day"),
        "name": (Organisation, "name"),
        "parent": (Organisation, "parent"),
    }
    last_day = name = parent = forms.Field()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["last_day"].required = True
        self.fields["last_day"].label = "tên và cấp trên cũ dùng đến hết ngày"
        self.fields["name"].initial = self.obj.name
        self.fields["parent"].initial = self.obj.parent_id

    def serve(self):
        organisations.rename(self.obj, by=self.standing, **self.cleaned_data)
        return "Đã đổi tên, cấp trên. Văn bản đến hết ngày đã ghi vẫn mang tên cũ."


class MergeForm(ActForm):
    borrowed = {"into": (Organisation, "merged_into"), "last_day": (Organisation, "last_day")}
    into = last_day = forms.Field()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.required = True

    def serve(self):
        organisations.merge(self.obj, by=self.standing, **self.cleaned_data)
        return "Đã sáp nhập. Năm thi đua mở sau ngày này sẽ có đơn vị nhận sáp nhập thay thế."


@admin.register(Organisation)
class OrganisationAdmin(ScopedAdmin):
    help = "Các cơ quan, đơn vị trong phạm vi quản lý. Sửa chữ gõ nhầm ở từng trang; đổi tên hay sáp nhập có nút riêng."
    form = OrganisationForm
    fields = ["code", "name", "short_name", "level_name", "parent", "standing_body", "symbol", "place", "prints_code",
              "first_day", "last_day"]  # fmt: skip
    list_display = ["name", "short_name", "code", "level_name", "parent", "last_day"]
    list_filter = [("last_day", admin.EmptyFieldListFilter)]
    list_select_related = ["parent", "standing_body", "merged_into"]
    search_fields = ["search_text"]
    autocomplete_fields = ["parent", "standing_body", "merged_into"]
    acts = (
        Act(
            "doi-ten",
            "Đổi tên, cấp trên",
            RenameForm,
            can_set_up,
            "Dùng khi cơ quan được đổi tên hoặc chuyển sang cấp trên khác; tên cũ còn được giữ cho văn bản cũ. "
            "Chữ gõ nhầm thì sửa ngay ở trang của cơ quan.",
        ),
        Act(
            "sap-nhap",
            "Sáp nhập",
            MergeForm,
            can_set_up,
            "Cơ quan này ngừng hoạt động sau ngày đã ghi, việc của nó do cơ quan nhận sáp nhập tiếp tục.",
        ),
    )
    lines = (
        Lines(Bloc, "superior", ("name", "field", "symbol")),
        Lines(Post, "organisation", ("user", "role", "title", "from_on", "to_on")),
    )

    def rows(self, standing):
        if standing.is_administrator:
            return Q()
        return below(standing) if standing.overseen_paths else None

    def may_add(self, standing):
        return can_use_setup(standing)

    def may_change(self, standing, obj):
        return can_set_up(standing, obj)

    def get_readonly_fields(self, request, obj=None):
        """What lies outside the office's scope is shown, and not offered for choice."""
        if obj is None:
            return []
        related = {"parent": obj.parent, "standing_body": obj.standing_body}
        return [name for name, place in related.items() if place and not can_set_up(request.standing, place)]
