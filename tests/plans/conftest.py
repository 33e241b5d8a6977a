"""A plan in the hands of the cast: read from a sample, owned by the bloc that the finance department leads."""

from dataclasses import dataclass

import pytest
from django.db.models import Model

from blocs.enums import Role
from blocs.models import User
from plans.importers.reader import Reading, read
from plans.importers.text import read_text
from plans.models import Plan
from plans.services import drafting, steps
from plans.services.steps import Numbering, Signing
from tests import world as cast
from tests.world import TODAY, World, standing
from thidua.demo import authority
from thidua.papers.models import Paper
from thidua.papers.services import keyring
from thidua.papers.services.life import GivenNumber
from thidua.papers.signatures.signing import sign

SHORT_PLAN = """UBND TỈNH AN HẢI\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
KHỐI THI ĐUA SỐ 1\tĐộc lập - Tự do - Hạnh phúc

Số: 03/KH-KTĐ1\tAn Hải, ngày 09 tháng 3 năm 2026

KẾ HOẠCH
Hoạt động của Khối thi đua số 1 năm 2026

Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;
Khối thi đua số 1 xây dựng Kế hoạch hoạt động năm 2026, cụ thể như sau:
I. NỘI DUNG HOẠT ĐỘNG
TT\tNội dung công việc\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian
1\tKý giao ước thi đua\tKhối trưởng\tCác đơn vị thành viên\tTrước ngày 20/3/2026
2\tBáo cáo 6 tháng\tCác đơn vị thành viên\t\tTrước 20/6/2026
3\tHội thao\tSở Y tế\tTổ giúp việc\tQuý III
II. TỔ CHỨC THỰC HIỆN
Các đơn vị thành viên thực hiện đúng Kế hoạch này./.

Nơi nhận:\tTM. KHỐI THI ĐUA SỐ 1
- Các đơn vị thành viên;\tKHỐI TRƯỞNG
- Lưu: VT, KTĐ1.

\tGIÁM ĐỐC SỞ TÀI CHÍNH
\tNguyễn Thị Sông Thương
"""


SIGNER = "Nguyễn Thị Sông Thương"
"""As printed at the end of it."""


def short_reading() -> Reading:
    """A plan of one page: papers made of it are made fast."""
    return read(read_text(SHORT_PLAN.encode()))


@dataclass(frozen=True)
class Office:
    """Those of the leading unit who take a plan from draft to issue."""

    world: World
    chief: User
    head: User
    clerk: User

    @property
    def officer(self) -> User:
        return self.world.leader


@pytest.fixture
def office(world):
    chief = cast.holder("Đinh Văn Chánh", world.finance, Role.OFFICE_CHIEF)
    head = cast.holder("Bùi Thị Trưởng", world.finance, Role.HEAD)
    return Office(world, chief, head, cast.holder("Ngô Văn Thư", world.finance, Role.CLERK))


@pytest.fixture
def draft(office):
    """A draft nobody has to look at again, with everything a signer needs."""
    plan = drafting.draft_from_reading(office.world.term, short_reading(), source=None, by=standing(office.officer))
    while plan.doubts:
        plan = drafting.settle_doubt(plan, plan.doubts[0]["number"], by=standing(office.officer))
    return plan


@pytest.fixture
def submitted(draft, office):
    return steps.submit_for_signature(draft, by=standing(office.officer))


@pytest.fixture
def signed(submitted, office):
    signing = Signing(signer="Nguyễn Thị Sông Thương", signed_on=TODAY)
    return steps.record_signature(submitted, signing, by=standing(office.officer))


@pytest.fixture
def issued(signed, office):
    numbering = Numbering(issued_on=TODAY, given=GivenNumber(number=7))
    return steps.issue(signed, numbering, by=standing(office.clerk))


@pytest.fixture
def keys(tmp_path, settings, office):
    """The ring of the site holds the seal of the finance department, and its head's own key."""
    persons = {office.head.login_name: SIGNER, "stranger": "Người Khác", "namesake": "Thị Sông Thương"}
    authority.make(tmp_path, seals={office.world.finance.code: "Sở Tài chính"}, persons=persons)
    settings.SIGNING_KEYS = tmp_path / "keys.toml"
    settings.TRUST_ROOTS = tmp_path / "roots"
    settings.PERSONAL_KEYS = True
    return tmp_path


def signed_elsewhere(pdf: bytes, field: str, owner: str) -> bytes:
    """As the tool of a person, by login name, or an organisation, by code, signs a file."""
    ring = keyring.key_ring()
    key = ring.person(owner) or ring.seal_of(owner)
    assert key is not None
    return sign(pdf, field, key)


def fresh(row: Model) -> Plan:
    """The plan as the database has it."""
    return Plan.objects.select_related("paper__entry", "term__bloc__superior").get(pk=row.pk)


def paper_of(plan: Plan) -> Paper:
    """The paper a plan has, as the database has it."""
    paper = fresh(plan).paper
    assert paper is not None
    return paper


@pytest.fixture
def another(office, issued):
    """A second plan before its signer, while the first, number 07, is issued."""
    plan = drafting.draft_from_reading(office.world.term, short_reading(), source=None, by=standing(office.officer))
    for doubt in plan.doubts:
        plan = drafting.settle_doubt(plan, doubt["number"], by=standing(office.officer))
    return steps.submit_for_signature(plan, by=standing(office.officer))
