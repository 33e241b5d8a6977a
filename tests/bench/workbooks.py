"""`python -m tests.bench.workbooks [N]`: N invented sheets out to Excel, reckoned there by LibreOffice, held against
our own arithmetic; then what a large sheet costs out and back in."""

import os
import sys
from io import BytesIO
from time import monotonic

from hypothesis import HealthCheck, Phase, given, settings

from scoring.tally import tally
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


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
