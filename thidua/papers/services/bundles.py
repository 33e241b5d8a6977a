"""Papers to be taken away, each by the file that is handed out: one as it is, several as a ZIP."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from thidua.lib.file_names import harmless_name
from thidua.lib.verdict import RefusedError
from thidua.papers.enums import PaperState
from thidua.papers.models import Paper
from thidua.papers.services import files

MOST_PAPERS = 200
MOST_BYTES = 100 * 1024 * 1024
"""All of them together, for the ZIP is made in memory."""
WITH_FILES = ("entry", "term", "signed__file", "scan", "numbered", "rendering")


@dataclass(frozen=True)
class Bundle:
    """What is handed over, its name and its content type."""

    data: bytes
    name: str
    content_type: str


def bundle(papers: Sequence[Paper]) -> Bundle:
    """The papers, which were fetched with `WITH_FILES`. Raises RefusedError for none, and for too much at once."""
    if not papers:
        raise RefusedError(
            "Những mục đã chọn chưa có tệp nào. Tệp có từ khi trình ký; dự thảo thì mở từng trang để tải."
        )
    if len(papers) > MOST_PAPERS or sum(paper.handed_out.size for paper in papers) > MOST_BYTES:
        raise RefusedError(f"Mỗi lần tải nhiều nhất {MOST_PAPERS} văn bản và 100 MB. Hãy lọc hoặc chọn ít hơn.")
    if len(papers) == 1:
        (paper,) = papers
        return Bundle(files.read(paper.handed_out), file_name(paper), paper.handed_out.content_type)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundled:  # PDF and scans are packed already
        for paper in papers:
            bundled.writestr(f"{paper.pk} {file_name(paper)}", files.read(paper.handed_out))
    return Bundle(target.getvalue(), "van-ban.zip", "application/zip")


def file_name(paper: Paper) -> str:
    """Kind, number, year and state of a paper: "Kế hoạch 04-KH-KTĐ4, năm 2026, Đã ban hành.pdf"."""
    ending = PurePath(paper.handed_out.name).suffix
    name = f"{paper}, {paper.term.label.lower()}, {PaperState(paper.state).label}{ending}"
    return harmless_name(name.replace("/", "-"))
