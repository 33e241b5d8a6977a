"""What all lists of the admin have in common: their rows are the person's, their rights those of the rules, and every
change goes through a service, which writes the history."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.text import capfirst, slugify
from django.views.decorators.http import require_http_methods, require_safe

from blocs.admin import tables
from blocs.admin.acts import Act
from blocs.admin.forms import AutocompleteMany, AutocompleteOne
from blocs.admin.readonly import ScopedAdminForm
from blocs.models import AuditEntry
from blocs.standing import Holding, Standing
from thidua.lib.sheets import XLSX, workbook
from thidua.lib.text import fold, search_words
from thidua.lib.verdict import Verdict

NOT_HERE = Verdict[Holding].no("Ở đây chỉ xem.")
HISTORY_LENGTH = 100
"""Acts on one object that its history page shows; the list of the history has all."""


@dataclass(frozen=True)
class Lines:
    """Rows shown below the object they belong to, each leading to a page of its own."""

    model: type[Model]
    by: str
    """The lookup from a row to the object."""
    columns: tuple[str, ...]


class ScopedAdmin(admin.ModelAdmin):
    """A list of the admin, limited to the person's scope wherever Django asks for rows: lists, counts, object pages,
    histories, actions, choices of foreign keys, autocomplete, and the ids that are sent back.
    """

    acts: ClassVar[tuple[Act, ...]] = ()
    lines: ClassVar[tuple[Lines, ...]] = ()
    list_select_related: ClassVar[list[str]] = []
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # they count once for every choice of every filter
    save_on_top = False
    change_form_template = "admin/scoped_change_form.html"
    change_list_template = "admin/scoped_change_list.html"
    help: ClassVar[str] = ""
    """What the list is for, below its heading."""

    # Whose business -------------------------------------------------------------------------------------------------

    def rows(self, standing: Standing) -> Q | None:
        """The rows that are the person's business; None when the whole list is not."""
        raise NotImplementedError

    def may_add(self, standing: Standing) -> Verdict[Holding]:
        return NOT_HERE

    def may_change(self, standing: Standing, obj: Any) -> Verdict[Holding]:
        return NOT_HERE

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        rows = self.rows(request.standing)
        queryset = super().get_queryset(request)
        if self.list_select_related:
            queryset = queryset.select_related(*self.list_select_related)
        return queryset.none() if rows is None else queryset.filter(rows)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return self.rows(request.standing) is not None

    def has_add_permission(self, request):
        return bool(self.may_add(request.standing))

    def has_change_permission(self, request, obj=None):
        """Without an object Django asks whether there is anything to change at all."""
        return bool(self.may_add(request.standing) if obj is None else self.may_change(request.standing, obj))

    def has_delete_permission(self, request, obj=None):
        """Nothing is deleted, so that the history stays readable: things end, and accounts are locked."""
        return False

    def page_on_site(self, standing: Standing, obj: Any) -> str:
        """The address of the object's own page outside the admin; "" where the person has none."""
        return ""

    def files(self, obj: Any) -> Sequence[tuple[str, str]]:
        """The files that the object's page leads to, each by its name and address on the site."""
        return ()

    def get_object(self, request, object_id, from_field=None):
        """The object, if it is the person's business; otherwise there is no such page."""
        obj = super().get_object(request, object_id, from_field)
        if obj is None:
            raise Http404
        return obj

    # Finding --------------------------------------------------------------------------------------------------------

    def get_field_queryset(self, db, db_field, request):
        """The choices of a foreign key are the rows of the list it points to."""
        related = admin_of(db_field.remote_field.model)
        return related.get_queryset(request).order_by(*related.opts.ordering or ())

    def get_search_results(self, request, queryset, search_term):
        """The columns searched hold text without diacritics, so what is typed loses its own."""
        return super().get_search_results(request, queryset, " ".join(search_words(search_term)))

    def lookup_allowed(self, lookup, value, request=None):
        """Rows are filtered by the filters shown and nothing else: not by a hash of a password, letter by letter."""
        filters = [entry[0] if isinstance(entry, tuple) else entry for entry in self.get_list_filter(request)]
        names = [getattr(entry, "parameter_name", entry) for entry in filters] + [self.date_hierarchy]
        shown = any(name and (lookup == name or lookup.startswith(f"{name}__")) for name in names)
        return shown and super().lookup_allowed(lookup, value, request)

    def formfield_for_foreignkey(self, db_field, request, **options):
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", AutocompleteOne(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_manytomany(self, db_field, request, **options):
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", AutocompleteMany(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **options)

    # Changing -------------------------------------------------------------------------------------------------------

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change=change, **options)
        return type(form.__name__, (form,), self._form_context(request))

    def _form_context(self, request) -> dict[str, Any]:
        def borrow(model, name):
            lender = admin_of(model)
            return lender.formfield_for_dbfield(model._meta.get_field(name), request)

        return {
            "standing": request.standing,
            "admin_site": self.admin_site,
            "borrow": staticmethod(borrow),
            "make_page": staticmethod(self.page_maker(request)),
        }

    def page_maker(self, request):
        """A function that makes a page of the admin from a template and its context."""

        def make_page(template: str, context: dict[str, Any]) -> TemplateResponse:
            own = {**self.admin_site.each_context(request), "opts": self.opts}
            return TemplateResponse(request, template, own | context)

        return make_page

    def save_model(self, request, obj, form, change):
        """The service has saved it already."""

    def save_related(self, request, form, formsets, change):
        """The service has saved it already."""

    def log_addition(self, request, obj, message):
        """The service has written the history."""

    def log_change(self, request, obj, message):
        """The service has written the history."""

    # Pages ----------------------------------------------------------------------------------------------------------

    def get_urls(self):
        def wrapped(view):
            def inner(request, *args, **options):
                return self.admin_site.admin_view(view)(request, *args, **options)

            return inner

        name = f"{self.opts.app_label}_{self.opts.model_name}"
        export = path("tai-excel/", wrapped(require_safe(self.export_view)), name=f"{name}_export")
        act = path(
            "<path:object_id>/viec/<slug:slug>/",
            wrapped(require_http_methods(["GET", "HEAD", "POST"])(self.act_view)),
            name=f"{name}_act",
        )
        # The one without a name leads on from the addresses of Django before 1.9.
        named = [url for url in super().get_urls() if url.name]
        return [export, *([act] if self.acts else []), *named]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"help": self.help} | (extra_context or {}))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        fields: AdminForm = context["adminform"]
        context["adminform"] = ScopedAdminForm(
            fields.form, fields.fieldsets, {}, fields.readonly_fields, fields.model_admin
        )
        context["faults"] = context.pop("errors", None)  # our template says it; Django's has no Vietnamese for it
        if obj is not None:
            verdict = self.may_change(request.standing, obj)
            context["refusal"] = "" if verdict else verdict.reason
            context["acts"] = [(act, self._act_url(obj, act)) for act in self.acts if act.rule(request.standing, obj)]
            context["on_site"] = self.page_on_site(request.standing, obj)
            context["files"] = self.files(obj)
            context["tables"] = [self._table(request, obj, lines) for lines in self.lines]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _table(self, request, obj, lines: Lines) -> dict[str, Any] | None:
        related = admin_of(lines.model)
        if not related.has_view_permission(request):
            return None
        name = f"admin:{related.opts.app_label}_{related.opts.model_name}_change"
        rows = related.get_queryset(request).filter(**{lines.by: obj}).order_by(*related.opts.ordering or ())
        return {
            "title": capfirst(related.opts.verbose_name_plural),
            "headings": tables.headings(related, lines.columns),
            "rows": [(reverse(name, args=[row.pk]), tables.texts(related, row, lines.columns)) for row in rows],
        }

    def history_view(self, request, object_id, extra_context=None):
        """What the history says of one object."""
        obj = self.get_object(request, unquote(object_id))
        entries = AuditEntry.objects.filter(object_type=self.opts.label, object_id=str(obj.pk))
        context = {
            "title": f"Lịch sử: {obj}",
            "entries": entries.order_by("-at", "-pk")[:HISTORY_LENGTH],
            "object": obj,
        }
        return self.page_maker(request)("admin/object_history.html", context)

    def export_view(self, request):
        """The list as it is filtered, all its pages, as a workbook."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            changelist = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        columns = [str(name) for name in changelist.list_display if name != "action_checkbox"]
        title = capfirst(str(self.opts.verbose_name_plural))
        rows = (tables.values(self, row, columns) for row in changelist.queryset.iterator(chunk_size=2000))
        data = workbook(title, tables.headings(self, columns), rows)
        disposition = content_disposition_header(as_attachment=True, filename=f"{slugify(fold(title))}.xlsx") or ""
        headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
        return HttpResponse(data, content_type=XLSX, headers=headers)

    def act_view(self, request, object_id, slug):
        """The page of an act: its form, and what came of it."""
        obj = self.get_object(request, unquote(object_id))
        act = next((act for act in self.acts if act.slug == slug), None)
        if act is None:
            raise Http404
        act.rule(request.standing, obj).required()
        page = self.page_of(obj)
        form_class = type(act.form.__name__, (act.form,), self._form_context(request) | {"obj": obj})
        form = form_class(request.POST if request.method == "POST" else None)
        if form.is_valid():
            if isinstance(form.outcome, str):
                self.message_user(request, form.outcome, messages.SUCCESS)
                return page
            return form.outcome
        context = {
            "title": f"{act.label}: {obj}",
            "act": act,
            "form": form,
            "fieldset": next(iter(AdminForm(form, [(None, {"fields": list(form.fields)})], {}))),
            "object": obj,
            "page": page.url,
            "media": self.media + form.media,
        }
        return self.page_maker(request)("admin/act.html", context)

    def page_of(self, obj: Model) -> HttpResponseRedirect:
        """Leads to the page of an object."""
        return HttpResponseRedirect(
            reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])
        )

    def _act_url(self, obj: Model, act: Act) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_act", args=[obj.pk, act.slug])


class ReadOnlyAdmin(ScopedAdmin):
    """A list whose rows come about in the site: the admin shows them, and offers acts at most."""

    def get_readonly_fields(self, request, obj=None):
        return self.fields


def admin_of(model: type[Model]) -> ScopedAdmin:
    """The list of a model; in this site every one is scoped."""
    found = admin.site.get_model_admin(model)
    assert isinstance(found, ScopedAdmin)
    return found


class ScopedFilter(admin.RelatedFieldListFilter):
    """A filter by another list offers the rows of that list which are the person's."""

    def field_choices(self, field, request, model_admin):
        return [(row.pk, str(row)) for row in model_admin.get_field_queryset(None, field, request)]


class ScopedValuesFilter(admin.AllValuesFieldListFilter):
    """A filter by a value of a related row offers the values that occur in the person's rows."""

    def __init__(self, field, request, params, model, model_admin, field_path):
        super().__init__(field, request, params, model, model_admin, field_path)
        rows = model_admin.get_queryset(request).order_by(field_path)
        self.lookup_choices = rows.values_list(field_path, flat=True).distinct()
