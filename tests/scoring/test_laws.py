"""What holds for every table and whatever is entered."""

from hypothesis import HealthCheck, given, settings

from tests.scoring.laws import LAWS
from tests.scoring.strategies import cases


@given(case=cases())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_law(case):
    for law in LAWS:
        law(case)
