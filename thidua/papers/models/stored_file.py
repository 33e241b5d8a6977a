from django.conf import settings
from django.db import models
from django.utils.timezone import now

from blocs.fields import NFCCharField


class StoredFile(models.Model):
    """Bytes that are kept and never change: a rendered paper, a scan, a file somebody brought.

    The bytes lie in the storage under a key made here; name and type are told, never trusted as a path.
    """

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100)
    name = NFCCharField("tên tệp", max_length=200)
    key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(default=now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"

    def __str__(self) -> str:
        return self.name
