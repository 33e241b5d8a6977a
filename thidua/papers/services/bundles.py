"""Several papers as one ZIP, each by the file that is handed out."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import PurePath

from thidua.lib.file_names import harmless_name
from thidua.lib.verdict import RefusedError
from thidua.papers.models import Paper
from thidua.papers.services import files

MOST_PAPERS = 200
MOST_BYTES = 100 * 1024 * 1024
"""All of them together, for the ZIP is made in memory."""
WITH_FILES = ("entry", "signed__file", "scan", "numbered", "rendering")


def bundle(papers: Sequence[Paper]) -> bytes:
    """The ZIP of papers fetched with `WITH_FILES`. Raises RefusedError for too much at once."""
    if len(papers) > MOST_PAPERS or sum(paper.handed_out.size for paper in papers) > MOST_BYTES:
        raise RefusedError(f"Mỗi lần tải nhiều nhất {MOST_PAPERS} văn bản và 100 MB. Hãy lọc hoặc chọn ít hơn.")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundled:  # PDF and scans are packed already
        for paper in papers:
            file = paper.handed_out
            name = harmless_name(f"{paper.pk} {paper}{PurePath(file.name).suffix}".replace("/", "-"))
            bundled.writestr(name, files.read(file))
    return target.getvalue()
