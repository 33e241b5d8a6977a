"""Bảng tự chấm điểm, by bloc, year, state and lateness. What they say is read in the site, once they are handed in."""

from decimal import Decimal

from django import forms
from django.contrib import admin
from django.db.models import F
from django.urls import reverse

from blocs.admin.acts import Act
from blocs.admin.base import ReadOnlyAdmin, ScopedFilter, ScopedValuesFilter
from blocs.admin.forms import ActForm
from blocs.admin.scope import in_blocs
from blocs.form_fields import DayField
from scoring.enums import SheetState
from scoring.models import ScoreSheet, ScoringRound
from scoring.rules import can_extend, can_see_sheet, can_take
from scoring.services import handing_in, rounds
from scoring.workflow import Action
from thidua.lib.dates import short_date


class LateFilter(admin.SimpleListFilter):
    """Sheets that came late, and those that are still missing after the day for all."""

    title = "nộp chậm"
    parameter_name = "cham"

    def lookups(self, request, model_admin):
        return [("cham", "Nộp chậm"), ("chua", "Quá hạn chung, chưa nộp"), ("dung", "Nộp đúng hạn")]

    def queryset(self, request, queryset):
        match self.value():
            case "cham":
                return queryset.filter(days_late__gt=0)
            case "chua":
                over = ScoringRound.objects.past_due(request.standing.today)
                missing = queryset.exclude(state=SheetState.SUBMITTED).filter(unit__left_on=None)
                return missing.filter(round__in=over)
            case "dung":
                return queryset.filter(days_late=0)
        return queryset


class ReturnForm(ActForm):
    reason = forms.CharField(
        label="lý do trả lại",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nói rõ cần sửa gì; đơn vị đọc đúng những chữ này.",
    )
    until = DayField(label="gia hạn nộp lại đến hết ngày", required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        last_day = rounds.deadline_of(self.obj.round, self.obj.unit).last_day
        self.fields["until"].help_text = (
            f"Hạn nộp của đơn vị: hết ngày {short_date(last_day)}; nộp lại sau ngày ấy bị tính là nộp chậm. "
            "Để trống thì giữ hạn này."
        )

    def serve(self):
        handing_in.return_sheet(self.obj, **self.cleaned_data, by=self.standing)
        return "Đã trả lại bảng tự chấm. Đơn vị sửa rồi nộp lại."


class ExtendForm(ActForm):
    until = DayField(label="gia hạn đến hết ngày")
    reason = forms.CharField(label="lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def serve(self):
        rounds.extend(self.obj.round, self.obj.unit, **self.cleaned_data, by=self.standing)
        return f"Đã gia hạn cho {self.obj.unit.organisation}."


@admin.register(ScoreSheet)
class ScoreSheetAdmin(ReadOnlyAdmin):
    help = "Bảng tự chấm của các đơn vị: tình trạng, nộp chậm. Điểm hiện ra sau khi đơn vị nộp."
    fields = ["unit_name", "bloc", "year", "state_shown", "on_behalf", "last_day", "extended_to", "days_late",
              "submitted_at", "signer", "signed_on", "total_shown"]  # fmt: skip
    list_display = ["unit_name", "bloc", "year", "state_shown", "last_day", "extended_to", "days_late", "submitted_at",
                    "total_shown"]  # fmt: skip
    list_filter = [
        ("round__term__year", ScopedValuesFilter), "state", LateFilter, ("round__term__bloc", ScopedFilter),
    ]  # fmt: skip
    list_select_related = ["unit__organisation", "round__term__bloc__superior"]
    search_fields = ["unit__organisation__search_text", "round__term__bloc__search_text"]
    ordering = [F("round__term__year").desc(), "round__term__bloc__sort_key", "unit__position", "pk"]
    acts = (
        Act(
            "tra-lai",
            "Trả lại",
            ReturnForm,
            lambda standing, sheet: can_take(standing, sheet, Action.RETURN),
            "Bảng trở về Đang tự chấm ở đơn vị; phiếu tiếp nhận và bản ký vẫn xem được ở Các lần nộp.",
        ),
        Act(
            "gia-han",
            "Gia hạn",
            ExtendForm,
            lambda standing, sheet: can_extend(standing, sheet.round),
            "Lùi hạn nộp cho riêng đơn vị này, có lý do.",
        ),
    )

    def rows(self, standing):
        return in_blocs(standing, "round__term__bloc") if standing.is_office else None

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("round__extensions")

    def page_on_site(self, standing, sheet):
        return reverse("sheet", args=[sheet.pk]) if can_see_sheet(standing, sheet) else ""

    @admin.display(description="đơn vị", ordering="unit__organisation__sort_key")
    def unit_name(self, sheet):
        return str(sheet.unit.organisation)

    @admin.display(description="khối, cụm", ordering="round__term__bloc__sort_key")
    def bloc(self, sheet):
        return str(sheet.round.term.bloc)

    @admin.display(description="năm", ordering="round__term__year")
    def year(self, sheet):
        return sheet.round.term.label

    @admin.display(description="tình trạng", ordering="state")
    def state_shown(self, sheet):
        return sheet.state_text

    @admin.display(description="nộp đến hết ngày")
    def last_day(self, sheet):
        return rounds.deadline_of(sheet.round, sheet.unit).last_day

    @admin.display(description="gia hạn đến")
    def extended_to(self, sheet):
        return rounds.deadline_of(sheet.round, sheet.unit).extended_to

    @admin.display(description="tổng điểm")
    def total_shown(self, sheet):
        """A number, for the workbook of the list; without the zeros of its hundredths."""
        return Decimal(f"{sheet.total.normalize():f}") if sheet.is_handed_in else None
