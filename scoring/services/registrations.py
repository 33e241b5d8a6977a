"""Registering for a year: entering lines, sending them or recording the signed paper, giving them back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from blocs.models import MemberUnit, Term
from blocs.services.audit import record
from blocs.standing import Holding, Standing
from plans.enums import IN_FORCE
from plans.models import Task
from scoring.enums import RegistrationState
from scoring.honours import Nominee
from scoring.models import RegisteredCommendation, RegisteredTarget, RegisteredTitle, Registration
from scoring.registration_rules import (
    acts_for_others,
    can_fill_in_registration,
    can_record_registration,
    can_register_for_all,
    can_register_on_behalf,
    can_return_registration,
    can_send_registration,
)
from thidua.lib.text import fold
from thidua.lib.verdict import RefusedError, Verdict
from thidua.papers.models import StoredFile

NAMES_THE_TASK = fold("đăng ký")
RECORDED = "Ghi nhận bản đăng ký ký trên giấy"
NOTHING_ENTERED = "Chưa có chỉ tiêu, danh hiệu hay hình thức khen thưởng nào. Hãy nhập ít nhất một dòng rồi lưu."


@dataclass(frozen=True, kw_only=True)
class TargetLine:
    """A target as somebody enters it."""

    text: str
    figure: Decimal | None = None
    measure: str = ""


@dataclass(frozen=True, kw_only=True)
class HonourLine:
    """A title or a commendation as somebody enters it."""

    kind: str
    """Of `Title` or of `Commendation`."""
    own_words: str = ""
    nominee: str = Nominee.COLLECTIVE
    count: int = 1
    names: str = ""


@dataclass(frozen=True, kw_only=True)
class Lines:
    """All that a unit registers."""

    targets: tuple[TargetLine, ...] = ()
    titles: tuple[HonourLine, ...] = ()
    commendations: tuple[HonourLine, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.targets or self.titles or self.commendations)


@dataclass(frozen=True, kw_only=True)
class SignedRegistration:
    """What is told of a registration that was signed by hand; a village's has no number."""

    signer: str
    signed_on: date
    number: str = ""
    scan: StoredFile | None = None


class StaleRegistrationError(RefusedError):
    """Somebody else has saved meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            "Người khác vừa lưu đăng ký này. Bản của họ hiện ở cuối trang; bản bạn nhập vẫn còn trong các ô. "
            "Hãy so lại rồi bấm Lưu lần nữa."
        )


def registration_of(unit: MemberUnit) -> Registration:
    """The unit's registration, not saved while nothing was entered."""
    saved: Registration | None = Registration.objects.filter(unit=unit).select_related("scan").first()
    found = saved or Registration()
    found.unit = unit
    return found


def registrations_of(term: Term) -> list[Registration]:
    """Of every unit that is a member, in their order, in one query; not saved where nothing was entered."""
    units = term.member_units.filter(left_on=None).select_related("organisation", "registration")
    found = []
    for unit in units:
        unit.term = term
        registration = getattr(unit, "registration", None) or Registration()
        registration.unit = unit
        found.append(registration)
    return found


def lines_of(registration: Registration) -> Lines:
    """What was saved."""
    if not registration.version:
        return Lines()
    return Lines(
        targets=tuple(
            TargetLine(text=row.text, figure=row.figure, measure=row.measure) for row in registration.targets.all()
        ),
        titles=tuple(map(_honour_line, registration.titles.all())),
        commendations=tuple(map(_honour_line, registration.commendations.all())),
    )


@transaction.atomic
def save(unit: MemberUnit, lines: Lines, *, seen: int, by: Standing) -> Registration:
    """Lưu nháp: these lines in place of those that were looked at (`seen`, the version of the registration).

    The history, which the leader reads, tells how many lines there are; what they say, when they are sent.
    Raises RefusedError without the right or once it is sent, StaleRegistrationError, ValidationError.
    """
    registration, holding = _permitted(unit, can_fill_in_registration, by)
    return _save(registration, lines, seen, holding, by)


@transaction.atomic
def register_on_behalf(unit: MemberUnit, *, by: Standing) -> Registration:
    """Nhập thay: the leader or the office enters for a unit that has entered nothing."""
    registration, holding = _permitted(unit, can_register_on_behalf, by)
    _begin_on_behalf(registration, holding, by)
    return registration


