"""How a criterion gets its points: a closed set of kinds, each with its settings and what it asks a unit for.

All points are those of a criterion that counts as score or bonus; below a deduction they are what is taken away. What
each kind makes of a figure is in `scoring.arithmetic`. Kept inside `scoring.criteria`, so a change is a new schema.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator

from thidua.lib.value import Number, Value


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a sheet asks for, in words for its inputs; what has no words is not asked for."""

    amount: str = ""
    target: str = ""
    unit: str = ""
    """Stands after the amount and the target."""
    choices: tuple[str, ...] = ()
    several: bool = False
    """Whether any number of the choices may be chosen, instead of one."""


@dataclass(frozen=True, kw_only=True)
class Direct(Value):
    """Points given by a person, from 0 to the maximum in the table's steps."""

    NAME: ClassVar[str] = "Chấm trực tiếp"
    type: Literal["direct"] = "direct"

    @property
    def asked(self) -> Asked:
        return Asked(amount="Điểm", unit="điểm")


@dataclass(frozen=True, kw_only=True)
class PassFail(Value):
    """The maximum or nothing."""

    NAME: ClassVar[str] = "Đạt hoặc không đạt"
    FAILED: ClassVar[int] = 0
    PASSED: ClassVar[int] = 1
    type: Literal["pass_fail"] = "pass_fail"

    @property
    def asked(self) -> Asked:
        return Asked(choices=("Không đạt", "Đạt"))


@dataclass(frozen=True, kw_only=True)
class Level(Value):
    """A named result and what it is worth."""

    name: str
    points: Number


@dataclass(frozen=True, kw_only=True)
class Levels(Value):
    """The points of the named level that was reached."""

    NAME: ClassVar[str] = "Theo mức xếp loại"
    type: Literal["levels"] = "levels"
    levels: tuple[Level, ...]

    @property
    def asked(self) -> Asked:
        return Asked(choices=tuple(level.name for level in self.levels))


@dataclass(frozen=True, kw_only=True)
class Band(Value):
    """What a number is worth from `least` on, this included, up to the next band."""

    least: Number
    points: Number


@dataclass(frozen=True, kw_only=True)
class Bands(Value):
    """The points of the band in which a number lies, in any order; 0 below all of them."""

    NAME: ClassVar[str] = "Theo khung số liệu"
    type: Literal["bands"] = "bands"
    bands: tuple[Band, ...]
    of_target: bool = False
    """Whether the number is the amount as a percentage of the target, which is then asked for too."""
    quantity: str = ""
    """What is counted or measured: "Hồ sơ giải quyết đúng hạn"."""
    unit: str = ""

    @property
    def asked(self) -> Asked:
        amount = self.quantity or "Số thực hiện"
        return Asked(amount=amount, target="Tổng số hoặc chỉ tiêu" if self.of_target else "", unit=self.unit)


@dataclass(frozen=True, kw_only=True)
class Ratio(Value):
    """The maximum times amount over target."""

    NAME: ClassVar[str] = "Theo tỷ lệ so với chỉ tiêu"
    type: Literal["ratio"] = "ratio"
    cap_pct: Number | None = None
    """The percentage of the target beyond which nothing more is earned; None for no end."""
    quantity: str = ""
    unit: str = ""

    @property
    def asked(self) -> Asked:
        return Asked(amount=self.quantity or "Số thực hiện", target="Chỉ tiêu được giao", unit=self.unit)


@dataclass(frozen=True, kw_only=True)
class PerTime(Value):
    """Points for each time, up to the maximum."""

    NAME: ClassVar[str] = "Theo số lần"
    type: Literal["per_time"] = "per_time"
    points: Number
    unit: str = "lần"
    """What is counted: "lần", "mô hình"."""

    @property
    def asked(self) -> Asked:
        return Asked(amount=f"Số {self.unit}", unit=self.unit)


class LatePer(StrEnum):
    """What is counted when something was late."""

    DAY = "day"
    REPORT = "report"


@dataclass(frozen=True, kw_only=True)
class Deadline(Value):
    """The maximum when all was in time, `minus` less for each day or report that was late, never below 0."""

    NAME: ClassVar[str] = "Theo thời hạn"
    COUNTED: ClassVar[dict[LatePer, str]] = {LatePer.DAY: "ngày", LatePer.REPORT: "báo cáo"}
    type: Literal["deadline"] = "deadline"
    minus: Number
    per: LatePer = LatePer.DAY
    task: int | None = None
    """Key of the task in the bloc's plan whose deadline counts."""

    @property
    def asked(self) -> Asked:
        counted = self.COUNTED[self.per]
        return Asked(amount=f"Số {counted} chậm (đúng hạn: 0)", unit=counted)


@dataclass(frozen=True, kw_only=True)
class Checklist(Value):
    """The share of the maximum that answers to the parts done, all of which count alike."""

    NAME: ClassVar[str] = "Theo các phần việc"
    type: Literal["checklist"] = "checklist"
    parts: tuple[str, ...] | int
    """What they are called, or only how many there are."""

    @property
    def count(self) -> int:
        """How many parts there are."""
        return self.parts if isinstance(self.parts, int) else len(self.parts)

    @property
    def asked(self) -> Asked:
        if isinstance(self.parts, int):
            return Asked(amount=f"Số phần việc đã làm (trong {self.parts})", unit="phần việc")
        return Asked(choices=self.parts, several=True)


@dataclass(frozen=True, kw_only=True)
class Attendance(Value):
    """The maximum, `minus` less for each absence, never below 0."""

    NAME: ClassVar[str] = "Theo sự tham gia"
    type: Literal["attendance"] = "attendance"
    minus: Number

    @property
    def asked(self) -> Asked:
        return Asked(amount="Số lần vắng mặt", unit="lần")


@dataclass(frozen=True, kw_only=True)
class PlusMinus(Value):
    """Points given by a person, from `floor`, below 0, to the maximum in the table's steps."""

    NAME: ClassVar[str] = "Cộng hoặc trừ điểm"
    type: Literal["plus_minus"] = "plus_minus"
    floor: Number

    @property
    def asked(self) -> Asked:
        return Asked(amount="Điểm cộng (+) hoặc trừ (-)", unit="điểm")


@dataclass(frozen=True, kw_only=True)
class External(Value):
    """Points taken over from another ranking, from 0 to the maximum, as finely as the table is reckoned."""

    NAME: ClassVar[str] = "Lấy từ kết quả khác"
    type: Literal["external"] = "external"
    source: str = ""
    """Whose ranking, for the sheet: "Chỉ số cải cách hành chính của tỉnh"."""

    @property
    def asked(self) -> Asked:
        return Asked(amount=f"Điểm theo {self.source}" if self.source else "Điểm lấy từ kết quả khác", unit="điểm")


@dataclass(frozen=True, kw_only=True)
class Relative(Value):
    """Half the maximum for the target, the other half by how far it was passed, held against the best of the bloc."""

    NAME: ClassVar[str] = "So với đơn vị dẫn đầu"
    type: Literal["relative"] = "relative"
    quantity: str = ""
    unit: str = ""

    @property
    def asked(self) -> Asked:
        return Asked(
            amount=self.quantity or "Số thực hiện",
            target="Chỉ tiêu được giao (không được giao: để trống)",
            unit=self.unit,
        )


Rule = Annotated[
    Direct
    | PassFail
    | Levels
    | Bands
    | Ratio
    | PerTime
    | Deadline
    | Checklist
    | Attendance
    | PlusMinus
    | External
    | Relative,
    Discriminator("type"),
]
