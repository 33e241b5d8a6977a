"""When the units of a year score themselves, and by which table."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from blocs.fields import NFCTextField
from blocs.models import MemberUnit, Term
from blocs.standing import Standing
from scoring.enums import LatenessCounted
from scoring.models.criteria_table import CriteriaTable


class ScoringRoundQuerySet(models.QuerySet["ScoringRound"]):
    def visible_to(self, standing: Standing) -> "ScoringRoundQuerySet":
        """Those of the years a person sees."""
        return self.filter(term__in=Term.objects.visible_to(standing))

    def past_due(self, today: date) -> "ScoringRoundQuerySet":
        """Those whose last day for all is over: `SheetDeadline.last_day` before today, without extensions, as SQL."""
        return self.filter(Q(due_on__lt=today) | Q(due_on=today, is_before=True))


class ScoringRound(models.Model):
    """The scoring of one year (đợt chấm điểm): its table, and the day by which sheets are due."""

    term = models.OneToOneField(Term, models.PROTECT, related_name="scoring_round", verbose_name="năm thi đua")
    table = models.ForeignKey(CriteriaTable, models.PROTECT, related_name="rounds", verbose_name="bảng tiêu chí")
    due_on = models.DateField("hạn nộp")
    """As printed."""
    is_before = models.BooleanField("trước ngày ấy", default=False)
    """ "Trước ngày 05/11" ends with 04/11; otherwise the day itself is still in time."""
    counted = models.CharField(
        "tính nộp chậm theo", max_length=10, choices=LatenessCounted, default=LatenessCounted.BY_ARRIVAL
    )
    opened_at = models.DateTimeField("mở lúc", auto_now_add=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects: ClassVar[Any] = ScoringRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt chấm điểm"
        verbose_name_plural = "đợt chấm điểm"
        ordering = ["-term__year", "term__bloc__sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(counted__in=LatenessCounted.values),
                name="scoring_round_counted_known",
                violation_error_message="Cách tính nộp chậm không hợp lệ.",
            )
        ]

    def __str__(self) -> str:
        return f"Chấm điểm {self.term}"


class Extension(models.Model):
    """Gia hạn: one unit may hand in later, for a reason; the last one given counts."""

    round = models.ForeignKey(ScoringRound, models.CASCADE, related_name="extensions", verbose_name="đợt chấm điểm")
    unit = models.ForeignKey(MemberUnit, models.CASCADE, related_name="extensions", verbose_name="đơn vị")
    until = models.DateField("đến hết ngày")
    reason = NFCTextField("lý do")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "gia hạn"
        verbose_name_plural = "gia hạn"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="extension_has_reason",
                violation_error_message="Hãy ghi lý do gia hạn.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}: đến {self.until:%d/%m/%Y}"
