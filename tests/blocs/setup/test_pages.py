"""The pages: template, upload, preview, confirmation, activation codes."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from blocs.enums import Role
from blocs.models import ActivationCode, AuditEntry, Bloc, Organisation, Post, SetupImport, User
from blocs.services.accounts import user_of_code
from tests.blocs.setup.conftest import full_bloc, workbook
from thidua.lib.office_files import MOST_BYTES, NOT_OFFICE
from thidua.lib.sheets import XLSX

pytestmark = pytest.mark.any_engine


@pytest.fixture
def office(client, officer):
    client.force_login(officer)
    return client


def upload(client, data, name="khối 7.xlsx"):
    return client.post(reverse("setup"), {"file": SimpleUploadedFile(name, data, XLSX)})


def confirm(client, page):
    kept = page.context["kept"]
    return client.post(reverse("setup_preview", args=[kept.pk]), {"digest": page.context["plan"].digest}, follow=True)


def uploaded(client, rows):
    return client.get(upload(client, workbook(rows)).headers["Location"])


def text(response):
    return response.content.decode()


def test_from_the_template_to_the_printed_codes(office):
    page = uploaded(office, full_bloc(units=2, people=3))
    assert "4 dòng mới · 0 dòng thay đổi · 0 dòng không đổi" in text(page)
    assert not Bloc.objects.exists()
    done = confirm(office, page)
    assert done.redirect_chain == [(reverse("setup_created", args=[page.context["kept"].pk]), 302)]
    assert "Cán bộ thứ 3" in text(done)
    assert not ActivationCode.objects.exists()
    slips = office.post(reverse("setup_codes", args=[page.context["kept"].pk]))
    assert [user.login_name for user, _ in slips.context["slips"]] == ["can.bo.1", "can.bo.2", "can.bo.3"]
    for user, code in slips.context["slips"]:
        assert user_of_code(user.login_name, code) == user
        assert code in text(slips)
    assert "http://testserver/" in text(slips)
    assert "60 ngày" in text(slips)
    assert "no-store" in slips.headers["Cache-Control"]
    assert AuditEntry.objects.filter(action="Cấp mã kích hoạt").count() == 3


@pytest.mark.parametrize("name", ["setup_template", "setup_existing"])
def test_both_workbooks_are_downloaded_as_excel_files(office, name):
    response = office.get(reverse(name))
    assert response.headers["Content-Type"] == XLSX
    assert response.headers["Content-Disposition"].startswith('attachment; filename="')
    assert response.content.startswith(b"PK")


def test_faults_are_listed_and_cannot_be_confirmed(office):
    page = uploaded(office, {"Cơ quan": [{"Mã": "A", "Tên": "=1+1"}]})
    assert "2 chỗ cần sửa" in text(page)
    assert "Xác nhận và ghi" not in text(page)
    again = confirm(office, page)
    assert "2 chỗ cần sửa" in text(again)
    assert not Organisation.objects.filter(code="A").exists()


def test_text_of_the_workbook_cannot_become_part_of_the_page(office):
    page = uploaded(office, {"Cơ quan": [{"Mã": "<script>x</script>", "Tên": "<b>", "Mã cơ quan cấp trên": "UBNDT"}]})
    assert "<script>x" not in text(page)
    assert "&lt;script&gt;x" in text(page)


@pytest.mark.parametrize("data", [b"", b"no workbook at all", b"\0" * (MOST_BYTES + 1)])
def test_what_is_no_workbook_is_answered_on_the_page(office, data):
    response = upload(office, data)
    assert response.status_code == 200
    assert "Hãy" in response.context["form"].errors["file"][0]
    assert not SetupImport.objects.exists()


def test_a_file_of_another_kind_is_named_as_such(office):
    assert upload(office, b"%PDF-1.7").context["form"].errors["file"] == [NOT_OFFICE]


def test_what_is_confirmed_is_what_was_shown(office, province):
    page = uploaded(office, {"Cơ quan": [{"Mã": "SXD", "Tên": "Sở mới", "Mã cơ quan cấp trên": "UBNDT"}]})
    assert "<del>Sở Xây dựng</del> → <strong>Sở mới</strong>" in text(page)
    unit = Organisation.objects.get(code="SXD")
    unit.name = "Sở đã sửa"
    unit.save()
    again = confirm(office, page)
    assert "đã có người sửa" in text(again)
    assert Organisation.objects.get(code="SXD").name == "Sở đã sửa"
    confirm(office, again)
    assert Organisation.objects.get(code="SXD").name == "Sở mới"


def test_a_workbook_is_written_once_and_then_forgotten(office):
    page = uploaded(office, full_bloc(units=1, people=1))
    confirm(office, page)
    entries = AuditEntry.objects.count()
    confirm(office, page)
    kept = SetupImport.objects.get()
    assert (bytes(kept.file), AuditEntry.objects.count()) == (b"", entries)


def test_a_workbook_waits_for_a_day(office):
    page = uploaded(office, full_bloc(units=1, people=1))
    SetupImport.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert confirm(office, page).status_code == 404
    uploaded(office, {})
    assert SetupImport.objects.count() == 1


@pytest.mark.parametrize("name", ["setup_preview", "setup_created", "setup_codes"])
def test_a_workbook_is_its_senders_alone(office, name, administrator, client):
    page = uploaded(office, full_bloc(units=1, people=1))
    confirm(office, page)
    client.force_login(administrator)
    method = client.post if name == "setup_codes" else client.get
    assert method(reverse(name, args=[page.context["kept"].pk])).status_code == 404


@pytest.mark.parametrize("name", ["setup", "setup_template", "setup_existing"])
def test_the_pages_are_the_offices_and_the_administrators(client, name, user, administrator, officer):
    answers = []
    for person in (user, administrator, officer):
        client.force_login(person)
        answers.append(client.get(reverse(name)).status_code)
    assert answers == [403, 200, 200]


def test_codes_are_for_accounts_nobody_has_used_yet(office):
    page = uploaded(office, full_bloc(units=1, people=2))
    confirm(office, page)
    used = User.objects.get(login_name="can.bo.1")
    used.set_password("mot mat khau du dai")
    used.save()
    slips = office.post(reverse("setup_codes", args=[page.context["kept"].pk]))
    assert [user.login_name for user, _ in slips.context["slips"]] == ["can.bo.2"]


def test_codes_are_refused_once_an_account_works_elsewhere_too(office, elsewhere):
    page = uploaded(office, full_bloc(units=1, people=1))
    confirm(office, page)
    person = User.objects.get(login_name="can.bo.1")
    Post.objects.create(user=person, organisation=elsewhere, role=Role.CLERK, from_on=timezone.localdate())
    response = office.post(reverse("setup_codes", args=[page.context["kept"].pk]), follow=True)
    assert "không thuộc phạm vi quản lý" in text(response)
    assert not ActivationCode.objects.exists()


def test_an_upload_adds_no_query_per_row(office, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    numbers = []
    for units, people in ((1, 1), (20, 200)):
        address = upload(office, workbook(full_bloc(units=units, people=people))).headers["Location"]
        with CaptureQueriesContext(connection) as captured:
            office.get(address)
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]
