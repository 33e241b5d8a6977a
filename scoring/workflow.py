"""How a sheet moves between its unit, the unit's head and the bloc: the table. Nothing else moves it."""

from dataclasses import dataclass
from enum import StrEnum

from blocs.enums import Role
from scoring.enums import SheetState

S, R = SheetState, Role


class Action(StrEnum):
    """A step a person takes; the value stands in addresses."""

    LAY_BEFORE_HEAD = "trinh-thu-truong"
    TAKE_BACK = "lay-lai"
    APPROVE = "duyet-nop"
    HAND_IN_SIGNED = "nop-ban-ky"
    RETURN = "tra-lai"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One row of the table: who takes a sheet from which state to which."""

    action: Action
    label: str
    explanation: str
    source: SheetState
    target: SheetState
    roles: tuple[Role, ...] = ()
    """In the unit itself."""
    by_leader: tuple[Role, ...] = ()
    """In a unit that leads or co-leads the year."""
    by_office: tuple[Role, ...] = ()
    """In the superior office."""
    needs_reason: bool = False

    @property
    def leads_back(self) -> bool:
        """Whether the unit has to go on filling in afterwards."""
        return self.target == SheetState.FILLING


STEPS: tuple[Step, ...] = (
    Step(
        action=Action.LAY_BEFORE_HEAD,
        label="Trình thủ trưởng ký",
        explanation="Số liệu được chốt và dựng thành bảng có mã kiểm để thủ trưởng duyệt trên trang này, "
        "hoặc in ra ký rồi tải lên. Muốn sửa tiếp thì Lấy lại.",
        source=S.FILLING,
        target=S.AWAITING_HEAD,
        roles=(R.OFFICER, R.OFFICE_CHIEF, R.HEAD),
        by_leader=(R.OFFICER, R.OFFICE_CHIEF),
        by_office=(R.FOLLOWER, R.STANDING_BODY),
    ),
    Step(
        action=Action.TAKE_BACK,
        label="Lấy lại để sửa",
        explanation="Bảng trở về Đang tự chấm; bản đã in và mã kiểm của nó không dùng được nữa.",
        source=S.AWAITING_HEAD,
        target=S.FILLING,
        roles=(R.OFFICER, R.OFFICE_CHIEF, R.HEAD),
        by_leader=(R.OFFICER, R.OFFICE_CHIEF),
        by_office=(R.FOLLOWER, R.STANDING_BODY),
    ),
    Step(
        action=Action.APPROVE,
        label="Duyệt và nộp",
        explanation="Thủ trưởng duyệt số liệu trên trang này; bảng được nộp cho khối ngay.",
        source=S.AWAITING_HEAD,
        target=S.SUBMITTED,
        roles=(R.HEAD,),
    ),
    Step(
        action=Action.HAND_IN_SIGNED,
        label="Nộp bảng tự chấm",
        explanation="Tải lên bản giấy thủ trưởng đã ký. Nhập mã kiểm in ở cuối các trang để chắc rằng "
        "bản giấy đúng là số liệu trên trang này.",
        source=S.AWAITING_HEAD,
        target=S.SUBMITTED,
        roles=(R.OFFICER, R.OFFICE_CHIEF, R.CLERK, R.HEAD),
        by_leader=(R.OFFICER, R.OFFICE_CHIEF),
        by_office=(R.FOLLOWER, R.STANDING_BODY),
    ),
    Step(
        action=Action.RETURN,
        label="Trả lại",
        explanation="Bảng trở về Đang tự chấm để đơn vị sửa rồi nộp lại; phiếu tiếp nhận và bản ký của lần này "
        "vẫn xem được ở Các lần nộp.",
        source=S.SUBMITTED,
        target=S.FILLING,
        by_leader=(R.OFFICER, R.OFFICE_CHIEF, R.HEAD),
        by_office=(R.FOLLOWER, R.STANDING_BODY),
        needs_reason=True,
    ),
)


def step_for(action: Action) -> Step:
    """The row of the table for an action."""
    return next(step for step in STEPS if step.action is action)
