from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordMixin, UsernameField
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from blocs.models import User
from blocs.services import accounts

WRONG_CODE = (
    "Tên đăng nhập hoặc mã kích hoạt không đúng, hoặc mã đã dùng hay quá hạn. "
    "Hãy gõ lại đúng như trên giấy; nếu vẫn không được, hãy xin người quản trị của đơn vị cấp mã mới."
)
MISMATCH = "Hai lần gõ mật khẩu mới không giống nhau. Hãy gõ lại cả hai."


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. "
        "Hãy gõ lại; mật khẩu phân biệt chữ hoa và chữ thường.",
        "inactive": "Tài khoản này đã bị khóa. Hãy liên hệ người quản trị của đơn vị.",
    }


class ActivationForm(SetPasswordMixin, forms.Form):  # type: ignore[type-arg]  # generic in the stubs alone
    """Login name, printed code and a password of one's own, in one step."""

    error_messages: dict[str, Any] = {"password_mismatch": MISMATCH}
    username = UsernameField(
        label="Tên đăng nhập", max_length=150, widget=forms.TextInput({"autocomplete": "username", "autofocus": True})
    )
    code = forms.CharField(
        label="Mã kích hoạt",
        max_length=40,
        help_text="In trên giấy được phát; chữ hoa hay chữ thường, có hay không có dấu gạch nối đều được.",
        widget=forms.TextInput({"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    new_password1, new_password2 = SetPasswordMixin.create_password_fields("Mật khẩu mới", "Gõ lại mật khẩu mới")

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        self.request = request
        super().__init__(data)

    def clean(self) -> None:
        """Ask for the code first: a password is judged by whose it is to be, and only for who has the code."""
        if not {"username", "code"} <= self.cleaned_data.keys():
            return
        username, code = self.cleaned_data["username"], self.cleaned_data["code"]
        user = authenticate(self.request, username=username, code=code)
        if user is None:
            raise ValidationError(WRONG_CODE)
        self.cleaned_data["user"] = user
        self.validate_passwords("new_password1", "new_password2")
        self.validate_password_for_user(user, "new_password2")

    def activate(self) -> User:
        """Raises RefusedError when the code was used a moment ago."""
        user: User = self.cleaned_data["user"]
        accounts.activate(user, self.cleaned_data["new_password1"])
        return user


class ChangePasswordForm(PasswordChangeForm):
    error_messages: dict[str, Any] = {
        "password_mismatch": MISMATCH,
        "password_incorrect": "Mật khẩu đang dùng không đúng. Hãy gõ lại.",
    }

    def save(self, commit: bool = True) -> User:
        user: User = self.user
        accounts.change_password(user, self.cleaned_data["new_password1"])
        return user
