"""The numbers of a register: each verb, and each reason for which it refuses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from blocs.models import AuditEntry
from blocs.services.standing import standing_of
from tests.papers.world import ISSUED, YEAR, standing
from thidua.lib.verdict import RefusedError
from thidua.papers.enums import EntrySource, EntryState
from thidua.papers.models import Register, RegisterEntry
from thidua.papers.services import numbers

LAST_DAY = date(YEAR, 12, 31)
NEXT_NEW_YEAR = date(YEAR + 1, 1, 1)


def refused(world, act, *arguments, by="clerk", **options):
    """What a refused act says."""
    with pytest.raises(RefusedError) as refusal:
        act(*arguments, by=standing(getattr(world, by)), **options)
    return str(refusal.value)


# The next number -----------------------------------------------------------------------------------------------------


def test_numbers_follow_one_another_from_01(world):
    assert [world.take().text for _ in range(3)] == ["01", "02", "03"]


def test_a_failed_transaction_gives_its_number_back(world):
    with transaction.atomic():
        world.take()
        transaction.set_rollback(True)
    assert world.take().text == "01"


def test_a_number_given_elsewhere_ahead_of_the_series_is_passed_over(world):
    numbers.take_given(world.register, 2, on=ISSUED)
    assert [world.take().text for _ in range(2)] == ["01", "03"]


def test_a_register_takes_only_days_of_its_year(world):
    with pytest.raises(RefusedError, match="Ngày 01/01/2025 không thuộc sổ năm 2024"):
        numbers.take(world.register, on=NEXT_NEW_YEAR)


def test_a_register_that_records_numbers_given_elsewhere_gives_none(world):
    Register.objects.update(numbers_here=False)
    with pytest.raises(RefusedError, match="Cấp số tại đây"):
        world.take()


# The year ------------------------------------------------------------------------------------------------------------


def test_a_new_year_begins_at_01_and_numbers_as_the_last_one_did(world):
    numbers.take(world.register, on=LAST_DAY)
    register = numbers.register_of(world.bloc, YEAR + 1)
    assert numbers.take(register, on=NEXT_NEW_YEAR).text == "01"


def test_a_year_has_one_register(world):
    assert numbers.register_of(world.bloc, YEAR) == world.register


def test_the_first_register_of_an_owner_records_numbers_given_elsewhere(world):
    assert numbers.register_of(world.tourism, YEAR).numbers_here is False


# A number the clerk names --------------------------------------------------------------------------------------------


def test_a_number_given_elsewhere_is_recorded(world):
    entry = numbers.take_given(world.register, 23, "a", on=ISSUED, symbol="KH-KTĐ6", subject="Hoạt động")
    assert (entry.number_and_symbol, entry.state, entry.source) == (
        "23a/KH-KTĐ6",
        EntryState.USED,
        EntrySource.ELSEWHERE,
    )


def test_a_reserved_number_is_used(world):
    reserved = world.reserve()
    entry = numbers.take_given(world.register, 1, on=LAST_DAY, symbol="KH-KTĐ6", subject="Hoạt động")
    assert (entry.pk, entry.state, entry.given_on) == (reserved.pk, EntryState.USED, LAST_DAY)


def test_a_used_number_is_used_once(world):
    world.take()
    with pytest.raises(RefusedError, match="Số 01 của năm 2024 đã dùng"):
        numbers.take_given(world.register, 1, on=ISSUED)


def test_a_voided_number_is_never_used(world):
    numbers.void(world.reserve(), reason="Ghi nhầm", by=standing(world.clerk))
    with pytest.raises(RefusedError, match="đã dùng"):
        numbers.take_given(world.register, 1, on=ISSUED)


@pytest.mark.parametrize(("number", "suffix"), [(0, ""), (5, "A"), (5, "1")])
def test_a_number_that_is_none_is_not_recorded(world, number, suffix):
    with pytest.raises(ValidationError):
        numbers.take_given(world.register, number, suffix, on=ISSUED)


# Reserving -----------------------------------------------------------------------------------------------------------


def test_a_reserved_number_is_kept_out_of_the_series(world):
    assert (world.reserve().text, world.take().text) == ("01", "02")
    assert world.texts(EntryState.RESERVED) == ["01"]


def test_the_history_tells_who_reserved_what(world):
    world.reserve(subject="Kế hoạch quý II")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.capacity, entry.after["số"], entry.after["mục đích"]) == (
        "Giữ số",
        "Văn thư, Sở Du lịch",
        "01",
        "Kế hoạch quý II",
    )


def test_what_is_done_with_a_blocs_register_is_history_of_the_organisation_above(world):
    """Nobody else's history would show it: a bloc is no organisation, and a register of no one year."""
    entry = world.reserve()
    numbers.void(entry, reason="Không dùng", by=standing(world.clerk))
    numbers.set_up(world.register, numbers_here=True, next_number=9, by=standing(world.clerk))
    assert [entry.organisation for entry in AuditEntry.objects.all()] == [world.province] * 3


