"""What a unit's sheet comes to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.arithmetic import is_provisional, points
from scoring.criteria import Counts, Criteria, ResultClass, counts_below, leaves
from scoring.figures import NOTHING, Figure
from scoring.sums import Sums, add_up, maxima
from thidua.lib.points import rounded

Figures = Mapping[int, Figure]
"""Of one unit, by key of the criterion."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """A sheet added up. Sums are sums of what is shown: points are rounded per criterion, and not again."""

    points: dict[int, Decimal]
    """By key of the criterion; those that do not apply or have no figure yet are left out. Of a deduction, what it
    takes away."""
    groups: dict[int, Sums]
    """By key of the group, each after its cap."""
    score: Decimal
    not_applicable: Decimal
    """The part of the scale that does not apply to the unit."""
    too_much_not_applicable: bool
    """Whether that is more than the table allows."""
    normalised: Decimal
    """The score carried over to the whole scale, where the table does so: the second and last rounding."""
    bonus: Decimal
    """After the table's cap."""
    deductions: Decimal
    late: Decimal
    """What the sheet's own lateness costs, beside the deductions."""
    total: Decimal
    """normalised + bonus - deductions - late, no more than the scale where the table says so."""
    missing: tuple[int, ...]
    """Criteria of the score that have no figure yet and count 0 so far."""
    under_floor: tuple[int, ...]
    """Criteria with fewer points than they should have at least."""
    provisional: tuple[int, ...]
    """Criteria whose points may rise when the bloc's other units are known."""
    result_class: ResultClass | None
    """The highest class that the points open; None when they open none."""


def tally(criteria: Criteria, figures: Figures, *, bloc: Sequence[Figures] | None = None, days_late: int = 0) -> Tally:
    """Adds up the figures of one unit.

    `bloc` are the figures of the other units that are compared with it, None while they are not known; `days_late` is
    how late the sheet came.
    """
    earned: dict[int, Decimal] = {}
    aside: set[int] = set()
    missing: list[int] = []
    provisional: list[int] = []
    for criterion, above in leaves(criteria):
        figure = figures.get(criterion.key, NOTHING)
        others = None if bloc is None else [each.get(criterion.key, NOTHING) for each in bloc]
        worth = points(criterion, figure, decimals=criteria.decimals, others=others)
        if worth is not None:
            earned[criterion.key] = worth
        elif figure.not_applicable:
            aside.add(criterion.key)
        elif counts_below(above) is Counts.SCORE:
            missing.append(criterion.key)
        if is_provisional(criterion, figure, others):
            provisional.append(criterion.key)
    added = add_up(criteria, lambda criterion: earned.get(criterion.key, Decimal(0)))
    not_applicable = maxima(criteria).total.score - maxima(criteria, without=frozenset(aside)).total.score
    normalised = _normalised(criteria, added.total.score, not_applicable)
    bonus = added.total.bonus if criteria.bonus_cap is None else min(added.total.bonus, criteria.bonus_cap)
    late = criteria.cost_of_lateness(days_late)
    total = normalised + bonus - added.total.deduction - late
    if not criteria.bonus_over_scale:
        total = min(total, criteria.scale)
    return Tally(
        points=earned,
        groups=added.groups,
        score=added.total.score,
        not_applicable=not_applicable,
        too_much_not_applicable=_is_too_much(criteria, not_applicable),
        normalised=normalised,
        bonus=bonus,
        deductions=added.total.deduction,
        late=late,
        total=total,
        missing=tuple(missing),
        under_floor=tuple(_under_floor(criteria, earned)),
        provisional=tuple(provisional),
        result_class=_result_class(criteria, total, earned, aside),
    )


def _normalised(criteria: Criteria, score: Decimal, not_applicable: Decimal) -> Decimal:
    """score / (scale - not applicable) * scale; the score itself when nothing of the scale is left.

    >>> table = Criteria(last_key=0, scale=Decimal(100), step=Decimal(1))
    >>> _normalised(table, Decimal(75), Decimal(10))
    Decimal('83.33')
    """
    left = Fraction(criteria.scale) - Fraction(not_applicable)
    if not criteria.not_applicable.normalise or not_applicable == 0 or left <= 0:
        return score
    return rounded(Fraction(score) / left * Fraction(criteria.scale), criteria.decimals)


def _is_too_much(criteria: Criteria, not_applicable: Decimal) -> bool:
    most = criteria.not_applicable.max_pct
    return most is not None and not_applicable * 100 > criteria.scale * most


def _under_floor(criteria: Criteria, earned: Mapping[int, Decimal]) -> Iterable[int]:
    for criterion, _ in leaves(criteria):
        worth = earned.get(criterion.key)
        if worth is not None and criterion.floor is not None and worth < criterion.floor:
            yield criterion.key


def _result_class(
    criteria: Criteria, total: Decimal, earned: Mapping[int, Decimal], aside: set[int]
) -> ResultClass | None:
    needed = [
        (criterion.max, earned.get(criterion.key, Decimal(0)))
        for criterion, above in leaves(criteria)
        if counts_below(above) is Counts.SCORE and criterion.key not in aside and criterion.max is not None
    ]

    def is_open(each: ResultClass) -> bool:
        floor = each.floor_pct
        return total >= each.min and (floor is None or all(worth * 100 >= most * floor for most, worth in needed))

    return next((each for each in criteria.classes if is_open(each)), None)
