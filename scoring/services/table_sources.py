"""What a new table may be made from, and on whose figures it is tried."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from blocs.models import Organisation, Term
from blocs.standing import Standing
from scoring.criteria import Criteria
from scoring.enums import SheetState, TableState
from scoring.models import CriteriaTable, ScoreSheet, ScoringRound
from scoring.services.sheets import entries_of
from scoring.tally import Tally
from scoring.trial import try_out


def sources_for_term(term: Term, standing: Standing) -> QuerySet[CriteriaTable]:
    """Tables that a year may take over: the bloc's own of other years, then those of its office; the newest first."""
    seen = CriteriaTable.objects.visible_to(standing).exclude(state=TableState.DRAFT)
    own = seen.filter(term__bloc=term.bloc)
    of_office = seen.filter(superior=term.bloc.superior, bloc_kind=term.bloc.kind)
    return _listed(own | of_office).order_by("-term__year", "-pk")


def sources_for_kind(superior: Organisation, bloc_kind: str, standing: Standing) -> QuerySet[CriteriaTable]:
    """Earlier tables of the office for the same kind of bloc."""
    seen = CriteriaTable.objects.visible_to(standing).exclude(state=TableState.DRAFT)
    return _listed(seen.filter(superior=superior, bloc_kind=bloc_kind)).order_by("-pk")


def _listed(tables: Any) -> QuerySet[CriteriaTable]:
    rows: QuerySet[CriteriaTable] = tables.select_related("term__bloc__superior", "superior")
    return rows


def taken_over(source: CriteriaTable, term: Term | None) -> Criteria:
    """The content of a table for another year: its title names the new one."""
    criteria = source.value
    if term is None or source.term is None:
        return criteria
    return replace(criteria, title=criteria.title.replace(str(source.term.year), str(term.year)))


@dataclass(frozen=True)
class TrialLine:
    """One unit: what came out, and what would."""

    sheet: ScoreSheet
    before: Tally
    tally: Tally

    @property
    def difference(self) -> Decimal:
        """How much more the unit would have."""
        return self.tally.total - self.before.total


@dataclass(frozen=True)
class TrialRun:
    """A table tried on the sheets of a year."""

    lines: tuple[TrialLine, ...]
    unmatched: tuple[str, ...]


def rounds_to_try(table: CriteriaTable, standing: Standing) -> QuerySet[ScoringRound]:
    """The years on whose sheets a table may be tried: of its bloc, or of the office's blocs of its kind."""
    rounds: Any = ScoringRound.objects.visible_to(standing)
    if table.term:
        rounds = rounds.filter(term__bloc=table.term.bloc, term__year__lte=table.term.year)
    else:
        rounds = rounds.filter(term__bloc__superior=table.superior, term__bloc__kind=table.bloc_kind)
    with_sheets = rounds.filter(sheets__in=_readable(standing)).distinct()
    found: QuerySet[ScoringRound] = with_sheets.select_related("term__bloc", "table").order_by("-term__year", "term")
    return found


def _readable(standing: Standing) -> Any:
    return ScoreSheet.objects.visible_to(standing).filter(state=SheetState.SUBMITTED)


def trial_run(table: CriteriaTable, on: ScoringRound, standing: Standing) -> TrialRun:
    """Reckon anew the sheets of a year that were handed in and that the person reads."""
    rows = _readable(standing).filter(round=on).select_related("unit__organisation")
    sheets = list(rows.prefetch_related(Prefetch("entries")).order_by("unit__position", "pk"))
    figures = [{key: entry.figure for key, entry in entries_of(sheet).items()} for sheet in sheets]
    trial = try_out(table.value, on.table.value, figures, [sheet.days_late or 0 for sheet in sheets])
    lines = tuple(map(TrialLine, sheets, trial.before, trial.after))
    return TrialRun(lines, trial.unmatched)
