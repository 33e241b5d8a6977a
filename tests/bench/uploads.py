"""`python -m tests.bench.uploads`: every hostile and every honest file before the door, as it stands in production.

Ends with 1 when a hostile file is taken, an honest one refused, or anything but a refusal comes out.
"""

import os
import re
import sys
import threading
import time
import warnings
from collections import Counter
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.core.exceptions import ValidationError  # noqa: E402

from tests.papers.benign_uploads import benign_uploads  # noqa: E402
from tests.papers.hostile_uploads import hostile_uploads  # noqa: E402
from thidua.papers.services import uploads  # noqa: E402


def main():
    warnings.simplefilter("ignore")
    memory = _Memory()
    threading.Thread(target=memory.watch, daemon=True).start()
    hostile, hostile_seconds = _asked(hostile_uploads())
    benign, benign_seconds = _asked(benign_uploads())
    _say("hostile", hostile, hostile_seconds)
    _say("honest", benign, benign_seconds)
    _tell(f"most memory of a process that looks at a file: {memory.most:.0f} MB")
    return 1 if hostile["taken"] or benign["refused"] or hostile["crashed"] or benign["crashed"] else 0


class _Memory:
    """The most memory that a process which looks at a file has had, in megabytes, looked up fifty times a second."""

    most = 0.0

    def watch(self):
        while True:
            for child in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split():
                self._look(Path("/proc", child))
            time.sleep(0.02)

    def _look(self, child):
        try:
            if b"thidua.lib.inspection" in (child / "cmdline").read_bytes():
                found = re.search(r"VmHWM:\s*(\d+) kB", (child / "status").read_text())
                self.most = max(self.most, int(found[1]) / 1024 if found else 0)
        except OSError:
            return  # it has ended


def _asked(cases):
    """How many were taken, refused, crashed; and the seconds of each."""
    ends: Counter[str] = Counter()
    seconds: list[tuple[float, str]] = []
    for case in cases:
        data = case.make()
        begun = time.monotonic()
        try:
            uploads.checked(data, case.name)
            end = "taken"
        except ValidationError:
            end = "refused"
        except Exception as error:
            end = "crashed"
            _tell(f"  {case}: {type(error).__name__}: {error}"[:200])
        took = time.monotonic() - begun
        ends[end] += 1
        seconds.append((took, str(case)))
        if end == ("taken" if hasattr(case, "family") else "refused"):
            _tell(f"  {end}: {case}")
    return ends, seconds


def _say(what, ends, seconds):
    slowest, case = max(seconds)
    _tell(
        f"{len(seconds)} {what}: {ends['taken']} taken, {ends['refused']} refused, {ends['crashed']} crashes, "
        f"{sum(took for took, _ in seconds) / len(seconds):.2f} s each, slowest {slowest:.1f} s ({case})"
    )


def _tell(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
