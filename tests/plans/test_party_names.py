"""A name in a plan that means no unit clearly is given to a unit by a person, or kept as text."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from blocs.models import AuditEntry
from blocs.services import members
from plans.models import Assignment, PartyName, Task
from plans.rules import can_match_parties
from plans.services import drafting, steps
from plans.services.parties import match_parties, unmatched_parties
from tests import world as cast
from tests.plans.conftest import short_reading
from tests.world import TODAY, YEAR, standing
from thidua.lib.verdict import RefusedError

pytestmark = pytest.mark.django_db

HELPERS = "Tổ giúp việc"
"""Support the third task of the short plan, which the health department leads."""


def assigned(plan, number="3"):
    rows = Assignment.objects.filter(task__plan=plan, task__number=number)
    return {row.organisation.name: row.role for row in rows.select_related("organisation")}


def unmatched(plan):
    return [(party.words, [task.number for task in party.tasks]) for party in unmatched_parties(plan)]


def match(plan, user, organisation, words=HELPERS):
    return match_parties(plan.term, {words: organisation}, by=standing(user))


# What is unmatched ---------------------------------------------------------------------------------------------------


def test_a_name_that_means_no_unit_is_told_with_its_tasks(draft):
    assert unmatched(draft) == [(HELPERS, ["3"])]


def test_one_name_is_told_once_however_it_is_written(draft):
    Task.objects.filter(plan=draft, number="1").update(coordinating="TỔ GIÚP VIỆC; Tổ thư ký.")
    assert unmatched(draft) == [("TỔ GIÚP VIỆC", ["1", "3"]), ("Tổ thư ký", ["1"])]


def test_what_is_too_long_names_nobody(draft):
    Task.objects.filter(plan=draft, number="3").update(coordinating="Tổ " + "rất " * 100)
    assert unmatched(draft) == []


def test_the_closest_unit_is_likely(draft):
    Task.objects.filter(plan=draft, number="3").update(coordinating="Sở Tài chánh")
    likely = [party.likely for party in unmatched_parties(draft)]
    assert [unit and unit.names[0] for unit in likely] == ["Sở Tài chính"]


# Deciding ------------------------------------------------------------------------------------------------------------


def test_the_tasks_of_every_plan_of_the_year_follow(draft, office):
    other = drafting.draft_from_reading(draft.term, short_reading(), source=None, by=standing(office.officer))
    assert assigned(draft) == {"Sở Y tế": "lead"}
    match(draft, office.officer, office.world.finance)
    assert assigned(draft) == assigned(other) == {"Sở Y tế": "lead", "Sở Tài chính": "support"}
    assert unmatched(draft) == []


def test_a_plan_made_later_knows_the_name(draft, office):
    match(draft, office.officer, office.world.finance)
    later = drafting.draft_from_reading(draft.term, short_reading(), source=None, by=standing(office.officer))
    assert assigned(later) == {"Sở Y tế": "lead", "Sở Tài chính": "support"}


def test_words_kept_as_text_are_nobodys_and_settled(draft, office):
    match(draft, office.officer, None)
    assert (assigned(draft), unmatched(draft)) == ({"Sở Y tế": "lead"}, [])


def test_a_name_is_decided_anew_and_the_history_tells_both(draft, office):
    match(draft, office.officer, office.world.finance)
    match(draft, office.world.chief, None, words="TỔ GIÚP VIỆC")
    assert assigned(draft) == {"Sở Y tế": "lead"}
    entries = AuditEntry.objects.filter(action="Đối chiếu tên đơn vị").order_by("pk")
    assert [(entry.user_name, entry.before, entry.after) for entry in entries] == [
        ("Trần Thị Lan", {}, {"tên": HELPERS, "đơn vị": "Sở Tài chính"}),
        ("Phạm Thị Hạnh", {"đơn vị": "Sở Tài chính"}, {"tên": HELPERS, "đơn vị": "giữ là chữ"}),
    ]


def test_a_name_is_asked_for_again_when_its_unit_leaves(draft, office):
    joining = cast.organisation("Sở Xây dựng", office.world.province)
    chief = standing(office.world.chief)
    unit = members.add(draft.term, joining, by=chief)
    match(draft, office.officer, joining)
    members.remove(unit, left_on=TODAY, by=chief)
    assert unmatched(draft) == [(HELPERS, ["3"])]


def test_the_same_again_is_no_entry_in_the_history(draft, office):
    assert [name.words for name in match(draft, office.officer, office.world.finance)] == [HELPERS]
    assert match(draft, office.officer, office.world.finance) == []
    assert AuditEntry.objects.filter(action="Đối chiếu tên đơn vị").count() == 1


def test_another_year_decides_for_itself(draft, office):
    match(draft, office.officer, office.world.finance)
    units = [office.world.finance, office.world.health]
    coming = cast.term(office.world.bloc, YEAR + 1, members=units, leader=office.world.finance)
    plan = drafting.draft_from_reading(coming, short_reading(), source=None, by=standing(office.officer))
    assert unmatched(plan) == [(HELPERS, ["3"])]


@pytest.mark.parametrize("words", ["", "–", "x" * 301])
def test_what_is_no_name_is_not_kept(draft, office, words):
    with pytest.raises(ValidationError):
        match(draft, office.officer, None, words=words)


def test_only_a_unit_of_the_year_can_be_meant(draft, office):
    with pytest.raises(RefusedError, match="Sở Giáo dục và Đào tạo không phải đơn vị của năm 2026"):
        match(draft, office.officer, office.world.schools)
    assert not PartyName.objects.exists()


# Who may -------------------------------------------------------------------------------------------------------------


def test_who_drafts_the_plans_and_who_manages_the_year_may(world):
    people = world.people
    assert {name for name, user in people.items() if can_match_parties(standing(user), world.term)} == {
        "leader",
        "chief",
    }
    assert not any(can_match_parties(standing(user), world.last_term) for user in people.values())


def test_whoever_else_is_refused_with_the_reason(draft, world):
    with pytest.raises(RefusedError, match="Khối trưởng hoặc cơ quan thường trực Hội đồng"):
        match(draft, world.follower, world.finance)
    assert not PartyName.objects.exists()


def test_it_is_decided_after_the_issue_too(issued, office):
    match(issued, office.officer, office.world.finance)
    assert assigned(issued) == {"Sở Y tế": "lead", "Sở Tài chính": "support"}


# The page ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def signed_in(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def text(response):
    return response.content.decode()


def sent(client, plan, chosen):
    """The form as a browser sends it, every name with what stands at it; `chosen` by name."""
    form = client.get(reverse("plan_parties", args=[plan.pk])).context["form"]
    data = {}
    for row in [*form.unmatched, *form.decided]:
        data[row.field.html_initial_name] = row.field.initial
        data[row.field.html_name] = chosen.get(row.party.words, row.field.initial)
    return data


def test_names_are_decided_together(signed_in, draft, world):
    Task.objects.filter(plan=draft, number="1").update(coordinating="Tổ thư ký, Tổ thẩm định")
    client = signed_in(world.leader)
    data = sent(client, draft, {HELPERS: world.finance.pk, "Tổ thư ký": "chu"})
    response = client.post(reverse("plan_parties", args=[draft.pk]), data, follow=True)
    assert "Đã đối chiếu 2 tên." in text(response)
    known = PartyName.objects.values_list("words", "organisation")
    assert set(known) == {(HELPERS, world.finance.pk), ("Tổ thư ký", None)}
    assert [row.party.words for row in response.context["form"].unmatched] == ["Tổ thẩm định"]


def test_a_name_that_was_not_touched_keeps_what_somebody_decided_meanwhile(signed_in, draft, world):
    client = signed_in(world.leader)
    match(draft, world.chief, world.finance)
    data = sent(client, draft, {})
    match(draft, world.chief, world.health)
    client.post(reverse("plan_parties", args=[draft.pk]), data)
    assert PartyName.objects.get().organisation == world.health


def test_a_choice_that_cannot_be_is_told_and_the_others_stay_chosen(signed_in, draft, world):
    Task.objects.filter(plan=draft, number="1").update(coordinating="Tổ thư ký")
    client = signed_in(world.leader)
    data = sent(client, draft, {HELPERS: world.schools.pk, "Tổ thư ký": world.health.pk})
    response = client.post(reverse("plan_parties", args=[draft.pk]), data)
    assert response.status_code == 422
    assert "Đơn vị vừa chọn không còn trong năm này. Hãy chọn lại." in text(response)
    assert {row.party.words: row.field.value() for row in response.context["form"].unmatched} == {
        "Tổ thư ký": str(world.health.pk),
        HELPERS: str(world.schools.pk),
    }
    assert not PartyName.objects.exists()


def test_the_plan_leads_there_while_a_name_is_unmatched(signed_in, draft, world):
    client = signed_in(world.leader)
    link = f'<a href="{reverse("plan_parties", args=[draft.pk])}">'
    pages = [reverse(name, args=[draft.pk]) for name in ("plan", "plan_tasks")]
    assert ["1 tên đơn vị chưa khớp. " + link in text(client.get(page)) for page in pages] == [True, True]
    match(draft, world.leader, None)
    assert [link in text(client.get(page)) for page in pages] == [False, True]


def test_the_plan_leads_nobody_there_who_may_not_decide(signed_in, draft, world):
    client = signed_in(world.follower)
    address = reverse("plan_parties", args=[draft.pk])
    assert client.get(address).status_code == 403
    assert [address in text(client.get(reverse(name, args=[draft.pk]))) for name in ("plan", "plan_tasks")] == [
        False,
        False,
    ]


def test_a_plan_that_is_no_longer_in_force_asks_for_nothing(signed_in, issued, office):
    steps.withdraw(issued, reason="Trùng kế hoạch", by=standing(office.officer))
    page = text(signed_in(office.officer).get(reverse("plan", args=[issued.pk])))
    assert "chưa khớp" not in page


def test_a_plan_without_unmatched_names_says_so(signed_in, draft, world):
    Task.objects.filter(plan=draft).update(coordinating="")
    page = text(signed_in(world.leader).get(reverse("plan_parties", args=[draft.pk])))
    assert "Không có gì phải đối chiếu." in page


@pytest.mark.parametrize("name", ["plan_parties", "plan_tasks", "plan"])
def test_a_page_costs_the_same_with_many_names(signed_in, draft, world, name, django_assert_max_num_queries):
    client = signed_in(world.leader)

    def queries():
        with django_assert_max_num_queries(100) as counted:
            client.get(reverse(name, args=[draft.pk]))
        return len(counted)

    match(draft, world.leader, world.health)
    Task.objects.filter(plan=draft, number="1").update(coordinating="Tổ thư ký")
    few = queries()
    Task.objects.bulk_create(
        Task(plan=draft, key=1000 + i, position=i, text="Việc", responsible=f"Tổ số {i}") for i in range(50)
    )
    match_parties(draft.term, {f"Nhóm số {i}": world.health for i in range(20)}, by=standing(world.leader))
    assert queries() == few
