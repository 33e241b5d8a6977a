"""Đôn đốc: words for those who have not handed in, to be sent by Zalo, by letter, by telephone."""

from collections.abc import Sequence
from datetime import date

from thidua.lib.dates import short_date

IN_TIME = "Đề nghị các đơn vị hoàn thiện và nộp đúng hạn. Trân trọng!"
AT_ONCE = "Đề nghị các đơn vị hoàn thiện và nộp ngay. Trân trọng!"
BOTH = "Đề nghị đơn vị đã quá hạn nộp ngay, các đơn vị còn lại hoàn thiện và nộp đúng hạn. Trân trọng!"


def reminder(year: str, missing: Sequence[tuple[str, date]], today: date) -> str:
    """Names who has not handed in yet, each with the last day; says so when nobody is missing.

    >>> print(reminder("Khối 4, năm 2026", [("Sở Y tế", date(2026, 11, 5))], date(2026, 11, 6)))
    Đôn đốc nộp bảng tự chấm điểm thi đua (Khối 4, năm 2026).
    Còn 1 đơn vị chưa nộp:
    1. Sở Y tế: hạn hết ngày 05/11/2026, đã quá hạn
    Đề nghị các đơn vị hoàn thiện và nộp ngay. Trân trọng!
    """
    if not missing:
        return f"Các đơn vị đã nộp đủ bảng tự chấm điểm thi đua ({year}). Trân trọng cảm ơn!"
    lines = [
        f"{number}. {unit}: hạn hết ngày {short_date(day)}" + (", đã quá hạn" if day < today else "")
        for number, (unit, day) in enumerate(missing, start=1)
    ]
    return "\n".join(
        [
            f"Đôn đốc nộp bảng tự chấm điểm thi đua ({year}).",
            f"Còn {len(missing)} đơn vị chưa nộp:",
            *lines,
            _plea({day < today for _, day in missing}),
        ]
    )


def _plea(over: set[bool]) -> str:
    """What is asked, by whether the deadlines are over."""
    if over == {True}:
        return AT_ONCE
    return BOTH if True in over else IN_TIME
