"""The demo's organisations and blocs: tỉnh Lam Giang before and after the merging of its departments. All invented."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from blocs.enums import BlocKind, YearKind
from blocs.models import Bloc, Organisation, User
from blocs.services import accounts, blocs, organisations
from blocs.services.standing import standing_of
from blocs.standing import Standing
from plans.services import registry
from thidua.demo import people
from thidua.demo.people import Person

PROVINCE = "LG"
OTHER_PROVINCE = "TL"

DEPARTMENTS = (
    ("LG-SNV", "Sở Nội vụ", "SNV"),
    ("LG-SKHDT", "Sở Kế hoạch và Đầu tư", "SKHĐT"),
    ("LG-STC", "Sở Tài chính", "STC"),
    ("LG-SXD", "Sở Xây dựng", "SXD"),
    ("LG-SGTVT", "Sở Giao thông vận tải", "SGTVT"),
    ("LG-SCT", "Sở Công Thương", "SCT"),
    ("LG-SNNMT", "Sở Nông nghiệp và Phát triển nông thôn", "SNN"),
    ("LG-STNMT", "Sở Tài nguyên và Môi trường", "STNMT"),
    ("LG-SKHCN", "Sở Khoa học và Công nghệ", "SKHCN"),
    ("LG-STTTT", "Sở Thông tin và Truyền thông", "STTTT"),
    ("LG-BQLKCN", "Ban Quản lý các khu công nghiệp", "BQLKCN"),
    ("LG-THUE", "Cục Thuế tỉnh", "CT"),
    ("LG-TK", "Cục Thống kê tỉnh", "CTK"),
    ("LG-LMHTX", "Liên minh Hợp tác xã", "LMHTX"),
    ("LG-SGDDT", "Sở Giáo dục và Đào tạo", "SGDĐT"),
)
"""Code, name and symbol three years ago."""

MERGERS = (("LG-SKHDT", "LG-STC"), ("LG-SGTVT", "LG-SXD"), ("LG-STNMT", "LG-SNNMT"), ("LG-STTTT", "LG-SKHCN"))
RENAMINGS = (
    ("LG-SNNMT", "Sở Nông nghiệp và Môi trường", "SNNMT"),
    ("LG-THUE", "Thuế tỉnh", "TT"),
    ("LG-TK", "Thống kê tỉnh", "TKT"),
)

SCHOOLS = (
    ("LG-BL", "Trường THPT Bình Lam", "THPTBL", "Bình Lam"),
    ("LG-NV", "Trường THPT Núi Voi", "THPTNV", "Núi Voi"),
    ("LG-DM", "Trường THPT Đồng Mây", "THPTĐM", "Đồng Mây"),
    ("LG-TG", "Trường THPT Tân Giang", "THPTTG", "Tân Giang"),
    ("LG-PK", "Trường THPT Phước Khê", "THPTPK", "Phước Khê"),
    ("LG-DTNT", "Trường PT DTNT tỉnh", "DTNT", "Nam Lam"),
    ("LG-GDTX", "Trung tâm GDTX tỉnh", "GDTX", "Nam Lam"),
)
COMMUNES = (
    ("LG-NL", "phường", "Nam Lam"),
    ("LG-VL", "xã", "Vĩnh Lam"),
    ("LG-BAL", "phường", "Bắc Lam"),
    ("LG-DK", "xã", "Đông Khê"),
    ("LG-SL", "xã", "Suối Lam"),
    ("LG-TV", "xã", "Trà Vân"),
    ("LG-EL", "xã", "Ea Lam"),
    ("LG-PL", "xã", "Phước Lâm"),
)
OFFICES_OF_COMMUNE = (
    ("VP", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã", "Văn phòng"),
    ("KT", "Phòng Kinh tế", ""),
    ("VHXH", "Phòng Văn hóa - Xã hội", ""),
    ("HCC", "Trung tâm Phục vụ hành chính công", ""),
    ("MN", "Trường Mầm non Vĩnh Lam", ""),
    ("TH2", "Trường Tiểu học Vĩnh Lam 2", ""),
    ("THCS", "Trường THCS Vĩnh Lam", ""),
    ("TYT", "Trạm Y tế", ""),
    ("HTXNN", "Hợp tác xã Nông nghiệp Vĩnh Lam", "HTX Nông nghiệp"),
    ("HTXDV", "Hợp tác xã Dịch vụ Suối Đá", "HTX Suối Đá"),
)
VILLAGES = 12
TEAMS_OF_SCHOOL = ("Tổ chuyên môn 1, 2, 3", "Tổ chuyên môn 4, 5", "Tổ Văn phòng", "Công đoàn trường", "Liên đội")

PRINTS_CODE = "LG-STC"
"""The one that wants a QR code on what it issues."""

FORMERLY_AT = {"stc.chuyenvien": "LG-SKHDT"}
"""Login names of those who came over with a department that was merged."""

FORMER_MEMBERS = (
    "LG-SKHDT", "LG-STC", "LG-SXD", "LG-SGTVT", "LG-SCT", "LG-SNNMT", "LG-STNMT", "LG-SKHCN", "LG-STTTT", "LG-BQLKCN",
    "LG-THUE", "LG-TK",
)  # fmt: skip
MEMBERS = (
    "LG-STC", "LG-SXD", "LG-SCT", "LG-SNNMT", "LG-SKHCN", "LG-BQLKCN", "LG-THUE", "LG-TK", "LG-LMHTX",
)  # fmt: skip
"""The units of Khối 4: twelve three years ago, nine since."""

BLOCS: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        PROVINCE,
        {
            "kind": BlocKind.KHOI, "name": "Khối thi đua số 4", "field": "Kinh tế - Kỹ thuật", "number": 4,
            "symbol": "KTĐ4", "head_line": "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH LAM GIANG",
        },
    ),
    (
        "LG-SGDDT",
        {
            "kind": BlocKind.CUM, "name": "Cụm thi đua số 3", "field": "Các trường trung học phổ thông", "number": 3,
            "symbol": "CTĐ3", "head_line": "SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH LAM GIANG", "leader_title": "Cụm trưởng",
            "deputy_title": "Cụm phó", "year_kind": YearKind.SCHOOL,
        },
    ),
    (
        PROVINCE,
        {
            "kind": BlocKind.CUM, "name": "Cụm thi đua số 5", "field": "Các xã, phường", "number": 5, "symbol": "CTĐ5",
            "head_line": "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH LAM GIANG", "leader_title": "Cụm trưởng",
            "deputy_title": "Cụm phó",
        },
    ),
    (
        "LG-VL",
        {
            "kind": BlocKind.MOVEMENT, "name": "Phong trào thi đua của xã Vĩnh Lam", "symbol": "UBND",
            "leader_title": "Cơ quan phát động", "deputy_title": "",
        },
    ),
    (
        "LG-VL-TH2",
        {
            "kind": BlocKind.MOVEMENT, "name": "Phong trào thi đua của Trường Tiểu học Vĩnh Lam 2", "symbol": "THVL2",
            "leader_title": "Cơ quan phát động", "deputy_title": "", "year_kind": YearKind.SCHOOL,
        },
    ),
)  # fmt: skip
"""The code of the organisation above, and what is written of the bloc."""

RULES_OF_THE_PROVINCE: dict[str, Any] = {
    "number": "12/2021/QĐ-UBND", "kind": "Quyết định", "subject": "Quy chế thi đua, khen thưởng của tỉnh Lam Giang",
    "issued_on": date(2021, 4, 20), "first_day": date(2021, 5, 1),
}  # fmt: skip
"""What the office adds to the registry of laws, which knows those of the whole country."""


@dataclass
class World:
    """What the demo has made so far, found by the codes, symbols and login names of this package."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    blocs: dict[str, Bloc] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def standing(self, login_name: str) -> Standing:
        """The person's standing on the day it is in the demo."""
        return standing_of(self.users[login_name])

    @property
    def chief(self) -> Standing:
        """Who sets up and oversees: the chief of the standing body of the province's council."""
        return self.standing(people.STANDING_BODY.login_name)

    def units(self, codes: Iterable[str]) -> list[Organisation]:
        return [self.organisations[code] for code in codes]


