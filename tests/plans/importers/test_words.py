"""Nothing that stands in a file is lost, doubled or reworded."""

import pytest
from hypothesis import given, settings

from plans.importers.decoding import decode
from plans.importers.reader import read
from plans.importers.text import read_text
from tests.plans.importers.readings import SAMPLE_NAMES, SAMPLES, read_sample
from tests.plans.importers.source_words import words_of_file, words_of_reading
from tests.plans.strategies import plan_texts
from tests.plans.words import words


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_every_word_of_a_sample_is_in_its_content(name):
    assert words_of_reading(read_sample(name)) == words_of_file(decode((SAMPLES / name).read_bytes()))


@given(plan_texts())
@settings(max_examples=100, deadline=None)
def test_every_word_of_a_typed_plan_is_in_its_content(text):
    assert words_of_reading(read(read_text(text.encode()))) == words_of_file(text)


def test_a_file_without_a_title_gets_no_words_of_its_own():
    reading = read(read_text("I. MỤC ĐÍCH\nNhân rộng gương người tốt, việc tốt.\n".encode()))

    assert [doubt.code for doubt in reading.doubts] == ["KIND_MISSING", "NO_TASKS"]
    assert words_of_reading(reading) == words("I. Mục đích. Nhân rộng gương người tốt, việc tốt.")
