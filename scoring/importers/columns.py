"""Which grids of a file are tables of criteria, and what each of their columns holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from plans.importers.blocks import Cell, RawTable
from scoring.importers.codes import read_code
from thidua.lib.text import fold


class Role(Enum):
    """What a column holds."""

    CODE = auto()
    TEXT = auto()
    MAX = auto()
    GUIDE = auto()
    PROOF = auto()
    ASSESSOR = auto()
    OTHER = auto()
    """Points to be filled in, notes: not taken."""


_PATTERNS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.CODE, re.compile(r"s?tt$|so tt$|so thu tu$|muc$|ma$|ma so$")),
    (Role.GUIDE, re.compile(r"huong dan|cach (tinh|cham|thuc)|phuong phap|giai thich|dien giai|quy dinh|ghi chu")),
    (Role.PROOF, re.compile(r"minh chung|tai lieu|kiem chung|ho so kem")),
    (
        Role.ASSESSOR,
        re.compile(r"(co quan|don vi|bo phan) (cham|chu tri|tham dinh|theo doi|danh gia|phu trach|dau moi)"),
    ),
    (
        Role.OTHER,
        re.compile(r".*(tu cham|tu danh gia|cham cheo|tham dinh|diem dat|dat duoc|thuc hien|thong nhat|xep loai)"),
    ),
    (Role.MAX, re.compile(r"(thang |muc |so )?diem( chuan| toi da| quy dinh| cong| tru| thuong| cao nhat)?( \(|$)")),
    (Role.TEXT, re.compile(r".*(tieu chi|noi dung|chi tieu|nhiem vu|tieu chuan|linh vuc)")),
    (Role.MAX, re.compile(r".*diem( chuan| toi da|$)")),
)
_HEADER_ROWS = 4


@dataclass(frozen=True)
class Columns:
    """The roles of a table's columns, and at which row the header begins."""

    roles: tuple[Role, ...]
    titles: tuple[str, ...]
    header_at: int

    @property
    def first_text(self) -> int:
        """Where the criteria stand."""
        return self.roles.index(Role.TEXT)

    @property
    def has_codes(self) -> bool:
        """Whether the first column holds labels."""
        return self.roles[0] is Role.CODE


def words(cell: Cell | None) -> str:
    """A cell as text, a line each."""
    return "\n".join(line.text for line in cell or ())


def columns_of(grid: RawTable) -> Columns | None:
    """The columns of a table of criteria; None for a grid that is none."""
    for position, row in enumerate(grid.rows[:_HEADER_ROWS]):
        titles = tuple(" ".join(words(cell).split()) for cell in row)
        roles = _once(_roles(titles))
        if Role.TEXT in roles and Role.MAX in roles:
            return Columns(_with_codes(roles, grid, position), titles, position)
    return None


def _roles(titles: Sequence[str]) -> list[Role]:
    return [_role(" ".join(fold(title).split()).rstrip(".:")) if title else Role.OTHER for title in titles]


def _role(title: str) -> Role:
    return next((role for role, pattern in _PATTERNS if pattern.match(title)), Role.OTHER)


def _once(roles: list[Role]) -> tuple[Role, ...]:
    """Each role for its first column only."""
    return tuple(role if role not in roles[:position] else Role.OTHER for position, role in enumerate(roles))


def _with_codes(roles: tuple[Role, ...], grid: RawTable, header_at: int) -> tuple[Role, ...]:
    """A first column without a title holds the labels where most of it reads as such."""
    if roles[0] is not Role.OTHER:
        return roles
    filled = [text for row in grid.rows[header_at + 1 :] if row and (text := words(row[0]).strip())]
    labels = sum(read_code(text) is not None for text in filled)
    return (Role.CODE, *roles[1:]) if filled and labels > len(filled) / 2 else roles
