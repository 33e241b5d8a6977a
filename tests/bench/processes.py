"""Whole processes, measured from outside."""

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, NamedTuple


class Cost(NamedTuple):
    """Seconds by the clock, and seconds of processors, which others on the machine disturb less."""

    clock: float
    processor: float


@dataclass(frozen=True)
class Run:
    """What a process and its children cost, and what it said; `megabytes` is the peak of the largest of them."""

    cost: Cost
    megabytes: float
    output: str

    @property
    def answer(self) -> Any:
        """The last line, which our own processes write as JSON."""
        return json.loads(self.output.splitlines()[-1])


def run(command: Sequence[str]) -> Run:
    """Raises RuntimeError with what the process said when it fails.

    To be called from a small process: Linux counts the size of the caller to what it starts.
    """
    start = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        cost = Cost(perf_counter() - start, usage.ru_utime + usage.ru_stime)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{output}")
    return Run(cost, usage.ru_maxrss / 1024, output)
