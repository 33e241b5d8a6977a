"""Files that were not made from the template, or were made to do harm, get a clear answer."""

import io
import zipfile
from contextlib import suppress

import openpyxl
import pytest

from blocs.resources.setup import plan_setup
from blocs.resources.writer import write_template
from tests.blocs.setup.conftest import places, saved, workbook
from thidua.lib import sheets_read
from thidua.lib.office_files import NOT_OFFICE, UnsafeFileError
from thidua.lib.sheets_read import NOT_THE_TEMPLATE

SHEET = "Cơ quan"


def template():
    return openpyxl.load_workbook(io.BytesIO(write_template()))


def with_part(name, change):
    """The template with one part of its archive changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write_template())) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, change(old.read(entry)) if entry == name else old.read(entry))
    return file.getvalue()


def refusal(data, standing):
    with pytest.raises(UnsafeFileError) as refused:
        plan_setup(data, standing)
    return str(refused.value)


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml"]
)
@pytest.mark.parametrize("content", [b"", b"<a/>", b"<a", b"\xff\xfe\0", b"<?xml version='1.0'?><a xmlns='b'><c/></a>"])
def test_a_broken_part_never_breaks_the_page(standing, part, content):
    with suppress(UnsafeFileError):
        assert not plan_setup(with_part(part, lambda _: content), standing).has_changes


def test_a_file_cut_short_anywhere_never_breaks_the_page(standing):
    data = write_template()
    for length in range(0, len(data), 977):
        assert refusal(data[:length], standing) == NOT_OFFICE


def test_entities_are_refused(standing):
    def laughing(part):
        return part.replace(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "ha">]><worksheet', 1)

    assert "nguy hiểm" in refusal(with_part("xl/worksheets/sheet2.xml", laughing), standing)


def test_rows_numbered_beyond_any_sheet_do_not_keep_the_server_busy(standing):
    def far(part):
        return part.replace(b"</sheetData>", b'<row r="999999999999"><c r="A999999999999"/></row></sheetData>')

    plan = plan_setup(with_part("xl/worksheets/sheet2.xml", far), standing)
    assert not plan.has_changes


def test_a_workbook_of_another_kind_is_told_apart(standing):
    assert refusal(saved(openpyxl.Workbook()), standing) == NOT_THE_TEMPLATE


def test_sheets_and_columns_that_are_unknown_missing_or_repeated_are_faults(standing):
    book = template()
    book.create_sheet("Tài khoản mới")
    page = book[SHEET]
    page["B1"], page["L1"], page["M1"] = "Tên cơ quan", "Mã *", "Ghi chú"
    assert places(plan_setup(saved(book), standing)) == [
        (SHEET, 1, "B"), (SHEET, 1, "L"), (SHEET, 1, "M"), (SHEET, 1, "Tên"), ("Tài khoản mới", 1, "A"),
    ]  # fmt: skip


def test_columns_may_stand_in_another_order_and_sheets_may_be_missing(standing):
    book = template()
    for title in book.sheetnames[2:]:
        del book[title]
    page = book[SHEET]
    page.move_range("A1:B1", rows=0, cols=20)
    page.append({"U": "A1", "V": "Đơn vị", "E": "UBNDT"})
    plan = plan_setup(saved(book), standing)
    assert (plan.faults, plan.sheets[0].counts) == ([], (1, 0, 0))


def test_a_value_outside_the_columns_is_a_fault(standing):
    book = template()
    book[SHEET]["N5"] = "ghi chú riêng"
    assert places(plan_setup(saved(book), standing)) == [(SHEET, 5, "N")]


def test_empty_rows_between_rows_keep_the_numbers_that_excel_shows(standing):
    book = template()
    book[SHEET]["A9"] = "A"
    assert places(plan_setup(saved(book), standing)) == [(SHEET, 9, "Tên"), (SHEET, 9, "Mã cơ quan cấp trên")]


def test_too_many_rows_are_told_at_the_first_one_too_many(standing, monkeypatch):
    monkeypatch.setattr(sheets_read, "MOST_ROWS", 3)
    rows = [{"Mã": f"A{number}", "Tên": "A", "Mã cơ quan cấp trên": "UBNDT"} for number in range(5)]
    assert places(plan_setup(workbook({SHEET: rows}), standing)) == [(SHEET, 5, "Mã")]


@pytest.mark.parametrize("value", ["=1+1", '=HYPERLINK("http://a.example")', "=cmd|'/c calc'!A1"])
def test_a_formula_is_a_fault_and_its_kept_result_is_not_taken(standing, value):
    rows = [{"Mã": "A", "Tên": value, "Mã cơ quan cấp trên": "UBNDT"}]
    plan = plan_setup(workbook({SHEET: rows}), standing)
    assert [(fault.column, fault.value) for fault in plan.faults] == [("Tên", value)]
