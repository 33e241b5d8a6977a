"""`python -m tests.bench.signatures [levels] [signers] [edits] [flips=1000] [honest=50]`: what signing costs at each
level, whether a changed file ever counts as good, whether an honest one is ever refused. Without a part all of them.

Ends with 1 when one is. About an hour; seconds are those of one busy machine.
"""

import io
import logging
import os
import random
import re
import sys
import time
import warnings
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from pyhanko.pdf_utils.reader import PdfFileReader

from tests.bench import honest
from tests.papers.signatures import pki as authority
from tests.papers.signatures.disguises import DISGUISES
from tests.papers.signatures.papers import prepared_paper, said_by_pdfsig
from tests.papers.signatures.pictures import seal_png, signature_png
from tests.papers.signatures.tampering import TAMPERINGS, flipped, rolled_back
from thidua.papers.signatures.signing import Level, fill, sign
from thidua.papers.signatures.trust import Trust
from thidua.papers.signatures.verifying import Verdict, VerificationError, verify

PARTS = ("levels", "signers", "edits", "flips", "honest")
FLIPS, FILES_OF_EACH_WAY = 1000, 50
NUMBER_AND_DATE = {"so": "05", "ngay": "09", "thang": "3", "nam": "2026"}
VALID = "Signature is Valid."


def main(*parts):
    """The parts that are named, or all; `flips=1000` and `honest=50` say how many of each."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    asked = dict(part.partition("=")[::2] for part in parts) or dict.fromkeys(PARTS, "")
    if unknown := asked.keys() - set(PARTS):
        sys.exit(f"Unknown: {', '.join(unknown)}. Parts are {', '.join(PARTS)}.")
    wrong = 0
    if asked.keys() - {"honest"}:
        with TemporaryDirectory() as name, authority.running(Path(name)) as pki:
            wrong += _measured(pki, Path(name), asked)
    if "honest" in asked:
        wrong += honest.refused(int(asked["honest"] or FILES_OF_EACH_WAY), _tell)
    return int(wrong > 0)


def _measured(pki, folder, asked):
    """How many files were judged wrongly."""
    ring = authority.ring_of(pki, folder)
    _tell(f"{'':8}{'leader ms':>10}{'seal ms':>10}{'verify ms':>10}   kB: prepared, signed, filled, sealed")
    sealed = {level: _level(level, pki, ring) for level in Level}
    wrong = 0
    if "signers" in asked:
        wrong += _signers(pki, ring, folder)
    for level in Level:
        if "flips" in asked:
            wrong += _flips(sealed[level], pki, level, int(asked["flips"] or FLIPS))
        if "edits" in asked:
            wrong += _edits(sealed[level], pki, folder, level)
    return wrong


def _level(level, pki, ring):
    blank = prepared_paper()
    extra = {"level": level, "services": pki.services}
    signed, leader = _timed(sign, blank, "ky-0", ring.person("leader-0"), stamp=signature_png(), **extra)
    filled = fill(signed, NUMBER_AND_DATE)
    sealed, seal = _timed(sign, filled, "dau", ring.seal_of("SDL"), stamp=seal_png(), **extra)
    _, verifying = _timed(verify, sealed, trust=pki.offline)
    sizes = ", ".join(f"{len(file) / 1000:.0f}" for file in (blank, signed, filled, sealed))
    _tell(f"{level:8}{leader:10.0f}{seal:10.0f}{verifying:10.0f}   {sizes}")
    return sealed


def _signers(pki, ring, folder):
    """One to six signers and a seal at the lowest and the highest level: never refused, by us or by poppler."""
    refused = asked = 0
    for signers in range(1, 7):
        for level in (Level.B_B, Level.B_LTA):
            extra = {"level": level, "services": pki.services}
            steps = [prepared_paper(signers)]
            for number in range(signers):
                key = ring.person(f"leader-{number}")
                steps.append(sign(steps[-1], f"ky-{number}", key, stamp=signature_png(), **extra))
            steps.append(fill(steps[-1], NUMBER_AND_DATE))
            steps.append(sign(steps[-1], "dau", ring.seal_of("SDL"), stamp=seal_png(), **extra))
            assert all(after.startswith(before) for before, after in pairwise(steps))
            verdict = verify(steps[-1], trust=pki.offline).verdict
            by_poppler = Counter(said_by_pdfsig(steps[-1], folder))[VALID]
            asked += 1
            refused += verdict is not Verdict.GOOD or by_poppler < signers + 1
    _tell(f"honest files, 1 to 6 signers and a seal at 2 levels: {refused} of {asked} refused")
    return refused


def _flips(pdf, pki, level, count):
    """One bit of one byte: half of them anywhere, half in the last signature, which covers everything but itself."""
    chance = random.Random(1)  # noqa: S311 - the same bytes in every run
    start = pdf.rindex(b"/Contents <") + 10
    end = pdf.index(b">", start) + 1
    used = start + 1 + 2 * _length(pdf)
    places = [chance.randrange(len(pdf)) for _ in range(count // 2)]
    places += [chance.randrange(start, used) for _ in range(count // 4)]
    places += [chance.randrange(start, end) for _ in range(count - len(places))]
    tried = [(pdf, place, chance.randrange(8), pki.offline) for place in places]
    with ProcessPoolExecutor(os.cpu_count(), initializer=logging.disable, initargs=(logging.CRITICAL,)) as pool:
        ends = list(pool.map(_flip, tried, chunksize=10))
    alone = [tried[number] for number, verdict in enumerate(ends) if verdict == "good"]
    beside = [place for changed, place, bit, trust in alone if _is_taken(flipped(changed, place, bit), trust, pdf)]
    told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(Counter(ends).items()))
    _tell(
        f"{level}: {count} bytes changed: {len(beside)} accepted beside the copy we keep, {len(alone)} alone ({told})"
    )
    return len(beside)


def _is_taken(changed, trust, kept):
    return verify(changed, trust=trust, ours=[kept]).verdict is Verdict.GOOD


def _flip(tried):
    pdf, place, bit, trust = tried
    return _judged(flipped(pdf, place, bit), trust)


def _edits(pdf, pki, folder, level):
    ways = TAMPERINGS | DISGUISES
    ends = {name: _judged(tampering(pdf), pki.offline) for name, tampering in ways.items()}
    accepted = [name for name, end in ends.items() if end == "good"]
    fooled = sum(set(said_by_pdfsig(tampering(pdf), folder)) == {VALID} for tampering in ways.values())
    told = ", ".join(f"{count} {end}" for end, count in sorted(Counter(ends.values()).items()))
    _tell(f"{level}: {len(ends)} ways to change it: {len(accepted)} accepted ({told}) {accepted or ''}")
    _tell(f"{'':8}pdfsig alone calls {fooled} of them valid; rolled back: {_judged(rolled_back(pdf), pki.offline)}")
    return len(accepted)


def _judged(pdf, trust: Trust):
    try:
        return str(verify(pdf, trust=trust).verdict)
    except VerificationError:
        return "unreadable"


def _length(pdf):
    """Bytes of the last signature, without the zeros behind it."""
    last = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[-1]
    return len(re.sub(rb"\x00+$", b"", bytes(last.pkcs7_content)))


def _timed(act, *arguments, **settings):
    """What it came to, and the milliseconds of the quickest of three."""
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        result = act(*arguments, **settings)
        taken.append((time.perf_counter() - begun) * 1000)
    return result, min(taken)


def _tell(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
