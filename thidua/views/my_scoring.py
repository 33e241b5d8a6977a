"""What of scoring waits for the person who is signed in: sheets of the own unit, and the years whose units hand in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from blocs.models import AuditEntry, Term
from blocs.standing import Standing
from scoring.enums import SheetState
from scoring.models import ScoreSheet, ScoringRound
from scoring.rules import can_extend, can_take
from scoring.services.handing_in import returns_of
from scoring.services.rounds import deadline_of, last_day_of
from scoring.workflow import Action
from thidua.work import named


@dataclass(frozen=True)
class SheetWaiting:
    """A sheet of the person's unit that is still to be handed in."""

    sheet: ScoreSheet
    last_day: date
    words: str
    returned: AuditEntry | None
    """Who gave it back and why, while it is being corrected."""


@dataclass(frozen=True, kw_only=True)
class RoundWaiting:
    """A year whose sheets the person chases, while some are missing."""

    round: ScoringRound
    last_day: date
    """For all; a unit may have more time."""
    units: int
    handed_in: int
    missing: str
    """Their names."""


STEPS = {
    SheetState.FILLING: ("Tự chấm, rồi trình thủ trưởng ký", (Action.LAY_BEFORE_HEAD,)),
    SheetState.AWAITING_HEAD: (
        "Chờ thủ trưởng duyệt, hoặc tải lên bản giấy đã ký",
        (Action.APPROVE, Action.HAND_IN_SIGNED),
    ),
}
"""What a sheet waits for; whoever may take one of the steps is who it waits for."""


def sheets_waiting(standing: Standing) -> Iterator[SheetWaiting]:
    """Of the own units, those that go on by a step of the person's."""
    rows = ScoreSheet.objects.filter(
        unit__organisation__in=standing.unit_ids, unit__left_on=None, round__term__closed_at=None, state__in=STEPS
    )
    related = rows.select_related("unit__organisation", "round__term__bloc__superior")
    sheets = list(related.prefetch_related("round__extensions"))
    returns = returns_of(sheets)
    for sheet in sheets:
        words, actions = STEPS[SheetState(sheet.state)]
        if any(can_take(standing, sheet, action) for action in actions):
            yield SheetWaiting(sheet, deadline_of(sheet.round, sheet.unit).last_day, words, returns.get(sheet.pk))


def rounds_waiting(standing: Standing, terms: Sequence[Term]) -> Iterator[RoundWaiting]:
    """Of the years that the person leads or follows, those of which a unit has not handed in yet."""
    staying = ScoreSheet.objects.filter(unit__left_on=None).select_related("unit__organisation")
    rounds: Any = ScoringRound.objects.filter(term__in=terms, term__closed_at=None)
    rounds = rounds.select_related("term__bloc__superior").order_by("due_on", "pk")
    for each in rounds.prefetch_related(Prefetch("sheets", staying, to_attr="staying")):
        missing = [sheet.unit.organisation.called for sheet in each.staying if not sheet.is_handed_in]
        if missing and can_extend(standing, each):
            yield RoundWaiting(
                round=each,
                last_day=last_day_of(each),
                units=len(each.staying),
                handed_in=len(each.staying) - len(missing),
                missing=named(missing),
            )
