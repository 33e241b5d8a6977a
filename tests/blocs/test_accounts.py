"""Accounts and the posts that give them rights."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from blocs.enums import Role
from blocs.models import AuditEntry, Organisation
from blocs.services.accounts import create_account, end_post, give_post, issue_code, lock_account, user_of_code
from tests import world as cast
from tests.world import TODAY, standing
from thidua.lib.verdict import RefusedError

ONE_DAY = timedelta(days=1)


@pytest.fixture
def chief(world):
    return standing(world.chief)


@pytest.fixture
def newcomer(world, chief):
    return create_account("minh.tam", "Đỗ Minh Tâm", by=chief)


def roles(user, day):
    return [holding.role for holding in standing(user, day).holdings]


def test_a_post_gives_rights_on_the_days_it_is_held_and_on_no_other(world, chief, newcomer):
    give_post(newcomer, world.health, Role.OFFICER, by=chief, from_on=TODAY, to_on=TODAY + ONE_DAY)
    days = [TODAY + offset * ONE_DAY for offset in range(-1, 3)]
    assert [roles(newcomer, day) for day in days] == [[], [Role.OFFICER], [Role.OFFICER], []]


def test_a_post_ends_with_its_last_day(world, chief):
    end_post(world.member.posts.get(), last_day=TODAY, by=chief)
    assert [roles(world.member, day) for day in (TODAY, TODAY + ONE_DAY)] == [[Role.OFFICER], []]


def test_a_post_does_not_end_before_it_began(world, chief):
    with pytest.raises(ValidationError, match="Ngày thôi giữ phải từ ngày bắt đầu trở đi"):
        end_post(world.member.posts.get(), last_day=cast.LONG_AGO - ONE_DAY, by=chief)


def test_no_rights_come_from_an_organisation_that_has_ended(world):
    Organisation.objects.filter(pk=world.health.pk).update(last_day=TODAY)
    assert [roles(world.member, day) for day in (TODAY, TODAY + ONE_DAY)] == [[Role.OFFICER], []]


def test_a_follower_follows_the_blocs_given_to_him(world, chief, newcomer):
    give_post(newcomer, world.office, Role.FOLLOWER, by=chief, from_on=TODAY, followed_blocs=[world.other_bloc])
    assert standing(newcomer).followed_blocs == {world.other_bloc.pk}


def test_blocs_given_to_a_post_that_does_not_follow_give_nothing(world, chief, newcomer):
    give_post(newcomer, world.office, Role.CLERK, by=chief, from_on=TODAY, followed_blocs=[world.other_bloc])
    assert standing(newcomer).followed_blocs == frozenset()


def test_a_bloc_of_another_province_is_not_given_to_follow(world, chief, newcomer):
    foreign = cast.bloc(world.far_province)
    with pytest.raises(RefusedError, match="không thuộc phạm vi quản lý"):
        give_post(newcomer, world.office, Role.FOLLOWER, by=chief, from_on=TODAY, followed_blocs=[foreign])
    assert not newcomer.posts.exists()


@pytest.mark.parametrize("name", ["leader", "member", "follower", "outsider", "auditor"])
def test_only_who_oversees_an_organisation_gives_and_ends_its_posts(world, name, newcomer):
    by = standing(world.people[name])
    with pytest.raises(RefusedError, match="không thuộc phạm vi quản lý"):
        give_post(newcomer, world.health, Role.OFFICER, by=by, from_on=TODAY)
    with pytest.raises(RefusedError, match="không thuộc phạm vi quản lý"):
        end_post(world.member.posts.get(), last_day=TODAY, by=by)


@pytest.mark.parametrize("name", ["leader", "member", "follower", "outsider", "auditor"])
def test_only_an_office_or_the_administrator_creates_accounts(world, name):
    with pytest.raises(RefusedError, match="cơ quan thường trực hoặc người quản trị"):
        create_account("la", "Người Lạ", by=standing(world.people[name]))


@pytest.mark.parametrize("name", ["leader", "member", "follower", "outsider", "auditor"])
@pytest.mark.parametrize("act", [issue_code, lock_account])
def test_only_who_manages_all_posts_of_an_account_issues_its_code_or_locks_it(world, act, name):
    """A code is a key to everything the person may do."""
    with pytest.raises(RefusedError, match="không thuộc phạm vi quản lý"):
        act(world.member, by=standing(world.people[name]))


@pytest.mark.parametrize("act", [issue_code, lock_account])
def test_a_standing_body_has_no_power_over_an_account_that_also_serves_elsewhere(world, act, chief):
    cast.post(world.member, world.far_province, Role.STANDING_BODY)
    with pytest.raises(RefusedError, match="không thuộc phạm vi quản lý"):
        act(world.member, by=chief)


@pytest.mark.parametrize("act", [issue_code, lock_account])
def test_nor_over_the_administrator(world, act, chief):
    with pytest.raises(RefusedError, match="Tài khoản quản trị"):
        act(world.administrator, by=chief)


@pytest.mark.parametrize("name", ["chief", "administrator"])
def test_who_manages_an_account_may(world, name):
    by = standing(world.people[name])
    assert user_of_code(world.member.login_name, issue_code(world.member, by=by)) == world.member
    lock_account(world.member, by=by)
    world.member.refresh_from_db()
    assert not world.member.is_active


def test_a_login_name_is_given_once(world, chief, newcomer):
    with pytest.raises(ValidationError, match="Đã có tài khoản dùng tên đăng nhập này"):
        create_account("Minh.Tam", "Đỗ Minh Tâm", by=chief)


def test_the_history_tells_of_accounts_and_posts(world, chief, newcomer):
    held = give_post(newcomer, world.health, Role.OFFICER, by=chief, from_on=TODAY)
    issue_code(newcomer, by=chief)
    end_post(held, last_day=TODAY, by=chief)
    lock_account(newcomer, by=chief)
    assert list(AuditEntry.objects.order_by("seq").values_list("action", flat=True)) == [
        "Lập tài khoản", "Giao vị trí", "Cấp mã kích hoạt", "Thôi vị trí", "Khóa tài khoản",
    ]  # fmt: skip


def test_an_account_gets_its_code_after_its_first_post(world, chief, newcomer):
    with pytest.raises(RefusedError, match="Hãy giao vị trí công tác trước"):
        issue_code(newcomer, by=chief)
    give_post(newcomer, world.health, Role.OFFICER, by=chief, from_on=TODAY)
    assert user_of_code("minh.tam", issue_code(newcomer, by=chief)) == newcomer
