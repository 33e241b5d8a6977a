from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group

from blocs.models import User

# What a person may do follows from the posts they hold, so groups of rights have no use here.
admin.site.unregister(Group)


class NewUserForm(BaseUserCreationForm):
    class Meta:
        model = User
        fields = ("login_name", "full_name", "email")


class UserForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    add_form = NewUserForm
    add_form_template = None
    form = UserForm
    add_fieldsets = [(None, {"fields": ["login_name", "full_name", "email", "password1", "password2"]})]
    fieldsets = [
        (None, {"fields": ["login_name", "password", "full_name", "email"]}),
        ("Quyền", {"fields": ["is_active", "is_superuser"]}),
        ("Thời gian", {"fields": ["last_login", "created_at"]}),
    ]
    readonly_fields = ["last_login", "created_at"]
    list_display = ["login_name", "full_name", "email", "is_active", "is_superuser"]
    list_filter = ["is_active", "is_superuser"]
    search_fields = ["login_name", "full_name", "email"]
    ordering = ["login_name"]
