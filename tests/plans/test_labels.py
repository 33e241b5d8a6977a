"""Labels are computed from the style of a list, in the forms of Nghị định 30/2020/NĐ-CP."""

import pytest

from plans.content import Column, Item, LabelStyle, Section, Table
from plans.labels import computed_core, numbered, with_marks


def labels_of(*lines):
    return list(numbered(lines).values())


def lines(style, count, first_key=1):
    return tuple(Item(key=key, style=style, text="Họp Khối") for key in range(first_key, first_key + count))


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        (LabelStyle.NONE, ["", "", ""]),
        (LabelStyle.PART, ["Phần I", "Phần II", "Phần III"]),
        (LabelStyle.UPPER, ["A.", "B.", "C."]),
        (LabelStyle.ROMAN, ["I.", "II.", "III."]),
        (LabelStyle.ARABIC, ["1.", "2.", "3."]),
        (LabelStyle.DECIMAL, ["1.", "2.", "3."]),
        (LabelStyle.LETTER, ["a)", "b)", "c)"]),
        (LabelStyle.BRACKET, ["(1)", "(2)", "(3)"]),
        (LabelStyle.ARTICLE, ["Điều 1.", "Điều 2.", "Điều 3."]),
        (LabelStyle.DASH, ["-", "-", "-"]),
        (LabelStyle.PLUS, ["+", "+", "+"]),
        (LabelStyle.STAR, ["*", "*", "*"]),
    ],
)
def test_each_style_counts_in_its_own_way(style, printed):
    assert labels_of(*lines(style, 3)) == printed


def test_every_style_can_be_printed():
    assert [with_marks(style, computed_core(style, 4, "2")) for style in LabelStyle] == [
        "", "Phần IV", "D.", "IV.", "4.", "2.4.", "d)", "(4)", "Điều 4.", "-", "+", "*",
    ]  # fmt: skip


def test_points_follow_the_alphabet_of_the_decree():
    assert labels_of(*lines(LabelStyle.LETTER, 23)) == [f"{letter})" for letter in "abcdđeghiklmnopqrstuvxy"]


def test_there_is_no_letter_after_the_last():
    with pytest.raises(ValueError, match="23"):
        computed_core(LabelStyle.LETTER, 24, "")


def test_a_label_written_otherwise_stays_and_the_others_go_on_counting():
    first, second, third = lines(LabelStyle.ROMAN, 3)
    second = Item(key=second.key, style=second.style, label="IIa", text=second.text)

    assert labels_of(first, second, third) == ["I.", "IIa.", "III."]


def test_lists_of_different_styles_count_apart():
    two_clauses, two_points = lines(LabelStyle.ARABIC, 2), lines(LabelStyle.LETTER, 2, 3)
    third_clause = lines(LabelStyle.ARABIC, 1, 5)

    assert labels_of(*two_clauses, *two_points, *third_clause) == ["1.", "2.", "a)", "b)", "3."]


def test_decimals_take_the_number_of_the_part_above():
    second = Section(key=2, style=LabelStyle.ARABIC, text="Yêu cầu", blocks=lines(LabelStyle.DECIMAL, 2, 3))

    assert labels_of(Section(key=1, style=LabelStyle.ARABIC, text="Mục đích"), second) == ["1.", "2.", "2.1.", "2.2."]


def test_decimals_take_the_number_above_as_it_was_written():
    deepest = lines(LabelStyle.DECIMAL, 1, 3)
    inner = Section(key=2, style=LabelStyle.DECIMAL, label="3.2", text="Thời gian", blocks=deepest)
    outer = Section(key=1, style=LabelStyle.ARABIC, label="3", text="Nội dung", blocks=(inner,))

    assert labels_of(outer) == ["3.", "3.2.", "3.2.1."]


def test_decimals_below_a_numeral_begin_with_their_own_number():
    section = Section(key=1, style=LabelStyle.ROMAN, text="Nội dung", blocks=lines(LabelStyle.DECIMAL, 2, 2))

    assert labels_of(section) == ["I.", "1.", "2."]


def test_each_part_counts_anew():
    first = Section(key=1, style=LabelStyle.ROMAN, text="Mục đích", blocks=lines(LabelStyle.ARABIC, 2, 10))
    second = Section(key=2, style=LabelStyle.ROMAN, text="Yêu cầu", blocks=lines(LabelStyle.ARABIC, 1, 20))

    assert numbered((first, second)) == {1: "I.", 10: "1.", 11: "2.", 2: "II.", 20: "1."}


def test_tables_have_no_label():
    table = Table(key=1, columns=(Column(key=2, title="TT"),), rows=())

    assert numbered((table, *lines(LabelStyle.ARABIC, 1, 3))) == {3: "1."}


def test_after_the_last_letter_points_are_numbered():
    labels = labels_of(*lines(LabelStyle.LETTER, 24))
    assert labels[22:] == ["y)", "24)"]


def test_after_z_parts_are_numbered():
    assert labels_of(*lines(LabelStyle.UPPER, 27))[25:] == ["Z.", "27."]
