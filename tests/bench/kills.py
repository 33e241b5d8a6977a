"""`python -m tests.bench.kills`: a paper's steps, the process killed at every statement and every touch of a file.

On the database that DATABASE_URL names, SQLite without it. Each step is begun again and again in a child that dies at
its first, second, third… operation, until one gets through; after each death the repair runs, and the plan must stand
before the step or after it, whole.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django
from django.db import connection, connections, transaction

MOST = 500
"""Operations of one step; no step has a third of it."""
KILLED = 9


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    with TemporaryDirectory() as folder:
        os.environ |= {"THIDUA_VAR": folder}
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/kills.sqlite3")
        django.setup()
        name, before = f"kills_{os.getpid()}", connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            name = f"{folder}/kills_test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = name
        connection.creation.create_test_db(verbosity=0, serialize=False)
        try:
            halves = judged(Path(folder))
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)
    return int(halves > 0)


def judged(folder: Path) -> int:
    kills = halves = 0
    for name, step in steps_of_a_paper(folder):
        deaths = 0
        for place in range(1, MOST):
            before = state()
            if survived(step, place):
                break
            deaths += 1
            after = state()
            whole = after == before and not faults()
            if not whole and completed(before, after):
                break  # it died behind the last commit
            halves += not whole
        kills += deaths
        sys.stdout.write(f"{connection.vendor}: {name}: killed {deaths} times\n")
    sys.stdout.write(f"{connection.vendor}: {kills} kills, half states after repair {halves}\n")
    return halves


def steps_of_a_paper(folder: Path) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Frozen, signed, numbered and sealed; the same signed elsewhere; signed by hand and numbered."""
    from django.conf import settings

    from blocs.enums import Role
    from plans.models import Plan
    from plans.services import digital, drafting, steps
    from plans.services.steps import Numbering, Signing
    from tests import world as cast
    from tests.plans.conftest import SIGNER, Office, short_reading, signed_elsewhere
    from tests.world import TODAY, standing
    from thidua.demo import authority
    from thidua.papers.services import files, signing
    from thidua.papers.services.life import GivenNumber

    world = cast.build()
    office = Office(
        world,
        cast.holder("Đinh Văn Chánh", world.finance, Role.OFFICE_CHIEF),
        cast.holder("Bùi Thị Trưởng", world.finance, Role.HEAD),
        cast.holder("Ngô Văn Thư", world.finance, Role.CLERK),
    )
    authority.make(
        folder / "keys", seals={world.finance.code: "Sở Tài chính"}, persons={office.head.login_name: SIGNER}
    )
    settings.SIGNING_KEYS, settings.TRUST_ROOTS = folder / "keys" / "keys.toml", folder / "keys" / "roots"
    settings.PERSONAL_KEYS = True

    def draft() -> Plan:
        plan = drafting.draft_from_reading(world.term, short_reading(), source=None, by=standing(office.officer))
        while plan.doubts:
            plan = drafting.settle_doubt(plan, plan.doubts[0]["number"], by=standing(office.officer))
        return plan

    def numbering(number: int) -> Numbering:
        return Numbering(issued_on=TODAY, given=GivenNumber(number=number))

    plan = draft()
    yield "freeze", lambda: steps.submit_for_signature(plan, by=standing(office.officer))
    yield "sign here", lambda: digital.sign_here(plan, 0, by=standing(office.head))
    yield "number and seal here", lambda: steps.issue(plan, numbering(7), by=standing(office.clerk))
    other = draft()
    steps.submit_for_signature(other, by=standing(office.officer))
    other.refresh_from_db()
    assert other.paper is not None
    brought = signed_elsewhere(signing.newest(other.paper), "ky-0", office.head.login_name)
    yield "bring what was signed elsewhere", lambda: digital.take_signed(other, brought, by=standing(office.officer))
    third = draft()
    steps.submit_for_signature(third, by=standing(office.officer))

    @transaction.atomic  # as the page does it
    def by_hand() -> None:
        scan = files.store(b"%PDF-1.7 scan", "ban-ky.pdf", "application/pdf", by=standing(office.officer))
        signed = Signing(signer=SIGNER, signed_on=TODAY, scan=scan)
        steps.record_signature(third, signed, by=standing(office.officer), numbering=numbering(9))

    yield "signed by hand, numbered at once", by_hand
    yield from steps_of_a_report(world)


