"""The ways a paper is made: by each engine in a new process, and by one that is already running."""

import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import starmap
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.processes import Cost, Run, run

OURS_COLD, OURS_WARM = "ours, new process", "ours, warm"
OFFICE_COLD, OFFICE_BATCH = "LibreOffice, new process", "LibreOffice, one more file"
TYPST_COLD, TYPST_WARM = "Typst, new process", "Typst, warm"


@dataclass
class Timing:
    """What one way took: for a paper, time after time; megabytes of its largest process; pages of the paper."""

    costs: list[Cost] = field(default_factory=list)
    megabytes: float = 0
    pages: int = 0

    @property
    def typical(self) -> Cost:
        """The median, of each kind of seconds."""
        return Cost(*map(median, zip(*self.costs, strict=True)))

    def add(self, costs: Iterable[Cost], process: Run, pages: int) -> None:
        self.costs += costs
        self.megabytes = max(self.megabytes, process.megabytes)
        self.pages = pages


Timings = dict[str, Timing]
"""By the names above."""


@dataclass(frozen=True)
class Effort:
    """How often a paper is made. The engines take turns, so that a busy spell of the machine meets them all."""

    rounds: int
    copies: int
    """Papers a running engine makes in each round."""


@dataclass(frozen=True)
class Engine:
    """An engine, the Python modules and programs it needs, and one round of its work in a folder of its own."""

    name: str
    modules: tuple[str, ...]
    programs: tuple[str, ...]
    round: Callable[[str, int, Path, Timings], None]

    def missing(self) -> list[str]:
        return [
            *(module for module in self.modules if find_spec(module) is None),
            *(program for program in self.programs if shutil.which(program) is None),
        ]


def timings_of(paper: str, effort: Effort, engines: Sequence[Engine]) -> Timings:
    timings: Timings = defaultdict(Timing)
    with TemporaryDirectory() as folder:
        for _ in range(effort.rounds):
            for engine in engines:
                own_folder = Path(folder, engine.name)
                own_folder.mkdir(exist_ok=True)
                engine.round(paper, effort.copies, own_folder, timings)
    return timings


def _ours(paper: str, copies: int, folder: Path, timings: Timings) -> None:
    _in_python("ours", paper, copies, folder, timings[OURS_COLD], timings[OURS_WARM])


def _typst(paper: str, copies: int, folder: Path, timings: Timings) -> None:
    _in_python("typst", paper, copies, folder, timings[TYPST_COLD], timings[TYPST_WARM])


def _in_python(engine: str, paper: str, copies: int, folder: Path, cold: Timing, warm: Timing) -> None:
    process = _render(engine, paper, 1, folder)
    cold.add([process.cost], process, _pages(folder / "1.pdf"))
    process = _render(engine, paper, copies, folder, "warm")
    warm.add(starmap(Cost, process.answer), process, _pages(folder / "1.pdf"))


def _office(paper: str, copies: int, folder: Path, timings: Timings) -> None:
    """One file, then that file and as many more as there are copies: what these add is theirs."""
    if not any(folder.iterdir()):
        _render("word", paper, copies + 1, folder)
    alone, pages = _convert([folder / "1.docx"])
    timings[OFFICE_COLD].add([alone.cost], alone, pages)
    together, pages = _convert(sorted(folder.iterdir()))
    one_more = Cost(*((both - one) / copies for both, one in zip(together.cost, alone.cost, strict=True)))
    timings[OFFICE_BATCH].add([one_more], together, pages)


def _render(engine: str, paper: str, copies: int, folder: Path, *warm: str) -> Run:
    return run([sys.executable, "-m", "tests.bench.render", engine, paper, str(copies), str(folder), *warm])


def _convert(files: Sequence[Path]) -> tuple[Run, int]:
    """LibreOffice has an empty profile every time; pages are those of the first file."""
    with TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        process = run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *map(str, files)])
        pages = [_pages(Path(folder, file.with_suffix(".pdf").name)) for file in files]
    return process, pages[0]


def _pages(pdf: Path) -> int:
    """Raises CalledProcessError when there is no such PDF."""
    facts = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    [pages] = [line.split()[1] for line in facts.splitlines() if line.startswith("Pages:")]
    return int(pages)


ENGINES = (
    Engine("ours", (), (), _ours),
    Engine("LibreOffice", ("docx",), ("soffice",), _office),
    Engine("Typst", ("typst",), (), _typst),
)
