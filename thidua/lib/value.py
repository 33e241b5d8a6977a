"""Frozen values that are kept as JSON, whatever they are about."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, PlainSerializer


class Value:
    """Anything that is kept as JSON; read back strictly: an unknown key or another kind of value is an error."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)


def _number(value: Any) -> Decimal:
    """Written numbers only: those of JSON are floating point to most programs, which bends them."""
    if not isinstance(value, str) or not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        raise ValueError("a number is written as text, such as '0.5'")
    return Decimal(value)


def _text(value: Decimal) -> str:
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


Number = Annotated[Decimal, BeforeValidator(_number), PlainSerializer(_text)]
"""An exact number, in JSON a string with a decimal point, without an exponent or zeros at its end: "0.5"."""
