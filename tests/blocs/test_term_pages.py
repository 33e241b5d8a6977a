"""The pages of one year: what is seen, what may be done, and why not."""

from datetime import date

import pytest

from blocs.enums import LeadershipRole
from blocs.history import Change, changes
from blocs.models import AuditEntry, FormerIdentity, Leadership, MemberUnit, Term
from blocs.services import leadership, members
from tests import world as cast

pytestmark = pytest.mark.any_engine

ACTS = ["open_next_term", "close_term", "appoint", "member_units"]


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("person", ["leader", "member", "chief", "follower"])
def test_those_who_take_part_or_oversee_see_the_year(world, get, person):
    assert get(getattr(world, person), "term", world.term.pk).status_code == 200


@pytest.mark.parametrize("name", ["term", "term_history", *ACTS])
def test_to_others_the_year_does_not_exist(world, get, name):
    assert get(world.outsider, name, world.term.pk).status_code == 404


def test_the_members_stand_in_their_order(world, get):
    MemberUnit.objects.filter(organisation=world.finance).update(position=9)
    shown = get(world.member, "term", world.term.pk).context["members"]
    assert [member.name for member in shown] == ["Sở Y tế", "Sở Tài chính"]


def test_a_past_year_calls_its_units_as_they_were_called(world, get):
    FormerIdentity.objects.create(organisation=world.health, last_day=date(2026, 2, 28), name="Ty Y tế")
    page = get(world.chief, "term", world.last_term.pk)
    assert [member.name for member in page.context["members"]] == ["Sở Tài chính", "Ty Y tế"]
    assert [held.name for held in page.context["held"]] == ["Ty Y tế"]


def test_the_page_asks_as_many_queries_for_many_members_as_for_few(world, queries):
    few = queries(world.chief, "term", world.term.pk)
    for number in range(40):
        unit = cast.organisation(f"Đơn vị {number}", world.province)
        MemberUnit.objects.create(term=world.term, organisation=unit, position=number + 3)
        cast.leads(unit, world.term, LeadershipRole.DEPUTY)
    assert queries(world.chief, "term", world.term.pk) == few


@pytest.mark.parametrize("name", ACTS)
def test_who_only_takes_part_is_told_who_does_this(world, get, name):
    response = get(world.leader, name, world.term.pk)
    assert response.status_code == 403
    assert "do cơ quan thường trực Hội đồng" in text(response)


# Opening and closing --------------------------------------------------------------------------------------------------


def test_the_next_year_opens_with_the_members_of_this_one(world, post):
    post(world.chief, "open_next_term", world.term.pk)
    opened = Term.objects.get(bloc=world.bloc, year=cast.YEAR + 1)
    assert [unit.organisation for unit in opened.member_units.all()] == [world.finance, world.health]


def test_a_third_open_year_is_refused_before_the_button(world, get, post):
    post(world.chief, "open_next_term", world.term.pk)
    newest = Term.objects.get(bloc=world.bloc, year=cast.YEAR + 1)
    response = get(world.chief, "open_next_term", newest.pk)
    assert "đang mở năm 2026 và năm 2027. Hãy khép năm cũ trước" in text(response)
    assert '<button class="btn btn-primary">' not in text(response)


def test_before_closing_what_is_still_open_is_listed(world, get):
    Leadership.objects.filter(term=world.term).delete()
    found = get(world.chief, "close_term", world.term.pk).context["still_open"]
    assert {"Chưa có kế hoạch nào đã ban hành.", "Chưa ghi đơn vị nào đứng đầu năm này."} <= set(found)


def test_the_office_closes_a_year(world, post):
    post(world.chief, "close_term", world.term.pk)
    world.term.refresh_from_db()
    assert not world.term.is_open


def test_a_closed_year_is_not_closed_again(world, post):
    assert "Không khép được: Năm 2025" in text(post(world.chief, "close_term", world.last_term.pk))


# Who leads ------------------------------------------------------------------------------------------------------------


def test_a_new_leader_follows_the_old(world, post):
    form = {"role": "leader", "organisation": world.health.pk, "from_on": "01/09/2026"}
    assert post(world.chief, "appoint", world.term.pk, **form).status_code == 302
    assert list(world.term.leaderships.values_list("organisation", "from_on", "to_on")) == [
        (world.finance.pk, date(2026, 1, 1), date(2026, 8, 31)),
        (world.health.pk, date(2026, 9, 1), None),
    ]


def test_a_refused_appointment_keeps_what_was_typed(world, post):
    form = {"role": "leader", "organisation": world.finance.pk, "from_on": "01/09/2026"}
    page = text(post(world.chief, "appoint", world.term.pk, **form))
    assert "Sở Tài chính đang giữ vai trò này." in page
    assert 'value="01/09/2026"' in page


def test_only_members_can_be_chosen(world, post):
    form = {"role": "leader", "organisation": world.schools.pk, "from_on": "01/09/2026"}
    assert post(world.chief, "appoint", world.term.pk, **form).context["form"].has_error("organisation")


def test_the_roles_bear_the_blocs_own_titles(world, get):
    form = get(world.chief, "appoint", world.term.pk).context["form"]
    assert [label for _, label in form.fields["role"].choices] == ["Khối trưởng", "Khối phó", "Khối trưởng dự kiến"]


def test_a_line_entered_wrongly_is_corrected_with_a_reason(world, post):
    held = world.term.leaderships.get()
    form = {"organisation": world.health.pk, "from_on": "01/01/2026", "reason": "Ghi nhầm đơn vị"}
    post(world.chief, "correct_leadership", held.pk, **form)
    assert world.term.leaderships.get().organisation == world.health
    assert AuditEntry.objects.get(action="Sửa đơn vị đã cử").reason == "Ghi nhầm đơn vị"


