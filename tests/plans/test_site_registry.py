"""The registry of laws and bodies as the offices extend it: who may, what is refused, and what plans are told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blocs.models import AuditEntry
from plans.models import KnownBody, KnownDocument
from plans.registry import packaged
from plans.services import registry
from plans.services.registry import current_registry
from tests.world import standing
from thidua.lib.verdict import RefusedError

DAY = date(2021, 5, 1)
RULES = {"number": "12/2021/QĐ-UBND", "kind": "Quyết định", "subject": "Quy chế", "issued_on": DAY, "first_day": DAY}
BODY = {"name": "Ban Cũ", "last_day": DAY, "successor": "Ban Mới"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(world):
    return standing(world.chief)


@pytest.mark.parametrize("person", ["chief", "administrator"])
def test_the_standing_body_and_the_administrator_extend_the_registry(world, person):
    by = standing(getattr(world, person))
    document, body = registry.add_document(by=by, **RULES), registry.add_body(by=by, **BODY)
    assert current_registry().document("12/2021/QĐ-UBND") == document.entry
    assert body.entry in current_registry().bodies


@pytest.mark.parametrize("person", ["leader", "member", "follower", "auditor", "outsider"])
def test_nobody_else_does(world, person):
    with pytest.raises(RefusedError, match="cơ quan thường trực Hội đồng hoặc người quản trị"):
        registry.add_document(by=standing(getattr(world, person)), **RULES)
    assert not KnownDocument.objects.exists()


def test_without_entries_the_registry_is_the_packaged_one(db):
    assert current_registry() == packaged()


def test_an_entry_takes_the_place_of_the_packaged_one_however_its_number_is_spaced(chief):
    registry.add_document(by=chief, **RULES | {"number": "6/2022/QH 15", "subject": "Luật khác"})
    found = [document.subject for document in current_registry().documents if document.number.endswith("2022/QH 15")]
    assert found == ["Luật khác"]
    assert len(current_registry().documents) == len(packaged().documents)


def test_an_entry_takes_the_place_of_a_packaged_body_under_its_names_alone(chief):
    registry.add_body(by=chief, **BODY | {"name": "phòng giáo dục", "other_names": "PGDĐT\n\n"})
    named = {name: body.successor for body in current_registry().bodies for name in body.names}
    assert (named["phòng giáo dục"], named["PGDĐT"]) == ("Ban Mới", "Ban Mới")
    assert named["Phòng GDĐT"] == "Sở Giáo dục và Đào tạo, hoặc Ủy ban nhân dân cấp xã"
    assert "Phòng Giáo dục" not in named


def test_an_entry_that_is_set_aside_gives_way_to_the_packaged_one(chief):
    document = registry.add_document(by=chief, **RULES | {"number": "06/2022/QH15"})
    registry.change_document(document, by=chief, in_use=False)
    assert current_registry() == packaged()


def test_every_act_stands_in_the_history(chief, world):
    document = registry.add_document(by=chief, **RULES)
    registry.change_document(document, by=chief, subject="Quy chế thi đua")
    last = AuditEntry.objects.order_by("-pk")[0]
    assert (last.action, last.user_name, last.organisation) == (
        "Sửa văn bản làm căn cứ", "Phạm Thị Hạnh", world.office,
    )  # fmt: skip
    assert (last.before["subject"], last.after["subject"]) == ("Quy chế", "Quy chế thi đua")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"first_day": date(2021, 4, 30)}, "Ngày có hiệu lực phải từ ngày ban hành trở đi."),
        ({"last_day": date(2021, 4, 30)}, "Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi."),
        ({"replaced_by": "06/2022/QH15"}, "Văn bản đã được thay phải có ngày cuối còn hiệu lực."),
        ({"last_day": DAY, "replaced_by": "99/2030/QĐ-UBND"},
         "Chưa biết văn bản 99/2030/QĐ-UBND. Hãy kiểm tra số, hoặc thêm văn bản ấy trước."),
        ({"last_day": DAY, "replaced_by": "12 / 2021/QĐ-UBND"}, "Văn bản không thể được thay bằng chính nó."),
        ({"name": " – "}, "Hãy ghi bằng chữ."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason(chief, values, reason):
    with pytest.raises(ValidationError) as refused:
        registry.add_document(by=chief, **RULES | values)
    assert refused.value.messages == [reason]


def test_a_number_or_name_stands_once(chief):
    registry.add_document(by=chief, **RULES)
    registry.add_body(by=chief, **BODY)
    with pytest.raises(ValidationError, match="Danh mục đã có văn bản số, ký hiệu này"):
        registry.add_document(by=chief, **RULES | {"number": "12 /2021/QĐ–UBND"})
    with pytest.raises(ValidationError, match="Danh mục đã có cơ quan, địa danh tên này"):
        registry.add_body(by=chief, **BODY | {"name": "ban  cũ"})
    with pytest.raises(IntegrityError), transaction.atomic():
        KnownBody.objects.create(**BODY | {"name": "BAN CŨ"})


def test_documents_that_replace_each_other_lead_to_nothing(chief):
    first = registry.add_document(by=chief, **RULES)
    ended = {"last_day": date(2022, 1, 1)}
    registry.add_document(by=chief, **RULES | ended | {"number": "13/2021/QĐ-UBND", "replaced_by": first.number})
    first = registry.change_document(first, by=chief, **ended, replaced_by="13/2021/QĐ-UBND")
    assert current_registry().successor(first.entry, date(2026, 1, 1)) is None


def test_the_registry_costs_two_queries_however_long_it_is(chief):
    for number in range(3):
        registry.add_document(by=chief, **RULES | {"number": f"{number + 1}/2021/QĐ-UBND"})
        registry.add_body(by=chief, **BODY | {"name": f"Ban {number}"})
    with CaptureQueriesContext(connection) as queries:
        current_registry()
    assert len(queries) == 2


def test_a_plan_is_held_against_what_the_office_has_entered(draft, office, chief, client):
    client.force_login(office.officer)
    page = reverse("plan", args=[draft.pk])
    message = "Hãy thay bằng Sở Sức khỏe."
    assert message not in client.get(page).content.decode()
    registry.add_body(by=chief, name="Sở Y tế", last_day=date(2025, 12, 31), successor="Sở Sức khỏe")
    assert message in client.get(page).content.decode()


def test_the_change_to_another_year_proposes_what_the_office_has_entered(draft, office, chief, client):
    client.force_login(office.officer)
    registry.add_body(by=chief, name="Sở Y tế", last_day=date(2025, 12, 31), successor="Sở Sức khỏe")
    changes = client.get(reverse("shift_plan", args=[draft.pk])).context["changes"]
    assert [change.after for change in changes if change.kind == "body"] == ["Sở Sức khỏe"]
