"""Ký số on the site: who sees which way, and each way by its forms."""

from dataclasses import replace
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.urls import reverse

from plans.documents import official_document
from plans.enums import PlanState
from plans.services import digital, own_system, steps
from plans.services.steps import Numbering, Signing
from tests.plans.conftest import SIGNER, fresh, paper_of, signed_elsewhere
from tests.world import TODAY, standing
from thidua.lib.verdict import RefusedError
from thidua.papers.services import circulation, files, signing
from thidua.papers.services.life import GivenNumber
from thidua.papers.services.rendering import rendered
from thidua.papers.signatures.signing import fill

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


NUMBERING = Numbering(issued_on=TODAY, given=GivenNumber(number=7))


def page(client, user, plan):
    client.force_login(user)
    return client.get(reverse("digital_signing", args=[plan.pk]))


def act(client, user, plan, name, **data):
    client.force_login(user)
    return client.post(reverse("sign", args=[plan.pk, name]), data)


def upload(data, name="ban-ky.pdf"):
    file = BytesIO(data)
    file.name = name
    return file


def test_the_head_signs_by_one_button(client, submitted, office, keys):
    assert "Ký bằng khóa của tôi" in page(client, office.head, submitted).text
    answer = act(client, office.head, submitted, "tai-day", block=0)
    assert (answer.status_code, fresh(submitted).state) == (302, PlanState.SIGNED)


def test_who_does_not_sign_is_told_who_does(client, submitted, office, keys):
    text = page(client, office.officer, submitted).text
    assert "Chỉ thủ trưởng ký số được." in text
    assert "Ký bằng khóa của tôi" not in text


def test_the_clerk_numbers_and_seals_in_one_step(client, submitted, office, keys):
    plan = digital.sign_here(submitted, 0, by=standing(office.head))
    step = reverse("plan_step", args=[plan.pk, "nhap-so-ngay"])
    assert "Cấp số và đóng dấu số" in page(client, office.clerk, plan).text
    assert '<button class="btn btn-primary">Cấp số và đóng dấu số</button>' in client.get(step).text
    assert "Chưa có ảnh con dấu của Sở Tài chính" in client.get(step).text
    data = {"number": "07", "issued_on": f"{TODAY:%d/%m/%Y}"}
    client.post(reverse("plan_step", args=[plan.pk, "nhap-so-ngay"]), data)
    assert (fresh(plan).state, paper_of(plan).copies.count()) == (PlanState.ISSUED, 2)


@pytest.mark.parametrize("who", ["officer", "follower"])
def test_nobody_else_seals_where_there_is_a_clerk(client, submitted, office, keys, who):
    plan = digital.sign_here(submitted, 0, by=standing(office.head))
    user = office.officer if who == "officer" else office.world.follower
    assert "Con dấu số do văn thư của cơ quan giữ" in page(client, user, plan).text
    with pytest.raises(RefusedError, match="do văn thư của cơ quan giữ"):
        steps.issue(plan, NUMBERING, by=standing(user))


def test_the_officer_seals_where_there_is_no_clerk(submitted, office, keys):
    plan = digital.sign_here(submitted, 0, by=standing(office.head))
    office.clerk.posts.all().delete()
    assert steps.issue(plan, NUMBERING, by=standing(office.officer)).state == PlanState.ISSUED


def test_the_clerk_is_told_of_a_number_that_the_file_has_already(client, submitted, office, keys):
    filled = fill(signing.newest(paper_of(submitted)), {"so": "99"})
    plan = digital.take_signed(
        submitted, signed_elsewhere(filled, "ky-0", office.head.login_name), by=standing(office.officer)
    )
    client.force_login(office.clerk)
    text = client.get(reverse("plan_step", args=[plan.pk, "nhap-so-ngay"])).text
    assert "Tệp đã ký có ghi sẵn số 99" in text
    assert 'value="99"' in text


def test_of_a_paper_signed_by_hand_the_page_speaks_of_no_other_way(client, signed, office):
    text = page(client, office.clerk, signed).text
    assert "Văn bản đã ký tay ngày 15/06/2026, người ký: Nguyễn Thị Sông Thương" in text
    assert [each for each in ("chưa ký số", "đóng dấu số", "Tải lên bản đã ký") if each in text] == []


