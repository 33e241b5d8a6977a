"""Who is a member of a year: adding, leaving, striking out, order."""

from datetime import date

import pytest

from blocs.models import AuditEntry, MemberUnit
from blocs.services import members
from tests import world as cast
from thidua.lib.verdict import RefusedError


@pytest.fixture
def chief(world):
    return cast.standing(world.chief)


@pytest.fixture
def newcomer(world):
    return cast.organisation("Sở Xây dựng", world.province)


def names(term):
    return [unit.organisation.name for unit in term.member_units.select_related("organisation")]


def last_entry():
    return AuditEntry.objects.order_by("pk").last()


def unit_of(term, organisation):
    return MemberUnit.objects.get(term=term, organisation=organisation)


def test_a_unit_is_added_at_the_end(world, chief, newcomer):
    members.add(world.term, newcomer, by=chief)
    assert names(world.term) == ["Sở Tài chính", "Sở Y tế", "Sở Xây dựng"]
    entry = last_entry()
    assert (entry.action, entry.term, entry.organisation) == ("Thêm đơn vị thành viên", world.term, newcomer)


def test_a_unit_that_left_comes_back(world, chief):
    members.remove(unit_of(world.term, world.health), left_on=date(cast.YEAR, 3, 1), by=chief)
    members.add(world.term, world.health, by=chief)
    assert unit_of(world.term, world.health).left_on is None


def test_an_organisation_that_ended_before_the_year_is_refused(world, chief):
    gone = cast.organisation("Sở cũ", world.province, last_day=date(cast.YEAR - 1, 6, 30))
    with pytest.raises(RefusedError, match="Sở cũ đã kết thúc hoạt động ngày 30/6/2025"):
        members.add(world.term, gone, by=chief)


def test_only_the_office_changes_the_members(world, newcomer):
    with pytest.raises(RefusedError, match="cơ quan thường trực Hội đồng"):
        members.add(world.term, newcomer, by=cast.standing(world.leader))


def test_a_closed_year_keeps_its_members(world, chief, newcomer):
    with pytest.raises(RefusedError, match="đã khép"):
        members.add(world.last_term, newcomer, by=chief)


def test_a_unit_leaves_on_a_day_and_stays_in_the_list(world, chief):
    members.remove(unit_of(world.term, world.health), left_on=date(cast.YEAR, 7, 1), note="Chuyển khối", by=chief)
    unit = unit_of(world.term, world.health)
    assert (unit.left_on, unit.note) == (date(cast.YEAR, 7, 1), "Chuyển khối")
    assert last_entry().after == {"position": 2, "left_on": "2026-07-01", "note": "Chuyển khối"}


def test_a_unit_leaves_within_the_year(world, chief):
    with pytest.raises(RefusedError, match="từ 01/01/2026 đến 31/12/2026"):
        members.remove(unit_of(world.term, world.health), left_on=date(cast.YEAR + 1, 1, 1), by=chief)


def test_the_leading_unit_does_not_leave(world, chief):
    with pytest.raises(RefusedError, match=r"đang là đơn vị đứng đầu\. Hãy cử đơn vị khác trước"):
        members.remove(unit_of(world.term, world.finance), left_on=date(cast.YEAR, 7, 1), by=chief)


def test_a_unit_entered_by_mistake_is_struck_out_with_the_reason(world, chief):
    members.strike_out(unit_of(world.term, world.health), reason="Ghi nhầm khối", by=chief)
    assert names(world.term) == ["Sở Tài chính"]
    assert (last_entry().action, last_entry().reason) == ("Xóa đơn vị ghi nhầm", "Ghi nhầm khối")


def test_a_unit_is_not_struck_out_without_a_reason(world, chief):
    with pytest.raises(RefusedError, match="lý do"):
        members.strike_out(unit_of(world.term, world.health), reason=" ", by=chief)


def test_a_unit_that_led_is_not_struck_out(world, chief):
    with pytest.raises(RefusedError, match="Hãy sửa dòng ấy trước"):
        members.strike_out(unit_of(world.term, world.finance), reason="Ghi nhầm", by=chief)


def test_the_order_is_kept_with_both_orders_in_the_history(world, chief):
    first, second = world.term.member_units.all()
    members.reorder(world.term, [second.pk, first.pk], by=chief)
    assert names(world.term) == ["Sở Y tế", "Sở Tài chính"]
    assert last_entry().before == {"thứ tự": ["Sở Tài chính", "Sở Y tế"]}
    assert last_entry().after == {"thứ tự": ["Sở Y tế", "Sở Tài chính"]}


def test_an_order_that_changes_nothing_leaves_no_trace(world, chief):
    members.reorder(world.term, [unit.pk for unit in world.term.member_units.all()], by=chief)
    assert not AuditEntry.objects.exists()
