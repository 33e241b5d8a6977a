"""Đăng ký thi đua and giao ước, by bloc, year and state. What units register is read in the site, once it is sent."""

from django import forms
from django.contrib import admin
from django.db.models import Count, F, Q
from django.urls import reverse

from blocs.admin.acts import Act
from blocs.admin.base import ReadOnlyAdmin, ScopedFilter, ScopedValuesFilter
from blocs.admin.forms import ActForm
from blocs.admin.scope import in_blocs
from scoring.admin.exchange import ExchangedAdmin
from scoring.models import Pledge, Registration
from scoring.registration_rules import can_return_registration, can_see_registration
from scoring.resources import registrations as lines
from scoring.services import registrations


class ReturnForm(ActForm):
    reason = forms.CharField(
        label="lý do trả lại",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nói rõ cần sửa gì; đơn vị đọc đúng những chữ này.",
    )

    def serve(self):
        registrations.return_registration(self.obj.unit, reason=self.cleaned_data["reason"], by=self.standing)
        return "Đã trả lại đăng ký. Đơn vị sửa rồi gửi lại."


@admin.register(Registration)
class RegistrationAdmin(ExchangedAdmin):
    exchange = lines
    help = "Đăng ký thi đua của các đơn vị: tình trạng, bản ký. Nội dung xem ở trang của đơn vị, sau khi đơn vị gửi."
    fields = ["unit_name", "bloc", "year", "state", "on_behalf", "number", "signer", "signed_on", "submitted_at",
              "reason"]  # fmt: skip
    list_display = ["unit_name", "bloc", "year", "state", "number", "signer", "signed_on", "submitted_at"]
    list_filter = [
        ("unit__term__year", ScopedValuesFilter), "state", "on_behalf", ("unit__term__bloc", ScopedFilter),
    ]  # fmt: skip
    list_select_related = ["unit__organisation", "unit__term__bloc__superior"]
    search_fields = ["unit__organisation__search_text", "unit__term__bloc__search_text"]
    ordering = [F("unit__term__year").desc(), "unit__term__bloc__sort_key", "unit__position", "pk"]
    acts = (
        Act(
            "tra-lai",
            "Trả lại",
            ReturnForm,
            can_return_registration,
            "Đăng ký trở về cho đơn vị sửa; bản đã gửi vẫn còn trong lịch sử.",
        ),
    )

    def rows(self, standing):
        return in_blocs(standing, "unit__term__bloc") if standing.is_office else None

    def page_on_site(self, standing, registration):
        return (
            reverse("registration", args=[registration.unit_id]) if can_see_registration(standing, registration) else ""
        )

    @admin.display(description="đơn vị", ordering="unit__organisation__sort_key")
    def unit_name(self, registration):
        return str(registration.unit.organisation)

    @admin.display(description="khối, cụm", ordering="unit__term__bloc__sort_key")
    def bloc(self, registration):
        return str(registration.term.bloc)

    @admin.display(description="năm", ordering="unit__term__year")
    def year(self, registration):
        return registration.term.label


@admin.register(Pledge)
class PledgeAdmin(ReadOnlyAdmin):
    help = "Giao ước thi đua của các khối, cụm: đang soạn, đang ký hay đã ký đủ. Soạn và ghi nhận ký ở trang của năm."
    fields = ["bloc", "year", "state", "signed", "places", "text", "updated_at"]
    list_display = ["bloc", "year", "state", "signed", "places", "updated_at"]
    list_filter = [("term__year", ScopedValuesFilter), "state", ("term__bloc", ScopedFilter)]
    list_select_related = ["term__bloc__superior"]
    search_fields = ["term__bloc__search_text"]
    ordering = [F("term__year").desc(), "term__bloc__sort_key", "pk"]

    def rows(self, standing):
        return in_blocs(standing, "term__bloc") if standing.is_office else None

    def get_queryset(self, request):
        has_signed = Q(signatures__signed_on__isnull=False)
        counted = {"place_count": Count("signatures"), "signed_count": Count("signatures", filter=has_signed)}
        return super().get_queryset(request).annotate(**counted)

    @admin.display(description="khối, cụm", ordering="term__bloc__sort_key")
    def bloc(self, pledge):
        return str(pledge.term.bloc)

    @admin.display(description="năm", ordering="term__year")
    def year(self, pledge):
        return pledge.term.label

    @admin.display(description="đã ký", ordering="signed_count")
    def signed(self, pledge):
        return pledge.signed_count

    @admin.display(description="đơn vị ký", ordering="place_count")
    def places(self, pledge):
        return pledge.place_count