def test_anybody_is_told_that_the_copy_before_the_seal_is_not_the_newest(client, submitted, office, keys):
    plan = digital.sign_here(submitted, 0, by=standing(office.head))
    before = signing.newest(paper_of(plan))
    steps.issue(plan, NUMBERING, by=standing(office.clerk))
    text = client.post(reverse("check_paper"), {"file": upload(before)}).text
    assert "Đúng là bản ký số trước đó của văn bản số 07/KH-KTĐ1. Đây không phải tệp mới nhất" in text


def test_a_file_whose_signatures_nobody_trusts_is_never_green(client, submitted, office, keys, settings):
    plan = steps.issue(digital.sign_here(submitted, 0, by=standing(office.head)), NUMBERING, by=standing(office.clerk))
    settings.TRUST_ROOTS = keys / "none"
    text = client.post(reverse("check_paper"), {"file": upload(signing.newest(paper_of(plan)))}).text
    told = "Đúng là bản điện tử của văn bản số 07/KH-KTĐ1, nhưng chữ ký trong tệp chưa tin cậy được."
    assert f'<p class="alert alert-danger">{told}</p>' in text
    assert "alert-success" not in text


def test_what_was_signed_elsewhere_is_brought(client, submitted, office, keys):
    data = signed_elsewhere(signing.newest(paper_of(submitted)), "ky-0", office.head.login_name)
    answer = act(client, office.officer, submitted, "tai-len", file=upload(data))
    assert (answer.status_code, fresh(submitted).state) == (302, PlanState.SIGNED)


@pytest.mark.parametrize("name", ["digital_signing", "issued_elsewhere"])
def test_a_plan_to_replace_is_told_by_its_number_and_day(client, another, office, name):
    client.force_login(office.clerk)
    text = client.get(reverse(name, args=[another.pk])).text
    assert "07/KH-KTĐ1, 15/06/2026, Hoạt động của Khối thi đua số 1 năm 2026</option>" in text


def sealed_elsewhere(plan, office):
    signed = signed_elsewhere(signing.newest(paper_of(plan)), "ky-0", office.head.login_name)
    texts = {"so": "08", "ngay": f"{TODAY.day:02d}", "thang": str(TODAY.month), "nam": str(TODAY.year)}
    return signed, signed_elsewhere(fill(signed, texts), "dau", office.world.finance.code)


def test_what_was_sealed_elsewhere_ends_the_plan_it_replaces(client, another, issued, office, keys):
    signed, sealed = sealed_elsewhere(another, office)
    refused = act(client, office.clerk, another, "tai-len", file=upload(signed), replaces=issued.pk)
    assert "Tệp này chưa đóng dấu nên chưa ban hành" in refused.text
    act(client, office.clerk, another, "tai-len", file=upload(sealed), replaces=issued.pk)
    assert (fresh(another).state, fresh(issued).state) == (PlanState.ISSUED, PlanState.REPLACED)


def test_another_file_is_refused_with_what_to_do(client, submitted, office, keys):
    other = rendered(steps.numbered_document(submitted, "09", TODAY)).pdf
    answer = act(client, office.officer, submitted, "tai-len", file=upload(other))
    assert answer.status_code == 422
    assert "Hãy tải lại bản trình ký" in answer.text


def issued_there(plan, place):
    """The file that the agency's system makes of our Word file: number 07, without our check code."""
    document = circulation.with_number(official_document(plan.value), "07", TODAY)
    return rendered(replace(document, letterhead=replace(document.letterhead, place=place))).pdf


def test_the_agencys_own_file_is_compared_then_confirmed(client, submitted, office):
    client.force_login(office.clerk)
    address = reverse("issued_elsewhere", args=[submitted.pk])
    day = f"{TODAY:%d/%m/%Y}"
    told = {"signer": SIGNER, "signed_on": day, "number": "07", "issued_on": day}
    theirs = issued_there(submitted, "An Hòa")
    looked = client.post(address, told | {"file": upload(theirs)})
    assert "Khác 1 chỗ" in looked.text
    assert fresh(submitted).state == PlanState.SIGNING
    confirmed = client.post(address, told | {"seen": looked.context["comparison"].token})
    assert (confirmed.status_code, fresh(submitted).state) == (302, PlanState.ISSUED)


