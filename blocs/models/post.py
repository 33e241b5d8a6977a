from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from blocs.enums import Role
from blocs.fields import NFCCharField
from blocs.models.bloc import Bloc
from blocs.models.organisation import Organisation


class PostQuerySet(models.QuerySet["Post"]):
    def held_on(self, day: date) -> "PostQuerySet":
        """The posts that are held on a day."""
        return self.filter(Q(from_on__lte=day), Q(to_on=None) | Q(to_on__gte=day))


class Post(models.Model):
    """A role that a person holds in an organisation, from a day to a day. All rights follow from posts."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="posts", verbose_name="tài khoản")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts", verbose_name="cơ quan")
    role = models.CharField("vai trò", max_length=15, choices=Role)
    title = NFCCharField("chức danh", max_length=100, blank=True, help_text="Như in dưới chữ ký: Phó Giám đốc.")
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày", null=True, blank=True)
    followed_blocs = models.ManyToManyField(
        Bloc,
        blank=True,
        related_name="followers",
        verbose_name="khối, cụm được giao theo dõi",
        help_text="Chỉ dùng cho vai trò Chuyên viên theo dõi khối.",
    )

    objects: ClassVar[Any] = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "vị trí công tác"
        verbose_name_plural = "vị trí công tác"
        ordering = ["organisation__sort_key", "user__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "from_on"],
                name="post_unique",
                violation_error_message="Người này đã giữ vai trò ấy ở cơ quan này từ cùng ngày.",
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                name="post_days_in_order",
                violation_error_message="Ngày thôi giữ phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="post_role_known", violation_error_message="Chọn vai trò."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {Role(self.role).label}, {self.organisation}"
