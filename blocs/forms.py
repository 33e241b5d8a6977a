from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError

from thidua.lib.office_files import MOST_BYTES


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. "
        "Hãy gõ lại; mật khẩu phân biệt chữ hoa và chữ thường.",
        "inactive": "Tài khoản này đã bị khóa. Hãy liên hệ người quản trị của đơn vị.",
    }


class WorkbookForm(forms.Form):
    """The office's workbook."""

    file = forms.FileField(
        label="Tệp Excel đã điền",
        help_text="Tệp .xlsx theo mẫu, tối đa 5 MB.",
        widget=forms.FileInput({"accept": ".xlsx"}),
        error_messages={"required": "Hãy chọn tệp Excel cần tải lên.", "empty": "Tệp rỗng. Hãy chọn tệp khác."},
    )

    def clean_file(self) -> Any:
        """Read no more than a workbook may be."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError("Tệp lớn hơn 5 MB. Hãy chia thành nhiều tệp nhỏ hơn.")
        return file
