"""A day in a form."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from blocs.form_fields import DayField

TODAY = date(2026, 6, 15)


def test_a_day_is_typed_day_first():
    assert DayField().clean("03/04/2026") == date(2026, 4, 3)


@pytest.mark.parametrize("typed", ["", "31/02/2026", "06/25/2026", "hôm nay"])
def test_what_is_no_day_is_told_with_how_to_type_one(typed):
    with pytest.raises(ValidationError, match=r"Hãy nhập ngày theo dạng dd/mm/yyyy, ví dụ 25/06/2026\."):
        DayField().clean(typed)


def test_a_day_to_come_is_refused_where_only_past_ones_make_sense():
    assert DayField(latest=TODAY).clean("15/06/2026") == TODAY
    with pytest.raises(ValidationError, match=r"Ngày này còn ở phía trước\."):
        DayField(latest=TODAY).clean("16/06/2026")


def test_a_day_may_be_left_out_where_it_is_not_required():
    assert DayField(required=False, latest=TODAY).clean("") is None
