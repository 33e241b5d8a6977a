"""Reports as JSON, and what changed between two of them."""

import json
from dataclasses import MISSING, fields, replace
from pathlib import Path

import pytest

from scoring.registration_documents import Frame, Honour, Registered, Report, changes
from scoring.registration_json import SCHEMA, from_data, to_data
from tests.plans.traversal import values_of
from thidua.lib.stored_json import UnreadableContentError

GOLDEN = Path(__file__).parent / "golden" / f"report_schema_{SCHEMA}.json"
HEALTH = Registered(
    unit="Sở Y tế",
    targets=(("Giải quyết hồ sơ đúng hạn", "98,5 %"),),
    titles=(Honour(name="Tập thể lao động xuất sắc", nominee="Tập thể", count=1, names="Văn phòng Sở"),),
    commendations=(Honour(name="Giấy khen", nominee="Cá nhân", count=5),),
)
FINANCE = Registered(unit="Sở Tài chính")
EVERYTHING = Report(
    frame=Frame(
        superior="HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH AN HẢI",
        issuer="Khối thi đua số 1",
        symbol="BC-KTĐ1",
        place="An Hải",
        year="Năm 2026",
        addressee="Ủy ban nhân dân tỉnh An Hải",
        authority=("TM. Khối thi đua số 1", "Khối trưởng"),
        position=("Giám đốc Sở Tài chính",),
        signer="Đỗ Văn Thủ",
        recipients=("Như trên", "Lưu: VT"),
    ),
    registered=(HEALTH,),
    missing=("Sở Tài chính",),
)
"""A value of every class, every field of it filled somewhere."""


def reported(*registered):
    return replace(EVERYTHING, registered=registered)


def test_the_report_of_the_golden_file_fills_every_field_of_every_class():
    filled = {
        (type(value), field.name)
        for value in values_of(EVERYTHING)
        for field in fields(value)
        if field.default is MISSING or getattr(value, field.name) != field.default
    }
    assert filled == {(cls, field.name) for cls in (Frame, Honour, Registered, Report) for field in fields(cls)}


def test_a_report_is_written_as_in_the_file_of_its_schema():
    assert to_data(EVERYTHING) == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_the_file_of_the_schema_is_read_as_the_report():
    assert from_data(json.loads(GOLDEN.read_text(encoding="utf-8"))) == EVERYTHING


def test_what_no_report_has_is_refused():
    data = to_data(EVERYTHING)
    data["content"]["frame"]["khac"] = ""
    with pytest.raises(UnreadableContentError):
        from_data(data)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((HEALTH,), (HEALTH,), ()),
        ((HEALTH, FINANCE), (FINANCE, HEALTH), ()),
        ((), (HEALTH, FINANCE), ("gửi thêm: Sở Y tế, Sở Tài chính",)),
        ((HEALTH,), (replace(HEALTH, titles=()),), ("sửa: Sở Y tế",)),
        ((HEALTH,), (FINANCE,), ("gửi thêm: Sở Tài chính", "không còn bản đã gửi: Sở Y tế")),
    ],
)
def test_changes_are_told_by_unit(before, after, told):
    assert changes(reported(*before), reported(*after)) == told


def test_who_signs_is_no_change_of_what_was_registered():
    assert changes(EVERYTHING, replace(EVERYTHING, frame=replace(EVERYTHING.frame, signer="Người khác"))) == ()
