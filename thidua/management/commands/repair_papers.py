from typing import Any

from django.core.management.base import BaseCommand

from thidua.papers.services import repair


class Command(BaseCommand):
    help = (
        "Dọn những gì còn lại sau khi máy tắt giữa chừng: tệp không văn bản nào dùng, lượt ký bỏ dở; "
        "rồi kiểm tra mọi tệp và bản điện tử. Mã thoát 0 khi không có lỗi."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        done = repair.repair()
        self.stdout.write(f"Đã xóa {done.unnamed_files} tệp không dùng, {done.forgotten_signatures} lượt ký bỏ dở.")
        faults = list(repair.faults())
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise SystemExit(1)
        self.stdout.write("Mọi tệp và bản điện tử đều nguyên vẹn.")