def found(day: date, password: str) -> World:
    """All organisations, blocs and people as they were on a day."""
    world = World()
    administrator = people.ADMINISTRATOR.login_name
    world.users[administrator] = User.objects.create_superuser(administrator, people.ADMINISTRATOR.full_name)
    _roots(world)
    _account(world, people.STANDING_BODY, day, by=world.standing(administrator))
    _organisations(world)
    for superior, values in BLOCS:
        bloc = blocs.create(by=world.chief, superior=world.organisations[superior], **values)
        world.blocs[bloc.symbol] = bloc
    _people(world, day)
    world.organisations[PRINTS_CODE] = organisations.change(
        world.organisations[PRINTS_CODE], by=world.chief, prints_code=True
    )
    _open_to_visitors(world, password)
    registry.add_document(by=world.chief, **RULES_OF_THE_PROVINCE)
    return world


def reorganise(world: World, last_day: date, first_day: date) -> None:
    """The departments are merged and renamed, as everywhere in the country; some people move with their work."""
    for code, into in MERGERS:
        world.organisations[code] = organisations.merge(
            world.organisations[code], into=world.organisations[into], last_day=last_day, by=world.chief
        )
    for code, name, symbol in RENAMINGS:
        registry.add_body(by=world.chief, name=world.organisations[code].name, last_day=last_day, successor=name)
        organisation = organisations.rename(
            world.organisations[code],
            last_day=last_day,
            name=name,
            parent=world.organisations[code].parent,
            by=world.chief,
        )
        world.organisations[code] = organisations.change(organisation, by=world.chief, symbol=symbol)
    for person in people.OPEN_TO_VISITORS:
        if person.login_name in FORMERLY_AT:
            accounts.end_post(world.users[person.login_name].posts.get(), last_day=last_day, by=world.chief)
            _post(world, person, first_day, by=world.chief)


