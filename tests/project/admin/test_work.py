"""What the office does in the admin is done by the services: refused with a reason, written into the history."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from blocs.models import AuditEntry, Bloc, Leadership, MemberUnit, Organisation, Post, Term, User
from blocs.services.accounts import user_of_code
from plans.enums import PlanState
from plans.models import Plan
from tests.project.admin.conftest import member
from tests.project.admin.pages import act_on, address, list_of, page_of, refusals, send, text

pytestmark = pytest.mark.any_engine


@pytest.fixture
def office(north, signed_in):
    return signed_in(north.officer)


def done():
    """The last act of the history."""
    entry = AuditEntry.objects.order_by("-pk")[0]
    return entry.action, entry.user_name


def test_the_index_is_arranged_by_the_work(office):
    page = office.get(reverse("admin:index"))
    assert [section["name"] for section in page.context["app_list"]] == [
        "Năm thi đua",
        "Kế hoạch, văn bản",
        "Đăng ký, giao ước",
        "Chấm điểm",
        "Cơ quan, tài khoản",
        "Danh mục",
        "Lịch sử",
    ]
    assert office.get(reverse("admin:app_list", args=["blocs"])).headers["Location"] == reverse("admin:index")


def test_nobody_deletes(office, north):
    for sample in north.samples:
        page = office.get(list_of(type(sample)))
        assert "delete_selected" not in text(page)


# Registrations --------------------------------------------------------------------------------------------------------


def test_the_office_returns_a_registration_for_a_reason(office, north):
    answer = office.post(act_on(north.registration, "tra-lai"), {"reason": "Thiếu chỉ tiêu"})
    assert answer.status_code == 302
    north.registration.refresh_from_db()
    assert (north.registration.get_state_display(), north.registration.reason) == ("Trả lại", "Thiếu chỉ tiêu")
    assert done()[0] == "Trả lại đăng ký thi đua"


# Organisations and blocs --------------------------------------------------------------------------------------------


def test_the_office_creates_an_organisation(office, north):
    response = send(office, address(Organisation, "add"), code="MOI", name="Sở Mới", parent=north.organisation.pk)
    assert response.status_code == 302
    assert (
        Organisation.objects.get(code="MOI").path == f"{north.organisation.path}{Organisation.objects.latest('pk').pk}/"
    )
    assert done() == ("Lập cơ quan", str(north.officer))


def test_an_organisation_without_a_superior_is_refused_with_the_reason(office):
    response = send(office, address(Organisation, "add"), code="MOI", name="Sở Mới")
    assert refusals(response) == ["Cơ quan cao nhất do người quản trị lập."]
    assert 'value="Sở Mới"' in text(response)
    assert "Chưa lưu được. Hãy sửa chỗ báo lỗi dưới đây rồi lưu lại." in text(response)
    assert "Please" not in text(response)


def test_the_office_corrects_an_organisation(office, north):
    assert send(office, page_of(north.organisation), place="Hà Bắc").status_code == 302
    assert Organisation.objects.get(pk=north.organisation.pk).place == "Hà Bắc"
    assert done()[0] == "Sửa cơ quan"


def test_a_page_sent_back_unchanged_is_no_act(office, north):
    before = AuditEntry.objects.count()
    assert send(office, page_of(north.organisation)).status_code == 302
    assert AuditEntry.objects.count() == before


def test_the_office_renames_an_organisation(office, north):
    unit = north.unit.organisation
    values = {"last_day": "30/06/2026", "name": "Sở Tên Mới", "parent": north.organisation.pk}
    assert office.post(act_on(unit, "doi-ten"), values).headers["Location"] == page_of(unit)
    unit.refresh_from_db()
    assert (unit.name, unit.name_on(date(2026, 6, 30))) == ("Sở Tên Mới", "Sở BẮC 1")


def test_the_office_creates_and_corrects_a_bloc(office, north):
    values = {"kind": "khoi", "name": "Khối mới", "symbol": "KM", "superior": north.organisation.pk}
    assert send(office, address(Bloc, "add"), **values).status_code == 302
    made = Bloc.objects.get(symbol="KM")
    assert send(office, page_of(made), field="Nội chính").status_code == 302
    assert str(Bloc.objects.get(symbol="KM")) == "Khối mới (Nội chính)"
    assert done()[0] == "Sửa khối, cụm"


# Years --------------------------------------------------------------------------------------------------------------


def test_the_office_opens_a_year_with_its_members(office, north):
    unit = north.unit.organisation
    assert send(office, address(Term, "add"), bloc=north.bloc.pk, year=2030, members=[unit.pk]).status_code == 302
    assert [row.organisation for row in Term.objects.get(year=2030).member_units.all()] == [unit]
    assert done()[0] == "Mở năm"


def test_a_third_open_year_is_refused_with_the_reason(office, north):
    office.post(act_on(north.term, "mo-nam-tiep-theo"), {})
    response = send(office, address(Term, "add"), bloc=north.bloc.pk, year=2030)
    assert refusals(response) == [
        "Khối thi đua BẮC đang mở năm 2026 và năm 2027. Hãy khép năm cũ trước khi mở năm mới."
    ]


def test_the_next_years_of_several_blocs_are_opened_at_once(office, north):
    chosen = {"action": "open_next", "_selected_action": [north.term.pk]}
    page = office.post(list_of(Term), chosen, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["Đã mở Khối thi đua BẮC, năm 2027."]
    assert [row.organisation for row in Term.objects.get(year=2027).member_units.all()] == [north.unit.organisation]


def test_the_office_adds_a_member_unit_and_corrects_its_place(office, north):
    other = Organisation.objects.create(code="K", name="Sở Khác", parent=north.organisation)
    office.post(act_on(north.term, "them-don-vi"), {"organisation": other.pk, "position": 2})
    added = MemberUnit.objects.get(organisation=other)
    response = send(office, page_of(added), position=5)
    assert response.headers["Location"] == page_of(north.term)
    assert MemberUnit.objects.get(pk=added.pk).position == 5
    assert done()[0] == "Sửa đơn vị thành viên"


def test_the_office_appoints_another_leader(office, north):
    other = member(north.term, 2, "BẮC").organisation
    office.post(act_on(north.term, "cu-don-vi"), {"organisation": other.pk, "role": "leader", "from_on": "01/03/2026"})
    assert north.term.leader_on(date(2026, 2, 28)) == north.unit.organisation
    assert north.term.leader_on(date(2026, 3, 1)) == other
    assert done()[0] == "Cử đơn vị"


def test_a_leader_entered_wrongly_is_corrected_with_a_reason(office, north):
    response = send(office, page_of(north.leadership), from_on="15/01/2026")
    assert len(refusals(response)) == 1
    response = send(office, page_of(north.leadership), from_on="15/01/2026", reason="gõ nhầm ngày")
    assert response.headers["Location"] == page_of(north.term)
    assert Leadership.objects.get(pk=north.leadership.pk).from_on == date(2026, 1, 15)
    assert done()[0] == "Sửa đơn vị đã cử"


def test_a_closed_year_is_only_read(office, north):
    assert "không lùi lại được" in text(office.get(act_on(north.term, "khep-nam")))
    office.post(act_on(north.term, "khep-nam"), {})
    assert done()[0] == "Khép năm"
    page = office.get(page_of(north.term))
    assert page.context["refusal"] == "Năm 2026 đã khép, không sửa được nữa."
    assert office.post(page_of(north.unit), {"position": 9}).status_code == 403
    again = office.post(act_on(north.term, "khep-nam"), {})
    assert (again.status_code, again.context["reason"]) == (403, "Năm 2026 đã khép, không sửa được nữa.")


# Accounts -----------------------------------------------------------------------------------------------------------


def new_account(north, **changes):
    return {
        "login_name": "minh.tam",
        "full_name": "Đỗ Minh Tâm",
        "organisation": north.unit.organisation.pk,
        "role": "officer",
        "from_on": "01/01/2026",
    } | changes


@pytest.mark.parametrize("who", ["office", "administrator"])
def test_an_account_is_created_with_its_first_post_and_without_a_password(office, administrator, north, signed_in, who):
    client = office if who == "office" else signed_in(administrator)
    assert client.post(address(User, "add"), new_account(north)).status_code == 302
    user = User.objects.get(login_name="minh.tam")
    assert not user.has_usable_password()
    assert [(post.organisation, post.role) for post in user.posts.all()] == [(north.unit.organisation, "officer")]
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")[1:]] == ["Lập tài khoản", "Giao vị trí"]


@pytest.mark.parametrize("field", ["password", "is_superuser", "is_active", "posts", "last_login"])
def test_what_the_form_does_not_offer_is_not_set(office, north, field):
    office.post(address(User, "add"), new_account(north, **{field: "1"}))
    user = User.objects.get(login_name="minh.tam")
    before = User.objects.filter(pk=user.pk).values().get()
    send(office, page_of(user), **{field: ""})
    assert User.objects.filter(pk=user.pk).values().get() == before
    assert (before["is_superuser"], before["is_active"], before["last_login"]) == (False, True, None)


def test_no_page_of_the_admin_sets_a_password(office, north, administrator, signed_in):
    for client in (office, signed_in(administrator)):
        for url in (page_of(north.follower), address(User, "add")):
            assert 'type="password"' not in text(client.get(url))
        assert client.get(f"{list_of(User)}{north.follower.pk}/password/", follow=True).status_code == 404
        assert client.get("/quan-tri/password_change/").status_code == 404


def test_activation_codes_are_printed_as_slips(office, north):
    page = office.post(
        list_of(User), {"action": "print_codes", "_selected_action": [north.officer.pk, north.follower.pk]}
    )
    assert "no-store" in page.headers["Cache-Control"]
    for user, code in page.context["slips"]:
        assert code in text(page)
        assert user_of_code(user.login_name, code) == user
    assert len(page.context["slips"]) == 2
    assert done()[0] == "Cấp mã kích hoạt"


def test_an_office_gets_no_code_for_who_works_for_another_office_too(office, north, south):
    Post.objects.create(user=south.follower, organisation=north.organisation, role="officer", from_on="2020-01-01")
    page = office.post(list_of(User), {"action": "print_codes", "_selected_action": [south.follower.pk]})
    assert page.context["slips"] == []
    assert page.context["refused"] == [(south.follower, "Cơ quan này không thuộc phạm vi quản lý của tài khoản.")]
    assert office.post(act_on(south.follower, "khoa"), {}).status_code == 403
    assert User.objects.get(pk=south.follower.pk).is_active


def test_an_account_is_locked_and_unlocked(office, north, signed_in):
    other = signed_in(north.follower)
    office.post(act_on(north.follower, "khoa"), {})
    assert done()[0] == "Khóa tài khoản"
    assert other.get(reverse("my_work")).status_code == 302
    office.post(act_on(north.follower, "mo-khoa"), {})
    assert User.objects.get(pk=north.follower.pk).is_active


def test_nobody_locks_the_own_account(office, north):
    office.post(act_on(north.officer, "khoa"), {})
    assert User.objects.get(pk=north.officer.pk).is_active


def test_administrators_alone_make_administrators(office, north, administrator, signed_in):
    office.post(act_on(north.follower, "quan-tri"), {})
    assert not User.objects.get(pk=north.follower.pk).is_superuser
    signed_in(administrator).post(act_on(north.follower, "quan-tri"), {})
    assert User.objects.get(pk=north.follower.pk).is_superuser
    assert done() == ("Giao quyền quản trị", str(administrator))


def test_a_post_ends_and_keeps_the_blocs_that_another_office_gave(office, north, south):
    post = north.follower.posts.get()
    post.followed_blocs.add(south.bloc)
    assert send(office, page_of(post), to_on="30/06/2026", followed_blocs=[]).status_code == 302
    assert list(post.followed_blocs.all()) == [south.bloc]
    assert Post.objects.get(pk=post.pk).to_on == date(2026, 6, 30)
    assert done()[0] == "Sửa vị trí"


# Plans and the history ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["officer", "follower"])
def test_a_plan_is_returned_with_a_reason(north, signed_in, role):
    client = signed_in(getattr(north, role))
    assert len(refusals(client.post(act_on(north.plan, "tra-lai"), {"reason": " "}))) == 1
    client.post(act_on(north.plan, "tra-lai"), {"reason": "Thiếu nơi nhận."})
    assert Plan.objects.get().state == PlanState.DRAFT
    entry = AuditEntry.objects.order_by("-pk")[0]
    assert (entry.action, entry.reason, entry.on_behalf_of) == ("Trả lại", "Thiếu nơi nhận.", "Sở BẮC 1")


def test_plans_are_filtered_by_lateness(office, north):
    assert office.get(list_of(Plan), {"cham": "co"}).context["cl"].result_count == 1
    assert office.get(list_of(Plan), {"cham": "khong"}).context["cl"].result_count == 0


def test_the_history_of_an_object_is_that_of_the_services(office, north):
    office.post(act_on(north.follower, "khoa"), {})
    assert "Khóa tài khoản" in text(office.get(address(User, "history", north.follower.pk)))
    assert not LogEntry.objects.exists()


def test_the_history_shows_before_and_after(office, north):
    send(office, page_of(north.organisation), place="Hà Bắc")
    page = text(office.get(page_of(AuditEntry.objects.latest("pk"))))
    assert "Địa danh: (trống) → Hà Bắc" in page
