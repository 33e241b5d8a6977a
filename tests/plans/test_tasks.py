"""The tasks of a plan, and what each takes from the parts it stands under."""

from itertools import count
from typing import Any

import pytest

from plans.content import (
    Annex,
    Column,
    ColumnRole,
    Duty,
    Field,
    FieldRole,
    GroupRow,
    Head,
    Item,
    PlanContent,
    Row,
    Section,
    Span,
    Table,
    TaskItem,
)
from plans.schedule import Cycle, parse
from plans.tasks import Task, cycle_of, tasks
from thidua.lib.dates import PartialDate

KEYS = count(1000)
ACTION = "Họp Khối"
SENTENCE = "Sở Y tế phối hợp với các xã họp Khối trước ngày 20/3/2026."


def place_of(words: str, text: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def task_item(text=ACTION, key=1, **marks):
    places: dict[str, Any] = {name: place_of(words, text) for name, words in marks.items()}
    return TaskItem(key=key, text=text, **places)


def section(text, *blocks, **fields):
    return Section(key=next(KEYS), text=text, blocks=blocks, **fields)


def field(role, name, value, *blocks):
    text = f"{name}: {value}".strip()
    return Field(key=next(KEYS), role=role, text=text, value=Span(len(f"{name}: "), len(text)), blocks=blocks)


def item(text):
    return Item(key=next(KEYS), text=text)


def table(roles, *rows):
    columns = tuple(Column(key=next(KEYS), title=role.value, role=role) for role in roles)
    return Table(key=next(KEYS), columns=columns, rows=rows)


def tasks_of(*blocks):
    return tasks(PlanContent(last_key=9999, body=blocks))


def only_task_of(*blocks):
    [task] = tasks_of(*blocks)
    return task


# --- prose ----------------------------------------------------------------------------------------------------------


def test_a_task_without_marks_is_its_whole_text():
    assert tasks_of(task_item("Họp Khối.")) == (Task(key=1, text="Họp Khối."),)


def test_the_marks_of_a_task_are_its_own_words():
    marked = task_item(
        SENTENCE,
        action="họp Khối",
        due="trước ngày 20/3/2026",
        responsible="Sở Y tế",
        coordinating="các xã",
    )

    assert tasks_of(marked) == (
        Task(
            key=1,
            text="họp Khối",
            due=parse("trước ngày 20/3/2026"),
            responsible="Sở Y tế",
            coordinating="các xã",
        ),
    )


def test_points_duties_and_fields_are_no_tasks():
    assert tasks_of(item("Nhân rộng điển hình."), Duty(key=1, text="Sở Y tế theo dõi.")) == ()


def test_a_task_belongs_to_the_headings_and_periods_it_stands_under():
    period = Item(key=next(KEYS), text="Tháng 9/2026:", blocks=(task_item(),))
    point = Item(key=next(KEYS), text="Các hoạt động:", blocks=(period,))

    assert only_task_of(section("NỘI DUNG", section("Hoạt động của Khối:", point))).group == (
        "NỘI DUNG", "Hoạt động của Khối", "Tháng 9/2026",
    )  # fmt: skip


def test_a_task_takes_the_period_of_the_nearest_heading():
    inner = section("Quý I và quý II", task_item())

    assert only_task_of(section("Năm 2026", inner)).due == parse("Quý I và quý II")


def test_a_deadline_of_its_own_comes_before_the_period_above():
    own = task_item(SENTENCE, due="trước ngày 20/3/2026")

    assert only_task_of(section("Quý I", own)).due == parse("trước ngày 20/3/2026")


def test_a_task_takes_the_party_its_heading_names():
    assert only_task_of(section("Các đơn vị thành viên:", task_item())).responsible == "Các đơn vị thành viên"


def test_a_heading_that_is_no_party_gives_none():
    assert only_task_of(section("Nội dung", task_item())).responsible is None


def test_a_party_of_its_own_comes_before_that_of_the_heading():
    own = task_item(SENTENCE, responsible="Sở Y tế")

    assert only_task_of(section("Khối trưởng", own)).responsible == "Sở Y tế"


def test_the_fields_of_an_activity_describe_the_tasks_in_it():
    activity = section(
        "Hội nghị sơ kết",
        field(FieldRole.TIME, "Thời gian", "Tháng 7/2026."),
        field(FieldRole.LEAD, "Cơ quan thực hiện", "Sở Y tế chủ trì, phối hợp với các xã."),
        task_item(),
    )

    assert tasks_of(activity) == (
        Task(
            key=1,
            text=ACTION,
            due=parse("Tháng 7/2026"),
            responsible="Sở Y tế",
            coordinating="các xã",
            group=("Hội nghị sơ kết",),
        ),
    )


def test_a_field_for_support_comes_before_support_named_with_the_lead():
    activity = section(
        "Hội nghị sơ kết",
        field(FieldRole.LEAD, "Chủ trì", "Sở Y tế, phối hợp với các xã"),
        field(FieldRole.SUPPORT, "Phối hợp", "Công an tỉnh;"),
        task_item(),
    )

    assert only_task_of(activity).coordinating == "Công an tỉnh"


def test_a_field_may_say_its_value_in_the_lines_below():
    leads = field(FieldRole.LEAD, "Đơn vị thực hiện", "", item("Sở Y tế;"), item("Sở Nội vụ."))

    assert only_task_of(section("Hội nghị sơ kết", leads, task_item())).responsible == "Sở Y tế; Sở Nội vụ"


def test_a_heading_may_be_the_task_its_fields_describe():
    activity = Section(
        key=7,
        text="Tổ chức hội thi:",
        is_task=True,
        blocks=(
            field(FieldRole.TIME, "Thời gian", "Quý II"),
            field(FieldRole.LEAD, "Chủ trì", "Sở Y tế"),
        ),
    )

    assert tasks_of(section("NỘI DUNG", activity)) == (
        Task(key=7, text="Tổ chức hội thi", due=parse("Quý II"), responsible="Sở Y tế", group=("NỘI DUNG",)),
    )


def test_a_heading_task_without_a_field_takes_the_party_of_its_first_line():
    activity = Section(key=7, text="Hội thi", is_task=True, blocks=(item("Sở Y tế chuẩn bị nội dung thi."),))

    assert only_task_of(activity).responsible == "Sở Y tế"


# --- tables ---------------------------------------------------------------------------------------------------------

NUMBER, CONTENT, TIME = ColumnRole.NUMBER, ColumnRole.CONTENT, ColumnRole.TIME
LEAD, SUPPORT, PRODUCT = ColumnRole.LEAD, ColumnRole.SUPPORT, ColumnRole.PRODUCT


def test_a_row_of_a_task_table_is_a_task():
    rows = table(
        (NUMBER, SUPPORT, PRODUCT, LEAD, TIME, CONTENT, ColumnRole.NOTE),
        Row(key=1, cells=("5", "các xã", "Báo cáo", "Sở Y tế", "Quý II", ACTION, "Trực tuyến")),
    )

    assert tasks_of(section("NỘI DUNG", rows)) == (
        Task(
            key=1,
            number="5",
            text=ACTION,
            responsible="Sở Y tế",
            coordinating="các xã",
            due=parse("Quý II"),
            product="Báo cáo",
            group=("NỘI DUNG",),
        ),
    )


@pytest.mark.parametrize("roles", [(CONTENT, ColumnRole.NOTE), (NUMBER, TIME), (ColumnRole.OTHER, LEAD)])
def test_a_table_without_content_and_a_time_or_party_has_no_tasks(roles):
    assert tasks_of(table(roles, Row(key=1, cells=("1", "2")))) == ()


def test_a_merged_cell_holds_for_every_row_it_covers():
    rows = table(
        (NUMBER, CONTENT, LEAD, TIME),
        Row(key=1, cells=("1", "Họp Khối", "Sở Y tế", "Quý I")),
        Row(key=2, cells=(None, "Ký giao ước", None, "Quý II")),
        Row(key=3, cells=("2", "Tổng kết", "", "Quý IV")),
    )

    assert [(task.number, task.text, task.responsible, task.due) for task in tasks_of(rows)] == [
        ("1", "Họp Khối", "Sở Y tế", parse("Quý I")),
        ("1", "Ký giao ước", "Sở Y tế", parse("Quý II")),
        ("2", "Tổng kết", None, parse("Quý IV")),
    ]


def test_a_row_whose_content_is_merged_with_the_one_above_is_no_task_of_its_own():
    rows = table(
        (CONTENT, LEAD),
        Row(key=1, cells=("Họp Khối", "Sở Y tế")),
        Row(key=2, cells=(None, "Sở Nội vụ")),
        Row(key=3, cells=("", "Sở Tư pháp")),
    )

    assert [task.key for task in tasks_of(rows)] == [1]


def test_a_group_row_heads_the_rows_below_it_and_ends_merged_cells():
    rows = table(
        (CONTENT, LEAD),
        Row(key=1, cells=("Họp Khối", "Sở Y tế")),
        GroupRow(key=2, text="QUÝ II", number="II"),
        Row(key=3, cells=("Ký giao ước", None)),
    )

    assert [(task.text, task.responsible, task.due, task.group) for task in tasks_of(rows)] == [
        ("Họp Khối", "Sở Y tế", None, ()),
        ("Ký giao ước", None, parse("QUÝ II"), ("QUÝ II",)),
    ]


def test_rows_without_a_time_column_take_the_period_of_the_heading():
    rows = table((CONTENT, LEAD), Row(key=1, cells=(ACTION, "Sở Y tế")))

    assert only_task_of(section("Quý III", rows)).due == parse("Quý III")


def test_tasks_of_annexes_follow_those_of_the_body():
    content = PlanContent(
        last_key=9,
        body=(task_item("Họp Khối", key=5),),
        annexes=(Annex(key=6, blocks=(task_item("Ký giao ước", key=7),)), Annex(key=8, blocks=(task_item(key=9),))),
    )

    assert [task.key for task in tasks(content)] == [5, 7, 9]


# --- the year of the plan -------------------------------------------------------------------------------------------


def cycle(subject=(), year=None, opening=()):
    head = Head(issued_on=PartialDate(year=year))
    return cycle_of(PlanContent(last_key=9999, subject=subject, head=head, opening=tuple(map(item, opening))))


def test_the_subject_names_the_year():
    assert cycle(("Hoạt động của Khối thi đua số 6", "năm 2026"), year=2025) == Cycle.calendar(2026)


def test_the_subject_may_name_a_school_year():
    assert cycle(("Công tác thi đua năm học 2025 - 2026",), year=2025) == Cycle.school(2025)


def test_else_the_plan_is_for_the_year_it_was_issued_in():
    assert cycle(("Hoạt động của Khối",), year=2026, opening=("Thực hiện nhiệm vụ năm 2025",)) == Cycle.calendar(2026)


def test_else_for_the_year_its_opening_names_most_often():
    opening = ("Tiếp nối kết quả năm 2025, Khối xây dựng Kế hoạch năm 2026", "Nhiệm vụ năm 2026 như sau:")

    assert cycle(opening=opening) == Cycle.calendar(2026)


def test_else_the_year_is_not_known():
    assert cycle() is None
