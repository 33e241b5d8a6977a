"""What of a paragraph is read, and how it looks."""

import unicodedata

from tests.plans.importers.docx.files import blocks_of, doubts_of, p, r, texts_of

TICK = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'


def style(style_id, inside, kind="paragraph", extra=""):
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"{extra}>{inside}</w:style>'


def test_words_of_runs_links_controls_and_fields_are_one_line():
    body = p(
        f"{r('Họp ')}<w:hyperlink>{r('khối ')}</w:hyperlink>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('quý ')}</w:sdtContent></w:sdt>"
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>{r("II")}'
        f"<w:fldSimple>{r(' năm 2026')}</w:fldSimple>"
    )
    assert texts_of(body) == ["Họp khối quý II năm 2026"]


def test_a_control_that_only_says_what_to_type_is_empty():
    hint = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Bấm vào đây')}</w:sdtContent></w:sdt>"
    assert texts_of(p("Số:") + p(hint) + f"<w:sdt><w:sdtContent>{p('Họp')}</w:sdtContent></w:sdt>") == ["Số:", "Họp"]


def test_breaks_part_lines_but_not_sentences():
    assert texts_of(p("KẾ HOẠCH¶Hoạt động năm 2026")) == ["KẾ HOẠCH", "Hoạt động năm 2026"]
    long = "Các đơn vị thành viên gửi báo cáo kết quả thực hiện"
    assert texts_of(p(f"{long}¶các chỉ tiêu thi đua.")) == [f"{long} các chỉ tiêu thi đua."]


def test_hyphens_tabs_and_symbols_are_written_out():
    signs = f"{r('Thi')}<w:r><w:noBreakHyphen/></w:r>{r('đua')}<w:r><w:softHyphen/></w:r>{r('|khen')}{TICK}"
    assert texts_of(p(signs)) == ["Thi-đua khen✔"]


def test_letters_are_composed_even_across_runs():
    apart = unicodedata.normalize("NFD", "Kế")
    assert texts_of(p(r(apart[:2]) + r(apart[2:]))) == ["Kế"]


def test_capitals_of_the_look_are_capitals():
    assert texts_of(p(r("Kế hoạch", "<w:caps/>"))) == ["KẾ HOẠCH"]


def test_bold_counts_from_the_beginning_and_comes_from_styles_too():
    styles = (
        style("Dam", "<w:rPr><w:b/></w:rPr>")
        + style("Con", '<w:basedOn w:val="Dam"/>')
        + style("Chu", "<w:rPr><w:b/></w:rPr>", "character")
    )
    body = (
        p(r("Mục 1", "<w:b/>") + r(": họp"))
        + p("Họp", '<w:pStyle w:val="Con"/>')
        + p(r("Họp", '<w:b w:val="0"/>'), '<w:pStyle w:val="Con"/>')
        + p(r("Họp", '<w:rStyle w:val="Chu"/>'), '<w:pStyle w:val="Con"/>')
        + p(r("Họp", '<w:rStyle w:val="Chu"/>'))
    )
    assert [line.bold for line in blocks_of(body, styles=styles)] == [5, 3, 0, 0, 3]


