"""Ways to prove who one is, beside the password."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from blocs.models import User
from blocs.services.accounts import user_of_code


class CodeBackend(BaseBackend):
    """A login name with a printed activation code. It is a backend so that wrong codes are counted like passwords."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, code: str | None = None, **_: Any
    ) -> User | None:
        return user_of_code(username, code) if username and code else None
