"""Editing a plan: what each edit does, what it leaves alone, and when it is refused."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans import edits
from plans.content import (
    Annex,
    Basis,
    Column,
    ColumnRole,
    Decision,
    Duty,
    Field,
    FieldRole,
    GroupRow,
    Head,
    Item,
    LabelStyle,
    Line,
    PlanContent,
    Recipient,
    Row,
    Section,
    Signature,
    Span,
    Table,
    TaskItem,
)
from plans.content_json import dumps, loads
from plans.edits import (
    AddSignature,
    After,
    ChangeAnnex,
    ChangeBases,
    ChangeColumn,
    ChangeDecision,
    ChangeGroupRow,
    ChangeHead,
    ChangeHeading,
    ChangeLine,
    ChangeRecipients,
    ChangeRow,
    ChangeSignature,
    ChangeTask,
    ChangeTitle,
    Delete,
    First,
    ImpossibleEditError,
    Indent,
    InsertGroupRow,
    InsertLine,
    InsertPart,
    InsertRow,
    InsertTaskTable,
    Last,
    LineKind,
    MissingPartError,
    MoveDown,
    MoveUp,
    Outdent,
    RecipientList,
    StaleEditError,
    Title,
    TurnIntoGroupRow,
    TurnIntoRow,
    TurnLine,
    apply,
    find_part,
    versions_of,
)
from plans.edits.tree import places
from tests.plans.strategies import sound_contents
from tests.plans.traversal import values_of
from thidua.lib.dates import PartialDate

DASH = LabelStyle.DASH
TEXT = "Sở Y tế phối hợp với các xã họp Khối trước ngày 20/3/2026."
MARKS = {"responsible": "Sở Y tế", "coordinating": "các xã", "action": "họp Khối", "due": "trước ngày 20/3/2026"}
ALONE = "Gửi báo cáo sơ kết."


def place_of(words, text):
    return Span(text.index(words), text.index(words) + len(words))


def task(text=TEXT, key=1, **marks):
    return TaskItem(key=key, text=text, **{name: place_of(words, text) for name, words in marks.items()})


def item(key, text="", *blocks, style=LabelStyle.NONE):
    return Item(key=key, text=text, style=style, blocks=blocks)


def section(key, text, *blocks):
    return Section(key=key, text=text, blocks=blocks)


def plan(*body, **frame):
    return PlanContent(last_key=100, body=body, **frame)


def body_after(edit, *body):
    return apply(plan(*body), edit).body


def line_after(edit, line):
    [changed] = body_after(edit, line)
    return changed


def outline(blocks):
    """Keys as nested lists: a line with lines below it is followed by the list of them."""
    found: list = []
    for block in blocks:
        found.append(block.key)
        if isinstance(block, Line) and block.blocks:
            found.append(outline(block.blocks))
    return found


def with_text(line, text):
    return line_after(ChangeLine(key=line.key, version=line.version, text=text, style=line.style), line)


def words_of(line, *names):
    marks = {name: getattr(line, name) for name in names or MARKS}
    return {name: mark and mark.of(line.text) for name, mark in marks.items()}


# --- versions and keys ----------------------------------------------------------------------------------------------


def test_an_edit_raises_the_version_of_its_part_only():
    changed = apply(
        plan(section(1, "NỘI DUNG", item(2, "Họp"), item(3))),
        ChangeLine(key=2, version=1, text="Họp Khối", style=DASH),
    )

    assert changed == plan(section(1, "NỘI DUNG", Item(key=2, version=2, text="Họp Khối", style=DASH), item(3)))


def test_an_edit_made_from_an_older_version_gives_the_part_as_it_is():
    now = Item(key=2, version=3, text="Họp Khối")

    with pytest.raises(StaleEditError, match="Hãy đối chiếu") as refused:
        apply(plan(now), ChangeLine(key=2, version=2, text="Họp", style=DASH))

    assert refused.value.now == now


def test_an_edit_of_a_part_that_is_gone_is_refused():
    with pytest.raises(MissingPartError, match="không còn trong kế hoạch"):
        apply(plan(), ChangeLine(key=2, version=1, text="Họp", style=DASH))


def test_a_form_of_another_kind_of_part_is_refused():
    with pytest.raises(ImpossibleEditError, match="Hãy mở lại"):
        apply(plan(item(1)), ChangeGroupRow(key=1, version=1, text="QUÝ I"))


def test_new_parts_get_keys_never_given_before():
    changed = apply(plan(item(1)), Delete(key=1, versions=(1,)))
    changed = apply(changed, InsertLine(place=Last("body"), kind=LineKind.PARAGRAPH, text="Họp"))

    assert (changed.body, changed.last_key) == ((item(101, "Họp"),), 101)


def test_a_part_is_found_with_the_parts_around_it():
    row = Row(key=3, cells=("Họp",))
    table = Table(key=2, columns=(Column(key=4, title="Nội dung"),), rows=(row,))
    heading = section(1, "NỘI DUNG", table)

    found = find_part(plan(heading), 3)

    assert (found.part, found.above, found.within, found.owner) == (row, (heading, table), "rows", table)


# --- frame ----------------------------------------------------------------------------------------------------------


def test_the_head_is_changed():
    head = Head(issuer=("KHỐI THI ĐUA SỐ 6",), number="07", issued_on=PartialDate(None, 3, 2026))

    changed = apply(plan(), ChangeHead(before=Head(), after=replace(head, superior=("", " UBND TỈNH "))))

    assert changed.head == replace(head, superior=("UBND TỈNH",))


def test_a_head_that_somebody_changed_meanwhile_is_not_overwritten():
    now = Head(number="07")

    with pytest.raises(StaleEditError) as refused:
        apply(plan(head=now), ChangeHead(before=Head(), after=Head(number="08")))

    assert refused.value.now == now


def test_the_title_is_changed():
    after = Title("CHƯƠNG TRÌNH", ("Hoạt động của Khối", "năm 2026"))

    assert Title.of(apply(plan(), ChangeTitle(before=Title("KẾ HOẠCH", ()), after=after))) == after


def test_unchanged_bases_keep_their_keys():
    first, second = Basis(key=1, text="Căn cứ Luật;"), Basis(key=2, version=4, text="Căn cứ Nghị định.")
    edit = ChangeBases(before=(first.text, second.text), after=("Căn cứ Nghị định.", "", "Căn cứ Quy chế."))

    changed = apply(plan(bases=(first, second)), edit)

    assert (changed.bases, changed.last_key) == ((second, Basis(key=101, text="Căn cứ Quy chế.")), 101)


def test_a_new_recipient_that_ends_with_a_colon_is_a_caption():
    kept = Recipient(key=1, text="Lưu: VT.")
    edit = ChangeRecipients(
        before=RecipientList("Nơi nhận:", (kept.text,)), after=RecipientList("NƠI NHẬN:", ("- Bản điện tử:", kept.text))
    )

    changed = apply(plan(recipients=(kept,)), edit)

    assert changed.recipients == (Recipient(key=101, text="Bản điện tử:", caption=True), kept)
    assert changed.recipients_heading == "NƠI NHẬN:"


def test_signature_blocks_are_added_changed_and_deleted():
    added = apply(plan(), AddSignature(authority=("KHỐI TRƯỞNG",)))
    assert added.signatures == (Signature(key=101, authority=("KHỐI TRƯỞNG",)),)

    edit = ChangeSignature(key=101, version=1, authority=(), position=("GIÁM ĐỐC",), name="Lê Thị Sông", note="(Đã ký)")
    signature = Signature(key=101, version=2, position=("GIÁM ĐỐC",), name="Lê Thị Sông", note="(Đã ký)")
    changed = apply(added, edit)
    assert changed.signatures == (signature,)

    assert apply(changed, Delete(key=101, versions=(2,))).signatures == ()


def test_the_decision_and_an_annex_are_changed():
    content = plan(decision=Decision(key=1), annexes=(Annex(key=2, blocks=(item(3),)),))

    content = apply(
        content, ChangeDecision(key=1, version=1, subject=("Ban hành",), authority="UBND", reference="(Kèm)")
    )
    content = apply(content, ChangeAnnex(key=2, version=1, label="PHỤ LỤC", title=("DANH SÁCH",), reference=""))

    assert content.decision == Decision(key=1, version=2, subject=("Ban hành",), authority="UBND", reference="(Kèm)")
    assert content.annexes == (Annex(key=2, version=2, label="PHỤ LỤC", title=("DANH SÁCH",), blocks=(item(3),)),)


def test_the_decision_is_not_deleted():
    with pytest.raises(ImpossibleEditError, match="quyết định"):
        apply(plan(decision=Decision(key=1)), Delete(key=1, versions=(1,)))


# --- words and marks ------------------------------------------------------------------------------------------------


def test_a_line_gets_a_written_label_or_the_computed_one_again():
    edit = ChangeLine(key=1, version=1, text="Họp", style=LabelStyle.ROMAN, label="IV")
    labelled = Item(key=1, version=2, text="Họp", style=LabelStyle.ROMAN, label="IV")

    assert line_after(edit, item(1)) == labelled
    assert line_after(replace(edit, version=2, label=" "), labelled) == replace(labelled, version=3, label=None)


def test_a_heading_gets_upright_words_and_is_a_task():
    edit = ChangeHeading(
        key=1, version=1, text="Sở Nội vụ", style=LabelStyle.ARABIC, aside="(thường trực)", is_task=True
    )

    assert line_after(edit, section(1, "Sở Y tế", item(2))) == Section(
        key=1,
        version=2,
        text="Sở Nội vụ",
        style=LabelStyle.ARABIC,
        aside="(thường trực)",
        is_task=True,
        blocks=(item(2),),
    )


@pytest.mark.parametrize("text", [f"Năm 2026, {TEXT}", TEXT.replace(" họp", ", các phường họp"), f"{TEXT} Hết."])
def test_marks_go_where_their_words_go(text):
    assert words_of(with_text(task(**MARKS), text)) == MARKS


def test_a_mark_that_cuts_a_word_stays_where_it_is():
    assert words_of(with_text(task("Họp Khối.", action="p Khố"), "Khối họp: Họp Khối."), "action") == {
        "action": "p Khố"
    }


def test_a_line_saved_as_it_was_keeps_its_marks():
    cut = task("Nộp trước 15/11.", due="15/11", action="p")

    assert with_text(cut, cut.text) == replace(cut, version=2)


def test_of_words_that_stand_twice_the_nearest_are_marked():
    twice = "Sở Y tế mời Sở Y tế họp."
    marked = TaskItem(key=1, text=twice, responsible=Span(12, 19))

    assert with_text(marked, f"Quý I, {twice}").responsible == Span(19, 26)


def test_a_mark_stays_on_what_is_written_in_place_of_its_words():
    assert words_of(with_text(task(**MARKS), TEXT.replace("Sở Y tế", "Sở Nội vụ"))) == {
        **MARKS, "responsible": "Sở Nội vụ",
    }  # fmt: skip


def test_a_mark_whose_words_are_gone_is_dropped():
    assert words_of(with_text(task(**MARKS), "Các xã ký giao ước trước ngày 20/3/2026.")) == {
        "responsible": None, "coordinating": None, "action": None, "due": "trước ngày 20/3/2026",
    }  # fmt: skip


def test_a_mark_is_not_put_on_a_part_of_a_word():
    assert with_text(task("Họp tháng 1.", due="tháng 1"), "Ngày khác họp vào tháng 12 này.").due is None


def test_a_year_added_to_a_deadline_belongs_to_it():
    changed = with_text(task("Nộp trước 15/11.", due="trước 15/11"), "Nộp trước 15/11/2026.")

    assert words_of(changed, "due") == {"due": "trước 15/11/2026"}


def test_the_party_of_a_duty_is_followed_too():
    duty = Duty(key=1, text="Các xã tham gia.", party=Span(0, 6))

    assert words_of(with_text(duty, "Đề nghị Các xã tham gia."), "party") == {"party": "Các xã"}


@pytest.mark.parametrize(
    ("text", "value"),
    [("Thời gian: tháng 8 và 9", "tháng 8 và 9"), ("Hạn: 15/11", "15/11"), ("Tháng 8", "Tháng 8"), ("Hạn:", "")],
)
def test_the_value_of_a_field_is_what_follows_its_name(text, value):
    field = Field(key=1, text="Thời gian: tháng 8", role=FieldRole.TIME, value=Span(11, 18))

    assert with_text(field, text).words == value


def task_after(before, **typed):
    words = {name: (mark.of(before.text) if (mark := getattr(before, name)) else "") for name in WHO_AND_WHEN}
    edit = ChangeTask(key=1, version=1, style=before.style, **{"text": before.text, **words, **typed})
    return line_after(edit, before)


WHO_AND_WHEN = ("due", "responsible", "coordinating")


def test_other_words_for_a_mark_rewrite_only_these():
    changed = task_after(task(**MARKS), responsible="Văn phòng UBND tỉnh", due="trong tháng 3")

    assert changed.text == "Văn phòng UBND tỉnh phối hợp với các xã họp Khối trong tháng 3."
    assert words_of(changed) == {**MARKS, "responsible": "Văn phòng UBND tỉnh", "due": "trong tháng 3"}
    assert changed.version == 2


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ({"due": "trước 15/11"}, "Gửi báo cáo sơ kết, trước 15/11."),
        ({"responsible": "Sở Y tế"}, "Gửi báo cáo sơ kết; Sở Y tế chủ trì."),
        ({"coordinating": "các xã"}, "Gửi báo cáo sơ kết, phối hợp với các xã."),
        (
            {"due": "trước 15/11", "responsible": "Sở Y tế", "coordinating": "các xã"},
            "Gửi báo cáo sơ kết, trước 15/11; Sở Y tế chủ trì, phối hợp với các xã.",
        ),
    ],
)
def test_words_for_a_mark_there_was_none_of_are_added(typed, text):
    changed = task_after(task(ALONE), **typed)

    assert changed.text == text
    assert words_of(changed) == {**dict.fromkeys(WHO_AND_WHEN), **typed, "action": "Gửi báo cáo sơ kết"}


def test_words_that_the_text_has_already_are_only_marked():
    changed = task_after(task(TEXT), due="trước ngày 20/3/2026")

    assert (changed.text, words_of(changed, "due")) == (TEXT, {"due": "trước ngày 20/3/2026"})


def test_a_mark_may_take_in_the_words_around_it():
    changed = task_after(task(TEXT, due="ngày 20/3/2026"), due="trước ngày 20/3/2026")

    assert (changed.text, words_of(changed, "due")) == (TEXT, {"due": "trước ngày 20/3/2026"})


def test_without_words_a_mark_is_taken_away_and_the_text_stays():
    changed = task_after(task(**MARKS), due="")

    assert (changed.text, words_of(changed)) == (TEXT, {**MARKS, "due": None})


def test_text_and_words_may_be_changed_at_once():
    changed = task_after(task(**MARKS), text=f"Năm 2026, {TEXT}", due="trong tháng 3")

    assert changed.text == "Năm 2026, Sở Y tế phối hợp với các xã họp Khối trong tháng 3."
    assert words_of(changed) == {**MARKS, "due": "trong tháng 3"}


# --- kinds of lines -------------------------------------------------------------------------------------------------


def turned(line, kind):
    return line_after(TurnLine(key=1, version=1, kind=kind), line)


def test_a_paragraph_becomes_a_task_marked_by_its_words():
    text = "Các đơn vị thành viên gửi báo cáo sơ kết về Sở Y tế trước ngày 15/6/2026."
    paragraph = Item(key=1, text=text, style=DASH, label="–", blocks=(item(2),))

    assert turned(paragraph, LineKind.TASK) == TaskItem(
        key=1,
        version=2,
        text=text,
        style=DASH,
        label="–",
        blocks=(item(2),),
        action=place_of("Các đơn vị thành viên gửi báo cáo sơ kết về Sở Y tế", text),
        due=place_of("trước ngày 15/6/2026", text),
        responsible=place_of("Các đơn vị thành viên", text),
    )


def test_a_task_becomes_a_duty_of_its_party():
    duty = turned(task("Sở Y tế theo dõi, đôn đốc.", responsible="Sở Y tế"), LineKind.DUTY)

    assert duty == Duty(key=1, version=2, text="Sở Y tế theo dõi, đôn đốc.", party=Span(0, 7))


def test_a_task_becomes_a_heading():
    assert turned(task(**MARKS), LineKind.HEADING) == Section(key=1, version=2, text=TEXT)


def test_the_upright_words_of_a_heading_are_not_lost():
    heading = Section(key=1, text="Sở Nội vụ", aside="(thường trực)", is_task=True)

    assert turned(heading, LineKind.PARAGRAPH) == Item(key=1, version=2, text="Sở Nội vụ (thường trực)")


def test_the_opening_has_paragraphs_only():
    with pytest.raises(ImpossibleEditError, match="chỉ gồm các đoạn văn"):
        apply(plan(opening=(item(1),)), TurnLine(key=1, version=1, kind=LineKind.TASK))


# --- structure ------------------------------------------------------------------------------------------------------

TREE = (section(1, "I", item(2, "", item(3), item(4), item(5)), item(6)), section(7, "II"))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (After(1), [1, [2, [3, 4, 5], 6], 101, 7]),
        (After(5), [1, [2, [3, 4, 5, 101], 6], 7]),
        (First(2), [1, [2, [101, 3, 4, 5], 6], 7]),
        (Last(2), [1, [2, [3, 4, 5, 101], 6], 7]),
        (Last(7), [1, [2, [3, 4, 5], 6], 7, [101]]),
        (First("body"), [101, 1, [2, [3, 4, 5], 6], 7]),
    ],
)
def test_a_line_is_inserted(place, expected):
    assert outline(body_after(InsertLine(place=place, kind=LineKind.HEADING, text="Họp"), *TREE)) == expected


@pytest.mark.parametrize("place", [First("body"), Last("body")])
def test_a_task_is_inserted_into_an_empty_body(place):
    edit = InsertLine(place=place, kind=LineKind.TASK, text="Sở Y tế gửi báo cáo trước 15/11.", style=DASH)

    [inserted] = body_after(edit)

    assert isinstance(inserted, TaskItem)
    assert words_of(inserted, "due", "responsible") == {"due": "trước 15/11", "responsible": "Sở Y tế"}


def test_a_new_line_is_labelled_like_the_one_beside_it():
    _, inserted = body_after(InsertLine(place=After(1), kind=LineKind.PARAGRAPH, text=""), item(1, style=DASH))

    assert inserted == item(101, style=DASH)


def test_what_is_no_paragraph_is_not_brought_into_the_opening():
    with pytest.raises(ImpossibleEditError, match="chỉ gồm các đoạn văn"):
        apply(plan(opening=(item(2, "", task()),)), Outdent(key=1))


def test_nothing_is_put_below_a_paragraph_of_the_opening():
    with pytest.raises(ImpossibleEditError, match="Hãy chọn vị trí khác"):
        apply(plan(opening=(item(1),)), InsertLine(place=Last(1), kind=LineKind.PARAGRAPH, text="Họp"))


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (MoveUp(key=7), [7, 1, [2, [3, 4, 5], 6]]),
        (MoveDown(key=1), [7, 1, [2, [3, 4, 5], 6]]),
        (MoveUp(key=4), [1, [2, [4, 3, 5], 6], 7]),
        (Indent(key=6), [1, [2, [3, 4, 5, 6]], 7]),
        (Indent(key=7), [1, [2, [3, 4, 5], 6, 7]]),
        (Outdent(key=4), [1, [2, [3, 5], 4, 6], 7]),
        (Outdent(key=2), [1, [6], 2, [3, 4, 5], 7]),
        (Delete(key=2, versions=(1, 1, 1, 1)), [1, [6], 7]),
    ],
)
def test_parts_are_moved_with_all_below_them(edit, expected):
    assert outline(body_after(edit, *TREE)) == expected


@pytest.mark.parametrize(
    "edit",
    [MoveUp(key=1), MoveDown(key=7), MoveUp(key=3), MoveDown(key=6), Indent(key=1), Indent(key=3), Outdent(key=7)],
)
def test_a_part_does_not_leave_its_list_unasked(edit):
    with pytest.raises(ImpossibleEditError, match=r"[Hh]ãy "):
        apply(plan(*TREE), edit)


def versions(blocks):
    return {found.part.key: found.part.version for found in places(plan(*blocks)) if found.part.version > 1}


@pytest.mark.parametrize(
    ("edit", "raised"),
    [
        (MoveUp(key=7), set()),
        (MoveUp(key=4), {2}),
        (Indent(key=6), {1, 2}),
        (Outdent(key=4), {1, 2}),
        (InsertLine(place=First(7), kind=LineKind.TASK, text=""), {7}),
        (Delete(key=6, versions=(1,)), {1}),
    ],
)
def test_another_order_raises_the_version_of_what_the_parts_stand_in(edit, raised):
    assert versions(body_after(edit, *TREE)) == dict.fromkeys(raised, 2)


def test_a_part_in_which_somebody_edits_is_not_deleted():
    content = plan(*TREE)
    seen = versions_of(find_part(content, 1).part)
    content = apply(content, ChangeLine(key=4, version=1, text="Họp Khối", style=DASH))

    with pytest.raises(StaleEditError) as refused:
        apply(content, Delete(key=1, versions=seen))

    assert refused.value.now == content.body[0]


def test_an_annex_is_moved_and_deleted():
    content = plan(annexes=(Annex(key=1), Annex(key=2), Annex(key=3)))

    assert apply(content, MoveDown(key=1)).annexes == (Annex(key=2), Annex(key=1), Annex(key=3))
    assert apply(content, Delete(key=2, versions=(1,))).annexes == (Annex(key=1), Annex(key=3))


# --- tables ---------------------------------------------------------------------------------------------------------

COLUMNS = (
    Column(key=11, title="TT", role=ColumnRole.NUMBER),
    Column(key=12, title="Nội dung", role=ColumnRole.CONTENT),
    Column(key=13, title="Thời gian", role=ColumnRole.TIME),
)
QUARTER = GroupRow(key=1, text="QUÝ I", number="I")
FIRST = Row(key=2, cells=("1", "Họp Khối", "Tháng 3"))
SECOND = Row(key=3, cells=("2", "Ký giao ước", None))
THIRD = Row(key=4, cells=("3", "Hội thao", None))


def rows_after(edit, *rows):
    [table] = body_after(edit, Table(key=10, columns=COLUMNS, rows=rows))
    assert isinstance(table, Table)
    return table.rows


def test_a_task_table_has_the_usual_columns_and_a_row_to_write_in():
    content = apply(plan(item(1)), InsertTaskTable(place=After(1)))

    [_, table] = content.body
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == ["TT", "Nội dung", "Trách nhiệm", "Thời gian"]
    assert table.rows == (Row(key=106, cells=("", "", "", "")),)
    assert table.holds_tasks
    assert content.last_key == 106


def test_a_column_gets_another_title_and_role():
    edit = ChangeColumn(key=13, version=1, title="Ghi chú", role=ColumnRole.NOTE)

    [table] = body_after(edit, Table(key=10, columns=COLUMNS, rows=()))

    changed = Column(key=13, version=2, title="Ghi chú", role=ColumnRole.NOTE)
    assert table == Table(key=10, columns=(*COLUMNS[:2], changed), rows=())


def test_the_cells_of_a_row_are_changed_and_merged_ones_stay_merged():
    edit = ChangeRow(key=3, version=1, cells=("2", " Ký giao ước\r\nthi đua ", None))

    assert rows_after(edit, FIRST, SECOND) == (FIRST, Row(key=3, version=2, cells=("2", "Ký giao ước\nthi đua", None)))


def test_a_merged_cell_may_get_words_of_its_own():
    edit = ChangeRow(key=3, version=1, cells=(None, None, "Tháng 4"))

    assert rows_after(edit, FIRST, SECOND)[1] == Row(key=3, version=2, cells=("2", "Ký giao ước", "Tháng 4"))


def test_a_row_has_a_cell_for_every_column():
    with pytest.raises(ImpossibleEditError, match="Bảng có 3 cột nhưng dòng có 1 ô"):
        rows_after(ChangeRow(key=2, version=1, cells=("1",)), FIRST)


def test_a_group_row_is_changed():
    edit = ChangeGroupRow(key=1, version=1, text="QUÝ II", number="II")

    assert rows_after(edit, QUARTER) == (GroupRow(key=1, version=2, text="QUÝ II", number="II"),)


def test_a_row_inserted_within_merged_cells_becomes_part_of_them():
    assert rows_after(InsertRow(place=After(2)), FIRST, SECOND) == (FIRST, Row(key=101, cells=("", "", None)), SECOND)


def test_a_row_inserted_with_words_of_its_own_parts_merged_cells():
    edit = InsertRow(place=After(2), cells=("", "Họp", "Tháng 5"))

    assert rows_after(edit, FIRST, SECOND) == (
        FIRST,
        Row(key=101, cells=("", "Họp", "Tháng 5")),
        Row(key=3, version=2, cells=("2", "Ký giao ước", "Tháng 3")),
    )


def test_a_group_row_is_inserted():
    edit = InsertGroupRow(place=First(10), text="QUÝ I", number="I")

    assert rows_after(edit, FIRST) == (GroupRow(key=101, text="QUÝ I", number="I"), FIRST)


def test_rows_stand_in_tables_only():
    with pytest.raises(ImpossibleEditError, match="trong bảng"):
        apply(plan(item(1)), InsertRow(place=After(1)))


@pytest.mark.parametrize(
    ("edit", "cells"),
    [
        (Delete(key=2, versions=(1,)), {3: "Tháng 3", 4: None}),
        (MoveUp(key=3), {3: "Tháng 3", 2: "Tháng 3", 4: None}),
        (MoveDown(key=3), {2: "Tháng 3", 4: None, 3: None}),
        (InsertGroupRow(place=After(2), text="QUÝ II"), {2: "Tháng 3", 3: "Tháng 3", 4: None}),
        (TurnIntoGroupRow(key=2, version=1), {3: "Tháng 3", 4: None}),
    ],
)
def test_a_merged_cell_keeps_its_words_when_rows_move(edit, cells):
    rows = [row for row in rows_after(edit, FIRST, SECOND, THIRD) if isinstance(row, Row)]

    assert {row.key: row.cells[2] for row in rows} == cells


def test_a_row_becomes_a_group_row_without_loss_of_words_and_back():
    [group] = rows_after(TurnIntoGroupRow(key=2, version=1), FIRST)
    assert group == GroupRow(key=2, version=2, text="Họp Khối, Tháng 3", number="1")

    assert rows_after(TurnIntoRow(key=2, version=2), group) == (
        Row(key=2, version=3, cells=("1", "Họp Khối, Tháng 3", "")),
    )


def test_a_column_is_not_moved():
    with pytest.raises(ImpossibleEditError, match="cột"):
        rows_after(MoveUp(key=12), FIRST)


# --- any edit -------------------------------------------------------------------------------------------------------

EDITS_OF = {
    Line: (ChangeLine, TurnLine),
    Section: (ChangeHeading,),
    TaskItem: (ChangeTask,),
    Column: (ChangeColumn,),
    Row: (ChangeRow, TurnIntoGroupRow),
    GroupRow: (ChangeGroupRow, TurnIntoRow),
    Signature: (ChangeSignature,),
    Decision: (ChangeDecision,),
    Annex: (ChangeAnnex,),
}
OF_ANY_PART = (MoveUp, MoveDown, Indent, Outdent)
INSERTING = (InsertLine, InsertTaskTable, InsertRow, InsertGroupRow)


def texts_like(text):
    return st.text(max_size=20) | st.sampled_from((text, f"Năm 2026 {text}", text[1:], text[: len(text) // 2]))


def edits_of_part(part):
    given_fields = {"key": st.just(part.key), "version": st.just(part.version)}
    for kind, made in EDITS_OF.items():
        for edit in made if isinstance(part, kind) else ():
            fields = dict(given_fields)
            if issubclass(edit, ChangeLine):
                fields["text"] = texts_like(part.text)
            if edit is ChangeTask:
                fields |= dict.fromkeys(WHO_AND_WHEN, texts_like(part.text) | st.just("trước 15/11"))
            if edit is ChangeRow:
                cells = st.tuples(*(st.none() | st.text(max_size=9) for _ in part.cells))
                fields["cells"] = cells
            yield st.builds(edit, **fields)
    yield from (st.builds(edit, key=st.just(part.key)) for edit in OF_ANY_PART)
    yield st.just(Delete(key=part.key, versions=versions_of(part)))


def edits_of(content):
    """Any edit that could be meant for this content, though it may be impossible."""
    parts = [found.part for found in places(content)]
    keys = [part.key for part in parts]
    spots = [First("body"), Last("body"), First("opening"), Last("closing")]
    spots += [make(key) for make in (After, First, Last) for key in keys]
    yield st.builds(ChangeHead, before=st.just(content.head))
    yield st.builds(ChangeTitle, before=st.just(Title.of(content)))
    bases = tuple(basis.text for basis in content.bases)
    yield st.builds(ChangeBases, before=st.just(bases), after=st.permutations([*bases, "Căn cứ Luật."]).map(tuple))
    yield st.builds(ChangeRecipients, before=st.just(RecipientList.of(content)))
    yield st.builds(AddSignature)
    yield from (st.builds(edit, place=st.sampled_from(spots)) for edit in INSERTING)
    if parts:
        yield st.builds(InsertPart, place=st.sampled_from(spots), part=st.sampled_from(parts))
    for part in parts:
        yield from edits_of_part(part)


def test_the_edits_tried_below_are_all_there_are():
    of_parts = {edit for made in EDITS_OF.values() for edit in made}
    others = {ChangeHead, ChangeTitle, ChangeBases, ChangeRecipients, AddSignature, InsertPart, Delete}

    assert of_parts | {*OF_ANY_PART, *INSERTING} | others == set(get_args(edits.Edit))


@given(sound_contents, st.data())
@settings(max_examples=60, deadline=None)
def test_any_edit_leaves_sound_content(content, data):
    for _ in range(data.draw(st.integers(1, 4))):
        before = content
        try:
            content = apply(content, data.draw(data.draw(st.sampled_from([*edits_of(content)]))))
        except ImpossibleEditError:
            continue
        keys = [found.part.key for found in places(content)]
        assert len(keys) == len(set(keys))
        assert max(keys, default=0) <= content.last_key
        given_before = {found.part.key for found in places(before)}
        assert all(key in given_before or key > before.last_key for key in keys)
        assert loads(dumps(content)) == content
        for value in values_of(content):
            for mark in vars(value).values():
                if isinstance(mark, Span):
                    assert 0 <= mark.start <= mark.end <= len(value.text)
            if isinstance(value, Table):
                rows = [row for row in value.rows if isinstance(row, Row)]
                assert all(len(row.cells) == len(value.columns) for row in rows)
