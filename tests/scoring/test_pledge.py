"""The pledge of a year: written by the leader, printed with a place for every unit, signed one by one."""

from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from django.urls import reverse

from blocs.enums import Role
from blocs.models import AuditEntry
from scoring.documents import check_code
from scoring.enums import PledgeState, SigningWay
from scoring.models import Pledge
from scoring.registration_rules import can_see_pledge
from scoring.services import pledges
from scoring.services.pledges import Signed, StalePledgeError
from tests import world as cast
from tests.project.rights.realm import a_scan
from tests.scoring.registering import unit_of
from tests.world import standing
from thidua.lib.verdict import RefusedError
from thidua.papers.services import files

pytestmark = pytest.mark.django_db

TEXT = "Các đơn vị cùng thi đua.\n1. Hoàn thành nhiệm vụ.\n2. Đoàn kết."
MEETING = Signed(signed_on=date(2026, 3, 12), way=SigningWay.AT_MEETING)


@pytest.fixture
def leader(world):
    return standing(world.leader)


@pytest.fixture
def draft(world, leader):
    return pledges.save(world.term, TEXT, seen=0, by=leader)


@pytest.fixture
def head(world):
    """Of the health department."""
    head = cast.holder("Bùi Thị Trưởng", world.health, Role.HEAD)
    head.posts.update(title="Giám đốc")
    return head


@pytest.fixture
def printed(head, draft, leader):
    return pledges.print_to_sign(draft, seen=1, by=leader)


@pytest.fixture
def unit(world):
    return unit_of(world.term, world.health)


def words(pledge):
    """The pages that were printed to be signed."""
    assert pledge.paper is not None
    with pdfplumber.open(BytesIO(files.read(pledge.paper))) as pdf:
        return [page.extract_text() for page in pdf.pages]


def test_the_paper_has_a_place_for_every_unit_and_a_check_code(printed):
    pages = words(printed)
    told = "\n".join(pages)
    for each in (
        "GIAO ƯỚC THI ĐUA",
        "1. Hoàn thành nhiệm vụ.",
        "SỞ TÀI CHÍNH",
        "SỞ Y TẾ",
        "GIÁM ĐỐC",
        "Bùi Thị Trưởng",
    ):
        assert each in told
    assert all(f"Mã kiểm: {check_code(printed.digest)}" in page for page in pages)


def test_twenty_units_sign_one_paper(world, draft, leader):
    for number in range(18):
        organisation = cast.organisation(f"Đơn vị {number + 1}", world.province)
        world.term.member_units.create(organisation=organisation, position=number + 3)
    printed = pledges.print_to_sign(draft, seen=1, by=leader)
    assert printed.signatures.count() == 20
    told = "\n".join(words(printed))
    assert [f"ĐƠN VỊ {number}" for number in range(1, 19) if f"ĐƠN VỊ {number}" not in told] == []


def test_printed_its_words_stand_still_until_it_is_reopened(world, printed, leader):
    with pytest.raises(RefusedError, match="đã in để ký"):
        pledges.save(world.term, "Khác", seen=1, by=leader)
    pledges.reopen(printed, reason="Thiếu một nội dung", by=leader)
    pledges.save(world.term, "Khác", seen=1, by=leader)
    assert Pledge.objects.get().signatures.count() == 0


def test_who_writes_at_the_same_time_loses_nothing(world, draft, leader):
    with pytest.raises(StalePledgeError):
        pledges.save(world.term, "Khác", seen=0, by=leader)


def test_who_has_signed_is_ticked_until_all_have(printed, leader):
    units = list(printed.signatures.values_list("unit_id", flat=True))
    pledges.record_signed(printed, units[:1], MEETING, by=leader)
    assert Pledge.objects.get().state == PledgeState.SIGNING
    with pytest.raises(RefusedError, match="Đã có đơn vị ký"):
        pledges.reopen(printed, reason="Sửa", by=leader)
    pledges.record_signed(printed, units, MEETING, by=leader)
    assert Pledge.objects.get().state == PledgeState.SIGNED


def test_a_unit_records_its_own_letter_and_no_other(world, printed, unit):
    member = standing(world.member)
    scan = files.store(b"%PDF-1.7", "thong-nhat.pdf", "application/pdf", by=member)
    letter = Signed(signed_on=date(2026, 3, 15), way=SigningWay.IN_WRITING, scan=scan)
    other = unit_of(world.term, world.finance)
    with pytest.raises(RefusedError):
        pledges.record_signed(printed, [unit.pk, other.pk], letter, by=member)
    pledges.record_signed(printed, [unit.pk], letter, by=member)
    signature = printed.signatures.get(unit=unit)
    assert (signature.way, signature.signed_on, signature.scan) == (SigningWay.IN_WRITING, letter.signed_on, scan)
    assert printed.signatures.filter(signed_on__isnull=False).count() == 1


def test_what_the_leader_records_for_others_is_kept_apart(world, printed, unit, leader):
    pledges.record_signed(printed, [unit.pk], MEETING, by=leader)
    assert AuditEntry.objects.latest("pk").on_behalf_of == "Sở Y tế"


