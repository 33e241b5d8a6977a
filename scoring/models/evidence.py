"""What proves the figures of a sheet."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from blocs.fields import NFCCharField
from plans.models import Task
from scoring.models.sheet import ScoreSheet
from thidua.papers.models import StoredFile


class Evidence(models.Model):
    """Minh chứng of one criterion: a file, an address, or a task of the bloc's plan that was done."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="evidence", verbose_name="bảng tự chấm điểm")
    key = models.PositiveIntegerField()
    """Of the criterion."""
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name="tệp"
    )
    url = models.URLField("đường dẫn", max_length=500, blank=True)
    task = models.ForeignKey(
        Task, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name="nhiệm vụ"
    )
    caption = NFCCharField("tên minh chứng", max_length=300, blank=True)
    """ "Quyết định số 15/QĐ-UBND ngày 05/3/2026"."""
    added_at = models.DateTimeField("thêm lúc", auto_now_add=True)
    added_by: Any = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "minh chứng"
        verbose_name_plural = "minh chứng"
        ordering = ["key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, url="", task=None)
                | (Q(file=None, task=None) & ~Q(url=""))
                | Q(file=None, url="", task__isnull=False),
                name="evidence_is_one_thing",
                violation_error_message="Mỗi minh chứng là một tệp, một đường dẫn hoặc một nhiệm vụ.",
            ),
            models.CheckConstraint(
                condition=Q(url="") | Q(url__startswith="http://") | Q(url__startswith="https://"),
                name="evidence_url_is_web",
                violation_error_message="Đường dẫn phải bắt đầu bằng http:// hoặc https://.",
            ),
        ]

    def __str__(self) -> str:
        return self.caption or (self.file.name if self.file else self.url or str(self.task))
