"""Whether a file that somebody sent may be kept, asked in a process of its own with little time and little memory.

A few kilobytes can unpack into gigabytes inside a PDF or a picture, and libraries that read them fail in ways that no
exception tells of; here nothing of that reaches the site.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path

from thidua.lib.eicar import INFECTED, is_infected
from thidua.lib.office_files import UnsafeFileError

MOST_BYTES = 20 * 1024 * 1024
"""Of one file: what a proxy lets through, and less than virus scanners look at."""
MEMORY = 256 * 1024 * 1024
PROCESSOR_SECONDS = 3
"""A photograph of 108 million points takes one."""
CLOCK_SECONDS = 20
"""On a machine that has much else to do; less than a web server waits for an answer (gunicorn: 30)."""
_ROOT = Path(__file__).resolve().parents[2]

TOO_MUCH = "Tệp quá phức tạp nên không kiểm tra được. Hãy in ra PDF, hoặc chụp, quét lại ở cỡ nhỏ hơn, rồi tải lại."


def inspect(data: bytes, ending: str) -> bool:
    """Whether files are attached inside. Raises UnsafeFileError; `ending` is one of `papers.services.uploads.KINDS`.

    Each kind loads its own library alone: loading takes longer than looking.
    """
    if is_infected(data):
        raise UnsafeFileError(INFECTED)
    if ending == ".pdf":
        from thidua.lib.pdf_files import check_pdf

        return check_pdf(data)
    if ending in (".docx", ".xlsx"):
        from thidua.lib.office_parts import check_kept_office_file

        check_kept_office_file(data, ending, most_bytes=MOST_BYTES)
    elif ending in (".doc", ".odt", ".rtf"):
        from thidua.lib.old_documents import check_old_document

        check_old_document(data, ending, most_bytes=MOST_BYTES)
    elif ending not in (".txt", ".md"):
        from thidua.lib.image_files import check_image

        check_image(data, "PNG" if ending == ".png" else "JPEG")
    return False


def inspect_apart(data: bytes, ending: str) -> bool:
    """The same, wherever it may end."""
    command = [sys.executable, "-m", "thidua.lib.inspection", ending]
    try:
        done = subprocess.run(command, input=data, capture_output=True, cwd=_ROOT, timeout=CLOCK_SECONDS, check=True)
        refusal, has_attachments = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise UnsafeFileError(TOO_MUCH) from error
    if refusal:
        raise UnsafeFileError(refusal)
    return bool(has_attachments)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    refusal, has_attachments = "", False
    try:
        has_attachments = inspect(sys.stdin.buffer.read(), sys.argv[1])
    except UnsafeFileError as error:
        refusal = str(error)
    sys.stdout.write(json.dumps([refusal, has_attachments]))


if __name__ == "__main__":
    main()
