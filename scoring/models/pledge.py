"""The pledge of a bloc, and who has signed it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from blocs.fields import NFCCharField, NFCTextField
from blocs.models import MemberUnit, Term
from blocs.standing import Standing
from scoring.enums import PledgeState, SigningWay
from thidua.papers.models import StoredFile


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def visible_to(self, standing: Standing) -> "PledgeQuerySet":
        """As a draft for those who lead, follow or oversee the year; once it is out for signing for who sees it."""
        seen = Q(term__in=standing.led_terms) | Q(term__bloc__in=standing.followed_blocs)
        for path in standing.overseen_paths:
            seen |= Q(term__bloc__superior__path__startswith=path)
        out = ~Q(state=PledgeState.DRAFTING) & Q(term__in=Term.objects.visible_to(standing))
        return self.filter(seen | out)


class Pledge(models.Model):
    """Giao ước thi đua of one year: one paper that all units sign, whose words stand still once it is printed."""

    term = models.OneToOneField(Term, models.PROTECT, related_name="pledge", verbose_name="năm thi đua")
    state = models.CharField("tình trạng", max_length=10, choices=PledgeState, default=PledgeState.DRAFTING)
    text = NFCTextField("nội dung")
    """A paragraph a line."""
    version = models.PositiveIntegerField(default=1)
    """Counts every change of the words."""
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of what was printed for signing; the check code at the foot of the paper is its beginning."""
    paper = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản in để ký"
    )
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)

    objects: ClassVar[Any] = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = "giao ước thi đua"
        verbose_name_plural = "giao ước thi đua"
        ordering = ["-term__year", "term__bloc__sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PledgeState.values),
                name="pledge_state_known",
                violation_error_message="Tình trạng của giao ước không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(state=PledgeState.DRAFTING, paper=None) | Q(paper__isnull=False),
                name="pledge_out_for_signing_has_paper",
                violation_error_message="Giao ước đang ký phải có bản in.",
            ),
        ]

    def __str__(self) -> str:
        return f"Giao ước thi đua, {self.term}"

    @property
    def is_drafted(self) -> bool:
        return self.state == PledgeState.DRAFTING


class PledgeSignature(models.Model):
    """The place of one unit on the paper, as it was printed, and how it was signed."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="signatures", verbose_name="giao ước")
    unit = models.ForeignKey(MemberUnit, models.PROTECT, related_name="pledge_signatures", verbose_name="đơn vị")
    position = models.PositiveSmallIntegerField()
    unit_name = NFCCharField("tên đơn vị", max_length=250)
    head_title = NFCCharField("chức danh", max_length=100, blank=True)
    head = NFCCharField("người đứng đầu", max_length=150, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    way = models.CharField("cách ký", max_length=10, choices=SigningWay, blank=True)
    scan = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản ký quét lại"
    )

    class Meta:
        verbose_name = "chữ ký giao ước"
        verbose_name_plural = "chữ ký giao ước"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["pledge", "unit"],
                name="pledge_signature_unique",
                violation_error_message="Đơn vị đã có chỗ ký trên giao ước này.",
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None, way="", scan=None) | Q(signed_on__isnull=False, way__in=SigningWay.values),
                name="pledge_signed_has_day_and_way",
                violation_error_message="Đã ký thì có ngày ký và cách ký.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.signed_on:%d/%m/%Y}" if self.signed_on else f"{self.unit_name}: chưa ký"
