"""Exact numbers: the one rounding, whole numbers for the database, and numbers as Vietnamese papers write them."""

import re
from decimal import Decimal
from fractions import Fraction

PLACES_OF_POINTS = 2
"""Points are kept in hundredths."""
PLACES_OF_FIGURES = 4
"""Figures (amounts, targets) are kept in ten-thousandths."""

_MINUS = str.maketrans("−–", "--")
"""Word turns a hyphen before a number into a minus or a dash."""
_VIETNAMESE = re.compile(r"([+-]?)([0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]+))?")
_WITH_POINT = re.compile(r"([+-]?)([0-9]+)\.([0-9]{1,2}|[0-9]{4,})")


class NumberError(ValueError):
    """What was typed is no number; the message says how to write one."""


def rounded(value: Fraction | Decimal, decimals: int) -> Decimal:
    """The nearest number with so many decimals; a half goes away from zero (2,5 → 3 and -2,5 → -3), as in schools."""
    scaled: Fraction = abs(Fraction(value)) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return from_units(-whole if value < 0 else whole, decimals)


def to_units(value: Decimal, places: int) -> int:
    """The value as a whole number of units of the last place: 2,5 with two places → 250.

    Raises ValueError for a value with more places, which would be lost.
    """
    units: Fraction = Fraction(value) * 10**places
    if units.denominator != 1:
        raise ValueError(f"{value} has more than {places} decimals")
    return units.numerator


def from_units(units: int, places: int) -> Decimal:
    """The value of `to_units`, with all its places (250 with two places → 2,50)."""
    return Decimal(f"{units}E-{places}")


def is_multiple(number: Decimal, step: Decimal) -> bool:
    """Whether the number is a whole number of steps; any is, of a step that is not above 0."""
    return step <= 0 or (Fraction(number) / Fraction(step)).denominator == 1


def has_at_most(decimals: int, number: Decimal) -> bool:
    """Whether so many decimals are enough to write the number."""
    return is_multiple(number, from_units(1, decimals))


def number_text(value: Decimal) -> str:
    """As papers write it, without zeros at its end: 1.234,5."""
    digits = f"{value:,f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits.translate(str.maketrans(",.", ".,")) if value else "0"


def parse_number(text: str) -> Decimal:
    """What somebody typed: 97,5 and 1.234,5, where dots part thousands and a comma the decimals.

    So 1.234 is one thousand two hundred and thirty-four. A single dot that is not followed by just three figures is
    taken for a decimal point (97.5). Raises NumberError for anything else, 0.125 among it, which could mean either.
    """
    typed = text.strip().translate(_MINUS)
    match = _VIETNAMESE.fullmatch(typed) or _WITH_POINT.fullmatch(typed)
    if match is None:
        raise NumberError(
            f"“{text.strip()}” không phải là số. Hãy nhập số như 97,5 hoặc 1.234,5 (dấu phẩy trước phần thập phân)."
        )
    sign, whole, decimals = match.groups()
    return Decimal(f"{sign}{whole.replace('.', '')}.{decimals or 0}")
