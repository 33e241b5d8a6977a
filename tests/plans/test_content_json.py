"""Plans as JSON: what goes in comes out, and what is not known is refused."""

import inspect
import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings

from plans import content
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
    PlanContent,
    Recipient,
    Row,
    Section,
    Signature,
    Span,
    Table,
    TaskItem,
)
from plans.content_json import SCHEMA, UnreadableContentError, dumps, from_data, loads, to_data
from tests.plans.strategies import plan_contents
from tests.plans.traversal import values_of
from thidua.lib.dates import PartialDate
from thidua.lib.value import Value

GOLDEN = Path(__file__).parent / "golden" / f"content_schema_{SCHEMA}.json"

EVERYTHING = PlanContent(
    last_key=40,
    head=Head(
        superior=("UBND TỈNH LAM GIANG",),
        issuer=("KHỐI THI ĐUA SỐ 6",),
        number="07",
        symbol="/QĐ-KTĐ6",
        place="Lam Giang",
        issued_on=PartialDate(None, 3, 2026),
    ),
    kind="CHƯƠNG TRÌNH",
    subject=("Hoạt động của Khối thi đua số 6", "năm 2026"),
    bases=(Basis(key=1, text="Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"),),
    decision=Decision(
        key=2,
        subject=("Ban hành Kế hoạch hoạt động năm 2026",),
        blocks=(
            Item(key=3, text="QUYẾT ĐỊNH:"),
            Item(key=4, style=LabelStyle.ARTICLE, text="Ban hành kèm theo Quyết định này Kế hoạch hoạt động năm 2026."),
        ),
        authority="KHỐI TRƯỞNG KHỐI THI ĐUA SỐ 6",
        reference="(Kèm theo Quyết định số 07/QĐ-KTĐ6)",
    ),
    opening=(Item(key=5, text="Khối thi đua số 6 xây dựng Kế hoạch như sau:"),),
    body=(
        Section(
            key=6,
            version=3,
            style=LabelStyle.ROMAN,
            label="II",
            text="NỘI DUNG",
            blocks=(
                Section(
                    key=7,
                    style=LabelStyle.ARABIC,
                    text="Hội nghị sơ kết",
                    aside="(một ngày)",
                    is_task=True,
                    blocks=(
                        Field(
                            key=8,
                            style=LabelStyle.DASH,
                            text="Thời gian: tháng 7",
                            role=FieldRole.TIME,
                            value=Span(11, 18),
                        ),
                        Item(key=9, style=LabelStyle.PLUS, text="Sở Du lịch chuẩn bị báo cáo."),
                    ),
                ),
                TaskItem(
                    key=10,
                    style=LabelStyle.LETTER,
                    text="Sở Y tế phối hợp với Sở Nội vụ họp Khối trước ngày 20/3/2026.",
                    action=Span(31, 39),
                    due=Span(40, 60),
                    responsible=Span(0, 7),
                    coordinating=Span(21, 30),
                ),
                Duty(key=11, text="Các đơn vị thành viên tham gia đầy đủ.", party=Span(0, 21)),
                Table(
                    key=12,
                    columns=(
                        Column(key=13, title="TT", role=ColumnRole.NUMBER),
                        Column(key=14, title="Nội dung", role=ColumnRole.CONTENT),
                        Column(key=15, title="Thời gian", role=ColumnRole.TIME),
                        Column(key=16, title=""),
                    ),
                    rows=(
                        GroupRow(key=17, number="I", text="QUÝ I"),
                        Row(key=18, cells=("1", "Họp Khối,\nký giao ước", "Tháng 3", "")),
                        Row(key=19, cells=("2", "Giải cầu lông", None, "“Vui, khỏe”")),
                    ),
                ),
            ),
        ),
    ),
    closing=(Item(key=20, text="Trên đây là Kế hoạch hoạt động năm 2026./."),),
    recipients_heading="NƠI NHẬN:",
    recipients=(Recipient(key=21, text="Bản điện tử:", caption=True), Recipient(key=22, text="Lưu: VT.")),
    signatures=(
        Signature(
            key=23,
            authority=("TM. KHỐI THI ĐUA SỐ 6", "KHỐI TRƯỞNG"),
            position=("GIÁM ĐỐC SỞ DU LỊCH",),
            name="Nguyễn Thị Sông Thương",
            note="(Đã ký)",
        ),
    ),
    annexes=(
        Annex(
            key=24,
            label="PHỤ LỤC I",
            title=("DANH SÁCH ĐƠN VỊ",),
            reference="(Kèm theo Kế hoạch số 07/KH-KTĐ6)",
            blocks=(Item(key=40, style=LabelStyle.STAR, text="Sở Du lịch"),),
        ),
    ),
)
"""A value of every class, every field of it filled somewhere."""


