"""What holds for every table and whatever is entered; `test_laws` tries some, `python -m tests.bench.scoring` many."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from scoring.arithmetic import points
from scoring.criteria import Counts, Criterion, Group, counts_below, groups, leaves
from scoring.criteria_json import dumps, loads
from scoring.criteria_review import review
from scoring.figures import Figure, check
from scoring.kinds import Attendance, Bands, Deadline, PlusMinus, Ratio, Relative
from scoring.sums import Sums
from scoring.tally import tally
from tests.scoring.strategies import Case
from thidua.lib.points import has_at_most


def tallied(case: Case, unit: int = 0):
    """The sheet of a unit, compared with all the others."""
    others = [figures for number, figures in enumerate(case.units) if number != unit]
    return tally(case.criteria, case.units[unit], bloc=others, days_late=case.days_late)


def such_a_table_may_be_published(case):
    assert [finding for finding in review(case.criteria) if finding.blocking] == []


def such_figures_may_be_entered(case):
    for figures in case.units:
        for criterion, _ in leaves(case.criteria):
            check(criterion, case.criteria, figures[criterion.key])


def json_gives_back_the_table(case):
    assert loads(dumps(case.criteria)) == case.criteria


def order_never_matters(case):
    """Neither that of the figures, nor of the units, nor of the criteria within their group."""
    backwards = Case(
        replace(case.criteria, nodes=_reversed(case.criteria.nodes)),
        tuple(dict(reversed(figures.items())) for figures in (case.units[0], *reversed(case.units[1:]))),
        case.days_late,
    )
    one, other = tallied(case), tallied(backwards)
    in_any_order = {name: frozenset(getattr(one, name)) for name in ("missing", "under_floor", "provisional")}
    assert in_any_order == {name: frozenset(getattr(other, name)) for name in in_any_order}
    assert replace(one, **in_any_order) == replace(other, **in_any_order)


def _reversed(nodes):
    return tuple(
        replace(node, nodes=_reversed(node.nodes)) if isinstance(node, Group) else node for node in reversed(nodes)
    )


def sums_are_those_of_what_is_shown(case):
    result = tallied(case)
    for group, above in groups(case.criteria):
        counts = counts_below((*above, group))
        below = sum((_shown(node, counts, result) for node in group.nodes), Sums())
        assert result.groups[group.key] == below.capped(counts, group.cap)
    whole = sum((_shown(node, Counts.SCORE, result) for node in case.criteria.nodes), Sums())
    assert (result.score, result.deductions) == (whole.score, whole.deduction)
    assert result.bonus == min(whole.bonus, whole.bonus if case.criteria.bonus_cap is None else case.criteria.bonus_cap)
    total = result.normalised + result.bonus - result.deductions - result.late
    assert result.total == (total if case.criteria.bonus_over_scale else min(total, case.criteria.scale))


def _shown(node, counts, result):
    if isinstance(node, Group):
        return result.groups[node.key]
    return Sums(**{counts: result.points.get(node.key, Decimal(0))})


def every_criterion_is_shown_missing_or_aside(case):
    result = tallied(case)
    for criterion, above in leaves(case.criteria):
        figure = case.units[0][criterion.key]
        is_shown, is_missing = criterion.key in result.points, criterion.key in result.missing
        assert not (is_shown and (is_missing or figure.not_applicable))
        if counts_below(above) is Counts.SCORE:
            assert is_shown + is_missing + figure.not_applicable == 1


def bounds_hold(case):
    result, criteria = tallied(case), case.criteria
    for criterion, _ in leaves(criteria):
        if criterion.key in result.points:
            shown = result.points[criterion.key]
            assert _least(criterion) <= shown
            assert has_at_most(criteria.decimals, shown)
            if not isinstance(criterion.rule, Ratio) or criterion.rule.cap_pct == 100:
                assert shown <= criterion.max
    for group, above in groups(criteria):
        if group.cap is not None:
            assert result.groups[group.key].of(counts_below((*above, group))) <= group.cap


def _least(criterion):
    return criterion.rule.floor if isinstance(criterion.rule, PlusMinus) else 0


def normalising_stays_within_the_scale(case):
    result, scale = tallied(case), case.criteria.scale
    assert 0 <= result.not_applicable <= scale
    assert has_at_most(case.criteria.decimals, result.normalised)
    if result.not_applicable == 0 or not case.criteria.not_applicable.normalise:
        assert result.normalised == result.score
    elif 0 <= result.score <= scale - result.not_applicable:
        assert result.score <= result.normalised <= scale


def one_more_moves_points_one_way(case):
    """More of what is wanted never costs points, one more absence never gives any."""
    for criterion, _ in leaves(case.criteria):
        figure = case.units[0][criterion.key]
        others = [each[criterion.key] for each in case.units[1:]]
        before = points(criterion, figure, decimals=case.criteria.decimals, others=others)
        if before is None or figure.amount is None:
            continue
        more = replace(figure, amount=figure.amount + 1)
        after = points(criterion, more, decimals=case.criteria.decimals, others=others)
        assert after is not None
        if _fall(criterion.rule):
            assert after <= before or _is_below_the_first_band(criterion.rule, before)
        else:
            assert before <= after


def _fall(rule):
    if isinstance(rule, Bands):
        worths = [band.points for band in sorted(rule.bands, key=lambda band: band.least)]
        return worths[0] > worths[-1]
    return isinstance(rule, Deadline | Attendance)


def _is_below_the_first_band(rule, shown):
    """Points that fall do so from the first band on; below it there are none."""
    return isinstance(rule, Bands) and shown == 0


def the_best_of_the_bloc_has_the_maximum(case):
    """Who is furthest over the target has it all, and nobody's points sink when the others become known."""
    for criterion, _ in leaves(case.criteria):
        if isinstance(criterion.rule, Relative):
            _relative_points_are_fair(criterion, [each[criterion.key] for each in case.units], case.criteria.decimals)


def _relative_points_are_fair(criterion: Criterion, bloc: list[Figure], decimals: int):
    shown = []
    for number, figure in enumerate(bloc):
        final = points(criterion, figure, decimals=decimals, others=bloc[:number] + bloc[number + 1 :])
        certain = points(criterion, figure, decimals=decimals)
        if final is not None and certain is not None:
            shown.append((figure, final))
            assert certain <= final
    over = [
        (Fraction(figure.amount) / Fraction(figure.target), final)
        for figure, final in shown
        if figure.amount is not None and figure.target is not None and figure.amount > figure.target
    ]
    if over:
        assert max(over)[1] == max(final for _, final in over) == criterion.max


LAWS = (
    such_a_table_may_be_published,
    such_figures_may_be_entered,
    json_gives_back_the_table,
    order_never_matters,
    sums_are_those_of_what_is_shown,
    every_criterion_is_shown_missing_or_aside,
    bounds_hold,
    normalising_stays_within_the_scale,
    one_more_moves_points_one_way,
    the_best_of_the_bloc_has_the_maximum,
)
