"""Who may see papers and registers, and who keeps the registers."""

from blocs.enums import LeadershipRole, Role
from blocs.models import Organisation, User
from blocs.rules import can_see_term
from blocs.standing import Holding, Standing
from thidua.lib.verdict import Verdict
from thidua.papers.models import Paper, Register, SigningImage

RECEIVERS = (Role.CLERK, Role.OFFICER, Role.OFFICE_CHIEF, Role.HEAD)
"""Those of `blocs.standing.UNIT_ROLES`, who opens papers first named first."""
SIGNERS = (Role.HEAD, Role.OFFICE_CHIEF)
"""Who signs papers, or initials them."""
KEEPERS = (Role.CLERK, Role.OFFICER)
NUMBERED_ELSEWHERE = "Sổ này chỉ ghi lại số cấp ở nơi khác. Hãy chọn “Cấp số tại đây” ở mục Đặt sổ trước."


def can_see_register(standing: Standing, register: Register) -> Verdict[Holding]:
    """The same registers as `Register.objects.visible_to`."""
    seen = (
        register.organisation_id in standing.unit_ids
        or register.bloc_id in standing.followed_blocs
        or any(lead.bloc_id == register.bloc_id for lead in standing.leads)
        or standing.overseeing(register.seat.path)
    )
    return Verdict.yes() if seen else Verdict.no("Sổ này của cơ quan, khối khác.")


def can_keep_register(standing: Standing, register: Register) -> Verdict[Holding]:
    """Reserve, insert and void its numbers, and choose where they are given.

    A bloc has no clerk of its own: its register is kept by the units that lead it today, or on their behalf.
    """
    if register.bloc is None:
        own = standing.holding(*KEEPERS, organisation_id=register.organisation_id)
        return Verdict.yes(own) if own else Verdict.no("Sổ này do văn thư hoặc chuyên viên của cơ quan ấy giữ.")
    leading = (
        standing.holding(*KEEPERS, organisation_id=lead.organisation_id)
        for lead in standing.leads
        if lead.bloc_id == register.bloc_id and lead.is_open and lead.role is not LeadershipRole.EXPECTED
    )
    keepers = (*leading, standing.following(register.bloc.pk), standing.overseeing(register.seat.path))
    if keeper := next(filter(None, keepers), None):
        return Verdict.yes(keeper)
    return Verdict.no("Sổ này do văn thư hoặc chuyên viên của đơn vị đang đứng đầu khối, cụm giữ.")


def can_give_number(standing: Standing, register: Register) -> Verdict[Holding]:
    """Reserve the next number, or insert one: only where the register itself gives the numbers."""
    verdict = can_keep_register(standing, register)
    return Verdict.no(NUMBERED_ELSEWHERE) if verdict and not register.numbers_here else verdict


def can_receive(standing: Standing, organisation: Organisation) -> Verdict[Holding]:
    """Open the papers sent to an organisation, for it: the same as `Delivery.objects.received_by`.

    A council has its papers opened by its standing body. Who only reads there (council, auditor) opens none for it.
    """
    if own := standing.holding(*RECEIVERS, organisation_id=organisation.pk):
        return Verdict.yes(own)
    bodies = (each for each in standing.holdings if each.role is Role.STANDING_BODY)
    if body := next((each for each in bodies if organisation.path in each.stands_for), None):
        return Verdict.yes(body)
    return Verdict.no("Văn bản đến do người của cơ quan nhận mở.")


def can_see_receipts(standing: Standing, paper: Paper) -> Verdict[Holding]:
    """Who has opened a paper and who has not: for who makes or oversees it."""
    makes = (
        paper.organisation_id in standing.unit_ids
        or paper.term_id in standing.led_terms
        or paper.term.bloc_id in standing.followed_blocs
        or standing.overseeing(paper.organisation.path)
        or standing.overseeing(paper.term.bloc.superior.path)
    )
    return Verdict.yes() if makes else Verdict.no("Nơi ban hành và cơ quan quản lý mới xem được ai đã mở.")


def can_see_paper(standing: Standing, paper: Paper) -> Verdict[Holding]:
    """The same papers as `Paper.objects.visible_to`."""
    seen = (
        can_see_receipts(standing, paper)
        or (paper.is_issued and can_see_term(standing, paper.term))
        or (paper.entry and can_see_register(standing, paper.entry.register))
        or paper.deliveries.received_by(standing).exists()
    )
    return Verdict.yes() if seen else Verdict.no("Văn bản này chưa ban hành, hoặc của cơ quan, khối khác.")


def can_keep_images(standing: Standing, organisation: Organisation) -> Verdict[Holding]:
    """Open the page of its signatures and seal, which shows everybody no more than what they keep."""
    own = standing.holding(*SIGNERS, *KEEPERS, organisation_id=organisation.pk)
    return Verdict.yes(own) if own else Verdict.no("Chữ ký, con dấu do người của chính cơ quan ấy giữ.")


def can_keep_signature(standing: Standing, organisation: Organisation, person: User) -> Verdict[Holding]:
    """See, put and take away a person's signature there: the person, and for a head the clerk or officer too."""
    own = standing.holding(*SIGNERS, organisation_id=organisation.pk)
    if own and person.pk == standing.user_id:
        return Verdict.yes(own)
    keeper = standing.holding(*KEEPERS, organisation_id=organisation.pk)
    if keeper and person.posts.filter(organisation=organisation, role=Role.HEAD).exists():
        return Verdict.yes(keeper)
    return Verdict.no("Ảnh chữ ký do chính người ký giữ; của thủ trưởng thì văn thư, chuyên viên cùng cơ quan giữ hộ.")


def can_keep_seal(standing: Standing, organisation: Organisation) -> Verdict[Holding]:
    """See, put and take away the seal (Nghị định 30/2020/NĐ-CP, Điều 32: the clerk keeps it)."""
    clerk = standing.holding(Role.CLERK, organisation_id=organisation.pk)
    return Verdict.yes(clerk) if clerk else Verdict.no("Ảnh con dấu do văn thư của cơ quan giữ.")


def can_keep_image(standing: Standing, image: SigningImage) -> Verdict[Holding]:
    """See and take away a picture."""
    if image.person:
        return can_keep_signature(standing, image.organisation, image.person)
    return can_keep_seal(standing, image.organisation)
