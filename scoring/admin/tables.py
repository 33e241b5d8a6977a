"""Bảng tiêu chí, as the superior office looks them over; they are written in the site, and drafts in workbooks too."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse

from blocs.admin.scope import below, in_blocs
from scoring.admin.exchange import ExchangedAdmin
from scoring.models import CriteriaTable
from scoring.resources import tables


@admin.register(CriteriaTable)
class CriteriaTableAdmin(ExchangedAdmin):
    exchange = tables
    help = "Bảng tiêu chí của các khối, cụm được giao và bảng dùng chung của cơ quan, kể cả dự thảo."
    fields = ["owner_name", "title", "number", "state", "made_from", "created_by", "created_at", "published_at"]
    list_display = ["title_or_none", "owner_name", "number", "state", "published_at"]
    list_filter = ["state", "bloc_kind"]
    list_select_related = ["term__bloc__superior", "superior", "made_from", "created_by"]
    search_fields = ["search_text", "term__bloc__search_text"]

    def rows(self, standing):
        if not standing.is_office:
            return None
        return in_blocs(standing, "term__bloc") | (below(standing, "superior") & Q(superior__isnull=False))

    def page_on_site(self, standing, table):
        return reverse("criteria_table", args=[table.pk])

    def get_queryset(self, request):
        """Without the content of the tables, which no list shows."""
        return super().get_queryset(request).defer("content", "made_from__content")

    @admin.display(description="tên bảng", ordering="search_text")
    def title_or_none(self, table):
        return str(table)

    @admin.display(description="của")
    def owner_name(self, table):
        return table.owner