def steps_of_a_report(world: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """What units registered: laid before the signer, signed by hand, issued; another issued in its place, withdrawn."""
    from scoring.models import YearPaper
    from scoring.services import registration_report, year_papers
    from tests.scoring.registering import SIGNATORY, sent_by
    from tests.world import TODAY, standing
    from thidua.papers.services.circulation import Numbering, Signing
    from thidua.papers.services.life import GivenNumber

    sent_by(world)
    by = standing(world.leader)

    def laid() -> YearPaper:
        return registration_report.lay_before_signer(world.term, SIGNATORY, by=by)

    def issued(number: int) -> YearPaper:
        numbering = Numbering(issued_on=TODAY, given=GivenNumber(number=number))
        signed = Signing(signer=SIGNATORY.signer, signed_on=TODAY)
        waiting = YearPaper.objects.latest("pk")
        return year_papers.record_signature(waiting, signed, by=by, numbering=numbering)

    yield "freeze a report", laid
    yield "issue a report", lambda: issued(21)
    laid()
    yield "issue the report that replaces it", lambda: issued(22)
    yield "withdraw a report", lambda: year_papers.withdraw(YearPaper.objects.latest("pk"), reason="Sai", by=by)


def survived(step: Callable[[], Any], place: int) -> bool:
    """Whether the step came to its end in a child that was to die at an operation; raises what else went wrong."""
    connections.close_all()
    child = os.fork()
    if not child:
        code = 1
        try:
            with dying_at(place):
                step()
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code not in (0, KILLED):
        raise RuntimeError(f"the step failed at operation {place}")
    return code == 0


@contextmanager
def dying_at(place: int) -> Iterator[None]:
    """Kill this process at its operation number `place`: a statement, a commit before or after, a touch of a file."""
    from django.core.files.storage import default_storage
    from django.db.backends.base.base import BaseDatabaseWrapper

    left = place

    def step() -> None:
        nonlocal left
        left -= 1
        if not left:
            os._exit(KILLED)

    def statement(execute: Any, *arguments: Any) -> Any:
        step()
        return execute(*arguments)

    commit = BaseDatabaseWrapper._commit  # type: ignore[attr-defined]
    save = type(default_storage._wrapped)._save  # type: ignore[attr-defined]

    def committing(self: Any) -> Any:
        step()
        result = commit(self)
        step()
        return result

    def saving(self: Any, name: str, content: Any) -> Any:
        step()
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as half:  # killed in the middle of writing
            half.write(content.read()[: content.size // 2])
            half.flush()
            step()
        path.unlink()
        content.seek(0)
        result = save(self, name, content)
        step()
        return result

    BaseDatabaseWrapper._commit = committing  # type: ignore[attr-defined]
    type(default_storage._wrapped)._save = saving  # type: ignore[attr-defined]
    with connection.execute_wrapper(statement):
        yield


def state() -> dict[str, Any]:
    """All rows of the site's own tables, and after the repair all files."""
    from tests.project.rights.browsing import everything
    from thidua.papers.services import repair

    connections.close_all()
    repair.repair(unnamed_after=timedelta())
    return everything()


def faults() -> list[str]:
    from blocs.models import AuditChain
    from blocs.services.audit import broken_entries
    from thidua.papers.services import repair

    return [*repair.faults(), *(fault for chain in AuditChain.objects.all() for fault in broken_entries(chain))]


def completed(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether the step is done as if nobody had died: history and paper moved together, and all is sound."""
    return len(after["blocs.AuditEntry"]) > len(before["blocs.AuditEntry"]) and not faults()


if __name__ == "__main__":
    sys.exit(main())
