"""What every request carries."""

import uuid
from collections.abc import Callable
from typing import cast

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from blocs.requests import Request
from blocs.services.standing import standing_of
from blocs.standing import Standing
from thidua.lib.verdict import RefusedError


class StandingMiddleware:
    """`request.standing`: what the signed-in person is today, loaded when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        sent = cast(Request, request)
        sent.standing = cast(Standing, SimpleLazyObject(lambda: standing_of(sent.user, request_id=request_id)))
        return self.get_response(request)


BEYOND_THE_DATABASE = (OverflowError, DataError)
"""What SQLite and PostgreSQL say of a key with more digits than any column has: nobody sends one by mistake."""


class RefusalMiddleware:
    """Whatever a service or rule refused is told to the person in its own words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, RefusedError):
            return render(request, "refused.html", {"reason": str(exception)}, status=403)
        if isinstance(exception, BEYOND_THE_DATABASE):
            return render(request, "400.html", status=400)
        return None
