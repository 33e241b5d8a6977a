"""Papers of a year that are no plans: laid before the signer, signed by hand, numbered and issued, ended.

They have no states but the paper's own. Each verb: the right is proved under the lock, the paper moved, the history
written, in one transaction; what has to be rendered is rendered before it. Of a purpose one paper of a year waits at a
time, and the one that is issued replaces the one in force: both are held by locks, on the year and on the paper.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from blocs.models import Term
from blocs.services.audit import record
from blocs.standing import Holding, Standing
from plans.workflow import Action, step_for
from scoring import registration_json
from scoring.enums import Purpose
from scoring.models import YearPaper
from scoring.registration_documents import summary_document
from scoring.year_paper_rules import can_attach_scan, can_lay_before_signer, can_take
from thidua.lib.verdict import RefusedError
from thidua.papers.codes import new_code
from thidua.papers.document import OfficialDocument
from thidua.papers.enums import PaperState
from thidua.papers.models import Paper, StoredFile
from thidua.papers.services import circulation, deliveries, life
from thidua.papers.services.circulation import Numbering, Signing, on_behalf

DOCUMENTS: Mapping[Purpose, Callable[[Any], OfficialDocument]] = {
    Purpose.REGISTRATIONS: lambda content: summary_document(registration_json.from_data(content)),
}
"""The paper of each purpose from its frozen content, number and date blank."""

WAITS_ALREADY = "Đã có bản đang chờ ký hoặc chờ cấp số. Muốn trình lại: Trả lại bản ấy trước."

ReadContent = Callable[[], dict[str, Any]]


@dataclass(frozen=True)
class OfYear:
    """How far a year is with a paper of one purpose: all that were ever laid before a signer, the newest first."""

    papers: tuple[YearPaper, ...]

    @property
    def pending(self) -> YearPaper | None:
        """The one that waits for signature or number."""
        return next((each for each in self.papers if each.is_pending), None)

    @property
    def in_force(self) -> YearPaper | None:
        return next((each for each in self.papers if each.paper.is_in_force), None)

    @property
    def living(self) -> YearPaper | None:
        """The newest that counts."""
        return self.pending or self.in_force

    @property
    def ended(self) -> YearPaper | None:
        """The newest, where it was returned or withdrawn and nothing came after it."""
        newest = next(iter(self.papers), None)
        was_ended = newest and newest.paper.state in (PaperState.VOIDED, PaperState.WITHDRAWN)
        return newest if was_ended else None


def of_year(term: Term, purpose: Purpose) -> OfYear:
    """In one query; the year is the one given."""
    found = YearPaper.objects.filter(paper__term=term, purpose=purpose).select_related("paper__entry")
    for each in found:
        each.paper.term = term
    return OfYear(tuple(found))


def seen_by(standing: Standing, term: Term, purpose: Purpose) -> list[YearPaper]:
    """Those that wait or are in force, as far as the person sees them."""
    seen = YearPaper.objects.visible_to(standing).living().filter(paper__term=term, purpose=purpose)
    return list(seen.select_related("paper__entry").defer("paper__content", "paper__boxes"))


def lay_before_signer(term: Term, purpose: Purpose, content_of: ReadContent, *, by: Standing) -> YearPaper:
    """Trình ký: what is to be said is read and frozen, and stays as it is whatever changes later."""
    can_lay_before_signer(by, term).required()
    code = new_code()
    circulation.render_blank(DOCUMENTS[purpose](content_of()), term, code, by.today)
    return _lay_before_signer(term, purpose, content_of, code, by)


@transaction.atomic
def _lay_before_signer(term: Term, purpose: Purpose, content_of: ReadContent, code: str, by: Standing) -> YearPaper:
    term = Term.objects.select_related("bloc__superior").select_for_update(of=("self",)).get(pk=term.pk)
    holding = can_lay_before_signer(by, term).required().capacity
    if of_year(term, purpose).pending:
        raise RefusedError(WAITS_ALREADY)
    content = content_of()
    paper = circulation.lay_before_signer(DOCUMENTS[purpose](content), content, term=term, code=code, by=by)
    made = YearPaper.objects.create(paper=paper, purpose=purpose)
    _record(step_for(Action.SUBMIT).label, made, holding, by, after={"bản trình ký": paper.rendering.sha256})
    return made


def record_signature(
    paper: YearPaper, signed: Signing, *, by: Standing, numbering: Numbering | None = None
) -> YearPaper:
    """Tải lên bản đã ký; with number and date, when the clerk has given them already, it is issued at once."""
    if numbering:
        can_take(by, _current(paper), Action.RECORD_SIGNATURE).required()
        circulation.render_numbered(_document(paper), paper.paper, numbering)
    return _record_signature(paper, signed, numbering, by)


@transaction.atomic
def _record_signature(paper: YearPaper, signed: Signing, numbering: Numbering | None, by: Standing) -> YearPaper:
    paper = _locked(paper)
    holding = can_take(by, paper, Action.RECORD_SIGNATURE).required().capacity
    signed_paper = life.record_signature(
        paper.paper, signer=signed.signer, signed_on=signed.signed_on, scan=signed.scan
    )
    facts = {"người ký": signed.signer, "ngày ký": signed.signed_on, "bản quét": bool(signed.scan)}
    paper = _moved(paper, signed_paper, Action.RECORD_SIGNATURE, holding, by, after=facts)
    return _issue(paper, numbering, by) if numbering else paper


def issue(paper: YearPaper, numbering: Numbering, *, by: Standing) -> YearPaper:
    """Nhập số, ngày ban hành: sent to the organisation above and the units; the one in force until now ends."""
    can_take(by, _current(paper), Action.ISSUE).required()
    circulation.render_numbered(_document(paper), paper.paper, numbering)
    return _issue(paper, numbering, by)


@transaction.atomic
def _issue(paper: YearPaper, numbering: Numbering, by: Standing) -> YearPaper:
    paper = _locked(paper)
    holding = can_take(by, paper, Action.ISSUE).required().capacity
    term = paper.term
    replaced = of_year(term, Purpose(paper.purpose)).in_force
    issued = circulation.give_number(paper.paper, numbering, replaces=replaced.paper if replaced else None)
    issued = circulation.attach_numbered_copy(issued, _document(paper), by=by)
    deliveries.deliver(issued, recipients_of(term))
    if replaced:
        _moved(replaced, _current(replaced).paper, PaperState.REPLACED, holding, by, after={"bởi": str(issued)})
    facts = {"số": issued.number_and_symbol, "ngày ban hành": issued.issued_on}
    return _moved(paper, issued, Action.ISSUE, holding, by, after=facts)


@transaction.atomic
def return_paper(paper: YearPaper, *, reason: str, by: Standing) -> YearPaper:
    """Trả lại: the frozen paper is void, and another may be laid before the signer."""
    paper = _locked(paper)
    holding = can_take(by, paper, Action.RETURN).required().capacity
    voided = life.void(paper.paper, reason=reason, on=by.today)
    return _moved(paper, voided, Action.RETURN, holding, by, reason=reason)


@transaction.atomic
def withdraw(paper: YearPaper, *, reason: str, by: Standing) -> YearPaper:
    """Thu hồi: it keeps its number and is no longer in force."""
    paper = _locked(paper)
    holding = can_take(by, paper, Action.WITHDRAW).required().capacity
    withdrawn = life.withdraw(paper.paper, reason=reason, on=by.today)
    return _moved(paper, withdrawn, Action.WITHDRAW, holding, by, reason=reason)


@transaction.atomic
def attach_scan(paper: YearPaper, scan: StoredFile, *, by: Standing) -> YearPaper:
    """Nộp bản ký quét lại, of one that was signed or issued without it."""
    paper = _locked(paper)
    holding = can_attach_scan(by, paper).required().capacity
    life.attach_scan(paper.paper, scan)
    _record("Nộp bản ký quét lại", paper, holding, by, after={"tệp": scan.sha256})
    return _current(paper)


def recipients_of(term: Term) -> set[int]:
    """The keys of whom a year's papers go to: the organisation above, and the units that are members."""
    above = term.bloc.superior.parent_id if term.bloc.is_movement else term.bloc.superior_id
    members: Iterable[int] = term.member_units.filter(left_on=None).values_list("organisation_id", flat=True)
    return {*members} | ({above} if above else set())


