"""A unit's sheet out to Excel and back in."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from scoring.criteria import Criterion, Group
from scoring.criteria_json import to_data
from scoring.enums import Approval, SheetState
from scoring.figures import Figure
from scoring.kinds import Direct
from scoring.models import CriteriaTable, ScoreEntry, ScoreSheet
from scoring.services import sheet_files
from scoring.workbooks.sheet_columns import SHEET, Column
from scoring.workbooks.sheet_in import NOT_OURS
from tests.scoring.conftest import ALL_FIGURES, RESULT, TASKS, UNITY
from tests.scoring.test_sheet_workbook import row_of
from thidua.lib.sheets import XLSX
from thidua.lib.sheets import workbook as plain_workbook

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


@pytest.fixture
def filled(scoring):
    scoring.enter(ALL_FIGURES)
    return scoring


@pytest.fixture
def unit(client, filled):
    """The browser of the officer who fills the sheet in."""
    client.force_login(filled.officer)
    return client


def workbook(client, sheet):
    response = client.get(reverse("sheet_excel", args=[sheet.pk]))
    assert (response.status_code, response["Content-Type"]) == (200, XLSX)
    return response.content


def with_cells(data, cells):
    """The workbook with other values, by key and column."""
    book = load_workbook(BytesIO(data))
    for (key, column), value in cells.items():
        book[SHEET][column.at(row_of(book[SHEET], str(key)))] = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def looked_at(client, sheet, data):
    """The page after the upload."""
    return client.post(reverse("import_sheet", args=[sheet.pk]), {"file": SimpleUploadedFile("bang.xlsx", data)})


def take(client, sheet, response):
    return client.post(reverse("import_sheet", args=[sheet.pk]), {"taken": response.context["compared"].token})


def entry(sheet, key):
    return ScoreEntry.objects.get(sheet=sheet, key=key)


def test_a_file_that_nobody_touched_changes_nothing(unit, filled):
    page = looked_at(unit, filled.sheet, workbook(unit, filled.sheet))
    assert "không có gì để ghi" in page.content.decode()
    assert page.context["compared"].token == ""


def test_what_would_change_is_shown_and_then_taken(unit, filled):
    cells = {(RESULT, Column.AMOUNT): "97,5", (TASKS, Column.NOTE): "Theo báo cáo", (TASKS, Column.PROVISIONAL): "x"}
    page = looked_at(unit, filled.sheet, with_cells(workbook(unit, filled.sheet), cells))
    change, note = page.context["compared"].changes
    assert (change.place, change.before, change.after) == ("I.1", "90/100", "97,5/100")
    assert (change.points_before, change.points_after) == ("36", "39")
    assert (note.after, note.note_after) == ("18,5 điểm (ước)", "Theo báo cáo")
    assert filled.sheet.total == Decimal("99.5")
    assert take(unit, filled.sheet, page).url == reverse("sheet", args=[filled.sheet.pk])
    assert filled.sheet.total == Decimal("102.5")
    assert (entry(filled.sheet, TASKS).note, entry(filled.sheet, TASKS).is_provisional) == ("Theo báo cáo", True)


def test_the_ends_of_lines_are_no_change(unit, filled):
    """Browsers send CR LF; a cell of Excel holds LF."""
    fields = {f"seen-{TASKS}": "1", f"amount-{TASKS}": "18,5", f"note-{TASKS}": "Dòng 1\r\nDòng 2"}
    unit.post(reverse("save_sheet", args=[filled.sheet.pk]), fields)
    data = with_cells(workbook(unit, filled.sheet), {(TASKS, Column.AMOUNT): 20})
    (change,) = looked_at(unit, filled.sheet, data).context["compared"].changes
    assert (change.note_before, change.note_after) == ("Dòng 1\nDòng 2", "Dòng 1\nDòng 2")


def test_an_emptied_cell_empties(unit, filled):
    page = looked_at(unit, filled.sheet, with_cells(workbook(unit, filled.sheet), {(UNITY, Column.CHOICE): None}))
    take(unit, filled.sheet, page)
    assert entry(filled.sheet, UNITY).figure == Figure()


def test_with_one_cell_wrong_nothing_can_be_taken(unit, filled):
    cells = {(RESULT, Column.AMOUNT): 95, (TASKS, Column.AMOUNT): 21}
    page = looked_at(unit, filled.sheet, with_cells(workbook(unit, filled.sheet), cells))
    assert "Dòng 7, cột Kết quả: Hãy nhập điểm từ 0 đến 20, bước 0,5." in page.content.decode()
    assert page.context["compared"].token == ""


def test_a_row_that_somebody_else_changed_is_told_and_left_alone(unit, filled):
    data = with_cells(workbook(unit, filled.sheet), {(RESULT, Column.AMOUNT): 95, (TASKS, Column.AMOUNT): 15})
    filled.enter({TASKS: Figure(amount=Decimal(20))})
    page = looked_at(unit, filled.sheet, data)
    (stale,) = page.context["compared"].stale
    assert (stale.place, stale.before, stale.after) == ("I.2", "20 điểm", "15 điểm")
    take(unit, filled.sheet, page)
    assert (entry(filled.sheet, RESULT).amount, entry(filled.sheet, TASKS).amount) == (95, 20)


def test_a_row_that_was_changed_and_changed_back_on_the_site_is_no_conflict(unit, filled):
    data = with_cells(workbook(unit, filled.sheet), {(TASKS, Column.AMOUNT): 15})
    for amount in (Decimal(20), ALL_FIGURES[TASKS].amount):
        filled.enter({TASKS: Figure(amount=amount)})
    page = looked_at(unit, filled.sheet, data)
    assert page.context["compared"].stale == ()
    take(unit, filled.sheet, page)
    assert entry(filled.sheet, TASKS).amount == 15


def test_a_row_that_is_not_known_is_told_on_the_page(unit, filled):
    """A hidden key was changed: what stands in its row goes nowhere."""
    page = looked_at(unit, filled.sheet, with_cells(workbook(unit, filled.sheet), {(TASKS, Column.KEY): "999"}))
    text = page.content.decode()
    assert "Dòng 7: không nhận ra là tiêu chí nào, chưa nhập." in text
    assert "giữ nguyên như trên trang: I.2." in text


def test_what_was_changed_elsewhere_alone_is_no_conflict(unit, filled):
    data = workbook(unit, filled.sheet)
    filled.enter({TASKS: Figure(amount=Decimal(20))})
    compared = looked_at(unit, filled.sheet, data).context["compared"]
    assert (compared.changes, compared.stale) == ((), ())


def test_all_or_nothing_when_the_sheet_changes_before_it_is_taken(unit, filled):
    cells = {(RESULT, Column.AMOUNT): 95, (TASKS, Column.AMOUNT): 15}
    page = looked_at(unit, filled.sheet, with_cells(workbook(unit, filled.sheet), cells))
    filled.enter({TASKS: Figure(amount=Decimal(20))})
    answer = take(unit, filled.sheet, page)
    assert answer.status_code == 409
    assert sheet_files.MEANWHILE in answer.content.decode()
    assert (entry(filled.sheet, RESULT).amount, entry(filled.sheet, TASKS).amount) == (90, 20)


def test_what_was_looked_at_is_taken_by_nobody_else(unit, filled):
    page = looked_at(unit, filled.sheet, with_cells(workbook(unit, filled.sheet), {(RESULT, Column.AMOUNT): 95}))
    unit.force_login(filled.head)
    assert sheet_files.EXPIRED in take(unit, filled.sheet, page).content.decode()
    assert entry(filled.sheet, RESULT).amount == 90


def test_a_file_of_another_unit_is_refused(client, filled):
    theirs = ScoreSheet.objects.get(round=filled.round, unit__organisation=filled.world.finance)
    client.force_login(filled.world.leader)
    data = workbook(client, theirs)
    client.force_login(filled.officer)
    page = looked_at(client, filled.sheet, data)
    assert (page.status_code, sheet_files.OF_ANOTHER_SHEET in page.content.decode()) == (422, True)


def test_a_file_of_an_older_table_is_refused(unit, filled):
    data = workbook(unit, filled.sheet)
    CriteriaTable.objects.filter(pk=filled.table.pk).update(version=filled.table.version + 1)
    assert sheet_files.OF_AN_OLDER_TABLE in looked_at(unit, filled.sheet, data).content.decode()


@pytest.mark.parametrize(("data", "told"), [(b"tot qua", "không phải Excel"), (None, NOT_OURS)])
def test_another_file_is_refused(unit, filled, data, told):
    page = looked_at(unit, filled.sheet, data or plain_workbook("Trang", ["A"], [["b"]]))
    assert (page.status_code, told in page.content.decode()) == (422, True)


def test_what_was_refused_as_not_applicable_earns_in_excel_too(unit, filled):
    filled.enter({TASKS: Figure(not_applicable=True)})
    ScoreEntry.objects.filter(sheet=filled.sheet, key=TASKS).update(approval=Approval.REFUSED)
    page = load_workbook(BytesIO(workbook(unit, filled.sheet)))[SHEET]
    row = row_of(page, str(TASKS))
    assert page[Column.NOT_APPLICABLE.at(row)].value == "x"
    assert Column.NOT_APPLICABLE.at(row) not in page[Column.POINTS.at(row)].value
    assert looked_at(unit, filled.sheet, workbook(unit, filled.sheet)).context["compared"].changes == ()


def test_who_only_reads_gets_it_locked_and_puts_nothing_in(client, filled):
    ScoreSheet.objects.filter(pk=filled.sheet.pk).update(
        state=SheetState.SUBMITTED, submitted_at="2026-11-01T08:00+07:00", days_late=0, digest="0" * 64
    )
    client.force_login(filled.world.follower)
    page = load_workbook(BytesIO(workbook(client, filled.sheet)))[SHEET]
    assert all(cell.protection.locked for row in page.iter_rows() for cell in row)
    assert client.get(reverse("import_sheet", args=[filled.sheet.pk])).status_code == 403


def test_who_does_not_read_the_sheet_finds_neither(client, filled):
    client.force_login(filled.world.leader)
    for name in ("sheet_excel", "import_sheet"):
        assert client.get(reverse(name, args=[filled.sheet.pk])).status_code == 404


def test_queries_do_not_grow_with_the_table(unit, filled):
    counted = {}
    for size in (20, 200):
        _widen(filled, size)
        with CaptureQueriesContext(connection) as queries:
            data = workbook(unit, filled.sheet)
        out = len(queries)
        changed = with_cells(data, {(100 + number, Column.AMOUNT): 1 for number in range(size)})
        with CaptureQueriesContext(connection) as queries:
            assert len(looked_at(unit, filled.sheet, changed).context["compared"].changes) == size
        counted[size] = (out, len(queries))
    assert counted[20] == counted[200]


def _widen(scoring, size):
    """Another group with so many criteria that nobody has looked at yet."""
    table = scoring.round.table.value
    more = tuple(
        Criterion(key=100 + number, code=str(number), text="Tiêu chí", max=Decimal(1), rule=Direct())
        for number in range(size)
    )
    wider = replace(table, last_key=1000, nodes=(*table.nodes[:4], Group(key=99, text="Thêm", nodes=more)))
    CriteriaTable.objects.filter(pk=scoring.table.pk).update(content=to_data(wider))
