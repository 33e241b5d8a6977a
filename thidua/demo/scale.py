"""Many blocs at once, to see how the site bears them: written in bulk, below a province of their own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from blocs.enums import BlocKind, LeadershipRole, Role, YearKind
from blocs.models import Bloc, Leadership, MemberUnit, Organisation, Post, Term, User
from blocs.services.audit import record
from blocs.services.standing import standing_of
from blocs.services.terms import days_of
from plans.assignees import Unit
from plans.content import PlanContent
from plans.content_json import to_data
from plans.documents import official_document
from plans.enums import PlanState, TaskState
from plans.models import Assignment, Plan, Task
from plans.services.projection import assigned, fill
from plans.tasks import cycle_of, tasks
from thidua.demo.days import working_year
from thidua.demo.readings import reading
from thidua.papers.enums import EntrySource, PaperState
from thidua.papers.models import Paper, Register, RegisterEntry, StoredFile
from thidua.papers.pdf import render
from thidua.papers.services import files

PROVINCE_CODE = "TTT"
PROVINCE_NAME = "Tỉnh thử tải"
FEWEST_UNITS = 2
"""A leader and a deputy."""


@dataclass(frozen=True, kw_only=True)
class _Part:
    """One bloc with its units, and a year of it once there is one."""

    bloc: Bloc
    units: Sequence[Organisation]


@transaction.atomic
def add(blocs: int, units: int, years: int) -> dict[str, int]:
    """Add blocs of `units` member units, each with `years` years and an issued plan in every one; all but the last
    year are closed.

    A second call goes on counting where the first ended. Nobody can sign in with the accounts until they are
    activated. Returns how many rows of what were made.

    Raises ValueError for a bloc of fewer units than lead it.
    """
    if units < FEWEST_UNITS:
        raise ValueError(f"a bloc has at least {FEWEST_UNITS} units")
    before = counts()
    root, chief = _province()
    parts = _blocs(root, blocs, units)
    _officers([unit for part in parts for unit in part.units])
    last_year = working_year(timezone.localdate())
    contents = {year: _content(year) for year in range(last_year - years + 1, last_year + 1)}
    file = _rendering(contents[last_year], chief)
    for year, content in contents.items():
        terms = _terms(parts, year, closed=year < last_year)
        _plans(parts, terms, content, file, chief)
    made = {name: count - before[name] for name, count in counts().items()}
    record("Lập dữ liệu thử tải", root, by=None, organisation=root, after=made)
    return made


def counts() -> dict[str, int]:
    """How many rows there are of what is added here."""
    models = (Organisation, User, Bloc, Term, MemberUnit, Leadership, Plan, Paper, Task, Assignment)
    return {str(model._meta.verbose_name): model._default_manager.count() for model in models}


def _province() -> tuple[Organisation, User]:
    """The province, which is its own standing body, and the chief of that."""
    root, _ = Organisation.objects.get_or_create(code=PROVINCE_CODE, defaults={"name": PROVINCE_NAME})
    chief, _ = User.objects.get_or_create(
        login_name="thutai.thuongtruc", defaults={"full_name": "Thường trực Thử Tải", "password": make_password(None)}
    )
    Post.objects.get_or_create(
        user=chief, organisation=root, role=Role.STANDING_BODY, defaults={"from_on": timezone.localdate()}
    )
    return root, chief


def _blocs(root: Organisation, blocs: int, units: int) -> list[_Part]:
    first = Bloc.objects.filter(superior=root).count() + 1
    numbers = range(first, first + blocs)
    made = Bloc.objects.bulk_create(
        Bloc(kind=BlocKind.KHOI, name=f"Khối thử tải {number}", number=number, symbol=f"KTT{number}", superior=root)
        for number in numbers
    )
    organisations = Organisation.objects.bulk_create(
        Organisation(
            code=f"{PROVINCE_CODE}-{number}-{unit}",
            name=f"Sở Thử tải {number}.{unit}",
            symbol=f"STT{number}.{unit}",
            parent=root,
        )
        for number in numbers
        for unit in range(1, units + 1)
    )
    for organisation in organisations:
        organisation.path = f"{root.path}{organisation.pk}/"
    Organisation.objects.bulk_update(organisations, ["path"], batch_size=1000)
    return [
        _Part(bloc=bloc, units=organisations[position * units : (position + 1) * units])
        for position, bloc in enumerate(made)
    ]


def _officers(units: Iterable[Organisation]) -> None:
    units = list(units)
    nobody_signs_in = make_password(None)
    users = User.objects.bulk_create(
        User(
            login_name=f"thutai.{unit.code.removeprefix(f'{PROVINCE_CODE}-').replace('-', '.')}",
            full_name=f"Chuyên Viên {unit.code.removeprefix(f'{PROVINCE_CODE}-')}",
            password=nobody_signs_in,
        )
        for unit in units
    )
    today = timezone.localdate()
    Post.objects.bulk_create(
        Post(user=user, organisation=unit, role=Role.OFFICER, from_on=today)
        for user, unit in zip(users, units, strict=True)
    )


def _content(year: int) -> PlanContent:
    """One plan for all blocs of a year."""
    read = reading(
        "khoi_4",
        day=date(year, 1, 22),
        year=year,
        last_year=year - 1,
        next_year=year + 1,
        count="10",
        members="các sở thử tải",
        leader="đơn vị thứ nhất",
        deputy="đơn vị thứ hai",
        leader_capitals="SỞ THỬ TẢI",
        signer="Trần Thử Tải",
    )
    return read.content


def _rendering(content: PlanContent, chief: User) -> StoredFile:
    """One file for all papers: what matters here is how many rows there are."""
    pdf = render(official_document(content)).pdf
    return files.store(pdf, "thu-tai.pdf", "application/pdf", by=standing_of(chief))


def _terms(parts: Sequence[_Part], year: int, *, closed: bool) -> list[Term]:
    """A year of every bloc; the lead goes round among the units."""
    starts_on, ends_on = days_of(year, YearKind.CALENDAR)
    closed_at = timezone.now() if closed else None
    terms = Term.objects.bulk_create(
        Term(
            bloc=part.bloc,
            year=year,
            year_kind=YearKind.CALENDAR,
            starts_on=starts_on,
            ends_on=ends_on,
            closed_at=closed_at,
        )
        for part in parts
    )
    MemberUnit.objects.bulk_create(
        MemberUnit(term=term, organisation=unit, position=position)
        for term, part in zip(terms, parts, strict=True)
        for position, unit in enumerate(part.units, start=1)
    )
    Leadership.objects.bulk_create(
        Leadership(term=term, organisation=part.units[(year + place) % len(part.units)], role=role, from_on=starts_on)
        for term, part in zip(terms, parts, strict=True)
        for place, role in enumerate((LeadershipRole.LEADER, LeadershipRole.DEPUTY))
    )
    return terms


def _plans(parts: Sequence[_Part], terms: Sequence[Term], content: PlanContent, file: StoredFile, chief: User) -> None:
    """An issued plan for each year, its paper numbered 1 in the bloc's register."""
    issued_on = min(date(terms[0].year, 1, 22), timezone.localdate())
    texts = [_named(content, part.bloc, terms[0].year) for part in parts]
    papers = _papers(parts, terms, texts, file, chief, issued_on)
    plans = Plan.objects.bulk_create(
        Plan(
            term=term, state=PlanState.ISSUED, content=to_data(text), title=text.title, paper=paper, created_by=chief
        )
        for term, text, paper in zip(terms, texts, papers, strict=True)
    )  # fmt: skip
    _tasks(parts, plans, content, terms[0].year)


