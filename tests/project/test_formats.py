from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils.formats import date_format, get_format, number_format


def as_template(source, **values):
    return Template(source).render(Context(values))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("25/06/2026", date(2026, 6, 25)),
        ("03/04/2026", date(2026, 4, 3)),
        ("3/4/2026", date(2026, 4, 3)),
        ("03-04-2026", date(2026, 4, 3)),
        ("03.04.2026", date(2026, 4, 3)),
        ("2026-04-03", date(2026, 4, 3)),
    ],
)
def test_a_date_is_read_day_first(typed, meant):
    assert forms.DateField().clean(typed) == meant


@pytest.mark.parametrize("typed", ["06/25/2026", "31/02/2026", "03/04/26"])
def test_what_is_no_date_day_first_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean(typed)


def test_a_date_is_shown_day_first():
    assert as_template("{{ day }}", day=date(2026, 4, 3)) == "03/04/2026"


def test_a_form_shows_a_date_as_it_would_be_typed():
    assert 'value="03/04/2026"' in forms.DateInput().render("on", date(2026, 4, 3))


def test_a_moment_is_shown_in_vietnam_with_a_24_hour_clock():
    assert date_format(datetime(2026, 4, 3, 17, 5), "DATETIME_FORMAT") == "17:05 03/04/2026"


def test_a_moment_is_read_as_it_is_typed():
    assert forms.DateTimeField().clean("03/04/2026 17:05").replace(tzinfo=None) == datetime(2026, 4, 3, 17, 5)


def test_a_moment_typed_without_a_zone_is_in_vietnam():
    assert forms.DateTimeField().clean("03/04/2026 17:05").isoformat() == "2026-04-03T17:05:00+07:00"


def test_a_time_is_read_with_a_24_hour_clock():
    assert forms.TimeField().clean("17:05") == time(17, 5)


def test_a_month_is_shown_in_words_of_its_own():
    assert date_format(date(2026, 4, 3), "YEAR_MONTH_FORMAT") == "tháng 4/2026"


def test_a_number_has_a_comma_before_its_decimals_and_dots_between_thousands():
    assert number_format(Decimal("1234.5"), use_l10n=True, force_grouping=True) == "1.234,5"


def test_a_template_groups_thousands_where_it_asks_to():
    assert as_template('{{ n|floatformat:"1g" }}', n=Decimal("1234567.5")) == "1.234.567,5"


def test_a_year_and_a_key_are_never_grouped():
    assert as_template("{{ year }} {{ key }}", year=2026, key=12345) == "2026 12345"


def test_a_number_is_read_with_a_comma_before_its_decimals():
    assert forms.DecimalField(localize=True).clean("1234,5") == Decimal("1234.5")


def test_the_week_begins_on_monday():
    assert get_format("FIRST_DAY_OF_WEEK") == 1
