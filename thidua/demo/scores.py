"""The scoring of Khối 4: two past years handed in by all, this year in the middle of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pikepdf
from django.utils import timezone

from blocs.models import Term
from blocs.standing import Standing
from scoring.criteria import Criterion, Evidence, leaves
from scoring.documents import check_code
from scoring.figures import Figure
from scoring.kinds import (
    Attendance,
    Bands,
    Checklist,
    Deadline,
    Direct,
    External,
    Levels,
    PassFail,
    PerTime,
    PlusMinus,
    Ratio,
    Relative,
)
from scoring.models import ScoreSheet, ScoringRound
from scoring.services import evidence, handing_in, rounds, sheets, tables
from scoring.services.handing_in import SignedPaper
from scoring.services.rounds import Due
from scoring.services.sheets import Entered
from thidua.demo import criteria
from thidua.demo.days import on
from thidua.demo.world import World
from thidua.papers.services import files


@dataclass(frozen=True)
class Share:
    """How well a unit did, of 100, and what of its sheet it has filled in so far."""

    done: int
    filled: int = 100


def past_year(made: World, term: Term, leader: str) -> None:
    """Every unit handed in on paper, entered on its behalf by the leader's officer, as everything was then."""
    with on(date(term.year, 10, 20)):
        opened = _opened(made, term, leader, date(term.year, 11, 5))
    with on(date(term.year, 11, 3)):
        by = made.standing(leader)
        for place, sheet in enumerate(opened.sheets.all()):
            _filled(sheet, Share(96 - place * 2 + place * place % 5), by)
            _handed_in(sheet, by)


def this_year(made: World, term: Term, today: date) -> None:
    """In the middle: one has handed in, one waits for its head, two are at it, one is entered by the follower."""
    opened_on = today - timedelta(days=12)
    with on(opened_on):
        opened = _opened(made, term, "stc.chuyenvien", today + timedelta(days=10))
    by_unit = {sheet.unit.organisation.code: sheet for sheet in opened.sheets.select_related("unit__organisation")}
    with on(opened_on + timedelta(days=5)):
        _filled(by_unit["LG-STC"], Share(97), made.standing("stc.chuyenvien"))
        _filled(by_unit["LG-SNNMT"], Share(90, filled=30), made.standing("snnmt.chuyenvien"))
        _filled(by_unit["LG-SXD"], Share(95, filled=60), made.standing("sxd.chuyenvien"))
        _filled(by_unit["LG-SCT"], Share(93), made.standing("sct.chuyenvien"))
        _filled(by_unit["LG-LMHTX"], Share(88, filled=80), made.standing("snv.theodoi"))
    with on(opened_on + timedelta(days=7)):
        handing_in.lay_before_head(by_unit["LG-SCT"], by=made.standing("sct.chuyenvien"))
        sheet = handing_in.lay_before_head(by_unit["LG-STC"], by=made.standing("stc.chuyenvien"))
    with on(opened_on + timedelta(days=8)):
        handing_in.approve(sheet, seen=sheet.digest, at=timezone.now(), by=made.standing("stc.giamdoc"))


def task_as_proof(made: World, term: Term) -> None:
    """A unit that is filling in its sheet puts forward a task that it has done."""
    by = made.standing("sxd.chuyenvien")
    sheet = ScoreSheet.objects.get(round__term=term, unit__organisation=made.organisations["LG-SXD"])
    first, _ = next(leaves(sheet.round.table.value))
    if task := evidence.tasks_of(sheet).first():
        evidence.add_task(sheet, first.key, task, by=by)


def _opened(made: World, term: Term, leader: str, due_on: date) -> ScoringRound:
    by = made.standing(leader)
    title = f"Bảng tiêu chí chấm điểm thi đua {term.label.lower()} của {term.bloc.name}"
    tables.publish(tables.draft_of_term(term, criteria.table(title), by=by), by=by)
    return rounds.open_round(term, Due(due_on=due_on, is_before=True), by=by)


def _filled(sheet: ScoreSheet, share: Share, by: Standing) -> None:
    if sheet.unit.organisation_id not in by.unit_ids:
        sheet = sheets.begin_on_behalf(sheet, by=by)
    table = sheet.round.table.value
    chosen = [criterion for criterion, _ in leaves(table)]
    chosen = chosen[: len(chosen) * share.filled // 100]
    entered = {
        criterion.key: Entered(
            figure=_figure(criterion, share.done), is_provisional=isinstance(criterion.rule, Relative)
        )
        for criterion in chosen
    }
    sheets.enter(sheet, entered, by=by)
    for number, criterion in enumerate(chosen, start=1):
        if criterion.evidence is Evidence.REQUIRED:
            url = f"https://vanban.lamgiang.example/{sheet.unit.organisation.code.lower()}/{sheet.round.term.year}/{number}"
            evidence.add_link(sheet, criterion.key, url, f"Báo cáo số {100 + number}/BC", by=by)


def _figure(criterion: Criterion, done: int) -> Figure:
    """What a unit that did so well, of 100, says of a criterion."""
    most = criterion.max or Decimal(0)
    match criterion.rule:
        case Ratio() | Bands():
            return Figure(amount=Decimal(done), target=Decimal(100))
        case Relative():
            return Figure(amount=Decimal(900 + done * 3), target=Decimal(1100))
        case Direct() | External():
            return Figure(amount=most * done // 100)
        case Levels():
            return Figure(chosen=(0 if done >= 94 else 1,))
        case PassFail():
            return Figure(chosen=(PassFail.PASSED,))
        case Checklist(parts=parts) if isinstance(parts, tuple):
            return Figure(chosen=tuple(range(len(parts) if done >= 92 else len(parts) - 1)))
        case PerTime():
            return Figure(amount=Decimal(0 if most > 40 else done % 4))
        case Deadline() | Attendance():
            return Figure(amount=Decimal(0 if done >= 90 else 1))
        case PlusMinus():
            return Figure(amount=Decimal(done % 5))
        case _:
            return Figure(amount=Decimal(0))


def _handed_in(sheet: ScoreSheet, by: Standing) -> None:
    sheet = handing_in.lay_before_head(sheet, by=by)
    scan = files.store(_empty_page(), "ban-ky.pdf", "application/pdf", by=by)
    signer = f"Thủ trưởng {sheet.unit.organisation.called}"
    paper = SignedPaper(signer=signer, signed_on=by.today, code=check_code(sheet.digest), scan=scan)
    handing_in.hand_in_signed(sheet, paper, at=timezone.now(), by=by)


def _empty_page() -> bytes:
    """In the place of a scan."""
    pdf, data = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    pdf.save(data, deterministic_id=True)
    return data.getvalue()
