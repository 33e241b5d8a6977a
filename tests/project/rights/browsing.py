"""A browser that goes straight to the site: all its middlewares, without what Django's test client records."""

from collections.abc import Callable
from copy import copy
from http.cookies import SimpleCookie
from typing import Any

from django.apps import apps
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client, RequestFactory

from blocs.models import User

SITE: Any = WSGIHandler()
PASSING = ("django_session", "axes_")
"""Tables that tell of visits, not of work."""


class Browser:
    """In the hands of one person; None has not signed in. Nothing that is sent has consequences."""

    def __init__(self, user: User | None) -> None:
        self._requests = RequestFactory()
        self._user = user
        self.writes: list[str] = []
        """The statements by which the last request changed the work of anybody."""
        if user:
            client = Client()
            client.force_login(user)
            self._requests.cookies = SimpleCookie(client.cookies.output(header="", sep=";"))

    def get(self, address: str) -> HttpResponseBase:
        return self.send("GET", address)

    def send(self, method: str, address: str, data: dict[str, Any] | None = None) -> HttpResponseBase:
        """The answer; what it changed is taken back at once."""
        return self.sent(method, address, data, lambda: None)[0]

    def sent(
        self, method: str, address: str, data: dict[str, Any] | None, look: Callable[[], Any]
    ) -> tuple[HttpResponseBase, Any]:
        """The answer, and what a look at the database gives before the changes are taken back."""
        request = getattr(self._requests, method.lower())(address, data or {})
        request._dont_enforce_csrf_checks = True
        if self._user:
            request._cached_user = copy(self._user)  # whom the session names, without asking again each time
        self.writes = []
        with transaction.atomic():
            with connection.execute_wrapper(self._note_writes):
                answer = SITE.get_response(request)
            seen = None if connection.needs_rollback else look()
            transaction.set_rollback(True)
        return answer, seen

    def _note_writes(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        verb, _, rest = sql.partition(" ")
        if verb in ("INSERT", "UPDATE", "DELETE") and not any(table in rest[:40] for table in PASSING):
            self.writes.append(sql)
        return execute(sql, params, many, context)


def everything() -> dict[str, list[Any]]:
    """All rows of the site's own tables."""
    own = [model for model in apps.get_models() if model.__module__.startswith(("blocs", "plans", "thidua", "scoring"))]
    return {model._meta.label: list(model._default_manager.order_by("pk").values_list()) for model in own}
