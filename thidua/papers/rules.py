"""Who may see papers and registers, and who keeps the registers."""

from blocs.enums import LeadershipRole, Role
from blocs.rules import can_see_term
from blocs.standing import Holding, Standing
from thidua.lib.verdict import Verdict
from thidua.papers.models import Paper, Register

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


def can_see_paper(standing: Standing, paper: Paper) -> Verdict[Holding]:
    """The same papers as `Paper.objects.visible_to`."""
    seen = (
        paper.organisation_id in standing.unit_ids
        or paper.term_id in standing.led_terms
        or paper.term.bloc_id in standing.followed_blocs
        or standing.overseeing(paper.organisation.path)
        or standing.overseeing(paper.term.bloc.superior.path)
        or (paper.is_issued and can_see_term(standing, paper.term))
        or (paper.entry and can_see_register(standing, paper.entry.register))
    )
    return Verdict.yes() if seen else Verdict.no("Văn bản này chưa ban hành, hoặc của cơ quan, khối khác.")
