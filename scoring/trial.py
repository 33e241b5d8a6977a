"""Chấm thử: what a table would have made of the figures that were entered by another one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.criteria import Criteria, Criterion, leaves, place
from scoring.figures import Figure, FigureError, check
from scoring.tally import Figures, Tally, tally


@dataclass(frozen=True)
class Trial:
    """The units' sheets by the old table and by the new one, in the order in which their figures were given."""

    before: tuple[Tally, ...]
    after: tuple[Tally, ...]
    unmatched: tuple[str, ...]
    """Criteria of the new table for which the old one asked nothing of the kind, by their places."""


def try_out(new: Criteria, old: Criteria, units: Sequence[Figures], days_late: Sequence[int]) -> Trial:
    """Reckon the figures of some units by both tables alike: compared with one another, each as late as it was."""
    origin = matching(new, old)
    carried = [carried_over(new, origin, figures) for figures in units]
    unmatched = tuple(place(criterion, above) for criterion, above in leaves(new) if criterion.key not in origin)
    return Trial(_tallies(old, units, days_late), _tallies(new, carried, days_late), unmatched)


def _tallies(criteria: Criteria, units: Sequence[Figures], days_late: Sequence[int]) -> tuple[Tally, ...]:
    return tuple(
        tally(criteria, figures, bloc=[*units[:position], *units[position + 1 :]], days_late=late)
        for position, (figures, late) in enumerate(zip(units, days_late, strict=True))
    )


def matching(new: Criteria, old: Criteria) -> dict[int, int]:
    """By key of a new criterion the old one that asks for the same kind of figure: the same part, or one in its place.

    Keys survive copies, so they are asked first; they mean the same part only where its code or its words stayed.
    """
    by_key = {criterion.key: criterion for criterion, _ in leaves(old)}
    by_place = {place(criterion, above): criterion for criterion, above in leaves(old)}
    origin: dict[int, int] = {}
    for criterion, above in leaves(new):
        same = by_key.get(criterion.key)
        if same is None or not _is_same_part(criterion, same):
            same = by_place.get(place(criterion, above))
        if same is not None and same.rule.type == criterion.rule.type:
            origin[criterion.key] = same.key
    return origin


def _is_same_part(one: Criterion, other: Criterion) -> bool:
    return one.text == other.text or (one.code == other.code != "")


def carried_over(new: Criteria, origin: Mapping[int, int], figures: Figures) -> dict[int, Figure]:
    """A unit's figures under the new keys, without those that the new table could not have."""
    carried: dict[int, Figure] = {}
    for criterion, _ in leaves(new):
        figure = figures.get(origin.get(criterion.key, 0))
        if figure is None:
            continue
        try:
            check(criterion, new, figure)
        except FigureError:
            continue
        carried[criterion.key] = figure
    return carried
