"""Tables of criteria as Excel files: out and in is the identity; what is wrong is told by sheet, row and column."""

import io

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from scoring.criteria import Criterion, Group, leaves
from scoring.workbooks.table_in import read_table
from scoring.workbooks.table_out import table_workbook
from tests.scoring.conftest import SHORT_TABLE
from tests.scoring.everything import EVERYTHING
from tests.scoring.strategies import tables
from thidua.lib.office_files import UnsafeFileError


def changed(change, criteria=SHORT_TABLE):
    """The workbook of a table after somebody worked on it."""
    book = openpyxl.load_workbook(io.BytesIO(table_workbook(criteria)))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return read_table(stream.getvalue())


def column_of(sheet, heading):
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def setting(sheet, row, heading, value):
    sheet.cell(row, column_of(sheet, heading)).value = value


def faults(change, criteria=SHORT_TABLE):
    loaded = changed(change, criteria)
    assert loaded.criteria is None
    return [(fault.sheet, fault.row, fault.column, fault.message) for fault in loaded.faults]


@pytest.mark.parametrize("criteria", [SHORT_TABLE, EVERYTHING], ids=["short", "everything"])
def test_out_and_in_is_the_identity(criteria):
    assert read_table(table_workbook(criteria)).criteria == criteria


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_out_and_in_is_the_identity_for_any_table(criteria):
    assert read_table(table_workbook(criteria)).criteria == criteria


def test_texts_that_look_like_formulas_stay_text():
    book = openpyxl.load_workbook(io.BytesIO(table_workbook(EVERYTHING)))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_a_row_put_in_by_hand_is_a_new_part_with_a_key_of_its_own():
    def add(book):
        sheet = book["Tiêu chí"]
        sheet.insert_rows(4)
        for heading, value in {
            "Dòng": "Tiêu chí", "Cấp": 2, "STT": 3, "Nội dung": "Mới", "Điểm chuẩn": "2,5",
            "Cách chấm": "chấm trực tiếp",
        }.items():  # fmt: skip
            setting(sheet, 4, heading, value)

    loaded = changed(add)
    assert loaded.faults == ()
    group = loaded.criteria.nodes[0]
    assert isinstance(group, Group)
    new = group.nodes[1]
    assert isinstance(new, Criterion)
    assert (new.key, new.version, new.code, str(new.max)) == (SHORT_TABLE.last_key + 1, 1, "3", "2.5")
    assert loaded.criteria.last_key == SHORT_TABLE.last_key + 1
    assert len(list(leaves(loaded.criteria))) == len(list(leaves(SHORT_TABLE))) + 1


def test_a_number_that_is_none_is_told_with_its_place():
    [(sheet, row, column, message)] = faults(lambda book: setting(book["Tiêu chí"], 3, "Điểm chuẩn", "bốn mươi"))
    assert (sheet, row, column) == ("Tiêu chí", 3, "Điểm chuẩn")
    assert "“bốn mươi” không phải là số" in message


def test_a_formula_is_not_taken_for_its_result():
    [(_, _, column, message)] = faults(lambda book: setting(book["Tiêu chí"], 3, "Điểm chuẩn", "=20+20"))
    assert column == "Điểm chuẩn"
    assert "công thức" in message


@pytest.mark.parametrize(
    ("row", "heading", "value", "words"),
    [
        (3, "Cách chấm", "Chấm bừa", "Hãy chọn một trong"),
        (3, "Cách chấm", None, "không được để trống"),
        (3, "Cấp", 4, "không có dòng cấp 3"),
        (4, "Cấp", 3, "là tiêu chí nên không chứa dòng khác"),
        (3, "Dòng", None, "không được để trống"),
        (3, "Dòng", "Mức", "phải đứng ngay dưới một tiêu chí"),
        (3, "Tính là", "Điểm thưởng", "không dùng cho dòng như vậy"),
        (4, "Mã dòng", 2, "Trùng mã với dòng 3"),
        (4, "Mã dòng", 1.5, "số nguyên"),
    ],
)
def test_what_cannot_be_is_told_with_what_to_do(row, heading, value, words):
    found = faults(lambda book: setting(book["Tiêu chí"], row, heading, value))
    assert any(words in message and (at, column) == (row, heading) for _, at, column, message in found)


def test_a_setting_that_is_missing_or_unknown_is_told():
    def rename(book):
        book["Bảng"]["A3"] = "Thang"

    assert faults(rename) == [
        ("Bảng", 3, "Mục", "Không có mục này. Hãy giữ đúng tên các mục của tệp mẫu."),
    ]
    assert "Thiếu mục “Thang điểm”" in faults(lambda book: book["Bảng"].delete_rows(3))[0][3]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"])
def test_a_file_that_is_no_workbook_is_not_opened(data):
    with pytest.raises(UnsafeFileError):
        read_table(data)
