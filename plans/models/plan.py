from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from blocs.fields import NFCCharField, SearchTextField
from blocs.models import Term
from blocs.models.derived import DerivedModel, DerivedQuerySet, search_text
from blocs.standing import Standing
from plans.content import PlanContent
from plans.content_json import from_data
from plans.enums import PUBLISHED, PlanState
from thidua.papers.models import Paper, StoredFile


class PlanQuerySet(DerivedQuerySet["Plan"]):
    def visible_to(self, standing: Standing) -> "PlanQuerySet":
        """In every state for those who lead, follow or oversee; once issued for the members and the council; in closed
        years for the auditor."""
        seen = Q(term__in=standing.led_terms) | Q(term__bloc__in=standing.followed_blocs)
        for path in standing.overseen_paths:
            seen |= Q(term__bloc__superior__path__startswith=path)
        published = Q(term__in=standing.terms_in_view)
        for path in standing.council_paths:
            published |= Q(term__bloc__superior__path__startswith=path)
        seen |= published & Q(state__in=sorted(PUBLISHED))
        for path in standing.audited_paths:
            seen |= Q(term__bloc__superior__path__startswith=path, term__closed_at__isnull=False)
        return self.filter(seen)


class Plan(DerivedModel):
    """A bloc's plan for a year. `content` is the whole plan as one value; everything else follows from it."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="plans", verbose_name="năm thi đua")
    state = models.CharField("tình trạng", max_length=12, choices=PlanState, default=PlanState.DRAFT)
    content: Any = models.JSONField("nội dung")
    """`plans.content_json.to_data`."""
    version = models.PositiveIntegerField(default=1)
    """Counts every change of the content."""
    title = NFCCharField("trích yếu", max_length=600, blank=True)
    """A copy of the content's subject, for lists."""
    was_consulted = models.BooleanField(default=False)
    """Whether the member units have been asked for comments."""
    doubts: Any = models.JSONField(default=list, blank=True)
    """What the reader of the file was not sure of and nobody has looked at yet: number, code, message, key."""
    source = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tệp đã nhập"
    )
    corrected = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tệp Word đã sửa"
    )
    """The draft's own Word file as somebody corrected it, while it is laid beside the draft."""
    made_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies", verbose_name="lập từ"
    )
    paper = models.OneToOneField(
        Paper, models.PROTECT, null=True, blank=True, related_name="plan", verbose_name="văn bản"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)
    search_text = SearchTextField("title", function=search_text, default="")

    objects: ClassVar[Any] = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"
        ordering = ["-term__year", "term__bloc__sort_key", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PlanState.values),
                name="plan_state_known",
                violation_error_message="Tình trạng của kế hoạch không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(paper__isnull=False)
                | Q(state__in=[PlanState.DRAFT, PlanState.CONSULTING, PlanState.REVISING, PlanState.CHECKING]),
                name="plan_from_signing_on_has_paper",
                violation_error_message="Kế hoạch từ bước trình ký phải có văn bản đã chốt nội dung.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or "Kế hoạch chưa có trích yếu"

    @property
    def value(self) -> PlanContent:
        """The content as a value."""
        return from_data(self.content)

    @property
    def is_published(self) -> bool:
        return self.state in PUBLISHED


class Revision(models.Model):
    """A copy of a plan's content as it was (Dự thảo lần n), kept at each step and before each large change."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="revisions", verbose_name="kế hoạch")
    number = models.PositiveIntegerField("lần")
    content: Any = models.JSONField()
    label = NFCCharField("vì", max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bản dự thảo"
        verbose_name_plural = "bản dự thảo"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="revision_number_unique")]

    def __str__(self) -> str:
        return f"Dự thảo lần {self.number}"
