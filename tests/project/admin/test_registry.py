"""Danh mục: the registry of laws and bodies, one for all offices."""

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans.models import KnownBody, KnownDocument
from tests.project.admin.pages import SHARED, address, cells, list_of, page_of, refusals, send, text

DAY = date(2021, 5, 1)
DOCUMENT = {"number": "12/2021/QĐ-UBND", "kind": "Quyết định", "subject": "Quy chế", "issued_on": "20/04/2021",
            "first_day": "01/05/2021"}  # fmt: skip


@pytest.fixture
def office(north, signed_in):
    return signed_in(north.officer)


def document(number, **values):
    return KnownDocument.objects.create(
        **{"number": number, "kind": "Quyết định", "subject": "Quy chế", "issued_on": DAY, "first_day": DAY} | values
    )


def body(name, last_day=DAY):
    return KnownBody.objects.create(name=name, last_day=last_day, successor="Ban Mới")


def test_the_form_says_what_an_entry_replaces_and_the_service_writes_it(office):
    assert "Trùng số, ký hiệu với văn bản có sẵn trong phần mềm thì thay văn bản ấy." in text(
        office.get(address(KnownDocument, "add"))
    )
    assert "Trùng tên với mục có sẵn trong phần mềm thì thay mục ấy." in text(office.get(address(KnownBody, "add")))
    assert send(office, address(KnownDocument, "add"), **DOCUMENT).status_code == 302
    row = KnownDocument.objects.get()
    assert send(office, page_of(row), last_day="31/12/2025").status_code == 302
    assert KnownDocument.objects.get().last_day == date(2025, 12, 31)
    assert "Sửa văn bản làm căn cứ" in text(office.get(address(row, "history", row.pk)))


def test_what_is_refused_stands_at_its_field(office):
    body("Ban Cũ")
    twice = send(office, address(KnownBody, "add"), name="ban cũ", last_day="01/05/2021", successor="Ban Mới")
    assert refusals(twice) == ["Danh mục đã có cơ quan, địa danh tên này. Hãy mở mục ấy để sửa."]
    unknown = send(
        office, address(KnownDocument, "add"), **DOCUMENT, last_day="31/12/2025", replaced_by="99/2030/QĐ-UBND"
    )
    assert list(unknown.context["adminform"].form.errors) == ["replaced_by"]
    assert 'value="12/2021/QĐ-UBND"' in text(unknown)


def test_every_office_reads_it_and_a_follower_changes_nothing(north, south, signed_in):
    row = document("12/2021/QĐ-UBND")
    for person in (north.officer, north.follower, south.officer):
        assert row.number in text(signed_in(person).get(list_of(KnownDocument)))
    follower = signed_in(north.follower)
    page = follower.get(page_of(row))
    assert page.context["refusal"] == "Danh mục do cơ quan thường trực Hội đồng hoặc người quản trị cập nhật."
    assert follower.post(page_of(row), {"number": "1"}).status_code == 403
    assert follower.get(address(KnownDocument, "add")).status_code == 403


def test_the_list_is_found_without_diacritics_filtered_and_exported(office):
    today = timezone.localdate()
    document("1/2021/QĐ-UBND", last_day=today, subject="Quy chế thi đua")
    document("2/2021/QĐ-UBND", last_day=today - timedelta(days=1))
    document("3/2021/QĐ-UBND")

    def numbers(**asked):
        return sorted(row[0] for row in cells(office.get(address(KnownDocument, "export"), asked))[1:])

    assert numbers(**{"hieu-luc": "con"}) == ["1/2021/QĐ-UBND", "3/2021/QĐ-UBND"]
    assert numbers(**{"hieu-luc": "het"}) == ["2/2021/QĐ-UBND"]
    assert numbers(q="quy che thi dua") == ["1/2021/QĐ-UBND"]


def test_bodies_are_filtered_by_whether_they_have_ended(office):
    body("Ban Cũ")
    body("Ban Sắp Hết", timezone.localdate())
    ended = office.get(list_of(KnownBody), {"hieu-luc": "het"}).context["cl"].result_list
    assert [row.name for row in ended] == ["Ban Cũ"]


@pytest.mark.parametrize("model", SHARED, ids=lambda model: model.__name__)
def test_pages_cost_as_many_queries_for_one_row_as_for_many(office, model):
    ContentType.objects.get_for_models(model)
    make = document if model is KnownDocument else body
    row = make("1")

    def costs():
        for url in (list_of(model), address(model, "add"), address(model, "export"), page_of(row)):
            with CaptureQueriesContext(connection) as queries:
                office.get(url)
            yield len(queries)

    before = list(costs())
    for number in range(2, 8):
        make(str(number))
    assert list(costs()) == before
