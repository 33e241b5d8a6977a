from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from blocs.fields import NFCCharField, NFCTextField
from blocs.models import Organisation
from blocs.standing import Standing
from plans.enums import IN_FORCE, AssignmentRole
from plans.models.plan import Plan


class TaskQuerySet(models.QuerySet["Task"]):
    def of(self, standing: Standing) -> "TaskQuerySet":
        """The tasks of plans in force, in open years, that name a unit of the person's."""
        return self.filter(
            plan__state__in=sorted(IN_FORCE),
            plan__term__closed_at=None,
            assignments__organisation__in=standing.unit_ids,
        ).distinct()


class Task(models.Model):
    """A task of a plan, projected from its content at every change; `key` is its part's key there."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks", verbose_name="kế hoạch")
    key = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    number = NFCCharField("TT", max_length=20, blank=True)
    text = NFCTextField("nội dung")
    group = NFCTextField("thuộc phần", blank=True)
    responsible = NFCTextField("trách nhiệm", blank=True)
    coordinating = NFCTextField("phối hợp", blank=True)
    product = NFCTextField("kết quả", blank=True)
    due = NFCCharField("thời gian", max_length=400, blank=True)
    """As printed; the days it stands for follow."""
    first_day = models.DateField(null=True)
    last_day = models.DateField("hạn cuối", null=True)
    """The last day on which it is in time: 09/01 for "trước 10/01"."""
    units = models.ManyToManyField(Organisation, through="Assignment", related_name="tasks")

    objects: ClassVar[Any] = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="task_key_unique"),
            models.CheckConstraint(
                condition=Q(first_day=None) | Q(last_day=None) | Q(last_day__gte=models.F("first_day")),
                name="task_days_in_order",
                violation_error_message="Ngày cuối của nhiệm vụ phải từ ngày đầu trở đi.",
            ),
        ]
        indexes = [models.Index(fields=["last_day"], name="task_last_day")]

    def __str__(self) -> str:
        return self.text[:100]


class Assignment(models.Model):
    """A unit that a task's words name, as lead or in support."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assignments")
    role = models.CharField("vai trò", max_length=8, choices=AssignmentRole)

    class Meta:
        verbose_name = "phân công"
        verbose_name_plural = "phân công"
        constraints = [models.UniqueConstraint(fields=["task", "organisation"], name="assignment_unique")]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.get_role_display()}"