def _tasks(parts: Sequence[_Part], plans: Sequence[Plan], content: PlanContent, year: int) -> None:
    """As `project` would write them for each plan; whom the words mean is found once, by place from the leader on."""
    planned, cycle = tasks(content), cycle_of(content)
    places = [Unit(id=n, names=(), is_leader=n == 0, is_deputy=n == 1) for n, _ in enumerate(parts[0].units)]
    rows = [Task(plan=plan, key=task.key) for plan in plans for task in planned]
    for number, row in enumerate(rows):
        position = number % len(planned)
        fill(row, position + 1, planned[position], cycle)
    Task.objects.bulk_create(rows)
    meant = [assigned(task, places) for task in planned]
    Assignment.objects.bulk_create(
        Assignment(task=row, organisation=part.units[(year + place) % len(part.units)], role=role, **_said(row))
        for part, of_plan in zip(parts, _chunks(rows, len(planned)), strict=True)
        for row, units in zip(of_plan, meant, strict=True)
        for place, role in units.items()
    )


def _said(task: Task) -> dict[str, Any]:
    """In years that are closed every unit has said that its part is done."""
    term = task.plan.term
    return {} if term.is_open else {"state": TaskState.DONE, "done_on": task.last_day or term.ends_on}


def _chunks(rows: list[Task], size: int) -> Iterator[list[Task]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def _papers(
    parts: Sequence[_Part],
    terms: Sequence[Term],
    texts: Sequence[PlanContent],
    file: StoredFile,
    chief: User,
    issued_on: date,
) -> list[Paper]:
    registers = Register.objects.bulk_create(
        Register(bloc=part.bloc, year=issued_on.year, numbers_here=True, next_number=2) for part in parts
    )
    entries = RegisterEntry.objects.bulk_create(
        RegisterEntry(
            register=register, number=1, symbol=f"KH-{part.bloc.symbol}", subject=text.title, given_on=issued_on,
            source=EntrySource.NEXT,
        )
        for register, part, text in zip(registers, parts, texts, strict=True)
    )  # fmt: skip
    papers: list[Paper] = Paper.objects.bulk_create(
        _paper(part, term, text, entry, file, chief)
        for part, term, text, entry in zip(parts, terms, texts, entries, strict=True)
    )
    return papers


def _paper(part: _Part, term: Term, text: PlanContent, entry: RegisterEntry, file: StoredFile, chief: User) -> Paper:
    values: dict[str, Any] = {"signed_on": entry.given_on, "issued_on": entry.given_on, "frozen_at": timezone.now()}
    return Paper(
        kind="KẾ HOẠCH",
        subject=text.title,
        symbol=entry.symbol,
        issuer=part.bloc.name,
        organisation=part.units[term.year % len(part.units)],
        bloc=part.bloc,
        term=term,
        state=PaperState.ISSUED,
        content=to_data(text),
        rendering=file,
        numbered=file,
        frozen_by=chief,
        signer="Trần Thử Tải",
        entry=entry,
        **values,
    )


def _named(content: PlanContent, bloc: Bloc, year: int) -> PlanContent:
    head = replace(content.head, issuer=(bloc.name.upper(),), symbol=f"/KH-{bloc.symbol}")
    return replace(content, head=head, subject=(f"Hoạt động của {bloc.name} năm {year}",))
