"""The names by which a year's plans call the units, as a person matched them."""

from django.db import models
from django.db.models import Q

from blocs.fields import NFCCharField
from blocs.models import Organisation, Term

LONGEST_NAME = 300
"""In letters; what is longer names no body."""


class PartyName(models.Model):
    """Words by which the plans of a year name a body, and the unit that a person says they mean; none: kept as text."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="party_names", verbose_name="năm thi đua")
    words = NFCCharField("tên ghi trong kế hoạch", max_length=LONGEST_NAME)
    key = NFCCharField(max_length=2 * LONGEST_NAME, editable=False)
    """`plans.assignees.name_key` of the words."""
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="party_names", verbose_name="đơn vị"
    )

    class Meta:
        verbose_name = "tên đơn vị trong kế hoạch"
        verbose_name_plural = "tên đơn vị trong kế hoạch"
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "key"],
                name="party_name_unique",
                violation_error_message="Tên này đã được đối chiếu trong năm.",
            ),
            models.CheckConstraint(
                condition=~Q(key=""),
                name="party_name_has_words",
                violation_error_message="Hãy ghi tên cần đối chiếu.",
            ),
        ]

    def __str__(self) -> str:
        return self.words
