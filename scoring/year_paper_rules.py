"""Who may take the papers of a year that are no plans through their steps: the same persons as a plan.

A row of plans' table says whose a step is; from where it leads, the state of the paper says.
"""

from collections.abc import Mapping

from blocs.models import Term
from blocs.standing import Holding, Standing
from plans.rules import may_take
from plans.workflow import Action, step_for
from scoring.models import YearPaper
from thidua.lib.verdict import Verdict
from thidua.papers.enums import IN_FORCE, PENDING, PaperState

SOURCES: Mapping[Action, frozenset[PaperState]] = {
    Action.RECORD_SIGNATURE: frozenset({PaperState.AWAITING_SIGNATURE}),
    Action.ISSUE: frozenset({PaperState.AWAITING_NUMBER}),
    Action.RETURN: PENDING,
    Action.WITHDRAW: IN_FORCE,
}
"""The steps there are once a paper is frozen, and from which states each is taken."""


def can_lay_before_signer(standing: Standing, term: Term) -> Verdict[Holding]:
    """Trình ký."""
    return may_take(standing, term, step_for(Action.SUBMIT))


def can_take(standing: Standing, paper: YearPaper, action: Action) -> Verdict[Holding]:
    """Take a step with a paper that is frozen."""
    state = PaperState(paper.paper.state)
    if state not in SOURCES[action]:
        return Verdict.no(f"Văn bản đang ở bước {state.label}, chưa đến hoặc đã qua việc này.")
    return may_take(standing, paper.term, step_for(action))


def can_attach_scan(standing: Standing, paper: YearPaper) -> Verdict[Holding]:
    """File the signed copy of a paper that was signed or issued without one."""
    if paper.paper.signed_on is None:
        return Verdict.no("Văn bản chưa ký.")
    if paper.paper.scan_id:
        return Verdict.no("Đã có bản ký quét lại.")
    return may_take(standing, paper.term, step_for(Action.RECORD_SIGNATURE))
