"""Many clerks take numbers at once, over New Year, on a real database: no number twice, and none missing."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.database
@pytest.mark.slow
def test_a_rush_leaves_no_gap_and_gives_no_number_twice():
    """`make bench` does the same with 64 clerks and 200 numbers each."""
    command = [sys.executable, "-m", "tests.bench.numbers", "16", "25"]
    rush = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (rush.returncode, "gaps 0, duplicates 0, lost 0, failures 0" in rush.stdout) == (0, True), rush.stderr