def _roots(world: World) -> None:
    """What only the technical administrator may set up: the tops of the trees and the first standing body."""
    administrator = world.standing(people.ADMINISTRATOR.login_name)
    for code, place in ((PROVINCE, "Lam Giang"), (OTHER_PROVINCE, "Thanh Lưu")):
        world.organisations[code] = organisations.create(
            by=administrator, parent=None, code=code, name=f"Ủy ban nhân dân tỉnh {place}", short_name="UBND tỉnh",
            level_name="tỉnh", symbol="UBND", place=place,
        )  # fmt: skip
    _add(world, administrator, PROVINCE, "LG-SNV", "Sở Nội vụ", symbol="SNV", level_name="sở", place="Lam Giang")
    _add(world, administrator, OTHER_PROVINCE, "TL-STC", "Sở Tài chính tỉnh Thanh Lưu", symbol="STC", level_name="sở")
    world.organisations[PROVINCE] = organisations.change(
        world.organisations[PROVINCE], by=administrator, standing_body=world.organisations["LG-SNV"]
    )


def _organisations(world: World) -> None:
    chief = world.chief
    for code, name, symbol in DEPARTMENTS:
        if code not in world.organisations:
            _add(world, chief, PROVINCE, code, name, symbol=symbol, level_name="sở", place="Lam Giang")
    for code, name, symbol, place in SCHOOLS:
        _add(world, chief, "LG-SGDDT", code, name, symbol=symbol, level_name="trường", place=place)
    for code, level, place in COMMUNES:
        name, short_name = f"Ủy ban nhân dân {level} {place}", f"{level.capitalize()} {place}"
        _add(
            world, chief, PROVINCE, code, name, short_name=short_name, symbol="UBND", level_name=level, place=place
        )  # fmt: skip
    for code, name, short_name in OFFICES_OF_COMMUNE:
        _add(world, chief, "LG-VL", f"LG-VL-{code}", name, short_name=short_name, place="Vĩnh Lam")
    for number in range(1, VILLAGES + 1):
        _add(world, chief, "LG-VL", f"LG-VL-T{number:02d}", f"Thôn {number}", level_name="thôn")
    for number, name in enumerate(TEAMS_OF_SCHOOL, start=1):
        _add(world, chief, "LG-VL-TH2", f"LG-VL-TH2-{number}", name, level_name="tổ")


def _add(world: World, by: Standing, parent: str, code: str, name: str, **values: str) -> None:
    world.organisations[code] = organisations.create(
        by=by, parent=world.organisations[parent], code=code, name=name, **values
    )


def _people(world: World, day: date) -> None:
    for person in (*people.OPEN_TO_VISITORS, *people.OTHERS):
        if person.login_name in world.users:
            continue
        by = world.standing(people.ADMINISTRATOR.login_name) if person is people.OUTSIDER else world.chief
        _account(world, person, day, by=by, organisation=FORMERLY_AT.get(person.login_name, ""))


def _open_to_visitors(world: World, password: str) -> None:
    """One password, hashed once: to hash it for each would take longer than all else here."""
    users = [world.users[person.login_name] for person in people.OPEN_TO_VISITORS]
    hashed = make_password(password)
    for user in users:
        user.password = hashed
    User.objects.bulk_update(users, ["password"])


def _account(world: World, person: Person, day: date, *, by: Standing, organisation: str = "") -> None:
    world.users[person.login_name] = accounts.create_account(person.login_name, person.full_name, by=by)
    _post(world, person, day, by=by, organisation=organisation)


def _post(world: World, person: Person, day: date, *, by: Standing, organisation: str = "") -> None:
    accounts.give_post(
        world.users[person.login_name],
        world.organisations[organisation or person.organisation],
        person.role,
        by=by,
        from_on=day,
        title=person.title,
        followed_blocs=[world.blocs[symbol] for symbol in person.follows],
    )
