"""What of registering and of the pledge waits for the person who is signed in: in the own unit, in a year it leads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from blocs.models import MemberUnit, Term
from blocs.standing import Standing
from plans.models import Task
from plans.workflow import Action
from scoring.enums import PledgeState, Purpose, RegistrationState
from scoring.models import PledgeSignature, Registration, YearPaper
from scoring.registration_rules import (
    can_fill_in_registration,
    can_record_registration,
    can_record_signature,
    can_sign_pledge,
)
from scoring.rules import WRITERS
from scoring.services.registrations import due_tasks
from scoring.year_paper_rules import can_lay_before_signer, can_take
from thidua.papers.enums import PaperState
from thidua.work import SOON, named

NOT_BEGUN = "Nhập đăng ký, trình thủ trưởng rồi gửi"
NOT_SENT = "Đã nhập, chưa gửi: thủ trưởng gửi trên trang, hoặc ghi nhận bản giấy đã ký"
RETURNED = "Bị trả lại, hãy sửa rồi gửi lại: {reason}"
SIGN = "Chờ chữ ký của thủ trưởng: ký ngay trên trang này"
TO_REPORT = "Mọi đơn vị đã gửi đăng ký: lập báo cáo gửi cấp trên, Trình ký"
WAITS_FOR = {
    PaperState.AWAITING_SIGNATURE: ("Chờ ký: ký xong thì tải lên bản đã ký", Action.RECORD_SIGNATURE),
    PaperState.AWAITING_NUMBER: ("Đã ký: chờ nhập số, ngày ban hành", Action.ISSUE),
}
"""What a frozen report waits for, and the step by which it goes on."""
RECORD = "Chờ chữ ký của đơn vị: thủ trưởng ký trên trang, hoặc ký trên giấy rồi ghi nhận"


@dataclass(frozen=True)
class RegistrationWaiting:
    """A registration that the person's unit has still to send."""

    registration: Registration
    last_day: date | None
    """By the year's plan."""
    words: str


@dataclass(frozen=True)
class PledgeWaiting:
    """A pledge that the person's unit has still to sign."""

    signature: PledgeSignature
    words: str


@dataclass(frozen=True)
class ReportWaiting:
    """A report of a year that goes on by a step of the person's."""

    term: Term
    words: str


@dataclass(frozen=True, kw_only=True)
class YearWaiting:
    """A year that the person's unit leads, or the person follows, while its units register and sign."""

    term: Term
    last_day: date | None
    units: int
    sent: int
    unsent: str
    """Their names; so below."""
    signers: int
    """0 while no pledge is out for signing."""
    signed: int
    unsigned: str


def registrations_waiting(standing: Standing) -> Iterator[RegistrationWaiting]:
    """Of the own units: what was begun or given back, and what the year's plan sets a day for."""
    rows = _units().filter(organisation__in=standing.unit_ids, term__closed_at=None)
    found = [_registration(unit) for unit in rows.order_by("term__bloc__sort_key", "term__year", "pk")]
    open_ones = [each for each in found if not each.is_sent]
    due = due_tasks([each.term for each in open_ones])
    for each in open_ones:
        task = due.get(each.term.pk)
        if (task or each.version) and _is_for(standing, each):
            yield RegistrationWaiting(each, _last_day(task), _words(each))


def pledges_waiting(standing: Standing) -> Iterator[PledgeWaiting]:
    """Those out for signing on which a unit of the person's has a place and has not signed."""
    rows = PledgeSignature.objects.filter(
        unit__organisation__in=standing.unit_ids, unit__left_on=None, signed_on=None,
        pledge__state=PledgeState.SIGNING, pledge__term__closed_at=None,
    )  # fmt: skip
    for each in rows.select_related("pledge__term__bloc__superior", "unit__organisation"):
        if can_sign_pledge(standing, each):
            yield PledgeWaiting(each, SIGN)
        elif can_record_signature(standing, each):
            yield PledgeWaiting(each, RECORD)


