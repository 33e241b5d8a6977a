"""Word's automatic numbers stand in front of the words as if typed."""

import pytest

from tests.plans.importers.docx.files import blocks_of, level, lists, numbered, p, r, tbl, tc, texts_of, tr

OUTLINE = lists(
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "decimal", "%2.%3."),
    level(3, "lowerLetter", "%4)"),
)


def test_levels_nest_and_begin_anew_below_the_next_heading():
    body = "".join(numbered("x", 1, at) for at in (0, 1, 2, 2, 3, 1, 2, 0, 1, 2))
    expected = ["I.", "1.", "1.1.", "1.2.", "a)", "2.", "2.1.", "II.", "1.", "1.1."]
    assert texts_of(body, numbering=OUTLINE) == [f"{label} x" for label in expected]


@pytest.mark.parametrize(
    ("form", "text", "label"),
    [
        ("upperRoman", "%1", "I."),
        ("decimal", "%1", "1."),
        ("decimal", "%1-", "1."),
        ("decimal", "(%1)", "(1)"),
        ("decimal", "Điều %1.", "Điều 1."),
        ("upperRoman", "Phần %1", "Phần I"),
        ("lowerLetter", "%1", "a)"),
        ("upperLetter", "%1.", "A."),
        ("lowerRoman", "%1)", "i)"),
        ("decimalZero", "%1.", "01."),
        ("ordinal", "%1.", "1."),
        ("bullet", "-", "-"),
        ("bullet", "\uf0b7", "-"),
        ("bullet", "+", "+"),
        ("bullet", "*", "*"),
        ("none", "", ""),
    ],
)
def test_a_label_has_the_form_by_which_the_grammar_knows_it(form, text, label):
    assert texts_of(numbered("Việc", 1), numbering=lists(level(0, form, text))) == [f"{label} Việc".strip()]


def test_a_drawn_bullet_below_another_is_a_plus():
    bullets = lists(level(0, "bullet", "\uf0b7"), level(1, "bullet", "o"), level(2, "bullet", "-"))
    body = numbered("a", 1, 0) + numbered("b", 1, 1) + numbered("c", 1, 2)
    assert texts_of(body, numbering=bullets) == ["- a", "+ b", "- c"]


def test_lists_that_share_a_definition_count_on_and_an_override_begins_anew():
    shared = lists(level(0, "decimal", "%1."))
    again = lists(
        level(0, "decimal", "%1."),
        overrides='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>',
    )
    body = numbered("x", 1) + numbered("x", 2) + numbered("x", 2)
    assert texts_of(body, numbering=shared) == ["1. x", "2. x", "3. x"]
    assert texts_of(body, numbering=again) == ["1. x", "5. x", "6. x"]


def test_a_level_may_look_otherwise_in_one_list():
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerLetter", "%1)")}</w:lvlOverride>'
    body = numbered("x", 1) + numbered("x", 2)
    assert texts_of(body, numbering=lists(level(0, "decimal", "%1."), overrides=other)) == ["1. x", "b) x"]


def test_a_level_that_never_begins_anew_counts_on():
    never = level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    body = "".join(numbered("x", 1, at) for at in (0, 1, 0, 1))
    assert texts_of(body, numbering=lists(level(0, "upperRoman", "%1."), never)) == ["I. x", "1. x", "II. x", "2. x"]


def test_legal_numbers_are_figures():
    legal = lists(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>"))
    assert texts_of(numbered("x", 1, 0) + numbered("x", 1, 1), numbering=legal) == ["I. x", "1.1. x"]


def test_a_style_brings_its_list_and_the_list_its_level():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
    )
    bound = lists(level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:pStyle w:val="Muc"/>'))
    off = '<w:pStyle w:val="Con"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("a", '<w:pStyle w:val="Muc"/>') + p("b", '<w:pStyle w:val="Con"/>') + p("c", off)
    assert texts_of(body, styles=styles, numbering=bound) == ["1. a", "2. b", "c"]


def test_a_list_may_be_that_of_a_style_of_lists():
    styles = (
        '<w:style w:type="numbering" w:styleId="DS"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = lists(level(0, "upperRoman", "%1.")) + (
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="DS"/></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num>'
    )
    assert texts_of(numbered("x", 9), styles=styles, numbering=linked) == ["I. x"]


def test_an_empty_numbered_paragraph_counts_and_shows_in_a_cell_alone():
    figures = lists(level(0, "decimal", "%1."))
    body = p("Bảng") + numbered("", 1) + tbl(tr(tc(numbered("", 1)), "a"), tr(tc(numbered("", 1)), "b"))
    assert texts_of(body, numbering=figures) == ["Bảng", [["2.", "a"], ["3.", "b"]]]


def test_a_label_is_bold_where_its_words_are():
    [line] = blocks_of(numbered(r("Mục", "<w:b/>") + r(" đích"), 1), numbering=lists(level(0, "decimal", "%1.")))
    assert (line.text, line.bold) == ("1. Mục đích", 6)
