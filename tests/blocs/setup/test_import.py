from datetime import date

import pytest

from blocs.models import AuditEntry, Bloc, Organisation, Post, User
from blocs.resources.setup import FaultsError, apply_setup, plan_setup
from blocs.resources.writer import write_existing, write_template
from tests.blocs.setup.conftest import counts, full_bloc, places, rows_of, workbook, write


def test_the_template_holds_nothing_to_import(standing):
    plan = plan_setup(write_template(), standing)
    assert (counts(plan), plan.faults, plan.has_changes) == ({}, [], False)


def test_a_bloc_of_nine_with_forty_accounts_is_set_up_at_once(standing):
    data = workbook(full_bloc())
    plan = plan_setup(data, standing)
    assert plan.faults == []
    assert counts(plan) == {
        "Cơ quan": (18, 0, 0), "Khối, cụm": (1, 0, 0), "Năm thi đua": (1, 0, 0), "Thành viên": (9, 0, 0),
        "Đứng đầu": (2, 0, 0), "Tài khoản": (40, 0, 0),
    }  # fmt: skip
    created = write(data, standing)
    assert [user.login_name for user in created] == [f"can.bo.{number}" for number in range(1, 41)]
    bloc = Bloc.objects.get(symbol="KTĐ7")
    term = bloc.terms.get()
    assert term.leader_on(date(2026, 6, 1)) == Organisation.objects.get(code="DV01")
    assert [unit.organisation.code for unit in term.member_units.all()] == [f"DV0{number}" for number in range(1, 10)]
    assert Organisation.objects.get(code="DV05P").path.startswith(Organisation.objects.get(code="DV05").path)


def test_what_was_written_is_unchanged_when_the_same_file_comes_again(standing):
    data = workbook(full_bloc())
    write(data, standing)
    entries = AuditEntry.objects.count()
    plan = plan_setup(data, standing)
    assert [each.counts[:2] for each in plan.sheets] == [(0, 0)] * 6
    write(data, standing)
    assert AuditEntry.objects.count() == entries


def test_every_act_is_in_the_history(standing):
    write(workbook(full_bloc(units=2, people=1)), standing)
    assert sorted(AuditEntry.objects.values_list("action", flat=True)) == sorted(
        ["Lập cơ quan"] * 4
        + ["Lập khối, cụm", "Mở năm"]
        + ["Thêm đơn vị thành viên"] * 2
        + ["Cử đơn vị"] * 2
        + ["Lập tài khoản", "Giao vị trí"]
    )


def test_a_new_account_is_in_the_history_of_its_organisation(standing):
    """Where the office that made it looks; what belongs to none is the administrator's alone."""
    write(workbook(full_bloc(units=2, people=1)), standing)
    entry = AuditEntry.objects.select_related("organisation").get(action="Lập tài khoản")
    assert entry.organisation == Post.objects.get(user__login_name="can.bo.1").organisation


def test_a_changed_cell_is_a_changed_row_with_both_values(standing, bloc):
    rows = rows_of(write_existing(standing), "Cơ quan")
    assert [row[:2] for row in rows if row[0] == "SXD"] == [["SXD", "Sở Xây dựng"]]
    data = workbook({"Cơ quan": [{"Mã": "SXD", "Tên": "Sở Xây dựng mới", "Mã cơ quan cấp trên": "UBNDT"}]})
    [line] = plan_setup(data, standing).sheets[0].pending
    assert line.shown(["code", "name"]) == [(None, "SXD"), ("Sở Xây dựng", "Sở Xây dựng mới")]
    write(data, standing)
    assert Organisation.objects.get(code="SXD").name == "Sở Xây dựng mới"


