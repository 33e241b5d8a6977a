"""Broken and hostile files are refused with a message, never with another error, and never at great cost."""

import pytest

from plans.importers.blocks import UnreadableFileError
from plans.importers.docx.package import BROKEN, TOO_LONG
from plans.importers.docx.reader import DEEPEST_TABLE, MOST_PARAGRAPHS, read_docx
from plans.importers.reader import read
from tests.plans.importers.docx.files import (
    TYPES,
    level,
    lists,
    numbered,
    p,
    part,
    parts_of,
    r,
    relations,
    tbl,
    tc,
    texts_of,
    tr,
    word_file,
    written,
    zipped,
)  # fmt: skip

TOO_SWOLLEN = "Tệp giải nén ra quá lớn. Hãy chép riêng phần dữ liệu sang tệp mới rồi thử lại."


def refusal(data):
    with pytest.raises(UnreadableFileError) as refused:
        read(*read_docx(data))
    return str(refused.value)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 500, word_file(p("Họp"))[:-60]])
def test_what_is_no_whole_archive_is_refused(data):
    assert "hãy mở bằng office" in refusal(data).casefold()


@pytest.mark.parametrize(
    "parts",
    [
        {"[Content_Types].xml": TYPES, "xl/workbook.xml": "<a/>"},
        parts_of("") | {"word/document.xml": "<w:document"},
        parts_of("") | {"word/document.xml": ""},
        parts_of("") | {"word/document.xml": part("styles", "")},
        parts_of(p("Họp"), styles="x") | {"word/styles.xml": "<w:styles>"},
        parts_of(p("Họp")) | {"_rels/.rels": relations(officeDocument="../../etc/passwd")},
    ],
)
def test_what_is_no_word_document_is_refused(parts):
    assert refusal(zipped(parts)) == BROKEN


def test_a_document_without_words_is_refused():
    assert "không có chữ nào" in refusal(word_file(p(r(" 1 "))))


def test_a_part_that_swells_is_refused():
    assert "quá lớn" in refusal(zipped(parts_of(p("Họp")) | {"word/media/image1.bin": b"\0" * 30_000_000}))


@pytest.mark.parametrize(
    "entity",
    ['<!ENTITY a "ha"><!ENTITY b "&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/passwd">'],
    ids=["laughs", "file"],
)
def test_a_document_type_is_refused(entity):
    document = f"<!DOCTYPE d [{entity}]>" + part("document", f"<w:body>{p(r('&b;'))}</w:body>")
    assert "nguy hiểm" in refusal(zipped(parts_of("") | {"word/document.xml": document}))


def test_links_to_other_files_are_not_followed():
    outside = relations(officeDocument="word/document.xml", styles="file:///etc/passwd")
    assert texts_of(p("Họp")) == ["Họp"]
    read_docx(zipped(parts_of(p("Họp")) | {"word/_rels/document.xml.rels": outside}))


def test_macros_and_objects_lie_unopened_and_are_told():
    data = zipped(parts_of(p("Họp")) | {"word/vbaProject.bin": b"MZ", "word/embeddings/oleObject1.bin": b"MZ"})
    blocks, doubts = read_docx(data)
    assert [written(block) for block in blocks] == ["Họp"]
    assert [doubt.code for doubt in doubts] == ["EMBEDDED_OBJECTS", "MACROS"]


@pytest.mark.parametrize(
    "body",
    [
        "<w:p/>" * (MOST_PARAGRAPHS + 1),
        "<w:a/>" * 700_000,
        p("x" * 900 + " ") * 700,
        tbl(tr(*["a"] * 60) * 140),
    ],
    ids=["paragraphs", "elements", "letters", "cells"],
)
def test_more_than_any_plan_has_is_refused(body):
    assert refusal(zipped(parts_of(body))) in (
        TOO_LONG,
        "Tệp giải nén ra quá lớn. Hãy chép riêng phần dữ liệu sang tệp mới rồi thử lại.",
    )


def nested(depth):
    return p("Họp") if depth == 0 else tbl(tr(tc("a"), tc(nested(depth - 1)), tc("b"))) + p()


def test_tables_within_tables_have_an_end():
    assert "lồng" in refusal(word_file(nested(DEEPEST_TABLE + 1)))
    assert refusal(word_file(nested(200))) == BROKEN


def test_text_boxes_within_text_boxes_have_an_end():
    body = p("Họp")
    for _ in range(DEEPEST_TABLE + 1):
        body = p(f"<w:r><w:pict><w:txbxContent>{body}</w:txbxContent></w:pict></w:r>")
    assert refusal(word_file(body)) == TOO_LONG


@pytest.mark.parametrize("span", [-1, 0, 10**30, "x", ""])
def test_a_span_that_is_no_number_of_columns_is_one(span):
    assert texts_of(tbl(tr(tc("a", span=span), "b"), tr("c", "d"))) == [[["a", "b"], ["c", "d"]]]


@pytest.mark.parametrize("span", [63, 10**9 - 1])
def test_more_columns_than_word_has_are_refused(span):
    assert "quá nhiều cột" in refusal(word_file(tbl(tr(tc("a", span=span), "b"))))


@pytest.mark.parametrize("at", [-1, 9, 10**6, 10**30])
def test_levels_of_lists_that_do_not_exist_have_no_label(at):
    assert texts_of(numbered("Họp", 1, at), numbering=lists(level(at, "decimal", "%1."))) in (["Họp"], ["1. Họp"])


def test_counts_beyond_reason_are_figures():
    huge = lists(level(0, "upperRoman", "%1.").replace('w:start w:val="1"', 'w:start w:val="999999999"'))
    assert texts_of(numbered("Họp", 1), numbering=huge) == ["999999999. Họp"]


def test_styles_and_lists_that_lead_in_circles_end():
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    circle = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = p("Họp", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    assert texts_of(body, styles=styles, numbering=circle) == ["Họp"]


def test_a_footnote_that_refers_to_itself_is_read_once():
    again = p(r("Theo Quy chế") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    body = p(r("Họp") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    assert texts_of(body, footnotes=f'<w:footnote w:id="1">{again}</w:footnote>') == ["Họp", "Chú thích: Theo Quy chế"]
