"""What the cells of a table's column hold, and how a value becomes a cell and a cell a value.

A cell that cannot be read raises ValueError with what to do about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.lib.points import number_text, parse_number
from thidua.lib.sheets_read import Unreadable, is_blank
from thidua.lib.text import nfc

_EXCEL_FIGURES = 15
"""Excel keeps no more figures of a number."""
_LONGEST_TEXT = 20_000
_HIGHEST = 10**9


@dataclass(frozen=True)
class Column:
    """A column: its heading, what is told about it, and what a cell of it holds."""

    heading: str
    note: str
    holds: Any
    width: int = 14

    @property
    def options(self) -> tuple[str, ...]:
        """The words that may stand in it; () for any."""
        labels: tuple[str, ...] = getattr(self.holds, "labels", ())
        return labels


class Text:
    """Words, letter by letter."""

    blank = ""

    def write(self, value: str) -> str:
        return value

    def read(self, cell: Any) -> str:
        match cell:
            case Unreadable():
                raise ValueError(cell.message)
            case bool() | date():
                raise ValueError("Ô này cần chữ. Hãy định dạng ô là Văn bản (Text) rồi gõ lại.")
            case float() if cell.is_integer():
                return str(int(cell))
        text = nfc(str(cell))
        if len(text) > _LONGEST_TEXT:
            raise ValueError(f"Dài {len(text)} ký tự, nhiều nhất được {_LONGEST_TEXT}. Hãy viết gọn lại.")
        return text


class Number:
    """An exact number, not below `least` where that is given; None for an empty cell."""

    blank = None

    def __init__(self, least: Decimal | None = None) -> None:
        self.least = least

    def write(self, value: Decimal | None) -> Decimal | str:
        if value is None:
            return ""
        return value if len(value.normalize().as_tuple().digits) <= _EXCEL_FIGURES else number_text(value)

    def read(self, cell: Any) -> Decimal:
        match cell:
            case Unreadable():
                raise ValueError(cell.message)
            case bool() | date():
                raise ValueError("Ô này cần số, ví dụ 97,5. Hãy định dạng ô là Số (Number) rồi gõ lại.")
            case int() | float():
                number = Decimal(str(cell))
            case _:
                number = parse_number(str(cell).strip().removesuffix("%"))
        if not number.is_finite() or abs(number) >= 10**14:
            raise ValueError("Số quá lớn. Hãy kiểm tra lại.")
        if self.least is not None and number < self.least:
            raise ValueError(f"Hãy ghi số từ {number_text(self.least)} trở lên.")
        return number


class Whole:
    """A whole number from `least` on, up to `most` where that is given."""

    blank = None

    def __init__(self, least: int = 1, most: int | None = None) -> None:
        self.least, self.most = least, most

    def write(self, value: int | None) -> int | str:
        return "" if value is None else value

    def read(self, cell: Any) -> int:
        number = Number().read(cell)
        if number % 1 or not self.least <= number <= (_HIGHEST if self.most is None else self.most):
            reach = "trở lên" if self.most is None else f"đến {self.most}"
            raise ValueError(f"Hãy ghi một số nguyên từ {self.least} {reach}.")
        return int(number)


class Words:
    """One of a closed set of values, each by a word of its own."""

    def __init__(self, words: Mapping[Any, str], blank: Any = None) -> None:
        self.words, self.blank = words, blank
        self.labels = tuple(words.values())

    def write(self, value: Any) -> str:
        return self.words.get(value, "")

    def read(self, cell: Any) -> Any:
        if isinstance(cell, Unreadable):
            raise ValueError(cell.message)
        typed = " ".join(nfc(str(cell)).split()).casefold()
        found = [value for value, word in self.words.items() if word.casefold() == typed]
        if not found:
            raise ValueError(f"Hãy chọn một trong: {'; '.join(self.labels)}.")
        return found[0]


def yes_no(blank: bool = False) -> Words:
    return Words({True: "Có", False: "Không"}, blank)


def value_of(column: Column, cells: Mapping[str, Any]) -> Any:
    """The value in a column's cell; the column's own blank for an empty one."""
    cell = cells.get(column.heading)
    return column.holds.blank if is_blank(cell) else column.holds.read(cell)
