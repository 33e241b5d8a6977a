"""`manage.py verify_history`: whether every chain of the history is whole."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from blocs.models import AuditChain
from blocs.services.audit import broken_entries


class Command(BaseCommand):
    help = "Kiểm tra lịch sử: không dòng nào bị sửa, thiếu, chen vào hay cắt cuối. Thoát với mã 1 khi có lỗi."

    def handle(self, *_args: Any, **_options: Any) -> None:
        faulty = 0
        chains = AuditChain.objects.order_by("name")
        for chain in chains:
            if faults := broken_entries(chain):
                faulty += 1
                self.stdout.write(f"{chain}: {'; '.join(faults)}")
        if faulty:
            sys.exit(1)
        self.stdout.write(f"Lịch sử nguyên vẹn: {sum(chain.length for chain in chains)} dòng, {len(chains)} chuỗi.")
