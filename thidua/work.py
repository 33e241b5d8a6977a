"""What waits for whom, and how urgent it is: grouping alone, of what `thidua.views.my_work` has loaded."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from plans.enums import IN_FORCE, PlanState
from plans.schedule import Span
from plans.workflow import Action

Item = TypeVar("Item")

SOON = timedelta(days=30)
MOST_UNFOLDED = 12
"""So many tasks that are far off may show without being asked for."""
MOST_NAMED = 8
"""Units that are named; of the others only how many they are."""


class Period(StrEnum):
    """How far off a deadline is; the value is the heading."""

    PAST = "Đã qua hạn"
    WEEK = "Tuần này"
    SOON = "Trong 30 ngày tới"
    LATER = "Sau đó"
    UNDATED = "Không ghi thời hạn"


def period_of(last_day: date | None, today: date) -> Period:
    """The week ends on Sunday; the last day itself is still in time."""
    if last_day is None:
        return Period.UNDATED
    if last_day < today:
        return Period.PAST
    if last_day <= today + timedelta(days=6 - today.weekday()):
        return Period.WEEK
    return Period.SOON if last_day <= today + SOON else Period.LATER


def by_period(
    items: Iterable[Item], today: date, last_day: Callable[[Item], date | None]
) -> list[tuple[Period, list[Item]]]:
    """The periods that have anything, in order; within each, the earliest deadline first."""
    groups: dict[Period, list[Item]] = {period: [] for period in Period}
    for item in sorted(items, key=lambda item: last_day(item) or date.max):
        groups[period_of(last_day(item), today)].append(item)
    return [(period, group) for period, group in groups.items() if group]


def is_folded(period: Period, groups: Sequence[tuple[Period, Sequence[Item]]]) -> bool:
    """What is past is folded away; so is what is far off, unless it is short and nothing is nearer."""
    counts = {each: len(items) for each, items in groups}
    has_nearer = bool({Period.WEEK, Period.SOON} & counts.keys())
    return period is Period.PAST or (period is Period.LATER and (has_nearer or counts[period] > MOST_UNFOLDED))


def named(units: Sequence[str]) -> str:
    """The first of them by name.

    >>> named(["Sở Y tế", "Sở Tài chính"])
    'Sở Y tế; Sở Tài chính'
    """
    others = f" và {len(units) - MOST_NAMED} đơn vị khác" if len(units) > MOST_NAMED else ""
    return "; ".join(units[:MOST_NAMED]) + others


@dataclass(frozen=True)
class NextStep:
    """What a plan in some state waits for; whoever may take one of the actions is who it waits for."""

    words: str
    actions: tuple[Action, ...]


NEXT_STEPS = {
    PlanState.DRAFT: NextStep("Dự thảo: soạn tiếp, xong thì trình ký", (Action.SUBMIT, Action.CHECK)),
    PlanState.REVISING: NextStep("Tiếp thu, hoàn thiện: sửa xong thì trình ký", (Action.SUBMIT, Action.CHECK)),
    PlanState.CHECKING: NextStep("Chờ kiểm tra thể thức, rồi trình ký", (Action.SUBMIT,)),
    PlanState.SIGNING: NextStep("Chờ ký: ký xong thì tải lên bản đã ký", (Action.RECORD_SIGNATURE,)),
    PlanState.SIGNED: NextStep("Đã ký: chờ nhập số, ngày ban hành", (Action.ISSUE,)),
}
"""The plan's state, and the step by which it goes on."""


class Concern(StrEnum):
    """What a superior office has to look after in a year of a bloc; the value is the heading."""

    NO_LEADER = "Năm chưa có đơn vị đứng đầu"
    NO_ISSUED_PLAN = "Hết quý đầu mà chưa ban hành kế hoạch"
    TO_CLOSE = "Năm đã hết, có thể khép"


def concerns(*, starts_on: date, ends_on: date, has_leader: bool, states: Iterable[str], today: date) -> list[Concern]:
    """What an open year lacks today."""
    quarter = Span.months(starts_on.year, starts_on.month, 3)
    found = {
        Concern.NO_LEADER: starts_on <= today and not has_leader,
        Concern.NO_ISSUED_PLAN: bool(quarter.end and quarter.end < today) and not IN_FORCE & set(states),
        Concern.TO_CLOSE: ends_on < today,
    }
    return [concern for concern, is_so in found.items() if is_so]


def stage_of(states: Iterable[str]) -> PlanState | None:
    """How far the plan of a year has come, where several were begun; None without any.

    A plan that was withdrawn or replaced counts only where nothing else is there.
    """
    order = [PlanState.WITHDRAWN, PlanState.REPLACED, *(s for s in PlanState if s not in ENDED)]
    begun = [PlanState(state) for state in states]
    return max(begun, key=order.index, default=None)


ENDED = (PlanState.WITHDRAWN, PlanState.REPLACED)
"""The states of a plan whose tasks bind nobody any more."""
