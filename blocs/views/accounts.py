"""Getting into one's account: activation, another password, the page for who guessed too often."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from blocs.forms import ActivationForm, ChangePasswordForm
from thidua.lib.verdict import RefusedError


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """Kích hoạt tài khoản: choose a password by means of a printed code."""
    form = ActivationForm(request, request.POST or None)
    if form.is_valid():
        try:
            user = form.activate()
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            login(request, user, backend="django.contrib.auth.backends.ModelBackend")
            messages.success(request, "Tài khoản đã kích hoạt. Từ nay hãy đăng nhập bằng mật khẩu vừa chọn.")
            return redirect("my_work")
    return render(request, "activate.html", {"form": form})


class ChangePassword(PasswordChangeView):
    """Đổi mật khẩu; wherever else the person is signed in, that ends."""

    form_class = ChangePasswordForm
    template_name = "change_password.html"
    success_url = reverse_lazy("my_work")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        changed = "Đã đổi mật khẩu. Các máy khác đang đăng nhập bằng tài khoản này phải đăng nhập lại."
        messages.success(self.request, changed)
        return super().form_valid(form)


def locked(request: HttpRequest, _response: HttpResponse | None, _credentials: dict[str, Any] | None) -> HttpResponse:
    """What somebody sees who has guessed too often; called by django-axes."""
    wait = settings.AXES_COOLOFF_TIME
    page = render(request, "locked.html", {"minutes": int(wait.total_seconds() // 60)}, status=429)
    page.headers["Retry-After"] = str(int(wait.total_seconds()))
    return page
