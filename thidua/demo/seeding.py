"""Fills an empty database with the demo."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from blocs.models import User
from blocs.services.standing import standing_of
from thidua.demo import authority, people, plans, world
from thidua.demo.days import on, working_year
from thidua.demo.people import OPEN_TO_VISITORS

SEALS = {"LG-STC": "Sở Tài chính", "LG-NL": "Ủy ban nhân dân phường Nam Lam"}
SIGNERS = {"stc.giamdoc": people.FINANCE_HEAD, "namlam.chutich": people.NAM_LAM_HEAD}


def paper_path() -> Path:
    """Where the issued plan of Khối 4 is written, to be opened without signing in."""
    return Path(settings.VAR_DIR) / "demo" / "ke-hoach-khoi-4.pdf"


@transaction.atomic
def seed(password: str) -> None:
    """All that the demo has, with the years around today; every account for visitors gets the password."""
    today = timezone.localdate()
    authority.make(settings.SIGNING_KEYS.parent, seals=SEALS, persons=SIGNERS)
    founded_on = date(working_year(today) - 3, 1, 2)
    with on(founded_on):
        made = world.found(founded_on, password)
    plan = plans.khoi_4(made, today)
    plans.cum_3(made, today)
    plans.movement_of_commune(made, today)
    plans.cum_5(made, today)
    plans.movement_of_school(made, today)
    paper_path().parent.mkdir(parents=True, exist_ok=True)
    paper_path().write_bytes(plans.numbered_pdf(plan))


def logins() -> list[tuple[str, str, str]]:
    """Login name, person and what the person does, of the demo's accounts that this database has."""
    found = User.objects.in_bulk([person.login_name for person in OPEN_TO_VISITORS], field_name="login_name")
    users = [found[person.login_name] for person in OPEN_TO_VISITORS if person.login_name in found]
    return [(user.login_name, user.full_name, _role(user)) for user in users]


def _role(user: User) -> str:
    if user.is_superuser:
        return "Quản trị"
    return "; ".join(str(holding) for holding in standing_of(user).holdings)
