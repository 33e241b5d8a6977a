"""Khối, cụm thi đua."""

from django.contrib import admin
from django.db.models import Q

from blocs.admin.base import Lines, ScopedAdmin
from blocs.admin.forms import ServedModelForm
from blocs.admin.scope import in_blocs
from blocs.models import Bloc, Term
from blocs.rules import can_set_up, can_use_setup
from blocs.services import blocs


class BlocForm(ServedModelForm):
    def create(self, **values):
        return blocs.create(by=self.standing, **values)

    def change(self, **values):
        return blocs.change(self.instance, by=self.standing, **values)


@admin.register(Bloc)
class BlocAdmin(ScopedAdmin):
    help = (
        "Các khối, cụm thi đua và phong trào trong phạm vi quản lý. Đơn vị thành viên và đơn vị đứng đầu ghi theo năm."
    )
    form = BlocForm
    fields = ["kind", "name", "field", "number", "symbol", "superior", "head_line", "leader_title", "deputy_title",
              "year_kind", "last_day"]  # fmt: skip
    list_display = ["name", "field", "kind", "symbol", "superior", "year_kind", "last_day"]
    list_filter = ["kind", ("last_day", admin.EmptyFieldListFilter)]
    list_select_related = ["superior"]
    search_fields = ["search_text", "superior__search_text"]
    autocomplete_fields = ["superior"]
    lines = (Lines(Term, "bloc", ("label", "starts_on", "ends_on", "closed_at")),)

    def rows(self, standing):
        if standing.is_administrator:
            return Q()
        return in_blocs(standing) if standing.is_office else None

    def may_add(self, standing):
        return can_use_setup(standing)

    def may_change(self, standing, obj):
        return can_set_up(standing, obj.superior)
