"""Pages that know every part of the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """Việc của tôi: what waits for the person who is signed in."""
    return render(request, "my_work.html")
