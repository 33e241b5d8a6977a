"""Moments that stand as text in reports."""

from datetime import datetime

from django import template
from django.utils.timezone import localtime

register = template.Library()


@register.filter
def moment(text: str) -> str:
    """ "14:05 09/03/2026" in Vietnam, of a moment in ISO 8601 with its zone."""
    return f"{localtime(datetime.fromisoformat(text)):%H:%M %d/%m/%Y}"
