"""Words of the life of plans that are stored by code."""

from django.db.models import TextChoices


class PlanState(TextChoices):
    """Where a plan stands, in the words of those who make it."""

    DRAFT = "draft", "Dự thảo"
    CONSULTING = "consulting", "Đang lấy ý kiến"
    REVISING = "revising", "Tiếp thu, hoàn thiện"
    CHECKING = "checking", "Kiểm tra thể thức"
    SIGNING = "signing", "Trình ký"
    SIGNED = "signed", "Đã ký, chờ cấp số"
    ISSUED = "issued", "Đã ban hành"
    ADJUSTED = "adjusted", "Đã điều chỉnh"
    REPLACED = "replaced", "Đã được thay thế"
    WITHDRAWN = "withdrawn", "Đã thu hồi"


EDITABLE = frozenset({PlanState.DRAFT, PlanState.CONSULTING, PlanState.REVISING, PlanState.CHECKING})
"""The states in which the text may change: until it is laid before the signer."""

PUBLISHED = frozenset({PlanState.ISSUED, PlanState.ADJUSTED, PlanState.REPLACED, PlanState.WITHDRAWN})
"""The states in which every member unit reads the plan: from its issue on."""


IN_FORCE = frozenset({PlanState.ISSUED, PlanState.ADJUSTED})
"""The published states in which the tasks of a plan are to be done."""

LIVE = EDITABLE | {PlanState.SIGNING, PlanState.SIGNED} | IN_FORCE
"""The states in which the tasks of a plan are, or will be, to be done."""


class AssignmentRole(TextChoices):
    """What a unit does in a task."""

    LEAD = "lead", "Chủ trì"
    SUPPORT = "support", "Phối hợp"


class TaskState(TextChoices):
    """How far a unit is with a task given to it, as the unit says; that it is overdue is told by the calendar."""

    TO_DO = "to_do", "Chưa thực hiện"
    DOING = "doing", "Đang thực hiện"
    DONE = "done", "Hoàn thành"
    DROPPED = "dropped", "Không thực hiện"
    MOVED = "moved", "Dời thời gian"
    OVERDUE = "overdue", "Quá hạn"


WAITING_TASK_STATES = (TaskState.TO_DO, TaskState.DOING)
"""Those in which something is still to be done."""
KEPT_TASK_STATES = (*WAITING_TASK_STATES, TaskState.DONE, TaskState.DROPPED)
"""Those that are stored: `Assignment.state_on` finds the others."""
