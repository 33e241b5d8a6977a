"""The addresses of the admin, and how to fill in its forms."""

from io import BytesIO

from django.contrib import admin
from django.urls import reverse
from openpyxl import load_workbook

from plans.models import KnownBody, KnownDocument

SHARED = [KnownDocument, KnownBody]
"""One list for the whole site: every office reads all of it."""
LISTS = [model for model in admin.site._registry if model not in SHARED]
"""Of each of these an office has rows of its own."""


def address(obj_or_model, page, *args):
    opts = obj_or_model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=args)


def list_of(model):
    return address(model, "changelist")


def page_of(obj):
    return address(obj, "change", obj.pk)


def act_on(obj, slug):
    return address(obj, "act", obj.pk, slug)


def text(response):
    return response.content.decode()


def as_typed(form):
    """What a browser would send when the form is sent as it stands."""
    values = {}
    for field in form:
        value = field.value()
        if value is None or value is False:
            continue
        many = isinstance(value, list | tuple)
        values[field.html_name] = [getattr(item, "pk", item) for item in value] if many else (
            value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else value
        )  # fmt: skip
    return values


def send(client, url, **changes):
    """Open an add or change page, change some of it, send it."""
    form = client.get(url).context["adminform"].form
    return client.post(url, as_typed(form) | changes)


def refusals(response):
    """What a page that was sent back says is wrong."""
    context = response.context
    form = context["adminform"].form if "adminform" in context else context["form"]
    return [message for messages in form.errors.values() for message in messages]


def cells(response):
    """What stands in the workbook that was answered, line by line."""
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(response.content)).active.rows]
