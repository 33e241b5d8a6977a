import os
import secrets
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand

from blocs.models import User
from thidua.demo.seeding import logins, paper_path, seed

TITLES = ("Tên đăng nhập", "Họ và tên", "Vai trò")


class Command(BaseCommand):
    help = (
        "Lập dữ liệu dùng thử (tỉnh Lam Giang) khi cơ sở dữ liệu chưa có tài khoản nào; "
        "mật khẩu lấy từ THIDUA_DEMO_PASSWORD nếu có."
    )
    requires_system_checks = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        if User.objects.exists():
            self.stdout.write("Đã có tài khoản. Quên mật khẩu: manage.py changepassword TÊN_ĐĂNG_NHẬP")
        else:
            self.stdout.write("Đang lập dữ liệu dùng thử, chờ khoảng nửa phút…")
            password = os.environ.get("THIDUA_DEMO_PASSWORD") or secrets.token_urlsafe(12)
            seed(password)
            self.stdout.write(f"Mật khẩu của mọi tài khoản dùng thử: {password}")
            self.stdout.write("(Hãy ghi lại: mật khẩu chỉ hiện một lần này.)")
        if accounts := logins():
            self.stdout.write()
            for line in _aligned((TITLES, *accounts)):
                self.stdout.write(line)
            self.stdout.write()
        if paper_path().exists():
            self.stdout.write(f"Kế hoạch đã ban hành của Khối thi đua số 4: {paper_path()}")


def _aligned(rows: Iterable[tuple[str, str, str]]) -> list[str]:
    rows = list(rows)
    first, second, _ = (max(map(len, column)) for column in zip(*rows, strict=True))
    return [f"{login_name:<{first}}  {person:<{second}}  {role}" for login_name, person, role in rows]
