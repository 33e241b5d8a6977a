"""A sheet out to Excel and back in: what it says of itself, what comes back, what is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from scoring.criteria import Group, leaves, place
from scoring.figures import Figure
from scoring.tally import tally
from scoring.workbooks.sheet_columns import SHEET, Column
from scoring.workbooks.sheet_in import CHANGED_MAX, GONE, NOT_OURS, UNKNOWN_ROW, open_sheet, read_sheet
from scoring.workbooks.sheet_lines import Line
from scoring.workbooks.sheet_out import HEADING_ROW, sheet_workbook
from tests.bench.workbooks import drawn
from tests.scoring.everything import EVERYTHING
from tests.scoring.recomputed import (
    can_recompute,
    content_of,
    differences,
    expected_points,
    recomputed,
    shown_points,
    workbook_of,
)
from tests.scoring.strategies import cases, texts
from thidua.lib.office_files import UnsafeFileError

FIGURES = {
    2: Figure(amount=Decimal("7.5")),
    3: Figure(chosen=(1,)),
    4: Figure(chosen=(0,)),
    5: Figure(amount=Decimal(97), target=Decimal(100)),
    6: Figure(amount=Decimal("12345678901234.1234"), target=Decimal("0.0001")),
    9: Figure(chosen=(0,)),
    10: Figure(amount=Decimal(3)),
    11: Figure(not_applicable=True),
}
"""By key of EVERYTHING's criteria: points, passed, a level, a band, a ratio of 18 figures, parts by name, parts by
number, absences."""
WHOLE = content_of(FIGURES)


def read(data):
    return read_sheet(open_sheet(data), EVERYTHING)


def edited(change, data=None):
    """The workbook after somebody changed it; rows are found by the key of their criterion."""
    book = load_workbook(BytesIO(data or sheet_workbook(EVERYTHING, WHOLE)))
    change(book[SHEET])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def row_of(page, key):
    return next(row for row in range(HEADING_ROW, page.max_row + 1) if page.cell(row, Column.KEY.number).value == key)


def typed(column, value, key="2"):
    """What is read after somebody typed into one cell."""

    def change(page):
        page[column.at(row_of(page, key))] = value

    return read(edited(change))


# Out ------------------------------------------------------------------------------------------------------------------


def test_only_what_the_unit_fills_in_is_open():
    page = load_workbook(BytesIO(sheet_workbook(EVERYTHING, WHOLE)))[SHEET]
    row = row_of(page, "2")
    is_open = [column for column in Column if not page[column.at(row)].protection.locked]
    assert page.protection.sheet
    assert is_open == [Column.AMOUNT, Column.PROVISIONAL, Column.NOTE]


def test_a_sheet_to_look_at_has_no_open_cell():
    page = load_workbook(BytesIO(sheet_workbook(EVERYTHING, replace(WHOLE, is_open=False))))[SHEET]
    assert all(cell.protection.locked for row in page.iter_rows() for cell in row)


def test_every_kind_says_in_vietnamese_what_it_takes():
    page = load_workbook(BytesIO(sheet_workbook(EVERYTHING, WHOLE)))[SHEET]
    told = {validation.error for validation in page.data_validations.dataValidation}
    assert told == {
        "Hãy nhập điểm từ 0 đến 10, bước 0,5.",
        "Hãy nhập điểm từ -5 đến 10, bước 0,5.",
        "Hãy nhập điểm từ 0 đến 10, bước 0,1.",
        "Hãy chọn một mục trong danh sách.",
        "Hãy chọn Có hoặc Không.",
        "Hãy chọn x hoặc để trống.",
        "Hãy nhập một số từ 0 trở lên.",
        "Chỉ tiêu, tổng số là số lớn hơn 0.",
        "Số mô hình là số nguyên từ 0 trở lên.",
        "Số báo cáo chậm (đúng hạn: 0) là số nguyên từ 0 trở lên.",
        "Số lần vắng mặt là số nguyên từ 0 trở lên.",
        "Số lần là số nguyên từ 0 trở lên.",
        "Hãy nhập số phần việc đã làm, là số nguyên từ 0 đến 4.",
    }


@given(text=texts)
@settings(max_examples=30, deadline=None)
def test_no_text_becomes_a_formula(text):
    first, *others = EVERYTHING.nodes
    assert isinstance(first, Group)
    named = replace(first, text=text, nodes=(replace(first.nodes[0], text=text, guide=text), *first.nodes[1:]))
    content = replace(WHOLE, unit=text, lines={2: Line(note=text)})
    book = load_workbook(BytesIO(sheet_workbook(replace(EVERYTHING, nodes=(named, *others)), content)))
    ours = {Column.POINTS, Column.SCORE, Column.BONUS, Column.DEDUCTION, Column.MAXIMUM}
    letters = {column.letter for column in ours}
    for page in book:
        formulas = {cell.column_letter for row in page.iter_rows() for cell in row if cell.data_type == "f"}
        assert formulas == (letters if page.title == SHEET else set())


# Back in --------------------------------------------------------------------------------------------------------------


@given(case=cases(), note=texts, is_provisional=st.booleans())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_changed_means_nothing_to_change(case, note, is_provisional):
    content = content_of(case.units[0])
    lines = {key: replace(line, note=note, is_provisional=is_provisional) for key, line in content.lines.items()}
    reading = read_sheet(open_sheet(sheet_workbook(case.criteria, replace(content, lines=lines))), case.criteria)
    assert (reading.changed, reading.faults) == ({}, ())


@given(case=cases())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_all_that_was_filled_in_comes_back(case):
    """The workbook of an empty sheet, filled in as the figures say: written as theirs, read as changes of the empty."""
    figures = case.units[0]
    filled = open_sheet(sheet_workbook(case.criteria, content_of(figures)))
    empty = open_sheet(sheet_workbook(case.criteria, content_of({})))
    reading = read_sheet(replace(filled, written=empty.written), case.criteria)
    said = {key: read.line.figure for key, read in reading.changed.items()}
    wanted = {key: _by_hand(figure) for key, figure in figures.items() if _by_hand(figure) != Figure()}
    assert reading.faults == ()
    assert {key: _by_hand(figure) for key, figure in said.items()} == wanted


def _by_hand(figure):
    """A figure whatever the order of its parts and the zeros at the end of its numbers."""
    return replace(figure, chosen=None if figure.chosen is None else tuple(sorted(figure.chosen)))


@pytest.mark.parametrize("value", [8, 8.0, "8", "8,0", " 8 "])
def test_numbers_come_as_numbers_or_as_people_write_them(value):
    assert typed(Column.AMOUNT, value).changed[2].line.figure == Figure(amount=Decimal(8))


def test_a_binary_fraction_is_what_was_typed():
    assert typed(Column.AMOUNT, 0.1 + 0.2, key="5").changed[5].line.figure.amount == Decimal("0.3")


@pytest.mark.parametrize("word", ["kha", "KHÁ", " Khá "])
def test_words_are_matched_without_case_and_marks(word):
    assert typed(Column.CHOICE, word, key="4").changed[4].line.figure.chosen == (1,)


def test_a_row_tells_which_version_it_was_written_from():
    assert typed(Column.NOTE, "Theo báo cáo").changed[2].line.seen == 1


def test_rows_are_found_wherever_they_stand():
    def shuffled(page):
        page[Column.AMOUNT.at(row_of(page, "2"))] = 8
        page.insert_rows(1, 3)
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=HEADING_ROW + 4)]
        for number, row in enumerate(reversed(rows), start=HEADING_ROW + 4):
            for column, value in enumerate(row, start=1):
                page.cell(number, column).value = value

    reading = read(edited(shuffled))
    assert reading.faults == ()
    assert {key: line.line.figure.amount for key, line in reading.changed.items()} == {2: Decimal(8)}


def test_a_row_that_is_gone_is_left_alone_and_named():
    reading = read(edited(lambda page: page.delete_rows(row_of(page, "2"))))
    (criterion, above) = next(found for found in leaves(EVERYTHING) if found[0].key == 2)
    assert reading.changed == {}
    assert reading.ignored == (GONE.format(places=place(criterion, above)),)


def test_nothing_is_told_of_a_workbook_that_nobody_touched():
    assert read(sheet_workbook(EVERYTHING, WHOLE)).ignored == ()


@pytest.mark.parametrize("key", ["999", None])
def test_a_row_whose_key_is_not_known_is_told(key):
    def change(page):
        row = page.max_row + 1
        page[Column.AMOUNT.at(row)], page[Column.KEY.at(row)] = 68, key

    row = load_workbook(BytesIO(sheet_workbook(EVERYTHING, WHOLE)))[SHEET].max_row + 1
    assert read(edited(change)).ignored == (UNKNOWN_ROW.format(row=row),)


def test_a_changed_maximum_is_told():
    def change(page):
        page[Column.MAX.at(row_of(page, "2"))] = 90

    row = row_of(load_workbook(BytesIO(sheet_workbook(EVERYTHING, WHOLE)))[SHEET], "2")
    assert read(edited(change)).ignored == (CHANGED_MAX.format(row=row),)


@pytest.mark.parametrize(
    ("column", "value", "key", "fault"),
    [
        (Column.AMOUNT, "tám", "2", "Kết quả: “tám” không phải là số."),
        (Column.AMOUNT, 11, "2", "Kết quả: Hãy nhập điểm từ 0 đến 10, bước 0,5."),
        (Column.AMOUNT, 0.12345, "6", "Kết quả: Số có quá nhiều chữ số thập phân."),
        (Column.AMOUNT, "=1+1", "2", "Kết quả: Ô chứa công thức."),
        (Column.AMOUNT, True, "2", "Kết quả: Không đọc được số trong ô."),
        (Column.TARGET, -1, "5", "Chỉ tiêu/Tổng số: Chỉ tiêu phải lớn hơn 0."),
        (Column.CHOICE, "Giỏi", "4", "Chọn: Không có mục “Giỏi”. Hãy chọn trong: Tốt; Khá."),
        (Column.CHOICE, "Giỏi", "2", "Chọn: Tiêu chí này không có mục để chọn."),
        (Column.CHOICE, "Rồi", "9/0", "Chọn: Hãy chọn Có hoặc Không."),
        (Column.NOT_APPLICABLE, "x", "2", "Không phát sinh: Bảng tiêu chí này không cho bỏ qua"),
        (Column.PROVISIONAL, "ừ", "2", "Ước: Hãy ghi x hoặc để trống."),
        (Column.NOTE, "đ" * 2001, "2", "Giải trình: Giải trình dài 2.001 ký tự, nhiều nhất được 2.000."),
        (Column.AMOUNT, -1, "6", "Kết quả: Số thu không thể nhỏ hơn 0."),
    ],
)
def test_a_fault_names_row_and_column(column, value, key, fault):
    reading = typed(column, value, key)
    row = row_of(load_workbook(BytesIO(sheet_workbook(EVERYTHING, WHOLE)))[SHEET], key)
    (told,) = reading.faults
    assert str(told).startswith(f"Dòng {row}, cột {fault}")
    assert reading.changed == {}


def test_a_day_is_no_number():
    (fault,) = typed(Column.AMOUNT, date(2026, 5, 1)).faults
    assert "thành ngày" in fault.message


def test_a_row_pasted_twice_is_a_fault():
    def change(page):
        page.cell(page.max_row + 1, Column.KEY.number).value = "2"

    (fault,) = read(edited(change)).faults
    assert "lặp lại" in fault.message


def test_what_is_no_workbook_of_ours_is_refused():
    def without_keys(page):
        page.delete_cols(Column.KEY.number)

    with pytest.raises(UnsafeFileError, match="không phải Excel"):
        open_sheet(b"PK")
    with pytest.raises(UnsafeFileError) as refusal:
        open_sheet(edited(without_keys))
    assert str(refusal.value) == NOT_OURS


# Reckoned elsewhere ---------------------------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.skipif(not can_recompute(), reason="LibreOffice Calc is not installed")
def test_libreoffice_reckons_as_we_do():
    """Twenty invented sheets, and one with a criterion of every kind."""
    sheets = [*drawn(20), (EVERYTHING, FIGURES, tally(EVERYTHING, FIGURES))]
    results = recomputed([workbook_of(*sheet) for sheet in sheets])
    for (criteria, _, counted), result in zip(sheets, results, strict=True):
        assert differences(shown_points(BytesIO(result), criteria), expected_points(criteria, counted)) == {}


@pytest.mark.slow
@pytest.mark.skipif(not can_recompute(), reason="LibreOffice Calc is not installed")
def test_what_another_program_saved_still_says_the_same():
    (saved,) = recomputed([sheet_workbook(EVERYTHING, WHOLE)])
    assert read(saved).changed == {}
    assert len(list(leaves(EVERYTHING))) == len(open_sheet(saved).written)
