"""Who may see, edit and move a plan."""

from blocs.enums import Role
from blocs.models import Post, Term
from blocs.rules import can_change_term
from blocs.standing import Holding, Standing
from plans.enums import EDITABLE, IN_FORCE, PlanState
from plans.models import Assignment, Plan
from plans.workflow import Action, Step, step_for
from thidua.lib.verdict import Verdict

DRAFTERS = (Role.OFFICER, Role.OFFICE_CHIEF, Role.HEAD)
FROZEN = "Nội dung đã chốt từ khi trình ký, không sửa được. Muốn sửa: Trả lại, có lý do."


def can_make_plan(standing: Standing, term: Term) -> Verdict[Holding]:
    """Bring in or begin a plan for a year: the unit that leads it, co-leads it, or is expected to."""
    if not term.is_open:
        return Verdict.no(f"{term.label} đã khép, chỉ xem được.")
    if holding := standing.leading(term.pk, *DRAFTERS):
        return Verdict.yes(holding)
    return Verdict.no(f"Chỉ {term.bloc.leader_title} lập được kế hoạch của năm này.")


def can_edit(standing: Standing, plan: Plan) -> Verdict[Holding]:
    """Change the words of a plan, until it is laid before the signer."""
    verdict = can_make_plan(standing, plan.term)
    if verdict and plan.state not in EDITABLE:
        return Verdict.no(FROZEN)
    return verdict


def can_match_parties(standing: Standing, term: Term) -> Verdict[Holding]:
    """Say which unit a name in the plans of a year means: who drafts them, and who manages its units."""
    if not term.is_open:
        return Verdict.no(f"{term.label} đã khép, chỉ xem được.")
    if verdict := can_make_plan(standing, term) or can_change_term(standing, term):
        return verdict
    return Verdict.no(f"Việc này do {term.bloc.leader_title} hoặc cơ quan thường trực Hội đồng làm.")


def can_mark(standing: Standing, assignment: Assignment) -> Verdict[Holding]:
    """Say what became of a unit's part in a task: the unit; Nhập thay who leads, follows or oversees the year."""
    plan = assignment.task.plan
    term, title = plan.term, plan.term.bloc.leader_title
    if not term.is_open:
        return Verdict.no(f"{term.label} đã khép, chỉ xem được.")
    if plan.state not in IN_FORCE:
        return Verdict.no(f"Kế hoạch đang ở bước {PlanState(plan.state).label}; chỉ ghi kết quả khi còn hiệu lực.")
    if own := standing.holding(*DRAFTERS, organisation_id=assignment.organisation_id):
        return Verdict.yes(own)
    if above := _above(standing, term):
        return Verdict.yes(above)
    return Verdict.no(f"Kết quả nhiệm vụ do chính đơn vị ghi; {title} hoặc cơ quan theo dõi khối, cụm ghi thay.")


def can_move(standing: Standing, plan: Plan) -> Verdict[Holding]:
    """Move a task to another day, for all its units: who leads, follows or oversees the year."""
    term = plan.term
    if not term.is_open:
        return Verdict.no(f"{term.label} đã khép, chỉ xem được.")
    if plan.state not in IN_FORCE:
        return Verdict.no("Chỉ dời thời gian nhiệm vụ của kế hoạch còn hiệu lực; dự thảo thì sửa ngay trong kế hoạch.")
    if holding := _above(standing, term):
        return Verdict.yes(holding)
    return Verdict.no(f"Thời gian của nhiệm vụ do {term.bloc.leader_title} hoặc cơ quan theo dõi khối, cụm dời.")


def can_discard(standing: Standing, plan: Plan) -> Verdict[Holding]:
    """Throw away a draft that was brought in by mistake."""
    verdict = can_edit(standing, plan)
    if verdict and (plan.state != PlanState.DRAFT or plan.was_consulted):
        return Verdict.no("Chỉ bỏ được dự thảo chưa gửi đi đâu.")
    return verdict


def can_take(standing: Standing, plan: Plan, action: Action) -> Verdict[Holding]:
    """Take a step of the workflow, whatever may still be missing for it."""
    step = step_for(action)
    if plan.state not in step.sources:
        return Verdict.no(f"Kế hoạch đang ở bước {PlanState(plan.state).label}, chưa đến hoặc đã qua việc này.")
    return may_take(standing, plan.term, step)


