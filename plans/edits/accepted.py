"""Which parts may stand in which lists."""

from plans.content import Annex, Duty, Field, GroupRow, Item, Part, Row, Section, Signature, Table, TaskItem
from plans.edits.errors import ImpossibleEditError

_BLOCKS = (Section, Item, TaskItem, Duty, Field, Table)
_ACCEPTED: dict[str, tuple[type[Part], ...]] = {
    "opening": (Item,),
    "body": _BLOCKS,
    "blocks": _BLOCKS,
    "closing": (Item,),
    "signatures": (Signature,),
    "annexes": (Annex,),
    "rows": (Row, GroupRow),
}


def ensure_accepted(part: Part, within: str) -> None:
    """Raises ImpossibleEditError for a part that may not stand in a list of this name."""
    if isinstance(part, _ACCEPTED[within]):
        return
    if within in ("opening", "closing"):
        raise ImpossibleEditError(
            "Phần mở đầu và phần kết chỉ gồm các đoạn văn. Hãy đặt đề mục, nhiệm vụ hoặc bảng trong phần nội dung."
        )
    if within in ("signatures", "annexes"):
        raise ImpossibleEditError("Chỗ này chỉ có chữ ký và phụ lục. Hãy đặt phần này trong nội dung hoặc một phụ lục.")
    if within == "rows":
        raise ImpossibleEditError("Trong bảng chỉ có các dòng của bảng. Hãy thêm phần này trước hoặc sau bảng.")
    raise ImpossibleEditError("Dòng của bảng không đứng ngoài bảng được. Hãy chọn một vị trí trong bảng.")
