"""The numbers of a register: taken in order without gaps, reserved, inserted, recorded, voided.

Every act locks the register's row first (on SQLite the transaction itself is the lock), so that two clerks never get
one number, and a transaction that fails gives its number back. `take` and `take_given` are the last step of issuing a
paper, whose maker's rules say who may; the other acts are for those who keep the register.
"""

from datetime import date
from typing import Any

from django.db import transaction

from blocs.models import Bloc, Organisation
from blocs.services.audit import record
from blocs.standing import Holding, Standing
from thidua.lib.verdict import RefusedError
from thidua.papers.enums import EntrySource, EntryState
from thidua.papers.models import Register, RegisterEntry
from thidua.papers.rules import KEEPERS, NUMBERED_ELSEWHERE, can_keep_register

SUFFIXES = "abcdđeghiklmnopqrstuvxy"


def find_register(owner: Organisation | Bloc, year: int) -> Register:
    """The register of an owner for a year; while there is none, one not saved, that goes on as in the year before."""
    whose: dict[str, Any] = {"bloc" if isinstance(owner, Bloc) else "organisation": owner}
    latest = Register.objects.filter(**whose, year__lte=year).select_related("bloc", "organisation").first()
    if latest and latest.year == year:
        return latest
    return Register(**whose, year=year, numbers_here=bool(latest and latest.numbers_here))


def register_of(owner: Organisation | Bloc, year: int) -> Register:
    """The register of an owner for a year, opened on first use."""
    register = find_register(owner, year)
    if register._state.adding:
        register, _ = Register.objects.get_or_create(
            bloc=register.bloc,
            organisation=register.organisation,
            year=year,
            defaults={"numbers_here": register.numbers_here},
        )
    return register


def locked(register: Register) -> Register:
    """The register as it is now, for nobody else to change until the transaction ends."""
    return Register.objects.select_for_update().get(pk=register.pk)


def next_free(register: Register) -> int:
    """The number that comes next; whoever has not locked the register may find it gone a moment later."""
    after = RegisterEntry.objects.filter(register_id=register.pk, number__gte=register.next_number, suffix="")
    taken = set(after.values_list("number", flat=True))
    number = register.next_number
    while number in taken:  # given elsewhere, ahead of the series
        number += 1
    return number


@transaction.atomic
def take(register: Register, *, on: date, symbol: str = "", subject: str = "") -> RegisterEntry:
    """The next number, for a paper issued on a day of the register's year. Raises RefusedError if given elsewhere."""
    register = locked(register)
    _require_numbers_here(register)
    _require_year(register, on)
    number = next_free(register)
    entry = RegisterEntry.objects.create(
        register=register, number=number, symbol=symbol, subject=subject, given_on=on, source=EntrySource.NEXT
    )
    register.next_number = number + 1
    register.save(update_fields=["next_number"])
    return entry


@transaction.atomic
def take_given(
    register: Register, number: int, suffix: str = "", *, on: date, symbol: str = "", subject: str = ""
) -> RegisterEntry:
    """Use a number the clerk names: one that was reserved, or given in another book. Raises RefusedError if used."""
    register = locked(register)
    _require_year(register, on)
    entry = register.entries.filter(number=number, suffix=suffix).first()
    if entry is None:
        entry = RegisterEntry(register=register, number=number, suffix=suffix, source=EntrySource.ELSEWHERE)
    elif entry.state != EntryState.RESERVED:
        raise RefusedError(f"Số {entry.text} của năm {register.year} đã dùng. Hãy kiểm tra lại số.")
    entry.state, entry.symbol, entry.subject, entry.given_on = EntryState.USED, symbol, subject, on
    entry.full_clean()
    entry.save()
    return entry


@transaction.atomic
def reserve(register: Register, *, on: date, subject: str, by: Standing) -> RegisterEntry:
    """Keep the next number for a paper to come. Raises RefusedError without the right."""
    verdict = can_keep_register(by, register).required()
    entry = take(register, on=on, subject=subject)
    entry.state = EntryState.RESERVED
    entry.save(update_fields=["state"])
    _record("Giữ số", entry, by, verdict.capacity)
    return entry


