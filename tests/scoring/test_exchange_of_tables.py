"""Criteria tables out of the admin's list as one workbook, and back in."""

import io
from dataclasses import replace

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blocs.models import AuditEntry
from blocs.resources.setup import FaultsError
from scoring import edits
from scoring.criteria import walk
from scoring.criteria_json import to_data
from scoring.models import CriteriaTable
from scoring.resources import tables as exchanged
from scoring.resources.changes import apply
from scoring.services import tables
from tests.scoring.conftest import RESULT, SHORT_TABLE, TASKS
from tests.scoring.everything import EVERYTHING
from tests.scoring.exchanging import Exchange, cell, changed, put
from tests.world import standing

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

FORMULA = '=HYPERLINK("http://x")'


@pytest.fixture
def published(world):
    leader = standing(world.leader)
    return tables.publish(tables.draft_of_term(world.term, SHORT_TABLE, by=leader), by=leader)


@pytest.fixture
def draft(world, published):
    return tables.draft_of_term(world.term, EVERYTHING, by=standing(world.leader))


@pytest.fixture
def office(client, world, draft):
    return Exchange(client, world.chief, "criteriatable")


def row_of(book, title, table, **values):
    """The first row of a table that says this."""
    for number in range(2, book[title].max_row + 1):
        told = {name: cell(book[title], number, name.replace("_", " ")).value for name in values}
        if told == values and cell(book[title], number, "Mã bảng").value == table.pk:
            return number
    raise AssertionError(values)


def now(table):
    return CriteriaTable.objects.get(pk=table.pk)


def history():
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_out_and_in_changes_nothing(office, draft):
    before = history(), list(CriteriaTable.objects.values())
    plan = office.plan()
    assert (plan.entries, plan.faults, plan.unchanged) == ((), (), 2)
    assert office.look(office.out()).context["carried"] == ""
    assert (history(), list(CriteriaTable.objects.values())) == before


def test_a_text_that_looks_like_a_formula_stays_text(office, world):
    CriteriaTable.objects.update(content=to_data(edits.changed(SHORT_TABLE, TASKS, 1, text=FORMULA, guide="+1\x0b")))
    book = openpyxl.load_workbook(io.BytesIO(office.out()))
    assert "f" not in {each.data_type for sheet in book for row in sheet.iter_rows() for each in row}
    assert office.plan().entries == ()


def test_a_criterion_changed_in_excel_is_shown_and_then_changed_in_its_draft(office, world, draft):
    node, _ = list(walk(EVERYTHING))[1]
    key = node.key
    at = {}

    def reword(book):
        at["row"] = row_of(book, "Tiêu chí", draft, Mã_dòng=key)
        put(book, "Tiêu chí", at["row"], Nội_dung="Lời mới")

    [entry] = office.plan(reword).entries
    [change] = entry.changes
    assert (change.sheet, change.row, change.kind) == ("Tiêu chí", at["row"], "Thay đổi")
    assert change.cells == (("Nội dung", node.text, "Lời mới"),)
    assert now(draft).version == 1

    office.take(reword)
    after = now(draft)
    assert after.version == 2
    found = edits.find(after.value, key).node
    assert (found.text, found.version) == ("Lời mới", node.version + 1)
    assert edits.changed(EVERYTHING, key, node.version, text="Lời mới") == after.value
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.user, entry.after) == (
        "Sửa bảng tiêu chí", world.chief, {"phiên bản": 2, "phần": "Nhập từ Excel"},
    )  # fmt: skip


