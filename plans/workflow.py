"""How a plan moves from draft to issued paper: the table, and what is missing before a step. Nothing else moves it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from blocs.enums import Role
from plans.content import PlanContent
from plans.enums import PlanState

S, R = PlanState, Role

LONGEST = {"tên cơ quan ban hành": 250, "ký hiệu": 60}
"""In letters: what the register of papers holds of them."""


class Action(StrEnum):
    """A step a person takes; the value stands in addresses."""

    CHECK = "chuyen-kiem-tra"
    SUBMIT = "trinh-ky"
    RETURN = "tra-lai"
    RECORD_SIGNATURE = "tai-len-ban-da-ky"
    ISSUE = "nhap-so-ngay"
    WITHDRAW = "thu-hoi"


SEALING = "Cấp số và đóng dấu số"
"""What the step of issuing is called for a paper that is signed digitally: it seals, too."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One row of the table: who takes a plan from which states to which."""

    action: Action
    label: str
    sources: frozenset[PlanState]
    target: PlanState
    roles: tuple[Role, ...]
    """In a unit that leads the year."""
    on_behalf: tuple[Role, ...] = ()
    """In the superior office (Nhập thay)."""
    by_expected: bool = False
    """Whether a unit that is only expected to lead may take it."""
    needs_reason: bool = False


STEPS: tuple[Step, ...] = (
    Step(
        action=Action.CHECK,
        label="Chuyển kiểm tra thể thức",
        sources=frozenset({S.DRAFT, S.REVISING}),
        target=S.CHECKING,
        roles=(R.OFFICER, R.OFFICE_CHIEF, R.HEAD),
        by_expected=True,
    ),
    Step(
        action=Action.SUBMIT,
        label="Trình ký",
        sources=frozenset({S.DRAFT, S.REVISING, S.CHECKING}),
        target=S.SIGNING,
        roles=(R.OFFICER, R.OFFICE_CHIEF),
    ),
    Step(
        action=Action.RETURN,
        label="Trả lại",
        sources=frozenset({S.CHECKING, S.SIGNING, S.SIGNED}),
        target=S.REVISING,
        roles=(R.OFFICE_CHIEF, R.HEAD, R.CLERK, R.OFFICER),
        on_behalf=(R.STANDING_BODY, R.FOLLOWER),
        by_expected=True,
        needs_reason=True,
    ),
    Step(
        action=Action.RECORD_SIGNATURE,
        label="Tải lên bản đã ký",
        sources=frozenset({S.SIGNING}),
        target=S.SIGNED,
        roles=(R.CLERK, R.OFFICER, R.HEAD),
        on_behalf=(R.FOLLOWER, R.STANDING_BODY),
    ),
    Step(
        action=Action.ISSUE,
        label="Nhập số, ngày ban hành",
        sources=frozenset({S.SIGNED}),
        target=S.ISSUED,
        roles=(R.CLERK, R.OFFICER),
        on_behalf=(R.FOLLOWER, R.STANDING_BODY),
    ),
    Step(
        action=Action.WITHDRAW,
        label="Thu hồi",
        sources=frozenset({S.ISSUED, S.ADJUSTED}),
        target=S.WITHDRAWN,
        roles=(R.CLERK, R.OFFICER, R.HEAD),
        needs_reason=True,
    ),
)


def step_for(action: Action) -> Step:
    """The row of the table for an action."""
    return next(step for step in STEPS if step.action is action)


def target_of(step: Step, *, was_consulted: bool) -> PlanState:
    """Where a step leads; a plan that nobody was asked about goes back to draft, not to the taking up of comments."""
    if step.action is Action.RETURN and not was_consulted:
        return PlanState.DRAFT
    return step.target


def missing(action: Action, content: PlanContent, *, has_leader: bool, open_doubts: int) -> tuple[str, ...]:
    """What must be there before a step, in words that say what to do; empty when nothing is missing."""
    match action:
        case Action.CHECK:
            return tuple(_missing_to_read(content))
        case Action.SUBMIT:
            return (*_missing_to_read(content), *_missing_to_sign(content, has_leader, open_doubts))
        case _:
            return ()


def _missing_to_read(content: PlanContent) -> Iterator[str]:
    if not content.title.strip():
        yield "Chưa có trích yếu: nhập ở phần Đầu văn bản."
    if not (content.body or content.decision):
        yield "Chưa có nội dung: thêm đề mục và nhiệm vụ."


def _missing_to_sign(content: PlanContent, has_leader: bool, open_doubts: int) -> Iterator[str]:
    head = content.head
    needed = {"tên cơ quan ban hành": " ".join(head.issuer), "ký hiệu": head.symbol, "địa danh": head.place}
    if not has_leader:
        yield "Năm thi đua chưa có đơn vị đứng đầu: cơ quan quản lý cần cử trước."
    for name, text in needed.items():
        if not text.strip():
            yield f"Chưa có {name}: nhập ở phần Đầu văn bản."
        elif len(text) > (longest := LONGEST.get(name, len(text))):
            yield f"Quá dài: {name} có {len(text)} ký tự, nhiều nhất {longest}. Hãy rút gọn ở phần Đầu văn bản."
    if all(line.caption for line in content.recipients):
        yield "Chưa có nơi nhận: nhập ít nhất một dòng."
    if not content.signatures or not all(block.authority and block.name.strip() for block in content.signatures):
        yield "Chưa đủ quyền hạn, chức vụ hoặc họ tên người ký: nhập ở phần Ký."
    if open_doubts:
        yield f"Còn {open_doubts} chỗ máy đọc chưa chắc: xem từng chỗ rồi đánh dấu đã xem."
