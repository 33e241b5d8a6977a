"""Fills an empty database with the demo."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from blocs.models import User
from blocs.services.standing import standing_of
from thidua.demo import authority, images, people, plans, world
from thidua.demo.days import on, working_year
from thidua.demo.people import OPEN_TO_VISITORS
from thidua.papers.models.signing_image import SEAL_MM
from thidua.papers.services import signing_images

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
        _images(made)
    plan = plans.khoi_4(made, today)
    plans.cum_3(made, today)
    plans.movement_of_commune(made, today)
    plans.cum_5(made, today)
    plans.movement_of_school(made, today)
    paper_path().parent.mkdir(parents=True, exist_ok=True)
    paper_path().write_bytes(plans.numbered_pdf(plan))


def _images(made: world.World) -> None:
    """The seal of Sở Tài chính and the signature of its head; another head's, brought by himself or herself."""
    organisation = made.organisations["LG-STC"]
    by = made.standing("stc.vanthu")
    signing_images.put_seal(organisation, images.seal(), "con-dau.png", width_mm=SEAL_MM, by=by)
    head = made.users["stc.giamdoc"]
    signing_images.put_signature(organisation, head, images.signature(1), "chu-ky.png", by=by)
    school = made.organisations["LG-VL-TH2"]
    deputy = made.users["thvl2.hieupho"]
    own = made.standing("thvl2.hieupho")
    signing_images.put_signature(school, deputy, images.signature(2), "chu-ky.png", by=own)


def logins() -> list[tuple[str, str, str]]:
    """Login name, person and what the person does, of the demo's accounts that this database has."""
    found = User.objects.in_bulk([person.login_name for person in OPEN_TO_VISITORS], field_name="login_name")
    users = [found[person.login_name] for person in OPEN_TO_VISITORS if person.login_name in found]
    return [(user.login_name, user.full_name, _role(user)) for user in users]


def _role(user: User) -> str:
    if user.is_superuser:
        return "Quản trị"
    return "; ".join(str(holding) for holding in standing_of(user).holdings)
