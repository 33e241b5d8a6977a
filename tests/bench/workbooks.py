"""`python -m tests.bench.workbooks [N]`: N invented sheets out to Excel, reckoned there by LibreOffice, held against
our own arithmetic; then what a large sheet costs out and back in."""

import os
import sys
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from time import monotonic

from hypothesis import HealthCheck, Phase, given, settings

from scoring.criteria import Criterion, leaves
from scoring.figures import Figure
from scoring.tally import tally
from scoring.workbooks.sheet_in import open_sheet, read_sheet
from tests.scoring.large import CRITERIA, DEPTH, large_table
from tests.scoring.recomputed import differences, expected_points, recomputed, shown_points, workbook_of
from tests.scoring.strategies import cases


def drawn(count):
    """So many invented sheets, each with its table and what it comes to."""
    found = []

    @given(case=cases())
    @settings(
        max_examples=count, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def draw(case):
        figures = case.units[0]
        found.append((case.criteria, figures, tally(case.criteria, figures, days_late=case.days_late)))

    draw()
    return found[-count:]


def main(count: int) -> None:
    sheets = drawn(count)
    begun = monotonic()
    workbooks = [workbook_of(*sheet) for sheet in sheets]
    written = monotonic()
    results = recomputed(workbooks)
    reckoned = monotonic()
    cells, wrong = 0, []
    for (criteria, _, counted), result in zip(sheets, results, strict=True):
        expected = expected_points(criteria, counted)
        cells += len(expected)
        wrong += differences(shown_points(BytesIO(result), criteria), expected).items()
    sys.stdout.write(
        f"{len(sheets)} sheets, {cells} points and sums recomputed by LibreOffice: differences {len(wrong)} "
        f"(written in {written - begun:.1f} s, recomputed in {reckoned - written:.1f} s)\n"
    )
    for key, (shown, expected) in wrong[:10]:
        sys.stdout.write(f"  {key}: {shown} instead of {expected}\n")
    sys.stdout.write(large())


def large() -> str:
    """What the largest table costs, filled in by half and read as if all of that were new."""
    criteria = large_table()
    figures = {criterion.key: figure_of(criterion) for criterion, _ in list(leaves(criteria))[::2]}
    begun = monotonic()
    data = workbook_of(criteria, figures, tally(criteria, figures))
    written = monotonic()
    empty = open_sheet(workbook_of(criteria, {}, tally(criteria, {})))
    opening = monotonic()
    reading = read_sheet(replace(open_sheet(data), written=empty.written), criteria)
    read = monotonic()
    return (
        f"{CRITERIA} criteria, {DEPTH} levels deep: {len(data) / 1000:.0f} kB written in {written - begun:.2f} s, "
        f"{len(reading.changed)} changes read in {read - opening:.2f} s\n"
    )


def figure_of(criterion: Criterion) -> Figure:
    """Something that may be entered for a criterion of the large table."""
    if criterion.rule.asked.choices:
        return Figure(chosen=(1,))
    return Figure(amount=Decimal(4), target=Decimal(5) if criterion.rule.asked.target else None)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
