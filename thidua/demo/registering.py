"""What Khối 4 and the commune's movement registered this year, and the pledge that Khối 4 signed."""

from datetime import date
from decimal import Decimal

from blocs.models import MemberUnit, Term
from scoring.enums import SigningWay
from scoring.honours import Commendation, Nominee, Title
from scoring.services import pledges, registrations
from scoring.services.pledges import Signed
from scoring.services.registrations import HonourLine, Lines, SignedRegistration, TargetLine
from thidua.demo.days import on
from thidua.demo.world import World

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
    with on(date(year, 3, 9)):
        for number, (code, login_name) in enumerate(OFFICERS.items(), start=1):
            registrations.save(units[code], _lines(number), seen=0, by=made.standing(login_name))
    with on(date(year, 3, 10)):
        pledge = pledges.save(term, pledges.template_of(term), seen=0, by=made.standing(leader))
    with on(date(year, 3, 12)):
        pledges.print_to_sign(pledge, seen=1, by=made.standing(leader))
    with on(date(year, 3, 17)):
        for code, login_name in OFFICERS.items():
            if code != STILL_DRAFTING:
                registrations.record_paper(units[code], _signed(units[code]), by=made.standing(login_name))
    with on(date(year, 3, 18)):
        follower = made.standing("snv.theodoi")
        registrations.register_on_behalf(units[ON_BEHALF], by=follower)
        registrations.save(units[ON_BEHALF], _lines(9), seen=0, by=follower)
        registrations.record_paper(units[ON_BEHALF], _signed(units[ON_BEHALF]), by=follower)
        reason = "Bổ sung chỉ tiêu về chuyển đổi số."
        registrations.return_registration(units[RETURNED], reason=reason, by=made.standing(leader))
    with on(date(year, 3, 21)):
        signed = Signed(signed_on=date(year, 3, 20), way=SigningWay.AT_MEETING)
        present = [unit.pk for code, unit in units.items() if code != UNSIGNED]
        pledges.record_signed(pledge, present, signed, by=made.standing(leader))


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
