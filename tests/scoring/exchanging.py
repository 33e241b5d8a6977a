"""What the tests of the lists' workbooks have in common: out, changed by hand, back in."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from blocs.models import User
from scoring.resources.changes import ListPlan


class Exchange:
    """The list of a model in the hands of somebody."""

    def __init__(self, client: Client, user: User, model: str) -> None:
        self.client, self.model = client, model
        client.force_login(user)

    def address(self, page: str) -> str:
        return reverse(f"admin:scoring_{self.model}_{page}")

    def out(self, **filters: Any) -> bytes:
        response = self.client.get(self.address("write"), filters)
        assert response.status_code == 200
        return response.content

    def look(self, data: bytes) -> Any:
        file = SimpleUploadedFile("tep.xlsx", data)
        return self.client.post(self.address("import"), {"file": file})

    def plan(self, change: Callable[[Any], Any] = lambda book: book) -> ListPlan:
        found: ListPlan = self.look(changed(self.out(), change)).context["plan"]
        return found

    def faults(self, change: Callable[[Any], Any]) -> list[tuple[str, int, str]]:
        """Where something is wrong."""
        return [(fault.sheet, fault.row, fault.column) for fault in self.plan(change).faults]

    def take(self, change: Callable[[Any], Any]) -> Any:
        """Look, and confirm what was shown."""
        page = self.look(changed(self.out(), change))
        assert page.context["plan"].faults == ()
        return self.confirm(page)

    def confirm(self, page: Any) -> Any:
        return self.client.post(self.address("import"), {"carried": page.context["carried"]}, follow=True)


def changed(data: bytes, change: Callable[[Any], Any]) -> bytes:
    """The workbook after somebody worked on it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cell(sheet: Any, row: int, heading: str) -> Any:
    [column] = [each.column for each in sheet[1] if str(each.value).removesuffix(" *") == heading]
    return sheet.cell(row, column)


def put(book: Any, title: str, row: int, **values: Any) -> None:
    """Values by heading, "_" for a space."""
    for heading, value in values.items():
        cell(book[title], row, heading.replace("_", " ")).value = value
