"""`python -m tests.bench`: what papers cost here and elsewhere. Ratios count: seconds are those of one busy machine."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.inputs import PAPERS, SAMPLE_PLAN, plan_text
from tests.bench.processes import run
from tests.bench.ways import (
    ENGINES,
    OFFICE_COLD,
    OURS_COLD,
    OURS_WARM,
    TYPST_WARM,
    Effort,
    Timings,
    timings_of,
)

EFFORTS = {
    "one page": Effort(rounds=3, copies=3),
    "four pages": Effort(rounds=3, copies=5),
    "300 rows": Effort(rounds=2, copies=1),
}
READINGS = 10


def main() -> None:
    _say(f"Load {_load()} on {os.cpu_count()} processors.")
    engines = []
    for engine in ENGINES:
        if missing := engine.missing():
            _say(f"{engine.name} is left out: {', '.join(missing)} not installed.")
        else:
            engines.append(engine)
    timings = {}
    for paper in PAPERS:
        timings[paper] = timings_of(paper, EFFORTS[paper], engines)
        _say("", *_table(paper, timings[paper]))
    _say("", *_goals(timings))
    _say("", *_reading())
    _say("", f"Load {_load()} at the end.")


def _table(paper: str, timings: Timings) -> Iterator[str]:
    new, warm = timings[OURS_COLD], timings[OURS_WARM]
    yield f"{paper:26}  seconds  / ours new  / ours warm  processor     MB  / ours warm  pages"
    for way, timing in timings.items():
        clock, processor = timing.typical
        yield (
            f"  {way:24}  {clock:7.3f}  {clock / new.typical.clock:10.2f}  {clock / warm.typical.clock:11.2f}"
            f"  {processor:9.3f}  {timing.megabytes:5.0f}  {timing.megabytes / warm.megabytes:11.2f}  {timing.pages:5}"
        )


def _goals(timings: dict[str, Timings]) -> Iterator[str]:
    plan, schedule = timings["four pages"], timings["300 rows"]
    ours = (paper[way] for paper in timings.values() for way in (OURS_COLD, OURS_WARM))
    peak = max(timing.megabytes for timing in ours)
    yield "Goals: seconds by the clock (of the processor)"
    yield _goal("four pages", plan, OURS_WARM, OFFICE_COLD, 1 / 6)
    yield _goal("four pages", plan, OURS_WARM, TYPST_WARM, 8)
    yield _goal("300 rows", schedule, OURS_WARM, OFFICE_COLD, 1.2)
    yield _goal("300 rows", schedule, OURS_COLD, OFFICE_COLD, None)
    yield f"  {_verdict(peak, 250):8}  {peak:.0f} ≤ 250 MB: ours, all papers"


def _goal(paper: str, timings: Timings, ours: str, other: str, limit: float | None) -> str:
    """Without a limit the ratio is only told."""
    what = f"{paper}: {ours} / {other}"
    if other not in timings:
        return f"  {'':8}  not measured: {what}"
    clock, processor = (mine / its for mine, its in zip(timings[ours].typical, timings[other].typical, strict=True))
    if limit is None:
        return f"  {'':8}  {clock:.2f} ({processor:.2f}): {what}"
    return f"  {_verdict(clock, limit):8}  {clock:.2f} ({processor:.2f}) ≤ {limit:.2f}: {what}"


def _verdict(value: float, limit: float) -> str:
    return "met" if value <= limit else "missed"


def _reading() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        plan, paper, report = (Path(folder, name) for name in ("plan.txt", "plan.pdf", "plan.json"))
        plan.write_text(plan_text(), encoding="utf-8")
        reading = run([sys.executable, "-m", "tests.bench.read", str(plan), str(READINGS)])
        seconds, tasks = reading.answer
        size = plan.stat().st_size / 1000
        yield "Reading a plan's text                             seconds       MB"
        yield _cost(f"read, warm: {size:.0f} kB, {tasks} tasks", median(seconds), reading.megabytes)
        for source, target in ((SAMPLE_PLAN, paper), (plan, report)):
            process = run([sys.executable, "manage.py", "convert", str(source), str(target)])
            size = source.stat().st_size / 1000
            yield _cost(f"manage.py convert, {size:.0f} kB to {target.suffix}", process.cost.clock, process.megabytes)


def _cost(what: str, seconds: float, megabytes: float) -> str:
    return f"  {what:46}  {seconds:7.3f}  {megabytes:7.0f}"


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
