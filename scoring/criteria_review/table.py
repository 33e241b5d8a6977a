"""The table as a whole: its scale and steps, bonuses, lateness, what does not apply, and classes."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from scoring.criteria import Criteria, LateMinus
from scoring.criteria_review.finding import Finding
from scoring.sums import maxima
from thidua.lib.points import has_at_most, number_text


def findings(criteria: Criteria) -> Iterator[Finding]:
    yield from _frame(criteria)
    yield from _bonus(criteria)
    yield from _policies(criteria)
    yield from _classes(criteria)


def _frame(criteria: Criteria) -> Iterator[Finding]:
    if not criteria.title.strip():
        yield Finding("NO_TITLE", "Bảng tiêu chí chưa có tên. Hãy đặt tên cho bảng.")
    if criteria.scale <= 0:
        yield Finding("SCALE", "Thang điểm phải lớn hơn 0. Hãy nhập thang điểm, ví dụ 100 hoặc 1.000.")
    if criteria.step <= 0:
        yield Finding("STEP", "Bước điểm phải lớn hơn 0. Hãy nhập bước điểm, ví dụ 0,5.")
    elif not has_at_most(criteria.decimals, criteria.step):
        yield Finding(
            "STEP",
            f"Bước điểm {number_text(criteria.step)} có nhiều hơn {criteria.decimals} chữ số thập phân của bảng. "
            "Hãy tăng số chữ số thập phân hoặc chọn bước điểm lớn hơn.",
        )


def _bonus(criteria: Criteria) -> Iterator[Finding]:
    most, cap = maxima(criteria).total.bonus, criteria.bonus_cap
    if cap is not None and cap <= 0:
        yield Finding("BONUS_CAP", "Mức điểm thưởng tối đa phải lớn hơn 0. Hãy sửa, hoặc để trống nếu không giới hạn.")
    elif cap is not None and most > cap:
        yield Finding(
            "BONUS_BEYOND_CAP",
            f"Các tiêu chí thưởng cộng lại được {number_text(most)} điểm, quá mức tối đa {number_text(cap)}: "
            "phần vượt sẽ không được tính. Hãy kiểm tra mức tối đa.",
            blocking=False,
        )
    if most and not criteria.bonus_over_scale:
        yield Finding(
            "BONUS_WITHIN_SCALE",
            f"Bảng có điểm thưởng nhưng tổng điểm không được vượt thang {number_text(criteria.scale)}: đơn vị đạt điểm "
            "tối đa sẽ không được hưởng điểm thưởng. Hãy kiểm tra quy định về điểm thưởng.",
            blocking=False,
        )


def _policies(criteria: Criteria) -> Iterator[Finding]:
    late = criteria.late
    if isinstance(late, LateMinus):
        if late.per_day <= 0:
            yield Finding("LATE", "Số điểm trừ mỗi ngày nộp chậm phải lớn hơn 0. Hãy sửa hoặc chọn cách xử lý khác.")
        if late.most is not None and late.most < late.per_day:
            yield Finding(
                "LATE_MOST",
                f"Mức trừ nộp chậm tối đa {number_text(late.most)} nhỏ hơn mức trừ một ngày "
                f"{number_text(late.per_day)}. Hãy sửa một trong hai số.",
            )
        if not all(has_at_most(criteria.decimals, each) for each in (late.per_day, late.most or Decimal(0))):
            yield Finding(
                "LATE_DECIMALS",
                f"Điểm trừ nộp chậm có nhiều hơn {criteria.decimals} chữ số thập phân của bảng. Hãy làm tròn số này.",
            )
    share = criteria.not_applicable.max_pct
    if share is not None and not 0 < share < 100:
        yield Finding(
            "NOT_APPLICABLE_SHARE",
            "Tỷ lệ điểm tối đa của tiêu chí không phát sinh nhiệm vụ phải lớn hơn 0% và nhỏ hơn 100%. Hãy sửa số này.",
        )


def _classes(criteria: Criteria) -> Iterator[Finding]:
    classes = criteria.classes
    if not classes:
        yield Finding("NO_CLASSES", "Bảng chưa có mức xếp loại. Hãy thêm nếu khối có xếp loại.", blocking=False)
        return
    if any(not each.name.strip() or not each.code.strip() for each in classes):
        yield Finding("CLASS_WITHOUT_NAME", "Có mức xếp loại chưa có tên hoặc mã. Hãy nhập đủ.")
    if min(len({each.code for each in classes}), len({each.name for each in classes})) < len(classes):
        yield Finding("CLASS_TWICE", "Có hai mức xếp loại trùng tên hoặc trùng mã. Hãy sửa một mức.")
    for higher, lower in pairwise(classes):
        if lower.min >= higher.min:
            yield Finding(
                "CLASSES_NOT_FALLING",
                f"Mức “{lower.name}” từ {number_text(lower.min)} điểm đứng sau mức “{higher.name}” từ "
                f"{number_text(higher.min)} điểm. Hãy xếp các mức từ cao xuống thấp, điểm giảm dần.",
            )
    for each in classes:
        yield from _floor(criteria, each.name, each.min, each.floor_pct)
    if classes[0].min > criteria.scale:
        yield Finding(
            "CLASS_BEYOND_SCALE",
            f"Mức “{classes[0].name}” từ {number_text(classes[0].min)} điểm, cao hơn thang điểm "
            f"{number_text(criteria.scale)}. Hãy giảm mức điểm này.",
        )
    if classes[-1].min > 0:
        yield Finding(
            "NO_CLASS_BELOW",
            f"Đơn vị dưới {number_text(classes[-1].min)} điểm sẽ không có xếp loại. "
            "Hãy thêm một mức từ 0 điểm nếu mọi đơn vị đều được xếp loại.",
            blocking=False,
        )


def _floor(criteria: Criteria, name: str, least: Decimal, floor: Decimal | None) -> Iterator[Finding]:
    if floor is None:
        return
    if not 0 < floor <= 100:
        yield Finding(
            "CLASS_FLOOR",
            f"Tỷ lệ điểm tối thiểu của mỗi tiêu chí ở mức “{name}” phải từ trên 0% đến 100%. Hãy sửa số này.",
        )
    elif floor * criteria.scale > 100 * least:
        yield Finding(
            "CLASS_FLOOR_ABOVE_MIN",
            f"Mức “{name}” chỉ cần {number_text(least)} điểm nhưng đòi mỗi tiêu chí đạt {number_text(floor)}%, tức là "
            "cao hơn mức điểm của chính nó. Hãy giảm tỷ lệ hoặc tăng mức điểm.",
            blocking=False,
        )
