"""Tài khoản, vị trí công tác: who signs in, and what each person is where. Passwords are the persons' own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, Q

from blocs.admin.acts import Act
from blocs.admin.base import Lines, ScopedAdmin, ScopedFilter
from blocs.admin.forms import ActForm, ServedModelForm
from blocs.admin.scope import below
from blocs.enums import Role
from blocs.models import Post, User
from blocs.rules import (
    can_appoint_administrator,
    can_create_account,
    can_find_account,
    can_give_post,
    can_lock_account,
    can_manage_account,
)
from blocs.services import accounts
from thidua.lib.verdict import RefusedError, Verdict

POST_FIELDS = ("organisation", "role", "title", "from_on", "followed_blocs")


class NewAccountForm(ServedModelForm):
    """An account with its person's first post, without which no office would find it again."""

    borrowed = {name: (Post, name) for name in POST_FIELDS}
    organisation = role = title = from_on = followed_blocs = forms.Field()

    def create(self, *, login_name, full_name, email, **post):
        user = accounts.create_account(
            login_name, full_name, by=self.standing, email=email, organisation=post["organisation"]
        )
        accounts.give_post(user, by=self.standing, **post_values(post))
        return user


class AccountForm(ServedModelForm):
    def change(self, **values):
        return accounts.change_account(self.instance, by=self.standing, **values)


class GivePostForm(ActForm):
    borrowed = {name: (Post, name) for name in ("organisation", "role", "title", "from_on", "to_on", "followed_blocs")}
    organisation = role = title = from_on = to_on = followed_blocs = forms.Field()

    def serve(self):
        return f"Đã giao: {accounts.give_post(self.obj, by=self.standing, **post_values(self.cleaned_data))}."


def post_values(values):
    return values | {"role": Role(values["role"]), "followed_blocs": list(values["followed_blocs"])}


class CodeForm(ActForm):
    def serve(self):
        return slips([self.obj], self.standing, self.make_page)


class LockForm(ActForm):
    def serve(self):
        accounts.lock_account(self.obj, by=self.standing)
        return "Đã khóa tài khoản. Người đang dùng bị đưa ra ở lần bấm tiếp theo."


class UnlockForm(ActForm):
    def serve(self):
        accounts.unlock_account(self.obj, by=self.standing)
        return "Đã mở khóa tài khoản."


class AdministratorForm(ActForm):
    def serve(self):
        accounts.appoint_administrator(self.obj, is_administrator=not self.obj.is_superuser, by=self.standing)
        return "Đã đổi quyền quản trị."


def slips(users, standing, make_page):
    """The page of slips to print and hand over. The codes stand nowhere else, so no cache may keep it."""
    made, refused = [], []
    for user in users:
        try:
            made.append((user, accounts.issue_code(user, by=standing)))
        except RefusedError as refusal:
            refused.append((user, str(refusal)))
    context = {"title": "Phiếu kích hoạt tài khoản", "slips": made, "refused": refused, "days": accounts.CODE_DAYS}
    page = make_page("admin/activation_slips.html", context)
    page.headers["Cache-Control"] = "private, no-store"
    return page


def can_lock(standing, user):
    return can_lock_account(standing, user) if user.is_active else Verdict.no("Tài khoản này đã khóa rồi.")


def can_unlock(standing, user):
    return Verdict.no("Tài khoản này đang dùng.") if user.is_active else can_lock_account(standing, user)


