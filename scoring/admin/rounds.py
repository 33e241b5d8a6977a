"""Đợt chấm điểm, by bloc and year."""

from django.contrib import admin
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.urls import reverse

from blocs.admin.acts import Act
from blocs.admin.base import Lines, ReadOnlyAdmin, ScopedFilter, ScopedValuesFilter
from blocs.admin.forms import ActForm
from blocs.admin.scope import in_blocs
from scoring.enums import SheetState
from scoring.forms.rounds import DueForm
from scoring.models import ScoreSheet, ScoringRound
from scoring.rules import can_extend, can_open_round
from scoring.services import rounds


class DeadlineForm(ActForm, DueForm):
    def __init__(self, *args, **options):
        super().__init__(*args, initial=DueForm.initial_of(self.obj), **options)

    def serve(self):
        rounds.change_deadline(self.obj, self.due, by=self.standing)
        return "Đã đổi hạn nộp. Bảng đã nộp giữ nguyên tình trạng khi tiếp nhận."


class RemindForm(ActForm):
    def serve(self):
        return redirect("remind", self.obj.pk)


@admin.register(ScoringRound)
class ScoringRoundAdmin(ReadOnlyAdmin):
    help = "Các năm đã mở chấm điểm: hạn nộp, số đơn vị đã nộp. Đôn đốc hoặc đổi hạn ở trang của từng năm."
    fields = ["term", "table", "due_on", "is_before", "counted", "opened_at", "opener"]
    list_display = ["bloc", "year", "due_on", "is_before", "handed_in", "units"]
    list_filter = [("term__year", ScopedValuesFilter), ("term__bloc", ScopedFilter)]
    list_select_related = ["term__bloc__superior", "table", "opened_by"]
    search_fields = ["term__bloc__search_text"]
    ordering = ("-term__year", "term__bloc__sort_key", "pk")  # counting drops that of the model
    acts = (
        Act(
            "doi-han",
            "Đổi hạn nộp",
            DeadlineForm,
            lambda standing, found: can_open_round(standing, found.term),
            "Hạn mới áp dụng cho mọi đơn vị chưa nộp.",
        ),
        Act(
            "don-doc",
            "Đôn đốc",
            RemindForm,
            can_extend,
            "Lập đoạn nhắc nêu tên các đơn vị chưa nộp, để gửi hoặc đưa vào công văn.",
        ),
    )
    lines = (Lines(ScoreSheet, "round", ("unit_name", "state_shown", "days_late", "total_shown")),)

    def rows(self, standing):
        return in_blocs(standing, "term__bloc") if standing.is_office else None

    def page_on_site(self, standing, found):
        return reverse("scoring_round", args=[found.pk])

    def get_queryset(self, request):
        counted = {
            "sheet_count": Count("sheets"),
            "in_count": Count("sheets", filter=Q(sheets__state=SheetState.SUBMITTED)),
        }
        return super().get_queryset(request).defer("table__content").annotate(**counted)

    @admin.display(description="khối, cụm", ordering="term__bloc__sort_key")
    def bloc(self, found):
        return str(found.term.bloc)

    @admin.display(description="năm", ordering="term__year")
    def year(self, found):
        return found.term.label

    @admin.display(description="người mở")
    def opener(self, found):
        return str(found.opened_by)

    @admin.display(description="đã nộp")
    def handed_in(self, found):
        return found.in_count

    @admin.display(description="đơn vị")
    def units(self, found):
        return found.sheet_count
