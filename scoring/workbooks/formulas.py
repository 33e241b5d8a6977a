"""The arithmetic of scoring as live formulas of Excel: each gives exactly what `scoring.arithmetic` and
`scoring.tally` give.

Formulas are written in the file format's own grammar (English names, commas, decimal points), which every Excel shows
in its user's language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from scoring.criteria import Criteria, Criterion
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

DONE = "Có"
"""Chosen for a part of a checklist that was done."""

_TIDY = 10
"""Decimals to which a quotient is rounded first: binary fractions miss a tie by less, so that the rounding proper finds
it where exact arithmetic does."""
_EXACT = 4
"""Decimals of sums: more than points have, so that only the dust of binary addition is wiped off."""


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """The addresses of the cells that a criterion's points are reckoned from."""

    amount: str
    target: str
    choice: str
    not_applicable: str
    """Empty where nothing makes the criterion count for nothing."""
    parts: str = ""
    """The range in which the parts of a checklist are marked."""
    scale: str = ""
    """The range of what the choices are called, or the bands begin with."""
    worths: str = ""
    """The range of the points beside it."""


def points(criterion: Criterion, criteria: Criteria, inputs: Inputs, *, is_deduction: bool = False) -> str:
    """The points of a criterion; an empty text while it is incomplete or does not apply. What is taken away is
    negative."""
    complete, earned = _earned(criterion, inputs)
    shown = _rounded(_within_bounds(criterion, earned), criteria.decimals)
    shown = f'IF({complete},{"-" if is_deduction else ""}{shown},"")'
    return f'=IF({inputs.not_applicable}<>"","",{shown})' if inputs.not_applicable else f"={shown}"


def capped_sum(cells: Iterable[str], cap: Decimal | None = None) -> str:
    """What a group comes to."""
    total = f"SUM({','.join(cells) or 0})"
    return f"=ROUND({total if cap is None else f'MIN({number(cap)},{total})'},{_EXACT})"


def number_in(cell: str, *, sign: str = "") -> str:
    """The number in a cell, 0 while it shows none."""
    return f"=IF(ISNUMBER({cell}),{sign}{cell},0)"


def maximum(most: Decimal, not_applicable: str) -> str:
    """What a criterion may give, which is nothing where it does not apply."""
    return f'=IF({not_applicable}<>"",0,{number(most)})' if not_applicable else f"={number(most)}"


def normalised(criteria: Criteria, score: str, not_applicable: str) -> str:
    """The score carried over to the whole scale."""
    scale = number(criteria.scale)
    whole = _rounded(f"{score}/({scale}-{not_applicable})*{scale}", criteria.decimals)
    return f"=IF(OR({not_applicable}=0,{not_applicable}>={scale}),{score},{whole})"


def total(criteria: Criteria, cells: Iterable[str]) -> str:
    """All that counts, what is taken away being negative."""
    return capped_sum(cells, None if criteria.bonus_over_scale else criteria.scale)


def number(value: Decimal) -> str:
    """A number as formulas write it."""
    return f"{value:f}"


def _earned(criterion: Criterion, inputs: Inputs) -> tuple[str, str]:
    """When there is something to reckon, and what it comes to before bounds and rounding."""
    most = number(criterion.max or Decimal(0))
    amount, target = inputs.amount, inputs.target
    counted, against_target = f"ISNUMBER({amount})", f"AND(ISNUMBER({amount}),N({target})>0)"
    match criterion.rule:
        case Direct() | PlusMinus() | External():
            return counted, amount
        case PassFail() | Levels():
            chosen = f"--EXACT({inputs.scale},{inputs.choice})"
            return f"SUMPRODUCT({chosen})>0", f"SUMPRODUCT({chosen},{inputs.worths})"
        case Bands() as rule:
            value = f"ROUND(100*{amount}/{target},{_TIDY})" if rule.of_target else amount
            return against_target if rule.of_target else counted, _band(rule, value, inputs)
        case Ratio():
            return against_target, f"{most}*{amount}/{target}"
        case PerTime(points=each):
            return counted, f"{number(each)}*{amount}"
        case Deadline(minus=minus) | Attendance(minus=minus):
            return counted, f"{most}-{number(minus)}*{amount}"
        case Checklist(count=all_parts):
            done = f'COUNTIF({inputs.parts},"{DONE}")' if inputs.parts else amount
            return f"COUNTA({inputs.parts})>0" if inputs.parts else counted, f"{most}*{done}/{all_parts}"
        case Relative():
            return counted, f"IF(N({target})>0,{most}/2*MIN(1,{amount}/{target}),0)"
        case unknown:
            assert_never(unknown)


def _band(rule: Bands, value: str, inputs: Inputs) -> str:
    least = number(min(band.least for band in rule.bands))
    return f"IF({value}<{least},0,LOOKUP({value},{inputs.scale},{inputs.worths}))"


def _within_bounds(criterion: Criterion, earned: str) -> str:
    rule, most = criterion.rule, criterion.max
    if isinstance(rule, Ratio):
        most = None if most is None or rule.cap_pct is None else most * rule.cap_pct / 100
    least = rule.floor if isinstance(rule, PlusMinus) else Decimal(0)
    return f"MAX({number(least)},{earned if most is None else f'MIN({number(most)},{earned})'})"


def _rounded(value: str, decimals: int) -> str:
    """Half away from zero, as `thidua.lib.points.rounded`."""
    return f"ROUND(ROUND({value},{_TIDY}),{decimals})"
