import hashlib
import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError

from thidua.papers.services import keyring, verification
from thidua.papers.signatures.apart import report_on
from thidua.papers.signatures.verifying import Verdict, VerificationError

NOT_ASKED = {"code": "register-not-asked", "message": "Không mở được cơ sở dữ liệu nên chưa đối chiếu với bản lưu."}


class Command(BaseCommand):
    help = (
        "Kiểm tra một tệp PDF đã ký: in báo cáo JSON; mã thoát 0 chỉ khi tệp tốt. "
        "Không có cơ sở dữ liệu thì chỉ kiểm tra chữ ký."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="tệp .pdf")

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(
                f"Không mở được tệp “{file}”. Hãy kiểm tra tên tệp và quyền đọc.", returncode=2
            ) from error
        report = {"file": file.name, "sha256": hashlib.sha256(data).hexdigest()} | verified(data)
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder))
        if not report["good"]:
            raise SystemExit(1)


def verified(data: bytes) -> dict[str, Any]:
    """What is known of a file, of the database too where there is one."""
    try:
        checked = verification.of_upload(data)
    except (DatabaseError, ImproperlyConfigured):
        return _by_signatures_alone(data)
    paper = asdict(checked.paper) if checked.paper else None
    if paper:
        del paper["pk"]
    told = {"register": "asked", "paper": paper, "good": checked.is_good}
    if checked.about and not checked.report:
        finding = {"code": "kept-copy", "message": checked.about}
        return told | {"verdict": checked.copy, "findings": [finding], "signatures": []}
    return told | (checked.report or _unread(checked.fault))


def _by_signatures_alone(data: bytes) -> dict[str, Any]:
    told: dict[str, Any] = {"register": "not asked", "paper": None}
    try:
        report = report_on(data, trust=keyring.trust())
    except VerificationError as error:
        return told | {"good": False} | _unread(str(error))
    report["findings"] = [finding for finding in report["findings"] if finding["code"] != "not-asked"] + [NOT_ASKED]
    return told | {"good": report["verdict"] == Verdict.GOOD} | report


def _unread(fault: str) -> dict[str, Any]:
    return {"verdict": "unreadable", "findings": [{"code": "unreadable", "message": fault}], "signatures": []}
