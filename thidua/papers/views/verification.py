"""Kiểm tra văn bản: for anybody who holds a paper or its file, without signing in."""

from collections.abc import Callable
from functools import wraps
from time import time
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from blocs.requests import Request
from blocs.throttle import client_address
from thidua.papers.codes import grouped, plain
from thidua.papers.forms import CheckedFileForm
from thidua.papers.models import Paper
from thidua.papers.services import verification
from thidua.papers.services.verification import CheckedPaper

NO_CODE = "Mã kiểm tra gồm 12 chữ và số, in dưới mã QR, không có số 0, 1 và các chữ I, L, O, U. Hãy gõ lại."
MINUTE = 60

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[Request, Arguments], HttpResponse]


def limited(view: View[Arguments]) -> View[Arguments]:
    """At most `CHECKS_A_MINUTE` questions from one address, in each process that serves the site."""

    @wraps(view)
    def asked(request: Request, /, *arguments: Arguments.args, **named: Arguments.kwargs) -> HttpResponse:
        key = f"check/{client_address(request)}/{int(time()) // MINUTE}"
        cache.add(key, 0, timeout=2 * MINUTE)
        if cache.incr(key) > settings.CHECKS_A_MINUTE:
            page = render(request, "papers/check_limit.html", status=429)
            page.headers["Retry-After"] = str(MINUTE)
            return page
        return view(request, *arguments, **named)

    return asked


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_paper(request: Request) -> HttpResponse:
    """Where a code is typed, or a file is brought."""
    if request.method == "POST":
        return _check_file(request)
    typed = request.GET.get("ma", "")
    if code := plain(typed):
        return redirect("check_code", code)
    return _page(request, typed=typed, fault=NO_CODE if typed else "")


@login_not_required
@never_cache
@require_safe
@limited
def check_code(request: Request, code: str) -> HttpResponse:
    """Where the QR code leads."""
    known = plain(code)
    paper = verification.of_code(known) if known else None
    context = {"typed": code, "code": grouped(known) or code, "paper": paper, "link": _is_seen(request, paper)}
    return render(request, "papers/checked.html", context, status=200 if paper else 404)


@limited
def _check_file(request: Request) -> HttpResponse:
    form = CheckedFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    checked = verification.of_upload(form.cleaned_data["file"])
    return _page(request, checked=checked, paper=checked.paper, link=_is_seen(request, checked.paper))


def _page(request: Request, status: int = 200, **context: object) -> HttpResponse:
    return render(request, "papers/check.html", {"form": CheckedFileForm()} | context, status=status)


def _is_seen(request: Request, paper: CheckedPaper | None) -> bool:
    """Whether the person has signed in and may open the paper's own page."""
    if paper is None or not request.user.is_authenticated:
        return False
    return bool(Paper.objects.visible_to(request.standing).filter(pk=paper.pk).exists())