def test_the_head_signs_in_the_site_what_he_looked_at(printed, unit, head):
    with pytest.raises(RefusedError, match="khác bản vừa xem"):
        pledges.sign_here(printed, unit.pk, seen="0" * 64, by=standing(head))
    pledges.sign_here(printed, unit.pk, seen=printed.digest, by=standing(head))
    assert printed.signatures.get(unit=unit).way == SigningWay.IN_SITE


def test_only_a_head_signs_in_the_site(world, printed, unit):
    with pytest.raises(RefusedError, match="Thủ trưởng đơn vị ký"):
        pledges.sign_here(printed, unit.pk, seen=printed.digest, by=standing(world.member))
    in_site = Signed(signed_on=date(2026, 3, 12), way=SigningWay.IN_SITE)
    with pytest.raises(RefusedError, match="chính thủ trưởng bấm"):
        pledges.record_signed(printed, [unit.pk], in_site, by=standing(world.member))


def test_a_slip_is_struck_out_for_a_reason(printed, unit, leader):
    pledges.record_signed(printed, [unit.pk], MEETING, by=leader)
    with pytest.raises(RefusedError, match="Hãy ghi lý do"):
        pledges.strike_out(printed, unit.pk, reason=" ", by=leader)
    pledges.strike_out(printed, unit.pk, reason="Nhầm đơn vị", by=leader)
    assert printed.signatures.filter(signed_on__isnull=False).count() == 0


@pytest.mark.parametrize("state", PledgeState.values)
def test_lists_and_single_rights_agree_about_who_sees_it(world, printed, state):
    Pledge.objects.update(state=state)
    pledge = Pledge.objects.select_related("term__bloc__superior").get()
    people = {name: standing(user) for name, user in world.people.items()}
    by_rule = {name for name, by in people.items() if can_see_pledge(by, pledge)}
    assert by_rule == {name for name, by in people.items() if Pledge.objects.visible_to(by).exists()}
    assert by_rule == {"leader", "chief", "follower"} | (set() if state == "drafting" else {"member"})


def test_the_leader_writes_prints_and_ticks_on_the_pages(client, world, head, unit):
    client.force_login(world.leader)
    address = reverse("pledge", args=[world.term.pk])
    assert "cùng nhau ký giao ước" in client.get(address).content.decode()
    client.post(address, {"text": TEXT, "seen": "0"})
    client.post(reverse("print_pledge", args=[world.term.pk]), {"seen": "1"})
    scan = BytesIO(a_scan())
    scan.name = "to-ky-chung.pdf"
    fields = {"units": [unit.pk], "way": "meeting", "signed_on": "12/03/2026", "scan": scan}
    client.post(reverse("record_signed", args=[world.term.pk]), fields)
    client.force_login(world.member)
    page = client.get(address).content.decode()
    assert "Đã ký 1/2 đơn vị" in page
    assert "Ký tại hội nghị, 12/03/2026" in page
    assert client.get(reverse("pledge_scan", args=[world.term.pk, unit.pk])).status_code == 200
    word = client.get(reverse("pledge_file", args=[world.term.pk, "word"]))
    assert word.content.startswith(b"PK")


def test_a_unit_files_its_letter_on_the_page_and_the_others_read_it(client, world, printed, unit):
    client.force_login(world.member)
    signed = a_scan()
    scan = BytesIO(signed)
    scan.name = "thong-nhat.pdf"
    fields = {"units": [unit.pk], "way": "writing", "signed_on": "15/03/2026", "scan": scan}
    record = reverse("record_signed", args=[world.term.pk])
    assert "Thông qua văn bản" in client.get(record).content.decode()
    assert client.post(record, fields).status_code == 302
    client.force_login(world.leader)
    page = client.get(reverse("pledge", args=[world.term.pk])).content.decode()
    letter = reverse("pledge_scan", args=[world.term.pk, unit.pk])
    assert "Thông qua văn bản, 15/03/2026" in page
    assert letter in page
    assert client.get(letter).content == signed


def test_a_member_does_not_read_a_draft(client, world, draft):
    client.force_login(world.member)
    page = client.get(reverse("pledge", args=[world.term.pk]))
    assert page.status_code == 200
    assert "Hoàn thành nhiệm vụ" not in page.content.decode()
    assert client.get(reverse("pledge_file", args=[world.term.pk, "pdf"])).status_code == 404


def test_the_page_costs_as_many_queries_for_many_units(
    client, world, draft, leader, django_assert_max_num_queries, django_assert_num_queries
):
    pledges.print_to_sign(draft, seen=1, by=leader)
    client.force_login(world.follower)
    address = reverse("pledge", args=[world.term.pk])
    with django_assert_max_num_queries(40) as counted:
        client.get(address)
    pledges.reopen(draft, reason="Thêm đơn vị", by=leader)
    for number in range(5):
        organisation = cast.organisation(f"Sở thứ {number}", world.province)
        world.term.member_units.create(organisation=organisation, position=number + 3)
    pledges.print_to_sign(draft, seen=1, by=leader)
    with django_assert_num_queries(len(counted)):
        client.get(address)
