"""What Khối 4 and the commune's movement registered, the pledge that Khối 4 signed, and what it reported last year."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from blocs.models import MemberUnit, Term
from scoring.enums import SigningWay
from scoring.honours import Commendation, Nominee, Title
from scoring.services import pledges, registration_report, registrations, year_papers
from scoring.services.pledges import Signed
from scoring.services.registration_report import Signatory
from scoring.services.registrations import HonourLine, Lines, SignedRegistration, TargetLine
from thidua.demo import people
from thidua.demo.days import on
from thidua.demo.world import World
from thidua.papers.services import deliveries
from thidua.papers.services.circulation import Numbering, Signing
from thidua.papers.services.life import GivenNumber

OFFICERS = {
    "LG-STC": "stc.chuyenvien", "LG-SXD": "sxd.chuyenvien", "LG-SCT": "sct.chuyenvien",
    "LG-SNNMT": "snnmt.chuyenvien", "LG-SKHCN": "skhcn.chuyenvien", "LG-BQLKCN": "kcn.chuyenvien",
    "LG-THUE": "thue.chuyenvien", "LG-TK": "thongke.chuyenvien",
}  # fmt: skip
STILL_DRAFTING, RETURNED, ON_BEHALF, UNSIGNED = "LG-BQLKCN", "LG-TK", "LG-LMHTX", "LG-LMHTX"


def khoi_4(made: World, term: Term, today: date) -> None:
    """Most have sent theirs on paper; one is at it, one was given back, one was entered by the follower."""
    if today < _over(term):
        return
    year, leader = term.year, "stc.chuyenvien"
    units = {unit.organisation.code: unit for unit in _units(term)}
    _entered(made, units, year)
    with on(date(year, 3, 10)):
        pledge = pledges.save(term, pledges.template_of(term), seen=0, by=made.standing(leader))
    with on(date(year, 3, 12)):
        pledges.print_to_sign(pledge, seen=1, by=made.standing(leader))
    _sent(made, units, year, but=STILL_DRAFTING)
    with on(date(year, 3, 18)):
        reason = "Bổ sung chỉ tiêu về chuyển đổi số."
        registrations.return_registration(units[RETURNED], reason=reason, by=made.standing(leader))
    with on(date(year, 3, 21)):
        signed = Signed(signed_on=date(year, 3, 20), way=SigningWay.AT_MEETING)
        present = [unit.pk for code, unit in units.items() if code != UNSIGNED]
        pledges.record_signed(pledge, present, signed, by=made.standing(leader))


def past_year(made: World, term: Term) -> None:
    """All have sent theirs, and the leader has reported it to the council."""
    year, officer = term.year, "snnmt.chuyenvien"
    units = {unit.organisation.code: unit for unit in _units(term)}
    _entered(made, units, year)
    _sent(made, units, year)
    signatory = Signatory(
        place="Lam Giang",
        authority=("TM. Khối thi đua số 4", "Khối trưởng"),
        position=("Giám đốc Sở Nông nghiệp và Môi trường",),
        signer=people.AGRICULTURE_HEAD,
    )
    with on(date(year, 3, 25)):
        report = registration_report.lay_before_signer(term, signatory, by=made.standing(officer))
    with on(date(year, 3, 27)):
        signed = Signing(signer=people.AGRICULTURE_HEAD, signed_on=date(year, 3, 27))
        report = year_papers.record_signature(report, signed, by=made.standing(officer))
    with on(date(year, 3, 28)):
        numbering = Numbering(issued_on=date(year, 3, 28), given=GivenNumber(number=9))
        report = year_papers.issue(report, numbering, by=made.standing(officer))
    with on(date(year, 3, 29)):
        for login_name in made.users:
            deliveries.note_opened(report.paper, by=made.standing(login_name))


def _entered(made: World, units: Mapping[str, MemberUnit], year: int) -> None:
    with on(date(year, 3, 9)):
        for number, (code, login_name) in enumerate(OFFICERS.items(), start=1):
            registrations.save(units[code], _lines(number), seen=0, by=made.standing(login_name))


def _sent(made: World, units: Mapping[str, MemberUnit], year: int, but: str = "") -> None:
    """By all who entered theirs, and for the one that does not sign in by the follower."""
    with on(date(year, 3, 17)):
        for code, login_name in OFFICERS.items():
            if code != but:
                registrations.record_paper(units[code], _signed(units[code]), by=made.standing(login_name))
        follower = made.standing("snv.theodoi")
        registrations.register_on_behalf(units[ON_BEHALF], by=follower)
        registrations.save(units[ON_BEHALF], _lines(9), seen=0, by=follower)
        registrations.record_paper(units[ON_BEHALF], _signed(units[ON_BEHALF]), by=follower)


def movement_of_commune(made: World, term: Term, today: date) -> None:
    """One officer enters for all villages, which hardly ever sign in."""
    if today < _over(term):
        return
    with on(date(term.year, 3, 5)):
        officer = made.standing("vinhlam.chuyenvien")
        villages = [unit for unit in _units(term) if unit.organisation.name.startswith("Thôn")]
        lines = {unit.pk: _village_lines(number) for number, unit in enumerate(villages, start=1)}
        registrations.save_for_all(term, lines, seen={}, by=officer)
        signed = SignedRegistration(signer="Y Bhăm Niê", signed_on=date(term.year, 3, 4))
        registrations.record_paper_for_all(term, signed, by=officer)


def _over(term: Term) -> date:
    """From when on registering lies behind, whatever else the demo does in the weeks before today."""
    return date(term.year, 4, 5)


def _units(term: Term) -> list[MemberUnit]:
    return list(term.member_units.select_related("organisation", "term__bloc__superior"))


def _lines(number: int) -> Lines:
    """What the office of a department may register; each a little other than the last."""
    targets = (
        TargetLine(text="Hồ sơ giải quyết đúng hạn và trước hạn", figure=Decimal(95 + number % 5), measure="%"),
        TargetLine(text="Nhiệm vụ được giao hoàn thành đúng tiến độ", figure=Decimal(100), measure="%"),
        TargetLine(text="Không có đơn thư khiếu nại vượt cấp"),
    )
    titles = (
        HonourLine(kind=Title.ADVANCED_WORKER, nominee=Nominee.INDIVIDUAL, count=30 + 7 * number),
        HonourLine(kind=Title.GRASSROOTS_FIGHTER, nominee=Nominee.INDIVIDUAL, count=3 + number % 4),
        HonourLine(kind=Title.EXCELLENT_COLLECTIVE, nominee=Nominee.COLLECTIVE, names="Văn phòng"),
    )
    kind = Commendation.BANG_KHEN_PRIME_MINISTER if number == 1 else Commendation.BANG_KHEN_PROVINCE
    commendations = (
        HonourLine(kind=kind, nominee=Nominee.COLLECTIVE),
        HonourLine(kind=Commendation.GIAY_KHEN, nominee=Nominee.INDIVIDUAL, count=5 + number),
    )
    return Lines(targets=targets, titles=titles, commendations=commendations)


def _village_lines(number: int) -> Lines:
    return Lines(
        targets=(
            TargetLine(text="Đường hoa, hàng cây do dân tự quản", figure=Decimal(200 + 50 * number), measure="m"),
        ),
        titles=(
            HonourLine(kind=Title.CULTURAL_VILLAGE, nominee=Nominee.COLLECTIVE),
            HonourLine(kind=Title.CULTURAL_FAMILY, nominee=Nominee.HOUSEHOLD, count=60 + 5 * number),
        ),
    )


def _signed(unit: MemberUnit) -> SignedRegistration:
    organisation = unit.organisation
    return SignedRegistration(
        signer=f"Thủ trưởng {organisation.called}", signed_on=date(unit.term.year, 3, 16),
        number=f"{20 + unit.position}/ĐK-{organisation.symbol}",
    )  # fmt: skip