def can_issue(standing: Standing, plan: Plan) -> Verdict[Holding]:
    """Number it here. A paper signed digitally is sealed with that: by the clerk alone, where the organisation has one
    (Nghị định 30/2020/NĐ-CP, Điều 32)."""
    verdict = can_take(standing, plan, Action.ISSUE)
    paper = plan.paper
    if not verdict or paper is None or not paper.signed_id:
        return verdict
    if clerk := standing.holding(Role.CLERK, organisation_id=paper.organisation_id):
        return Verdict.yes(clerk)
    clerks = Post.objects.filter(organisation=paper.organisation_id, role=Role.CLERK).held_on(standing.today)
    return (
        Verdict.no("Con dấu số do văn thư của cơ quan giữ: văn thư cấp số và đóng dấu.") if clerks.exists() else verdict
    )


def can_take_here(standing: Standing, plan: Plan, action: Action) -> Verdict[Holding]:
    """Take a step on its page, with what that does beside."""
    return can_issue(standing, plan) if action is Action.ISSUE else can_take(standing, plan, action)


def can_sign(standing: Standing, plan: Plan) -> Verdict[Holding]:
    """Sign it digitally: the head of a unit that leads the year, and nobody in the head's stead."""
    verdict = can_take(standing, plan, Action.RECORD_SIGNATURE)
    if verdict and (head := standing.leading(plan.term_id, Role.HEAD)):
        return Verdict.yes(head)
    return Verdict.no("Chỉ thủ trưởng ký số được.") if verdict else verdict


def can_take_signed(standing: Standing, plan: Plan) -> Verdict[Holding]:
    """File what was signed, or numbered and sealed, elsewhere: as the step that the plan waits for."""
    waits = plan.state == PlanState.SIGNING
    return can_take(standing, plan, Action.RECORD_SIGNATURE if waits else Action.ISSUE)


def can_attach_scan(standing: Standing, plan: Plan) -> Verdict[Holding]:
    """File the signed copy of a plan that was signed or issued without one."""
    if plan.paper is None or plan.paper.signed_on is None:
        return Verdict.no("Kế hoạch chưa ký.")
    if plan.paper.scan_id:
        return Verdict.no("Đã có bản ký quét lại.")
    return may_take(standing, plan.term, step_for(Action.RECORD_SIGNATURE))


def can_read_registry(standing: Standing) -> Verdict[Holding]:
    """Read the entries of the registry of laws and bodies: everybody who works in the admin."""
    if standing.is_office or standing.is_administrator:
        return Verdict.yes()
    return Verdict.no("Danh mục do cơ quan quản lý khối, cụm và người quản trị xem.")


def can_keep_registry(standing: Standing) -> Verdict[Holding]:
    """Add to the registry of laws and bodies, which is one for the whole site."""
    if holding := standing.holding(Role.STANDING_BODY):
        return Verdict.yes(holding)
    if standing.is_administrator:
        return Verdict.yes()
    return Verdict.no("Danh mục do cơ quan thường trực Hội đồng hoặc người quản trị cập nhật.")


def _above(standing: Standing, term: Term) -> Holding | None:
    """The post of who leads, follows or oversees the year; who is only expected to lead binds nobody."""
    leading = None if standing.is_only_expected(term.pk) else standing.leading(term.pk, *DRAFTERS)
    return leading or standing.following(term.bloc_id) or standing.overseeing(term.bloc.superior.path)


def may_take(standing: Standing, term: Term, step: Step) -> Verdict[Holding]:
    """Whether a step is the person's to take with a paper of the year, whatever state that is in."""
    if not term.is_open:
        return Verdict.no(f"{term.label} đã khép, chỉ xem được.")
    if holding := standing.leading(term.pk, *step.roles):
        if standing.is_only_expected(term.pk) and not step.by_expected:
            title = term.bloc.leader_title
            return Verdict.no(f"Đơn vị mới là {title} dự kiến, chưa được bầu nên chưa làm được việc này.")
        return Verdict.yes(holding)
    if holding := _on_behalf(standing, term, step):
        return Verdict.yes(holding)
    return Verdict.no(_whose(step))


def _on_behalf(standing: Standing, term: Term, step: Step) -> Holding | None:
    bloc = term.bloc
    if Role.FOLLOWER in step.on_behalf and (holding := standing.following(bloc.pk)):
        return holding
    if Role.STANDING_BODY in step.on_behalf:
        return standing.overseeing(bloc.superior.path)
    return None


def _whose(step: Step) -> str:
    roles = ", ".join(role.label for role in step.roles)
    return f"Việc này do đơn vị đứng đầu làm ({roles})."
