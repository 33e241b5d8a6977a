"""`python -m tests.bench.scoring N`: the laws of scoring on N invented tables; ends with what broke one, made small."""

import sys
from time import monotonic

from hypothesis import HealthCheck, given, settings

from tests.scoring.laws import LAWS
from tests.scoring.strategies import cases


def main(count: int) -> None:
    begun = monotonic()

    @given(case=cases())
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def laws(case):
        for law in LAWS:
            law(case)

    laws()
    sys.stdout.write(f"{len(LAWS)} laws held for {count} tables in {monotonic() - begun:.0f} s\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
