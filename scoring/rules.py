"""Who may see, fill in and move what belongs to scoring."""

from blocs.enums import Role
from blocs.models import Organisation, Term
from blocs.standing import Holding, Standing
from scoring.enums import SheetState, TableState
from scoring.models import CriteriaTable, ScoreSheet, ScoringRound
from scoring.workflow import Action, Step, step_for
from thidua.lib.verdict import Verdict

WRITERS = (Role.OFFICER, Role.OFFICE_CHIEF, Role.HEAD)
OFFICE = (Role.FOLLOWER, Role.STANDING_BODY)
OWN_SHEET = (
    "Không ai quyết định về bảng của chính đơn vị mình. Việc này do cơ quan theo dõi khối, cụm "
    "hoặc đơn vị khác cùng đứng đầu (như đơn vị phó) làm."
)


def can_make_table(standing: Standing, term: Term) -> Verdict[Holding]:
    """Draft the criteria of a year: the units that lead it or are expected to, and the office above."""
    if not term.is_open:
        return Verdict.no(f"{term.label} đã khép, chỉ xem được.")
    if holding := standing.leading(term.pk, *WRITERS) or _office(standing, term, OFFICE):
        return Verdict.yes(holding)
    return Verdict.no(f"Bảng tiêu chí do {term.bloc.leader_title} hoặc cơ quan quản lý khối, cụm lập.")


def can_make_table_of_kind(standing: Standing, superior: Organisation) -> Verdict[Holding]:
    """Draft and publish criteria for all blocs of a kind: the standing body of their superior."""
    if holding := standing.overseeing(superior.path):
        return Verdict.yes(holding)
    return Verdict.no("Bảng tiêu chí dùng chung do cơ quan thường trực Hội đồng lập.")


def can_edit_table(standing: Standing, table: CriteriaTable) -> Verdict[Holding]:
    """Change a draft, or throw it away."""
    if table.state != TableState.DRAFT:
        return Verdict.no("Bảng đã công bố, không sửa được nữa. Muốn thay đổi: lập bản thay thế.")
    return _may_make(standing, table)


def can_see_source(standing: Standing, table: CriteriaTable) -> Verdict[Holding]:
    """Fetch the file that a table was read from: who may draft such a table."""
    return _may_make(standing, table)


def can_publish_table(standing: Standing, table: CriteriaTable) -> Verdict[Holding]:
    """Công bố a draft, which then binds all units of a year."""
    edit = can_edit_table(standing, table)
    return _may_bind(standing, table.term) if edit and table.term else edit


def can_replace_table(standing: Standing, table: CriteriaTable) -> Verdict[Holding]:
    """Begin a new version of a table that is in use."""
    match table.state:
        case TableState.PUBLISHED:
            return _may_make(standing, table)
        case TableState.DRAFT:
            return Verdict.no("Bảng còn là dự thảo. Hãy sửa ngay trên bảng này.")
        case _:
            return Verdict.no("Bảng này đã được thay thế. Hãy lập bản thay thế cho bảng đang dùng.")


def _may_make(standing: Standing, table: CriteriaTable) -> Verdict[Holding]:
    if table.term:
        return can_make_table(standing, table.term)
    assert table.superior is not None
    return can_make_table_of_kind(standing, table.superior)


def can_open_round(standing: Standing, term: Term) -> Verdict[Holding]:
    """Open the scoring of a year, and change its deadline."""
    return _may_bind(standing, term)


def can_extend(standing: Standing, scoring_round: ScoringRound) -> Verdict[Holding]:
    """Gia hạn: the office, or the leader for others than itself; never the unit on its own account."""
    return _may_bind(standing, scoring_round.term)


def _may_bind(standing: Standing, term: Term) -> Verdict[Holding]:
    """Decide for all units of a year, which a unit that is only expected to lead it prepares at most."""
    drafts = can_make_table(standing, term)
    if not (drafts and standing.is_only_expected(term.pk)):
        return drafts
    if holding := _office(standing, term, OFFICE):
        return Verdict.yes(holding)
    title = term.bloc.leader_title
    return Verdict.no(
        f"Đơn vị mới dự kiến làm {title} nên chỉ soạn dự thảo. Việc này làm được từ khi có quyết định cử {title}, "
        "hoặc nhờ cơ quan quản lý khối, cụm."
    )


def can_fill_in(standing: Standing, sheet: ScoreSheet) -> Verdict[Holding]:
    """Enter figures and evidence, for the own unit or on its behalf (Nhập thay)."""
    if sheet.state != SheetState.FILLING:
        return Verdict.no(f"Bảng đang ở bước {sheet.state_text}, không sửa số liệu được.")
    return _may_act(standing, sheet, step_for(Action.LAY_BEFORE_HEAD))


