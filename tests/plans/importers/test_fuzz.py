"""Some of the damaged plans of `python -m tests.bench.fuzz`, so that the command itself stays sound."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_damaged_plans_are_read_or_refused():
    command = [sys.executable, "-m", "tests.bench.fuzz", "150"]
    run = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, ""), run.stdout
    assert run.stdout.startswith("150 inputs")
