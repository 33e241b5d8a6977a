"""Văn bản đến: a paper in the hands of its recipients, and the receipt for who opened it first."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blocs.enums import Role
from blocs.models import AuditEntry, Organisation
from tests.papers.world import ISSUED, organisation, person, standing
from thidua.papers.codes import new_code
from thidua.papers.models import Delivery, Paper, RegisterEntry
from thidua.papers.rules import can_receive, can_see_paper
from thidua.papers.services import deliveries, life

pytestmark = pytest.mark.any_engine


@pytest.fixture
def issued(world):
    """A paper that was sent to its issuer, the member, the province and an office outside the bloc."""
    paper = world.issued()
    world.health = organisation("so-y-te", "Sở Y tế", world.province)
    world.outsider = person("y.te", Role.OFFICER, world.health)
    deliveries.deliver(paper, {each.pk for each in (world.tourism, world.building, world.province, world.health)})
    return paper


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def opened(paper):
    """By organisation, who opened it."""
    rows = paper.deliveries.exclude(opened_at=None).select_related("organisation", "opened_by")
    return {row.organisation.name: row.opened_by.login_name for row in rows}


def get(client, user, name, *arguments, **query):
    client.force_login(user)
    return client.get(reverse(name, args=arguments), query)


# Sent ----------------------------------------------------------------------------------------------------------------


def test_every_recipient_gets_the_paper_once_but_not_whose_seal_it_carries(world, issued):
    deliveries.deliver(issued, {world.building.pk, world.health.pk})
    assert sorted(issued.deliveries.values_list("organisation__code", flat=True)) == ["so-xay-dung", "so-y-te", "tinh"]


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        (r"delivery_once|papers_delivery\.paper_id", lambda world: {"organisation": world.health}),
        ("delivery_opened_by_somebody", lambda world: {"opened_by": world.member}),
    ],
)
def test_the_database_holds_it_by_a_named_constraint(world, issued, constraint, change):
    row = issued.deliveries.get(organisation=world.building)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Delivery.objects.filter(pk=row.pk).update(**change(world))


def test_who_has_no_part_in_the_bloc_sees_a_paper_that_was_sent_to_him(world, issued):
    assert can_see_paper(standing(world.outsider), issued)
    assert set(Paper.objects.visible_to(standing(world.outsider))) == {issued}
    issued.deliveries.filter(organisation=world.health).delete()
    assert not can_see_paper(standing(world.outsider), issued)
    assert set(Paper.objects.visible_to(standing(world.outsider))) == set()


def test_list_and_rule_agree_on_who_receives(world, issued):
    for user in world.people:
        by = standing(user)
        places = set(Delivery.objects.received_by(by).values_list("organisation", flat=True))
        ruled = {each.pk for each in Organisation.objects.exclude(pk=world.tourism.pk) if can_receive(by, each)}
        sent = set(issued.deliveries.values_list("organisation", flat=True))
        assert places == ruled & sent, user


# Opened --------------------------------------------------------------------------------------------------------------


def test_the_first_of_an_organisation_to_open_the_page_gives_the_receipt(world, issued, client):
    colleague = person("dong.nghiep", Role.CLERK, world.building)
    get(client, world.member, "paper", issued.pk)
    get(client, colleague, "paper", issued.pk)
    assert opened(issued) == {"Sở Xây dựng": "xay.dung"}


def test_opening_the_file_is_opening_the_paper(world, issued, client):
    get(client, world.member, "paper_file", issued.pk, "rendering")
    assert opened(issued) == {"Sở Xây dựng": "xay.dung"}


def test_to_ask_whether_the_page_is_there_is_not_to_open_it(world, issued, client):
    client.force_login(world.member)
    assert client.head(reverse("paper", args=[issued.pk])).status_code == 200
    assert opened(issued) == {}


def test_the_standing_body_opens_for_the_council_it_serves(world, issued, client):
    get(client, world.office, "paper", issued.pk)
    assert opened(issued) == {"Ủy ban nhân dân tỉnh Lam Giang": "thuong.truc"}


@pytest.mark.parametrize("who", ["council", "follower", "clerk", "head"])
def test_who_receives_nothing_leaves_no_receipt(world, issued, client, who):
    assert get(client, getattr(world, who), "paper", issued.pk).status_code == 200
    assert opened(issued) == {}


def test_the_receipt_stands_in_the_history_of_the_year(world, issued, client):
    get(client, world.member, "paper", issued.pk)
    entry = AuditEntry.objects.get(action="Mở văn bản đến")
    assert (entry.user_name, entry.capacity, entry.object_text, entry.term, entry.organisation, entry.after) == (
        "Xay.Dung",
        "Chuyên viên, đầu mối TĐKT, Sở Xây dựng",
        "Kế hoạch 01/KH-KTĐ6",
        world.term,
        world.building,
        {"nơi nhận": "Sở Xây dựng"},
    )


# Seen by who sent it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "sees"), [("clerk", True), ("follower", True), ("office", True), ("member", False), ("council", False)]
)
def test_who_makes_or_oversees_it_sees_who_has_opened_it_and_who_has_not(world, issued, client, who, sees):
    deliveries.note_opened(issued, by=standing(world.outsider))
    page = text_of(get(client, getattr(world, who), "paper", issued.pk))
    assert ("Y.Te, " in page, "<strong>Chưa mở</strong>" in page) == (sees, sees)


# The list ------------------------------------------------------------------------------------------------------------


def incoming(client, user, unit, **query):
    return text_of(get(client, user, "incoming_papers", unit.pk, **query))


def test_an_organisation_has_its_papers_in_a_list_the_unopened_in_bold(world, issued, client):
    page = incoming(client, world.member, world.building)
    assert "01/KH-KTĐ6" in page
    assert ("Còn 1 văn bản chưa ai mở" in page, '<tr class="fw-bold">' in page) == (True, True)
    deliveries.note_opened(issued, by=standing(world.member))
    page = incoming(client, world.member, world.building)
    assert ("Mọi văn bản đều đã có người mở" in page, '<tr class="fw-bold">' in page) == (True, False)


@pytest.mark.parametrize(
    ("who", "status"),
    [("member", 200), ("clerk", 403), ("follower", 403), ("office", 403), ("auditor", 403), ("stranger", 404)],
)
def test_it_is_for_those_who_act_for_the_organisation(world, issued, client, who, status):
    assert get(client, getattr(world, who), "incoming_papers", world.building.pk).status_code == status


@pytest.mark.parametrize(
    ("words", "found"), [("01/kh", True), ("hoat dong tinh lam giang", True), ("so du lich", True), ("hội thao", False)]
)
def test_papers_are_found_without_diacritics(world, issued, client, words, found):
    assert ("01/KH-KTĐ6" in incoming(client, world.member, world.building, tim=words)) is found


def test_a_paper_that_is_in_force_no_longer_says_so(world, issued, client):
    life.withdraw(issued, reason="Trái thẩm quyền", on=ISSUED + timedelta(days=1))
    assert "Đã thu hồi ngày 10/03/2024" in incoming(client, world.member, world.building)


def test_the_list_asks_the_database_as_often_for_many_papers_as_for_one(world, issued, client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            incoming(client, world.member, world.building)
        return len(captured)

    incoming(client, world.member, world.building)
    for_one = queries()
    for number in range(2, 30):
        entry = RegisterEntry.objects.create(register=world.register, number=number, given_on=ISSUED)
        paper = Paper.objects.get(pk=issued.pk)
        paper.pk, paper.entry, paper.code = None, entry, new_code()
        paper.save()
        deliveries.deliver(paper, {world.building.pk})
    assert queries() == for_one


def test_what_waits_to_be_opened_is_among_my_work(world, issued, client):
    assert "Văn bản đến chưa mở" in text_of(get(client, world.member, "my_work"))
    deliveries.note_opened(issued, by=standing(world.member))
    assert "Văn bản đến chưa mở" not in text_of(get(client, world.member, "my_work"))


def test_the_page_of_papers_leads_there(world, issued, client):
    page = text_of(get(client, world.member, "registers"))
    assert "Văn bản đến: Sở Xây dựng (1 chưa mở)" in page
    assert reverse("incoming_papers", args=[world.building.pk]) in page
