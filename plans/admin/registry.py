"""Danh mục: laws and bodies that the offices know beyond the packaged registry."""

from django.contrib import admin
from django.db.models import Q

from blocs.admin.base import ScopedAdmin
from blocs.admin.forms import ServedModelForm
from plans.models import KnownBody, KnownDocument
from plans.rules import can_keep_registry, can_read_registry
from plans.services import registry


class InForceFilter(admin.SimpleListFilter):
    """By the last day, as of today."""

    title = "hiệu lực"
    parameter_name = "hieu-luc"

    def lookups(self, request, model_admin):
        return [("con", "Còn hiệu lực"), ("het", "Hết hiệu lực")]

    def queryset(self, request, queryset):
        ended = Q(last_day__lt=request.standing.today)
        match self.value():
            case "con":
                return queryset.exclude(ended)
            case "het":
                return queryset.filter(ended)
        return queryset


class EndedFilter(InForceFilter):
    """The same of bodies, whose end may be known before it comes."""

    title = "hoạt động"

    def lookups(self, request, model_admin):
        return [("con", "Còn hoạt động"), ("het", "Đã kết thúc")]


class RegistryAdmin(ScopedAdmin):
    """One list for the whole site: whoever works in the admin reads it."""

    search_fields = ["search_text"]

    def rows(self, standing):
        return Q() if can_read_registry(standing) else None

    def may_add(self, standing):
        return can_keep_registry(standing)

    def may_change(self, standing, obj):
        return can_keep_registry(standing)


class DocumentForm(ServedModelForm):
    def create(self, **values):
        return registry.add_document(by=self.standing, **values)

    def change(self, **values):
        return registry.change_document(self.instance, by=self.standing, **values)


@admin.register(KnownDocument)
class KnownDocumentAdmin(RegistryAdmin):
    help = (
        "Văn bản mà kế hoạch dẫn làm căn cứ, thêm vào danh mục có sẵn trong phần mềm (không liệt kê ở đây). "
        "Văn bản trùng số, ký hiệu với văn bản có sẵn thì thay văn bản ấy."
    )
    form = DocumentForm
    fields = registry.DOCUMENT_FIELDS
    list_display = ["number", "kind", "subject", "first_day", "last_day", "replaced_by", "verify", "in_use"]
    list_filter = [InForceFilter, "in_use", "verify", "kind"]


class BodyForm(ServedModelForm):
    def create(self, **values):
        return registry.add_body(by=self.standing, **values)

    def change(self, **values):
        return registry.change_body(self.instance, by=self.standing, **values)


@admin.register(KnownBody)
class KnownBodyAdmin(RegistryAdmin):
    help = (
        "Cơ quan, địa danh đã kết thúc và nơi thay thế, thêm vào danh mục có sẵn trong phần mềm (không liệt kê ở đây). "
        "Mục trùng tên với mục có sẵn thì thay mục ấy."
    )
    form = BodyForm
    fields = registry.BODY_FIELDS
    list_display = ["name", "last_day", "successor", "verify", "in_use"]
    list_filter = [EndedFilter, "in_use", "verify"]
