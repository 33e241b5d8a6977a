"""What the parts of a plan are called on the screen."""

from plans.content import (
    Annex,
    ColumnRole,
    Decision,
    Duty,
    Field,
    GroupRow,
    Item,
    LabelStyle,
    Line,
    Part,
    Row,
    Section,
    Signature,
    Table,
    TaskItem,
)
from plans.edits import LineKind

STYLES = {
    LabelStyle.NONE: "Không đánh số",
    LabelStyle.PART: "Phần I",
    LabelStyle.UPPER: "A.",
    LabelStyle.ROMAN: "I.",
    LabelStyle.ARABIC: "1.",
    LabelStyle.DECIMAL: "1.1.",
    LabelStyle.LETTER: "a)",
    LabelStyle.BRACKET: "(1)",
    LabelStyle.ARTICLE: "Điều 1.",
    LabelStyle.DASH: "Gạch đầu dòng (-)",
    LabelStyle.PLUS: "Dấu cộng (+)",
    LabelStyle.STAR: "Dấu sao (*)",
}

ROLES = {
    ColumnRole.NUMBER: "Số thứ tự",
    ColumnRole.CONTENT: "Nội dung nhiệm vụ",
    ColumnRole.TIME: "Thời gian",
    ColumnRole.LEAD: "Trách nhiệm, chủ trì",
    ColumnRole.SUPPORT: "Phối hợp",
    ColumnRole.PRODUCT: "Kết quả, sản phẩm",
    ColumnRole.FUNDING: "Kinh phí",
    ColumnRole.NOTE: "Ghi chú",
    ColumnRole.OTHER: "Khác",
}

LINE_KINDS = {
    LineKind.HEADING: "Đề mục",
    LineKind.PARAGRAPH: "Đoạn",
    LineKind.TASK: "Nhiệm vụ",
    LineKind.DUTY: "Trách nhiệm thường xuyên",
}


_KINDS: dict[type[Part], str] = {
    Section: "Đề mục",
    Item: "Đoạn",
    TaskItem: "Nhiệm vụ",
    Duty: "Trách nhiệm thường xuyên",
    Field: "Dòng thông tin",
    Table: "Bảng",
    Row: "Dòng của bảng",
    GroupRow: "Dòng nhóm",
    Signature: "Chữ ký",
    Decision: "Quyết định ban hành",
    Annex: "Phụ lục",
}


def kind_of(part: Part, owner: Part | None) -> str:
    """What a part is, in a clerk's words; a row is a task where its table holds tasks."""
    match part:
        case Section(is_task=True):
            return "Đề mục, nhiệm vụ"
        case Table(holds_tasks=True):
            return "Bảng nhiệm vụ"
        case Row() if isinstance(owner, Table) and owner.holds_tasks:
            return "Nhiệm vụ trong bảng"
        case _:
            return _KINDS.get(type(part), "Dòng")


def words_of(part: Part) -> str:
    """The words of a part itself, on one line."""
    match part:
        case Section():
            return f"{part.text} {part.aside}".strip()
        case Line():
            return part.text
        case GroupRow():
            return f"{part.number} {part.text}".strip()
        case Row():
            return " | ".join(cell for cell in part.cells if cell)
        case Annex():
            return " ".join((part.label, *part.title))
        case Decision():
            return " ".join(part.subject)
        case Table():
            return ", ".join(column.title for column in part.columns)
        case _:
            return " · ".join((*getattr(part, "authority", ()), getattr(part, "name", "")))
