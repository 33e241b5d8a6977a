"""Kế hoạch, as the superior office reviews them: by bloc, year, state and lateness. They are written in the site."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from blocs.admin.acts import Act
from blocs.admin.base import ReadOnlyAdmin, ScopedFilter, ScopedValuesFilter
from blocs.admin.forms import ActForm
from blocs.admin.scope import in_blocs
from plans.enums import PUBLISHED
from plans.models import Plan
from plans.rules import can_take
from plans.services import steps
from plans.workflow import Action
from thidua.lib.dates import short_date
from thidua.lib.verdict import RefusedError
from thidua.papers.models import Paper
from thidua.papers.services import files
from thidua.papers.services.bundles import WITH_FILES, bundle

NOT_ISSUED = ~Q(state__in=sorted(PUBLISHED))


class LateFilter(admin.SimpleListFilter):
    """Plans that are not issued although their year has begun."""

    title = "chậm ban hành"
    parameter_name = "cham"

    def lookups(self, request, model_admin):
        return [("co", "Năm đã bắt đầu, chưa ban hành"), ("khong", "Còn lại")]

    def queryset(self, request, queryset):
        late = NOT_ISSUED & Q(term__starts_on__lte=request.standing.today, term__closed_at=None)
        match self.value():
            case "co":
                return queryset.filter(late)
            case "khong":
                return queryset.exclude(late)
        return queryset


class ReturnForm(ActForm):
    reason = forms.CharField(
        label="lý do trả lại",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nói rõ cần sửa gì; đơn vị lập kế hoạch đọc đúng những chữ này.",
    )

    def serve(self):
        steps.return_plan(self.obj, reason=self.cleaned_data["reason"], by=self.standing)
        return "Đã trả lại kế hoạch. Đơn vị lập kế hoạch sửa tiếp từ bản này."


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin):
    help = "Kế hoạch của các khối, cụm được giao, kể cả dự thảo. Lọc theo năm, tình trạng hoặc kế hoạch chậm ban hành."
    fields = ["bloc", "term", "title", "state", "days_late", "paper", "made_from", "created_by", "created_at",
              "updated_at"]  # fmt: skip
    list_display = ["title_or_none", "bloc", "year", "state", "days_late", "updated_at"]
    list_filter = [("term__year", ScopedValuesFilter), "state", LateFilter, ("term__bloc", ScopedFilter)]
    list_select_related = ["term__bloc__superior", "paper__entry", "made_from", "created_by"]
    search_fields = ["search_text", "term__bloc__search_text"]
    actions = ["download"]
    acts = (
        Act(
            "tra-lai",
            "Trả lại",
            ReturnForm,
            lambda standing, plan: can_take(standing, plan, Action.RETURN),
            "Kế hoạch trở về bước sửa ở đơn vị lập; bản đã trình ký, nếu có, bị hủy. Hãy ghi rõ lý do.",
        ),
    )

    def rows(self, standing):
        return in_blocs(standing, "term__bloc") if standing.is_office else None

    def page_on_site(self, standing, plan):
        return reverse("plan", args=[plan.pk])

    def files(self, plan):
        return [("PDF", reverse("plan_pdf", args=[plan.pk]))]

    @admin.action(description="Tải tệp (nhiều kế hoạch: ZIP)", permissions=["view"])
    def download(self, request, queryset):
        """Of each plan that was laid before its signer the signed copy, or the best there is."""
        papers = Paper.objects.filter(plan__in=queryset.values("pk")).select_related(*WITH_FILES)
        try:
            bundled = bundle(list(papers.defer("content", "boxes").order_by("pk")))
        except RefusedError as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return None
        return files.answer(bundled.data, bundled.name, bundled.content_type)

    def get_queryset(self, request):
        """Without the text of the plans, which no list shows."""
        return super().get_queryset(request).defer("content", "doubts", "paper__content", "made_from__content")

    @admin.display(description="trích yếu", ordering="search_text")
    def title_or_none(self, plan):
        return str(plan)

    @admin.display(description="khối, cụm", ordering="term__bloc__sort_key")
    def bloc(self, plan):
        return str(plan.term.bloc)

    @admin.display(description="năm", ordering="term__year")
    def year(self, plan):
        return plan.term.label

    @admin.display(description="chậm ban hành")
    def days_late(self, plan):
        """Days since the first of its year, while it is not issued."""
        late = (timezone.localdate() - plan.term.starts_on).days
        if plan.is_published or not plan.term.is_open or late < 0:
            return None
        return f"{late} ngày kể từ {short_date(plan.term.starts_on)}"
