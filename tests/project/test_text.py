"""Vietnamese order and search."""

from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.lib.text import fold, person_sort_key, search_words, sort_key

ORDERS = [
    ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "o", "ô", "ơ", "p", "u", "ư", "v", "y"],
    ["ma", "mà", "mả", "mã", "má", "mạ"],
    ["ấm", "ậm", "ba"],
    ["bà an", "ba bo", "bà bo"],
    ["da đa", "dê"],
    ["Dương", "Đa"],
    ["Khối 1", "Khối 2", "Khối 02 b", "Khối 9", "Khối 10", "Khối 100", "Khối A"],
    ["An", "An Bình", "Anh"],
    ["an", "An"],
    ["Cư Kuin", "Cư M'gar", "Cư Mta"],
    ["Buôn Cam", "Buôn Čăm", "Buôn Đôn"],
    ["Krông Ana", "Krông-Bông", "Krông Búk", "Krông Năng"],
    ["(Khối) A", "Khối B"],
]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order[0])
def test_words_stand_as_in_a_vietnamese_dictionary(order):
    for first, second in pairwise(order):
        assert sort_key(first) < sort_key(second), f"{first} before {second}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cư M'gar", "Cư M’gar"),
        ("Krông-Ana", "Krông Ana"),
        ("“An”", "An"),
        ("An  Bình", "An Bình"),
        ("An - Ba", "An Ba"),
    ],
)
def test_signs_make_no_difference_but_that_they_part_words(one, other):
    assert sort_key(one) == sort_key(other)


@pytest.mark.parametrize("text", ["Hòa", "Đắk Lắk", "Ê Đê", "Ửng Ỵ"])
def test_however_letters_are_composed_the_key_is_the_same(text):
    assert sort_key(normalize("NFD", text)) == sort_key(text)


@given(st.text())
def test_every_text_has_a_key(text):
    assert isinstance(sort_key(text), bytes)
    assert isinstance(person_sort_key(text), bytes)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Trần Thị An", "Lê Bình"),
        ("Lê An", "Trần An"),
        ("An", "Lê An"),
        ("Lê Văn An", "Lê Thị Ân"),
        ("Nguyễn Văn Dũng", "Lê Đức"),
        ("H'Hen Niê", "Y Sơn"),
    ],
)
def test_persons_stand_by_their_given_names(first, second):
    assert person_sort_key(first) < person_sort_key(second)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đắk Lắk", "dak lak"), ("ƯỜNG", "uong"), (normalize("NFD", "Hòa Ỷ"), "hoa y"), ("Cư M'gar", "cu m'gar")],
)
def test_text_is_folded_for_finding(text, folded):
    assert fold(text) == folded


def test_a_search_looks_for_words_without_diacritics_and_without_what_a_database_refuses():
    assert search_words("  Khối\0thi   ĐUA ") == ["khoi", "thi", "dua"]