def _moved(
    paper: YearPaper, now: Paper, step: Action | PaperState, holding: Holding | None, by: Standing, *,
    after: Mapping[str, Any] | None = None, reason: str = "",
) -> YearPaper:  # fmt: skip
    """The paper as it is after a step, of which the history says from which state to which."""
    label = step_for(step).label if isinstance(step, Action) else step.label
    before, facts = {"tình trạng": PaperState(paper.paper.state).label}, {"tình trạng": PaperState(now.state).label}
    moved = _current(paper)
    _record(label, moved, holding, by, before=before, after=facts | dict(after or {}), reason=reason.strip())
    return moved


def _record(act: str, paper: YearPaper, holding: Holding | None, by: Standing, **facts: Any) -> None:
    term = paper.term
    record(
        act, paper.paper, by=by, capacity=holding, on_behalf_of=on_behalf(term, holding, by.today), term=term, **facts
    )


def _document(paper: YearPaper) -> OfficialDocument:
    return DOCUMENTS[Purpose(paper.purpose)](paper.paper.content)


def _current(paper: YearPaper) -> YearPaper:
    """As it is now; others may change it a moment later."""
    found: YearPaper = YearPaper.objects.whole().get(pk=paper.pk)
    return found


def _locked(paper: YearPaper) -> YearPaper:
    """As it is now, for nobody else to change until the transaction ends."""
    found: YearPaper = YearPaper.objects.whole().select_for_update(of=("self", "paper")).get(pk=paper.pk)
    return found
