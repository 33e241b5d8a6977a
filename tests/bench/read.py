"""The process that is timed: `python -m tests.bench.read FILE TIMES`, a plan's text to its content.

Prints as JSON how many seconds each reading took, the first left out, and how many tasks were found.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

from plans.importers.reader import read
from plans.importers.text import read_text
from plans.tasks import tasks


def main(file: str, times: str) -> None:
    data = Path(file).read_bytes()
    reading = read(read_text(data))
    seconds: list[float] = []
    for _ in range(int(times)):
        start = perf_counter()
        read(read_text(data))
        seconds.append(perf_counter() - start)
    sys.stdout.write(json.dumps([seconds, len(tasks(reading.content))]))


if __name__ == "__main__":
    main(*sys.argv[1:])
