"""What a figure is worth: exact in between, rounded once.

The table has no blocking finding (`scoring.criteria_review`), and figures have passed `scoring.figures.check`. Each
kind of rule is one function with a worked example; `most` is the criterion's maximum.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from scoring.criteria import Criterion
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
from thidua.lib.points import rounded

__all__ = ["is_provisional", "points"]


def points(
    criterion: Criterion, figure: Figure, *, decimals: int, others: Sequence[Figure] | None = None
) -> Decimal | None:
    """The points of a criterion, kept between its floor and maximum, then rounded half up.

    None while the figure is incomplete, or when the criterion does not apply. `others` are the figures of the bloc's
    other units; while they are not known (None), a relative criterion gives the points that are certain already (see
    `is_provisional`). Below a deduction they are the points taken away.
    """
    if figure.not_applicable:
        return None
    earned = _earned(criterion, figure, others)
    return None if earned is None else rounded(_within_bounds(criterion, earned), decimals)


def is_provisional(criterion: Criterion, figure: Figure, others: Sequence[Figure] | None) -> bool:
    """Whether the points may still rise when the figures of the bloc's other units are known."""
    if not isinstance(criterion.rule, Relative) or others is not None or figure.not_applicable:
        return False
    return figure.amount is not None and figure.amount > (figure.target or 0)


def _earned(criterion: Criterion, figure: Figure, others: Sequence[Figure] | None) -> Fraction | None:
    most = Fraction(criterion.max or 0)
    match criterion.rule:
        case Direct() | PlusMinus() | External():
            return _given(figure)
        case PassFail():
            return _passed(most, figure)
        case Levels() as rule:
            return _level(rule, figure)
        case Bands() as rule:
            return _band(rule, figure)
        case Ratio():
            return _ratio(most, figure)
        case PerTime() as rule:
            return _times(rule, figure)
        case Deadline() | Attendance() as rule:
            return _reduced(rule, most, figure)
        case Checklist() as rule:
            return _share_done(rule, most, figure)
        case Relative():
            return _relative(most, figure, others)
        case unknown:
            assert_never(unknown)


def _within_bounds(criterion: Criterion, earned: Fraction) -> Fraction:
    """No more than the maximum, which a ratio may pass as far as its cap, and no less than 0 or the rule's own floor.

    >>> ratio = Criterion(key=1, text="Thu ngân sách", max=Decimal(40), rule=Ratio(cap_pct=Decimal(110)))
    >>> points(ratio, Figure(amount=Decimal(130), target=Decimal(100)), decimals=2)
    Decimal('44.00')
    """
    rule, most = criterion.rule, criterion.max
    if isinstance(rule, Ratio):
        most = None if most is None or rule.cap_pct is None else most * rule.cap_pct / 100
    least = rule.floor if isinstance(rule, PlusMinus) else Decimal(0)
    return max(Fraction(least), earned if most is None else min(earned, Fraction(most)))


def _given(figure: Figure) -> Fraction | None:
    """Points given by a person, or taken from another ranking.

    >>> _given(Figure(amount=Decimal("18.5")))
    Fraction(37, 2)
    """
    return None if figure.amount is None else Fraction(figure.amount)


def _passed(most: Fraction, figure: Figure) -> Fraction | None:
    """The maximum or nothing.

    >>> _passed(Fraction(10), Figure(chosen=(PassFail.PASSED,)))
    Fraction(10, 1)
    >>> _passed(Fraction(10), Figure(chosen=(PassFail.FAILED,)))
    Fraction(0, 1)
    """
    if figure.chosen is None:
        return None
    return most if figure.chosen == (PassFail.PASSED,) else Fraction(0)


def _level(rule: Levels, figure: Figure) -> Fraction | None:
    """The points of the level that was reached.

    >>> rule = Levels(levels=(Level(name="Tốt", points=Decimal(20)), Level(name="Khá", points=Decimal(15))))
    >>> _level(rule, Figure(chosen=(1,)))
    Fraction(15, 1)
    """
    if figure.chosen is None:
        return None
    (position,) = figure.chosen
    return Fraction(rule.levels[position].points)


def _band(rule: Bands, figure: Figure) -> Fraction | None:
    """The points of the highest band that the number reaches.

    97 of 100 files in time are 97 %, more than 95 and less than 98:

    >>> bands = (Band(least=Decimal(98), points=Decimal(50)), Band(least=Decimal(95), points=Decimal(40)))
    >>> _band(Bands(bands=bands, of_target=True), Figure(amount=Decimal(97), target=Decimal(100)))
    Fraction(40, 1)
    >>> _band(Bands(bands=bands), Figure(amount=Decimal("94.99")))
    Fraction(0, 1)
    """
    number = _number(rule, figure)
    if number is None:
        return None
    reached = [band for band in rule.bands if band.least <= number]
    return Fraction(max(reached, key=lambda band: band.least).points) if reached else Fraction(0)


