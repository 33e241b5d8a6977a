"""`python -m tests.bench.deadline 1000`: heads of units who hand in their sheets in the last seconds of the last day.

Two server processes on the database that DATABASE_URL names (PostgreSQL), their clock set forward so that the day ends
while the race is on. Three of ten press the button twice, one of ten comes when the grace is over. Judged is from the
client's side: what was sent before the end must be there and on time; what was sent after the grace must not be.
"""

import http.client
import os
import random
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

import django
from django.db import connection

from scoring.deadline import GRACE

ROOT = Path(__file__).parents[2]
BEFORE, AFTER = 10, 2
"""Seconds: everybody sends within these, around the end of the day."""
READY = 20
"""Seconds that the servers have to start."""
TWICE, TOO_LATE = 0.3, 0.1
HANDS = 96
"""Requests under way at once."""
UNITS_OF_A_BLOC = 20
CSRF = "x" * 32


@dataclass(frozen=True)
class Sent:
    """One press of the button, by the clock of the race."""

    sheet: int
    at: datetime
    answered_at: datetime
    status: int


def main(count: int) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.settings"
    with TemporaryDirectory() as folder:
        os.environ |= {"THIDUA_DEBUG": "true", "THIDUA_VAR": folder, "THIDUA_SECRET_KEY": "race"}
        django.setup()
        name, before = f"deadline_{os.getpid()}", connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = name
        connection.creation.create_test_db(verbosity=0)
        try:
            outcome = race(count, os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?"))
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)
    sys.stdout.write(f"{outcome}\n")
    return int("FAILED" in outcome)


def race(count: int, database: str) -> str:
    from django.utils import timezone

    end = datetime.now(timezone.get_default_timezone()).replace(hour=0, minute=0, second=0, microsecond=0)
    end += timedelta(days=1)
    keys = sheets(count, (end - timedelta(days=1)).date())
    ahead = (end - timezone.now()).total_seconds() - READY - BEFORE
    with server(database, ahead) as port, ThreadPoolExecutor(HANDS) as hands:
        now = lambda: timezone.now() + timedelta(seconds=ahead)  # noqa: E731
        chance = random.Random(count)  # noqa: S311 - no secret
        presses = []
        for key, digest, session in keys:
            after = GRACE if chance.random() < TOO_LATE else timedelta(0)
            at = end + after + timedelta(seconds=chance.uniform(0 if after else -BEFORE, AFTER))
            presses.append((at, key, digest, session))
            if chance.random() < TWICE:
                presses.append((at + timedelta(seconds=chance.uniform(0.05, 0.3)), key, digest, session))
        waiting = []
        for at, key, digest, session in sorted(presses):
            time.sleep(max((at - now()).total_seconds(), 0))
            waiting.append(hands.submit(press, port, key, digest, session, now))
        sent = [each.result() for each in waiting]
    return judged(sent, end)