@transaction.atomic
def save_for_all(
    term: Term, lines: Mapping[int, Lines], *, seen: Mapping[int, int], by: Standing
) -> dict[int, ValidationError | RefusedError]:
    """Lines of several units of a movement, by the key of the member unit.

    Gives what could not be saved, by unit, what a unit entered for itself among it; the others are saved.
    """
    holding = can_register_for_all(by, term).required().capacity
    faults: dict[int, ValidationError | RefusedError] = {}
    known = {registration.unit_id: registration for registration in registrations_of(term)}
    for key in (key for key in lines if key in known and (lines[key] or known[key].version)):
        registration = _locked(known[key].unit)
        try:
            with transaction.atomic():
                if can_register_on_behalf(by, registration):
                    _begin_on_behalf(registration, holding, by)
                can_fill_in_registration(by, registration).required()
                _save(registration, lines[key], seen.get(key, 0), holding, by)
        except (ValidationError, RefusedError) as error:
            faults[key] = error
    return faults


@transaction.atomic
def send(unit: MemberUnit, *, seen: int, by: Standing) -> Registration:
    """Gửi đăng ký, by the unit's head, who has looked at this version."""
    registration, holding = _permitted(unit, can_send_registration, by)
    if registration.version != seen:
        raise RefusedError("Đăng ký đã khác bản vừa xem. Hãy mở lại trang rồi gửi.")
    signed = SignedRegistration(signer=by.user_name, signed_on=by.today)
    return _sent(registration, "Gửi đăng ký thi đua", signed, holding, by)


@transaction.atomic
def record_paper(unit: MemberUnit, signed: SignedRegistration, *, by: Standing) -> Registration:
    """Ghi nhận bản giấy, by the unit's officer, or on its behalf where it is entered so."""
    registration, holding = _permitted(unit, can_record_registration, by)
    return _sent(registration, RECORDED, signed, holding, by)


@transaction.atomic
def record_paper_for_all(term: Term, signed: SignedRegistration, *, by: Standing) -> list[Registration]:
    """One paper of a movement with the registrations of all units that were entered for them, and are not sent."""
    holding = can_register_for_all(by, term).required().capacity
    entered = [each for each in registrations_of(term) if each.version and can_record_registration(by, each)]
    if not entered:
        raise RefusedError("Chưa có đơn vị nào được nhập đăng ký mà chưa ghi nhận. Hãy nhập và lưu trước.")
    waiting = [_permitted(each.unit, can_record_registration, by)[0] for each in entered]
    return [_sent(registration, RECORDED, signed, holding, by) for registration in waiting]


@transaction.atomic
def return_registration(unit: MemberUnit, *, reason: str, by: Standing) -> Registration:
    """Trả lại: the unit corrects it and sends it again."""
    registration, holding = _permitted(unit, can_return_registration, by)
    if not reason.strip():
        raise RefusedError("Hãy ghi lý do.")
    facts = {
        "số, ký hiệu": registration.number, "người ký": registration.signer, "ngày ký": registration.signed_on,
        "gửi lúc": registration.submitted_at, "bản quét": registration.scan.sha256 if registration.scan else "",
    }  # fmt: skip
    registration.state, registration.reason = RegistrationState.RETURNED, reason.strip()
    registration.number = registration.signer = ""
    registration.signed_on = registration.submitted_at = registration.scan = None
    _keep(registration)
    record(
        "Trả lại đăng ký thi đua", registration, by=by, capacity=holding, term=registration.term,
        organisation=registration.unit.organisation, before=facts, reason=registration.reason,
    )  # fmt: skip
    return registration


def due_task(term: Term) -> Task | None:
    """The task of the year's plan in force by which units register: the earliest that says so and has a day."""
    return due_tasks([term]).get(term.pk)


def due_tasks(terms: Iterable[Term]) -> dict[int, Task]:
    """The same of several years, by the year's key, in one query; years without such a task are left out."""
    tasks = Task.objects.filter(plan__term__in=terms, plan__state__in=sorted(IN_FORCE), last_day__isnull=False)
    found: dict[int, Task] = {}
    for task in tasks.select_related("plan").only("text", "last_day", "plan__term").order_by("last_day", "pk"):
        if NAMES_THE_TASK in fold(task.text):
            found.setdefault(task.plan.term_id, task)
    return found


def lacking(registration: Registration) -> tuple[str, ...]:
    """What must be there before it is sent."""
    return () if lines_of(registration) else (NOTHING_ENTERED,)


