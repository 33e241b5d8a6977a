"""A commune's movement, and what units register, in a line each."""

from datetime import date
from decimal import Decimal

from blocs.enums import BlocKind
from blocs.models import MemberUnit, Term
from scoring.honours import Commendation, Nominee, Title
from scoring.services import registrations
from scoring.services.registration_report import Signatory
from scoring.services.registrations import HonourLine, Lines, SignedRegistration, TargetLine
from tests import world as cast
from tests.world import World, standing

LINES = Lines(
    targets=(
        TargetLine(text="Giải quyết hồ sơ đúng hạn", figure=Decimal("98.5"), measure="%"),
        TargetLine(text="Không có đơn thư vượt cấp"),
    ),
    titles=(
        HonourLine(kind=Title.ADVANCED_WORKER, nominee=Nominee.INDIVIDUAL, count=42),
        HonourLine(kind=Title.EXCELLENT_COLLECTIVE, nominee=Nominee.COLLECTIVE, names="Văn phòng Sở"),
    ),
    commendations=(HonourLine(kind=Commendation.OTHER, own_words="Giấy khen của Hội Chữ thập đỏ", count=2),),
)


def unit_of(term: Term, organisation) -> MemberUnit:
    return term.member_units.select_related("term__bloc__superior", "organisation").get(organisation=organisation)


def movement(world: World, villages: int = 2) -> Term:
    """The health department's own movement, its units without anybody who signs in."""
    bloc = cast.bloc(world.health, "Phong trào của Sở Y tế", kind=BlocKind.MOVEMENT)
    units = [cast.organisation(f"Trạm Y tế {number}", world.health) for number in range(1, villages + 1)]
    return cast.term(bloc, members=units, leader=world.health)


SIGNATORY = Signatory(
    place="An Hải",
    authority=("TM. Khối thi đua số 1", "Khối trưởng"),
    position=("Giám đốc Sở Tài chính",),
    signer="Đỗ Văn Thủ",
)


def sent_by(world: World, lines: Lines = LINES) -> MemberUnit:
    """The health department has registered, on paper."""
    unit, member = unit_of(world.term, world.health), standing(world.member)
    registrations.save(unit, lines, seen=registrations.registration_of(unit).version, by=member)
    signed = SignedRegistration(signer="Bùi Thị Trưởng", signed_on=date(2026, 3, 18))
    registrations.record_paper(unit, signed, by=member)
    return unit