@admin.register(User)
class UserAdmin(ScopedAdmin):
    help = (
        "Tài khoản của người thuộc các cơ quan trong phạm vi quản lý. Mật khẩu do từng người tự đặt bằng mã kích hoạt."
    )
    account = ["login_name", "full_name", "email"]
    told = ["is_active", "is_superuser", "last_login", "created_at"]
    list_display = ["full_name", "login_name", "email", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser"]
    search_fields = ["search_text"]
    actions = ["print_codes"]
    acts = (
        Act(
            "giao-vi-tri",
            "Giao vị trí",
            GivePostForm,
            can_find_account,
            "Người này giữ vai trò ấy ở cơ quan từ ngày đã ghi; mọi quyền trong phần mềm theo vị trí mà có.",
        ),
        Act(
            "ma-kich-hoat",
            "In mã kích hoạt",
            CodeForm,
            can_manage_account,
            "Cấp một mã dùng một lần để người này tự đặt mật khẩu, hoặc đặt lại khi quên. Mã cấp trước hết dùng được.",
        ),
        Act(
            "khoa",
            "Khóa tài khoản",
            LockForm,
            can_lock,
            "Không ai đăng nhập bằng tài khoản này được nữa; vị trí công tác và lịch sử vẫn còn.",
        ),
        Act("mo-khoa", "Mở khóa tài khoản", UnlockForm, can_unlock, "Cho người này đăng nhập lại như trước."),
        Act(
            "quan-tri",
            "Giao hoặc thôi quyền quản trị",
            AdministratorForm,
            can_appoint_administrator,
            "Người quản trị giữ tài khoản, vị trí, cơ quan; không xem kế hoạch, không tham gia việc của khối, cụm.",
        ),
    )
    lines = (Lines(Post, "user", ("organisation", "role", "title", "from_on", "to_on")),)

    def rows(self, standing):
        if standing.is_administrator:
            return Q()
        if not standing.overseen_paths:
            return None
        in_scope = Post.objects.filter(below(standing, "organisation"), user=OuterRef("pk"))
        return Q(Exists(in_scope), is_superuser=False)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("posts__organisation")

    def may_add(self, standing):
        return can_create_account(standing)

    def may_change(self, standing, obj):
        return can_manage_account(standing, obj)

    def get_form(self, request, obj=None, change=False, **options):
        return super().get_form(
            request, obj, change, **{"form": NewAccountForm if obj is None else AccountForm} | options
        )

    def get_fields(self, request, obj=None):
        return [*self.account, *POST_FIELDS] if obj is None else [*self.account, *self.told]

    def get_readonly_fields(self, request, obj=None):
        return [] if obj is None else ["login_name", *self.told]

    @admin.action(description="In mã kích hoạt", permissions=["change"])
    def print_codes(self, request, queryset):
        return slips(queryset, request.standing, self.page_maker(request))


class PostForm(ServedModelForm):
    def create(self, **values):
        return accounts.give_post(by=self.standing, **post_values(values))

    def change(self, *, followed_blocs, **values):
        """Blocs outside the office's scope were not offered, so they stay."""
        choice: Any = self.fields["followed_blocs"]
        offered = set(choice.queryset)
        kept = [bloc for bloc in self.instance.followed_blocs.all() if bloc not in offered]
        return accounts.change_post(self.instance, by=self.standing, followed_blocs=[*followed_blocs, *kept], **values)


@admin.register(Post)
class PostAdmin(ScopedAdmin):
    help = "Ai giữ vai trò gì, ở cơ quan nào, từ ngày nào. Thôi giữ thì ghi ngày cuối, không xóa."
    form = PostForm
    fields = ["user", "organisation", "role", "title", "from_on", "to_on", "followed_blocs"]
    list_display = ["user", "organisation", "role", "title", "from_on", "to_on"]
    list_filter = ["role", ("to_on", admin.EmptyFieldListFilter), ("followed_blocs", ScopedFilter)]
    list_select_related = ["user", "organisation"]
    search_fields = ["user__search_text", "organisation__search_text"]
    autocomplete_fields = ["user", "organisation", "followed_blocs"]

    def rows(self, standing):
        if standing.is_administrator:
            return Q()
        return below(standing, "organisation") if standing.overseen_paths else None

    def may_add(self, standing):
        return can_create_account(standing)

    def may_change(self, standing, obj):
        return can_give_post(standing, obj.organisation)

    def get_readonly_fields(self, request, obj=None):
        return [] if obj is None else ["user", "organisation", "role", "from_on"]