def test_a_new_row_is_a_new_criterion_and_a_row_taken_out_is_gone(office, draft):
    CriteriaTable.objects.filter(pk=draft.pk).update(content=to_data(SHORT_TABLE))

    def rebuild(book):
        sheet = book["Tiêu chí"]
        sheet.delete_rows(row_of(book, "Tiêu chí", draft, Mã_dòng=TASKS))
        row = row_of(book, "Tiêu chí", draft, Mã_dòng=RESULT) + 1
        sheet.insert_rows(row)
        put(
            book, "Tiêu chí", row, Mã_bảng=draft.pk, Dòng="Tiêu chí", Cấp=2, Nội_dung="Tiêu chí mới", Điểm_chuẩn="20",
            Cách_chấm="Chấm trực tiếp",
        )  # fmt: skip

    kinds = {change.kind for change in office.plan(rebuild).entries[0].changes}
    assert kinds == {"Mới", "Bỏ"}
    office.take(rebuild)
    after = now(draft).value
    assert [(node.key, node.text) for node, _ in walk(after)][1:3] == [
        (RESULT, "Chỉ tiêu được giao"), (SHORT_TABLE.last_key + 1, "Tiêu chí mới"),
    ]  # fmt: skip
    assert after.last_key == SHORT_TABLE.last_key + 1


def test_settings_of_a_table_are_columns_of_its_row(office, draft):
    office.take(lambda book: put(book, "Bảng", row_of(book, "Bảng", draft), Tên_bảng="Tên khác"))
    assert now(draft).value == replace(EVERYTHING, title="Tên khác")


def test_numbers_are_shown_as_people_write_them(office, draft):
    [entry] = office.plan(lambda book: put(book, "Bảng", row_of(book, "Bảng", draft), Bước_điểm=1.25)).entries
    [change] = entry.changes
    assert change.cells == (("Bước điểm", "0,5", "1,25"),)


def test_a_published_table_is_not_changed(office, published):
    def reword(book):
        put(book, "Tiêu chí", row_of(book, "Tiêu chí", published, Mã_dòng=TASKS), Nội_dung="Lén sửa")

    [fault] = office.plan(reword).faults
    assert (fault.sheet, fault.column) == ("Bảng", "Mã bảng")
    assert "đã công bố" in fault.message


def test_a_table_changed_on_the_site_since_is_not_overwritten(office, world, draft):
    data = changed(office.out(), lambda book: put(book, "Bảng", row_of(book, "Bảng", draft), Tên_bảng="Của tệp"))
    tables.change_table(
        draft, lambda criteria: replace(criteria, title="Trên trang"), by=standing(world.leader), what="Tên"
    )
    [fault] = office.look(data).context["plan"].faults
    assert (fault.sheet, fault.column) == ("Bảng", "Phiên bản")
    assert now(draft).title == "Trên trang"


def test_a_table_changed_between_look_and_confirmation_is_looked_at_again(office, world, draft):
    page = office.look(
        changed(office.out(), lambda book: put(book, "Bảng", row_of(book, "Bảng", draft), Tên_bảng="Của tệp"))
    )
    tables.change_table(
        draft, lambda criteria: replace(criteria, title="Trên trang"), by=standing(world.leader), what="Tên"
    )
    answer = office.confirm(page)
    assert answer.context["plan"].faults != ()
    assert now(draft).title == "Trên trang"


@pytest.mark.parametrize(
    ("title", "values", "column"),
    [
        ("Tiêu chí", {"Điểm_chuẩn": "bốn"}, "Điểm chuẩn"),
        ("Tiêu chí", {"Mã_dòng": 900}, "Mã dòng"),
        ("Tiêu chí", {"Mã_bảng": 900}, "Mã bảng"),
        ("Tiêu chí", {"Nội_dung": "=1+1"}, "Nội dung"),
        ("Tiêu chí", {"Điểm_chuẩn": -1}, "Điểm chuẩn"),
        ("Tiêu chí", {"Nội_dung": None}, "Nội dung"),
        ("Bảng", {"Thang_điểm": -5}, "Thang điểm"),
        ("Bảng", {"Bước_điểm": -1}, "Bước điểm"),
        ("Bảng", {"Thang_điểm": "nhiều"}, "Thang điểm"),
        ("Bảng", {"Thang_điểm": None}, "Thang điểm"),
        ("Bảng", {"Số_chữ_số_thập_phân": 3}, "Số chữ số thập phân"),
        ("Bảng", {"Mã_bảng": 900}, "Mã bảng"),
    ],
)
def test_what_is_wrong_is_told_by_sheet_row_and_column(office, draft, title, values, column):
    at = {}

    def spoil(book):
        at["row"] = row_of(book, title, draft)
        put(book, title, at["row"], **values)

    found = office.faults(spoil)
    assert (title, at["row"], column) in found


