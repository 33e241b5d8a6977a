"""Verifying in a process of its own with little time and little memory: a few kilobytes may unpack into gigabytes."""

import json
import resource
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from thidua.papers.signatures.report import report
from thidua.papers.signatures.trust import Trust
from thidua.papers.signatures.verifying import VerificationError, verify

MEMORY = 512 * 1024 * 1024
PROCESSOR_SECONDS = 10
"""Six signatures over a plan of seventeen pages take two."""
CLOCK_SECONDS = 25
"""Less than a web server waits for an answer (gunicorn: 30)."""
TOO_MUCH = "Tệp quá phức tạp nên không kiểm tra được. Hãy xin lại tệp của cơ quan ban hành."
_ROOT = Path(__file__).resolve().parents[3]


def report_on(pdf: bytes, *, trust: Trust, ours: Sequence[bytes] = ()) -> dict[str, Any]:
    """What `report` says of a file, wherever it may end; nobody is asked over the network. Raises VerificationError."""
    asked = {"pdf": _text(pdf), "ours": [_text(copy) for copy in ours]} | {
        "roots": [_text(root) for root in trust.roots],
        "others": [_text(other) for other in trust.others],
    }
    command = [sys.executable, "-m", "thidua.papers.signatures.apart"]
    try:
        done = subprocess.run(
            command, input=json.dumps(asked).encode(), capture_output=True, cwd=_ROOT, timeout=CLOCK_SECONDS, check=True
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise VerificationError(TOO_MUCH) from error
    if "refused" in answer:
        raise VerificationError(answer["refused"])
    return answer


def main() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked = json.load(sys.stdin)
    trust = Trust(roots=tuple(map(b64decode, asked["roots"])), others=tuple(map(b64decode, asked["others"])))
    try:
        answer = report(verify(b64decode(asked["pdf"]), trust=trust, ours=list(map(b64decode, asked["ours"]))))
    except VerificationError as error:
        answer = {"refused": str(error)}
    sys.stdout.write(json.dumps(answer))


def _text(data: bytes) -> str:
    return b64encode(data).decode()


if __name__ == "__main__":
    main()
