"""The sheets and columns of a workbook, by which it is written and found again."""

from enum import Enum

from openpyxl.utils import get_column_letter

SHEET = "Bảng tự chấm"
LISTS = "Danh mục"
IDENTITY = "Nhận dạng"
MARKED = "x"
NOT_DONE = "Không"
"""Chosen for a part of a checklist that was not done."""


class Column(Enum):
    """The columns from the left; those from KEY on are hidden."""

    CODE = "TT"
    TEXT = "Nội dung"
    MAX = "Điểm chuẩn"
    AMOUNT = "Kết quả"
    TARGET = "Chỉ tiêu/Tổng số"
    CHOICE = "Chọn"
    PROVISIONAL = "Ước"
    NOT_APPLICABLE = "Không phát sinh"
    NOTE = "Giải trình"
    POINTS = "Điểm tự chấm"
    GUIDE = "Hướng dẫn"
    KEY = "Khóa"
    SCORE = "Cộng điểm"
    BONUS = "Cộng thưởng"
    DEDUCTION = "Cộng trừ"
    MAXIMUM = "Cộng điểm chuẩn"

    @property
    def title(self) -> str:
        """What its heading says."""
        return self.value

    @property
    def number(self) -> int:
        """From 1."""
        return _NUMBERS[self]

    @property
    def letter(self) -> str:
        return str(get_column_letter(self.number))

    def at(self, row: int) -> str:
        """The address of its cell in a row."""
        return f"{self.letter}{row}"

    @classmethod
    def shown(cls) -> list["Column"]:
        """Those that people see."""
        return list(cls)[: cls.KEY.number - 1]


_NUMBERS = {column: number for number, column in enumerate(Column, start=1)}


def part_key(key: int, number: int) -> str:
    """What marks the row of a checklist's part, counted from 0."""
    return f"{key}/{number}"
