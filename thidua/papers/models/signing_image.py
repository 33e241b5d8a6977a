from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from blocs.models import Organisation
from thidua.papers.enums import ImageKind
from thidua.papers.models.stored_file import StoredFile

SEAL_MM = 36
"""The diameter of most seals."""


class SigningImage(models.Model):
    """A picture to be set on papers signed here: a person's handwritten signature in an organisation, or its seal.

    A transparent PNG, blue or red. Seen by those who may change it, and by what signs with it, alone.
    """

    kind = models.CharField("loại", max_length=10, choices=ImageKind)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="signing_images", verbose_name="cơ quan"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người ký"
    )
    """None for a seal."""
    width_mm = models.PositiveSmallIntegerField(
        "đường kính (mm)",
        null=True,
        blank=True,
        validators=[MinValueValidator(15), MaxValueValidator(60)],
    )
    """The real size of a seal; None for a signature, which is fitted to its place."""
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp")
    changed_at = models.DateTimeField("cập nhật lúc", default=now)

    class Meta:
        verbose_name = "ảnh chữ ký, con dấu"
        verbose_name_plural = "ảnh chữ ký, con dấu"
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ImageKind.SIGNATURE, person__isnull=False, width_mm=None)
                | Q(kind=ImageKind.SEAL, person=None, width_mm__isnull=False),
                name="signing_image_is_one_kind",
                violation_error_message="Chữ ký là của một người; con dấu có đường kính.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(kind=ImageKind.SIGNATURE),
                name="signing_image_signature_once",
                violation_error_message="Người này đã có ảnh chữ ký ở cơ quan ấy. Hãy thay ảnh cũ.",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(kind=ImageKind.SEAL),
                name="signing_image_seal_once",
                violation_error_message="Cơ quan này đã có ảnh con dấu. Hãy thay ảnh cũ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{ImageKind(self.kind).label} {self.person or self.organisation}"
