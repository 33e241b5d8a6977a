"""Whether what stands below adds up to what stands above: criteria to groups, groups to the scale."""

from collections.abc import Iterator

from scoring.criteria import Counts, Criteria, Group, counts_below, groups
from scoring.criteria_review.finding import Finding, called
from scoring.sums import Sums, maxima
from thidua.lib.points import number_text


def findings(criteria: Criteria) -> Iterator[Finding]:
    most = maxima(criteria)
    for group, above in groups(criteria):
        yield from _group(group, counts_below((*above, group)), most.groups[group.key])
    if most.total.score != criteria.scale:
        yield Finding(
            "SUM_OF_SCALE",
            f"Điểm chuẩn các tiêu chí (không kể điểm thưởng, điểm trừ) cộng lại được {number_text(most.total.score)}, "
            f"khác thang điểm {number_text(criteria.scale)}. Hãy sửa điểm chuẩn hoặc thang điểm.",
        )


def _group(group: Group, counts: Counts, most: Sums) -> Iterator[Finding]:
    """A section may state its maximum with or without the bonuses that it holds: both are in use."""
    own = most.of(counts)
    if group.max is not None and group.max not in (own, most.score + most.bonus):
        yield Finding(
            "SUM_OF_GROUP",
            f"{called(group)}: điểm chuẩn ghi {number_text(group.max)}, các tiêu chí cộng lại được {number_text(own)}. "
            "Hãy sửa điểm chuẩn của nhóm hoặc của tiêu chí.",
            group.key,
        )
