"""A table as large as real ones get: 157 criteria, five levels deep, 1,000 points."""

from decimal import Decimal
from itertools import count

from scoring.criteria import Criteria, Criterion, Group, Node
from scoring.kinds import Direct, PassFail, Ratio, Rule

CRITERIA = 157
DEPTH = 5


def large_table(criteria: int = CRITERIA) -> Criteria:
    """So many criteria below groups nested as deep as `DEPTH` allows: two of three direct, the others pass or fail or
    by ratio, as in the real table it is like."""
    keys, numbers = count(1), list(range(criteria, 0, -1))
    each = Decimal(5)

    def criterion() -> Criterion:
        number = numbers.pop()
        rule: Rule = PassFail() if number % 5 == 0 else Ratio(cap_pct=Decimal(100)) if number % 13 == 0 else Direct()
        return Criterion(key=next(keys), code=f"{number})", text=f"Tiêu chí thứ {number}", max=each, rule=rule)

    def group(level: int) -> Group:
        nodes: list[Node] = [criterion() for _ in range(min(4, len(numbers)))]
        if level < DEPTH - 1 and numbers:
            nodes.append(group(level + 1))
        key = next(keys)
        return Group(key=key, code=f"N{key}", text=f"Nhóm cấp {level}", nodes=tuple(nodes))

    nodes: list[Node] = []
    while numbers:
        nodes.append(group(1))
    return Criteria(
        last_key=next(keys), title="Bảng tiêu chí lớn", scale=each * criteria, step=Decimal("0.5"), nodes=tuple(nodes)
    )
