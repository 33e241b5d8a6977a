"""`manage.py convert IN OUT`: a plan's file → the official paper, or the report of what was read."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from plans.documents import official_document
from plans.importers.blocks import UnreadableFileError
from plans.importers.files import KINDS as READABLE_KINDS
from plans.importers.files import read_file
from plans.importers.reader import Reading
from plans.report import reading_report
from plans.review import review
from thidua.papers.docx import to_docx
from thidua.papers.pdf import render

KINDS = ("pdf", "docx", "json")


class Command(BaseCommand):
    help = (
        f"Đọc tệp kế hoạch ({READABLE_KINDS}) và ghi văn bản đúng thể thức "
        "Nghị định 30/2020/NĐ-CP (.pdf, .docx) hoặc bản đọc (.json)."
    )
    requires_system_checks = ()  # works on any machine, without a database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", metavar="IN", type=Path, help=f"tệp kế hoạch {READABLE_KINDS}")
        parser.add_argument(
            "target", metavar="OUT", help="tệp .pdf, .docx hoặc .json; “-” là đầu ra chuẩn, cần --to json"
        )
        parser.add_argument("--to", choices=KINDS, help="loại tệp ghi ra, khi không theo đuôi của OUT")

    def handle(self, *args: Any, source: Path, target: str, to: str | None, **options: Any) -> None:
        kind = to or Path(target).suffix.removeprefix(".").lower()
        if kind not in KINDS or (target == "-" and kind != "json"):
            self._stop(
                "Chưa ghi được loại tệp này. Hãy đặt tên tệp ra có đuôi .pdf, .docx hoặc .json "
                "(đầu ra chuẩn: --to json)."
            )
        try:
            reading = read_file(source)
        except UnreadableFileError as error:
            self._stop(str(error))
        data = _converted(reading, kind)
        if target == "-":
            sys.stdout.buffer.write(data)
            return
        try:
            Path(target).write_bytes(data)
        except OSError:
            self._stop(f"Không ghi được tệp “{target}”. Hãy kiểm tra thư mục và quyền ghi.")

    def _stop(self, message: str) -> None:
        self.stderr.write(f"Lỗi: {message}")
        sys.exit(1)


def _converted(reading: Reading, kind: str) -> bytes:
    if kind == "pdf":
        return render(official_document(reading.content)).pdf
    if kind == "docx":
        return to_docx(official_document(reading.content))
    report = reading_report(reading.content, reading.doubts, review(reading.content))
    return (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode()