def test_a_leader_does_not_end_without_another(world, post):
    held = world.term.leaderships.get()
    assert "Hãy cử đơn vị thay thế." in text(post(world.chief, "end_leadership", held.pk, last_day="30/06/2026"))


def test_a_deputy_ends_on_a_day(world, post):
    held = cast.leads(world.health, world.term, LeadershipRole.DEPUTY)
    post(world.chief, "end_leadership", held.pk, last_day="30/06/2026")
    held.refresh_from_db()
    assert held.to_on == date(2026, 6, 30)


@pytest.mark.parametrize("name", ["correct_leadership", "end_leadership"])
def test_the_line_of_an_invisible_year_does_not_exist(world, get, name):
    assert get(world.member, name, world.other_term.leaderships.get().pk).status_code == 404


# Members --------------------------------------------------------------------------------------------------------------


def test_the_office_finds_a_unit_and_adds_it(world, get, post):
    found = get(world.chief, "member_units", world.term.pk, tim="so giao duc").context["found"]
    assert found == [world.schools]
    post(world.chief, "add_member_unit", world.term.pk, organisation=world.schools.pk)
    assert world.term.member_units.filter(organisation=world.schools).exists()


def test_units_of_another_province_are_not_found(world, get):
    assert get(world.chief, "member_units", world.term.pk, tim="binh son").context["found"] == []


@pytest.mark.parametrize("key", ["far", "nonsense"])
def test_what_is_not_in_view_cannot_be_added(world, post, key):
    sent = world.far_province.pk if key == "far" else "x"
    assert post(world.chief, "add_member_unit", world.term.pk, organisation=sent).status_code == 404


@pytest.mark.parametrize(("wanted", "order"), [((3, 2, 3), "B C A"), ((1, 1, 3), "B A C"), ((1, 2, 1), "C A B")])
def test_a_unit_takes_the_place_asked_for(world, post, wanted, order):
    year = cast.term(world.bloc, 2020, members=[cast.organisation(name, world.province) for name in "ABC"])
    units = year.member_units.all()
    post(world.chief, "member_units", year.pk, **{f"place_{unit.pk}": n for unit, n in zip(units, wanted, strict=True)})
    assert " ".join(unit.organisation.name for unit in year.member_units.all()) == order


def test_a_unit_leaves(world, post):
    unit = world.term.member_units.get(organisation=world.health)
    post(world.chief, "remove_member_unit", unit.pk, leave="", left_on="01/07/2026", note="")
    unit.refresh_from_db()
    assert unit.left_on == date(2026, 7, 1)


def test_a_unit_that_leads_does_not_leave_and_the_page_says_why(world, post):
    unit = world.term.member_units.get(organisation=world.finance)
    page = text(post(world.chief, "remove_member_unit", unit.pk, leave="", left_on="01/07/2026", note=""))
    assert "Hãy cử đơn vị khác trước." in page


def test_a_unit_entered_by_mistake_is_struck_out(world, post):
    unit = world.term.member_units.get(organisation=world.health)
    post(world.chief, "remove_member_unit", unit.pk, strike="", reason="Ghi nhầm")
    assert not MemberUnit.objects.filter(pk=unit.pk).exists()


# History --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("person", "status"), [("leader", 200), ("chief", 200), ("follower", 200), ("member", 403)])
def test_the_history_is_read_by_those_who_lead_or_oversee(world, get, person, status):
    assert get(getattr(world, person), "term_history", world.term.pk).status_code == status


def test_the_auditor_reads_the_history_of_closed_years_alone(world, get):
    assert get(world.auditor, "term_history", world.last_term.pk).status_code == 200
    assert get(world.auditor, "term_history", world.term.pk).status_code == 404


def test_the_history_tells_what_changed_newest_first(world, get):
    chief = cast.standing(world.chief)
    members.add(world.term, world.schools, by=chief)
    leadership.appoint(world.term, world.health, LeadershipRole.DEPUTY, from_on=date(2026, 2, 1), by=chief)
    rows = get(world.leader, "term_history", world.term.pk).context["rows"]
    assert [row["entry"].action for row in rows] == ["Cử đơn vị", "Thêm đơn vị thành viên"]
    assert rows[1]["changes"] == [Change("Thứ tự", "", "3")]


def test_days_and_moments_are_written_as_people_write_them():
    entry = AuditEntry(
        object_type="blocs.Term",
        before={"closed_at": None, "starts_on": "2026-01-01"},
        after={"closed_at": "2026-11-22T03:04:05+00:00", "starts_on": "2026-02-03", "lạ": ["a", "b"]},
    )
    assert changes(entry) == [
        Change("Khép năm lúc", "", "10:04 22/11/2026"),
        Change("Từ ngày", "01/01/2026", "03/02/2026"),
        Change("Lạ", "", "a; b"),
    ]


def test_a_long_history_comes_in_pages_with_as_many_queries(world, get, queries):
    chief = cast.standing(world.chief)
    members.add(world.term, world.schools, by=chief)
    few = queries(world.chief, "term_history", world.term.pk)
    unit = world.term.member_units.get(organisation=world.schools)
    for position in range(60):
        members.change(unit, by=chief, position=position, left_on=None, note="")
    assert queries(world.chief, "term_history", world.term.pk) == few
    assert len(get(world.chief, "term_history", world.term.pk, trang="2").context["rows"]) == 11
