"""The organisation tree, and the names that organisations had."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from blocs.models import AuditEntry, Organisation
from blocs.services.organisations import change, create, merge, rename
from tests import world as cast
from tests.world import YEAR, standing
from thidua.lib.verdict import RefusedError

LAST_DAY = date(YEAR, 2, 28)


@pytest.fixture
def chief(world):
    return standing(world.chief)


def paths():
    """Every organisation's place as it ought to be, told from its parents alone."""
    parents = dict(Organisation.objects.values_list("pk", "parent"))

    def path(pk):
        return f"{path(parents[pk]) if parents[pk] else '/'}{pk}/"

    return {pk: path(pk) for pk in parents}


def stored_paths():
    return dict(Organisation.objects.values_list("pk", "path"))


def test_an_organisation_is_created_in_its_place_in_the_tree(world, chief):
    ward = create(by=chief, parent=world.health, code="P01", name="Trung tâm Y tế Hòa An")
    assert ward.path == f"{world.province.path}{world.health.pk}/{ward.pk}/"
    assert stored_paths() == paths()


def test_a_subtree_moves_with_all_that_stands_in_it(world, chief):
    centre = cast.organisation("Trung tâm Y tế", world.health)
    cast.organisation("Trạm Y tế", centre)
    change(world.health, by=chief, parent=world.finance)
    assert stored_paths() == paths()
    assert set(Organisation.objects.below(world.finance.path)) >= {world.finance, world.health, centre}


def test_moving_one_subtree_leaves_its_neighbours_where_they_are(world, chief):
    """The keys 1 and 11 begin alike."""
    units = [cast.organisation(f"Đơn vị {number}", world.health) for number in range(12)]
    change(units[0], by=chief, parent=world.finance)
    assert stored_paths() == paths()


@pytest.mark.parametrize("under", ["itself", "a unit below it"])
def test_an_organisation_cannot_stand_below_itself(world, chief, under):
    centre = cast.organisation("Trung tâm Y tế", world.health)
    with pytest.raises(RefusedError, match="không thể là chính nó hoặc đơn vị thuộc nó"):
        change(world.health, by=chief, parent=world.health if under == "itself" else centre)
    assert stored_paths() == paths()


def test_papers_of_the_past_keep_the_name_and_superior_of_their_day(world, chief):
    rename(world.health, last_day=LAST_DAY, name="Sở Y tế và Dân số", parent=world.office, by=chief)
    health = Organisation.objects.get(pk=world.health.pk)
    assert (health.name_on(LAST_DAY), health.parent_on(LAST_DAY)) == ("Sở Y tế", world.province)
    assert health.name_on(date(YEAR, 3, 1)) == health.name == "Sở Y tế và Dân số"
    assert health.parent_on(date(YEAR, 3, 1)) == world.office


def test_of_several_former_names_the_one_of_the_day_is_found(world, chief):
    for last_day, name in ((date(2021, 6, 30), "Sở Y tế B"), (date(2024, 6, 30), "Sở Y tế C")):
        rename(world.health, last_day=last_day, name=name, parent=world.province, by=chief)
    health = Organisation.objects.get(pk=world.health.pk)
    assert [health.name_on(date(year, 6, 30)) for year in (2021, 2022, 2024, 2025)] == [
        "Sở Y tế", "Sở Y tế B", "Sở Y tế B", "Sở Y tế C",
    ]  # fmt: skip


def test_a_rename_that_is_not_allowed_leaves_no_former_name(world):
    with pytest.raises(RefusedError):
        rename(world.health, last_day=LAST_DAY, name="Khác", parent=world.province, by=standing(world.outsider))
    assert not world.health.former_identities.exists()


def test_two_changes_of_name_do_not_end_on_one_day(world, chief):
    rename(world.health, last_day=LAST_DAY, name="Sở Y tế B", parent=world.province, by=chief)
    with pytest.raises(ValidationError, match="Đã có tên cũ kết thúc đúng ngày này"):
        rename(world.health, last_day=LAST_DAY, name="Sở Y tế C", parent=world.province, by=chief)


def test_todays_name_is_not_written_into_a_time_before_it(world, chief):
    rename(world.health, last_day=LAST_DAY, name="Sở Y tế B", parent=world.province, by=chief)
    with pytest.raises(RefusedError, match="chỉ có từ sau ngày 28/02/2026"):
        rename(world.health, last_day=date(YEAR, 1, 31), name="Sở Y tế C", parent=world.province, by=chief)


