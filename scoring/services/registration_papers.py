"""What units have registered, brought into words: for papers, for Excel, for the page of a bloc's list."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects

from blocs.enums import Role
from blocs.models import Organisation, Post, Term
from scoring.honours import Nominee
from scoring.models import RegisteredCommendation, RegisteredTitle, Registration
from scoring.registration_documents import (
    COMMENDATIONS,
    TARGETS,
    TITLES,
    Frame,
    Honour,
    Registered,
    Report,
    unit_document,
)
from scoring.services.registrations import registrations_of
from thidua.papers.document import OfficialDocument
from thidua.papers.symbols import symbol

LINES = ("targets", "titles", "commendations")
EXCEL_HEADINGS = ("Đơn vị", "Danh sách", "Nội dung, tên", "Chỉ tiêu", "Đối tượng", "Số lượng", "Tên tập thể, cá nhân")


def paper_of(registration: Registration, today: date) -> OfficialDocument:
    """Bản đăng ký of one unit, to be signed by its head."""
    unit, term = registration.unit.organisation, registration.term
    head = head_of(unit, today)
    frame = Frame(
        superior=unit.parent.name if unit.parent else "",
        issuer=unit.name,
        symbol="",
        place=unit.place,
        year=term.label,
        addressee=term.bloc.name if not term.bloc.is_movement else term.bloc.superior.name,
        authority=((head.title if head else "") or "Thủ trưởng đơn vị",),
        signer=head.user.full_name if head else "",
    )
    registered = registered_by([registration])[0] if registration.version else Registered(unit=unit.name)
    return unit_document(registered, frame)


def report_of(term: Term, today: date) -> Report:
    """What the units of a year have sent, as it would be reported today by the unit that leads it."""
    registrations = registrations_of(term)
    sent = [registration for registration in registrations if registration.is_sent]
    missing = tuple(registration.unit.organisation.name for registration in registrations if not registration.is_sent)
    return Report(frame=summary_frame(term, today), registered=tuple(registered_by(sent)), missing=missing)


def summary_frame(term: Term, today: date) -> Frame:
    """Letterhead and signature of a year's papers: the bloc's own, or those of a movement's organisation."""
    bloc = term.bloc
    leader = term.leader_on(today) or bloc.superior
    head = head_of(leader, today)
    title = (head.title if head else "") or "Thủ trưởng"
    frame: dict[str, Any] = {
        "place": leader.place,
        "year": term.label,
        "signer": head.user.full_name if head else "",
    }
    if bloc.is_movement:
        parent = bloc.superior.parent
        return Frame(
            superior=parent.name if parent else "", issuer=bloc.superior.name,
            symbol=symbol("BC", bloc.superior.symbol), addressee=parent.name if parent else "",
            authority=(title,), recipients=("Như trên", "Các đơn vị", "Lưu: VT"), **frame,
        )  # fmt: skip
    return Frame(
        superior=bloc.head_line, issuer=bloc.name, symbol=symbol("BC", bloc.symbol), addressee=bloc.superior.name,
        authority=(f"TM. {bloc.name}", bloc.leader_title), position=(f"{title} {leader.name}",),
        recipients=("Như trên", "Các đơn vị thành viên", "Lưu: VT"), **frame,
    )  # fmt: skip


def head_of(organisation: Organisation, today: date) -> Post | None:
    """The post of the organisation's head."""
    posts = Post.objects.held_on(today).filter(organisation=organisation, role=Role.HEAD)
    found: Post | None = posts.select_related("user").order_by("from_on", "pk").first()
    return found


def registered_by(registrations: Sequence[Registration]) -> list[Registered]:
    """Saved registrations in words, in three queries."""
    prefetch_related_objects(list(registrations), *LINES)
    return [
        Registered(
            unit=registration.unit.organisation.name,
            targets=tuple((target.text, target.amount) for target in registration.targets.all()),
            titles=tuple(map(_honour, registration.titles.all())),
            commendations=tuple(map(_honour, registration.commendations.all())),
        )
        for registration in registrations
    ]


def excel_rows(registered: Sequence[Registered]) -> Iterator[tuple[str | int, ...]]:
    """A row a line, so that Excel can filter by list, name and unit."""
    for each in registered:
        for text, amount in each.targets:
            yield each.unit, TARGETS, text, amount, "", "", ""
        for title, honours in ((TITLES, each.titles), (COMMENDATIONS, each.commendations)):
            for honour in honours:
                yield each.unit, title, honour.name, "", honour.nominee, honour.count, honour.names


def _honour(row: RegisteredTitle | RegisteredCommendation) -> Honour:
    return Honour(name=row.called, nominee=str(Nominee(row.nominee).label), count=row.count, names=row.names)
