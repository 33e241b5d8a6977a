import os
import secrets
from typing import Any

from django.core.management.base import BaseCommand

from blocs.models import User

LOGIN_NAME = "demo"


class Command(BaseCommand):
    help = (
        "Tạo tài khoản dùng thử khi cơ sở dữ liệu chưa có tài khoản nào; mật khẩu lấy từ THIDUA_DEMO_PASSWORD nếu có."
    )
    requires_system_checks = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        if User.objects.exists():
            self.stdout.write("Đã có tài khoản. Quên mật khẩu: manage.py changepassword TÊN_ĐĂNG_NHẬP")
            return
        password = os.environ.get("THIDUA_DEMO_PASSWORD") or secrets.token_urlsafe(12)
        User.objects.create_superuser(LOGIN_NAME, full_name="Người dùng thử", password=password)
        self.stdout.write(f"Tài khoản dùng thử: {LOGIN_NAME}  mật khẩu: {password}")
        self.stdout.write("(Hãy ghi lại: mật khẩu chỉ hiện một lần này.)")