def test_another_number_than_the_one_that_was_compared_is_refused(client, submitted, office):
    client.force_login(office.clerk)
    address = reverse("issued_elsewhere", args=[submitted.pk])
    day = f"{TODAY:%d/%m/%Y}"
    told = {"signer": SIGNER, "signed_on": day, "number": "07", "issued_on": day}
    theirs = issued_there(submitted, "An Hải")
    looked = client.post(address, told | {"file": upload(theirs)})
    again = client.post(address, told | {"number": "09", "seen": looked.context["comparison"].token})
    assert (again.status_code, fresh(submitted).state) == (422, PlanState.SIGNING)
    assert "Tệp này in số 07, không phải số 09 vừa nhập" in again.text


def test_anybody_reads_that_the_agencys_file_was_compared(client, submitted, office):
    theirs = issued_there(submitted, "An Hòa")
    signed = Signing(signer=SIGNER, signed_on=TODAY)
    plan = own_system.take_issued(submitted, theirs, signed, NUMBERING, by=standing(office.clerk))
    compared = "đã đối chiếu với bản trình ký ngày"
    by_file = client.post(reverse("check_paper"), {"file": upload(theirs)}).text
    assert "Đúng là bản điện tử của văn bản số 07/KH-KTĐ1. Ban hành ở hệ thống của cơ quan" in by_file
    assert compared in by_file
    assert [each for each in ("Tệp không phải văn bản lập", "Chưa đối chiếu") if each in by_file] == []
    by_code = client.get(reverse("check_code", args=[paper_of(plan).code])).text
    assert f"Ký ngày 15/06/2026. Ban hành ở hệ thống của cơ quan, {compared}" in by_code


def test_the_papers_own_page_says_that_the_agencys_file_is_another(client, submitted, office):
    theirs = issued_there(submitted, "An Hòa")
    signed = Signing(signer=SIGNER, signed_on=TODAY)
    plan = own_system.take_issued(submitted, theirs, signed, NUMBERING, by=standing(office.clerk))
    client.force_login(office.clerk)
    text = client.get(reverse("paper", args=[paper_of(plan).pk])).text
    assert "đã đối chiếu với bản trình ký: khác 1 chỗ" in text
    assert "Hòa," in text
    assert "in trên văn bản" not in text


NAME = "Kế hoạch 07-KH-KTĐ1, năm 2026, Đã ban hành.pdf"


def taken_from(client, user, listed, chosen):
    client.force_login(user)
    return client.post(reverse(f"admin:{listed}_changelist"), {"action": "download", "_selected_action": chosen})


@pytest.mark.parametrize("listed", ["papers_paper", "plans_plan"])
def test_the_office_takes_one_paper_as_its_pdf(client, issued, office, listed):
    pk = issued.pk if listed == "plans_plan" else paper_of(issued).pk
    answer = taken_from(client, office.world.follower, listed, [pk])
    assert answer.content == files.read(paper_of(issued).handed_out)
    assert unquote(answer.headers["Content-Disposition"]).endswith(NAME)


@pytest.mark.parametrize("listed", ["papers_paper", "plans_plan"])
def test_the_office_takes_several_papers_as_one_zip(client, issued, another, office, listed):
    both = [issued, another] if listed == "plans_plan" else [paper_of(issued), paper_of(another)]
    answer = taken_from(client, office.world.follower, listed, [each.pk for each in both])
    with ZipFile(BytesIO(answer.content)) as bundled:
        first, second = bundled.namelist()
        assert bundled.read(first) == files.read(paper_of(issued).handed_out)
    assert first == f"{paper_of(issued).pk} {NAME}"
    assert second == f"{paper_of(another).pk} Kế hoạch KH-KTĐ1, năm 2026, Trình ký.pdf"


def test_a_draft_has_no_file_to_take_yet(client, draft, office):
    client.force_login(office.world.follower)
    chosen = {"action": "download", "_selected_action": [draft.pk]}
    answer = client.post(reverse("admin:plans_plan_changelist"), chosen, follow=True)
    assert "Những mục đã chọn chưa có tệp nào" in answer.text


@pytest.mark.parametrize("listed", ["papers_paper", "plans_plan"])
def test_the_pages_of_the_office_lead_to_the_file(client, issued, office, listed):
    paper = paper_of(issued)
    client.force_login(office.world.follower)
    page = client.get(reverse(f"admin:{listed}_change", args=[issued.pk if listed == "plans_plan" else paper.pk])).text
    address = reverse("plan_pdf", args=[issued.pk])
    if listed == "papers_paper":
        address = reverse("paper_file", args=[paper.pk, "numbered"])
    assert f'href="{address}"' in page
    assert client.get(address).content == files.read(paper.handed_out)
