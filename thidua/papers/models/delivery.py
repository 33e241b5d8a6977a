from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from blocs.models import Organisation
from blocs.standing import Standing
from thidua.lib.text import search_words


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def received_by(self, standing: Standing) -> "DeliveryQuerySet":
        """Those to the organisations that the person acts for, or whose council's standing body he works in."""
        own = Q(organisation__in=standing.unit_ids) | Q(organisation__path__in=standing.overseen_paths)
        return self.filter(own)

    def unopened(self) -> "DeliveryQuerySet":
        return self.filter(opened_at=None)

    def found_by(self, words: str) -> "DeliveryQuerySet":
        """Those of papers in whose number, subject, sender or bloc every word occurs, with or without diacritics."""
        found = self
        for word in search_words(words):
            found = found.filter(
                Q(paper__entry__search_text__contains=word)
                | Q(paper__organisation__search_text__contains=word)
                | Q(paper__term__bloc__search_text__contains=word)
            )
        return found


class Delivery(models.Model):
    """An issued paper in the hands of an organisation: when it came, and who was the first there to open it."""

    paper = models.ForeignKey("papers.Paper", models.PROTECT, related_name="deliveries", verbose_name="văn bản")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="deliveries", verbose_name="nơi nhận")
    delivered_at = models.DateTimeField("gửi đến lúc", default=now)
    opened_at = models.DateTimeField("mở lúc", null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người mở"
    )

    objects: ClassVar[Any] = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản đến"
        verbose_name_plural = "văn bản đến"
        ordering = ["-delivered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "organisation"],
                name="delivery_once",
                violation_error_message="Văn bản này đã gửi đến cơ quan ấy.",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by=None) | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="delivery_opened_by_somebody",
                violation_error_message="Phải ghi cả người mở và lúc mở.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper} gửi {self.organisation}"
