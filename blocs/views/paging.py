"""Long lists, a page at a time: `?trang=2`."""

from typing import Any

from django.core.paginator import Page, Paginator

from blocs.requests import Request


def page_of(rows: Any, request: Request, *, size: int) -> "Page[Any]":
    """The page asked for; the first or last one for a number that there is not."""
    return Paginator(rows, size).get_page(request.GET.get("trang"))
