from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from blocs.fields import NFCCharField, NFCTextField
from blocs.models import Organisation
from blocs.standing import Standing
from plans.enums import IN_FORCE, KEPT_TASK_STATES, WAITING_TASK_STATES, AssignmentRole, TaskState
from plans.models.plan import Plan


class TaskQuerySet(models.QuerySet["Task"]):
    def waiting_for(self, standing: Standing) -> "TaskQuerySet":
        """The tasks of plans in force, in open years, in which a unit of the person's has something left to do."""
        return self.filter(
            plan__state__in=sorted(IN_FORCE),
            plan__term__closed_at=None,
            assignments__organisation__in=standing.unit_ids,
            assignments__state__in=WAITING_TASK_STATES,
        ).distinct()

    def done_by(self, organisation_id: int) -> "TaskQuerySet":
        """The tasks of which the unit has said that its part is done, with the day as `done_on`."""
        done = self.filter(assignments__organisation=organisation_id, assignments__state=TaskState.DONE)
        return done.annotate(done_on=models.F("assignments__done_on"))


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
    """The last day on which it is in time: 09/01 for "trước 10/01", or the day it was moved to."""
    moved_to = models.DateField("dời đến ngày", null=True, blank=True)
    moved_by = NFCCharField("căn cứ dời", max_length=300, blank=True)
    """ "Giấy mời số 12/GM-KTĐ4 ngày 03/6/2026": the paper that told the units."""
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
            models.CheckConstraint(
                condition=Q(moved_to=None, moved_by="") | (Q(moved_to__isnull=False) & ~Q(moved_by="")),
                name="task_moved_by_a_paper",
                violation_error_message="Dời thời gian thì ghi cả ngày mới và văn bản làm căn cứ.",
            ),
        ]
        indexes = [models.Index(fields=["last_day"], name="task_last_day")]

    def __str__(self) -> str:
        return self.text[:100]


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, standing: Standing) -> "AssignmentQuerySet":
        """What the plans give to their units, for who sees the plan."""
        return self.filter(task__plan__in=Plan.objects.visible_to(standing))


class Assignment(models.Model):
    """A unit that a task's words name, as lead or in support, and what the unit says of its part in it."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assignments")
    role = models.CharField("vai trò", max_length=8, choices=AssignmentRole)
    state = models.CharField("tình trạng", max_length=8, choices=TaskState, default=TaskState.TO_DO)
    done_on = models.DateField("ngày hoàn thành", null=True, blank=True)
    result = NFCCharField("kết quả", max_length=300, blank=True)
    """ "Báo cáo số 15/BC-SYT ngày 12/6/2026"; how far it is while it is being done."""
    reason = NFCTextField("lý do không thực hiện", blank=True)

    objects: ClassVar[Any] = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công"
        verbose_name_plural = "phân công"
        constraints = [
            models.UniqueConstraint(fields=["task", "organisation"], name="assignment_unique"),
            models.CheckConstraint(
                condition=Q(state__in=KEPT_TASK_STATES),
                name="assignment_state_known",
                violation_error_message="Tình trạng của nhiệm vụ không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(state=TaskState.DONE, done_on__isnull=False)
                | (Q(state=TaskState.DOING) & Q(done_on=None))
                | (Q(state__in=[TaskState.TO_DO, TaskState.DROPPED]) & Q(done_on=None, result="")),
                name="assignment_done_has_day",
                violation_error_message=(
                    "Nhiệm vụ hoàn thành thì có ngày hoàn thành; kết quả ghi khi hoàn thành hoặc đang thực hiện."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(state=TaskState.DROPPED) & ~Q(reason="")) | (~Q(state=TaskState.DROPPED) & Q(reason="")),
                name="assignment_dropped_has_reason",
                violation_error_message="Nhiệm vụ không thực hiện thì có lý do; lý do chỉ ghi khi ấy.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.get_role_display()}"

    @property
    def is_marked(self) -> bool:
        """Whether the unit has said anything of it."""
        return self.state != TaskState.TO_DO

    def state_on(self, today: date) -> TaskState:
        """The state with the calendar in view: overdue from the day after the last, for who leads the task, while the
        plan is in force; moved, as long as nothing is said of it and the new day is to come."""
        binds = self.role == AssignmentRole.LEAD and self.task.plan.state in IN_FORCE
        is_past = self.task.last_day is not None and self.task.last_day < today
        if binds and is_past and self.state in WAITING_TASK_STATES:
            return TaskState.OVERDUE
        return TaskState.MOVED if self.task.moved_to and not self.is_marked else TaskState(self.state)

    @property
    def days_late(self) -> int:
        """How many days after its last day it was done; 0 where it was in time."""
        if self.done_on is None or self.task.last_day is None:
            return 0
        return max(0, (self.done_on - self.task.last_day).days)
