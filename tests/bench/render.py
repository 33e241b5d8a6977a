"""The process that is timed: `python -m tests.bench.render ENGINE PAPER COPIES FOLDER [warm]`.

Sets that many copies into the folder, named by their numbers, and prints as JSON what each cost: seconds by the
clock and of the processor. A warm process has set another paper before.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time

from tests.bench.inputs import PAPERS, one_page


def main(engine_name: str, paper: str, copies: str, folder: str, warm: str = "") -> None:
    engine = import_module(f"tests.bench.engines.{engine_name}")
    if warm:
        engine.render(one_page(0))
    costs: list[tuple[float, float]] = []
    for copy in range(1, int(copies) + 1):
        document = PAPERS[paper](copy)
        clock, processor = perf_counter(), process_time()
        data = engine.render(document)
        costs.append((perf_counter() - clock, process_time() - processor))
        Path(folder, f"{copy}{engine.SUFFIX}").write_bytes(data)
    sys.stdout.write(json.dumps(costs))


if __name__ == "__main__":
    main(*sys.argv[1:])
