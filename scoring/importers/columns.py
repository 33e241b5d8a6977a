"""Which grids of a file are tables of criteria, and what each of their columns holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from plans.importers.blocks import Cell, RawTable
from scoring.importers.codes import read_code
from scoring.importers.points import read_points
from thidua.lib.text import fold


class Role(Enum):
    """What a column holds."""

    CODE = auto()
    TEXT = auto()
    MAX = auto()
    POINTS = auto()
    """Points beside the maximum: of each level, of other units, to be taken away."""
    FLOOR = auto()
    """The fewest points that a unit should have."""
    GUIDE = auto()
    PROOF = auto()
    ASSESSOR = auto()
    REMARK = auto()
    """Of a title that is not known: its words go into the guide, with the title."""
    OTHER = auto()
    """Points to be filled in: not taken."""


_PATTERNS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.CODE, re.compile(r"s?tt$|so tt$|so thu tu$|muc$|ma$|ma so$")),
    (
        Role.GUIDE,
        re.compile(r"huong dan|cach (tinh|cham|thuc)|phuong phap|giai thich|dien giai|quy dinh$|yeu cau|ghi chu"),
    ),
    (Role.PROOF, re.compile(r".*(minh chung|kiem chung|ho so kem|nguon so lieu)|tai lieu")),
    (
        Role.ASSESSOR,
        re.compile(
            r"(co quan|don vi|bo phan|phong|so, nganh)( duoc giao)? "
            r"(cham|chu tri|tham dinh|theo doi|danh gia|phu trach|dau moi)"
        ),
    ),
    (Role.TEXT, re.compile(r"(cac )?(noi dung|tieu chi|tieu chuan)(?!.* (minh chung|dat duoc)|.*tu (cham|danh gia))")),
    (
        Role.OTHER,
        re.compile(r".*(tu cham|tu danh gia|cham cheo|tham dinh|diem dat|dat duoc|thuc hien|thong nhat|xep loai)"),
    ),
    (Role.FLOOR, re.compile(r"(muc |so )?diem (toi thieu|san)( \(|$)")),
    (
        Role.MAX,
        re.compile(
            r"(thang |muc |so |khung |bieu )?"
            r"diem( chuan| toi da| quy dinh| cong| tru| thuong| phat| khuyen khich| cao nhat)?( \(|$)"
        ),
    ),
    (
        Role.TEXT,
        re.compile(r".*(tieu chi|noi dung|chi tieu|nhiem vu|tieu chuan|linh vuc|hoat dong|phong trao|cong viec)"),
    ),
    (Role.TEXT, re.compile(r"(cac )?(hanh vi|loi|thanh tich|danh hieu|hang muc)")),
    (Role.MAX, re.compile(r".*diem( chuan| toi da|$)")),
)
_FIRMLY_MAX = re.compile(r"chuan|toi da|thang diem|quy dinh|cao nhat")
_HEADER_ROWS = 4


@dataclass(frozen=True)
class Columns:
    """The roles of a table's columns, and the rows of its header: from `header_at` up to `begins_at`."""

    roles: tuple[Role, ...]
    titles: tuple[str, ...]
    header_at: int
    begins_at: int

    @property
    def first_text(self) -> int:
        """Where the criteria stand."""
        return self.roles.index(Role.TEXT)

    @property
    def has_codes(self) -> bool:
        """Whether the first column holds labels."""
        return self.roles[0] is Role.CODE

    def title_of(self, role: Role) -> str:
        """The title of the first column that has a role."""
        return self.titles[self.roles.index(role)]


def words(cell: Cell | None) -> str:
    """A cell as text, a line each."""
    return "\n".join(line.text for line in cell or ())


def columns_of(grid: RawTable) -> Columns | None:
    """The columns of a table of criteria; None for a grid that is none."""
    for position, row in enumerate(grid.rows[:_HEADER_ROWS]):
        titles, below = _titles(row), grid.rows[position + 1 :]
        upper = [_role(title) for title in titles]
        if not {Role.TEXT, Role.MAX} <= set(upper):
            continue
        begins_at = position + 1
        if below and _goes_on_in(row, below[0]):
            titles, upper = _with_lower(titles, _titles(below[0]))
            begins_at += 1
        body = grid.rows[begins_at:]
        roles = _with_codes(_one_of_each(upper, titles, body), body)
        if Role.TEXT in roles and Role.MAX in roles:
            return Columns(roles, tuple(titles), position, begins_at)
    return None


def _titles(row: Sequence[Cell | None]) -> list[str]:
    return [" ".join(words(cell).split()) for cell in row]


def _goes_on_in(upper: Sequence[Cell | None], lower: Sequence[Cell | None]) -> bool:
    """Whether a title lies over several columns that the next row names: nothing stands below any other title."""
    if len(upper) != len(lower):
        return False
    names = [words(cell).strip() for cell in lower]
    lying_over = {at for at in range(len(upper)) if not words(upper[at]).strip()}
    lying_over |= {at - 1 for at in lying_over}
    filled = {at for at, name in enumerate(names) if name}
    return bool(filled) and filled <= lying_over and not any(read_points(name) for name in names if name)


def _with_lower(upper: Sequence[str], lower: Sequence[str]) -> tuple[list[str], list[Role | None]]:
    """The titles and roles of columns below titles in two rows: the lower one counts, where it says anything."""
    titles: list[str] = []
    roles: list[Role | None] = []
    over = ""
    for above, below in zip(upper, lower, strict=True):
        over = above or (over if below else "")
        titles.append(f"{over} {below}".strip() if below else above)
        said = (_role(below), _role(titles[-1]), _role(over)) if below else (_role(above),)
        roles.append(next((role for role in said if role), None))
    return titles, roles


def _role(title: str) -> Role | None:
    """None where the words are not known."""
    plain = " ".join(fold(title).split()).rstrip(".:")
    return next((role for role, pattern in _PATTERNS if pattern.match(plain)), None)


def _one_of_each(
    roles: Sequence[Role | None], titles: Sequence[str], body: Sequence[Sequence[Cell | None]]
) -> tuple[Role, ...]:
    """Each role for its first column, guides for all; of several columns of points the surest is that of the maxima."""
    chosen = [role or (Role.REMARK if title else Role.OTHER) for role, title in zip(roles, titles, strict=True)]
    points = [at for at, role in enumerate(chosen) if role is Role.MAX]
    holding = [at for at in points if _holds_points(body, at)]
    surest = min(holding or points, key=lambda at: not _FIRMLY_MAX.search(fold(titles[at])), default=None)
    for at, role in enumerate(chosen):
        if role is Role.MAX and at != surest:
            chosen[at] = Role.POINTS if at in holding else Role.REMARK
        elif role not in (Role.MAX, Role.GUIDE, Role.REMARK) and role in chosen[:at]:
            chosen[at] = Role.REMARK if role is Role.TEXT else Role.OTHER
    return tuple(chosen)


def _holds_points(body: Sequence[Sequence[Cell | None]], at: int) -> bool:
    return any(at < len(row) and read_points(words(row[at])) for row in body)


def _with_codes(roles: tuple[Role, ...], body: Sequence[Sequence[Cell | None]]) -> tuple[Role, ...]:
    """A first column without a title holds the labels where most of it reads as such."""
    if roles[0] not in (Role.OTHER, Role.REMARK):
        return roles
    filled = [text for row in body if row and (text := words(row[0]).strip())]
    labels = sum(read_code(text) is not None for text in filled)
    return (Role.CODE, *roles[1:]) if filled and labels > len(filled) / 2 else roles