@transaction.atomic
def insert_after(register: Register, number: int, *, on: date, subject: str, by: Standing) -> RegisterEntry:
    """A number between two given ones: 23a after 23; reserved until a paper uses it."""
    register = locked(register)
    verdict = can_keep_register(by, register).required()
    _require_numbers_here(register)
    _require_year(register, on)
    used = set(register.entries.filter(number=number).values_list("suffix", flat=True))
    if "" not in used:
        raise RefusedError(f"Sổ chưa có số {number:02d}. Chỉ chèn được sau một số đã cấp.")
    free = [letter for letter in SUFFIXES if letter not in used]
    if not free:
        raise RefusedError(f"Đã chèn hết chữ sau số {number:02d}.")
    entry = RegisterEntry.objects.create(
        register=register, number=number, suffix=free[0], given_on=on, subject=subject,
        state=EntryState.RESERVED, source=EntrySource.INSERTED,
    )  # fmt: skip
    _record("Chèn số", entry, by, verdict.capacity)
    return entry


@transaction.atomic
def void(entry: RegisterEntry, *, reason: str, by: Standing) -> RegisterEntry:
    """Give up a reserved number: it stays in the register, used by no paper."""
    verdict = can_keep_register(by, locked(entry.register)).required()
    if not reason.strip():
        raise RefusedError("Hãy ghi lý do bỏ số.")
    entry = RegisterEntry.objects.get(pk=entry.pk)
    if entry.state != EntryState.RESERVED:
        raise RefusedError(f"Số {entry.text} không phải số giữ trước, không bỏ được.")
    entry.state, entry.reason = EntryState.VOIDED, reason.strip()
    entry.save(update_fields=["state", "reason"])
    _record("Bỏ số", entry, by, verdict.capacity, reason=entry.reason)
    return entry


@transaction.atomic
def set_up(register: Register, *, numbers_here: bool, next_number: int, by: Standing) -> Register:
    """Choose where numbers are given, and the number to go on from when the year began in another book."""
    register = locked(register)
    verdict = can_keep_register(by, register).required()
    before = {"cấp số tại đây": register.numbers_here, "số tiếp theo": register.next_number}
    goes_on = register.numbers_here and next_number == register.next_number
    register.numbers_here, register.next_number = numbers_here, next_number
    register.full_clean()
    highest = register.entries.order_by("-number").values_list("number", flat=True).first() or 0
    if numbers_here and not goes_on and next_number <= highest:
        raise RefusedError(f"Sổ đã có số {highest:02d}. Số tiếp theo phải lớn hơn.")
    register.save(update_fields=["numbers_here", "next_number"])
    record(
        "Đặt sổ văn bản", register, by=by, capacity=verdict.capacity,
        on_behalf_of=_on_behalf(register, verdict.capacity, by.today), organisation=register.seat,
        before=before, after={"cấp số tại đây": numbers_here, "số tiếp theo": next_number},
    )  # fmt: skip
    return register


def gaps(register: Register) -> list[int]:
    """Numbers below the next one that nothing in the register accounts for, where numbers are given here."""
    if not register.numbers_here:
        return []
    known = set(register.entries.filter(suffix="").values_list("number", flat=True))
    first = min(known, default=register.next_number)
    return [number for number in range(first, register.next_number) if number not in known]


def skipped(register: Register, below: int | None = None) -> list[int]:
    """Numbers still to come that one given ahead of the series leaves out, or would: those that nothing uses from the
    next one up to it, or up to the highest there is."""
    if not register.numbers_here:
        return []
    ahead = RegisterEntry.objects.filter(register_id=register.pk, number__gte=register.next_number, suffix="")
    taken = set(ahead.values_list("number", flat=True))
    end = max(taken, default=0) if below is None else below
    return [number for number in range(register.next_number, end) if number not in taken]


def _require_numbers_here(register: Register) -> None:
    if not register.numbers_here:
        raise RefusedError(NUMBERED_ELSEWHERE)


def _require_year(register: Register, on: date) -> None:
    if on.year != register.year:
        raise RefusedError(f"Ngày {on:%d/%m/%Y} không thuộc sổ năm {register.year}.")


def _record(action: str, entry: RegisterEntry, by: Standing, capacity: Holding | None, reason: str = "") -> None:
    record(
        action, entry, by=by, capacity=capacity,
        on_behalf_of=_on_behalf(entry.register, capacity, by.today), organisation=entry.register.seat,
        after={"số": entry.text, "sổ": str(entry.register), "mục đích": entry.subject}, reason=reason,
    )  # fmt: skip


def _on_behalf(register: Register, holding: Holding | None, today: date) -> Organisation | None:
    """The unit that leads the bloc, when somebody of the superior office acts in its stead (Nhập thay)."""
    if register.bloc is None or holding is None or holding.role in KEEPERS:
        return None
    term = register.bloc.terms.open().order_by("year").first()
    return term.leader_on(today) if term else None