def test_a_leader_is_replaced_during_the_year(standing, bloc):
    key = {"Ký hiệu khối": "KTĐ4", "Mã cơ quan quản lý": "UBNDT", "Năm": 2026, "Vai trò": "Đơn vị đứng đầu"}
    data = workbook(
        {
            "Đứng đầu": [
                key | {"Mã đơn vị": "STC", "Từ ngày": "01/01/2026", "Đến hết ngày": "30/06/2026"},
                key | {"Mã đơn vị": "SXD", "Từ ngày": "01/07/2026"},
            ]
        }
    )
    write(data, standing)
    term = bloc.terms.get()
    assert [term.leader_on(day).code for day in (date(2026, 6, 30), date(2026, 7, 1))] == ["STC", "SXD"]
    assert counts(plan_setup(data, standing)) == {"Đứng đầu": (0, 0, 2)}


def test_a_follower_is_given_blocs_of_the_same_workbook(standing):
    rows = full_bloc(units=1, people=0)
    rows["Tài khoản"] = [
        {"Tên đăng nhập": "Theo.Doi", "Họ và tên": "Bùi Thị Dõi", "Mã cơ quan": "SNV",
         "Vai trò": "Chuyên viên theo dõi khối", "Từ ngày": "01/02/2026", "Khối theo dõi": "KTĐ7 (UBNDT)"}
    ]  # fmt: skip
    write(workbook(rows), standing)
    assert [bloc.symbol for bloc in Post.objects.get(user__login_name="theo.doi").followed_blocs.all()] == ["KTĐ7"]


def test_a_person_with_two_posts_gets_one_account(standing):
    row = {"Tên đăng nhập": "hai.viec", "Họ và tên": "Vũ Hai", "Mã cơ quan": "STC", "Từ ngày": "01/02/2026"}
    write(workbook({"Tài khoản": [row | {"Vai trò": "Văn thư"}, row | {"Vai trò": "Thủ trưởng đơn vị"}]}), standing)
    assert User.objects.get(login_name="hai.viec").posts.count() == 2


def test_decomposed_letters_are_stored_composed(standing):
    name = "So\u031b\u0309 Ho\u0300a"
    data = workbook({"Cơ quan": [{"Mã": "SH", "Tên": name, "Mã cơ quan cấp trên": "UBNDT"}]})
    write(data, standing)
    assert Organisation.objects.get(code="SH").name == "Sở Hòa"
    assert counts(plan_setup(data, standing)) == {"Cơ quan": (0, 0, 1)}


@pytest.mark.parametrize("written", [date(2026, 3, 4), "04/03/2026", "4/3/2026", "04-03-2026"])
def test_dates_are_read_with_the_day_first(standing, written):
    rows = {"Cơ quan": [{"Mã": "A", "Tên": "A", "Mã cơ quan cấp trên": "UBNDT", "Thành lập ngày": written}]}
    write(workbook(rows), standing)
    assert Organisation.objects.get(code="A").first_day == date(2026, 3, 4)


@pytest.mark.parametrize("written", ["13/31/2026", "2026-03-04", "31/02/2026", "04/03/26", 46085, "hôm qua", True])
def test_what_is_no_date_is_a_fault(standing, written):
    rows = {"Cơ quan": [{"Mã": "A", "Tên": "A", "Mã cơ quan cấp trên": "UBNDT", "Thành lập ngày": written}]}
    assert places(plan_setup(workbook(rows), standing)) == [("Cơ quan", 2, "Thành lập ngày")]


def test_nothing_is_written_when_the_database_has_moved_on(standing):
    rows = {"Cơ quan": [{"Mã": "A", "Tên": "A", "Mã cơ quan cấp trên": "UBNDT"},
                        {"Mã": "B", "Tên": "B", "Mã cơ quan cấp trên": "UBNDT"}]}  # fmt: skip
    plan = plan_setup(workbook(rows), standing)
    Organisation.objects.create(code="B", name="Đã có", parent=Organisation.objects.get(code="UBNDT"))
    with pytest.raises(FaultsError) as refused:
        apply_setup(plan)
    assert [(fault.sheet, fault.row) for fault in refused.value.faults][:1] == [("Cơ quan", 3)]
    assert not Organisation.objects.filter(code="A").exists()
    assert not AuditEntry.objects.exists()
