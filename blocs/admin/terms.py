"""Năm thi đua: its member units, who leads it, opening and closing it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Max

from blocs.admin.acts import Act
from blocs.admin.base import Lines, ScopedAdmin, ScopedFilter, ScopedValuesFilter, admin_of
from blocs.admin.forms import ActForm, AutocompleteMany, ServedModelForm
from blocs.admin.scope import in_blocs
from blocs.enums import LeadershipRole
from blocs.models import Leadership, MemberUnit, Organisation, Term
from blocs.rules import NOT_THE_OFFICE, can_change_term, can_manage_bloc
from blocs.services import leadership, members, terms
from thidua.lib.verdict import RefusedError, Verdict


class NewTermForm(ServedModelForm):
    members = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="đơn vị thành viên",
        required=False,
        help_text="Năm sau của một năm đã có: dùng nút “Mở năm tiếp theo”, danh sách đơn vị được mang sang.",
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        units: Any = self.fields["members"]
        units.queryset = self.borrow(MemberUnit, "organisation").queryset
        units.widget = AutocompleteMany(MemberUnit._meta.get_field("organisation"), self.admin_site)
        units.widget.choices = units.choices

    def create(self, *, bloc, year, members):
        return terms.open_term(bloc, year, by=self.standing, members=members)


class NextYearForm(ActForm):
    def serve(self):
        return f"Đã mở {terms.open_next_term(self.obj, by=self.standing)}."


class CloseForm(ActForm):
    def serve(self):
        terms.close_term(self.obj, by=self.standing)
        return "Đã khép năm."


class AddUnitForm(ActForm):
    borrowed = {
        "organisation": (MemberUnit, "organisation"),
        "position": (MemberUnit, "position"),
        "note": (MemberUnit, "note"),
    }
    organisation = position = note = forms.Field()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        last = self.obj.member_units.aggregate(last=Max("position"))["last"] or 0
        self.fields["position"].initial = last + 1

    def serve(self):
        return f"Đã thêm {members.add(self.obj, by=self.standing, **self.cleaned_data).organisation}."


class AppointForm(ActForm):
    borrowed = {
        "organisation": (Leadership, "organisation"),
        "role": (Leadership, "role"),
        "from_on": (Leadership, "from_on"),
    }
    organisation = role = from_on = forms.Field()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["organisation"] = unit_choice(self.obj)

    def serve(self):
        values = self.cleaned_data | {"role": LeadershipRole(self.cleaned_data["role"])}
        return f"Đã cử {leadership.appoint(self.obj, by=self.standing, **values)}."


def unit_choice(term):
    """The units that may lead a year: its members, and the organisation whose movement it is."""
    units = Organisation.objects.filter(memberships__term=term, memberships__left_on=None)
    if term.bloc.is_movement:
        units |= Organisation.objects.filter(pk=term.bloc.superior_id)
    return forms.ModelChoiceField(units.distinct(), label="đơn vị")


@admin.register(Term)
class TermAdmin(ScopedAdmin):
    help = "Năm thi đua của từng khối, cụm. Mở từng năm để xếp đơn vị thành viên, cử đơn vị đứng đầu, khép năm."
    form = NewTermForm
    list_display = ["bloc", "label", "starts_on", "ends_on", "closed_at"]
    list_display_links = ["bloc", "label"]
    list_filter = ["year", ("closed_at", admin.EmptyFieldListFilter), ("bloc", ScopedFilter)]
    list_select_related = ["bloc__superior"]
    search_fields = ["bloc__search_text", "year"]
    autocomplete_fields = ["bloc"]
    actions = ["open_next"]
    acts = (
        Act(
            "them-don-vi",
            "Thêm đơn vị thành viên",
            AddUnitForm,
            can_change_term,
            "Thêm một đơn vị vào danh sách của năm này. Đơn vị chưa có trong danh mục thì lập ở mục Cơ quan trước.",
        ),
        Act(
            "cu-don-vi",
            "Cử đơn vị đứng đầu, đơn vị phó",
            AppointForm,
            can_change_term,
            "Đơn vị đứng đầu mới thay đơn vị cũ từ ngày đã ghi; trước khi bầu thì ghi là dự kiến.",
        ),
        Act(
            "mo-nam-tiep-theo",
            "Mở năm tiếp theo",
            NextYearForm,
            lambda standing, term: can_manage_bloc(standing, term.bloc),
            "Mở năm sau với các đơn vị còn là thành viên; đơn vị đã sáp nhập được thay bằng đơn vị nhận sáp nhập.",
        ),
        Act(
            "khep-nam",
            "Khép năm",
            CloseForm,
            can_change_term,
            "Quyền của đơn vị đứng đầu, đơn vị phó chấm dứt; năm này từ đó chỉ còn xem. Việc này không lùi lại được.",
        ),
    )
    lines = (
        Lines(Leadership, "term", ("organisation", "role", "from_on", "to_on")),
        Lines(MemberUnit, "term", ("organisation", "position", "left_on", "note")),
    )

    def rows(self, standing):
        return in_blocs(standing, "bloc") if standing.is_office else None

    def may_add(self, standing):
        return Verdict.yes() if standing.overseen_paths else Verdict.no(NOT_THE_OFFICE)

    def may_change(self, standing, obj):
        verdict = can_change_term(standing, obj)
        return Verdict.no("Năm đã mở được sửa bằng các nút ở đây và ở từng dòng bên dưới.") if verdict else verdict

    def get_fields(self, request, obj=None):
        return ["bloc", "year", "members"] if obj is None else ["bloc", "label", "starts_on", "ends_on", "closed_at"]

    def get_readonly_fields(self, request, obj=None):
        return [] if obj is None else self.get_fields(request, obj)

    @admin.display(description="năm", ordering="year")
    def label(self, term):
        return term.label

    @admin.action(description="Mở năm tiếp theo", permissions=["add"])
    def open_next(self, request, queryset):
        for term in queryset:
            try:
                opened = terms.open_next_term(term, by=request.standing)
            except RefusedError as refusal:
                self.message_user(request, f"{term}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, f"Đã mở {opened}.", messages.SUCCESS)


class UnitForm(ServedModelForm):
    def change(self, **values):
        return members.change(self.instance, by=self.standing, **values)


@admin.register(MemberUnit)
class MemberUnitAdmin(ScopedAdmin):
    help = "Đơn vị thành viên của từng năm. Thêm đơn vị ở trang của năm thi đua."
    form = UnitForm
    fields = ["term", "organisation", "position", "left_on", "note"]
    readonly_fields = ["term", "organisation"]
    list_display = ["organisation", "term", "position", "left_on"]
    list_filter = [("term__year", ScopedValuesFilter), ("term__bloc", ScopedFilter)]
    list_select_related = ["term__bloc__superior", "organisation"]
    search_fields = ["organisation__search_text", "term__bloc__search_text"]
    autocomplete_fields = ["organisation"]

    def rows(self, standing):
        return in_blocs(standing, "term__bloc") if standing.is_office else None

    def may_change(self, standing, obj):
        return can_change_term(standing, obj.term)

    def response_post_save_change(self, request, obj):
        return admin_of(Term).page_of(obj.term)


class CorrectForm(ServedModelForm):
    reason = forms.CharField(label="lý do sửa", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "organisation" in self.fields:
            self.fields["organisation"] = unit_choice(self.instance.term)

    def change(self, **values):
        return leadership.correct(self.instance, by=self.standing, **values)


class EndForm(ActForm):
    borrowed = {"last_day": (Leadership, "to_on")}
    last_day = forms.Field()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["last_day"].required = True

    def serve(self):
        leadership.end(self.obj, by=self.standing, **self.cleaned_data)
        return "Đã ghi ngày thôi."


@admin.register(Leadership)
class LeadershipAdmin(ScopedAdmin):
    help = (
        "Đơn vị đứng đầu, đơn vị phó của từng năm. Cử đơn vị ở trang của năm thi đua; ở đây chỉ sửa dòng đã nhập sai."
    )
    form = CorrectForm
    fields = ["term", "role", "organisation", "from_on", "to_on", "reason"]
    readonly_fields = ["term", "role", "to_on"]
    list_display = ["organisation", "role", "term", "from_on", "to_on"]
    list_filter = ["role", ("term__year", ScopedValuesFilter), ("term__bloc", ScopedFilter)]
    list_select_related = ["term__bloc__superior", "organisation"]
    search_fields = ["organisation__search_text", "term__bloc__search_text"]
    acts = (
        Act(
            "thoi",
            "Thôi cử",
            EndForm,
            lambda standing, leadership: can_change_term(standing, leadership.term),
            "Đơn vị phó hoặc đơn vị dự kiến thôi từ sau ngày này. Đơn vị đứng đầu thì cử đơn vị thay thế.",
        ),
    )

    def rows(self, standing):
        return in_blocs(standing, "term__bloc") if standing.is_office else None

    def may_change(self, standing, obj):
        return can_change_term(standing, obj.term)

    def get_fields(self, request, obj=None):
        return self.fields if obj and self.has_change_permission(request, obj) else self.fields[:-1]

    def response_post_save_change(self, request, obj):
        return admin_of(Term).page_of(obj.term)
