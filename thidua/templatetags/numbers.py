"""Exact numbers as Vietnamese papers write them."""

from decimal import Decimal

from django import template

from thidua.lib.points import number_text

register = template.Library()


@register.filter
def number(value: Decimal | None) -> str:
    """1.234,5 without zeros at its end; nothing for none."""
    return "" if value is None else number_text(value)
