"""A unit's sheet and what it says of each criterion."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from blocs.fields import NFCCharField, NFCTextField
from blocs.models import MemberUnit
from blocs.standing import Standing
from scoring.enums import Approval, SheetState
from scoring.fields import FigureField, PointsField
from scoring.figures import Figure
from scoring.models.scoring_round import ScoringRound
from thidua.papers.models import StoredFile


class ScoreSheetQuerySet(models.QuerySet["ScoreSheet"]):
    def known_to(self, standing: Standing) -> "ScoreSheetQuerySet":
        """The sheets that a person knows of and whose state is theirs to see: of the years they take part in, follow
        or oversee."""
        return self.filter(round__in=ScoringRound.objects.visible_to(standing))

    def visible_to(self, standing: Standing) -> "ScoreSheetQuerySet":
        """The sheets whose figures a person reads: of the own units always; of the years led, followed or overseen once
        they are handed in, or are filled in on the unit's behalf; in closed years for the auditor."""
        open_to_readers = Q(state=SheetState.SUBMITTED) | Q(on_behalf=True)
        audited = _audited(standing) & Q(state=SheetState.SUBMITTED)
        return self.filter(_own(standing) | (_looked_after(standing) & open_to_readers) | audited)

    def received_by(self, standing: Standing) -> "ScoreSheetQuerySet":
        """The sheets of which a person reads what was ever handed in, be it returned since: those that they read
        whenever these are handed in."""
        return self.filter(_own(standing) | _looked_after(standing) | _audited(standing))


def _own(standing: Standing) -> Q:
    return Q(unit__organisation__in=standing.unit_ids)


def _looked_after(standing: Standing) -> Q:
    """Of the years that a person leads, follows or oversees."""
    found = Q(round__term__in=standing.led_terms) | Q(round__term__bloc__in=standing.followed_blocs)
    for path in standing.overseen_paths:
        found |= Q(round__term__bloc__superior__path__startswith=path)
    return found


def _audited(standing: Standing) -> Q:
    """Of the closed years that an auditor sees."""
    found = Q(pk__in=[])
    for path in standing.audited_paths:
        found |= Q(round__term__bloc__superior__path__startswith=path, round__term__closed_at__isnull=False)
    return found


class ScoreSheet(models.Model):
    """Bảng tự chấm điểm: what one unit says of itself in one year.

    Its sums are kept beside the figures they are reckoned from, and written with them.
    """

    round = models.ForeignKey(ScoringRound, models.PROTECT, related_name="sheets", verbose_name="đợt chấm điểm")
    unit = models.ForeignKey(MemberUnit, models.PROTECT, related_name="sheets", verbose_name="đơn vị")
    state = models.CharField("tình trạng", max_length=15, choices=SheetState, default=SheetState.FILLING)
    on_behalf = models.BooleanField("nhập thay", default=False)
    """Whether the leader or the office fills it in for the unit, and so reads it before it is handed in."""
    version = models.PositiveIntegerField(default=1)
    """Counts every change of a figure or a proof."""
    score = PointsField("điểm", default=0)
    bonus = PointsField("điểm thưởng", default=0)
    deductions = PointsField("điểm trừ", default=0)
    total = PointsField("tổng điểm", default=0)
    missing = models.PositiveSmallIntegerField("tiêu chí chưa chấm", default=0)
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the figures as they were laid before the head; the check code on the paper is its beginning."""
    signer = NFCCharField("người ký", max_length=150, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    scan = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản ký quét lại"
    )
    submitted_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    days_late = models.PositiveSmallIntegerField("chậm (ngày)", null=True, blank=True)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)

    objects: ClassVar[Any] = ScoreSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "bảng tự chấm điểm"
        verbose_name_plural = "bảng tự chấm điểm"
        ordering = ["unit__position", "unit__organisation__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "unit"],
                name="score_sheet_unique",
                violation_error_message="Đơn vị đã có bảng tự chấm của năm này.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SheetState.values),
                name="score_sheet_state_known",
                violation_error_message="Tình trạng của bảng tự chấm không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=~Q(state=SheetState.SUBMITTED) | Q(submitted_at__isnull=False, days_late__isnull=False),
                name="score_sheet_submitted_has_time",
                violation_error_message="Bảng đã nộp phải có thời điểm nộp.",
            ),
            models.CheckConstraint(
                condition=Q(state=SheetState.FILLING) | ~Q(digest=""),
                name="score_sheet_laid_before_head_has_digest",
                violation_error_message="Bảng đã trình ký phải có mã kiểm.",
            ),
        ]

    def __str__(self) -> str:
        return f"Bảng tự chấm điểm của {self.unit.organisation}, {self.round.term}"

    @property
    def is_handed_in(self) -> bool:
        return self.state == SheetState.SUBMITTED

    @property
    def state_text(self) -> str:
        """The state in words: "Nộp chậm 2 ngày" for what came late."""
        if self.state == SheetState.SUBMITTED and self.days_late:
            return f"Nộp chậm {self.days_late} ngày"
        return SheetState(self.state).label


class ScoreEntry(models.Model):
    """What a sheet says of one criterion, by the criterion's key in the table."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="entries", verbose_name="bảng tự chấm điểm")
    key = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    amount = FigureField("số liệu", null=True, blank=True)
    target = FigureField("chỉ tiêu", null=True, blank=True)
    chosen: Any = models.JSONField("mục chọn", null=True, blank=True)
    not_applicable = models.BooleanField("không phát sinh nhiệm vụ", default=False)
    approval = models.CharField("duyệt", max_length=10, choices=Approval, blank=True)
    """Of the leader, where nothing is said to have come up."""
    is_provisional = models.BooleanField("ước thực hiện", default=False)
    note = NFCTextField("giải trình", blank=True)
    points = PointsField("điểm", null=True, blank=True)
    """What the figures come to."""
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "điểm tự chấm"
        verbose_name_plural = "điểm tự chấm"
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "key"], name="score_entry_unique"),
            models.CheckConstraint(
                condition=Q(approval__in=["", *Approval.values]) & (Q(not_applicable=True) | Q(approval="")),
                name="score_entry_approval_only_where_not_applicable",
                violation_error_message="Chỉ duyệt tiêu chí không phát sinh nhiệm vụ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.key}"

    @property
    def figure(self) -> Figure:
        """The figures as a value; what the leader did not accept as not applicable counts as nothing entered."""
        return Figure(
            amount=self.amount,
            target=self.target,
            chosen=None if self.chosen is None else tuple(self.chosen),
            not_applicable=self.not_applicable and self.approval != Approval.REFUSED,
        )
