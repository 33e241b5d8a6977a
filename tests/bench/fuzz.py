"""`python -m tests.bench.fuzz N [FIRST]`: damaged plans, read or refused, never anything else.

Every input is made from its number alone, so `fuzz 1 4711` makes number 4711 again. Inputs are plans from beside the
project (or the samples of the tests) with lines, bytes, elements of Word or bytes of its archive changed. Each has five
seconds, all together 256 MB. Ends with 1 when an input crashed a reader or went beyond; the first of them are kept in a
folder of temporary files.
"""

import io
import re
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypeVar

from lxml import etree

from plans.importers.blocks import UnreadableFileError
from plans.importers.decoding import decode
from plans.importers.docx.elements import W
from plans.importers.docx.reader import read_docx
from plans.importers.reader import read
from plans.importers.text import read_text
from tests.plans.importers.docx.samples import SAMPLE_FILES
from tests.plans.importers.readings import SAMPLES
from tests.plans.importers.test_any_file import TOKENS
from tests.plans.shared import PLANS

_T = TypeVar("_T")

SECONDS = 5
MEGABYTES = 256
_KEPT = 20
_WINDOW = 30
"""Lines or elements of a body that most inputs have: many small inputs find more than few large ones."""
_WHOLE = 0.01
_STEPS = 5
_DOCUMENT = "word/document.xml"
_PARTS = (
    _DOCUMENT,
    "word/numbering.xml",
    "word/styles.xml",
    "word/footnotes.xml",
    "_rels/.rels",
    "[Content_Types].xml",
)
_NAMES = (
    "p", "r", "t", "tbl", "tr", "tc", "pPr", "rPr", "tcPr", "trPr", "numPr", "sdt", "sdtContent", "ins", "del", "tab",
    "br", "sym", "txbxContent", "pict", "drawing", "vMerge", "gridSpan", "gridBefore", "vanish", "caps", "b",
    "hyperlink", "fldSimple", "footnoteReference", "commentReference", "moveFrom", "lvl", "abstractNum", "num", "style",
    "basedOn", "oMath", "ruby", "rubyBase", "tblGrid", "gridCol", "outlineLvl", "pStyle", "jc", "isLgl", "lvlText",
    "numFmt",
)  # fmt: skip
_VALUES = (
    "", "0", "1", "-1", "2", "63", "64", "1000000000", "9" * 40, "x", "restart", "continue", "center", "bullet", "none",
    "upperRoman", "%1.%2.%3", "%9", "F0B7", "\u0661", "1e9", "true", "Heading1", ".VnTimeH", "VNI-Times", "Symbol",
)  # fmt: skip
_WORDS = (
    *TOKENS, "", "a" * 900, "\u0301", "\u202e", "\u00ad", "1" * 400, "I" * 60, "ngày 99/99/9999", "\u2028", "1. " * 60
)  # fmt: skip


@dataclass
class Tally:
    """What became of the inputs."""

    ends: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, 0)
    failures: list[str] = field(default_factory=list)


class TooSlowError(Exception):
    """Raised by the alarm."""


def main(amount: int, first: int = 0) -> int:
    signal.signal(signal.SIGALRM, _too_slow)
    makers: tuple[_TextMaker, _WordMaker] = (_TextMaker(), _WordMaker())
    kept = Path(tempfile.mkdtemp(prefix="fuzz-"))
    tally = Tally()
    begun = time.monotonic()
    for number in range(first, first + amount):
        random = Random(number)  # noqa: S311 - damage, not secrets
        maker = makers[random.random() < 0.6]
        data = maker.make(random)
        _try(maker, data, number, tally, kept)
        if (number - first + 1) % 5_000 == 0:
            _say(f"{number - first + 1} inputs, {time.monotonic() - begun:.0f} s, {dict(tally.ends)}, {_peak():.0f} MB")
    seconds, slowest = tally.slowest
    _say(f"{amount} inputs in {time.monotonic() - begun:.0f} s: {dict(tally.ends)}")
    _say(f"slowest {seconds:.2f} s (number {slowest}), peak {_peak():.0f} MB")
    _say(*tally.failures[:_KEPT])
    return 1 if tally.failures or _peak() > MEGABYTES else 0


def _try(maker: "_TextMaker | _WordMaker", data: bytes, number: int, tally: Tally, kept: Path) -> None:
    start = time.monotonic()
    before = _peak()
    signal.alarm(SECONDS + 1)
    problem = ""
    try:
        maker.read(data)
        tally.ends["read"] += 1
    except UnreadableFileError as error:
        tally.ends["refused"] += 1
        problem = "" if str(error) else "a refusal without a message"
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"[:200]
    finally:
        signal.alarm(0)
    took = time.monotonic() - start
    tally.slowest = max(tally.slowest, (took, number))
    if took > SECONDS:
        problem = problem or f"{took:.1f} s"
    if before <= MEGABYTES < _peak():
        problem = problem or f"{_peak():.0f} MB"
    if problem:
        tally.ends["failed"] += 1
        tally.failures.append(f"  {number}: {problem}")
        if len(tally.failures) <= _KEPT:
            (kept / f"{number}{maker.suffix}").write_bytes(data)
            _say(f"  {number}: {problem} ({kept / f'{number}{maker.suffix}'})")


