"""The values of Nghị định 30/2020/NĐ-CP, Phụ lục I and III."""

from datetime import date

import pytest

from thidua.lib.dates import long_date
from thidua.papers.symbols import number_and_symbol, point_letter, roman, sequence_text, symbol


@pytest.mark.parametrize(("sequence", "text"), [(1, "01"), (7, "07"), (10, "10"), (23, "23"), (105, "105")])
def test_number_below_ten_takes_a_leading_zero(sequence, text):
    assert sequence_text(sequence) == text


@pytest.mark.parametrize("sequence", [0, -1])
def test_series_starts_at_one(sequence):
    with pytest.raises(ValueError, match="starts at 1"):
        sequence_text(sequence)


def test_groups_of_a_symbol_are_joined_by_bare_hyphens():
    assert symbol("KH", "KTĐ") == "KH-KTĐ"
    assert symbol("TB", "UBND", "VX") == "TB-UBND-VX"


def test_letter_has_no_kind_in_its_symbol():
    assert symbol("", "KTĐ", "TH") == "KTĐ-TH"


def test_number_and_symbol_are_parted_by_a_slash():
    assert number_and_symbol(7, "KH", "KTĐ") == "07/KH-KTĐ"


def test_number_is_blank_before_issue():
    assert number_and_symbol(None, "KH", "KTĐ") == "/KH-KTĐ"


def test_points_are_lettered_by_the_vietnamese_alphabet_without_marked_vowels():
    assert [point_letter(position) for position in range(1, 24)] == list("abcdđeghiklmnopqrstuvxy")


@pytest.mark.parametrize("position", [0, 24])
def test_point_beyond_the_alphabet_is_an_error(position):
    with pytest.raises(ValueError, match="1 to 23"):
        point_letter(position)


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX"), (2026, "MMXXVI"), (3999, "MMMCMXCIX")],
)
def test_roman_numerals(number, numeral):
    assert roman(number) == numeral


@pytest.mark.parametrize("number", [0, 4000])
def test_roman_numerals_end(number):
    with pytest.raises(ValueError, match="1 to 3999"):
        roman(number)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2022, 3, 9), "ngày 09 tháng 3 năm 2022"),
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2024, 10, 12), "ngày 12 tháng 10 năm 2024"),
        (date(2024, 2, 29), "ngày 29 tháng 02 năm 2024"),
    ],
)
def test_only_days_below_ten_and_january_and_february_take_a_leading_zero(day, text):
    assert long_date(day) == text
