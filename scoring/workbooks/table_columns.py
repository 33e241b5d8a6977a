"""The sheets of a table's workbook and their columns: rows in reading order, groups and criteria with their level, and
below a criterion its results, bands or parts."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.criteria import Counts, Evidence, LateMinus, LateRecorded, LateRefused
from scoring.kinds import (
    Attendance,
    Bands,
    Checklist,
    Deadline,
    Direct,
    External,
    LatePer,
    Levels,
    PassFail,
    PerTime,
    PlusMinus,
    Ratio,
    Relative,
)
from scoring.workbooks.cells import Column, Number, Text, Whole, Words, yes_no

NOTHING = Decimal(0)
GROUP, CRITERION, LEVEL, BAND, PART = "Nhóm", "Tiêu chí", "Mức", "Khung", "Phần việc"
RULES: tuple[Any, ...] = (
    Direct, PassFail, Levels, Bands, Ratio, PerTime, Deadline, Checklist, Attendance, PlusMinus, External, Relative,
)  # fmt: skip
LATE: tuple[Any, ...] = (LateRecorded, LateMinus, LateRefused)

KIND = Column(
    "Dòng",
    "Nhóm chứa các dòng cấp dưới. Mức, Khung, Phần việc đứng ngay dưới tiêu chí của chúng.",
    Words({word: word for word in (GROUP, CRITERION, LEVEL, BAND, PART)}),
    11,
)
DEPTH = Column("Cấp", "1 cho dòng ngoài cùng, 2 cho dòng nằm trong nhóm cấp 1…", Whole(), 6)
CODE = Column("STT", "Số thứ tự như in trong bảng: I, 1, a)…", Text(), 8)
TEXT = Column("Nội dung", "Tên nhóm, lời của tiêu chí, tên mức hoặc phần việc.", Text(), 60)
MAX = Column("Điểm chuẩn", "Điểm tối đa của nhóm, tiêu chí; điểm của mức, khung.", Number(NOTHING))
LEAST = Column("Từ", "Chỉ cho Khung: số liệu từ số này trở lên được điểm của khung.", Number(), 9)
COUNTS = Column(
    "Tính là",
    "Chỉ cho nhóm; để trống: như nhóm chứa nó.",
    Words({Counts.SCORE: "Điểm", Counts.BONUS: "Điểm thưởng", Counts.DEDUCTION: "Điểm trừ"}),
)
CAP = Column("Không quá", "Chỉ cho nhóm: mức tối đa được tính của cả nhóm.", Number())
RULE = Column("Cách chấm", "Chọn trong danh sách.", Words({kind: kind.NAME for kind in RULES}), 24)
EACH = Column("Điểm mỗi lần", "Điểm cho (hoặc trừ) mỗi lần, mỗi ngày chậm, mỗi lần vắng.", Number())
LOWEST = Column("Điểm thấp nhất", "Số âm, cho “Cộng hoặc trừ điểm”.", Number())
QUANTITY = Column("Số liệu", "Tên số liệu phải nhập, hoặc nguồn kết quả khác.", Text(), 24)
UNIT = Column("Đơn vị tính", "hồ sơ, %, tỷ đồng…", Text())
PER = Column(
    "Chậm tính theo",
    "Chỉ cho “Theo thời hạn”.",
    Words({LatePer.DAY: "ngày", LatePer.REPORT: "báo cáo"}, LatePer.DAY),
)
AGAINST = Column("So với chỉ tiêu", "Có: số liệu là tỷ lệ % so với chỉ tiêu.", yes_no())
CAP_PCT = Column("Tối đa (%)", "Phần trăm chỉ tiêu được tính nhiều nhất; trống: không giới hạn.", Number())
COUNT = Column("Số phần việc", "Khi không nêu tên từng phần việc ở các dòng dưới.", Whole(0))
TASK = Column("Nhiệm vụ", "Mã nhiệm vụ trong kế hoạch có thời hạn phải theo.", Whole())
GUIDE = Column("Hướng dẫn", "Cách chấm bằng lời, in trong hướng dẫn chấm điểm.", Text(), 60)
PROOF = Column(
    "Minh chứng",
    "",
    Words({Evidence.NONE: "Không cần", Evidence.OPTIONAL: "Nếu có", Evidence.REQUIRED: "Bắt buộc"}, Evidence.OPTIONAL),
)
ASSESSOR = Column("Cơ quan chấm", "Để trống: khối tự chấm.", Text(), 24)
FLOOR = Column("Điểm tối thiểu", "Dưới mức này thì được nhắc.", Number())
KEY = Column("Mã dòng", "Do máy ghi. Dòng mới: để trống.", Whole())
VERSION = Column("Lần sửa", "Do máy ghi. Dòng mới: để trống.", Whole())

NODE_COLUMNS = (
    KIND, DEPTH, CODE, TEXT, MAX, LEAST, COUNTS, CAP, RULE, EACH, LOWEST, QUANTITY, UNIT, PER, AGAINST, CAP_PCT, COUNT,
    TASK, GUIDE, PROOF, ASSESSOR, FLOOR, KEY, VERSION,
)  # fmt: skip

OF_PART = {"key": KEY, "version": VERSION}
OF_GROUP = {"code": CODE, "text": TEXT, "max": MAX, "cap": CAP, "counts": COUNTS}
OF_CRITERION = {
    "code": CODE, "text": TEXT, "guide": GUIDE, "max": MAX, "evidence": PROOF, "assessor": ASSESSOR, "floor": FLOOR,
}  # fmt: skip
OF_RULE: dict[Any, dict[str, Column]] = {
    Bands: {"of_target": AGAINST, "quantity": QUANTITY, "unit": UNIT},
    Ratio: {"cap_pct": CAP_PCT, "quantity": QUANTITY, "unit": UNIT},
    PerTime: {"points": EACH, "unit": UNIT},
    Deadline: {"minus": EACH, "per": PER, "task": TASK},
    Attendance: {"minus": EACH},
    PlusMinus: {"floor": LOWEST},
    External: {"source": QUANTITY},
    Relative: {"quantity": QUANTITY, "unit": UNIT},
}
"""By rule, in which column each of its settings stands; Levels, Bands and Checklist have rows of their own too."""
NEEDED = {EACH, LOWEST}
"""Settings without which the rule that has them says nothing."""
OF_INNER = {
    LEVEL: {"name": TEXT, "points": MAX},
    BAND: {"least": LEAST, "points": MAX},
    PART: {"name": TEXT},
}
"""By kind of row below a criterion, its values."""
INNER_OF: dict[Any, str] = {Levels: LEVEL, Bands: BAND, Checklist: PART}

CLASS_COLUMNS = {
    "code": Column("Mã", "Viết liền, không dấu: xuat_sac.", Text()),
    "name": Column("Tên mức", "Xuất sắc, Tốt…", Text(), 30),
    "min": Column("Từ điểm", "Tổng điểm từ mức này trở lên.", Number()),
    "floor_pct": Column(
        "Tối thiểu mỗi tiêu chí (%)", "Mỗi tiêu chí phải đạt phần trăm này; trống: không xét.", Number()
    ),
}
CONDITION = Column(
    "Loại", "Chưa xét: xét sau. Không xét: loại.", Words({"pending": "Chưa xét", "excluded": "Không xét"})
)
CONDITION_COLUMNS = (CONDITION, TEXT, KEY, VERSION)

NODES, CLASSES, CONDITIONS, SETTINGS = "Tiêu chí", "Xếp loại", "Điều kiện", "Bảng"
NAME, VALUE, NOTE = "Mục", "Giá trị", "Giải thích"


@dataclass(frozen=True)
class Setting:
    """A line of the sheet of settings."""

    name: str
    holds: Any
    note: str = ""
    required: bool = False


TABLE_SETTINGS = {
    "title": Setting("Tên bảng", Text()),
    "scale": Setting("Thang điểm", Number(NOTHING), "Tổng điểm chuẩn, không kể điểm thưởng.", required=True),
    "decimals": Setting("Số chữ số thập phân", Whole(0, most=2), "0, 1 hoặc 2.", required=True),
    "step": Setting("Bước điểm", Number(NOTHING), "Của điểm do người chấm cho.", required=True),
    "bonus_over_scale": Setting("Tổng điểm được vượt thang", yes_no(blank=True)),
    "bonus_cap": Setting("Điểm thưởng tối đa", Number(), "Trống: không giới hạn."),
    "last_key": Setting("Mã dòng cao nhất", Whole(0), "Do máy ghi."),
}
LATE_SETTINGS = {
    "kind": Setting("Xử lý nộp chậm", Words({kind: kind.NAME for kind in LATE}, LateRecorded)),
    "per_day": Setting("Trừ mỗi ngày chậm", Number()),
    "most": Setting("Trừ nộp chậm nhiều nhất", Number(), "Trống: không giới hạn."),
}
ABSENT_SETTINGS = {
    "allowed": Setting("Cho bỏ tiêu chí không phát sinh nhiệm vụ", yes_no(blank=True)),
    "normalise": Setting("Quy đổi về cả thang khi có tiêu chí không phát sinh", yes_no(blank=True)),
    "max_pct": Setting("Không phát sinh nhiều nhất (%)", Number(), "Phần trăm thang điểm; trống: không giới hạn."),
}
ALL_SETTINGS = (*TABLE_SETTINGS.values(), *LATE_SETTINGS.values(), *ABSENT_SETTINGS.values())

HEADINGS = {
    SETTINGS: [NAME, VALUE, NOTE],
    NODES: [column.heading for column in NODE_COLUMNS],
    CLASSES: [column.heading for column in CLASS_COLUMNS.values()],
    CONDITIONS: [column.heading for column in CONDITION_COLUMNS],
}
