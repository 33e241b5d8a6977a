"""Lịch sử: who did what. Only read; the database itself refuses to change it."""

from django.contrib import admin
from django.db.models import Q

from blocs.admin.base import ReadOnlyAdmin, ScopedFilter, ScopedValuesFilter
from blocs.admin.scope import below, in_blocs
from blocs.history import changes
from blocs.models import AuditEntry, Organisation, Post, User
from thidua.lib.text import searched

EMPTY = "(trống)"

OF_THE_ADMINISTRATOR = (
    *(model._meta.label for model in (Organisation, User, Post)),
    "plans.KnownDocument",
    "plans.KnownBody",
)
"""Accounts, posts, organisations and the registry of laws and bodies, whose app stands above this one; the work of the
blocs is no business of the technical administrator."""


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    help = "Mọi việc đã làm trong phạm vi quản lý, mới nhất ở trên. Mở từng dòng để xem trước và sau khi sửa."
    list_display = ["at", "action", "object_text", "user_name", "capacity", "term", "on_behalf_of"]
    list_filter = ["action", ("term__bloc", ScopedFilter), ("term__year", ScopedValuesFilter)]
    list_select_related = ["term__bloc", "organisation"]
    search_fields = ["user__search_text", "organisation__search_text", "term__bloc__search_text"]
    date_hierarchy = "at"
    fields = ["at", "action", "object_text", "user_name", "capacity", "on_behalf_of", "organisation", "term",
              "reason", "changes"]  # fmt: skip
    sortable_by = ["at"]

    def rows(self, standing):
        rows = in_blocs(standing, "term__bloc") | below(standing, "organisation") if standing.is_office else None
        if standing.is_administrator:
            rows = (rows or Q(pk__in=[])) | Q(term=None, object_type__in=OF_THE_ADMINISTRATOR)
        return rows

    def get_search_results(self, request, queryset, search_term):
        """Texts copied into the history keep their diacritics: they are found as they are typed."""
        folded, _ = super().get_search_results(request, queryset, search_term)
        return folded | queryset.filter(object_text__icontains=searched(search_term)), False

    @admin.display(description="thay đổi")
    def changes(self, entry):
        """One change a line: "Địa danh: (trống) → Huế"."""
        shown = (f"{change.name}: {change.before or EMPTY} → {change.after or EMPTY}" for change in changes(entry))
        return "\n".join(shown) or "–"
