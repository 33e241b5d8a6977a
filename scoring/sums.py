"""Adding up a table: score, bonus and deductions apart, each group's cap kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from scoring.criteria import Counts, Criteria, Criterion, Node


@dataclass(frozen=True)
class Sums:
    """What a group, or all of a table, comes to, by what `Counts` tells apart; a deduction is not negative."""

    score: Decimal = Decimal(0)
    bonus: Decimal = Decimal(0)
    deduction: Decimal = Decimal(0)

    @property
    def net(self) -> Decimal:
        """What stands in the line of the group."""
        return self.score + self.bonus - self.deduction

    def of(self, counts: Counts) -> Decimal:
        """What counts in this way."""
        value: Decimal = getattr(self, counts)
        return value

    def capped(self, counts: Counts, cap: Decimal | None) -> "Sums":
        """With no more than the cap of what counts in this way."""
        return self if cap is None or self.of(counts) <= cap else replace(self, **{counts: cap})

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(self.score + other.score, self.bonus + other.bonus, self.deduction + other.deduction)


@dataclass(frozen=True)
class Added:
    """A table added up."""

    total: Sums
    groups: dict[int, Sums]
    """By key, each after its cap."""


def add_up(criteria: Criteria, value: Callable[[Criterion], Decimal]) -> Added:
    """The sums of what each criterion is worth."""
    groups: dict[int, Sums] = {}

    def below(nodes: tuple[Node, ...], counts: Counts) -> Sums:
        return sum((of(node, counts) for node in nodes), Sums())

    def of(node: Node, above: Counts) -> Sums:
        if isinstance(node, Criterion):
            return Sums(**{above: value(node)})
        counts = node.counts or above
        groups[node.key] = below(node.nodes, counts).capped(counts, node.cap)
        return groups[node.key]

    return Added(below(criteria.nodes, Counts.SCORE), groups)


def maxima(criteria: Criteria, *, without: frozenset[int] = frozenset()) -> Added:
    """The most a table can give, as its criteria's maxima say; `without` those of these keys."""
    return add_up(criteria, lambda each: Decimal(0) if each.key in without or each.max is None else each.max)
