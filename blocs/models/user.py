from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models

from blocs.fields import LoginNameField, NFCCharField, SearchTextField, SortKeyField
from blocs.models.derived import DerivedModel, DerivedQuerySet, search_text
from thidua.lib.text import person_sort_key


class UserManager(BaseUserManager["User"].from_queryset(DerivedQuerySet)):  # type: ignore[misc]
    def create_user(self, login_name: str, full_name: str, password: str | None = None, **fields: Any) -> "User":
        """A new account; without a password nobody can sign in with it yet."""
        user: User = self.model(login_name=login_name, full_name=full_name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, login_name: str, full_name: str, password: str | None = None, **fields: Any) -> "User":
        """The technical administrator: accounts and settings, no part in the work of the blocs."""
        return self.create_user(login_name, full_name, password, is_superuser=True, **fields)


class User(DerivedModel, AbstractBaseUser, PermissionsMixin):
    """The account of a person, or of a desk that several share.

    It signs in by login name: many clerks have no e-mail address of their own, so that is neither needed nor unique.
    What it may do follows from the posts it holds; `is_superuser` marks the technical administrator.
    """

    login_name = LoginNameField(
        "tên đăng nhập",
        max_length=150,
        validators=[
            RegexValidator(r"^[\w.@+-]+\Z", "Tên đăng nhập chỉ gồm chữ, số và các dấu . _ - @ +, không có dấu cách.")
        ],
        help_text="Chữ, số và các dấu . _ - @ +; chữ hoa hay chữ thường đều như nhau.",
    )
    full_name = NFCCharField("họ và tên", max_length=150)
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField(
        "đang dùng", default=True, help_text="Bỏ chọn để khóa tài khoản thay vì xóa, lịch sử vẫn còn nguyên."
    )
    created_at = models.DateTimeField("ngày tạo", auto_now_add=True)
    sort_key = SortKeyField("full_name", function=person_sort_key, default=b"")
    search_text = SearchTextField("full_name", "login_name", function=search_text, default="")

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "login_name"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["login_name"],
                name="user_login_name_unique",
                violation_error_message="Đã có tài khoản dùng tên đăng nhập này. Hãy chọn tên khác.",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        """What the admin greets the person with."""
        return self.full_name