def test_what_the_office_does_with_it_is_done_in_the_leaders_stead(world):
    numbers.reserve(world.register, on=ISSUED, subject="", by=standing_of(world.follower, today=ISSUED))
    assert AuditEntry.objects.get().on_behalf_of == "Sở Du lịch"


def test_what_the_leaders_clerk_does_is_not(world):
    world.reserve()
    assert AuditEntry.objects.get().on_behalf_of == ""


def test_only_who_keeps_the_register_reserves(world):
    message = refused(world, numbers.reserve, world.register, on=ISSUED, subject="", by="member")
    assert message == "Sổ này do văn thư hoặc chuyên viên của đơn vị đang đứng đầu khối, cụm giữ."


# Inserting -----------------------------------------------------------------------------------------------------------


def test_inserted_numbers_take_the_letters_in_their_order(world):
    world.take()
    for _ in range(5):
        numbers.insert_after(world.register, 1, on=ISSUED, subject="", by=standing(world.clerk))
    assert sorted(world.texts(EntryState.RESERVED)) == ["01a", "01b", "01c", "01d", "01đ"]


def test_a_number_is_inserted_only_after_one_of_the_register(world):
    message = refused(world, numbers.insert_after, world.register, 7, on=ISSUED, subject="")
    assert message == "Sổ chưa có số 07. Chỉ chèn được sau một số đã cấp."


def test_letters_come_to_an_end(world):
    world.take()
    RegisterEntry.objects.bulk_create(
        RegisterEntry(register=world.register, number=1, suffix=letter, given_on=ISSUED) for letter in numbers.SUFFIXES
    )
    message = refused(world, numbers.insert_after, world.register, 1, on=ISSUED, subject="")
    assert message == "Đã chèn hết chữ sau số 01."


def test_an_inserted_number_belongs_to_the_registers_year(world):
    world.take()
    message = refused(world, numbers.insert_after, world.register, 1, on=NEXT_NEW_YEAR, subject="")
    assert message == "Ngày 01/01/2025 không thuộc sổ năm 2024."


def test_nothing_is_inserted_where_numbers_come_from_elsewhere(world):
    world.take()
    Register.objects.update(numbers_here=False)
    assert "Cấp số tại đây" in refused(world, numbers.insert_after, world.register, 1, on=ISSUED, subject="")


def test_only_who_keeps_the_register_inserts(world):
    world.take()
    assert "đơn vị đang đứng đầu" in refused(
        world, numbers.insert_after, world.register, 1, on=ISSUED, subject="", by="head"
    )


# Voiding -------------------------------------------------------------------------------------------------------------


def test_a_voided_number_stays_in_the_register_with_its_reason(world):
    entry = numbers.void(world.reserve(), reason=" Văn bản không ban hành ", by=standing(world.clerk))
    assert (entry.state, entry.reason) == (EntryState.VOIDED, "Văn bản không ban hành")
    assert (world.texts(), numbers.gaps(world.register)) == (["01"], [])


