"""Văn bản and their registers, as the superior office looks them up. They are made, numbered and issued in the site."""

from django.contrib import admin, messages
from django.urls import reverse

from blocs.admin.base import Lines, ReadOnlyAdmin, ScopedFilter, ScopedValuesFilter
from blocs.admin.scope import below, in_blocs
from thidua.lib.verdict import RefusedError
from thidua.papers.enums import PaperFile
from thidua.papers.models import Paper, Register, RegisterEntry
from thidua.papers.services import files
from thidua.papers.services.bundles import WITH_FILES, bundle


@admin.register(Paper)
class PaperAdmin(ReadOnlyAdmin):
    help = (
        "Văn bản của các khối, cụm được giao, từ khi trình ký. Văn bản lập, cấp số, ban hành ở các trang của phần mềm."
    )
    fields = ["kind", "number_and_symbol", "subject", "issuer", "organisation", "bloc", "term", "state", "frozen_at",
              "signer", "signed_on", "issued_on", "replaces", "ended_on", "reason"]  # fmt: skip
    list_display = ["kind", "number_and_symbol", "subject", "issuer", "term", "state", "signed_on", "issued_on"]
    list_display_links = ["kind", "number_and_symbol"]
    list_filter = ["state", "kind", ("term__year", ScopedValuesFilter), ("term__bloc", ScopedFilter)]
    list_select_related = ["entry", "term__bloc", "bloc", "organisation", "replaces__entry"]
    search_fields = ["plan__search_text", "entry__search_text", "term__bloc__search_text", "organisation__search_text"]
    actions = ["download"]

    def rows(self, standing):
        return in_blocs(standing, "term__bloc") if standing.is_office else None

    def get_queryset(self, request):
        """Without the text of the papers, which no list shows."""
        return super().get_queryset(request).defer("content", "boxes", "replaces__content", "replaces__boxes")

    def files(self, paper):
        return [
            (PaperFile(which).label.lower(), reverse("paper_file", args=[paper.pk, which])) for which in paper.files
        ]

    @admin.action(description="Tải tệp (nhiều văn bản: ZIP)", permissions=["view"])
    def download(self, request, queryset):
        """Of each paper the signed copy, or the best there is."""
        try:
            bundled = bundle(list(queryset.select_related(*WITH_FILES).order_by("pk")))
        except RefusedError as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return None
        return files.answer(bundled.data, bundled.name, bundled.content_type)

    @admin.display(description="số, ký hiệu", ordering="entry__number")
    def number_and_symbol(self, paper):
        return paper.number_and_symbol


@admin.register(Register)
class RegisterAdmin(ReadOnlyAdmin):
    help = "Sổ đăng ký văn bản đi của từng cơ quan, khối, cụm theo năm. Số được cấp khi ban hành; ở đây chỉ xem."
    fields = ["owner", "year", "numbers_here", "next_number"]
    list_display = ["owner", "year", "numbers_here", "next_number"]
    list_filter = ["year", "numbers_here"]
    list_select_related = ["bloc", "organisation"]
    search_fields = ["bloc__search_text", "organisation__search_text"]
    lines = (Lines(RegisterEntry, "register", ("text", "state", "source", "subject", "symbol", "given_on")),)

    def rows(self, standing):
        return in_blocs(standing, "bloc") | below(standing, "organisation") if standing.is_office else None

    @admin.display(description="sổ của", ordering="bloc__sort_key")
    def owner(self, register):
        return str(register.owner)


@admin.register(RegisterEntry)
class RegisterEntryAdmin(ReadOnlyAdmin):
    help = "Các số đã cấp, giữ trước hoặc bỏ trong các sổ."
    fields = ["register", "text", "state", "source", "subject", "symbol", "given_on"]
    list_display = ["text", "register", "state", "source", "subject", "symbol", "given_on"]
    list_filter = ["state", "source", ("register__year", ScopedValuesFilter), ("register__bloc", ScopedFilter)]
    list_select_related = ["register__bloc", "register__organisation"]
    search_fields = ["register__bloc__search_text", "register__organisation__search_text"]

    def rows(self, standing):
        if not standing.is_office:
            return None
        return in_blocs(standing, "register__bloc") | below(standing, "register__organisation")

    @admin.display(description="số", ordering="number")
    def text(self, entry):
        return entry.text
