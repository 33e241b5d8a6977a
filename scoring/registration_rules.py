"""Who may see and do what with registrations and the pledge."""

from blocs.enums import Role
from blocs.models import MemberUnit, Term
from blocs.rules import can_see_term
from blocs.standing import Holding, Standing
from scoring.models import Pledge, PledgeSignature, Registration
from scoring.rules import WRITERS
from thidua.lib.verdict import Verdict

ENTERERS = (Role.OFFICER, Role.OFFICE_CHIEF)
"""Who enters for other units, in a unit that leads."""
RECORDERS = (*WRITERS, Role.CLERK)
"""Who records in the own unit what its head signed on paper."""


def can_see_registration(standing: Standing, registration: Registration) -> Verdict[Holding]:
    """The same registrations as `Registration.objects.visible_to`; of the own unit the one to come, too."""
    term = registration.term
    audits = not term.is_open and any(term.bloc.superior.path.startswith(place) for place in standing.audited_paths)
    open_to_readers = registration.is_sent or registration.on_behalf
    if (
        registration.unit.organisation_id in standing.unit_ids
        or (reads_year(standing, term) and open_to_readers)
        or (audits and registration.is_sent)
    ):
        return Verdict.yes()
    return Verdict.no("Chưa đọc được đăng ký của đơn vị khác trước khi đơn vị ấy gửi.")


def can_fill_in_registration(standing: Standing, registration: Registration) -> Verdict[Holding]:
    """Enter lines, for the own unit or on its behalf (Nhập thay)."""
    if registration.is_sent:
        return Verdict.no("Đăng ký đã gửi. Muốn sửa, nhờ đơn vị đứng đầu hoặc cơ quan theo dõi trả lại.")
    return _in_unit_or_above(standing, registration, WRITERS)


def can_register_on_behalf(standing: Standing, registration: Registration) -> Verdict[Holding]:
    """Nhập thay: begin the registration of a unit that has entered nothing, and so read it from now on."""
    if registration.unit.organisation_id in standing.unit_ids or registration.on_behalf:
        return Verdict.no("Đăng ký này đã nhập được rồi.")
    if registration.version:
        return Verdict.no("Đơn vị đã tự nhập đăng ký nên không nhập thay được.")
    return _above(standing, registration.term)


def can_register_for_all(standing: Standing, term: Term) -> Verdict[Holding]:
    """Enter for all units of an internal movement on one page: its own organisation."""
    if not term.bloc.is_movement:
        return Verdict.no("Chỉ phong trào của một cơ quan mới nhập chung cho các đơn vị.")
    return _above(standing, term)


def can_send_registration(standing: Standing, registration: Registration) -> Verdict[Holding]:
    """Send it in the site: the unit's head."""
    if registration.is_sent:
        return Verdict.no("Đăng ký đã gửi rồi.")
    if own := standing.holding(Role.HEAD, organisation_id=registration.unit.organisation_id):
        return _while_open(registration.term, own)
    return Verdict.no("Thủ trưởng đơn vị gửi trên trang này; đã ký trên giấy thì dùng Ghi nhận bản giấy.")


def can_record_registration(standing: Standing, registration: Registration) -> Verdict[Holding]:
    """Record the paper that the head signed: number, day, signer, scan."""
    if registration.is_sent:
        return Verdict.no("Đăng ký đã gửi rồi.")
    return _in_unit_or_above(standing, registration, RECORDERS)


def can_return_registration(standing: Standing, registration: Registration) -> Verdict[Holding]:
    """Trả lại, to be corrected and sent again."""
    if not registration.is_sent:
        return Verdict.no("Đơn vị chưa gửi đăng ký.")
    return _above(standing, registration.term, WRITERS)


def can_summarise(standing: Standing, term: Term) -> Verdict[Holding]:
    """Read all that was sent in a year, as one list, and lay it before the superior."""
    path = term.bloc.superior.path
    audits = not term.is_open and any(path.startswith(place) for place in standing.audited_paths)
    if reads_year(standing, term) or audits:
        return Verdict.yes()
    return Verdict.no(f"Bảng tổng hợp do {term.bloc.leader_title} và cơ quan theo dõi khối, cụm xem.")


def can_see_pledge(standing: Standing, pledge: Pledge) -> Verdict[Holding]:
    """The same pledges as `Pledge.objects.visible_to`."""
    if reads_year(standing, pledge.term) or (not pledge.is_drafted and can_see_term(standing, pledge.term)):
        return Verdict.yes()
    return Verdict.no("Giao ước đang soạn.")


def can_make_pledge(standing: Standing, term: Term) -> Verdict[Holding]:
    """Write the pledge and print it for signing: the units that lead the year, and the office above."""
    if not term.is_open:
        return Verdict.no(f"{term.label} đã khép, chỉ xem được.")
    if holding := standing.leading(term.pk, *WRITERS) or _office(standing, term):
        return Verdict.yes(holding)
    return Verdict.no(f"Giao ước do {term.bloc.leader_title} hoặc cơ quan quản lý khối, cụm soạn.")


def can_record_signature(standing: Standing, signature: PledgeSignature) -> Verdict[Holding]:
    """Record that a unit has signed: the unit itself, or who collects the signatures."""
    term = signature.pledge.term
    if own := standing.holding(*RECORDERS, organisation_id=signature.unit.organisation_id):
        return _while_open(term, own)
    return _above(standing, term)


def can_sign_pledge(standing: Standing, signature: PledgeSignature) -> Verdict[Holding]:
    """Sign in the site: the unit's head."""
    if own := standing.holding(Role.HEAD, organisation_id=signature.unit.organisation_id):
        return _while_open(signature.pledge.term, own)
    return Verdict.no("Thủ trưởng đơn vị ký trên trang này.")


def reads_year(standing: Standing, term: Term) -> bool:
    """Whether what the units of a year have sent is the person's to read."""
    return bool(term.pk in standing.led_terms or standing.following(term.bloc_id) or _overseeing(standing, term))


def acts_for_others(holding: Holding | None, unit: MemberUnit) -> bool:
    """Whether who acts belongs to another organisation than the unit (Nhập thay)."""
    return holding is not None and holding.organisation_id != unit.organisation_id


def _in_unit_or_above(standing: Standing, registration: Registration, roles: tuple[Role, ...]) -> Verdict[Holding]:
    if own := standing.holding(*roles, organisation_id=registration.unit.organisation_id):
        return _while_open(registration.term, own)
    if not registration.on_behalf:
        return Verdict.no(f"Việc này do đơn vị tự làm ({', '.join(role.label for role in roles)}).")
    return _above(standing, registration.term)


def _above(standing: Standing, term: Term, roles: tuple[Role, ...] = ENTERERS) -> Verdict[Holding]:
    leading = None if standing.is_only_expected(term.pk) else standing.leading(term.pk, *roles)
    if holding := leading or _office(standing, term):
        return _while_open(term, holding)
    return Verdict.no(f"Việc này do {term.bloc.leader_title} hoặc cơ quan theo dõi khối, cụm làm.")


def _while_open(term: Term, holding: Holding) -> Verdict[Holding]:
    return Verdict.yes(holding) if term.is_open else Verdict.no(f"{term.label} đã khép, chỉ xem được.")


def _office(standing: Standing, term: Term) -> Holding | None:
    return standing.following(term.bloc_id) or _overseeing(standing, term)


def _overseeing(standing: Standing, term: Term) -> Holding | None:
    return standing.overseeing(term.bloc.superior.path)
