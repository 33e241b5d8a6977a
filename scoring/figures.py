"""What is entered for a criterion, and whether it can be right."""

from dataclasses import dataclass
from decimal import Decimal

from scoring.criteria import Criteria, Criterion
from scoring.kinds import (
    Attendance,
    Bands,
    Checklist,
    Deadline,
    Direct,
    External,
    Levels,
    PassFail,
    PerTime,
    PlusMinus,
    Ratio,
    Relative,
)
from thidua.lib.points import PLACES_OF_FIGURES, has_at_most, is_multiple, number_text

BELOW = Decimal(10) ** 14
"""Amounts and targets lie below this, so that the database's whole numbers hold them."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What a unit, or who checks it, says of a criterion; None where nothing was entered yet."""

    amount: Decimal | None = None
    """Points where a person gives them; otherwise what was counted or measured."""
    target: Decimal | None = None
    chosen: tuple[int, ...] | None = None
    """Positions, from 0, among the choices that the rule asks for; () for a list of which nothing was done."""
    not_applicable: bool = False
    """Không phát sinh nhiệm vụ: the rest is kept and counts for nothing."""


NOTHING = Figure()


class FigureError(ValueError):
    """A figure that cannot be; the message tells whoever enters it what to do."""


def check(criterion: Criterion, criteria: Criteria, figure: Figure) -> None:
    """Raises FigureError for a figure that the criterion cannot have; one that is still incomplete passes."""
    if figure.not_applicable and not criteria.not_applicable.allowed:
        raise FigureError("Bảng tiêu chí này không cho bỏ qua tiêu chí nào. Hãy nhập kết quả của tiêu chí.")
    _check_size(figure.amount)
    _check_size(figure.target)
    _check_asked(criterion, figure)
    if figure.chosen is not None:
        _check_chosen(criterion, figure.chosen)
    if figure.target is not None and figure.target <= 0:
        raise FigureError("Chỉ tiêu phải lớn hơn 0. Nếu không được giao chỉ tiêu, hãy chọn Không phát sinh nhiệm vụ.")
    if figure.amount is not None:
        _check_amount(criterion, criteria, figure.amount)


def _check_size(number: Decimal | None) -> None:
    if number is None:
        return
    if abs(number) >= BELOW:
        raise FigureError("Số quá lớn. Hãy nhập số dưới 100 nghìn tỷ, hoặc dùng đơn vị tính lớn hơn.")
    if not has_at_most(PLACES_OF_FIGURES, number):
        raise FigureError(f"Số có quá nhiều chữ số thập phân. Hãy nhập nhiều nhất {PLACES_OF_FIGURES} chữ số.")


def _check_asked(criterion: Criterion, figure: Figure) -> None:
    asked = criterion.rule.asked
    if figure.amount is not None and not asked.amount:
        raise FigureError("Tiêu chí này không nhận số. Hãy chọn một trong các mục.")
    if figure.target is not None and not asked.target:
        raise FigureError("Tiêu chí này không có chỉ tiêu. Hãy để trống chỉ tiêu.")
    if figure.chosen is not None and not asked.choices:
        raise FigureError("Tiêu chí này không có mục để chọn. Hãy nhập số.")


def _check_chosen(criterion: Criterion, chosen: tuple[int, ...]) -> None:
    asked = criterion.rule.asked
    if not set(chosen) <= set(range(len(asked.choices))) or len(set(chosen)) < len(chosen):
        raise FigureError(f"Mục đã chọn không có trong tiêu chí. Hãy chọn trong: {'; '.join(asked.choices)}.")
    if not asked.several and len(chosen) != 1:
        raise FigureError(f"Hãy chọn đúng một mục trong: {'; '.join(asked.choices)}.")


def _check_amount(criterion: Criterion, criteria: Criteria, amount: Decimal) -> None:
    match criterion.rule:
        case Direct():
            _check_points(amount, Decimal(0), criterion.max, criteria.step)
        case PlusMinus(floor=floor):
            _check_points(amount, floor, criterion.max, criteria.step)
        case External():
            _check_points(amount, Decimal(0), criterion.max, Decimal(1).scaleb(-criteria.decimals))
        case PerTime() | Deadline() | Attendance() as rule:
            if amount < 0 or amount % 1:
                raise FigureError(f"{rule.asked.amount} là số nguyên từ 0 trở lên. Hãy nhập lại.")
        case Checklist() as rule:
            if not 0 <= amount <= rule.count or amount % 1:
                raise FigureError(f"Hãy nhập số phần việc đã làm, là số nguyên từ 0 đến {rule.count}.")
        case Bands() | Ratio() | Relative() | PassFail() | Levels():
            pass


def _check_points(points: Decimal, least: Decimal, most: Decimal | None, step: Decimal) -> None:
    """Points in steps, or the very maximum where it lies between two steps."""
    on_step = is_multiple(points, step) or points == most
    if points < least or (most is not None and points > most) or not on_step:
        until = f" đến {number_text(most)}" if most is not None else " trở lên"
        raise FigureError(f"Hãy nhập điểm từ {number_text(least)}{until}, bước {number_text(step)}.")
