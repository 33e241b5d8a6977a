"""The papers of a year that are no plans, and what each of them is for."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from blocs.models import Term
from blocs.standing import Standing
from scoring.enums import Purpose
from thidua.papers.enums import IN_FORCE, PENDING
from thidua.papers.models import Paper


class YearPaperQuerySet(models.QuerySet["YearPaper"]):
    def visible_to(self, standing: Standing) -> "YearPaperQuerySet":
        return self.filter(paper__in=Paper.objects.visible_to(standing))

    def living(self) -> "YearPaperQuerySet":
        """Those that wait for signature or number, and those in force."""
        return self.filter(paper__state__in=sorted(PENDING | IN_FORCE))

    def whole(self) -> "YearPaperQuerySet":
        """Each with all that its rules and its state ask for."""
        return self.select_related("paper__term__bloc__superior", "paper__entry")


class YearPaper(models.Model):
    """An official paper of a year and what it is for; where it stands, the paper itself says."""

    paper = models.OneToOneField(
        Paper, models.PROTECT, primary_key=True, related_name="year_paper", verbose_name="văn bản"
    )
    purpose = models.CharField("việc", max_length=20, choices=Purpose)

    objects: ClassVar[Any] = YearPaperQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản của năm"
        verbose_name_plural = "văn bản của năm"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values),
                name="year_paper_purpose_known",
                violation_error_message="Việc của văn bản không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{Purpose(self.purpose).label}, {self.term}"

    @property
    def term(self) -> Term:
        return self.paper.term

    @property
    def is_pending(self) -> bool:
        """Whether it waits for its signature or its number."""
        return self.paper.state in PENDING
