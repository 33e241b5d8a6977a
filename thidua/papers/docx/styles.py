"""The styles of a paper in Word: their names as people see them, and what they look like in a layout profile."""

from dataclasses import dataclass, replace
from enum import StrEnum

from thidua.papers.document import Profile
from thidua.papers.style import LETTER_SUBJECT_PT, RECIPIENT_PT

NUMBER_PT = 13
"""Size of number and symbol (ô 3) and of page numbers."""

RECIPIENTS_HEADING_PT = 12


class Style(StrEnum):
    """The names that Word lists, in the order of the paper."""

    NATION = "Quốc hiệu"
    MOTTO = "Tiêu ngữ"
    SUPERIOR = "Tên cơ quan chủ quản"
    ISSUER = "Tên cơ quan ban hành"
    RULE = "Đường kẻ"
    NUMBER = "Số, ký hiệu"
    DATE = "Địa danh, ngày tháng"
    LETTER_SUBJECT = "Trích yếu công văn"
    TYPE_NAME = "Tên loại văn bản"
    SUBJECT = "Trích yếu"
    BASIS = "Căn cứ"
    FORMULA = "Dòng chữ hoa giữa trang"
    ARTICLE = "Điều"
    PART = "Đề mục phần"
    SECTION = "Đề mục mục"
    CLAUSE = "Đề mục khoản"
    TEXT = "Nội dung"
    POINT = "Điểm"
    BULLET = "Gạch đầu dòng"
    COLUMN_TITLE = "Bảng – tiêu đề cột"
    GROUP_ROW = "Bảng – dòng nhóm"
    CELL = "Bảng – nội dung"
    BELOW_TABLE = "Khoảng cách dưới bảng"
    RECIPIENTS_HEADING = "Nơi nhận – tiêu đề"
    RECIPIENT = "Nơi nhận"
    AUTHORITY = "Quyền hạn, chức vụ người ký"
    SIGNING_SPACE = "Chỗ ký"
    SIGNER = "Họ tên người ký"
    ANNEX = "Phụ lục"
    ANNEX_TITLE = "Tên phụ lục"
    REFERENCE = "Kèm theo văn bản"
    PAGE_NUMBER = "Số trang"
    END = "Cuối phần"

    @property
    def identifier(self) -> str:
        """The name inside the file."""
        return self.name.title().replace("_", "")


@dataclass(frozen=True, kw_only=True)
class Look:
    """Sizes and gaps in points, the first line's indent in millimetres. `line` 0 is single spacing."""

    size: float
    bold: bool = False
    italic: bool = False
    align: str = "center"
    before: float = 0
    after: float = 0
    line: float = 0
    first_line_mm: float = 0
    hanging: float = 0
    keep_next: bool = False
    outline: int | None = None
    ruled: bool = False
    next: Style | None = None


def looks(profile: Profile) -> dict[Style, Look]:
    """Every style, as paper.css has it."""
    body, small = profile.body_pt, profile.national_name_pt
    line = body * profile.line_spacing
    gap = profile.paragraph_gap_pt
    text = Look(size=body, align="both", after=gap, line=line, first_line_mm=profile.first_line_indent_mm)
    heading = replace(text, bold=True, keep_next=True, next=Style.TEXT)
    title = Look(size=body, bold=True, line=line, keep_next=True)
    return {
        Style.NATION: Look(size=small, bold=True, next=Style.MOTTO),
        Style.MOTTO: Look(size=small + 1, bold=True),
        Style.SUPERIOR: Look(size=small, next=Style.ISSUER),
        Style.ISSUER: Look(size=small, bold=True),
        Style.RULE: Look(size=1, line=2, ruled=True),
        Style.NUMBER: Look(size=NUMBER_PT, before=8),
        Style.DATE: Look(size=small + 1, italic=True, before=8),
        Style.LETTER_SUBJECT: Look(size=LETTER_SUBJECT_PT, before=6),
        Style.TYPE_NAME: replace(title, before=18, next=Style.SUBJECT),
        Style.SUBJECT: replace(title, next=Style.TEXT),
        Style.BASIS: replace(text, italic=True),
        Style.FORMULA: replace(title, before=6, after=gap, next=Style.TEXT),
        Style.ARTICLE: text,
        Style.PART: replace(title, before=12, after=gap, outline=0, next=Style.TEXT),
        Style.SECTION: replace(heading, outline=0),
        Style.CLAUSE: replace(heading, outline=1),
        Style.TEXT: text,
        Style.POINT: text,
        Style.BULLET: text,
        Style.COLUMN_TITLE: Look(size=profile.table_pt, bold=True, keep_next=True),
        Style.GROUP_ROW: Look(size=profile.table_pt, bold=True, align="left", keep_next=True),
        Style.CELL: Look(size=profile.table_pt, align="left"),
        Style.BELOW_TABLE: Look(size=1, line=gap),
        Style.RECIPIENTS_HEADING: Look(
            size=RECIPIENTS_HEADING_PT, bold=True, italic=True, align="left", next=Style.RECIPIENT
        ),
        Style.RECIPIENT: Look(size=RECIPIENT_PT, align="left", hanging=0.6 * RECIPIENT_PT),
        Style.AUTHORITY: Look(size=body, bold=True),
        Style.SIGNING_SPACE: Look(size=body),
        Style.SIGNER: Look(size=body, bold=True),
        Style.ANNEX: replace(title, outline=0, next=Style.ANNEX_TITLE),
        Style.ANNEX_TITLE: title,
        Style.REFERENCE: Look(size=body, italic=True, after=18, line=line, next=Style.TEXT),
        Style.PAGE_NUMBER: Look(size=NUMBER_PT),
        Style.END: Look(size=1, line=1),
    }
