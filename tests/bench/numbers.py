"""`python -m tests.bench.numbers 64 200`: clerks of one bloc who take numbers all at once, over New Year.

Each of the clerks, a process, takes so many numbers, half of them dated in the old year and half in the new, and takes
every twentieth back; whom the database kept waiting too long tries again, as a person would. It works in a database of
its own on the server that DATABASE_URL names, or in a SQLite file.
"""

import os
import random
import sys
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import django
from django.db import IntegrityError, OperationalError, connection, transaction

TAKEN_BACK = 0.05
DAYS = (date(2024, 12, 31), date(2025, 1, 1))


@dataclass(frozen=True)
class Outcome:
    """What two registers hold after the rush, and how many numbers were taken a second."""

    engine: str
    numbers: int
    rate: float
    gaps: int
    duplicates: int
    lost: int
    """Numbers that were taken and committed, but are in no register; or the other way round."""
    failures: int
    """Numbers that two clerks were about to get, which only the database's constraint prevented."""
    again: int
    """How often a clerk tried again."""

    def __str__(self) -> str:
        return (
            f"{self.engine:10}  {self.numbers:6} numbers, {self.rate:5.0f} a second;  gaps {self.gaps}, "
            f"duplicates {self.duplicates}, lost {self.lost}, failures {self.failures};  "
            f"tried again {self.again} times"
        )


def rush(clerks: int, numbers: int) -> Outcome:
    """Let them all take numbers at once, and look at what came out."""
    from blocs.enums import BlocKind
    from blocs.models import Bloc, Organisation
    from thidua.papers.models import Register, RegisterEntry

    owner = Organisation.objects.create(code="tinh", name="Ủy ban nhân dân tỉnh Lam Giang")
    bloc = Bloc.objects.create(kind=BlocKind.KHOI, name="Khối thi đua số 6", symbol="KTĐ6", superior=owner)
    Register.objects.create(bloc=bloc, year=DAYS[0].year, numbers_here=True)
    begin = perf_counter()
    connection.close()  # no two processes may share it
    with get_context("fork").Pool(clerks) as pool:
        results = pool.starmap(_take, [(bloc, seed, numbers) for seed in range(clerks)], chunksize=1)
    seconds = perf_counter() - begin
    given = [number for taken, _, _ in results for number in taken]
    kept = list(RegisterEntry.objects.values_list("register__year", "number"))
    highest = {year: max(number for its_year, number in kept if its_year == year) for year, _ in kept}
    return Outcome(
        engine=connection.display_name,
        numbers=len(given),
        rate=clerks * numbers / seconds,
        gaps=sum(highest.values()) - len(set(kept)),
        duplicates=len(given) - len(set(given)) + len(kept) - len(set(kept)),
        lost=len(set(given) ^ set(kept)),
        failures=sum(failures for _, failures, _ in results),
        again=sum(again for _, _, again in results),
    )


def _take(bloc: Any, seed: int, count: int) -> tuple[list[tuple[int, int]], int, int]:
    """One clerk: the numbers taken for good, as year and number; failures; and how often it tried again."""
    from thidua.papers.services import numbers

    chance = random.Random(seed)  # noqa: S311 - no secret
    taken: list[tuple[int, int]] = []
    turn = failures = again = 0
    while turn < count:
        day = DAYS[turn >= count // 2]
        take_back = chance.random() < TAKEN_BACK
        try:
            with transaction.atomic():
                entry = numbers.take(numbers.register_of(bloc, day.year), on=day)
                transaction.set_rollback(take_back)
        except OperationalError:
            again += 1
            continue
        except IntegrityError:
            failures += 1
        else:
            taken += [] if take_back else [(day.year, entry.number)]
        turn += 1
    connection.close()
    return taken, failures, again


def main(clerks: int, numbers: int) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    with TemporaryDirectory() as folder:
        name = f"numbers_{os.getpid()}"
        connection.settings_dict["TEST"]["NAME"] = str(Path(folder, name)) if connection.vendor == "sqlite" else name
        before = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0)
        try:
            outcome = rush(clerks, numbers)
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)
    sys.stdout.write(f"{outcome}\n")
    return int(any((outcome.gaps, outcome.duplicates, outcome.lost, outcome.failures)))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