def _save(registration: Registration, lines: Lines, seen: int, holding: Holding | None, by: Standing) -> Registration:
    if lines_of(registration) == lines:
        return registration
    if registration.version != seen:
        raise StaleRegistrationError
    _replace(registration, RegisteredTarget, lines.targets)
    _replace(registration, RegisteredTitle, lines.titles)
    _replace(registration, RegisteredCommendation, lines.commendations)
    registration.version += 1
    _keep(registration)
    counts = {name: len(words) for name, words in _words(lines).items()}
    _record("Nhập đăng ký thi đua", registration, holding, by, after={"số dòng": counts})
    return registration


def _begin_on_behalf(registration: Registration, holding: Holding | None, by: Standing) -> None:
    registration.on_behalf = True
    _keep(registration)
    _record("Nhập thay", registration, holding, by)


def _sent(
    registration: Registration, act: str, signed: SignedRegistration, holding: Holding | None, by: Standing
) -> Registration:
    if missing := lacking(registration):
        raise RefusedError(" ".join(missing))
    if signed.signed_on > by.today:
        raise RefusedError("Ngày ký không thể sau hôm nay.")
    registration.state, registration.reason = RegistrationState.SENT, ""
    registration.signer, registration.signed_on = signed.signer.strip(), signed.signed_on
    registration.number, registration.scan = signed.number.strip(), signed.scan
    registration.submitted_at = timezone.now()
    _keep(registration)
    facts = {
        "số, ký hiệu": registration.number, "người ký": registration.signer, "ngày ký": registration.signed_on,
        "bản quét": signed.scan.sha256 if signed.scan else "",
    } | _words(lines_of(registration))  # fmt: skip
    _record(act, registration, holding, by, after=facts)
    return registration


def _replace(registration: Registration, kind: type[Any], lines: Sequence[TargetLine | HonourLine]) -> None:
    """The lines of one kind anew."""
    rows = [
        kind(registration=registration, position=position, **vars(line)) for position, line in enumerate(lines, start=1)
    ]
    for row in rows:
        row.full_clean(exclude=["registration"], validate_unique=False)
    kind.objects.filter(registration=registration).delete()
    kind.objects.bulk_create(rows)


def _honour_line(row: RegisteredTitle | RegisteredCommendation) -> HonourLine:
    return HonourLine(kind=row.kind, own_words=row.own_words, nominee=row.nominee, count=row.count, names=row.names)


def _words(lines: Lines) -> dict[str, Any]:
    """Lines for the history."""
    registration = Registration()
    titles = (RegisteredTitle(registration=registration, **vars(line)) for line in lines.titles)
    commendations = (RegisteredCommendation(registration=registration, **vars(line)) for line in lines.commendations)
    targets = (RegisteredTarget(registration=registration, **vars(line)) for line in lines.targets)
    return {
        "chỉ tiêu": [f"{target.text}: {target.amount}".removesuffix(": ") for target in targets],
        "danh hiệu": [_honour_words(row) for row in titles],
        "hình thức khen thưởng": [_honour_words(row) for row in commendations],
    }


def _honour_words(row: RegisteredTitle | RegisteredCommendation) -> str:
    return f"{row.called}: {row.count} {Nominee(row.nominee).label.lower()} {row.names}".strip()


def _permitted(
    unit: MemberUnit, rule: Callable[[Standing, Registration], Verdict[Holding]], by: Standing
) -> tuple[Registration, Holding | None]:
    """The registration under its lock, and in what capacity the rule lets the person act.

    Asked before there is a row, too, so that a refusal writes nothing.
    """
    rule(by, registration_of(unit)).required()
    registration = _locked(unit)
    return registration, rule(by, registration).required().capacity


def _locked(unit: MemberUnit) -> Registration:
    """The registration as it is now, saved, for nobody else to change until the transaction ends."""
    Registration.objects.get_or_create(unit=unit)
    rows = Registration.objects.select_related("unit__organisation", "unit__term__bloc__superior", "scan")
    found: Registration = rows.select_for_update(of=("self",)).get(unit=unit)
    return found


def _keep(registration: Registration) -> None:
    registration.full_clean()
    registration.save()


def _record(
    act: str, registration: Registration, holding: Holding | None, by: Standing, **facts: Any
) -> None:  # fmt: skip
    unit = registration.unit
    record(
        act, registration, by=by, capacity=holding, term=unit.term, organisation=unit.organisation,
        on_behalf_of=unit.organisation if acts_for_others(holding, unit) else None, **facts,
    )  # fmt: skip
