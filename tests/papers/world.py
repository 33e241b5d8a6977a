"""A small world of registers: a province with its standing body, two departments, their bloc in 2024."""

from datetime import date

from blocs.enums import BlocKind, LeadershipRole, Role
from blocs.models import Bloc, Leadership, MemberUnit, Organisation, Post, Term, User
from blocs.services.standing import standing_of
from tests.papers.samples import BODY, sample_document
from thidua.papers.document import Letterhead
from thidua.papers.enums import EntryState
from thidua.papers.models import Paper, Register, RegisterEntry
from thidua.papers.services import life, numbers

YEAR = 2024
NEW_YEAR = date(YEAR, 1, 1)
SIGNED = date(YEAR, 3, 5)
ISSUED = date(YEAR, 3, 9)


def organisation(code, name, parent=None, **fields):
    return Organisation.objects.create(code=code, name=name, parent=parent, **fields)


def person(login_name, role, organisation, *followed):
    """Somebody who holds one post, and may sign in."""
    user = User.objects.create_user(login_name, login_name.title())
    post = Post.objects.create(user=user, role=role, organisation=organisation, from_on=NEW_YEAR)
    post.followed_blocs.set(followed)
    return user


def standing(user):
    return standing_of(User.objects.get(pk=user.pk))


class World:
    """Sở Du lịch leads Khối 6, Sở Xây dựng is a member, Sở Nội vụ works for the province's council."""

    def __init__(self):
        self.home_affairs = organisation("so-noi-vu", "Sở Nội vụ")
        self.province = organisation("tinh", "Ủy ban nhân dân tỉnh Lam Giang", standing_body=self.home_affairs)
        self.tourism = organisation("so-du-lich", "Sở Du lịch", self.province)
        self.building = organisation("so-xay-dung", "Sở Xây dựng", self.province)
        self.other_province = organisation("tinh-khac", "Ủy ban nhân dân tỉnh Thanh Hải")
        self.bloc = Bloc.objects.create(
            kind=BlocKind.KHOI, name="Khối thi đua số 6", symbol="KTĐ6", superior=self.province
        )
        self.term = Term.objects.create(
            bloc=self.bloc, year=YEAR, year_kind=self.bloc.year_kind, starts_on=NEW_YEAR, ends_on=date(YEAR, 12, 31)
        )
        for unit in (self.tourism, self.building):
            MemberUnit.objects.create(term=self.term, organisation=unit)
        self.lead(self.tourism, LeadershipRole.LEADER)
        self.clerk = person("van.thu", Role.CLERK, self.tourism)
        self.head = person("giam.doc", Role.HEAD, self.tourism)
        self.member = person("xay.dung", Role.OFFICER, self.building)
        self.follower = person("theo.doi", Role.FOLLOWER, self.home_affairs, self.bloc)
        self.office = person("thuong.truc", Role.STANDING_BODY, self.home_affairs)
        self.council = person("hoi.dong", Role.COUNCIL, self.province)
        self.auditor = person("kiem.tra", Role.AUDITOR, self.province)
        self.stranger = person("nguoi.la", Role.CLERK, self.other_province)
        self.administrator = User.objects.create_superuser("quan.tri.so", "Quản trị")
        self.register = Register.objects.create(bloc=self.bloc, year=YEAR, numbers_here=True)

    @property
    def people(self):
        return User.objects.order_by("pk")

    def lead(self, unit, role):
        return Leadership.objects.create(term=self.term, organisation=unit, role=role, from_on=NEW_YEAR)

    # Papers ---------------------------------------------------------------------------------------------------------

    def frozen(self, **changes) -> Paper:
        """A paper of the bloc that waits for its signer, really rendered."""
        blank = Letterhead(superior=(), issuer=("Khối thi đua số 6",), symbol="KH-KTĐ6", place="Lam Giang")
        return life.freeze(
            sample_document(letterhead=blank, blocks=BODY[:4], annexes=(), **changes),
            {"schema": 1},
            organisation=self.tourism,
            bloc=self.bloc,
            term=self.term,
            by=standing(self.clerk),
        )

    def signed(self) -> Paper:
        return life.record_signature(self.frozen(), signer="Nguyễn Thị Sông Thương", signed_on=SIGNED, scan=None)

    def issued(self, **options) -> Paper:
        return life.issue(self.signed(), self.register, **{"issued_on": ISSUED, "given": None} | options)

    # Numbers --------------------------------------------------------------------------------------------------------

    def take(self, subject="") -> RegisterEntry:
        return numbers.take(self.register, on=ISSUED, symbol="KH-KTĐ6", subject=subject)

    def reserve(self, subject="Kế hoạch quý II") -> RegisterEntry:
        return numbers.reserve(self.register, on=ISSUED, subject=subject, by=standing(self.clerk))

    def texts(self, *states: EntryState) -> list[str]:
        """The numbers of the register in their order, of some states alone if they are named."""
        entries = self.register.entries.filter(state__in=states or EntryState.values)
        return [entry.text for entry in reversed(entries)]