def sheets(count: int, due_on: date) -> list[tuple[int, str, str]]:
    """So many sheets before their heads: key, digest, and the session of the head."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from blocs.enums import BlocKind, Role
    from blocs.models import Bloc, MemberUnit, Organisation, Post, Term, User
    from scoring.criteria_json import to_data
    from scoring.enums import SheetState, TableState
    from scoring.models import CriteriaTable, ScoreEntry, ScoreSheet, ScoringRound
    from scoring.services.sheets import digest_of
    from tests.scoring.conftest import SHORT_TABLE, TASKS

    province = Organisation.objects.create(code="tinh", name="Ủy ban nhân dân tỉnh")
    found = []
    for number in range(count):
        if number % UNITS_OF_A_BLOC == 0:
            bloc = Bloc.objects.create(
                kind=BlocKind.KHOI, name=f"Khối {number}", symbol=f"K{number}", superior=province
            )
            term = Term.objects.create(
                bloc=bloc, year=due_on.year, year_kind="calendar", starts_on=date(due_on.year, 1, 1),
                ends_on=date(due_on.year, 12, 31),
            )  # fmt: skip
            owner = User.objects.create_user(f"u{number}", "Người lập")
            table = CriteriaTable.objects.create(
                term=term, content=to_data(SHORT_TABLE), created_by=owner, state=TableState.PUBLISHED,
                published_at=timezone.now(),
            )  # fmt: skip
            opened = ScoringRound.objects.create(term=term, table=table, due_on=due_on, opened_by=owner)
        unit = Organisation.objects.create(code=f"dv{number}", name=f"Đơn vị {number}", parent=province)
        member = MemberUnit.objects.create(term=term, organisation=unit, position=number)
        head = User.objects.create_user(f"tt{number}", f"Thủ trưởng {number}")
        Post.objects.create(user=head, organisation=unit, role=Role.HEAD, from_on=date(2020, 1, 1))
        sheet = ScoreSheet.objects.create(round=opened, unit=member, total=10)
        ScoreEntry.objects.create(sheet=sheet, key=TASKS, amount=10, points=10, updated_by=head)
        sheet.digest, sheet.state = digest_of(sheet), SheetState.AWAITING_HEAD
        sheet.save()
        session = SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(head.pk), "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = head.get_session_auth_hash()
        session.set_expiry(timedelta(days=2))  # midnight, which the clocks are set to, may be a day away
        session.save()
        found.append((sheet.pk, sheet.digest, str(session.session_key)))
    return found


@contextmanager
def server(database, ahead):
    """Two processes with four threads each, when they answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"DATABASE_URL": database, "THIDUA_BENCH_AHEAD": str(ahead)}
    command = [
        sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "4", "--backlog", "2048", "--bind",
        f"127.0.0.1:{port}", "--log-level", "error", "tests.bench.deadline_site:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        for _ in range(READY * 5):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def press(port, key, digest, session, now) -> Sent:
    """Duyệt và nộp."""
    body = urlencode({"seen": digest, "csrfmiddlewaretoken": CSRF})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sessionid={session}; csrftoken={CSRF}",
        "Host": f"127.0.0.1:{port}",
    }
    at = now()
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        link.request("POST", f"/cham-diem/bang/{key}/buoc/duyet-nop/", body, headers)
        answer = link.getresponse()
        status = answer.status if answer.headers.get("Location", "").endswith(f"/bang/{key}/") else 0
    except OSError:
        status = 0
    finally:
        link.close()
    return Sent(key, at, now(), status)


def judged(sent: list[Sent], end: datetime) -> str:
    """What the database holds, against what every client saw."""
    from blocs.models import AuditEntry
    from scoring.models import ScoreSheet

    rows = ScoreSheet.objects.in_bulk({each.sheet for each in sent})
    acts = AuditEntry.objects.filter(action="Duyệt và nộp").values_list("object_id", "after")
    told = {int(key): after for key, after in acts}
    first = {each.sheet: each for each in sorted(sent, key=lambda each: each.at, reverse=True)}
    acknowledged = [each for each in sent if each.status == 302]
    in_time = {each.sheet for each in acknowledged if each.answered_at < end}
    too_late = {key for key, each in first.items() if each.at >= end + GRACE}
    figures = {
        "acknowledged before the end and missing": sum(rows[key].days_late != 0 for key in in_time),
        "acknowledged and missing": sum(rows[each.sheet].days_late is None for each in acknowledged),
        "sent before the end and recorded as late": sum(
            each.at < end and rows[key].days_late != 0 for key, each in first.items()
        ),
        "sent after the grace and recorded as on time": sum(rows[key].days_late == 0 for key in too_late),
        "duplicates": len(acts) - len(told),
        "receipts that disagree": sum(
            told[key]["mã băm"] != row.digest or told[key]["chậm (ngày)"] != row.days_late
            for key, row in rows.items()
            if key in told
        ),
        "not acknowledged": len({each.sheet for each in sent} - {each.sheet for each in acknowledged}),
    }
    waits = sorted((each.answered_at - each.at).total_seconds() for each in sent)
    lines = [
        f"{len(rows)} sheets, {len(sent)} presses, {len(in_time)} acknowledged before the end, {len(too_late)} too late"
    ]
    lines += [f"{'FAILED ' if value else ''}{name}: {value}" for name, value in figures.items()]
    p50, p95, slowest = waits[len(waits) // 2], waits[len(waits) * 95 // 100], waits[-1]
    lines.append(f"answered within: p50 {p50:.2f} s, p95 {p95:.2f} s, at most {slowest:.2f} s")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
