"""Django's admin as this site shows it."""

from typing import Any

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator


class AdminSite(admin.AdminSite):
    site_header = "Quản trị thi đua"
    site_title = "Quản trị thi đua"
    index_title = "Danh mục"

    def has_permission(self, request: HttpRequest) -> bool:
        """The admin is where a superior office works, and where the administrator keeps the accounts."""
        if not (request.user.is_authenticated and request.user.is_active):
            return False
        standing: Any = request.standing  # type: ignore[attr-defined]  # set by blocs, which stands above this module
        return bool(standing.is_office or standing.is_administrator)

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """Sends a stranger to the sign-in page of the site, which has no second one."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))
