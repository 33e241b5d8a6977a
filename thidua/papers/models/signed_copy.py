from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from thidua.papers.enums import SignedWay
from thidua.papers.models.stored_file import StoredFile


class SignedCopy(models.Model):
    """The bytes of a paper after a signature, number or seal came to them. None that was filed changes or vanishes.

    Each begins with the bytes of the one before it, the first with the paper's rendering; only a copy that the agency
    issued in a system of its own is another file, whose words were held against ours.
    """

    paper = models.ForeignKey("papers.Paper", models.PROTECT, related_name="copies", verbose_name="văn bản")
    way = models.CharField("cách ký", max_length=10, choices=SignedWay)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="signed_copy", verbose_name="tệp")
    differences: Any = models.JSONField("chỗ khác", default=list, blank=True)
    """Of an agency's own file: what only our words say and what only its words say, in pairs."""
    filed_at = models.DateTimeField("lưu lúc", default=now)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người lưu")

    class Meta:
        verbose_name = "bản điện tử"
        verbose_name_plural = "bản điện tử"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(way=SignedWay.OWN_SYSTEM) | Q(differences=[]),
                name="signed_copy_of_ours_differs_nowhere",
                violation_error_message="Chỉ bản ban hành ở hệ thống khác mới có chỗ khác nội dung.",
            ),
        ]

    def __str__(self) -> str:
        return SignedWay(self.way).label

    @property
    def compared(self) -> str:
        """How far an agency's own file is ours, in words."""
        return f"khác {len(self.differences)} chỗ" if self.differences else "không khác chữ nào"


class PendingSignature(models.Model):
    """A paper that waits for a signature made with a personal token or by a remote service: one at a time.

    Until it is finished the paper's bytes are what they were, so throwing it away undoes everything.
    """

    paper = models.OneToOneField("papers.Paper", models.CASCADE, related_name="pending", verbose_name="văn bản")
    prepared = models.TextField()
    """`signatures.signing.Pending.dump`."""
    begun_at = models.DateTimeField("bắt đầu lúc", default=now)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ký")

    class Meta:
        verbose_name = "lượt ký đang chờ"
        verbose_name_plural = "lượt ký đang chờ"

    def __str__(self) -> str:
        return f"{self.paper}"