def test_a_rename_to_the_same_name_leaves_no_former_name(world, chief):
    with pytest.raises(RefusedError, match="vẫn như cũ"):
        rename(world.health, last_day=LAST_DAY, name="Sở Y tế", parent=world.province, by=chief)
    assert not world.health.former_identities.exists()


def test_the_history_calls_a_rename_and_a_merger_by_their_names(world, chief):
    rename(world.health, last_day=LAST_DAY, name="Sở Y tế B", parent=world.province, by=chief)
    merge(world.health, into=world.finance, last_day=LAST_DAY, by=chief)
    renamed, merged = AuditEntry.objects.order_by("seq")
    assert (renamed.action, renamed.after["tên và cấp trên cũ dùng đến hết ngày"]) == (
        "Đổi tên, cấp trên",
        "2026-02-28",
    )
    assert (merged.action, merged.after["merged_into"]) == ("Sáp nhập", "Sở Tài chính")


def test_a_merged_organisation_ends_and_says_who_carries_on(world, chief):
    merge(world.health, into=world.finance, last_day=LAST_DAY, by=chief)
    health = Organisation.objects.get(pk=world.health.pk)
    assert (health.merged_into, health.last_day) == (world.finance, LAST_DAY)


def test_an_organisation_does_not_merge_into_itself(world, chief):
    with pytest.raises(RefusedError, match="Không thể sáp nhập một đơn vị vào chính nó"):
        merge(world.health, into=world.health, last_day=LAST_DAY, by=chief)


def test_organisations_do_not_merge_in_a_circle(world, chief):
    merge(world.health, into=world.finance, last_day=LAST_DAY, by=chief)
    with pytest.raises(RefusedError, match="đã sáp nhập vào Sở Tài chính"):
        merge(world.finance, into=world.health, last_day=LAST_DAY, by=chief)


@pytest.mark.parametrize("name", ["leader", "member", "follower", "outsider", "auditor"])
def test_only_who_oversees_it_changes_an_organisation(world, name):
    with pytest.raises(RefusedError, match="không thuộc phạm vi quản lý"):
        change(world.health, by=standing(world.people[name]), short_name="SYT")


def test_a_root_of_the_tree_is_for_the_administrator(world, chief):
    with pytest.raises(RefusedError, match="do người quản trị lập"):
        create(by=chief, parent=None, code="T", name="Tỉnh khác")
    assert create(by=standing(world.administrator), parent=None, code="T", name="Tỉnh khác").path.count("/") == 2


def test_a_place_in_the_tree_is_given_only_by_who_oversees_it(world, chief):
    """Otherwise a unit could be moved out of, or into, another province."""
    with pytest.raises(RefusedError, match="không thuộc phạm vi quản lý"):
        change(world.health, by=chief, parent=world.far_province)


def test_the_history_tells_what_changed(world, chief):
    change(world.health, by=chief, short_name="SYT", symbol="SYT")
    entry = AuditEntry.objects.get()
    changed = {name: (entry.before[name], value) for name, value in entry.after.items() if entry.before[name] != value}
    assert changed == {"short_name": ("", "SYT"), "symbol": ("", "SYT")}


def test_what_changes_nothing_is_not_in_the_history(world, chief):
    change(world.health, by=chief, name="Sở Y tế")
    assert not AuditEntry.objects.exists()


def test_it_takes_the_right_over_both_to_merge_two(world, chief):
    with pytest.raises(RefusedError) as refusal:
        merge(world.health, into=world.far_province, last_day=LAST_DAY, by=chief)
    assert str(refusal.value) == "Cơ quan này không thuộc phạm vi quản lý của tài khoản."


def moved(organisation, parent, by):
    change(organisation, by=by, parent=parent)


def renamed(organisation, parent, by):
    rename(organisation, last_day=LAST_DAY, name=f"{organisation.name} mới", parent=parent, by=by)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one change follow the other")
@pytest.mark.parametrize("act", [moved, renamed])
@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_make_no_circle(act):
    """Each alone is right: health below finance, finance below health."""
    world = cast.build()
    chief = standing(world.chief)
    together = Barrier(2)

    def move(pair):
        organisation, parent = pair
        together.wait()
        try:
            act(organisation, parent, chief)
        except RefusedError as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "moved"

    with ThreadPoolExecutor(2) as threads:
        outcomes = threads.map(move, [(world.health, world.finance), (world.finance, world.health)])
    assert sorted(outcomes) == ["Cơ quan cấp trên không thể là chính nó hoặc đơn vị thuộc nó.", "moved"]
    assert stored_paths() == paths()