def _number(rule: Bands, figure: Figure) -> Fraction | None:
    """The number that lies in a band: the amount, or its percentage of the target."""
    if not rule.of_target:
        return _given(figure)
    if figure.amount is None or figure.target is None:
        return None
    return 100 * _ratio_of(figure.amount, figure.target)


def _ratio(most: Fraction, figure: Figure) -> Fraction | None:
    """The maximum times amount over target; how far beyond the maximum is for the rule's cap to say.

    >>> _ratio(Fraction(60), Figure(amount=Decimal(95), target=Decimal(100)))
    Fraction(57, 1)
    """
    if figure.amount is None or figure.target is None:
        return None
    return most * _ratio_of(figure.amount, figure.target)


def _times(rule: PerTime, figure: Figure) -> Fraction | None:
    """So many points each time.

    >>> _times(PerTime(points=Decimal("2.5")), Figure(amount=Decimal(3)))
    Fraction(15, 2)
    """
    return None if figure.amount is None else Fraction(rule.points) * Fraction(figure.amount)


def _reduced(rule: Deadline | Attendance, most: Fraction, figure: Figure) -> Fraction | None:
    """The maximum less so many points for each day, report or absence, never below 0.

    A report four days late at 3 points a day; three absences at 5 points each:

    >>> _reduced(Deadline(minus=Decimal(3)), Fraction(30), Figure(amount=Decimal(4)))
    Fraction(18, 1)
    >>> _reduced(Attendance(minus=Decimal(5)), Fraction(10), Figure(amount=Decimal(3)))
    Fraction(0, 1)
    """
    if figure.amount is None:
        return None
    return max(Fraction(0), most - Fraction(rule.minus) * Fraction(figure.amount))


def _share_done(rule: Checklist, most: Fraction, figure: Figure) -> Fraction | None:
    """The share of the parts that were done.

    >>> _share_done(Checklist(parts=("Kế hoạch", "Sơ kết", "Tổng kết")), Fraction(20), Figure(chosen=(0, 2)))
    Fraction(40, 3)
    >>> _share_done(Checklist(parts=4), Fraction(20), Figure(amount=Decimal(3)))
    Fraction(15, 1)
    """
    if isinstance(rule.parts, int):
        return None if figure.amount is None else most * _ratio_of(figure.amount, Decimal(rule.parts))
    return None if figure.chosen is None else most * Fraction(len(figure.chosen), len(rule.parts))


def _relative(most: Fraction, figure: Figure, others: Sequence[Figure] | None) -> Fraction | None:
    """Half for the target, the other half by the excess over it against the best excess of the bloc.

    One unit 30 % over its target, one 12 % over, one at it, one that reached 80 %:

    >>> ahead, over = Figure(amount=Decimal(130), target=Decimal(100)), Figure(amount=Decimal(56), target=Decimal(50))
    >>> at, under = Figure(amount=Decimal(20), target=Decimal(20)), Figure(amount=Decimal(8), target=Decimal(10))
    >>> [str(_relative(Fraction(40), unit, [ahead, over, at, under])) for unit in (ahead, over, at, under)]
    ['40', '28', '20', '16']

    Two that are equally far ahead both have the maximum. While the others are not known, half the maximum is certain:

    >>> _relative(Fraction(40), ahead, [ahead]), _relative(Fraction(40), ahead, None)
    (Fraction(40, 1), Fraction(20, 1))

    Units with a result and no target are a group of their own, measured by its best:

    >>> _relative(Fraction(40), Figure(amount=Decimal(6)), [ahead, Figure(amount=Decimal(8))])
    Fraction(30, 1)
    """
    own = _measure(figure)
    if own is None:
        return None
    if figure.target is not None and own <= 0:
        return most / 2 * (1 + own)
    share = Fraction(0) if others is None else _share_of_best(own, _rivals(figure, others))
    return most * share if figure.target is None else most / 2 * (1 + share)


def _measure(figure: Figure) -> Fraction | None:
    """By what units are compared: the excess over the target as a share of it, or the result where there is none."""
    if figure.amount is None or figure.not_applicable:
        return None
    return Fraction(figure.amount) if figure.target is None else _ratio_of(figure.amount, figure.target) - 1


def _rivals(figure: Figure, others: Sequence[Figure]) -> Iterator[Fraction]:
    """The measures of the units in the same group: those with a target, or those without."""
    for other in others:
        measure = _measure(other)
        if measure is not None and (other.target is None) == (figure.target is None):
            yield measure


def _share_of_best(own: Fraction, rivals: Iterable[Fraction]) -> Fraction:
    """Own over the best of all, 0 when nobody has anything."""
    best = max((own, *rivals))
    return own / best if best > 0 else Fraction(0)


def _ratio_of(amount: Decimal, target: Decimal) -> Fraction:
    return Fraction(amount) / Fraction(target)
