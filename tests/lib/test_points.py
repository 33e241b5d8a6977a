"""Exact numbers: rounding, whole numbers for the database, numbers as people write them."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.lib.points import (
    NumberError,
    from_units,
    has_at_most,
    is_multiple,
    number_text,
    parse_number,
    rounded,
    to_units,
)

exact = st.builds(from_units, st.integers(-(10**15), 10**15), st.integers(0, 6))


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("2.4999999999999999999999999999999", 0, "2"),
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("-0.001", 2, "0.00"),
        ("1.005", 2, "1.01"),
        ("7", 1, "7.0"),
    ],
)
def test_a_half_is_rounded_away_from_zero(value, decimals, shown):
    assert str(rounded(Decimal(value), decimals)) == shown


def test_fractions_are_rounded_without_a_stop_in_between():
    assert rounded(Fraction(2, 3), 2) == Decimal("0.67")
    assert rounded(Fraction(5, 6) - Fraction(1, 10**40), 0) == 1


@given(exact, st.integers(0, 2))
def test_rounding_is_that_of_schools(value, decimals):
    assert rounded(value, decimals) == value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@given(exact)
def test_the_database_gives_back_what_it_got(value):
    assert from_units(to_units(value, 6), 6) == value


def test_what_the_database_would_lose_is_refused():
    with pytest.raises(ValueError, match=r"0\.125 has more than 2 decimals"):
        to_units(Decimal("0.125"), 2)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0", "0"),
        ("97,5", "97.5"),
        ("97.5", "97.5"),
        ("1.234,5", "1234.5"),
        ("1.234", "1234"),
        ("12.345.678", "12345678"),
        ("1234,50", "1234.5"),
        ("1.2345", "1.2345"),
        (" +5 ", "5"),
        ("-0,5", "-0.5"),
        ("−3", "-3"),
        ("–3", "-3"),
        ("007", "7"),
    ],
)
def test_numbers_are_read_as_vietnamese_write_them(typed, value):
    assert parse_number(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "-", "mười", "1,234.5", "1.23.456", "0.125", "1234.567", "1.2345.678", "1 234", "5%", "1e3", "NaN"),
        *(",5", "5,", "5.", ".5", "--5", "1,2,3", "٣", "½"),
    ],
)
def test_anything_else_is_refused_with_what_to_type(typed):
    with pytest.raises(NumberError) as refusal:
        parse_number(typed)
    assert str(refusal.value) == (
        f"“{typed.strip()}” không phải là số. Hãy nhập số như 97,5 hoặc 1.234,5 (dấu phẩy trước phần thập phân)."
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1234.50", "1.234,5"),
        ("-1234567", "-1.234.567"),
        ("0.00", "0"),
        ("-0.0", "0"),
        ("100", "100"),
        ("1E+3", "1.000"),
        ("0.25", "0,25"),
    ],
)
def test_numbers_are_written_without_zeros_at_their_end(value, text):
    assert number_text(Decimal(value)) == text


@given(exact)
def test_what_is_written_is_read_as_it_was(value):
    assert parse_number(number_text(value)) == value


def test_steps():
    assert is_multiple(Decimal("2.5"), Decimal("0.5"))
    assert not is_multiple(Decimal("2.4"), Decimal("0.5"))
    assert is_multiple(Decimal("2.4"), Decimal(0))
    assert is_multiple(Decimal(10) ** 40, Decimal("0.1"))


def test_decimals():
    assert has_at_most(1, Decimal("2.50"))
    assert not has_at_most(1, Decimal("2.25"))
