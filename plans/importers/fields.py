"""Fields of an activity: lines such as "Thời gian: tháng 8" and "Cơ quan chủ trì: Sở Nội vụ"."""

import re

from plans.content import FieldRole, Span
from plans.importers.blocks import RawTable
from plans.importers.outline import Node
from thidua.lib.text import fold

_TIME_NAMES = (
    r"(thoi gian|tien do|thoi han|thoi diem|lo trinh|ngay)"
    r"( (va dia diem|du kien|thuc hien|hoan thanh|to chuc|trien khai|tien hanh|bao cao|gui bao cao))*"
)
_LEAD_NAMES = (
    r"(cac )?(co quan|don vi|nguoi|bo phan|ca nhan|to chuc)( duoc giao)? (chu tri|thuc hien|phu trach|dau moi)"
    r"( thuc hien)?|(chu tri|trach nhiem)( thuc hien)?|phu trach"
)
_NAMES: tuple[tuple[FieldRole, str], ...] = (
    (FieldRole.SUPPORT, r"(cac )?(co quan|don vi)? ?(cung )?phoi hop( thuc hien)?"),
    (FieldRole.TIME, _TIME_NAMES),
    (FieldRole.PLACE, r"dia diem( to chuc| thuc hien)?"),
    (FieldRole.ATTENDEES, r"thanh phan( tham du| tham gia| du| moi)?|doi tuong( tham gia| tham du)"),
    (
        FieldRole.CONTENT,
        r"(cac )?(noi dung|nhiem vu|cong viec|hoat dong)( thuc hien| cong viec| hoat dong| cu the| chinh)?",
    ),
    (FieldRole.LEAD, _LEAD_NAMES),
    (FieldRole.ASSIGNMENT, r"phan cong( thuc hien| nhiem vu| cu the)?|to chuc thuc hien"),
    (FieldRole.PRODUCT, r"(san pham|ket qua|dau ra)( dau ra| du kien| dat duoc| hoan thanh| thuc hien)?"),
    (FieldRole.FUNDING, r"(nguon )?kinh phi( thuc hien)?"),
    (
        FieldRole.CONTACT,
        r"(dia chi|noi nhan bao cao|noi gui bao cao)[^:]{0,40}|thong tin lien he|(dau moi )?lien he|moi chi tiet[^:]*",
    ),
    (FieldRole.NOTE, r"luu y[^:]{0,40}|ghi chu"),
)
_PATTERNS = tuple((role, re.compile(names)) for role, names in _NAMES)
_LINE = re.compile(r"([^:;.]{3,60}?)\s*:\s*")
_DESCRIBING = {FieldRole.TIME, FieldRole.LEAD, FieldRole.SUPPORT, FieldRole.ASSIGNMENT}
"""A line is a field only beside one of these; "Nội dung: …" alone is a sentence like any other."""
_STANDING_ALONE = {FieldRole.CONTACT, FieldRole.NOTE}

_PART_OF_ACTIVITY = re.compile(r"(thoi gian|dia diem|doi tuong|thanh phan|noi dung|ke hoach|to chuc thuc hien)\b")
"""Headings of the parts of an activity, which name no action."""
ACTION = re.compile(
    r"(tổ chức|xây dựng|triển khai|phổ biến|rà soát|tập huấn|ban hành|kiểm tra|phát động|thực hiện|tuyên truyền"
    r"|nâng cao"
    r"|hội nghị|hội thi|biên soạn|đăng ký|ký kết|sơ kết|tổng kết|thành lập|kiện toàn|báo cáo|tham gia|lấy ý kiến"
    r"|hoàn thiện|đánh giá|chấm|bình xét|hướng dẫn)\b",
    re.IGNORECASE,
)
"""How a heading begins that names work."""


def named_field(text: str) -> tuple[FieldRole, Span] | None:
    """The field that a line names, and where its value stands."""
    match = _LINE.match(text)
    if match is None:
        return None
    name = " ".join(re.sub(r"\([^()]*\)", "", fold(match[1])).split())
    role = next((role for role, pattern in _PATTERNS if pattern.fullmatch(name)), None)
    return (role, Span(match.end(), len(text))) if role else None


def describe_activity(siblings: list[Node | RawTable]) -> bool:
    """Whether among lines that stand together one tells when, by whom or with whom."""
    return any(
        (found := named_field(line.text)) and found[0] in _DESCRIBING
        for sibling in siblings
        if isinstance(sibling, Node)
        for line in sibling.lines()
    )


def field_of(node: Node, *, describing: bool) -> tuple[FieldRole, Span] | None:
    """The field a line is: by its name, and because the lines beside it are `describing` an activity too."""
    named = named_field(node.text)
    return named if named and (describing or named[0] in _STANDING_ALONE) else None


def _direct_fields(node: Node) -> dict[FieldRole, Node]:
    describing = describe_activity(node.children)
    return {
        found[0]: child
        for child in node.children
        if isinstance(child, Node) and (found := field_of(child, describing=describing))
    }


def _fields_below(node: Node) -> set[FieldRole]:
    return {
        found[0]
        for child in _direct_fields(node).values()
        for line in child.lines()
        if (found := named_field(line.text))
    }


def is_event(activity: Node) -> bool:
    """Whether people meet in an activity: its content is then an agenda, not work to be done."""
    return bool(_fields_below(activity) & {FieldRole.ATTENDEES, FieldRole.PLACE, FieldRole.ASSIGNMENT})


def describes_itself(node: Node) -> bool:
    """Whether a point is a task told by the fields below it, none of which is its content."""
    fields = _fields_below(node)
    return bool(fields & _DESCRIBING) and FieldRole.CONTENT not in fields


def heading_is_task(node: Node) -> bool:
    """Whether a heading names the task that its fields describe, rather than one of them doing so.

    It does where no field tells the content, or where that only says at length what the heading says.
    """
    if (
        not node.heading
        or not node.text.strip()
        or FieldRole.ASSIGNMENT in _fields_below(node)
        or _PART_OF_ACTIVITY.match(fold(node.text))
    ):
        return False
    direct = _direct_fields(node)
    content = direct.get(FieldRole.CONTENT)
    if content is None or is_event(node):
        return bool(set(direct) & _DESCRIBING)
    heading, detail = set(fold(node.text).split()), set(fold(content.text).split())
    at_length = fold(content.text).startswith("noi dung thuc hien") and len(heading & detail) >= len(heading) * 0.7
    return at_length and ACTION.match(node.text) is not None
