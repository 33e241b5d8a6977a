"""Đôn đốc asks for what is still possible."""

from datetime import date

import pytest

from scoring.reminders import AT_ONCE, BOTH, IN_TIME, reminder

TODAY = date(2026, 11, 6)
PAST, NEXT = ("Sở Y tế", date(2026, 11, 5)), ("Sở Tài chính", date(2026, 11, 6))


@pytest.mark.parametrize(("missing", "plea"), [([NEXT], IN_TIME), ([PAST], AT_ONCE), ([PAST, NEXT], BOTH)])
def test_nobody_whose_deadline_is_over_is_asked_to_be_in_time(missing, plea):
    assert reminder("Khối 4, năm 2026", missing, TODAY).splitlines()[-1] == plea


def test_who_is_over_is_named_so():
    lines = reminder("Khối 4, năm 2026", [PAST, NEXT], TODAY).splitlines()[2:4]
    assert lines == ["1. Sở Y tế: hạn hết ngày 05/11/2026, đã quá hạn", "2. Sở Tài chính: hạn hết ngày 06/11/2026"]