def test_the_plan_of_the_golden_file_fills_every_field_of_every_class():
    classes = {cls for cls in vars(content).values() if inspect.isclass(cls) and issubclass(cls, Value)}
    filled = {
        (cls, field.name)
        for value in values_of(EVERYTHING)
        for field in fields(value)
        for cls in type(value).__mro__
        if getattr(value, field.name) != field.default
    }
    own = {(cls, name) for cls in classes for name in inspect.get_annotations(cls)}

    assert {name for _, name in own - filled} == {"type"}


def test_a_plan_is_written_as_in_the_file_of_its_schema():
    assert f"{dumps(EVERYTHING)}\n" == GOLDEN.read_text(encoding="utf-8")


def test_the_file_of_the_schema_is_read_as_the_plan():
    assert loads(GOLDEN.read_text(encoding="utf-8")) == EVERYTHING


@given(plan_contents)
@settings(max_examples=60, deadline=None)
def test_any_content_comes_back_as_it_was(value):
    assert loads(dumps(value)) == value


def test_data_for_a_column_and_text_for_a_file_say_the_same():
    assert json.loads(dumps(EVERYTHING)) == to_data(EVERYTHING)
    assert from_data(to_data(EVERYTHING)) == EVERYTHING


@pytest.mark.parametrize("text", ["", "KẾ HOẠCH", '{"schema": 1', "[" * 100_000])
def test_text_that_is_no_json_is_refused(text):
    with pytest.raises(UnreadableContentError, match=r"^Nội dung kế hoạch không phải là JSON\.$"):
        loads(text)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"schema": 1},
        {"content": {"last_key": 0}},
        {"schema": 0, "content": {"last_key": 0}},
        {"schema": 2, "content": {"last_key": 0}},
        {"schema": "1", "content": {"last_key": 0}},
        {"schema": 1, "content": {"last_key": 0}, "note": ""},
    ],
)
def test_another_schema_is_refused(data):
    with pytest.raises(UnreadableContentError, match=r"^Nội dung kế hoạch không đúng dạng mà phần mềm này đọc được\.$"):
        from_data(data)


ITEM = {"type": "item", "key": 1, "text": "Họp Khối"}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"last_key": 1, "tasks": []},
        {"last_key": "1"},
        {"last_key": 1.5},
        {"last_key": True},
        {"last_key": 1, "head": None},
        {"last_key": 1, "head": {"issued_on": {"day": "9"}}},
        {"last_key": 1, "head": {"issued_on": {"week": 9}}},
        {"last_key": 1, "subject": "Hoạt động"},
        {"last_key": 1, "body": [{**ITEM, "colour": "red"}]},
        {"last_key": 1, "body": [{**ITEM, "type": "event"}]},
        {"last_key": 1, "body": [{"key": 1, "text": "Họp Khối"}]},
        {"last_key": 1, "body": [{"type": "item", "text": "Họp Khối"}]},
        {"last_key": 1, "body": [{**ITEM, "key": "1"}]},
        {"last_key": 1, "body": [{**ITEM, "style": "circle"}]},
        {"last_key": 1, "body": [{**ITEM, "text": None}]},
        {"last_key": 1, "body": [{**ITEM, "due": {"start": 0, "end": 3}}]},
        {"last_key": 1, "body": [{**ITEM, "type": "task_item", "due": [0, 3]}]},
        {"last_key": 1, "body": [{**ITEM, "type": "task_item", "due": {"start": 0}}]},
        {"last_key": 1, "opening": [{**ITEM, "type": "section"}]},
        {"last_key": 1, "body": [{"type": "table", "key": 1, "columns": [], "rows": [{"type": "item", "key": 2}]}]},
    ],
)
def test_content_that_is_not_known_exactly_is_refused(data):
    with pytest.raises(UnreadableContentError, match=r"^Nội dung kế hoạch bị hỏng hoặc thuộc phiên bản khác\.$"):
        from_data({"schema": SCHEMA, "content": data})


@pytest.mark.parametrize("schema", [True, 1.0])
def test_a_schema_is_a_whole_number(schema):
    with pytest.raises(UnreadableContentError):
        loads(json.dumps({"schema": schema, "content": {"last_key": 0}}))
