"""A paper from the freezing of its text to its end."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.papers.reading import read
from tests.papers.samples import sample_document
from tests.papers.world import ISSUED, NEW_YEAR, SIGNED, YEAR, standing
from thidua.lib.verdict import RefusedError
from thidua.papers.enums import EntryState, PaperState
from thidua.papers.models import Paper, Register, RegisterEntry
from thidua.papers.services import files, life, numbers

DAY = timedelta(days=1)
FULL_NAME = "Nguyễn Thị Sông Thương"


def tomorrow():
    return timezone.localdate() + DAY


def scan_of(world):
    return files.store(b"%PDF-1.4", "Bản ký.pdf", "application/pdf", by=standing(world.clerk))


# Frozen --------------------------------------------------------------------------------------------------------------


def test_a_frozen_paper_has_no_number_and_no_date_even_if_its_document_has(world):
    filled_in = sample_document(blocks=(), annexes=())
    frozen = life.freeze(
        filled_in, {}, organisation=world.tourism, bloc=world.bloc, term=world.term, by=standing(world.clerk)
    )
    words = " ".join(" ".join(run.text for run in read(files.read(frozen.rendering)).runs).split())
    assert (filled_in.letterhead.number, "Số: /KH-KTĐ6" in words, "Lam Giang, ngày tháng năm" in words) == (
        "07",
        True,
        True,
    )


def test_a_frozen_paper_knows_what_it_is_and_where_number_and_date_go(world):
    frozen = world.frozen()
    assert (str(frozen), frozen.subject, frozen.issuer, frozen.state) == (
        "Kế hoạch KH-KTĐ6",
        "Hoạt động của Khối thi đua số 6 tỉnh Lam Giang năm 2026",
        "Khối thi đua số 6",
        PaperState.AWAITING_SIGNATURE,
    )
    assert {"number", "date", "signature", "seal"} <= {box["name"] for box in frozen.boxes}


# Signed --------------------------------------------------------------------------------------------------------------


def test_a_signed_paper_waits_for_its_number(world):
    signed = life.record_signature(world.frozen(), signer=f" {FULL_NAME} ", signed_on=SIGNED, scan=scan_of(world))
    assert (signed.signer, signed.signed_on, str(signed.scan), signed.state) == (
        FULL_NAME,
        SIGNED,
        "Bản ký.pdf",
        PaperState.AWAITING_NUMBER,
    )


def test_a_paper_is_signed_once(world):
    with pytest.raises(RefusedError, match="không ở bước chờ ký"):
        life.record_signature(world.signed(), signer=FULL_NAME, signed_on=SIGNED, scan=None)


def test_nobody_has_signed_tomorrow(world):
    with pytest.raises(RefusedError, match="không thể sau hôm nay"):
        life.record_signature(world.frozen(), signer=FULL_NAME, signed_on=tomorrow(), scan=None)


def test_somebody_has_signed(world):
    with pytest.raises(RefusedError, match="Hãy ghi người ký"):
        life.record_signature(world.frozen(), signer="  ", signed_on=SIGNED, scan=None)


def test_the_scan_may_come_later_and_comes_once(world):
    signed, scan = world.signed(), scan_of(world)
    assert life.attach_scan(signed, scan).handed_out == scan
    with pytest.raises(RefusedError, match="đã có bản ký"):
        life.attach_scan(signed, scan)


# Issued --------------------------------------------------------------------------------------------------------------


def test_an_issued_paper_has_number_and_date(world):
    issued = world.issued()
    assert (str(issued), issued.issued_on, issued.state) == ("Kế hoạch 01/KH-KTĐ6", ISSUED, PaperState.ISSUED)
    assert (issued.entry.subject, issued.entry.given_on) == (issued.subject, ISSUED)


def test_the_clerk_may_name_a_reserved_number(world):
    world.take()
    world.reserve()
    assert world.issued(given=life.GivenNumber(number=2)).number_and_symbol == "02/KH-KTĐ6"


def test_a_paper_is_issued_once_even_by_two_clerks_who_both_see_it_waiting(world):
    signed = world.signed()
    life.issue(Paper.objects.get(pk=signed.pk), world.register, issued_on=ISSUED, given=None)
    with pytest.raises(RefusedError, match="Chỉ cấp số cho văn bản đã ký"):
        life.issue(signed, world.register, issued_on=ISSUED, given=None)
    assert world.texts() == ["01"]


def test_a_paper_nobody_signed_gets_no_number(world):
    with pytest.raises(RefusedError, match="Chỉ cấp số cho văn bản đã ký"):
        life.issue(world.frozen(), world.register, issued_on=ISSUED, given=None)


@pytest.mark.parametrize(
    ("issued_on", "message"),
    [(SIGNED - DAY, "không thể trước ngày ký"), (tomorrow(), "không thể sau hôm nay")],
)
def test_a_paper_is_issued_between_its_signing_and_today(world, issued_on, message):
    with pytest.raises(RefusedError, match=message):
        world.issued(issued_on=issued_on)


def test_a_refused_paper_takes_no_number_and_ends_no_other(world):
    old = world.issued()
    with pytest.raises(RefusedError, match="đã dùng"):
        world.issued(given=life.GivenNumber(number=1), replaces=old)
    assert (Paper.objects.get(pk=old.pk).state, world.texts()) == (PaperState.ISSUED, ["01"])


# Ended ---------------------------------------------------------------------------------------------------------------


def test_a_paper_replaces_another_which_keeps_its_number(world):
    old = world.issued()
    new = world.issued(replaces=old)
    old = Paper.objects.get(pk=old.pk)
    assert (old.state, old.ended_on, old.number_and_symbol) == (PaperState.REPLACED, ISSUED, "01/KH-KTĐ6")
    assert (new.replaces, list(old.replaced_by.all())) == (old, [new])


def test_only_a_paper_in_force_is_replaced(world):
    signed = world.signed()
    with pytest.raises(RefusedError, match="Chỉ thay thế được văn bản đang có hiệu lực"):
        world.issued(replaces=signed)


@pytest.mark.parametrize("made", ["frozen", "signed"])
def test_a_paper_without_a_number_is_returned_with_the_reason(world, made):
    voided = life.void(getattr(world, made)(), reason="Sai thể thức", on=ISSUED)
    assert (voided.state, voided.reason) == (PaperState.VOIDED, "Sai thể thức")


def test_returning_needs_a_reason(world):
    with pytest.raises(RefusedError, match="Hãy ghi lý do trả lại"):
        life.void(world.frozen(), reason=" ", on=ISSUED)


def test_an_issued_paper_is_not_returned(world):
    with pytest.raises(RefusedError, match="hãy dùng Thu hồi"):
        life.void(world.issued(), reason="Sai thể thức", on=ISSUED)


def test_a_withdrawn_paper_keeps_its_number(world):
    withdrawn = life.withdraw(world.issued(), reason="Trái thẩm quyền", on=ISSUED + DAY)
    assert (withdrawn.state, withdrawn.ended_on, withdrawn.reason, withdrawn.number_and_symbol) == (
        PaperState.WITHDRAWN,
        ISSUED + DAY,
        "Trái thẩm quyền",
        "01/KH-KTĐ6",
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reason": " "}, "Hãy ghi lý do thu hồi"),
        ({"on": ISSUED - DAY}, "không thể trước ngày ban hành"),
        ({"on": tomorrow()}, "không thể sau hôm nay"),
    ],
)
def test_a_paper_is_withdrawn_for_a_reason_after_its_issue(world, changes, message):
    issued = world.issued()
    with pytest.raises(RefusedError, match=message):
        life.withdraw(issued, **{"reason": "Trái thẩm quyền", "on": ISSUED} | changes)


def test_only_a_paper_in_force_is_withdrawn(world):
    with pytest.raises(RefusedError, match="Chỉ thu hồi được văn bản đang có hiệu lực"):
        life.withdraw(world.signed(), reason="Trái thẩm quyền", on=ISSUED)


# What the database holds by itself -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("paper_issued_has_number_and_date", {"state": PaperState.ISSUED, "issued_on": ISSUED}),
        ("paper_signed_has_day", {"state": PaperState.AWAITING_NUMBER, "signed_on": None}),
        ("paper_issued_after_signing", {"issued_on": NEW_YEAR}),
    ],
)
def test_the_database_refuses_a_paper_by_a_named_constraint(world, constraint, values):
    signed = world.signed()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Paper.objects.filter(pk=signed.pk).update(**values)


def test_the_database_gives_one_number_to_one_paper(world):
    issued, signed = world.issued(), world.signed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=signed.pk).update(entry=issued.entry)


def test_a_used_number_cannot_be_deleted(world):
    issued = world.issued()
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterEntry.objects.filter(pk=issued.entry.pk).delete()
    assert RegisterEntry.objects.get().state == EntryState.USED


def test_a_paper_of_the_new_year_is_numbered_in_the_register_of_its_own_date(world):
    next_year = numbers.register_of(world.bloc, YEAR + 1)
    assert (Register.objects.count(), next_year.numbers_here) == (2, True)
    with pytest.raises(RefusedError, match="không thuộc sổ năm 2025"):
        life.issue(world.signed(), next_year, issued_on=ISSUED, given=None)
