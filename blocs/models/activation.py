from django.conf import settings
from django.db import models


class ActivationCode(models.Model):
    """A printed one-time code with which a person chooses the first password, or a new one. Only its digest is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="activation_code")
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField("dùng được đến")

    class Meta:
        verbose_name = "mã kích hoạt"
        verbose_name_plural = "mã kích hoạt"

    def __str__(self) -> str:
        return f"Mã kích hoạt của {self.user}"