def years_waiting(standing: Standing, terms: Sequence[Term]) -> Iterator[YearWaiting]:
    """Of the years that a unit of the person's leads, or the person follows: how far the units are, until all have sent
    and signed, and for a month after the day to send, so that what came is looked at."""
    led = [term for term in terms if _looks_after(standing, term)]
    registrations: dict[int, list[Registration]] = {term.pk: [] for term in led}
    for unit in _units().filter(term__in=led).order_by("position", "pk"):
        registrations[unit.term_id].append(_registration(unit))
    places: dict[int, list[PledgeSignature]] = {term.pk: [] for term in led}
    for place in PledgeSignature.objects.filter(pledge__term__in=led, unit__left_on=None).select_related("pledge"):
        places[place.pledge.term_id].append(place)
    due = due_tasks(led)
    for term in led:
        last_day = _last_day(due.get(term.pk))
        unsent = [each.unit.organisation.called for each in registrations[term.pk] if not each.is_sent]
        unsigned = [place.unit_name for place in places[term.pk] if not place.signed_on]
        is_begun = last_day is not None or any(each.version for each in registrations[term.pk])
        is_fresh = last_day is not None and standing.today <= last_day + SOON
        if (is_begun and unsent) or is_fresh or unsigned:
            yield YearWaiting(
                term=term,
                last_day=last_day,
                units=len(registrations[term.pk]),
                unsent=named(unsent),
                sent=len(registrations[term.pk]) - len(unsent),
                signers=len(places[term.pk]),
                unsigned=named(unsigned),
                signed=len(places[term.pk]) - len(unsigned),
            )


def reports_waiting(standing: Standing, terms: Sequence[Term]) -> Iterator[ReportWaiting]:
    """Those to be laid before the signer, of the years that a unit of the person's leads, and those that wait for their
    signature or number, of whoever may record it."""
    made = YearPaper.objects.living().filter(paper__term=OuterRef("pk"), purpose=Purpose.REGISTRATIONS)
    staying = Q(member_units__left_on=None)
    complete = Term.objects.filter(pk__in=[term.pk for term in terms]).filter(~Exists(made)).annotate(
        units=Count("member_units", filter=staying),
        sent=Count("member_units", filter=staying & Q(member_units__registration__state=RegistrationState.SENT)),
    ).filter(units__gt=0, units=F("sent"))  # fmt: skip
    for term in complete.select_related("bloc__superior").order_by("bloc__sort_key", "year"):
        if can_lay_before_signer(standing, term):
            yield ReportWaiting(term, TO_REPORT)
    pending = YearPaper.objects.visible_to(standing).whole().filter(paper__state__in=sorted(WAITS_FOR))
    for paper in pending.defer("paper__content", "paper__boxes").filter(purpose=Purpose.REGISTRATIONS):
        words, action = WAITS_FOR[PaperState(paper.paper.state)]
        if can_take(standing, paper, action):
            yield ReportWaiting(paper.term, words)


def _looks_after(standing: Standing, term: Term) -> bool:
    leads = standing.leading(term.pk, *WRITERS) and not standing.is_only_expected(term.pk)
    return bool(leads or standing.following(term.bloc_id))


def _units() -> "QuerySet[MemberUnit]":
    related = ("organisation", "term__bloc__superior", "registration")
    return MemberUnit.objects.filter(left_on=None).select_related(*related)


def _registration(unit: MemberUnit) -> Registration:
    """The unit's, not saved while nothing was entered."""
    found = getattr(unit, "registration", None) or Registration()
    found.unit = unit
    return found


def _is_for(standing: Standing, registration: Registration) -> bool:
    """Whether the person can do something about it: enter it or, once there is something, record it on paper."""
    fills_in = bool(can_fill_in_registration(standing, registration))
    return fills_in or bool(registration.version and can_record_registration(standing, registration))


def _words(registration: Registration) -> str:
    if registration.state == RegistrationState.RETURNED:
        return RETURNED.format(reason=registration.reason)
    return NOT_SENT if registration.version else NOT_BEGUN


def _last_day(task: Task | None) -> date | None:
    return task.last_day if task else None