def test_what_a_service_refuses_at_last_keeps_all_from_being_written(world, draft):
    other = tables.draft_of_term(world.term, SHORT_TABLE, by=standing(world.leader))
    chief, every = standing(world.chief), CriteriaTable.objects.all()

    def rename(book):
        for table in (other, draft):
            put(book, "Bảng", row_of(book, "Bảng", table), Tên_bảng="Của tệp")

    plan = exchanged.plan(changed(exchanged.write(every, chief), rename), every, chief)
    assert len(plan.entries) == 2
    tables.change_table(other, lambda criteria: replace(criteria, title="Trên trang"), by=chief, what="Tên")
    with pytest.raises(FaultsError) as refused:
        apply(plan)
    [fault] = refused.value.faults
    assert (fault.sheet, fault.column, fault.value) == ("Bảng", "Mã bảng", str(other.pk))
    assert (now(draft).value, now(other).title) == (EVERYTHING, "Trên trang")


def test_a_sheet_that_is_missing_takes_nothing_away(office):
    assert ("Xếp loại", 1, "A") in office.faults(lambda book: book.remove(book["Xếp loại"]))


def test_one_fault_keeps_all_from_being_written(office, world, draft):
    other = tables.draft_of_term(world.term, SHORT_TABLE, by=standing(world.leader))

    def change(book):
        put(book, "Bảng", row_of(book, "Bảng", draft), Tên_bảng="Tên khác")
        put(book, "Bảng", row_of(book, "Bảng", other), Thang_điểm="nhiều")

    page = office.look(changed(office.out(), change))
    assert page.context["carried"] == ""
    office.confirm(page)
    assert now(draft).value == EVERYTHING


def test_the_workbook_holds_the_list_as_it_is_filtered(office, draft):
    book = openpyxl.load_workbook(io.BytesIO(office.out(state__exact="draft")))
    assert [row[0] for row in book["Bảng"].iter_rows(min_row=2, values_only=True)] == [draft.pk]


def test_who_follows_another_bloc_comes_upon_nothing(client, world, draft):
    world.follower.posts.get().followed_blocs.set([world.other_bloc])
    elsewhere = Exchange(client, world.follower, "criteriatable")
    assert [row[0] for row in openpyxl.load_workbook(io.BytesIO(elsewhere.out()))["Bảng"].iter_rows(min_row=2)] == []


def test_a_table_of_another_office_is_none(client, world, office, draft):
    data = office.out()
    world.follower.posts.get().followed_blocs.set([world.other_bloc])
    elsewhere = Exchange(client, world.follower, "criteriatable")
    assert {fault.column for fault in elsewhere.look(data).context["plan"].faults} == {"Mã bảng"}


def test_a_file_of_another_person_is_not_confirmed(client, world, office, draft):
    page = office.look(
        changed(office.out(), lambda book: put(book, "Bảng", row_of(book, "Bảng", draft), Tên_bảng="Của tệp"))
    )
    client.force_login(world.follower)
    office.confirm(page)
    assert now(draft).value == EVERYTHING


def test_a_file_that_is_no_workbook_is_refused(office):
    page = office.look(b"PK\x03\x04 broken")
    assert page.context["form"].errors["file"]


def test_a_table_more_costs_no_query_more(office, world):
    def queries():
        with CaptureQueriesContext(connection) as found:
            office.look(office.out())
        return len(found)

    queries()
    few = queries()
    for _ in range(8):
        tables.draft_of_term(world.term, SHORT_TABLE, by=standing(world.leader))
    assert queries() == few
