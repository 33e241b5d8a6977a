"""What is entered for a criterion, and whether it can be right."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

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
    Rule,
)
from thidua.lib.points import PLACES_OF_FIGURES, has_at_most, is_multiple, number_text, parse_number, rounded

BELOW = Decimal(10) ** 14
"""Amounts and targets lie below this, so that the database's whole numbers hold them."""
LONGEST_NOTE = 2000
"""In letters, of what is said beside a figure."""
_IN_BLANKS = re.compile(r"[+\-−–]?[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?:,[0-9]+)?")
"""1 234 567,8: groups of three figures parted by blanks, also by the narrow ones of other programs."""
_MUCH, _LITTLE = 200, 1
"""In per cent of the target: beyond these a figure is more often a slip of the unit than a result."""


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


def typed_number(text: str, unit: str) -> Decimal | None:
    """What somebody typed for a criterion; None for nothing. Its unit may stand behind the number, and blanks between
    groups of three figures. Raises NumberError."""
    typed = text.strip()
    number = typed.removesuffix(unit).rstrip()
    if _IN_BLANKS.fullmatch(number):
        number = ".".join(number.split())
    return parse_number(number or typed) if typed else None


def check_note(note: str) -> None:
    """Raises FigureError for what is too long to be read beside a figure."""
    if len(note) > LONGEST_NOTE:
        raise FigureError(
            f"Giải trình dài {number_text(Decimal(len(note)))} ký tự, nhiều nhất được "
            f"{number_text(Decimal(LONGEST_NOTE))}. Hãy viết gọn lại, phần còn lại đưa vào tệp minh chứng."
        )


def doubt(figure: Figure) -> str:
    """What to look at again in a figure that may well be right; "" for none. Nothing done (0) needs no second look."""
    if not figure.amount or figure.target is None or figure.not_applicable:
        return ""
    share = 100 * Fraction(figure.amount) / Fraction(figure.target)
    if _LITTLE <= share <= _MUCH:
        return ""
    of_target = f"bằng {number_text(rounded(share, 0))} %" if share > _MUCH else f"chưa đến {_LITTLE} %"
    return f"Kết quả {of_target} chỉ tiêu. Hãy xem lại số và đơn vị tính; đúng thì không cần sửa."


def may_be_negative(rule: Rule) -> bool:
    """Whether less than 0 can be meant: points that are taken off, and rates, which fall as well as grow. What is
    counted or measured against a target cannot be less than nothing."""
    match rule:
        case PlusMinus():
            return True
        case Bands(of_target=False):
            return rule.unit == "%" or any(band.least < 0 for band in rule.bands)
    return False


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
        case Bands() | Ratio() | Relative() as rule:
            _check_sign(rule, amount)
        case PassFail() | Levels():
            pass


def _check_sign(rule: Rule, amount: Decimal) -> None:
    if amount < 0 and not may_be_negative(rule):
        raise FigureError(f"{rule.asked.amount} không thể nhỏ hơn 0. Hãy nhập số từ 0 trở lên.")


def _check_points(points: Decimal, least: Decimal, most: Decimal | None, step: Decimal) -> None:
    """Points in steps, or the very maximum where it lies between two steps."""
    on_step = is_multiple(points, step) or points == most
    if points < least or (most is not None and points > most) or not on_step:
        until = f" đến {number_text(most)}" if most is not None else " trở lên"
        raise FigureError(f"Hãy nhập điểm từ {number_text(least)}{until}, bước {number_text(step)}.")
