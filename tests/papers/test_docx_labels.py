"""The labels that Word computes are those of the document: in lists where they can be, as words elsewhere."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers.samples import sample_document
from tests.papers.word import lines, printed_lines
from thidua.papers.document import Article, Heading, HeadingLook, Paragraph
from thidua.papers.docx import to_docx
from thidua.papers.docx.series import Format, Level, Line, Number, Numbering


def headings(*labels):
    """Lines of headings, each written as its depth and label: "2 1."."""
    return [Line(label, int(depth)) for depth, label in (text.split(" ", 1) for text in labels)]


def points(*labels):
    return [Line(label) for label in labels]


def places(numbers):
    """List and level of each."""
    return [number and (number.list, number.level) for number in numbers]


def test_headings_of_every_depth_are_levels_of_one_list():
    numbering = Numbering()
    numbers = numbering.numbers(headings("1 I.", "2 1.", "2 2.", "3 2.1.", "3 2.2.", "1 II.", "2 1."))
    assert places(numbers) == [(0, 0), (0, 1), (0, 1), (0, 2), (0, 2), (0, 0), (0, 1)]
    assert numbering.lists == [
        [Level("%1.", Format.ROMAN), Level("%2.", Format.FIGURE), Level("%2.%3.", Format.FIGURE)]
    ]


def test_every_text_has_its_own_outline():
    numbering = Numbering()
    assert [numbering.numbers(headings("1 I.", "1 II."))[0] for _ in range(2)] == [Number(0), Number(1)]


def test_points_that_begin_anew_are_another_list():
    numbering = Numbering()
    numbers = numbering.numbers(points("a)", "b)", "-", "+", "a)", "b)"))
    assert places(numbers) == [(1, 0), (1, 0), (0, 0), (0, 1), (2, 0), (2, 0)]


def test_points_go_on_around_those_inside_them():
    numbers = Numbering().numbers(points("1.", "a)", "b)", "2.", "a)", "3."))
    assert places(numbers) == [(0, 0), (1, 0), (1, 0), (0, 0), (2, 0), (0, 0)]


@pytest.mark.parametrize(
    ("labels", "texts"),
    [
        (["H.", "I.", "J."], Format.CAPITAL),
        (["I.", "II.", "III."], Format.ROMAN),
        (["C.", "D."], Format.CAPITAL),
        (["Điều 1.", "Điều 2."], Format.FIGURE),
        (["(1)", "(2)"], Format.FIGURE),
    ],
)
def test_a_label_is_read_by_its_neighbours(labels, texts):
    numbering = Numbering()
    assert None not in numbering.numbers(points(*labels))
    assert [level.format for levels in numbering.lists for level in levels] == [texts]


def test_a_list_that_begins_late_or_leaps_begins_there():
    numbering = Numbering()
    numbering.numbers(headings("1 I.", "1 II.", "1 IV.", "1 V."))
    assert [[level.start for level in levels] for levels in numbering.lists] == [[1], [4]]


@pytest.mark.parametrize("labels", ["a) b) c) d) đ)", "01. 02.", "IIII.", "• •", "f)", "٣."])
def test_what_word_would_count_otherwise_is_written(labels):
    assert set(Numbering().numbers(points(*labels.split()))) == {None}


def test_an_outline_never_leaps_a_level():
    numbers = Numbering().numbers(headings("1 I.", "3 1.", "2 1.", "3 1."))
    assert places(numbers) == [(0, 0), (1, 0), (0, 1), (0, 2)]


def printed(document):
    return printed_lines(to_docx(document))


def test_labels_of_the_sample_are_all_numbered():
    data = to_docx(sample_document(annexes=()))
    assert [label for label, _ in lines(data) if label] == [
        "I.", "1.", "a)", "b)", "2.", "-", "II.", "III.", "1.", "2.",
    ]  # fmt: skip


_cores = st.sampled_from(
    ["1.", "2.", "3.", "10.", "I.", "II.", "V.", "A.", "B.", "C.", "a)", "b)", "c)", "d)", "đ)", "e)", "1.1.", "1.2.",
     "2.1.", "1.1.1.", "(1)", "(2)", "-", "+", "*", "", "IIa.", "01.", "Phần I", "Phần II", "1", "2", "%1.", "0."]
)  # fmt: skip
_blocks = st.one_of(
    st.builds(Paragraph, label=_cores, text=st.just("Lời")),
    st.builds(Heading, look=st.sampled_from(HeadingLook), label=_cores, text=st.just("MỤC"), depth=st.integers(1, 11)),
    st.builds(Article, label=st.sampled_from(["Điều 1.", "Điều 2.", "Điều 3."]), text=st.just("Lời")),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_blocks, max_size=25))
def test_whatever_the_labels_they_are_printed_as_they_are(blocks):
    document = sample_document(blocks=tuple(blocks), annexes=())
    expected = [f"{block.label} {block.text}".strip() for block in blocks]
    assert [line for line in printed(document) if line.endswith(("Lời", "MỤC"))] == expected


_counted = st.recursive(st.just(()), lambda inside: st.lists(inside, max_size=4).map(tuple), max_leaves=25)


@given(_counted)
def test_headings_that_count_rightly_are_all_in_one_list(tree):
    def written(branches, depth):
        for number, branch in enumerate(branches, 1):
            yield Line(f"{number}.", depth)
            yield from written(branch, depth + 1)

    numbering = Numbering()
    numbering.numbers(list(written(tree, 1)))
    assert len(numbering.lists) <= 1