def test_levels_of_headings_come_from_styles():
    styles = style("H2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    body = p("Mục đích", '<w:pStyle w:val="H2"/>') + p("Họp", '<w:outlineLvl w:val="9"/>')
    assert [line.level for line in blocks_of(body, styles=styles)] == [2, 0]


def test_an_empty_paragraph_or_another_alignment_sets_lines_apart():
    centred = '<w:jc w:val="center"/>'
    body = p("a", centred) + p("b", centred) + p() + p("c", centred) + p("d") + p("đ")
    assert [line.gap_before for line in blocks_of(body)] == [True, False, True, True, False]


def test_empty_lines_within_a_paragraph_set_lines_apart_too():
    assert [line.gap_before for line in blocks_of(p("PHÓ CHỦ TỊCH¶¶¶GIÁM ĐỐC¶Trần Thị Lam"))] == [True, True, False]


def test_a_table_of_contents_is_left_out():
    styles = style("TOC1", '<w:name w:val="toc 1"/>')
    assert texts_of(p("I. MỤC ĐÍCH 1", '<w:pStyle w:val="TOC1"/>') + p("Họp"), styles=styles) == ["Họp"]


# --- changes, comments, hidden words ----------------------------------------------------------------------------------


def test_changes_are_read_as_accepted_and_told():
    body = p(
        f"{r('Họp ')}<w:ins>{r('quý II')}</w:ins><w:del><w:r><w:delText>quý I</w:delText></w:r></w:del>"
        f"<w:moveFrom>{r('đi')}</w:moveFrom><w:moveTo>{r(' tới')}</w:moveTo>"
    )
    assert texts_of(body) == ["Họp quý II tới"]
    assert doubts_of(body)["TRACKED_CHANGES"].startswith("Tệp còn sửa đổi chưa được chấp nhận")


def test_a_paragraph_whose_mark_was_deleted_goes_on_in_the_next():
    assert texts_of(p("Họp ", "<w:rPr><w:del/></w:rPr>") + p("khối.")) == ["Họp khối."]


def test_hidden_words_are_told_not_read():
    styles = style("An", "<w:rPr><w:vanish/></w:rPr>", "character")
    body = p(r("Họp") + r(" kín", "<w:vanish/>") + r(" riêng", '<w:rStyle w:val="An"/>'))
    assert texts_of(body, styles=styles) == ["Họp"]
    assert "“kín”, “riêng”" in doubts_of(body, styles=styles)["HIDDEN_TEXT"]


def test_comments_are_told_not_read():
    body = p(r("Họp") + '<w:r><w:commentReference w:id="3"/></w:r>')
    comments = f'<w:comment w:id="3">{p("Xem lại ngày")}</w:comment>'
    assert texts_of(body, comments=comments) == ["Họp"]
    assert doubts_of(body, comments=comments) == {
        "COMMENTS": "Tệp có 1 bình luận, không nhập: “Xem lại ngày”. Hãy xem lại trong Word."
    }


def test_pictures_and_objects_are_told():
    body = p(
        r("Họp") + "<w:r><w:drawing><pic:pic/></w:drawing><w:pict><v:shape><v:imagedata/></v:shape></w:pict>"
        "<w:object><o:OLEObject/></w:object></w:r>"
    )
    assert set(doubts_of(body)) == {"PICTURES", "EMBEDDED_OBJECTS"}
    assert "2 hình" in doubts_of(body)["PICTURES"]


# --- footnotes --------------------------------------------------------------------------------------------------------


def test_a_footnote_stands_below_its_paragraph():
    body = p(r("1. Họp") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(" khối")) + p("2. Ký")
    notes = f'<w:footnote w:id="2">{p("Theo Quy chế")}</w:footnote>'
    assert texts_of(body, footnotes=notes) == ["1. Họp khối", "Chú thích: Theo Quy chế", "2. Ký"]


# --- letters of before Unicode ----------------------------------------------------------------------------------------

TIME, CAPITALS = '<w:rFonts w:ascii=".VnTime"/>', '<w:rFonts w:ascii=".VnTimeH"/>'


def test_letters_of_tcvn3_fonts_become_unicode():
    body = p(r("KÕ ho¹ch ho¹t ®éng", TIME)) + p(r("kÕ ho¹ch", CAPITALS)) + p(r("Hỏi đáp"))
    assert texts_of(body) == ["Kế hoạch hoạt động", "KẾ HOẠCH", "Hỏi đáp"]


def test_a_style_may_bring_the_font():
    styles = style("Cu", f"<w:rPr>{CAPITALS}</w:rPr>")
    assert texts_of(p("uû ban nh©n d©n", '<w:pStyle w:val="Cu"/>'), styles=styles) == ["UỶ BAN NHÂN DÂN"]


def test_unicode_in_a_tcvn3_font_stays():
    assert texts_of(p(r("Họp ở xã, các đơn vị", TIME))) == ["Họp ở xã, các đơn vị"]


def test_other_old_fonts_are_told():
    assert "VNI-Times" in doubts_of(p(r("Keá hoaïch", '<w:rFonts w:ascii="VNI-Times"/>')))["OLD_FONTS"]
