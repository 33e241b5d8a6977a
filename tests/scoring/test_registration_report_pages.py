"""The pages by which the list of registrations becomes a paper, and where it is seen afterwards."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blocs.enums import Role
from blocs.models import Term
from blocs.services import terms
from scoring.models import YearPaper
from scoring.services import registration_report, registrations
from tests import world as cast
from tests.project.rights.realm import a_scan
from tests.scoring.registering import LINES, SIGNATORY, sent_by, unit_of
from tests.world import TODAY, standing
from thidua.papers.enums import PaperState
from thidua.papers.models import Paper

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

DAY = f"{TODAY:%d/%m/%Y}"
TYPED = {
    "place": "An Hải", "authority": "TM. Khối thi đua số 1\nKhối trưởng", "position": "Giám đốc Sở Tài chính",
    "signer": "Đỗ Văn Thủ",
}  # fmt: skip


@pytest.fixture
def signed_in(client):
    def as_(user):
        client.force_login(user)
        return client

    return as_


@pytest.fixture
def clerk(world):
    return cast.holder("Ngô Văn Thư", world.finance, Role.CLERK)


@pytest.fixture
def unit(world):
    return sent_by(world)


@pytest.fixture
def laid(world, unit):
    return registration_report.lay_before_signer(world.term, SIGNATORY, by=standing(world.leader))


def text(response):
    return response.content.decode()


def summary(world):
    return reverse("registration_summary", args=[world.term.pk])


def queries(client, address):
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def step(paper, action):
    return reverse("year_paper_step", args=[paper.pk, action])


def test_the_leader_and_the_clerk_take_it_from_the_list_to_its_issue(signed_in, world, clerk, unit):
    client = signed_in(world.leader)
    address = reverse("report_registrations", args=[world.term.pk])
    assert address in text(client.get(summary(world)))
    assert "Chưa gửi, báo cáo sẽ ghi rõ: Sở Tài chính." in text(client.get(address))
    assert client.post(address, TYPED).headers["Location"] == summary(world)
    paper = YearPaper.objects.get()
    assert step(paper, "tai-len-ban-da-ky") in text(client.get(summary(world)))
    scan = BytesIO(a_scan())
    scan.name = "ban-ky.pdf"
    client.post(step(paper, "tai-len-ban-da-ky"), {"signer": "Đỗ Văn Thủ", "signed_on": DAY, "scan": scan})
    client = signed_in(clerk)
    assert step(paper, "nhap-so-ngay") in text(client.get(summary(world)))
    answer = client.post(step(paper, "nhap-so-ngay"), {"number": "9", "issued_on": DAY}, follow=True)
    assert "Văn bản đang ở bước Đã ban hành." in text(answer)
    assert f"Báo cáo 09/BC-{world.bloc.symbol}" in text(client.get(summary(world)))


def test_the_form_knows_who_leads(signed_in, world, unit):
    head = cast.holder("Đỗ Văn Thủ", world.finance, Role.HEAD)
    head.posts.update(title="Giám đốc")
    page = signed_in(world.leader).get(reverse("report_registrations", args=[world.term.pk]))
    assert page.context["form"].initial == TYPED | {"place": ""}


def test_what_is_missing_stands_before_the_button(signed_in, world):
    page = signed_in(world.leader).get(summary(world))
    assert registration_report.NOTHING_SENT in text(page)
    address = reverse("report_registrations", args=[world.term.pk])
    assert signed_in(world.leader).post(address, TYPED).status_code == 409
    assert not YearPaper.objects.exists()


def test_what_is_typed_wrong_is_told_and_nothing_is_lost(signed_in, world, unit):
    address = reverse("report_registrations", args=[world.term.pk])
    answer = signed_in(world.leader).post(address, TYPED | {"signer": ""})
    assert answer.status_code == 422
    assert 'value="An Hải"' in text(answer)


def test_while_one_waits_no_other_is_offered(signed_in, world, laid):
    client = signed_in(world.leader)
    address = reverse("report_registrations", args=[world.term.pk])
    assert address not in text(client.get(summary(world)))
    assert client.post(address, TYPED).status_code == 409


def test_what_changed_since_is_told_with_what_to_do(signed_in, world, laid):
    finance = unit_of(world.term, world.finance)
    registrations.save(finance, LINES, seen=0, by=standing(world.leader))
    signed = registrations.SignedRegistration(signer="Đỗ Văn Thủ", signed_on=TODAY)
    registrations.record_paper(finance, signed, by=standing(world.leader))
    page = text(signed_in(world.leader).get(summary(world)))
    assert "Đăng ký đã thay đổi sau khi trình ký:" in page
    assert "gửi thêm: Sở Tài chính" in page
    assert "Trả lại bản đang trình, rồi Trình ký lại." in page


def test_who_returns_it_says_why(signed_in, world, laid):
    client = signed_in(world.follower)
    assert client.post(step(laid, "tra-lai"), {"reason": ""}).status_code == 422
    client.post(step(laid, "tra-lai"), {"reason": "Sai nơi nhận"})
    assert "Lý do: Sai nơi nhận" in text(client.get(summary(world)))
    assert Paper.objects.get().state == PaperState.VOIDED


def issued(client, paper):
    fields = {"signer": "Đỗ Văn Thủ", "signed_on": DAY, "number": "9", "issued_on": DAY}
    client.post(step(paper, "tai-len-ban-da-ky"), fields)


def test_it_comes_to_the_office_above_and_to_the_units(signed_in, world, laid):
    issued(signed_in(world.leader), laid)
    address = reverse("paper", args=[laid.pk])
    for reader, organisation in ((world.chief, world.province), (world.member, world.health)):
        client = signed_in(reader)
        assert address in text(client.get(reverse("incoming_papers", args=[organisation.pk])))
        assert client.get(address).status_code == 200
    assert set(laid.paper.deliveries.values_list("opened_by__full_name", flat=True)) == {
        "Phạm Thị Hạnh", "Lê Văn Minh",
    }  # fmt: skip


def test_the_office_finds_it_in_the_admin_by_its_number(signed_in, world, laid):
    issued(signed_in(world.leader), laid)
    client = signed_in(world.chief)
    for words, found in (("09/BC", True), ("08/BC", False)):
        page = text(client.get(reverse("admin:papers_paper_changelist"), {"q": words}))
        assert (reverse("admin:papers_paper_change", args=[laid.pk]) in page) is found


def test_it_is_withdrawn_for_a_reason(signed_in, world, laid):
    client = signed_in(world.leader)
    issued(client, laid)
    client.post(step(laid, "thu-hoi"), {"reason": "Báo cáo nhầm"})
    page = text(client.get(summary(world)))
    assert "đã thu hồi ngày" in page
    assert "Lý do: Báo cáo nhầm" in page


def test_the_scan_is_handed_in_later(signed_in, world, laid):
    client = signed_in(world.leader)
    issued(client, laid)
    address = reverse("year_paper_scan", args=[laid.pk])
    assert address in text(client.get(summary(world)))
    scan = BytesIO(a_scan())
    scan.name = "ban-ky.pdf"
    client.post(address, {"scan": scan})
    assert Paper.objects.get().scan is not None


def test_who_may_not_take_a_step_is_told_whose_it_is(signed_in, world, laid):
    issued(signed_in(world.leader), laid)
    client = signed_in(world.member)
    page = client.get(step(laid, "thu-hoi"))
    assert page.status_code == 200
    assert "Việc này do đơn vị đứng đầu làm" in text(page)
    answer = client.post(step(laid, "thu-hoi"), {"reason": "Thử"})
    assert answer.status_code == 409
    assert "Thử" in text(answer)


@pytest.mark.parametrize("who", ["member", "outsider", "auditor", "administrator"])
def test_before_it_is_issued_nobody_else_knows_it(signed_in, world, laid, who):
    assert signed_in(getattr(world, who)).get(step(laid, "tra-lai")).status_code == 404


def test_a_step_that_only_plans_have_is_no_page(signed_in, world, laid):
    assert signed_in(world.leader).get(step(laid, "chuyen-kiem-tra")).status_code == 404


def test_the_year_and_its_registrations_lead_to_it(signed_in, world, laid):
    client = signed_in(world.leader)
    for address in (reverse("term", args=[world.term.pk]), reverse("registrations_of_year", args=[world.term.pk])):
        page = text(client.get(address))
        assert summary(world) in page
        assert "Trình ký" in page
    issued(client, laid)
    page = text(signed_in(world.member).get(reverse("registrations_of_year", args=[world.term.pk])))
    assert reverse("paper", args=[laid.pk]) in page
    assert "Đã ban hành" in page
    assert summary(world) not in page


def test_the_auditor_is_led_to_what_was_issued_alone(signed_in, world, laid):
    terms.close_term(world.term, by=standing(world.chief))
    page = text(signed_in(world.auditor).get(summary(world)))
    assert reverse("paper", args=[laid.pk]) not in page
    Term.objects.update(closed_at=None)
    issued(signed_in(world.leader), laid)
    terms.close_term(world.term, by=standing(world.chief))
    page = text(signed_in(world.auditor).get(summary(world)))
    assert reverse("paper", args=[laid.pk]) in page
    assert step(laid, "thu-hoi") not in page


def test_a_member_hears_nothing_of_a_report_that_waits(signed_in, world, laid):
    for address in (reverse("term", args=[world.term.pk]), reverse("registrations_of_year", args=[world.term.pk])):
        assert reverse("paper", args=[laid.pk]) not in text(signed_in(world.member).get(address))


def test_the_page_costs_as_many_queries_for_many_reports(signed_in, world, laid):
    client = signed_in(world.leader)
    few = queries(client, summary(world))
    for _ in range(3):
        client.post(step(YearPaper.objects.first(), "tra-lai"), {"reason": "Lại"})
        client.post(reverse("report_registrations", args=[world.term.pk]), TYPED)
    assert YearPaper.objects.count() == 4
    assert queries(client, summary(world)) == few
