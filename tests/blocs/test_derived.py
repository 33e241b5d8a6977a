"""The stored order and search text of rows, right after every way of writing."""

import pytest

from blocs.models import Organisation, User
from tests import world as cast
from thidua.lib.text import sort_key

pytestmark = pytest.mark.django_db

NAMES = ["Sở Y tế", "Ấp An Bình", "Khối 10", "Đắk Lắk", "Khối 2", "Dak Pơ", "Ăn", "Ân", "An"]
IN_ORDER = ["An", "Ăn", "Ân", "Ấp An Bình", "Dak Pơ", "Đắk Lắk", "Khối 2", "Khối 10", "Sở Y tế"]


def names():
    return list(Organisation.objects.values_list("name", flat=True))


@pytest.fixture
def rows():
    return [cast.organisation(name) for name in NAMES]


def test_lists_have_one_order_on_both_databases(rows):
    assert names() == IN_ORDER


def test_rows_written_in_bulk_have_it_too():
    Organisation.objects.bulk_create(Organisation(code=f"b{n}", name=name) for n, name in enumerate(NAMES))
    assert names() == IN_ORDER


def test_rows_changed_in_bulk_move_to_their_new_place(rows):
    for row in rows:
        row.name = "Z" if row.name == "An" else row.name
    Organisation.objects.bulk_update(rows, ["name"])
    assert names() == [*IN_ORDER[1:], "Z"]


def test_a_row_of_which_one_field_is_saved_does_too(rows):
    row = Organisation.objects.get(name="An")
    row.name = "Z"
    row.save(update_fields=["name"])
    assert names() == [*IN_ORDER[1:], "Z"]


def test_saving_another_field_leaves_the_key_alone(rows):
    row = Organisation.objects.get(name="An")
    row.name, row.place = "Z", "An Bình"
    row.save(update_fields=["place"])
    assert names() == IN_ORDER


def test_writing_past_the_rows_is_refused(rows):
    with pytest.raises(ValueError, match="search_text, sort_key would go stale: use bulk_update"):
        Organisation.objects.update(name="Z")
    assert names() == IN_ORDER


def test_what_nothing_follows_from_is_written_freely(rows):
    assert Organisation.objects.update(place="An Bình") == len(NAMES)


def test_update_or_create_keeps_the_key_right(rows):
    Organisation.objects.update_or_create(name="An", defaults={"name": "Z"})
    assert names() == [*IN_ORDER[1:], "Z"]


@pytest.mark.parametrize("words", ["dak lak", "Đắk Lắk", "lắk ĐẮK", "DAK", "đak lăk"])
def test_a_name_is_found_with_or_without_diacritics(rows, words):
    assert "Đắk Lắk" in [row.name for row in Organisation.objects.found_by(words)]


def test_every_word_has_to_be_there(rows):
    assert list(Organisation.objects.found_by("dak so")) == []


def test_no_words_find_everything(rows):
    assert Organisation.objects.found_by("  ").count() == len(NAMES)


@pytest.mark.parametrize("words", ["100%", "a_b", "\\"])
def test_signs_of_the_database_are_only_signs(rows, words):
    assert list(Organisation.objects.found_by(words)) == []


def test_people_stand_in_the_order_of_their_given_names():
    for name in ("Lê Văn Đức", "Trần Thị An", "Nguyễn Văn An", "Lê Bình"):
        cast.person(name)
    assert list(User.objects.values_list("full_name", flat=True)) == [
        "Nguyễn Văn An", "Trần Thị An", "Lê Bình", "Lê Văn Đức",
    ]  # fmt: skip


def test_the_key_in_the_database_is_that_of_the_name(rows):
    assert all(bytes(row.sort_key) == sort_key(row.name) for row in Organisation.objects.all())
