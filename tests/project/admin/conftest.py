"""Two offices that must not see each other: every text of the one says BẮC, of the other NAM."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from blocs.enums import BlocKind, LeadershipRole, Role
from blocs.models import AuditEntry, Bloc, Leadership, MemberUnit, Organisation, Post, Term, User
from blocs.services import audit
from blocs.services.standing import standing_of
from plans.content import PlanContent
from plans.content_json import to_data
from plans.enums import PlanState
from plans.models import Plan
from scoring.criteria_json import to_data as to_criteria_data
from scoring.enums import RegistrationState, SheetState, TableState
from scoring.models import CriteriaTable, Pledge, Registration, ScoreSheet, ScoringRound
from tests.scoring.conftest import SHORT_TABLE
from thidua.lib.text import fold
from thidua.papers.models import Paper, Register, RegisterEntry
from thidua.papers.services import files

LONG_AGO = date(2020, 1, 1)
SAMPLES = ["organisation", "bloc", "term", "unit", "leadership", "officer", "post", "plan", "paper", "register",
           "entry", "history", "table", "scoring_round", "sheet", "registration", "pledge"]  # fmt: skip


@dataclass
class Office:
    """A province with its office, one bloc and its year, and one of everything that is made in it."""

    mark: str
    organisation: Organisation
    bloc: Bloc
    term: Term
    unit: MemberUnit
    leadership: Leadership
    officer: User
    follower: User
    post: Post
    plan: Plan
    paper: Paper
    register: Register
    entry: RegisterEntry
    history: AuditEntry
    table: CriteriaTable
    scoring_round: ScoringRound
    sheet: ScoreSheet
    registration: Registration
    pledge: Pledge

    @property
    def samples(self):
        """One row of every list of the admin."""
        return [getattr(self, name) for name in SAMPLES]


def person(name, organisation, role, **fields):
    user = User.objects.create_user(f"{role}.{name}".lower(), f"Nguyễn Văn {name} {role}")
    post = Post.objects.create(user=user, organisation=organisation, role=role, from_on=LONG_AGO, title=name, **fields)
    return user, post


def member(term, number, mark):
    organisation = Organisation.objects.create(
        code=f"{term.pk}-{number}", name=f"Sở {mark} {number}", parent=term.bloc.superior
    )
    return MemberUnit.objects.create(term=term, organisation=organisation, position=number, note=mark)


def office(mark, year=2026):
    province = Organisation.objects.create(code=f"T-{fold(mark)}", name=f"Tỉnh {mark}", symbol=mark)
    home = Organisation.objects.create(code=f"SNV-{fold(mark)}", name=f"Sở Nội vụ {mark}", parent=province)
    Organisation.objects.filter(pk=province.pk).update(standing_body=home)
    officer, post = person(mark, home, Role.STANDING_BODY)
    follower, follows = person(mark, home, Role.FOLLOWER)
    bloc = Bloc.objects.create(
        kind=BlocKind.KHOI, name=f"Khối thi đua {mark}", symbol=f"KTĐ{mark}", superior=province, head_line=mark
    )
    follows.followed_blocs.add(bloc)
    term = Term.objects.create(
        bloc=bloc, year=year, year_kind="calendar", starts_on=date(year, 1, 1), ends_on=date(year, 12, 31)
    )
    unit = member(term, 1, mark)
    leadership = Leadership.objects.create(
        term=term, organisation=unit.organisation, role=LeadershipRole.LEADER, from_on=term.starts_on
    )
    plan = Plan.objects.create(
        term=term, title=f"Kế hoạch {mark}", content=to_data(PlanContent(last_key=0, subject=(f"Kế hoạch {mark}",))),
        created_by=officer, state=PlanState.CHECKING,
    )  # fmt: skip
    file = files.store(f"%PDF-1.7 {mark}".encode(), f"{mark}.pdf", "application/pdf", by=None)
    paper = Paper.objects.create(
        kind="Biên bản", subject=f"Họp {mark}", symbol=f"BB-{mark}", issuer=f"Sở {mark}", term=term, bloc=bloc,
        organisation=unit.organisation, content={}, rendering=file, frozen_at=timezone.now(), frozen_by=officer,
        signer=mark,
    )  # fmt: skip
    register = Register.objects.create(bloc=bloc, year=year)
    entry = RegisterEntry.objects.create(register=register, number=1, subject=f"Việc {mark}", given_on=term.starts_on)
    history = audit.record("Thử", term, by=standing_of(officer), term=term, after={"dấu": mark}, reason=mark)
    table = CriteriaTable.objects.create(
        term=term, title=f"Bảng tiêu chí {mark}", content=to_criteria_data(replace(SHORT_TABLE, title=mark)),
        created_by=officer, state=TableState.PUBLISHED, published_at=timezone.now(),
    )  # fmt: skip
    scoring_round = ScoringRound.objects.create(term=term, table=table, due_on=date(year, 11, 5), opened_by=officer)
    sheet = ScoreSheet.objects.create(
        round=scoring_round, unit=unit, state=SheetState.SUBMITTED, submitted_at=timezone.now(), days_late=0,
        digest="0" * 64, signer=mark,
    )  # fmt: skip
    registration = Registration.objects.create(
        unit=unit, state=RegistrationState.SENT, version=1, signer=mark, signed_on=term.starts_on,
        submitted_at=timezone.now(),
    )  # fmt: skip
    pledge = Pledge.objects.create(term=term, text=f"Giao ước {mark}")
    return Office(mark, province, bloc, term, unit, leadership, officer, follower, post, plan, paper, register, entry,
                  history, table, scoring_round, sheet, registration, pledge)  # fmt: skip


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    """A folder for the files of one test."""
    storage = settings.STORAGES["default"]
    options = storage["OPTIONS"] | {"location": tmp_path / "files"}
    settings.STORAGES = settings.STORAGES | {"default": storage | {"OPTIONS": options}}


@pytest.fixture
def north(db):
    return office("BẮC")


@pytest.fixture
def south(db):
    return office("NAM")


@pytest.fixture
def signed_in():
    """A browser in which a person is signed in."""

    def signed_in(user):
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def tomorrow():
    return timezone.localdate() + timedelta(days=1)