class _TextMaker:
    """Text files with lines and bytes changed."""

    suffix = ".txt"

    def __init__(self) -> None:
        files = [*PLANS, *sorted(SAMPLES.iterdir())]
        self.texts = [decode(path.read_bytes()).splitlines() for path in files]

    def make(self, random: Random) -> bytes:
        lines = _window(random.choice(self.texts), random)
        for _ in range(random.randint(1, _STEPS)):
            at = random.randrange(len(lines))
            match random.randrange(6):
                case 0:
                    lines[at] = " ".join(random.choices(_WORDS, k=random.randint(1, 4)))
                case 1:
                    lines.insert(random.randrange(len(lines)), lines[at])
                case 2:
                    lines[at] = lines[at][: random.randint(0, 40)]
                case 3:
                    lines[at] = lines[at].replace(" ", random.choice(("\t", "|", "   ", "\n", "**")))
                case 4:
                    lines.insert(at, "|".join(random.choices(_WORDS, k=random.randint(1, 9))))
                case _:
                    lines[at] += random.choice(_WORDS)
        data = "\n".join(lines).encode(random.choice(("utf-8", "utf-8", "utf-16")), errors="replace")
        return _with_other_bytes(data, random) if random.random() < 0.2 else data

    def read(self, data: bytes) -> None:
        read(read_text(data))


class _WordMaker:
    """Word files with elements, bytes of their parts, or bytes of the archive changed."""

    suffix = ".docx"

    def __init__(self) -> None:
        files = [path.with_suffix(".docx") for path in PLANS]
        found = [path.read_bytes() for path in files if path.exists()]
        self.packages = [dict(_light_parts(data)) for data in (*found, *SAMPLE_FILES)]
        self.trees = [
            {name: etree.fromstring(part) for name, part in parts.items() if name in _PARTS[:4]}
            for parts in self.packages
        ]

    def make(self, random: Random) -> bytes:
        chosen = random.randrange(len(self.packages))
        parts = dict(self.packages[chosen])
        trees = {name: self._piece(tree, random) for name, tree in self.trees[chosen].items()}
        for _ in range(random.randint(1, _STEPS)):
            self._damage(random.choice(list(trees.values())) if random.random() < 0.3 else trees[_DOCUMENT], random)
        parts |= {name: etree.tostring(tree) for name, tree in trees.items()}
        if random.random() < 0.15:
            name = random.choice([name for name in _PARTS if name in parts])
            parts[name] = _with_other_bytes(parts[name], random)
        if random.random() < 0.03:
            del parts[random.choice(list(parts))]
        data = _packed(parts)
        return _with_other_bytes(data, random) if random.random() < 0.1 else data

    def _piece(self, tree: etree._Element, random: Random) -> etree._Element:
        """A copy of a part; of the document, a few of its paragraphs and tables."""
        body = tree.find(f"{{{W}}}body")
        if body is None:
            return deepcopy(tree)
        piece = etree.Element(tree.tag, nsmap=tree.nsmap)
        inside = etree.SubElement(piece, body.tag)
        inside.extend(deepcopy(element) for element in _window(list(body), random))
        return piece

    def _damage(self, tree: etree._Element, random: Random) -> None:
        elements = list(tree.iter(etree.Element))
        element = random.choice(elements)
        other = random.choice(elements)
        parent = element.getparent()
        match random.randrange(9):
            case 0 if parent is not None:
                parent.remove(element)
            case 1 if parent is not None:
                copies = random.choice((1, 1, 2, 50))
                element_size = sum(1 for _ in element.iter())
                parent.extend(deepcopy(element) for _ in range(copies if element_size < 200 else 1))
            case 2 if parent is not None and sum(1 for _ in element.iter()) < 500:
                other.append(deepcopy(element))
            case 3:
                element.tag = f"{{{W}}}{random.choice(_NAMES)}"
            case 4 if parent is not None:
                wrapper = etree.Element(f"{{{W}}}{random.choice(_NAMES)}")
                parent.replace(element, wrapper)
                wrapper.append(element)
            case 5 | 6:
                element.set(
                    f"{{{W}}}{random.choice(('val', 'id', 'w', 'ascii', 'char', 'ilvl'))}", random.choice(_VALUES)
                )
            case 7:
                new = etree.SubElement(element, f"{{{W}}}{random.choice(_NAMES)}")
                new.set(f"{{{W}}}val", random.choice(_VALUES))
            case _:
                texts = [each for each in elements if each.tag == f"{{{W}}}t"] or [element]
                random.choice(texts).text = " ".join(random.choices(_WORDS, k=random.randint(1, 5)))

    def read(self, data: bytes) -> None:
        read(*read_docx(data))


def _light_parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts that are read; hundreds of styles that nobody uses would only cost time."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if entry.file_size < 200_000 and not entry.filename.startswith(("docProps", "customXml", "word/theme")):
                yield entry.filename, archive.read(entry)


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def _window(whole: list[_T], random: Random) -> list[_T]:
    if random.random() < _WHOLE or len(whole) <= 2:
        return list(whole)
    start = random.choice((0, random.randrange(len(whole)), max(len(whole) - _WINDOW, 0)))
    return whole[start : start + random.randint(1, _WINDOW)] or whole[:1]


def _with_other_bytes(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(changed) + 1)
        match random.randrange(4):
            case 0:
                changed[at : at + 1] = bytes([random.randrange(256)])
            case 1:
                del changed[at : at + random.choice((1, 10, 1000))]
            case 2:
                changed[at:at] = changed[at : at + 100]
            case _:
                changed[at:at] = random.choice((b"\0", b"<", b"&", b"]]>", b"<!DOCTYPE a>", b"\xff", b'"', b"&#0;"))
    return bytes(changed)


def _too_slow(*_: object) -> None:
    raise TooSlowError(f"more than {SECONDS} s")


def _peak() -> float:
    """The most memory this program has had, in megabytes; what `getrusage` tells begins with that of its parent."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s*(\d+) kB", status)[1]) / 1024  # type: ignore[index]


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
