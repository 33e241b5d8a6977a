from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from blocs.fields import NFCCharField
from blocs.standing import Standing

KEPT = timedelta(hours=24)
"""How long a workbook waits to be confirmed, and the accounts it created to have their codes printed from its page."""


class SetupImportQuerySet(models.QuerySet["SetupImport"]):
    def visible_to(self, standing: Standing) -> "SetupImportQuerySet":
        """One's own, for a day: a workbook holds what only its sender may have put together."""
        return self.filter(user=standing.user_id, created_at__gt=timezone.now() - KEPT)

    def expired(self) -> "SetupImportQuerySet":
        return self.filter(created_at__lte=timezone.now() - KEPT)


class SetupImport(models.Model):
    """A workbook between its upload and the confirmation of what it changes; then the accounts that it created."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    file_name = NFCCharField("tên tệp", max_length=200)
    file = models.BinaryField("tệp")
    digest = models.CharField(max_length=64)
    """SHA-256 of the file; the file itself is emptied when it has been applied."""
    created_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    applied_at = models.DateTimeField("ghi lúc", null=True, blank=True)
    accounts = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name="tài khoản đã lập"
    )

    objects: ClassVar[Any] = SetupImportQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp thiết lập"
        verbose_name_plural = "tệp thiết lập"

    def __str__(self) -> str:
        return self.file_name
