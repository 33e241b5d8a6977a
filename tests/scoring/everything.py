"""A table with a value of every class, every field of it filled somewhere."""

from decimal import Decimal

from scoring.criteria import (
    Condition,
    Counts,
    Criteria,
    Criterion,
    Evidence,
    Group,
    LateMinus,
    NotApplicable,
    ResultClass,
)
from scoring.kinds import (
    Attendance,
    Band,
    Bands,
    Checklist,
    Deadline,
    Direct,
    External,
    LatePer,
    Level,
    Levels,
    PassFail,
    PerTime,
    PlusMinus,
    Ratio,
    Relative,
    Rule,
)

_RULES: tuple[Rule, ...] = (
    Direct(),
    PassFail(),
    Levels(levels=(Level(name="Tốt", points=Decimal(10)), Level(name="Khá", points=Decimal("7.5")))),
    Bands(
        bands=(Band(least=Decimal("98.5"), points=Decimal(10)), Band(least=Decimal(90), points=Decimal(5))),
        of_target=True,
        quantity="Số hồ sơ đúng hạn",
        unit="hồ sơ",
    ),
    Ratio(cap_pct=Decimal(110), quantity="Số thu", unit="tỷ đồng"),
    PerTime(points=Decimal("2.5"), unit="mô hình"),
    Deadline(minus=Decimal(1), per=LatePer.REPORT, task=12),
    Checklist(parts=("Kế hoạch", "Sơ kết, tổng kết")),
    Checklist(parts=4),
    Attendance(minus=Decimal(5)),
    PlusMinus(floor=Decimal(-5)),
    External(source="bộ chỉ số cải cách hành chính"),
    Relative(quantity="Số hộ thoát nghèo", unit="hộ"),
)

EVERYTHING = Criteria(
    last_key=40,
    title="Bảng tiêu chí chấm điểm thi đua năm 2027",
    scale=Decimal(130),
    decimals=1,
    step=Decimal("0.5"),
    bonus_over_scale=False,
    bonus_cap=Decimal(4),
    late=LateMinus(per_day=Decimal("0.5"), most=Decimal(5)),
    not_applicable=NotApplicable(allowed=False, normalise=False, max_pct=Decimal(10)),
    nodes=(
        Group(
            key=1,
            version=2,
            code="I",
            text="Nhiệm vụ",
            max=Decimal(130),
            nodes=tuple(
                Criterion(
                    key=number + 1,
                    version=number,
                    code=str(number),
                    text=f"Tiêu chí thứ {number}",
                    guide="Theo báo cáo năm.",
                    max=Decimal(10),
                    rule=rule,
                    evidence=Evidence.REQUIRED,
                    assessor="Sở Nội vụ",
                    floor=Decimal("2.5"),
                )
                for number, rule in enumerate(_RULES, start=1)
            ),
        ),
        Group(
            key=20,
            code="II",
            text="Điểm thưởng",
            cap=Decimal(6),
            counts=Counts.BONUS,
            nodes=(Criterion(key=21, text="Sáng kiến", max=Decimal(8), rule=PerTime(points=Decimal(2))),),
        ),
    ),
    pending=(Condition(key=31, version=2, text="Đang được thanh tra"),),
    excluded=(Condition(key=32, text="Không đăng ký thi đua"),),
    classes=(
        ResultClass(code="tot", name="Tốt", min=Decimal(100), floor_pct=Decimal(50)),
        ResultClass(code="kha", name="Khá", min=Decimal(0)),
    ),
)
