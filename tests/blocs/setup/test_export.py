import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blocs.enums import LeadershipRole, Role
from blocs.models import AuditEntry, Bloc, Leadership, Organisation, Post, Term, User
from blocs.resources.setup import apply_setup, plan_setup
from blocs.resources.writer import write_existing, write_template
from blocs.services.standing import standing_of
from tests.blocs.setup.conftest import counts, full_bloc, give, rows_of, workbook, write


def assert_identity(standing):
    """What is exported and sent back as it is changes nothing and leaves no trace."""
    entries = AuditEntry.objects.count()
    plan = plan_setup(write_existing(standing), standing)
    assert (plan.faults, plan.has_changes) == ([], False)
    apply_setup(plan)
    assert AuditEntry.objects.count() == entries
    return counts(plan)


def test_an_export_sent_back_changes_nothing(standing, bloc):
    write(workbook(full_bloc()), standing)
    assert assert_identity(standing) == {
        "Cơ quan": (0, 0, 23), "Khối, cụm": (0, 0, 2), "Năm thi đua": (0, 0, 2), "Thành viên": (0, 0, 12),
        "Đứng đầu": (0, 0, 3), "Tài khoản": (0, 0, 41),
    }  # fmt: skip


def test_names_that_look_like_formulas_numbers_or_dates_come_back_as_they_were(standing, province):
    names = ["=1+1", "+84", "-5", "@SUM(A1)", "0012", "1e5", "01/02/2026", "TRUE", "#N/A", "Sở  hai   dấu cách", "a\tb"]
    for number, name in enumerate(names):
        Organisation.objects.create(code=f"00{number}", name=name, symbol=name, parent=province)
    data = write_existing(standing)
    written = {row[0]: row[1] for row in rows_of(data, "Cơ quan")}
    assert [written[f"00{number}"] for number in range(len(names))] == [" ".join(name.split()) for name in names]
    assert_identity(standing)


def test_decomposed_letters_in_the_database_come_back_unchanged(standing, province):
    Organisation.objects.bulk_create([Organisation(code="NFD", name="Hòa", parent=province, path=f"{province.path}9/")])
    assert_identity(standing)


def test_a_year_whose_leader_is_only_expected_comes_back_as_it_was(standing, bloc):
    bloc.terms.get().leaderships.update(role=LeadershipRole.EXPECTED)
    assert assert_identity(standing)["Đứng đầu"] == (0, 0, 1)


def test_dates_and_past_leaders_come_back_as_they_were(standing, bloc):
    Organisation.objects.filter(code="SXD").update(first_day=date(1895, 3, 4))
    Organisation.objects.filter(code="SCT").update(first_day=date(2016, 2, 29), last_day=date(2026, 12, 31))
    term = bloc.terms.get()
    term.leaderships.update(to_on=date(2026, 5, 31))
    unit = Organisation.objects.get(code="SXD")
    for role, first, last in [
        (LeadershipRole.LEADER, date(2026, 6, 1), None),
        (LeadershipRole.DEPUTY, date(2026, 2, 1), date(2026, 5, 31)),
    ]:
        Leadership.objects.create(term=term, organisation=unit, role=role, from_on=first, to_on=last)
    assert_identity(standing)


def test_a_movement_comes_back_as_it_was(standing, province):
    movement = Bloc.objects.create(kind="movement", name="Phong trào", symbol="PT", superior=province)
    from blocs.services.terms import open_term

    open_term(movement, 2026, by=standing)
    assert_identity(standing)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60).filter(str.strip))
def test_any_name_comes_back_as_text_and_unchanged(standing, province, name):
    unit = Organisation.objects.get(code="SXD")
    unit.short_name = name
    unit.save()
    data = write_existing(standing)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(b"<f>" in archive.read(part) for part in archive.namelist() if "worksheets/sheet" in part)
    plan = plan_setup(data, standing)
    assert (plan.faults, plan.has_changes) == ([], False)


def test_the_office_exports_its_own_scope_alone(standing, bloc, elsewhere):
    Bloc.objects.create(kind="khoi", name="Khối khác", symbol="K", superior=elsewhere)
    data = write_existing(standing)
    assert [row[0] for row in rows_of(data, "Cơ quan")] == ["UBNDT", "SNV", "STC", "SXD", "SCT"]
    assert [row[0] for row in rows_of(data, "Khối, cụm")] == ["KTĐ4"]
    assert [row[0] for row in rows_of(data, "Tài khoản")] == ["chi.mai"]


def test_the_administrator_exports_all_accounts_and_no_years(administrator, bloc, officer, elsewhere):
    standing = standing_of(administrator)
    data = write_existing(standing)
    assert {name: len(rows_of(data, name)) for name in ["Cơ quan", "Năm thi đua", "Thành viên", "Tài khoản"]} == {
        "Cơ quan": 6, "Năm thi đua": 0, "Thành viên": 0, "Tài khoản": 2,
    }  # fmt: skip
    assert_identity(standing)


def test_the_administrators_account_is_not_the_offices_business(standing, administrator):
    give(administrator, "SNV", Role.OFFICER)
    assert [row[0] for row in rows_of(write_existing(standing), "Tài khoản")] == ["chi.mai"]


def test_closed_years_are_left_out(standing, bloc):
    Term.objects.update(closed_at="2026-11-01T00:00Z")
    assert rows_of(write_existing(standing), "Năm thi đua") == []
    assert_identity(standing)


def test_every_column_has_its_heading_explanation_width_and_format():
    book = openpyxl.load_workbook(io.BytesIO(write_template()))
    assert book.sheetnames == [
        "Hướng dẫn", "Cơ quan", "Khối, cụm", "Năm thi đua", "Thành viên", "Đứng đầu", "Tài khoản", "Danh sách",
    ]  # fmt: skip
    assert book["Danh sách"].sheet_state == "hidden"
    for page in book.worksheets[1:-1]:
        assert page.freeze_panes == "A2"
        assert all(cell.comment.text for cell in page[1])
        assert all(page.column_dimensions[cell.column_letter].width >= 10 for cell in page[1])
    accounts = book["Tài khoản"]
    assert [cell.value for cell in accounts[1]] == [
        "Tên đăng nhập *", "Họ và tên *", "Thư điện tử", "Mã cơ quan *", "Vai trò *", "Chức danh", "Từ ngày *",
        "Đến hết ngày", "Khối theo dõi",
    ]  # fmt: skip
    assert [(str(each.sqref), each.formula1) for each in accounts.data_validations.dataValidation] == [
        ("D2:D5001", "'Cơ quan'!$A$2:$A$5001"),
        ("E2:E5001", "'Danh sách'!$D$1:$D$9"),
    ]
    assert [cell.value for cell in book["Danh sách"]["D"]] == Role.labels


def queries(capture, function):
    with capture as captured:
        function()
    return len(captured)


@pytest.mark.parametrize("many", [200])
def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(standing, many, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def measured():
        data = write_existing(standing)
        return (
            queries(CaptureQueriesContext(connection), lambda: write_existing(standing)),
            queries(CaptureQueriesContext(connection), lambda: plan_setup(data, standing)),
        )

    write(workbook(full_bloc(units=1, people=1)), standing)
    few = measured()
    write(workbook(full_bloc(units=many // 4, people=many)), standing)
    assert User.objects.count() > many
    assert Post.objects.count() > many
    assert measured() == few
