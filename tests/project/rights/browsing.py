"""A browser that goes straight to the site: the whole chain of middlewares, without what Django's test client records."""

from http.cookies import SimpleCookie
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client, RequestFactory

from blocs.models import User

SITE = WSGIHandler()


class Browser:
    """In the hands of one person; None has not signed in. Nothing that is sent has consequences."""

    def __init__(self, user: User | None) -> None:
        self._requests = RequestFactory()
        if user:
            client = Client()
            client.force_login(user)
            self._requests.cookies = SimpleCookie(client.cookies.output(header="", sep=";"))

    def send(self, method: str, address: str, data: dict[str, Any] | None = None) -> HttpResponseBase:
        """The answer; what it changed is taken back at once."""
        request = getattr(self._requests, method.lower())(address, data or {})
        request._dont_enforce_csrf_checks = True
        with transaction.atomic():
            answer = SITE.get_response(request)
            transaction.set_rollback(True)
        return answer

    def get(self, address: str) -> HttpResponseBase:
        return self.send("GET", address)
