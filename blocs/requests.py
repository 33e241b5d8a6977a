"""The requests of a signed-in person."""

from django.http import HttpRequest

from blocs.models import User
from blocs.standing import Standing


class Request(HttpRequest):
    """What the middlewares make of a request: who sends it, and what that person is today."""

    user: User
    standing: Standing
