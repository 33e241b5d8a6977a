"""The requests of a signed-in person."""

from django.http import HttpRequest

from blocs.models import User
from blocs.standing import Standing

LONGEST_KEY = 19
"""In figures: fewer than these fit into the column of every key."""


class Request(HttpRequest):
    """What the middlewares make of a request: who sends it, and what that person is today."""

    user: User
    standing: Standing


def key_of(text: str) -> int:
    """The key of a row as it was sent; 0, which no row has, for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_KEY else 0
