"""Tables of Word as grids, columns by tabs, text boxes."""

from tests.plans.importers.docx.files import p, r, tbl, tc, texts_of, tr


def test_cells_keep_their_lines():
    assert texts_of(tbl(tr("TT", "Việc"), tr("1", tc(p("Họp") + p("Ký"))))) == [[["TT", "Việc"], ["1", "Họp\nKý"]]]


def test_a_cell_that_goes_down_is_none_below():
    body = tbl(tr("1", tc("Tháng 3", merge="restart"), "a"), tr("2", tc(merge="continue"), "b"))
    assert texts_of(body) == [[["1", "Tháng 3", "a"], ["2", None, "b"]]]


def test_a_cell_over_all_columns_is_alone_in_its_row():
    body = tbl(tr("1", "a", "b"), tr(tc("QUÝ I", span=3)), tr("2", "c", "d"))
    assert texts_of(body) == [[["1", "a", "b"], ["QUÝ I"], ["2", "c", "d"]]]


def test_a_numeral_with_a_cell_over_the_rest_heads_a_group():
    body = tbl(tr("1", "a", "b"), tr("II", tc("Công tác khác", span=2)), tr("2", "c", "d"))
    assert texts_of(body) == [[["1", "a", "b"], ["II", "Công tác khác"], ["2", "c", "d"]]]


def test_a_cell_over_some_columns_fills_the_first():
    body = tbl(tr("TT", tc("Thời gian", span=2), "Việc"), tr("1", "a", "b", "c"), tr("2", "d", "e", "f"))
    assert texts_of(body)[0][0] == ["TT", "Thời gian", "", "Việc"]


def test_edges_that_differ_by_a_hair_make_no_columns():
    body = tbl(
        tr("TT", tc("Việc", span=2), "Thời gian"),
        tr("1", "Họp", tc("Tháng 3", span=2)),
        tr(tc(span=2), tc("Tháng 4", span=2)),
        widths=(500, 5000, 20, 2000),
    )
    assert texts_of(body) == [[["TT", "Việc", "Thời gian"], ["1", "Họp", "Tháng 3"], ["", "", "Tháng 4"]]]


def test_columns_that_a_row_leaves_out_in_front_are_empty():
    late = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("a") + tc("b") + "</w:tr>"
    assert texts_of(tbl(tr("TT", "Việc", "Hạn"), late)) == [[["TT", "Việc", "Hạn"], ["", "a", "b"]]]


def test_rows_and_cells_inside_controls_are_read_and_deleted_rows_are_not():
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('x')}{tc('y')}</w:tr>"
    kept = f"<w:sdt><w:sdtContent>{tr('1', 'a')}</w:sdtContent></w:sdt>"
    assert texts_of(tbl(tr("TT", "Việc"), kept, gone)) == [[["TT", "Việc"], ["1", "a"]]]


def test_a_table_of_one_column_is_its_lines():
    assert texts_of(tbl(tr("Lưu ý"), tr(p("a") + p("b")))) == ["Lưu ý", "a", "b"]


def test_a_table_around_others_only_lays_out():
    inner = tbl(tr("TT", "Việc", "Hạn"), tr("1", "Họp", "20/3"))
    assert texts_of(tbl(tr(tc(p("Kèm theo") + inner)))) == [
        "Kèm theo",
        [["TT", "Việc", "Hạn"], ["1", "Họp", "20/3"]],
    ]


def test_a_table_in_a_cell_is_read_row_by_row():
    inner = tbl(tr("a", "b"), tr("c", "d"))
    assert texts_of(tbl(tr("1", tc(inner), "x"), tr("2", "y", "z")))[0][0] == ["1", "a b\nc d", "x"]


def test_a_footnote_in_a_table_stands_below_it():
    noted = p(r("Họp") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    notes = f'<w:footnote w:id="1">{p("Trực tuyến")}</w:footnote>'
    assert texts_of(tbl(tr("1", tc(noted))), footnotes=notes) == [[["1", "Họp"]], "Chú thích: Trực tuyến"]


# --- columns without a table ------------------------------------------------------------------------------------------


def test_head_and_signature_by_tabs_are_grids():
    head = p("KHỐI THI ĐUA SỐ 4|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Số: 05/KH-KTĐ4||Độc lập - Tự do - Hạnh phúc")
    tail = p("Nơi nhận:          TM. KHỐI THI ĐUA") + p("- Lưu: VT.|KHỐI TRƯỞNG")
    assert texts_of(head + p("Họp") + tail) == [
        [
            ["KHỐI THI ĐUA SỐ 4", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["Số: 05/KH-KTĐ4", "Độc lập - Tự do - Hạnh phúc"],
        ],
        "Họp",
        [["Nơi nhận:", "TM. KHỐI THI ĐUA"], ["- Lưu: VT.", "KHỐI TRƯỞNG"]],
    ]


def test_a_table_by_tabs_is_a_grid():
    body = p("TT|Nội dung|Thời gian") + p("1|Họp|Tháng 3") + p("2|Ký|")
    assert texts_of(body) == [[["TT", "Nội dung", "Thời gian"], ["1", "Họp", "Tháng 3"], ["2", "Ký", ""]]]


def test_tabs_after_labels_and_in_sentences_are_spaces():
    assert texts_of(p("|1.|Mục đích") + p("Thời gian:|tháng 3")) == ["1. Mục đích", "Thời gian: tháng 3"]


# --- text boxes -------------------------------------------------------------------------------------------------------


def box(*paragraphs):
    """A text box as Word writes it: once for new versions, once for old ones."""
    inside = f"<w:txbxContent>{''.join(map(p, paragraphs))}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx>'
        f"</wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_text_boxes_are_read_once_before_the_title_and_behind_what_follows():
    body = p(box("UBND TỈNH LAM GIANG", "Số: 5/KH") + r("KẾ HOẠCH")) + p(
        r("Trên đây là Kế hoạch.") + box("KHỐI TRƯỞNG")
    )
    assert texts_of(body) == [
        "UBND TỈNH LAM GIANG", "Số: 5/KH", "KẾ HOẠCH", "Trên đây là Kế hoạch.", "KHỐI TRƯỞNG"
    ]  # fmt: skip


def test_a_text_box_of_old_versions_alone_is_read_too():
    textbox = f"<v:textbox><w:txbxContent>{p('Họp')}</w:txbxContent></v:textbox>"
    assert texts_of(p(f"<w:r><w:pict><v:shape>{textbox}</v:shape></w:pict></w:r>")) == ["Họp"]