def can_begin_on_behalf(standing: Standing, sheet: ScoreSheet) -> Verdict[Holding]:
    """Nhập thay: fill in a sheet that the unit has not begun, which opens its figures to the leader and the office."""
    if sheet.unit.organisation_id in standing.unit_ids or sheet.on_behalf:
        return Verdict.no("Bảng này đã nhập được rồi.")
    if sheet.state != SheetState.FILLING or sheet.version > 1:
        return Verdict.no("Đơn vị đã tự nhập số liệu nên không nhập thay được.")
    return _above(standing, sheet.round.term, step_for(Action.LAY_BEFORE_HEAD))


def can_see_summary(standing: Standing, term: Term) -> Verdict[Holding]:
    """Read what all units of a year handed in: who leads, follows or oversees it; the auditor once it is closed."""
    path = term.bloc.superior.path
    if (
        term.pk in standing.led_terms
        or term.bloc_id in standing.followed_blocs
        or any(path.startswith(place) for place in standing.overseen_paths)
        or (not term.is_open and any(path.startswith(place) for place in standing.audited_paths))
    ):
        return Verdict.yes()
    return Verdict.no(f"Bảng tổng hợp do {term.bloc.leader_title} và cơ quan theo dõi khối, cụm xem.")


def can_see_sheet(standing: Standing, sheet: ScoreSheet) -> Verdict[Holding]:
    """The same sheets as `ScoreSheet.objects.visible_to`."""
    reads = can_see_summary(standing, sheet.round.term)
    if sheet.unit.organisation_id in standing.unit_ids or (reads and (sheet.on_behalf or sheet.is_handed_in)):
        return Verdict.yes()
    return Verdict.no("Chưa đọc được bảng của đơn vị khác trước khi đơn vị ấy nộp.")


def can_see_arrivals(standing: Standing, sheet: ScoreSheet) -> Verdict[Holding]:
    """The same sheets as `ScoreSheet.objects.received_by`."""
    if sheet.unit.organisation_id in standing.unit_ids:
        return Verdict.yes()
    return can_see_summary(standing, sheet.round.term)


def can_take(standing: Standing, sheet: ScoreSheet, action: Action) -> Verdict[Holding]:
    """Take a step of the workflow, whatever may still be missing for it."""
    step = step_for(action)
    if sheet.state != step.source:
        return Verdict.no(f"Bảng đang ở bước {sheet.state_text}, chưa đến hoặc đã qua việc này.")
    return _may_act(standing, sheet, step)


def can_approve_not_applicable(standing: Standing, sheet: ScoreSheet) -> Verdict[Holding]:
    """Accept or refuse that a criterion does not apply to a unit: who may return its sheet, never the unit itself."""
    return can_take(standing, sheet, Action.RETURN)


def _may_act(standing: Standing, sheet: ScoreSheet, step: Step) -> Verdict[Holding]:
    """In the unit itself; for a sheet that is handed in, or is filled in on the unit's behalf, above it too.

    What the unit itself has no part in is decided about it, and nobody decides about the own unit.
    """
    if own := standing.holding(*step.roles, organisation_id=sheet.unit.organisation_id):
        term = sheet.round.term
        return Verdict.yes(own) if term.is_open else Verdict.no(f"{term.label} đã khép, chỉ xem được.")
    if step.roles and not (sheet.is_handed_in or sheet.on_behalf):
        return Verdict.no(f"Việc này do đơn vị tự làm ({', '.join(role.label for role in step.roles)}).")
    verdict = _above(standing, sheet.round.term, step)
    if step.roles or not verdict:
        return verdict
    return _above(standing, sheet.round.term, step, besides=sheet.unit.organisation_id) or Verdict.no(OWN_SHEET)


def _above(standing: Standing, term: Term, step: Step, *, besides: int | None = None) -> Verdict[Holding]:
    """In a unit that leads the year or in the superior office, unless that is the organisation to be left out."""
    if not term.is_open:
        return Verdict.no(f"{term.label} đã khép, chỉ xem được.")
    leading = standing.leading(term.pk, *step.by_leader, besides=besides)
    if leading and not standing.is_only_expected(term.pk):
        return Verdict.yes(leading)
    office = _office(standing, term, step.by_office)
    if office and office.organisation_id != besides:
        return Verdict.yes(office)
    return Verdict.no(f"Việc này do {term.bloc.leader_title} hoặc cơ quan theo dõi khối, cụm làm.")


def _office(standing: Standing, term: Term, roles: tuple[Role, ...]) -> Holding | None:
    if Role.FOLLOWER in roles and (holding := standing.following(term.bloc_id)):
        return holding
    return standing.overseeing(term.bloc.superior.path) if Role.STANDING_BODY in roles else None