def test_voiding_needs_a_reason(world):
    assert refused(world, numbers.void, world.reserve(), reason="  ") == "Hãy ghi lý do bỏ số."


def test_a_used_number_is_not_voided(world):
    message = refused(world, numbers.void, world.take(), reason="Nhầm")
    assert message == "Số 01 không phải số giữ trước, không bỏ được."


def test_only_who_keeps_the_register_voids(world):
    assert "đơn vị đang đứng đầu" in refused(world, numbers.void, world.reserve(), reason="Nhầm", by="auditor")


# Setting up ----------------------------------------------------------------------------------------------------------


def set_up(world, next_number, *, numbers_here=True, by="clerk"):
    register = Register.objects.get(pk=world.register.pk)
    who = standing(getattr(world, by))
    return numbers.set_up(register, numbers_here=numbers_here, next_number=next_number, by=who)


def test_a_year_that_began_in_another_book_goes_on_from_its_number(world):
    set_up(world, 48)
    assert world.take().text == "48"


def test_the_next_number_is_above_all_that_were_given(world):
    numbers.take_given(world.register, 30, on=ISSUED)
    with pytest.raises(RefusedError, match="Sổ đã có số 30"):
        set_up(world, 30)


def test_a_register_that_begins_to_number_does_not_fall_back_behind_what_it_recorded(world):
    Register.objects.update(numbers_here=False)
    numbers.take_given(world.register, 30, on=ISSUED)
    with pytest.raises(RefusedError, match="Sổ đã có số 30"):
        set_up(world, 1)
    assert set_up(world, 31).numbers_here is True


def test_the_next_number_may_stay_where_it_is(world):
    numbers.take_given(world.register, 30, on=ISSUED)
    assert set_up(world, 1).next_number == 1


def test_the_first_number_is_01(world):
    with pytest.raises(ValidationError):
        set_up(world, 0)


def test_only_who_keeps_the_register_sets_it_up(world):
    with pytest.raises(RefusedError, match="đơn vị đang đứng đầu"):
        set_up(world, 5, by="council")


# Gaps ----------------------------------------------------------------------------------------------------------------


def test_numbers_that_nothing_accounts_for_are_gaps(world):
    world.take()
    set_up(world, 4)
    world.take()
    assert numbers.gaps(Register.objects.get()) == [2, 3]


def test_numbers_left_out_by_one_given_ahead_are_told_until_they_are_given(world):
    world.take()
    numbers.take_given(world.register, 5, on=ISSUED)
    register = Register.objects.get()
    assert (numbers.skipped(register), numbers.skipped(register, 4)) == ([2, 3, 4], [2, 3])
    world.take()
    assert numbers.skipped(Register.objects.get()) == [3, 4]


def test_a_register_of_numbers_given_elsewhere_has_no_gaps(world):
    Register.objects.update(numbers_here=False, next_number=9)
    numbers.take_given(world.register, 3, on=ISSUED)
    assert numbers.gaps(Register.objects.get()) == []


# What the database holds by itself -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("register_entry_number_from_1", {"number": 0}),
        ("register_entry_voided_has_reason", {"number": 2, "state": EntryState.VOIDED}),
    ],
)
def test_the_database_refuses_an_entry_by_a_named_constraint(world, constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        RegisterEntry.objects.create(register=world.register, given_on=ISSUED, **values)


def test_the_database_refuses_a_number_twice(world):
    world.take()
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterEntry.objects.create(register=world.register, number=1, given_on=ISSUED)


@pytest.mark.parametrize("owners", [(), ("organisation", "bloc")])
def test_the_database_refuses_a_register_without_one_owner(world, owners):
    possible = {"organisation": world.tourism, "bloc": world.bloc}
    with pytest.raises(IntegrityError, match="register_has_one_owner"), transaction.atomic():
        Register.objects.create(year=YEAR + 5, **{name: possible[name] for name in owners})
