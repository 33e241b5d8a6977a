"""The demo's table of criteria: 1,000 points, invented, with every kind of rule somewhere."""

from decimal import Decimal

from scoring.criteria import (
    Condition,
    Counts,
    Criteria,
    Criterion,
    Evidence,
    Group,
    LateMinus,
    Node,
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

LINE_BODY = "Sở Khoa học và Công nghệ"
"""Scores one criterion instead of the bloc."""


def table(title: str) -> Criteria:
    """The table under a title such as "Bảng tiêu chí chấm điểm thi đua năm 2027"."""
    return _Table().made(title)


class _Table:
    """Gives each part of the table its key, in the order in which they are written down."""

    def __init__(self) -> None:
        self._last = 0

    def _key(self) -> int:
        self._last += 1
        return self._last

    def _group(self, code: str, text: str, points: int | None, *nodes: Node, counts: Counts | None = None) -> Group:
        most = None if points is None else Decimal(points)
        return Group(key=self._key(), code=code, text=text, max=most, counts=counts, nodes=nodes)

    def _criterion(
        self,
        code: str,
        text: str,
        points: int,
        rule: Rule,
        guide: str = "",
        *,
        evidence: Evidence = Evidence.OPTIONAL,
        assessor: str = "",
    ) -> Criterion:
        return Criterion(
            key=self._key(),
            code=code,
            text=text,
            guide=guide,
            max=Decimal(points),
            rule=rule,
            evidence=evidence,
            assessor=assessor,
        )

    def _condition(self, text: str) -> Condition:
        return Condition(key=self._key(), text=text)

    def made(self, title: str) -> Criteria:
        nodes = (self._work(), self._inside(), self._emulation(), self._bonus(), self._deductions())
        pending = (self._condition("Đang chờ kết luận thanh tra, kiểm tra hoặc giải quyết đơn tố cáo"),)
        excluded = (
            self._condition("Người đứng đầu bị kỷ luật trong năm"),
            self._condition("Không gửi đăng ký thi đua hoặc bảng tự chấm điểm"),
        )
        return Criteria(
            last_key=self._last,
            title=title,
            scale=Decimal(1000),
            step=Decimal("0.5"),
            bonus_cap=Decimal(50),
            late=LateMinus(per_day=Decimal(2), most=Decimal(20)),
            not_applicable=NotApplicable(max_pct=Decimal(10)),
            nodes=nodes,
            pending=pending,
            excluded=excluded,
            classes=(
                ResultClass(code="xuat_sac", name="Xuất sắc", min=Decimal(900)),
                ResultClass(code="tot", name="Tốt", min=Decimal(800)),
                ResultClass(code="kha", name="Khá", min=Decimal(650)),
                ResultClass(code="trung_binh", name="Trung bình", min=Decimal(0)),
            ),
        )

    def _work(self) -> Group:
        return self._group(
            "I",
            "Nhiệm vụ chuyên môn",
            600,
            self._group(
                "1",
                "Chỉ tiêu được giao",
                300,
                self._criterion(
                    "1.1",
                    "Thực hiện các chỉ tiêu cấp trên giao",
                    180,
                    Ratio(cap_pct=Decimal(100), quantity="Số chỉ tiêu hoàn thành", unit="chỉ tiêu"),
                    "Điểm chuẩn nhân với tỷ lệ chỉ tiêu hoàn thành, không vượt điểm chuẩn.",
                    evidence=Evidence.REQUIRED,
                ),
                self._criterion(
                    "1.2",
                    "Tiết kiệm chi thường xuyên so với mức được giao",
                    120,
                    Relative(quantity="Số tiền tiết kiệm", unit="triệu đồng"),
                    "Đạt mức giao được nửa số điểm; phần còn lại tính theo tỷ lệ vượt so với đơn vị vượt cao nhất.",
                ),
            ),
            self._group(
                "2",
                "Phục vụ người dân, doanh nghiệp",
                220,
                self._criterion(
                    "2.1",
                    "Giải quyết thủ tục hành chính đúng hạn",
                    120,
                    Bands(
                        bands=(
                            Band(least=Decimal(99), points=Decimal(120)),
                            Band(least=Decimal(96), points=Decimal(100)),
                            Band(least=Decimal(90), points=Decimal(60)),
                        ),
                        of_target=True,
                        quantity="Số hồ sơ đúng hạn",
                        unit="hồ sơ",
                    ),
                    "Từ 99% trở lên: 120 điểm; từ 96%: 100 điểm; từ 90%: 60 điểm; dưới 90%: 0 điểm.",
                ),
                self._criterion(
                    "2.2",
                    "Chuyển đổi số",
                    100,
                    External(source="bộ chỉ số chuyển đổi số"),
                    assessor=LINE_BODY,
                ),
            ),
            self._criterion("3", "Việc được giao ngoài kế hoạch", 80, Direct(), "Chấm theo khối lượng và chất lượng."),
        )

    def _inside(self) -> Group:
        return self._group(
            "II",
            "Xây dựng tổ chức và nội bộ",
            200,
            self._criterion(
                "1",
                "Xếp loại tổ chức đảng của đơn vị",
                90,
                Levels(
                    levels=(
                        Level(name="Hoàn thành xuất sắc nhiệm vụ", points=Decimal(90)),
                        Level(name="Hoàn thành tốt nhiệm vụ", points=Decimal(75)),
                        Level(name="Hoàn thành nhiệm vụ", points=Decimal(45)),
                        Level(name="Không hoàn thành nhiệm vụ", points=Decimal(0)),
                    )
                ),
                evidence=Evidence.REQUIRED,
            ),
            self._criterion("2", "Công khai tài chính, mua sắm theo quy định", 40, PassFail()),
            self._criterion("3", "Nội bộ đoàn kết, thực hiện quy chế dân chủ", 70, Direct()),
        )

    def _emulation(self) -> Group:
        return self._group(
            "III",
            "Tổ chức phong trào thi đua, khen thưởng",
            200,
            self._criterion(
                "1",
                "Gửi đăng ký thi đua đúng hạn",
                30,
                Deadline(minus=Decimal(3)),
                "Mỗi ngày chậm trừ 3 điểm.",
            ),
            self._criterion(
                "2",
                "Tổ chức các phong trào trong năm",
                60,
                Checklist(parts=("Có kế hoạch", "Phát động", "Sơ kết", "Tổng kết, khen thưởng")),
                "Mỗi phần việc được 15 điểm.",
            ),
            self._criterion(
                "3",
                "Điển hình tiên tiến được giới thiệu",
                40,
                PerTime(points=Decimal(10), unit="điển hình"),
                "Mỗi điển hình được 10 điểm, nhiều nhất 40 điểm.",
                evidence=Evidence.REQUIRED,
            ),
            self._criterion(
                "4",
                "Gửi báo cáo đúng hạn",
                40,
                Deadline(minus=Decimal(10), per=LatePer.REPORT),
                "Mỗi báo cáo chậm trừ 10 điểm.",
            ),
            self._criterion(
                "5",
                "Dự các cuộc họp, hoạt động của khối",
                30,
                Attendance(minus=Decimal(10)),
                "Mỗi lần vắng trừ 10 điểm.",
            ),
        )

    def _bonus(self) -> Group:
        return self._group(
            "IV",
            "Điểm thưởng",
            None,
            self._criterion(
                "1",
                "Được cấp tỉnh trở lên khen thưởng đột xuất",
                30,
                PerTime(points=Decimal(10)),
                evidence=Evidence.REQUIRED,
            ),
            self._criterion("2", "Đăng cai hoạt động của khối", 10, PerTime(points=Decimal(5))),
            self._criterion(
                "3",
                "Khối trưởng đánh giá việc phối hợp",
                10,
                PlusMinus(floor=Decimal(-10)),
                "Từ trừ 10 điểm đến cộng 10 điểm.",
            ),
            counts=Counts.BONUS,
        )

    def _deductions(self) -> Group:
        return self._group(
            "V",
            "Điểm trừ",
            None,
            self._criterion("1", "Báo cáo, minh chứng không đúng sự thật", 100, PerTime(points=Decimal(50))),
            self._criterion("2", "Bị cấp trên phê bình bằng văn bản", 30, PerTime(points=Decimal(10))),
            counts=Counts.DEDUCTION,
        )
